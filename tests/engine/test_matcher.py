import numpy as np
import pytest
from support.tunes import RATE_HZ

from slipgui.engine.hashes import hash_landmarks, unpack_hashes
from slipgui.engine.matcher import find_windows, make_look_ups, vote, vote_tempo
from slipgui.engine.query import Query


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


def test_a_neighbouring_cell_is_at_most_one_step_away_in_each_dimension(query):
    nearest, more = make_look_ups(query.quick, 1.0, 1.0, 0.5), make_look_ups(query.quick, 1.0, 1.0, 0.2)
    home = np.stack(unpack_hashes(nearest.hashes), axis=1)
    for cell in np.stack(unpack_hashes(more.hashes[len(nearest.hashes) :]), axis=1)[::50]:
        assert np.abs(home - cell).max(axis=1).min() == 1


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
