"""What is chosen for one clip in the window: a part of it, the sound or the file, the form of a copied answer, what is decided next."""

import asyncio
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from support.clips import Sound, make_clip, tone
from support.queue_events import added, finished, make_info, make_track, not_found, probed
from support.wishes import Wishes

from slipgui.core.clip import AudioStream, Clip, ClipId
from slipgui.core.errors import ConnectionFailedError, JobFailedError, MediaRejectedError
from slipgui.core.outcome import Failed, Identified, NotIdentified
from slipgui.core.voice import TimeRange
from slipgui.gui.action_button import ActionButton
from slipgui.gui.copy_menu import copy_menu
from slipgui.gui.frame_view import loudest_share
from slipgui.gui.log_window import LogWindow
from slipgui.gui.sheet import Sheet
from slipgui.gui.support_work import SupportWork

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support"
)  # the offscreen platform has no window manager to tell
LENGTH_S = 20.0


@pytest.fixture
def clip(tmp_path):
    """Twenty seconds, of which the last eight are loud."""
    sound = np.concatenate([tone(12.0, 300.0, level=0.02), tone(8.0, 300.0)])
    return make_clip(tmp_path / "clip.mov", LENGTH_S, sounds=(Sound(sound),), timecode="01:00:00:00")


@pytest.fixture
def wishes(preview_work, home):
    return Wishes(previews=preview_work, support=SupportWork(home, asyncio.run))


@pytest.fixture
def window(open_window):
    return open_window()


def show(window, clip, outcome, part=None):
    window.on_event(replace(added("1"), clip=Clip(ClipId("1"), clip)))
    window.on_event(probed("1", make_info(duration_s=LENGTH_S)))
    event = finished("1", outcome)
    window.on_event(replace(event, report=replace(event.report, clip=Clip(ClipId("1"), clip), part=part)))
    window.model.flush()
    window.queue_page.view.select_ids(["1"])


def framed(window):
    return window.details.panel.match.part if window.details.is_open else None


