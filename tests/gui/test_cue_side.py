"""Header, list of works, completeness, bulk edits, pastes and stretches on the cue page, over real files."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from support.cue_projects import FILM_TV

from slipgui.app.cue_project import load_project, project_file, save_project
from slipgui.app.works_file import read_works
from slipgui.core.cue_edit import Edge
from slipgui.core.cue_sheet import (
    CueState,
    FieldOrigin,
    LineField,
    MusicOrigin,
    Span,
    Usage,
    Writer,
    WriterRole,
)
from slipgui.gui.cue_texts import CueColumn
from slipgui.gui.language import read_phrases, use_phrases
from slipgui.gui.page_printer import print_to

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")
"""The offscreen platform has no window manager to tell."""


@pytest.fixture
def side(cue_room, qtbot):
    """What stands beside the cues, with everything counted."""
    qtbot.waitUntil(lambda: cue_room.page.missing_button.text() != "", timeout=20_000)
    return cue_room.details.panel


def press(window, name):
    action = window.menus.actions[name]
    assert action.isEnabled(), name
    action.trigger()


def write(field, text):
    """Write into a field of one line, and leave it."""
    field.setText(text)
    field.editingFinished.emit()


def findings(side):
    return [side.missing.list.item(row).text() for row in range(side.missing.list.count())]


def test_header_is_written_saved_and_taken_back(cue_window, cue_room, side, cue_project):
    press(cue_window, "sheet_header")
    assert side.tab == "header"
    write(side.header.fields["production_company"], "Pier Films")
    write(side.header.fields["first_air_date"], "2026-11-28")
    cue_room.save_now()
    header = load_project(cue_project).sheet.header
    assert (header.title, header.production_company, header.first_air_date) == ("Harbour", "Pier Films", "2026-11-28")
    press(cue_window, "undo")
    assert side.header.fields["first_air_date"].text() == ""
    assert side.header.lengths.text() == "Music 04:00 of 10:00"
    assert "wants it" in side.header.fields["title"].accessibleDescription()


def test_every_thing_that_is_missing_is_named_and_leads_to_its_field(cue_window, cue_room, side, qtbot):
    press(cue_window, "sheet_check")
    assert cue_room.page.missing_button.text() == f"{len(findings(side))} to complete"
    assert "Production company missing" in findings(side)
    row = findings(side).index("Cue 1, Eleven Winters: Writers missing")
    rows = [text for text in findings(side) if text.startswith("Cue ")]
    assert {text[4] for text in rows} == set("123457")  # as the table counts: the sixth was not found
    cue_room.document.choose(3)
    side.missing.list.itemActivated.emit(side.missing.list.item(row))
    assert (cue_room.document.place, side.tab) == (0, "cue")
    assert side.cue.form.fields[LineField.WRITERS].hasFocus()
    side.missing.list.itemActivated.emit(side.missing.list.item(findings(side).index("Production company missing")))
    assert side.header.fields["production_company"].hasFocus()
    before = len(findings(side))
    write(side.header.fields["production_company"], "Pier Films")
    qtbot.waitUntil(lambda: len(findings(side)) == before - 1, timeout=20_000)
    place = next(row for row, text in enumerate(findings(side)) if text.startswith("Stretches with sound"))
    side.missing.list.itemActivated.emit(side.missing.list.item(place))
    assert cue_room.document.place == 5  # the one without a name


def test_another_layout_wants_other_things_and_an_own_one_can_be_chosen(cue_window, cue_room, side, tmp_path):
    box = side.missing.template_box
    us = findings(side)
    box.setCurrentIndex(box.findData("uk"))
    box.activated.emit(box.currentIndex())
    assert findings(side) != us
    own = tmp_path / "house.json"
    own.write_text('{"version": 1, "name": "house", "columns": [{"field": "title", "heading": "Piece"}], "usage": {}}')
    cue_room._use_template(str(own))
    assert (box.currentText(), cue_room.page.template) == ("house", str(own))
    assert not any("Production company" in text for text in findings(side))
    own.write_text("{")
    cue_room._use_template(str(own))
    assert "it is no JSON" in cue_window.toast.text
    assert "house.json: This file cannot be used." in cue_window.toast.text
    assert "--" not in cue_window.toast.text


def test_what_is_typed_of_a_track_is_kept_for_other_cues_and_later_sheets(
    cue_window, cue_room, side, cue_work, home, tmp_path
):
    document = cue_room.document
    document.paste([(0, LineField.TITLE, "Salt Roads"), (0, LineField.PERFORMER, "Mira Okafor")])
    document.choose(0)
    publishers = side.cue.form.fields[LineField.PUBLISHERS]
    publishers.setPlainText("Tidewater; 100; PRS")
    publishers.left.emit()
    assert document.sheet.lines[6].publishers == document.sheet.lines[0].publishers != ()
    assert document.sheet.lines[6].origins[LineField.PUBLISHERS] is FieldOrigin.WORKS_LIST
    document.choose(6)
    assert "list of works" in side.cue.form._labels[LineField.PUBLISHERS].text()
    assert side.cue._kept.text() == "Kept in the list of works and reused in later sheets."
    works, problems = read_works(home.works_file)
    assert ([work.title for work in works], problems) == (["Salt Roads"], [])
    other = project_file(home, tmp_path / "NEXT.mov")
    save_project(other, load_project(document.file))
    cue_work.open(other)
    assert cue_room.document.sheet.lines[6].publishers[0].name == "Tidewater"
    cue_work.open(document.file)


def test_undo_takes_back_sheet_and_list_of_works_together(cue_window, cue_room, home):
    document = cue_room.document
    document.choose(6)
    document.type(LineField.LABEL, "Tidewater")
    assert [work.label for work in cue_room.works.works.works] == ["Tidewater"]
    press(cue_window, "undo")
    assert cue_room.works.works.works == ()
    assert read_works(home.works_file)[0] == []
    press(cue_window, "redo")
    assert read_works(home.works_file)[0][0].label == "Tidewater"


def test_a_conflict_with_the_list_is_shown_and_taken_from_it_with_one_click(cue_room, side, tmp_path, qtbot):
    document = cue_room.document
    document.choose(6)
    document.type(LineField.LABEL, "Typed here")
    table = tmp_path / "works.csv"
    table.write_text("title,performer,label,iswc\nSalt Roads,Mira Okafor,Listed,T0345246801\n")
    cue_room._work.import_works(table)
    assert "contradicts the list, which stays" in cue_room._around.window.toast.text
    assert document.sheet.lines[6].iswc == "T0345246801"
    (work,) = cue_room.works.works.works
    cue_room._use_works(
        cue_room.works.works.replaced(work, type(work)(title="Salt Roads", performer="Mira Okafor", label="Listed"))
    )
    assert document.line.label == "Typed here"
    qtbot.waitUntil(lambda: any("says “Listed”" in text for text in findings(side)), timeout=20_000)
    take = side.cue._conflicts.itemAt(1).widget()
    take.click()
    assert (document.line.label, document.line.origins[LineField.LABEL]) == ("Listed", FieldOrigin.WORKS_LIST)
    assert side.cue._conflicts.count() == 0


def test_all_that_an_import_did_not_take_is_listed_and_a_conflict_is_solved_by_choosing_it(
    cue_window, cue_room, tmp_path
):
    document = cue_room.document
    document.choose(6)
    document.type(LineField.LABEL, "Typed here")
    press(cue_window, "works")
    window = cue_room.works.window
    assert window.imported.isHidden()
    table = tmp_path / "works.csv"
    document.type(LineField.WRITERS, (Writer("Doe", "Jane", WriterRole.COMPOSER, Decimal(60)),))
    table.write_text(
        "title,performer,label,role,name,share_percent\nSalt Roads,Mira Okafor,From the file,CA,Jane Doe,50\n,,,,Bo,\nRain,,,boss,Cy,\n"
    )
    window.import_requested.emit(table)
    rows = window.imported.list
    assert [rows.item(row).text() for row in range(rows.count())] == [
        "Label of “Salt Roads”: “Typed here” in the list, “From the file” in the file",
        "Writers of “Salt Roads”: “Doe, Jane; C; 60” in the list, “Doe, Jane; CA; 50” in the file",
        "Line 3: neither ISRC nor title.", "Line 4: Role “boss” cannot be used.",
    ]  # fmt: skip
    assert window.imported.isVisible()
    assert cue_window.toast.text.startswith("works.csv: 2 works read. ")
    rows.itemClicked.emit(rows.item(0))
    assert [work.label for work in cue_room.works.works.works if work.title == "Salt Roads"] == ["From the file"]
    rows.itemClicked.emit(rows.item(0))  # once is enough
    press(cue_window, "undo")
    assert [work.label for work in cue_room.works.works.works if work.title == "Salt Roads"] == ["Typed here"]


def test_what_is_missing_stands_still_while_a_border_is_dragged_and_follows_names(cue_room, side, qtbot):
    document, rows = cue_room.document, side.missing.list
    document.choose(0)
    first = rows.item(0)
    sentences = findings(side)
    with qtbot.waitSignal(side.counted, timeout=20_000):
        document.move_border(0, Edge.OUT, document.line.spans[0].out_ticks - 10)
    assert first.text() == sentences[0]  # the row itself: one that was made anew would be gone
    with qtbot.waitSignal(side.counted, timeout=20_000):
        document.type(LineField.TITLE, "Quite Another")
    assert any("Quite Another" in sentence for sentence in findings(side))


def test_works_window_writes_finds_removes_and_gives_back(cue_window, cue_room, home, tmp_path, qtbot):
    press(cue_window, "works")
    window = cue_room.works.window
    window.add_button.click()
    write(window.form.fields[LineField.TITLE], "Gantry")
    write(window.form.fields[LineField.PERFORMER], "Mira Okafor")
    write(window.form.fields[LineField.LABEL], "Tidewater")
    assert cue_room.document.sheet.lines[3].label == "Tidewater"  # filled in at once
    window.search.setText("nowhere")
    assert window.model.rowCount() == 0
    window.search.setText("gan")
    assert window.model.index(0, 0).data() == "Gantry"
    window.view.selectRow(0)
    window.remove_button.click()
    assert read_works(home.works_file)[0] == []
    cue_window.undo()
    assert read_works(home.works_file)[0][0].label == "Tidewater"
    window.export_requested.emit(tmp_path / "out.csv")
    assert read_works(tmp_path / "out.csv")[0] == list(cue_room.works.works.works)
    window.close()
    assert cue_room.works.window is None


def test_a_work_stays_chosen_while_its_fields_are_left_backwards(cue_window, cue_room, qtbot):
    press(cue_window, "works")
    window = cue_room.works.window
    window.add_button.click()
    qtbot.keyPress(window, Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier)  # and Tab
    write(window.form.fields[LineField.LABEL], "Tidewater")
    write(window.form.fields[LineField.PERFORMER], "Mira Okafor")
    write(window.form.fields[LineField.TITLE], "Gantry")
    qtbot.keyRelease(window, Qt.Key.Key_Shift)
    (work,) = cue_room.works.works.works
    assert (work.title, work.performer, work.label) == ("Gantry", "Mira Okafor", "Tidewater")
    window.close()


def test_a_damaged_list_of_works_is_told_and_set_aside(open_window, cue_work, home):
    from support.wishes import Wishes

    home.works_file.parent.mkdir(parents=True, exist_ok=True)
    home.works_file.write_bytes(b"\xff\xfe no list")
    window = open_window(Wishes(cues=cue_work))
    window.show_room("cues")
    assert "not in UTF-8" in window.toast.text
    assert home.works_file.with_name("works-set-aside.csv").read_bytes() == b"\xff\xfe no list"


def test_another_language_keeps_works_window_and_layout(cue_window, cue_room):
    cue_room._use_template("european")
    cue_room.document.choose(6)
    cue_room.document.type(LineField.LABEL, "Tidewater")
    press(cue_window, "works")
    use_phrases(read_phrases("de"))
    try:
        cue_window.speak_anew()
    finally:
        use_phrases({})
    room = cue_window.rooms.cues
    assert room is not cue_room
    assert (room.works.window.windowTitle(), room.page.template) == ("Werkliste", "european")
    assert room.works.works.works[0].label == "Tidewater"
    room.works.close()


def test_several_cues_take_one_value_in_one_step(cue_window, cue_room, side):
    document, view = cue_room.document, cue_room.page.view
    view.select_only(0)
    for place in (2, 3):
        model = view.selectionModel()
        model.select(view.table.index(place, 0), model.SelectionFlag.Select | model.SelectionFlag.Rows)
    assert side.cue._number.text() == "3 of 7 cues chosen"
    origin = side.cue.form.fields[LineField.MUSIC_ORIGIN]
    assert origin.currentText() == "varies"
    assert side.cue.form.fields[LineField.WRITERS].placeholderText() == "varies"
    origin.setCurrentIndex(origin.findData("commercial"))
    origin.activated.emit(origin.currentIndex())
    assert {document.sheet.lines[place].music_origin for place in (0, 2, 3)} == {MusicOrigin.COMMERCIAL}
    assert view.selected_places() == [0, 2, 3]
    press(cue_window, "undo")
    assert document.sheet.lines[0].music_origin is MusicOrigin.LIBRARY
    press(cue_window, "reject")
    assert [document.sheet.lines[place].title for place in (0, 2, 3)] == ["", "", ""]
    press(cue_window, "undo")


def paste(window, room, column, text, place=0):
    view = room.page.view
    view.setFocus()
    view.select_only(place)
    view._column = column
    QGuiApplication.clipboard().setText(text)
    press(window, "paste")


def test_a_block_of_a_spreadsheet_is_pasted_from_the_cell_on(cue_window, cue_room):
    document, view = cue_room.document, cue_room.page.view
    block = "01:00:21;00\t01:00:59;00\t\tHarbour\tBV\tCommercial\r\n01:01:36;00\tsoon\t\tQuay\tTheme open\tLibrary\r\n"
    paste(cue_window, cue_room, CueColumn.IN, block)
    first, second = document.sheet.lines[:2]
    assert (first.title, first.usage, first.music_origin) == ("Harbour", Usage.BACKGROUND_VOCAL, MusicOrigin.COMMERCIAL)
    assert first.spans == (Span(FILM_TV.parse("01:00:21;00"), FILM_TV.parse("01:00:59;00")),)
    assert (second.title, second.usage) == ("Quay", Usage.THEME_OPEN)
    assert second.spans[0].in_ticks == FILM_TV.parse("01:01:36;00")
    assert cue_window.toast.text == "1 cell fits nowhere"
    press(cue_window, "undo")  # all of it is one step
    assert document.sheet.lines[1].title == "Slow Machinery (No Drums)"
    for column in (CueColumn.LABEL, CueColumn.ISRC):
        view.show_column(column, True)
    paste(
        cue_window,
        cue_room,
        CueColumn.WRITERS,
        "Okafor, Mira; C; 60 / Lind, Jon; A; 40\t\tqz-tw4-26-00001\tTidewater",
        place=6,
    )
    line = document.sheet.lines[6]
    assert [writer.share_percent for writer in line.writers] == [Decimal(60), Decimal(40)]
    assert (line.isrc, line.label) == ("QZTW42600001", "Tidewater")


def test_one_row_is_pasted_into_all_selected_rows_and_too_many_are_told(cue_window, cue_room):
    view, document = cue_room.page.view, cue_room.document
    view.setFocus()
    view.selectAll()
    view._column = CueColumn.USE
    QGuiApplication.clipboard().setText("Feature")
    press(cue_window, "paste")
    assert {line.usage for line in document.sheet.lines} == {Usage.FEATURE}
    paste(cue_window, cue_room, CueColumn.USE, "BI\nBV\nVI", place=6)
    assert document.sheet.lines[6].usage == Usage.BACKGROUND_INSTRUMENTAL
    assert cue_window.toast.text == "2 cells or rows fit nowhere"


def test_arrows_lead_from_cell_to_cell_and_f2_writes_there(cue_room, qtbot):
    view = cue_room.page.view
    view.setFocus()
    view.select_only(0)
    view._column = CueColumn.IN
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view._cue_look.current_cell == (0, CueColumn.OUT)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.indexWidget(view.currentIndex().siblingAtColumn(CueColumn.OUT))
    editor = editor or view.findChild(type(cue_room.details.panel.cue.spans.rows[0][0]))
    assert editor.text() == cue_room.document.sheet.timebase.label(cue_room.document.sheet.lines[0].spans[0].out_ticks)


def test_return_ends_what_is_written_into_a_cell_and_confirms_no_cue(cue_window, cue_room, qtbot):
    view, document = cue_room.page.view, cue_room.document
    cue_window.activateWindow()
    view.setFocus()
    document.choose(1)
    view._column = CueColumn.TRACK
    qtbot.keyClick(view, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit), timeout=20_000)
    editor = QApplication.focusWidget()
    qtbot.keyClicks(editor, "Slow Machinery")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: document.sheet.lines[1].title == "Slow Machinery", timeout=20_000)
    assert document.sheet.lines[1].state is CueState.UNSURE
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert document.sheet.lines[1].state is CueState.IDENTIFIED


def test_a_cue_has_several_ins_and_outs(cue_window, cue_room, side):
    document, spans = cue_room.document, side.cue.spans
    document.choose(0)
    document.seek(FILM_TV.ticks(300.0))
    spans.add_button.click()
    assert len(document.line.spans) == 2
    begin, end, _, remove = spans.rows[1]
    assert begin.text() == FILM_TV.label(document.line.spans[1].in_ticks)
    end.setText("01:05:20;00")
    end.setModified(True)
    end.editingFinished.emit()
    assert document.line.spans[1].out_ticks == FILM_TV.parse("01:05:20;00")
    begin.setText("01:00:30;00")  # before the end of the one before: it stays behind it
    begin.setModified(True)
    begin.editingFinished.emit()
    assert document.line.spans[1].in_ticks == document.line.spans[0].out_ticks
    remove.click()
    assert len(document.line.spans) == 1
    press(cue_window, "undo")
    assert len(document.line.spans) == 2


def test_the_sheet_is_printed_on_the_paper_of_its_layout(cue_window, cue_room, tmp_path, qapp):
    from PySide6.QtGui import QTextDocument
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    from slipgui.app.cue_exports import page_text

    press(cue_window, "print")
    dialog = cue_window.findChild(QPrintDialog)
    dialog.close()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "sheet.pdf"))
    document = QTextDocument()
    document.setHtml(page_text(cue_room.document.sheet, cue_room._template))
    print_to(printer, document)
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
