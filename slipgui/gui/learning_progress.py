"""How far the learning of music is: files, rate, time left.  No Qt here."""

import time
from collections.abc import Callable

_TELLING_AFTER_S = 5.0
"""A rate from less than this says nothing."""


class LearningProgress:
    """Counts the files of all learning that goes on; a rest in between begins anew.

    Parameters
    ----------
    clock
        Seconds on a monotonic clock.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begin_s = 0.0
        self._n_files = 0
        self._n_done = 0
        self._done_s = 0.0
        self.is_running = False

    def begin(self) -> None:
        """Music is looked for; does nothing while learning goes on already."""
        if not self.is_running:
            self.is_running = True
            self._begin_s = self._done_s = self._clock()
            self._n_files = self._n_done = 0

    def expect(self, n_files: int) -> None:
        """So many more files are to be looked at."""
        self._n_files += n_files

    def note(self, n_files: int = 1) -> None:
        """So many files were looked at."""
        self._n_done += n_files
        self._n_files = max(self._n_files, self._n_done)
        self._done_s = self._clock()

    def rest(self) -> None:
        """All is done, or stopped."""
        self.is_running = False

    @property
    def n_files(self) -> int:
        """Files to look at in all; 0 until they are counted."""
        return self._n_files

    @property
    def n_done(self) -> int:
        """Files looked at."""
        return self._n_done

    @property
    def share(self) -> float:
        """How much is done, 0 to 1."""
        return self._n_done / self._n_files if self._n_files else 0.0

    @property
    def files_per_minute(self) -> float | None:
        """The rate so far, None while it says nothing."""
        elapsed_s = self._done_s - self._begin_s
        return 60 * self._n_done / elapsed_s if self._n_done and elapsed_s >= _TELLING_AFTER_S else None

    @property
    def left_s(self) -> float | None:
        """Time to go at this rate, None while the rate is not known."""
        rate = self.files_per_minute
        return 60 * (self._n_files - self._n_done) / rate if rate else None
