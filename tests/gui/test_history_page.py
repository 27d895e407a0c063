"""The history page in the window, over a real journal."""

import csv
import io
import json
from datetime import date, timedelta

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu
from support.history_rows import NOW, filled_history, make_line
from support.opened_folders import opened_folders
from support.queue_events import added, finished
from support.wishes import Wishes

from slipgui.app.history_words import HistoryKind
from slipgui.app.recognition_line import encode_error
from slipgui.core.clip import ClipId
from slipgui.core.errors import JobExpiredError
from slipgui.core.flow import Stage
from slipgui.gui.evidence_pdf import evidence_document, write_evidence_pdf
from slipgui.gui.history_delegate import marked_spans
from slipgui.gui.history_model import PAGE_ROWS, HistoryTableModel
from slipgui.gui.history_work import HistoryWork
from slipgui.gui.page_printer import print_page
from slipgui.gui.row_drag import mime_of_rows
from slipgui.gui.texts import translate


@pytest.fixture
def window(qtbot, open_window, kept):
    window = open_window(Wishes(HistoryWork(kept.ask)))
    window.show_room("history")
    qtbot.waitUntil(lambda: window.rooms.history.page.model.row_at(1) is not None)
    return window


@pytest.fixture
def page(window):
    return window.rooms.history.page


def shown(page):
    return [page.model.row_at(place).path.name for place in range(page.model.rowCount()) if page.model.row_at(place)]


def search(page, text):
    page.search.setText(text)
    page.ask()


def select(page, name):
    place = next(n for n in range(page.model.rowCount()) if (row := page.model.row_at(n)) and row.path.name == name)
    page.view.select_places([place])
    return page.model.row_at(place)


def test_key_leads_to_the_history_with_its_days_newest_first(window, page, qtbot):
    assert window.menus.actions["page_history"].shortcut().toString() == "Ctrl+2"
    assert window.sidebar.items["history"].isChecked()
    assert page.model.rowCount() == 9 + len(page.model.heads())
    assert shown(page)[0] == "take#3_selects_B-cam.mov"
    assert page.view.rowHeight(0) < page.view.rowHeight(1)  # the head of a day


def test_search_while_writing_narrows_and_marks(page, qtbot):
    qtbot.keyClicks(page.search, "juno")
    qtbot.waitUntil(lambda: shown(page) == ["PROMO_AUTUMN_30s_v04.mov"])
    assert page.model.words == ("juno",)
    assert page.words_chip.isVisible()
    page.words_chip.click()
    qtbot.waitUntil(lambda: len(shown(page)) == 9)


def test_what_is_searched_is_marked_in_any_case():
    assert marked_spans("Kites Over kites", ("kites",)) == [(0, 5), (11, 16)]
    assert marked_spans("a+b", ("+",)) == [(1, 2)]
    assert marked_spans("nothing", ()) == []


def test_filters_of_state_and_time(page):
    page.set_kind(HistoryKind.EXTERNAL)
    assert shown(page) == ["PROMO_AUTUMN_30s_v04.mov", "風の谷_kites_BROLL_4K.mov"]
    page.set_kind(HistoryKind.FAILED)
    assert page._nothing.isVisible()
    page.show_all()
    assert len(shown(page)) == 9
    page.set_period(1)
    assert page.period_chip.text() == "Today"


def test_chips_of_service_and_confirmation_leave_rows_out_and_show_all_brings_them_back(window, page, qtbot):
    page.set_service("local")
    assert page._nothing.isVisible()
    assert page.service_chip.text() == "This computer"
    page.set_service("audioverify")
    assert len(shown(page)) == 9
    select(page, "EP103_v1_LOCK.mov")
    window.rooms.history.orders["confirm"]()
    page.unconfirmed_chip.click()
    assert len(shown(page)) == 8
    assert "EP103_v1_LOCK.mov" not in shown(page)
    assert page._found.text() == "8 of 9 answers"
    page.show_all()
    assert len(shown(page)) == 9
    assert not page.unconfirmed_chip.isChecked()
    assert page.service_chip.text() == "Any service"


def test_a_narrow_page_scrolls_to_the_chip_that_gets_the_keys(window, page, qtbot):
    window.resize(720, 480)
    page.search.setText("a word that makes a chip of its own")
    page.ask()
    page.unconfirmed_chip.setFocus(Qt.FocusReason.TabFocusReason)
    chips = page.unconfirmed_chip.parentWidget().parentWidget()

    def is_in_view():
        place = page.unconfirmed_chip.mapTo(chips, page.unconfirmed_chip.rect().center())
        return chips.rect().contains(place)

    qtbot.waitUntil(is_in_view, timeout=20_000)
    assert window.width() == 720


