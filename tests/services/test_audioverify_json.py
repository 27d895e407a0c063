import codecs
import json
from pathlib import Path

import pytest

from slipgui.core.errors import ContractError
from slipgui.core.isrc import Isrc
from slipgui.core.job import Job, JobStatus
from slipgui.core.outcome import Match, Origin, Track
from slipgui.services.audioverify_json import (
    DOCUMENT_MAX_BYTES,
    TEXT_MAX_CHARACTERS,
    decode_job,
    decode_ticket,
    is_job_id,
)

DOCUMENTS = Path(__file__).parent / "documents"
JOB_ID = "7b2c1e8a-0f4d-4a2b-9c11-7f5a2d9e3c10"
INTERNAL = Track(
    id="11111111-1111-1111-1111-111111111111",
    title="Golden Hour",
    artist="The Coast",
    origin=Origin.INTERNAL,
    isrc=Isrc("USRC12345678"),
    isrc_text=None,
    score=96.5,
    external_label=None,
)
EXTERNAL = Track(
    id=None,
    title="Some Stock Track",
    artist="A Stock Artist",
    origin=Origin.EXTERNAL,
    isrc=Isrc("SE5Q52400123"),
    isrc_text=None,
    score=100.0,
    external_label="Epidemic Sound",
)


def document(name: str) -> bytes:
    return (DOCUMENTS / f"{name}.json").read_bytes()


def decode(name: str) -> Job:
    return decode_job(document(name))


def with_track(**members: object) -> Track:
    track = {"title": "Golden Hour", "internal": True, **members}
    body = json.dumps({"job_id": JOB_ID, "status": "completed", "track": track}).encode()
    decoded = decode_job(body).track
    assert decoded
    return decoded


@pytest.mark.parametrize(
    ("name", "track"),
    [
        ("internal", INTERNAL),
        ("external", EXTERNAL),
        ("no_music", None),
        ("track_missing", None),
        ("track_empty_list", None),
        ("track_list", EXTERNAL),
        ("unknown_members", INTERNAL),
        ("padded_status", EXTERNAL),
        ("local_match_null", INTERNAL),
    ],
)
def test_completed_job_tells_its_track(name: str, track: Track | None) -> None:
    job = decode(name)
    assert (job.job_id, job.status, job.track, job.reason) == (JOB_ID, JobStatus.COMPLETED, track, None)
    assert json.loads(job.document) == json.loads(document(name))


@pytest.mark.parametrize(
    "name", ["queued", "processing", "unknown_status", "track_while_processing", "broken_track_while_processing"]
)
def test_job_at_work_has_no_track(name: str) -> None:
    job = decode(name)
    assert (job.status, job.track, job.reason) == (JobStatus.RUNNING, None, None)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("failed_with_detail", "No audio stream found."),
        ("failed_with_error", "Cannot decode."),
        ("failed_bare", "FAILED"),
        ("canceled", "canceled"),
        ("cancelled", "cancelled"),
        ("expired", "expired"),
        ("timeout", "timeout"),
    ],
)
def test_words_of_failure_end_the_job_with_a_reason(name: str, reason: str) -> None:
    job = decode(name)
    assert (job.status, job.track, job.reason) == (JobStatus.FAILED, None, reason)


@pytest.mark.parametrize(
    "name",
    [
        "status_missing", "status_null", "status_number", "track_text", "track_empty", "track_list_of_texts",
        "path_as_job_id", "number_as_job_id", "nan_score", "infinite_score", "duplicate_keys", "array", "truncated",
        "ticket",
    ],
)  # fmt: skip
def test_malformed_job_is_refused(name: str) -> None:
    with pytest.raises(ContractError):
        decode(name)


@pytest.mark.parametrize(
    "body", [b"", b"null", b"\xff\xfe\xff", b"[" * 200_000, b'{"a":' * 200_000, b"9" * 5000, b"\xed\xa0\x80"]
)
def test_bytes_that_are_no_document_are_refused(body: bytes) -> None:
    with pytest.raises(ContractError):
        decode_job(body)


def test_nesting_that_python_could_still_read_is_refused_too() -> None:
    with pytest.raises(ContractError):
        decode_job(document("queued").replace(b"null", b"[" * 40 + b"]" * 40))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_other_unicode_encodings_are_read(encoding: str) -> None:
    body = document("internal").decode().encode(encoding)
    assert decode_job(body).track == INTERNAL
    assert encoding != "utf-8-sig" or body.startswith(codecs.BOM_UTF8)


def test_job_with_another_id_than_asked_for_is_foreign() -> None:
    assert decode_job(document("queued"), expected_id=JOB_ID.upper()).job_id == JOB_ID
    with pytest.raises(ContractError) as raised:
        decode_job(document("queued"), expected_id="8" + JOB_ID[1:])
    assert raised.value.context["why"] == "foreign_job"


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (96, 96.0), (96.5, 96.5), ("96.50", 96.5), (" 7 ", 7.0), ("n/a", None), (None, None), ("NaN", None), ("inf", None), (-1, -1.0),
        (1e9, 1e9), (True, None), ([96], None), ("1_0", None), (10**400, None), ("", None), ("٣", None),
    ],
)  # fmt: skip
def test_score_is_a_finite_number_or_nothing(score: object, expected: float | None) -> None:
    assert with_track(score=score).score == expected


@pytest.mark.parametrize("internal", ["true", 1, None, [], False])
def test_internal_that_is_not_true_means_external_without_id(internal: object) -> None:
    track = with_track(internal=internal, id="11111111-1111-1111-1111-111111111111")
    assert (track.origin, track.id) == (Origin.EXTERNAL, None)


