"""How recordings of one tune are ranked, and that what is merely alike is none."""

import pytest
from support.tunes import RATE_HZ, make_tune, play_faster

from slipgui.core.outcome import Match
from slipgui.engine.index import Index
from slipgui.engine.query import Query
from slipgui.engine.segment import Segment
from slipgui.engine.segment_writer import lay_out, make_fingerprint, write_segment
from slipgui.engine.stages import every_stage, search
from slipgui.engine.versions import rank_versions, search_versions


def match(speed=1.0, pitch_semitones=0.0):
    return Match(0.0, 10.0, 0.0, speed, pitch_semitones, None)


def ranked(*scored):
    """Places of the recordings, the best first."""
    scores = rank_versions(scored)
    return sorted(range(len(scores)), key=lambda place: -scores[place]), scores


def test_what_agrees_as_well_without_a_change_comes_first():
    order, scores = ranked((20.0, match(1.03, 0.51)), (17.0, match()))
    assert order == [1, 0]
    assert scores == [pytest.approx(17), 17.0]


def test_what_agrees_far_better_comes_first_though_it_was_changed():
    assert ranked((30.0, match(1.03, 0.51)), (9.0, match())) == ([0, 1], [30.0, 9.0])


def test_a_change_of_pitch_alone_and_of_tempo_alone_are_changes():
    assert ranked((20.0, match(1.0, 1.0)), (20.1, match(0.97)), (15.0, match()))[0] == [2, 1, 0]


def test_a_tempo_that_is_a_little_off_is_no_change():
    assert ranked((15.4, match(0.989)), (12.4, match()))[0] == [0, 1]
    assert ranked((15.4, match(0.989, -0.19)), (12.4, match()))[0] == [1, 0]


def test_a_single_recording_keeps_its_score():
    assert rank_versions([(9.0, match(1.05, 0.84))]) == [9.0]
    assert rank_versions([]) == []


@pytest.fixture
def learn(tmp_path):
    def make(**tracks):
        write_segment(tmp_path / "s", lay_out([(name, make_fingerprint(sound)) for name, sound in tracks.items()]))
        return Index([Segment(tmp_path / "s")])

    return make


def versions_of(index, clip):
    query = Query(clip)
    found = search(index, query, every_stage)[0]
    return [verdict.track.track_id for verdict in search_versions(index, query, found)]


def test_other_music_and_the_track_itself_are_no_versions(learn, tunes):
    index = learn(tune=tunes[5], **{f"other-{seed}": make_tune(seed) for seed in range(20, 30)})
    assert versions_of(index, tunes[5][8 * RATE_HZ : 16 * RATE_HZ]) == []


def test_a_version_that_does_not_sound_in_the_clip_is_not_told(learn, tunes):
    """Its first half is another tune's."""
    faster = play_faster(tunes[5], 1.02)
    half = len(faster) // 2
    faster[:half] = tunes[0][:half]
    index = learn(tune=tunes[5], faster=faster)
    assert versions_of(index, tunes[5][3 * RATE_HZ : 11 * RATE_HZ]) == []
    assert versions_of(index, tunes[5][19 * RATE_HZ : 27 * RATE_HZ]) == ["faster"]


def test_a_found_track_at_its_very_beginning_and_end_has_versions(learn, tunes):
    index = learn(tune=tunes[5], slower=play_faster(tunes[5], 0.98), other=tunes[1])
    for clip in (tunes[5][: 6 * RATE_HZ], tunes[5][-6 * RATE_HZ :]):
        assert versions_of(index, clip) == ["slower"]
