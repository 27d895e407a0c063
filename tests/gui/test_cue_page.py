"""The cue page in the window, over real projects on the disk."""

import json
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from support.clips import Sound, make_clip
from support.cue_projects import FILM_TV, make_project, make_sheet
from support.drags import Drag
from support.tunes import RATE_HZ, make_babble, make_tune

from slipgui.app import cue_exports
from slipgui.app.catalogue import CatalogueDesk
from slipgui.app.cue_project import load_project, project_file, save_project
from slipgui.core.cue_sheet import CueState, LineField
from slipgui.gui.ab_player import PlayState
from slipgui.gui.cue_page import ENDINGS, TEMPLATES
from slipgui.gui.cue_texts import CueColumn
from slipgui.gui.cue_timeline import CueTimeline
from slipgui.gui.language import read_phrases, use_phrases

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell


@pytest.fixture
def work(cue_work):
    return cue_work


@pytest.fixture
def project(cue_project):
    return cue_project


@pytest.fixture
def window(cue_window):
    return cue_window


@pytest.fixture
def room(cue_room):
    return cue_room


def lane(timeline: CueTimeline, at_s, y=146):
    """A point of the timeline."""
    return QPoint(round(92 + timeline.scale.x(at_s)), y)


def press(window, name):
    action: QAction = window.menus.actions[name]
    assert action.isEnabled(), name
    action.trigger()


def test_key_leads_to_the_page_and_the_last_project_is_one_click_away(window, work, project, qtbot):
    assert window.menus.actions["page_cues"].shortcut().toString() == "Ctrl+3"
    assert window.sidebar.items["cues"].isChecked()
    recent = window.rooms.cues.page.empty._recent
    links = [recent.itemAt(place).widget() for place in range(recent.count())]
    assert [link.text() for link in links] == ["Recent", "HARBOUR_v12"]
    links[1].click()
    assert window.rooms.cues.page.view.table.rowCount() == 7


def test_each_cue_is_a_row_that_tells_its_times_track_and_writers(room):
    table = room.page.view.table
    row = [table.index(4, column).data() for column in CueColumn if column <= CueColumn.SCORE]
    assert row == [
        "5", "Identified", "01:05:20;00", "01:05:59;29", "00:40", "夜明けの電車 · Aoi Nishikawa", "BI", "Commercial", "Nishikawa", "95.2",
    ]  # fmt: skip
    sentence = table.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert sentence == "Slow Machinery (No Drums) · Kites Over Kiruna, Check by ear, 01:01:34;29 to 01:02:15;00"
    facts = room.page.facts
    assert facts._text.text() == "7 cues · 04:00 of music"
    assert [button.text() for button in facts.buttons.values()] == [
        "1 to check",
        "1 not found",
        "Writers missing for 3",
    ]
    assert room.page._rate.text() == "10:00 · 29.97 DF"


def rows_shown(room):
    view = room.page.view
    return [place for place in range(view.table.rowCount()) if not view.isRowHidden(place)]


def test_facts_show_their_lines_alone_until_none_is_left(room, qtbot):
    document, facts = room.document, room.page.facts
    everything = rows_shown(room)
    qtbot.mouseClick(facts.buttons["check"], Qt.MouseButton.LeftButton)
    assert rows_shown(room) == [1]
    qtbot.mouseClick(facts.buttons["not_found"], Qt.MouseButton.LeftButton)
    assert rows_shown(room) == [5]
    assert not facts.buttons["check"].isChecked()
    document.choose(0)  # on the timeline
    assert rows_shown(room) == everything
    assert room.page.view.selected_places() == [0]
    facts.choose("check")
    document.choose(1)
    document.confirm()
    assert facts.buttons["check"].isHidden()
    assert rows_shown(room) == everything


def test_what_is_hidden_is_neither_selected_nor_written_into(room):
    view, facts = room.page.view, room.page.facts
    view.selectAll()
    facts.choose("writers")
    shown = rows_shown(room)
    assert 0 < len(shown) < view.table.rowCount()
    assert view.selected_places() == shown
    assert list(room.document.places) == shown
    room.document.choose(shown[0])
    cells, _ = view.pasted_cells("\n".join("abc"))
    assert {place for place, _, _ in cells} <= set(shown)


