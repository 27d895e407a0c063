"""One still of a clip, as small as it is shown."""

import logging
from collections.abc import Iterator
from pathlib import Path

import av.error
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from slipgui.core.errors import SlipError
from slipgui.media.container import discard_others, open_media
from slipgui.media.cover import read_cover
from slipgui.media.jpeg import encode_small
from slipgui.media.probe import find_picture
from slipgui.media.timing import duration_s

_PLACES = (0.1, 0.3, 0.55)
"""Where a still is looked for, as shares of the clip: the first that is not black; leaders and fades stand at the beginning."""
_DARK_LUMA = 24.0
"""Mean brightness, 16 is video black."""
_MAX_PACKETS = 600
"""Read at one place without meeting a key frame: 20 s of film."""
_MAX_PIXELS = 150_000_000
"""Larger pictures are no film; 16K is 133 million."""
_LANDSCAPE = 1.25
"""From this shape on a still fills its place and is cut at its sides; narrower ones are shown whole."""
_ERRORS = (av.error.FFmpegError, OSError, ValueError, IndexError, MemoryError)
"""Whatever a damaged file may bring."""
_US = 1_000_000

_log = logging.getLogger(__name__)


def read_poster(path: Path, box: tuple[int, int]) -> bytes | None:
    """A still near a tenth of the clip as JPEG, for music the cover of its record; None where there is neither.

    Reads few bytes and decodes key frames alone: 10 to 120 ms of CPU (facts/media.md, section 7).

    Parameters
    ----------
    path
        Any file.
    box
        Width and height in pixels of the place it will fill; the still is no larger than that needs.
    """
    try:
        with open_media(path, is_sparse=True) as container:
            picture = find_picture(container)
            if picture is not None:
                frame = _find_still(container, picture)
                return _encode(frame, picture, box) if frame is not None else None
    except (SlipError, *_ERRORS) as error:
        _log.info("no still: %s", type(error).__name__)
        return None
    return read_cover(path)


def _find_still(container: InputContainer, picture: VideoStream) -> VideoFrame | None:
    """The first still that is not black, else the first at all."""
    if picture.codec_context is None or picture.width * picture.height > _MAX_PIXELS:
        return None
    discard_others(container, [picture])
    picture.codec_context.thread_count = 1  # one frame: threads would only hold it back
    first: VideoFrame | None = None
    for frame in _stills(container, picture):
        if _luma(frame) > _DARK_LUMA:
            return frame
        first = first or frame
    return first


def _stills(container: InputContainer, picture: VideoStream) -> Iterator[VideoFrame]:
    length_s = duration_s(container)
    start_us = container.start_time or 0
    picture.codec_context.skip_frame = "NONKEY"
    n_found = 0
    for place in _PLACES if length_s > 0 else ():
        frame = _still_at(container, picture, start_us + round(place * length_s * _US))
        if frame is not None:
            n_found += 1
            yield frame
    if not n_found:  # no way to seek, or nothing that is marked as a key frame
        picture.codec_context.skip_frame = "DEFAULT"
        frame = _still_at(container, picture, start_us, needs_key_frame=False)
        if frame is not None:
            yield frame


def _still_at(
    container: InputContainer, picture: VideoStream, at_us: int, *, needs_key_frame: bool = True
) -> VideoFrame | None:
    """The first frame that decodes from there on; None where there is none within reach."""
    try:
        container.seek(at_us)
        for n_packets, packet in enumerate(container.demux(picture)):
            if n_packets == _MAX_PACKETS:
                return None
            if packet.size and (packet.is_keyframe or not needs_key_frame):
                frames = _decode(packet, picture, is_alone=needs_key_frame)
                if frames:
                    return frames[0]
    except _ERRORS:
        return None
    return None


def _decode(packet: "av.Packet[VideoStream]", picture: VideoStream, *, is_alone: bool) -> list[VideoFrame]:
    """What a packet gives; where it stands alone also what the decoder would hold back for the order of the frames."""
    try:
        frames = packet.decode()
        if not frames and is_alone:
            frames = picture.decode(None)
            picture.codec_context.flush_buffers()
    except (av.error.FFmpegError, ValueError):
        return []
    return frames


def _luma(frame: VideoFrame) -> float:
    """Mean brightness from 0 to 255, of a thumbnail."""
    tiny = frame.reformat(32, 18, format="gray")
    return float(tiny.to_ndarray().mean())


def _encode(frame: VideoFrame, picture: VideoStream, box: tuple[int, int]) -> bytes:
    """The still upright and with square pixels."""
    ratio = float(picture.sample_aspect_ratio or 1)
    width, height = frame.width * (ratio if 0.1 < ratio < 10 else 1.0), float(frame.height)
    n_turns = round(frame.rotation / 90) % 4
    turned_width, turned_height = (height, width) if n_turns % 2 else (width, height)
    scales = box[0] / turned_width, box[1] / turned_height
    scale = min(1.0, max(scales) if turned_width / turned_height >= _LANDSCAPE else min(scales))
    if not n_turns:
        return encode_small(frame, width * scale, height * scale)
    small = frame.reformat(max(2, round(width * scale)), max(2, round(height * scale)), format="rgb24")
    pixels = np.ascontiguousarray(np.rot90(small.to_ndarray(), n_turns)).astype(np.uint8, copy=False)
    upright = VideoFrame.from_ndarray(pixels, format="rgb24")
    return encode_small(upright, upright.width, upright.height)
