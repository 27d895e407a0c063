"""A recognition as one JSON object: the public shape that CLI.md promises, and that the journal keeps."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from slipgui.app.wording import explain
from slipgui.core.errors import ServiceError, SlipError
from slipgui.core.events import Report
from slipgui.core.flow import Stage
from slipgui.core.outcome import Cancelled, Failed, Identified, Match, NotIdentified, Origin, Outcome, Track

if TYPE_CHECKING:
    from slipgui.app.journal import PendingClip


def encode_report(report: Report) -> dict[str, Any]:
    """The recognition line of a finished recognition (CLI.md, "A recognition line")."""
    outcome = report.outcome
    found = outcome if isinstance(outcome, Identified) else None
    return {
        "clip": str(report.clip.path),
        "outcome": outcome_word(outcome),
        "service": report.service,
        "track": encode_track(found.track) if found else None,
        "match": encode_match(found.match) if found and found.match else None,
        "alternatives": [
            {"track": encode_track(other.track), "match": encode_match(other.match) if other.match else None}
            for other in (found.alternatives if found else ())
        ],
        "route": report.route.value if report.route else None,
        "sent": report.payload.value if report.payload else None,
        "sent_bytes": report.sent_bytes,
        "source_bytes": report.source_bytes,
        "job_id": report.job_id,
        "elapsed_s": round(report.elapsed_s, 3),
        "error": encode_error(outcome.error, report.stage) if isinstance(outcome, Failed) else None,
    }


def encode_pending(item: "PendingClip") -> dict[str, Any]:
    """The line of a clip that has not ended: the same shape, without an outcome, with its stage."""
    checkpoint = item.checkpoint
    return {
        "clip": str(item.clip.path),
        "outcome": None,
        "service": checkpoint.service if checkpoint.service in (None, "local") else "audioverify",
        "track": None,
        "match": None,
        "alternatives": [],
        "route": checkpoint.route.value if checkpoint.route else None,
        "sent": checkpoint.payload.value if checkpoint.payload else None,
        "sent_bytes": checkpoint.planned_bytes if checkpoint.storage_key or checkpoint.job_id else 0,
        "source_bytes": item.source_bytes,
        "job_id": checkpoint.job_id,
        "elapsed_s": 0.0,
        "error": None,
        "stage": checkpoint.stage.value,
    }


def encode_error(error: SlipError, stage: Stage) -> dict[str, Any]:
    """The ``error`` object of a recognition line."""
    words = explain(error)
    service = error if isinstance(error, ServiceError) else None
    return {
        "code": error.code,
        "title": words.title,
        "detail": words.detail,
        "hint": words.hint,
        "recovery": error.recovery.value,
        "http_status": service.http_status if service else None,
        "request_id": service.request_id if service else None,
        "stage": stage.value,
    }


def outcome_word(outcome: Outcome) -> str:
    """The word for an outcome: identified, not_identified, failed or cancelled."""
    match outcome:
        case Identified():
            return "identified"
        case NotIdentified():
            return "not_identified"
        case Failed():
            return "failed"
        case Cancelled():
            return "cancelled"


def dump_line(document: dict[str, Any]) -> str:
    """The document as one line of UTF-8 JSON; file names that are not Unicode survive as escapes."""
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")


def encode_track(track: Track) -> dict[str, Any]:
    """The ``track`` object of a line."""
    return {
        "id": track.id,
        "title": track.title,
        "artist": track.artist,
        "internal": track.origin is Origin.INTERNAL,
        "isrc": track.isrc.code if track.isrc else track.isrc_text,
        "score": track.score,
        "external_label": track.external_label,
    }


def encode_match(match: Match) -> dict[str, Any]:
    """The ``match`` object of a line."""
    return {
        "query_start_s": match.query_start_s,
        "query_stop_s": match.query_stop_s,
        "reference_start_s": match.reference_start_s,
        "speed": match.speed,
        "pitch_semitones": match.pitch_semitones,
        "file": match.file,
        "repeats_s": list(match.repeats_s),
        "runs": [asdict(run) for run in match.runs],
    }
