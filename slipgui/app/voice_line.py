"""Voices as JSON objects, one a line: the public shape that CLI.md promises.  A voiceprint is in none of them."""

from typing import Any

from slipgui.app.recognition_line import encode_error
from slipgui.app.voiceprint import MadeVoice
from slipgui.core.errors import SlipError
from slipgui.core.voice import SpeechSegment, TimeRange, Voice, VoiceStep


def encode_made(made: MadeVoice) -> dict[str, Any]:
    """The line of a voiceprint that was made."""
    voice = made.voice
    return {
        "label": voice.label,
        "clip": voice.source,
        "job_id": made.job_id,
        "status": "succeeded",
        "voiceprint_chars": made.n_characters,
        "error": None,
        "id": voice.id,
        **_encode_range(voice.range),
        "warning": made.warning,
    }


def encode_not_made(label: str, source: str, job_id: str | None, error: SlipError, step: VoiceStep) -> dict[str, Any]:
    """The line of a voiceprint that was not made.

    Parameters
    ----------
    label
        As given.
    source
        Without what could be a secret.
    job_id
        None where there was no job.
    error
        Why.
    step
        Where it stood.
    """
    return {
        "label": label,
        "clip": source,
        "job_id": job_id,
        "status": "canceled" if error.context.get("is_canceled") else "failed",
        "voiceprint_chars": None,
        "error": encode_error(error, step),
    }


def encode_voice(voice: Voice) -> dict[str, Any]:
    """The line of a voice in the library."""
    return {
        "id": voice.id,
        "label": voice.label,
        "created_at": voice.created_at.isoformat(),
        "clip": voice.source,
        **_encode_range(voice.range),
    }


def encode_segment(segment: SpeechSegment) -> dict[str, Any]:
    """The line of a stretch in which one speaks."""
    return {
        "start_s": round(segment.start_s, 3),
        "end_s": round(segment.end_s, 3),
        "label": segment.label,
        "speaker": segment.speaker,
        "confidence": segment.confidence,
    }


def _encode_range(stretch: TimeRange | None) -> dict[str, float | None]:
    return {"from_s": stretch.from_s if stretch else None, "to_s": stretch.to_s if stretch else None}
