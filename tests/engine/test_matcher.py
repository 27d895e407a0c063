import numpy as np
import pytest
from support.tunes import RATE_HZ, play_faster

from slipgui.engine.hashes import hash_landmarks, unpack_hashes
from slipgui.engine.landmarks import Landmarks
from slipgui.engine.matcher import (
    find_diagonals,
    find_windows,
    make_look_ups,
    make_speed_look_ups,
    rank_diagonals,
    vote,
    vote_tempo,
)
from slipgui.engine.peaks import Peaks
from slipgui.engine.query import LandmarkSet, Query


@pytest.fixture(scope="module")
def query(tunes) -> Query:
    return Query(tunes[2][10 * RATE_HZ : 18 * RATE_HZ])


def test_nearest_cells_are_the_hashes_of_the_reference(query):
    look_ups = make_look_ups(query.quick, 1.0, 1.0, 0.5)
    peaks, landmarks = query.quick.peaks, query.quick.landmarks
    assert set(look_ups.hashes.tolist()) <= set(hash_landmarks(peaks, landmarks).tolist())
    assert len(look_ups.hashes) > 0.9 * len(landmarks.anchor)


def test_look_ups_of_neighbouring_cells_stand_behind_the_nearest(query):
    nearest, more = make_look_ups(query.quick, 1.0, 1.0, 0.5), make_look_ups(query.quick, 1.0, 1.0, 0.2)
    np.testing.assert_array_equal(more.hashes[: len(nearest.hashes)], nearest.hashes)
    assert len(more.hashes) > 2 * len(nearest.hashes)


@pytest.mark.parametrize(
    ("anchor_bins", "target_bins", "distance_frames", "cells"),
    [
        (100.0, 120.0, 10.0, {(400, 480, 10)}),
        (100.1, 120.0, 10.0, {(400, 480, 10), (401, 480, 10)}),
        (99.9, 120.0, 10.0, {(400, 480, 10), (399, 480, 10)}),
        (100.0, 119.9, 10.0, {(400, 480, 10), (400, 479, 10)}),
        (100.0, 120.0, 10.4, {(400, 480, 10), (400, 480, 11)}),
        (100.1, 120.0, 10.4, {(400, 480, 10), (401, 480, 10), (400, 480, 11), (401, 480, 11)}),
        (100.0, 120.0, 31.3, {(400, 480, 31)}),
    ],
)
def test_the_neighbour_on_the_near_side_is_looked_up_too(anchor_bins, target_bins, distance_frames, cells):
    peaks = Peaks(
        *(np.array(values, np.float32) for values in ([5, 5 + distance_frames], [anchor_bins, target_bins], [0, 0]))
    )
    look_ups = make_look_ups(LandmarkSet(peaks, Landmarks(np.array([0]), np.array([1]))), 1.0, 1.0, 0.2)
    found = np.stack(unpack_hashes(look_ups.hashes), axis=1).tolist()
    assert len(found) == len(cells)
    assert {tuple(cell) for cell in found} == cells
    assert set(look_ups.frames.tolist()) == {5.0}


def test_a_hash_that_two_speeds_share_is_looked_up_once(query):
    twice = make_speed_look_ups(query.at_speeds, [1.0, 1.0])
    np.testing.assert_array_equal(twice.hashes, make_look_ups(query.at_speeds, 1.0, 1.0, 0.5).hashes)
    near = make_speed_look_ups(query.at_speeds, [1.0, 1.0003])
    assert len(twice.hashes) < len(near.hashes) < 1.7 * len(twice.hashes)


@pytest.mark.parametrize("off", [-0.0025, -0.00125, 0.0, 0.001, 0.002])
def test_a_speed_between_two_probes_still_has_its_hits(index, tunes, off):
    speed = 1.0245
    faster = Query(play_faster(tunes[2][10 * RATE_HZ : 18 * RATE_HZ], speed + off)).at_speeds
    fine = [speed + step for step in (-0.001875, -0.000625, 0.000625, 0.001875)]
    true = 10 * RATE_HZ / 256 + index.tracks[2].first_frame
    n_exact, n_near, n_one = (
        int((np.abs(find_diagonals(index, look_ups, 1_000_000) - true) < 3).sum())
        for look_ups in (
            make_look_ups(faster, speed + off, 1 / (speed + off), 0.5),
            make_speed_look_ups(faster, fine),
            make_look_ups(faster, speed, 1 / speed, 0.5),
        )
    )
    assert n_near > 0.4 * n_exact
    assert abs(off) < 0.002 or n_one < 0.4 * n_exact


def test_the_true_diagonal_wins_the_vote(index, query, tunes):
    ratio, diagonal = vote(index, make_look_ups(query.quick, 1.0, 1.0, 0.2), 1_000_000, 5)[0]
    track = index.track_at(diagonal)
    assert track.track_id == "2"
    assert abs(diagonal - track.first_frame - 10 * RATE_HZ / 256) < 3
    assert ratio > 50


def test_tempo_is_found_from_the_look_ups_at_speed_1(index, query):
    look_ups = make_look_ups(query.quick, 1.0, 1.0, 0.2)
    slow = type(look_ups)(look_ups.hashes, look_ups.frames / np.float32(1.04))
    candidate = max(vote_tempo(index, slow, 120_000, 8), key=lambda found: found.log_likelihood_ratio)
    assert candidate.speed == pytest.approx(1.04)
    assert index.track_at(candidate.diagonal + 50).track_id == "2"


def test_a_crowd_among_scattered_hits_is_the_best_window():
    random = np.random.default_rng(1)
    diagonals = np.sort(np.concatenate([random.integers(0, 10**6, 20_000), np.full(12, 400_001)])).astype(np.int32)
    ratio, start = find_windows(diagonals, 3, 5, 4, 0.0)
    assert abs(start[0] - 400_000) <= 2
    assert ratio[0] > 30
    assert (ratio[1:] < ratio[0] / 2).all()


def test_a_drone_raises_its_own_expectation():
    lonely = np.full(12, 50_000)
    drone = np.repeat(np.arange(80_000, 80_600), 4)
    _, start = find_windows(np.sort(np.concatenate([lonely, drone])).astype(np.int32), 3, 5, 4, 0.0)
    assert start[0] == 50_000


def test_no_window_below_the_floor():
    for diagonals in ([], [5], [5, 5, 5], [0, 100, 200, 300, 400]):
        assert len(find_windows(np.array(diagonals, np.int32), 3, 5, 4, 0.0)[0]) == 0


def test_windows_do_not_overlap():
    diagonals = np.sort(np.random.default_rng(2).integers(0, 3000, 4000)).astype(np.int32)
    _, start = find_windows(diagonals, 3, 20, 4, 0.0)
    assert len(start) > 5
    assert np.diff(np.sort(start)).min() >= 3


def test_thousands_of_hits_on_one_diagonal_do_not_hide_a_hundred_on_another():
    diagonals = np.concatenate([np.full(5000, 70_000), np.full(100, 20_000), np.arange(0, 100_000, 50)])
    ranked = rank_diagonals(diagonals.astype(np.int32), 100_000, 4, 4)
    assert [round(diagonal) for _, diagonal in ranked][:2] == pytest.approx([70_000, 20_000], abs=2)
