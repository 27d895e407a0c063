import re
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QFileDialog, QLineEdit, QMenu, QWidget
from support.drags import mime_of
from support.queue_events import added, finished, not_found, stage

from slipgui.core.clip import ClipId
from slipgui.core.errors import NoAudioError, OfflineError
from slipgui.core.events import ClipRemoved
from slipgui.core.flow import Stage
from slipgui.core.outcome import Failed, NotIdentified
from slipgui.gui.ab_player import PlayState
from slipgui.gui.clip_table_model import RowFilter
from slipgui.gui.drops import DroppedItems
from slipgui.gui.main_window import _AFTER_FIRST_PICTURE_MS


@pytest.fixture
def saved():
    return {}


@pytest.fixture
def make_window(open_window, saved):
    """Opens a window as large as it remembers."""
    return lambda state=None: open_window(load=lambda: state or {}, save=saved.update, size=None)


@pytest.fixture
def window(make_window):
    return make_window()


@pytest.fixture
def full(window):
    """A window with a waiting, an identified, a failed and a not found clip."""
    for name in ("wait", "found", "bad", "none"):
        window.on_event(added(name, f"{name}.mov"))
    window.on_event(finished("found"))
    window.on_event(finished("bad", Failed(OfflineError())))
    window.on_event(not_found("none"))
    window.model.flush()
    return window


def select(window, *ids):
    window.queue_page.view.select_ids(list(ids))
    window.queue_page.view.setFocus()


def trigger(window, name):
    window.menus.actions[name].trigger()


def clipboard():
    return QGuiApplication.clipboard().text()


def test_empty_queue_shows_where_to_drop_and_the_first_clip_brings_the_list(window, qtbot):
    assert window.empty_page.isVisible()
    window.on_event(added("a"))
    qtbot.waitUntil(window.queue_page.isVisible)
    window.on_event(ClipRemoved(ClipId("a")))
    qtbot.waitUntil(window.empty_page.isVisible)


def test_sidebar_counts_all_clips(full):
    assert full.sidebar.items["queue"].accessibleName() == "Queue, 4 clips"


def test_chips_without_clips_hide(full):
    chips = full.queue_page.chips
    visible = {row_filter for row_filter in RowFilter if chips.chip(row_filter).isVisible()}
    assert visible == {RowFilter.ALL, RowFilter.WAITING, RowFilter.IDENTIFIED, RowFilter.NOT_FOUND, RowFilter.FAILED}


def test_filter_keeps_the_selection_where_it_still_shows(full, qtbot):
    select(full, "found", "bad")
    qtbot.mouseClick(full.queue_page.chips.chip(RowFilter.FAILED), Qt.MouseButton.LeftButton)
    assert full.queue_page.view.selected_ids() == ["bad"]


def test_filter_without_rows_says_so_and_leads_back(full):
    full.queue_page.set_filter(RowFilter.FAILED)
    full.on_event(ClipRemoved(ClipId("bad")))
    full.model.flush()
    assert full.queue_page.chips.chip(RowFilter.FAILED).isVisible()
    full.queue_page._nothing.show_all_requested.emit()
    assert full.model.rowCount() == 3


def test_search_narrows_and_escape_brings_all_back_and_then_the_list(full, qtbot):
    full.activateWindow()
    trigger(full, "find")
    qtbot.keyClicks(full.queue_page.search, "harbour")
    assert full.model.rowCount() == 1
    qtbot.keyClick(full.queue_page.search, Qt.Key.Key_Escape)
    assert full.model.rowCount() == 4
    qtbot.keyClick(full.queue_page.search, Qt.Key.Key_Escape)
    assert full.queue_page.view.hasFocus()


def test_letters_written_into_the_search_are_no_actions(full, qtbot, wishes):
    select(full, "bad")
    full.queue_page.focus_search()
    qtbot.keyClicks(full.queue_page.search, "r")
    assert wishes.asked == []


def test_retry_by_its_letter_in_the_list(full, qtbot, wishes):
    full.activateWindow()
    select(full, "wait", "bad")
    qtbot.keyClick(full.queue_page.view, Qt.Key.Key_R)
    assert wishes.asked == [("retry", ["bad"])]


@pytest.mark.parametrize(
    ("name", "wish"),
    [
        ("retry", ("retry", ["bad"])),
        ("cancel", ("cancel", ["wait"])),
        ("remove", ("remove", ["wait", "found", "bad"])),
    ],
)
def test_actions_concern_the_selected_clips_they_make_sense_for(full, wishes, name, wish):
    select(full, "wait", "found", "bad")
    trigger(full, name)
    assert wishes.asked == [wish]


