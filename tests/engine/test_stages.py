import tracemalloc
from dataclasses import replace
from itertools import islice, pairwise

import numpy as np
import pytest
from support.tunes import RATE_HZ, make_noise, play_faster, shift_pitch

from slipgui.engine.hashes import hash_landmarks
from slipgui.engine.landmarks import make_landmarks
from slipgui.engine.matcher import Candidate, make_speed_look_ups
from slipgui.engine.peaks import Peaks
from slipgui.engine.query import LandmarkSet, Query
from slipgui.engine.score import SURE_S
from slipgui.engine.stages import (
    CLIP_FINE_SPEEDS,
    PITCH_RATIOS,
    PROBE_SPEEDS,
    Stage,
    every_stage,
    search,
    steady_stages,
)


def test_probes_cover_five_per_cent_of_speed_and_two_semitones_without_gaps():
    speeds = sorted(PROBE_SPEEDS)
    assert speeds[0] <= 0.9505
    assert speeds[-1] >= 1.0495
    away = [round(abs(speed - 1), 6) for speed in PROBE_SPEEDS]
    assert away == sorted(away)
    assert away[0] <= 0.005
    assert max(b - a for a, b in pairwise(away)) <= 0.005 + 1e-9
    assert len(set(PITCH_RATIOS)) == 6


@pytest.mark.parametrize("speed", [0.9513, 0.9675, 0.9888, 1.0137, 1.0362, 1.0487])
def test_between_two_speeds_most_pairs_are_looked_up_as_the_reference_has_them(speed):
    random = np.random.default_rng(5)
    times = np.sort(random.uniform(0, 430, 300)).astype(np.float32)
    reference = Peaks(times, random.uniform(20, 420, 300).astype(np.float32), np.zeros(300, np.float32))
    pairs = make_landmarks(reference, 5)
    heard = Peaks(times / np.float32(speed), reference.frequency_bins * np.float32(speed), reference.salience)
    probe = min(PROBE_SPEEDS, key=lambda its: abs(its - speed))
    look_ups = make_speed_look_ups(LandmarkSet(heard, pairs), [probe + step for step in CLIP_FINE_SPEEDS])
    assert np.isin(hash_landmarks(reference, pairs), look_ups.hashes).mean() > 0.81


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


def faster(music):
    return play_faster(music, 1.03), 1.03, True


def higher(music):
    return shift_pitch(music, 1.0), 1.0, True


def slower_at_its_pitch(music):
    return shift_pitch(play_faster(music, 0.96), 0.7067), 0.96, False  # 12 · log2(1 / 0.96) = 0.7067


@pytest.mark.parametrize("change", [faster, higher, slower_at_its_pitch])
def test_a_clear_clip_that_was_changed_is_sure_at_a_glance(index, tunes, change):
    clip, speed, is_transposed = change(tunes[2][5 * RATE_HZ : 15 * RATE_HZ])
    best = search(index, Query(clip), lambda index, query: islice(every_stage(index, query), 1, 2))[0]
    assert best.track.track_id == "2"
    assert best.score >= 14
    assert best.candidate.speed == pytest.approx(speed, abs=0.006)
    assert (best.candidate.pitch_ratio != 1) == is_transposed


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


def found_by(index, query, candidates, n_first):
    return search(index, query, lambda index, query: iter([Stage(lambda: candidates, n_first=n_first)]))


def test_a_true_place_behind_many_others_is_found_and_scores_half_a_point_less(index, tunes):
    query = Query(tunes[1][5 * RATE_HZ : 9 * RATE_HZ])
    true = search(index, query, lambda index, query: islice(every_stage(index, query), 1))[0].candidate
    others = [replace(true, diagonal=true.diagonal + 40.0 * place) for place in range(1, 30)]
    first = found_by(index, query, [*others, true], None)[0]
    behind = found_by(index, query, [*others, true], 29)[0]
    assert first.track.track_id == behind.track.track_id == "1"
    assert first.score - behind.score == pytest.approx(0.5)


def test_what_is_doubtful_counts_among_the_first_candidates_only(index):
    query = Query(make_noise(5, 4 * RATE_HZ))
    candidates = [Candidate(float(diagonal), 1.0, 1.0, 100.0) for diagonal in range(0, index.n_frames, 40)]
    assert len(found_by(index, query, candidates, None)) > 2
    assert found_by(index, query, candidates, 0) == []


@pytest.mark.parametrize(("length_s", "n_asked"), [(4, 7), (9, 6)])
def test_a_short_clip_is_asked_to_the_last_a_longer_one_where_something_is_near(index, length_s, n_asked):
    asked = set()

    def watched(index, query):
        for stage in every_stage(index, query):

            def find(stage=stage):
                asked.add(stage)
                return stage.find()

            yield replace(stage, find=find)

    verdicts = search(index, Query(make_noise(7, length_s * RATE_HZ)), watched)
    assert all(verdict.score < 5 for verdict in verdicts)
    assert len(asked) == n_asked


def test_a_minute_in_doubt_takes_no_half_gigabyte(index):
    query = Query(make_noise(8, 60 * RATE_HZ))
    tracemalloc.start()
    try:
        *_, last = every_stage(index, query)
        last.find()
        assert tracemalloc.get_traced_memory()[1] < 400e6
    finally:
        tracemalloc.stop()


def test_a_sound_of_few_peaks_is_not_searched(index):
    assert search(index, Query(make_noise(1, RATE_HZ, 0.0)), every_stage) == []
