"""In and out of a cue: where along its diagonal the reference is heard.

Each reference peak that falls into the programme is asked two things: is there a peak of the programme at its place (within a frame and a
quarter-bin), and how loud is it there above its surroundings.  Both are compared with the same constellation at wrong shifts.  The
interval with the greatest summed log-likelihood ratio is roughly the cue (a change-point problem with two changes; Kadane's algorithm).

Each end is then placed exactly by all linear fades around it: before a the reference is not there, over m it rises to the clearness it
has inside.  The end is the median of a over its posterior probability, all lengths m of a fade being equally likely; so it is where
the fade begins, not where the music is loud: of peaks 12 dB down about half are heard.
"""

from dataclasses import dataclass

import numpy as np

from slipgui.engine.arrays import Bools, Float64s
from slipgui.engine.hashes import STEPS_PER_BIN
from slipgui.engine.index import Index
from slipgui.engine.parameters import FRAMES_PER_S, N_BINS
from slipgui.engine.programme_sound import LEVEL_STEPS, KeptSound
from slipgui.engine.programme_windows import Hit

REACH_FRAMES = round(60 * FRAMES_PER_S)
"""How far beyond the windows that agree a cue is followed."""
_WRONG_FRAMES = (-47, -40, -33, -26, -19, 19, 26, 33, 40, 47)
_N_WRONG_HEARD = 3
_EDGE_SHARE = 0.3
_BODY_SHARE = 0.6
"""A cue is first followed as far as it is heard 0.3 times as clearly as where it was found, then 0.6 times as clearly as on average."""
_MIN_LEVEL, _MIN_VARIANCE = 0.15, 0.3
_MIN_CHANCE, _MAX_CHANCE, _MAX_HEARD, _MIN_GAIN = 0.005, 0.3, 0.9, 0.05
_MIN_PEAKS = 20
_SEARCH_FRAMES = 6 * FRAMES_PER_S
"""An end lies at most so far from where the rough interval has it."""
_FADES_FRAMES = tuple(seconds * FRAMES_PER_S for seconds in (0.05, 0.25, 0.5, 1.0, 1.5, 2.0))
_INDEPENDENCE = 0.5
"""Peaks of one note share their fate: so much of the evidence counts (.3 to 1.2 are nearly as good)."""
_DEAF_DB = 18.0
"""Music so much quieter than inside the cue is not heard any more; half of its peaks are at half of this."""
_LEVEL_WEIGHT = 0.5
"""Level and peak of one place tell much the same: counted in full the level makes ends worse (measured)."""
_CENTRE_FRAMES = 2.0
"""A frame stands for the middle of its window, 46 ms after its beginning."""


