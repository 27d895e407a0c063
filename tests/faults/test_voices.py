"""Cases 66 to 72 and 77 of contracts/CONTRACTS.md, section 6: voiceprints, what is refused here, and what pyannoteAI may say."""

import io
import json
import wave
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import numpy as np
import pytest
from support.clips import Sound, make_clip, noise, tone
from support.fault_server import answer
from support.faulty_pyannote import IDENTIFY, JOB, MEDIA_INPUT, STORE, VOICEPRINT, job

from slipgui.app.kept_speech import read_speech
from slipgui.app.voice_library import VoiceOrigin
from slipgui.app.wording import explain
from slipgui.core.errors import JobFailedError, PaymentRequiredError, RequestRejectedError, SlipError, VoiceError
from slipgui.core.voice import TimeRange

MADE = ["POST /v1/media", "PUT /store/slipgui", "POST /v1/voiceprint", "GET /v1/jobs", "GET /v1/jobs"]
RATE_HZ = 16_000


@pytest.fixture(scope="session")
def speech(tmp_path_factory):
    return make_clip(tmp_path_factory.mktemp("speech") / "Lex, take 3.wav", 8.0, sample_rate_hz=RATE_HZ)


def speak(path, seconds, **more):
    return make_clip(path, samples=noise(seconds, RATE_HZ), sample_rate_hz=RATE_HZ, **more)


def sentence(error):
    return f"{error['title']}. {error['detail']} {error['hint']}"


def sent_sound(voices):
    """What the storage got, as samples."""
    (content,) = voices.service.contract.objects.values()
    with wave.open(io.BytesIO(content)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, RATE_HZ)
        return np.frombuffer(sound.readframes(sound.getnframes()), "<i2") / 32767.0


async def assert_refused(voices, path, title, code="clip_limit", **options):
    """Refused here: failed in the probe, with this headline, and no request was made."""
    line = await voices.make(path, **options)
    assert (line["status"], line["job_id"], line["voiceprint_chars"]) == ("failed", None, None)
    assert (line["error"]["code"], line["error"]["stage"], line["error"]["title"]) == (code, "probe", title)
    assert "Nothing was sent." in line["error"]["detail"]
    assert voices.service.requests == []
    assert voices.library.voices() == []
    return line["error"]


# ------------------------------------------------------------------------------------------------- case 66: the file


async def test_case_66_thirty_seconds_are_sent_as_sound_alone_and_kept(voices, tmp_path):
    clip = speak(tmp_path / "Lex, private.mov", 30.0, picture_size=(32, 18))
    line = await voices.make(clip)
    assert (line["status"], line["error"], line["label"], line["clip"]) == ("succeeded", None, "Lex", str(clip))
    assert voices.service.calls == MADE
    assert len(sent_sound(voices)) == 30 * RATE_HZ
    (voiceprint,) = voices.service.contract.voiceprints
    assert line["voiceprint_chars"] == len(voiceprint)
    (kept,) = voices.library.voiceprints(voices.library.voices())
    assert (kept.label, kept.voiceprint) == ("Lex", voiceprint)
    put = voices.service.sent("PUT")[0]
    assert (put.header("authorization"), put.header("content-type")) == (None, None)
    assert not [r for r in voices.service.requests if "private" in r.target or b"private" in r.body]


async def test_case_66_a_tenth_of_a_second_more_is_refused_here(voices, tmp_path):
    clip = speak(tmp_path / "long.wav", 30.1)
    error = await assert_refused(voices, clip, "Too long for a voiceprint")
    assert error["detail"] == "30.1 s are over the limit of 30 s. Nothing was sent."
    assert error["hint"] == "Choose up to 30 s of it with --from and --to; then only that is sent."


async def test_case_66_a_stretch_of_a_long_clip_is_cut_out_here(voices, tmp_path):
    samples = np.concatenate([noise(40.0, RATE_HZ), tone(10.0, 1000.0, RATE_HZ), noise(40.0, RATE_HZ)])
    clip = make_clip(tmp_path / "interview.wav", samples=samples, sample_rate_hz=RATE_HZ)
    line = await voices.make(clip, stretch=TimeRange(41.0, 49.0))
    assert (line["status"], line["from_s"], line["to_s"]) == ("succeeded", 41.0, 49.0)
    sound = sent_sound(voices)
    assert len(sound) == 8 * RATE_HZ
    assert np.corrcoef(sound, tone(8.0, 1000.0, RATE_HZ))[0, 1] > 0.99
    assert voices.library.voices()[0].range == TimeRange(41.0, 49.0)


