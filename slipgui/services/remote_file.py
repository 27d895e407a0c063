"""A file behind an https or s3 address as FFmpeg reads one, here and there.  Blocking, for worker threads.

Where the server knows ranges only what is asked for travels, in pieces that grow while one follows the other: a container without an
index streams.  Where it knows none, all of the file is brought first.
"""

import errno
import os
import time
from collections import OrderedDict
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import disk_usage
from tempfile import TemporaryDirectory
from typing import Protocol
from urllib.parse import urlsplit

from slipgui.core.address import shown_address
from slipgui.core.errors import (
    ConnectionFailedError,
    DiskFullError,
    PrepareError,
    ServiceUnavailableError,
    SlipError,
)
from slipgui.core.ports import IsCancelled, OnBytes
from slipgui.services.far_source import FarSource
from slipgui.services.http import Network
from slipgui.services.kept_blocks import KeptBlocks

BLOCK_BYTES = 64 * 1024
WHOLE_PREFIX = "whole-"
"""Folders of files that are brought as a whole begin so."""
_MOST_BLOCKS = 384
"""24 MiB are held in memory: what a demuxer goes back to."""
_MOST_AHEAD = 128
"""So many blocks at once where one follows the other: between pictures that are skipped single ones, of a stream 8 MiB."""
_PAUSES_S = (0.0, 0.25, 1.0)
"""Between tries after a break."""
_MARGIN_BYTES = 256 << 20
"""Of the disk, left alone by a file that is brought as a whole."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class Parts(Protocol):
    """Where bytes come from."""

    size_bytes: int

    def part(self, first: int, n_bytes: int) -> Generator[bytes]:
        """The bytes from ``first`` on, piece by piece; raises ``SlipError`` kinds."""
        ...


class RemoteFile:
    """What PyAV reads from: ``read``, ``seek`` and ``tell`` over parts, with the last blocks at hand.

    Parameters
    ----------
    parts
        Where bytes come from.
    name
        FFmpeg guesses by its ending.
    on_bytes
        Hears how many bytes are here, and the size of the whole.
    is_cancelled
        Asked before every piece.
    kept
        Outlives this program.
    """

    def __init__(
        self, parts: Parts, name: str, on_bytes: OnBytes, is_cancelled: IsCancelled, kept: KeptBlocks | None = None
    ) -> None:
        self.name = name
        self.read_bytes = 0
        """How much travelled so far."""
        self.error: Exception | None = None
        """What ended the reading; FFmpeg tells less."""
        self._parts, self._on_bytes, self._is_cancelled, self._kept = parts, on_bytes, is_cancelled, kept
        self._was_here_bytes = kept.n_blocks * BLOCK_BYTES if kept is not None else 0
        self._position = 0
        self._next, self._n_ahead = -1, 1
        self._blocks: OrderedDict[int, bytes] = OrderedDict()

    def read(self, n_bytes: int) -> bytes:
        """Up to ``n_bytes`` from the present position; empty at the end, and when cancelled."""
        if self._position >= self._parts.size_bytes or n_bytes <= 0:
            return b""
        number, offset = divmod(self._position, BLOCK_BYTES)
        data = self._block(number)[offset : offset + n_bytes]
        self._position += len(data)
        return data

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """The new position."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._parts.size_bytes}[whence]
        self._position = max(0, base + offset)
        return self._position

    def tell(self) -> int:
        """The present position."""
        return self._position

    def _block(self, number: int) -> bytes:
        if number in self._blocks:
            self._blocks.move_to_end(number)
            return self._blocks[number]
        if self.error is not None or self._is_cancelled():
            return b""
        known = self._kept.get(number) if self._kept is not None else None
        if known is not None:
            self._hold(number, known)
            return known
        self._n_ahead = min(2 * self._n_ahead, _MOST_AHEAD) if number == self._next else 1
        self._next = number + self._n_ahead
        try:
            return self._fetch(number, self._n_ahead)
        except SlipError as error:
            self.error = error
            return b""

    def _hold(self, number: int, data: bytes) -> None:
        self._blocks[number] = data
        if len(self._blocks) > _MOST_BLOCKS:
            self._blocks.popitem(last=False)

    def _fetch(self, number: int, n_blocks: int) -> bytes:
        """The block; as many behind it are brought as well."""
        found = b""
        end = min((number + n_blocks) * BLOCK_BYTES, self._parts.size_bytes)
        with closing(self._pieces(number * BLOCK_BYTES, end)) as pieces:
            for data in _in_blocks(pieces):
                if len(data) < min(BLOCK_BYTES, self._parts.size_bytes - number * BLOCK_BYTES):
                    break  # cancelled in the middle of it: kept so it would pass for the end of the file
                self._hold(number, data)
                if self._kept is not None:
                    self._kept.put(number, data)
                found = found or data
                number += 1
        return found

    def _pieces(self, first: int, end: int) -> Generator[bytes]:
        """These bytes; after a break from the byte on where it broke."""
        pauses_s = iter(_PAUSES_S)
        while first < end:
            try:
                with closing(self._parts.part(first, end - first)) as pieces:
                    for piece in pieces:
                        first += len(piece)
                        self._tell(len(piece))
                        yield piece
                        if self._is_cancelled():
                            return
            except (ConnectionFailedError, ServiceUnavailableError):
                pause_s = next(pauses_s, None)
                if self._is_cancelled():
                    return
                if pause_s is None:
                    raise
                time.sleep(pause_s)

    def _tell(self, n_bytes: int) -> None:
        self.read_bytes += n_bytes
        total_bytes = self._parts.size_bytes
        self._on_bytes(min(self._was_here_bytes + self.read_bytes, total_bytes), total_bytes)


