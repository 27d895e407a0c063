"""A segment: an immutable folder of memory-mapped numpy files that holds the fingerprints of some tracks.

::

    meta.json      parameters, tracks, shift, sizes and SHA-256 of the files below
    postings.npy   uint32, by hash, then frame: lowest ``shift`` bits of the hash | frame in the others, at most 27
    bases.npy      uint32, place in postings of every 32nd bucket
    offsets.npy    uint16, place of each bucket from its base;  bucket = hash >> shift
    times.npy      uint8, lowest 8 bits of each peak's frame, in order of time
    bins.npy       uint16, each peak's frequency in 1/64 bins
    blocks.npy     uint32, first peak of each 256 frames

A small segment has a coarser table (shift up to 12) and the missing bits of the hash in the posting, where its frames leave room: the
table weighs a quarter to a half of the postings, less from 51 M of them on, and a segment 2 to 3 MB an hour.  Writing is in
segment_writer.py.
"""

import hashlib
import json
import mmap
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

import numpy as np

from slipgui.core.errors import CatalogueError
from slipgui.engine.arrays import Float64s, Int32s, Int64s, UInt64s, count_through, count_up
from slipgui.engine.cold_pages import ColdPages
from slipgui.engine.hashes import FRAME_BITS, N_HASHES, POSTING_BITS
from slipgui.engine.parameters import require_same

META_FILE = "meta.json"
_TRACKS_AFTER, _TRACKS_BEFORE = '"tracks": ', ', "files": '
"""In a description as it is written."""
BUCKETS_PER_BASE_BITS = 5
PEAK_BLOCK_BITS = 8
BIN_FRACTIONS = 64
MAX_SHIFT = 12
"""Most of the lowest bits of the hash in a posting: one track of three minutes has so few landmarks."""
N_TABLE_HASHES = -(-N_HASHES >> MAX_SHIFT) << MAX_SHIFT
"""The table covers whole groups of 4096 hashes, so that every shift divides it."""
DTYPES: Final[dict[str, np.dtype[Any]]] = {
    "postings": np.dtype(np.uint32),
    "bases": np.dtype(np.uint32),
    "offsets": np.dtype(np.uint16),
    "times": np.dtype(np.uint8),
    "bins": np.dtype(np.uint16),
    "blocks": np.dtype(np.uint32),
}
_READ_HERE_AND_THERE = ("postings", "offsets", "times", "bins")
MAX_BUCKET = (1 << 16) // (1 << BUCKETS_PER_BASE_BITS) - 1
"""A bucket keeps its 2 047 first postings: an offset is 16 bits, and so common a hash is never looked up (matcher's budget)."""
_NPY_HEADER = re.compile(
    rb"\x93NUMPY\x01\x00..\{'descr': '(?P<dtype>[<|]u[124])', 'fortran_order': False, 'shape': \((?P<n>[0-9]{1,12}),\), \} *\n",
    re.DOTALL,
)
"""All that we write; what numpy's own reader does with a damaged one is up to Python's parser."""
_MAX_HEADER_BYTES = 256
_BESIDE_BITS = 32
_HITS_AT_ONCE = 1 << 16
"""Half of these cost one thread as little, but two that search at once 1.4 times as much: they wait for each other at each call."""
_IN_BASE = (1 << BUCKETS_PER_BASE_BITS) - 1


class SegmentTrack(NamedTuple):
    """One track inside a segment; a named tuple, for ten thousand are made when a segment is opened."""

    track_id: str
    """The catalogue's UUID."""
    first_frame: int
    """Its first frame inside the segment."""
    n_frames: int
    """Its length."""
    n_hashes: int
    """Landmarks it has."""


