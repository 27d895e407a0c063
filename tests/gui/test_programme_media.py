"""Waveform and sound of what is open on the cue page, out of real files by the real child process."""

from dataclasses import replace

import pytest
from support.clips import make_clip, tone
from support.cue_projects import FILM_TV, make_project, make_sheet
from support.loudspeaker import Loudspeaker, pitch_hz
from support.wishes import Wishes

from slipgui.app.cue_project import save_project
from slipgui.core.cue_sheet import Span
from slipgui.core.edit import PlacedSound
from slipgui.core.outcome import Match
from slipgui.gui.ab_player import PlayState

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
    return [room.page.timeline._loudness(at_s + 0.2, at_s + 0.8) > 40 for at_s in range(30)]


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
