import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from slipgui.gui.clip_table_model import RowFilter
from slipgui.gui.filter_chips import FilterChip, FilterChips
from slipgui.gui.theme import PAGE_PADDING


@pytest.fixture
def chips(qtbot, appearance):
    chips = FilterChips()
    qtbot.addWidget(chips)
    chips.resize(1000, chips.height())
    chips.set_counts({RowFilter.ALL: 5, RowFilter.FAILED: 2})
    chips.show()
    return chips


def test_chips_have_the_height_of_the_mock_up(chips):
    assert chips.height() == 36
    assert chips.chip(RowFilter.ALL).height() == 26


def test_chip_says_its_word_and_count(chips):
    assert chips.chip(RowFilter.FAILED).accessibleName() == "Failed, 2 clips"


def test_exactly_one_chip_is_chosen(chips, qtbot):
    with qtbot.waitSignal(chips.chosen) as caught:
        qtbot.mouseClick(chips.chip(RowFilter.FAILED), Qt.MouseButton.LeftButton)
    assert caught.args == [RowFilter.FAILED]
    assert [row_filter for row_filter in RowFilter if chips.chip(row_filter).isChecked()] == [RowFilter.FAILED]


def test_chosen_chip_stays_when_its_clips_are_gone(chips):
    chips.choose(RowFilter.FAILED)
    chips.set_counts({RowFilter.ALL: 3})
    assert chips.chip(RowFilter.FAILED).isVisible()
    chips.choose(RowFilter.ALL)
    chips.set_counts({RowFilter.ALL: 3})
    assert not chips.chip(RowFilter.FAILED).isVisible()


def test_chip_is_chosen_with_the_space_bar(chips, qtbot):
    chips.chip(RowFilter.FAILED).setFocus()
    qtbot.keyClick(chips.chip(RowFilter.FAILED), Qt.Key.Key_Space)
    assert chips.chip(RowFilter.FAILED).isChecked()


def test_too_many_chips_scroll_sideways_and_take_no_second_line(chips, qtbot):
    chips.set_counts(dict.fromkeys(RowFilter, 1234))
    chips.resize(300, chips.height())
    assert chips.height() == 36
    qtbot.waitUntil(lambda: chips.horizontalScrollBar().maximum() > 0)


def test_the_focus_of_the_chosen_chip_stands_around_it(qtbot, appearance):
    chip = FilterChip(RowFilter.ALL)
    qtbot.addWidget(chip)
    chip.setChecked(True)
    chip.resize(chip.sizeHint())
    chip.show()
    chip.activateWindow()
    qtbot.waitUntil(chip.isActiveWindow)
    chip.clearFocus()
    chip.setFocus(Qt.FocusReason.TabFocusReason)
    image, middle = chip.grab().toImage(), chip.width() // 2
    focus, column = appearance.theme.color("focus"), [image.pixelColor(middle, y) for y in range(5)]
    assert [color == focus for color in column] == [True, True, False, True, False]


def test_chips_move_together_before_they_scroll(qtbot, appearance):
    chips = FilterChips()
    qtbot.addWidget(chips)
    chips.show()
    chips.set_counts(dict.fromkeys(RowFilter, 35))

    def shown_px():
        for _ in range(3):  # a layout asks for another one
            QApplication.processEvents()
        ends = [chips.chip(row_filter).geometry().right() for row_filter in RowFilter]
        return max(ends) + 1

    chips.resize(1400, chips.height())
    roomy_px = shown_px()
    chips.resize(roomy_px - 20, chips.height())
    assert shown_px() <= roomy_px - 20 - PAGE_PADDING
    assert chips.horizontalScrollBar().maximum() == 0
    chips.resize(roomy_px // 2, chips.height())
    assert shown_px() > roomy_px // 2
    assert chips.horizontalScrollBar().maximum() > 0
    chips.resize(1400, chips.height())
    assert shown_px() == roomy_px
