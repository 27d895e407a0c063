"""From samples to the whitened log spectrogram, whole or in blocks of a minute."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from slipgui.engine.arrays import Float32s
from slipgui.engine.parameters import HOP_SAMPLES, N_BINS, PARAMETERS, WINDOW_SAMPLES

BLOCK_FRAMES = 2580
"""60 s: float32 running sums over so many frames are exact to 0.001, far below any threshold."""
MARGIN_FRAMES = 104
"""Frames computed on either side of a block: 32 for the whitening, 60 for the wrong shifts of the verifier, 7 for the peaks."""
_SILENCE_MAGNITUDE = 1e-3
"""Added to the magnitude: about −100 dBFS, so that digital silence is flat and has no peaks."""
_LOUDEST = 8.0
"""Samples beyond are cut off: +18 dBFS."""
_MIN_SAMPLES = WINDOW_SAMPLES + 4 * HOP_SAMPLES
_FFT_FRAMES = 512
"""Windows transformed at once: fits the cache."""
_WINDOW = np.hanning(WINDOW_SAMPLES).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Spectrogram:
    """One stretch of sound; both arrays have shape (n_frames, ``N_BINS``), float32."""

    whitened: Float32s
    """Natural-log magnitude minus its local mean: levels, equalising and steady noise drop out."""
    log_magnitude: Float32s
    """Natural-log magnitude as it is: what salience is measured on."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a long spectrogram with margins, so that its inner frames are as if computed in one piece."""

    first_frame: int
    """Frame of the whole sound at row 0 of the spectrogram."""
    inner: slice
    """Rows that belong to this block and to no other."""
    spectrogram: Spectrogram
    """Inner rows and margins."""


def count_frames(n_samples: int) -> int:
    """Frames of a sound of so many samples; at least 5, short sounds are padded with silence."""
    return (max(n_samples, _MIN_SAMPLES) - WINDOW_SAMPLES) // HOP_SAMPLES + 1


def make_spectrogram(samples: Float32s) -> Spectrogram:
    """The spectrogram of mono ``samples`` at ``SAMPLE_RATE_HZ``, shape (n_samples,), full scale ±1.

    ``log(|STFT| + 1e-3)`` with a Hann window of 1024 and a hop of 256, whitened by a box mean of 31 bins × 65 frames.
    """
    log_magnitude = _log_magnitude(samples)
    local_mean = box_mean(
        box_mean(log_magnitude, PARAMETERS.whitening_bins, axis=1), PARAMETERS.whitening_frames, axis=0
    )
    return Spectrogram(log_magnitude - local_mean, log_magnitude)


def iterate_blocks(samples: Float32s, start_frame: int = 0, stop_frame: int | None = None) -> Iterator[Block]:
    """Yield the spectrogram of frames [start, stop) in blocks of 60 s: memory stays flat whatever the length."""
    n_frames = count_frames(len(samples))
    stop = n_frames if stop_frame is None else min(stop_frame, n_frames)
    for begin in range(max(0, start_frame), stop, BLOCK_FRAMES):
        end = min(begin + BLOCK_FRAMES, stop)
        low, high = max(0, begin - MARGIN_FRAMES), min(n_frames, end + MARGIN_FRAMES)
        part = samples[low * HOP_SAMPLES : (high - 1) * HOP_SAMPLES + WINDOW_SAMPLES]
        yield Block(low, slice(begin - low, end - low), make_spectrogram(part))


def box_mean(values: Float32s, width: int, axis: int) -> Float32s:
    """Running mean over ``width`` (odd) cells along ``axis`` of a 2-D array; at the edges over what is there.

    Cumulative float32 sums: use it on blocks of at most some thousand cells.
    """
    half, n = width // 2, values.shape[axis]
    shape = list(values.shape)
    shape[axis] = n + 1
    sums = np.zeros(shape, np.float32)
    if axis == 0:  # row by row: five times faster than numpy's own, which goes down each column
        for before, row, after in zip(sums, values, sums[1:], strict=False):
            np.add(before, row, out=after)
    else:
        np.cumsum(values, axis=1, out=sums[:, 1:])
    mean: Float32s = np.empty_like(values)
    whole = slice(min(half, n), max(half, n - half))  # cells with all of their surroundings
    if whole.stop > whole.start:
        above, below = _part(sums, axis, width, n + 1), _part(sums, axis, 0, n + 1 - width)
        inner = _part(mean, axis, whole.start, whole.stop)
        np.subtract(above, below, out=inner)
        inner *= np.float32(1.0 / width)
    for i in (*range(whole.start), *range(whole.stop, n)):
        low, high = max(i - half, 0), min(i + half + 1, n)
        side = _part(sums, axis, high, high + 1) - _part(sums, axis, low, low + 1)
        _part(mean, axis, i, i + 1)[...] = side * np.float32(1.0 / (high - low))
    return mean


def _part(values: Float32s, axis: int, start: int, stop: int) -> Float32s:
    """Cells [start, stop) along ``axis`` of a 2-D array, a view."""
    return values[start:stop] if axis == 0 else values[:, start:stop]


def running_maximum(values: Float32s, reach: int, axis: int) -> Float32s:
    """Greatest value within ``reach`` cells on either side along ``axis``, same shape; log2(width) passes of doubling windows."""
    width, n = 2 * reach + 1, values.shape[axis]
    shape = list(values.shape)
    shape[axis] = n + 2 * reach
    best = np.full(shape, -np.inf, np.float32)
    _part(best, axis, reach, reach + n)[...] = values
    done = 1
    while done < width:
        step = min(done, width - done)
        n_left = best.shape[axis] - step
        best, done = np.maximum(_part(best, axis, 0, n_left), _part(best, axis, step, step + n_left)), done + step
    return best


def _log_magnitude(samples: Float32s) -> Float32s:
    # decoded float media may hold anything: NaN would spread through the running sums
    samples = np.clip(np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0), -_LOUDEST, _LOUDEST).astype(
        np.float32, copy=False
    )
    if len(samples) < _MIN_SAMPLES:
        samples = np.pad(samples, (0, _MIN_SAMPLES - len(samples)))
    windows = np.lib.stride_tricks.sliding_window_view(samples, WINDOW_SAMPLES)[::HOP_SAMPLES]
    out = np.empty((len(windows), N_BINS), np.float32)
    for i in range(0, len(windows), _FFT_FRAMES):
        spectrum = np.fft.rfft(windows[i : i + _FFT_FRAMES] * _WINDOW, axis=1)[:, :N_BINS]
        out[i : i + _FFT_FRAMES] = np.sqrt(np.square(spectrum.real) + np.square(spectrum.imag))
    out += np.float32(_SILENCE_MAGNITUDE)
    return np.log(out, out=out)
