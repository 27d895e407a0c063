"""The score: one number for every stage, length of clip and size of catalogue, and what it is worth.

The engine's own score of an answer is s = z + ½·√(log-likelihood ratio) − 1 (z: verifier.py).  The best s of a clip without a right
answer has an exponential tail::

    P(false) = 0.028 · n · exp(−(s − 6) / 0.48)        n = looks · (by chance(length) · max(1, catalogue / 540 h)^0.6 + 0.08)

    length       1 s    3 s    5 s    10 s and longer
    by chance    8      0.92   0.67   0.05                (between them along straight lines of the logarithms)

The longer a clip, the fewer strangers agree with it by chance, and the more music there is, the more there are; the rest is music that is
alike indeed.  ``allowance`` is −0.48·ln n: added to s it makes all scores mean the same.  Other music, alone, under speech, noise and
effects (tests/bench/score_calibration.py), per cent of the clips with at least this s, and in brackets what the formula says::

    tracks    length   clips   s ≥ 4.5       5.0           5.5          6.0          6.5          7.0
    10 000    3 s        298   59.4 (64.5)   26.9 (22.8)   9.4 (8.0)    2.4 (2.8)    0.7 (1.0)    0.7 (0.4)
    10 000    5 s        297   51.9 (48.4)   18.9 (17.1)   5.7 (6.0)    2.4 (2.1)    1.0 (0.8)    0.0 (0.3)
    10 000    10 s       259   10.8 (8.3)     0.8 (2.9)    0.0 (1.0)    0.0 (0.4)    0.0 (0.1)    0.0 (0.0)
    1 000     3 s        145   20.0           6.9          0.0          0.0          0.0          0.0
    1 000     10 s       152    3.9           2.6          0.7          0.0          0.0          0.0
    164       3 s        145    3.4           0.7          0.7          0.0          0.0          0.0
    164       10 s       152    2.6           0.7          0.7          0.0          0.0          0.0

Nothing is added for less than 540 h (10 000 tracks), though short clips agree with fewer strangers there: a small collection is often of
one hand, and its pieces are alike.  None of 76 clips of 30 s reaches 4.5.  People see 0 to 100::

    score = 100 · (1 − exp(−(s + allowance − 6.341) / 1.528)), not below 0

    score            50      80      95
    s + allowance    7.40    8.80   10.92
    P(false)         .15 %   .008 %  .0001 %  (the last two extrapolated)

``make bench-recognition`` measures how many clips without an answer reach each of the three; the README tells it.
"""

import math

import numpy as np

ACCEPT_S = 7.4
"""Answers below are not given: 50 on the scale of people."""
SURE_S = 8.8
"""Answers above end the search: 80 on the scale of people."""
_TAIL_AT_S, _TAIL_P, _TAIL_WIDTH_S = 6.0, 0.028, 0.48
_LENGTHS_S, _BY_CHANCE = (1.0, 3.0, 5.0, 10.0), (8.0, 0.92, 0.67, 0.05)
"""Below 3 s nothing was measured: stricter than need be."""
_CATALOGUE_H, _GROWTH = 540.0, 0.6
_ALIKE = 0.08
_LIFT_S = 1.0
_SCALE_ZERO_S, _SCALE_WIDTH_S = 6.341, 1.528


def engine_score(z: float, log_likelihood_ratio: float) -> float:
    """The engine's score s of a verified candidate: z + ½·√max(0, ratio) − 1."""
    return z + 0.5 * math.sqrt(max(0.0, log_likelihood_ratio)) - _LIFT_S


def allowance(query_s: float, catalogue_h: float, n_looks: int) -> float:
    """What is added to an engine score, so that it is worth as much whatever was searched.

    Parameters
    ----------
    query_s
        Length of the query (the clip, or a window of it).
    catalogue_h
        Hours of music that it was looked for in.
    n_looks
        How many queries there were of this clip with this one: each is one more chance to be wrong.
    """
    log_length = math.log(max(query_s, _LENGTHS_S[0]))
    by_chance = math.exp(np.interp(log_length, np.log(_LENGTHS_S), np.log(_BY_CHANCE)))
    n_chances = n_looks * (by_chance * max(1.0, catalogue_h / _CATALOGUE_H) ** _GROWTH + _ALIKE)
    return -_TAIL_WIDTH_S * math.log(n_chances)


def false_probability(s: float) -> float:
    """P(false): how often a query without an answer gets this score or a better one, its allowance added, 0 to 1."""
    return min(1.0, _TAIL_P * math.exp(-(s - _TAIL_AT_S) / _TAIL_WIDTH_S))


def score_for_people(s: float) -> float:
    """The score from 0 to 100, to a tenth, of an engine score with its allowance; 50 is the least that is answered."""
    return round(min(100.0, max(0.0, 100.0 * (1.0 - math.exp(-(s - _SCALE_ZERO_S) / _SCALE_WIDTH_S)))), 1)
