"""Which tracks of a catalogue are one recording, by their stored fingerprints alone: no file is opened.

A track's stored peaks are looked up like a query: three windows of 20 s.  What they point at is compared peak by peak at that shift, in
blocks of 10 s; where more than ``SAME_SHARE`` of a block's peaks have a partner, the block is the same sound.  Two tracks are one recording
when most of the shorter one's blocks are.  Speed 1 only: a track at another speed is another product.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from slipgui.engine.arrays import Bools, Float64s, Int64s
from slipgui.engine.index import Index, IndexTrack
from slipgui.engine.landmarks import make_landmarks
from slipgui.engine.matcher import LookUps, make_look_ups
from slipgui.engine.parameters import FRAME_S, FRAMES_PER_S, PARAMETERS
from slipgui.engine.peaks import Peaks
from slipgui.engine.query import LandmarkSet

SAME_SHARE = 0.55
"""Share of peaks with a partner, measured on 60 made tunes: a recording and its AAC 48k, MP3 96k or cut copy 0.64 to 0.91; the same
recording with as loud a second one mixed in 0.40 to 0.50; two recordings at most 0.06."""
_MOST_BLOCKS = 0.6
_WINDOW_FRAMES = round(20 * FRAMES_PER_S)
_WINDOW_PLACES = (0.15, 0.5, 0.85)
_BLOCK_FRAMES = round(10 * FRAMES_PER_S)
_MIN_BLOCK_PEAKS = 20
_BUDGET, _EDGE = 200_000, 0.25
_WIDTH_FRAMES, _MIN_HITS, _N_VOTED, _N_LOOKED_AT = 3, 6, 16, 4096
_SAME_FRAMES, _SAME_BINS = 1, 0.6
_FRAME_STRIDE = 1 << 12
"""Peaks are compared as frame × stride + bin: any two frames lie further apart than all bins."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two tracks with the same sound."""

    track_id: str
    """The one added later."""
    other_id: str
    """The one added earlier."""
    shared_s: float
    """How much of both is the same."""


def find_duplicates(index: Index, is_cancelled: Callable[[], bool] = lambda: False) -> Iterator[Duplicate]:
    """Pairs of tracks, as they are found; each pair once.  About 20 ms a track."""
    seen: set[tuple[int, int]] = set()
    for track in index.tracks:
        if is_cancelled():
            return
        for other, shift in _similar(index, track):
            earlier, later = sorted((track, other), key=lambda one: one.first_frame)
            pair = (earlier.first_frame, later.first_frame)
            if pair in seen:
                continue
            shared_s = _shared_s(index, track, other, shift)
            if shared_s is not None:
                seen.add(pair)
                yield Duplicate(later.track_id, earlier.track_id, shared_s)
    index.release()


def _similar(index: Index, track: IndexTrack) -> Iterator[tuple[IndexTrack, int]]:
    """Other tracks that share many landmarks with a window, and by how many frames the whole track must be moved."""
    last = max(0, track.n_frames - _WINDOW_FRAMES)
    for start in sorted({round(place * last) for place in _WINDOW_PLACES}):
        first = track.first_frame + start
        peaks = stored_peaks(index, first, min(first + _WINDOW_FRAMES, track.first_frame + track.n_frames))
        if len(peaks) < _MIN_BLOCK_PEAKS:
            continue
        landmarks = LandmarkSet(peaks, make_landmarks(peaks, PARAMETERS.fan_out))
        for diagonal in _vote_elsewhere(index, make_look_ups(landmarks, 1.0, 1.0, _EDGE), track):
            other = index.track_at(diagonal + _WINDOW_FRAMES / 2)
            if other is not None and other != track:
                yield other, diagonal - first


def stored_peaks(index: Index, start_frame: int, stop_frame: int) -> Peaks:
    """What is kept of the peaks between two global frames inside one track, counted from the first: whole frames, no salience."""
    frames, bins = index.peaks_between(start_frame, stop_frame)
    times = (frames - start_frame).astype(np.float32)
    return Peaks(times, bins.astype(np.float32), np.zeros(len(times), np.float32))


def _vote_elsewhere(index: Index, look_ups: LookUps, track: IndexTrack) -> list[int]:
    """The fullest diagonals outside ``track``, which would drown all others."""
    hits = index.find_hits(look_ups.hashes, _BUDGET)
    is_elsewhere = (hits.frame < track.first_frame) | (hits.frame >= track.first_frame + track.n_frames)
    frames = hits.frame[is_elsewhere].astype(np.int64)
    diagonals = np.sort(frames - np.rint(look_ups.frames[hits.lookup[is_elsewhere]]).astype(np.int64))
    n_near = np.searchsorted(diagonals, diagonals + _WIDTH_FRAMES) - np.arange(len(diagonals))
    chosen: list[int] = []
    for place in np.argsort(-n_near, kind="stable")[:_N_LOOKED_AT].tolist():
        diagonal = int(diagonals[place]) + 1
        if n_near[place] < _MIN_HITS or len(chosen) >= _N_VOTED:
            break
        if all(abs(diagonal - other) > _WIDTH_FRAMES for other in chosen):
            chosen.append(diagonal)
    return chosen


def _shared_s(index: Index, track: IndexTrack, other: IndexTrack, shift: int) -> float | None:
    """How long both sound the same when ``track`` is moved by ``shift`` frames; None where that is not most of the shorter one."""
    start = max(track.first_frame, other.first_frame - shift)
    stop = min(track.first_frame + track.n_frames, other.first_frame + other.n_frames - shift)
    shorter_frames = min(track.n_frames, other.n_frames)
    if stop - start < _MOST_BLOCKS * shorter_frames:
        return None
    frames, bins = index.peaks_between(start, stop)
    has_partner = find_partners(frames + shift, bins, *index.peaks_between(start + shift, stop + shift))
    block = (frames - start) // _BLOCK_FRAMES
    n_peaks = np.bincount(block)
    share = np.bincount(block, weights=has_partner) / np.maximum(1, n_peaks)
    length = np.full(len(n_peaks), _BLOCK_FRAMES)
    length[-1:] = stop - start - (len(n_peaks) - 1) * _BLOCK_FRAMES
    same_frames = int(length[(share >= SAME_SHARE) & (n_peaks > 0)].sum())
    return same_frames * FRAME_S if same_frames >= _MOST_BLOCKS * shorter_frames else None


def find_partners(frames: Int64s, bins: Float64s, other_frames: Int64s, other_bins: Float64s) -> Bools:
    """Which peaks have one of the others within a frame and 0.6 bins; shape (n_peaks,)."""
    others = np.sort(other_frames * _FRAME_STRIDE + other_bins)
    found = np.zeros(len(frames), np.bool_)
    for step in range(-_SAME_FRAMES, _SAME_FRAMES + 1):
        wanted = (frames + step) * _FRAME_STRIDE + bins
        found |= np.searchsorted(others, wanted + _SAME_BINS) > np.searchsorted(others, wanted - _SAME_BINS)
    return found
