"""Jobs as JSON documents: the members of the contract; ``match`` and ``alternatives`` as extensions."""

import math
from dataclasses import asdict
from typing import Any

from slipgui.core.outcome import Match, Origin, Track
from slipgui.server.jobs import JobState, RecognitionJob


def job_document(job: RecognitionJob) -> dict[str, Any]:
    """What a client reads of a job."""
    document: dict[str, Any] = {"job_id": job.job_id, "status": job.state.value, "track": None}
    if job.state is JobState.COMPLETED and job.answer is not None:
        document["track"] = track_document(job.answer.track) if job.answer.track else None
        document["match"] = match_document(job.answer.match) if job.answer.match else None
        document["alternatives"] = [
            {"track": track_document(other.track), "match": match_document(other.match) if other.match else None}
            for other in job.answer.alternatives
        ]
    if job.state is JobState.FAILED:
        document |= {"detail": job.detail, "error_code": job.error_code}
    return document


def track_document(track: Track) -> dict[str, Any]:
    """The seven members of a track; an unknown artist is an empty text, since the contract wants one."""
    is_internal = track.origin is Origin.INTERNAL
    score = track.score if track.score is not None and math.isfinite(track.score) else 0.0
    return {
        "id": track.id if is_internal else None,
        "title": _sendable(track.title),
        "artist": _sendable(track.artist or ""),
        "internal": is_internal,
        "isrc": track.isrc.code if track.isrc else None,
        "score": min(100.0, max(0.0, float(score))),
        "external_label": _sendable(track.external_label) if track.external_label else None,
    }


def match_document(match: Match) -> dict[str, Any]:
    """Where clip and catalogue file agree."""
    return {
        "query_start_s": float(match.query_start_s),
        "query_stop_s": float(match.query_stop_s),
        "reference_start_s": float(match.reference_start_s),
        "speed": float(match.speed),
        "pitch_semitones": float(match.pitch_semitones),
        "file": _sendable(match.file) if match.file else None,
        "repeats_s": [float(place_s) for place_s in match.repeats_s],
        "runs": [asdict(run) for run in match.runs],
    }


def _sendable(text: str) -> str:
    """The text without lone surrogates, which file names and broken tags can hold and JSON readers refuse."""
    return text.encode("utf-8", "replace").decode("utf-8")
