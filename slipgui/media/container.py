"""Opening media files carefully and reading packets out of them, the damaged ones included."""

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Self, cast

import av
import av.error
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.stream import Discard, Stream

from slipgui.core.errors import ClipUnreadableError
from slipgui.media.error_map import STORAGE_LOST_ERRNOS, explain_read_error, reading
from slipgui.media.file_state import read_file_state

HAS_READ_AHEAD_CONTROL = hasattr(os, "posix_fadvise")
"""Whether this system lets us say that a file is read here and there."""
_OPEN_TIMEOUT_S = 30.0
_READ_TIMEOUT_S = 60.0
_PLAYLIST_FORMATS = frozenset({"hls", "concat", "dash", "imf", "sdp", "rtsp", "tty"})
"""Demuxers that open further files or addresses, or draw a text file as a picture: no clip of an editor is one of these."""
_MAX_BARREN_READS = 5
"""So many errors without a packet between them are the end of what can be read."""


class SparseReader:
    """A file read here and there, without the kernel's read-ahead.

    Skipping the picture of a 5.8 GB ProRes file saves nothing while the kernel reads ahead over the gaps: 5 821 MB from disk
    against 222 MB with ``POSIX_FADV_RANDOM`` (facts/media.md, section 4).  PyAV calls ``read``, ``seek`` and ``tell``.
    """

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        """PyAV shows it in messages and FFmpeg guesses by its ending."""
        self.read_bytes = 0
        """How much was read so far."""
        self._position = 0
        self._fd = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
        self._size_bytes = os.fstat(self._fd).st_size
        if HAS_READ_AHEAD_CONTROL:
            os.posix_fadvise(self._fd, 0, 0, os.POSIX_FADV_RANDOM)

    def read(self, n_bytes: int) -> bytes:
        """Up to ``n_bytes`` from the present position; empty at the end."""
        data = os.pread(self._fd, n_bytes, self._position)
        self._position += len(data)
        self.read_bytes += len(data)
        return data

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """The new position."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size_bytes}[whence]
        self._position = base + offset
        return self._position

    def tell(self) -> int:
        """The present position."""
        return self._position

    def close(self) -> None:
        """Give the file back."""
        os.close(self._fd)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def open_media(path: Path, *, is_sparse: bool = False) -> Iterator[InputContainer]:
    """The opened file, for a ``with`` block from which only ``SlipError`` kinds come out.

    Parameters
    ----------
    path
        Any path; what is no regular file is refused before anything is opened.
    is_sparse
        Little of the file will be read: keep the kernel from reading the rest.

    Raises
    ------
    ClipUnreadableError
        When it is a playlist, which would have FFmpeg open other files.
    """
    state = read_file_state(path)
    absolute = path.absolute()  # FFmpeg takes "a:b" for a protocol, but nothing that begins with a slash or a drive
    source = SparseReader(absolute) if is_sparse else nullcontext(str(absolute))
    with reading(path, state), source as file, _open(file) as container:
        if container.format.name in _PLAYLIST_FORMATS:
            raise ClipUnreadableError("a playlist, not a clip", reason="not_media")
        yield container


def _open(file: SparseReader | str) -> InputContainer:
    return av.open(
        file,
        "r",
        metadata_errors="replace",  # tags that are not UTF-8 otherwise raise UnicodeDecodeError
        options={"protocol_whitelist": "file"},
        timeout=(_OPEN_TIMEOUT_S, _READ_TIMEOUT_S),
    )


def audio_streams(container: InputContainer) -> list[AudioStream]:
    """The audio streams in file order, also those that no decoder knows (``codec_context`` is None there)."""
    return list(container.streams.audio)


def is_decodable(stream: AudioStream) -> bool:
    """Whether FFmpeg has a decoder for the stream."""
    return stream.codec_context is not None


def discard_others(container: InputContainer, wanted: Collection[Stream]) -> None:
    """Have the demuxer skip all streams but ``wanted``: 22 times fewer bytes of a ProRes file."""
    kept = {stream.index for stream in wanted}
    for stream in container.streams:
        stream.discard = Discard.default if stream.index in kept else Discard.all


def read_packets(container: InputContainer, streams: Collection[AudioStream]) -> "Iterator[Packet[AudioStream] | None]":  # noqa: DOC503 - raises what a function returns
    """All packets of ``streams`` in file order; None in place of a stretch that could not be read.

    A damaged place ends FFmpeg's own iteration, so it is begun again behind it.  The empty packets with which PyAV flushes decoders are
    left out.

    Raises
    ------
    SlipError
        When the drive or share went away.
    """
    n_barren = 0
    while n_barren < _MAX_BARREN_READS:
        n_barren += 1
        try:
            for packet in container.demux(*streams):
                if packet.size:
                    n_barren = 0
                    yield cast("Packet[AudioStream]", packet)
        except av.error.EOFError:
            return
        # IndexError: PyAV does not know a stream that began in the middle of the file
        except (av.error.FFmpegError, OSError, ValueError, IndexError, MemoryError) as error:
            if getattr(error, "errno", None) in STORAGE_LOST_ERRNOS:
                raise explain_read_error(error) from error
            yield None
        else:
            return
