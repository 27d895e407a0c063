"""One clip, or a window of it, made ready for the matcher and the verifier."""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from slipgui.engine.arrays import Bools, Float32s
from slipgui.engine.hashes import STEPS_PER_BIN
from slipgui.engine.landmarks import Landmarks, make_landmarks
from slipgui.engine.parameters import FRAME_S, N_BINS
from slipgui.engine.peaks import Peaks, find_peaks, strongest
from slipgui.engine.spectrogram import Spectrogram, make_spectrogram, running_maximum

LEVEL_FLOOR, LEVEL_CEILING = -1.0, 3.0
"""Whitened levels are clipped to this range before they are averaged: one loud click must not speak for a constellation."""
QUICK_REACH, _QUICK_FAN_OUT = (7, 5), 20
DEEP_REACH, _DEEP_FAN_OUT = (4, 3), 36
_DENSE_REACH, _DENSE_FAN_OUT = (3, 2), 50
_PROBE_PEAKS_PER_S, _PROBE_FAN_OUT, _PROBE_HALF_FRAMES = 100, 18, 300
_SPEED_LANDMARKS_TIMES_S, _SPEED_FAN_OUT = 30_000, (3, 20)
"""3 000 landmarks of 10 s, as many as there is time for at all speeds; 6 000 of 5 s, for so few of them are true that each is wanted."""
_CHANGE_HIGHEST_BIN, _CHANGE_PEAKS_PER_S, _CHANGE_FAN_OUT = 200, 60, 3
"""Near pairs tell most: with a fan of 6 and twice the hits 80 of 107 changed clips of 10 s were found, with this 80, for half the time."""


@dataclass(frozen=True, slots=True)
class LandmarkSet:
    """Peaks and the pairs among them."""

    peaks: Peaks
    """In order of time."""
    landmarks: Landmarks
    """Indices into them."""


def level_map(spectrogram: Spectrogram) -> Float32s:
    """Whitened level near each cell (greatest of three bins), clipped to −1…3; shape (n_frames, n_bins), float32."""
    return np.clip(running_maximum(spectrogram.whitened, 1, axis=1), LEVEL_FLOOR, LEVEL_CEILING)


def map_peaks(peaks: Peaks, n_frames: int) -> Bools:
    """Where a query has a peak within a quarter-bin: shape (n_frames, ``STEPS_PER_BIN`` × ``N_BINS``), for ``verify``."""
    heard = np.zeros((n_frames, STEPS_PER_BIN * N_BINS), np.bool_)
    frames = np.clip(np.rint(peaks.time_frames).astype(np.int64), 0, n_frames - 1)
    steps = np.rint(peaks.frequency_bins * STEPS_PER_BIN).astype(np.int64)
    for side in (-1, 0, 1):
        heard[frames, steps + side] = True
    return heard


class Searchable(Protocol):
    """What the finer steps want to know of a query."""

    @property
    def n_frames(self) -> int:
        """Its length."""
        ...

    @property
    def levels(self) -> Float32s:
        """Its level map."""
        ...

    @property
    def quick(self) -> LandmarkSet:
        """Its peaks."""
        ...


def make_landmark_set(peaks: Peaks) -> LandmarkSet:
    """Peaks of the quick density with their pairs."""
    return LandmarkSet(peaks, make_landmarks(peaks, _QUICK_FAN_OUT))


def probe_set(peaks: Peaks, n_frames: int) -> LandmarkSet:
    """Of a query's quick peaks those of its middle 14 s, at most 100 a second: what is looked up first, and again at each pitch."""
    is_chosen = strongest(peaks, _PROBE_PEAKS_PER_S)
    is_chosen &= np.abs(peaks.time_frames - n_frames / 2) <= _PROBE_HALF_FRAMES
    peaks = peaks.select(is_chosen)
    return LandmarkSet(peaks, make_landmarks(peaks, _PROBE_FAN_OUT))


def speed_set(probe_peaks: Peaks, length_s: float) -> LandmarkSet:
    """The peaks of the probe set of so long a query, with fans that give short ones more landmarks than long ones."""
    fan_out = int(np.clip(_SPEED_LANDMARKS_TIMES_S / length_s / max(1, len(probe_peaks)), *_SPEED_FAN_OUT))
    return LandmarkSet(probe_peaks, make_landmarks(probe_peaks, fan_out))


def low_set(peaks: Peaks, highest_bin: float, fan_out: int) -> LandmarkSet:
    """The peaks below a frequency, with their pairs: they keep their hashes where a speed is nearly right."""
    low = peaks.select(peaks.frequency_bins < highest_bin)
    return LandmarkSet(low, make_landmarks(low, fan_out))


class Query:
    """A sound of at most some minutes and what is looked up of it; the denser sets are made when first asked for.

    Parameters
    ----------
    samples
        Mono float32 at 11 025 Hz, shape (n_samples,).
    """

    def __init__(self, samples: Float32s) -> None:
        self._spectrogram = make_spectrogram(samples)
        self.n_frames = len(self._spectrogram.whitened)
        self.levels = level_map(self._spectrogram)

    @property
    def log_magnitude(self) -> Float32s:
        """Natural-log magnitude, not whitened, shape (n_frames, ``N_BINS``), float32."""
        return self._spectrogram.log_magnitude

    @property
    def length_s(self) -> float:
        """Its length in seconds."""
        return self.n_frames * FRAME_S

    @cached_property
    def quick(self) -> LandmarkSet:
        """90 to 130 peaks a second: over three times the reference's density, so that the music's are among those of the speech."""
        return make_landmark_set(find_peaks(self._spectrogram, *QUICK_REACH))

    @cached_property
    def deep(self) -> LandmarkSet:
        """About 200 peaks a second with wide fans, for music under loud speech."""
        return LandmarkSet(self._deep_peaks, make_landmarks(self._deep_peaks, _DEEP_FAN_OUT))

    @cached_property
    def dense(self) -> LandmarkSet:
        """About 320 peaks a second, paired with nearly all that lie near: what little music there is under speech."""
        peaks = find_peaks(self._spectrogram, *_DENSE_REACH)
        return LandmarkSet(peaks, make_landmarks(peaks, _DENSE_FAN_OUT))

    @cached_property
    def heard(self) -> Bools:
        """Where there is a peak of the deep density (``map_peaks``)."""
        return map_peaks(self._deep_peaks, self.n_frames)

    @cached_property
    def _deep_peaks(self) -> Peaks:
        return find_peaks(self._spectrogram, *DEEP_REACH)

    @cached_property
    def probe(self) -> LandmarkSet:
        """The middle 14 s, at most 100 peaks a second."""
        return probe_set(self.quick.peaks, self.n_frames)

    @cached_property
    def at_speeds(self) -> LandmarkSet:
        """3 000 to 6 000 landmarks of the same stretch: what is looked up at each speed."""
        return speed_set(self.probe.peaks, self.length_s)

    @cached_property
    def at_changes(self) -> LandmarkSet:
        """The 60 strongest peaks a second of the same stretch, below 2.2 kHz: what is looked up under all changes at once."""
        peaks = self.probe.peaks.select(strongest(self.probe.peaks, _CHANGE_PEAKS_PER_S))
        return low_set(peaks, _CHANGE_HIGHEST_BIN, _CHANGE_FAN_OUT)