@pytest.mark.parametrize(
    ("stretch", "title"),
    [
        (TimeRange(1.0, 31.1), "Too long for a voiceprint"),
        (TimeRange(4.0, 4.0), "This stretch is not in the clip"),
        (TimeRange(9.0, 12.0), "This stretch is not in the clip"),
    ],
    ids=["too long", "empty", "behind the end"],
)
async def test_case_66_a_stretch_that_cannot_be_used_is_refused_here(voices, speech, stretch, title):
    line = await voices.make(speech, stretch=stretch)
    assert (line["error"]["title"], line["error"]["stage"]) == (title, "probe")
    assert voices.service.requests == []


def grown(path, size_bytes):
    """The WAV with a chunk at its end that nobody reads."""
    with path.open("r+b") as file:
        file.seek(0, 2)
        file.write(b"junk" + (size_bytes - file.tell() - 8).to_bytes(4, "little"))
        file.truncate(size_bytes)
        file.seek(4)
        file.write((size_bytes - 8).to_bytes(4, "little"))
    return path


async def test_case_66_a_file_of_exactly_100_mib_is_taken(voices, tmp_path):
    line = await voices.make(grown(speak(tmp_path / "a.wav", 5.0), 104_857_600))
    assert line["status"] == "succeeded"
    assert voices.service.sent("PUT")[0].n_body_bytes < 200_000  # its sound alone


async def test_case_66_a_file_of_one_byte_more_is_refused_here(voices, tmp_path):
    error = await assert_refused(
        voices, grown(speak(tmp_path / "a.wav", 5.0), 104_857_601), "Too large for a voiceprint"
    )
    assert error["detail"] == "104,857,601 bytes are over the limit of 104,857,600 bytes. Nothing was sent."


async def test_case_66_stereo_is_sent_as_mono(voices, tmp_path):
    clip = make_clip(tmp_path / "stereo.wav", samples=np.stack([tone(5.0, 440.0, RATE_HZ)] * 2), sample_rate_hz=RATE_HZ)
    assert (await voices.make(clip))["status"] == "succeeded"
    assert np.corrcoef(sent_sound(voices), tone(5.0, 440.0, RATE_HZ))[0, 1] > 0.99


async def test_case_66_of_two_streams_one_has_to_be_chosen(voices, tmp_path):
    sounds = (Sound(samples=noise(5.0, RATE_HZ)), Sound(samples=tone(5.0, 440.0, RATE_HZ)))
    clip = make_clip(tmp_path / "two.mov", 5.0, sounds=sounds, sample_rate_hz=RATE_HZ)
    error = await assert_refused(voices, clip, "The clip has 2 sound tracks", code="voice")
    assert error["hint"] == "Choose the track of the voice with --track."
    assert (await voices.make(clip, track=2))["status"] == "succeeded"
    assert np.corrcoef(sent_sound(voices), tone(5.0, 440.0, RATE_HZ))[0, 1] > 0.99


async def test_case_66_a_clip_without_sound_and_a_missing_one_are_refused_here(voices, tmp_path):
    assert (await voices.make(make_clip(tmp_path / "mute.mp4", sounds=())))["error"]["code"] == "no_audio"
    assert (await voices.make(tmp_path / "nowhere.wav"))["error"]["code"] == "clip_unreadable"
    assert voices.service.requests == []


# ------------------------------------------------------------------------------------------------- what it may say


async def test_case_67_of_several_errors_all_are_listed_by_field(voices, speech):
    errors = [{"field": "url", "message": "Invalid URL"}, {"field": "model", "message": "unknown model"}]
    voices.service.order("POST", VOICEPRINT, answer(400, {"message": "Invalid request", "errors": errors}))
    error = (await voices.make(speech))["error"]
    assert (error["code"], error["http_status"], error["stage"]) == ("request_rejected", 400, "submit")
    assert error["detail"] == "It said: “url: Invalid URL; model: unknown model”"
    assert len(voices.service.sent("POST", VOICEPRINT)) == 1
    assert voices.service.sent("GET") == []


