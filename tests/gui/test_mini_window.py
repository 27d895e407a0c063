"""The small window over all others."""

import pytest
from PySide6.QtCore import Qt
from support.drags import Drag
from support.queue_events import added, finished, stage

from slipgui.core.flow import Stage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform has no window manager


@pytest.fixture
def main(open_window):
    return open_window()


@pytest.fixture
def mini(main, qtbot):
    main.menus.actions["mini_window"].trigger()
    qtbot.waitExposed(main.drops.mini)
    return main.drops.mini


def test_it_stands_over_all_others_and_the_same_key_puts_it_away(main, mini):
    assert mini.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert (mini.width(), mini.height()) == (220, 170)
    main.menus.actions["mini_window"].trigger()
    assert not mini.isVisible()


def test_what_is_dropped_comes_into_the_queue_whatever_page_is_shown(main, mini, wishes, qtbot, tmp_path):
    for n in range(3):
        (tmp_path / f"{n}.mov").touch()
    main.show_catalogue()
    drag = Drag(mini, tmp_path)
    qtbot.waitUntil(lambda: mini.overlay.words.headline == "Let go to add 3 clips")
    assert drag.let_go()
    assert wishes.asked[-1] == ("add", [tmp_path])


def test_what_is_no_clip_is_refused_with_its_reason(mini, qtbot, tmp_path):
    notes = tmp_path / "notes.txt"
    notes.write_text("x")
    drag = Drag(mini, notes)
    qtbot.waitUntil(lambda: mini.overlay.words.verdict == "refused")
    assert not drag.let_go()
    assert "notes.txt" in mini.accessibleName()


def test_it_tells_how_far_the_queue_is(main, mini):
    for event in (added("a"), added("b"), added("c"), stage("a", Stage.UPLOADING), finished("b")):
        main.on_event(event)
    main.model.flush()
    assert mini.accessibleName() == "Drop clips here. 1 at work · 1 waiting · 1 done"


def test_a_click_and_return_bring_the_whole_window(main, mini, qtbot):
    main.hide()
    qtbot.mouseClick(mini, Qt.MouseButton.LeftButton)
    assert main.isVisible()
    main.hide()
    qtbot.keyClick(mini, Qt.Key.Key_Return)
    assert main.isVisible()
    qtbot.keyClick(mini, Qt.Key.Key_Escape)
    assert not mini.isVisible()
