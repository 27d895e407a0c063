"""Buttons in pairs: where each stands, and that none covers another whatever is shown and however narrow it gets."""

from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.button_rows import ButtonRows

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


@pytest.fixture
def make_rows(qtbot, appearance):
    """Shows buttons with these words in a panel of this width."""
    kept = []

    def make(words, width_px, **how):
        panel = QWidget()
        kept.append(panel)
        qtbot.addWidget(panel)
        buttons = [ActionButton(word) for word in words]
        rows = ButtonRows(buttons, **how)
        lines = QVBoxLayout(panel)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(rows)
        lines.addStretch(1)
        panel.resize(width_px, 400)
        panel.show()
        return panel, rows, buttons

    return make


def lines_of(buttons):
    """Words of the buttons, line by line."""
    shown = [button for button in buttons if button.isVisible()]
    tops = sorted({button.y() for button in shown})
    return [[b.text() for b in sorted(shown, key=lambda b: b.x()) if b.y() == top] for top in tops]


def is_sound(rows, buttons):
    """Whether all words have room, within the place, and no button covers another."""
    shown = [button for button in buttons if button.isVisible()]
    inside = all(rows.rect().contains(button.geometry()) for button in shown)
    has_room = all(button.width() >= button.sizeHint().width() for button in shown)
    return inside and has_room and not any(a.geometry().intersects(b.geometry()) for a, b in combinations(shown, 2))


def test_first_has_a_line_of_its_own_and_the_others_stand_in_pairs(make_rows):
    _, rows, buttons = make_rows(["Send a smaller sound", "Try again", "Show in folder", "Report…"], 368)
    assert lines_of(buttons) == [["Send a smaller sound"], ["Try again", "Show in folder"], ["Report…"]]
    assert buttons[0].width() == rows.width() == buttons[3].width()
    assert buttons[1].width() == buttons[2].width()
    assert is_sound(rows, buttons)


def test_words_that_do_not_fit_beside_one_another_stand_below(make_rows):
    _, rows, buttons = make_rows(["Copy", "Von Hand berichtigen…", "Zurück zu dem, was der Dienst gesagt hat"], 368)
    assert lines_of(buttons) == [[button.text()] for button in buttons]
    assert is_sound(rows, buttons)


def test_longer_words_take_from_the_shorter_beside_them(make_rows):
    _, rows, buttons = make_rows(["Go", "What is said here is longer"], 260, has_first=False)
    assert lines_of(buttons) == [["Go", "What is said here is longer"]]
    assert buttons[1].width() > buttons[0].width()
    assert is_sound(rows, buttons)


def test_hidden_ones_leave_no_gap_and_a_narrow_panel_unpairs(make_rows, qtbot):
    panel, rows, buttons = make_rows(["Copy", "Confirm", "Undo it", "Again"], 368)
    buttons[1].hide()
    qtbot.waitUntil(lambda: lines_of(buttons) == [["Copy"], ["Undo it", "Again"]], timeout=20_000)
    buttons[1].show()
    qtbot.waitUntil(lambda: lines_of(buttons) == [["Copy"], ["Confirm", "Undo it"], ["Again"]], timeout=20_000)
    panel.resize(rows.minimumSizeHint().width(), 400)
    qtbot.waitUntil(lambda: lines_of(buttons) == [["Copy"], ["Confirm"], ["Undo it"], ["Again"]], timeout=20_000)
    assert is_sound(rows, buttons)


def test_right_to_left_stands_mirrored(make_rows, qtbot):
    panel, _, buttons = make_rows(["Copy", "Confirm", "Again"], 368)
    panel.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    panel.resize(360, 400)
    qtbot.waitUntil(lambda: lines_of(buttons) == [["Copy"], ["Again", "Confirm"]], timeout=20_000)
