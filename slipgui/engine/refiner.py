"""The last touch to a verdict: exact speed and place."""

import numpy as np

from slipgui.engine.arrays import Float32s
from slipgui.engine.index import Index
from slipgui.engine.matcher import Candidate
from slipgui.engine.verifier import Verdict, verify

_TEMPO_STEPS = np.arange(-0.005, 0.0051, 0.001)
_SPEED_STEPS = np.arange(-0.0014, 0.0015, 0.0004)


def refine(index: Index, levels: Float32s, verdict: Verdict) -> Verdict:
    """The best of some verdicts around this one, never worse: the rate is varied by ±.5 % (tempo) or ±.14 % (speed).

    The diagonal is turned around the middle of the query.  Untouched speed and pure pitch need no refining.
    """
    candidate = verdict.candidate
    if candidate.speed == 1.0:
        return verdict
    is_tempo = candidate.pitch_ratio == 1.0
    turned = [
        _turn(candidate, 1.0 + float(step), len(levels) / 2, is_tempo=is_tempo)
        for step in (_TEMPO_STEPS if is_tempo else _SPEED_STEPS)
    ]
    return max([verdict, *verify(index, levels, turned)], key=lambda found: found.score)


def _turn(candidate: Candidate, factor: float, middle_frame: float, *, is_tempo: bool) -> Candidate:
    speed = candidate.speed * factor
    return Candidate(
        diagonal=candidate.diagonal + middle_frame * (candidate.speed - speed),
        speed=speed,
        pitch_ratio=1.0 if is_tempo else candidate.pitch_ratio / factor,
        log_likelihood_ratio=candidate.log_likelihood_ratio,
    )
