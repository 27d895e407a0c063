"""Where a track repeats itself: loops, samples and copied bars sound the same at several places, and a clip cannot tell which it is of."""

import numpy as np

from slipgui.engine.arrays import Float64s, Int64s, count_through
from slipgui.engine.index import Index, IndexTrack

_SAME_BINS = 0.3
"""Peaks this near in frequency may be the same."""
_WINDOW_FRAMES = 3
"""Places of a repeat vary by a frame to either side, for a loop is seldom a whole number of frames long."""
_LEAST_SHARE = 0.4
"""Of the stretch's peaks: copies made by a computer share 45 to 100 %, a tune played again by hand less than a third."""
_LEAST_PEAKS = 12
_APART_FRAMES = 6
"""Nearer ones are one place."""


def find_repeats(index: Index, track: IndexTrack, start_frame: float, stop_frame: float) -> list[float]:
    """Distances in frames from a stretch of a track to all others of it that sound the same, ascending, without 0.

    The stretch's peaks are paired with all of the track's that have the same frequency; each copy shows as many pairs at one distance.

    Parameters
    ----------
    index
        Holds the track.
    track
        The track.
    start_frame, stop_frame
        The stretch, in global frames.
    """
    frames, bins = index.peaks_between(track.first_frame, track.first_frame + track.n_frames)
    is_inside = (frames >= start_frame) & (frames < stop_frame)
    n_peaks = int(is_inside.sum())
    if n_peaks < _LEAST_PEAKS:
        return []
    distances = np.sort(_distances(frames, bins, is_inside.nonzero()[0]))
    n_pairs = np.searchsorted(distances, distances + _WINDOW_FRAMES) - np.arange(len(distances))
    full = np.flatnonzero(n_pairs >= _LEAST_SHARE * n_peaks)
    groups = np.split(full, np.flatnonzero(np.diff(distances[full]) > _APART_FRAMES) + 1)
    fullest = [int(group[n_pairs[group].argmax()]) for group in groups]
    found = [float(distances[i : i + n_pairs[i]].mean()) for i in fullest]
    return [distance for distance in found if abs(distance) > _APART_FRAMES]


def _distances(frames: Int64s, bins: Float64s, chosen: Int64s) -> Int64s:
    """Frames from each chosen peak to every peak of nearly its frequency."""
    order = np.argsort(bins)
    sorted_bins = bins[order]
    first = np.searchsorted(sorted_bins, bins[chosen] - _SAME_BINS)
    whose, place = count_through(first, np.searchsorted(sorted_bins, bins[chosen] + _SAME_BINS) - first)
    distances: Int64s = frames[order[place]] - frames[chosen[whose]]
    return distances