@pytest.mark.parametrize(
    ("ids", "enabled"),
    [
        ((), set()),
        (("wait",), {"cancel", "remove", "reveal"}),
        (("found",), {"copy_answer", "copy_isrc", "retry", "remove", "reveal"}),
        (("bad", "none"), {"retry", "remove"}),
    ],
)
def test_actions_without_an_object_are_grey(full, ids, enabled):
    select(full, *ids)
    names = ("copy_answer", "copy_isrc", "retry", "cancel", "remove", "reveal")
    assert {name for name in names if full.menus.actions[name].isEnabled()} == enabled


def test_action_becomes_possible_when_the_selected_clip_ends(full):
    select(full, "wait")
    full.on_event(finished("wait"))
    full.model.flush()
    assert full.menus.actions["copy_answer"].isEnabled()


def test_copy_puts_answer_and_isrc_on_the_clipboard(full):
    select(full, "found", "bad")
    trigger(full, "copy_answer")
    assert clipboard() == "Harbour Lights (60s Edit) — Mira Okafor (Tidewater Library) QZ-TW4-21-00417"
    trigger(full, "copy_isrc")
    assert clipboard() == "QZ-TW4-21-00417"


def test_copy_button_in_a_row_copies_that_row(full):
    full.queue_page.view.button_pressed.emit("copy", "found")
    assert clipboard().startswith("Harbour Lights")


def test_cure_in_a_row_is_done(full, wishes):
    full.queue_page.view.button_pressed.emit("cure", "bad")
    assert wishes.asked == [("retry", ["bad"])]


def test_pasted_files_are_added(window, wishes, tmp_path):
    clip = tmp_path / "a b#1.mov"
    QGuiApplication.clipboard().setMimeData(mime_of([clip]))
    trigger(window, "paste")
    assert wishes.asked == [("add", [clip])]


def test_a_paste_of_clips_and_other_things_hands_on_both(window, wishes):
    mime = QMimeData()
    mime.setUrls([QUrl("file:///clips/a.mov"), QUrl("https://review.example/v/8812")])
    QGuiApplication.clipboard().setMimeData(mime)
    trigger(window, "paste")
    assert wishes.asked == [("add", [Path("/clips/a.mov")], "https://review.example/v/8812")]
    assert not window.toast.isVisible()  # who adds the clips tells all that was not taken, once


def test_the_first_clip_gives_the_keys_to_the_list(window, qtbot):
    window.activateWindow()
    window.on_event(added("a"))
    qtbot.waitUntil(window.queue_page.isVisible)
    assert window.focusWidget() is window.queue_page.view


def test_paste_without_a_file_says_why_nothing_came(window, wishes):
    QGuiApplication.clipboard().setText("just words")
    trigger(window, "paste")
    assert wishes.asked == []
    assert window.toast.isVisible()
    assert window.toast.text


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_dialogs_open_without_blocking_and_add_what_was_chosen(window, wishes, qtbot, tmp_path):
    clip = tmp_path / "a.mov"
    clip.write_bytes(b"x")
    trigger(window, "add_clips")
    chooser = window.findChild(QFileDialog)
    assert chooser.fileMode() is QFileDialog.FileMode.ExistingFiles
    chooser.filesSelected.emit([str(clip)])
    chooser.close()
    assert wishes.asked == [("add", [clip])]


@pytest.mark.qt_log_ignore("propagateSizeHints")
@pytest.mark.parametrize(("name", "wish"), [("add_folder", "add"), ("add_music", "music")])
def test_folders_are_chosen_as_folders(window, wishes, name, wish, tmp_path):
    trigger(window, name)
    chooser = window.findChild(QFileDialog)
    assert chooser.fileMode() is QFileDialog.FileMode.Directory
    chooser.filesSelected.emit([str(tmp_path)])
    chooser.close()
    assert wishes.asked == [(wish, [tmp_path])]


def test_theme_menu_asks_for_the_theme_and_marks_the_present_one(window, wishes):
    themes = {action.data(): action for action in window.menus.choices["theme"]}
    assert themes["dark"].isChecked()
    themes["light"].trigger()
    assert wishes.asked == [("theme", "light")]


