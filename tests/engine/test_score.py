import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipgui.engine.score import ACCEPT_S, SURE_S, allowance, engine_score, false_probability, score_for_people

LENGTHS_S = st.floats(0.5, 120)
CATALOGUES_H = st.floats(0.01, 13_000)
SCORES = st.floats(-5, 40)


def test_the_threshold_is_50_and_sure_is_80():
    assert score_for_people(ACCEPT_S) == pytest.approx(50, abs=0.1)
    assert score_for_people(SURE_S) == pytest.approx(80, abs=0.1)


def test_scores_stay_between_0_and_100():
    assert score_for_people(-50) == score_for_people(6.3) == 0
    assert score_for_people(1e6) == 100


def test_a_better_score_is_never_less_likely_to_be_true():
    scores = [3, 5.5, 6, 7.4, 8.8, 12, 40]
    probabilities = [false_probability(s) for s in scores]
    assert probabilities == sorted(probabilities, reverse=True)
    assert probabilities[0] == 1
    assert false_probability(7.4) == pytest.approx(0.0015, abs=0.0001)


def told(s, length_s, catalogue_h, n_looks=1):
    """What people are told of an agreement, and how unlikely it is by chance."""
    worth = s + allowance(length_s, catalogue_h, n_looks)
    return score_for_people(worth), -false_probability(worth)


@given(s=SCORES, more=st.floats(0, 5), length_s=LENGTHS_S, catalogue_h=CATALOGUES_H)
def test_a_better_agreement_is_never_worth_less(s, more, length_s, catalogue_h):
    assert told(s + more, length_s, catalogue_h) >= told(s, length_s, catalogue_h)


@given(s=SCORES, length_s=LENGTHS_S, longer=st.floats(1, 20), catalogue_h=CATALOGUES_H)
def test_the_same_agreement_of_a_longer_clip_is_never_worth_less(s, length_s, longer, catalogue_h):
    assert told(s, length_s * longer, catalogue_h) >= told(s, length_s, catalogue_h)


@given(s=SCORES, length_s=LENGTHS_S, catalogue_h=CATALOGUES_H, larger=st.floats(1, 50))
def test_the_same_agreement_among_more_music_is_never_worth_more(s, length_s, catalogue_h, larger):
    assert told(s, length_s, catalogue_h * larger) <= told(s, length_s, catalogue_h)


def test_a_clip_of_ten_seconds_needs_less_than_one_of_three_to_be_named():
    assert told(6.8, 3.0, 540)[0] < 50 < told(6.8, 10.0, 540)[0]


def test_more_music_costs_a_short_clip_more_than_a_long_one():
    """What is alike indeed is not alike by chance."""
    short, long = (allowance(length_s, 540, 1) - allowance(length_s, 10 * 540, 1) for length_s in (3.0, 10.0))
    assert 0 < long < short < 0.7


def test_a_small_catalogue_makes_nobody_surer():
    assert allowance(5.0, 0.1, 1) == allowance(5.0, 540, 1)


def test_what_is_longer_or_shorter_than_anything_measured_is_worth_no_more():
    assert allowance(600.0, 540, 1) == allowance(10.0, 540, 1)
    assert allowance(0.1, 540, 1) == allowance(1.0, 540, 1) < allowance(2.0, 540, 1) < 0


@pytest.mark.parametrize("n_looks", [2, 5, 13])
def test_looking_n_times_costs_a_factor_n_of_certainty(n_looks):
    once, often = (false_probability(9.0 + allowance(20.0, 200.0, n)) for n in (1, n_looks))
    assert often == pytest.approx(n_looks * once)


def test_a_ratio_below_zero_adds_nothing():
    assert engine_score(5.0, -3.0) == engine_score(5.0, 0.0)
    assert engine_score(5.0, 16.0) == engine_score(5.0, 0.0) + 2.0
