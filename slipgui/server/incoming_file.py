"""A file while it is received: hidden under a temporary name until it is whole, gone if it never is."""

import asyncio
import errno
import hashlib
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from slipgui.server.storage import NoRoomError

_BATCH_BYTES = 1 << 20
"""Written in a thread in pieces of this size: a hop per network read would cost more than the writing (facts: transfer, section 1)."""
_DISK_FULL = {errno.ENOSPC, errno.EDQUOT}


class IncomingFile:
    """A file that is being received; an async context manager that removes it unless ``keep_as`` was called.

    Parameters
    ----------
    path
        Its temporary name, on the same disk as the final one.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("xb", buffering=0)
        self._pending = bytearray()
        self._md5 = hashlib.md5(usedforsecurity=False)
        self.n_bytes = 0
        """Bytes taken so far."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)

    @property
    def md5_hex(self) -> str:
        """Hash of all that was written; whole after ``keep_as``."""
        return self._md5.hexdigest()

    async def write(self, piece: bytes) -> None:
        """Take the next piece.

        Raises ``NoRoomError`` when the disk is full.
        """
        self._pending += piece
        self.n_bytes += len(piece)
        if len(self._pending) >= _BATCH_BYTES:
            await self._flush()

    async def keep_as(self, path: Path, *, is_durable: bool) -> None:
        """Give the whole file its final name, in place of what may lie there; ``is_durable`` waits until the disk has it.

        Raises ``NoRoomError`` when the disk is full.
        """
        await self._flush()
        await asyncio.to_thread(self._finish, path, is_durable)

    async def _flush(self) -> None:
        batch, self._pending = self._pending, bytearray()
        try:
            await asyncio.to_thread(self._write, batch)
        except OSError as cause:
            if cause.errno in _DISK_FULL:
                raise NoRoomError(str(cause)) from cause
            raise

    def _write(self, batch: bytearray) -> None:
        self._md5.update(batch)
        rest = memoryview(batch)
        while rest:
            rest = rest[self._file.write(rest) :]

    def _finish(self, path: Path, is_durable: bool) -> None:
        if is_durable:
            os.fsync(self._file.fileno())
        self._file.close()
        self._path.replace(path)
