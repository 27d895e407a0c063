"""The picture of the record that a music file belongs to, made small: embedded in the file, else lying beside it."""

import io
import logging
import os
import re
from functools import lru_cache
from pathlib import Path

import av
import av.error
from av.stream import Disposition
from av.video.frame import VideoFrame

from slipgui.core.errors import SlipError
from slipgui.core.tags import COVER_PX
from slipgui.media.container import open_media
from slipgui.media.jpeg import encode_small

_BESIDE = re.compile(r"(cover|folder|front|albumart\w*)\.(jpe?g|png|webp|bmp)", re.IGNORECASE)
"""Names that players and rippers give to the picture of a folder; the first of them in this order is taken."""
_ORDER = ("cover", "folder", "front")
_MAX_BYTES = 30_000_000
_MAX_PIXELS = 50_000_000
"""Larger pictures are no covers; a decompression bomb is one."""
_ERRORS = (av.error.FFmpegError, OSError, ValueError, IndexError, StopIteration, MemoryError)
"""Whatever a damaged picture may bring."""

_log = logging.getLogger(__name__)


def read_cover(path: Path) -> bytes | None:
    """The cover of a music file as a small JPEG, None where there is none that can be read.

    Parameters
    ----------
    path
        A file that can be opened as media; one that cannot has no cover.
    """
    embedded = _read_embedded(path)
    small = make_small(embedded) if embedded else None
    if small is not None:
        return small
    beside = _find_beside(path.parent)
    return _read_beside(*beside) if beside is not None else None


def make_small(picture: bytes) -> bytes | None:
    """A picture of any common format as JPEG of at most ``COVER_PX`` in width and height, None where it cannot be read."""
    if len(picture) > _MAX_BYTES:
        return None
    try:
        with av.open(io.BytesIO(picture), "r") as container:
            stream = container.streams.video[0]
            if stream.width * stream.height > _MAX_PIXELS:
                return None
            return _encode(next(container.decode(stream)))
    except _ERRORS as error:
        _log.info("a cover cannot be read: %s", type(error).__name__)
        return None


def _read_embedded(path: Path) -> bytes | None:
    try:
        with open_media(path) as container:
            for stream in container.streams.video:
                if stream.disposition & Disposition.attached_pic:
                    return next((bytes(packet) for packet in container.demux(stream) if packet.size), None)
    except (SlipError, *_ERRORS):
        return None
    return None


def _find_beside(folder: Path) -> tuple[Path, int] | None:
    """The picture in a folder and its time."""
    try:
        names = _picture_names(folder, folder.stat().st_mtime_ns)
        return (folder / names[0], (folder / names[0]).stat().st_mtime_ns) if names else None
    except OSError:
        return None


@lru_cache(maxsize=8)
def _picture_names(folder: Path, _mtime_ns: int) -> list[str]:
    """Kept, because all tracks of a folder ask for it."""
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries if _BESIDE.fullmatch(entry.name) and entry.is_file()]
    return sorted(names, key=_preference)


@lru_cache(maxsize=8)
def _read_beside(picture: Path, _mtime_ns: int) -> bytes | None:
    try:
        return make_small(picture.read_bytes()) if picture.stat().st_size <= _MAX_BYTES else None
    except OSError:
        return None


def _preference(name: str) -> tuple[int, str]:
    stem = name.partition(".")[0].lower()
    return (_ORDER.index(stem) if stem in _ORDER else len(_ORDER), name)


def _encode(frame: VideoFrame) -> bytes:
    scale = min(1.0, COVER_PX / max(frame.width, frame.height))
    return encode_small(frame, frame.width * scale, frame.height * scale)
