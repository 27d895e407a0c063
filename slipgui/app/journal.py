"""The queue in the journal: every step of every clip is committed here before the next network call.

Presigned URLs are never written: they are secrets.  Several programs may share the file; each takes over only pending clips whose program
is gone.
"""

import json
import os
import sqlite3
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from slipgui.app.history_words import history_kind, search_text
from slipgui.app.journal_file import JournalFile
from slipgui.app.program_run import ProgramRun
from slipgui.app.recognition_line import decode_report
from slipgui.app.sources import address_of
from slipgui.core.clip import Clip, ClipId
from slipgui.core.events import Report
from slipgui.core.flow import Stage
from slipgui.core.upload_plan import Payload, Route, SendMode
from slipgui.core.voice import TimeRange


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far a recognition came: enough to go on after a restart."""

    stage: Stage = Stage.DROPPED
    service: str | None = None
    """Identity of the service the two ids below belong to: "local" or an address."""
    route: Route | None = None
    payload: Payload | None = None
    planned_bytes: int = 0
    """Size of what is sent."""
    storage_key: str | None = None
    job_id: str | None = None
    audio_offset_s: float = 0.0
    """How much later than the clip its sound begins: what is sent begins with the sound."""
    is_possibly_twice: bool = False
    """Whether it was submitted again without knowing if the first submission arrived."""
    is_fresh: bool = False
    """Whether the service is to be asked even where its answer is known."""
    content_hash: str | None = None
    """What the file is known by (``media.content_hash``)."""
    sound_hash: str | None = None
    """Of the sound-only copy."""
    answered_by: str | None = None
    """The service with the version of its catalogue."""
    profile: str | None = None
    """Id of the account it was submitted with or is to go to, ``LOCAL`` for this computer; None while that is the one asked by default."""
    stored_at_s: float | None = None
    """When the object of ``storage_key`` was stored, in seconds of the epoch; None where nobody noted it."""
    send: SendMode | None = None
    """What the user wants to be sent of this clip; None: as the settings say."""
    part_from_s: float | None = None
    part_to_s: float | None = None
    """The part of the clip that the user wants to be asked about; None for all of it."""
    audio_stream: int | None = None
    """The audio stream that the user wants to be heard alone, as a position among those of the clip; None: those that live."""

    @property
    def is_of_all(self) -> bool:
        """Whether the service is asked about all that lives in the clip, from its beginning to its end."""
        return self.part is None and self.audio_stream is None

    @property
    def part(self) -> TimeRange | None:
        """The same as a stretch of the clip."""
        if self.part_from_s is None or self.part_to_s is None:
            return None
        return TimeRange(self.part_from_s, self.part_to_s)

    @property
    def is_perhaps_submitted(self) -> bool:
        """Whether it stands between a submission and its answer: the one window in which nobody can know."""
        is_form_on_its_way = self.stage is Stage.UPLOADING and self.route is Route.FORM
        return self.job_id is None and (self.stage is Stage.SUBMITTING or is_form_on_its_way)

    def at_rest(self) -> "Checkpoint":
        """The same in the queue, where nothing is on its way."""
        return replace(self, stage=Stage.DROPPED)


@dataclass(frozen=True, slots=True)
class PendingClip:
    """A clip in the queue."""

    clip: Clip
    source_bytes: int
    checkpoint: Checkpoint = Checkpoint()
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class EndedClip:
    """A clip that ended and was not taken out of the queue."""

    report: Report
    checkpoint: Checkpoint


@dataclass(frozen=True, slots=True)
class ServiceLimits:
    """What a service was found to refuse."""

    is_sound_refused: bool = False
    """It did not take a sound-only copy."""
    form_limit_bytes: int | None = None
    """It refused a form upload of this size."""


class Journal:
    """The queue of one home.

    Parameters
    ----------
    file
        Where it is kept.
    run
        This program; it owns the clips that it adds or takes over.
    """

    def __init__(self, file: JournalFile, run: ProgramRun) -> None:
        self._file = file
        self._run = run

    async def add(self, items: Sequence[PendingClip]) -> None:
        """Put clips that nothing was done with at the end of the queue."""
        now, stage = _now(), Stage.DROPPED
        rows = [
            (
                i.clip.id,
                self._run.id,
                os.fsencode(i.clip.path),
                i.source_bytes,
                now,
                stage,
                i.checkpoint.is_fresh,
                i.is_paused,
                i.checkpoint.profile,
                i.checkpoint.part_from_s,
                i.checkpoint.part_to_s,
                i.checkpoint.audio_stream,
            )
            for i in items
        ]

        def work() -> None:
            with self._file.transaction() as transaction:
                last = int(self._file.query("SELECT coalesce(max(position), 0) AS last FROM recognitions")[0]["last"])
                numbered = [(last + place, *row) for place, row in enumerate(rows, 1)]
                transaction.executemany(_ADD, numbered)

        await self._file.run(work)

    async def save(self, clip_id: ClipId, checkpoint: Checkpoint) -> None:
        """Commit how far a recognition came; an answer that it had already stays in the history by itself."""

        def work() -> None:
            with self._file.transaction() as transaction:
                _save(transaction, clip_id, checkpoint)

        await self._file.run(work)

    async def claim(self, clip_id: ClipId, checkpoint: Checkpoint, column: str) -> Clip | None:
        """``save``, but where another program asks about the same at this moment nothing is written; its clip then.

        Parameters
        ----------
        clip_id, checkpoint
            As for ``save``.
        column
            What is the same: ``content_hash`` or ``sound_hash``.
        """
        same = (getattr(checkpoint, column), checkpoint.answered_by, self._run.id)
        of_all = "AND part_from_s IS NULL AND audio_stream IS NULL" if column == "content_hash" else ""
        others = f"{_AT_WORK} AND {column} = ? AND answered_by = ? AND run_id <> ? AND NOT is_fresh {of_all}"

        def work() -> Clip | None:
            with self._file.transaction() as transaction:
                for row in self._file.query(others, same):
                    if not self._run.is_gone(row["run_id"]):
                        return _decode_clip(row)
                _save(transaction, clip_id, checkpoint)
            return None

        return await self._file.run(work)

    async def is_at_work(self, clip_id: ClipId) -> bool:
        """Whether a program that runs has the clip at work."""

        def work() -> bool:
            rows = self._file.query(f"{_AT_WORK} AND id = ?", (clip_id,))
            return any(not self._run.is_gone(row["run_id"]) for row in rows)

        return await self._file.run(work)

    async def finish(self, clip_id: ClipId, line: dict[str, Any], raw_answer: str | None) -> None:
        """Commit the end of a recognition with its recognition line; it rests no more."""
        row = (Stage.FINISHED, _now(), json.dumps(line), raw_answer, history_kind(line), search_text(line), clip_id)
        await self._file.write(_FINISH, [row])

    async def pending(self) -> list[PendingClip]:
        """All clips that did not end, in queue order, whoever works on them; those of a queue that rests are told as paused."""
        rows = await self._file.read(_PENDING_AS_SHOWN)
        return [replace(_decode_pending(row), is_paused=bool(row["rests"])) for row in rows]

    async def ended(self, limit: int) -> list[EndedClip]:
        """The clips that ended last and were not removed, at most ``limit``, in queue order."""
        sql = f"SELECT * FROM ({_ENDED_LAST}) ORDER BY position"
        return await self._file.run(lambda: [_decode_ended(row) for row in self._file.query(sql, (limit,))])

    async def adopt_pending(self) -> list[PendingClip]:
        """Take over the pending clips whose program is gone, in queue order."""
        return await self._file.run(self._adopt)

    def _adopt(self) -> list[PendingClip]:
        with self._file.transaction() as transaction:
            rows = self._file.query(_PENDING)
            gone = {run_id for run_id in {row["run_id"] for row in rows} if self._run.is_gone(run_id)}
            transaction.executemany(_TAKE_OVER, [(self._run.id, run_id) for run_id in gone])
        return [_decode_pending(row) for row in rows if row["run_id"] in gone]

    async def adopt_pause(self) -> bool:
        """Take over that the queues of programs that are gone rest; whether that of this program does now."""

        def work() -> bool:
            with self._file.transaction() as transaction:
                resting = {row["run_id"] for row in self._file.query("SELECT run_id FROM paused_queues")}
                gone = {run_id for run_id in resting if self._run.is_gone(run_id)}
                transaction.executemany(_GO_ON, [(run_id,) for run_id in gone])
                transaction.executemany(_REST, [(self._run.id,) for _ in gone])
            return bool(gone) or self._run.id in resting

        return await self._file.run(work)

    # ------------------------------------------------------------------------------------------------- in the user's hands

    async def reorder(self, clip_ids: Sequence[ClipId]) -> None:
        """Let the clips take, in this order, the positions that they hold together."""

        def work() -> None:
            with self._file.transaction() as transaction:
                held = {
                    clip_id: int(row["position"])
                    for clip_id in clip_ids
                    for row in self._file.query("SELECT position FROM recognitions WHERE id = ?", (clip_id,))
                }
                known = [clip_id for clip_id in clip_ids if clip_id in held]
                positions = sorted(held[clip_id] for clip_id in known)
                rows = list(zip(positions, known, strict=True))
                transaction.executemany("UPDATE recognitions SET position = ? WHERE id = ?", rows)

        await self._file.run(work)

    async def in_order(self, clip_ids: Iterable[ClipId]) -> list[ClipId]:
        """Those of the clips that are known and not taken out, in queue order."""
        sql = "SELECT position FROM recognitions WHERE id = ? AND removed_at IS NULL"

        def work() -> list[ClipId]:
            held = [(row["position"], clip_id) for clip_id in clip_ids for row in self._file.query(sql, (clip_id,))]
            return [clip_id for _, clip_id in sorted(held)]

        return await self._file.run(work)

    async def set_paused(self, clip_ids: Sequence[ClipId], is_paused: bool) -> None:
        """Keep that clips wait until they are let go, or let them go."""
        await self._file.write(
            "UPDATE recognitions SET is_paused = ? WHERE id = ?", [(is_paused, clip_id) for clip_id in clip_ids]
        )

    async def set_queue_paused(self, is_paused: bool) -> None:
        """Keep that the queue of this program rests as a whole, or that it goes on."""
        await self._file.write(_REST if is_paused else _GO_ON, [(self._run.id,)])

    async def set_removed(self, clip_ids: Sequence[ClipId], is_removed: bool) -> None:
        """Take clips out of the queue, or put them back where they were; what ended stays in the history either way."""
        now = _now() if is_removed else None
        await self._file.write(
            "UPDATE recognitions SET removed_at = ? WHERE id = ?", [(now, clip_id) for clip_id in clip_ids]
        )

    # ------------------------------------------------------------------------------------------------- limits

    async def limits(self, service: str) -> ServiceLimits:
        """What this service was found to refuse."""
        rows = await self._file.read("SELECT * FROM service_limits WHERE service = ?", (service,))
        return (
            ServiceLimits(bool(rows[0]["is_sound_refused"]), rows[0]["form_limit_bytes"]) if rows else ServiceLimits()
        )

    async def save_limits(self, service: str, limits: ServiceLimits) -> None:
        """Remember what this service refuses."""
        row = (service, int(limits.is_sound_refused), limits.form_limit_bytes)
        await self._file.write("INSERT OR REPLACE INTO service_limits VALUES (?, ?, ?)", [row])


_ADD = """
INSERT INTO recognitions (position, id, run_id, path, source_bytes, added_at, stage, is_fresh, is_paused, profile,
part_from_s, part_to_s, audio_stream)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_CHECKPOINT = tuple(field.name for field in fields(Checkpoint))
"""Columns of their own names."""
_ENDED = "finished_at, line, raw_answer, kind, search_text, corrections, confirmed_by"
_SAVE = f"""
UPDATE recognitions SET {" = ?, ".join(_CHECKPOINT)} = ?, saved_by = run_id,
{_ENDED.replace(",", " = NULL,")} = NULL, deleted_at = NULL WHERE id = ?
"""
_FINISH = """
UPDATE recognitions SET stage = ?, finished_at = ?, line = ?, raw_answer = ?, kind = ?, search_text = ?, is_paused = 0,
corrections = NULL, confirmed_by = NULL WHERE id = ?
"""
"""What was said by hand was said of another answer."""
_KEPT = f"position, run_id, path, source_bytes, added_at, {', '.join(_CHECKPOINT)}, {_ENDED}"
_KEEP_ANSWER = f"""
INSERT INTO recognitions (id, removed_at, {_KEPT}) SELECT ?, ?, {_KEPT} FROM recognitions
WHERE id = ? AND finished_at IS NOT NULL AND deleted_at IS NULL AND kind IN ('identified', 'external', 'not_found')
"""
_ENDED_LAST = (
    "SELECT * FROM recognitions WHERE finished_at IS NOT NULL AND deleted_at IS NULL AND removed_at IS NULL AND line IS NOT NULL"
    " ORDER BY finished_at DESC LIMIT ?"
)
_PENDING = "SELECT * FROM recognitions WHERE finished_at IS NULL AND removed_at IS NULL ORDER BY position"
_PENDING_AS_SHOWN = """
SELECT *, is_paused OR run_id IN (SELECT run_id FROM paused_queues) AS rests FROM recognitions
WHERE finished_at IS NULL AND removed_at IS NULL ORDER BY position
"""
_AT_WORK = """
SELECT * FROM recognitions WHERE finished_at IS NULL AND removed_at IS NULL AND stage <> 'dropped' AND answered_by IS NOT NULL
AND saved_by = run_id
"""
"""Of the programs that run; nobody waits for the answer to a clip that was taken over at work until it is so again."""
_TAKE_OVER = "UPDATE recognitions SET run_id = ? WHERE run_id = ?"
_REST = "INSERT OR IGNORE INTO paused_queues VALUES (?)"
_GO_ON = "DELETE FROM paused_queues WHERE run_id = ?"


