"""The queue in the user's hands, in the window."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton
from support.opened_folders import opened_folders
from support.queue_events import added, finished, not_found, stage

from slipgui.core.clip import ClipId
from slipgui.core.errors import (
    AuthenticationError,
    JournalFullError,
    OfflineError,
    PaymentRequiredError,
    PortalError,
    ProxyError,
    TlsError,
)
from slipgui.core.events import (
    BatchFinished,
    ClipPaused,
    ClipRemoved,
    ClipUnpaused,
    JournalSetAside,
    OrderChanged,
    PauseReason,
    QueuePaused,
    QueueUnpaused,
    ServicePaused,
    ServiceResumed,
    TwinEnded,
    VolumeBack,
    WaitingForNetwork,
    WaitingForTwin,
    WaitingForVolume,
)
from slipgui.core.flow import Stage
from slipgui.core.outcome import BatchSummary, Failed, Identified, Origin
from slipgui.core.queue_order import SortKey
from slipgui.gui.clip_rows import RowState
from slipgui.gui.clip_table_model import RowFilter
from slipgui.gui.row_drag import ROWS_TYPE, mime_of_rows
from slipgui.gui.row_texts import second_lines, state_word
from slipgui.gui.settings_window import SettingsWindow

NAMES = ("a", "b", "c", "d")


@pytest.fixture
def window(open_window):
    window = open_window()
    for name in NAMES:
        window.on_event(added(name, f"{name}.mov"))
    window.model.flush()
    return window


def tell(window, *events):
    for event in events:
        window.on_event(event)
    window.model.flush()


def select(window, *ids):
    window.queue_page.view.select_ids(list(ids))


def trigger(window, name):
    window.menus.actions[name].trigger()


def order(window):
    return [row.clip_id for row in window.model.shown_rows()]


def ids(*names):
    return tuple(ClipId(name) for name in names)


def test_order_changes_and_the_selection_stays_with_its_clips(window):
    select(window, "b", "d")
    tell(window, OrderChanged(ids("d", "c", "b", "a")))
    assert order(window) == ["d", "c", "b", "a"]
    assert window.queue_page.view.selected_ids() == ["d", "b"]
    assert window.model.position_in_line(ClipId("d")) == 1


def test_selection_survives_answers_that_stream_in(window):
    select(window, "b", "c")
    tell(window, stage("a", Stage.PREPARING), finished("b"), OrderChanged(ids("b", "a", "c", "d")), not_found("c"))
    assert window.queue_page.view.selected_ids() == ["b", "c"]


def test_a_new_order_holds_under_a_filter(window):
    tell(window, finished("b"))
    window.queue_page.set_filter(RowFilter.WAITING)
    tell(window, OrderChanged(ids("d", "b", "a", "c")))
    assert order(window) == ["d", "a", "c"]
    tell(window, stage("b", Stage.DROPPED))
    assert order(window) == ["d", "b", "a", "c"]


@pytest.mark.parametrize(
    ("chosen", "name", "wish"),
    [
        (("c",), "move_up", ("move", ["c"], "b")),
        (("a", "c"), "move_up", ("move", ["a", "c"], "a")),
        (("b",), "move_down", ("move", ["b"], "d")),
        (("c",), "move_down", ("move", ["c"], None)),
        (("c", "d"), "move_top", ("top", ["c", "d"])),
        (("b",), "send_now", ("now", ["b"])),
        (("b",), "pause", ("pause", ["b"])),
        ((), "pause_all", ("pause all",)),
        ((), "stop_after", ("stop after",)),
        ((), "sort_name", ("sort", SortKey.NAME)),
        ((), "sort_size", ("sort", SortKey.SIZE)),
    ],
)
def test_the_queue_does_what_its_menu_says(window, wishes, chosen, name, wish):
    select(window, *chosen)
    window.rooms.queue.changed.emit()
    trigger(window, name)
    assert wishes.asked == [wish]


def test_keys_of_the_order(window):
    keys = {
        name: window.menus.actions[name].shortcut().toString()
        for name in ("move_up", "move_down", "move_top", "pause_all")
    }
    assert keys == {"move_up": "Alt+Up", "move_down": "Alt+Down", "move_top": "Alt+Home", "pause_all": "Ctrl+Shift+P"}


def test_rows_at_the_edge_move_no_further(window):
    select(window, "a", "b")
    assert not window.menus.actions["move_up"].isEnabled()
    assert window.menus.actions["move_down"].isEnabled()


def drop_on(window, point):
    view = window.queue_page.view
    mime = mime_of_rows(view.dragged_rows())
    drop = QDropEvent(
        QPointF(point), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    return drop, mime


def test_dragged_rows_carry_their_files_and_words(window):
    select(window, "a", "b")
    _, mime = drop_on(window, QPoint(5, 5))
    assert mime.hasFormat(ROWS_TYPE)
    assert [Path(url.toLocalFile()).name for url in mime.urls()] == ["a.mov", "b.mov"]
    assert mime.text() == "a.mov\nb.mov"


@pytest.mark.parametrize(("place", "before"), [(0, "a"), (2, "c"), (4, None)])
def test_rows_let_go_between_others_go_there(window, wishes, place, before):
    select(window, "b")
    window.queue_page.view.rows_dropped.emit(place)
    assert wishes.asked == [("move", ["b"], before)]


def test_rows_let_go_behind_the_last_shown_stay_before_what_is_hidden(window, wishes):
    tell(window, finished("d"))
    window.queue_page.set_filter(RowFilter.WAITING)
    select(window, "a")
    window.queue_page.view.rows_dropped.emit(3)
    assert wishes.asked == [("move", ["a"], "d")]


def test_files_from_elsewhere_are_not_taken_by_the_list(window):
    drop, _ = drop_on(window, QPoint(5, 5))
    window.queue_page.view.dropEvent(drop)  # no source: it comes from another program
    assert not drop.isAccepted()


def test_removal_offers_the_clips_back_also_by_key(window, wishes):
    select(window, "b", "c")
    trigger(window, "remove")
    assert window.toast.text == "2 clips removed from the queue"
    tell(window, ClipRemoved(ClipId("b")), ClipRemoved(ClipId("c")))
    assert window.queue_page.view.selected_ids() == ["d"]
    trigger(window, "undo")
    assert wishes.asked == [("remove", ["b", "c"]), ("restore", ["b", "c"])]
    assert not window.toast.isVisible()
    assert not window.menus.actions["undo"].isEnabled()
    tell(window, added("b", "b.mov"), added("c", "c.mov"), OrderChanged(ids(*NAMES)))
    assert window.queue_page.view.selected_ids() == ["b", "c"]


def test_restored_clips_stand_where_they_stood(window):
    tell(window, ClipRemoved(ClipId("b")))
    tell(window, added("b", "b.mov"), OrderChanged(ids("a", "b", "c", "d")))
    assert order(window) == ["a", "b", "c", "d"]


def test_what_has_ended_is_cleared_and_offered_back(window, wishes):
    assert not window.menus.actions["clear_finished"].isEnabled()
    tell(window, finished("a"))
    trigger(window, "clear_finished")
    window.rooms.queue.pace.tell_removed(["a"])
    window.toast._button.click()
    assert wishes.asked == [("clear",), ("restore", ["a"])]


def test_what_was_selected_when_it_was_cleared_is_so_again(window):
    tell(window, finished("a"), finished("b"))
    select(window, "b", "c")
    trigger(window, "clear_finished")
    tell(window, ClipRemoved(ClipId("a")), ClipRemoved(ClipId("b")))
    window.rooms.queue.pace.tell_removed(["a", "b"])
    assert window.queue_page.view.selected_ids() == ["c"]
    trigger(window, "undo")
    tell(window, added("a", "a.mov"), added("b", "b.mov"), OrderChanged(ids(*NAMES)))
    assert window.queue_page.view.selected_ids() == ["b", "c"]


def test_a_selection_that_lost_nothing_is_left_alone_when_what_was_cleared_comes_back(window):
    tell(window, finished("a"))
    select(window, "c")
    trigger(window, "clear_finished")
    tell(window, ClipRemoved(ClipId("a")))
    window.rooms.queue.pace.tell_removed(["a"])
    select(window, "d")
    trigger(window, "undo")
    tell(window, added("a", "a.mov"), OrderChanged(ids(*NAMES)))
    assert window.queue_page.view.selected_ids() == ["d"]


def test_the_banner_says_when_what_was_at_work_has_ended(window):
    tell(window, stage("a", Stage.POLLING), QueuePaused(PauseReason.AFTER_THIS))
    assert window.banner.text.startswith("Stops after what is at work.")
    tell(window, finished("a"))
    assert window.banner.text.startswith("Stopped after what was at work. 3 clips waiting.")


def test_paused_clips_say_so_and_go_on_by_the_same_key(window, wishes):
    tell(window, stage("b", Stage.UPLOADING), ClipPaused(ClipId("b")), stage("b", Stage.SUBMITTING))
    row = window.model.row_of("b")
    assert state_word(row.state) == "Paused by you"
    assert window.model.count(RowFilter.WAITING) == 4
    select(window, "b")
    trigger(window, "pause")
    tell(window, ClipUnpaused(ClipId("b")))
    assert wishes.asked == [("unpause", ["b"])]
    assert row.state is RowState.WAITING


def test_clips_that_wait_for_disk_or_network_say_for_which(window):
    tell(window, WaitingForVolume(ClipId("a"), Path("/Volumes/RAID 2")), WaitingForNetwork(ClipId("b")))
    disk, network = window.model.row_of("a"), window.model.row_of("b")
    assert second_lines(disk)[0] == "RAID 2 is not there"
    assert (state_word(network.state), second_lines(network)[0]) == ("Waiting for the network", "Goes on by itself")
    tell(window, VolumeBack(ClipId("a")), stage("b", Stage.POLLING))
    assert (disk.state, network.state) == (RowState.WAITING, RowState.RECOGNISING)


def test_a_clip_whose_service_is_back_waits_for_its_turn(window):
    tell(window, WaitingForNetwork(ClipId("b")), stage("c", Stage.POLLING), ServiceResumed("audioverify"))
    assert window.model.row_of("b").state is RowState.WAITING
    assert window.model.row_of("c").state is RowState.RECOGNISING


def test_a_clip_that_waits_for_the_answer_of_a_copy_says_of_which(window):
    tell(window, stage("a", Stage.PROBING), stage("a", Stage.DROPPED), WaitingForTwin(ClipId("a"), "b.mov"))
    row = window.model.row_of("a")
    assert (state_word(row.state), *second_lines(row)) == (
        "Waiting for a copy",
        "The answer for b.mov will do",
        "Its answer will do",
    )
    assert window.model.count(RowFilter.WAITING) == 4
    tell(window, TwinEnded(ClipId("a")), TwinEnded(ClipId("b")))
    assert row.state is RowState.WAITING
    tell(window, stage("a", Stage.PROBING), TwinEnded(ClipId("a")))
    assert row.state is RowState.PREPARING


def test_external_clips_can_be_shown_alone(window):
    track = finished("a").report.outcome.track
    tell(window, finished("a", Identified(replace(track, origin=Origin.EXTERNAL), None)), finished("b"))
    window.queue_page.set_filter(RowFilter.EXTERNAL)
    assert order(window) == ["a"]


def test_known_answers_say_since_when_and_can_be_asked_anew(window, wishes):
    event = finished("a", sent_bytes=0)
    tell(window, replace(event, report=replace(event.report, known_since=datetime(2026, 11, 12, 9, tzinfo=UTC))))
    assert second_lines(window.model.row_of("a")) == ("Known from 12 Nov",)
    select(window, "a")
    trigger(window, "fresh")
    assert wishes.asked == [("fresh", ["a"])]


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_one_banner_for_a_refused_key_with_its_cure(window, wishes, qtbot):
    tell(window, ServicePaused(AuthenticationError("refused", http_status=401)))
    assert window.banner.isVisible()
    assert window.banner.text.startswith("Paused: Key refused.")
    assert "4 clips waiting, none failed." in window.banner.text
    again, enter = window.banner.buttons
    again.click()
    enter.click()
    box = window.findChild(QDialog)
    use = next(button for button in box.findChildren(QPushButton) if button.text() == "Use this key")
    assert not use.isEnabled()
    qtbot.keyClicks(box.findChild(QLineEdit), " new key ")
    use.click()
    assert wishes.asked == [("retry service",), ("key", "new key", "audioverify")]
    tell(window, ServiceResumed())
    assert not window.banner.isVisible()


@pytest.mark.qt_log_ignore("propagateSizeHints", "raise")
@pytest.mark.parametrize(
    ("error", "fact", "cure"),
    [
        (TlsError("x", host="api.example"), "Paused: No trusted connection.", "ask for its certificate"),
        (ProxyError("x", http_status=407), "Paused: The proxy wants a log-in.", "Enter them in the settings"),
        (ProxyError("x", http_status=502), "Paused: The proxy does not connect.", "Check the setting proxy"),
    ],
)
def test_what_the_network_wants_is_told_with_the_way_to_its_settings(window, error, fact, cure):
    tell(window, ServicePaused(error))
    assert window.banner.text.startswith(f"{fact} 4 clips waiting, none failed.")
    assert cure in window.banner.text
    assert window.banner.buttons[1].text() == "Settings…"
    window.banner.buttons[1].click()
    settings = window.findChild(SettingsWindow)
    assert (settings.isVisible(), settings.section) == (True, "network")


@pytest.mark.parametrize(
    ("error", "cure"),
    [
        (PortalError("x"), "Open a web page and log in"),
        (PaymentRequiredError("x", http_status=402), "Settle it in the account pages of the service"),
    ],
)
def test_the_banner_says_what_to_do_where_only_a_person_can(window, error, cure):
    tell(window, ServicePaused(error))
    assert cure in window.banner.text


def test_a_journal_that_was_set_aside_is_told_until_that_was_read(window, tmp_path):
    tell(window, JournalSetAside(tmp_path / "journal.set-aside-7.sqlite3"), QueuePaused(PauseReason.USER))
    assert window.banner.text.startswith("Queue and history of before could not be read.")
    assert "journal.set-aside-7.sqlite3" in window.banner.text
    show, close = window.banner.buttons
    with opened_folders() as folders:
        show.click()
        select(window, "b")
        trigger(window, "reveal")
    assert folders == [str(tmp_path), str(window.model.row_of("b").path.parent)]
    close.click()
    assert "Paused by you." in window.banner.text


def test_a_journal_of_a_newer_version_is_told_as_such(window, tmp_path):
    tell(window, JournalSetAside(tmp_path / "journal.set-aside-7.sqlite3", is_newer=True))
    assert window.banner.text.startswith("Queue and history of before were made by a newer Slipgui.")


def test_while_the_service_refuses_its_card_says_so(window):
    window.set_service("AudioVerify", "Key known", True)
    tell(window, ServicePaused(AuthenticationError("refused", http_status=401)))
    assert "Key refused" in window.sidebar.service_card.accessibleName()
    tell(window, ServiceResumed())
    assert "Key known" in window.sidebar.service_card.accessibleName()


def test_the_list_has_the_keys_again_when_the_banner_goes(window):
    tell(window, ServicePaused(AuthenticationError("refused", http_status=401)))
    window.banner.buttons[0].setFocus()
    tell(window, ServiceResumed())
    assert window.focusWidget() is window.queue_page.view


def test_what_needs_the_user_is_told_before_what_goes_on_by_itself(window, wishes):
    tell(window, QueuePaused(PauseReason.USER))
    assert "Paused by you." in window.banner.text
    tell(window, ServicePaused(OfflineError()))
    assert "Clips are kept and go on by themselves." in window.banner.text
    tell(window, QueuePaused(JournalFullError()))
    assert window.banner.text.startswith("No room for queue and history")
    tell(window, ServiceResumed(), QueueUnpaused())
    assert not window.banner.isVisible()


def test_button_pauses_everything_and_lets_it_go_on(window, wishes):
    page = window.queue_page
    page.pause_button.click()
    tell(window, QueuePaused(PauseReason.USER))
    assert page.pause_button.text() == "Go on"
    page.pause_button.click()
    assert wishes.asked == [("pause all",), ("unpause all",)]


def test_one_summary_when_a_batch_ends(window):
    told = []
    window.notified.connect(told.append)
    tell(window, *(finished(name) for name in "abc"), finished("d", Failed(OfflineError())))
    tell(window, BatchFinished(BatchSummary(n_internal=2, n_external=1, n_failed=1)))
    assert window.status_line.texts[1] == "3 of 4 clips identified, 1 failed"
    assert told == ([] if window.isActiveWindow() else ["3 of 4 clips identified, 1 failed"])


def test_clips_that_come_back_are_not_counted_as_sent_again(window):
    event = finished("a")
    tell(window, event, ClipRemoved(ClipId("a")), added("a", "a.mov"), event)
    old = finished("b")
    tell(window, replace(old, report=replace(old.report, finished_at=datetime.now(UTC) - timedelta(days=1))))
    window._refresh_status()
    assert window.status_line.texts[2] == "3.9 MB sent of 5.82 GB"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_cure_leads_to_where_the_user_can_help(window, wishes):
    tell(window, finished("a", Failed(AuthenticationError())), finished("b", Failed(TlsError())))
    window.queue_page.button_pressed.emit("cure", "a")
    box = window.findChild(QDialog)
    assert box.isVisible()
    assert box.findChild(QLineEdit).echoMode() is QLineEdit.EchoMode.Password
    box.close()
    window.queue_page.button_pressed.emit("cure", "b")
    assert window.findChild(SettingsWindow).isVisible()
    window.findChild(SettingsWindow).close()