async def test_case_67_a_single_error_names_its_field(voices, speech):
    body = {"message": "Invalid request", "errors": [{"field": "url", "message": "Invalid URL"}]}
    voices.service.order("POST", VOICEPRINT, answer(400, body))
    error = (await voices.make(speech))["error"]
    assert (error["context"]["field"], error["detail"]) == ("url", "It said: “Invalid URL”")


@pytest.mark.parametrize("path", [MEDIA_INPUT, VOICEPRINT])
async def test_case_68_a_used_up_account_points_to_billing_and_asks_no_more(voices, speech, path):
    body = {"requestId": "req-7", "message": "Subscription is required"}
    voices.service.order("POST", path, answer(402, body), times=9)
    async with voices.tools() as tools:
        assert tools.service.refusal is None
    line = await voices.make(speech)
    error = line["error"]
    assert (line["status"], error["code"], error["recovery"]) == ("failed", "payment_required", "ask_user")
    assert (error["http_status"], error["request_id"]) == (402, "req-7")
    assert sentence(error) == (
        "The account is used up. pyannoteAI wants a payment first. The clip is kept. "
        "Settle it in the account pages of the service, then try again."
    )
    assert len(voices.service.sent("POST", path)) == 1


async def test_case_68_after_a_402_the_next_call_is_not_made(voices, speech):
    voices.service.order("POST", MEDIA_INPUT, answer(402, {"requestId": "r", "message": "m"}))
    async with voices.tools() as tools:
        for _ in range(2):
            with pytest.raises(PaymentRequiredError):
                await tools.service.request_media("media://slipgui/a.wav")
    assert len(voices.service.requests) == 1


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"output": {"error": "An error occurred while processing the audio."}}, True),
        ({}, False),
        ({"output": None}, False),
    ],
    ids=["with output.error", "without output", "output null"],
)
async def test_case_69_a_failed_job_ends_with_its_words_or_general_ones(voices, speech, members, said):
    voices.service.order("GET", JOB, job(members, status="failed"))
    line = await voices.make(speech)
    assert (line["status"], line["error"]["code"], line["error"]["stage"]) == ("failed", "job_failed", "poll")
    assert line["error"]["title"] == "pyannoteAI could not analyse it"
    words = "It said: “An error occurred while processing the audio.”" if said else "It gave no reason."
    assert line["error"]["detail"] == words
    assert line["job_id"] in voices.service.contract.jobs
    assert len(voices.service.sent("GET")) == 1
    assert voices.library.pending() == []


@pytest.mark.parametrize("output", [..., None], ids=["missing", "null"])
async def test_case_70_a_success_without_its_output_has_expired(voices, speech, output):
    voices.service.order("GET", JOB, job(output=output))
    line = await voices.make(speech)
    assert (line["status"], line["error"]["code"], line["error"]["recovery"]) == ("failed", "job_expired", "retry")
    assert sentence(line["error"]) == "The answer has expired. Results are kept about a day. Submit the clip again."
    assert voices.library.voices() == voices.library.pending() == []


async def test_case_70_a_job_that_is_asked_for_within_a_day_is_kept_and_later_has_expired(voices, speech):
    now_s = [1_767_225_600.0]
    contract = voices.service.contract
    contract.clock, contract.n_polls_before_done = lambda: now_s[0], 0
    voices.deadline_s = 20.0
    voices.service.order("GET", JOB, answer(503, {"message": "later"}), times=12)
    assert (await voices.make(speech))["error"]["code"] == "service_unavailable"
    (pending,) = voices.library.pending()
    voices.service._orders.clear()
    (line,) = await voices.resume()
    assert (line["status"], line["job_id"], line["label"]) == ("succeeded", pending.job_id, "Lex")
    assert len(voices.service.sent("POST", VOICEPRINT)) == 1
    voices.library.note_job(pending.job_id, VoiceOrigin("Mark", "b.wav", None))
    now_s[0] += 86_400
    (line,) = await voices.resume()
    assert line["error"]["title"] == "The answer has expired"
    assert voices.library.pending() == []


@pytest.mark.parametrize("status", ["canceled", "cancelled", "Canceled "])
async def test_case_71_a_canceled_job_is_told_as_canceled(voices, speech, status):
    voices.service.order("GET", JOB, job(status=status))
    line = await voices.make(speech)
    assert (line["status"], line["error"]["code"]) == ("canceled", "job_failed")
    assert sentence(line["error"]) == "pyannoteAI canceled the job. It gave no reason. Try again."
    assert len(voices.service.sent("GET")) == 1


