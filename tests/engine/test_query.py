import numpy as np
from support.tunes import RATE_HZ

from slipgui.engine.query import LEVEL_CEILING, LEVEL_FLOOR, Query


def test_the_deep_set_is_denser_and_the_probe_set_lies_in_the_middle(tunes):
    query = Query(tunes[0])
    assert len(query.deep.peaks) > 1.3 * len(query.quick.peaks)
    middle = query.n_frames / 2
    assert np.abs(query.probe.peaks.time_frames - middle).max() <= 300
    assert len(query.probe.peaks) <= 100 * 15


def test_a_short_clip_is_looked_up_more_densely_at_other_speeds_and_the_last_set_most_densely(tunes):
    short, long = Query(tunes[0][: 4 * RATE_HZ]), Query(tunes[0][: 10 * RATE_HZ])
    assert len(short.at_speeds.landmarks.anchor) > 1.2 * len(long.at_speeds.landmarks.anchor)
    assert len(short.dense.landmarks.anchor) > 1.5 * len(short.deep.landmarks.anchor)


def test_levels_are_clipped_and_have_a_row_for_each_frame(tunes):
    query = Query(tunes[0][: 5 * RATE_HZ])
    assert query.levels.shape == (query.n_frames, 512)
    assert query.levels.min() >= LEVEL_FLOOR
    assert query.levels.max() <= LEVEL_CEILING


def test_a_clip_shorter_than_a_window_can_be_asked():
    query = Query(np.zeros(10, np.float32))
    assert len(query.quick.peaks) == 0
    assert query.n_frames == 5
