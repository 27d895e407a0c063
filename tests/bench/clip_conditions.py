"""What happens to music before it is recognised: the benchmark's conditions, made in memory with numpy and FFmpeg's filters.

All sound here is mono float32 at 22 050 Hz (as the product's own audio proxy); clips go through AAC at 64 kb/s, 48 where it says so.
Ratios of music to what covers it are of RMS over the whole clip, pauses included.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import av
import numpy as np
import numpy.typing as npt
from clip_encoding import LOW_BIT_RATE, PROXY_BIT_RATE, SURROUND_BIT_RATE
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
    reverberate,
    rms,
)

MUSIC_LEVEL = 0.08
_QUIETEST = 10 ** (-45 / 20)
_STING_S = 3.0
_SURROUND_CHANNELS, _CENTRE, _BASS = 6, 2, 3
_N_MONO = 8


@dataclass(frozen=True)
class Sources:
    """What clips are made of."""

    catalogue: Mapping[str, npt.NDArray[np.int16]]
    unknown: Mapping[str, npt.NDArray[np.int16]]
    speech: Pool
    """Synthetic."""
    dialogue: Pool
    """Recorded."""
    effects: Pool


@dataclass(frozen=True)
class Placement:
    """Where a track lies under a clip."""

    track: str
    offset_s: float
    """Moment of the track at which the clip begins; negative where the clip begins before the track."""
    speed: float = 1.0


@dataclass(frozen=True)
class Clip:
    """A clip and the truth about it."""

    streams: tuple[Sound, ...]
    """Of each audio stream, shape (n_channels, n_samples)."""
    placements: tuple[Placement, ...]
    """Right answers; none for a negative."""
    bit_rate: int = PROXY_BIT_RATE


Recipe = Callable[[Sources, int, Random], Clip]
"""Makes a clip of so many samples."""
Bed = Callable[[Sources, int, Random], Sound]
"""Makes a masker of RMS 1."""


def make_clip(sources: Sources, condition: str, length_s: float, random: Random) -> Clip:
    return RECIPES[condition](sources, round(length_s * RATE_HZ), random)


def _mono(sound: npt.NDArray[np.floating], *placements: Placement) -> Clip:
    return Clip((np.asarray(sound, np.float32)[None],), placements)


def _take(shelf: Mapping[str, npt.NDArray[np.int16]], n: int, random: Random) -> tuple[Placement, Sound]:
    """A stretch of any track that is not nearly silent, at the level of all music."""
    names = sorted(shelf)
    while True:
        name = names[int(random.integers(len(names)))]
        track = shelf[name]
        if len(track) <= n:
            continue
        begin = int(random.integers(len(track) - n))
        part = as_float(track[begin : begin + n])
        if rms(part) > _QUIETEST:
            return Placement(name, begin / RATE_HZ), at_level(part, MUSIC_LEVEL)


Span = tuple[float, float]
_NONE: Span = (0.0, 0.0)


def _changed(*, speed_percent: Span = _NONE, tempo_percent: Span = _NONE, semitones: float = 0.0) -> Recipe:
    """Faster or slower as a whole (pitch and tempo) or in tempo alone, by anything within the span; or another pitch."""
    pitch = 2 ** (semitones / 12)

    def make(sources: Sources, n: int, random: Random) -> Clip:
        # the rate is a whole number: so is the speed a fraction of it
        speed = round(RATE_HZ * (1 + random.uniform(*speed_percent) / 100)) / RATE_HZ
        tempo = 1 + random.uniform(*tempo_percent) / 100
        placement, sound = _take(sources.catalogue, int(n * speed * tempo) + RATE_HZ // 2, random)
        steps = []
        if speed * pitch != 1:
            steps += [("asetrate", str(round(RATE_HZ * speed * pitch))), ("aresample", str(RATE_HZ))]
        if tempo / pitch != 1:
            steps.append(("atempo", f"{tempo / pitch:.6f}"))
        changed = _filter(sound, steps) if steps else sound
        changed = changed[:n] if len(changed) >= n else np.pad(changed, (0, n - len(changed)))
        return _mono(changed, replace(placement, speed=speed * tempo))

    return make


def _under(bed: Bed, ratio_db: float, recipe: Recipe | None = None) -> Recipe:
    """The music of ``recipe`` (as it is) with ``bed`` over it."""
    music_of = recipe or _changed()

    def make(sources: Sources, n: int, random: Random) -> Clip:
        clip = music_of(sources, n, random)
        music = at_level(clip.streams[0][0], MUSIC_LEVEL * 10 ** (ratio_db / 20))
        return _mono(music + MUSIC_LEVEL * bed(sources, n, random), *clip.placements)

    return make


def _speech(sources: Sources, n: int, random: Random) -> Sound:
    return make_dialogue(sources.speech, n, random)


def _dialogue(sources: Sources, n: int, random: Random) -> Sound:
    return make_dialogue(sources.dialogue, n, random)


def _effects(sources: Sources, n: int, random: Random) -> Sound:
    return make_effects(sources.effects, n, random)


def _applause(sources: Sources, n: int, random: Random) -> Sound:
    return make_applause(n, random)


def _white(sources: Sources, n: int, random: Random) -> Sound:
    return np.asarray(random.standard_normal(n), np.float32)


def _babble(sources: Sources, n: int, random: Random) -> Sound:
    return at_level(np.sum([_speech(sources, n, random) for _ in range(6)], axis=0), 1.0)


def _alone(bed: Bed, level: float) -> Recipe:
    """Nothing but the bed."""
    return lambda sources, n, random: _mono(level * bed(sources, n, random))


def _unknown(sources: Sources, n: int, random: Random) -> Clip:
    return _mono(_take(sources.unknown, n, random)[1])


def _tones(sources: Sources, n: int, random: Random) -> Clip:
    return _mono(make_tones(n, random))


def _low_bit_rate(sources: Sources, n: int, random: Random) -> Clip:
    return replace(_changed()(sources, n, random), bit_rate=LOW_BIT_RATE)


def _phone(sources: Sources, n: int, random: Random) -> Clip:
    """A telephone in a room: reverberation, 350 to 3 600 Hz, noise at −20 dB, clipping."""
    placement, music = _take(sources.catalogue, n, random)
    spectrum = np.fft.rfft(reverberate(music, 0.5, 0.09, 4, random))
    hertz = np.fft.rfftfreq(n, 1 / RATE_HZ)
    spectrum *= 1 / np.sqrt((1 + (350 / np.maximum(hertz, 1)) ** 8) * (1 + (hertz / 3600) ** 8))
    heard = at_level(np.fft.irfft(spectrum, n), 0.1) + 0.01 * random.standard_normal(n)
    return _mono(np.tanh(3 * heard) / 3, placement)


def _fade(sources: Sources, n: int, random: Random) -> Clip:
    """In and out by 40 dB over 40 % of the clip at either end."""
    placement, music = _take(sources.catalogue, n, random)
    rise = np.minimum(1, np.minimum(np.arange(n), np.arange(n)[::-1]) / (0.4 * n))
    return _mono(music * 10 ** (2 * (rise - 1)), placement)


def _crossfade(sources: Sources, n: int, random: Random) -> Clip:
    (first, one), (second, other) = (_take(sources.catalogue, n, random) for _ in range(2))
    angle = np.linspace(0, np.pi / 2, n)
    return _mono(one * np.cos(angle) + other * np.sin(angle), first, second)


def _two_at_once(sources: Sources, n: int, random: Random) -> Clip:
    """At one level; either is right."""
    (first, one), (second, other) = (_take(sources.catalogue, n, random) for _ in range(2))
    return _mono(one + other, first, second)


def _duck(sources: Sources, n: int, random: Random) -> Clip:
    """Lowered by 15 dB under speech, which comes and goes every second or two."""
    placement, music = _take(sources.catalogue, n, random)
    gain, begin = np.ones(n), 0
    while begin < n:
        alone, spoken = (int(random.uniform(*span) * RATE_HZ) for span in ((0.5, 1.5), (0.7, 2.5)))
        gain[begin + alone : begin + alone + spoken] = 10 ** (-15 / 20)
        begin += alone + spoken
    gain = np.convolve(gain, np.hanning(RATE_HZ // 8) / np.hanning(RATE_HZ // 8).sum(), "same")
    return _mono(music * gain + MUSIC_LEVEL * _speech(sources, n, random) * (gain < 0.6), placement)


def _sting(sources: Sources, n: int, random: Random) -> Clip:
    """Three seconds of music between two lines of recorded dialogue."""
    placement, music = _take(sources.catalogue, int(_STING_S * RATE_HZ), random)
    begin = int(random.integers(RATE_HZ, n - len(music) - RATE_HZ))
    sound = MUSIC_LEVEL * _dialogue(sources, n, random)
    sound[begin : begin + len(music)] = music
    return _mono(sound, replace(placement, offset_s=placement.offset_s - begin / RATE_HZ))


def _longer_than_track(sources: Sources, n: int, random: Random) -> Clip:
    """A whole track with recorded dialogue before and after it."""
    names = sorted(name for name, track in sources.catalogue.items() if len(track) < n - 4 * RATE_HZ)
    name = names[int(random.integers(len(names)))]
    track = as_float(sources.catalogue[name])
    begin = int(random.integers(2 * RATE_HZ, n - len(track) - RATE_HZ))
    sound = MUSIC_LEVEL * _dialogue(sources, n, random)
    sound[begin : begin + len(track)] = at_level(track, MUSIC_LEVEL)
    return _mono(sound, Placement(name, -begin / RATE_HZ))


def _edited(sources: Sources, n: int, random: Random) -> Clip:
    """Four to ten seconds cut out of the middle of the excerpt."""
    gap = int(random.uniform(4, 10) * RATE_HZ)
    placement, music = _take(sources.catalogue, n + gap, random)
    edited = np.concatenate([music[: n // 2], music[n // 2 + gap :]])
    return _mono(edited, placement, replace(placement, offset_s=placement.offset_s + gap / RATE_HZ))


def _surround(sources: Sources, n: int, random: Random) -> Clip:
    """5.1: recorded dialogue in the centre, as loud as the music, which is in front, behind, or in any one channel but the bass."""
    placement, music = _take(sources.catalogue, n, random)
    sound = np.zeros((_SURROUND_CHANNELS, n), np.float32)
    sound[_CENTRE] = MUSIC_LEVEL * _dialogue(sources, n, random)
    places: Sequence[tuple[int, ...]] = ((0, 1), (4, 5), (0,), (1,), (_CENTRE,), (4,), (5,))
    for channel in places[int(random.integers(len(places)))]:
        sound[channel] += music
    return Clip((sound,), (placement,), SURROUND_BIT_RATE)


def _eight_mono(sources: Sources, n: int, random: Random) -> Clip:
    """Eight mono tracks: music on one, recorded dialogue on another, a 1 kHz tone on a third, the others silent."""
    placement, music = _take(sources.catalogue, n, random)
    streams = [np.zeros((1, n), np.float32) for _ in range(_N_MONO)]
    tone = 0.1 * np.sin(2 * np.pi * 1000 * np.arange(n) / RATE_HZ)
    sounds = (music, MUSIC_LEVEL * _dialogue(sources, n, random), tone)
    for place, sound in zip(random.permutation(_N_MONO), sounds, strict=False):
        streams[place][0] = sound
    return Clip(tuple(streams), (placement,))


def _filter(sound: Sound, steps: Sequence[tuple[str, str]]) -> Sound:
    graph = av.filter.Graph()
    last = graph.add_abuffer(sample_rate=RATE_HZ, format="flt", layout="mono", time_base=Fraction(1, RATE_HZ))
    for name, value in [*steps, ("aformat", "sample_fmts=flt"), ("abuffersink", "")]:
        node = graph.add(name, value) if value else graph.add(name)
        last.link_to(node)
        last = node
    graph.configure()
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound[None]), "flt", "mono")
    frame.sample_rate, frame.pts, frame.time_base = RATE_HZ, 0, Fraction(1, RATE_HZ)
    graph.push(frame)
    graph.push(None)
    out = []
    while True:
        try:
            out.append(graph.pull().to_ndarray().ravel())
        except (av.error.BlockingIOError, av.error.EOFError):
            return np.concatenate(out)


_SPEEDS_PERCENT = {1: (0.5, 1.5), 2: (1.5, 3.0), 4: (3.0, 4.5), 5: (4.5, 5.0)}
_SPEEDS_UNDER_SPEECH_PERCENT = {2: (0.5, 3.0), 4: (3.0, 5.0)}
_TEMPI_PERCENT = {6: (1.0, 6.0)}


def _both_ways(name: str, spans: Mapping[int, Span]) -> dict[str, Span]:
    """The spans and those below 0, each under its name."""
    faster = {f"{name}+{percent}": span for percent, span in spans.items()}
    return faster | {f"{name}-{percent}": (-high, -low) for percent, (low, high) in spans.items()}


RECIPES: dict[str, Recipe] = {
    "clean": _changed(),
    "aac48": _low_bit_rate,
    "fade": _fade,
    "xfade": _crossfade,
    "white0": _under(_white, 0),
    "babble0": _under(_babble, 0),
    "phone": _phone,
    "duck": _duck,
    **{f"sp{db:+d}".replace("+0", "0"): _under(_speech, db) for db in (6, 0, -6, -12)},
    **{name: _changed(speed_percent=span) for name, span in _both_ways("speed", _SPEEDS_PERCENT).items()},
    **{name: _changed(tempo_percent=span) for name, span in _both_ways("tempo", _TEMPI_PERCENT).items()},
    **{f"pitch{semitones:+d}": _changed(semitones=semitones) for semitones in (1, -1, 2, -2)},
    **{
        name: _under(_speech, 0, _changed(speed_percent=span))
        for name, span in _both_ways("sp0speed", _SPEEDS_UNDER_SPEECH_PERCENT).items()
    },
    **{f"dialogue{db:+d}".replace("+0", "0"): _under(_dialogue, db) for db in (0, -6, -12)},
    **{f"effects{db:+d}".replace("+0", "0"): _under(_effects, db) for db in (0, -6)},
    "applause0": _under(_applause, 0),
    "two": _two_at_once,
    "sting": _sting,
    "longer": _longer_than_track,
    "edited": _edited,
    "surround": _surround,
    "mono8": _eight_mono,
    "neg_unknown": _unknown,
    "neg_unknown_sp0": _under(_speech, 0, _unknown),
    "neg_unknown_white0": _under(_white, 0, _unknown),
    "neg_unknown_effects0": _under(_effects, 0, _unknown),
    "neg_speech": _alone(_speech, 0.1),
    "neg_dialogue": _alone(_dialogue, 0.1),
    "neg_effects": _alone(_effects, 0.1),
    "neg_applause": _alone(_applause, 0.1),
    "neg_tones": _tones,
    "neg_silence": _alone(_white, 1e-4),
}
NEGATIVES = tuple(name for name in RECIPES if name.startswith("neg_"))
