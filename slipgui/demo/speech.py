"""Sound like speech: a voice with moving pitch and formants, syllables, hisses and pauses; no words.

Made from its partials: each follows a multiple of the pitch, with the strength that the resonances of the mouth give there (source and
filter after Fant 1960; vowel formants after Peterson and Barney 1952).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_FRAME_RATE_HZ = 100
_VOWEL_FORMANTS_HZ = (
    (730, 1090, 2440),
    (270, 2290, 3010),
    (300, 870, 2240),
    (530, 1840, 2480),
    (570, 840, 2410),
    (490, 1350, 1690),
    (660, 1720, 2410),
)
_FORMANT_WIDTHS_HZ = (80.0, 110.0, 160.0)
_MAX_PARTIAL_HZ = 4_000.0


@dataclass(slots=True)
class _Articulation:
    """What the mouth does, a hundred times a second."""

    pitch_hz: NDArray[np.float64]
    voice: NDArray[np.float64]
    hiss: NDArray[np.float64]
    formants_hz: NDArray[np.float64]
    """One row per formant."""


def make_speech(seconds: float, sample_rate_hz: int, seed: int) -> NDArray[np.float32]:
    """Speech-like mono samples, root mean square 0.1, the same for the same seed."""
    rng = np.random.default_rng(seed)
    n_samples = int(seconds * sample_rate_hz)
    mouth = _articulate(int(seconds * _FRAME_RATE_HZ) + 2, rng)
    at_frame: NDArray[np.float64] = np.arange(n_samples, dtype=np.float64) * (_FRAME_RATE_HZ / sample_rate_hz)
    sound = _voiced(mouth, at_frame, sample_rate_hz) + _hissing(mouth, at_frame, rng)
    return (0.1 * sound / max(float(np.sqrt(np.mean(sound**2))), 1e-9)).astype(np.float32)


def _articulate(n_frames: int, rng: np.random.Generator) -> _Articulation:
    """Phrases of some syllables, each a hiss (or none) and a vowel, with a breath between phrases."""
    mouth = _Articulation(
        pitch_hz=np.full(n_frames, 120.0),
        voice=np.zeros(n_frames),
        hiss=np.zeros(n_frames),
        formants_hz=np.tile(np.array(_VOWEL_FORMANTS_HZ[0], float)[:, None], n_frames),
    )
    frame = int(rng.integers(5, 20))
    while frame < n_frames:
        n_syllables = int(rng.integers(4, 11))
        base_hz = rng.uniform(105, 135)
        for syllable in range(n_syllables):
            frame = _speak_syllable(mouth, frame, base_hz * (1.15 - 0.3 * syllable / n_syllables), rng)
        frame += int(rng.integers(25, 70))
    for row in mouth.formants_hz:
        row[:] = np.convolve(np.pad(row, 4, "edge"), np.ones(9) / 9, "valid")  # the tongue needs some 90 ms
    mouth.pitch_hz = np.convolve(np.pad(mouth.pitch_hz, 3, "edge"), np.ones(7) / 7, "valid")
    return mouth


def _speak_syllable(mouth: _Articulation, frame: int, pitch_hz: float, rng: np.random.Generator) -> int:
    """The frame after the syllable."""
    if rng.random() < 0.45:
        n_hiss = int(rng.integers(5, 12))
        window = mouth.hiss[frame : frame + n_hiss]
        window += rng.uniform(0.2, 0.6) * np.hanning(n_hiss)[: len(window)]
        frame += n_hiss - 2
    n_vowel = int(rng.integers(9, 22))
    part = slice(frame, frame + n_vowel)
    window = mouth.voice[part]
    window[:] = (rng.uniform(0.6, 1.0) * np.sin(np.linspace(0.1, np.pi - 0.1, n_vowel)) ** 0.6)[: len(window)]
    glide = np.linspace(1.05, 0.95, n_vowel) * pitch_hz * rng.uniform(0.93, 1.1)
    mouth.pitch_hz[part] = glide[: len(window)]
    mouth.formants_hz[:, part] = np.array(rng.choice(_VOWEL_FORMANTS_HZ), float)[:, None]
    return frame + n_vowel + int(rng.integers(0, 4))


def _voiced(mouth: _Articulation, at_frame: NDArray[np.float64], sample_rate_hz: int) -> NDArray[np.float64]:
    frames = np.arange(len(mouth.pitch_hz))
    phase = 2 * np.pi * np.cumsum(np.interp(at_frame, frames, mouth.pitch_hz)) / sample_rate_hz
    sound = np.zeros(len(at_frame))
    for n in range(1, int(_MAX_PARTIAL_HZ / mouth.pitch_hz.min())):
        strength = mouth.voice * _resonance(n * mouth.pitch_hz, mouth.formants_hz) / n
        sound += np.interp(at_frame, frames, strength) * np.sin(n * phase)
    return sound


def _resonance(hz: NDArray[np.float64], formants_hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """Gain of the mouth at ``hz``: each formant a peak of its width, over a small floor."""
    gain = np.full(len(hz), 0.03)
    for formant_hz, width_hz, weight in zip(formants_hz, _FORMANT_WIDTHS_HZ, (1.0, 0.6, 0.35), strict=True):
        gain += weight / (1 + ((hz - formant_hz) / width_hz) ** 2)
    return gain


def _hissing(mouth: _Articulation, at_frame: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    noise = np.diff(rng.standard_normal(len(at_frame) + 2), 2)  # twice differenced: the high end
    return 0.12 * np.interp(at_frame, np.arange(len(mouth.hiss)), mouth.hiss) * noise
