"""Waveform and sound of what is open on the cue page, out of real files by the real child process."""

from dataclasses import replace
from fractions import Fraction

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from support.clips import make_clip, tone
from support.cue_projects import FILM_TV, make_project, make_sheet
from support.films import write_film
from support.loudspeaker import Loudspeaker, pitch_hz
from support.wishes import Wishes

from slipgui.app.cue_project import save_project
from slipgui.app.kept_speech import KeptSpeech, keep_speech
from slipgui.core.cue_sheet import Span
from slipgui.core.edit import PlacedSound
from slipgui.core.outcome import Match
from slipgui.core.timebase import programme_timebase
from slipgui.core.voice import SpeechSegment
from slipgui.gui.ab_player import PlayState
from slipgui.gui.cue_timeline import loudness_in

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager to tell

LOW_HZ, HIGH_HZ, TRACK_HZ = 300.0, 600.0, 900.0


@pytest.fixture
def media(tmp_path):
    """Three tones of ten seconds: two media of a timeline, and a track."""
    return [
        make_clip(tmp_path / f"{hz:.0f}.wav", samples=tone(10.0, hz, 8_000), sample_rate_hz=8_000)
        for hz in (LOW_HZ, HIGH_HZ, TRACK_HZ)
    ]


@pytest.fixture
def room(open_window, cue_work, preview_work, tmp_path, media):
    """The cue page with a timeline of half a minute: a low tone from 5 s on, a high one from 15 s on, both for 5 s."""
    low, high, track = media
    sheet = make_sheet(1, duration_s=30.0)
    line = replace(
        sheet.lines[0],
        spans=(Span(FILM_TV.ticks(15.0), FILM_TV.ticks(20.0)),),
        match=Match(15.0, 20.0, 2.0, 1.0, 0.0, str(track)),
    )
    project = replace(
        make_project(tmp_path / "cut.edl", replace(sheet, lines=(line,))),
        sounds=(PlacedSound(low, 1.0, 5.0, 5.0), PlacedSound(high, 2.0, 5.0, 15.0)),
    )
    save_project(tmp_path / "cut.slipcues", project)
    window = open_window(Wishes(cues=cue_work, previews=preview_work))
    window.show_room("cues")
    cue_work.open(tmp_path / "cut.slipcues")
    return window.rooms.cues


def loud_parts(room):
    """Of each second whether it is loud."""
    return [loudness_in(room.page.timeline._peaks, at_s + 0.2, at_s + 0.8) > 40 for at_s in range(30)]


def test_the_waveform_of_a_timeline_stands_in_record_time_and_refines(room, qtbot):
    timeline = room.page.timeline
    loud = [5 <= at_s < 10 or 15 <= at_s < 20 for at_s in range(30)]
    qtbot.waitUntil(lambda: loud_parts(room) == loud, timeout=60_000)
    timeline.zoom_to(1.0)
    qtbot.waitUntil(lambda: len(timeline._peaks) == 2, timeout=60_000)
    from_s, length_s, _ = timeline._peaks[1]
    assert from_s <= timeline.scale.from_s
    assert timeline.scale.to_s <= from_s + length_s + 0.2
    assert loud_parts(room) == loud


def test_media_that_are_gone_leave_the_rest_to_be_seen(room, qtbot, media, cue_work):
    media[0].unlink()
    cue_work.open(room.document.file)
    qtbot.waitUntil(lambda: loud_parts(room) == [15 <= at_s < 20 for at_s in range(30)], timeout=60_000)


