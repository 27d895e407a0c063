"""The catalogue page in the window: folders, learning, search, keys, menus, drops and what a check found."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFont, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QFileDialog, QLineEdit, QWidget
from support.catalogue_lines import contents_of, failed_report, report, track, waiting
from support.drags import Drag, mime_of
from support.queue_events import added

from slipgui.core.errors import ClipUnreadableError
from slipgui.gui.action_button import ActionButton
from slipgui.gui.catalogue_rows import TrackColumn
from slipgui.gui.catalogue_table_view import next_order, track_column_widths
from slipgui.gui.labels import ElidedLabel
from slipgui.gui.row_drag import mime_of_rows

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform has no window manager


@pytest.fixture
def window(open_window):
    window = open_window()
    window.activateWindow()
    return window


@pytest.fixture
def page(window):
    """The page with three tracks in two folders."""
    window.show_catalogue()
    page = window.catalogue_page
    page.set_contents(
        contents_of(
            track("/m/Granary Tapes/one.wav", title="Harbour Lights", artist="Mira Okafor", isrc="QZTW42100417"),
            track("/m/Granary Tapes/two.wav", title="Eleven Winters", duration_s=7200.0),
            track("/m/Belt Drive/three.wav", title="Slow Machinery"),
        )
    )
    page._count()
    window._wishes.asked.clear()
    return page


def trigger(window, name):
    window.menus.actions[name].trigger()


def titles(page):
    return [row.title for row in page.model.shown_rows()]


def select(page, *places):
    files = [page.model.shown_rows()[place].file for place in places]
    page.view.select_files(files)
    page.view.setFocus()
    return files


def entry_words(page):
    return [(entry.name, entry.line) for entry in page.folders.list.entries]


# -------------------------------------------------------------------------------------------------------------- pages


def test_keys_sidebar_and_service_card_lead_to_the_catalogue_and_back(window, qtbot, wishes):
    trigger(window, "page_catalogue")
    assert window.catalogue_page.isVisible()
    assert window.sidebar.items["catalogue"].isChecked()
    assert wishes.asked == [("read",)]
    qtbot.mouseClick(window.sidebar.items["queue"], Qt.MouseButton.LeftButton)
    assert window.empty_page.isVisible()
    assert window.menus.actions["page_queue"].isChecked()
    qtbot.mouseClick(window.sidebar.service_card, Qt.MouseButton.LeftButton)
    assert window.room.name == "catalogue"
    assert [window.menus.actions[name].shortcut().toString() for name in ("page_queue", "page_catalogue")] == [
        "Ctrl+1",
        "Ctrl+4",
    ]


def test_add_music_on_the_empty_queue_leads_here_and_asks_for_a_folder(window, wishes, tmp_path):
    window.empty_page.add_music_requested.emit()
    assert window.room.name == "catalogue"
    chooser = window.findChild(QFileDialog)
    chooser.filesSelected.emit([str(tmp_path)])
    chooser.close()
    assert ("music", [tmp_path]) in wishes.asked


def test_clips_that_come_meanwhile_do_not_take_the_page_away(window, page):
    window.on_event(added("a"))
    window.model.flush()
    assert page.isVisible()
    assert window.sidebar.items["queue"].accessibleName() == "Queue, 1 clip"
    trigger(window, "page_queue")
    assert window.queue_page.isVisible()
    assert window.focusWidget() is window.queue_page.view


def test_menus_speak_of_tracks_here_and_of_clips_there(window, page):
    actions = window.menus.actions
    assert actions["remove"].text() == "&Remove from the catalogue"
    trigger(window, "page_queue")
    assert actions["remove"].text() == "&Remove"


# ------------------------------------------------------------------------------------------------------ what is shown


def test_folders_stand_with_their_counts_and_one_shows_its_tracks(window, page):
    assert entry_words(page) == [
        ("All music", "3 tracks · 2 h"),
        ("Belt Drive", "1 track"),
        ("Granary Tapes", "2 tracks"),
    ]
    page.folders.list.choose(page.folders.list.entries[2])
    assert titles(page) == ["Harbour Lights", "Eleven Winters"]
    assert window.status_line.texts[0] == "2 of 3 shown"


def test_folders_of_one_name_say_where_they_are(page):
    page.set_contents(contents_of(track("/m/A/CD1/1.wav"), track("/m/B/CD1/2.wav")))
    page._count()
    assert entry_words(page)[1:] == [("CD1", "1 track · in A"), ("CD1", "1 track · in B")]


def test_the_keys_are_with_the_list_as_soon_as_it_is_there(window, qtbot):
    window.show_catalogue()
    window.catalogue_page.set_contents(contents_of(track("/m/1.wav")))
    assert window.focusWidget() is window.catalogue_page.view
    qtbot.waitUntil(window.menus.actions["find"].isEnabled)


def test_whole_facts_fall_off_where_there_is_no_room(page):
    facts = page._facts
    wide = facts.grab().toImage()
    for n_parts, text in ((2, "3 tracks · 2 h"), (1, "3 tracks")):
        width = facts.fontMetrics().horizontalAdvance(text) + 4
        facts.resize(width, facts.height())
        cut = facts.grab().toImage()
        facts.setText(text)
        assert facts.grab().toImage() == cut, n_parts
        facts.set_text("3 tracks · 2 h · 38.0 MB index")
    assert wide.width() > cut.width()


def test_facts_tell_tracks_length_and_size(page):
    assert page._facts.text() == "3 tracks · 2 h · 38.0 MB index"


def test_without_music_a_drop_area_says_what_it_is_for(window, qtbot):
    window.show_catalogue()
    page = window.catalogue_page
    assert page.empty.isVisible()
    assert not page.folders.isVisible()
    with qtbot.waitSignal(page.add_requested, timeout=1000):
        page.empty.add_button.click()
    window.findChild(QFileDialog).close()


def test_learning_is_told_with_rate_and_time_left_and_can_be_stopped(window, page, wishes, clock):
    page.begin_learning()
    assert page.card.isVisible()
    assert page.card.line == "Looking for music files…"
    page.expect(waiting(*(f"/m/new/{n}.wav" for n in range(100))))
    clock.advance(60.0)
    for n in range(20):
        page.note(report(f"/m/new/{n}.wav"))
    assert page.card.line == "20 of 100 files · 20 files a minute · about 4 min left"
    page._count()
    assert ("new", "20 of 100 learned") in entry_words(page)
    page.card.stop_button.click()
    assert ("stop",) in wishes.asked
    assert window.toast.text == "Stopped after 20 files; 80 not learned. What was learned stays."
    page.rest()
    page.model.flush()
    assert not page.card.isVisible()
    assert page.model.n_rows == 23


def test_what_cannot_be_read_has_a_group_and_says_why(window, page):
    page.expect(waiting("/m/bad.wav"))
    page.note(failed_report("/m/bad.wav"))
    page.rest()
    page.model.flush()
    page._count()
    assert entry_words(page)[-1] == ("Cannot be read", "1 file")
    assert ("m", "1 file cannot be read") in entry_words(page)
    page.folders.list.choose(page.folders.list.entries[-1])
    index = page.model.index(0, TrackColumn.TITLE)
    assert (
        "This format is not known. Export it in another format. Slipgui found no sound it can decode."
        in page.model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    )
    assert window.status_line.texts[1] == "1 file cannot be read"
    look = page.view._track_look
    assert list(look.reason_starts) == [TrackColumn.ARTIST, TrackColumn.ALBUM, TrackColumn.ISRC]
    before = page.view.grab().toImage()
    page.model.note(failed_report("/m/bad.wav", ClipUnreadableError(reason="empty")))
    page.model.flush()
    assert page.view.grab().toImage() != before
    select(page, 0)
    trigger(window, "remove")
    page._count()
    assert titles(page) == ["Harbour Lights", "Eleven Winters", "Slow Machinery"]


# --------------------------------------------------------------------------------------------- search, order, keyboard


def test_search_narrows_and_escape_brings_all_back_and_then_the_list(window, page, qtbot):
    trigger(window, "find")
    qtbot.keyClicks(page.search, "winters")
    assert titles(page) == ["Eleven Winters"]
    qtbot.keyClicks(page.search, "zz")
    assert page._nothing.isVisible()
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert len(titles(page)) == 3
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.view.hasFocus()


def test_the_selection_stays_through_search_and_order(page):
    (file,) = select(page, 2)
    page.search.setText("machinery")
    page.search.setText("")
    page.set_order((TrackColumn.TITLE, True))
    assert [row.file for row in page.selected_rows()] == [file]


def test_a_long_list_is_ordered_where_it_is_scrolled_to_and_with_its_selection_in_view(page, qtbot):
    page.set_contents(contents_of(*(track(f"/m/{n}.wav", title=f"Tune {n * 7919 % 12_000:05}") for n in range(12_000))))
    bar = page.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 3_000, timeout=20_000)
    bar.setValue(3_000)
    page.set_order((TrackColumn.TITLE, False))
    qtbot.waitUntil(lambda: titles(page)[1] == "Tune 00001", timeout=20_000)
    assert (page.selected_rows(), bar.value()) == ([], 3_000)
    page.view.select_files(["/m/1.wav"])
    page.set_order((TrackColumn.TITLE, True))
    qtbot.waitUntil(lambda: titles(page)[0] == "Tune 11999", timeout=20_000)
    (row,) = page.selected_rows()
    (place,) = page.model.places_of([row.file])
    assert row.file == "/m/1.wav"
    assert page.view.viewport().rect().intersects(page.view.visualRect(page.model.index(place, 0)))


def test_folders_of_a_long_list_are_counted_and_what_comes_meanwhile_with_them(page, qtbot):
    page.set_contents(contents_of(*(track(f"/m/{n % 3}/{n}.wav") for n in range(45_000))))
    qtbot.waitUntil(lambda: len(page.folders.list.entries) == 4, timeout=20_000)
    assert [entry.line for entry in page.folders.list.entries[1:]] == ["15000 tracks"] * 3
    page.forget(["/m/1/1.wav"])
    qtbot.waitUntil(lambda: page.folders.list.entries[2].line == "14999 tracks", timeout=20_000)
    assert page.folders.list.entries[0].line.startswith("44999 tracks")


def test_a_click_on_a_head_orders_up_down_and_as_learned(page, qtbot):
    header = page.view.header
    x = header.sectionViewportPosition(TrackColumn.LENGTH) + 10
    orders = []
    for _ in range(3):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 10))
        orders.append(page.model.order)
    assert orders == [(TrackColumn.LENGTH, False), (TrackColumn.LENGTH, True), None]
    assert next_order((TrackColumn.LENGTH, True), TrackColumn.TITLE) == (TrackColumn.TITLE, False)


def test_the_menu_orders_too_so_that_no_pointer_is_needed(window, page):
    select(page, 0)
    context = window.menus.context_menu(())
    window.rooms.catalogue.commands.add_orders(context)
    orders = context.actions()[-1].menu().actions()
    assert [action.text() for action in orders][:3] == ["As learned", "Title", "Artist"]
    orders[1].trigger()
    assert titles(page)[0] == "Eleven Winters"


def test_copy_puts_title_artist_and_isrc_on_the_clipboard(window, page):
    select(page, 0, 2)
    trigger(window, "copy_answer")
    assert QGuiApplication.clipboard().text() == "Harbour Lights — Mira Okafor QZ-TW4-21-00417\nSlow Machinery"
    trigger(window, "copy_isrc")
    assert QGuiApplication.clipboard().text() == "QZ-TW4-21-00417"


def test_delete_removes_and_undo_learns_the_file_again(window, page, wishes, qtbot):
    (file,) = select(page, 1)
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert wishes.asked == [("forget", [(f"id of {file}", file)])]
    window.rooms.catalogue.commands.tell_removed([file])
    assert titles(page) == ["Harbour Lights", "Slow Machinery"]
    assert window.toast.text == "1 track removed from the catalogue. The files stay."
    window.toast._button.click()
    assert wishes.asked[-1] == ("music", [Path(file)])


def test_learn_again_by_its_letter_in_the_list(window, page, wishes, qtbot):
    (file,) = select(page, 0)
    qtbot.keyClick(page.view, Qt.Key.Key_R)
    assert wishes.asked == [("learn again", [Path(file)])]


@pytest.mark.parametrize(
    ("places", "enabled"),
    [
        ((), set()),
        ((0,), {"copy_answer", "copy_isrc", "retry", "remove", "reveal"}),
        ((1, 2), {"copy_answer", "retry", "remove"}),
    ],
)
def test_actions_without_an_object_are_grey(window, page, places, enabled):
    page.view.clearSelection()
    if places:
        select(page, *places)
    names = ("copy_answer", "copy_isrc", "retry", "cancel", "remove", "reveal", "details")
    assert {name for name in names if window.menus.actions[name].isEnabled()} == enabled


def test_a_folder_can_be_learned_again_and_removed(window, page, wishes):
    menu = window.rooms.catalogue.commands.folder_menu(page.folders.list.entries[2])
    entries = {action.text(): action for action in menu.actions() if action.text()}
    entries["Learn again"].trigger()
    entries["Remove from the catalogue"].trigger()
    files = ["/m/Granary Tapes/one.wav", "/m/Granary Tapes/two.wav"]
    assert wishes.asked == [
        ("learn again", [Path("/m/Granary Tapes")]),
        ("forget", [(f"id of {file}", file) for file in files]),
    ]


def test_the_menu_key_asks_for_the_menu_of_list_and_folder(page, qtbot):
    select(page, 0)
    with qtbot.waitSignal(page.menu_requested, timeout=1000):
        qtbot.keyClick(page.view, Qt.Key.Key_Menu)
    with qtbot.waitSignal(page.folder_menu_requested, timeout=1000):
        qtbot.keyClick(page.folders.list, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    place = page.folders.list.visualRect(page.folders.list.model().index(1, 0)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, page.folders.list.viewport().mapToGlobal(place))
    with qtbot.waitSignal(page.folder_menu_requested, timeout=1000) as asked:
        page.folders.list.contextMenuEvent(event)
    assert asked.args[0].name == "Belt Drive"
    QApplication.activePopupWidget() and QApplication.activePopupWidget().close()


def test_f6_goes_through_sidebar_folders_bar_and_list(window, page):
    page.view.setFocus()
    stops = []
    for _ in range(4):
        window.jump_region(1)
        stops.append(QApplication.focusWidget())
    assert stops == [window.sidebar.items["catalogue"], page.folders.add_button, page.search, page.view]


def test_every_control_has_a_name(window, page):
    page.begin_learning()
    widgets = page.findChildren(QAbstractButton) + page.findChildren(QLineEdit) + page.findChildren(QAbstractItemView)
    for widget in filter(QWidget.isVisible, widgets):
        assert widget.accessibleName() or getattr(widget, "text", str)(), widget


# -------------------------------------------------------------------------------------------------------------- check


def problem(kind, file, track_id="t"):
    return {"kind": kind, "track_id": track_id, "path": Path(file), "detail": ""}


def buttons(page):
    return {button.text(): button for button in page.findings.findChildren(ActionButton)}


def test_a_check_runs_once_at_a_time_and_says_when_all_is_well(window, page, wishes):
    trigger(window, "check_catalogue")
    trigger(window, "check_catalogue")
    assert wishes.asked == [("check",)]
    assert page.check_button.text() == "Checking…"
    page.show_check([])
    assert page.check_button.text() == "Check"
    assert page.view.isVisible()


def test_findings_stand_with_their_cure_and_escape_leads_back(page, wishes, qtbot):
    files = [f"/m/Granary Tapes/{name}.wav" for name in ("one", "two")]
    page.show_check(
        [problem("file_gone", file, f"id of {file}") for file in files] + [problem("file_changed", "/m/x.wav")]
    )
    assert page.findings.isVisible()
    buttons(page)["Learn again"].click()
    assert wishes.asked == [("music", [Path("/m/x.wav")])]
    assert page.view.isVisible()
    page.show_check([problem("file_gone", file, f"id of {file}") for file in files])
    buttons(page)["Remove from the catalogue"].click()
    assert wishes.asked[-1] == ("forget", [(f"id of {file}", file) for file in files])
    page.show_check([problem("something new", "/m/x.wav")])
    qtbot.keyClick(page.findings.done_button, Qt.Key.Key_Escape)
    assert page.view.isVisible()


# -------------------------------------------------------------------------------------------------------------- drops


def test_what_is_dropped_here_is_learned_and_on_the_queue_identified(window, page, wishes, qtbot, tmp_path):
    for n in range(40):
        (tmp_path / f"{n}.wav").touch()
    overlay = window.drop_overlay
    drag = Drag(window, tmp_path)
    qtbot.waitUntil(lambda: overlay.words.headline == "Let go to learn 40 files")
    drag.let_go()
    assert wishes.asked == [("music", [tmp_path])]
    trigger(window, "page_queue")
    drag = Drag(window, tmp_path)
    qtbot.waitUntil(lambda: overlay.words.headline == "Let go to add 40 clips")
    drag.let_go()
    assert wishes.asked[-1] == ("add", [tmp_path])


def test_what_is_no_music_is_refused_here_even_where_it_is_a_clip(window, page, wishes, qtbot, tmp_path):
    clip, tune = tmp_path / "programme.mxf", tmp_path / "tune.wav"
    clip.touch()
    tune.touch()
    overlay = window.drop_overlay
    drag = Drag(window, clip, tune)
    qtbot.waitUntil(lambda: overlay.words.headline == "Let go to learn 1 of 2")
    assert [reason.why for reason in overlay.words.reasons] == ["No sound file that can be learned"]
    drag.leave()


def test_pasted_music_is_learned(window, page, wishes, tmp_path):
    QGuiApplication.clipboard().setMimeData(mime_of([tmp_path]))
    trigger(window, "paste")
    assert wishes.asked == [("music", [tmp_path])]


# ------------------------------------------------------------------------------------------------------------- widths


@pytest.fixture
def large_font(qapp):
    """The font before; it comes back afterwards."""
    font = QFont(QApplication.font())
    yield font
    QApplication.setFont(font)


@pytest.mark.parametrize("width", [200, 330, 496, 640, 1008, 1160, 2400])
def test_columns_fill_the_list_and_leave_when_it_is_narrow(width):
    widths = track_column_widths(width)
    assert sum(widths.values()) == max(width, 16 + 120 + 112 + 16)
    assert (TrackColumn.FILE in widths) is (width >= 1160)
    assert {TrackColumn.TITLE, TrackColumn.STATE} <= widths.keys()


def test_in_a_small_window_the_list_keeps_room_and_folders_give_way(window, page, large_font):
    window.resize(720, 480)
    assert page.folders.width() == 168
    assert page.add_button.text() == "Add"
    font = QFont(large_font)
    font.setPixelSize(26)
    QApplication.setFont(font)
    page.resize(664, 420)
    page._fit()
    assert not page.folders.isVisible()
    page.folders_button.click()
    assert page.folders.isVisible()
    page.folders.list.choose(page.folders.list.entries[1])
    assert titles(page) == ["Slow Machinery"]
    assert not page.folders.isVisible()


# --------------------------------------------------------------------------------------------------- folders in step


def test_a_folder_to_watch_is_chosen_from_the_empty_page_and_from_the_menu_of_all_music(
    window, wishes, tmp_path, qtbot
):
    window.show_catalogue()
    wishes.asked.clear()
    button = next(b for b in window.catalogue_page.empty.findChildren(ActionButton) if b.text() == "Watch a folder…")
    button.click()
    (chooser,) = window.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path))
    assert wishes.asked == [("watch", str(tmp_path), True)]
    assert window.toast.text == f"“{tmp_path.name}” is kept in step while Slipgui is open."
    chooser.close()
    menu = window.rooms.catalogue.commands.folder_menu(window.catalogue_page.folders.list.entries[0])
    assert "Watch a folder…" in [action.text() for action in menu.actions()]


def test_the_menu_of_a_folder_switches_it_and_that_of_all_music_learns_everything_again(window, page, wishes):
    menu = window.rooms.catalogue.commands.folder_menu(page.folders.list.entries[2])
    keep = menu.actions()[0]
    assert (keep.text(), keep.isCheckable(), keep.isChecked()) == ("Keep in step", True, False)
    keep.trigger()
    everything = window.rooms.catalogue.commands.folder_menu(page.folders.list.entries[0])
    everything.actions()[-1].trigger()
    assert wishes.asked == [("watch", "/m/Granary Tapes", True), ("rebuild",)]


def test_the_menu_of_all_music_writes_and_reads_the_table_of_tags(window, page, wishes, qtbot, tmp_path):
    commands = window.rooms.catalogue.commands
    for title, name in (("Export tags…", "mine"), ("Import tags…", "mine.csv")):
        menu = commands.folder_menu(page.folders.list.entries[0])
        next(action for action in menu.actions() if action.text() == title).trigger()
        qtbot.waitUntil(lambda: bool(page.findChildren(QFileDialog)), timeout=20_000)
        (chooser,) = page.findChildren(QFileDialog)
        Path(tmp_path, "mine.csv").touch()
        chooser.setDirectory(str(tmp_path))
        chooser.fileSelected.emit(str(tmp_path / name))
        chooser.close()
        qtbot.waitUntil(lambda: not page.findChildren(QFileDialog), timeout=20_000)
    assert wishes.asked == [("export tags", tmp_path / "mine"), ("import tags", tmp_path / "mine.csv")]


def test_recordings_that_are_there_twice_are_listed_and_the_later_one_can_be_removed(window, page, wishes):
    menu = window.rooms.catalogue.commands.folder_menu(page.folders.list.entries[0])
    next(action for action in menu.actions() if action.text() == "Find recordings that are there twice").trigger()
    assert (wishes.asked, page.check_button.isEnabled()) == ([("same sound",)], False)
    row = page.model.shown_rows()[1]
    page.show_check([{"kind": "same_sound", "track_id": row.track_id, "path": row.file, "other_path": "/m/one.wav"}])
    assert f"{row.file} = /m/one.wav" in [label.text() for label in page.findings.findChildren(ElidedLabel)]
    buttons(page)["Remove from the catalogue"].click()
    assert wishes.asked[-1] == ("forget", [(row.track_id, row.file)])


def test_changed_tags_can_be_taken_back_from_the_toast(window, page, wishes):
    select(page, 0)
    window.rooms.catalogue.commands.edit_selected()
    (asked,) = wishes.asked
    assert asked == ("read tags", ["id of /m/Granary Tapes/one.wav"])
    fields = ("title", "artist", "album", "isrc", "label", "composer", "publisher", "cover")
    page.edit_tags([{"id": asked[1][0], "of_file": dict.fromkeys(fields, "x"), "of_user": {}}])
    changes = [(asked[1], {"title": "Mine"})]
    window.rooms.catalogue.commands.tell_tags(changes, {})
    assert window.toast.text == "Tags of 1 track changed. The files stay as they are."
    window.toast._button.click()
    assert wishes.asked[1:] == [("set tags", [(asked[1][0:1], {"title": None})])]


def test_dragged_tracks_carry_their_files_and_titles(page):
    select(page, 0, 1)
    mime = mime_of_rows(page.view.dragged_rows())
    assert [url.toLocalFile() for url in mime.urls()] == [row.file for row in page.model.shown_rows()[:2]]
    assert mime.text().splitlines()[0] == "Harbour Lights — Mira Okafor QZ-TW4-21-00417"


def test_tags_and_same_sound_are_reached_by_menu_and_key(window, page, tmp_path):
    assert [
        window.menus.actions[name].shortcut().toString() for name in ("export_tags", "import_tags", "same_sound")
    ] == [
        "Ctrl+T",
        "Ctrl+Shift+T",
        "Ctrl+U",
    ]
    for name, wish in (("export_tags", "export tags"), ("import_tags", "import tags")):
        table = tmp_path / f"{name}.csv"
        table.touch()
        trigger(window, name)
        chooser = next(one for one in page.findChildren(QFileDialog) if one.isVisible())
        chooser.fileSelected.emit(str(table))
        chooser.close()
        assert window._wishes.asked == [(wish, table)]
        window._wishes.asked.clear()
    trigger(window, "same_sound")
    assert window._wishes.asked == [("same sound",)]


def test_an_empty_catalogue_has_no_tags_to_export(open_window):
    window = open_window()
    window.show_catalogue()
    assert not window.menus.actions["export_tags"].isEnabled()
    assert not window.menus.actions["same_sound"].isEnabled()
