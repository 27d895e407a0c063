"""Is a candidate true?  The reference's peaks are looked for in the query, at the right shift and at wrong ones."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from slipgui.engine.arrays import Float32s, Int64s, Reals
from slipgui.engine.index import Index, IndexTrack
from slipgui.engine.matcher import Candidate
from slipgui.engine.parameters import N_BINS
from slipgui.engine.score import engine_score

WRONG_SHIFTS_FRAMES: Int64s = np.array([shift for shift in range(-60, 61, 3) if abs(shift) >= 6])
"""38 shifts of 0.14 to 1.4 s: the same constellation where it cannot belong.  Drones and tones score there as well as at 0."""
_RIGHT_SHIFTS_FRAMES: Int64s = np.array([-1, 0, 1])
_MIN_PEAKS = 20
_MIN_PEAKS_PER_FRAME = 0.08
_MIN_COVERAGE = 0.4
_MIN_WRONG_SHIFTS = 8
_PEAK_DEVIATION = 0.72
"""Deviation of the clipped level at one place chosen by chance: few tonal peaks must not fake a smaller one."""
_EDGE_BINS = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    """A candidate that could be judged."""

    score: float
    """Engine score s (score.py)."""
    track: IndexTrack
    """The track at the query's middle."""
    candidate: Candidate
    """With the diagonal moved to the best of the three right shifts."""


@dataclass(frozen=True, slots=True)
class Constellation:
    """The reference's peaks on a candidate's diagonal, in the query's own frames and bins; all shape (n_peaks,)."""

    frames: Reals
    """Query frames, ascending, not rounded."""
    bins: Int64s
    """Query bins."""


def verify(index: Index, levels: Float32s, candidates: Iterable[Candidate]) -> list[Verdict]:
    """The candidates that are of a track of the catalogue and can be judged, best first.

    Parameters
    ----------
    index
        Where the candidates come from.
    levels
        Level map of the query (query.py), shape (n_frames, ``N_BINS``), float32.
    candidates
        What to judge; removed tracks are passed over.
    """
    verdicts = []
    for candidate in candidates:
        track = index.track_at(candidate.diagonal + candidate.speed * len(levels) / 2)
        verdict = track and _judge(index, levels, candidate, track)
        if verdict:
            verdicts.append(verdict)
    return sorted(verdicts, key=lambda verdict: verdict.score, reverse=True)


def constellation(
    index: Index, track: IndexTrack, candidate: Candidate, first_frame: float, stop_frame: float
) -> Constellation:
    """The peaks of ``track`` that fall between two query frames under ``candidate``, in query frames and bins."""
    start = max(track.first_frame, int(candidate.diagonal + candidate.speed * first_frame))
    stop = min(track.first_frame + track.n_frames, int(candidate.diagonal + candidate.speed * stop_frame))
    frames, bins = index.peaks_between(start, stop)
    query_bins = np.rint(bins / candidate.pitch_ratio).astype(np.int64)
    is_inside = (query_bins >= _EDGE_BINS) & (query_bins < N_BINS - _EDGE_BINS)
    return Constellation((frames[is_inside] - candidate.diagonal) / candidate.speed, query_bins[is_inside])


def _judge(index: Index, levels: Float32s, candidate: Candidate, track: IndexTrack) -> Verdict | None:
    """The verdict, or None where there is too little to go by (engine facts, section 6).

    z = (mean level at the right places − mean over the wrong shifts) / deviation over the wrong shifts.
    """
    n_frames = len(levels)
    places = constellation(index, track, candidate, 0, n_frames)
    n_peaks = len(places.frames)
    if n_peaks < max(_MIN_PEAKS, _MIN_PEAKS_PER_FRAME * n_frames):
        return None
    if places.frames[-1] - places.frames[0] < _MIN_COVERAGE * n_frames:
        return None
    shifts = np.concatenate([_RIGHT_SHIFTS_FRAMES, WRONG_SHIFTS_FRAMES])
    row = np.rint(places.frames + shifts[:, None]).astype(np.int64)
    is_inside = (row >= 0) & (row < n_frames)
    total = (levels[np.clip(row, 0, n_frames - 1), places.bins] * is_inside).sum(axis=1)
    n_inside = is_inside.sum(axis=1)
    mean = total / np.maximum(1, n_inside)
    n_right = len(_RIGHT_SHIFTS_FRAMES)
    wrong = mean[n_right:][n_inside[n_right:] >= n_peaks / 2]
    if len(wrong) < _MIN_WRONG_SHIFTS:
        return None
    deviation = max(float(wrong.std()), _PEAK_DEVIATION / n_peaks**0.5)
    best = int(mean[:n_right].argmax())
    z = (float(mean[best]) - float(wrong.mean())) / deviation
    moved = Candidate(
        candidate.diagonal - float(_RIGHT_SHIFTS_FRAMES[best]) * candidate.speed,
        candidate.speed,
        candidate.pitch_ratio,
        candidate.log_likelihood_ratio,
    )
    return Verdict(engine_score(z, candidate.log_likelihood_ratio), track, moved)