def test_a_timeline_plays_and_its_track_at_the_same_beat(room, qtbot):
    speaker = Loudspeaker()
    player, document = room.player, room.document
    player._open_sound = lambda: speaker
    document.seek(FILM_TV.ticks(16.0))
    room.orders["play"]()
    clip, track = player.loaded
    assert [sound.at_s for sound in clip.sounds] == [15.0]
    assert (clip.begin_s, track.begin_s) == (pytest.approx(16.0, abs=0.02), pytest.approx(3.0, abs=0.02))
    qtbot.waitUntil(lambda: len(speaker.heard) > 4 * 9_600, timeout=60_000)
    before = len(speaker.heard) // 4
    room.orders["switch_sound"]()
    qtbot.waitUntil(lambda: len(speaker.heard) // 4 > before + 9_600, timeout=60_000)
    assert document.at_ticks > FILM_TV.ticks(16.0)
    room.orders["play"]()
    assert player.state is PlayState.PAUSED
    assert pitch_hz(speaker.channel(0)[1_000:before]) == pytest.approx(HIGH_HZ, abs=12)
    assert pitch_hz(speaker.channel(0)[before + 480 :]) == pytest.approx(TRACK_HZ, abs=12)


def test_who_speaks_stands_below_the_cues_once_it_was_found(cue_room, cue_window, home, tmp_path):
    timeline, document = cue_room.page.timeline, cue_room.document
    high_px = timeline.sizeHint().height()
    clip = document.project.clip
    clip.write_bytes(b"x")
    segments = (
        SpeechSegment(30.0, 40.0, "Anna", "SPEAKER_00", None),
        SpeechSegment(35.0, 50.0, None, "SPEAKER_01", None),
        SpeechSegment(100.0, 101.0, "Anna", "SPEAKER_00", None),
    )
    keep_speech(home, clip, KeptSpeech(segments))
    cue_window.show_room("voices")
    cue_window.show_room("cues")
    assert timeline.sizeHint().height() > high_px
    document.choose(1)
    document.choose(0)  # from 20 to 60 s
    assert timeline.accessibleDescription().endswith("; Speech: Anna, Unknown voice 2")
    at = [QPointF(timeline.scale.x(36.0), y) for y in range(172, 172 + 22)]
    named = [timeline._speech.named_at(point, timeline.scale) for point in at]
    assert list(dict.fromkeys(filter(None, named))) == list(segments[:2])  # one below the other
    assert timeline._spoken(segments[0]) == "Anna, 01:00:29;29 – 01:00:39;29"
    before = document.sheet.lines[0]
    timeline.mousePressEvent(_press(92 + round(timeline.scale.x(60.0)), 180))
    assert timeline._dragged is None  # the lane is no handle
    assert document.sheet.lines[0] == before
    other = replace(document.project, clip=tmp_path / "other.mov")
    cue_room._show(document.file, other)
    assert timeline.sizeHint().height() == high_px


def _press(x, y):
    at, left = QPointF(x, y), Qt.MouseButton.LeftButton
    return QMouseEvent(QEvent.Type.MouseButtonPress, at, at, left, left, Qt.KeyboardModifier.NoModifier)


def test_a_border_snaps_to_a_cut_of_the_picture_that_is_looked_at_closely(
    open_window, cue_work, preview_work, tmp_path, qtbot
):
    film = write_film(tmp_path / "film.mp4", "mpeg4")  # cut at 1.2 and 6.4 s
    sheet = make_sheet(1, programme_timebase(Fraction(25), None), duration_s=8.0)
    line = replace(sheet.lines[0], spans=(Span(50, 150),))
    save_project(tmp_path / "film.slipcues", make_project(film, replace(sheet, lines=(line,))))
    window = open_window(Wishes(cues=cue_work, previews=preview_work))
    window.show_room("cues")
    cue_work.open(tmp_path / "film.slipcues")
    room = window.rooms.cues
    timeline, document = room.page.timeline, room.document
    qtbot.waitUntil(lambda: bool(timeline._cuts_s), timeout=60_000)
    timeline.mousePressEvent(_press(92 + timeline.scale.x(6.0), 150))
    assert timeline._dragged is not None
    timeline._drag_border(92 + timeline.scale.x(6.4) + 5, is_free=False)
    assert document.line.spans[0].out_ticks == 160
    timeline._drag_border(92 + timeline.scale.x(6.4) + 5, is_free=True)
    assert document.line.spans[0].out_ticks != 160