def test_correction_by_hand_keeps_what_the_service_said(window, page, kept):
    row = select(page, "PROMO_AUTUMN_30s_v04.mov")
    window.rooms.history.orders["correct"]()
    panel = window.rooms.history.details.panel
    panel.form.fields["title"].setText("Paper Lanterns")
    panel.form.fields["label"].clear()
    panel.form._save()
    assert panel.row.line["corrected_track"]["title"] == "Paper Lanterns"
    assert panel.row.line["corrected_track"]["external_label"] is None
    assert "Paper Kites" in panel._answer._original.text()
    assert (
        json.loads(kept.first("SELECT line FROM recognitions WHERE id = ?", row.id)["line"])["track"]["title"]
        == "Paper Kites"
    )
    panel.buttons["original"].click()
    assert "corrected_track" not in panel.row.line


def test_a_clip_of_the_queue_is_named_in_the_history(window, page, kept, qtbot):
    row = select(page, "Doc_kites_scene_22_stems_MX.wav")
    search(page, "nothing like it")
    window.show_room("queue")
    window.rooms.queue.name_wanted.emit(row.id)
    panel = window.rooms.history.details.panel
    assert window.room is window.rooms.history
    assert panel.row.id == row.id
    assert panel.form.isVisible()
    panel.form.fields["title"].setText("Northbound")
    panel.form._save()
    assert panel.row.line["corrected_track"]["title"] == "Northbound"


def test_keys_lead_from_the_search_to_the_first_row_past_its_day(window, page, qtbot):
    search(page, "kites")
    page.focus_search()
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    assert page.view.selected_items() == [1]
    qtbot.keyClick(page.view, Qt.Key.Key_End)
    qtbot.keyClick(page.view, Qt.Key.Key_Home)
    assert page.view.selected_items() == [1]


def test_confirmed_by_key_and_taken_back(window, page, qtbot):
    select(page, "EP103_v1_LOCK.mov")
    window.activateWindow()
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert page.selected_rows()[0].line["confirmed_by"] == window.rooms.history._me
    window.rooms.history.orders["confirm"]()
    assert "confirmed_by" not in page.selected_rows()[0].line


@pytest.mark.parametrize("outcome", ["failed", "cancelled"])
def test_what_brought_no_answer_cannot_be_confirmed_neither_alone_nor_among_others(window, page, kept, outcome):
    error = encode_error(JobExpiredError(service="audioverify"), Stage.POLLING)
    kept.add([(NOW, make_line("late.mov", None, None, None, None, True) | {"outcome": outcome, "error": error})])
    page.ask()
    window.rooms.history.show_details(True)
    confirm = window.rooms.history.details.panel.buttons["confirm"]
    for name, has_answer in (
        ("EP103_v1_LOCK.mov", True),
        ("late.mov", False),
        ("Doc_kites_scene_22_stems_MX.wav", True),
    ):
        select(page, name)
        assert confirm.isHidden() is not has_answer
        assert window.menus.actions["confirm"].isEnabled() is has_answer
    page.view.selectAll()
    window.rooms.history.orders["confirm"]()
    unconfirmed = [row.path.name for row in page.selected_rows() if "confirmed_by" not in row.line]
    assert unconfirmed == ["late.mov"]


def test_removal_is_undone_from_the_message(window, page):
    select(page, "EP103_v1_LOCK.mov")
    window.menus.actions["remove"].trigger()
    assert "EP103_v1_LOCK.mov" not in shown(page)
    assert window.toast.text == "1 answer removed from history"
    window.toast._button.click()
    assert "EP103_v1_LOCK.mov" in shown(page)
    assert [row.path.name for row in page.selected_rows()] == ["EP103_v1_LOCK.mov"]


def test_removed_one_after_the_other_by_key(window, page):
    names = shown(page)
    select(page, names[0])
    window.menus.actions["remove"].trigger()
    assert [row.path.name for row in page.selected_rows()] == [names[1]]
    window.menus.actions["remove"].trigger()
    assert shown(page) == names[2:]
    select(page, names[-1])
    window.menus.actions["remove"].trigger()
    assert [row.path.name for row in page.selected_rows()] == [names[-2]]


def test_removal_by_the_button_in_the_details_leaves_the_keys_with_the_list(window, page):
    select(page, "EP103_v1_LOCK.mov")
    window.rooms.history.show_details(True)
    button = window.rooms.history.details.panel.buttons["remove"]
    button.setFocus()
    button.click()
    assert page.view.hasFocus()


