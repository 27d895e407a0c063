"""Media files for tests, made by PyAV alone, in milliseconds.

Typical use::

    from support.clips import Sound, make_clip, tone

    make_clip(tmp_path / "clip.mp4")                                   # 4 s, mpeg4 picture, AAC mono
    make_clip(tmp_path / "song.m4a", picture=None, samples=my_floats, sample_rate_hz=22_050, tags={"title": "A"})
    make_clip(tmp_path / "master.mov", codec="pcm_s24le", picture="rawvideo", n_channels=2, timecode="01:00:00;00")
    make_clip(tmp_path / "op1a.mxf", sounds=(Sound(), Sound(samples=silence(4.0)), Sound(title="M&E")))
    make_clip(tmp_path / "mute.mp4", sounds=())                        # no sound at all

The ending of the path chooses the container and, where not given, the codecs: .mp4 .m4a .mov .mxf .avi .mkv .ts .webm
.mpeg .ogg .flac .mp3 .wav.  Samples are float, one row per channel or one dimension for mono, 1.0 = full scale.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

_FORMATS = {".mp4": "mp4", ".m4a": "ipod", ".mkv": "matroska", ".ts": "mpegts", ".mpeg": "vob", ".mpg": "vob"}
_SOUND_CODECS = {
    ".mov": "pcm_s24le", ".mxf": "pcm_s16le", ".avi": "pcm_s16le", ".wav": "pcm_s16le", ".webm": "libopus",
    ".mpeg": "mp2", ".mpg": "mp2", ".ogg": "libopus", ".flac": "flac", ".mp3": "libmp3lame",
}  # fmt: skip
_PICTURE_CODECS = {".mxf": "mpeg2video", ".webm": "libvpx", ".mpeg": "mpeg2video", ".mpg": "mpeg2video"}
_BLOCK_FRAMES = 4096


@dataclass(frozen=True, slots=True)
class Sound:
    """One audio stream to be written; what is None follows ``make_clip``."""

    samples: Samples | None = None
    codec: str | None = None
    n_channels: int | None = None
    sample_rate_hz: int | None = None
    title: str = ""
    delay_s: float = 0.0
    """The first sample sounds this much after the first picture."""


def tone(seconds: float, hz: float = 440.0, sample_rate_hz: int = 48_000, level: float = 0.3) -> Samples:
    """A steady sine."""
    t = np.arange(round(seconds * sample_rate_hz)) / sample_rate_hz
    return (level * np.sin(2 * np.pi * hz * t)).astype(np.float32)


def noise(seconds: float, sample_rate_hz: int = 48_000, level: float = 0.1, seed: int = 1) -> Samples:
    """White noise with slow swells: what the track choice takes for a programme."""
    n = round(seconds * sample_rate_hz)
    swell = 0.6 + 0.4 * np.sin(2 * np.pi * 0.7 * np.arange(n) / sample_rate_hz)
    return (level * swell * np.random.default_rng(seed).standard_normal(n)).clip(-1, 1).astype(np.float32)


def silence(seconds: float, sample_rate_hz: int = 48_000) -> Samples:
    """Digital silence."""
    return np.zeros(round(seconds * sample_rate_hz), np.float32)


def level_at(samples: Samples, hz: float, rate_hz: int = 11_025) -> float:
    """Amplitude of one frequency, 1.0 = full scale."""
    middle = samples[len(samples) // 4 : len(samples) * 3 // 4]
    t = np.arange(len(middle)) / rate_hz
    return 2 * abs(np.mean(middle * np.exp(-2j * np.pi * hz * t)))


def make_clip(
    path: Path,
    seconds: float = 4.0,
    *,
    codec: str | None = None,
    n_channels: int = 1,
    sample_rate_hz: int = 48_000,
    samples: Samples | None = None,
    bit_rate: int = 64_000,
    sounds: Sequence[Sound] = (Sound(),),
    picture: str | None = "auto",
    picture_size: tuple[int, int] = (128, 72),
    frame_rate: Fraction | int = 25,
    timecode: str | None = None,
    tags: Mapping[str, str] | None = None,
    options: Mapping[str, str] | None = None,
) -> Path:
    """The path, after a media file was written there; its ending chooses the container.

    ``seconds`` is the length of the picture and of every sound without samples of its own (those get ``noise``).  ``codec``
    to ``bit_rate`` hold for every stream in ``sounds`` that does not say itself; ``sounds=()`` makes a silent film.
    ``picture`` is FFmpeg's encoder, "auto" for one the container likes, None for sound only, "rawvideo" for large files made
    cheaply.  A ``timecode`` of ``01:00:00;00`` is drop-frame and needs 30000/1001.  ``tags`` go into the container,
    ``options`` to the muxer, for example ``{"movflags": "frag_keyframe+empty_moov"}``.
    """
    ending = path.suffix.lower()
    if ending in (".m4a", ".ogg", ".flac", ".mp3", ".wav"):
        picture = None
    with av.open(path, "w", format=_FORMATS.get(ending), options=dict(options or {})) as container:
        container.metadata.update(tags or {})
        lanes = []
        if picture is not None:
            name = _PICTURE_CODECS.get(ending, "mpeg4") if picture == "auto" else picture
            lanes.append(_picture_packets(container, name, picture_size, Fraction(frame_rate), seconds, timecode))
        for number, sound in enumerate(sounds):
            rate_hz = sound.sample_rate_hz or sample_rate_hz
            data = sound.samples if sound.samples is not None else samples
            if data is None:
                data = noise(seconds, rate_hz, seed=number + 1)
            name = sound.codec or codec or _SOUND_CODECS.get(ending, "aac")
            shape = np.atleast_2d(data)
            if len(shape) == 1:
                shape = np.repeat(shape, sound.n_channels or n_channels, axis=0)
            lanes.append(_sound_packets(container, name, shape, rate_hz, bit_rate, sound))
        _interleave(container, lanes)
    return path


def _picture_packets(container, name, size, frame_rate, seconds, timecode) -> Iterator[tuple[float, list]]:
    stream = container.add_stream(name, rate=frame_rate)
    stream.width, stream.height, stream.pix_fmt = *size, "yuv422p10le" if name.startswith("prores") else "yuv420p"
    stream.codec_context.time_base = 1 / frame_rate
    if timecode:
        stream.metadata["timecode"] = timecode
        if container.format.name == "mxf":
            container.metadata["timecode"] = timecode

    def packets():
        width, height = size
        n_frames = max(1, round(seconds * frame_rate))
        ramp = np.add.outer(np.arange(height), np.arange(width))
        for number in range(n_frames):
            grey = ((ramp + 5 * number) % 256).astype(np.uint8)
            frame = av.VideoFrame.from_ndarray(grey, format="gray").reformat(format=stream.pix_fmt)
            frame.pts, frame.time_base = number, 1 / frame_rate
            yield float(number / frame_rate), stream.encode(frame)
        yield seconds, stream.encode(None)

    return packets()


def _sound_packets(container, name, samples, rate_hz, bit_rate, sound) -> Iterator[tuple[float, list]]:
    layout = {1: "mono", 2: "stereo", 6: "5.1"}[len(samples)]
    stream = container.add_stream(name, rate=rate_hz)
    stream.codec_context.layout = layout
    if name == "vorbis":
        stream.codec_context.options = {"strict": "-2"}
    if not name.startswith(("pcm", "flac", "alac")):
        stream.bit_rate = bit_rate
    if sound.title:
        stream.metadata["title"] = sound.title
        stream.metadata["handler_name"] = sound.title
    first = round(sound.delay_s * rate_hz)

    def packets():
        for start in range(0, samples.shape[1], _BLOCK_FRAMES):
            block = np.ascontiguousarray(samples[:, start : start + _BLOCK_FRAMES], np.float32)
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout=layout)
            frame.sample_rate, frame.pts, frame.time_base = rate_hz, first + start, Fraction(1, rate_hz)
            yield (first + start) / rate_hz, stream.encode(frame)
        yield (first + samples.shape[1]) / rate_hz, stream.encode(None)

    return packets()


def _interleave(container, lanes) -> None:
    """Draw from the lane that is furthest behind, so that every container can be written in one go."""
    heads = [(lane, *next(lane)) for lane in lanes]
    while heads:
        position = min(range(len(heads)), key=lambda number: heads[number][1])
        lane, _, packets = heads[position]
        container.mux(packets)
        following = next(lane, None)
        if following is None:
            del heads[position]
        else:
            heads[position] = (lane, *following)
