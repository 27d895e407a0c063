"""Windows at the own speed that are not sure by themselves."""

import pytest

from slipgui.engine.parameters import FRAMES_PER_S
from slipgui.engine.programme_borders import Borders
from slipgui.engine.programme_cues import Found
from slipgui.engine.programme_follow import follow_doubtful
from slipgui.engine.programme_record import ProgrammeRecord
from slipgui.engine.programme_windows import Hit

AT_S, LENGTH_S = 24.0, 20.0


@pytest.fixture(scope="session")
def heard_folder(hear_minute):
    return hear_minute(1.0, AT_S, LENGTH_S)


def make_hit(index, score, late_s):
    """At 40 to 50 s, of which the tune fills 4, so sure and so far from the true place."""
    start, stop = (round(second * FRAMES_PER_S) for second in (40, 50))
    track = next(track for track in index.tracks if track.track_id == "3")
    return Hit(track.first_frame + (late_s - AT_S) * FRAMES_PER_S, 1.0, 1.0, 30.0, score, start, stop, track)


def follow(index, folder, hit, cues=()):
    with ProgrammeRecord(folder) as record:
        return follow_doubtful(index, record.sound, [hit], cues)


def test_a_doubtful_window_over_the_end_of_a_cue_brings_the_whole_cue(index, heard_folder):
    (cue,) = follow(index, heard_folder, make_hit(index, 6.5, 0.0))
    assert cue.best.speed == 1
    assert cue.score > 9.5
    assert cue.borders.start_frame / FRAMES_PER_S == pytest.approx(AT_S, abs=0.6)
    assert cue.borders.stop_frame / FRAMES_PER_S == pytest.approx(AT_S + LENGTH_S, abs=0.6)


def test_one_that_agrees_by_chance_brings_none(index, heard_folder):
    assert follow(index, heard_folder, make_hit(index, 6.5, 3.7)) == []


def test_a_sure_one_is_left_to_the_pass(index, heard_folder):
    assert follow(index, heard_folder, make_hit(index, 9.0, 0.0)) == []


def test_where_a_cue_plays_none_is_looked_for(index, heard_folder):
    hit = make_hit(index, 6.5, 0.0)
    cue = Found(hit, 12.0, Borders(44.0 * FRAMES_PER_S, 60.0 * FRAMES_PER_S, 100.0))
    assert follow(index, heard_folder, hit, [cue]) == []
