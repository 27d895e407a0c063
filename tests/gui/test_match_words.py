"""The words beside the waveforms."""

import pytest
from support.queue_events import FakeClock, added, finished, make_info, make_track, probed

from slipgui.core.outcome import Identified, Match, Run
from slipgui.gui.ab_player import PlayState
from slipgui.gui.clip_rows import ClipRow
from slipgui.gui.match_words import (
    clip_spans,
    clip_times,
    match_line,
    moment,
    repeats_fact,
    track_spans,
    track_times,
    why_mute,
    why_no_track,
)
from slipgui.gui.sound_output import Silence

MATCH = Match(26.4, 73.4, 6.2, 1.0, 0.0, "/music/Harbour Lights.wav")


def row_of(info=None):
    row = ClipRow(added("1"), FakeClock())
    row.apply(probed("1", info))
    row.apply(finished("1", Identified(make_track(), MATCH), service="local"))
    return row


def test_the_clip_speaks_its_own_timecode():
    assert clip_times(MATCH, row_of()) == "01:00:26:10 – 01:01:13:10"


def test_a_clip_without_timecode_speaks_seconds():
    assert clip_times(MATCH, row_of(make_info(timecode=None))) == "0:26.4 – 1:13.4"


def test_the_track_tells_where_in_it_and_how_long_it_is():
    assert track_times(MATCH, 60.0) == "0:06.2 – 0:53.2 of 1:00"
    assert track_times(MATCH, 0.0) == "0:06.2 – 0:53.2"
    fast = Match(0.0, 10.0, 0.0, 1.06, 0.0, None)
    assert track_times(fast, 0.0) == "0:00.0 – 0:10.6"


def test_speed_and_a_changed_pitch_are_told():
    assert match_line(MATCH, row_of()) == "00:47 of 04:00 · speed 1.000"
    higher = Match(0.0, 10.0, 0.0, 1.06, 1.0, None)
    lower = Match(0.0, 10.0, 0.0, 1.0, -0.5, None)
    assert match_line(higher, row_of()) == "00:10 of 04:00 · speed 1.060 · +1.0 semitones"
    assert match_line(lower, row_of()) == "00:10 of 04:00 · speed 1.000 · −0.5 semitones"


def test_a_track_that_was_cut_agrees_in_parts():
    cut = Match(0.0, 10.0, 5.0, 1.0, 0.0, None, runs=(Run(0.0, 10.0, 5.0), Run(12.0, 20.0, 40.0)))
    assert match_line(cut, row_of()).endswith(" · in 2 parts")
    assert clip_spans(cut) == [(0.0, 10.0), (12.0, 20.0)]
    assert track_spans(cut) == [(5.0, 15.0), (40.0, 48.0)]
    assert clip_spans(MATCH) == [(26.4, 73.4)]


def test_where_the_track_sounds_alike_is_told():
    assert repeats_fact(MATCH) == ""
    loop = Match(0.0, 4.0, 0.0, 1.0, 0.0, None, repeats_s=(4.0, 8.0))
    assert repeats_fact(loop) == "0:04.0, 0:08.0"
    many = Match(0.0, 4.0, 0.0, 1.0, 0.0, None, repeats_s=tuple(range(10)))
    assert repeats_fact(many).endswith("0:03.0 and 6 more")


@pytest.mark.parametrize(("at_s", "text"), [(0.0, "0:00.0"), (59.96, "1:00.0"), (3599.9, "59:59.9"), (-1.0, "0:00.0")])
def test_a_moment(at_s, text):
    assert moment(at_s) == text


def test_each_reason_has_its_words():
    reasons = [
        why_no_track(None, "audioverify"),
        why_no_track(None, "local"),
        why_no_track(MATCH, "local"),
        why_mute(PlayState.MUTE, Silence.NOT_INSTALLED),
        why_mute(PlayState.MUTE, Silence.NO_DEVICE),
        why_mute(PlayState.MUTE, Silence.STUCK),
        why_mute(PlayState.MUTE, None),
    ]
    assert all(reasons)
    assert len(set(reasons)) == len(reasons)
    assert not why_mute(PlayState.PLAYING, None)
