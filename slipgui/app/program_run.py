"""Which programs run on a home: each holds a lock file for as long as it lives, however it ends."""

import uuid
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from slipgui.core.errors import JournalError


class ProgramRun:
    """A running program, this one.  Use as ``with``.

    Parameters
    ----------
    folder
        Where the lock files of one home lie.
    """

    def __init__(self, folder: Path) -> None:
        self.id = uuid.uuid4().hex
        """Identity of this program while it runs."""
        self._folder = folder
        self._lock = FileLock(str(folder / f"{self.id}.lock"))

    def __enter__(self) -> Self:
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._lock.acquire()
        except OSError as cause:
            raise JournalError(cause.strerror or str(cause)) from cause
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._lock.release()
        Path(self._lock.lock_file).unlink(missing_ok=True)

    def is_gone(self, run_id: str) -> bool:
        """Whether the program of that identity has ended; blocking, quick."""
        if run_id == self.id:
            return False
        probe = FileLock(str(self._folder / f"{run_id}.lock"), timeout=0)
        try:
            with probe:
                Path(probe.lock_file).unlink(missing_ok=True)  # asking made it anew
                return True
        except Timeout:
            return False

    def is_alone(self) -> bool:
        """Whether no other program runs on this home; blocking, quick."""
        return all(file.stem == self.id or self.is_gone(file.stem) for file in self._folder.glob("*.lock"))