def test_recognise_again_asks_the_account_that_each_was_asked_of(window, page, kept):
    kept.change("UPDATE recognitions SET profile = 'agency' WHERE line LIKE '%EP103_v1_LOCK.mov%'")
    page.ask()
    page.view.select_places([place for place in range(page.model.rowCount()) if page.model.row_at(place)])
    rows = page.selected_rows()
    window.menus.actions["retry"].trigger()
    agency = [row.path for row in rows if row.path.name == "EP103_v1_LOCK.mov"]
    others = [row.path for row in rows if row.path not in agency]
    assert sorted(window._wishes.asked, key=len) == [
        ("recognise again", others, None),
        ("recognise again", agency, "agency"),
    ]


def test_the_folder_of_a_file_is_opened(window, page):
    row = select(page, "EP103_v1_LOCK.mov")
    with opened_folders() as folders:
        window.menus.actions["reveal"].trigger()
    assert folders == [str(row.path.parent)]


def test_answers_are_copied(window, page):
    select(page, "PROMO_AUTUMN_30s_v04.mov")
    window.menus.actions["copy_answer"].trigger()
    assert QGuiApplication.clipboard().text() == "Paper Kites — Juno Vale (Northfield Records) QZ-TW4-21-00417"


def test_selection_survives_news(window, page, kept, qtbot):
    row = select(page, "EP103_v1_LOCK.mov")
    kept.add([(NOW, make_line("new.mov", "New", None, None, 90.0, True))])
    window.on_event(added("a"))
    window.on_event(finished("a"))
    qtbot.waitUntil(lambda: "new.mov" in shown(page))
    qtbot.waitUntil(lambda: [found.id for found in page.selected_rows()] == [row.id])


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_export_writes_what_is_shown(window, page, tmp_path):
    search(page, "juno")
    window.menus.actions["export"].trigger()
    chooser = window.findChild(QFileDialog)
    assert chooser.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    for name in ("out.csv", "out.json"):
        chooser.fileSelected.emit(str(tmp_path / name))
    chooser.close()
    table = list(csv.reader((tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert len(table) == 2
    assert "Paper Kites" in table[1]
    (line,) = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert line["track"]["title"] == "Paper Kites"
    assert window.toast.text == "1 answer written to out.json"


def test_a_file_that_cannot_be_written_is_told(window, page, tmp_path):
    window._wishes.history.export(page.query, tmp_path / "no such folder" / "out.csv")
    assert "cannot be written" in window.toast.text


def test_evidence_as_json_and_pdf(window, page, kept, tmp_path):
    row = select(page, "PROMO_AUTUMN_30s_v04.mov")
    work = window._wishes.history
    work.tell_evidence(row.id, tmp_path / "e.json")
    assert json.loads((tmp_path / "e.json").read_text(encoding="utf-8"))["answer"] == {"status": "SUCCESS"}
    work.tell_evidence(row.id, tmp_path / "e.pdf")
    assert (tmp_path / "e.pdf").read_bytes().startswith(b"%PDF")
    assert window.toast.text == "Evidence written to e.pdf"


@pytest.fixture
def inter(qapp):
    """A font that draws the hyphen between digits as another glyph, where it is installed."""
    before = qapp.font()
    qapp.setFont(QFont("Inter"))
    yield
    qapp.setFont(before)


def test_numbers_are_copied_from_the_pdfs_as_they_are_written(inter, page, kept, tmp_path):
    found = []
    kept.ask(lambda application: _collect(application, select(page, "PROMO_AUTUMN_30s_v04.mov").id, found))
    write_evidence_pdf(found[0], tmp_path / "e.pdf")
    sheet = print_page("<p>QZ-TW4-21-00417 10:00:12:05</p>", "a4")
    texts = [_pdf_text(content) for content in ((tmp_path / "e.pdf").read_bytes(), sheet)]
    assert "7c1f0a52-7d5e-4a3c" in texts[0]
    assert "2026-11-18" in texts[0]
    assert "QZ-TW4-21-0041710:00:12:05" in texts[1]


def _pdf_text(content):
    return "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def test_evidence_names_file_service_job_score_and_answer(page, kept, tmp_path):
    row = select(page, "PROMO_AUTUMN_30s_v04.mov")
    found = []
    kept.ask(lambda application: _collect(application, row.id, found))
    text = evidence_document(found[0]).toPlainText()
    for part in (
        "PROMO_AUTUMN_30s_v04.mov",
        "https://api.example",
        "7c1f0a52-7d5e-4a3c",
        "90.3",
        "Paper Kites",
        '"SUCCESS"',
    ):
        assert part in text, part
    with pytest.raises(OSError, match=r"."):
        write_evidence_pdf(found[0], tmp_path / "no such folder" / "e.pdf")


def test_evidence_tells_match_and_further_tracks_label_by_label(page, kept, qtbot):
    line = make_line("cut.mov", "Belt Drive", "Kites Over Kiruna", None, 96.5, True)
    other = make_line("", "Runway Grass", "Kites Over Kiruna", None, 71.0, True)["track"]
    run = {"query_start_s": 1.0, "query_stop_s": 9.0, "reference_start_s": 30.0}
    line |= {
        "match": {**run, "repeats_s": [12.5, 60.0], "runs": [run]},
        "alternatives": [{"track": other, "match": None}],
    }
    kept.add([(NOW, line)])
    page.ask()
    qtbot.waitUntil(lambda: "cut.mov" in shown(page))
    found = []
    kept.ask(lambda application: _collect(application, select(page, "cut.mov").id, found))
    lines = evidence_document(found[0]).toPlainText().splitlines()
    for label, value in (
        ("Match: sounds alike from second", "12.5, 60.0"),
        ("Match: stretch 1: to second of the clip", "9.0"),
        ("Further track 1: Track: title", "Runway Grass"),
    ):
        assert lines[lines.index(label) + 1] == value
    assert not any("[" in line or "'" in line for line in lines)


def test_evidence_and_details_tell_what_of_the_clip_was_asked_about(window, page, kept, qtbot):
    line = make_line("stems.mov", None, None, None, None, True)
    kept.add([(NOW, line | {"part": {"from_s": 62.0, "to_s": 87.4}, "sound_track": 2})])
    page.ask()
    qtbot.waitUntil(lambda: "stems.mov" in shown(page), timeout=20_000)
    row, found = select(page, "stems.mov"), []
    kept.ask(lambda application: _collect(application, row.id, found))
    lines = evidence_document(found[0]).toPlainText().splitlines()
    for label, value in (
        ("Part that was asked about: from second", "62.0"),
        ("Part that was asked about: to second", "87.4"),
        ("Sound track that was asked about", "2"),
    ):
        assert lines[lines.index(label) + 1] == value
    window.rooms.history.show_details(True)
    panel = window.rooms.history.details.panel
    labels = [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)]
    assert {"Asked about", "01:02 – 01:27", "Sound track", "2"} <= set(labels)


async def _collect(application, clip_id, found):
    found.append(await application.history.evidence(ClipId(clip_id)))


def test_every_row_reads_as_one_sentence(page):
    index = page.model.index(1, 0)
    sentence = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert sentence.startswith("take#3_selects_B-cam.mov, ")
    assert "Check by ear: Slow Machinery (No Drums), Kites Over Kiruna · Tidewater Library" in sentence


def test_empty_history_says_what_will_be_here(open_window, tmp_path):
    with filled_history(tmp_path / "empty.sqlite3") as history:
        window = open_window(Wishes(HistoryWork(history.ask)))
        window.show_room("history")
        assert window.rooms.history.page.empty.isVisible()
        assert not window.menus.actions["export"].isEnabled()


def test_a_hundred_thousand_rows_are_read_where_they_are_shown(qapp):
    model = HistoryTableModel(75.0, "me")
    asked = []
    model.page_wanted.connect(lambda offset, limit: asked.append((offset, limit)))
    days = [(date.fromordinal(739_000 - n), 50) for n in range(2000)]
    model.set_answer(days, (), date.fromordinal(739_000))
    assert model.rowCount() == 102_000
    for item in (0, 49, 50, 99_999):
        assert model.item_at(model.place_of_item(item)) == item
    assert model.item_at(51) is None  # the second day's head
    model.index(model.place_of_item(70_000), 1).data()
    qapp.processEvents()
    assert asked == [(70_000 // PAGE_ROWS * PAGE_ROWS, PAGE_ROWS)]
    assert translate("History", "Reading…") == model.index(model.place_of_item(70_000), 0).data(
        Qt.ItemDataRole.AccessibleTextRole
    )


def decided_next(window, page, key):
    """The file that is selected after an action."""
    window.menus.actions[key].trigger()
    return [row.path.name for row in page.selected_rows()]


def test_what_is_decided_next_is_selected_round_the_history_and_not_what_was_confirmed(window, page):
    assert decided_next(window, page, "next_check") == ["take#3_selects_B-cam.mov"]
    assert decided_next(window, page, "next_check") == ["Doc_kites_scene_22_stems_MX.wav"]
    assert decided_next(window, page, "next_check") == ["take#3_selects_B-cam.mov"]
    assert decided_next(window, page, "previous_check") == ["Doc_kites_scene_22_stems_MX.wav"]
    select(page, "take#3_selects_B-cam.mov")
    window.rooms.history.orders["confirm"]()
    assert decided_next(window, page, "next_check") == ["Doc_kites_scene_22_stems_MX.wav"]
    assert decided_next(window, page, "next_check") == ["Doc_kites_scene_22_stems_MX.wav"]
    page.unconfirmed_chip.click()
    search(page, "juno")
    window.menus.actions["next_check"].trigger()
    assert window.toast.text == "No clip in this list has to be decided"


def test_what_is_decided_next_is_found_many_pages_away(window, page, kept, qtbot):
    sure = make_line("sure.mov", "Sure", "Mira", None, 99.0, True)
    unsure = make_line("unsure.mov", "Unsure", "Mira", None, 20.0, True)
    n_rows = 6 * PAGE_ROWS
    times = [NOW - timedelta(days=90, minutes=n) for n in range(n_rows)]
    kept.add([(at, unsure if n == n_rows - 5 else sure) for n, at in enumerate(times)])
    page.ask()
    qtbot.waitUntil(lambda: page.model.n_found == n_rows + 9, timeout=20_000)
    select(page, "Archive_1991_reel_4.mpeg")  # the last of the examples
    window.menus.actions["next_check"].trigger()
    qtbot.waitUntil(lambda: [row.path.name for row in page.selected_rows()] == ["unsure.mov"], timeout=20_000)
    window.menus.actions["previous_check"].trigger()
    qtbot.waitUntil(
        lambda: [row.path.name for row in page.selected_rows()] == ["Doc_kites_scene_22_stems_MX.wav"], timeout=20_000
    )


@pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform has no window manager to tell
def test_answers_are_copied_as_what_is_chosen(window, page, qtbot):
    row = select(page, "PROMO_AUTUMN_30s_v04.mov")
    assert window.menus.actions["copy_as"].isEnabled()
    window.menus.actions["copy_as"].trigger()

    def artist():
        menus = [menu for menu in window.findChildren(QMenu) if menu.isVisible()]
        return next((a for menu in menus for a in menu.actions() if a.text() == "Title and artist"), None)

    qtbot.waitUntil(lambda: artist() is not None, timeout=20_000)
    menu = next(menu for menu in window.findChildren(QMenu) if menu.isVisible())
    artist().trigger()
    menu.close()
    assert QGuiApplication.clipboard().text() == "Paper Kites — Juno Vale"
    assert row.line["track"]["title"] == "Paper Kites"
    select(page, "Doc_kites_scene_22_stems_MX.wav")
    assert not window.menus.actions["copy_as"].isEnabled()


def test_dragged_rows_carry_their_files_and_answers(page):
    row = select(page, "PROMO_AUTUMN_30s_v04.mov")
    mime = mime_of_rows(page.view.dragged_rows())
    assert [url.toLocalFile() for url in mime.urls()] == [str(row.path)]
    assert mime.text() == "Paper Kites — Juno Vale (Northfield Records) QZ-TW4-21-00417"
    unknown = select(page, "Doc_kites_scene_22_stems_MX.wav")
    assert page.view.dragged_rows() == [(unknown.path, "Doc_kites_scene_22_stems_MX.wav")]


def test_a_double_click_opens_the_details_of_a_row_that_is_selected_already(window, page, qtbot):
    row = select(page, "PROMO_AUTUMN_30s_v04.mov")
    place = next(n for n in range(page.model.rowCount()) if page.model.row_at(n) is row)
    middle = page.view.visualRect(page.model.index(place, 1)).center()
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert window.rooms.history.details.is_open
    assert [chosen.id for chosen in page.selected_rows()] == [row.id]


def test_a_click_on_a_day_selects_nothing(page, qtbot):
    middle = page.view.visualRect(page.model.index(0, 1)).center()
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert page.selected_rows() == []


def test_of_many_selected_rows_a_click_without_a_drag_means_the_one_below_it(page, qtbot):
    page.view.selectAll()
    middle = page.view.visualRect(page.model.index(2, 1)).center()
    qtbot.mousePress(page.view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert len(page.selected_rows()) == 9  # they may be dragged away together
    qtbot.mouseRelease(page.view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert len(page.selected_rows()) == 1
