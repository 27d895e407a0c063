"""Labels that give way: two lines at most, and the whole in the tool tip."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

from slipgui.gui.labels import ClampedLabel, two_lines

LONG = "A very long title of a piece of library music that goes on and on over many lines of the details (60s Edit)"


@pytest.fixture
def font(qapp):
    font = QFont()
    font.setPixelSize(18)
    return font


@pytest.mark.parametrize("text", [LONG, "𝄞 夜の港" * 40, "W" * 300])
def test_a_long_text_is_cut_at_the_end_of_its_second_line(font, text):
    cut = two_lines(text, font, 200)
    assert cut.endswith("…")
    assert QFontMetrics(font).horizontalAdvance(cut) <= 400
    assert text.startswith(cut[:-1].rstrip())


@pytest.mark.parametrize("text", ["", "Harbour Lights", "Harbour Lights (60s Edit)"])
def test_a_text_that_fits_is_left_alone(font, text):
    assert two_lines(text, font, 200) == text


def test_the_whole_text_stands_in_the_tool_tip(qtbot, appearance):
    label = ClampedLabel()
    qtbot.addWidget(label)
    label.resize(200, 60)
    label.show()
    label.set_text(LONG)
    assert label.text().endswith("…")
    assert label.toolTip() == LONG
    label.resize(2000, 60)
    assert label.text() == LONG


def test_a_title_from_right_to_left_stands_at_the_leading_edge(qtbot, appearance):
    label = ClampedLabel("أضواء الميناء")
    qtbot.addWidget(label)
    label.resize(400, 30)
    label.show()
    image = label.grab().toImage()
    ground = image.pixelColor(399, 29)
    inked = [x for x in range(400) if any(image.pixelColor(x, y) != ground for y in range(30))]
    assert inked
    assert inked[-1] < 200
    assert label.alignment() & Qt.AlignmentFlag.AlignAbsolute
