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
from functools import cached_property

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
_BLOCK_FRAMES, _BLOCKS_AROUND = 16, 4
"""At the first look a place is compared with the mean of so many frames, and of so many more of them before and after."""
LEAD_S = 1.0
"""What scores 5.5 or more in the end scored so much more at the first look: of 69 such candidates all but three, which led by .5 to .8."""
_LIKE_ANYTHING_S = 4.0
"""A first look below is never a true candidate, at whatever speed near by."""
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
    them = list(candidates)
    return Judge(index, levels, heard).verify(them, least_s + LEAD_S) if them else []


class Judge:
    """Verifies candidates for one query again and again.

    Parameters
    ----------
    index, levels, heard
        As of ``verify``.
    """

    def __init__(self, index: Index, levels: Float32s, heard: Bools) -> None:
        self._index = index
        self._maps = _Maps(levels, heard)

    def verify(self, candidates: Iterable[Candidate], least_look_s: float = -math.inf) -> list[Verdict]:
        """As the function, of the candidates that look as good as ``least_look_s`` at first (``_look``)."""
        them = _place(self._index, list(candidates), self._maps.n_frames)
        if least_look_s > -math.inf:
            them = them.only(_look(self._maps, them) >= least_look_s)
        return sorted(_judge(self._maps, them), key=lambda verdict: verdict.score, reverse=True)

    def at_best_speeds(self, candidates: Iterable[Candidate], steps: Sequence[float]) -> list[Candidate]:
        """Those candidates that look like anything, each at the speed at which it looks best.

        Under the exact speed the true place has a z of 9 to 19 where it has 7 to 14 under one .2 % beside it.

        Parameters
        ----------
        candidates
            What may be true.  Where pitch and speed were not changed together, nothing is tried.
        steps
            Speeds to try, from the candidate's own; the middle of the query stays where it is.
        """
        them = _place(self._index, list(candidates), self._maps.n_frames)
        looks = _look(self._maps, them).tolist()
        worth = [it for it, look in zip(them.candidates, looks, strict=True) if look >= _LIKE_ANYTHING_S]
        return [self._at_best_speed(it, steps) if it.pitch_ratio == 1 / it.speed else it for it in worth]

    def _at_best_speed(self, candidate: Candidate, steps: Sequence[float]) -> Candidate:
        half = self._maps.n_frames / 2
        at_steps = [
            replace(
                candidate,
                diagonal=candidate.diagonal - step * half,
                speed=candidate.speed + step,
                pitch_ratio=1 / (candidate.speed + step),
            )
            for step in (0.0, *steps)
        ]
        them = _place(self._index, at_steps, self._maps.n_frames)
        return them.candidates[int(_look(self._maps, them).argmax())]


def constellation(
    index: Index, track: IndexTrack, candidate: Candidate, first_frame: float, stop_frame: float
) -> Constellation:
    """The peaks of ``track`` that fall between two query frames under ``candidate``, in query frames and bins."""
    return _constellations(index, [track], [candidate], first_frame, stop_frame)[0]


def _constellations(
    index: Index, tracks: Sequence[IndexTrack], candidates: Sequence[Candidate], first_frame: float, stop_frame: float
) -> tuple[Constellation, Int64s]:
    """As ``constellation`` of several candidates, one after the other, and whose each peak is."""
    first, n_frames = (np.array([getattr(it, name) for it in tracks]) for name in ("first_frame", "n_frames"))
    diagonal, speed, pitch = (
        np.array([getattr(it, name) for it in candidates]) for name in ("diagonal", "speed", "pitch_ratio")
    )
    start = np.maximum(first, (diagonal + speed * first_frame).astype(np.int64))
    stop = np.minimum(first + n_frames, (diagonal + speed * stop_frame).astype(np.int64))
    frames, bins, owner = index.peaks_of_ranges(start, stop)
    bins = bins / pitch.take(owner)
    query_bins = np.rint(bins).astype(np.int64)
    inside = np.flatnonzero((query_bins >= _EDGE_BINS) & (query_bins < N_BINS - _EDGE_BINS))
    owner = owner.take(inside)
    places = Constellation(
        (frames.take(inside) - diagonal.take(owner)) / speed.take(owner),
        query_bins.take(inside),
        np.rint(bins.take(inside) * STEPS_PER_BIN).astype(np.int64),
    )
    return places, owner


