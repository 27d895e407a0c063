"""A recognition as one JSON object: the public shape that CLI.md promises, and that the journal keeps."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from slipgui.app.wording import explain
from slipgui.core.clip import Clip
from slipgui.core.errors import InternalError, ServiceError, SlipError, error_kinds
from slipgui.core.events import Report
from slipgui.core.flow import Stage
from slipgui.core.isrc import parse_isrc
from slipgui.core.outcome import (
    Alternative,
    Cancelled,
    Failed,
    Identified,
    Match,
    NotIdentified,
    Origin,
    Outcome,
    Run,
    Track,
)
from slipgui.core.upload_plan import Payload, Route
from slipgui.core.voice import TimeRange, VoiceStep

if TYPE_CHECKING:
    from slipgui.app.journal import PendingClip


def encode_report(report: Report) -> dict[str, Any]:
    """The recognition line of a finished recognition (CLI.md, "A recognition line")."""
    outcome = report.outcome
    found = outcome if isinstance(outcome, Identified) else None
    return {
        "clip": report.clip.shown,
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
    } | _remarks(report)


def _remarks(report: Report) -> dict[str, Any]:
    """Members that stand in a line only where they say something."""
    remarks: dict[str, Any] = {}
    if report.profile is not None:
        remarks |= {"profile": report.profile_name, "profile_id": report.profile}
    if report.part is not None:
        remarks["part"] = asdict(report.part)
    if report.audio_stream is not None:
        remarks["sound_track"] = report.audio_stream + 1
    if report.known_since is not None:
        remarks |= {"cached": True, "recognised_at": report.known_since.isoformat()}
    if report.is_possibly_twice:
        remarks["possibly_submitted_twice"] = True
    if report.is_incomplete:
        remarks["incomplete"] = True
    return remarks


def encode_pending(item: "PendingClip") -> dict[str, Any]:
    """The line of a clip that has not ended: the same shape, without an outcome, with its stage."""
    checkpoint = item.checkpoint
    return {
        "clip": item.clip.shown,
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
        "paused": item.is_paused,
    }


def encode_error(error: SlipError, stage: Stage | VoiceStep) -> dict[str, Any]:
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
        "context": error.context,
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


def decode_track(document: dict[str, Any]) -> Track:
    """The track that ``encode_track`` wrote."""
    isrc = parse_isrc(document["isrc"])
    return Track(
        id=document["id"],
        title=document["title"],
        artist=document["artist"],
        origin=Origin.INTERNAL if document["internal"] else Origin.EXTERNAL,
        isrc=isrc,
        isrc_text=None if isrc else document["isrc"],
        score=document["score"],
        external_label=document["external_label"],
    )


def decode_match(document: dict[str, Any]) -> Match:
    """The match that ``encode_match`` wrote."""
    runs = tuple(Run(**run) for run in document.get("runs", ()))
    return Match(**(document | {"repeats_s": tuple(document.get("repeats_s", ())), "runs": runs}))


def decode_report(line: dict[str, Any], clip: Clip, finished_at: datetime, raw_answer: str | None) -> Report:
    """The report that ``encode_report`` wrote; of an error, what its words are made of."""
    error = line["error"]
    return Report(
        clip=clip,
        outcome=_decode_outcome(line),
        service=line["service"],
        route=Route(line["route"]) if line["route"] else None,
        payload=Payload(line["sent"]) if line["sent"] else None,
        sent_bytes=line["sent_bytes"],
        source_bytes=line["source_bytes"],
        job_id=line["job_id"],
        elapsed_s=line["elapsed_s"],
        stage=Stage(error["stage"]) if error else Stage.POLLING,
        finished_at=finished_at,
        raw_answer=raw_answer,
        is_incomplete=line.get("incomplete", False),
        is_possibly_twice=line.get("possibly_submitted_twice", False),
        profile=line.get("profile_id"),
        profile_name=line.get("profile"),
        part=TimeRange(**line["part"]) if line.get("part") else None,
        audio_stream=line["sound_track"] - 1 if line.get("sound_track") else None,
        known_since=datetime.fromisoformat(line["recognised_at"]) if line.get("cached") else None,
    )


def decode_identified(line: dict[str, Any]) -> Identified:
    """What a line with a track tells; lines of earlier versions have no alternatives."""
    return Identified(
        decode_track(line["track"]),
        decode_match(line["match"]) if line["match"] else None,
        tuple(_decode_alternative(other) for other in line.get("alternatives", ())),
    )


def _decode_alternative(document: dict[str, Any]) -> Alternative:
    match = document["match"]
    return Alternative(decode_track(document["track"]), decode_match(match) if match else None)


def _decode_outcome(line: dict[str, Any]) -> Outcome:
    match line["outcome"]:
        case "identified":
            return decode_identified(line)
        case "not_identified":
            return NotIdentified()
        case "cancelled":
            return Cancelled()
        case _:
            return Failed(decode_error(line["error"], line["service"]))


def decode_error(document: Mapping[str, Any], service: str) -> SlipError:
    """The error that ``encode_error`` wrote, with all that its words are made of."""
    kind = next((kind for kind in error_kinds() if kind.code == document["code"]), InternalError)
    context = document.get("context", {})
    if issubclass(kind, ServiceError):
        status, request_id = document["http_status"], document["request_id"]
        return kind("of an earlier run", service=service, http_status=status, request_id=request_id, **context)
    return kind("of an earlier run", **context)
