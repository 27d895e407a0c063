import pytest
from support.tunes import RATE_HZ, play_faster

from slipgui.engine.query import Query
from slipgui.engine.refiner import refine
from slipgui.engine.stages import every_stage, search


@pytest.mark.parametrize("speed", [0.95, 0.987, 1.0, 1.0113, 1.05])
def test_speed_is_found_to_a_tenth_of_a_per_cent(index, tunes, speed):
    query = Query(play_faster(tunes[3][4 * RATE_HZ : 18 * RATE_HZ], speed))
    found = search(index, query, every_stage)[0]
    refined = refine(index, query, found, query.heard)
    assert refined.track.track_id == "3"
    assert refined.candidate.speed == pytest.approx(speed, abs=0.001)
    assert refined.candidate.pitch_ratio == pytest.approx(1 / speed, abs=0.002)


def test_an_untouched_clip_has_exactly_speed_1(index, tunes):
    query = Query(tunes[5][3 * RATE_HZ : 9 * RATE_HZ])
    refined = refine(index, query, search(index, query, every_stage)[0], query.heard)
    assert (refined.candidate.speed, refined.candidate.pitch_ratio) == (1.0, 1.0)


def test_the_score_never_falls(index, tunes):
    query = Query(play_faster(tunes[4][4 * RATE_HZ : 12 * RATE_HZ], 1.02))
    found = search(index, query, every_stage)[0]
    assert refine(index, query, found, query.heard).score >= found.score
