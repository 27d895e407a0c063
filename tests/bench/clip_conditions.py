"""What happens to music before it is recognised: the benchmark's conditions, made in memory with numpy and FFmpeg's filters.

All sound here is mono float32 at 22 050 Hz (as the product's own audio proxy); clips go through AAC at 64 kb/s, 48 where it says so.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
import numpy.typing as npt

RATE_HZ = 22_050
Sound = npt.NDArray[np.float32]
Random = np.random.Generator

MUSIC_LEVEL = 0.08
_PROXY_BIT_RATE, _LOW_BIT_RATE = 64_000, 48_000
_SPEEDS = {"speed+1": 1.01, "speed-1": 0.99, "speed+2": 1.02, "speed-2": 0.98, "speed+4": 1.04, "speed-4": 0.96,
           "speed+5": 1.05, "speed-5": 0.95, "sp0speed+2": 1.02, "sp0speed-4": 0.96}  # fmt: skip
_TEMPI = {"tempo+6": 1.06, "tempo-6": 0.94}
_SEMITONES = {"pitch+1": 1, "pitch-1": -1, "pitch+2": 2, "pitch-2": -2}
_MUSIC_TO_SPEECH_DB = {
    "sp+6": 6,
    "sp0": 0,
    "sp-6": -6,
    "sp-12": -12,
    "sp0speed+2": 0,
    "sp0speed-4": 0,
    "neg_unknown_sp0": 0,
}
SPEECH_CONDITIONS = ("sp+6", "sp0", "sp-6", "sp-12", "sp0speed+2", "sp0speed-4")
CONDITIONS = (
    "clean", "aac48", *SPEECH_CONDITIONS, "white0", "babble0", "phone", *(name for name in _SPEEDS if not name.startswith("sp0")),
    *_TEMPI, *_SEMITONES, "xfade", "fade", "duck",
)  # fmt: skip
NEGATIVES = ("neg_unknown", "neg_unknown_sp0", "neg_speech", "neg_tones", "neg_silence")


@dataclass(frozen=True)
class Sources:
    """What clips are made of."""

    catalogue: dict[str, Sound]
    unknown: dict[str, Sound]
    speech: Sequence[Sound]


@dataclass(frozen=True)
class Clip:
    """A clip and the truth about it."""

    sound: Sound
    tracks: tuple[str, ...]
    """Right answers; none for a negative."""
    offset_s: float
    """Place in the first track at which the clip begins."""
    speed: float
    bit_rate: int


def rms(sound: Sound) -> float:
    return float(np.sqrt(np.mean(np.square(sound, dtype=np.float64))) + 1e-9)


def make_clip(sources: Sources, condition: str, duration_s: float, random: Random) -> Clip:
    n = round(duration_s * RATE_HZ)
    if condition in _WITHOUT_MUSIC:
        return Clip(_WITHOUT_MUSIC[condition](sources, n, random), (), 0.0, 1.0, _PROXY_BIT_RATE)
    speed, tempo = _SPEEDS.get(condition, 1.0), _TEMPI.get(condition, 1.0)
    pitch = 2 ** (_SEMITONES.get(condition, 0) / 12)
    shelf = sources.unknown if condition.startswith("neg") else sources.catalogue
    name, offset_s, music = _pick(shelf, int(n * speed * tempo) + RATE_HZ // 2, random)
    music = _fit(_change(music, speed, tempo, pitch), n)
    tracks: tuple[str, ...] = () if condition.startswith("neg") else (name,)
    if condition in _MUSIC_TO_SPEECH_DB:
        ratio = 10 ** (_MUSIC_TO_SPEECH_DB[condition] / 20)
        music = _at(music, MUSIC_LEVEL * ratio) + MUSIC_LEVEL * make_speech_bed(sources, n, random)
    elif condition == "xfade":
        other, _, second = _pick(shelf, n, random)
        tracks, angle = (name, other), np.linspace(0, np.pi / 2, n)
        music = (music * np.cos(angle) + second * np.sin(angle)).astype(np.float32)
    elif condition in _SPOILT:
        music = _SPOILT[condition](sources, music, random).astype(np.float32)
    return Clip(music, tracks, offset_s, speed * tempo, _LOW_BIT_RATE if condition == "aac48" else _PROXY_BIT_RATE)


def encode(clip: Clip) -> bytes:
    """The clip as an .mp4 with AAC."""
    sound = clip.sound * min(1.0, 0.97 / max(1e-9, float(np.abs(clip.sound).max())))
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=RATE_HZ)
        stream.layout, stream.bit_rate = "mono", clip.bit_rate
        for begin in range(0, len(sound), 1024):
            frame = av.AudioFrame.from_ndarray(
                np.ascontiguousarray(sound[None, begin : begin + 1024], np.float32), "fltp", "mono"
            )
            frame.sample_rate, frame.pts, frame.time_base = RATE_HZ, begin, Fraction(1, RATE_HZ)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def make_speech_bed(sources: Sources, n: int, random: Random) -> Sound:
    """Voices one after the other with pauses of 0.2 to 0.8 s, half of the beds in a room; RMS 1 over all, pauses included."""
    parts, length = [], 0
    while length < n:
        voice = sources.speech[int(random.integers(len(sources.speech)))]
        voice = voice[int(random.integers(max(1, len(voice) - 6 * RATE_HZ))) :]
        pause = np.zeros(int(random.uniform(0.2, 0.8) * RATE_HZ), np.float32)
        parts += [voice / rms(voice), pause]
        length += len(voice) + len(pause)
    bed = np.concatenate(parts)[:n]
    return _at(_reverberate(bed, 0.25, 0.05, 8, random) if random.random() < 0.5 else bed, 1.0)


def _pick(shelf: dict[str, Sound], n: int, random: Random) -> tuple[str, float, Sound]:
    """A stretch of any track that is not nearly silent, at −23 dBFS."""
    names = sorted(shelf)
    while True:
        name = names[int(random.integers(len(names)))]
        track = shelf[name]
        if len(track) <= n:
            continue
        begin = int(random.integers(len(track) - n))
        part = track[begin : begin + n].astype(np.float32) / np.float32(32768)
        if rms(part) > 10 ** (-45 / 20):
            return name, begin / RATE_HZ, _at(part, 10 ** (-23 / 20))


def _change(sound: Sound, speed: float, tempo: float, pitch: float) -> Sound:
    steps = []
    if speed * pitch != 1:
        steps += [("asetrate", str(round(RATE_HZ * speed * pitch))), ("aresample", str(RATE_HZ))]
    if tempo / pitch != 1:
        steps.append(("atempo", f"{tempo / pitch:.6f}"))
    return _filter(sound, steps) if steps else sound


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


def _white(sources: Sources, music: Sound, random: Random) -> Sound:
    return _at(music, MUSIC_LEVEL) + MUSIC_LEVEL * random.standard_normal(len(music))


def _babble(sources: Sources, music: Sound, random: Random) -> Sound:
    voices = np.sum([make_speech_bed(sources, len(music), random) for _ in range(6)], axis=0)
    return _at(music, MUSIC_LEVEL) + _at(voices, MUSIC_LEVEL)


def _phone(sources: Sources, music: Sound, random: Random) -> Sound:
    """A telephone in a room: reverberation, 350 to 3 600 Hz, noise at −20 dB, clipping."""
    spectrum = np.fft.rfft(_reverberate(music, 0.5, 0.09, 4, random))
    hertz = np.fft.rfftfreq(len(music), 1 / RATE_HZ)
    spectrum *= 1 / np.sqrt((1 + (350 / np.maximum(hertz, 1)) ** 8) * (1 + (hertz / 3600) ** 8))
    heard = _at(np.fft.irfft(spectrum, len(music)), 0.1) + 0.01 * random.standard_normal(len(music))
    return np.tanh(3 * heard) / 3


def _fade(sources: Sources, music: Sound, random: Random) -> Sound:
    """In and out by 40 dB over 40 % of the clip at either end."""
    n = len(music)
    rise = np.minimum(1, np.minimum(np.arange(n), np.arange(n)[::-1]) / (0.4 * n))
    return music * 10 ** (2 * (rise - 1))


def _duck(sources: Sources, music: Sound, random: Random) -> Sound:
    """Lowered by 15 dB under speech, which comes and goes every second or two."""
    gain, begin = np.ones(len(music)), 0
    while begin < len(music):
        alone, spoken = (int(random.uniform(*span) * RATE_HZ) for span in ((0.5, 1.5), (0.7, 2.5)))
        gain[begin + alone : begin + alone + spoken] = 10 ** (-15 / 20)
        begin += alone + spoken
    gain = np.convolve(gain, np.hanning(RATE_HZ // 8) / np.hanning(RATE_HZ // 8).sum(), "same")
    return _at(music, MUSIC_LEVEL) * gain + MUSIC_LEVEL * make_speech_bed(sources, len(music), random) * (gain < 0.6)


def _speech_only(sources: Sources, n: int, random: Random) -> Sound:
    return np.float32(0.1) * make_speech_bed(sources, n, random)


def _tones(sources: Sources, n: int, random: Random) -> Sound:
    out, begin = np.zeros(n, np.float32), 0
    while begin < n:
        length = int(random.uniform(0.1, 1) * RATE_HZ)
        hertz = random.choice([440, 1000, random.uniform(100, 3000)])
        out[begin : begin + length] = 0.1 * np.sin(2 * np.pi * hertz * np.arange(length) / RATE_HZ)[: n - begin]
        begin += length
    return out


def _silence(sources: Sources, n: int, random: Random) -> Sound:
    return np.asarray(1e-4 * random.standard_normal(n), np.float32)


def _reverberate(sound: Sound, length_s: float, decay_s: float, direct: float, random: Random) -> Sound:
    n = int(length_s * RATE_HZ)
    room = random.standard_normal(n) * np.exp(-np.arange(n) / (decay_s * RATE_HZ))
    room[0] = direct
    size = 1 << (len(sound) + n).bit_length()
    return np.asarray(np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(room, size))[: len(sound)], np.float32)


def _at(sound: npt.NDArray[np.floating], level: float) -> Sound:
    return np.asarray(sound * (level / rms(np.asarray(sound))), np.float32)


def _fit(sound: Sound, n: int) -> Sound:
    return sound[:n] if len(sound) >= n else np.pad(sound, (0, n - len(sound)))


_SPOILT: dict[str, Callable[[Sources, Sound, Random], Sound]] = {
    "white0": _white, "babble0": _babble, "phone": _phone, "fade": _fade, "duck": _duck,
}  # fmt: skip
_WITHOUT_MUSIC: dict[str, Callable[[Sources, int, Random], Sound]] = {
    "neg_speech": _speech_only, "neg_tones": _tones, "neg_silence": _silence,
}  # fmt: skip
