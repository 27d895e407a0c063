"""Long work of the window's own thread, done a part at a time: the window is free in between."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal


class InParts(QObject):
    """Does one piece of work after the other.

    Parameters
    ----------
    parent
        Owner.
    """

    done = Signal(object)
    """What the work came to."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._parts: Iterator[Any] = iter(())
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_busy(self) -> bool:
        """Whether there is more to do."""
        return self._timer.isActive()

    def begin(self, parts: Iterator[Any]) -> None:
        """Do the first part now and the others one after the other; each yields None but the last, which yields what it came to.

        Work that is not done yet is given up for it.
        """
        self._parts = parts
        self._go_on()

    def _go_on(self) -> None:
        result = next(self._parts)
        if result is None:
            self._timer.start()
        else:
            self._timer.stop()
            self.done.emit(result)