class Segment:
    """An open segment.  Nothing is read before it is asked for; safe to use from several threads and processes."""

    def __init__(self, folder: Path) -> None:
        """Open ``folder``.

        Raises
        ------
        CatalogueError
            When it is missing, incomplete, of another version or made with other parameters.  Contents are not read: see ``verify``.
        """
        self.folder = folder
        meta = _read_meta(folder)
        require_same(meta.get("parameters", {}), folder.name)
        self.tracks: tuple[SegmentTrack, ...] = tuple(map(SegmentTrack._make, meta["tracks"]))
        self.n_frames: int = meta["n_frames"]
        self.shift: int = meta["shift"]
        self._frame_bits = frame_bits_of(self.shift)
        self._files: dict[str, dict[str, Any]] = meta["files"]
        self._maps: list[mmap.mmap] = []
        self._pages: dict[str, ColdPages] = {}
        self._postings = self._open("postings")
        self._bases = self._open("bases")
        self._offsets = self._open("offsets")
        self._times = self._open("times")
        self._bins = self._open("bins")
        self._blocks = self._open("blocks")

    def __reduce__(self) -> tuple[type[Self], tuple[Path]]:
        """Another process opens the same folder; what stands in it never changes."""
        return type(self), (self.folder,)

    @property
    def n_hashes(self) -> int:
        """Postings it holds."""
        return len(self._postings)

    def find_buckets(self, hashes: Int64s) -> tuple[Int64s, Int64s]:
        """Places in the postings and sizes of the buckets of ``hashes``, both shape (n,), int64; never outside, whatever was damaged."""
        bucket = hashes >> self.shift if self.shift else hashes
        self._expect("offsets", bucket, bucket + 2)
        base = self._bases.take(bucket >> BUCKETS_PER_BASE_BITS, mode="clip").astype(np.int64)
        start = base + self._offsets.take(bucket, mode="clip")
        bucket = bucket + 1
        base += self._offsets.take(bucket, mode="clip")
        is_next = np.flatnonzero((bucket & _IN_BASE) == 0)  # what begins here has a base of its own
        base[is_next] = self._bases.take(bucket[is_next] >> BUCKETS_PER_BASE_BITS, mode="clip")
        np.minimum(start, len(self._postings), out=start)
        n = np.minimum(base, len(self._postings), out=base)
        n -= start
        return start, np.clip(n, 0, MAX_BUCKET, out=n)

    def read_buckets(self, hashes: Int64s, start: Int64s, n: Int64s, beside: Int32s) -> Iterator[tuple[Int32s, Int32s]]:
        """Yield frames of all postings in some buckets that carry exactly the hash looked for, a part at a time: memory stays small.

        Parameters
        ----------
        hashes
            Shape (n_lookups,): what was looked for …
        start
            … places of their buckets …
        n
            … and sizes, none 0.
        beside
            Shape (n_lookups,): whatever the caller wants to have beside each hit of a hash.

        Yields
        ------
        frames
            Shape (n_hits,), int32, frames of this segment.
        beside
            Shape (n_hits,), int32: what stood beside the hash of each.
        """
        self._expect("postings", start, start + n)
        stop, last = np.cumsum(n), start + n - 1
        # place and what stands beside are counted up as one number
        both = (start << _BESIDE_BITS) + beside.view(np.uint32)
        low_hash = (hashes & ((1 << self.shift) - 1)).astype(np.uint32) << np.uint32(self._frame_bits)
        n_all = int(stop[-1]) if len(stop) else 0
        edges = np.searchsorted(stop, np.arange(0, n_all, _HITS_AT_ONCE), side="right")
        for low, high in pairwise([*edges.tolist(), len(n)]):
            # beginning and end of each bucket first: the processor fetches these side by side, the rest one after the other
            self._postings.take(start[low:high], mode="clip")
            self._postings.take(last[low:high], mode="clip")
            counted = count_up(both[low:high], 1 << _BESIDE_BITS, n[low:high])
            besides = counted.astype(np.int32)
            counted >>= _BESIDE_BITS
            posting = self._postings.take(counted, mode="clip")
            if self.shift:
                posting ^= np.repeat(low_hash[low:high], n[low:high])
                same = np.flatnonzero(posting < (1 << self._frame_bits))
                posting, besides = posting.take(same), besides.take(same)
            yield posting.view(np.int32), besides

    def peaks_between(self, start_frame: int, stop_frame: int) -> tuple[Int64s, Float64s]:
        """Frames (int64) and frequencies in bins of the reference peaks with start ≤ frame < stop, in order of time."""
        frames, bins, _ = self.peaks_of_ranges(np.array([start_frame]), np.array([stop_frame]))
        return frames, bins

    def peaks_of_ranges(self, start_frame: Int64s, stop_frame: Int64s) -> tuple[Int64s, Float64s, Int64s]:
        """The reference peaks of some ranges start ≤ frame < stop, range after range, each in order of time.

        Parameters
        ----------
        start_frame, stop_frame
            Shape (n_ranges,), int64; what lies outside the segment holds no peaks.

        Returns
        -------
        tuple
            Of each peak its frame (int64), its frequency in bins and the number of its range; all shape (n_peaks,).
        """
        start, stop = np.maximum(0, start_frame), np.minimum(self.n_frames, stop_frame)
        first_block = start >> PEAK_BLOCK_BITS
        n_blocks = np.where(stop > start, ((stop - 1) >> PEAK_BLOCK_BITS) + 1 - first_block, 0)
        owner, block = count_through(first_block, n_blocks)
        begin = np.minimum(self._blocks.take(block).astype(np.int64), len(self._times))
        n_peaks = np.minimum(self._blocks.take(block + 1, mode="clip"), len(self._times)) - begin
        of_block, place = count_through(begin, np.maximum(0, n_peaks))  # both change nothing in a sound segment
        owner = owner.take(of_block)
        frame = (block.take(of_block) << PEAK_BLOCK_BITS) + self._times.take(place)
        inside = np.flatnonzero((frame >= start.take(owner)) & (frame < stop.take(owner)))
        return frame.take(inside), self._bins.take(place.take(inside)) / BIN_FRACTIONS, owner.take(inside)

    def rows_between(self, first_hash: int, stop_hash: int) -> UInt64s:
        """All rows (hashes.py) with first ≤ hash < stop, sorted; both ends multiples of 4096."""
        first, stop = first_hash >> self.shift, stop_hash >> self.shift
        starts = self._start_of(np.arange(first, stop + 1))
        if "postings" in self._pages and starts[-1] > starts[0]:
            self._pages["postings"].ask(starts[:1], starts[-1:])
        postings = self._postings[starts[0] : starts[-1]].astype(np.uint64)
        bucket = np.repeat(np.arange(first, stop, dtype=np.uint64), np.diff(starts))
        low, frame = postings >> np.uint64(self._frame_bits), postings & np.uint64((1 << self._frame_bits) - 1)
        return (((bucket << np.uint64(self.shift)) | low) << np.uint64(FRAME_BITS)) | frame

    def count_below(self, hashes: Int64s) -> Int64s:
        """Postings below each of ``hashes`` (multiples of 4096), int64."""
        return self._start_of(hashes >> self.shift)

    def verify(self, is_cancelled: Callable[[], bool] = lambda: False) -> list[str]:
        """Names of the files whose contents are not what was written.  Reads everything once."""
        bad = []
        for name, file in self._files.items():
            if is_cancelled():
                break
            path = self.folder / f"{name}.npy"
            if not path.is_file() or sha256_of(path) != file["sha256"]:
                bad.append(path.name)
        return bad

    def release(self) -> None:
        """Give the pages a query touched back to the page cache: small resident size, and page faults for who touches them next."""
        if hasattr(mmap, "MADV_DONTNEED"):
            for mapped in self._maps:
                mapped.madvise(mmap.MADV_DONTNEED)

    def _expect(self, name: str, start: Int64s, stop: Int64s) -> None:
        if name in self._pages:
            self._pages[name].expect(start, stop)

    def _start_of(self, bucket: Int64s) -> Int64s:
        start: Int64s = self._bases.take(bucket >> BUCKETS_PER_BASE_BITS).astype(np.int64)
        start += self._offsets.take(bucket)
        return np.minimum(start, len(self._postings), out=start)

    def _open(self, name: str) -> np.ndarray[Any, Any]:
        path = self.folder / f"{name}.npy"
        try:
            if path.stat().st_size != self._files[name]["size_bytes"]:
                raise CatalogueError("a file of a segment has another size", segment=self.folder.name, file=path.name)
            with path.open("rb") as file:
                header = _NPY_HEADER.match(file.read(_MAX_HEADER_BYTES))
            if not header or header["dtype"].decode() != DTYPES[name].str:
                raise CatalogueError("a file of a segment has another form", segment=self.folder.name, file=path.name)
            n = int(header["n"])
            if header.end() + n * DTYPES[name].itemsize != path.stat().st_size:
                raise CatalogueError("a file of a segment has another length", segment=self.folder.name, file=path.name)
            if n == 0:
                return np.zeros(0, DTYPES[name])
            mapped = np.memmap(path, DTYPES[name], "r", header.end(), (n,))
        except (OSError, ValueError, KeyError) as cause:
            raise CatalogueError(
                "a file of a segment cannot be opened", segment=self.folder.name, file=path.name
            ) from cause
        array = np.asarray(mapped)  # a plain view: indexing a memmap object is slow
        self._maps.append(mapped._mmap)  # type: ignore[attr-defined]
        if name in _READ_HERE_AND_THERE:
            self._pages[name] = ColdPages(self._maps[-1], header.end(), array)
        return array


def frame_bits_of(shift: int) -> int:
    """Bits of a posting that hold the frame, where ``shift`` bits hold the lowest of the hash."""
    return min(FRAME_BITS, POSTING_BITS - shift)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_meta(folder: Path) -> dict[str, Any]:
    try:
        text = (folder / META_FILE).read_text(encoding="utf-8")
        meta = json.loads(text)
        body: dict[str, Any] = meta["body"]
        if hashlib.sha256(_hashed_text(text, body).encode()).hexdigest() != meta["sha256"]:
            raise CatalogueError("the description of a segment is damaged", segment=folder.name, file=META_FILE)
    except (OSError, ValueError, KeyError, TypeError) as cause:
        raise CatalogueError(
            "the description of a segment cannot be read", segment=folder.name, file=META_FILE
        ) from cause
    return body


def _hashed_text(text: str, body: dict[str, Any]) -> str:
    """``body`` with its names in order; the tracks, which come last then, as they stand in the file: ten thousand take 8 ms to write."""
    others = json.dumps(body | {"tracks": []}, sort_keys=True)
    return f"{others[:-3]}{text[text.index(_TRACKS_AFTER) + len(_TRACKS_AFTER) : text.rindex(_TRACKS_BEFORE)]}}}"
