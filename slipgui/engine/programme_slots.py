"""One piece of a programme heard: peaks, levels, and in slots of 5 s the diagonals that its landmarks point to."""

from dataclasses import dataclass

import numpy as np

from slipgui.engine.arrays import Float32s, Int8s, Int32s
from slipgui.engine.index import Index
from slipgui.engine.landmarks import Landmarks, make_landmarks
from slipgui.engine.matcher import find_diagonals, make_look_ups
from slipgui.engine.parameters import HOP_SAMPLES, PARAMETERS
from slipgui.engine.peaks import Peaks, find_peaks
from slipgui.engine.programme_sound import LEVEL_STEPS, Piece
from slipgui.engine.query import QUICK_REACH, LandmarkSet, level_map
from slipgui.engine.spectrogram import make_spectrogram

SLOT_FRAMES = 215
"""5 s; a piece has twelve."""
_FAN_OUT, _EDGE, _BUDGET = 12, 0.3, 200_000
"""More find no more cues; without neighbouring cells or below 150 000 hits short ones are lost (measured)."""
_SILENT_POWER = 1e-9
"""A slot that is quieter throughout (−90 dBFS) is not looked up."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The votes of 5 s."""

    first_frame: int
    """Of the programme."""
    levels: Int8s
    """Its level map in steps of 1/40, shape (≤ 215, n_bins)."""
    diagonals: Int32s
    """Reference frame − frame since the slot's beginning, for every hit."""
    peaks: Peaks
    """Its peaks, counted from its first frame."""


@dataclass(frozen=True, slots=True)
class HeardPiece:
    """What is known of a piece once it was heard."""

    peaks: Peaks
    """Its own peaks, counted from its first own frame."""
    levels: Int8s
    """Shape (n_frames, n_bins)."""
    power: Float32s
    """Mean square of each frame's own samples, shape (n_frames,)."""


def hear(index: Index, piece: Piece) -> tuple[HeardPiece, list[Slot]]:
    """The piece and its votes, in order of time.  Pure: pieces may be heard at the same time."""
    spectrogram = make_spectrogram(piece.samples)
    levels = level_map(spectrogram)[piece.inner]
    kept = np.rint(levels * np.float32(LEVEL_STEPS)).astype(np.int8)
    power = _frame_power(piece)
    # pairs reach over the end: peaks of the margin are targets, never anchors
    beyond = slice(int(piece.inner.start), int(piece.inner.stop) + PARAMETERS.pair_max_frames + 1)
    peaks = find_peaks(spectrogram, *QUICK_REACH, beyond)
    landmark_set = LandmarkSet(peaks, make_landmarks(peaks, _FAN_OUT))
    own = peaks.select(peaks.time_frames < piece.n_frames - 0.5)
    slots = [
        Slot(
            piece.begin + start,
            kept[start : start + SLOT_FRAMES],
            _slot_diagonals(index, landmark_set, start, power[start : start + SLOT_FRAMES]),
            _peaks_between(own, start, start + SLOT_FRAMES),
        )
        for start in range(0, piece.n_frames, SLOT_FRAMES)
    ]
    return HeardPiece(own, kept, power), slots


def _slot_diagonals(index: Index, landmark_set: LandmarkSet, start: int, power: Float32s) -> Int32s:
    """Diagonals of the landmarks whose anchors lie in the slot."""
    peaks, landmarks = landmark_set.peaks, landmark_set.landmarks
    if not (power > _SILENT_POWER).any():
        return np.zeros(0, np.int32)
    first, stop = start - 0.5, start + SLOT_FRAMES + PARAMETERS.pair_max_frames + 1
    low, high = np.searchsorted(
        peaks.time_frames, [first - 1, stop]
    )  # nearly sorted: parabolic places differ by half a frame
    moved = Peaks(
        peaks.time_frames[low:high] - np.float32(start), peaks.frequency_bins[low:high], peaks.salience[low:high]
    )
    anchor, target = landmarks.anchor - low, landmarks.target - low
    inside = (anchor >= 0) & (target < len(moved))
    anchor, target = anchor[inside], target[inside]
    time = moved.time_frames[anchor]
    inside = (time >= -0.5) & (time < SLOT_FRAMES - 0.5)
    look_ups = make_look_ups(LandmarkSet(moved, Landmarks(anchor[inside], target[inside])), 1.0, 1.0, _EDGE)
    return find_diagonals(index, look_ups, _BUDGET)


def _peaks_between(peaks: Peaks, start: int, stop: int) -> Peaks:
    """Those of [start, stop), counted from ``start``."""
    inside = peaks.select((peaks.time_frames >= start - 0.5) & (peaks.time_frames < stop - 0.5))
    return Peaks(inside.time_frames - np.float32(start), inside.frequency_bins, inside.salience)


def _frame_power(piece: Piece) -> Float32s:
    """Mean square of the 256 samples with which each own frame begins."""
    begin, n_frames = int(piece.inner.start) * HOP_SAMPLES, piece.n_frames
    part = np.nan_to_num(piece.samples[begin : begin + n_frames * HOP_SAMPLES])
    padded: Float32s = np.pad(part, (0, n_frames * HOP_SAMPLES - len(part)))
    mean: Float32s = np.square(padded.reshape(n_frames, HOP_SAMPLES), dtype=np.float64).mean(axis=1).astype(np.float32)
    return mean
