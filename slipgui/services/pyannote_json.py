"""The documents of pyannoteAI, decoded: pure, strict where an answer would be wrong, tolerant where it would only be poorer.

The numbered cases are those of contracts/CONTRACTS.md section 6.
"""

import re
from typing import Any

import msgspec

from slipgui.core.errors import ContractError
from slipgui.core.voice import SpeechSegment, VoiceJob, VoiceJobStatus
from slipgui.services.audioverify_json import convert_document, read_document
from slipgui.services.error_body import read_error_value
from slipgui.services.remote_text import clean_text

_TEXT_MAX_CHARACTERS = 300
_JOB_ID = re.compile(r"[A-Za-z0-9_-]{1,128}")
"""Examples show UUIDs, the document only says text: what may stand in a path without quoting."""
_STATUS = {
    "succeeded": VoiceJobStatus.SUCCEEDED,
    **dict.fromkeys(("failed", "error", "expired", "timeout"), VoiceJobStatus.FAILED),
    **dict.fromkeys(("canceled", "cancelled"), VoiceJobStatus.CANCELED),
}
"""Any other word is still running."""


class _JobDocument(msgspec.Struct, frozen=True, rename="camel"):
    job_id: str
    status: str
    output: Any = None
    warning: Any = None


class _SegmentDocument(msgspec.Struct, frozen=True, rename="camel"):
    start: float
    end: float
    diarization_speaker: str
    match: str | None = None
    confidence: dict[str, float] = {}


class _SpeakerDocument(msgspec.Struct, frozen=True):
    speaker: str
    confidence: dict[str, float] = {}


def is_voice_job_id(text: str) -> bool:
    """Whether a text may become part of a path."""
    return bool(_JOB_ID.fullmatch(text))


def decode_media_url(body: bytes) -> str:
    """The presigned address that an answer gives.

    Raises
    ------
    ContractError
        When it gives none.
    """
    value = read_document(body)
    url = value.get("url") if isinstance(value, dict) else None
    if not isinstance(url, str) or not url:
        raise ContractError("no address in the answer", why="url")
    return url


def decode_voice_job(body: bytes, *, expected_id: str | None = None) -> VoiceJob:
    """The job that an answer describes.

    Parameters
    ----------
    body
        The answer, decompressed.
    expected_id
        The job that was asked for; another one is refused.

    Raises
    ------
    ContractError
        When it is no readable job.
    """
    document = convert_document(read_document(body), _JobDocument)
    if not is_voice_job_id(document.job_id):
        raise ContractError("jobId cannot stand in a path", why="jobId")
    if expected_id is not None and document.job_id != expected_id:
        raise ContractError("an answer about another job", why="foreign_job")
    status = _STATUS.get(document.status.strip().lower(), VoiceJobStatus.RUNNING)
    output = document.output if isinstance(document.output, dict) else {}  # null, or missing (cases 69 and 70)
    has_result = status is VoiceJobStatus.SUCCEEDED
    return VoiceJob(
        job_id=document.job_id,
        status=status,
        voiceprint=_voiceprint(output) if has_result else None,
        segments=_segments(output) if has_result else None,
        reason=None if has_result or status is VoiceJobStatus.RUNNING else read_error_value(output).reason,
        warning=_text(document.warning) or _text(output.get("warning")),
    )


def _voiceprint(output: dict[str, Any]) -> str | None:
    voiceprint = output.get("voiceprint")
    if voiceprint is None or isinstance(voiceprint, list):  # the latter: of a job that identifies
        return None
    if not isinstance(voiceprint, str) or not voiceprint.strip():
        raise ContractError("voiceprint is no text", why="voiceprint")
    return voiceprint


def _segments(output: dict[str, Any]) -> tuple[SpeechSegment, ...] | None:
    if "identification" not in output:
        return None
    found = convert_document(output["identification"], list[_SegmentDocument])
    confidence_of = {speaker.speaker: speaker.confidence for speaker in _speakers(output.get("voiceprints"))}
    segments = [_segment(one, confidence_of) for one in found]
    return tuple(sorted(segments, key=lambda segment: (segment.start_s, segment.end_s)))


def _segment(one: _SegmentDocument, confidence_of: dict[str, dict[str, float]]) -> SpeechSegment:
    if not 0.0 <= one.start <= one.end:
        raise ContractError("a segment ends before it begins", why="segment")
    confidence = None
    if one.match is not None:
        of_speaker = confidence_of.get(one.diarization_speaker, {})
        confidence = one.confidence.get(one.match, of_speaker.get(one.match))
    return SpeechSegment(
        start_s=one.start,
        end_s=one.end,
        label=_text(one.match),
        speaker=_text(one.diarization_speaker) or "",
        confidence=confidence,
    )


def _speakers(value: object) -> list[_SpeakerDocument]:
    """How sure the service is of each speaker; what cannot be read costs the figure, not the answer."""
    try:
        return msgspec.convert(value, list[_SpeakerDocument])
    except msgspec.ValidationError:
        return []


def _text(value: object) -> str | None:
    return (clean_text(value, _TEXT_MAX_CHARACTERS) or None) if isinstance(value, str) else None
