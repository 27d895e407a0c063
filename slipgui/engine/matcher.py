"""From landmarks to candidates: look-ups with neighbour cells, voting over sorted diagonals, Poisson log-likelihood ratios.

A *diagonal* is (reference frame − query frame).  Equal hashes of the same music lie on one diagonal; chance hits are spread.
"""

from dataclasses import dataclass

import numpy as np

from slipgui.engine.arrays import Float32s, Float64s, Int32s, Int64s, sort_with_places
from slipgui.engine.hashes import (
    MAX_DIFFERENCE,
    MAX_DISTANCE_FRAMES,
    N_DIFFERENCES,
    N_DISTANCES,
    STEPS_PER_BIN,
    frequency_steps,
    pack_hashes,
)
from slipgui.engine.index import Index
from slipgui.engine.parameters import PARAMETERS
from slipgui.engine.query import LandmarkSet

_FURTHEST = 0.5
"""No value lies further than this from the centre of its cell."""
_SURROUNDING_FRAMES = 512
_LEAST_EXPECTED = 0.02
_WINDOW_FRAMES = 3
_WINDOW_FLOOR = 4
_TEMPO_FLOOR = 5
_TEMPI: Float64s = np.array([x / 100 for x in range(94, 107) if x != 100])
_TEMPO_MAX_DRIFT = 0.06


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in the catalogue that a query may come from: reference frame = diagonal + speed × query frame."""

    diagonal: float
    """Global reference frame at query frame 0."""
    speed: float
    """Reference frames a query frame."""
    pitch_ratio: float
    """Reference frequency over query frequency."""
    log_likelihood_ratio: float
    """Of so many hits in so narrow a window against the density around, natural log."""


@dataclass(frozen=True, slots=True)
class LookUps:
    """What is looked up; both arrays have shape (n_lookups,)."""

    hashes: Int64s
    """Hashes, the nearest first, then those of neighbouring cells."""
    frames: Float32s
    """Frame of the anchor in the query, times the speed probed."""


def make_look_ups(landmark_set: LandmarkSet, speed: float, pitch_ratio: float, edge: float) -> LookUps:
    """Hashes of a query whose peaks are moved to (time × speed, frequency × pitch_ratio).

    Parameters
    ----------
    landmark_set
        Peaks and pairs of the query.
    speed, pitch_ratio
        A change of speed, tempo or pitch only scales the peaks: no second spectrogram is needed.
    edge
        Where a value lies further than this part of a step from its cell's centre, the neighbour on that side is looked up as well
        (all combinations of the three dimensions); 0.5 = never.
    """
    peaks, anchor, target = landmark_set.peaks, landmark_set.landmarks.anchor, landmark_set.landmarks.target
    bins = peaks.frequency_bins * np.float32(pitch_ratio)
    step, is_target = frequency_steps(bins), bins < PARAMETERS.highest_bin
    is_anchor = is_target & (bins >= PARAMETERS.lowest_bin)
    anchor_step, target_step = step.take(anchor), step.take(target)
    distance_frames = (peaks.time_frames.take(target) - peaks.time_frames.take(anchor)) * speed
    distance = np.rint(distance_frames).astype(np.int64)
    is_valid = is_anchor.take(anchor) & is_target.take(target)
    is_valid &= np.abs(target_step - anchor_step) < MAX_DIFFERENCE - 1
    is_valid &= (distance >= 1) & (distance <= MAX_DISTANCE_FRAMES)
    chosen = np.flatnonzero(is_valid)
    hashes = pack_hashes(anchor_step, target_step, distance).take(chosen)
    if edge < _FURTHEST:
        step_side = _neighbour(bins * STEPS_PER_BIN - step, edge)
        distance_side = _neighbour(distance_frames - distance, edge)
        distance_side[(distance + distance_side < 1) | (distance + distance_side > MAX_DISTANCE_FRAMES)] = 0
        # what a step in one dimension adds to a mixed-radix hash; the anchor's moves the difference the other way
        moves = (
            (step_side * (N_DIFFERENCES * N_DISTANCES - N_DISTANCES)).take(anchor),
            (step_side * N_DISTANCES).take(target),
            distance_side,
        )
        hashes, chosen = _with_neighbours(hashes, chosen, moves)
    return LookUps(hashes, (peaks.time_frames * np.float32(speed)).take(anchor.take(chosen)))


def _with_neighbours(hashes: Int64s, chosen: Int64s, moves: tuple[Int64s, ...]) -> tuple[Int64s, Int64s]:
    """Hashes and their landmarks, those of all neighbouring cells added; the moves have shape (n_landmarks,), 0 = none."""
    for move in moves:
        its = move.take(chosen)
        has_neighbour = np.flatnonzero(its)
        hashes = np.concatenate([hashes, hashes.take(has_neighbour) + its.take(has_neighbour)])
        chosen = np.concatenate([chosen, chosen.take(has_neighbour)])
    return hashes, chosen


def vote(index: Index, look_ups: LookUps, budget: int, n_wanted: int) -> list[tuple[float, float]]:
    """Diagonals with more hits than chance, best first, as (log-likelihood ratio, diagonal).  Removed tracks are not left out here.

    Parameters
    ----------
    index
        Where to look.
    look_ups
        What to look for.
    budget
        Hits to read at most.
    n_wanted
        Diagonals to give at most.
    """
    diagonals = find_diagonals(index, look_ups, budget)
    return rank_diagonals(diagonals, index.n_frames, n_wanted, _WINDOW_FLOOR)


def find_diagonals(index: Index, look_ups: LookUps, budget: int) -> Int32s:
    """Reference frame − query frame of every hit, shape (n_hits,), in no order."""
    return index.find_sums(look_ups.hashes, -np.rint(look_ups.frames).astype(np.int32), budget)


def rank_diagonals(diagonals: Int32s, n_index_frames: int, n_wanted: int, floor: int) -> list[tuple[float, float]]:
    """Diagonals with more hits than chance, best first, as (log-likelihood ratio, diagonal).

    Parameters
    ----------
    diagonals
        Of all hits, shape (n_hits,).
    n_index_frames
        Frames that the hits are spread over.
    n_wanted
        Diagonals to give at most.
    floor
        Least hits that count.
    """
    if len(diagonals) < floor:
        return []
    background = _WINDOW_FRAMES * len(diagonals) / n_index_frames
    ratios, starts = find_windows(np.sort(diagonals), _WINDOW_FRAMES, n_wanted, floor, background)
    return [(float(ratio), float(start + 1)) for ratio, start in zip(ratios, starts, strict=True)]


def vote_tempo(index: Index, look_ups: LookUps, budget: int, n_wanted: int) -> list[Candidate]:
    """Candidates with another tempo and the same pitch, from the look-ups at speed 1.

    Pairs are at most 31 frames long: ±6 % of tempo moves a pair's distance by 1.9 frames at most and mostly by less than one, so true
    hits are still found, along a diagonal that drifts.  Wide windows find it, then the best slope inside each is chosen.
    """
    hits = index.find_hits(look_ups.hashes, budget)
    if len(hits) < _TEMPO_FLOOR:
        return []
    query = look_ups.frames.take(hits.lookup)
    diagonals, order = sort_with_places(hits.frame - np.rint(query).astype(np.int32))
    width = int(max(6, _TEMPO_MAX_DRIFT * (float(query.max()) - float(query.min())) + _WINDOW_FRAMES))
    candidates = []
    for start in find_windows(diagonals, width, n_wanted, _TEMPO_FLOOR, 0.0)[1]:
        low, high = np.searchsorted(diagonals, [start - width, start + 2 * width])
        near = order[low:high]
        reference_frames, query_frames = hits.frame[near].astype(np.float64), query[near].astype(np.float64)
        candidate = _best_tempo(reference_frames, query_frames, (high - low) / (3 * width))
        if candidate is not None:
            candidates.append(candidate)
    return candidates


def find_windows(
    diagonals: Int32s | Int64s, width: int, n_wanted: int, floor: int, background: float
) -> tuple[Float64s, Int64s]:
    """Log-likelihood ratios and starts of the windows of ``width`` frames that hold the most hits, best first.

    The ratio is Poisson: c·ln(c/λ) − (c − λ) for c hits where the 512 frames around lead to expect λ.  No size of the catalogue is in
    it, and drones and loops, which crowd a whole neighbourhood, raise their own expectation.

    Parameters
    ----------
    diagonals
        Sorted, shape (n_hits,).
    width
        Of a window in frames.
    n_wanted
        Windows to give at most; overlapping ones count once.
    floor
        Least hits of a window.
    background
        The least λ: hits of a window where they are spread evenly.
    """
    first, n_hits = _fullest_windows(diagonals, width, n_wanted, floor)
    start = diagonals.take(first)
    reach = _SURROUNDING_FRAMES // 2
    # keys of the diagonals' own type, else numpy turns all of them into the keys'
    low, high = np.searchsorted(diagonals, np.stack([start - reach, start + reach + width]).astype(diagonals.dtype))
    expected = np.maximum((high - low - n_hits) * (width / _SURROUNDING_FRAMES), background) + _LEAST_EXPECTED
    ratio = n_hits * np.log(n_hits / expected) - (n_hits - expected)
    kept: list[int] = []
    taken: set[int] = set()
    for i in np.argsort(-ratio, kind="stable").tolist():
        cell = int(start[i]) // max(4, width)
        if not {cell - 1, cell, cell + 1} & taken:
            taken.add(cell)
            kept.append(i)
        if len(kept) == n_wanted:
            break
    return ratio[kept], start[kept].astype(np.int64)


def _fullest_windows(diagonals: Int32s | Int64s, width: int, n_wanted: int, floor: int) -> tuple[Int64s, Int64s]:
    """First hits of the windows, and how many hits each has; the floor is raised until few enough windows are left."""
    n, least = len(diagonals), floor
    if n < floor:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    first = np.flatnonzero(diagonals[least - 1 :] - diagonals[: n - least + 1] < width)
    # of hits on one diagonal the first has the fullest window: thousands on one must not crowd out the others
    first = first[np.diff(diagonals[first], prepend=diagonals[0] - 1) > 0]
    while len(first) > 4 * n_wanted:
        least += max(1, least // 4)
        fuller = first[first + least - 1 < n]
        fuller = fuller[diagonals[fuller + least - 1] - diagonals[fuller] < width]
        if len(fuller) < n_wanted:
            break
        first = fuller
    stop = np.searchsorted(diagonals, (diagonals.take(first) + width).astype(diagonals.dtype))
    return first, stop - first


def _best_tempo(reference: Float64s, query: Float64s, density: float) -> Candidate | None:
    """The tempo whose diagonal holds the most of the hits given, or None below four."""
    best = (0, 0.0, 1.0)
    for tempo in _TEMPI.tolist():
        diagonal = np.sort(reference - query * tempo)
        n_hits = np.searchsorted(diagonal, diagonal + _WINDOW_FRAMES) - np.arange(len(diagonal))
        i = int(n_hits.argmax())
        if n_hits[i] > best[0]:
            best = (int(n_hits[i]), float(diagonal[i]) + 1, tempo)
    n, diagonal_frame, tempo = best
    if n < _WINDOW_FLOOR:
        return None
    expected = density * _WINDOW_FRAMES + 0.3
    return Candidate(round(diagonal_frame), tempo, 1.0, n * float(np.log(n / expected)) - n + expected)


def _neighbour(offset: Float32s | Float64s, edge: float) -> Int64s:
    """−1, 0 or 1: on which side the nearest neighbouring cell lies, where the value is further than ``edge`` from the centre."""
    return (np.sign(offset) * (np.abs(offset) > edge)).astype(np.int64)
