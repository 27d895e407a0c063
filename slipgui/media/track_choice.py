"""Which sound of a clip is heard: the tracks that live, and how their channels become one.

Broadcast files hold up to sixteen mono tracks: programme, music and effects, tone, silence.  A second of sound at twelve places tells
them apart for 0.2 s of CPU (facts/media.md, section 5).  The music may be on any of them, so what is heard is all that live, each channel
as loud as the others: music that plays on one track alone is then about as loud as the speech on another.  A track whose name promises
music without the speech is heard alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import av.error
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from numpy.typing import NDArray

from slipgui.core.errors import UnsupportedMediaError
from slipgui.media.container import discard_others, is_decodable, read_packets

Floats = NDArray[np.float32]

_SILENT_DBFS = -70.0
_TONE_CREST_DB = 4.0
"""A sine has 3 dB between peak and mean, the densest music more than 6."""
_N_POINTS = 12
_SPAN_S = 1.0
_MAX_PACKETS = 4000
"""At one place: a stream that has ended never gets its second full."""
_MOST_STREAMS = 16
_SHORT_POINTS, _SHORT_SPAN_S = 10, 0.04
"""Two packets at ten places: enough to tell encrypted sound, which looks like plain AAC, and one half turned over, from plain stereo."""
_MOST_GAIN = 10.0
"""No channel is made louder than the loudest by more than 20 dB: what is quieter still is hiss."""
_TURNED_OVER = -0.9
"""Channels that correlate so are one sound with the poles exchanged on one side: their sum would be silence."""
_NOT_HEARD = "LFE"
"""Rumble below 120 Hz, which names nothing."""
_MUSIC_TITLE = re.compile(r"(?<![A-Z])(MX|M\s*&\s*E|M\s*/\s*E|MUSIC|MUSIK|MUS)(?![A-Z])")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A short stretch of one stream."""

    start_s: float
    """On the clock of the file."""
    rate_hz: int
    channels: Floats
    """Shape (n_channels, n_samples), 1.0 = full scale."""

    @property
    def stop_s(self) -> float:
        """On the clock of the file."""
        return self.start_s + float(self.channels.shape[1] / self.rate_hz)

    def meets(self, other: "Excerpt") -> bool:
        """Whether both sound at the same time, at the same rate."""
        return self.start_s < other.stop_s and other.start_s < self.stop_s and self.rate_hz == other.rate_hz


@dataclass(frozen=True, slots=True)
class StreamShare:
    """What one audio stream gives to the sound that is heard."""

    position: int
    """Among the audio streams."""
    weights: tuple[float, ...]
    """Of each channel; negative: its poles are exchanged.  Their magnitudes over all streams sum to 1."""


Mix = tuple[StreamShare, ...]
"""How one sound is made of a file's streams, in file order; never empty."""


@dataclass(slots=True)
class Heard:
    """What a short listen to one stream brought."""

    n_packets: int = 0
    """Packets that the file delivered."""
    n_bad_packets: int = 0
    """Those among them that did not decode."""
    n_samples: int = 0
    """All channels counted."""
    energy: float = 0.0
    """Sum of the squares of all samples."""
    peak: float = 0.0
    """Largest magnitude, 1.0 = full scale."""
    excerpts: list[Excerpt] = field(default_factory=list)
    """What was heard at each place."""

    @property
    def rms_dbfs(self) -> float:
        """Mean level; −200 for digital silence and for nothing at all."""
        return 10 * float(np.log10(max(self.energy / max(self.n_samples, 1), 1e-20)))

    @property
    def crest_db(self) -> float:
        """Peak above mean level."""
        return 20 * float(np.log10(max(self.peak, 1e-10))) - self.rms_dbfs

    @property
    def is_programme(self) -> bool:
        """Neither silent nor a steady tone."""
        return self.rms_dbfs > _SILENT_DBFS and self.crest_db >= _TONE_CREST_DB

    @property
    def is_protected(self) -> bool:
        """More than half of it does not decode: encrypted sound looks like plain AAC until one tries."""
        return self.n_bad_packets * 2 > self.n_packets


