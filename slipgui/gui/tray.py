"""The icon in the tray: brings the window back, lets the queue rest, copies recent answers, tells the news to who looks elsewhere."""

from functools import partial
from heapq import nlargest
from operator import itemgetter

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from slipgui.core.outcome import Track
from slipgui.gui.assets import app_icon
from slipgui.gui.main_window import MainWindow
from slipgui.gui.row_texts import answer_text
from slipgui.gui.texts import control, menu, translate

_SHOWN_MS = 8_000
_N_RECENT = 5
_LONGEST_ANSWER = 60
"""Characters; a menu is no wider for a longer one."""
_PAUSE_MS = 500
"""While clips end, the answers are looked through so often at most."""


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
        self.recent = QMenu(self.menu)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.show_recent)
        self._fill()
        self.icon = QSystemTrayIcon(app_icon(), self)
        self.icon.setToolTip("Slipgui")
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(window.come_forward)
        self.icon.show()
        window.notified.connect(self.tell)
        window.spoken_anew.connect(self._fill)
        window.model.refreshed.connect(self._refreshed)
        window.rooms.queue.news.held.connect(self._show_pause)

    def _fill(self) -> None:
        """Say the menu in the language that is spoken now."""
        window = self._window
        self.menu.clear()
        self.menu.addAction(translate("Tray", "Open Slipgui"), window.come_forward)
        self._pause = self.menu.addAction("", lambda: window.rooms.queue.pace.pause_all_or_go_on())
        self.menu.addAction(menu("mini_window"), window.menus.actions["mini_window"].trigger)
        self.menu.addSeparator()
        self.recent.setTitle(translate("Tray", "Copy a recent answer"))
        self.menu.addMenu(self.recent)
        self.menu.addSeparator()
        self.menu.addAction(menu("quit"), window.close)
        self._show_pause()
        self.show_recent()

    def _show_pause(self) -> None:
        self._pause.setText(
            control("go_on") if self._window.rooms.queue.news.holds.is_queue_held else control("pause_all")
        )

    def _refreshed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def show_recent(self) -> None:
        """Offer the five latest answers."""
        rows = self._window.model.rows()
        ended = (
            (row.report.finished_at, row.track) for row in rows if row.report is not None and row.track is not None
        )
        tracks = [track for _, track in nlargest(_N_RECENT, ended, key=itemgetter(0))]
        self.recent.clear()
        for track in tracks:
            self.recent.addAction(_in_a_menu(answer_text(track)), partial(self._copy, track))
        self.recent.menuAction().setEnabled(bool(tracks))

    def _copy(self, track: Track) -> None:
        text = answer_text(track)
        QGuiApplication.clipboard().setText(text)
        self.tell(translate("Tray", "Copied: {0}").format(text))

    def tell(self, sentence: str) -> None:
        """Show a sentence as the platform shows news."""
        self.icon.showMessage("Slipgui", sentence, app_icon(), _SHOWN_MS)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self._window.come_forward()


def add_tray(window: MainWindow) -> Tray | None:
    """The icon of a window; None on a desktop without a tray."""
    return Tray(window) if QSystemTrayIcon.isSystemTrayAvailable() else None


def _in_a_menu(text: str) -> str:
    """A text as a menu shows it: not too long, and none of it a letter to press."""
    short = text if len(text) <= _LONGEST_ANSWER else text[: _LONGEST_ANSWER - 1] + "…"
    return short.replace("&", "&&")
