"""Where in the clip a match begins and ends."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from slipgui.engine.arrays import Bools, Float32s, Float64s, Reals
from slipgui.engine.hashes import STEPS_PER_BIN
from slipgui.engine.index import Index
from slipgui.engine.parameters import N_BINS
from slipgui.engine.peaks import find_peaks
from slipgui.engine.query import DEEP_REACH, level_map, map_peaks
from slipgui.engine.spectrogram import iterate_blocks
from slipgui.engine.verifier import WRONG_SHIFTS_FRAMES, Constellation, Verdict, constellation

_FADE_FRAMES = 6
"""Added at both ends: a fade is only heard once it has risen."""
_SNAP_FRAMES = 43
"""An end this near to that of the clip or of the track (1 s) is that end: there need not be a peak in each second."""
_MIN_MEAN = 0.15
_MIN_VARIANCE = 0.3
_LEAST_CHANCE, _MOST_HEARD = 0.01, 0.9
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
class SoundBlock:
    """What is known of a part of the clip, with margins."""

    first_frame: int
    """Frame of the clip at row 0."""
    inner: slice
    """Rows that belong to this block and to no other."""
    levels: Float32s
    """Level map (query.py) of inner rows and margins."""
    heard: Bools
    """Where these have peaks (query.py, ``map_peaks``)."""


SoundBlocks = Callable[[int, int], Iterable[SoundBlock]]
"""Gives the blocks that hold the frames [start, stop) of a clip."""


def sound_blocks(samples: Float32s) -> SoundBlocks:
    """Levels and peaks of a long clip, made again a minute at a time: memory stays flat."""

    def blocks(start_frame: int, stop_frame: int) -> Iterator[SoundBlock]:
        for block in iterate_blocks(samples, start_frame, stop_frame):
            levels = level_map(block.spectrogram)
            heard = map_peaks(find_peaks(block.spectrogram, *DEEP_REACH), len(levels))
            yield SoundBlock(block.first_frame, block.inner, levels, heard)

    return blocks


def find_extent(index: Index, blocks: SoundBlocks, n_frames: int, verdict: Verdict, found: Extent) -> Extent:
    """The longest-lasting agreement along the verdict's diagonal: the interval with the greatest summed log-likelihood ratio.

    Each reference peak tells two things: the level at its place minus the mean level at wrong shifts, e, and whether the clip has a peak
    there.  With mean μ of e where the match is heard, variance v, and the shares p there and p₀ at wrong shifts of peaks that are in the
    clip, its evidence is (e·μ − μ²/2) / v + ln(p / p₀), or … + ln((1 − p) / (1 − p₀)) where the clip has no peak.

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
    parts = [_Evidence(np.zeros(0), np.zeros(0), np.zeros(0, np.bool_), np.zeros(0))]
    for block in blocks(int(first), int(np.ceil(last))):
        begin = block.first_frame + block.inner.start
        places = constellation(index, track, candidate, begin, block.first_frame + block.inner.stop)
        parts.append(_gather(block, places))
    evidence = _Evidence(
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in ("frames", "excess", "is_heard", "chance")
        )
    )
    # again with what was heard inside the first interval: music in a part of the clip is clearer there than in the whole
    ends = _best_interval(evidence, _best_interval(evidence, found))
    heard, stop = ends.start_frame, ends.stop_frame
    start = first if heard - first <= _SNAP_FRAMES else heard - _FADE_FRAMES
    return Extent(start, last if last - stop <= _SNAP_FRAMES else stop + _FADE_FRAMES)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the reference's peaks tell, one by one; all arrays shape (n_peaks,)."""

    frames: Reals
    """Frame of the clip."""
    excess: Reals
    """Level at the place minus the mean level at wrong shifts of it."""
    is_heard: Bools
    """Whether the clip has a peak there."""
    chance: Reals
    """In how many of the wrong shifts of the place it has one, 0 to 1."""


def _gather(block: SoundBlock, places: Constellation) -> _Evidence:
    row = np.rint(places.frames - block.first_frame).astype(np.int64)
    some_wrong = WRONG_SHIFTS_FRAMES[:: len(WRONG_SHIFTS_FRAMES) // _N_WRONG]
    # the right place may be the best of three rows: the wrong ones have the same choice
    shifts = np.concatenate([[0], some_wrong])[:, None] + np.array([-1, 0, 1])
    rows = np.clip(row + shifts[:, :, None], 0, len(block.levels) - 1)
    levels = block.levels.ravel().take(rows * N_BINS + places.bins).max(axis=1)
    heard = block.heard.ravel().take(rows * (STEPS_PER_BIN * N_BINS) + places.steps).any(axis=1)
    return _Evidence(
        places.frames, levels[0] - levels[1:].mean(axis=0, dtype=np.float64), heard[0], heard[1:].mean(axis=0)
    )


def _best_interval(evidence: _Evidence, found: Extent) -> Extent:
    """First and last peak of the interval with the greatest summed evidence (Kadane)."""
    frames = evidence.frames
    is_found = (frames >= found.start_frame) & (frames <= found.stop_frame)
    if not is_found.any():
        return found
    total = np.concatenate([[0.0], np.cumsum(_log_likelihood_ratios(evidence, is_found))])
    gain = total - np.minimum.accumulate(total)
    stop = int(gain.argmax())
    start = int(total[: stop + 1].argmin())
    if stop == start:
        return found
    return Extent(float(frames[start]), float(frames[stop - 1]))


def _log_likelihood_ratios(evidence: _Evidence, is_found: Bools) -> Float64s:
    excess = evidence.excess
    mean = max(_MIN_MEAN, _EDGE_SHARE * float(excess[is_found].mean()))
    variance = max(_MIN_VARIANCE, float(excess.var()))
    chance = max(_LEAST_CHANCE, float(evidence.chance.mean()))
    share = min(_MOST_HEARD, max(chance, _EDGE_SHARE * float(evidence.is_heard[is_found].mean())))
    heard = np.where(evidence.is_heard, np.log(share / chance), np.log((1 - share) / (1 - chance)))
    return np.asarray((excess * mean - mean * mean / 2) / variance + heard, np.float64)
