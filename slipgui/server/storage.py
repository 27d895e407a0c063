"""The folder with uploaded files: each server has its own below a shared one, and what a dead server left is swept.

Nothing in it outlives its server: keys, URLs and jobs are random per start, so a leftover file can never be asked for again.
"""

import shutil
import time
from collections import Counter
from pathlib import Path
from typing import IO
from uuid import uuid4

from slipgui.server.lock_file import lock_path, remove_unused, try_lock

_FOLDER_PREFIX = "server-"
PART_SUFFIX = ".part"


class NoRoomError(Exception):
    """The disk has no room for an upload."""


class Storage:
    """The uploaded files of one running server.

    Parameters
    ----------
    parent
        Folder that several servers may share; made when missing.
    """

    def __init__(self, parent: Path) -> None:
        self._parent = parent
        self._folder = parent / f"{_FOLDER_PREFIX}{uuid4().hex}"
        self._lock_file: IO[bytes] | None = None
        self._holders: Counter[Path] = Counter()

    def open(self) -> None:
        """Make the folder, and remove those of servers that are no more.

        Raises ``OSError`` when the folder cannot be made.
        """
        self._parent.mkdir(parents=True, exist_ok=True)
        # The lock comes before the folder: a folder without a lock is nobody's.
        self._lock_file = try_lock(lock_path(self._folder))
        self._folder.mkdir(mode=0o700)
        for folder in self._parent.glob(f"{_FOLDER_PREFIX}*/"):
            if folder != self._folder:
                remove_unused(folder)

    def close(self) -> None:
        """Remove the folder with all that is in it."""
        if self._lock_file is not None:
            self._lock_file.close()
            self._lock_file = None
            remove_unused(self._folder)

    def part_path(self) -> Path:
        """A fresh path for a file that is being received."""
        return self._folder / f"{uuid4().hex}{PART_SUFFIX}"

    def form_path(self, suffix: str) -> Path:
        """A fresh path for the file of a form upload; ``suffix`` with its dot."""
        return self._folder / f"form-{uuid4().hex}{suffix}"

    def object_path(self, object_name: str) -> Path:
        """Where the object of that name lies or would lie; the caller vouches for the name."""
        return self._folder / object_name

    def require_room(self, size_bytes: int, spare_bytes: int) -> None:
        """Nothing, when the disk has room for a file of that size and ``spare_bytes`` more.

        Raises ``NoRoomError`` when it has not.
        """
        free_bytes = shutil.disk_usage(self._folder).free
        if free_bytes < size_bytes + spare_bytes:
            raise NoRoomError(f"{size_bytes} bytes announced, {free_bytes} free")

    def hold(self, path: Path) -> None:
        """Keep a file until ``release`` was called as often as this."""
        self._holders[path] += 1

    def release(self, path: Path) -> None:
        """Remove the file once nobody holds it any more."""
        self._holders[path] -= 1
        if self._holders[path] <= 0:
            del self._holders[path]
            _remove(path)

    def drop_forgotten(self, age_s: float) -> None:
        """Remove objects that were uploaded ``age_s`` ago and never submitted."""
        oldest_s = time.time() - age_s
        for path in self._folder.iterdir():
            is_idle = path.suffix != PART_SUFFIX and path not in self._holders
            if is_idle and _modified_s(path) < oldest_s:
                _remove(path)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        # Windows keeps a file that is still open; the sweep at the end gets it.
        return


def _modified_s(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")