def listen(
    container: InputContainer,
    streams: Sequence[AudioStream],
    *,
    n_points: int = _N_POINTS,
    span_s: float = _SPAN_S,
    stretch_s: tuple[float, float] | None = None,
) -> list[Heard]:
    """What is heard in each of ``streams`` at places spread over the file or a stretch of it; leaves the container anywhere.

    Parameters
    ----------
    container
        All streams but ``streams`` are discarded in it.
    streams
        Only decodable ones.
    n_points
        How many places.
    span_s
        How much is decoded at each.
    stretch_s
        Begin, on the clock of the file, and length; None: the file.
    """
    discard_others(container, streams)
    heard = {stream.index: Heard() for stream in streams}
    start_us, duration_us = container.start_time or 0, container.duration or 0
    if stretch_s is not None:
        start_us, duration_us = (round(1e6 * seconds) for seconds in stretch_s)
    for point in range(n_points if duration_us else 1):
        # the middles of equal parts: neither the black before the programme nor the very end
        if not _seek(container, start_us + duration_us * (2 * point + 1) // (2 * n_points)) and point:
            break
        _listen_here(container, streams, heard, span_s)
    return [heard[stream.index] for stream in streams]


def _seek(container: InputContainer, offset_us: int) -> bool:
    try:
        container.seek(offset_us)
    except av.error.FFmpegError:  # not seekable, or cut off before this place
        return False
    return True


def _listen_here(
    container: InputContainer, streams: Sequence[AudioStream], heard: dict[int, Heard], span_s: float
) -> None:
    left_s = dict.fromkeys(heard, span_s)
    frames: dict[int, list[AudioFrame]] = {index: [] for index in heard}
    for n_packets, packet in enumerate(read_packets(container, streams)):
        if packet is None or n_packets == _MAX_PACKETS:
            break
        index = packet.stream.index
        if left_s[index] > 0:
            new = _decode(heard[index], packet)
            frames[index] += new
            declared_s = float((packet.duration or 0) * (packet.time_base or 0))
            left_s[index] -= max(declared_s, sum(frame.samples / frame.sample_rate for frame in new), 0.005)
        if max(left_s.values()) <= 0:
            break
    for index, listened in heard.items():
        _count(listened, frames[index])


def _decode(heard: Heard, packet: "Packet[AudioStream]") -> list[AudioFrame]:
    heard.n_packets += 1
    try:
        return packet.decode()
    except (av.error.FFmpegError, ValueError):
        heard.n_bad_packets += 1
        return []


def _count(heard: Heard, frames: Sequence[AudioFrame]) -> None:
    """Take what was decoded at one place."""
    if not frames:
        return
    first = frames[0]
    same = [frame for frame in frames if len(frame.layout.channels) == len(first.layout.channels)]
    channels = np.concatenate([_as_float(frame) for frame in same], axis=1)
    heard.n_samples += channels.size
    heard.energy += float(np.vdot(channels, channels))
    heard.peak = max(heard.peak, float(np.abs(channels).max(initial=0.0)))
    start_s = float(first.pts * first.time_base) if first.pts is not None and first.time_base else 0.0
    heard.excerpts.append(Excerpt(start_s, first.sample_rate, channels))


def _as_float(frame: AudioFrame) -> Floats:
    """All samples of the frame, 1.0 = full scale, shape (n_channels, n_samples)."""
    data = frame.to_ndarray()
    if not frame.format.is_planar:
        data = data.reshape(-1, len(frame.layout.channels)).T
    if data.dtype.kind == "f":
        return np.nan_to_num(data.astype(np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    full_scale = float(2 ** (8 * data.dtype.itemsize - 1))
    return np.asarray(data / full_scale - (data.dtype.kind == "u"), np.float32)


def is_music_title(title: str) -> bool:
    """Whether a track's name says that it holds the music without the speech: MX, M&E, MUSIC."""
    return _MUSIC_TITLE.search(title.upper()) is not None


def track_title(stream: AudioStream) -> str:
    """The name of a track, empty where the file has none or only FFmpeg's own."""
    words = {key.lower(): value.strip() for key, value in stream.metadata.items()}
    title = words.get("title") or words.get("name") or words.get("handler_name") or ""
    return (
        ""
        if title in ("SoundHandler", "Sound Media Handler", "Core Media Audio", "Apple Sound Media Handler")
        else title
    )


def listen_for_mix(container: InputContainer) -> tuple[Mix, list[Heard]]:
    """How the sound of a file is made, and what was heard of each of its audio streams; leaves the container anywhere.

    Parameters
    ----------
    container
        With at least one audio stream that can be decoded.
    """
    streams = list(container.streams.audio)
    if len(streams) == 1:
        heard = listen(container, streams, n_points=_SHORT_POINTS, span_s=_SHORT_SPAN_S)
    else:
        heard = _listen_to_all(container, streams)
    return make_mix(streams, heard), heard


def listen_to_one(container: InputContainer, position: int) -> Mix:
    """How the sound of one audio stream alone is made, whatever lives beside it; leaves the container anywhere.

    Raises
    ------
    UnsupportedMediaError
        When there is no such stream, or no decoder for it.
    """
    streams = list(container.streams.audio)
    if position >= len(streams) or not is_decodable(streams[position]):
        raise UnsupportedMediaError("no decoder for the chosen audio stream")
    heard = listen(container, [streams[position]], n_points=_SHORT_POINTS, span_s=_SHORT_SPAN_S)
    return _mix_of(streams, [position], heard)


def make_mix(streams: Sequence[AudioStream], heard: Sequence[Heard]) -> Mix:
    """The mix of all streams that live, or of those among them whose names promise music; where none lives the first one.

    Parameters
    ----------
    streams
        All of them.
    heard
        What was heard in each, in the same order; an empty ``Heard`` for those that do not decode.
    """
    usable = [n for n, stream in enumerate(streams) if is_decodable(stream)] or [0]
    living = [n for n in usable if heard[n].is_programme and not heard[n].is_protected]
    named = [n for n in living if is_music_title(track_title(streams[n]))]
    chosen = (named or living or usable[:1])[:_MOST_STREAMS]
    return _mix_of(streams, chosen, [heard[n] for n in chosen])


def _mix_of(streams: Sequence[AudioStream], chosen: Sequence[int], heard: Sequence[Heard]) -> Mix:
    """The mix of the streams at these places, after what was heard in each of them."""
    is_heard = [_is_heard(streams[n]) for n in chosen]
    n_channels = [len(mask) for mask in is_heard]
    products = _products(heard, n_channels)
    weights = _weights(products, np.concatenate(is_heard), is_plain=len(chosen) == 1 and n_channels[0] <= 2)
    parts = np.split(weights, np.cumsum(n_channels)[:-1])
    return tuple(
        StreamShare(n, tuple(round(float(weight), 6) for weight in part)) for n, part in zip(chosen, parts, strict=True)
    )


def _is_heard(stream: AudioStream) -> NDArray[np.bool_]:
    """Mask of the channels that count."""
    if not is_decodable(stream):
        return np.ones(1, np.bool_)
    names = [channel.name for channel in stream.codec_context.layout.channels]
    n_channels = stream.codec_context.channels
    return np.array([n >= len(names) or names[n] != _NOT_HEARD for n in range(n_channels)], np.bool_)


def _products(heard: Sequence[Heard], n_channels: Sequence[int]) -> NDArray[np.float64]:
    """Mean products of all channels with all others, shape (n, n), over what was heard of them at the same time."""
    edges = np.concatenate([[0], np.cumsum(n_channels)])
    products = np.zeros((edges[-1], edges[-1]))
    for a, one in enumerate(heard):
        for b, other in enumerate(heard[: a + 1]):
            found = [_shared(x, y) for x in one.excerpts for y in other.excerpts if x.meets(y)]
            pairs = [(x, y) for x, y in found if len(x) == n_channels[a] and len(y) == n_channels[b]]
            n_samples = sum(x.shape[1] for x, _ in pairs)
            if n_samples:
                part = sum(x @ y.T for x, y in pairs) / n_samples
                products[edges[a] : edges[a + 1], edges[b] : edges[b + 1]] = part
                products[edges[b] : edges[b + 1], edges[a] : edges[a + 1]] = part.T
    return products


def _shared(one: Excerpt, other: Excerpt) -> tuple[Floats, Floats]:
    """The stretch of both that sounds at the same time."""
    late = round((other.start_s - one.start_s) * one.rate_hz)
    x, y = one.channels[:, max(0, late) :], other.channels[:, max(0, -late) :]
    n_samples = min(x.shape[1], y.shape[1])
    return x[:, :n_samples], y[:, :n_samples]


def _weights(products: NDArray[np.float64], is_heard: NDArray[np.bool_], *, is_plain: bool) -> NDArray[np.float64]:
    """Weight of each channel, magnitudes summing to 1; ``is_plain``: mono or stereo, whose balance is left as it is."""
    level: NDArray[np.float64] = np.sqrt(np.maximum(np.diag(products), 0))
    loudest = max(float(level[is_heard].max(initial=0.0)), 1e-10)
    if is_plain or loudest < 10 ** (_SILENT_DBFS / 20):
        gain = is_heard.astype(np.float64)
    else:
        gain = np.where(
            is_heard & (level > 10 ** (_SILENT_DBFS / 20)), 1 / np.maximum(level, loudest / _MOST_GAIN), 0.0
        )
    if not gain.any():
        gain = np.ones(len(level))
    weights = np.zeros(len(gain))
    for channel in np.flatnonzero(gain).tolist():
        mixed = max(0.0, float(weights @ products @ weights)) ** 0.5
        shared = float(weights @ products[:, channel])
        is_turned_over = shared < _TURNED_OVER * mixed * level[channel]
        weights[channel] = -gain[channel] if is_turned_over else gain[channel]
    return np.asarray(weights / np.abs(weights).sum(), np.float64)


def _listen_to_all(container: InputContainer, streams: Sequence[AudioStream]) -> list[Heard]:
    """What is heard in every stream; an empty ``Heard`` for those that no decoder knows."""
    decodable = [stream for stream in streams if is_decodable(stream)]
    found = {stream.index: heard for stream, heard in zip(decodable, listen(container, decodable), strict=True)}
    return [found.get(stream.index, Heard()) for stream in streams]
