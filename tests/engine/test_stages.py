from itertools import pairwise

from support.tunes import RATE_HZ, make_noise, play_faster

from slipgui.engine.query import Query
from slipgui.engine.score import SURE_S
from slipgui.engine.stages import PITCH_RATIOS, PROBE_SPEEDS, every_stage, search, steady_stages


def test_probes_cover_five_per_cent_of_speed_and_two_semitones_without_gaps():
    speeds = sorted(PROBE_SPEEDS)
    assert speeds[0] <= 0.9505
    assert speeds[-1] >= 1.0495
    away = [round(abs(speed - 1), 6) for speed in PROBE_SPEEDS]
    assert away == sorted(away)
    assert away[0] <= 0.005
    assert max(b - a for a, b in pairwise(away)) <= 0.005 + 1e-9
    assert len(set(PITCH_RATIOS)) == 6


def test_a_stage_that_is_sure_spares_the_dearer_ones(index, tunes):
    begun = []

    def counted(index, query):
        for number, stage in enumerate(every_stage(index, query)):
            begun.append(number)
            yield stage

    verdicts = search(index, Query(tunes[1][5 * RATE_HZ : 15 * RATE_HZ]), counted)
    assert verdicts[0].score >= SURE_S
    assert verdicts[0].track.track_id == "1"
    assert begun == [0]


def test_steady_stages_do_not_try_other_speeds(index, tunes):
    faster = Query(play_faster(tunes[4][5 * RATE_HZ : 17 * RATE_HZ], 1.05))
    steady = search(index, faster, steady_stages)
    assert all(verdict.score < SURE_S for verdict in steady)
    assert search(index, faster, every_stage)[0].track.track_id == "4"


def test_no_candidate_is_judged_twice(index):
    query = Query(make_noise(5, 5 * RATE_HZ))

    def twice(index, query):
        (first,) = [next(every_stage(index, query))]
        yield first
        yield first

    once = search(index, query, lambda index, query: iter([next(every_stage(index, query))]))
    assert len(search(index, query, twice)) == len(once)


def test_a_sound_of_few_peaks_is_not_searched(index):
    assert search(index, Query(make_noise(1, RATE_HZ, 0.0)), every_stage) == []
