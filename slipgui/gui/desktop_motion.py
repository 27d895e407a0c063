"""Whether the desktop wants nothing to move by itself; Qt does not tell.

Windows and macOS were not tried: no such machine.
"""

import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot

TellStill = Callable[[bool], object]
"""Told whether the desktop wants nothing to move."""

_PORTAL = "org.freedesktop.portal.Desktop"
_PORTAL_PATH = "/org/freedesktop/portal/desktop"
_PORTAL_SETTINGS = "org.freedesktop.portal.Settings"
_STILL = {
    ("org.freedesktop.appearance", "reduced-motion"): 1,
    ("org.gnome.desktop.interface", "enable-animations"): False,
    ("org.kde.kdeglobals.KDE", "AnimationDurationFactor"): "0",
}
"""What desktops call it, each in its own way, and the value that wants nothing to move."""
_SPI_GETCLIENTAREAANIMATION = 0x1042


def watch_desktop_motion(tell: TellStill, parent: QObject) -> None:
    """Tell whether the desktop wants nothing to move, where it says so; on Linux also whenever it is another wish.

    Parameters
    ----------
    tell
        Is told it.
    parent
        As long as this is there.
    """
    if sys.platform == "win32":
        tell(not _windows_animates())
    elif sys.platform == "darwin":
        tell(_macos_reduces())
    else:
        PortalMotion(tell, parent)


class PortalMotion(QObject):
    """Asks the settings portal of a Linux desktop; where none answers, nothing is told.

    Parameters
    ----------
    tell
        Is told whether the desktop wants nothing to move.
    parent
        Owner.
    """

    def __init__(self, tell: TellStill, parent: QObject) -> None:
        from PySide6.QtDBus import QDBusConnection

        super().__init__(parent)
        self._tell = tell
        self._wishes: dict[tuple[str, str], bool] = {}
        self._bus = QDBusConnection.sessionBus()
        if not self._bus.isConnected():
            return
        slot: Any = SLOT("on_changed(QDBusMessage)")  # text, as C++ wants it; the stubs say bytes
        self._bus.connect(_PORTAL, _PORTAL_PATH, _PORTAL_SETTINGS, "SettingChanged", self, slot)
        for key in _STILL:
            self._ask(key)

    def _ask(self, key: tuple[str, str]) -> None:
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

        message = QDBusMessage.createMethodCall(_PORTAL, _PORTAL_PATH, _PORTAL_SETTINGS, "Read")
        message.setArguments(list(key))
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(message), self)
        watcher.finished.connect(lambda: self._take(key, watcher.reply().arguments()))
        watcher.finished.connect(watcher.deleteLater)

    @Slot("QDBusMessage")
    def on_changed(self, message: Any) -> None:
        """The desktop has another setting."""
        namespace, name, value = message.arguments()
        self._take((namespace, name), [value])

    def _take(self, key: tuple[str, str], values: list[Any]) -> None:
        if key in _STILL and len(values) == 1:
            self._wishes[key] = _plain(values[0]) == _STILL[key]
            self._tell(any(self._wishes.values()))


def _plain(value: Any) -> Any:
    """What variants hold, however many are in each other."""
    while hasattr(value, "variant"):
        value = value.variant()
    return value


def _windows_animates() -> bool:
    import ctypes

    animates = ctypes.c_int(1)
    user32: Any = ctypes.WinDLL("user32")  # type: ignore[attr-defined,unused-ignore]
    user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(animates), 0)
    return bool(animates.value)


def _macos_reduces() -> bool:
    import ctypes
    import ctypes.util

    objc = ctypes.CDLL(ctypes.util.find_library("objc"))
    objc.objc_getClass.restype = objc.sel_registerName.restype = ctypes.c_void_p

    def send(target: Any, name: bytes, result: Any) -> Any:
        call = ctypes.CFUNCTYPE(result, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", objc))
        return call(target, objc.sel_registerName(name))

    workspace = send(objc.objc_getClass(b"NSWorkspace"), b"sharedWorkspace", ctypes.c_void_p)
    return bool(send(workspace, b"accessibilityDisplayShouldReduceMotion", ctypes.c_bool))
