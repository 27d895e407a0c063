"""The sound of a file that lies elsewhere, copied packet by packet into a file here: of a container with an index little else is read."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import av
import av.error
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer

from slipgui.core.errors import ClipUnreadableError, NoAudioError
from slipgui.core.ports import IsCancelled
from slipgui.media.container import audio_streams, discard_others, read_packets
from slipgui.media.error_map import writing

ENDING = ".mka"
"""Matroska takes every codec as it is."""
_PLAYLISTS = frozenset({"hls", "concat", "dash", "imf", "sdp", "rtsp", "tty"})


class FarFile(Protocol):
    """What is read from."""

    name: str
    error: Exception | None

    def read(self, n_bytes: int) -> bytes:
        """Up to so many bytes; none at the end or after an error."""
        ...


def copy_sound(file: FarFile, target: Path, is_cancelled: IsCancelled) -> bool:  # noqa: DOC503 - raises what ended the reading, too
    """Whether all sound tracks of the file are in ``target`` now, as they are; False when cancelled.  Blocking.

    Parameters
    ----------
    file
        Where it lies.
    target
        A new file that ends in ``ENDING``.
    is_cancelled
        Asked often.

    What ended the reading of ``file`` is raised as it is.

    Raises
    ------
    NoAudioError
        When there is no sound in it.
    ClipUnreadableError
        When it is no media file.
    """
    try:
        with av.open(file, "r", metadata_errors="replace", options={"protocol_whitelist": "file"}) as source:
            if source.format.name in _PLAYLISTS:
                raise ClipUnreadableError("a playlist, not a clip", reason="not_media")
            streams = audio_streams(source)
            if not streams:
                raise NoAudioError("no audio stream")
            discard_others(source, streams)
            with writing(target.parent, 0), av.open(str(target), "w", format="matroska") as copy:
                is_whole = _copy(source, copy, streams, is_cancelled)
    except (av.error.FFmpegError, ValueError, MemoryError) as cause:
        if file.error is None and not is_cancelled():
            raise ClipUnreadableError("no media file there", reason="not_media") from cause
        is_whole = False
    if file.error is not None:
        raise file.error
    return is_whole and not is_cancelled()


def _copy(
    source: InputContainer, copy: OutputContainer, streams: Iterable[AudioStream], is_cancelled: IsCancelled
) -> bool:
    """Copy all packets in their order; whether nobody stopped it."""
    targets = {stream.index: copy.add_stream_from_template(stream) for stream in streams}
    last_dts: dict[int, int] = {}
    for packet in read_packets(source, list(streams)):
        if is_cancelled():
            return False
        if packet is None or packet.dts is None or packet.dts <= last_dts.get(packet.stream.index, packet.dts - 1):
            continue  # a damaged place, or a stamp that Matroska could not hold
        last_dts[packet.stream.index] = packet.dts
        index = packet.stream.index
        packet.stream = targets[index]
        copy.mux(packet)
    return True