class _Maps:
    """The query's maps with margins, so that no shift falls outside, and flat, so that a shift is one addition."""

    def __init__(self, levels: Float32s, heard: Bools) -> None:
        self.n_frames = len(levels)
        self._given = levels, heard
        frames = (_MARGIN_FRAMES, _MARGIN_FRAMES)
        self._levels = np.pad(levels, (frames, (_MARGIN_BINS, _MARGIN_BINS))).ravel()
        step_margins = (STEPS_PER_BIN * _MARGIN_BINS, STEPS_PER_BIN * _MARGIN_BINS)
        self._heard = np.pad(heard, (frames, step_margins)).ravel()

    def at(self, frames: Int64s, bins: Int64s, steps: Int64s, off_bins: Int64s | int = 0) -> tuple[Float32s, Bools]:
        """Evidence at places in some frames, ``off_bins`` beside their bins, and whether there is a peak."""
        moved = (frames + _MARGIN_FRAMES) * _PADDED_BINS + (off_bins + _MARGIN_BINS)
        found: Float32s = self._levels.take(moved + bins)
        moved *= STEPS_PER_BIN
        moved += steps
        heard: Bools = self._heard.take(moved)
        found += np.float32(_PEAK_WEIGHT) * heard
        return found, heard

    def usual_at(self, frames: Int64s, bins: Int64s) -> tuple[Float32s, Float32s]:
        """Mean evidence in the bins of some places for a second and a half before and after, and how often there is a peak."""
        place = frames // _BLOCK_FRAMES * N_BINS + bins
        chance: Float32s = self._usual[1].take(place)
        evidence: Float32s = self._usual[0].take(place) + np.float32(_PEAK_WEIGHT) * chance
        return evidence, chance

    @cached_property
    def _usual(self) -> tuple[Float32s, Float32s]:
        """Mean level and share of frames with a peak, in each bin around each block; flat."""
        levels, heard = self._given
        blocks = [slice(first, first + _BLOCK_FRAMES) for first in range(0, self.n_frames, _BLOCK_FRAMES)]
        # eight counts in one number, none of which can overflow; then the four of a bin, of which two are added at once
        n_peaks = np.array([heard[block].view(np.uint64).sum(axis=0) for block in blocks]).view(np.uint32)
        n_peaks = (n_peaks & 0x00FF00FF) + (n_peaks >> 8 & 0x00FF00FF)
        share = ((n_peaks & 0xFFFF) + (n_peaks >> 16)).astype(np.float32) / np.float32(STEPS_PER_BIN)
        return self._mean_around(np.array([levels[block].sum(axis=0) for block in blocks])), self._mean_around(share)

    def _mean_around(self, sums: Float32s) -> Float32s:
        """From the sums over each block to the mean of a frame of it and of its neighbours."""
        block = np.arange(len(sums))
        low, high = np.maximum(0, block - _BLOCKS_AROUND), np.minimum(len(sums), block + _BLOCKS_AROUND + 1)
        n_frames = np.minimum(self.n_frames, high * _BLOCK_FRAMES) - low * _BLOCK_FRAMES
        before = np.zeros((len(sums) + 1, sums.shape[1]), np.float32)
        for so_far, row, then in zip(before, sums, before[1:], strict=False):  # numpy's own goes down each column
            np.add(so_far, row, out=then)
        mean: Float32s = (before[high] - before[low]) / n_frames.astype(np.float32)[:, None]
        return mean.ravel()

    def mean_of_each(self, found: Float32s, row: Int64s, frames: Int64s) -> Float32s:
        """Mean evidence of each place over the shifts that leave it inside."""
        shifts = np.sort(frames)
        n_inside = np.searchsorted(shifts, self.n_frames - row) - np.searchsorted(shifts, -row)
        mean: Float32s = found.sum(axis=0) / np.maximum(1, n_inside).astype(np.float32)
        return mean