def test_the_loudest_part_is_framed_and_tried_by_its_key(window, wishes, clip, qtbot: QtBot):
    show(window, clip, NotIdentified())
    view = window.queue_page.view
    qtbot.keyClick(view, Qt.Key.Key_T)  # leads to the frame
    qtbot.waitUntil(lambda: framed(window) is not None, timeout=60_000)
    panel = window.details.panel
    qtbot.waitUntil(lambda: window.focusWidget() is panel.match.frame, timeout=20_000)
    assert framed(window) == TimeRange(pytest.approx(10.0, abs=0.5), pytest.approx(20.0, abs=0.1))
    assert wishes.asked == []
    qtbot.keyClick(panel.match.frame, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert "01:00:09:" in panel.match._facts.text()
    qtbot.keyClick(panel.match.frame, Qt.Key.Key_T)
    (wish,) = wishes.asked
    assert wish[:2] == ("part", "1")
    assert wish[2] == TimeRange(pytest.approx(9.0, abs=0.5), pytest.approx(19.0, abs=0.2))


def test_what_was_tried_is_framed_again_and_told(window, wishes, clip, qtbot: QtBot):
    show(window, clip, NotIdentified(), TimeRange(2.0, 6.0))
    window.show_details(True)
    qtbot.waitUntil(lambda: framed(window) is not None, timeout=60_000)
    assert framed(window) == TimeRange(2.0, 6.0)
    panel = window.details.panel
    words = [label.text() for label in panel.findChildren(type(panel.match._facts)) if label.isVisible()]
    assert "01:00:02:00 – 01:00:06:00 · 00:04 of 00:20" in words
    assert any("Only the framed part of it was asked about." in word for word in words)
    (button,) = (b for b in panel.findChildren(ActionButton) if b.text() == "Try the framed part" and b.isVisible())
    assert button.kind == "primary"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wishes.asked == [("part", "1", TimeRange(2.0, 6.0))]


@pytest.mark.parametrize(
    ("outcome", "is_possible"),
    [
        (NotIdentified(), True),
        (Failed(JobFailedError("no", service="audioverify")), True),
        (Failed(ConnectionFailedError("no")), False),
        (Identified(make_track(), None), False),
    ],
)
def test_a_part_is_offered_where_it_may_help(window, clip, outcome, is_possible):
    show(window, clip, outcome)
    assert window.menus.actions["part"].isEnabled() is is_possible


def test_another_clip_has_no_frame_of_the_one_before(window, clip, qtbot: QtBot):
    show(window, clip, NotIdentified())
    window.show_details(True)
    qtbot.waitUntil(lambda: framed(window) is not None, timeout=60_000)
    window.on_event(added("2", "other.mov"))
    window.on_event(finished("2"))
    window.model.flush()
    window.queue_page.view.select_ids(["2"])
    assert framed(window) is None
    assert window.details.panel.match.frame.focusPolicy() is Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize(("name", "word"), [("send_sound", "sound"), ("send_original", "original")])
def test_what_is_sent_of_the_selected_clips_is_chosen_by_an_action(window, wishes, clip, name, word):
    show(window, clip, NotIdentified())
    window.menus.actions[name].trigger()
    assert wishes.asked == [("send", ["1"], word)]


def test_the_link_of_a_refused_sound_sends_the_whole_file(window, wishes, clip):
    show(window, clip, Failed(MediaRejectedError("no", service="audioverify")))
    window.rooms.queue._row_button_pressed("cure", "1")
    assert wishes.asked == [("send", ["1"], "original")]


def test_what_is_decided_next_is_selected_round_the_list(window, qtbot: QtBot):
    weak = Identified(make_track(score=61.0), None)
    outcomes = {"sure": None, "weak": weak, "gone": NotIdentified(), "bad": Failed(JobFailedError()), "last": None}
    for name, outcome in outcomes.items():
        window.on_event(added(name, f"{name}.mov"))
        window.on_event(finished(name, outcome))
    window.model.flush()
    view = window.queue_page.view
    view.select_ids(["sure"])
    window.show_details(True)
    seen = []
    for key in ("next_check",) * 4 + ("previous_check",) * 2:
        window.menus.actions[key].trigger()
        seen += view.selected_ids()
    assert seen == ["weak", "gone", "bad", "weak", "bad", "gone"]


def test_where_nothing_is_to_be_decided_it_says_so(window):
    window.on_event(added("sure"))
    window.on_event(finished("sure"))
    window.model.flush()
    window.menus.actions["next_check"].trigger()
    assert "No clip in this list has to be decided" in window.toast.text
    assert window.queue_page.view.selected_ids() == []


def test_answers_of_several_clips_are_copied_as_cells_that_compute_nothing(window):
    tracks = [make_track(), make_track(title="=HYPERLINK(1)", artist="@x", isrc=None, label=None)]
    texts = {}
    for action in copy_menu(window, tracks, lambda text: texts.setdefault("text", text)).actions():
        texts.clear()
        action.trigger()
        if action.text() == "Cells of a spreadsheet":
            cells = texts["text"]
    assert cells == (
        "Harbour Lights (60s Edit)\tMira Okafor\tTidewater Library\tQZ-TW4-21-00417\n'=HYPERLINK(1)\t'@x\t\t"
    )


def show_stems(window, audio_stream=None):
    """A clip without an answer, with two sound tracks."""
    mono, stereo = (AudioStream(n, "aac", n + 1, 48_000, 20.0, None, ("DX", "M&E")[n]) for n in range(2))
    window.on_event(added("1"))
    window.on_event(probed("1", replace(make_info(duration_s=LENGTH_S), audio_streams=(mono, stereo))))
    event = finished("1", NotIdentified())
    window.on_event(replace(event, report=replace(event.report, audio_stream=audio_stream)))
    window.model.flush()
    window.queue_page.view.select_ids(["1"])


def track_menus(window):
    menus = [menu for menu in window.findChildren(QMenu) if menu.isVisible()]
    return [menu for menu in menus if menu.actions() and menu.actions()[0].text() == "All that sound"]


@pytest.mark.parametrize(("nth", "position"), [(0, None), (1, 0), (2, 1)])
def test_the_sound_track_that_is_recognised_alone_is_chosen_by_key(window, wishes, qtbot: QtBot, nth, position):
    show_stems(window)
    qtbot.keyClick(window.queue_page.view, Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: track_menus(window) != [], timeout=20_000)
    (menu,) = track_menus(window)
    assert [action.text() for action in menu.actions()] == ["All that sound", "1 · DX · mono", "2 · M&&E · stereo"]
    assert [action.isChecked() for action in menu.actions()] == [True, False, False]
    menu.actions()[nth].trigger()
    menu.close()
    assert wishes.asked == [("sound track", "1", position)]


def test_details_offer_another_sound_track_and_tell_which_was_asked_about(window, wishes, qtbot: QtBot):
    show_stems(window, audio_stream=1)
    window.show_details(True)
    panel = window.details.panel
    (button,) = (b for b in panel.findChildren(ActionButton) if b.text() == "Another sound track…")
    qtbot.waitUntil(button.isVisible, timeout=20_000)
    words = [label.text() for label in panel.findChildren(type(panel.match._facts)) if label.isVisible()]
    assert any("Only sound track 2 was asked about." in word for word in words)
    assert "2 · M&E · stereo" in words
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: track_menus(window) != [], timeout=20_000)
    (menu,) = track_menus(window)
    assert [action.isChecked() for action in menu.actions()] == [False, False, True]
    menu.actions()[1].trigger()
    menu.close()
    assert wishes.asked == [("sound track", "1", 0)]


