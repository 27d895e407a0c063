"""Programmes for the benchmark of cues: continuous speech with known and unknown music in it, and the truth about each cue.

All sound is mono float32 at 22 050 Hz, encoded as AAC at 64 kb/s as the product's own audio proxy is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from clip_conditions import MUSIC_LEVEL, Sources
from masking_sounds import (
    RATE_HZ,
    Pool,
    Random,
    Sound,
    as_float,
    at_level,
    make_applause,
    make_dialogue,
    make_effects,
    make_tones,
    rms,
)

_LEVELS_DB = (-9, -6, -3, 0, 3)
"""Music against speech, RMS over the cue, pauses included."""
_MOST_BED = 300 * RATE_HZ
"""Samples in one room and with one echo."""
_UNKNOWN_SHARE = 0.12
_LENGTHS_S, _GAPS_S, _FADES_S = (6.0, 45.0), (2.0, 25.0), (0.05, 2.0)
_MOST_SPEED = 0.04
_FOREIGN_SPEEDS, _FOREIGN_SHIFTS_HZ = (0.8, 1.25), (-60.0, 240.0)
_ALTERED_SHARE = 0.5


@dataclass(frozen=True)
class TrueCue:
    """A cue as it was laid."""

    in_s: float
    """Where its fade-in begins: the first sample that is not silent …"""
    out_s: float
    """… and where its fade-out has ended.  The fades are linear: half of each is 6 dB down or more, a tenth 20 dB."""
    track: str | None
    """None: not of the catalogue."""
    level_db: int
    """Music against speech."""
    fade_s: float
    """Length of either fade."""
    speed: float
    """Track seconds a second."""


def make_programme(
    sources: Sources, minutes: float, random: Random, *, changed_share: float, conversion: float = 1.0
) -> tuple[Sound, list[TrueCue]]:
    """A programme and its cues in order of time.

    Parameters
    ----------
    sources
        What it is made of.
    minutes
        How long it is.
    random
        Decides.
    changed_share
        Part of the cues that play 1 to 4 % faster or slower, each at a speed of its own.
    conversion
        Speed of all others: programmes are converted as a whole.
    """
    n = int(minutes * 60 * RATE_HZ)
    programme = np.concatenate([_bed(sources.speech, n - at, random) for at in range(0, n, _MOST_BED)])
    cues: list[TrueCue] = []
    at_s = random.uniform(5, 15)
    while True:
        length_s = random.uniform(*_LENGTHS_S)
        if at_s + length_s + 3 > minutes * 60:
            return programme, cues
        is_unknown = random.random() < _UNKNOWN_SHARE
        is_changed = random.random() < changed_share
        speed = round(1 + random.choice([-1, 1]) * random.uniform(0.01, _MOST_SPEED), 4) if is_changed else conversion
        name, music = _cut(sources.unknown if is_unknown else sources.catalogue, length_s, speed, random)
        if music is None:
            continue
        level_db = int(random.choice(_LEVELS_DB))
        fade_s = min(len(music) / RATE_HZ / 4, random.uniform(*_FADES_S))
        music = at_level(music, MUSIC_LEVEL * 10 ** (level_db / 20)) * _fades(len(music), fade_s)
        begin = int(at_s * RATE_HZ)
        programme[begin : begin + len(music)] += music
        out_s = at_s + len(music) / RATE_HZ
        cues.append(TrueCue(at_s, out_s, None if is_unknown else name, level_db, fade_s, speed))
        at_s = out_s + random.uniform(*_GAPS_S)


def make_foreign_programme(sources: Sources, minutes: float, random: Random) -> Sound:
    """Nothing of the catalogue, in turns of 10 to 60 s: unknown music alone or under voices, voices, effects, applause, wind, tones.

    Voices are synthetic and recorded ones in equal parts.  Half of the music is played up to a quarter faster or slower, and half has all
    its frequencies moved by the same number of hertz, so that some hours of unknown music last for many.
    """
    n = int(minutes * 60 * RATE_HZ)
    parts: list[Sound] = []
    n_made = 0
    while n_made < n:
        length_s = random.uniform(10, 60)
        kind = random.choice(["music", "music under voices", "voices", "noises"], p=[0.35, 0.35, 0.15, 0.15])
        part = np.zeros(int(length_s * RATE_HZ), np.float32)
        if "music" in kind:
            speed = random.uniform(*_FOREIGN_SPEEDS) if random.random() < _ALTERED_SHARE else 1.0
            _, music = _cut(sources.unknown, length_s, speed, random)
            if music is None:
                continue
            if random.random() < _ALTERED_SHARE:
                music = _shift(music, random.uniform(*_FOREIGN_SHIFTS_HZ))
            level_db = random.choice(_LEVELS_DB) if "voices" in kind else 0
            part[: len(music)] += at_level(music, MUSIC_LEVEL * 10 ** (level_db / 20))[: len(part)]
        if "voices" in kind:
            part += _bed(sources.speech if random.random() < 0.5 else sources.dialogue, len(part), random)
        if kind == "noises":
            part += np.float32(MUSIC_LEVEL) * _noises(sources, len(part), random)
        parts.append(part)
        n_made += len(part)
    return np.concatenate(parts)[:n]


def _bed(voices: Pool, n: int, random: Random) -> Sound:
    return np.float32(MUSIC_LEVEL) * make_dialogue(voices, min(n, _MOST_BED), random)


def _cut(shelf: Mapping[str, Sound], length_s: float, speed: float, random: Random) -> tuple[str, Sound | None]:
    """A stretch of any track played at a speed, None where it is nearly silent."""
    names = sorted(shelf)
    name = names[int(random.integers(len(names)))]
    track = shelf[name]
    n = min(int(length_s * RATE_HZ * speed), len(track) - RATE_HZ)
    begin = int(random.integers(len(track) - n))
    part = as_float(track[begin : begin + n])
    return name, _resample(part, speed) if rms(part) > 10 ** (-45 / 20) else None


def _resample(sound: Sound, speed: float) -> Sound:
    """Played at a speed; below 5.4 kHz, which is all that counts, a spline between samples would be no better."""
    if speed == 1:
        return sound
    size = 1 << (len(sound) - 1).bit_length()
    fine = np.fft.irfft(np.fft.rfft(sound, size), 4 * size)[: 4 * len(sound)] * 4
    places = np.arange(0, len(sound) - 1, speed) * 4
    return np.interp(places, np.arange(len(fine)), fine).astype(np.float32)


def _shift(sound: Sound, hertz: float) -> Sound:
    """All frequencies moved by so many hertz: no harmonic is where it was, no interval what it was."""
    size = 1 << (len(sound) - 1).bit_length()
    spectrum = np.fft.rfft(sound, size)
    bins = round(hertz * size / RATE_HZ)
    moved = np.zeros_like(spectrum)
    if bins >= 0:
        moved[bins:] = spectrum[: len(spectrum) - bins]
    else:
        moved[:bins] = spectrum[-bins:]
    return np.fft.irfft(moved, size)[: len(sound)].astype(np.float32)


def _fades(n: int, fade_s: float) -> Sound:
    places = np.arange(n, dtype=np.float32) / np.float32(max(fade_s, 1e-3) * RATE_HZ)
    return np.minimum(1, np.minimum(places, places[::-1])).astype(np.float32)


def _noises(sources: Sources, n: int, random: Random) -> Sound:
    """Effects, applause, wind (noise that swells), or tones one after the other; RMS 1."""
    kind = random.choice(["effects", "applause", "wind", "tones"])
    if kind == "effects":
        return make_effects(sources.effects, n, random)
    if kind == "applause":
        return make_applause(n, random)
    if kind == "tones":
        return at_level(make_tones(n, random), 1.0)
    swell = np.interp(np.arange(n), np.linspace(0, n, 20), random.uniform(0.1, 1, 20))
    return at_level(np.convolve(random.standard_normal(n), np.hanning(30), "same") * swell, 1.0)