def test_internal_track_without_a_uuid_has_no_id() -> None:
    track = with_track(id="../../x")
    assert (track.origin, track.id) == (Origin.INTERNAL, None)


@pytest.mark.parametrize(
    ("isrc", "code", "text"),
    [
        ("us-rc1-23-45678", "USRC12345678", None),
        ("usrc12345678", "USRC12345678", None),
        ("USRC123", None, "USRC123"),
        (None, None, None),
        (12, None, None),
        ("", None, None),
    ],
)
def test_isrc_is_normalised_only_where_valid(isrc: object, code: str | None, text: str | None) -> None:
    track = with_track(isrc=isrc)
    assert (track.isrc.code if track.isrc else None, track.isrc_text) == (code, text)


@pytest.mark.parametrize(("name", "artist"), [("title_missing", "The Coast"), ("title_blank", None)])
def test_missing_title_is_an_unknown_title(name: str, artist: str | None) -> None:
    track = decode(name).track
    assert track
    assert (track.title, track.artist) == ("Unknown title", artist)


def test_texts_lose_control_and_bidi_characters_but_keep_their_markup_as_text() -> None:
    job = decode("hostile_title")
    assert job.track
    assert job.track.title == "<img src='http://x/y'> gnp.exe <b>bold</b>"
    assert job.track.artist == "Artist"
    assert not set(job.document) & set("\x00\x07\u202e\u2069\u200f")


def test_lone_surrogate_does_not_travel_on() -> None:
    job = decode("lone_surrogate")
    assert job.track
    assert job.track.title == "a\ufffdb"
    job.document.encode("utf-8")


def test_long_texts_and_documents_are_cut() -> None:
    body = json.dumps(
        {"job_id": JOB_ID, "status": "completed", "track": {"title": "ü" * 100_000}}, ensure_ascii=False
    ).encode()
    job = decode_job(body)
    assert job.track
    assert len(job.track.title) == TEXT_MAX_CHARACTERS
    assert job.track.title.endswith("ü…")
    assert DOCUMENT_MAX_BYTES - 4 <= len(job.document.encode()) <= DOCUMENT_MAX_BYTES


def test_match_of_the_local_service_is_read() -> None:
    assert decode("local_match").match == Match(1.5, 31.0, 60.25, 1.02, -0.5, "/music/Golden Hour.flac")


@pytest.mark.parametrize("name", ["local_match_null", "local_match_broken", "internal"])
def test_missing_or_broken_match_costs_the_position_only(name: str) -> None:
    job = decode(name)
    assert (job.track, job.match) == (INTERNAL, None)


@pytest.mark.parametrize(
    "alternatives",
    [
        None,
        7,
        {},
        [None, 7, "x"],
        [{"track": None}],
        [{"track": []}],
        [{"track": {"title": 1, "internal": 2}, "match": 3}] * 999,
    ],
)
def test_broken_alternatives_cost_no_answer(alternatives: object) -> None:
    whole = json.loads(document("local_match")) | {"alternatives": alternatives}
    job = decode_job(json.dumps(whole).encode())
    assert job.track == decode("local_match").track
    assert len(job.alternatives) <= 20


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("/music/日本\u3000語 é.flac", "/music/日本\u3000語 é.flac"),
        ("C:\\Music\\a.mp3", "C:\\Music\\a.mp3"),
        ("/a\nb", None),
        ("/\u202ea", None),
        ("/" + "a" * 5000, None),
        ("", None),
        (None, None),
    ],
)
def test_path_of_a_match_is_taken_as_it_is_or_not_at_all(file: str | None, expected: str | None) -> None:
    whole = json.loads(document("local_match"))
    whole["match"]["file"] = file
    match = decode_job(json.dumps(whole).encode()).match
    assert match
    assert match.file == expected


def test_ticket_expires_its_lifetime_after_receipt() -> None:
    ticket = decode_ticket(document("ticket"), 1000.0)
    assert ticket.expires_at_s == 1600.0
    assert ticket.upload_url.endswith("/temp/video-recognition/8f_clip.mp4?X-Amz-Signature=0")


def test_unusual_ticket_is_taken_exactly_as_it_is() -> None:
    ticket = decode_ticket(document("ticket_unusual_type"), 0.0)
    assert (ticket.content_type, ticket.storage_key, ticket.expires_at_s) == (
        "application/octet-stream",
        "temp/elsewhere/ü.mp4",
        600.0,
    )


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("expires_in", 0), ("expires_in", -1), ("expires_in", None), ("expires_in", "soon"), ("expires_in", True), ("upload_url", ""),
        ("upload_url", None), ("storage_key", ""), ("storage_key", 5), ("content_type", ""), ("content_type", "video/mp4\r\nX: y"),
        ("content_type", "vidéo/mp4"), ("content_type", None),
    ],
)  # fmt: skip
def test_ticket_with_an_unusable_member_is_refused(member: str, value: object) -> None:
    whole = json.loads(document("ticket"))
    with pytest.raises(ContractError):
        decode_ticket(json.dumps({**whole, member: value}).encode(), 0.0)


@pytest.mark.parametrize("member", ["upload_url", "storage_key", "expires_in", "content_type"])
def test_ticket_without_a_member_is_refused(member: str) -> None:
    whole = json.loads(document("ticket"))
    del whole[member]
    with pytest.raises(ContractError):
        decode_ticket(json.dumps(whole).encode(), 0.0)


@pytest.mark.parametrize(
    "text", ["", "../../x", JOB_ID + "/", JOB_ID.replace("-", ""), "{" + JOB_ID + "}", JOB_ID + "\n"]
)
def test_only_a_uuid_in_its_usual_spelling_is_a_job_id(text: str) -> None:
    assert is_job_id(JOB_ID)
    assert not is_job_id(text)
