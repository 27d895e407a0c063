"""Is a candidate true?  The reference's peaks are looked for in the query, at the right shift and at wrong ones.

Evidence of a place is the whitened level there and, where the query's peaks are known, whether one of them lies within a quarter-bin in
the same frame: by chance that is so at 2 to 4 % of the places, under speech of the music's level at 20 % of the true ones.
"""

import math
from collections.abc import Iterable, Sequence
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
_FEW_SHIFTS_FRAMES: Int64s = np.concatenate([_RIGHT_SHIFTS_FRAMES, WRONG_SHIFTS_FRAMES[2::5]])
_FEW_MARGIN_S = 1.0
"""The mean over eight wrong shifts is off by a third of their deviation: so much is allowed for."""


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
    index: Index,
    levels: Float32s,
    candidates: Iterable[Candidate],
    heard: Bools | None = None,
    *,
    least_s: float = -math.inf,
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
    least_s
        Scores below are of no interest: candidates that look as if they stay below are passed over, which is several times cheaper.
    """
    maps = _Maps(levels, heard)
    placed = []
    for candidate in candidates:
        track = index.track_at(candidate.diagonal + candidate.speed * len(levels) / 2)
        places = track and constellation(index, track, candidate, 0, len(levels))
        if track and places and _is_enough(places, len(levels)):
            placed.append(_Placed(candidate, track, places))
    if least_s > -math.inf:
        placed = _promising(maps, placed, least_s)
    verdicts = [verdict for one in placed if (verdict := _judge(maps, one))]
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


@dataclass(frozen=True, slots=True)
class _Placed:
    """A candidate with its constellation."""

    candidate: Candidate
    track: IndexTrack
    places: Constellation


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

    def at(self, moved: Int64s, bins: Int64s, steps: Int64s) -> tuple[Float32s, Bools | None]:
        """Levels at the places (moved, bins), and whether a peak is heard there; ``moved`` from −``_MARGIN_FRAMES`` on."""
        rows = moved + _MARGIN_FRAMES
        levels = self._levels.take(rows * N_BINS + bins)
        return levels, None if self._heard is None else self._heard.take(rows * (STEPS_PER_BIN * N_BINS) + steps)


def _is_enough(places: Constellation, n_frames: int) -> bool:
    """Whether there is enough of a reference in a query of so many frames to go by (engine facts, section 6)."""
    n_peaks = len(places.frames)
    if n_peaks < max(_MIN_PEAKS, _MIN_PEAKS_PER_FRAME * n_frames):
        return False
    return bool(places.frames[-1] - places.frames[0] >= _MIN_COVERAGE * n_frames)


def _rows(places: Constellation, n_frames: int) -> Int64s:
    return np.clip(np.rint(places.frames).astype(np.int64), 0, n_frames - 1)


def _promising(maps: _Maps, placed: Sequence[_Placed], least_s: float) -> list[_Placed]:
    """Those that may score ``least_s`` by the mean over a few wrong shifts and the least deviation; all at once."""
    if not placed:
        return []
    n_peaks = np.array([len(one.places.frames) for one in placed])
    begins = np.cumsum(n_peaks) - n_peaks
    moved = np.concatenate([_rows(one.places, maps.n_frames) for one in placed]) + _FEW_SHIFTS_FRAMES[:, None]
    bins, steps = (np.concatenate([getattr(one.places, name) for one in placed]) for name in ("bins", "steps"))

    def mean(values: Float32s | Bools) -> Float64s:
        """Shape (n_shifts, n_candidates)."""
        return np.asarray(np.add.reduceat(values, begins, axis=1, dtype=np.float64) / n_inside)

    n_inside = np.maximum(1, np.add.reduceat((moved >= 0) & (moved < maps.n_frames), begins, axis=1, dtype=np.int64))
    levels, heard = maps.at(moved, bins, steps)
    evidence, chance = mean(levels), None
    if heard is not None:
        share = mean(heard)
        evidence, chance = evidence + _PEAK_WEIGHT * share, share[_N_RIGHT:].mean(axis=0)
    z = (evidence[:_N_RIGHT].max(axis=0) - evidence[_N_RIGHT:].mean(axis=0)) / (_place_deviation(chance) / n_peaks**0.5)
    return [
        one
        for one, its_z in zip(placed, z.tolist(), strict=True)
        if engine_score(its_z, one.candidate.log_likelihood_ratio, with_peaks=maps.has_peaks) >= least_s - _FEW_MARGIN_S
    ]


def _place_deviation(chance: Float64s | float | None) -> Float64s | float:
    """Deviation of the evidence of one place chosen by chance; a peak is heard there with that probability, None: unknown."""
    if chance is None:
        return _PEAK_DEVIATION
    chance = np.maximum(_LEAST_CHANCE, chance)
    return (_PEAK_DEVIATION**2 + _PEAK_WEIGHT**2 * chance * (1 - chance)) ** 0.5


def _judge(maps: _Maps, placed: _Placed) -> Verdict | None:
    """The verdict, None where too few of the wrong shifts lie inside the query.

    z = (mean evidence at the right places − mean over the wrong shifts) / deviation over the wrong shifts.
    """
    candidate, places = placed.candidate, placed.places
    n_peaks, row = len(places.frames), _rows(places, maps.n_frames)
    n_inside = np.searchsorted(row, maps.n_frames - _SHIFTS_FRAMES) - np.searchsorted(row, -_SHIFTS_FRAMES)
    levels, heard = maps.at(row + _SHIFTS_FRAMES[:, None], places.bins, places.steps)
    mean = levels.sum(axis=1, dtype=np.float64) / np.maximum(1, n_inside)
    chance = None
    if heard is not None:
        share = heard.sum(axis=1) / np.maximum(1, n_inside)
        mean, chance = mean + _PEAK_WEIGHT * share, float(share[_N_RIGHT:].mean())
    wrong = mean[_N_RIGHT:][n_inside[_N_RIGHT:] >= n_peaks / 2]
    if len(wrong) < _MIN_WRONG_SHIFTS:
        return None
    deviation = max(float(wrong.std()), float(_place_deviation(chance)) / n_peaks**0.5)
    best = int(mean[:_N_RIGHT].argmax())
    z = (float(mean[best]) - float(wrong.mean())) / deviation
    moved = Candidate(
        candidate.diagonal - float(_RIGHT_SHIFTS_FRAMES[best]) * candidate.speed,
        candidate.speed,
        candidate.pitch_ratio,
        candidate.log_likelihood_ratio,
    )
    return Verdict(engine_score(z, candidate.log_likelihood_ratio, with_peaks=maps.has_peaks), placed.track, moved)
