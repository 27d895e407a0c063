import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication

from slipgui.gui.window_state import WindowState, frame_on_screen, place_on_screens, state_from_json, state_to_json


def test_state_survives_being_written_and_read():
    state = WindowState(x=10, y=20, width=900, height=700, has_details=True, is_sidebar_narrow=False)
    assert state_from_json(state_to_json(state)) == state


@pytest.mark.parametrize(
    "document", [{}, {"width": "wide"}, {"width": None}, {"width": True}, {"has_details": 1}, {"unheard_of": 3}]
)
def test_rubbish_gives_the_defaults(document):
    assert state_from_json(document) == WindowState()


@pytest.mark.usefixtures("qapp")
def test_window_that_was_on_a_screen_now_gone_comes_back_into_view():
    _, place = place_on_screens(WindowState(x=9000, y=-4000, width=800, height=600))
    assert QGuiApplication.primaryScreen().availableGeometry().contains(place)


@pytest.mark.usefixtures("qapp")
def test_window_is_never_smaller_than_it_can_be_used():
    size, place = place_on_screens(WindowState(width=10, height=10))
    assert (size.width(), size.height()) == (720, 480)
    assert place is None


def test_a_title_bar_above_the_screen_is_brought_down():
    screen = QRect(0, 0, 1000, 800)
    assert frame_on_screen(QRect(50, -28, 900, 700), screen) == QPoint(50, 0)
    assert frame_on_screen(QRect(50, 20, 900, 700), screen) == QPoint(50, 20)
    assert frame_on_screen(QRect(300, 400, 1200, 900), screen) == QPoint(0, 0)