@dataclass(frozen=True, slots=True)
class Borders:
    """A cue's place in the programme."""

    start_frame: float
    """In."""
    stop_frame: float
    """Out."""
    evidence: float
    """Summed log-likelihood ratio of the interval."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the reference's peaks fall in the programme; all shape (n_peaks,), in order of time."""

    frames: Float64s
    """Frames of the programme."""
    bins: Float64s
    """Bins of the programme."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """The answers to the first question."""

    is_heard: Bools
    """Shape (n_peaks,)."""
    chance: float
    """How often the answer is yes at a wrong place."""


@dataclass(frozen=True, slots=True)
class _Clearness:
    """How clearly a cue is heard."""

    chance: float
    """Part of the places that are heard where there is no cue."""
    share: float
    """Part that is heard where there is one."""
    level: float
    """Mean level above wrong shifts."""
    variance: float
    """Of that level."""


def find_borders(index: Index, sound: KeptSound, best: Hit, first_frame: int, stop_frame: int) -> Borders | None:
    """Where the cue begins and ends, None where there is too little to go by.

    Parameters
    ----------
    index
        Where the hit comes from.
    sound
        The programme.
    best
        The clearest window of the cue: its diagonal is followed.
    first_frame, stop_frame
        From the first to the last window that agrees.
    """
    track_begin = (best.track.first_frame - best.diagonal) / best.speed
    track_end = track_begin + best.track.n_frames / best.speed
    low = max(0, first_frame - REACH_FRAMES, int(track_begin))
    high = min(sound.n_frames, stop_frame + REACH_FRAMES, int(np.ceil(track_end)))
    places = _places(index, best, low, high)
    if len(places.frames) < _MIN_PEAKS:
        return None
    is_core = (places.frames >= best.start_frame) & (places.frames < best.stop_frame)
    if not is_core.any():
        return None
    heard, level = _hear(sound, places, low, high), _measure(sound, places, low, high)
    start, stop, gain = _best_interval(_evidence(heard, level, is_core, _EDGE_SHARE))
    if stop == start:
        return None
    is_core = (np.arange(len(places.frames)) >= start) & (np.arange(len(places.frames)) < stop)
    start, stop, gain = _best_interval(_evidence(heard, level, is_core, _BODY_SHARE))
    if stop == start:
        return None
    first, last = float(places.frames[start]), float(places.frames[stop - 1])
    clearness = _clearness(heard, level, (places.frames >= first) & (places.frames <= last))
    half = (last - first) / 2
    begin = _place_end(places.frames, heard.is_heard, level, clearness, first, half)
    end = -_place_end(-places.frames[::-1], heard.is_heard[::-1], level[::-1], clearness, -last, half)
    return Borders(
        min(max(float(low), begin + _CENTRE_FRAMES), first + half),
        max(min(float(high), end + _CENTRE_FRAMES), last - half),
        gain,
    )


def _best_interval(evidence: Float64s) -> tuple[int, int, float]:
    """First place, the one after the last, and sum of the interval with the greatest sum (Kadane)."""
    total = np.concatenate([[0.0], np.cumsum(evidence)])
    gain = total - np.minimum.accumulate(total)
    stop = int(gain.argmax())
    return int(total[: stop + 1].argmin()), stop, float(gain[stop])


def _places(index: Index, hit: Hit, low: int, high: int) -> _Places:
    track = hit.track
    start = max(track.first_frame, int(np.ceil(hit.diagonal + hit.speed * low)))
    stop = min(track.first_frame + track.n_frames, int(hit.diagonal + hit.speed * high))
    if stop <= start:
        return _Places(np.zeros(0), np.zeros(0))
    frames, bins = index.peaks_between(start, stop)
    bins = np.asarray(bins / hit.pitch_ratio, np.float64)
    is_inside = (bins >= 1) & (bins < N_BINS - 1)
    return _Places(np.asarray((frames[is_inside] - hit.diagonal) / hit.speed, np.float64), bins[is_inside])


def _hear(sound: KeptSound, places: _Places, low: int, high: int) -> _Heard:
    """Whether a peak of the programme lies at each place, and how often one lies at wrong ones."""
    cells = _cells_near_peaks(sound, low, high)
    step = np.rint(places.bins * STEPS_PER_BIN).astype(np.int64)
    frame = np.rint(places.frames).astype(np.int64) - low

    def at(shift: int) -> Bools:
        heard: Bools = cells[np.clip(frame + shift + 1, 0, len(cells) - 1), step + 1]
        return heard

    wrong = np.mean([at(shift) for shift in _WRONG_FRAMES[::_N_WRONG_HEARD]])
    return _Heard(at(0), float(np.clip(wrong, _MIN_CHANCE, _MAX_CHANCE)))


def _cells_near_peaks(sound: KeptSound, low: int, high: int) -> Bools:
    """Mask (frame + 1, quarter-bin + 1) of all cells within one step of a peak of the programme."""
    peaks = sound.peaks(low, high)
    frame = np.rint(peaks.time_frames).astype(np.int64)
    step = np.rint(peaks.frequency_bins * STEPS_PER_BIN).astype(np.int64)
    cells = np.zeros((high - low + 4, N_BINS * STEPS_PER_BIN + 4), np.bool_)
    for u in (0, 1, 2):
        for w in (0, 1, 2):
            cells[frame + u, step + w] = True
    return cells


def _measure(sound: KeptSound, places: _Places, low: int, high: int) -> Float64s:
    """Level at each place above the mean of that at wrong shifts, shape (n_peaks,)."""
    levels = sound.levels(low, high)
    best = levels.copy()  # of three frames, for the right place as for the wrong ones
    np.maximum(best[1:], levels[:-1], out=best[1:])
    np.maximum(best[:-1], levels[1:], out=best[:-1])
    row = np.rint(places.frames).astype(np.int64) - low
    bins = np.rint(places.bins).astype(np.int64)
    rows = np.clip(row + np.array([[0], *([shift] for shift in _WRONG_FRAMES)]), 0, len(best) - 1)
    right, *wrong = best.ravel().take(rows * N_BINS + bins)
    return np.asarray((right - np.mean(wrong, axis=0)) / LEVEL_STEPS, np.float64)


def _clearness(heard: _Heard, level: Float64s, is_inside: Bools) -> _Clearness:
    """How clearly the reference is heard in the places of a mask."""
    return _Clearness(
        chance=heard.chance,
        share=float(np.clip(heard.is_heard[is_inside].mean(), heard.chance + _MIN_GAIN, _MAX_HEARD)),
        level=max(_MIN_LEVEL, float(level[is_inside].mean())),
        variance=max(_MIN_VARIANCE, float(level.var())),
    )


def _evidence(heard: _Heard, level: Float64s, is_core: Bools, part: float) -> Float64s:
    """Log-likelihood ratio of each place, cue against no cue, where a cue is ``part`` times as clear as in its core."""
    core = _clearness(heard, level, is_core)
    share = max(part * core.share, core.chance + _MIN_GAIN)
    mean = max(part * core.level, _MIN_LEVEL)
    return _log_ratio(heard.is_heard, level, core, np.float64(share), np.float64(mean))


def _log_ratio(
    is_heard: Bools, level: Float64s, clearness: _Clearness, share: Float64s | np.float64, mean: Float64s | np.float64
) -> Float64s:
    """Log P(heard or not, level | the cue is here) − log P(… | it is not); levels are normal with equal variance."""
    chance = clearness.chance
    of_heard = np.where(is_heard, np.log(share / chance), np.log((1 - share) / (1 - chance)))
    return np.asarray(of_heard + _LEVEL_WEIGHT * (level * mean - mean * mean / 2) / clearness.variance, np.float64)


def _place_end(
    frames: Float64s, is_heard: Bools, level: Float64s, clearness: _Clearness, near: float, half: float
) -> float:
    """The beginning near a frame, the median of what it may be; for the end turn time round.

    Parameters
    ----------
    frames, is_heard, level
        All places, in order of time.
    clearness
        Inside the cue.
    near
        Where it roughly begins.
    half
        Half its length: the beginning is not looked for beyond.
    """
    first = near - _SEARCH_FRAMES
    n_cells = int(_SEARCH_FRAMES + min(_SEARCH_FRAMES, half)) + 1
    cell = np.rint(frames - first).astype(np.int64)
    is_near = (cell >= 0) & (cell < n_cells)
    cell, hear, height = cell[is_near], is_heard[is_near], level[is_near]
    sums = [np.bincount(cell, weight, n_cells).astype(np.float64) for weight in (hear, ~hear, height)]
    evidence = np.array([_evidence_of_begins(sums, clearness, fade_frames) for fade_frames in _FADES_FRAMES])
    probability = np.exp(_INDEPENDENCE * (evidence - evidence.max())).sum(axis=0).cumsum()
    return first + float(np.interp(0.5 * probability[-1], probability, np.arange(n_cells)))


def _evidence_of_begins(sums: list[Float64s], clearness: _Clearness, fade_frames: float) -> Float64s:
    """Log-likelihood ratio of a fade of that length beginning at each cell against none, shape (n_cells,).

    Parameters
    ----------
    sums
        For each cell how many places are heard, how many are not, and the sum of their levels.
    clearness
        Inside the cue.
    fade_frames
        Over so many cells the reference rises.
    """
    gain = np.clip(np.arange(len(sums[0])) / fade_frames, 0, 1)
    clear = np.clip(1 + 20 * np.log10(np.maximum(gain, 1e-3)) / _DEAF_DB, 0, 1)
    share = clearness.chance + (clearness.share - clearness.chance) * clear
    mean = clearness.level * clear
    nothing = np.zeros(len(clear))
    kernels = (
        _log_ratio(nothing == 0, nothing, clearness, share, mean),
        _log_ratio(nothing != 0, nothing, clearness, share, mean),
        _LEVEL_WEIGHT * mean / clearness.variance,
    )
    parts = [
        np.correlate(np.concatenate([part, nothing[1:]]), kernel, "valid")
        for part, kernel in zip(sums, kernels, strict=True)
    ]
    evidence: Float64s = np.sum(parts, axis=0)
    return evidence