def test_confirming_leads_to_the_next_that_is_unsure_and_is_taken_back_by_undo(window, room):
    document = room.document
    document.choose(0)
    press(window, "next_check")
    assert document.place == 1
    press(window, "confirm")
    assert document.sheet.lines[1].state is CueState.IDENTIFIED
    press(window, "undo")
    assert document.sheet.lines[1].state is CueState.UNSURE
    press(window, "redo")
    assert document.sheet.lines[1].state is CueState.IDENTIFIED
    press(window, "next_check")
    assert window.toast.text == "Nothing is left to check by ear"


class PaintedCells(QObject):
    """Which cells of a table were painted, and which row is painted now."""

    def __init__(self, view):
        super().__init__(view)
        self._view, self.regions = view, []
        view.viewport().installEventFilter(self)

    def eventFilter(self, _, event):
        if event.type() == QEvent.Type.Paint:
            self.regions.append(event.region())
        return False

    def holds(self, place, column):
        rect = self._view.visualRect(self._view.model().index(place, column))
        return any(region.contains(rect.center()) for region in self.regions)


def test_every_cell_of_a_cue_is_painted_again_at_once(window, room, qtbot):
    view = room.page.view
    room.document.choose(3)
    qtbot.waitUntil(lambda: not view.visualRect(view.model().index(3, CueColumn.SCORE)).isEmpty(), timeout=20_000)
    QApplication.processEvents()
    painted = PaintedCells(view)
    press(window, "reject")
    columns = (CueColumn.STATE, CueColumn.TRACK, CueColumn.ORIGIN, CueColumn.WRITERS, CueColumn.SCORE)
    qtbot.waitUntil(lambda: all(painted.holds(3, column) for column in columns), timeout=20_000)


def test_the_overview_follows_what_is_done_to_the_cues_and_the_part_that_is_in_view(room):
    timeline, document = room.page.timeline, room.document

    def overview():
        document.seek(0)
        return timeline.grab(timeline.rect().adjusted(92, 0, 0, 32 - timeline.height())).toImage()

    before = overview()
    document.remove([2])
    assert overview() != before
    document.undo()
    assert overview() == before
    timeline.zoom_by(2)
    assert overview() != before
    timeline.zoom_to(0.0)
    assert overview() == before


def test_not_this_keeps_the_stretch_and_a_typed_title_names_it(window, room, qtbot):
    document = room.document
    document.choose(2)
    press(window, "reject")
    assert (document.line.title, document.line.state) == ("", CueState.UNIDENTIFIED)
    table = room.page.view.table
    assert table.setData(table.index(2, CueColumn.TRACK), "Runway Grass")
    assert (document.line.title, document.line.state) == ("Runway Grass", CueState.IDENTIFIED)


def test_what_is_written_into_the_table_counts_and_what_is_no_moment_does_not(room):
    table, document = room.page.view.table, room.document
    assert table.setData(table.index(0, CueColumn.IN), "01:00:10;00")
    assert document.sheet.lines[0].spans[0].in_ticks == FILM_TV.ticks(10.01)
    assert not table.setData(table.index(0, CueColumn.IN), "soon")
    assert table.setData(table.index(0, CueColumn.USE), "theme_open")
    assert table.index(0, CueColumn.USE).data() == "TO"
    assert table.setData(table.index(0, CueColumn.ORIGIN), "")
    assert document.sheet.lines[0].music_origin is None


def test_panel_shows_the_chosen_cue_and_takes_fields(room, qtbot):
    document, panel = room.document, room.details.panel.cue
    document.choose(4)
    assert panel._number.text() == "Cue 5 of 7"
    assert panel._shares.text() == "50 % of 100 % named"
    writers = panel.form.fields[LineField.WRITERS]
    writers.setPlainText("Nishikawa, Aoi; CA; 50\nMori, Ken; A; 50")
    writers.left.emit()
    assert [writer.last_name for writer in document.line.writers] == ["Nishikawa", "Mori"]
    assert not panel._shares.isVisible()
    field = panel.form.fields[LineField.ISRC]
    field.setText("jp-nfr-23-00871")
    field.editingFinished.emit()
    assert document.line.isrc == "JPNFR2300871"
    assert field.toolTip() == "Typed for this sheet"
    out = panel.spans.rows[0][1]
    out.setFocus()
    out.clear()
    qtbot.keyClicks(out, "nonsense")
    qtbot.keyClick(out, Qt.Key.Key_Return)
    assert out.text() == "01:05:59;29"
    assert "no moment of this programme" in panel.window().toast.text


