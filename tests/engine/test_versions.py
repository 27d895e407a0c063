"""Which tracks are recordings of a tune that was found: what is merely alike is none."""

import pytest
from support.tunes import RATE_HZ, make_tune, play_faster

from slipgui.engine.index import Index
from slipgui.engine.query import Query
from slipgui.engine.segment import Segment
from slipgui.engine.segment_writer import lay_out, make_fingerprint, write_segment
from slipgui.engine.stages import every_stage, search
from slipgui.engine.versions import search_versions


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