def test_language_menu_asks_for_the_language(window, wishes):
    languages = {action.data(): action for action in window.menus.choices["language"]}
    assert [action.text() for action in languages.values()] == ["As the &system", "English", "Deutsch"]
    languages["de"].trigger()
    assert wishes.asked == [("language", "de")]


def test_details_open_and_close_by_key_button_and_panel(full):
    trigger(full, "details")
    assert full.details.panel.isVisible()
    assert full.queue_page.details_button.isChecked()
    full.details.panel.close_requested.emit()
    assert not full.details.panel.isVisible()
    assert not full.menus.actions["details"].isChecked()


def test_what_the_first_picture_can_do_without_is_made_soon_after(window, qtbot):
    qtbot.waitUntil(
        lambda: window.rooms.made("queue") is not None and window._toast is not None and window.drops.is_ready
    )
    assert window.acceptDrops()


def test_a_window_that_is_shown_again_stays_where_it_was_put(window, qtbot):
    qtbot.waitUntil(lambda: window.drops.is_ready)
    window.move(-50, 10)
    window.hide()
    window.show()
    later = QTimer(singleShot=True, interval=2 * _AFTER_FIRST_PICTURE_MS)
    with qtbot.waitSignal(later.timeout):
        later.start()
    assert window.x() < -40  # a frame of the platform may move it by its own width


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_maximised_window_comes_forward_as_large_as_it_was(window):
    window.setWindowState(Qt.WindowState.WindowMaximized | Qt.WindowState.WindowMinimized)
    window.come_forward()
    assert window.isMaximized()
    assert not window.isMinimized()


def test_details_are_made_when_they_are_first_opened(full):
    assert full.details._panel is None
    full.show_details(True)
    assert full.details._panel is not None


def test_details_follow_selection_and_news(full):
    full.show_details(True)
    select(full, "wait")
    assert full.details.panel.row.clip_id == "wait"
    full.on_event(finished("wait"))
    full.model.flush()
    assert full.details.panel.row.track is not None


def test_details_ask_for_another_try(full, wishes):
    full.details.panel.retry_requested.emit(["bad"])
    assert wishes.asked == [("retry", ["bad"])]


def test_details_lie_over_the_list_in_a_narrow_window_and_escape_closes_them(full, qtbot):
    full.activateWindow()
    full.resize(1440, 900)
    full.show_details(True)
    assert full.details.panel.width() == 399
    qtbot.waitUntil(lambda: full.queue_page.width() == 1440 - 200 - 400)
    full.resize(1000, 700)
    assert full.details.lies_over
    qtbot.waitUntil(lambda: full.queue_page.width() == 1000 - 56)
    full.queue_page.view.setFocus()
    qtbot.keyClick(full.queue_page.view, Qt.Key.Key_Escape)
    assert not full.details.is_open
    full.resize(1440, 900)
    full.show_details(True)
    assert not full.details.lies_over
    assert full.details.panel.isVisible()


def test_narrow_window_shortens_sidebar_and_buttons(full):
    full.resize(990, 600)
    assert full.sidebar.width() == 56
    assert full.queue_page.add_button.text() == "Add"
    full.resize(1440, 900)
    assert full.sidebar.width() == 200
    assert full.queue_page.add_button.text() == "Add clips…"


def test_choice_of_the_sidebar_is_kept_whatever_the_width(full):
    full.resize(1440, 900)
    trigger(full, "sidebar")
    assert full.sidebar.width() == 56
    full.resize(1500, 900)
    assert full.sidebar.width() == 56


def test_status_tells_selection_work_and_bytes(full):
    full.on_event(stage("wait", Stage.PREPARING))
    full.model.flush()
    select(full, "found")
    assert full.status_line.texts[0] == "1 of 4 selected"
    assert full.status_line.texts[1] == "1 at work"
    assert full.status_line.texts[2] == "11.7 MB sent of 17.5 GB"


def test_local_work_tells_that_nothing_was_sent(window):
    window.on_event(added("a"))
    window.on_event(finished("a", service="local"))
    window.model.flush()
    window._refresh_status()
    assert window.status_line.texts[2] == "Nothing sent over the network"


def test_service_is_named_and_remote_words_stay_plain(window):
    window.set_service("This computer", "1,284 tracks · ready\u202e", True)
    assert window.sidebar.service_card.accessibleName() == "Recognition service: This computer, 1,284 tracks · ready"


