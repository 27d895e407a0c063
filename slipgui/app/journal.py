"""The journal: queue and history in one SQLite file, every step committed before the next network call.

One thread owns the connection; all methods may be awaited from the event loop.  Presigned URLs are never written: they
are secrets.  Several programs may share the file: each holds a lock for as long as it runs, and takes over only pending
clips whose program is gone.
"""

import asyncio
import json
import os
import sqlite3
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self, TypeVar

from filelock import FileLock, Timeout

from slipgui.core.clip import Clip, ClipId
from slipgui.core.errors import JournalError
from slipgui.core.flow import Stage
from slipgui.core.upload_plan import Payload, Route

SCHEMA_VERSION = 2
_SCHEMA = """
CREATE TABLE IF NOT EXISTS recognitions (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    run_id TEXT NOT NULL,
    path BLOB NOT NULL,
    source_bytes INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    stage TEXT NOT NULL,
    service TEXT,
    route TEXT,
    payload TEXT,
    planned_bytes INTEGER NOT NULL DEFAULT 0,
    storage_key TEXT,
    job_id TEXT,
    audio_offset_s REAL NOT NULL DEFAULT 0,
    finished_at TEXT,
    line TEXT,
    raw_answer TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS pending ON recognitions (position) WHERE finished_at IS NULL;
CREATE INDEX IF NOT EXISTS finished ON recognitions (finished_at) WHERE finished_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS service_limits (
    service TEXT PRIMARY KEY,
    is_sound_refused INTEGER NOT NULL DEFAULT 0,
    form_limit_bytes INTEGER
) STRICT;
"""
T = TypeVar("T")


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


@dataclass(frozen=True, slots=True)
class PendingClip:
    """A clip in the queue."""

    clip: Clip
    source_bytes: int
    checkpoint: Checkpoint


@dataclass(frozen=True, slots=True)
class ServiceLimits:
    """What a service was found to refuse."""

    is_sound_refused: bool = False
    """It did not take a sound-only copy."""
    form_limit_bytes: int | None = None
    """It refused a form upload of this size."""


