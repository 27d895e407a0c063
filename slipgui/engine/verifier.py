"""Is a candidate true?  The reference's peaks are looked for in the query, at the right place and at wrong ones.

Evidence e of a place is the whitened level there, plus 4 where one of the query's peaks lies within a quarter-bin in the same frame: by
chance that is so at 2 to 4 % of the places, under speech of the music's level at 20 % of the true ones.

What is not of this recording may still fit in time (a beat, a burst: high at all frequencies) or in frequency (a held chord, a drone:
high at all times).  So n places are compared with themselves at 38 wrong times (mean t), at 10 wrong frequencies (f) and at 10 that are
wrong in both (b); σ is the deviation of one place's evidence by chance, Σ' leaves the best of each ten half seconds out, for no single
chord decides::

    z_time = (mean e − mean of the wrong times) / deviation among the wrong times
    z_each = min(Σ'(e − t), Σ'(e − f), 1.5 · Σ'(e − t − f + b)) / (σ·√n')
    z      = (z_time + z_each) / 2

Of 2 900 clips of 3 and 5 s under speech, effects, noise, on telephones and at other speeds z at one wrong answer in a thousand clips keeps
94 % of the right ones, z_time alone 90 %.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

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
_WRONG_BINS: Int64s = np.array([-23, -17, -13, -9, -5, 5, 9, 13, 17, 23])
"""54 to 248 Hz: bursts and beats score there as well as at 0."""
_BOTH_TIMES: Int64s = np.array([-57, 42, -30, 18, -9, 9, -21, 33, -45, 60])
"""Beside ``_WRONG_BINS``: wrong in time and in frequency."""
_MIN_PEAKS = 20
_MIN_PEAKS_PER_FRAME = 0.08
_MIN_COVERAGE = 0.4
_LEAST_FAIR = 0.2
"""Of the wrong times so many must leave half of the places inside the query."""
_PEAK_DEVIATION = 0.72
"""Deviation of the clipped level at one place chosen by chance: few tonal peaks must not fake a smaller one."""
_PEAK_WEIGHT = 4.0
"""A peak at the place is worth as much as a level four times e above its surroundings: tuned on speech at −6 and −12 dB and telephones."""
_LEAST_CHANCE = 0.005
_PART_FRAMES = 22
"""Half a second …"""
_PARTS_LEFT_OUT = 10
"""… of which the best one of each ten is left out, at least one: no single chord or burst decides."""
_BOTH_WEIGHT = 1.5
_N_RIGHT = len(_RIGHT_SHIFTS_FRAMES)
_FEW_SHIFTS_FRAMES: Int64s = np.concatenate([_RIGHT_SHIFTS_FRAMES, WRONG_SHIFTS_FRAMES[2::5]])
"""What a candidate is first looked at with: the three right times and eight of the wrong ones."""
_LEAD_S = 1.0
"""Of 17 000 candidates all that score 6 or more in the end score 1.2 to 14 more against these alone."""
_EDGE_BINS = 4
_MARGIN_FRAMES, _MARGIN_BINS = 61, 23
_PADDED_BINS = N_BINS + 2 * _MARGIN_BINS


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
    heard: Bools,
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
        Where the query has peaks (query.py, ``map_peaks``).
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

    def __init__(self, levels: Float32s, heard: Bools) -> None:
        self.n_frames = len(levels)
        frames = (_MARGIN_FRAMES, _MARGIN_FRAMES)
        self._levels = np.pad(levels, (frames, (_MARGIN_BINS, _MARGIN_BINS))).ravel()
        step_margins = (STEPS_PER_BIN * _MARGIN_BINS, STEPS_PER_BIN * _MARGIN_BINS)
        self._heard = np.pad(heard, (frames, step_margins)).ravel()

    def at(self, moved: Int64s, bins: Int64s, steps: Int64s, off_bins: Int64s | int = 0) -> tuple[Float32s, Bools]:
        """Evidence at places in some frames, ``off_bins`` beside their bins, and whether there is a peak; ``moved`` is used up."""
        moved += _MARGIN_FRAMES
        moved *= _PADDED_BINS
        moved += off_bins + _MARGIN_BINS
        found: Float32s = self._levels.take(moved + bins)
        moved *= STEPS_PER_BIN
        moved += steps
        heard: Bools = self._heard.take(moved)
        found += np.float32(_PEAK_WEIGHT) * heard
        return found, heard

    def evidence(self, row: Int64s, places: Constellation, frames: Int64s, bins: Int64s | int = 0) -> "_Evidence":
        """What there is at the places, shifted by each of some frames and bins.

        Parameters
        ----------
        row
            Frames of the places, inside the query.
        places
            Their bins.
        frames, bins
            The shifts, at most the margins; shape (n_shifts,).
        """
        n_inside = np.searchsorted(row, self.n_frames - frames) - np.searchsorted(row, -frames)
        found, heard = self.at(row + frames[:, None], places.bins, places.steps, np.atleast_1d(bins)[:, None])
        return _Evidence(found, n_inside, float(heard.sum()) / max(1, int(n_inside.sum())))

    def mean_of_each(self, found: Float32s, row: Int64s, frames: Int64s) -> Float32s:
        """Mean evidence of each place over the shifts that leave it inside."""
        shifts = np.sort(frames)
        n_inside = np.searchsorted(shifts, self.n_frames - row) - np.searchsorted(shifts, -row)
        mean: Float32s = found.sum(axis=0) / np.maximum(1, n_inside).astype(np.float32)
        return mean


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Evidence at shifted places."""

    found: Float32s
    """Shape (n_shifts, n_peaks); 0 outside the query."""
    n_inside: Int64s
    """Places inside the query at each shift."""
    share_heard: float
    """How many of the places have a peak, 0 to 1."""

    @property
    def deviation(self) -> float:
        """Of one place's evidence, by chance."""
        return float(_place_deviation(self.share_heard))