# --------------------------------------------------------------------------------------------------- case 72: pace


@pytest.mark.parametrize("is_epoch", [True, False], ids=["epoch", "seconds"])
@pytest.mark.parametrize("reset_s", [40.0, 0.0, -5.0])
async def test_case_72_no_requests_left_on_a_200_is_waited_for(voices, speech, is_epoch, reset_s):
    contract = voices.service.contract
    contract.left, contract.is_reset_epoch = 0, is_epoch
    contract.reset_s = reset_s if is_epoch else max(0.0, reset_s)
    contract.n_polls_before_done = 0
    assert (await voices.make(speech))["status"] == "succeeded"
    waits_s = [wait_s for wait_s in voices.clock.waits_s if wait_s > 30]
    assert min(voices.clock.waits_s) >= 0
    assert len(waits_s) == (2 if reset_s > 0 else 0)  # before the submission and before the poll
    assert all(35 <= wait_s <= 42 for wait_s in waits_s)


async def test_case_72_the_epoch_is_compared_with_the_clock_of_the_service(voices, speech):
    contract = voices.service.contract
    contract.n_polls_before_done = 0
    there = datetime.now(UTC) + timedelta(hours=3)  # its clock and ours differ
    headers = {
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": str(int(there.timestamp()) + 20),
        "Date": format_datetime(there, usegmt=True),
    }
    voices.service.order("POST", VOICEPRINT, answer(429, {"requestId": "r", "message": "Too many requests"}, headers))
    assert (await voices.make(speech))["status"] == "succeeded"
    assert [wait_s for wait_s in voices.clock.waits_s if wait_s > 10] == pytest.approx([20.0], abs=1.5)
    assert len(voices.service.sent("POST", VOICEPRINT)) == 2


@pytest.mark.parametrize(
    ("headers", "least_s"),
    [
        ({"Retry-After": "17"}, 17.0),
        ({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "23"}, 23.0),
        ({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "soon"}, 0.0),
        ({}, 0.0),
    ],
)
async def test_case_72_a_429_waits_as_long_as_it_says(voices, speech, headers, least_s):
    body = {"requestId": "r", "message": "Too many requests"}
    voices.service.order("POST", VOICEPRINT, answer(429, body, headers))
    assert (await voices.make(speech))["status"] == "succeeded"
    assert least_s <= max(voices.clock.waits_s) < least_s + 6
    assert len(voices.service.contract.jobs) == 1


# ------------------------------------------------------------------------------------------------- case 77: voices


def keep(voices, *labels, voiceprint="QUJD"):
    for label in labels:
        voices.library.add(VoiceOrigin(label, "a.wav", None), voiceprint)


async def refusal(voices, clip):
    with pytest.raises(SlipError) as refused:
        await voices.find(clip)
    assert voices.service.requests == []
    return explain(refused.value)


async def test_case_77_a_voiceprint_of_too_many_characters_is_refused_here(voices, speech):
    keep(voices, "Lex", voiceprint="x" * 20_001)
    words = await refusal(voices, speech)
    assert (words.title, words.hint) == ("The voiceprint of “Lex” is too long", "Make this voice anew.")
    voices.library.remove(voices.library.voices())
    keep(voices, "Lex", voiceprint="x" * 20_000)
    assert await voices.find(speech) == []


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("Speaker_1", "This label is pyannoteAI's own"),
        ("x" * 101, "The label is too long"),
        ("  ", "The label is blank"),
        ("Lex\n", None),
        ("a\u202eb", "The label has signs that cannot be seen"),
        ("x" * 100, None),
    ],
)
async def test_case_77_a_label_that_would_be_refused_is_refused_here(voices, speech, label, title):
    if title is not None:
        await assert_refused(voices, speech, title, code="voice", label=label)
    else:
        assert (await voices.make(speech, label))["status"] == "succeeded"


async def test_case_77_fifty_voices_are_looked_for_and_fifty_one_refused_here(voices, speech):
    keep(voices, *(f"Voice {number}" for number in range(51)))
    words = await refusal(voices, speech)
    assert words.title == "Too many voices at once"
    assert words.detail == "51 were chosen; 50 can be looked for. Nothing was sent."
    voices.library.remove([voices.library.find("Voice 7")])
    assert await voices.find(speech) == []
    assert len(voices.service.contract.submissions[0]["voiceprints"]) == 50


