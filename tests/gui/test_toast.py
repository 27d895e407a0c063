"""The short message: where it lies, how long, and its one button."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from slipgui.gui.action_button import ActionButton
from slipgui.gui.toast import SHOWN_MS, Toast

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    window.resize(800, 500)
    window.statusBar().showMessage("ready")
    qtbot.addWidget(window)
    window.show()
    return window


def test_it_lies_bottom_centre_above_the_status_bar_and_stays_there(window: QMainWindow) -> None:
    toast = Toast(window)
    toast.show_message("Removed 3 clips")
    for width, height in ((800, 500), (640, 400)):
        window.resize(width, height)
        place = toast.geometry()
        assert abs(place.center().x() - width // 2) <= 1
        assert place.bottom() + 1 == height - window.statusBar().height() - 16
        assert place.height() == 40


def test_a_long_message_stays_within_the_window(window: QMainWindow) -> None:
    toast = Toast(window)
    toast.show_message("word " * 200, "Why?")
    assert toast.geometry().left() >= 16
    assert toast.geometry().right() < 800 - 15


def test_it_shows_markup_of_a_file_name_as_text(window: QMainWindow) -> None:
    toast = Toast(window)
    toast.show_message("<b>a</b>.mov")
    assert toast.text == "<b>a</b>.mov"
    assert toast.accessibleName() == "<b>a</b>.mov"


def test_it_goes_when_its_time_is_up_but_not_under_the_focus(qtbot: QtBot, window: QMainWindow) -> None:
    toast = Toast(window)
    toast.show_message("Removed 3 clips", "Undo")
    button = toast.findChild(ActionButton)
    assert button is not None
    window.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    toast._timer.timeout.emit()
    assert toast.isVisible()
    button.clearFocus()
    toast._timer.timeout.emit()
    assert not toast.isVisible()
    assert SHOWN_MS == 8000


def test_its_button_acts_once_and_ends_it(qtbot: QtBot, window: QMainWindow) -> None:
    done: list[str] = []
    toast = Toast(window)
    toast.show_message("Removed 3 clips", "Undo", lambda: done.append("undone"))
    button = toast.findChild(ActionButton)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert not toast.isVisible()
