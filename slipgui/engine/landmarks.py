"""Landmarks: two peaks and their distance."""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from slipgui.engine.arrays import Float32s, Int64s
from slipgui.engine.parameters import PARAMETERS
from slipgui.engine.peaks import Peaks

_MIN_FRAMES = 1.5
"""Closer peaks are two sides of one."""
_END_SLACK_FRAMES = 0.4
"""So that distances that round to the longest one are in."""
_ANCHORS_AT_ONCE = 256
"""So that what is made of them stays in the cache."""


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Pairs as indices into one set of peaks; both arrays have shape (n_landmarks,), int64."""

    anchor: Int64s
    """The earlier peak."""
    target: Int64s
    """The later one."""


def make_landmarks(peaks: Peaks, fan_out: int) -> Landmarks:
    """Each peak with the next ``fan_out`` ones in time that lie 1.5 to 31 frames later and less than 100 bins away.

    Cost: peaks × the greatest number of peaks within 31 frames.
    """
    t, f = peaks.time_frames, peaks.frequency_bins
    n_steps = _count_steps(t)
    later = np.full(n_steps, np.inf, np.float32)
    t, f = np.concatenate([t, later]), np.concatenate([f, later])
    anchors, targets = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for begin in range(0, len(peaks), _ANCHORS_AT_ONCE):
        stop = min(begin + _ANCHORS_AT_ONCE, len(peaks))
        anchor, step = _pairs_of(t[begin : stop + n_steps], f[begin : stop + n_steps], n_steps, fan_out)
        anchors.append(anchor + begin)
        targets.append(anchor + begin + step)
    return Landmarks(np.concatenate(anchors), np.concatenate(targets))


def _count_steps(t: Float32s) -> int:
    """How many peaks later the last one within 31 frames is, where they are densest."""
    for step in range(1, len(t)):
        if (t[step:] - t[:-step]).min() > PARAMETERS.pair_max_frames:
            return step - 1
    return max(0, len(t) - 1)


def _pairs_of(t: Float32s, f: Float32s, n_steps: int, fan_out: int) -> tuple[Int64s, Int64s]:
    """Anchors and how many peaks later their targets are, of all peaks but the last ``n_steps``, in their order."""
    distance = sliding_window_view(t, n_steps + 1)[:, 1:] - t[: len(t) - n_steps, None]
    is_pair = (distance >= _MIN_FRAMES) & (distance < PARAMETERS.pair_max_frames + _END_SLACK_FRAMES)
    difference = sliding_window_view(f, n_steps + 1)[:, 1:] - f[: len(t) - n_steps, None]
    is_pair &= np.abs(difference) < PARAMETERS.pair_max_bins - 0.5
    anchor, step = np.divmod(np.flatnonzero(is_pair), max(1, n_steps))
    n = np.bincount(anchor, minlength=1)
    rank = np.arange(len(anchor)) - np.repeat(np.cumsum(n) - n, n)
    chosen = np.flatnonzero(rank < fan_out)
    return anchor.take(chosen), step.take(chosen) + 1
