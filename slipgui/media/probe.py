"""What a media file is: one look, little reading."""

from collections.abc import Sequence
from pathlib import Path

from av.audio.stream import AudioStream as AvAudioStream
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from slipgui.core.clip import AudioStream, MediaInfo
from slipgui.core.errors import ClipProtectedError, UnsupportedMediaError
from slipgui.media.container import audio_streams, is_decodable, open_media
from slipgui.media.file_state import read_file_state
from slipgui.media.timing import constant_frame_rate, duration_s, offset_s, start_timecode, stream_duration_s
from slipgui.media.track_choice import Heard, Mix, listen_for_mix, track_title

_INDEXED_FORMATS = frozenset({"mov", "mp4", "avi"})
_INDEX_COVERAGE = 0.95


def probe(path: Path) -> MediaInfo:
    """What the file is; a clip without sound comes back with empty ``audio_streams``.

    Blocking, 10 to 200 ms; reads at most some ten megabytes of any file.

    It raises ``ClipUnreadableError`` when the file is missing, empty, no plain file, may not be read or is no media (``reason`` in the
    context); ``UnsupportedMediaError`` when it has sound, but none that can be decoded; ``ClipProtectedError`` when most packets of the
    chosen sound do not decode; ``ClipGoneError`` or ``ClipChangedError`` when something happened to the file meanwhile.
    """
    size_bytes = read_file_state(path).size_bytes
    with open_media(path) as container:
        streams = audio_streams(container)
        mix = _choose(container, streams) if streams else ()
        return _info(container, size_bytes, [share.position for share in mix])


def glance(path: Path) -> MediaInfo:
    """What the file says it is: as ``probe``, but nobody listens, and the first audio stream passes for the programme sound.

    Blocking, 5 to 50 ms; it raises ``ClipUnreadableError`` as ``probe`` does.
    """
    size_bytes = read_file_state(path).size_bytes
    with open_media(path, is_sparse=True) as container:
        return _info(container, size_bytes, [0] if container.streams.audio else [])


def _info(container: InputContainer, size_bytes: int, positions: Sequence[int]) -> MediaInfo:
    """What is known of a file of which these audio streams are heard."""
    streams = audio_streams(container)
    picture = find_picture(container)
    return MediaInfo(
        size_bytes=size_bytes,
        duration_s=duration_s(container),
        container=container.format.name,
        has_picture=picture is not None,
        frame_rate=constant_frame_rate(picture) if picture else None,
        start_timecode=start_timecode(container, picture),
        audio_streams=tuple(_describe(container, n, stream) for n, stream in enumerate(streams)),
        audio_stream_index=positions[0] if positions else 0,
        audio_offset_s=min((offset_s(container, streams[position]) for position in positions), default=0.0),
    )


def find_picture(container: InputContainer) -> VideoStream | None:
    """The first video stream that is not a cover picture."""
    covers = Disposition.attached_pic | Disposition.timed_thumbnails
    return next((stream for stream in container.streams.video if not stream.disposition & covers), None)


def _choose(container: InputContainer, streams: Sequence[AvAudioStream]) -> Mix:
    """How the sound is made of the streams, after some of each was decoded."""
    if not any(is_decodable(stream) for stream in streams):
        raise UnsupportedMediaError("no decoder for any audio stream")
    mix, heard = listen_for_mix(container)
    _check_decodes(heard[mix[0].position])
    return mix


def _check_decodes(heard: Heard) -> None:
    if heard.n_packets == 0:
        raise UnsupportedMediaError("the file delivers no sound at all")
    if heard.is_protected:
        raise ClipProtectedError(
            "most packets do not decode", n_packets=heard.n_packets, n_bad_packets=heard.n_bad_packets
        )


def _describe(container: InputContainer, position: int, stream: AvAudioStream) -> AudioStream:
    codec = stream.codec_context
    return AudioStream(
        index=position,
        codec=codec.codec.canonical_name if codec else "unknown",
        n_channels=codec.channels if codec else 0,
        sample_rate_hz=codec.sample_rate if codec else 0,
        duration_s=stream_duration_s(stream),
        size_bytes=indexed_bytes(container, stream),
        title=track_title(stream),
        offset_s=offset_s(container, stream),
    )


def indexed_bytes(container: InputContainer, stream: AvAudioStream) -> int | None:
    """Size of all packets of the stream, where the container's index knows each of them, else None.

    O(packets), 50 ms for an hour.  Fragmented mp4 and truncated avi hold but a part of their index: then None.
    """
    if not _INDEXED_FORMATS & set(container.format.name.split(",")) or not len(stream.index_entries):
        return None
    entries = stream.index_entries
    declared = stream.duration or (duration_s(container) / float(stream.time_base or 1))
    if declared and entries[len(entries) - 1].timestamp < _INDEX_COVERAGE * declared - entries[0].timestamp - 1:
        n_missing_s = float((declared - entries[len(entries) - 1].timestamp) * (stream.time_base or 1))
        if n_missing_s > 1.0:
            return None
    return sum(entry.size for entry in entries)