@dataclass(frozen=True, slots=True)
class _Together:
    """The places of several candidates, one candidate after the other, so that all are looked at at once."""

    candidates: Sequence[Candidate]
    """Each with one place at least …"""
    tracks: Sequence[IndexTrack]
    """… in these tracks."""
    owner: Int64s
    """Whose each place is, ascending; shape (n_peaks,) as all that follow."""
    row: Int64s
    """Its frame in the query."""
    bins: Int64s
    """Its bin …"""
    steps: Int64s
    """… and quarter-bin."""

    @property
    def n_peaks(self) -> Int64s:
        """Places of each candidate, shape (n_candidates,)."""
        return np.bincount(self.owner, minlength=len(self.candidates))

    def only(self, is_chosen: Bools) -> "_Together":
        """Some of the candidates with their places."""
        chosen = np.flatnonzero(is_chosen).tolist()
        places = np.flatnonzero(is_chosen.take(self.owner))
        return _Together(
            [self.candidates[number] for number in chosen],
            [self.tracks[number] for number in chosen],
            (np.cumsum(is_chosen) - 1).take(self.owner.take(places)),
            self.row.take(places),
            self.bins.take(places),
            self.steps.take(places),
        )

    def sums(self, values: Float32s | Float64s | Bools) -> Float64s:
        """Of each candidate's places: shape (…, n_peaks) becomes (…, n_candidates)."""
        begins = np.searchsorted(self.owner, np.arange(len(self.candidates)))
        if not len(begins):
            return np.zeros((*values.shape[:-1], 0))
        return np.asarray(np.add.reduceat(values, begins, axis=-1, dtype=np.float64))


def _place(index: Index, candidates: Sequence[Candidate], n_frames: int) -> _Together:
    """Those inside tracks of which there is enough in a query of so many frames to go by (engine facts, section 6)."""
    found = [(index.track_at(it.diagonal + it.speed * n_frames / 2), it) for it in candidates]
    tracks, inside = [track for track, _ in found if track], [it for track, it in found if track]
    places, owner = _constellations(index, tracks, inside, 0, n_frames)
    n_peaks = np.bincount(owner, minlength=len(inside))
    stop = np.cumsum(n_peaks)
    frames = np.append(places.frames, 0.0)  # of a candidate without places any two
    span = frames.take(stop - 1) - frames.take(stop - n_peaks)
    is_enough = (n_peaks >= max(_MIN_PEAKS, _MIN_PEAKS_PER_FRAME * n_frames)) & (span >= _MIN_COVERAGE * n_frames)
    row = np.clip(np.rint(places.frames).astype(np.int64), 0, n_frames - 1)
    return _Together(inside, tracks, owner, row, places.bins, places.steps).only(is_enough)


def _place_deviation(chance: Float64s | float) -> Float64s | float:
    """Deviation of the evidence of one place chosen by chance; a peak is there with that probability."""
    chance = np.maximum(_LEAST_CHANCE, chance)
    return (_PEAK_DEVIATION**2 + _PEAK_WEIGHT**2 * chance * (1 - chance)) ** 0.5


def _look(maps: _Maps, them: _Together) -> Float64s:
    """The first look: what each would score by the usual evidence around its places and the least deviation; shape (n_candidates,)."""
    found, _ = maps.at(them.row + _RIGHT_SHIFTS_FRAMES[:, None], them.bins, them.steps)
    usual, chance = maps.usual_at(them.row, them.bins)
    n_peaks = np.maximum(1, them.n_peaks)
    deviation = _place_deviation(them.sums(chance) / n_peaks)
    z = (them.sums(found).max(axis=0) - them.sums(usual)) / (deviation * n_peaks**0.5)
    ratios = [it.log_likelihood_ratio for it in them.candidates]
    return np.array([engine_score(*pair) for pair in zip(z.tolist(), ratios, strict=True)])


