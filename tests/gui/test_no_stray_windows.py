"""Nothing but windows, dialogs and menus stands on the screen by itself: a part that is shown before it has a place would flash there."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QDialog, QMainWindow, QMenu, QWidget
from support.window_scenes import scenes
from support.wishes import Wishes

from slipgui.gui.history_work import HistoryWork

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")


class Watch(QObject):
    """Notes what is shown as a window of its own and is none."""

    def __init__(self):
        super().__init__()
        self.strays = []

    def eventFilter(self, watched, event):
        is_window = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if is_window and not isinstance(watched, QMainWindow | QDialog | QMenu):
            self.strays.append((type(watched).__name__, getattr(watched, "text", str)()))
        return False


@pytest.fixture
def watch(qapp):
    watch = Watch()
    qapp.installEventFilter(watch)
    yield watch
    qapp.removeEventFilter(watch)


def test_no_part_of_a_page_or_dialog_stands_alone(watch, open_window, kept, tmp_path):
    for scene in scenes(open_window(Wishes(HistoryWork(kept.ask))), tmp_path):
        assert watch.strays == [], scene


def test_neither_do_settings_that_are_opened_while_the_keyring_asks_for_its_password(watch, open_window, wishes):
    wishes.settings.waits_for_keyring = True
    open_window().menus.actions["settings"].trigger()
    assert watch.strays == []
