"""The SQLite file of queue and history: one connection, one thread that writes, transactions that are whole or not at all.

Damage and later versions are set aside at the start.  A full disk is told as ``JournalFullError``; nothing half-written stays.
"""

import asyncio
import os
import shutil
import sqlite3
import uuid
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self, TypeVar

from slipgui.app.journal_schema import NewerJournalError, ensure_schema
from slipgui.core.errors import JournalError, JournalFullError

T = TypeVar("T")
_NO_ROOM = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE})
"""A quota, a size limit and a full disk; SQLite calls only the last by its name."""


class JournalFile:
    """The file, open.  Use as ``async with``.

    Parameters
    ----------
    file
        Where it lies; made with its folder where it does not exist.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._connection: sqlite3.Connection | None = None
        self.set_aside: Path | None = None
        """Where a damaged or newer journal was moved at the start …"""
        self.is_newer_aside = False
        """… and whether it is of a later version."""

    async def __aenter__(self) -> Self:
        try:
            await self.run(self._open)
        except BaseException:
            self._thread.shutdown(wait=False)
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        await self.run(self._close)
        self._thread.shutdown()

    async def run(self, work: Callable[[], T]) -> T:
        """The result of ``work``, done in the thread of this file; it may use the methods below."""
        # shielded: a commit that has begun is not torn by a cancelled clip
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._thread, work))

    async def write(self, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Run a statement for each row, in one transaction; raises ``JournalError`` and writes nothing where that fails."""

        def work() -> None:
            with self.transaction() as transaction:
                transaction.executemany(sql, rows)

        await self.run(work)

    async def read(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """The rows of a query; raises ``JournalError`` when it cannot be read."""
        return await self.run(lambda: self.query(sql, values))

    # ------------------------------------------------------------------------------------------------- in the thread

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A connection inside a transaction, committed at the end, undone on any error; only in ``run``.

        What SQLite raises becomes ``JournalError``, or ``JournalFullError`` where room is what is missing.
        """
        connection = self._db()
        try:
            with _told_as_journal_errors():
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
        finally:
            if connection.in_transaction:  # some errors have rolled back already
                connection.execute("ROLLBACK")

    def query(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """The rows of a query; only in ``run``.  Raises ``JournalError`` when it cannot be read."""
        with _told_as_journal_errors():
            return self._db().execute(sql, values).fetchall()

    def version(self) -> tuple[int, int]:
        """What changes whenever anything is written, by this program or another; only in ``run``."""
        return self._db().total_changes, int(self.query("PRAGMA data_version")[0][0])

    def _db(self) -> sqlite3.Connection:
        if self._connection is None:
            raise RuntimeError("the journal is not open")
        return self._connection

    def _open(self) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as cause:
            raise JournalError(cause.strerror or str(cause)) from cause
        with _told_as_journal_errors():
            try:
                self._connection = _connect(self._file)
            except sqlite3.OperationalError:  # locked, read-only, no room: the file itself may be sound
                raise
            except (sqlite3.DatabaseError, ValueError) as cause:  # the latter: lines of an earlier version, no JSON
                self.set_aside, self.is_newer_aside = _move_aside(self._file), isinstance(cause, NewerJournalError)
                self._connection = _connect(self._file)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=10.0)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        ensure_schema(connection)
    except BaseException:
        connection.close()
        raise
    return connection


@asynccontextmanager
async def open_for_reading(path: Path) -> AsyncIterator[JournalFile]:
    """The journal for one who only reads: a copy where nothing can be written, an empty one without a trace where there is none."""
    async with AsyncExitStack() as stack:
        file = None
        if await asyncio.to_thread(_is_writable, path):
            with suppress(JournalFullError):
                file = await stack.enter_async_context(JournalFile(path))
        if file is None:
            copy = Path(stack.enter_context(TemporaryDirectory(prefix="slipgui-"))) / path.name
            try:
                await asyncio.to_thread(_copy, path, copy)
            except OSError as cause:
                raise JournalError(cause.strerror or str(cause)) from cause
            file = await stack.enter_async_context(JournalFile(copy))
        yield file


def _is_writable(path: Path) -> bool:
    return path.exists() and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _copy(path: Path, place: Path) -> None:
    for tail in ("-wal", ""):  # what another program commits between the two is missing, not torn
        with suppress(FileNotFoundError):
            shutil.copy(path.with_name(path.name + tail), place.with_name(place.name + tail))


@contextmanager
def _told_as_journal_errors() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as cause:
        if getattr(cause, "sqlite_errorcode", None) in _NO_ROOM:
            raise JournalFullError(str(cause)) from cause
        raise JournalError(str(cause)) from cause


def _move_aside(file: Path) -> Path:
    target = file.with_name(
        f"{file.stem}.set-aside-{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:6]}{file.suffix}"
    )
    file.rename(target)
    for tail in ("-wal", "-shm"):
        file.with_name(file.name + tail).unlink(missing_ok=True)
    return target
