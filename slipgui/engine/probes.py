"""A stretch looked up at many speeds, tempi and pitches at once.

Changed, a landmark has another hash, so a stretch is looked up under each change that is tried.  Those of a group are looked up together,
in the order of their hashes: the index is read from front to back once, and the rarest hashes of all changes come first.  Each change
votes in a copy of the catalogue of its own, one behind the other on one axis::

    vote = place of the change in its group × (frames of the catalogue + margins) + reference frame − speed × frame of the stretch
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from slipgui.engine.index import Index
from slipgui.engine.matcher import Candidate, LookUps, find_windows, make_look_ups, make_speed_look_ups
from slipgui.engine.query import LandmarkSet

_WINDOW_FRAMES, _FLOOR = 3, 4
_SURROUNDING_FRAMES = 1024
"""So far are the copies of the catalogue apart: more than votes are compared with."""
_MOST_VOTES = 1 << 31
"""Votes are int32."""
_NEAREST_ONLY = 0.5
PROBE_REACH = 0.0025
"""A probe stands for the speeds so far to either side."""
FINE_SPEEDS = (-0.00125, 0.00125)
"""From the speed of a probe: where its peaks are looked up.  Two with twice the pairs find more than four (programme_sound.py)."""


class Change(NamedTuple):
    """What was done to a track."""

    speed: float
    """Reference frames a query frame."""
    pitch_ratio: float
    """Reference frequency over query frequency."""


def played_at(speed: float) -> Change:
    """Another speed: pitch goes with it."""
    return Change(speed, 1 / speed)


def probe_changes(
    index: Index, landmark_set: LandmarkSet, changes: Sequence[Change], budget: int, n_wanted: int
) -> list[Candidate]:
    """The clearest places of a stretch under any of some changes, best first.  Pure.

    Parameters
    ----------
    index
        Where to look.
    landmark_set
        Peaks and pairs of the stretch.  Only peaks that are changed by less than a quarter-bin between two changes tell anything: with
        steps of .25 % those below 250 bins.
    changes
        What to try.
    budget
        Hits to read for each change, about.
    n_wanted
        Candidates to give at most.
    """
    return _probe(index, landmark_set, changes, partial(_changed, landmark_set), budget, n_wanted)


def probe_speeds(
    index: Index, landmark_set: LandmarkSet, speeds: Sequence[float], budget: int, n_wanted: int
) -> list[Candidate]:
    """The same of speeds that each stand for those within ±.25 %: its fine speeds vote in one copy of the catalogue."""
    changes = [played_at(speed) for speed in speeds]
    return _probe(index, landmark_set, changes, partial(_played_near, landmark_set), budget, n_wanted)


def _changed(landmark_set: LandmarkSet, change: Change) -> LookUps:
    return make_look_ups(landmark_set, change.speed, change.pitch_ratio, _NEAREST_ONLY)


def _played_near(landmark_set: LandmarkSet, change: Change) -> LookUps:
    return make_speed_look_ups(landmark_set, [change.speed + step for step in FINE_SPEEDS])


def _probe(
    index: Index,
    landmark_set: LandmarkSet,
    changes: Sequence[Change],
    look_up: Callable[[Change], LookUps],
    budget: int,
    n_wanted: int,
) -> list[Candidate]:
    n_frames = int(landmark_set.peaks.time_frames.max(initial=0.0) * max((it.speed for it in changes), default=1.0)) + 1
    before = n_frames + _SURROUNDING_FRAMES
    stride = index.n_frames + before + _SURROUNDING_FRAMES
    n_group = max(1, (_MOST_VOTES - 1) // stride)
    candidates: list[Candidate] = []
    for first in range(0, len(changes), n_group):
        group = changes[first : first + n_group]
        found = [look_up(change) for change in group]
        votes = index.find_sums(
            np.concatenate([its.hashes for its in found]),
            np.concatenate(
                [
                    np.int32(place * stride + before) - np.rint(its.frames).astype(np.int32)
                    for place, its in enumerate(found)
                ]
            ),
            budget * len(group),
        )
        votes.sort()
        background = _WINDOW_FRAMES * len(votes) / (stride * len(group))
        for ratio, start in zip(*find_windows(votes, _WINDOW_FRAMES, n_wanted, _FLOOR, background), strict=True):
            place, frame = divmod(int(start), stride)
            candidates.append(Candidate(float(frame - before + 1), *group[place], float(ratio)))
    return sorted(candidates, key=lambda candidate: candidate.log_likelihood_ratio, reverse=True)[:n_wanted]
