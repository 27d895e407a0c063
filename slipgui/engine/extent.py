"""Where in the clip a match begins and ends."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from slipgui.engine.arrays import Float32s, Float64s, Reals
from slipgui.engine.index import Index
from slipgui.engine.query import level_map
from slipgui.engine.spectrogram import iterate_blocks
from slipgui.engine.verifier import WRONG_SHIFTS_FRAMES, Constellation, Verdict, constellation

_FADE_FRAMES = 6
"""Added at both ends: a fade is only heard once it has risen."""
_SNAP_FRAMES = 43
"""An end this near to that of the clip or of the track (1 s) is that end: there need not be a peak in each second."""
_MIN_MEAN = 0.15
_MIN_VARIANCE = 0.3
_EDGE_SHARE = 0.3
"""At its edges a match is taken to be heard 0.3 times as clearly as where it was found."""
_N_WRONG = 12


@dataclass(frozen=True, slots=True)
class Extent:
    """A stretch of the clip in frames."""

    start_frame: float
    """First frame that agrees."""
    stop_frame: float
    """First frame that does not."""


@dataclass(frozen=True, slots=True)
class LevelBlock:
    """A part of the clip's level map (query.py), with margins."""

    first_frame: int
    """Frame of the clip at row 0."""
    inner: slice
    """Rows that belong to this block and to no other."""
    levels: Float32s
    """Inner rows and margins."""


LevelBlocks = Callable[[int, int], Iterable[LevelBlock]]
"""Gives the blocks that hold the frames [start, stop) of a clip."""


def level_blocks(samples: Float32s) -> LevelBlocks:
    """The level map of a long clip, made again a minute at a time: memory stays flat."""

    def blocks(start_frame: int, stop_frame: int) -> Iterator[LevelBlock]:
        for block in iterate_blocks(samples, start_frame, stop_frame):
            yield LevelBlock(block.first_frame, block.inner, level_map(block.spectrogram))

    return blocks


def find_extent(index: Index, blocks: LevelBlocks, n_frames: int, verdict: Verdict, found: Extent) -> Extent:
    """The longest-lasting agreement along the verdict's diagonal: the interval with the greatest summed log-likelihood ratio.

    Each reference peak gives the level at its place minus the mean level at wrong shifts, e; with mean μ where the match is heard and
    variance v its evidence is (e·μ − μ²/2) / v.

    Parameters
    ----------
    index
        Where the verdict comes from.
    blocks
        The whole clip; the verdict's diagonal counts from its beginning.
    n_frames
        Its length.
    verdict
        What was found …
    found
        … and in which frames of the clip.
    """
    candidate, track = verdict.candidate, verdict.track
    first = max(0.0, (track.first_frame - candidate.diagonal) / candidate.speed)
    last = min(float(n_frames), (track.first_frame + track.n_frames - candidate.diagonal) / candidate.speed)
    frames: list[Reals] = [np.zeros(0)]
    levels: list[Reals] = [np.zeros(0)]
    for block in blocks(int(first), int(np.ceil(last))):
        begin = block.first_frame + block.inner.start
        places = constellation(index, track, candidate, begin, block.first_frame + block.inner.stop)
        frames.append(places.frames)
        levels.append(_excess_levels(block.levels, places, block.first_frame))
    heard, stop = _best_interval(np.concatenate(frames), np.concatenate(levels), found)
    start = first if heard - first <= _SNAP_FRAMES else heard - _FADE_FRAMES
    return Extent(start, last if last - stop <= _SNAP_FRAMES else stop + _FADE_FRAMES)


def _excess_levels(levels: Float32s, places: Constellation, first_frame: int) -> Float64s:
    """Level at each place minus the mean level at wrong shifts of it, shape (n_peaks,)."""
    row = np.rint(places.frames - first_frame).astype(np.int64)
    right = np.max([_level_at(levels, row + shift, places) for shift in (-1, 0, 1)], axis=0)
    some_wrong = WRONG_SHIFTS_FRAMES[:: len(WRONG_SHIFTS_FRAMES) // _N_WRONG]
    # the right place may be the best of three rows: the wrong ones have the same choice
    wrong = [
        np.max([_level_at(levels, row + shift + near, places) for near in (-1, 0, 1)], axis=0) for shift in some_wrong
    ]
    return np.asarray(right - np.mean(wrong, axis=0), np.float64)


def _level_at(levels: Float32s, row: np.ndarray[tuple[int], np.dtype[np.int64]], places: Constellation) -> Float32s:
    return levels[np.clip(row, 0, len(levels) - 1), places.bins]


def _best_interval(frames: Reals, excess: Reals, found: Extent) -> tuple[float, float]:
    """First and last frame of the interval with the greatest summed evidence (Kadane)."""
    is_found = (frames >= found.start_frame) & (frames < found.stop_frame)
    if not is_found.any():
        return found.start_frame, found.stop_frame
    mean = max(_MIN_MEAN, _EDGE_SHARE * float(excess[is_found].mean()))
    variance = max(_MIN_VARIANCE, float(excess.var()))
    total = np.concatenate([[0.0], np.cumsum((excess * mean - mean * mean / 2) / variance)])
    gain = total - np.minimum.accumulate(total)
    stop = int(gain.argmax())
    start = int(total[: stop + 1].argmin())
    if stop == start:
        return found.start_frame, found.stop_frame
    return float(frames[start]), float(frames[stop - 1])
