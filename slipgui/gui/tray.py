"""The icon in the tray: brings the window back, lets the queue rest, and tells what the user who looks elsewhere wants to know."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from slipgui.gui.assets import app_icon
from slipgui.gui.main_window import MainWindow
from slipgui.gui.texts import menu, translate

_SHOWN_MS = 8_000


class Tray(QObject):
    """The icon of one window.

    Parameters
    ----------
    window
        What it brings back.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.menu = QMenu(window)
        self.menu.addAction(translate("Tray", "Open Slipgui"), window.come_forward)
        self.menu.addAction(menu("pause_all"), window.menus.actions["pause_all"].trigger)
        self.menu.addAction(menu("mini_window"), window.menus.actions["mini_window"].trigger)
        self.menu.addSeparator()
        self.menu.addAction(menu("quit"), window.close)
        self.icon = QSystemTrayIcon(app_icon(), self)
        self.icon.setToolTip("Slipgui")
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(window.come_forward)
        self.icon.show()
        window.notified.connect(self.tell)

    def tell(self, sentence: str) -> None:
        """Show a sentence as the platform shows news."""
        self.icon.showMessage("Slipgui", sentence, app_icon(), _SHOWN_MS)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self._window.come_forward()


def add_tray(window: MainWindow) -> Tray | None:
    """The icon of a window; None on a desktop without a tray."""
    return Tray(window) if QSystemTrayIcon.isSystemTrayAvailable() else None
