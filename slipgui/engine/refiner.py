"""The last touch to a verdict: its exact speed, pitch and place, from the peaks of both sides.

The stages stop at the first sure answer, and a clip at another tempo may be sure at speed 1 already.  So near the place found, peaks of
the query are paired with reference peaks of the same frequency under each hypothesis (speed: both axes; tempo: time only; pitch:
frequency only); the one that lines most pairs up in a window of 1.5 frames is kept, and a straight line through its pairs gives the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from slipgui.engine.arrays import Bools, Reals, count_through
from slipgui.engine.index import Index
from slipgui.engine.matcher import Candidate
from slipgui.engine.query import Searchable
from slipgui.engine.verifier import Verdict, verify

_MOST_SPEED, _MOST_TEMPO = 0.055, 0.06
_STEP_BETWEEN = (0.0025, 0.01)
_SEMITONES = (-2.0, -1.0, -0.5, 0.5, 1.0, 2.0)
_SAME_BINS = 0.3
"""Peaks this near in frequency may be the same: twice the usual error of two parabolas."""
_WINDOW_FRAMES = 1.5
_FINE_FRAMES = 0.6
"""A step of speed moves the ends of the query by about this much against its middle."""
_LINE_FRAMES = (0.75, 0.75)
"""Pairs this near to the line make the next one."""
_AS_GOOD = 0.95
"""Speed and pitch are taken to be untouched where that explains nearly as many pairs."""
_SLACK_FRAMES = 12.0
_MIN_PAIRS = 12
_ONSET_FRAMES = 3.0
_SNAP = 0.0004
_SNAP_DEVIATIONS = 3.0
_SNAP_PITCH = 0.002
_MOST_SCORE_LOST = 1.0


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Peaks of query and reference that may be the same, in order of the reference's time; all arrays shape (n_pairs,)."""

    query_frames: Reals
    """From the middle of the query."""
    reference_frames: Reals
    """From the place that was found for the middle."""
    pitch_ratios: Reals
    """Reference frequency over query frequency."""


@dataclass(frozen=True, slots=True)
class _Alignment:
    """reference = offset + speed × query, both counted as in ``_Pairs``."""

    offset: float
    speed: float
    pitch_ratio: float
    gain: float
    """Log-likelihood ratio of so many pairs in the window against the pairs around it."""


def refine(index: Index, query: Searchable, verdict: Verdict, heard: Bools) -> Verdict:
    """The verdict with exact speed, pitch and place; the score is the better one of before and after.

    Parameters
    ----------
    index
        Where it comes from.
    query
        What was searched.
    verdict
        A verdict on it that is taken to be true.
    heard
        What ``verify`` was given beside the levels.
    """
    middle = query.n_frames / 2
    place = verdict.candidate.diagonal + verdict.candidate.speed * middle
    aligner = _Aligner(index, query, verdict, place)
    line = aligner.best_line(verdict.candidate)
    if line is None:
        return verdict
    candidate = Candidate(
        diagonal=place + line.offset - line.speed * middle,
        speed=line.speed,
        pitch_ratio=line.pitch_ratio,
        log_likelihood_ratio=verdict.candidate.log_likelihood_ratio,
    )
    refined = verify(index, query.levels, [candidate], heard)
    if not refined or refined[0].track != verdict.track or refined[0].score < verdict.score - _MOST_SCORE_LOST:
        return verdict
    # the line is finer than the verifier's choice among three frames
    return Verdict(max(verdict.score, refined[0].score), verdict.track, candidate)


