"""The first page: its ways to bring clips, and sentences that are true."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from slipgui.gui.action_button import ActionButton
from slipgui.gui.empty_page import EmptyPage
from slipgui.gui.labels import TextLabel

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


@pytest.fixture
def page(qtbot: QtBot) -> EmptyPage:
    page = EmptyPage()
    page.resize(1240, 760)
    qtbot.addWidget(page)
    page.show()
    return page


def texts(page: EmptyPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(TextLabel) if label.isVisible())


def buttons(page: EmptyPage, word: str) -> int:
    return sum(button.text() == word and button.isVisible() for button in page.findChildren(ActionButton))


@pytest.mark.parametrize(
    ("word", "signal"),
    [
        ("Browse…", "browse_requested"),
        ("Paste", "paste_requested"),
        ("Watch a folder…", "watch_requested"),
        ("Open Cues", "cues_requested"),
        ("Add music…", "add_music_requested"),
        ("Key and service…", "settings_requested"),
    ],
)
def test_each_button_asks_for_its_thing(qtbot: QtBot, page: EmptyPage, word: str, signal: str) -> None:
    (button,) = (button for button in page.findChildren(ActionButton) if button.text() == word)
    with qtbot.waitSignal(getattr(page, signal)):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("choice", "count", "hindrance", "here", "there"),
    [
        ("local", 0, "", "recognised here. It knows no music yet", "Not in use. With a partner key"),
        ("local", 1, "", "without a network. It knows 1 track.", "Not in use. With a partner key"),
        ("local", 2, "", "without a network. It knows 2 tracks.", "Not in use. With a partner key"),
        ("audioverify", 2, "", "Not in use: AudioVerify is chosen. It knows 2 tracks.", "In use. Clips are compared"),
        ("audioverify", 0, "missing", "Not in use: AudioVerify is chosen.", "no key is known: no clip can be sent"),
        (
            "audioverify",
            0,
            "locked",
            "Not in use: AudioVerify is chosen.",
            "which may hold its key, is locked",
        ),
        ("audioverify", 0, "offline", "Not in use: AudioVerify is chosen.", "nothing may leave this computer"),
    ],
)
def test_it_says_what_would_become_of_a_clip_now(
    page: EmptyPage, choice: str, count: int, hindrance: str, here: str, there: str
) -> None:
    page.set_service(choice, count, hindrance)
    assert here in texts(page)
    assert there in texts(page)
    assert buttons(page, "Unlock…") == (1 if hindrance == "locked" else 0)


def test_a_locked_keyring_can_be_unlocked_there(qtbot: QtBot, page: EmptyPage) -> None:
    page.set_service("audioverify", 0, "locked")
    (button,) = (button for button in page.findChildren(ActionButton) if button.text() == "Unlock…")
    with qtbot.waitSignal(page.unlock_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_while_the_keyring_asks_for_its_password_no_service_is_said_to_recognise(page: EmptyPage) -> None:
    page.wait_for_keyring()
    assert "asks for its password. Clips dropped now wait for it." in texts(page)
    assert "Clips are recognised here" not in texts(page)
    page.set_service("local", 3)
    assert "It knows 3 tracks." in texts(page)


def test_it_has_the_title_of_the_queue(page: EmptyPage) -> None:
    assert "Queue" in texts(page).split("\n")


def test_it_tells_which_service_answers(page: EmptyPage) -> None:
    page.set_service_line("This computer · ready")
    assert "This computer · ready" in texts(page)


def test_it_can_be_scrolled_to_its_end_in_a_small_window(page: EmptyPage) -> None:
    page.resize(420, 300)
    bar = page.verticalScrollBar()
    assert bar.maximum() > 0
    assert page.widget().width() <= page.viewport().width()