def test_a_border_is_dragged_snaps_and_is_taken_back_at_once(window, room, qtbot):
    timeline, document = room.page.timeline, room.document
    document.choose(0)
    document.seek(FILM_TV.ticks(70.0))
    before = document.sheet
    grip = lane(timeline, 60.06)
    qtbot.mousePress(timeline, Qt.MouseButton.LeftButton, pos=grip)
    for at_s in (64.0, 67.0, 69.6):
        qtbot.mouseMove(timeline, lane(timeline, at_s))
        timeline.mouseMoveEvent(_move(lane(timeline, at_s)))
    qtbot.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=lane(timeline, 69.6))
    assert document.sheet.lines[0].spans[0].out_ticks == FILM_TV.ticks(70.0)
    press(window, "undo")
    assert document.sheet == before


@pytest.mark.parametrize(
    ("cuts_s", "peaks", "edge_s"), [((70.0,), b"", 70.0), ((), bytes([90] * 80 + [0] * 520), 80.0)]
)
def test_a_border_snaps_to_cuts_and_to_the_edge_of_a_silence(room, qtbot, cuts_s, peaks, edge_s):
    timeline, document = room.page.timeline, room.document
    document.choose(0)
    document._project = replace(document.project, cuts_s=cuts_s)
    timeline.set_peaks(0.0, 600.0, peaks)
    qtbot.mousePress(timeline, Qt.MouseButton.LeftButton, pos=lane(timeline, 60.06))
    timeline.mouseMoveEvent(_move(lane(timeline, edge_s + 2.5)))  # within 6 pixels, each of .7 s
    qtbot.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=lane(timeline, edge_s + 2.5))
    moved_s = float(document.sheet.seconds(document.sheet.lines[0].spans[0].out_ticks))
    assert moved_s == pytest.approx(edge_s, abs=1.1)
    assert abs(moved_s - edge_s - 2.5) > 1.0  # it is not where it was let go


def test_each_in_and_out_of_a_cue_has_its_handle(room, qtbot):
    timeline, document = room.page.timeline, room.document
    document.choose(0)
    document.seek(FILM_TV.ticks(300.0))
    document.add_span()
    timeline.show_line(0)
    out_s = float(document.sheet.seconds(document.line.spans[1].out_ticks))
    qtbot.mousePress(timeline, Qt.MouseButton.LeftButton, pos=lane(timeline, out_s))
    timeline.mouseMoveEvent(_move(lane(timeline, 330.0)))
    qtbot.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=lane(timeline, 330.0))
    assert float(document.sheet.seconds(document.line.spans[1].out_ticks)) == pytest.approx(330.0, abs=1.1)
    assert document.line.spans[0].out_ticks == FILM_TV.ticks(60.0)


def _move(at):
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    return QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(at), Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip


