"""What pyannoteAI may answer, and what is made of it."""

import json

import pytest

from slipgui.core.errors import ContractError
from slipgui.core.voice import SpeechSegment, VoiceJob, VoiceJobStatus
from slipgui.services.pyannote_json import decode_media_url, decode_voice_job, is_voice_job_id


def decode(members=None, **more):
    document = {"jobId": "j-1", "status": "succeeded"} | (members or {}) | more
    return decode_voice_job(json.dumps({name: value for name, value in document.items() if value is not ...}).encode())


@pytest.mark.parametrize(
    ("status", "meant"),
    [
        ("pending", VoiceJobStatus.RUNNING),
        ("created", VoiceJobStatus.RUNNING),
        ("running", VoiceJobStatus.RUNNING),
        ("reticulating", VoiceJobStatus.RUNNING),
        (" SUCCEEDED\n", VoiceJobStatus.SUCCEEDED),
        ("failed", VoiceJobStatus.FAILED),
        ("expired", VoiceJobStatus.FAILED),
        ("canceled", VoiceJobStatus.CANCELED),
        ("cancelled", VoiceJobStatus.CANCELED),
    ],
)
def test_a_status_is_understood_in_any_spelling(status, meant):
    assert decode(status=status).status is meant


def test_a_voiceprint_is_only_believed_of_a_job_that_succeeded():
    output = {"voiceprint": "QUJD"}
    assert decode(output=output).voiceprint == "QUJD"
    assert decode(output=output, status="running").voiceprint is None
    assert "QUJD" not in repr(decode(output=output))


@pytest.mark.parametrize("output", [..., None, [], "text", {}, {"identification": []}])
def test_a_success_without_a_voiceprint_has_none(output):
    assert decode(output=output).voiceprint is None


@pytest.mark.parametrize("voiceprint", ["", "  ", 7, {"a": 1}])
def test_what_is_no_voiceprint_breaks_the_answer(voiceprint):
    with pytest.raises(ContractError):
        decode(output={"voiceprint": voiceprint})


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ({"error": "Two people speak."}, "Two people speak."),
        ({"error": "<b>bold</b>\u202e"}, "<b>bold</b>"),
        ({}, None),
        (None, None),
        (..., None),
        ({"error": None}, None),
    ],
)
@pytest.mark.parametrize("status", ["failed", "canceled"])
def test_a_job_that_ended_otherwise_tells_why_or_nothing(status, output, reason):
    assert decode(status=status, output=output).reason == reason


@pytest.mark.parametrize("place", ["job", "output"])
def test_a_remark_is_passed_on(place):
    remark = {"warning": "More than one speaker."}
    job = decode(remark) if place == "job" else decode(output=remark | {"voiceprint": "QUJD"})
    assert job.warning == "More than one speaker."


def test_segments_are_in_order_of_time_with_the_surest_figure_there_is():
    output = {
        "identification": [
            {"start": 5, "end": 6.5, "diarizationSpeaker": "SPEAKER_01", "match": "Mark", "speaker": "Mark"},
            {"start": 0, "end": 2, "diarizationSpeaker": "SPEAKER_00", "match": "Lex", "confidence": {"Lex": 70.0}},
            {"start": 3, "end": 4, "diarizationSpeaker": "SPEAKER_02", "match": None, "confidence": {"Lex": 12}},
        ],
        "voiceprints": [
            {"speaker": "SPEAKER_00", "match": "Lex", "confidence": {"Lex": 93, "Mark": 7}},
            {"speaker": "SPEAKER_01", "match": "Mark", "confidence": {"Mark": 81}},
        ],
    }
    assert decode(output=output).segments == (
        SpeechSegment(0.0, 2.0, "Lex", "SPEAKER_00", 70.0),
        SpeechSegment(3.0, 4.0, None, "SPEAKER_02", None),
        SpeechSegment(5.0, 6.5, "Mark", "SPEAKER_01", 81.0),
    )
    output["voiceprints"] = [{"speaker": 7}, "text"]  # costs a figure, not the answer
    assert [one.confidence for one in decode(output=output).segments] == [70.0, None, None]
    assert decode(output={"voiceprint": "QUJD"}).segments is None
    assert decode(status="running", output=output).segments is None


@pytest.mark.parametrize(
    "segment",
    [
        {"start": 2, "end": 1, "diarizationSpeaker": "S", "match": None},
        {"start": -1, "end": 1, "diarizationSpeaker": "S", "match": None},
        {"start": "0", "end": 1, "diarizationSpeaker": "S"},
        {"end": 1, "diarizationSpeaker": "S"},
        {"start": 0, "end": 1},
        "text",
    ],
)
def test_a_segment_that_is_none_breaks_the_answer(segment):
    with pytest.raises(ContractError):
        decode(output={"identification": [segment]})


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"<html>", b'{"jobId": "j-1"}', b'{"status": "succeeded"}', b'{"jobId": 7, "status": "succeeded"}',
        b'{"jobId": "../x", "status": "succeeded"}', b'{"jobId": "", "status": "succeeded"}',
        b'{"jobId": "j-1", "status": null}', b'{"jobId": "j-1", "status": "a", "status": "b"}', b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_job_is_refused(body):
    with pytest.raises(ContractError):
        decode_voice_job(body)


def test_an_answer_about_another_job_is_refused():
    body = b'{"jobId": "j-2", "status": "succeeded"}'
    assert decode_voice_job(body, expected_id="j-2") == VoiceJob("j-2", VoiceJobStatus.SUCCEEDED)
    with pytest.raises(ContractError):
        decode_voice_job(body, expected_id="j-1")


def test_an_upload_address_is_read_or_refused():
    assert decode_media_url(b'{"url": "https://a.example/x?y=z"}') == "https://a.example/x?y=z"
    for body in (b"{}", b"[]", b'{"url": null}', b'{"url": ""}', b"<html>"):
        with pytest.raises(ContractError):
            decode_media_url(body)


@pytest.mark.parametrize("text", ["a/b", "..", "", "x" * 129, "a?b", "a b", "é"])
def test_an_id_that_could_change_a_path_is_none(text):
    assert not is_voice_job_id(text)
