"""Tunes made of numbers: every seed is another piece of music, mono float32 at 11 025 Hz."""

import math
import wave
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

RATE_HZ = 11_025
Samples = npt.NDArray[np.float32]
_SCALE = (0, 2, 3, 5, 7, 8, 10)
_N_KEPT = 48
"""Tests ask for the same few again and again; half a minute is 1.3 MB."""


def make_tune(seed: int, duration_s: float = 30.0) -> Samples:
    """A melody over chords with a little hiss, in a key and tempo of its own."""
    return _tune(seed, duration_s).copy()


@lru_cache(_N_KEPT)
def _tune(seed: int, duration_s: float) -> Samples:
    random = np.random.default_rng(seed)
    out = np.zeros(int(duration_s * RATE_HZ) + 4 * RATE_HZ)
    key_hz, beat_s = 110 * 2 ** random.uniform(0, 1), random.uniform(0.28, 0.42)
    at_s, n_notes = 0.0, 0
    while at_s < duration_s:
        begin = int(at_s * RATE_HZ)
        length_s = beat_s * random.choice([0.5, 0.75, 1.0, 1.5])
        _add(out, begin, _note(random, key_hz * 2 * _degree(random, 14), 2 * length_s))
        if n_notes % 4 == 0:
            for _ in range(3):
                _add(out, begin, 0.5 * _note(random, key_hz * _degree(random, 7), 5 * beat_s))
        at_s, n_notes = at_s + length_s * random.uniform(0.95, 1.05), n_notes + 1
    out += 0.01 * random.standard_normal(len(out))
    out = out[: int(duration_s * RATE_HZ)]
    return np.asarray(0.2 * out / np.abs(out).std(), np.float32).clip(-1, 1)


def write_tune(file: Path, seed: int, duration_s: float = 30.0) -> Path:
    """The tune as a WAV file."""
    with wave.open(str(file), "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE_HZ)
        writer.writeframes((make_tune(seed, duration_s) * 32_000).astype(np.int16).tobytes())
    return file


def play_faster(samples: Samples, ratio: float) -> Samples:
    """Resampled: speed and pitch up by ``ratio``."""
    places = np.arange(0, len(samples) - 1, ratio)
    return np.interp(places, np.arange(len(samples)), samples).astype(np.float32)


def shift_pitch(samples: Samples, semitones: float) -> Samples:
    """Another pitch at the same tempo: stretched by a phase vocoder, then resampled back."""
    ratio = 2 ** (semitones / 12)
    return play_faster(_stretch(samples, ratio), ratio)


def make_noise(seed: int, n_samples: int, level: float = 0.2) -> Samples:
    """White noise."""
    return np.asarray(level * np.random.default_rng(seed).standard_normal(n_samples), np.float32)


def make_babble(seed: int, n_samples: int) -> Samples:
    """Syllables: buzzes with gliding formants, four a second, as loud as a tune."""
    return _babble(seed, n_samples).copy()


@lru_cache(_N_KEPT)
def _babble(seed: int, n_samples: int) -> Samples:
    random = np.random.default_rng(seed)
    out = np.zeros(n_samples + RATE_HZ)
    begin = 0
    while begin < n_samples:
        length = int(random.uniform(0.1, 0.3) * RATE_HZ)
        pitch = random.uniform(90, 220) * np.linspace(1, random.uniform(0.8, 1.2), length)
        phase = 2 * np.pi * np.cumsum(pitch) / RATE_HZ
        formants = random.uniform(300, 3000, 3)
        voice = np.zeros(length)
        for k, sine in enumerate(_harmonics(phase, 24), 1):
            for formant in formants:
                # farther off it is less than a rounding error
                if abs(k * pitch.mean() - formant) < 1200 + k * np.ptp(pitch):
                    voice += np.exp(-(((k * pitch - formant) / 200) ** 2)) * sine
        _add(out, begin, voice * np.hanning(length))
        begin += length + int(random.uniform(0, 0.1) * RATE_HZ)
    out = out[:n_samples]
    return np.asarray(0.2 * out / out.std(), np.float32)


def _degree(random: np.random.Generator, n: int) -> float:
    octave, step = divmod(int(random.integers(n)), 7)
    return float(2 ** (octave + _SCALE[step] / 12))


def _note(random: np.random.Generator, frequency_hz: float, duration_s: float) -> npt.NDArray[np.float64]:
    time = np.arange(int(duration_s * RATE_HZ)) / RATE_HZ
    n_tones = min(6, math.ceil(5000 / frequency_hz) - 1)
    sines = _harmonics(2 * np.pi * frequency_hz * time, n_tones)
    tones = [random.uniform(0.3, 1) / k * sine for k, sine in enumerate(sines, 1)]
    return np.asarray(sum(tones) * np.exp(-8 * time / duration_s) * np.minimum(1, time / 0.01))


def _harmonics(phase: npt.NDArray[np.float64], n_tones: int) -> Iterator[npt.NDArray[np.float64]]:
    """``sin(k phase)`` for k = 1 … ``n_tones``, each from the two before it."""
    before, sine, twice_cosine = np.zeros(len(phase)), np.sin(phase), 2 * np.cos(phase)
    for _ in range(n_tones):
        yield sine
        before, sine = sine, twice_cosine * sine - before


def _add(out: npt.NDArray[np.float64], begin: int, part: npt.NDArray[np.float64]) -> None:
    part = part[: max(0, len(out) - begin)]
    out[begin : begin + len(part)] += part


def _stretch(samples: Samples, ratio: float) -> Samples:
    size, hop = 1024, 256
    window = np.hanning(size)
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(samples, (size, size)), size)[::hop]
    spectra = np.fft.rfft(frames * window, axis=1)
    advance = 2 * np.pi * hop * np.arange(size // 2 + 1) / size
    places = np.arange(0, len(spectra) - 1, 1 / ratio)
    phase = np.angle(spectra[0])
    out = np.zeros(len(places) * hop + size)
    for i, place in enumerate(places):
        before, after = spectra[int(place)], spectra[int(place) + 1]
        frame = np.fft.irfft(np.abs(before) * np.exp(1j * phase)) * window
        out[i * hop : i * hop + size] += frame
        drift = np.angle(after) - np.angle(before) - advance
        phase = phase + advance + drift - 2 * np.pi * np.round(drift / (2 * np.pi))
    return np.asarray(out[int(size * ratio) :] / 1.5, np.float32)