class Journal:
    """Queue and history of one home.  Use as ``async with``."""

    def __init__(self, file: Path, runs_folder: Path) -> None:
        self._file = file
        self._runs_folder = runs_folder
        self.run_id = uuid.uuid4().hex
        """Identity of this program while it runs."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._connection: sqlite3.Connection | None = None
        self._lock = FileLock(str(runs_folder / f"{self.run_id}.lock"))
        self.set_aside: Path | None = None
        """Where a damaged or newer journal was moved at the start."""

    async def __aenter__(self) -> Self:
        await self._run(self._open)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._run(self._close)
        self._thread.shutdown()

    # ------------------------------------------------------------------------------------------------- the queue

    async def add(self, clips: Sequence[tuple[Clip, int]]) -> None:
        """Put clips, each with its size in bytes, at the end of the queue."""
        now = datetime.now(UTC).isoformat()
        rows = [(c.id, self.run_id, os.fsencode(c.path), size, now, Stage.DROPPED) for c, size in clips]
        await self._run(
            lambda: self._execute_many(
                "INSERT INTO recognitions (id, position, run_id, path, source_bytes, added_at, stage) VALUES"
                " (?, (SELECT coalesce(max(position), 0) + 1 FROM recognitions), ?, ?, ?, ?, ?)",
                rows,
            )
        )

    async def save(self, clip_id: ClipId, checkpoint: Checkpoint) -> None:
        """Commit how far a recognition came."""
        c = checkpoint
        await self._run(
            lambda: self._execute_many(
                "UPDATE recognitions SET stage = ?, service = ?, route = ?, payload = ?, planned_bytes = ?, storage_key = ?, job_id = ?,"
                " audio_offset_s = ?,"
                " finished_at = NULL, line = NULL WHERE id = ?",
                [
                    (
                        c.stage,
                        c.service,
                        c.route,
                        c.payload,
                        c.planned_bytes,
                        c.storage_key,
                        c.job_id,
                        c.audio_offset_s,
                        clip_id,
                    )
                ],
            )
        )

    async def finish(self, clip_id: ClipId, line: dict[str, Any], raw_answer: str | None) -> None:
        """Commit the end of a recognition with its recognition line."""
        row = (Stage.FINISHED, datetime.now(UTC).isoformat(), json.dumps(line), raw_answer, clip_id)
        sql = "UPDATE recognitions SET stage = ?, finished_at = ?, line = ?, raw_answer = ? WHERE id = ?"
        await self._run(lambda: self._execute_many(sql, [row]))

    async def pending(self) -> list[PendingClip]:
        """All clips that did not end, in queue order, whoever works on them."""
        rows = await self._run(
            lambda: self._query("SELECT * FROM recognitions WHERE finished_at IS NULL ORDER BY position")
        )
        return [_decode_pending(row) for row in rows]

    async def adopt_pending(self) -> list[PendingClip]:
        """Take over the pending clips whose program is gone, in queue order."""
        return await self._run(self._adopt)

    # ------------------------------------------------------------------------------------------------- history, limits

    async def history(self, search: str = "") -> list[dict[str, Any]]:
        """Recognition lines of what ended, newest first, each with ``finished_at``; with ``search`` only those that contain it."""
        sql = "SELECT line, finished_at FROM recognitions WHERE finished_at IS NOT NULL AND line IS NOT NULL ORDER BY finished_at DESC"
        rows = await self._run(lambda: self._query(sql))
        lines = [json.loads(row["line"]) | {"finished_at": row["finished_at"]} for row in rows]
        words = search.casefold().split()
        return [line for line in lines if all(word in _searchable(line) for word in words)]

    async def limits(self, service: str) -> ServiceLimits:
        """What this service was found to refuse."""
        rows = await self._run(lambda: self._query("SELECT * FROM service_limits WHERE service = ?", (service,)))
        return (
            ServiceLimits(bool(rows[0]["is_sound_refused"]), rows[0]["form_limit_bytes"]) if rows else ServiceLimits()
        )

    async def save_limits(self, service: str, limits: ServiceLimits) -> None:
        """Remember what this service refuses."""
        row = (service, int(limits.is_sound_refused), limits.form_limit_bytes)
        await self._run(lambda: self._execute_many("INSERT OR REPLACE INTO service_limits VALUES (?, ?, ?)", [row]))

    # ------------------------------------------------------------------------------------------------- in the thread

    async def _run(self, work: Callable[[], T]) -> T:
        # shielded: a commit that has begun is not torn by a cancelled clip
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._thread, work))

    def _open(self) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._runs_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._lock.acquire()
        except OSError as cause:
            raise JournalError(cause.strerror or str(cause)) from cause
        try:
            self._connection = _connect(self._file)
        except sqlite3.OperationalError as cause:  # locked, read-only, no room: the file itself may be sound
            raise JournalError(str(cause)) from cause
        except sqlite3.DatabaseError:
            self.set_aside = _move_aside(self._file)
            self._connection = _connect(self._file)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._lock.release()
        Path(self._lock.lock_file).unlink(missing_ok=True)

    def _db(self) -> sqlite3.Connection:
        if self._connection is None:
            raise RuntimeError("the journal is not open")
        return self._connection

    def _execute_many(self, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
        with self._transaction() as transaction:
            transaction.executemany(sql, rows)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = self._db()
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except sqlite3.Error as cause:
            raise JournalError(str(cause)) from cause
        finally:
            if connection.in_transaction:  # some errors have rolled back already
                connection.execute("ROLLBACK")

    def _query(self, sql: str, values: tuple[object, ...] = ()) -> list[sqlite3.Row]:
        try:
            return self._db().execute(sql, values).fetchall()
        except sqlite3.Error as cause:
            raise JournalError(str(cause)) from cause

    def _adopt(self) -> list[PendingClip]:
        with self._transaction() as transaction:
            rows = self._query("SELECT * FROM recognitions WHERE finished_at IS NULL ORDER BY position")
            gone = {run_id for run_id in {row["run_id"] for row in rows} if self.is_run_gone(run_id)}
            transaction.executemany(
                "UPDATE recognitions SET run_id = ? WHERE run_id = ?", [(self.run_id, r) for r in gone]
            )
        return [_decode_pending(row) for row in rows if row["run_id"] in gone]

    def is_run_gone(self, run_id: str) -> bool:
        """Whether the program of that identity has ended; blocking, quick."""
        if run_id == self.run_id:
            return False
        probe = FileLock(str(self._runs_folder / f"{run_id}.lock"), timeout=0)
        try:
            with probe:
                Path(probe.lock_file).unlink(missing_ok=True)  # asking made it anew
                return True
        except Timeout:
            return False


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=10.0)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        _ensure_schema(connection)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _ensure_schema(connection: sqlite3.Connection) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == 0:
        connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
    elif version != SCHEMA_VERSION:
        msg = f"a journal of schema {version}"
        raise sqlite3.DatabaseError(msg)
    connection.execute("SELECT id FROM recognitions ORDER BY position DESC LIMIT 1").fetchall()


def _move_aside(file: Path) -> Path:
    target = file.with_name(
        f"{file.stem}.set-aside-{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:6]}{file.suffix}"
    )
    file.rename(target)
    for tail in ("-wal", "-shm"):
        file.with_name(file.name + tail).unlink(missing_ok=True)
    return target


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
    )
    return PendingClip(Clip(ClipId(row["id"]), Path(os.fsdecode(row["path"]))), row["source_bytes"], checkpoint)


def _searchable(line: dict[str, Any]) -> str:
    track = line.get("track") or {}
    words = (
        line.get("clip"),
        line.get("outcome"),
        track.get("title"),
        track.get("artist"),
        track.get("isrc"),
        track.get("external_label"),
    )
    return " ".join(str(word) for word in words if word).casefold()
