"""Sounds of single notes and drums, synthesised: additive, frequency-modulated, plucked, noise.

All functions give mono float64 samples at ``SAMPLE_RATE_HZ``, about 1.0 at their loudest.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]
Instrument = Callable[[float, float], Samples]
"""Called with the pitch in Hz and the length in seconds."""

SAMPLE_RATE_HZ = 22_050
_NYQUIST_HZ = SAMPLE_RATE_HZ / 2


def _clock_s(seconds: float) -> Samples:
    return np.arange(int(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ


def _shaped(samples: Samples, attack_s: float, release_s: float) -> Samples:
    """The samples faded in and out, in place."""
    n_attack = min(len(samples), max(1, int(attack_s * SAMPLE_RATE_HZ)))
    n_release = min(len(samples), max(1, int(release_s * SAMPLE_RATE_HZ)))
    samples[:n_attack] *= np.linspace(0.0, 1.0, n_attack)
    samples[-n_release:] *= np.linspace(1.0, 0.0, n_release)
    return samples


def pluck(hz: float, seconds: float) -> Samples:
    """A plucked string: the higher the partial, the sooner it is gone."""
    t = _clock_s(seconds + 0.4)
    sound = np.zeros(len(t))
    for n in range(1, 9):
        partial_hz = hz * n * (1 + 0.00025 * n * n)  # strings are a little sharp in their upper partials
        if partial_hz < _NYQUIST_HZ:
            sound += np.sin(2 * np.pi * partial_hz * t + n) * np.exp(-t * (1.6 + 1.1 * n)) * np.sin(n * 0.7) / n
    return _shaped(1.2 * sound, 0.002, 0.1)


def electric_piano(hz: float, seconds: float) -> Samples:
    """A tine piano by frequency modulation."""
    t = _clock_s(seconds + 0.3)
    bell = np.sin(2 * np.pi * 14 * hz * t) * np.exp(-t * 14) if 14 * hz < _NYQUIST_HZ else 0.0
    body = np.sin(2 * np.pi * hz * t + 1.3 * np.exp(-t * 3.5) * np.sin(2 * np.pi * hz * t) + 0.25 * bell)
    return _shaped(0.8 * body * np.exp(-t * 1.5), 0.003, 0.12)


def bell(hz: float, seconds: float) -> Samples:
    """A bell by frequency modulation, long in dying away."""
    t = _clock_s(seconds + 1.2)
    modulator = np.sin(2 * np.pi * 3.5 * hz * t) * np.exp(-t * 2.2)
    return _shaped(0.7 * np.sin(2 * np.pi * hz * t + 1.8 * modulator) * np.exp(-t * 2.0), 0.002, 0.3)


def marimba(hz: float, seconds: float) -> Samples:
    """A wooden bar: its tone and the one two octaves above."""
    t = _clock_s(seconds + 0.3)
    sound = np.sin(2 * np.pi * hz * t) * np.exp(-t * 5)
    if 4 * hz < _NYQUIST_HZ:
        sound += 0.35 * np.sin(2 * np.pi * 3.93 * hz * t) * np.exp(-t * 16)
    return _shaped(sound, 0.002, 0.05)


def pad(hz: float, seconds: float) -> Samples:
    """A slow string-like chord voice of two detuned saws without their highest partials."""
    t = _clock_s(seconds + 0.5)
    sound = np.zeros(len(t))
    for detune in (0.9975, 1.0025):
        for n in range(1, 6):
            sound += np.sin(2 * np.pi * hz * detune * n * t + n * detune) / n**1.5
    return _shaped(0.35 * sound, 0.35, 0.5)


def reed(hz: float, seconds: float) -> Samples:
    """A hollow lead of odd partials with a vibrato that comes late."""
    t = _clock_s(seconds + 0.05)
    vibrato = 0.11 * np.clip(t - 0.15, 0.0, 0.25) * 4 * np.sin(2 * np.pi * 5.2 * t)
    phase = 2 * np.pi * hz * t + vibrato
    sound = sum(np.sin(n * phase) / n**1.2 for n in (1, 3, 5, 7) if n * hz < _NYQUIST_HZ)
    return _shaped(0.6 * np.asarray(sound), 0.02, 0.06)


def saw_lead(hz: float, seconds: float) -> Samples:
    """A bright lead, driven a little."""
    t = _clock_s(seconds + 0.03)
    partials = range(1, min(14, int(_NYQUIST_HZ / hz)))
    sound = sum((np.sin(2 * np.pi * hz * n * t) / n for n in partials), np.zeros(len(t)))
    return _shaped(0.8 * np.tanh(1.6 * sound * np.exp(-t * 1.2)), 0.004, 0.04)


def round_bass(hz: float, seconds: float) -> Samples:
    """A soft bass."""
    t = _clock_s(seconds)
    return _shaped((np.sin(2 * np.pi * hz * t) + 0.3 * np.sin(4 * np.pi * hz * t)) * np.exp(-t * 1.3), 0.006, 0.05)


def synth_bass(hz: float, seconds: float) -> Samples:
    """A buzzing bass that closes quickly."""
    t = _clock_s(seconds)
    sound = sum((np.sin(2 * np.pi * hz * n * t) * np.exp(-t * n * 0.9) / n for n in range(1, 8)), np.zeros(len(t)))
    return _shaped(0.8 * sound, 0.004, 0.03)


def kick() -> Samples:
    """A bass drum: a tone that falls from 130 to 48 Hz."""
    t = _clock_s(0.28)
    return _shaped(np.sin(2 * np.pi * (48 * t + 82 * 0.03 * (1 - np.exp(-t / 0.03)))) * np.exp(-t * 11), 0.001, 0.03)


def snare(rng: np.random.Generator) -> Samples:
    """A snare: noise over a short tone."""
    t = _clock_s(0.22)
    rattle: Samples = rng.standard_normal(len(t)) * np.exp(-t * 20)
    skin: Samples = np.sin(2 * np.pi * 185 * t) * np.exp(-t * 24)
    return (rattle + skin) / 2


def brush(rng: np.random.Generator) -> Samples:
    """A brush over a snare: soft noise that swells and goes."""
    t = _clock_s(0.3)
    softened: Samples = np.convolve(rng.standard_normal(len(t)), np.ones(3) / 3, "same")
    swell: Samples = 0.5 * np.sin(np.pi * t / 0.3) ** 2
    return softened * swell


def hat(rng: np.random.Generator) -> Samples:
    """A closed hi-hat: the upper half of a noise."""
    t = _clock_s(0.07)
    return 0.35 * np.diff(rng.standard_normal(len(t) + 1)) * np.exp(-t * 60)


def block(rng: np.random.Generator) -> Samples:
    """A wood block."""
    t = _clock_s(0.09)
    return np.sin(2 * np.pi * 880 * t + rng.uniform(0, 0.1)) * np.exp(-t * 55)
