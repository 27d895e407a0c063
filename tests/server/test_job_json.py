import json
from dataclasses import replace
from typing import Any

import pytest
from support.local_service import GOLDEN_HOUR, MATCH, STOCK_TRACK

from slipgui.core.outcome import Alternative, Run
from slipgui.server.answers import JsonAnswer
from slipgui.server.job_json import job_document, match_document, track_document
from slipgui.server.jobs import JobAnswer, JobState, RecognitionJob
from slipgui.services.audioverify_json import decode_job

JOB_ID = "7b2c1e8a-0f4d-4a2b-9c11-7f5a2d9e3c10"


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.PROCESSING])
def test_job_under_way_has_the_members_of_the_contract_and_no_track(state: JobState) -> None:
    assert job_document(RecognitionJob(JOB_ID, state)) == {"job_id": JOB_ID, "status": state.value, "track": None}


def test_completed_job_has_track_and_match() -> None:
    job = RecognitionJob(JOB_ID, JobState.COMPLETED, JobAnswer(GOLDEN_HOUR, MATCH))
    assert job_document(job) == {
        "job_id": JOB_ID,
        "status": "completed",
        "track": {
            "id": "11111111-1111-1111-1111-111111111111",
            "title": "Golden Hour",
            "artist": "The Coast",
            "internal": True,
            "isrc": "USRC12345678",
            "score": 96.5,
            "external_label": None,
        },
        "match": {
            "query_start_s": 0.5,
            "query_stop_s": 10.0,
            "reference_start_s": 61.28,
            "speed": 1.0,
            "pitch_semitones": 0.0,
            "file": "/music/golden hour.ogg",
            "repeats_s": [],
            "runs": [],
        },
        "alternatives": [],
    }


def test_what_a_completed_job_tells_is_what_the_client_reads() -> None:
    runs = (Run(0.5, 4.0, 61.28), Run(4.0, 10.0, 90.0))
    match = replace(MATCH, repeats_s=(12.5, 77.25), runs=runs)
    answer = JobAnswer(GOLDEN_HOUR, match, (Alternative(STOCK_TRACK, None), Alternative(GOLDEN_HOUR, MATCH)))
    job = decode_job(JsonAnswer(job_document(RecognitionJob(JOB_ID, JobState.COMPLETED, answer))).body)
    assert (job.track, job.match, job.alternatives) == (answer.track, answer.match, answer.alternatives)


def test_unknown_music_is_completed_with_two_nulls() -> None:
    document = job_document(RecognitionJob(JOB_ID, JobState.COMPLETED, JobAnswer(None, None)))
    assert document == {"job_id": JOB_ID, "status": "completed", "track": None, "match": None, "alternatives": []}


def test_failed_job_says_why() -> None:
    job = RecognitionJob(JOB_ID, JobState.FAILED, detail="No audio stream found.", error_code="NO_AUDIO")
    document = {"job_id": JOB_ID, "status": "failed", "track": None}
    assert job_document(job) == document | {"detail": "No audio stream found.", "error_code": "NO_AUDIO"}


def test_external_track_never_shows_an_id() -> None:
    document = track_document(replace(STOCK_TRACK, id="11111111-1111-1111-1111-111111111111"))
    assert document["id"] is None
    assert document["external_label"] == "Epidemic Sound"


def test_unknown_artist_is_an_empty_text_and_unknown_isrc_is_null() -> None:
    document = track_document(replace(GOLDEN_HOUR, artist=None, isrc=None))
    assert (document["artist"], document["isrc"]) == ("", None)


@pytest.mark.parametrize(("score", "sent"), [(None, 0.0), (-1.0, 0.0), (1e9, 100.0), (float("nan"), 0.0), (96, 96.0)])
def test_score_is_always_a_number_between_0_and_100(score: float | None, sent: float) -> None:
    assert track_document(replace(GOLDEN_HOUR, score=score))["score"] == sent


def test_file_name_with_undecodable_bytes_can_be_sent() -> None:
    document: Any = match_document(replace(MATCH, file="/music/b\udcfcse.ogg"))
    assert json.loads(JsonAnswer(document).body)["file"] == "/music/b?se.ogg"
