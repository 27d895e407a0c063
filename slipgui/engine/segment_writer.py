"""Writing a segment: rows in, an immutable folder out, durable before it gets its name."""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np

from slipgui.core.errors import CatalogueError
from slipgui.engine.arrays import Float64s, Int64s, UInt64s
from slipgui.engine.hashes import FRAME_BITS, MAX_FRAMES, hash_landmarks, pack_rows
from slipgui.engine.landmarks import make_landmarks
from slipgui.engine.parameters import PARAMETERS, as_document
from slipgui.engine.peaks import Peaks, find_reference_peaks
from slipgui.engine.segment import (
    BIN_FRACTIONS,
    BUCKETS_PER_BASE_BITS,
    DTYPES,
    MAX_BUCKET,
    MAX_SHIFT,
    META_FILE,
    N_TABLE_HASHES,
    PEAK_BLOCK_BITS,
    SegmentTrack,
    frame_bits_of,
    sha256_of,
)
from slipgui.engine.spectrogram import count_frames

PARTIAL_PREFIX = ".new-"
"""Of the name of a folder that is not whole yet."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """All that a segment keeps of one track; frames count from the track's beginning."""

    rows: UInt64s
    """Packed rows, shape (n_hashes,), in any order."""
    peak_frames: Int64s
    """Frames of the peaks, ascending."""
    peak_bins: Float64s
    """Their frequencies in bins."""
    n_frames: int
    """Length of the track."""


@dataclass(frozen=True, slots=True)
class SegmentContents:
    """What goes into a segment.  Frames of the peaks and rows are the segment's own."""

    tracks: Sequence[SegmentTrack]
    """In order of their first frame."""
    n_rows: int
    """How many rows there are in all; a good estimate will do."""
    row_chunks: Iterable[UInt64s]
    """Sorted rows in chunks; all hashes of a chunk lie above those of the one before."""
    peak_frames: Int64s
    """Ascending."""
    peak_bins: Float64s
    """Beside them."""


def make_fingerprint(samples: np.ndarray[Any, np.dtype[np.float32]]) -> Fingerprint:
    """The fingerprint of mono float32 ``samples`` at 11 025 Hz; memory stays flat (blocks of 60 s)."""
    return fingerprint_of(find_reference_peaks(samples), count_frames(len(samples)))


def fingerprint_of(peaks: Peaks, n_frames: int) -> Fingerprint:
    """The fingerprint of a track of ``n_frames`` with these reference peaks."""
    peaks = peaks.select(peaks.time_frames < n_frames - 0.5)
    landmarks = make_landmarks(peaks, PARAMETERS.fan_out)
    frames = np.maximum(np.rint(peaks.time_frames), 0).astype(np.int64)
    rows = pack_rows(hash_landmarks(peaks, landmarks), frames[landmarks.anchor])
    return Fingerprint(rows, frames, peaks.frequency_bins.astype(np.float64), n_frames)


def lay_out(fingerprints: Sequence[tuple[str, Fingerprint]]) -> SegmentContents:
    """Fingerprints with their track ids, laid end to end with a gap between.

    Raises
    ------
    CatalogueError
        When they are longer than one segment can address (865 h).
    """
    tracks, first = [], 0
    rows, frames, bins = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)], [np.zeros(0, np.float64)]
    for track_id, fingerprint in fingerprints:
        tracks.append(SegmentTrack(track_id, first, fingerprint.n_frames, len(fingerprint.rows)))
        rows.append(fingerprint.rows + np.uint64(first))
        frames.append(fingerprint.peak_frames + first)
        bins.append(fingerprint.peak_bins)
        first += fingerprint.n_frames + PARAMETERS.track_gap_frames
    if first > MAX_FRAMES:
        raise CatalogueError("too long for one segment", n_frames=first, limit_frames=MAX_FRAMES)
    sorted_rows = np.concatenate(rows)
    sorted_rows.sort()
    return SegmentContents(tracks, len(sorted_rows), [sorted_rows], np.concatenate(frames), np.concatenate(bins))


def write_segment(folder: Path, contents: SegmentContents) -> None:
    """Write ``contents`` to the new folder ``folder``; when this returns, it is on the disk under its name, whole.

    It is made beside under a name beginning with a dot; a leftover of a killed process has such a name and may be removed.
    """
    partial = folder.with_name(f"{PARTIAL_PREFIX}{folder.name}")
    partial.mkdir()
    shift = _choose_shift(contents.n_rows, _count_frames(contents.tracks))
    _write_table(partial, contents.row_chunks, shift)
    _write_peaks(partial, contents)
    _write_meta(partial, contents.tracks, shift)
    _sync_folder(partial)
    partial.rename(folder)
    _sync_folder(folder.parent)


