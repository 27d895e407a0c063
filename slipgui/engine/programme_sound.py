"""A sound of hours, cut into pieces of a minute while it is decoded, and what is kept of it: peaks, levels, loudness."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO

import numpy as np

from slipgui.engine.arrays import Bools, Float32s, Float64s, Int8s
from slipgui.engine.parameters import HOP_SAMPLES, N_BINS, WINDOW_SAMPLES
from slipgui.engine.peaks import Peaks, join_peaks
from slipgui.engine.programme_probes import make_probe_set
from slipgui.engine.query import LandmarkSet, make_landmark_set, map_peaks
from slipgui.engine.spectrogram import BLOCK_FRAMES, MARGIN_FRAMES, count_frames

LEVEL_STEPS = 40
"""Kept levels are whole numbers of 1/40: −40 to 120, one byte."""
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


class KeptSound:
    """What is kept of a programme that has been heard so far.

    Levels go to a file (79 MB an hour), so that memory does not grow with them; peaks are 3 MB an hour.

    Parameters
    ----------
    file
        For the levels; what is there is kept until it is written over.
    """

    def __init__(self, file: Path) -> None:
        self.n_frames = 0
        """Frames kept so far."""
        self._file = file
        self._levels: IO[bytes] | None = None
        self._peaks: list[Peaks] = []
        self._power: list[Float64s] = []

    @property
    def n_pieces(self) -> int:
        """Pieces kept so far."""
        return len(self._peaks)

    def open(self) -> None:
        """Begin to use the file."""
        self._levels = self._file.open("r+b" if self._file.exists() else "w+b")

    def close(self) -> None:
        """Leave the file."""
        self._of_file.close()

    @property
    def _of_file(self) -> IO[bytes]:
        assert self._levels is not None, "not opened"
        return self._levels

    @property
    def power(self) -> Float64s:
        """Mean square of each frame's own 256 samples, shape (n_frames,)."""
        return np.concatenate([np.zeros(0), *self._power])

    def append(self, peaks: Peaks, levels: Int8s, power: Float64s) -> None:
        """Keep the next piece.

        Parameters
        ----------
        peaks
            Its peaks, times counted from the piece's first own frame.
        levels
            Its level map in steps of 1/40, shape (n_frames, ``N_BINS``).
        power
            Mean square per frame, shape (n_frames,).
        """
        self._of_file.seek(self.n_frames * N_BINS)
        self._of_file.write(levels.tobytes())
        self._of_file.flush()  # what was written is there, whatever becomes of this process
        self._take(peaks, power)

    def restore(self, peaks: Peaks, power: Float64s) -> bool:
        """Take a piece that was kept before; False, and nothing done, where its levels are not in the file."""
        is_there = os.fstat(self._of_file.fileno()).st_size >= (self.n_frames + len(power)) * N_BINS
        if is_there:
            self._take(peaks, power)
        return is_there

    def _take(self, peaks: Peaks, power: Float64s) -> None:
        self._peaks.append(peaks)
        self._power.append(power)
        self.n_frames += len(power)

    def levels(self, start: int, stop: int) -> Int8s:
        """Level map of frames [start, stop), shape (stop − start, ``N_BINS``), in steps of 1/40.  Not safe from two threads at once."""
        self._of_file.seek(start * N_BINS)
        data = self._of_file.read((stop - start) * N_BINS)
        return np.frombuffer(data, np.int8).reshape(-1, N_BINS)

    def peaks(self, start: int, stop: int) -> Peaks:
        """Peaks with start ≤ frame < stop, times counted from ``start``."""
        parts = []
        for number in range(start // BLOCK_FRAMES, min(len(self._peaks), (stop - 1) // BLOCK_FRAMES + 1)):
            peaks, moved = self._peaks[number], number * BLOCK_FRAMES - start
            time = peaks.time_frames + np.float32(moved)
            inside = (time >= 0) & (time < stop - start)
            parts.append(Peaks(time, peaks.frequency_bins, peaks.salience).select(inside))
        return join_peaks(parts) if parts else Peaks(_NO_SAMPLES, _NO_SAMPLES, _NO_SAMPLES)

    def query(self, start: int, stop: int) -> "KeptQuery":
        """Frames [start, stop) as something that can be searched."""
        return KeptQuery(self.levels(start, stop).astype(np.float32) / np.float32(LEVEL_STEPS), self.peaks(start, stop))


class KeptQuery:
    """A stretch of kept sound, ready for matcher, verifier and refiner (``query.Searchable``).

    Parameters
    ----------
    levels
        Level map, shape (n_frames, ``N_BINS``), float32.
    peaks
        Of the quick density.
    """

    def __init__(self, levels: Float32s, peaks: Peaks) -> None:
        self.n_frames = len(levels)
        self.levels = levels
        self._peaks = peaks

    @cached_property
    def quick(self) -> LandmarkSet:
        """All peaks."""
        return make_landmark_set(self._peaks)

    @cached_property
    def probe(self) -> LandmarkSet:
        """What is looked up again at other speeds."""
        return make_probe_set(self._peaks)

    @cached_property
    def heard(self) -> Bools:
        """Where there is a peak (``query.map_peaks``)."""
        return map_peaks(self._peaks, self.n_frames)
