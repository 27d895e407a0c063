"""The signal that Linux docks listen to for the progress of a program; Unity began with it."""

from collections.abc import Callable

from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QGuiApplication

_PATH, _INTERFACE = "/com/canonical/unity/launcherentry/1", "com.canonical.Unity.LauncherEntry"


def launcher_message(share: float | None) -> QDBusMessage:
    """The signal for a share of 0 to 1; None takes the progress away."""
    message = QDBusMessage.createSignal(_PATH, _INTERFACE, "Update")
    application = f"application://{QGuiApplication.desktopFileName()}.desktop"
    message.setArguments([application, {"progress": share or 0.0, "progress-visible": share is not None}])
    return message


def launcher_teller() -> Callable[[float | None, int], object] | None:
    """What sends the signal for a share and a number of clips left; None where there is no session bus."""
    bus = QDBusConnection.sessionBus()
    return (lambda share, _: bus.send(launcher_message(share))) if bus.isConnected() else None
