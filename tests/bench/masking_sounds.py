"""What covers music or stands in its place: speech, effects, applause, tones; mono float32 at 22 050 Hz."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

RATE_HZ = 22_050
Sound = npt.NDArray[np.float32]
Pool = Sequence[npt.NDArray[np.int16]]
"""Many short recordings, full scale ±32 767."""
Random = np.random.Generator

_FULL_SCALE = np.float32(32768)
_LONGEST_PART_S = 6
_EFFECTS_PER_S = 1.5
_CLAP_S = 0.03


def rms(sound: npt.NDArray[np.floating]) -> float:
    """Root of the mean square; never 0, so that one can divide by it."""
    return float(np.sqrt(np.mean(np.square(sound, dtype=np.float64))) + 1e-9)


def at_level(sound: npt.NDArray[np.floating], level: float) -> Sound:
    """The sound with this RMS."""
    return np.asarray(sound * (level / rms(sound)), np.float32)


def make_dialogue(voices: Pool, n: int, random: Random) -> Sound:
    """Voices one after the other with pauses of 0.2 to 0.8 s, half of the beds in a room; RMS 1 over all, pauses included."""
    parts, length = [], 0
    while length < n:
        voice = _any(voices, random)
        voice = voice[int(random.integers(max(1, len(voice) - _LONGEST_PART_S * RATE_HZ))) :]
        pause = np.zeros(int(random.uniform(0.2, 0.8) * RATE_HZ), np.float32)
        parts += [at_level(voice, 1.0), pause]
        length += len(voice) + len(pause)
    bed = np.concatenate(parts)[:n]
    return at_level(reverberate(bed, 0.25, 0.05, 8, random) if random.random() < 0.5 else bed, 1.0)


def make_effects(effects: Pool, n: int, random: Random) -> Sound:
    """Effects of ±6 dB that begin anywhere, three in two seconds and over one another; RMS 1."""
    bed = np.zeros(n, np.float32)
    for _ in range(max(2, round(_EFFECTS_PER_S * n / RATE_HZ))):
        effect = _any(effects, random)[: _LONGEST_PART_S * RATE_HZ]
        begin = int(random.integers(n))
        part = at_level(effect, 10 ** (random.uniform(-6, 6) / 20))[: n - begin]
        bed[begin : begin + len(part)] += part
    return at_level(bed, 1.0)


def make_applause(n: int, random: Random) -> Sound:
    """Synthesised: a swelling crowd, each clap a burst of noise around 0.6 to 2.5 kHz, in a hall; RMS 1."""
    length = int(_CLAP_S * RATE_HZ)
    place = np.arange(length) / RATE_HZ
    swell = np.interp(np.arange(n), np.linspace(0, n, 6), random.uniform(0.3, 1, 6))
    bed = np.zeros(n + length, np.float32)
    for _ in range(int(random.uniform(80, 400) * n / RATE_HZ)):
        begin = int(random.integers(n))
        hertz, decay_s = random.uniform(600, 2500), random.uniform(0.002, 0.006)
        clap = np.sin(2 * np.pi * hertz * place) + random.standard_normal(length)
        bed[begin : begin + length] += random.uniform(0.2, 1) * swell[begin] * clap * np.exp(-place / decay_s)
    return at_level(reverberate(bed[:n], 0.5, 0.12, 3, random), 1.0)


def make_tones(n: int, random: Random) -> Sound:
    """Sines of 0.1 to 1 s one after the other, a line-up tone often among them."""
    out, begin = np.zeros(n, np.float32), 0
    while begin < n:
        length = int(random.uniform(0.1, 1) * RATE_HZ)
        hertz = random.choice([440, 1000, random.uniform(100, 3000)])
        out[begin : begin + length] = 0.1 * np.sin(2 * np.pi * hertz * np.arange(length) / RATE_HZ)[: n - begin]
        begin += length
    return out


def reverberate(sound: Sound, length_s: float, decay_s: float, direct: float, random: Random) -> Sound:
    """The sound in a room of decaying noise; ``direct`` is the weight of what comes straight."""
    n = int(length_s * RATE_HZ)
    room = random.standard_normal(n) * np.exp(-np.arange(n) / (decay_s * RATE_HZ))
    room[0] = direct
    size = 1 << (len(sound) + n).bit_length()
    return np.asarray(np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(room, size))[: len(sound)], np.float32)


def as_float(samples: npt.NDArray[np.int16]) -> Sound:
    """Full scale ±1."""
    return np.asarray(samples, np.float32) / _FULL_SCALE


def _any(pool: Pool, random: Random) -> Sound:
    return as_float(pool[int(random.integers(len(pool)))])
