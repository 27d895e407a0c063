"""Python's collector of cycles, in the window's thread alone.

Python collects in whichever thread happens to allocate.  What Qt made has to end in the thread it lives in: a timer that another thread
deletes still fires, into memory that is gone.  And once all libraries are loaded a whole collection takes 70 ms of CPU, wherever it
falls; without what stays until the end it takes 6 ms beside 2,000 clips.
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer

_INTERVAL_MS = 1000


class Collector(QObject):
    """Collects once a second what is due, in the thread that made it; from then on nobody else does.

    Parameters
    ----------
    parent
        Ends it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        timer.timeout.connect(self.collect)
        timer.start(_INTERVAL_MS)

    def collect(self) -> None:
        """Collect the oldest generation whose time has come."""
        due = [count > threshold for count, threshold in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if any(due):
            gc.collect(max(generation for generation, is_due in enumerate(due) if is_due))

    @staticmethod
    def spare_what_is_there() -> None:
        """Never look again at what exists by now: libraries and the window, which stay to the end."""
        gc.freeze()
