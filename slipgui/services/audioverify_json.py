"""The documents of AudioVerify, decoded: pure, strict where an answer would be wrong, tolerant where it would only be poorer.

The numbered cases are those of contracts/CONTRACTS.md section 6.  ``match`` beside ``track`` is an extension of the local service.
"""

import json
import math
import re
from contextlib import suppress
from typing import Any, TypeVar

import msgspec

from slipgui.core.errors import ContractError
from slipgui.core.isrc import parse_isrc
from slipgui.core.job import Job, JobStatus, UploadTicket
from slipgui.core.outcome import Alternative, Match, Origin, Run, Track
from slipgui.core.plain_text import is_harmless
from slipgui.services.error_body import read_error_value
from slipgui.services.json_document import read_json
from slipgui.services.remote_text import clean_text, first_bytes

DOCUMENT_MAX_BYTES = 64_000
TEXT_MAX_CHARACTERS = 300
"""Longer titles, artists and labels are cut."""
UNKNOWN_TITLE = "Unknown title"
_ISRC_MAX_CHARACTERS = 40
_PATH_MAX_CHARACTERS = 4096
_MOST_ALTERNATIVES = 20
_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_NUMBER = re.compile(r"[+-]?(?:\d{1,15}\.?\d{0,15}|\.\d{1,15})(?:[eE][+-]?\d{1,3})?", re.ASCII)
_STATUS = {
    "completed": JobStatus.COMPLETED,
    **dict.fromkeys(("failed", "error", "canceled", "cancelled", "expired", "timeout"), JobStatus.FAILED),
}
"""Any other word is still running (case 7)."""

T = TypeVar("T")


class _JobDocument(msgspec.Struct, frozen=True):
    job_id: str
    status: str
    track: Any = None
    match: Any = None
    alternatives: Any = None


class _TicketDocument(msgspec.Struct, frozen=True):
    upload_url: str
    storage_key: str
    content_type: str
    expires_in: int | float | str


class _RunDocument(msgspec.Struct, frozen=True):
    query_start_s: float
    query_stop_s: float
    reference_start_s: float


class _MatchDocument(msgspec.Struct, frozen=True):
    query_start_s: float
    query_stop_s: float
    reference_start_s: float
    speed: float
    pitch_semitones: float
    file: str | None = None
    repeats_s: tuple[float, ...] = ()
    runs: tuple[_RunDocument, ...] = ()


def is_job_id(text: str) -> bool:
    """Whether a text is a UUID in its usual spelling: the only thing that may become part of a path."""
    return bool(_UUID.fullmatch(text))


def checked_id(value: object, name: str, service: str = "") -> str:
    """The UUID that a member of an answer is.

    Parameters
    ----------
    value
        The member.
    name
        How it is called.
    service
        Who would be asked with it; "" where it is read out of an answer.

    Raises
    ------
    ContractError
        When it is none.
    """
    if not isinstance(value, str) or not is_job_id(value):
        raise ContractError(f"{name} is no UUID", service=service, why=name)
    return value


def decode_job(body: bytes, *, expected_id: str | None = None) -> Job:
    """The job that an answer describes.

    Parameters
    ----------
    body
        The answer, decompressed.
    expected_id
        The job that was asked for; another one is refused (case 18).

    Raises
    ------
    ContractError
        When it is no readable job.
    """
    value = read_document(body)
    document = convert_document(value, _JobDocument)
    job_id = checked_id(document.job_id, "job_id")
    if expected_id is not None and job_id.lower() != expected_id.lower():
        raise ContractError("an answer about another job", why="foreign_job")
    status = _STATUS.get(document.status.strip().lower(), JobStatus.RUNNING)
    is_completed = status is JobStatus.COMPLETED
    track = decode_track(document.track) if is_completed else None  # ignored until completed (case 11)
    return Job(
        job_id=job_id,
        status=status,
        track=track,
        match=decode_match(document.match) if track else None,
        reason=failure_reason(value, document.status) if status is JobStatus.FAILED else None,
        document=pretty_document(value),
        alternatives=decode_alternatives(document.alternatives) if track else (),
    )


