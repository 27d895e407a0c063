"""A sound of hours, cut into pieces of a minute while it is decoded, and what is kept of it: peaks, levels, loudness."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import IO, Any

import numpy as np

from slipgui.engine.arrays import Bools, Float32s, Int8s
from slipgui.engine.parameters import HOP_SAMPLES, N_BINS, WINDOW_SAMPLES
from slipgui.engine.peaks import Peaks
from slipgui.engine.query import LandmarkSet, low_set, make_landmark_set, map_peaks
from slipgui.engine.spectrogram import BLOCK_FRAMES, MARGIN_FRAMES, count_frames

LEVEL_STEPS = 40
"""Kept levels are whole numbers of 1/40: −40 to 120, one byte."""
_PROBE_HIGHEST_BIN, _PROBE_FAN_OUT = 250.0, 12
"""2.7 kHz, fans of 12, at two fine speeds a probe (probes.py): 118 of 122 cues at other speeds, −9 to 3 dB, are found, 310 of 351 windows.
Fans of 6 at four fine speeds 115, 305 for as many look-ups; 18 at two 117 (CPU × 1.4), 20 at one 108; 18 up to 2.2 kHz 117; up to
3.2 kHz 117 (× 1.8); all peaks, fans of 18, eight fine speeds, four times the hits 121 (× 7)."""
_NO_SAMPLES: Float32s = np.zeros(0, np.float32)


@dataclass(frozen=True, slots=True)
class Piece:
    """A minute of sound with margins, so that its inner frames are as if computed in one piece."""

    first_frame: int
    """Frame of the programme at the first sample."""
    inner: slice
    """Frames, counted from the first sample, that belong to this piece and to no other."""
    samples: Float32s
    """Inner frames and margins."""

    @property
    def begin(self) -> int:
        """Frame of the programme at which the piece's own frames begin."""
        return self.first_frame + int(self.inner.start)

    @property
    def n_frames(self) -> int:
        """Its own frames."""
        return int(self.inner.stop) - int(self.inner.start)


def cut_pieces(blocks: Iterable[Float32s]) -> Iterator[Piece]:
    """Yield pieces of 2580 frames, the last one shorter, as soon as their sound is there; no more than a piece is held.

    Parameters
    ----------
    blocks
        Mono float32 at 11 025 Hz in blocks of any length.
    """
    waiting: list[Float32s] = []
    n_waiting, held_from, begin = 0, 0, 0  # samples held back, frame of the first of them, frame of the next piece
    for block in blocks:
        waiting.append(block)
        n_waiting += len(block)
        high = begin + BLOCK_FRAMES + MARGIN_FRAMES
        while n_waiting >= (high - 1 - held_from) * HOP_SAMPLES + WINDOW_SAMPLES:
            held = np.concatenate(waiting)
            end = begin + BLOCK_FRAMES
            part = held[: (high - 1 - held_from) * HOP_SAMPLES + WINDOW_SAMPLES]
            yield Piece(held_from, slice(begin - held_from, end - held_from), part)
            kept_from = end - MARGIN_FRAMES
            waiting = [held[(kept_from - held_from) * HOP_SAMPLES :]]
            n_waiting, held_from, begin = len(waiting[0]), kept_from, end
            high = begin + BLOCK_FRAMES + MARGIN_FRAMES
    yield from _last_pieces(np.concatenate(waiting) if waiting else _NO_SAMPLES, held_from, begin)


def _last_pieces(held: Float32s, held_from: int, begin: int) -> Iterator[Piece]:
    """The rest: one piece, or two where it is a little longer than one."""
    stop = held_from + count_frames(len(held)) if len(held) else begin
    while begin < stop:
        end, low = min(begin + BLOCK_FRAMES, stop), max(held_from, begin - MARGIN_FRAMES)
        yield Piece(low, slice(begin - low, end - low), held[(low - held_from) * HOP_SAMPLES :])
        begin = end


class _RowFile:
    """Rows of one kind, appended to a file and read from it by their numbers, so that memory does not grow with them."""

    def __init__(self, path: Path, dtype: type[np.number[Any]], n_columns: int) -> None:
        self._path, self._dtype, self._n_columns = path, dtype, n_columns
        self._row_bytes = np.dtype(dtype).itemsize * n_columns
        self._opened: IO[bytes] | None = None

    def open(self) -> None:
        self._opened = self._path.open("r+b" if self._path.exists() else "w+b")

    def close(self) -> None:
        self._file.close()

    @property
    def _file(self) -> IO[bytes]:
        assert self._opened is not None, "not opened"
        return self._opened

    @property
    def n_rows(self) -> int:
        """Rows that the file holds."""
        return os.fstat(self._file.fileno()).st_size // self._row_bytes

    def write(self, first: int, rows: np.ndarray[Any, Any]) -> None:
        """Write rows, shape (n, n_columns), from row ``first`` on."""
        self._file.seek(first * self._row_bytes)
        self._file.write(np.ascontiguousarray(rows, self._dtype).tobytes())
        self._file.flush()  # what was written is there, whatever becomes of this process

    def read(self, first: int, stop: int) -> np.ndarray[Any, Any]:
        """Rows [first, stop), shape (n, n_columns)."""
        self._file.seek(first * self._row_bytes)
        data = self._file.read((stop - first) * self._row_bytes)
        return np.frombuffer(data, self._dtype).reshape(-1, self._n_columns)


