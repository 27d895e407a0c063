"""A menu that Alt and a letter opened stays open while a screen reader listens.

Qt tells the screen reader of each key and gives the key on when it has answered; the shortcut of the letter does not wait for that.  So Alt may
come after its letter has opened the menu, and there Alt closes it.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QMenu


class LateAlt(QObject):
    """Keeps the Alt from a menu that it opened.

    Parameters
    ----------
    menu
        A menu of the menu bar.
    """

    def __init__(self, menu: QMenu) -> None:
        super().__init__(menu)
        self._is_awaited = False
        menu.aboutToShow.connect(self._begin)
        menu.installEventFilter(self)

    def _begin(self) -> None:
        is_held = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.AltModifier)
        self._is_awaited = is_held and QAccessible.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the first press of Alt pass by unless it was let go before: then it had come in time."""
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Alt:
            return False
        is_late = self._is_awaited and event.type() == QEvent.Type.KeyPress
        self._is_awaited = False
        return is_late
