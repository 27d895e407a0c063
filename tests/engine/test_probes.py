"""A stretch looked up under many changes at once."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.tunes import RATE_HZ, make_babble, make_tune, play_faster

from slipgui.engine import probes
from slipgui.engine.parameters import FRAMES_PER_S
from slipgui.engine.peaks import find_peaks
from slipgui.engine.probes import played_at, probe_changes, probe_speeds
from slipgui.engine.query import QUICK_REACH, low_set
from slipgui.engine.spectrogram import make_spectrogram
from slipgui.engine.stages import SPEEDS


def probe_set_of(samples):
    return low_set(find_peaks(make_spectrogram(samples), *QUICK_REACH), 250, 8)


def probe(index, landmark_set, speeds, n_wanted):
    return probe_changes(index, landmark_set, [played_at(speed) for speed in speeds], 60_000, n_wanted)


@pytest.fixture(scope="session")
def fast(tunes):
    """Tune 2 from its 6th to its 20th second, 2 % faster, under babble."""
    music = play_faster(tunes[2][6 * RATE_HZ : 20 * RATE_HZ], 1.02)
    return probe_set_of(music + make_babble(8, len(music)))


def place(index, candidate):
    """Track and second of it at the beginning of the stretch."""
    track = index.track_at(candidate.diagonal)
    return track.track_id, (candidate.diagonal - track.first_frame) / FRAMES_PER_S


def test_the_clearest_place_is_the_true_one_at_the_true_speed(index, fast):
    best = probe(index, fast, SPEEDS, 5)[0]
    assert best.speed == pytest.approx(1.02)
    assert best.pitch_ratio * best.speed == pytest.approx(1)
    assert place(index, best) == ("2", pytest.approx(6, abs=0.1))


@pytest.mark.parametrize("away", [-0.002, 0.002])
def test_a_speed_stands_for_those_near_it(index, fast, away):
    (best,) = probe_speeds(index, fast, [1.02 + away], 60_000, 1)
    alone = probe(index, fast, [1.02 + away], 1)
    assert (best.speed, place(index, best)) == (1.02 + away, ("2", pytest.approx(6, abs=0.2)))
    assert all(best.log_likelihood_ratio > 2 * one.log_likelihood_ratio for one in alone)


def test_a_catalogue_too_long_for_all_speeds_at_once_is_asked_speed_by_speed(index, fast, monkeypatch):
    together = probe(index, fast, SPEEDS, 1)
    monkeypatch.setattr(probes, "_MOST_VOTES", index.n_frames)
    (alone,) = probe(index, fast, SPEEDS, 1)
    assert (alone.speed, alone.diagonal) == (together[0].speed, together[0].diagonal)


def test_candidates_are_inside_the_catalogue_best_first_and_not_more_than_wanted(index, fast):
    candidates = probe(index, fast, SPEEDS, 20)
    assert 1 < len(candidates) <= 20
    assert all(one.log_likelihood_ratio >= other.log_likelihood_ratio for one, other in pairwise(candidates))
    assert all(-700 < candidate.diagonal < index.n_frames for candidate in candidates)


def test_nothing_asked_or_nothing_there_is_nothing_found(index, fast):
    assert probe(index, fast, [], 5) == []
    assert probe(index, probe_set_of(0 * make_tune(1, 5.0)), SPEEDS, 5) == []


@settings(max_examples=15, deadline=None)
@given(st.permutations(SPEEDS[:8]))
def test_the_order_of_the_speeds_changes_nothing(index, fast, speeds):
    best, first = probe(index, fast, speeds, 3), probe(index, fast, SPEEDS[:8], 3)
    assert [(one.speed, one.diagonal) for one in best[:1]] == [(one.speed, one.diagonal) for one in first[:1]]