def _place_deviation(chance: Float64s | float) -> Float64s | float:
    """Deviation of the evidence of one place chosen by chance; a peak is there with that probability."""
    chance = np.maximum(_LEAST_CHANCE, chance)
    return (_PEAK_DEVIATION**2 + _PEAK_WEIGHT**2 * chance * (1 - chance)) ** 0.5


def _is_enough(places: Constellation, n_frames: int) -> bool:
    """Whether there is enough of a reference in a query of so many frames to go by (engine facts, section 6)."""
    n_peaks = len(places.frames)
    if n_peaks < max(_MIN_PEAKS, _MIN_PEAKS_PER_FRAME * n_frames):
        return False
    return bool(places.frames[-1] - places.frames[0] >= _MIN_COVERAGE * n_frames)


def _rows(frames: Reals, n_frames: int) -> Int64s:
    return np.clip(np.rint(frames).astype(np.int64), 0, n_frames - 1)


def _promising(maps: _Maps, placed: Sequence[_Placed], least_s: float) -> list[_Placed]:
    """Those that may score ``least_s``, by the mean over a few wrong times and the least deviation; all at once."""
    if not placed:
        return []
    n_peaks = np.array([len(one.places.frames) for one in placed])
    begins = np.cumsum(n_peaks) - n_peaks
    row = _rows(np.concatenate([one.places.frames for one in placed]), maps.n_frames)
    moved = row + _FEW_SHIFTS_FRAMES[:, None]
    bins, steps = (np.concatenate([getattr(one.places, name) for one in placed]) for name in ("bins", "steps"))
    n_inside = np.maximum(1, np.add.reduceat((moved >= 0) & (moved < maps.n_frames), begins, axis=1, dtype=np.int64))

    def mean(values: Float32s | Bools) -> Float64s:
        """Shape (n_shifts, n_candidates)."""
        return np.asarray(np.add.reduceat(values, begins, axis=1, dtype=np.float64) / n_inside)

    found, heard = maps.at(moved, bins, steps)
    evidence, chance = mean(found), mean(heard)[_N_RIGHT:].mean(axis=0)
    z = (evidence[:_N_RIGHT].max(axis=0) - evidence[_N_RIGHT:].mean(axis=0)) / (_place_deviation(chance) / n_peaks**0.5)
    return [
        one
        for one, its_z in zip(placed, z.tolist(), strict=True)
        if engine_score(its_z, one.candidate.log_likelihood_ratio) >= least_s + _LEAD_S
    ]


def _judge(maps: _Maps, placed: _Placed) -> Verdict | None:
    """The verdict, or None where too few of the wrong times lie inside the query."""
    candidate, places = placed.candidate, placed.places
    row = _rows(places.frames, maps.n_frames)
    right = maps.evidence(row, places, _RIGHT_SHIFTS_FRAMES)
    best = int(right.found.sum(axis=1).argmax())
    shift, evidence = int(_RIGHT_SHIFTS_FRAMES[best]), right.found[best]
    wrong = maps.evidence(row, places, WRONG_SHIFTS_FRAMES)
    z_time = _z_time(evidence, wrong)
    if z_time is None:
        return None
    z = (z_time + _z_each(maps, row, places, shift, evidence, wrong)) / 2
    moved = replace(candidate, diagonal=candidate.diagonal - shift * candidate.speed)
    return Verdict(engine_score(z, candidate.log_likelihood_ratio), placed.track, moved)


def _z_time(evidence: Float32s, wrong: _Evidence) -> float | None:
    """How far the mean evidence lies above that of the wrong times that leave half of the places inside; None where too few do."""
    is_fair = wrong.n_inside >= len(evidence) / 2
    if is_fair.mean() < _LEAST_FAIR:
        return None
    means = wrong.found.sum(axis=1)[is_fair] / wrong.n_inside[is_fair]
    spread = max(float(means.std()), wrong.deviation / len(evidence) ** 0.5)
    return float((float(evidence.mean()) - float(means.mean())) / spread)


def _z_each(maps: _Maps, row: Int64s, places: Constellation, shift: int, evidence: Float32s, wrong: _Evidence) -> float:
    """How far each place lies above itself at wrong times, at wrong frequencies, and above what both explain; not below 0."""
    here: Int64s = np.full(len(_WRONG_BINS), shift)
    at_times = evidence - maps.mean_of_each(wrong.found, row, WRONG_SHIFTS_FRAMES)
    off_bins = maps.evidence(row, places, here, _WRONG_BINS).found.mean(axis=0)
    off_both = maps.mean_of_each(maps.evidence(row, places, _BOTH_TIMES, _WRONG_BINS).found, row, _BOTH_TIMES)
    of_both = _BOTH_WEIGHT * _excess(at_times - off_bins + off_both, row)
    least = min(_excess(at_times, row), _excess(evidence - off_bins, row), of_both)
    return float(max(0.0, least) / wrong.deviation)


def _excess(evidence: Float32s, row: Int64s) -> float:
    """Summed evidence of all but the best half seconds, over the root of the number of places."""
    part = row // _PART_FRAMES
    n_places = np.bincount(part)
    summed = np.bincount(part, weights=evidence)[n_places > 0]
    n_places = n_places[n_places > 0]
    kept = np.argsort(summed)[: -max(1, len(summed) // _PARTS_LEFT_OUT)]
    return float(summed[kept].sum() / np.sqrt(max(1, n_places[kept].sum())))