async def test_case_77_no_voices_and_a_taken_label_are_refused_here(voices, speech):
    assert (await refusal(voices, speech)).title == "There are no voices yet"
    await voices.make(speech)
    n_requests = len(voices.service.requests)
    error = (await voices.make(speech))["error"]
    assert (error["code"], error["title"]) == (VoiceError.code, "There is a voice “Lex” already")
    assert len(voices.service.requests) == n_requests


# --------------------------------------------------------------------------------------------------- who speaks


async def test_speakers_are_told_on_the_clips_own_time_line(voices, tmp_path):
    keep(voices, "Lex", "Mark")
    clip = make_clip(tmp_path / "talk.mov", 6.0, sounds=(Sound(delay_s=1.0, samples=noise(5.0)),))
    voices.service.contract.identification = [
        {"speaker": "Mark", "start": 2, "end": 3.5, "diarizationSpeaker": "SPEAKER_01", "match": "Mark",
         "confidence": {"Mark": 71.5}},
        {"speaker": "Lex", "start": 0, "end": 1.5, "diarizationSpeaker": "SPEAKER_00", "match": "Lex"},
        {"start": 4, "end": 4.5, "diarizationSpeaker": "SPEAKER_02", "match": None},
    ]  # fmt: skip
    voices.service.contract.confidences = [{"speaker": "SPEAKER_00", "match": "Lex", "confidence": {"Lex": 93}}]
    lines = await voices.find(clip, threshold=40.0, with_confidence=True)
    assert lines == [
        {"start_s": 1.0, "end_s": 2.5, "label": "Lex", "speaker": "SPEAKER_00", "confidence": 93.0},
        {"start_s": 3.0, "end_s": 4.5, "label": "Mark", "speaker": "SPEAKER_01", "confidence": 71.5},
        {"start_s": 5.0, "end_s": 5.5, "label": None, "speaker": "SPEAKER_02", "confidence": None},
    ]
    kept = [(one.start_s, one.label) for one in read_speech(voices.home, clip)]  # for the cue page
    assert kept == [(1.0, "Lex"), (3.0, "Mark"), (5.0, None)]
    voices.library.remove([voices.library.find("Lex")])
    assert [one.label for one in read_speech(voices.home, clip)] == [None, "Mark", None]
    (asked,) = voices.service.contract.submissions
    assert asked["matching"] == {"threshold": 40.0, "exclusive": True}
    assert asked["turnLevelConfidence"] is True
    assert [voice["label"] for voice in asked["voiceprints"]] == ["Lex", "Mark"]
    assert not {"numSpeakers", "minSpeakers", "maxSpeakers"} & set(asked)


@pytest.mark.parametrize(
    ("options", "sent"),
    [
        ({"least_speakers": 2, "most_speakers": 2}, {"numSpeakers": 2}),
        ({"least_speakers": 2, "most_speakers": 5}, {"minSpeakers": 2, "maxSpeakers": 5}),
        ({"least_speakers": 3}, {"minSpeakers": 3}),
        ({"most_speakers": 4}, {"maxSpeakers": 4}),
        ({"shares_voices": True}, {"matching": {"threshold": 0.0, "exclusive": False}}),
        ({"threshold": 100.0}, {"matching": {"threshold": 100.0, "exclusive": True}}),
    ],
)
async def test_how_voices_are_looked_for_is_told_to_the_service_and_is_another_question(voices, speech, options, sent):
    keep(voices, "Lex")
    await voices.find(speech)
    await voices.find(speech, **options)
    await voices.find(speech, **options)  # known by now
    plain, wanted = voices.service.contract.submissions
    counts = {"numSpeakers", "minSpeakers", "maxSpeakers"}
    expected = {key: value for key, value in plain.items() if key != "url"} | sent
    assert {key: value for key, value in wanted.items() if key != "url"} == expected
    assert set(wanted) & counts == set(sent) & counts


@pytest.mark.parametrize(
    ("options", "title"),
    [
        ({"threshold": 100.5}, "A match is sure from 0 to 100"),
        ({"threshold": float("nan")}, "A match is sure from 0 to 100"),
        ({"least_speakers": 0}, "At least one person must speak"),
        ({"most_speakers": 0}, "At least one person must speak"),
        ({"least_speakers": 3, "most_speakers": 2}, "At least 3 speakers cannot be at most 2"),
    ],
)
async def test_options_that_the_service_would_refuse_are_told_and_nothing_is_sent(voices, speech, options, title):
    keep(voices, "Lex")
    with pytest.raises(VoiceError) as refused:
        await voices.find(speech, **options)
    assert explain(refused.value).title == title
    assert voices.service.requests == []