class _Aligner:
    """The peaks of a query and of its track around the place that was found."""

    def __init__(self, index: Index, query: Searchable, verdict: Verdict, place: float) -> None:
        half = query.n_frames / 2
        self._half = half
        self._step = float(np.clip(_FINE_FRAMES / half, *_STEP_BETWEEN))
        self._reach = _SLACK_FRAMES + _MOST_TEMPO * half
        track = verdict.track
        start = max(track.first_frame, int(place - half - 2 * self._reach))
        stop = min(track.first_frame + track.n_frames, int(place + half + 2 * self._reach))
        frames, bins = index.peaks_between(start, stop)
        order = np.argsort(bins)
        self._bins, self._frames = bins[order], frames[order] - place
        self._query_bins = query.quick.peaks.frequency_bins.astype(np.float64)
        self._by_bin = np.argsort(self._query_bins)
        self._query_frames = query.quick.peaks.time_frames - half

    def best_line(self, found: Candidate) -> _Alignment | None:
        """The best of all hypotheses, straightened; None where too few peaks agree."""
        best: _Alignment | None = None
        for pitch_ratio, speeds in _hypotheses(found, self._step):
            pairs = self._pair(pitch_ratio)
            for speed in speeds:
                alignment = self._align(pairs, speed, pitch_ratio)
                if alignment and (best is None or alignment.gain > best.gain):
                    best = alignment
        untouched = self._align(self._pair(1.0), 1.0, 1.0)
        if best and untouched and untouched.gain >= _AS_GOOD * best.gain:
            best = untouched
        return self._straighten(best) if best else None

    def _pair(self, pitch_ratio: float) -> _Pairs:
        """All pairs of nearly the same frequency whose times are within reach of each other at speed 1."""
        wanted = self._query_bins[self._by_bin] * pitch_ratio  # what stands in order is found sooner
        first, stop = np.empty(len(wanted), np.int64), np.empty(len(wanted), np.int64)
        first[self._by_bin] = np.searchsorted(self._bins, wanted - _SAME_BINS)
        stop[self._by_bin] = np.searchsorted(self._bins, wanted + _SAME_BINS)
        query, reference = count_through(first, stop - first)
        query_frames, reference_frames = self._query_frames.take(query), self._frames.take(reference)
        is_near = np.abs(reference_frames - query_frames) < self._reach + _MOST_TEMPO * self._half
        near = np.flatnonzero(is_near)
        ratios = self._bins.take(reference.take(near)) / self._query_bins.take(query.take(near))
        return _Pairs(query_frames.take(near), reference_frames.take(near), ratios)

    def _align(self, pairs: _Pairs, speed: float, pitch_ratio: float) -> _Alignment | None:
        """The offset that lines most pairs up at this speed."""
        offset = pairs.reference_frames - speed * pairs.query_frames
        offset = np.sort(offset[np.abs(offset) < self._reach])
        if len(offset) < _MIN_PAIRS:
            return None
        n_inside = np.searchsorted(offset, offset + _WINDOW_FRAMES) - np.arange(len(offset))
        i = int(n_inside.argmax())
        n = int(n_inside[i])
        expected = (len(offset) - n) * _WINDOW_FRAMES / (2 * self._reach) + 0.5
        gain = n * float(np.log(n / expected)) - (n - expected)
        return _Alignment(float(offset[i + n // 2]), speed, pitch_ratio, gain)

    def _straighten(self, coarse: _Alignment) -> _Alignment | None:
        """Finer speeds around the coarse one, then a line through the pairs of the best; speeds and pitches that are as good as 1 are 1."""
        n_fine = 0 if coarse.speed == 1 else int(np.ceil(self._step * self._half / _FINE_FRAMES))
        pairs = self._pair(coarse.pitch_ratio)
        fine = [
            self._align(pairs, coarse.speed + self._step * k / max(1, n_fine), coarse.pitch_ratio)
            for k in range(-n_fine, n_fine + 1)
        ]
        best = max((alignment for alignment in fine if alignment), key=lambda alignment: alignment.gain)
        line = best
        for reach in _LINE_FRAMES:
            rest = pairs.reference_frames - line.offset - line.speed * pairs.query_frames
            is_on_line = np.abs(rest) < reach
            if is_on_line.sum() < _MIN_PAIRS or np.ptp(pairs.query_frames[is_on_line]) < self._half / 2:
                return line if line.gain > 0 else None
            x, y = pairs.query_frames[is_on_line], pairs.reference_frames[is_on_line]
            slope, offset = np.polyfit(x, y, 1)
            line = replace(best, offset=float(offset), speed=float(slope))
        # peaks of one onset share their error: only onsets count
        n_onsets = len(np.unique(np.rint(x / _ONSET_FRAMES)))
        deviation = float(rest[is_on_line].std() / (x.std() * n_onsets**0.5))
        return _snap(line, x, y, float(np.median(pairs.pitch_ratios[is_on_line])), deviation)


def _snap(line: _Alignment, x: Reals, y: Reals, pitch_ratio: float, deviation: float) -> _Alignment:
    """The line with speed 1, pitch 1 or pitch = 1 / speed exactly where the difference is within its error."""
    if abs(line.speed - 1) < max(_SNAP, _SNAP_DEVIATIONS * deviation):
        line = replace(line, speed=1.0, offset=float(np.mean(y - x)))
    if abs(pitch_ratio - 1) < _SNAP_PITCH and abs(line.speed - 1) > _SNAP_PITCH:
        pitch_ratio = 1.0
    elif abs(pitch_ratio * line.speed - 1) < _SNAP_PITCH:
        pitch_ratio = 1 / line.speed
    return replace(line, pitch_ratio=pitch_ratio)


def _hypotheses(found: Candidate, step: float) -> Iterator[tuple[float, list[float]]]:
    """Pitch ratios with the speeds to try with them: what was found, tempo, speed, pitch."""
    yield found.pitch_ratio, [found.speed]
    yield 1.0, _around_one(_MOST_TEMPO, step)
    for speed in _around_one(_MOST_SPEED, step):
        yield 1 / speed, [speed]
    for semitones in _SEMITONES:
        yield 2 ** (-semitones / 12), [1.0]


def _around_one(most: float, step: float) -> list[float]:
    n = int(most / step)
    return [1 + step * k for k in range(-n, n + 1)]
