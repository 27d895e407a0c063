"""Which audio stream of a clip carries the programme or, better, its music.

Broadcast files hold up to sixteen mono tracks: programme, music and effects, tone, silence.  A second of sound at twelve places tells
them apart for 0.2 s of CPU (facts/media.md, section 5).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import av.error
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet

from slipgui.media.container import discard_others, is_decodable, read_packets

_SILENT_DBFS = -70.0
_TONE_CREST_DB = 4.0
"""A sine has 3 dB between peak and mean, the densest music more than 6."""
_N_POINTS = 12
_SPAN_S = 1.0
_MAX_PACKETS = 4000
"""At one place: a stream that has ended never gets its second full."""
_MUSIC_TITLE = re.compile(r"(?<![A-Z])(MX|M\s*&\s*E|M\s*/\s*E|MUSIC|MUSIK|MUS)(?![A-Z])")


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
) -> list[Heard]:
    """What is heard in each of ``streams`` at places spread over the file; leaves the container anywhere.

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
    """
    discard_others(container, streams)
    heard = {stream.index: Heard() for stream in streams}
    duration_us = container.duration or 0
    start_us = container.start_time or 0
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
    for n_packets, packet in enumerate(read_packets(container, streams)):
        if packet is None or n_packets == _MAX_PACKETS:
            return
        index = packet.stream.index
        if left_s[index] > 0:
            left_s[index] -= _take(heard[index], packet)
        if max(left_s.values()) <= 0:
            return


def _take(heard: Heard, packet: "Packet[AudioStream]") -> float:
    """Seconds of sound in the packet, after its samples were counted."""
    heard.n_packets += 1
    try:
        frames = packet.decode()
    except (av.error.FFmpegError, ValueError):
        heard.n_bad_packets += 1
        frames = []
    for frame in frames:
        samples = _as_float(frame)
        heard.n_samples += samples.size
        heard.energy += float(np.dot(samples, samples))
        heard.peak = max(heard.peak, float(np.abs(samples).max(initial=0.0)))
    declared_s = float((packet.duration or 0) * (packet.time_base or 0))
    return max(declared_s, sum(frame.samples / frame.sample_rate for frame in frames), 0.005)


def _as_float(frame: AudioFrame) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """All samples of the frame in one row, 1.0 = full scale."""
    data = frame.to_ndarray().ravel()
    if data.dtype.kind == "f":
        return np.nan_to_num(data.astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    full_scale = float(2 ** (8 * data.dtype.itemsize - 1))
    return data.astype(np.float64) / full_scale - (data.dtype.kind == "u")


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


def choose_track(streams: Sequence[AudioStream], heard: Sequence[Heard]) -> int:
    """Position of the stream to use: the first with music in its name, else the first that is neither silent nor a tone.

    Parameters
    ----------
    streams
        All of them.
    heard
        What was heard in each, in the same order; an empty ``Heard`` for those that do not decode.
    """
    usable = [n for n, stream in enumerate(streams) if is_decodable(stream)]
    living = [n for n in usable if heard[n].is_programme and not heard[n].is_protected]
    named = [n for n in living if is_music_title(track_title(streams[n]))]
    return (named or living or usable or [0])[0]


def mono_partner(streams: Sequence[AudioStream], heard: Sequence[Heard], chosen: int) -> int | None:
    """Position of the other half of a pair of mono tracks (1+2, 3+4, …), None where the chosen track stands alone.

    The names must agree in whether they promise music, and the languages must be the same.
    """
    partner = chosen ^ 1
    if partner >= len(streams) or not is_decodable(streams[partner]) or not is_decodable(streams[chosen]):
        return None
    one, other = streams[chosen], streams[partner]
    are_mono = one.codec_context.channels == other.codec_context.channels == 1
    are_alike = one.language == other.language and one.sample_rate == other.sample_rate
    are_named_alike = is_music_title(track_title(one)) == is_music_title(track_title(other))
    return partner if are_mono and are_alike and are_named_alike and heard[partner].is_programme else None


def listen_to_all(container: InputContainer, streams: Sequence[AudioStream]) -> list[Heard]:
    """What is heard in every stream; an empty ``Heard`` for those that no decoder knows."""
    decodable = [stream for stream in streams if is_decodable(stream)]
    found = {stream.index: heard for stream, heard in zip(decodable, listen(container, decodable), strict=True)}
    return [found.get(stream.index, Heard()) for stream in streams]
