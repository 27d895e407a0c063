"""The window as small as it gets, in German, whose words are long: nothing is cut off (look/LOOK.md, section 15)."""

import pytest
from PySide6.QtWidgets import QScrollArea
from support.drawn_texts import whole_texts
from support.window_scenes import scenes
from support.wishes import Wishes

from slipgui.gui.action_button import ActionButton
from slipgui.gui.chip_line import ChipLine
from slipgui.gui.history_work import HistoryWork
from slipgui.gui.labels import TextLabel
from slipgui.gui.language import speak
from slipgui.gui.window_state import MIN_SIZE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "propagateSizeHints")


@pytest.fixture
def window(qapp, open_window, kept):
    speak(qapp, "de")
    yield open_window(Wishes(HistoryWork(kept.ask)), size=MIN_SIZE.toTuple())
    speak(qapp, "en")


def is_cut(button):
    around = button.parentWidget().rect().adjusted(-1, -1, 1, 1)
    return button.width() < button.minimumSizeHint().width() or not around.contains(button.geometry())


def cut_off(window):
    """Buttons and lines of text without the room for their words, and pages wider than what shows them."""
    labels = [each for each in window.findChildren(TextLabel) if each.wordWrap()]
    areas = [each for each in window.findChildren(QScrollArea) if each.widget() and not isinstance(each, ChipLine)]
    cut = [
        *(each for each in window.findChildren(ActionButton) if is_cut(each)),
        *(each for each in labels if each.height() < each.heightForWidth(each.width())),
        *(each.widget() for each in areas if each.widget().width() > each.viewport().width()),
    ]
    return [whole_texts(each) for each in cut if each.isVisible()]


def test_nothing_is_cut_off_in_the_smallest_window(window, tmp_path, qtbot):
    for scene in scenes(window, tmp_path):
        assert window.size() == MIN_SIZE
        try:
            qtbot.waitUntil(lambda: not cut_off(window), timeout=20_000)
        except TimeoutError:
            pytest.fail(f"{scene}: {cut_off(window)}")
