"""Dialogs without a mouse: every button is reached by Tab, wears a ring, and is pressed by Space and by Return; Esc leaves."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from support.screens import SCREENS, Studio, settle

from slipgui.gui.action_button import ActionButton

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "propagateSizeHints")

N_TABS = 60
"""More than any dialog has stops."""


@pytest.fixture
def open_dialog(appearance, tmp_path, qtbot):
    """Brings a window to a screen of ``support.screens`` that is a dialog; the dialog has the keys then."""
    with Studio(appearance, tmp_path) as studio:

        def open_now(name):
            dialog = SCREENS[name](studio)
            dialog.activateWindow()
            qtbot.waitUntil(lambda: dialog.isActiveWindow() and QApplication.focusWidget() is not None, timeout=20_000)
            return dialog

        yield open_now
        for window in QApplication.topLevelWidgets():
            window.close()
            window.deleteLater()
        settle()


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)


def buttons_of(dialog):
    """Those that can be pressed."""
    return [each for each in dialog.findChildren(ActionButton) if each.isVisible() and each.isEnabled()]


def words_of(button):
    return button.text() or button.accessibleName()


def note_presses(buttons):
    """Only note what is pressed from now on; the words of the buttons."""
    pressed = []
    for button in buttons:
        button.clicked.disconnect()
        button.clicked.connect(lambda *_, button=button: pressed.append(words_of(button)))
    return pressed


@pytest.mark.parametrize(
    "name",
    ["buckets", "key-dialog", "report", "log", "settings-audioverify", "settings-storage", "cues-relink", "cues-works"],
)
def test_every_button_is_reached_seen_and_pressed_by_keys(open_dialog, name):
    dialog = open_dialog(name)
    buttons, pictures = buttons_of(dialog), {}
    pressed = note_presses(buttons)
    for _ in range(N_TABS):
        press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus in buttons and focus not in pictures:
            pictures[focus] = focus.grab().toImage()
            press(Qt.Key.Key_Space)
            press(Qt.Key.Key_Return)
    assert sorted(pressed) == sorted(2 * [words_of(button) for button in buttons])
    QApplication.focusWidget().clearFocus()
    assert [words_of(button) for button, seen in pictures.items() if button.grab().toImage() == seen] == []


@pytest.mark.parametrize("name", ["buckets", "key-dialog", "report", "cues-relink"])
def test_esc_leaves(open_dialog, name):
    dialog = open_dialog(name)
    left = []
    dialog.rejected.connect(lambda: left.append(name))
    press(Qt.Key.Key_Escape)
    if not left:  # a search field is left first
        press(Qt.Key.Key_Escape)
    assert left


@pytest.mark.parametrize("name", ["buckets", "key-dialog", "cues-relink"])
def test_return_where_no_button_has_the_focus_does_the_primary(open_dialog, name):
    dialog = open_dialog(name)
    if name == "buckets":
        dialog.buckets.tree.topLevelItem(1).child(2).setSelected(True)
    if name == "key-dialog":
        dialog.findChild(QLineEdit).setText("a-key")
    buttons = buttons_of(dialog)
    assert QApplication.focusWidget() not in buttons
    pressed = note_presses(buttons)
    press(Qt.Key.Key_Return)
    assert pressed == [button.text() for button in buttons if button.kind == "primary"] != []


def test_return_in_the_log_presses_nothing(open_dialog):
    pressed = note_presses(buttons_of(open_dialog("log")))
    press(Qt.Key.Key_Return)
    assert pressed == []
