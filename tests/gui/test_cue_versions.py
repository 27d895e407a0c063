"""Timelines, projects and further versions on the cue page."""

import asyncio
import time
from dataclasses import replace
from pathlib import Path, PurePath

import numpy as np
import opentimelineio
import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from support.clips import make_clip
from support.cue_projects import FILM_TV, make_project, make_sheet
from support.drags import Drag
from support.edits import DIALOGUE, MUSIC, make_timeline, write_edit
from support.tunes import RATE_HZ, make_babble, make_tune

from slipgui.app.call_limiter import CallLimiter
from slipgui.app.catalogue import CatalogueDesk
from slipgui.app.cue_project import load_project, project_file, save_project
from slipgui.app.settings_file import save_setting
from slipgui.core.cue_edit import Edge
from slipgui.core.cue_sheet import FieldOrigin, LineField, Span
from slipgui.core.profile import Profile
from slipgui.core.recut import carry_over, is_version
from slipgui.gui.cue_document import CueDocument
from slipgui.gui.cue_texts import CueColumn
from slipgui.gui.cue_work import ScanWish
from slipgui.gui.relink_dialog import RelinkDialog
from slipgui.gui.sheet import Sheet

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")
"""The offscreen platform has no window manager to tell."""


@pytest.fixture
def media(home, tmp_path):
    """The media of ``support.edits``: dialogue, and music that the catalogue knows; the folder they are in."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (tmp_path / "edit").mkdir()
    tune = make_tune(1, 30.0)
    make_clip(folder / DIALOGUE, samples=0.4 * make_babble(5, 60 * RATE_HZ), sample_rate_hz=RATE_HZ)
    make_clip(folder / MUSIC, samples=np.concatenate([tune, tune]), sample_rate_hz=RATE_HZ)
    known = make_clip(
        tmp_path / "1.flac", samples=tune, sample_rate_hz=RATE_HZ, tags={"title": "Harbour Lights", "artist": "Mira"}
    )
    CatalogueDesk(home).add([known], lambda line: None)
    return folder


def test_a_timeline_asks_for_its_rate_finds_its_media_and_tells_its_cues_in_record_time(
    cue_window, cue_work, tmp_path, media
):
    room = cue_window.rooms.cues
    timeline = write_edit(tmp_path / "edit" / "cut.edl")
    room.scan([timeline])
    sheet = cue_window.findChild(Sheet)
    assert sheet.windowTitle() == "Frame rate of cut.edl"
    sheet.accept()  # 25 is offered first
    dialog = cue_window.findChild(RelinkDialog)
    texts = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert texts == [f"{DIALOGUE}: not found, or too short", f"{MUSIC}: not found, or too short"]
    assert not dialog.go_button.isEnabled()
    dialog.look_in(media)
    document = room.document
    (music,) = (line for line in document.sheet.lines if line.title)
    assert document.project.clip == timeline
    assert document.sheet.timebase.label(0) == "10:00:00:00"
    assert abs(float(document.sheet.seconds(music.spans[0].in_ticks)) - 10.0) < 0.5
    assert document.project.cuts_s == (0.0, 10.0, 30.0, 40.0)
    assert load_project(document.file) == document.project
    assert [(sound.path.name, sound.begin_s, sound.at_s, sound.length_s) for sound in document.project.sounds] == [
        (DIALOGUE, 0.0, 0.0, 10.0), (MUSIC, 2.0, 10.0, 20.0), (DIALOGUE, 10.0, 30.0, 10.0),
    ]  # fmt: skip


def test_a_timeline_that_was_scanned_is_scanned_again_and_in_steps_without_a_question_but_the_number_of_jobs(
    cue_window, cue_work, tmp_path, media, toy, monkeypatch
):
    monkeypatch.setenv("SLIPGUI_API_KEY", toy.token)
    monkeypatch.setenv("SLIPGUI_API_URL", toy.url)
    room = cue_window.rooms.cues
    cue_work.scan_as(ScanWish(write_edit(tmp_path / "edit" / "cut.edl"), "25", (media,)))
    first, told = room.document, []

    def answer(plan, decide):
        told.append(plan)
        decide(True)
        cue_window.findChildren(Sheet)[-1].close()

    cue_work.steps_planned.connect(answer)
    page_menu = room.page.more_menu().actions()
    next(action for action in page_menu if action.text() == "Ask AudioVerify in steps…").trigger()
    assert room.document is not first
    assert {10.0, 30.0} <= set(told[0].changes_s)  # of the timeline's cuts
    assert {line.title for line in room.document.sheet.lines if line.title} == {"Golden Hour"}
    assert len(room.document.project.sounds) == 3
    room.page.again_button.click()
    assert "Harbour Lights" in [line.title for line in room.document.sheet.lines]
    assert cue_window.findChild(RelinkDialog) is None


def test_what_of_a_timeline_plays_at_another_speed_is_told_when_its_cues_are_there(
    cue_window, cue_work, tmp_path, media
):
    timeline = make_timeline()
    timeline.tracks[0][0].effects.append(opentimelineio.schema.LinearTimeWarp(time_scalar=2.0))
    path = tmp_path / "edit" / "cut.otio"
    opentimelineio.adapters.write_to_file(timeline, str(path))
    cue_work.scan_as(ScanWish(path, None, (media,)))
    assert cue_window.toast.text == "cut.otio: 1 stretch plays at another speed and was left out"
    assert [line.title for line in cue_window.rooms.cues.document.sheet.lines if line.title] == ["Harbour Lights"]


def test_renamed_media_are_chosen_by_hand_and_what_is_left_is_left_out(cue_window, tmp_path, media):
    room = cue_window.rooms.cues
    (media / MUSIC).rename(media / "music_new.wav")
    (media / DIALOGUE).unlink()
    timeline = write_edit(tmp_path / "edit" / "cut.otio")
    room.scan([timeline])
    dialog = cue_window.findChild(RelinkDialog)
    dialog.take_file(MUSIC, media / "music_new.wav")
    dialog = cue_window.findChildren(RelinkDialog)[-1]
    assert [dialog.list.item(row).text() for row in range(2)] == [
        f"{DIALOGUE}: not found, or too short", f"{MUSIC}: {media / 'music_new.wav'}",
    ]  # fmt: skip
    dialog.go_button.click()
    assert [line.title for line in room.document.sheet.lines if line.title] == ["Harbour Lights"]


def test_a_project_and_a_timeline_are_dropped_on_the_page(cue_window, cue_project, tmp_path, qtbot):
    room = cue_window.rooms.cues
    moved = cue_project.rename(tmp_path / "HARBOUR.slipcues")
    overlay = cue_window.drop_overlay  # else made in the first idle moment
    drag = Drag(cue_window, moved)
    qtbot.waitUntil(lambda: overlay.words.headline == "Let go to find every cue", timeout=20_000)
    assert drag.let_go()
    assert room.document.file == moved
    drag = Drag(cue_window, write_edit(tmp_path / "cut.edl"))
    qtbot.waitUntil(lambda: overlay.words.headline == "Let go to find every cue", timeout=20_000)
    assert drag.let_go()
    assert cue_window.findChild(Sheet) is not None


def test_a_project_named_on_the_command_line_is_opened_and_clips_go_to_the_queue(cue_window, cue_project):
    from slipgui.gui.application import _take_paths

    wishes = cue_window._wishes
    cue_window.show_room("queue")
    _take_paths(cue_window, [Path("/m/a.mov"), cue_project])
    assert ("add", [Path("/m/a.mov")]) in wishes.asked
    assert cue_window.queue_page.view._follows_new_rows
    assert cue_window.rooms.cues.document.file == cue_project


@pytest.mark.parametrize(
    ("one", "other", "is_so"),
    [
        ("EP104_v12.mov", "EP104_v13.mov", True),
        ("EP104 v2 LOCK.mov", "ep104 version 3.mov", True),
        ("cut 1 harbour.edl", "harbour cut2.edl", True),
        ("S01E04_TX.mxf", "S01E05_TX.mxf", False),
        ("promo 1.mov", "promo 2.mov", False),
        ("final.mov", "v2.mov", False),
    ],
)
def test_versions_are_told_by_their_names(one, other, is_so):
    assert is_version(PurePath(one), PurePath(other)) is is_so


def test_the_next_version_carries_over_and_shows_what_changed(cue_window, cue_room, cue_work, home, tmp_path):
    asked = []
    cue_work.scan = lambda clips, since=None: asked.append((clips, since))
    cue_room.scan([tmp_path / "HARBOUR_v13.mov"])
    cue_room.scan([tmp_path / "PROMO.mov"])
    before = cue_room.document.file
    assert asked == [([tmp_path / "HARBOUR_v13.mov"], before), ([tmp_path / "PROMO.mov"], None)]
    old = cue_room.document.sheet
    later = [
        replace(line, spans=(Span(line.spans[0].in_ticks + 900, line.spans[0].out_ticks + 900),))
        for line in old.lines[1:]
    ]
    added = replace(make_sheet(1).lines[0], title="New Piece", performer="")
    new = replace(make_sheet(), lines=(added, *later))
    cue_room.document.choose(2)
    cue_room.document.type(LineField.LABEL, "Typed Label")
    sheet, recut = carry_over(cue_room.document.sheet, new)
    file = project_file(home, tmp_path / "HARBOUR_v13.mov")
    save_project(file, make_project(tmp_path / "HARBOUR_v13.mov", sheet))
    cue_work.open(file)
    cue_work.recut.emit(recut)
    side = cue_room.details.panel
    texts = [side.changes.list.item(row).text() for row in range(side.changes.list.count())]
    assert side.tab == "changes"
    assert texts[0] == f"New: {FILM_TV.label(added.spans[0].in_ticks)} New Piece"
    assert texts[1].startswith("Gone, was at ")
    assert "Eleven Winters" in texts[1]
    place = next(row for row, text in enumerate(texts) if "Customs House Waltz" in text)
    side.changes.list.itemActivated.emit(side.changes.list.item(place))
    line = cue_room.document.line
    assert (line.label, line.origins[LineField.LABEL]) == ("Typed Label", FieldOrigin.TYPED)
    cue_work.open(before)
    assert side.tabs["changes"].isHidden()


def test_another_version_is_chosen_by_hand(cue_window, cue_room, cue_work):
    asked = []
    cue_work.scan = lambda clips, since=None: asked.append((clips, since))
    next(action for action in cue_room.page.more_menu().actions() if action.text() == "Next version of it…").trigger()
    chooser = cue_window.findChild(QFileDialog)
    chooser.fileSelected.emit("/m/quite another name.mov")
    chooser.close()
    assert asked == [([Path("/m/quite another name.mov")], cue_room.document.file)]


def test_a_document_without_lines_has_nothing_chosen(tmp_path):
    document = CueDocument(tmp_path / "a.slipcues", make_project(tmp_path / "a.mov", make_sheet(0)))
    document.reject()
    document.remove_span(0)
    assert (document.place, document.lines, document.can_undo) == (-1, [], False)


def steps_action(cue_room):
    """What asks AudioVerify in the menu of the page; a menu where there are several accounts."""
    return next(one for one in cue_room.page.more_menu().actions() if one.text() == "Ask AudioVerify in steps…")


def test_of_several_accounts_one_is_chosen_for_the_steps_and_keeps_its_rate_with_the_queue(
    cue_window, cue_room, cue_work, tmp_path, home, toy, monkeypatch
):
    monkeypatch.setenv("SLIPGUI_API_KEY", toy.token)  # belongs to the account that is asked
    accounts = [Profile(api_url="http://127.0.0.1:1"), Profile("agency", "Agency & Sons", toy.url)]
    save_setting(home.settings_file, "profiles", accounts)
    cue_window.menus.show_accounts(accounts)
    clip = make_clip(tmp_path / "HARBOUR_v12.wav", samples=make_tune(1, 20.0), sample_rate_hz=RATE_HZ)
    cue_room.document._project = replace(cue_room.document.project, clip=clip)
    limiter, asked_for = CallLimiter(1e4, sleep=asyncio.sleep, monotonic=time.monotonic), []
    cue_work._ask.application.tracks.limiter_of = lambda profile_id: asked_for.append(profile_id) or limiter
    calls, in_turn = [], limiter.in_turn
    limiter.in_turn = lambda call: calls.append(call) or in_turn(call)
    cue_work.steps_planned.connect(lambda plan, decide: cue_window.findChildren(Sheet)[-1].accept())
    choices = steps_action(cue_room).menu().actions()
    assert [choice.text() for choice in choices] == ["AudioVerify", "Agency && Sons"]
    choices[1].trigger()
    assert [line.title for line in cue_room.document.sheet.lines] == ["Golden Hour"]
    assert set(asked_for) == {"agency"}
    assert len(calls) >= len(toy.requests) >= 2  # every call waited for its turn with the others


def test_a_project_in_another_place_stays_there_and_a_new_scan_of_it_keeps_what_was_typed_and_can_be_taken_back(
    cue_window, cue_work, home, tmp_path, media
):
    clip = make_clip(tmp_path / "reel.wav", samples=0.4 * make_tune(1, 30.0), sample_rate_hz=RATE_HZ)
    file = tmp_path / "share" / "reel of a colleague.slipcues"
    line = replace(make_sheet(1).lines[0], title="Harbour Lights", performer="Mira", score=90.0)
    typed = line.with_value(LineField.USAGE, "theme", FieldOrigin.TYPED)
    save_project(file, make_project(clip, replace(make_sheet(), lines=(typed,))))
    cue_work.open(file)
    room = cue_window.rooms.cues
    room.page.again_button.click()
    assert room.document.file == file
    assert [(each.title, each.usage) for each in load_project(file).sheet.music] == [("Harbour Lights", "theme")]
    assert not project_file(home, clip).exists()
    assert room.document.line.spans != typed.spans
    cue_window.menus.actions["undo"].trigger()
    assert room.document.sheet.lines == (typed,)
    room.scan([clip])  # dropped again, beside its project
    assert room.document.file == file


def test_a_damaged_project_is_told_before_hours_of_listening(cue_window, cue_work, home, tmp_path):
    clip = make_clip(tmp_path / "reel.wav", 3.0)
    file = project_file(home, clip)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("{")
    steps, failed = [], []
    cue_work.stepped.connect(lambda *step: steps.append(step))
    cue_work.failed.connect(lambda path, error: failed.append(path))
    cue_work.scan([clip])
    assert (steps, failed, file.read_text()) == ([], [clip], "{")


def test_a_line_that_another_program_left_without_times_is_shown_and_takes_them(cue_window, cue_work, tmp_path):
    lines = make_sheet(2).lines
    save_project(
        tmp_path / "a.slipcues",
        make_project(tmp_path / "a.mov", replace(make_sheet(), lines=(replace(lines[0], spans=()), lines[1]))),
    )
    cue_work.open(tmp_path / "a.slipcues")
    room = cue_window.rooms.cues
    document = room.document
    room.page.timeline.grab()
    document.choose(1)
    document.choose(0)
    assert [room.page.view.table.index(0, column).data() for column in (CueColumn.IN, CueColumn.OUT)] == ["—", "—"]
    document.move_border(0, Edge.IN, 300)
    assert document.line.spans == (Span(300, 301),)


def test_audioverify_is_asked_in_steps_after_the_number_of_jobs_was_told(
    cue_window, cue_room, cue_work, tmp_path, home, toy, monkeypatch
):
    monkeypatch.setenv("SLIPGUI_API_KEY", toy.token)
    monkeypatch.setenv("SLIPGUI_API_URL", toy.url)
    clip = make_clip(tmp_path / "HARBOUR_v12.wav", samples=make_tune(1, 20.0), sample_rate_hz=RATE_HZ)
    cue_room.document._project = replace(cue_room.document.project, clip=clip)
    told = []

    def answer(plan, decide):
        sheet = cue_window.findChildren(Sheet)[-1]
        told.append((len(plan.steps), sheet.windowTitle(), [label.text() for label in sheet.findChildren(QLabel)]))
        sheet.accept()

    cue_work.steps_planned.connect(answer)
    steps_action(cue_room).trigger()
    ((n_steps, title, texts),) = told
    assert (n_steps, title) == (2, "AudioVerify in steps")
    assert "2 jobs, at most 3" in texts
    assert [line.title for line in cue_room.document.sheet.lines] == ["Golden Hour"]
    assert cue_room.document.project.clip == clip
    toy.fail_next(1, 400, body={"detail": "no"}, method="POST")
    steps_action(cue_room).trigger()
    assert cue_window.toast.text.startswith("Not listened to (1): ")
    steps_action(cue_room).trigger()
    assert "1 job, at most 2" in told[-1][2]
    assert any(text.endswith(" Asked before, and not paid again: 1.") for text in told[-1][2])
