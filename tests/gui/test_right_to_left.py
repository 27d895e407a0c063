"""The window in a language that is read from right to left: everything stands mirrored, nothing upon another."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from support.drawn_texts import drawn_texts, overlapping
from support.window_scenes import scenes
from support.wishes import Wishes

from slipgui.gui.history_work import HistoryWork

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "propagateSizeHints")

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture(params=[LEFT, RIGHT], ids=["left to right", "right to left"])
def window(request, qapp, open_window, kept):
    qapp.setLayoutDirection(request.param)
    yield open_window(Wishes(HistoryWork(kept.ask)))
    qapp.setLayoutDirection(LEFT)


def leads(window, first, second):
    """Whether one place comes before another in the direction of writing."""
    return first < second if window.layoutDirection() == LEFT else first > second


def x_of(window, text):
    return next(drawn.x for drawn in drawn_texts(window.centralWidget()) if drawn.text == text)


def test_regions_and_columns_follow_the_direction(window, tmp_path):
    for scene in scenes(window, tmp_path):
        if scene == "queue end":
            break
    QApplication.processEvents()
    centre = window.centralWidget()
    page = window.queue_page.view.mapTo(centre, QPoint(0, 0)).x()
    assert leads(window, window.sidebar.x(), page)
    assert leads(window, x_of(window, "found.mov"), x_of(window, "Found in 6 s"))
    assert leads(window, x_of(window, "Found in 6 s"), x_of(window, "98.2"))
    assert leads(window, x_of(window, "Clip"), x_of(window, "Score"))


def test_no_text_lies_upon_another(window, tmp_path):
    for scene in scenes(window, tmp_path):
        QApplication.processEvents()
        if not scene.startswith("drop"):  # the sheet of a drag lies over the page
            assert not overlapping(drawn_texts(window.centralWidget())), scene