class KeptSound:
    """What is kept of a programme that has been heard so far.  Not safe from two threads at once.

    All of it goes to files: memory does not grow with the length.

    Parameters
    ----------
    folder
        For the files ``levels``, ``peaks`` and ``power``; what is there is kept until it is written over.
    """

    def __init__(self, folder: Path) -> None:
        self.n_frames = 0
        """Frames kept so far."""
        self._levels = _RowFile(folder / "levels", np.int8, N_BINS)
        self._peaks = _RowFile(folder / "peaks", np.float32, len(fields(Peaks)))
        self._power = _RowFile(folder / "power", np.float32, 1)
        self._peak_stops = [0]
        """Where each piece begins in the file of peaks, and where the last one ends."""

    @property
    def n_pieces(self) -> int:
        """Pieces kept so far."""
        return len(self._peak_stops) - 1

    def open(self) -> None:
        """Begin to use the files."""
        for file in (self._levels, self._peaks, self._power):
            file.open()

    def close(self) -> None:
        """Leave the files."""
        for file in (self._levels, self._peaks, self._power):
            file.close()

    def append(self, peaks: Peaks, levels: Int8s, power: Float32s) -> None:
        """Keep the next piece.

        Parameters
        ----------
        peaks
            Its peaks, times counted from the piece's first own frame.
        levels
            Its level map in steps of 1/40, shape (n_frames, ``N_BINS``).
        power
            Mean square of each frame's own 256 samples, shape (n_frames,).
        """
        self._levels.write(self.n_frames, levels)
        self._peaks.write(self._peak_stops[-1], np.stack([peaks.time_frames, peaks.frequency_bins, peaks.salience], 1))
        self._power.write(self.n_frames, power[:, None])
        self._take(len(levels), len(peaks))

    def restore(self, n_frames: int, n_peaks: int) -> bool:
        """Take a piece that was kept before; False, and nothing done, where it is not whole in the files."""
        is_there = (
            min(self._levels.n_rows, self._power.n_rows) >= self.n_frames + n_frames
            and self._peaks.n_rows >= self._peak_stops[-1] + n_peaks
        )
        if is_there:
            self._take(n_frames, n_peaks)
        return is_there

    def _take(self, n_frames: int, n_peaks: int) -> None:
        self.n_frames += n_frames
        self._peak_stops.append(self._peak_stops[-1] + n_peaks)

    def levels(self, start: int, stop: int) -> Int8s:
        """Level map of frames [start, stop), shape (stop − start, ``N_BINS``), in steps of 1/40."""
        return self._levels.read(start, stop)

    def power(self, start: int, stop: int) -> Float32s:
        """Mean square of the samples of frames [start, stop), shape (stop − start,)."""
        return self._power.read(start, stop)[:, 0]

    def peaks(self, start: int, stop: int) -> Peaks:
        """Peaks with start ≤ frame < stop, times counted from ``start``."""
        first, last = start // BLOCK_FRAMES, min(self.n_pieces, (stop - 1) // BLOCK_FRAMES + 1)
        if last <= first:
            return Peaks(_NO_SAMPLES, _NO_SAMPLES, _NO_SAMPLES)
        stops = self._peak_stops[first : last + 1]
        time, frequency, salience = self._peaks.read(stops[0], stops[-1]).T
        begins = np.arange(first, last, dtype=np.float32) * np.float32(BLOCK_FRAMES) - np.float32(start)
        time = time + np.repeat(begins, np.diff(stops))
        return Peaks(time, frequency, salience).select((time >= 0) & (time < stop - start))

    def query(self, start: int, stop: int) -> "KeptQuery":
        """Frames [start, stop) as something that can be searched."""
        return KeptQuery(self.levels(start, stop), self.peaks(start, stop))


class KeptQuery:
    """A stretch of kept sound, ready for matcher, verifier and refiner (``query.Searchable``).

    Parameters
    ----------
    kept_levels
        Level map in steps of 1/40, shape (n_frames, ``N_BINS``).
    peaks
        Of the quick density.
    """

    def __init__(self, kept_levels: Int8s, peaks: Peaks) -> None:
        self.n_frames = len(kept_levels)
        self._kept_levels, self._peaks = kept_levels, peaks

    @cached_property
    def levels(self) -> Float32s:
        """Level map, shape (n_frames, ``N_BINS``)."""
        return self._kept_levels.astype(np.float32) / np.float32(LEVEL_STEPS)

    @cached_property
    def quick(self) -> LandmarkSet:
        """All peaks."""
        return make_landmark_set(self._peaks)

    @cached_property
    def probe(self) -> LandmarkSet:
        """What is looked up again at other speeds."""
        return low_set(self._peaks, _PROBE_HIGHEST_BIN, _PROBE_FAN_OUT)

    @cached_property
    def heard(self) -> Bools:
        """Where there is a peak (``query.map_peaks``)."""
        return map_peaks(self._peaks, self.n_frames)
