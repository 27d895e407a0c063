import pytest
from PySide6.QtWidgets import QWidget

from slipgui.gui.announcer import PAUSE_MS, Announcer
from slipgui.gui.clip_rows import RowState


@pytest.fixture
def announcer(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    announcer = Announcer(window)
    announcer.window = window
    return announcer


def test_ends_are_gathered_into_one_sentence(announcer):
    for state in (RowState.INTERNAL, RowState.EXTERNAL, RowState.NOT_FOUND, RowState.UNSURE):
        announcer.note(state)
    announcer.say()
    assert announcer.last_sentence == "2 clips identified, 1 to check by ear, 1 not found"


def test_at_most_one_sentence_in_three_seconds(announcer):
    announcer.note(RowState.INTERNAL)
    assert announcer._timer.isActive()
    assert announcer._timer.interval() == PAUSE_MS == 3000
    assert announcer.last_sentence == ""


def test_work_is_not_announced(announcer):
    announcer.note(RowState.UPLOADING)
    announcer.say()
    assert announcer.last_sentence == ""
