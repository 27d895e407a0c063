"""Looks at dragged paths in a worker thread, so that a slow share never stops the window; the newest question alone is answered."""

import itertools
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from slipgui.app.intake import Intake
from slipgui.gui.drop_words import CountedDrop

Collect = Callable[[Sequence[Path]], Intake]
"""Finds the clips among paths; blocking."""


class DropCounter(QObject):
    """Counts what a drag would bring.

    Parameters
    ----------
    collect
        Finds the clips; called in a worker thread.
    parent
        Owner of this object.
    """

    counted = Signal(object)
    """A ``CountedDrop`` for the newest question: first without the size, then with it."""
    _answered = Signal(int, object)

    def __init__(self, collect: Collect, parent: QObject) -> None:
        super().__init__(parent)
        self._collect = collect
        self._newest = 0
        self._numbers = itertools.count(1)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(
            2
        )  # a second one, so that a dead share under the first does not stop the next drag
        self._answered.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def set_collect(self, collect: Collect) -> None:
        """Look for other files from now on."""
        self._collect = collect

    def ask(self, paths: Sequence[Path]) -> None:
        """Begin to count; answers to earlier questions are dropped."""
        self._newest = next(self._numbers)
        self._pool.start(_Count(self, self._newest, paths))

    def forget(self) -> None:
        """Drop the answers still to come."""
        self._newest = next(self._numbers)

    def is_newest(self, number: int) -> bool:
        """Whether anybody still waits for this answer; may be asked from any thread."""
        return number == self._newest

    def count(self, number: int, paths: Sequence[Path]) -> None:
        """Look at the paths and tell; runs in a worker thread."""
        intake = self._collect(paths)
        n_folders = sum(path.is_dir() for path in paths)
        found = CountedDrop(intake, n_folders, len(paths) - n_folders, None)
        self._tell(number, found)
        total_bytes = 0
        for path in intake.paths:
            if not self.is_newest(number):
                return
            total_bytes += _size_bytes(path)
        self._tell(number, CountedDrop(intake, n_folders, found.n_files, total_bytes))

    def _tell(self, number: int, found: CountedDrop) -> None:
        with suppress(RuntimeError):  # the window is gone meanwhile, and with it who asked
            self._answered.emit(number, found)

    def _take(self, number: int, found: CountedDrop) -> None:
        if self.is_newest(number):
            self.counted.emit(found)


class _Count(QRunnable):
    def __init__(self, counter: DropCounter, number: int, paths: Sequence[Path]) -> None:
        super().__init__()
        self._counter, self._number, self._paths = counter, number, paths

    def run(self) -> None:
        if self._counter.is_newest(self._number):
            self._counter.count(self._number, self._paths)


def _size_bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
