"""The icon in the tray: brings the window back, lets the queue rest, leads to recent answers, tells the news to who looks elsewhere."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from slipgui.gui.assets import app_icon
from slipgui.gui.history_texts import answer_line
from slipgui.gui.main_window import MainWindow
from slipgui.gui.texts import control, menu, translate

if TYPE_CHECKING:
    from slipgui.app.history import HistoryRow
    from slipgui.gui.history_work import HistoryWork

_SHOWN_MS = 8_000
_N_RECENT = 5
_LONGEST_ANSWER = 60
"""Characters; a menu is no wider for a longer one."""
_PAUSE_MS = 500
"""While clips end, the latest answers are asked for so often at most."""


class Tray(QObject):
    """The icon of one window.

    Parameters
    ----------
    window
        What it brings back.
    history
        Knows the latest answers.
    """

    def __init__(self, window: MainWindow, history: "HistoryWork") -> None:
        super().__init__(window)
        self._window, self._history = window, history
        self._rows: Sequence[HistoryRow] = ()
        self._n_ended = 0
        self.menu = QMenu(window)
        self.recent = QMenu(self.menu)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._ask)
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
        history.recent.connect(self._take_recent)
        history.changed.connect(self._ask)
        self._ask()
        window.rooms.queue.news.held.connect(self._show_pause)

    def _fill(self) -> None:
        """Say the menu in the language that is spoken now."""
        window = self._window
        self.menu.clear()
        self.menu.addAction(translate("Tray", "Open Slipgui"), window.come_forward)
        self._pause = self.menu.addAction("", lambda: window.rooms.queue.pace.pause_all_or_go_on())
        self.menu.addAction(menu("mini_window"), window.menus.actions["mini_window"].trigger)
        self.menu.addSeparator()
        self.recent.setTitle(translate("Tray", "Recent answers"))
        self.menu.addMenu(self.recent)
        self.menu.addSeparator()
        self.menu.addAction(menu("quit"), window.close)
        self._show_pause()
        self._show_recent()

    def _show_pause(self) -> None:
        self._pause.setText(
            control("go_on") if self._window.rooms.queue.news.holds.is_queue_held else control("pause_all")
        )

    def _refreshed(self) -> None:
        if self._window.model.n_ended != self._n_ended and not self._timer.isActive():
            self._timer.start()

    def _ask(self) -> None:
        self._n_ended = self._window.model.n_ended
        self._history.latest(_N_RECENT)

    def _take_recent(self, rows: "Sequence[HistoryRow]") -> None:
        self._rows = rows
        self._show_recent()

    def _show_recent(self) -> None:
        """Offer the latest answers; a click leads to their rows."""
        self.recent.clear()
        for row in self._rows:
            self.recent.addAction(_in_a_menu(answer_line(row)), partial(self._window.show_answer, row.id))
        self.recent.menuAction().setEnabled(bool(self._rows))

    def tell(self, sentence: str) -> None:
        """Show a sentence as the platform shows news."""
        self.icon.showMessage("Slipgui", sentence, app_icon(), _SHOWN_MS)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self._window.come_forward()


def add_tray(window: MainWindow, history: "HistoryWork") -> Tray | None:
    """The icon of a window; None on a desktop without a tray."""
    return Tray(window, history) if QSystemTrayIcon.isSystemTrayAvailable() else None


def _in_a_menu(text: str) -> str:
    """A text as a menu shows it: not too long, and none of it a letter to press."""
    short = text if len(text) <= _LONGEST_ANSWER else text[: _LONGEST_ANSWER - 1] + "…"
    return short.replace("&", "&&")
