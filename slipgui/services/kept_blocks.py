"""Blocks of a far file that are here already: what a program that was killed had brought is there for the next one.

A file that only ever grows; a block that was not written to its end, or that the disk lost, is as if it had not come.  A disk that has no
room, or a second program that brings the same, only means that nothing is kept.
"""

import struct
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from shutil import disk_usage
from typing import IO
from zlib import crc32

from filelock import FileLock, Timeout

FILE_NAME = "blocks"
_MOST_BYTES = 4 << 30
"""Of a larger file the rest is brought again after a kill: the disk is the user's."""
_LEFT_BYTES = 1 << 30
"""Of the disk, left alone."""
_HEAD = struct.Struct("<8s32s")
_MAGIC = b"slipblk1"
_RECORD = struct.Struct("<QII")
"""Number of the block, bytes, check sum."""


class KeptBlocks:
    """The blocks of one far file; blocking, for one thread.

    Parameters
    ----------
    folder
        Of this far file alone.
    version
        Another one where the far file is another: what is here of it is given up then.
    """

    def __init__(self, folder: Path, version: str) -> None:
        self._path = folder / FILE_NAME
        self._lock = FileLock(str(folder / f"{FILE_NAME}.lock"))
        self._places: dict[int, tuple[int, int, int]] = {}
        self._file: IO[bytes] | None = None
        with suppress(Timeout, OSError):
            self._lock.acquire(timeout=0)
            self._file = self._path.open("a+b")
            self._load(self._file, _HEAD.pack(_MAGIC, sha256(version.encode()).digest()))

    @property
    def n_blocks(self) -> int:
        """How many are here."""
        return len(self._places)

    def get(self, number: int) -> bytes | None:
        """A block, None where it is not here."""
        place = self._places.get(number)
        if place is None or self._file is None:
            return None
        offset, n_bytes, check = place
        try:
            self._file.seek(offset)
            data = self._file.read(n_bytes)
        except OSError:
            return None
        return data if len(data) == n_bytes and crc32(data) == check else None

    def put(self, number: int, data: bytes) -> None:
        """Keep a block, where there is room."""
        if self._file is None:
            return
        try:
            offset = self._file.seek(0, 2)
            if offset < _MOST_BYTES and disk_usage(self._path.parent).free > _LEFT_BYTES:
                check = crc32(data)
                self._file.write(_RECORD.pack(number, len(data), check) + data)
                self._file.flush()
                self._places[number] = (offset + _RECORD.size, len(data), check)
        except OSError:
            self.close(is_over=False)

    def close(self, *, is_over: bool) -> None:
        """Let go of the file; with ``is_over`` nobody needs it any more."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._file = None
            if is_over:
                with suppress(OSError):
                    self._path.unlink(missing_ok=True)
        self._lock.release()

    def _load(self, file: IO[bytes], head: bytes) -> None:
        file.seek(0)
        if file.read(_HEAD.size) != head:
            file.truncate(0)
            file.write(head)
            return
        size_bytes, offset = self._path.stat().st_size, _HEAD.size
        while offset + _RECORD.size <= size_bytes:
            file.seek(offset)
            number, n_bytes, check = _RECORD.unpack(file.read(_RECORD.size))
            if offset + _RECORD.size + n_bytes > size_bytes:
                break  # the program was killed while it wrote this
            self._places[number] = (offset + _RECORD.size, n_bytes, check)
            offset += _RECORD.size + n_bytes
        file.truncate(offset)
