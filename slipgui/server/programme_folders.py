"""Where scans of programmes are kept, so that an interrupted one goes on: a folder for each programme and catalogue.

Kept for a week after it was last worked on, the eight latest at most (half a gigabyte for six hours of sound that are not done, some
kilobytes for a result); what is older goes when the next programme begins.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import uuid4

from slipgui.core.errors import DiskFullError
from slipgui.server.lock_file import lock_path, remove_unused, try_lock

KEPT_DAYS, KEPT_PROGRAMMES = 7, 8
_LOOK_EVERY_S = 0.1
_SPARE_BYTES = 64 << 20


class ProgrammeFolders:
    """The folders of all servers of a home.

    Parameters
    ----------
    parent
        Where they are; made when missing.
    patience_s
        How long to wait for another server to leave a folder: one whose client was stopped a moment ago needs some seconds to end.
    """

    def __init__(self, parent: Path, *, patience_s: float = 5.0) -> None:
        self._parent = parent
        self._patience_s = patience_s

    @contextmanager
    def open(self, name: str, need_bytes: int = 0) -> Iterator[Path]:
        """The folder of that name, for nobody else until the ``with`` block ends.

        Where another server works in it just now it is one of its own, which goes with the block.

        Parameters
        ----------
        name
            Of the programme under one state of the catalogue.
        need_bytes
            How much will be kept.

        Raises
        ------
        DiskFullError
            When there is no room for that.
        """
        self._parent.mkdir(parents=True, exist_ok=True)
        self._sweep()
        free_bytes = shutil.disk_usage(self._parent).free
        if free_bytes < need_bytes + _SPARE_BYTES:
            raise DiskFullError("no room for a programme", need_bytes=need_bytes + _SPARE_BYTES, free_bytes=free_bytes)
        folder = self._parent / name
        lock = self._lock_soon(lock_path(folder))
        is_shared = lock is None
        if lock is None:
            folder = self._parent / f"{name}-{uuid4().hex}"
            lock = try_lock(lock_path(folder))
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            yield folder
        finally:
            if lock is not None:
                lock.close()
            if is_shared:
                remove_unused(folder)

    def _lock_soon(self, path: Path) -> IO[bytes] | None:
        """The open lock file, None when another process goes on holding it."""
        end_s = time.monotonic() + self._patience_s
        while (lock := try_lock(path)) is None and time.monotonic() < end_s:
            time.sleep(_LOOK_EVERY_S)
        return lock

    def _sweep(self) -> None:
        """Remove what is too old or too much."""
        used_s = {folder: folder.stat().st_mtime for folder in self._parent.iterdir() if folder.is_dir()}
        latest = sorted(used_s, key=lambda folder: used_s[folder], reverse=True)
        oldest_s = time.time() - KEPT_DAYS * 86_400
        for number, folder in enumerate(latest):
            if number >= KEPT_PROGRAMMES or used_s[folder] < oldest_s:
                remove_unused(folder)
