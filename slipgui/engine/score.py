"""The score: one number for every stage and length of clip, and what it is worth.

The engine's own score of an answer is s = z + ½·√(log-likelihood ratio) − 1 (z: verifier.py).  Over 823 clips of 3 and 5 s without a
right answer (other music, the same under speech, effects; catalogue music under speech, effects and noise that was missed; 10 000 tracks)
the best s has an exponential tail; 83 clips of 10 to 30 s lie below it::

    P(false) = 0.028 · exp(−(s − 6) / 0.48)

    s          5.0    5.5    6.0    6.5    7.0    7.4
    measured   .219   .079   .026   .0085  .0024  0
    predicted  .225   .079   .028   .0099  .0035  .0015

That was measured with every candidate judged; what may stay below 5 is passed over by now.  P falls with smaller catalogues, so the
figure is safe there.  People see 0 to 100::

    score = 100 · (1 − exp(−(s − 6.341) / 1.528)), not below 0

    score    50      80      95
    s         7.40    8.80   10.92
    P(false)  .15 %   .008 %  .0001 %  (the last two extrapolated)

``make bench-recognition`` measures how many clips without an answer reach each of the three; the README tells it.
"""

import math

ACCEPT_S = 7.4
"""Answers below are not given: 50 on the scale of people."""
SURE_S = 8.8
"""Answers above end the search: 80 on the scale of people."""
_TAIL_AT_S, _TAIL_P, _TAIL_WIDTH_S = 6.0, 0.028, 0.48
_LENGTHS_S, _LENGTH_POWER = (3.0, 10.0), -1.9
_CATALOGUES_H, _SIZE_POWER = (6.0, 540.0), 0.4
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
        How many queries there were of this clip with this one.
    """
    length = min(query_s, _LENGTHS_S[1]) / _LENGTHS_S[0]
    size = max(catalogue_h, _CATALOGUES_H[0]) / _CATALOGUES_H[1]
    n_chances = max(1, n_looks) * size**_SIZE_POWER * max(length, 0.1) ** _LENGTH_POWER
    return -_TAIL_WIDTH_S * math.log(n_chances)


def false_probability(s: float) -> float:
    """P(false): how often a query without an answer gets this engine score or a better one, 0 to 1."""
    return min(1.0, _TAIL_P * math.exp(-(s - _TAIL_AT_S) / _TAIL_WIDTH_S))


def score_for_people(s: float) -> float:
    """The score from 0 to 100, to a tenth; 50 is the least that is answered."""
    return round(min(100.0, max(0.0, 100.0 * (1.0 - math.exp(-(s - _SCALE_ZERO_S) / _SCALE_WIDTH_S)))), 1)
