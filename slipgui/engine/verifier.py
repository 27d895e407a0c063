"""Is a candidate true?  The reference's peaks are looked for in the query, at the right shift and at wrong ones.

Evidence of a place is the whitened level there and, where the query's peaks are known, whether one of them lies within a quarter-bin in
the same frame: by chance that is so at 2 to 4 % of the places, under speech of the music's level at 20 % of the true ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from slipgui.engine.arrays import Bools, Float32s, Float64s, Int64s, Reals
from slipgui.engine.hashes import STEPS_PER_BIN
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
_PEAK_WEIGHT = 4.0
"""A peak at the place is worth as much as a level four times e above its surroundings: tuned on speech at −6 and −12 dB and telephones."""
_LEAST_CHANCE = 0.005
_EDGE_BINS = 4
_SHIFTS_FRAMES: Int64s = np.concatenate([_RIGHT_SHIFTS_FRAMES, WRONG_SHIFTS_FRAMES])
_MARGIN_FRAMES = int(np.abs(_SHIFTS_FRAMES).max())
_N_RIGHT = len(_RIGHT_SHIFTS_FRAMES)


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
    """Query bins …"""
    steps: Int64s
    """… and quarter-bins."""


def verify(
    index: Index, levels: Float32s, candidates: Iterable[Candidate], heard: Bools | None = None
) -> list[Verdict]:
    """The candidates that are of a track of the catalogue and can be judged, best first.

    Parameters
    ----------
    index
        Where the candidates come from.
    levels
        Level map of the query (query.py), shape (n_frames, ``N_BINS``), float32.
    candidates
        What to judge; removed tracks are passed over.
    heard
        Where the query has peaks (query.py, ``map_peaks``); without it the levels alone decide.
    """
    verdicts = []
    maps = _Maps(levels, heard)
    for candidate in candidates:
        track = index.track_at(candidate.diagonal + candidate.speed * len(levels) / 2)
        verdict = track and _judge(index, maps, candidate, track)
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
    bins = bins / candidate.pitch_ratio
    query_bins = np.rint(bins).astype(np.int64)
    is_inside = (query_bins >= _EDGE_BINS) & (query_bins < N_BINS - _EDGE_BINS)
    return Constellation(
        (frames[is_inside] - candidate.diagonal) / candidate.speed,
        query_bins[is_inside],
        np.rint(bins[is_inside] * STEPS_PER_BIN).astype(np.int64),
    )


class _Maps:
    """The query's maps with margins, so that no shift falls outside, and flat, so that a shift is one addition."""

    def __init__(self, levels: Float32s, heard: Bools | None) -> None:
        self.n_frames = len(levels)
        margins = ((_MARGIN_FRAMES, _MARGIN_FRAMES), (0, 0))
        self._levels = np.pad(levels, margins).ravel()
        self._heard = None if heard is None else np.pad(heard, margins).ravel()

    @property
    def has_peaks(self) -> bool:
        """Whether the query's peaks are known."""
        return self._heard is not None

    def evidence(self, row: Int64s, places: Constellation, n_inside: Int64s) -> tuple[Float64s, float]:
        """Mean evidence at each shift, and the deviation of one place's that is to be expected by chance.

        Parameters
        ----------
        row
            Frames of the places, −``_MARGIN_FRAMES`` and more from the query's ends.
        places
            Their bins.
        n_inside
            Of each shift, how many places lie inside the query.
        """
        moved = (row + _MARGIN_FRAMES) + _SHIFTS_FRAMES[:, None]
        mean = self._levels.take(moved * N_BINS + places.bins).sum(axis=1, dtype=np.float64) / n_inside
        variance = _PEAK_DEVIATION**2
        if self._heard is not None:
            share = self._heard.take(moved * (STEPS_PER_BIN * N_BINS) + places.steps).sum(axis=1) / n_inside
            chance = max(_LEAST_CHANCE, float(share[_N_RIGHT:].mean()))
            mean += _PEAK_WEIGHT * share
            variance += _PEAK_WEIGHT**2 * chance * (1 - chance)
        return mean, variance**0.5


def _judge(index: Index, maps: _Maps, candidate: Candidate, track: IndexTrack) -> Verdict | None:
    """The verdict, or None where there is too little to go by (engine facts, section 6).

    z = (mean evidence at the right places − mean over the wrong shifts) / deviation over the wrong shifts.
    """
    places = constellation(index, track, candidate, 0, maps.n_frames)
    n_peaks = len(places.frames)
    if n_peaks < max(_MIN_PEAKS, _MIN_PEAKS_PER_FRAME * maps.n_frames):
        return None
    if places.frames[-1] - places.frames[0] < _MIN_COVERAGE * maps.n_frames:
        return None
    row = np.clip(np.rint(places.frames).astype(np.int64), 0, maps.n_frames - 1)
    n_inside = np.searchsorted(row, maps.n_frames - _SHIFTS_FRAMES) - np.searchsorted(row, -_SHIFTS_FRAMES)
    mean, place_deviation = maps.evidence(row, places, np.maximum(1, n_inside))
    wrong = mean[_N_RIGHT:][n_inside[_N_RIGHT:] >= n_peaks / 2]
    if len(wrong) < _MIN_WRONG_SHIFTS:
        return None
    deviation = max(float(wrong.std()), place_deviation / n_peaks**0.5)
    best = int(mean[:_N_RIGHT].argmax())
    z = (float(mean[best]) - float(wrong.mean())) / deviation
    moved = Candidate(
        candidate.diagonal - float(_RIGHT_SHIFTS_FRAMES[best]) * candidate.speed,
        candidate.speed,
        candidate.pitch_ratio,
        candidate.log_likelihood_ratio,
    )
    return Verdict(engine_score(z, candidate.log_likelihood_ratio, with_peaks=maps.has_peaks), track, moved)
