"""Spectral peaks: the local maxima of a whitened spectrogram, with parabolic places and salience."""

from dataclasses import dataclass

import numpy as np

from slipgui.engine.arrays import Bools, Float32s, Int64s, Reals
from slipgui.engine.parameters import FRAMES_PER_S, PARAMETERS
from slipgui.engine.spectrogram import Spectrogram, iterate_blocks, row_parts, running_maximum

LEVEL_PER_LOG_BIN = 0.9
"""Levels are pre-emphasised by so much a natural logarithm of the frequency before they are compared."""
_LEVEL_PER_WHITENED = 0.11


@dataclass(frozen=True, slots=True)
class Peaks:
    """Peaks in order of time; each array has shape (n_peaks,), float32."""

    time_frames: Float32s
    """Frames from the beginning of the sound, parabolic."""
    frequency_bins: Float32s
    """Bins, parabolic."""
    salience: Float32s
    """How likely the peak is heard under speech: log odds up to a constant."""

    def __len__(self) -> int:
        """How many there are."""
        return len(self.time_frames)

    def select(self, chosen: Bools | Int64s) -> "Peaks":
        """Those of a mask or of indices."""
        return Peaks(self.time_frames[chosen], self.frequency_bins[chosen], self.salience[chosen])


def find_peaks(spectrogram: Spectrogram, reach_bins: int, reach_frames: int, rows: slice | None = None) -> Peaks:
    """Local maxima of ``spectrogram`` above the peak floor, in order of their frame.

    Parameters
    ----------
    spectrogram
        Where to look.
    reach_bins
        A peak is the greatest within so many bins on either side …
    reach_frames
        … and so many frames.  Smaller reaches give denser peaks.
    rows
        Only peaks in these rows (all by default); times count from the first of them.
    """
    x = spectrogram.whitened
    first, stop, _ = (rows or slice(None)).indices(len(x))
    parts = [_peaks_in(x, part, reach_bins, reach_frames) for part in row_parts(first, stop)]
    t, f = np.divmod(np.concatenate([np.zeros(0, np.int64), *parts]), x.shape[1])
    height = x[t, f]
    before, after = x[np.maximum(t - 1, 0), f], x[np.minimum(t + 1, len(x) - 1), f]
    time = (t - first) + _parabolic_offset(before, height, after)
    frequency = f + _parabolic_offset(x[t, f - 1], height, x[t, f + 1])
    # logistic fit of "found again in −6 dB speech" (engine facts, section 12): pre-emphasised level tells, the height hardly
    salience = spectrogram.log_magnitude[t, f] + LEVEL_PER_LOG_BIN * np.log(f) + _LEVEL_PER_WHITENED * height
    return Peaks(time.astype(np.float32), frequency.astype(np.float32), salience.astype(np.float32))


def _peaks_in(x: Float32s, rows: slice, reach_bins: int, reach_frames: int) -> Int64s:
    """Places of the peaks in some rows, counted row by row from the first cell of ``x``."""
    low, high = max(0, rows.start - reach_frames), min(len(x), rows.stop + reach_frames)
    greatest = running_maximum(running_maximum(x[low:high], reach_bins, axis=1), reach_frames, axis=0)
    is_peak = x[rows] == greatest[rows.start - low : rows.stop - low]
    is_peak &= x[rows] > PARAMETERS.peak_floor
    is_peak[:, : PARAMETERS.lowest_bin] = False
    is_peak[:, PARAMETERS.highest_bin :] = False
    places: Int64s = np.flatnonzero(is_peak) + rows.start * x.shape[1]
    return places


def find_reference_peaks(samples: Float32s) -> Peaks:
    """The peaks that a track keeps: the 28 most salient a second, in order of their parabolic time.  Works in blocks of 60 s."""
    parts = []
    for block in iterate_blocks(samples):
        peaks = find_peaks(block.spectrogram, PARAMETERS.peak_reach_bins, PARAMETERS.peak_reach_frames, block.inner)
        begin = block.first_frame + block.inner.start
        parts.append(Peaks(peaks.time_frames + np.float32(begin), peaks.frequency_bins, peaks.salience))
    peaks = join_peaks(parts)
    kept = peaks.select(strongest(peaks, PARAMETERS.peaks_per_s))
    return kept.select(np.argsort(kept.time_frames, kind="stable"))


def join_peaks(parts: list[Peaks]) -> Peaks:
    """Several sets of peaks as one, in the order given."""
    return Peaks(
        np.concatenate([part.time_frames for part in parts]),
        np.concatenate([part.frequency_bins for part in parts]),
        np.concatenate([part.salience for part in parts]),
    )


def strongest(peaks: Peaks, peaks_per_s: int) -> Bools:
    """Mask of the ``peaks_per_s`` most salient peaks a second, ranked inside blocks of 2 s.  Cost: one sort."""
    n = len(peaks)
    block = peaks.time_frames.astype(np.int64) // PARAMETERS.salience_block_frames
    order = np.lexsort((-peaks.salience, block))
    sorted_block = block[order]
    starts = np.flatnonzero(np.diff(sorted_block, prepend=-1))
    rank = np.arange(n) - np.repeat(starts, np.diff(starts, append=n))
    mask = np.zeros(n, np.bool_)
    mask[order[rank < peaks_per_s * round(PARAMETERS.salience_block_frames / FRAMES_PER_S)]] = True
    return mask


def _parabolic_offset(before: Reals, at: Reals, after: Reals) -> Reals:
    """Where the parabola through three neighbouring values has its top, −0.5 to 0.5 cells from the middle one."""
    curvature = before - 2 * at + after
    is_bent = np.abs(curvature) > 1e-6
    offset = np.where(is_bent, 0.5 * (before - after) / np.where(is_bent, curvature, 1), 0)
    return np.clip(offset, -0.5, 0.5)
