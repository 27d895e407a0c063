"""From samples to the whitened log spectrogram, whole or in blocks of a minute."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from slipgui.engine.arrays import Float32s, Int64s
from slipgui.engine.parameters import HOP_SAMPLES, N_BINS, PARAMETERS, WINDOW_SAMPLES

BLOCK_FRAMES = 2580
"""60 s: float32 running sums over so many frames are exact to 0.001, far below any threshold."""
MARGIN_FRAMES = 104
"""Frames computed on either side of a block: 32 for the whitening, 60 for the wrong shifts of the verifier, 7 for the peaks."""
_SILENCE_MAGNITUDE = 1e-3
"""Added to the magnitude, so that digital silence is flat and has no peaks: a sine of −108 dBFS, white noise of −86 dBFS."""
_LOUDEST = 8.0
"""Samples beyond are cut off: +18 dBFS."""
_MIN_SAMPLES = WINDOW_SAMPLES + 4 * HOP_SAMPLES
_ROWS_AT_ONCE = 128
"""Rows worked on at once: half a megabyte of windows."""
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
    n_frames = len(log_magnitude)
    sums = np.zeros((n_frames + 1, N_BINS), np.float32)
    for rows in row_parts(0, n_frames):
        means = box_mean(log_magnitude[rows], PARAMETERS.whitening_bins)
        # row by row: five times faster than numpy's own, which goes down each column
        for before, row, after in zip(sums[rows], means, sums[rows.start + 1 :], strict=False):
            np.add(before, row, out=after)
    whitened: Float32s = np.empty_like(log_magnitude)
    low, high = _box(n_frames, PARAMETERS.whitening_frames)
    shares = (1.0 / (high - low)).astype(np.float32)[:, None]
    for rows in row_parts(0, n_frames):
        local_mean = sums[high[rows]]
        local_mean -= sums[low[rows]]
        local_mean *= shares[rows]
        np.subtract(log_magnitude[rows], local_mean, out=whitened[rows])
    return Spectrogram(whitened, log_magnitude)


def row_parts(start: int, stop: int) -> Iterator[slice]:
    """Yield rows [start, stop) of a spectrogram in parts that fit the cache with what is made of them."""
    for begin in range(start, stop, _ROWS_AT_ONCE):
        yield slice(begin, min(begin + _ROWS_AT_ONCE, stop))


def iterate_blocks(samples: Float32s, start_frame: int = 0, stop_frame: int | None = None) -> Iterator[Block]:
    """Yield the spectrogram of frames [start, stop) in blocks of 60 s: memory stays flat whatever the length."""
    n_frames = count_frames(len(samples))
    stop = n_frames if stop_frame is None else min(stop_frame, n_frames)
    for begin in range(max(0, start_frame), stop, BLOCK_FRAMES):
        end = min(begin + BLOCK_FRAMES, stop)
        low, high = max(0, begin - MARGIN_FRAMES), min(n_frames, end + MARGIN_FRAMES)
        part = samples[low * HOP_SAMPLES : (high - 1) * HOP_SAMPLES + WINDOW_SAMPLES]
        yield Block(low, slice(begin - low, end - low), make_spectrogram(part))


def box_mean(values: Float32s, width: int) -> Float32s:
    """Running mean over ``width`` (odd) cells along the rows of a 2-D array; at the edges over what is there.

    Sums of 1, 2, 4, … cells are added to each other, as many as make up the width: three times faster than differences of a running sum,
    and exact to a few bits.
    """
    n_rows, n = values.shape
    half = width // 2
    # cells beyond the edges are 0; long sums reach into a row more
    doubled = np.zeros((n_rows + 1, n + 2 * half), np.float32)
    doubled[:n_rows, half : half + n] = values
    part, size, done = doubled.ravel(), 1, 0
    total = np.zeros(n_rows * (n + 2 * half), np.float32)
    while done < width:
        if width & size:
            total += part[done : done + len(total)]
            done += size
        if done < width:
            part, size = part[:-size] + part[size:], 2 * size
    mean: Float32s = total.reshape(n_rows, -1)[:, :n]
    low, high = _box(n, width)
    mean *= (1.0 / (high - low)).astype(np.float32)
    return mean


def _box(n: int, width: int) -> tuple[Int64s, Int64s]:
    """First cell and end of the box around each of ``n`` cells, both shape (n,)."""
    cells = np.arange(n)
    return np.maximum(cells - width // 2, 0), np.minimum(cells + width // 2 + 1, n)


def running_maximum(values: Float32s, reach: int, axis: int) -> Float32s:
    """Greatest value within ``reach`` cells on either side along ``axis``, same shape; log2(width) passes of doubling windows.

    The cells lie in one row with gaps of −∞ that no window spans: long rows are several times faster than many short ones.
    """
    (n_rows, n_bins), width = values.shape, 2 * reach + 1
    if axis == 0:
        step, padded = n_bins, np.full(((n_rows + 2 * reach), n_bins), -np.inf, np.float32)
        padded[reach : reach + n_rows] = values
        best = padded.ravel()
    else:
        step, n_padded = 1, n_rows * (n_bins + 2 * reach)
        best = np.full(n_padded + 2 * reach, -np.inf, np.float32)
        best[:n_padded].reshape(n_rows, -1)[:, reach : reach + n_bins] = values
    done = 1
    while done < width:
        more = min(done, width - done)
        best, done = np.maximum(best[: -more * step], best[more * step :]), done + more
    return best.reshape(n_rows, -1)[:, :n_bins]


def _log_magnitude(samples: Float32s) -> Float32s:
    if not (samples.min(initial=0) >= -_LOUDEST and samples.max(initial=0) <= _LOUDEST):
        # decoded float media may hold anything: NaN would spread through the running sums
        samples = np.clip(np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0), -_LOUDEST, _LOUDEST)
    samples = samples.astype(np.float32, copy=False)
    if len(samples) < _MIN_SAMPLES:
        samples = np.pad(samples, (0, _MIN_SAMPLES - len(samples)))
    windows = np.lib.stride_tricks.sliding_window_view(samples, WINDOW_SAMPLES)[::HOP_SAMPLES]
    out: Float32s = np.empty((len(windows), N_BINS), np.float32)
    for rows in row_parts(0, len(windows)):
        power = np.fft.rfft(windows[rows] * _WINDOW, axis=1).view(np.float32)  # real and imaginary parts in turns
        np.square(power, out=power)
        part = np.add(power[:, 0 : 2 * N_BINS : 2], power[:, 1 : 2 * N_BINS : 2], out=out[rows])
        np.sqrt(part, out=part)
        part += np.float32(_SILENCE_MAGNITUDE)
        np.log(part, out=part)
    return out
