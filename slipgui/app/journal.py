"""The queue in the journal: every step of every clip is committed here before the next network call.

Presigned URLs are never written: they are secrets.  Several programs may share the file; each takes over only pending clips whose program
is gone.
"""

import json
import os
import sqlite3
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from slipgui.app.history_words import history_kind, search_text
from slipgui.app.journal_file import JournalFile
from slipgui.app.program_run import ProgramRun
from slipgui.core.clip import Clip, ClipId
from slipgui.core.flow import Stage
from slipgui.core.upload_plan import Payload, Route


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


@dataclass(frozen=True, slots=True)
class PendingClip:
    """A clip in the queue."""

    clip: Clip
    source_bytes: int
    checkpoint: Checkpoint
    is_paused: bool = False


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

    async def add(self, clips: Sequence[tuple[Clip, int]]) -> None:
        """Put clips, each with its size in bytes, at the end of the queue."""
        now = _now()
        await self._file.write(
            "INSERT INTO recognitions (id, position, run_id, path, source_bytes, added_at, stage) VALUES"
            " (?, (SELECT coalesce(max(position), 0) + 1 FROM recognitions), ?, ?, ?, ?, ?)",
            [(c.id, self._run.id, os.fsencode(c.path), size, now, Stage.DROPPED) for c, size in clips],
        )

    async def save(self, clip_id: ClipId, checkpoint: Checkpoint) -> None:
        """Commit how far a recognition came; an answer that it had already stays in the history by itself."""
        c = checkpoint
        values = (c.stage, c.service, c.route, c.payload, c.planned_bytes, c.storage_key, c.job_id, c.audio_offset_s)

        def work() -> None:
            with self._file.transaction() as transaction:
                transaction.execute(_KEEP_ANSWER, (uuid.uuid4().hex, _now(), clip_id))
                transaction.execute(_SAVE, (*values, c.is_possibly_twice, clip_id))

        await self._file.run(work)

    async def finish(self, clip_id: ClipId, line: dict[str, Any], raw_answer: str | None) -> None:
        """Commit the end of a recognition with its recognition line."""
        row = (Stage.FINISHED, _now(), json.dumps(line), raw_answer, history_kind(line), search_text(line), clip_id)
        sql = "UPDATE recognitions SET stage = ?, finished_at = ?, line = ?, raw_answer = ?, kind = ?, search_text = ? WHERE id = ?"
        await self._file.write(sql, [row])

    async def pending(self) -> list[PendingClip]:
        """All clips that did not end, in queue order, whoever works on them."""
        return [_decode_pending(row) for row in await self._file.read(_PENDING)]

    async def adopt_pending(self) -> list[PendingClip]:
        """Take over the pending clips whose program is gone, in queue order."""
        return await self._file.run(self._adopt)

    def _adopt(self) -> list[PendingClip]:
        with self._file.transaction() as transaction:
            rows = self._file.query(_PENDING)
            gone = {run_id for run_id in {row["run_id"] for row in rows} if self._run.is_gone(run_id)}
            transaction.executemany(
                "UPDATE recognitions SET run_id = ? WHERE run_id = ?", [(self._run.id, run_id) for run_id in gone]
            )
        return [_decode_pending(row) for row in rows if row["run_id"] in gone]

    # ------------------------------------------------------------------------------------------------- in the user's hands

    async def reorder(self, clip_ids: Sequence[ClipId]) -> None:
        """Let the clips take, in this order, the positions that they hold together."""

        def work() -> None:
            with self._file.transaction() as transaction:
                held = {
                    row["id"]: int(row["position"]) for row in self._file.query("SELECT id, position FROM recognitions")
                }
                known = [clip_id for clip_id in clip_ids if clip_id in held]
                positions = sorted(held[clip_id] for clip_id in known)
                rows = list(zip(positions, known, strict=True))
                transaction.executemany("UPDATE recognitions SET position = ? WHERE id = ?", rows)

        await self._file.run(work)

    async def set_paused(self, clip_ids: Sequence[ClipId], is_paused: bool) -> None:
        """Keep that clips wait until they are let go, or let them go."""
        await self._file.write(
            "UPDATE recognitions SET is_paused = ? WHERE id = ?", [(is_paused, clip_id) for clip_id in clip_ids]
        )

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


_SAVE = """
UPDATE recognitions SET stage = ?, service = ?, route = ?, payload = ?, planned_bytes = ?, storage_key = ?, job_id = ?, audio_offset_s = ?,
is_possibly_twice = ?, finished_at = NULL, line = NULL, raw_answer = NULL, kind = NULL, search_text = NULL, corrections = NULL,
confirmed_by = NULL, deleted_at = NULL, answered_by = NULL WHERE id = ?
"""
_KEPT = (
    "position, run_id, path, source_bytes, added_at, stage, service, route, payload, planned_bytes, storage_key, job_id,"
    " audio_offset_s, finished_at, line, raw_answer, is_possibly_twice, content_sha256, sound_hash, answered_by, kind, search_text,"
    " corrections, confirmed_by"
)
_KEEP_ANSWER = f"""
INSERT INTO recognitions (id, removed_at, {_KEPT}) SELECT ?, ?, {_KEPT} FROM recognitions
WHERE id = ? AND finished_at IS NOT NULL AND deleted_at IS NULL AND kind IN ('identified', 'external', 'not_found')
"""
_PENDING = "SELECT * FROM recognitions WHERE finished_at IS NULL AND removed_at IS NULL ORDER BY position"


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _decode_pending(row: sqlite3.Row) -> PendingClip:
    checkpoint = Checkpoint(
        stage=Stage(row["stage"]),
        service=row["service"],
        route=Route(row["route"]) if row["route"] else None,
        payload=Payload(row["payload"]) if row["payload"] else None,
        planned_bytes=row["planned_bytes"],
        storage_key=row["storage_key"],
        job_id=row["job_id"],
        audio_offset_s=row["audio_offset_s"],
        is_possibly_twice=bool(row["is_possibly_twice"]),
    )
    clip = Clip(ClipId(row["id"]), Path(os.fsdecode(row["path"])))
    return PendingClip(clip, row["source_bytes"], checkpoint, bool(row["is_paused"]))
