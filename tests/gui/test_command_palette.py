import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from support.queue_events import added, finished

from slipgui.gui.command_palette import CommandPalette
from slipgui.gui.commands import Command, CommandGroup, find_commands


@pytest.fixture
def window(qtbot, open_window):
    window = open_window()
    with qtbot.waitActive(window):
        window.activateWindow()
    for name in ("harbour.mov", "copper wire.mov", "night.mov"):
        window.on_event(added(name, name))
    window.on_event(finished("night.mov"))
    window.model.flush()
    return window


@pytest.fixture
def palette(window, qtbot):
    qtbot.keyClick(window.queue_page.view, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(CommandPalette)
    assert palette.isVisible()
    return palette


def shown(palette):
    model = palette.model
    return [command.text for place in range(model.rowCount()) if (command := model.command_at(place)) is not None]


def test_every_action_of_the_menus_is_in_it(window, palette):
    menu_bar = [action.menu() for action in window.menuBar().actions()]
    actions = [action for menu in menu_bar for action in menu.actions() if action.text() and action.menu() is None]
    words = {action.text().replace("&", "") for action in actions if action.isVisible()}
    assert words - set(shown(palette)) == {"Find a command…"}
    assert "Colours: Dark" in shown(palette)


def test_what_is_written_finds_and_enter_does_it(window, palette, wishes, qtbot):
    qtbot.keyClicks(palette.field, "pause or go on with")
    assert shown(palette)[0] == "Pause or go on with all"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert wishes.asked == [("pause all",)]
    assert window.focusWidget() is window.queue_page.view


def test_a_clip_is_found_by_its_name_and_led_to_under_any_filter(window, palette, qtbot):
    window.queue_page.search.setText("harbour")
    qtbot.keyClicks(palette.field, "copper")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.queue_page.view.selected_ids() == ["copper wire.mov"]


def test_a_clip_is_found_by_its_answer(palette, qtbot):
    qtbot.keyClicks(palette.field, "harbour lights")
    assert shown(palette) == ["night.mov"]


def test_escape_gives_the_keys_back_and_does_nothing(window, palette, wishes, qtbot):
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert (palette.isVisible(), wishes.asked) == (False, [])
    assert window.focusWidget() is window.queue_page.view


def test_arrows_pass_over_heads_and_what_is_impossible(palette, qtbot):
    model, view = palette.model, palette.view
    for _ in range(model.rowCount() * 2):
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
        command = model.command_at(view.currentIndex().row())
        assert command is not None
        assert command.is_possible


def test_nothing_found_is_said(palette, qtbot):
    qtbot.keyClicks(palette.field, "zzz")
    assert shown(palette) == []
    assert palette._nothing.isVisible()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def command(text, group=CommandGroup.ACTIONS, **more):
    return Command(group, text, "command", QAction().trigger, **more)


def test_the_best_come_first_and_the_impossible_last():
    commands = [command("Repair"), command("Air"), command("A pair"), command("Airy", CommandGroup.IMPOSSIBLE)]
    assert [one.command.text for one in find_commands(commands, "air")] == ["Air", "Repair", "A pair", "Airy"]


def test_the_group_with_the_best_comes_first():
    commands = [command("EP104_LOG", CommandGroup.CLIPS), command("catalogue", CommandGroup.CLIPS), command("Log")]
    assert [one.command.text for one in find_commands(commands, "log")] == ["Log", "EP104_LOG", "catalogue"]


def test_every_word_must_be_found_and_is_marked():
    found = find_commands([command("Copy the ISRC"), command("Copy answer")], "ISRC copy")
    assert [(one.command.text, one.hits) for one in found] == [("Copy the ISRC", ((0, 4), (9, 13)))]


def test_clips_wait_for_a_word_and_are_few():
    clips = [command(f"clip {n}", CommandGroup.CLIPS) for n in range(20)]
    assert find_commands(clips, "") == []
    assert len(find_commands(clips, "clip")) == 6
