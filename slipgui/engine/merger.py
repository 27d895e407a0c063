"""Several segments into one: their rows are concatenated and sorted, hash range by hash range; no sound is decoded again."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from slipgui.engine.arrays import Int64s, UInt64s
from slipgui.engine.hashes import MAX_FRAMES, pack_rows, unpack_rows
from slipgui.engine.parameters import PARAMETERS
from slipgui.engine.segment import MAX_SHIFT, N_TABLE_HASHES, Segment, SegmentTrack
from slipgui.engine.segment_writer import SegmentContents

MAX_SEGMENTS = 4
"""So many are searched side by side; one more and small ones are merged.  Each costs a query as much as a table twice as large."""
_LARGER = 4
"""A segment is merged with smaller ones while it is not larger than so many times all of them together."""
_LARGER_AT_END = 16
"""The same, once nothing more is being added."""
_LARGE_FRAMES = 1_500_000
"""10 h: the tables of smaller catalogues fit the processor's cache, and a second one costs little."""
_ROWS_AT_ONCE = 4_000_000
"""Rows sorted in memory at once: 32 MB."""
_GRID_HASHES = 1 << MAX_SHIFT


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment and where the frames of each of its tracks go."""

    segment: Segment
    first_frames: Int64s
    """Where each track begins now, ascending."""
    moves: Int64s
    """Added to the frames of each track; only meaningful where kept."""
    is_kept: np.ndarray[tuple[int], np.dtype[np.bool_]]
    """False for removed tracks."""

    def rows_between(self, first_hash: int, stop_hash: int) -> UInt64s:
        """Rows of the kept tracks with their new frames."""
        hashes, frames = unpack_rows(self.segment.rows_between(first_hash, stop_hash))
        place = np.searchsorted(self.first_frames, frames, side="right") - 1
        kept = self.is_kept[place]
        return pack_rows(hashes[kept], (frames + self.moves[place])[kept])


def choose_segments(n_frames: Sequence[int]) -> list[int]:
    """Places of the segments to merge, none if there are few enough.

    The two smallest, and all up to the last that is not four times larger than the smaller ones together: nine tenths of a catalogue
    come to lie in one segment, and each track is rewritten about seven times in its life (10 000 tracks added in batches of 64).  The
    result never grows beyond what a segment can address.
    """
    return _smallest(n_frames, _LARGER, 2) if len(n_frames) > MAX_SEGMENTS else []


def choose_at_end(n_frames: Sequence[int]) -> list[int]:
    """Places of the segments to merge once nothing more is being added: in a large catalogue all but those that hold a seventeenth of it.

    A small one is left as ``choose_segments`` leaves it.  Reading from two segments of together 10 000 tracks costs 1.6 times as much as
    from one.  So a catalogue is rewritten each time it has grown by a sixteenth: 50 CPU seconds at 10 000 tracks, where learning that
    sixteenth takes ten minutes.
    """
    return _smallest(n_frames, _LARGER_AT_END, 0) if sum(n_frames) >= _LARGE_FRAMES else choose_segments(n_frames)


def _smallest(n_frames: Sequence[int], larger: int, n_least: int) -> list[int]:
    """Places of the smallest segments, up to the last that is not ``larger`` times larger than the smaller ones together."""
    order = sorted(range(len(n_frames)), key=lambda place: n_frames[place])
    n_chosen, total = 0, n_frames[order[0]]
    for n, place in enumerate(order[1:], start=2):
        if total + n_frames[place] > MAX_FRAMES:
            break
        if n <= n_least or n_frames[place] <= larger * total:
            n_chosen = n
        total += n_frames[place]
    return sorted(order[:n_chosen])


def merge(segments: Sequence[Segment], masked: Sequence[Collection[int]]) -> SegmentContents:
    """The contents of all segments laid end to end, without the masked tracks.

    Parameters
    ----------
    segments
        What to merge.
    masked
        For each the places of tracks that are left out.
    """
    tracks: list[SegmentTrack] = []
    parts = []
    frames, bins = [np.zeros(0, np.int64)], [np.zeros(0, np.float64)]
    next_frame = 0
    for segment, hidden in zip(segments, masked, strict=True):
        moves = []
        for place, track in enumerate(segment.tracks):
            moves.append(next_frame - track.first_frame)
            if place in hidden:
                continue
            tracks.append(SegmentTrack(track.track_id, next_frame, track.n_frames, track.n_hashes))
            peak_frames, peak_bins = segment.peaks_between(track.first_frame, track.first_frame + track.n_frames)
            frames.append(peak_frames + moves[-1])
            bins.append(peak_bins)
            next_frame += track.n_frames + PARAMETERS.track_gap_frames
        firsts = np.array([track.first_frame for track in segment.tracks], np.int64)
        is_kept = np.array([place not in hidden for place in range(len(segment.tracks))])
        parts.append(_Part(segment, firsts, np.array(moves, np.int64), is_kept))
    n_rows = sum(track.n_hashes for track in tracks)
    return SegmentContents(tracks, n_rows, _sorted_chunks(parts), np.concatenate(frames), np.concatenate(bins))


def _sorted_chunks(parts: Sequence[_Part]) -> Iterator[UInt64s]:
    for first, stop in _hash_ranges([part.segment for part in parts]):
        rows = np.concatenate([part.rows_between(first, stop) for part in parts])
        rows.sort()
        yield rows


def _hash_ranges(segments: Sequence[Segment]) -> Iterator[tuple[int, int]]:
    """Ranges of hashes that together cover all, each with about 4 M rows."""
    grid = np.arange(0, N_TABLE_HASHES + 1, _GRID_HASHES)
    grid = np.append(grid[grid < N_TABLE_HASHES], N_TABLE_HASHES)
    n_below = np.sum([segment.count_below(grid) for segment in segments], axis=0)
    wanted = np.arange(_ROWS_AT_ONCE, int(n_below[-1]), _ROWS_AT_ONCE)
    edges = np.unique(np.concatenate([[0], grid[np.searchsorted(n_below, wanted)], [N_TABLE_HASHES]]))
    yield from zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
