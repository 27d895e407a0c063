"""A lock that its process holds while it lives: the operating system gives it back whatever ends the process."""

import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO


def try_lock(path: Path) -> IO[bytes] | None:
    """The open lock file, None when another process holds it; closing it (or dying) gives the lock back."""
    file = path.open("ab")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


def lock_path(folder: Path) -> Path:
    """The lock file of a folder, beside it."""
    return folder.with_name(folder.name + ".lock")


def remove_unused(folder: Path) -> None:
    """Remove the folder and its lock file, unless a process holds the lock."""
    lock_file = try_lock(lock_path(folder))
    if lock_file is not None:
        shutil.rmtree(folder, ignore_errors=True)
        lock_file.close()
        with suppress(OSError):  # Windows keeps a file that another process has just opened
            lock_path(folder).unlink(missing_ok=True)