def test_keys_of_the_timeline_move_by_frames_and_set_borders_at_the_playhead(window, room, qtbot):
    timeline, document = room.page.timeline, room.document
    document.choose(0)
    begin = document.line.spans[0].in_ticks
    document.seek(begin)
    qtbot.keyClick(timeline, Qt.Key.Key_Right)
    assert document.at_ticks == begin + 1
    qtbot.keyClick(timeline, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert document.at_ticks == begin + 1 + FILM_TV.ticks(1.0)
    moved_to = document.at_ticks
    press(window, "set_in")
    assert document.line.spans[0].in_ticks == moved_to
    document.seek(moved_to + FILM_TV.ticks(5.0))
    press(window, "set_out")
    assert document.line.spans[0].out_ticks == moved_to + FILM_TV.ticks(5.0)
    press(window, "undo")
    press(window, "undo")
    assert document.sheet.lines[0].spans[0].in_ticks == begin
    qtbot.keyClick(timeline, Qt.Key.Key_BracketRight)
    assert document.place == 1


def test_zoom_actions_look_closer_wider_and_at_everything(window, room):
    timeline = room.page.timeline
    press(window, "zoom_fit")
    whole_s = timeline._scale.span_s
    press(window, "zoom_in")
    closer_s = timeline._scale.span_s
    assert closer_s < whole_s
    press(window, "zoom_out")
    assert closer_s < timeline._scale.span_s <= whole_s


def test_clicking_a_cue_chooses_it_and_keys_step_through(room, qtbot):
    timeline, document = room.page.timeline, room.document
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=lane(timeline, 190.0))
    assert document.place == 2
    assert room.page.view.selected_places() == [2]
    qtbot.keyClick(timeline, Qt.Key.Key_Down)
    assert document.place == 3
    qtbot.keyClick(timeline, Qt.Key.Key_Right)
    assert document.at_ticks == document.line.spans[0].in_ticks + 1
    assert "Gantry" in timeline.accessibleDescription()


def test_split_join_add_and_remove(window, room):
    document = room.document
    document.choose(0)
    document.seek(FILM_TV.ticks(30.0))
    press(window, "split_cue")
    assert len(document.sheet.lines) == 8
    document.choose(0)
    press(window, "join_cue")
    assert document.sheet == make_sheet()
    document.seek(FILM_TV.ticks(5.0))
    press(window, "split_cue")
    assert window.toast.text == "No cue lies under the playhead"
    window.toast.hide()
    room.page.split_button.click()
    assert (window.toast.text, window.toast.isVisible()) == ("No cue lies under the playhead", True)
    room.page.add_button.click()
    assert (document.place, len(document.sheet.lines)) == (0, 8)
    press(window, "remove")
    assert document.sheet == make_sheet()


def test_zoom_by_wheel_keys_and_slider_asks_for_a_closer_look_at_the_sound(room, qtbot):
    timeline = room.page.timeline
    with qtbot.waitSignal(timeline.stretch_wanted):
        room.page._slider.setValue(800)
    assert timeline.scale.span_s < 60
    qtbot.keyClick(timeline, Qt.Key.Key_Minus)
    assert timeline.scale.span_s < 120
    room.page._fit.click()
    assert timeline.scale.span_s == pytest.approx(600, abs=0.01)


def test_changes_are_saved_by_themselves(window, room, project, qtbot):
    room.document.type(LineField.TITLE, "Salt Roads")
    with qtbot.waitSignal(window._wishes.cues.saved):
        pass
    assert load_project(project).sheet.lines[0].title == "Salt Roads"
    assert room.status_texts()[2] == "All changes are saved"


def test_another_language_keeps_cue_steps_and_what_is_not_saved_yet(window, room, project):
    room.document.choose(4)
    room.document.type(LineField.TITLE, "Salt Roads")
    use_phrases(read_phrases("de"))
    try:
        window.speak_anew()
    finally:
        use_phrases({})
    assert window.rooms.cues is not room
    panel = window.rooms.cues.details.panel.cue
    assert panel._number.text() == "Cue 5 von 7"
    assert panel.widget().minimumSizeHint().width() < 300  # no word is cut off where the side is narrow
    assert load_project(project).sheet.lines[4].title == "Salt Roads"
    press(window, "undo")
    assert window.rooms.cues.document.sheet.lines[4].title == "夜明けの電車"


def test_leaving_the_window_at_once_loses_nothing(window, room, project):
    room.document.type(LineField.TITLE, "Salt Roads")
    window.close()
    assert load_project(project).sheet.lines[0].title == "Salt Roads"


def test_other_programmes_are_one_menu_away(window, room, work, home, tmp_path, project):
    other = project_file(home, tmp_path / "PROMO.mov")
    save_project(other, make_project(tmp_path / "PROMO.mov", make_sheet(2)))
    work.list()
    actions = room.page.more_menu().actions()
    assert [action.text() for action in actions] == [
        "Another programme…", "Next version of it…", "Ask AudioVerify in steps…", "List of works…", "Recent", "PROMO",
    ]  # fmt: skip
    actions[5].trigger()
    assert (room.document.file, room.page.view.table.rowCount()) == (other, 2)
    room.scan([project])  # chosen as a file
    assert room.document.file == project


