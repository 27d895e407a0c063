"""Rows of one line: chosen by key, kept by the window."""

from PySide6.QtCore import Qt
from support.queue_events import added, finished

from slipgui.gui.language import speak


def test_compact_rows_have_one_line_and_are_remembered(open_window, qtbot, qapp):
    saved = {}
    full = open_window(save=saved.update)
    full.on_event(added("found", "found.mov"))
    full.on_event(finished("found"))
    full.model.flush()
    with qtbot.waitActive(full, timeout=20_000):
        full.activateWindow()
    view = full.queue_page.view
    view.select_ids(["found"])
    view.setFocus()
    high = view.rowHeight(0)
    qtbot.keyClick(full, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert view.rowHeight(0) <= high * 2 / 3
    assert full.menus.actions["compact"].isChecked()
    assert [row.clip_id for row in full.queue_page.selected_rows()] == ["found"]
    try:
        speak(qapp, "de")
        full.speak_anew()
        assert full.queue_page.view.rowHeight(0) < high
    finally:
        speak(qapp, "en")
        full.speak_anew()
    full.close()
    assert saved["is_compact"] is True
    again = open_window(load=lambda: saved)
    again.on_event(added("one", "one.mov"))
    again.model.flush()
    assert again.queue_page.view.rowHeight(0) < high
    again.menus.actions["compact"].trigger()
    assert again.queue_page.view.rowHeight(0) == high
