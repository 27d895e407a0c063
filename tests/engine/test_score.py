import pytest

from slipgui.engine.score import ACCEPT_S, SURE_S, after_looks, engine_score, false_probability, score_for_people


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


@pytest.mark.parametrize("n_looks", [2, 5, 13])
def test_looking_n_times_costs_a_factor_n_of_certainty(n_looks):
    assert false_probability(after_looks(9.0, n_looks)) == pytest.approx(n_looks * false_probability(9.0))
    assert after_looks(9.0, 1) == 9.0


def test_a_ratio_below_zero_adds_nothing():
    assert engine_score(5.0, -3.0) == engine_score(5.0, 0.0)
    assert engine_score(5.0, 16.0) == engine_score(5.0, 0.0) + 2.0