def _choose_shift(n_rows: int, n_frames: int) -> int:
    """Lowest bits of the hash that go into the posting: as many as leave a row a bucket, if the posting has room beside the frame."""
    shift = 0
    while shift < MAX_SHIFT and (N_TABLE_HASHES >> shift) > n_rows and n_frames <= 1 << frame_bits_of(shift + 1):
        shift += 1
    return shift


def _write_table(folder: Path, chunks: Iterable[UInt64s], shift: int) -> None:
    n_buckets = (N_TABLE_HASHES >> shift) + 1
    counts = np.zeros(n_buckets, np.uint32)
    low_mask, n_written, frame_bits = np.uint64((1 << shift) - 1), 0, np.uint64(frame_bits_of(shift))
    with (folder / "postings.npy").open("wb") as file:
        _write_header(file, DTYPES["postings"], 0)
        for rows in chunks:
            hashes = rows >> np.uint64(FRAME_BITS)
            bucket = (hashes >> np.uint64(shift)).astype(np.int64)
            kept = _first_of_each(bucket)
            posting = (rows & np.uint64(MAX_FRAMES - 1)) | ((hashes & low_mask) << frame_bits)
            file.write(posting[kept].astype(np.uint32).tobytes())
            if len(kept):
                low = int(bucket[0])
                found = np.bincount(bucket[kept] - low)
                counts[low : low + len(found)] += found.astype(np.uint32)
                n_written += len(kept)
        file.seek(0)
        _write_header(file, DTYPES["postings"], n_written)  # same length: numpy pads headers so that arrays can grow
        _sync(file)
    starts = np.zeros(n_buckets + 1, np.uint32)
    np.cumsum(counts, out=starts[1:])
    bases = starts[:: 1 << BUCKETS_PER_BASE_BITS]
    offsets = starts - np.repeat(bases, 1 << BUCKETS_PER_BASE_BITS)[: len(starts)]
    _save(folder, "bases", bases)
    _save(folder, "offsets", offsets.astype(np.uint16))


def _first_of_each(bucket: Int64s) -> Int64s:
    """Indices of the first ``MAX_BUCKET`` of each bucket; ``bucket`` is sorted."""
    starts = np.flatnonzero(np.diff(bucket, prepend=-1))
    sizes = np.diff(starts, append=len(bucket))
    if not len(sizes) or sizes.max() <= MAX_BUCKET:
        return np.arange(len(bucket))
    rank = np.arange(len(bucket)) - np.repeat(starts, sizes)
    return np.flatnonzero(rank < MAX_BUCKET)


def _write_peaks(folder: Path, contents: SegmentContents) -> None:
    frames = contents.peak_frames
    edges = np.arange(0, _count_frames(contents.tracks) + (2 << PEAK_BLOCK_BITS), 1 << PEAK_BLOCK_BITS)
    _save(folder, "times", (frames & ((1 << PEAK_BLOCK_BITS) - 1)).astype(np.uint8))
    _save(folder, "bins", np.rint(contents.peak_bins * BIN_FRACTIONS).astype(np.uint16))
    _save(folder, "blocks", np.searchsorted(frames, edges).astype(np.uint32))


def _count_frames(tracks: Sequence[SegmentTrack]) -> int:
    return tracks[-1].first_frame + tracks[-1].n_frames + PARAMETERS.track_gap_frames if tracks else 0


def _write_meta(folder: Path, tracks: Sequence[SegmentTrack], shift: int) -> None:
    paths = {name: folder / f"{name}.npy" for name in DTYPES}
    body = {
        "parameters": as_document(),
        "shift": shift,
        "n_frames": _count_frames(tracks),
        "tracks": list(tracks),
        "files": {name: {"size_bytes": path.stat().st_size, "sha256": sha256_of(path)} for name, path in paths.items()},
    }
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    with (folder / META_FILE).open("wb") as file:
        file.write(json.dumps({"sha256": digest, "body": body}).encode())
        _sync(file)


def _write_header(file: IO[bytes], dtype: np.dtype[Any], n: int) -> None:
    form = {"descr": np.lib.format.dtype_to_descr(dtype), "fortran_order": False, "shape": (n,)}
    np.lib.format.write_array_header_1_0(file, form)


def _save(folder: Path, name: str, values: np.ndarray[Any, Any]) -> None:
    with (folder / f"{name}.npy").open("wb") as file:
        _write_header(file, DTYPES[name], len(values))
        file.write(np.ascontiguousarray(values, DTYPES[name]).data)  # np.save does not tell why it could not
        _sync(file)


def _sync(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make names inside ``folder`` durable; Windows has no such call and needs none."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
