"""The evidence of one recognition as a JSON document: what was asked, of whom, when, and what the answer was."""

import json
from typing import Any

from slipgui import __version__
from slipgui.app.history import Evidence


def encode_evidence(evidence: Evidence) -> dict[str, Any]:
    """The document; ``answer`` is the service's own as JSON, or as text where it is none."""
    line = evidence.row.line
    return {
        "clip": str(evidence.row.path),
        "source_bytes": evidence.source_bytes,
        "file_hash": _encode_hash(evidence.content_hash),
        "sound_hash": _encode_hash(evidence.sound_hash),
        "added_at": evidence.added_at.isoformat(),
        "finished_at": evidence.row.finished_at.isoformat(),
        "part": line.get("part"),
        "sound_track": line.get("sound_track"),
        "service": line["service"],
        "service_address": evidence.service,
        "job_id": line["job_id"],
        "outcome": line["outcome"],
        "score": line["track"]["score"] if line["track"] else None,
        "track": line["track"],
        "match": line["match"],
        "alternatives": line.get("alternatives", []),
        "corrected_track": line.get("corrected_track"),
        "confirmed_by": evidence.confirmed_by,
        "possibly_submitted_twice": line.get("possibly_submitted_twice", False),
        "answered_from_history": line.get("recognised_at"),
        "answer": _parsed(evidence.raw_answer),
        "error": line["error"],
        "program": f"slipgui {__version__}",
    }


def _encode_hash(text: str | None) -> dict[str, str] | None:
    """``method``: "sha256" of all bytes; "sampled": SHA-256 of size, time, and the first, middle and last MiB; "samples" of a sound."""
    if text is None:
        return None
    method, _, value = text.partition(":")
    return {"method": method, "value": value}


def _parsed(answer: str | None) -> Any:
    try:
        return json.loads(answer) if answer is not None else None
    except ValueError:
        return answer