async def test_the_same_question_within_a_day_is_not_sent_again(voices, tmp_path):
    clip = speak(tmp_path / "talk.wav", 5.0)
    keep(voices, "Lex", "Mark")
    voices.service.contract.identification = [{"start": 0, "end": 1, "diarizationSpeaker": "S", "match": "Lex"}]
    voices.service.order("GET", JOB, answer(401, {"message": "Unauthorized"}))
    with pytest.raises(SlipError):
        await voices.find(clip)
    lines = await voices.find(clip)  # the job of the run that could not go on
    assert [line["label"] for line in lines] == ["Lex"]
    assert await voices.find(clip) == lines
    asked = voices.service.contract.submissions
    assert len(asked) == len(voices.service.sent("PUT")) == 1
    assert await voices.find(clip, is_fresh=True) == lines
    await voices.find(clip, threshold=50.0)
    assert len(asked) == 3
    voices.library.rename(voices.library.find("Mark"), "Mark T.")
    await voices.find(clip)
    speak(clip, 6.0)
    await voices.find(clip)
    assert len(asked) == 5


@pytest.mark.parametrize("members", [{}, {"output": None}], ids=["missing", "null"])
async def test_a_question_whose_answer_is_gone_is_sent_again(voices, speech, members):
    keep(voices, "Lex")
    assert await voices.find(speech) == []
    voices.service.order("GET", JOB, job(members))
    assert await voices.find(speech) == []
    assert len(voices.service.contract.submissions) == 2


async def test_a_question_that_failed_is_told_and_asked_anew_the_next_time(voices, speech):
    keep(voices, "Lex")
    voices.service.order("GET", JOB, job(status="failed"))
    with pytest.raises(JobFailedError):
        await voices.find(speech)
    assert await voices.find(speech) == []
    assert len(voices.service.contract.submissions) == 2


async def test_an_upload_that_broke_is_made_again_and_an_expired_address_is_replaced(voices, speech):
    expired = "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"
    voices.service.order("PUT", STORE, answer(503, b""), answer(403, expired))
    assert (await voices.make(speech))["status"] == "succeeded"
    assert len(voices.service.sent("POST", MEDIA_INPUT)) == 2
    assert len(voices.service.sent("PUT")) == 3
    assert len(voices.service.contract.jobs) == 1


async def test_what_is_rejected_is_not_asked_again_and_its_words_are_shown(voices, speech):
    keep(voices, "Lex")
    voices.service.order("POST", IDENTIFY, answer(400, {"message": "Invalid request", "errors": []}))
    with pytest.raises(RequestRejectedError) as refused:
        await voices.find(speech)
    assert explain(refused.value).detail == "It said: “Invalid request”"
    assert len(voices.service.sent("POST", IDENTIFY)) == 1


async def test_a_page_in_place_of_the_job_is_asked_again_and_an_answer_about_another_refused(voices, speech):
    page = answer(200, "<!doctype html><title>Hotel</title>", {"Content-Type": "text/html"})
    foreign = answer(200, json.dumps({"jobId": "j-2", "status": "succeeded", "output": {"voiceprint": "FOREIGN"}}))
    voices.service.order("GET", JOB, page, foreign)
    assert (await voices.make(speech))["status"] == "succeeded"
    (kept,) = voices.library.voiceprints(voices.library.voices())
    assert kept.voiceprint != "FOREIGN"


async def test_a_submission_whose_answer_is_lost_is_not_repeated(voices, speech):
    voices.service.order("POST", VOICEPRINT, answer(200, b""))
    line = await voices.make(speech)
    assert (line["error"]["code"], line["error"]["recovery"]) == ("submission_lost", "ask_user")
    assert len(voices.service.sent("POST", VOICEPRINT)) == 1


async def test_what_the_service_remarks_is_passed_on(voices, speech):
    voices.service.contract.warning = "More than one speaker was found."
    assert (await voices.make(speech))["warning"] == "More than one speaker was found."
    assert voices.heard.remarks == []  # it is told with the voice
    await voices.find(speech)
    assert voices.heard.remarks == ["pyannoteAI remarks: More than one speaker was found."]