def _save(transaction: sqlite3.Connection, clip_id: ClipId, checkpoint: Checkpoint) -> None:
    transaction.execute(_KEEP_ANSWER, (uuid.uuid4().hex, _now(), clip_id))
    transaction.execute(_SAVE, (*(getattr(checkpoint, name) for name in _CHECKPOINT), clip_id))


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _decode_pending(row: sqlite3.Row) -> PendingClip:
    return PendingClip(_decode_clip(row), row["source_bytes"], _decode_checkpoint(row), bool(row["is_paused"]))


def _decode_ended(row: sqlite3.Row) -> EndedClip:
    finished_at = datetime.fromisoformat(row["finished_at"])
    report = decode_report(json.loads(row["line"]), _decode_clip(row), finished_at, row["raw_answer"])
    return EndedClip(report, _decode_checkpoint(row))


def _decode_clip(row: sqlite3.Row) -> Clip:
    path = Path(os.fsdecode(row["path"]))
    return Clip(ClipId(row["id"]), path, address_of(path))


def _decode_checkpoint(row: sqlite3.Row) -> Checkpoint:
    values = {name: row[name] for name in _CHECKPOINT} | {
        "stage": Stage(row["stage"]),
        "route": Route(row["route"]) if row["route"] else None,
        "payload": Payload(row["payload"]) if row["payload"] else None,
        "send": SendMode(row["send"]) if row["send"] else None,
        "is_possibly_twice": bool(row["is_possibly_twice"]),
        "is_fresh": bool(row["is_fresh"]),
    }
    return Checkpoint(**values)