def test_what_is_not_saved_of_two_programmes_is_saved_of_both(window, room, work, home, tmp_path, project):
    room.document.type(LineField.TITLE, "Salt Roads")
    other = project_file(home, tmp_path / "PROMO.mov")
    fresh = make_project(tmp_path / "PROMO.mov", make_sheet(2))
    work._is_saving = True  # a write is under way
    work.save(other, fresh)
    room._show(other, fresh)
    work._is_saving = False
    work.save(other, fresh)
    assert load_project(project).sheet.lines[0].title == "Salt Roads"
    assert load_project(other) == fresh


def test_the_page_offers_every_file_and_layout_there_is():
    assert {ending for ending in ENDINGS if ending} == set(cue_exports.ENDINGS)
    assert TEMPLATES == cue_exports.OWN_TEMPLATES


def test_sheet_and_markers_are_exported_and_what_is_missing_is_told(window, room, tmp_path, qtbot):
    page = room.page
    menu = page.export_menu()
    texts = [action.text() for action in menu.actions() if action.text() and not action.menu()]
    assert len(texts) == len([ending for ending in ENDINGS if ending]) + 3
    next(action for action in menu.actions() if action.text() == "Copy as table").trigger()
    pasted = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert {len(cells) for cells in pasted} == {len(pasted[0])}
    assert len(pasted) == 1 + 6  # the heading, and the cues that have a name
    layouts = next(action.menu() for action in menu.actions() if action.menu())
    assert [action.isChecked() for action in layouts.actions()] == [True, False, False, False]
    layouts.actions()[1].trigger()
    assert page.template == TEMPLATES[1]
    with qtbot.waitSignal(window._wishes.cues.exported):
        room.export(tmp_path / "harbour.json")
    assert json.loads((tmp_path / "harbour.json").read_bytes())["lines"][4]["title"] == "夜明けの電車"
    assert window.toast.text.startswith("harbour.json is written. ")
    assert " more." in window.toast.text
    room.export(tmp_path / "harbour.doc")
    assert "its ending is none of" in window.toast.text


def test_export_asks_for_a_place_with_the_right_ending(window, room, qtbot):
    press(window, "export")
    chooser = next(child for child in window.children() if isinstance(child, QFileDialog))
    assert chooser.selectedFiles()[0].endswith("HARBOUR_v12.xlsx")
    assert chooser.defaultSuffix() == "xlsx"
    chooser.close()


def test_export_begins_beside_the_programme_and_goes_on_where_the_last_file_was_written(window, room, tmp_path, qtbot):
    def folder():
        press(window, "export")
        chooser = [child for child in window.children() if isinstance(child, QFileDialog)][-1]
        chooser.close()
        return chooser.directory().absolutePath()

    assert folder() == str(room.document.project.clip.parent)
    (tmp_path / "delivery").mkdir()
    with qtbot.waitSignal(window._wishes.cues.exported):
        room.export(tmp_path / "delivery" / "harbour.json")
    assert folder() == str(tmp_path / "delivery")


def test_final_takes_preliminary_away_and_back(room):
    room.page.final_button.click()
    assert room.document.sheet.is_final
    assert room.page.final_button.text() == "Final"
    room.page.final_button.click()
    assert room.page.final_button.text() == "Preliminary"


def test_a_drop_on_the_page_is_a_programme(window, work, tmp_path, qtbot):
    clip = tmp_path / "programme.mov"
    clip.write_bytes(b"x")
    asked = []
    window.rooms.cues._work.scan = lambda clips, since=None: asked.append(clips)
    overlay = window.drop_overlay  # else made in the first idle moment
    drag = Drag(window, clip)
    qtbot.waitUntil(lambda: overlay.words.headline == "Let go to find every cue")
    assert drag.let_go()
    assert asked == [[clip]]