def _in_blocks(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Whole blocks out of pieces; the last one may be shorter."""
    rest = bytearray()
    for piece in pieces:
        rest += piece
        while len(rest) >= BLOCK_BYTES:
            yield bytes(rest[:BLOCK_BYTES])
            del rest[:BLOCK_BYTES]
    if rest:
        yield bytes(rest)


class _WholeFile:
    """A file that is here by now."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.size_bytes = path.stat().st_size

    def part(self, first: int, n_bytes: int) -> Generator[bytes]:
        with self._path.open("rb") as file:
            file.seek(first)
            yield file.read(n_bytes)


@contextmanager
def open_remote(
    address: str, network: Network, folder: Path, on_bytes: OnBytes, is_cancelled: IsCancelled
) -> Iterator[RemoteFile]:
    """The file behind an address, for a ``with`` block; what ends it but for an end of the reading gives up what was kept.

    Parameters
    ----------
    address, network
        As ``FarSource``.
    folder
        Of this address alone, to keep what came.
    on_bytes, is_cancelled
        As ``RemoteFile``.

    It raises ``AddressError``, ``ServiceError`` and ``PrepareError`` kinds.
    """
    name = urlsplit(shown_address(address)).path
    with FarSource(address, network, is_cancelled) as source:
        source.open()
        if not source.has_ranges:
            with TemporaryDirectory(dir=folder, prefix=WHOLE_PREFIX, ignore_cleanup_errors=True) as place:
                path = Path(place) / "file"
                _bring_whole(source, path, on_bytes, is_cancelled)
                yield RemoteFile(_WholeFile(path), name, lambda _done, _total: None, is_cancelled)
            return
        kept = KeptBlocks(folder, f"{source.size_bytes}\n{source.version}") if source.version else None
        file = RemoteFile(source, name, on_bytes, is_cancelled, kept)
        try:
            yield file
        finally:
            if kept is not None:
                kept.close(is_over=file.error is None and not is_cancelled())


def _bring_whole(source: FarSource, path: Path, on_bytes: OnBytes, is_cancelled: IsCancelled) -> None:
    """Bring all of it, after a break from the beginning again; less of it when cancelled."""
    for pause_s in (*_PAUSES_S, None):
        try:
            _bring_once(source, path, on_bytes, is_cancelled)
        except (ConnectionFailedError, ServiceUnavailableError):
            if is_cancelled():
                return
            if pause_s is None:
                raise
            time.sleep(pause_s)
        else:
            return


def _bring_once(source: FarSource, path: Path, on_bytes: OnBytes, is_cancelled: IsCancelled) -> None:
    done_bytes, need_bytes = 0, source.size_bytes
    try:
        with path.open("wb") as file, closing(source.whole()) as pieces:
            for piece in pieces:
                if is_cancelled():
                    return
                to_come_bytes = max(len(piece), need_bytes - done_bytes)
                if disk_usage(path.parent).free < to_come_bytes + _MARGIN_BYTES:
                    raise _disk_full(path.parent, to_come_bytes)
                file.write(piece)
                done_bytes += len(piece)
                on_bytes(done_bytes, max(need_bytes, done_bytes))
    except OSError as cause:
        if cause.errno in _FULL:
            raise _disk_full(path.parent, need_bytes) from cause
        raise PrepareError(f"cannot be kept: {cause.strerror}") from cause


def _disk_full(folder: Path, need_bytes: int) -> DiskFullError:
    return DiskFullError("disk full", need_bytes=need_bytes, free_bytes=disk_usage(folder).free)
