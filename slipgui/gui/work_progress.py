"""Progress on the program's icon in taskbar or dock, in the way that each desktop has."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from slipgui.gui.main_window import MainWindow

TellProgress = Callable[[float | None, int], object]
"""Told the share of the queue that is done, None without work, and how many clips are left."""
_PAUSE_MS = 500


class WorkProgress(QObject):
    """Tells the desktop how much of the queue is done.

    Parameters
    ----------
    window
        Whose queue.
    tell_desktop
        Shows it.
    """

    def __init__(self, window: MainWindow, tell_desktop: TellProgress) -> None:
        super().__init__(window)
        self._window, self._tell_desktop = window, tell_desktop
        self._told: tuple[float | None, int] | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.tell)
        window.model.refreshed.connect(self._start)

    def _start(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def tell(self) -> None:
        """Tell it now, where it is something else than before."""
        progress = self._window.rooms.queue.progress
        now = progress.share, progress.n_working + progress.n_waiting
        if now != self._told:
            self._told = now
            self._tell_desktop(*now)


def add_work_progress(window: MainWindow, platform: str = sys.platform) -> WorkProgress | None:
    """The progress of a window; None where its desktop has no way to show it."""
    if platform == "win32":
        from slipgui.gui.windows_taskbar import open_taskbar

        taskbar = open_taskbar()
        if taskbar is None:
            return None
        return WorkProgress(window, lambda share, _: taskbar.show(int(window.winId()), share))
    if platform == "darwin":  # a dock icon has a number, and no bar
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        return WorkProgress(window, lambda _, n_left: application.setBadgeNumber(n_left))
    from slipgui.gui.launcher_signal import launcher_teller

    tell = launcher_teller()
    return WorkProgress(window, tell) if tell is not None else None
