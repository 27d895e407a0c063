from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from slipgui.core.errors import JournalError, OfflineError
from slipgui.core.events import (
    PauseReason,
    QueuePaused,
    QueueUnpaused,
    ServicePaused,
    ServiceResumed,
    WatchedFolderBack,
    WatchedFolderLost,
)
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


@pytest.mark.parametrize(
    ("trouble", "end", "sentence"),
    [
        (ServicePaused(OfflineError()), ServiceResumed(), "The service answers again; clips go on."),
        (QueuePaused(JournalError("full")), QueueUnpaused(), "Clips go on."),
        (
            WatchedFolderLost(Path("/m/renders")),
            WatchedFolderBack(Path("/m/renders")),
            "The watched folder renders is back.",
        ),
        (QueuePaused(PauseReason.USER), QueueUnpaused(), ""),  # the user did it
    ],
)
def test_the_end_of_a_trouble_is_announced_once(open_window, trouble, end, sentence):
    window = open_window()
    announcer = window.rooms.queue.news.announcer
    window.on_event(end)
    assert announcer.last_sentence == ""
    window.on_event(trouble)
    window.on_event(end)
    assert announcer.last_sentence == sentence


def test_work_is_not_announced(announcer):
    announcer.note(RowState.UPLOADING)
    announcer.say()
    assert announcer.last_sentence == ""