def test_let_go_over_find_every_cue_the_queue_gives_way_to_the_cues(window, tmp_path, qtbot):
    clip = tmp_path / "programme.mov"
    clip.write_bytes(b"x")
    asked = []
    window.rooms.cues._work.scan = lambda clips, since=None: asked.append(clips)
    window.show_room("queue")
    overlay = window.drop_overlay
    drag = Drag(window, clip)
    qtbot.waitUntil(lambda: not overlay.other_target.isEmpty(), timeout=20_000)
    drag.move_to(overlay.pos() + overlay.other_target.center().toPoint())
    assert drag.let_go()
    assert asked == [[clip]]
    assert window.room is window.rooms.cues


def test_of_a_folder_every_programme_below_it_is_scanned(work, tmp_path):
    (tmp_path / "day 1" / "b").mkdir(parents=True)
    for name in ("one.mov", "b/two.mxf", "notes.txt", "old.slipcues"):
        (tmp_path / "day 1" / name).write_bytes(b"x")
    told = []
    work.failed.connect(lambda path, error: told.append(path.name))
    work.scan([tmp_path / "day 1"])
    assert sorted(told) == ["one.mov", "two.mxf"]


def test_what_cannot_be_scanned_is_told(window, work, tmp_path):
    work.scan([tmp_path / "gone.mov"])
    assert window.toast.text.startswith("gone.mov: ")
    assert window.rooms.cues.document is None
    assert window.rooms.cues.page.empty.browse.isVisible()


def test_a_damaged_project_is_told(window, work, project):
    project.write_bytes(b"{")
    work.open(project)
    assert "it is no JSON" in window.toast.text


def test_playing_takes_clip_and_track_at_the_same_moment(room):
    document = room.document
    document.choose(0)
    document.seek(FILM_TV.ticks(30.03))
    room.orders["play"]()
    clip, track = room.player.loaded
    assert room.player.state is PlayState.FETCHING
    assert clip.path == document.project.clip
    assert clip.begin_s == pytest.approx(30.03, abs=0.02)
    assert clip.length_s == pytest.approx(29.96, abs=0.02)  # to the end of the cue
    assert track.begin_s == pytest.approx(12.0 + 10.03, abs=0.05)


@pytest.fixture
def programme(home, tmp_path):
    """A minute of babble with a tune of the catalogue from 20 to 40 s."""
    tune = make_tune(1, 30.0)
    music = make_clip(
        tmp_path / "1.flac",
        samples=tune,
        sample_rate_hz=RATE_HZ,
        tags={"title": "Harbour Lights", "artist": "Mira Okafor"},
    )
    CatalogueDesk(home).add([music], lambda line: None)
    mixed = make_babble(5, 60 * RATE_HZ)
    mixed[20 * RATE_HZ : 40 * RATE_HZ] += tune[2 * RATE_HZ : 22 * RATE_HZ]
    sound = Sound(samples=np.asarray(0.4 * mixed, np.float32), sample_rate_hz=RATE_HZ)
    return make_clip(
        tmp_path / "programme.mov",
        60.0,
        sounds=(sound,),
        codec="pcm_s16le",
        timecode="10:00:00:00",
        picture_size=(16, 16),
    )


def test_a_programme_is_scanned_by_the_local_service_and_keeps_what_was_typed(window, programme, home):
    room = window.rooms.cues
    steps = []
    room._work.stepped.connect(lambda name, step, share: steps.append(step))
    room.scan([programme])
    assert list(dict.fromkeys(steps)) == ["preparing", "uploading", "recognising"]
    places = [place for place, line in enumerate(room.document.sheet.lines) if line.is_music]
    assert [room.document.sheet.lines[place].title for place in places] == ["Harbour Lights"]
    room.document.choose(places[0])
    line = room.document.line
    begin_s = float(room.document.sheet.seconds(line.spans[0].in_ticks))
    assert begin_s == pytest.approx(20.0, abs=0.5)
    assert line.match.file == str(programme.parent / "1.flac")
    room.document.type(LineField.PERFORMER, "The Ostrava Sleepers")
    room.save_now()
    room.scan([programme])
    again = next(line for line in room.document.sheet.lines if line.is_music)
    assert (again.title, again.performer) == ("Harbour Lights", "The Ostrava Sleepers")
