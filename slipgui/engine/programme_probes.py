"""A stretch looked up at many speeds at once.

Played at another speed a landmark has another hash, so a stretch is looked up at each speed that is tried.  Those of a group are looked up
together, in the order of their hashes: the index is read from front to back once, and the rarest hashes of all speeds come first.  Each
speed votes in a copy of the catalogue of its own, one behind the other on one axis::

    vote = place of the speed in its group × (frames of the catalogue + margins) + reference frame − speed × frame of the stretch
"""

from collections.abc import Sequence

import numpy as np

from slipgui.engine.arrays import Float32s, Int32s, Int64s
from slipgui.engine.hashes import (
    MAX_DIFFERENCE,
    MAX_DISTANCE_FRAMES,
    STEPS_PER_BIN,
    frequency_steps,
    pack_hashes,
)
from slipgui.engine.index import Index
from slipgui.engine.landmarks import make_landmarks
from slipgui.engine.matcher import Candidate, find_windows
from slipgui.engine.parameters import PARAMETERS
from slipgui.engine.peaks import Peaks
from slipgui.engine.query import LandmarkSet

_HIGHEST_BIN = 250.0
"""2.7 kHz.  Between two speeds that are tried a peak is up to an eighth of a per cent off: above it misses its quarter-bin."""
_FAN_OUT = 8
_BUDGET = 60_000
"""Hits for each speed."""
_WINDOW_FRAMES, _FLOOR = 3, 4
_SURROUNDING_FRAMES = 1024
"""So far are the copies of the catalogue apart: more than votes are compared with."""
_MOST_VOTES = 1 << 31
"""Votes are int32."""


def make_probe_set(peaks: Peaks) -> LandmarkSet:
    """What of a stretch is looked up at other speeds: all that keeps its hash where the speed is nearly right."""
    low = peaks.select(peaks.frequency_bins < _HIGHEST_BIN)
    return LandmarkSet(low, make_landmarks(low, _FAN_OUT))


def probe_speeds(index: Index, probe_set: LandmarkSet, speeds: Sequence[float], n_wanted: int) -> list[Candidate]:
    """The clearest places of a stretch at any of some speeds, best first.  Pure.

    Parameters
    ----------
    index
        Where to look.
    probe_set
        Of ``make_probe_set``.
    speeds
        Reference frames a frame; pitch goes with them.
    n_wanted
        Candidates to give at most.
    """
    n_frames = int(probe_set.peaks.time_frames.max(initial=0.0) * max(speeds, default=1.0)) + 1
    before = n_frames + _SURROUNDING_FRAMES
    stride = index.n_frames + before + _SURROUNDING_FRAMES
    n_group = max(1, (_MOST_VOTES - 1) // stride)
    candidates: list[Candidate] = []
    for first in range(0, len(speeds), n_group):
        group = speeds[first : first + n_group]
        hashes, addends = zip(*(_look_ups(probe_set, speed) for speed in group), strict=True)
        votes = index.find_sums(
            np.concatenate(hashes),
            np.concatenate([its + np.int32(place * stride + before) for place, its in enumerate(addends)]),
            _BUDGET * len(group),
        )
        votes.sort()
        background = _WINDOW_FRAMES * len(votes) / (stride * len(group))
        for ratio, start in zip(*find_windows(votes, _WINDOW_FRAMES, n_wanted, _FLOOR, background), strict=True):
            place, frame = divmod(int(start), stride)
            candidates.append(Candidate(float(frame - before + 1), group[place], 1 / group[place], float(ratio)))
    return sorted(candidates, key=lambda candidate: candidate.log_likelihood_ratio, reverse=True)[:n_wanted]


def _look_ups(probe_set: LandmarkSet, speed: float) -> tuple[Int64s, Int32s]:
    """Hashes at a speed, without neighbours, and − speed × frame of each; both shape (n,)."""
    peaks, anchor, target = probe_set.peaks, probe_set.landmarks.anchor, probe_set.landmarks.target
    step = frequency_steps(peaks.frequency_bins * np.float32(1 / speed))
    time: Float32s = peaks.time_frames * np.float32(speed)
    first, last = step.take(anchor), step.take(target)
    distance = np.rint(time.take(target) - time.take(anchor)).astype(np.int64)
    is_valid = (distance >= 1) & (distance <= MAX_DISTANCE_FRAMES) & (np.abs(last - first) < MAX_DIFFERENCE)
    is_valid &= first >= PARAMETERS.lowest_bin * STEPS_PER_BIN
    frames = -np.rint(time).astype(np.int32).take(anchor[is_valid])
    return pack_hashes(first[is_valid], last[is_valid], distance[is_valid]), frames
