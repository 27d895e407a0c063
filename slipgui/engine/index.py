"""Several segments searched as one: a snapshot of the catalogue that never changes."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from slipgui.core.errors import CatalogueError
from slipgui.engine.arrays import Float64s, Int32s, Int64s
from slipgui.engine.parameters import PARAMETERS
from slipgui.engine.segment import Segment

MAX_INDEX_FRAMES = (1 << 31) - (1 << 16)
"""Frames that all segments may have together: global frames and diagonals are int32 (13 800 h, about 230 000 tracks)."""
_BESIDE_BITS = 32
_NO_FRAMES: Int32s = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True)
class IndexTrack:
    """A track that can be found; frames are global, that is counted over all segments."""

    track_id: str
    """The catalogue's UUID."""
    first_frame: int
    """Global frame at which it begins."""
    n_frames: int
    """Its length."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Equal hashes of query and reference; both arrays have shape (n_hits,)."""

    frame: Int32s
    """Global frame of the reference."""
    lookup: Int32s
    """Which look-up of the query."""

    def __len__(self) -> int:
        """How many there are."""
        return len(self.frame)


class Index:
    """The fingerprints of a catalogue at one moment.

    Parameters
    ----------
    segments
        Laid end to end; the order decides the global frames.
    masked
        For each segment the places of tracks that were removed or replaced since it was written: they are never found.

    Raises
    ------
    CatalogueError
        When the segments are longer than 13 800 h together.
    """

    def __init__(self, segments: Sequence[Segment], masked: Sequence[Collection[int]] = ()) -> None:
        self.segments, self._masked = tuple(segments), tuple(masked)
        lengths = [segment.n_frames for segment in self.segments]
        self._bases = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).astype(np.int64)
        self.n_frames = int(self._bases[-1])
        if self.n_frames > MAX_INDEX_FRAMES:
            raise CatalogueError(
                "too long to be searched as one", n_frames=self.n_frames, limit_frames=MAX_INDEX_FRAMES
            )
        # a track's value is made when it is asked for: ten thousand would take a third of the time of opening
        self._tracks = [track for segment in self.segments for track in segment.tracks]
        n_before = np.cumsum([0, *(len(segment.tracks) for segment in self.segments)])
        firsts = np.array([track.first_frame for track in self._tracks], np.int64)
        self._firsts: list[int] = (firsts + np.repeat(self._bases[:-1], np.diff(n_before))).tolist()
        self._hidden = {int(first) + place for first, hidden in zip(n_before, masked, strict=False) for place in hidden}

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        """Another process opens the same files."""
        return type(self), (self.segments, self._masked)

    @property
    def tracks(self) -> list[IndexTrack]:
        """Tracks that can be found, in the order of their frames."""
        return [self._track(place) for place in range(len(self._tracks)) if place not in self._hidden]

    @property
    def n_tracks(self) -> int:
        """Tracks that can be found."""
        return len(self._tracks) - len(self._hidden)

    def track_at(self, frame: float) -> IndexTrack | None:
        """The track at a global frame; None outside all tracks and inside removed ones.  The gap after a track counts as its own."""
        place = bisect_right(self._firsts, frame) - 1
        if place < 0 or place in self._hidden:
            return None
        track = self._track(place)
        return track if frame < track.first_frame + track.n_frames + PARAMETERS.track_gap_frames else None

    def _track(self, place: int) -> IndexTrack:
        track = self._tracks[place]
        return IndexTrack(track.track_id, self._firsts[place], track.n_frames)

    def find_hits(self, hashes: Int64s, budget: int) -> Hits:
        """Reference frames with the same hashes; the rarest buckets are read first, until about ``budget`` hits are spent.

        Parameters
        ----------
        hashes
            Shape (n_lookups,), int64; the same hash may stand there twice.
        budget
            Postings to read.
        """
        return Hits(*_joined(self._read(hashes, np.arange(len(hashes), dtype=np.int32), budget)))

    def find_sums(self, hashes: Int64s, addends: Int32s, budget: int) -> Int32s:
        """As ``find_hits``, but only the sum of each hit's reference frame and the addend of its look-up, shape (n_hits,)."""
        sums = [_NO_FRAMES]
        for frames, repeated in self._read(hashes, addends, budget):
            frames += repeated
            sums.append(frames)
        return np.concatenate(sums)

    def _read(self, hashes: Int64s, beside: Int32s, budget: int) -> Iterator[tuple[Int32s, Int32s]]:
        """Yield global frames of the hits, and what stands beside the look-up of each, a part at a time.

        Rare hashes tell most: 12 % of the hits, rarest first, bring 32 % of the true ones, and the cost of a query stays a constant
        while the catalogue grows (engine facts, section 12).
        """
        # maps are read from front to back, several times faster than here and there
        both = np.sort((hashes << _BESIDE_BITS) | beside.view(np.uint32))
        hashes, beside = both >> _BESIDE_BITS, both.astype(np.int32)
        found = [segment.find_buckets(hashes) for segment in self.segments]
        total = np.zeros(len(hashes), np.int64)
        for _, n in found:
            total += n
        is_rare = total <= _bucket_limit(total, budget)
        for base, segment, (start, n) in zip(self._bases, self.segments, found, strict=False):
            chosen = np.flatnonzero((n > 0) & is_rare)
            for frames, repeated in segment.read_buckets(
                hashes.take(chosen), start.take(chosen), n.take(chosen), beside.take(chosen)
            ):
                frames += np.int32(base)
                yield frames, repeated

    def peaks_between(self, start_frame: int, stop_frame: int) -> tuple[Int64s, Float64s]:
        """Global frames (int64) and frequencies in bins of the reference peaks with start ≤ frame < stop inside one segment.

        The segment is that of the middle of the range; a range never needs two, for tracks do not cross segments.
        """
        frames, bins, _ = self.peaks_of_ranges(np.array([start_frame]), np.array([stop_frame]))
        return frames, bins

    def peaks_of_ranges(self, start_frame: Int64s, stop_frame: Int64s) -> tuple[Int64s, Float64s, Int64s]:
        """As ``peaks_between`` of many ranges at once, and of each peak the number of its range, ascending.

        Parameters
        ----------
        start_frame, stop_frame
            Shape (n_ranges,), int64.
        """
        if self.n_frames == 0 or not len(start_frame):
            return np.zeros(0, np.int64), np.zeros(0, np.float64), np.zeros(0, np.int64)
        middle = np.clip((start_frame + stop_frame) // 2, 0, self.n_frames - 1)
        number = np.searchsorted(self._bases, middle, side="right") - 1
        parts = []
        for n in np.unique(number).tolist():
            mine, base = np.flatnonzero(number == n), self._bases[n]
            frames, bins, owner = self.segments[n].peaks_of_ranges(start_frame[mine] - base, stop_frame[mine] - base)
            parts.append((frames + base, bins, mine.take(owner)))
        frames, bins, owner = (np.concatenate(column) for column in zip(*parts, strict=True))
        if len(parts) == 1:
            return frames, bins, owner
        order = np.argsort(owner, kind="stable")
        return frames[order], bins[order], owner[order]

    def release(self) -> None:
        """Let go of the mapped pages that queries touched; call it now and then.  The next query finds them in the page cache again."""
        for segment in self.segments:
            segment.release()


def _joined(parts: Iterable[tuple[Int32s, Int32s]]) -> tuple[Int32s, Int32s]:
    frames, besides = zip((_NO_FRAMES, _NO_FRAMES), *parts, strict=True)
    return np.concatenate(frames), np.concatenate(besides)


def _bucket_limit(sizes: Int64s, budget: int) -> int:
    """Size of the largest bucket that is still read, so that about ``budget`` postings are read in all; at least 1."""
    if int(sizes.sum()) <= budget:
        return int(sizes.max(initial=1))
    n_read = np.bincount(sizes)
    n_read *= np.arange(len(n_read))
    return max(1, int(np.searchsorted(np.cumsum(n_read), budget)))