def decode_ticket(body: bytes, received_at_s: float) -> UploadTicket:
    """The permission to upload that an answer gives.

    Parameters
    ----------
    body
        The answer, decompressed.
    received_at_s
        When it came, on the monotonic clock; the URL lives from here.

    Raises
    ------
    ContractError
        When a part is missing or cannot be used.
    """
    document = convert_document(read_document(body), _TicketDocument)
    lifetime_s = _number(document.expires_in)
    if lifetime_s is None or lifetime_s <= 0:
        raise ContractError("expires_in is no time", why="expires_in")
    if not document.upload_url or not document.storage_key:
        raise ContractError("upload_url or storage_key is blank", why="blank")
    if not re.fullmatch(r"[!-~](?:[ -~]*[!-~])?", document.content_type):  # it becomes a header, exactly as it is
        raise ContractError("content_type cannot stand in a header", why="content_type")
    return UploadTicket(document.upload_url, document.storage_key, document.content_type, received_at_s + lifetime_s)


def read_document(body: bytes) -> object:
    """The value that an answer spells.

    Raises
    ------
    ContractError
        When it is no JSON.
    """
    try:
        return read_json(body)
    except ValueError as cause:
        raise ContractError("not a JSON document", why="json") from cause


def convert_document(value: object, kind: type[T]) -> T:
    """The value as a typed document.

    Raises
    ------
    ContractError
        When it is another one.
    """
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as cause:
        raise ContractError("not the document that was expected", why="schema") from cause


def decode_track(value: object) -> Track | None:
    """The track, the first of a list, or None (case 12)."""
    if isinstance(value, list):
        value = value[0] if value else None
    if value is None:
        return None
    if not isinstance(value, dict) or not any(_text(value.get(name)) for name in ("id", "title", "artist", "isrc")):
        raise ContractError("track is neither an object that names a track nor null", why="track")
    is_internal = value.get("internal") is True  # anything but a boolean is external (case 14)
    track_id, isrc_text = value.get("id"), _text(value.get("isrc"), _ISRC_MAX_CHARACTERS)
    isrc = parse_isrc(isrc_text)
    return Track(
        id=track_id if is_internal and isinstance(track_id, str) and is_job_id(track_id) else None,
        title=_text(value.get("title")) or UNKNOWN_TITLE,
        artist=_text(value.get("artist")),
        origin=Origin.INTERNAL if is_internal else Origin.EXTERNAL,
        isrc=isrc,
        isrc_text=None if isrc else isrc_text,
        score=_number(value.get("score")),
        external_label=_text(value.get("external_label")),
    )


def decode_match(value: object) -> Match | None:
    """Where clip and track agree; an unreadable one costs the position, not the answer."""
    try:
        document = msgspec.convert(value, _MatchDocument)
    except msgspec.ValidationError:
        return None
    file = document.file
    if file is not None and (len(file) > _PATH_MAX_CHARACTERS or not is_harmless(file)):
        file = None  # a path is used, not only shown: cleaned it would be another file's
    return Match(
        query_start_s=document.query_start_s,
        query_stop_s=document.query_stop_s,
        reference_start_s=document.reference_start_s,
        speed=document.speed,
        pitch_semitones=document.pitch_semitones,
        file=file or None,
        repeats_s=document.repeats_s,
        runs=tuple(Run(run.query_start_s, run.query_stop_s, run.reference_start_s) for run in document.runs),
    )


def decode_alternatives(value: object) -> tuple[Alternative, ...]:
    """Further tracks of an answer; what cannot be read is left out: it costs no answer."""
    found = []
    for member in value[:_MOST_ALTERNATIVES] if isinstance(value, list) else []:
        if isinstance(member, dict) and isinstance(member.get("track"), dict):
            with suppress(ContractError):
                track = decode_track(member["track"])
                if track:
                    found.append(Alternative(track, decode_match(member.get("match"))))
    return tuple(found)


def failure_reason(value: object, status: str) -> str:
    """Why a job failed, in the words of the service."""
    return read_error_value(value).reason or clean_text(status, TEXT_MAX_CHARACTERS)


def _text(value: object, max_characters: int = TEXT_MAX_CHARACTERS) -> str | None:
    return (clean_text(value, max_characters) or None) if isinstance(value, str) else None


def _number(value: object) -> float | None:
    """A finite number, written as one or as text; None for anything else (case 13)."""
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        value = float(value)
    return finite_number(value)


def finite_number(value: object) -> float | None:
    """A number that is written as one, as a float; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def pretty_document(value: object) -> str:
    """An answer as indented JSON, fit to be shown."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return first_bytes(clean_text(text, DOCUMENT_MAX_BYTES, keep_lines=True), DOCUMENT_MAX_BYTES)