def _judge(maps: _Maps, them: _Together) -> list[Verdict]:
    """The verdicts on those of which enough of the wrong times lie inside the query."""
    if not them.candidates:
        return []
    right, _ = maps.at(them.row + _RIGHT_SHIFTS_FRAMES[:, None], them.bins, them.steps)
    best = them.sums(right).argmax(axis=0)
    shift = _RIGHT_SHIFTS_FRAMES[best]
    evidence = right[best[them.owner], np.arange(len(them.owner))]
    frames = them.row + WRONG_SHIFTS_FRAMES[:, None]
    n_inside = them.sums((frames >= 0) & (frames < maps.n_frames))
    wrong, heard = maps.at(frames, them.bins, them.steps)
    deviation = _place_deviation(them.sums(heard).sum(axis=0) / np.maximum(1, n_inside.sum(axis=0)))
    is_fair = n_inside >= them.n_peaks / 2
    means = np.where(is_fair, them.sums(wrong) / np.maximum(1, n_inside), np.nan)
    is_judged = is_fair.mean(axis=0) >= _LEAST_FAIR
    means[:, ~is_judged] = 0
    spread = np.maximum(np.nanstd(means, axis=0), deviation / them.n_peaks**0.5)
    z_time = (them.sums(evidence) / them.n_peaks - np.nanmean(means, axis=0)) / spread
    z = (z_time + _excess_of_each(maps, them, shift, evidence, wrong) / deviation) / 2
    verdicts = []
    for number in np.flatnonzero(is_judged).tolist():
        candidate = them.candidates[number]
        moved = replace(candidate, diagonal=candidate.diagonal - int(shift[number]) * candidate.speed)
        score = engine_score(float(z[number]), candidate.log_likelihood_ratio)
        verdicts.append(Verdict(score, them.tracks[number], moved))
    return verdicts


def _excess_of_each(maps: _Maps, them: _Together, shift: Int64s, evidence: Float32s, wrong: Float32s) -> Float64s:
    """How far each candidate's places lie above themselves at wrong times, at wrong frequencies, and above what both explain; ≥ 0.

    Parameters
    ----------
    maps, them
        Query and candidates.
    shift
        Of the right ones the best, shape (n_candidates,) …
    evidence
        … and the evidence there, shape (n_peaks,).
    wrong
        Evidence at the wrong times, shape (38, n_peaks).
    """
    off_bins = _WRONG_BINS[:, None]
    at_times = evidence - maps.mean_of_each(wrong, them.row, WRONG_SHIFTS_FRAMES)
    at_bins = evidence - maps.at(them.row + shift[them.owner], them.bins, them.steps, off_bins)[0].mean(axis=0)
    both, _ = maps.at(them.row + _BOTH_TIMES[:, None], them.bins, them.steps, off_bins)
    beyond_both = at_times + at_bins - evidence + maps.mean_of_each(both, them.row, _BOTH_TIMES)
    excesses = [_excess(at_times, them), _excess(at_bins, them), _BOTH_WEIGHT * _excess(beyond_both, them)]
    return np.asarray(np.maximum(0.0, np.min(excesses, axis=0)))


def _excess(evidence: Float32s, them: _Together) -> Float64s:
    """Of each candidate summed evidence of all but the best half seconds, over the root of the number of places."""
    part = them.row // _PART_FRAMES
    shape = len(them.candidates), int(part.max()) + 1
    cell = them.owner * shape[1] + part
    n_places = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
    summed = np.bincount(cell, evidence, shape[0] * shape[1]).reshape(shape)
    best_first = np.argsort(np.where(n_places, -summed, np.inf), axis=1)
    n_parts = (n_places > 0).sum(axis=1)
    rank = np.arange(shape[1])
    is_kept = rank >= np.maximum(1, n_parts // _PARTS_LEFT_OUT)[:, None]  # parts without a place add nothing
    kept, n_kept = (np.sum(np.take_along_axis(it, best_first, 1), axis=1, where=is_kept) for it in (summed, n_places))
    return np.asarray(kept / np.sqrt(np.maximum(1, n_kept)))
