"""Whether the engine could take a made-up track for a real one: its landmarks are looked up among those of all real tracks.

A clip may be changed by 6 % in tempo and two semitones in pitch, and the search reaches 6 % of tempo further.  So at pitch 0 each tempo of
88 to 112 % is tried, at ±1 and ±2 semitones each of 97 to 103 %.  Where 8 and more landmarks of 10 s agree, the peaks of those 10 s are
looked for in the real track, there and at the verifier's wrong shifts; z and log-likelihood ratio make one score as the engine's own do.
Of 292 variants 19 would have been given an engine score of 7 or more for a stretch of a real track's sound, 22 of 6.5 or more: here all of
the 19 and 21 of the 22 have 6.5 or more, as have 27 others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from slipgui.engine.arrays import Float32s, Int64s
from slipgui.engine.hashes import N_HASHES, STEPS_PER_BIN, frequency_steps, unpack_rows
from slipgui.engine.landmarks import make_landmarks
from slipgui.engine.matcher import make_look_ups
from slipgui.engine.parameters import FRAMES_PER_S, N_BINS, PARAMETERS
from slipgui.engine.peaks import Peaks
from slipgui.engine.query import LandmarkSet
from slipgui.engine.segment_writer import fingerprint_of
from slipgui.engine.verifier import WRONG_SHIFTS_FRAMES

Constellation = tuple[Peaks, int]
"""Reference peaks of a track and its length in frames."""

ALIKE_FROM = 6.5
"""Such a variant is no distinct recording."""
_SPAN_FRAMES = round(10 * FRAMES_PER_S)
_CHANGES = ((0, 12, 0.25), (-2, 3, 0.5), (-1, 3, 0.5), (1, 3, 0.5), (2, 3, 0.5))
"""Semitones, the greatest change of tempo tried with them, per cent, and where neighbouring cells begin (``make_look_ups``)."""
_LEAST_HITS, _WINDOW_FRAMES = 8, 3
_CELL_BITS = 7
"""Within 10 s a diagonal drifts by 52 frames at 12 %: its hits lie in two neighbouring cells of 128."""
_GAP_FRAMES = 1024
_LEAST_EXPECTED = 0.02
_MOST_JUDGED = 12
_LEAST_CHANCE = 0.01
_STEPS = STEPS_PER_BIN * N_BINS
_SHIFTS_FRAMES: Int64s = np.concatenate([[0], WRONG_SHIFTS_FRAMES])
_MARGIN_FRAMES = int(np.abs(_SHIFTS_FRAMES).max()) + 2


@dataclass(frozen=True)
class _Hits:
    """Equal landmarks in crowded cells; all shape (n_hits,)."""

    span: Int64s
    """Which 10 s of the variant."""
    query: Float32s
    """Frame of the variant from the beginning of the span."""
    reference: Int64s
    """Frame of the real tracks."""
    n_around: Int64s
    """Hits of the span in the 640 diagonals around."""


@dataclass(frozen=True)
class _Place:
    """Where 10 s of a variant may sound like a real track: reference = diagonal + tempo × frame of the span."""

    log_likelihood_ratio: float
    span: int
    diagonal: int
    tempo: float
    semitones: int


class RealTracks:
    """The landmarks and peaks of all real tracks, laid end to end."""

    def __init__(self, tracks: Sequence[Constellation]) -> None:
        hashes, frames, peak_frames, peak_bins, first = [], [], [], [], _GAP_FRAMES
        for peaks, n_frames in tracks:
            fingerprint = fingerprint_of(peaks, n_frames)
            its_hashes, its_frames = unpack_rows(fingerprint.rows)
            hashes.append(its_hashes)
            frames.append(its_frames + first)
            peak_frames.append(fingerprint.peak_frames + first)
            peak_bins.append(fingerprint.peak_bins)
            first += n_frames + _GAP_FRAMES
        self._n_frames = first
        every_hash = np.concatenate(hashes)
        order = np.argsort(every_hash, kind="stable")
        self._is_known = np.zeros(N_HASHES, np.bool_)
        self._is_known[every_hash] = True
        self._hashes = every_hash[order].astype(np.int32)
        self._frames = np.concatenate(frames)[order]
        self._peak_frames, self._peak_bins = np.concatenate(peak_frames), np.concatenate(peak_bins)

    def likeness(self, variant: Constellation) -> float:
        """The greatest score of any 10 s of the variant at any place of any real track; −9 where no landmarks agree."""
        peaks, _ = variant
        pairs = LandmarkSet(peaks, make_landmarks(peaks, PARAMETERS.fan_out))
        places = [place for change in _CHANGES for place in self._find(pairs, *change)]
        places.sort(key=lambda place: place.log_likelihood_ratio, reverse=True)
        scores = [self._judge(peaks, place) for place in _apart(places)[:_MOST_JUDGED]]
        return max(scores, default=-9.0)

    def _find(self, pairs: LandmarkSet, semitones: int, percent: int, edge: float) -> Iterator[_Place]:
        hits = self._crowded_hits(pairs, 2 ** (semitones / 12), edge)
        for tempo in [1 + change / 100 for change in range(-percent, percent + 1)]:
            diagonal = np.rint(hits.reference - hits.query * np.float32(tempo)).astype(np.int64)
            key = hits.span * (self._n_frames + _GAP_FRAMES) + diagonal
            order = np.argsort(key)
            key = key[order]
            first = np.flatnonzero(key[_LEAST_HITS - 1 :] - key[: len(key) - _LEAST_HITS + 1] < _WINDOW_FRAMES)
            n_hits = np.searchsorted(key, key[first] + _WINDOW_FRAMES) - first
            chosen = order[first]
            expected = (hits.n_around[chosen] - n_hits).clip(0) * _WINDOW_FRAMES / (5 << _CELL_BITS) + _LEAST_EXPECTED
            ratio = n_hits * np.log(n_hits / expected) - (n_hits - expected)
            for i, its_ratio in zip(chosen.tolist(), ratio.tolist(), strict=True):
                yield _Place(its_ratio, int(hits.span[i]), int(diagonal[i]) + 1, tempo, semitones)

    def _crowded_hits(self, pairs: LandmarkSet, pitch_ratio: float, edge: float) -> _Hits:
        look_ups = make_look_ups(pairs, 1.0, pitch_ratio, edge)
        known = np.flatnonzero(self._is_known.take(look_ups.hashes))
        known = known[np.argsort(look_ups.hashes[known])]
        hashes, query = look_ups.hashes[known].astype(np.int32), look_ups.frames[known]
        start = np.searchsorted(self._hashes, hashes)
        n = np.searchsorted(self._hashes, hashes, side="right") - start
        place = np.arange(n.sum()) + np.repeat(start - np.cumsum(n) + n, n)
        reference, query = self._frames[place], np.repeat(query, n)
        span = query.astype(np.int64) // _SPAN_FRAMES
        query = query - (span * _SPAN_FRAMES).astype(np.float32)
        n_cells = (self._n_frames >> _CELL_BITS) + 5
        cell = span * n_cells + ((reference - query.astype(np.int64)) >> _CELL_BITS) + 2
        counts = np.bincount(cell, minlength=n_cells + 5)
        counts = np.concatenate([counts, [0, 0]])
        beside = np.maximum(counts[cell - 1], counts[cell + 1])
        kept = np.flatnonzero(counts[cell] + beside >= _LEAST_HITS)
        n_around = np.sum([counts[cell[kept] + step] for step in range(-2, 3)], axis=0)
        return _Hits(span[kept], query[kept], reference[kept], n_around)

    def _judge(self, peaks: Peaks, place: _Place) -> float:
        """z + ½·√ratio: peaks of the span with one of the real track's within a frame and a quarter-bin, against the wrong shifts."""
        begin = place.span * _SPAN_FRAMES
        inside = peaks.select((peaks.time_frames >= begin) & (peaks.time_frames < begin + _SPAN_FRAMES))
        frames = np.rint(place.diagonal + place.tempo * (inside.time_frames - begin)).astype(np.int64)
        steps = frequency_steps(inside.frequency_bins * 2 ** (place.semitones / 12))
        is_inside = (steps >= 1) & (steps < _STEPS - 1)
        frames, steps = frames[is_inside], steps[is_inside]
        low, high = int(frames.min()) - _MARGIN_FRAMES, int(frames.max()) + _MARGIN_FRAMES
        moved = (frames - low) + _SHIFTS_FRAMES[:, None]
        share = self._map(low, high).take(moved * _STEPS + steps).mean(axis=1)
        chance = max(_LEAST_CHANCE, float(share[1:].mean()))
        deviation = max(float(share[1:].std()), (chance * (1 - chance) / len(frames)) ** 0.5)
        return float((share[0] - share[1:].mean()) / deviation + 0.5 * max(0.0, place.log_likelihood_ratio) ** 0.5)

    def _map(self, low: int, high: int) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
        """Where the real tracks have a peak within a frame and a quarter-bin, from frame ``low`` to ``high``."""
        first, stop = np.searchsorted(self._peak_frames, [low + 1, high - 1])
        frames, steps = self._peak_frames[first:stop] - low, frequency_steps(self._peak_bins[first:stop])
        heard = np.zeros((high - low + 1, _STEPS), np.bool_)
        for frame in (-1, 0, 1):
            for step in (-1, 0, 1):
                heard[frames + frame, steps + step] = True
        return heard


def _apart(places: Sequence[_Place]) -> list[_Place]:
    """The best of those that lie near each other."""
    seen: set[tuple[int, int, int]] = set()
    kept = []
    for place in places:
        cell = (place.span, place.semitones, int(place.diagonal + place.tempo * _SPAN_FRAMES / 2) // 16)
        if cell not in seen:
            seen.add(cell)
            kept.append(place)
    return kept
