"""The score: one number for every stage, length of clip and size of catalogue, and what it is worth.

The engine's own score of an answer is s = z + ½·√(log-likelihood ratio) − 1 (z: verifier.py).  The best s of a clip without a right
answer has an exponential tail::

    P(false) = 0.028 · n · exp(−(s − 6) / 0.48)        n = looks · (by chance(length) · max(1, catalogue / 540 h)^0.6 + 0.08)

    length       1 s   3 s   7 s   10 s and longer
    by chance    8     1.6   0.9   0.12               (between them along straight lines of the logarithms)

The longer a clip, the fewer strangers agree with it by chance, and the more music there is, the more there are; the rest is music that is
alike indeed.  ``allowance`` is −0.48·ln n: added to s it makes all scores mean the same; 7.4 is reached by s = 7.65 in 3 s, 7.5 in 5 s,
6.6 in 10 s and longer.  Other music among 10 000 tracks, alone, under speech, noise and effects (tests/bench/score_calibration.py), per
cent of the clips with at least this s, and in brackets what the formula says::

    length   clips   s ≥ 5         5.5           6           6.5         7           7.4
    3 s        173   47.4 (37.8)   19.7 (13.3)   5.2 (4.7)   2.3 (1.7)   1.2 (0.6)   1.2 (0.3)
    5 s        167   32.9 (27.2)   11.4 (9.6)    4.8 (3.4)   0.0 (1.2)   0.0 (0.4)   0.0 (0.2)
    7 s         66   25.8 (22.0)    9.1 (7.8)    1.5 (2.7)   0.0 (1.0)   0.0 (0.3)   0.0 (0.1)
    10 s        71    7.0 (4.5)     0.0 (1.6)    0.0 (0.6)   0.0 (0.2)   0.0 (0.1)   0.0 (0.0)

More clips were measured when fewer candidates were looked at, which has left what lies above 6 as it was: of 627 of 3 s 3.0 % reach 6,
1.1 % 6.5, 0.6 % 7 and 0.3 % 7.4; of 589 of 5 s 2.4 % 6, 0.7 % 6.5, none 7; of 410 of 10 s one 5.5, none 6; none of 76 of 30 s 4.5.

Nothing is added for less than 540 h (10 000 tracks), though short clips agree with fewer strangers there: a small collection is often of
one hand, and its pieces are alike: of 152 clips of 10 s 1 reaches 5.5 among 1 000 and 1 among 164 tracks, as among 10 000.

People see 0 to 100::

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
_LENGTHS_S, _BY_CHANCE = (1.0, 3.0, 7.0, 10.0), (8.0, 1.6, 0.9, 0.12)
"""Below 3 s nothing was measured: stricter than need be."""
_CATALOGUE_H, _GROWTH = 540.0, 0.6
"""Strangers grow so from 164 to 10 000 tracks; beyond, nothing was measured."""
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
