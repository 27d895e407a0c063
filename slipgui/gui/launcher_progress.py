"""Progress on the icon in dock or taskbar, where a Linux desktop listens to the launcher signal that Unity began with."""

import sys

from PySide6.QtCore import QObject, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QGuiApplication

from slipgui.gui.main_window import MainWindow

_PATH, _INTERFACE = "/com/canonical/unity/launcherentry/1", "com.canonical.Unity.LauncherEntry"
_PAUSE_MS = 500


class LauncherProgress(QObject):
    """Tells the desktop how much of the queue is done.

    Parameters
    ----------
    window
        Whose queue.
    bus
        The session bus.
    """

    def __init__(self, window: MainWindow, bus: QDBusConnection) -> None:
        super().__init__(window)
        self._window, self._bus = window, bus
        self._told: float | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.tell)
        window.model.refreshed.connect(self._start)

    def _start(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def tell(self) -> None:
        """Tell it now, where it is something else than before."""
        share = self._window.rooms.queue.progress.share
        if share != self._told:
            self._told = share
            self._bus.send(launcher_message(share))


def launcher_message(share: float | None) -> QDBusMessage:
    """The signal for a share of 0 to 1; None takes the progress away."""
    message = QDBusMessage.createSignal(_PATH, _INTERFACE, "Update")
    application = f"application://{QGuiApplication.desktopFileName()}.desktop"
    message.setArguments([application, {"progress": share or 0.0, "progress-visible": share is not None}])
    return message


def add_launcher_progress(window: MainWindow) -> LauncherProgress | None:
    """The progress of a window; None where there is no such bus."""
    if not sys.platform.startswith("linux"):
        return None
    bus = QDBusConnection.sessionBus()
    return LauncherProgress(window, bus) if bus.isConnected() else None
