"""Landmarks: two peaks and their distance."""

from dataclasses import dataclass

import numpy as np

from slipgui.engine.arrays import Int64s
from slipgui.engine.parameters import PARAMETERS
from slipgui.engine.peaks import Peaks

_MIN_FRAMES = 1.5
"""Closer peaks are two sides of one."""
_END_SLACK_FRAMES = 0.4
"""So that distances that round to the longest one are in."""
_FULL_CHECK_EVERY = 16


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Pairs as indices into one set of peaks; both arrays have shape (n_landmarks,), int64."""

    anchor: Int64s
    """The earlier peak."""
    target: Int64s
    """The later one."""


def make_landmarks(peaks: Peaks, fan_out: int) -> Landmarks:
    """Each peak with the next ``fan_out`` ones in time that lie 1.5 to 31 frames later and less than 100 bins away.

    Cost: peaks × the number of peaks within 31 frames, vectorised over peaks.
    """
    t, f = peaks.time_frames, peaks.frequency_bins
    n_found = np.zeros(len(t), np.int32)
    anchors, targets = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for step in range(1, len(t)):
        distance = t[step:] - t[:-step]
        if distance.min() > PARAMETERS.pair_max_frames:
            break
        is_pair = (distance >= _MIN_FRAMES) & (distance < PARAMETERS.pair_max_frames + _END_SLACK_FRAMES)
        is_pair &= np.abs(f[step:] - f[:-step]) < PARAMETERS.pair_max_bins - 0.5
        is_pair &= n_found[:-step] < fan_out
        first = np.flatnonzero(is_pair)
        n_found[first] += 1
        anchors.append(first)
        targets.append(first + step)
        if step % _FULL_CHECK_EVERY == 0 and (n_found[:-step] >= fan_out).all():
            break
    return Landmarks(np.concatenate(anchors), np.concatenate(targets))