def test_ends_of_clips_are_announced_together(window):
    for name in ("a", "b", "c"):
        window.on_event(added(name))
    window.on_event(finished("a"))
    window.on_event(finished("b", Failed(NoAudioError())))
    window.on_event(not_found("c"))
    window.rooms.queue.news.announcer.say()
    assert window.rooms.queue.news.announcer.last_sentence == "1 clip identified, 1 not found, 1 failed"


def test_closing_remembers_the_window_and_ends_the_program(make_window, wishes, saved):
    window = make_window({"details_width": 444, "has_details": True, "is_sidebar_narrow": True})
    window.resize(1300, 800)
    window.close()
    assert wishes.asked == [("quit",)]
    assert {key: saved[key] for key in ("width", "height", "has_details", "details_width", "is_sidebar_narrow")} == {
        "width": 1300, "height": 800, "has_details": True, "details_width": 444, "is_sidebar_narrow": True
    }  # fmt: skip


def test_every_control_has_a_name(full):
    full.show_details(True)
    widgets = full.findChildren(QAbstractButton) + full.findChildren(QLineEdit) + full.findChildren(QAbstractItemView)
    for widget in filter(QWidget.isVisible, widgets):
        assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_tab_goes_through_the_window_in_reading_order(full, qtbot):
    full.activateWindow()
    full.resize(1440, 900)
    full.show_details(True)
    full.sidebar.items["queue"].setFocus()
    page, order = full.queue_page, []
    for _ in range(10):
        order.append(QApplication.focusWidget())
        full.focusNextChild()
    sidebar = full.sidebar  # the arrows, not Tab, go from page to page in it
    expected = [
        sidebar.items["queue"],
        sidebar.service_card,
        sidebar.settings_item,
        page.search,
        page.pause_button,
        page.add_button,
        page.details_button,
    ]
    assert order[:7] == expected
    assert order[7] is page.chips.chip(RowFilter.ALL)
    assert page.view in order


def test_f6_jumps_from_region_to_region_and_back(full, qtbot):
    full.activateWindow()
    full.queue_page.view.setFocus()
    full.jump_region(-1)
    assert QApplication.focusWidget() is full.queue_page.search
    full.jump_region(1)
    assert QApplication.focusWidget() is full.queue_page.view
    full.jump_region(1)
    assert QApplication.focusWidget() is full.sidebar.items["queue"]


def test_drop_tells_where_the_sound_will_go(window):
    window.set_service("This computer", "ready", True)
    assert window.drop_overlay._destination == ("This computer", "local")


