from dataclasses import replace

import numpy as np
import pytest
from support.tunes import RATE_HZ, play_faster

from slipgui.engine.hashes import STEPS_PER_BIN
from slipgui.engine.index import Index
from slipgui.engine.matcher import Candidate
from slipgui.engine.parameters import N_BINS
from slipgui.engine.query import Query
from slipgui.engine.refiner import refine
from slipgui.engine.score import ACCEPT_S
from slipgui.engine.verifier import Judge, verify

START_FRAME = 400
NO_PEAKS = np.zeros((300, STEPS_PER_BIN * N_BINS), np.bool_)


@pytest.fixture(scope="module")
def query(tunes) -> Query:
    return Query(tunes[1][START_FRAME * 256 :][: 8 * RATE_HZ])


@pytest.fixture(scope="module")
def truth(index) -> Candidate:
    second = next(
        track for track in map(index.track_at, range(0, index.n_frames, 100)) if track and track.track_id == "1"
    )
    return Candidate(second.first_frame + START_FRAME, 1.0, 1.0, 100.0)


def test_the_true_place_is_certain(index, query, truth):
    (verdict,) = verify(index, query.levels, [truth], query.heard)
    assert verdict.track.track_id == "1"
    assert verdict.score > 10


def test_a_place_one_frame_off_is_moved_to_the_true_one(index, query, truth):
    (verdict,) = verify(index, query.levels, [replace(truth, diagonal=truth.diagonal + 1)], query.heard)
    assert verdict.candidate.diagonal == truth.diagonal


def test_wrong_places_stay_below_the_threshold(index, query, truth):
    wrong = [replace(truth, diagonal=float(diagonal), log_likelihood_ratio=0.0) for diagonal in range(0, 4000, 97)]
    verdicts = [
        v for v in verify(index, query.levels, wrong, query.heard) if abs(v.candidate.diagonal - truth.diagonal) > 3
    ]
    assert len(verdicts) > 20
    assert max(verdict.score for verdict in verdicts) < 7.4


def test_drones_do_not_fake_a_match(index, truth):
    levels = np.full((300, N_BINS), 3.0, np.float32)
    assert all(verdict.score < 6 for verdict in verify(index, levels, [truth], ~NO_PEAKS))


@pytest.fixture(scope="module")
def noise() -> np.ndarray:
    return np.random.default_rng(3).uniform(-1, 0.5, (300, N_BINS)).astype(np.float32)


@pytest.fixture(scope="module")
def places(index, truth):
    """Rows and bins of the track's peaks in 300 frames from the true place on."""
    frames, bins = index.peaks_between(int(truth.diagonal), int(truth.diagonal) + 300)
    return (frames - int(truth.diagonal)).astype(int), np.rint(bins).astype(int)


def test_bursts_on_the_beat_of_a_track_do_not_fake_a_match(index, truth, noise, places):
    noise = noise.copy()
    noise[places[0]] = 3.0  # at all frequencies
    (verdict,) = verify(index, noise, [replace(truth, log_likelihood_ratio=30.0)], NO_PEAKS)
    assert verdict.score < 6


def test_half_a_second_that_agrees_is_not_enough_but_all_of_it_is(index, truth, noise, places):
    rows, bins = places
    scores = []
    for stop in (22, 300):
        levels = noise.copy()
        levels[rows[rows < stop], bins[rows < stop]] = 3.0
        (verdict,) = verify(index, levels, [replace(truth, log_likelihood_ratio=30.0)], NO_PEAKS)
        scores.append(verdict.score)
    assert scores[0] < ACCEPT_S
    assert scores[1] > 14


def test_too_few_peaks_or_too_little_cover_gives_no_verdict(index, query, truth):
    over_the_end = replace(truth, diagonal=float(index.n_frames - query.n_frames // 4))
    assert verify(index, query.levels, [over_the_end], query.heard) == []
    assert verify(index, query.levels[:10], [truth], query.heard[:10]) == []


def test_removed_tracks_get_no_verdict(index, query, truth):
    assert verify(Index(index.segments, [{1}, set()]), query.levels, [truth], query.heard) == []


def test_refining_finds_the_exact_speed_and_never_worsens(index, query, truth):
    half = query.n_frames / 2
    for error in (0.0012, -0.001):
        off = replace(truth, speed=1 + error, pitch_ratio=1 / (1 + error), diagonal=truth.diagonal - error * half)
        (verdict,) = verify(index, query.levels, [off], query.heard)
        refined = refine(index, query, verdict, query.heard)
        assert refined.score >= verdict.score
        assert (refined.candidate.speed, refined.candidate.pitch_ratio) == (1.0, 1.0)
        assert refined.candidate.diagonal == pytest.approx(truth.diagonal, abs=0.5)


def test_candidates_judged_together_get_the_verdicts_they_get_alone(index, query, truth):
    candidates = [replace(truth, diagonal=float(diagonal)) for diagonal in range(-150, 5000, 211)] + [truth]
    alone = [verdict for candidate in candidates for verdict in verify(index, query.levels, [candidate], query.heard)]
    together = verify(index, query.levels, candidates, query.heard)
    assert len(together) == len(alone) > 15
    for one, other in zip(together, sorted(alone, key=lambda verdict: verdict.score, reverse=True), strict=True):
        assert one.candidate == other.candidate
        assert one.score == pytest.approx(other.score, abs=1e-4)


def test_what_may_reach_the_least_score_is_judged_as_ever_and_most_else_is_passed_over(index, query, truth):
    candidates = [replace(truth, diagonal=float(diagonal), log_likelihood_ratio=20.0) for diagonal in range(0, 9000, 7)]
    candidates.append(truth)
    every = verify(index, query.levels, candidates, query.heard)
    chosen = verify(index, query.levels, candidates, query.heard, least_s=6.2)
    assert [v for v in every if v.score >= 6.2] == [v for v in chosen if v.score >= 6.2] != []
    assert len(chosen) < len(every) / 4
    assert verify(index, query.levels, [], query.heard, least_s=6.2) == []


def test_of_some_speeds_near_by_the_exact_one_is_judged(index, tunes, truth):
    query = Query(play_faster(tunes[1][START_FRAME * 256 :][: 8 * RATE_HZ], 1.02))
    judge = Judge(index, query.levels, query.heard)
    exact = replace(truth, speed=1.02, pitch_ratio=1 / 1.02)
    beside = replace(exact, speed=1.0217, pitch_ratio=1 / 1.0217, diagonal=truth.diagonal - 0.0017 * query.n_frames / 2)
    stranger = replace(exact, diagonal=truth.diagonal + 300, log_likelihood_ratio=0.0)
    higher = replace(beside, pitch_ratio=1 / 1.02)
    (found, untouched) = judge.at_best_speeds([beside, stranger, higher], (-0.0017, 0.0017))
    assert (found.speed, found.diagonal) == (pytest.approx(1.02), pytest.approx(truth.diagonal))
    assert untouched is higher  # its pitch did not follow its speed
    assert judge.verify([found])[0].score > judge.verify([beside])[0].score + 1
