"""The sound of a file that lies elsewhere, copied packet by packet into a file here: of a container with an index little else is read."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import av
import av.error
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer

from slipgui.core.errors import ClipUnreadableError, NoAudioError
from slipgui.core.ports import IsCancelled
from slipgui.core.voice import TimeRange, check_range
from slipgui.media.container import audio_streams, discard_others, read_packets
from slipgui.media.error_map import writing
from slipgui.media.excerpt import jump_ahead
from slipgui.media.timing import duration_s

_AV_TIME_BASE = 1_000_000
_LOOK_AHEAD_S = 0.6
"""So much more than the stretch is copied: the cutting looks behind its end."""
_PLAYLISTS = frozenset({"hls", "concat", "dash", "imf", "sdp", "rtsp", "tty"})


class FarFile(Protocol):
    """What is read from."""

    name: str
    error: Exception | None

    def read(self, n_bytes: int) -> bytes:
        """Up to so many bytes; none at the end or after an error."""
        ...


def copy_sound(file: FarFile, target: Path, is_cancelled: IsCancelled) -> bool:
    """Whether all sound tracks of the file are in ``target`` now, as they are; False when cancelled.  Blocking.

    Parameters
    ----------
    file
        Where it lies.
    target
        A new file that ends in ``SOUND_ENDING``.
    is_cancelled
        Asked often.

    What ended the reading of ``file`` is raised as it is; besides ``NoAudioError`` when there is no sound in it, and
    ``ClipUnreadableError`` when it is no media file.
    """
    return _copied(file, target, None, is_cancelled) is not None


def copy_stretch(
    file: FarFile, target: Path, wanted: TimeRange, is_cancelled: IsCancelled
) -> tuple[float, float] | None:
    """When the sound in ``target`` begins, in s from the beginning of the clip, and how long the clip is (0: not known).  Blocking.

    It holds the stretch and a little around it; of a file that can be read here and there little else is read.  None when cancelled;
    parameters and errors as ``copy_sound``, and ``VoiceError`` when the clip has no such stretch.
    """
    return _copied(file, target, wanted, is_cancelled)


def _copied(  # noqa: DOC503 - raises what ended the reading, too
    file: FarFile, target: Path, wanted: TimeRange | None, is_cancelled: IsCancelled
) -> tuple[float, float] | None:
    """When the copy begins, in s from the beginning of the clip, and how long the clip is; None when cancelled.

    Raises
    ------
    NoAudioError
        When there is no sound in it.
    ClipUnreadableError
        When it is no media file.
    """
    is_whole = False
    begun_s = clip_s = 0.0
    try:
        with av.open(file, "r", metadata_errors="replace", options={"protocol_whitelist": "file"}) as source:
            if source.format.name in _PLAYLISTS:
                raise ClipUnreadableError("a playlist, not a clip", reason="not_media")
            streams = audio_streams(source)
            if not streams:
                raise NoAudioError("no audio stream")
            discard_others(source, streams)
            clip_s = duration_s(source)
            if wanted is not None:
                check_range(wanted, clip_s)
                jump_ahead(source, wanted.from_s)
            with writing(target.parent, 0), av.open(str(target), "w", format="matroska") as copy:
                to_s = wanted.to_s if wanted is not None else math.inf
                is_whole = _copy(source, copy, streams, to_s, is_cancelled)
            origin = source.start_time or 0
        if is_whole:
            with av.open(str(target)) as copied:  # Matroska moves by what a codec needs to run up
                begun_s = max(0, (copied.start_time or 0) - origin) / _AV_TIME_BASE
    except (av.error.FFmpegError, ValueError, MemoryError) as cause:
        if file.error is None and not is_cancelled():
            raise ClipUnreadableError("no media file there", reason="not_media") from cause
    if file.error is not None:
        raise file.error
    return (begun_s, clip_s) if is_whole and not is_cancelled() else None


def _copy(
    source: InputContainer,
    copy: OutputContainer,
    streams: Sequence[AudioStream],
    to_s: float,
    is_cancelled: IsCancelled,
) -> bool:
    """Copy packets in their order until every stream is past ``to_s``; whether nobody stopped it."""
    targets = {stream.index: copy.add_stream_from_template(stream) for stream in streams}
    origin_s = (source.start_time or 0) / _AV_TIME_BASE
    last_dts, over = dict[int, int](), set[int]()
    for packet in read_packets(source, streams):
        if is_cancelled():
            return False
        if packet is None or packet.dts is None or packet.dts <= last_dts.get(packet.stream.index, packet.dts - 1):
            continue  # a damaged place, or a stamp that Matroska could not hold
        index = packet.stream.index
        last_dts[index] = packet.dts
        at_s = float(packet.dts * (packet.time_base or 0)) - origin_s
        if at_s > to_s + _LOOK_AHEAD_S:
            over.add(index)
            if len(over) == len(streams):
                break
            continue
        packet.stream = targets[index]
        copy.mux(packet)
    return True