def test_a_clip_with_one_sound_track_has_no_other(window, clip):
    show(window, clip, NotIdentified())
    window.show_details(True)
    assert not window.menus.actions["sound_track"].isEnabled()
    panel = window.details.panel
    assert not [b for b in panel.findChildren(ActionButton) if b.text() == "Another sound track…" and b.isVisible()]


def test_what_is_seen_and_played_is_the_sound_track_that_was_chosen(window, preview_work, tmp_path, qtbot: QtBot):
    stems = make_clip(
        tmp_path / "stems.mov",
        LENGTH_S,
        sounds=(Sound(tone(LENGTH_S, 300.0, level=0.5)), Sound(tone(LENGTH_S, 900.0, level=0.1))),
    )
    show(window, stems, NotIdentified())
    event = finished("1", NotIdentified())
    window.on_event(
        replace(event, report=replace(event.report, clip=Clip(ClipId("1"), stems), audio_stream=1)),
    )
    window.model.flush()
    window.show_details(True)
    match = window.details.panel.match
    qtbot.waitUntil(lambda: any(match.frame._peaks), timeout=60_000)
    assert max(match.frame._peaks) / 255 == pytest.approx(0.1, abs=0.03)
    answers = {}
    preview_work.answered.connect(answers.__setitem__)
    number = preview_work.ask("excerpt", **match.player.loaded[0].request())
    qtbot.waitUntil(lambda: number in answers, timeout=60_000)
    samples = np.fromfile(answers[number]["file"], np.int16) / 32_768
    assert np.abs(samples).max() == pytest.approx(0.1, abs=0.03)


@pytest.mark.parametrize("has_details", [False, True])
def test_the_forms_of_a_copy_open_by_key(window, qtbot: QtBot, has_details):
    window.on_event(added("1"))
    window.on_event(finished("1"))
    window.model.flush()
    window.queue_page.view.select_ids(["1"])
    window.show_details(has_details)
    window.menus.actions["copy_as"].trigger()

    def isrc():
        menus = [menu for menu in window.findChildren(QMenu) if menu.isVisible()]
        return next((action for menu in menus for action in menu.actions() if action.text() == "ISRC"), None)

    qtbot.waitUntil(lambda: isrc() is not None, timeout=20_000)
    menu = next(menu for menu in window.findChildren(QMenu) if menu.isVisible())
    isrc().trigger()
    menu.close()
    assert QGuiApplication.clipboard().text() == "QZ-TW4-21-00417"


def test_the_foot_of_an_error_leads_to_report_and_log(window, clip, qtbot: QtBot):
    show(window, clip, Failed(JobFailedError("no", service="audioverify")))
    window.show_details(True)
    foot = window.details.panel.foot
    assert foot.isVisible()
    for name, kind in (("report", Sheet), ("log", LogWindow)):
        qtbot.mouseClick(foot.buttons[name], Qt.MouseButton.LeftButton)
        shown = window.findChild(kind)
        qtbot.waitUntil(shown.isVisible, timeout=20_000)
        shown.close()
    window.on_event(not_found("1"))
    window.model.flush()
    assert not foot.isVisible()


@pytest.mark.parametrize(
    ("peaks", "share", "begin"),
    [
        (bytes([1, 1, 9, 9, 1, 1, 1, 1]), 0.25, 0.25),
        (bytes(8), 0.5, 0.0),
        (bytes([0, 0, 0, 5]), 0.5, 0.5),
        (b"", 0.5, 0.0),
    ],
)
def test_the_loudest_stretch_is_the_first_of_those_alike(peaks, share, begin):
    assert loudest_share(peaks, share) == begin