def test_no_two_actions_share_a_key(window):
    keys = [key.toString() for action in window.menus.actions.values() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_every_action_has_a_key(window):
    menus_of_their_own = ["ask_with"]
    without = [name for name, action in window.menus.actions.items() if action.shortcut().isEmpty()]
    assert without == menus_of_their_own


def test_every_action_stands_in_a_menu(window):
    def entries(menu):
        for action in menu.actions():
            if isinstance(action.menu(), QMenu):
                yield from entries(action.menu())
            yield action

    listed = {action for title in window.menuBar().actions() for action in entries(title.menu())}
    assert set(window.menus.actions.values()) <= listed


def test_context_menu_offers_what_can_be_done_with_a_clip(full):
    select(full, "found")
    names = [action.objectName() for action in full.menus.context_menu().actions() if not action.isSeparator()]
    assert names == [
        "copy_answer", "copy_as", "copy_isrc", "play", "retry", "fresh", "part", "sound_track", "send_sound", "send_original", "cancel",
        "programme", "ask_with", "pause", "send_now", "move_top", "hand_over", "remove", "reveal",
    ]  # fmt: skip


def test_the_keys_of_the_player_work_in_the_list(full, qtbot):
    select(full, "found")
    view = full.queue_page.view
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert full.details.is_open
    player = full.details.panel.match.player
    assert player.state is PlayState.FETCHING
    assert view.selected_ids() == ["found"]
    qtbot.keyClick(view, Qt.Key.Key_L)
    assert player.loops
    select(full, "bad")
    assert not full.menus.actions["play"].isEnabled()
    assert player.state is PlayState.RESTING


def test_context_menu_does_not_open_without_a_clip(full):
    select(full)
    full.queue_page.view.clearSelection()
    full.rooms.queue.open_context_menu(QPoint(0, 0))
    assert not any(menu.isVisible() for menu in full.findChildren(QMenu))


def test_window_knows_no_event_loop_and_no_network():
    source = Path(__file__).parents[2] / "slipgui" / "gui"
    own = ("main_window", "queue_page", "clip_table_model", "clip_table_view", "clip_delegates", "clip_rows", "theme")
    for name in own:
        text = (source / f"{name}.py").read_text(encoding="utf-8")
        for word in ("import asyncio", "import httpx", "import av", "import numpy", "import keyring"):
            assert word not in text, (name, word)


def test_no_dialog_and_no_menu_waits_in_a_loop_of_its_own():
    """A loop inside the loop would strand what runs in the outer one; a drag has one by its nature, and begins in no coroutine."""
    waiting = re.compile(
        r"\.exec_?\(|\.(getOpen|getSave|getExisting)\w*\(|QMessageBox\.(about|critical|information|question|warning)\(|QInputDialog"
    )
    folder = Path(__file__).parents[2] / "slipgui" / "gui"
    found = {file.name for file in folder.glob("*.py") if waiting.search(file.read_text(encoding="utf-8"))}
    assert found == {"row_drag.py"}


def test_actions_are_ordinary_actions(window):
    assert all(isinstance(action, QAction) for action in window.menus.actions.values())


def test_details_wait_beside_the_empty_page_and_open_with_the_first_clip(make_window, saved, qtbot):
    window = make_window({"has_details": True})
    window.resize(1440, 900)
    assert not window.details.is_open
    window.on_event(added("a"))
    window.model.flush()
    assert window.details.is_open
    window.on_event(ClipRemoved(ClipId("a")))
    window.model.flush()
    assert not window.details.is_open
    window.close()
    assert saved["has_details"] is True


def test_the_sheet_of_a_narrow_window_does_not_open_by_itself(make_window, saved):
    window = make_window({"width": 900, "height": 700, "has_details": True})
    window.on_event(added("a"))
    window.model.flush()
    assert not window.details.is_open
    window.close()
    assert saved["has_details"] is True


def test_search_by_key_closes_the_sheet_over_it(full, qtbot):
    full.resize(900, 700)
    full.show_details(True)
    assert full.details.lies_over
    trigger(full, "find")
    assert not full.details.is_open


def test_delete_selects_the_row_that_is_now_in_that_place(full):
    select(full, "found")
    trigger(full, "remove")
    full.on_event(ClipRemoved(ClipId("found")))
    full.model.flush()
    assert full.queue_page.view.selected_ids() == ["bad"]


def test_status_without_clips(window):
    assert window.status_line.texts == ("No clips", "", "Nothing sent over the network")


def test_status_counts_what_left_even_of_clips_that_were_removed(window):
    for name, sent_bytes in (("a", 3_900_000), ("b", 0)):
        window.on_event(added(name))
        window.on_event(finished(name, Failed(OfflineError()), at=Stage.UPLOADING, sent_bytes=sent_bytes))
    window.on_event(ClipRemoved(ClipId("a")))
    window.model.flush()
    window._refresh_status()
    assert window.status_line.texts[2] == "3.9 MB sent of 5.82 GB"


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_clip_not_found_in_an_empty_catalogue_leads_to_adding_music(window, wishes, tmp_path):
    window.model.set_n_tracks(0)
    window.on_event(added("a"))
    window.on_event(finished("a", NotIdentified(), service="local"))
    window.model.flush()
    window.queue_page.view.button_pressed.emit("cure", "a")
    chooser = window.findChild(QFileDialog)
    chooser.filesSelected.emit([str(tmp_path)])
    chooser.close()
    assert wishes.asked == [("music", [tmp_path])]


def test_tab_passes_over_what_the_sheet_covers(full):
    full.resize(900, 700)
    full.show_details(True)
    page = full.queue_page
    assert page.add_button.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert page.chips.chip(RowFilter.ALL).focusPolicy() == Qt.FocusPolicy.StrongFocus
    full.show_details(False)
    assert page.add_button.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_what_can_be_on_at_once_has_a_tick_in_the_menu(full):
    details = full.menus.actions["details"]
    for is_open in (True, False):
        full.show_details(is_open)
        full.menus._mark_what_is_shown()
        assert details.icon().isNull() is not is_open


def test_a_drop_scrolls_to_its_clips(full, wishes):
    view = full.queue_page.view
    for n in range(60):
        full.on_event(added(f"c{n}"))
    full.model.flush()
    full.commands.take_items(DroppedItems((Path("/clips/a.mov"),), ()))
    full.on_event(added("new"))
    full.model.flush()
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum() > 0
