import pytest
from PySide6.QtCore import Qt

from slipgui.gui.search_field import SearchField


@pytest.fixture
def field(qtbot, appearance):
    field = SearchField()
    qtbot.addWidget(field)
    field.show()
    return field


def test_escape_clears_first_and_leaves_then(field, qtbot):
    field.setText("harbour")
    with qtbot.assertNotEmitted(field.left):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_down_leads_to_the_list_and_keeps_the_words(field, qtbot):
    field.setText("harbour")
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.text() == "harbour"


def test_field_is_as_high_as_the_buttons_beside_it_and_has_a_name(field):
    assert field.sizeHint().height() == 30
    assert field.accessibleName() == "Search the queue"


def test_key_is_shown_where_it_has_room_beside_the_words(field, monkeypatch):
    field.setPlaceholderText("Search the whole history")
    widths = (field.sizeHint().width(), field.sizeHint().width() - 24)

    def seen(width):
        field.resize(width, 30)
        return field.grab().toImage()

    field.clearFocus()
    with_key = [seen(width) for width in widths]
    monkeypatch.setattr(SearchField, "_paint_key", lambda *_, **__: None)
    assert [seen(width) == picture for width, picture in zip(widths, with_key, strict=True)] == [False, True]
