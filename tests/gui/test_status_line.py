import pytest

from slipgui.gui.status_line import StatusLine


@pytest.fixture
def line(qtbot, appearance):
    line = StatusLine()
    qtbot.addWidget(line)
    return line


def test_status_is_read_out_as_one_text(line):
    line.set_texts("1 of 64 selected", "", "214 MB sent of 412 GB")
    assert line.accessibleDescription() == "1 of 64 selected. 214 MB sent of 412 GB"


def test_status_bar_has_the_height_of_the_mock_up_and_never_widens_the_window(line):
    line.set_texts("left " * 50, "middle " * 50, "right " * 50)
    assert line.sizeHint().height() == 28
    assert line.minimumSizeHint().width() == 0
