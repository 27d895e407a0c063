"""The border of the room: FFmpeg's and the system's exceptions become ``SlipError`` kinds here and nowhere else."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage

import av.error

from slipgui.core.errors import (
    ClipGoneError,
    ClipUnreadableError,
    DiskFullError,
    PrepareError,
    SlipError,
    UnsupportedMediaError,
)
from slipgui.media.file_state import FileState, check_unchanged

STORAGE_LOST_ERRNOS = frozenset(
    {
        errno.EIO,
        errno.ENXIO,
        errno.ENODEV,
        errno.ESTALE,
        errno.ETIMEDOUT,
        errno.EHOSTDOWN,
        errno.EHOSTUNREACH,
        errno.ENETDOWN,
        errno.ENETUNREACH,
        errno.ENOTCONN,
        errno.ECONNRESET,
    }
)
"""A drive was pulled out or a network share went away while it was read."""
_DISK_FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT})
_UNSUPPORTED = (
    av.error.DecoderNotFoundError,
    av.error.PatchWelcomeError,
    av.error.NotImplementedError,
    av.error.ExperimentalError,
)


@contextmanager
def reading(path: Path, state: FileState) -> Iterator[None]:  # noqa: DOC503 - raises what a function returns
    """Let only ``SlipError`` kinds out of a block that reads ``path``, whose state was ``state`` before.

    A file that went away or changed meanwhile explains any other error, so that is looked at first.

    Raises
    ------
    SlipError
        As raised inside; for all other exceptions what ``explain_read_error`` makes of them.
    """
    try:
        yield
    except SlipError:
        raise
    # Hostile files make PyAV raise nearly anything: UnicodeDecodeError, IndexError, EOFError and MemoryError were all seen
    # (facts/media.md, section 6).  A broad net is right at this border, and only here.
    except Exception as cause:
        check_unchanged(path, state)
        raise explain_read_error(cause) from cause


def explain_read_error(cause: Exception) -> SlipError:
    """The kind of error that an exception of the reading side stands for; the clip's own file is there.

    What FFmpeg misses (``FileNotFoundError``) is another file, which a damaged or foreign one names.
    """
    number = cause.errno if isinstance(cause, OSError | av.error.FFmpegError) else None
    text = f"{type(cause).__name__}: {cause}"[:300]
    if isinstance(cause, PermissionError):
        return ClipUnreadableError(text, reason="permission")
    if number in STORAGE_LOST_ERRNOS:
        return ClipGoneError(text)
    if isinstance(cause, _UNSUPPORTED):
        return UnsupportedMediaError(text)
    return ClipUnreadableError(text, reason="not_media")


@contextmanager
def writing(folder: Path, need_bytes: int) -> Iterator[None]:
    """Let only ``SlipError`` kinds out of a block that writes a new file into ``folder``.

    Raises
    ------
    SlipError
        As raised inside.
    DiskFullError
        When the disk or the user's share of it is full.
    PrepareError
        For everything else that the encoder, the muxer or the system says.
    """
    try:
        yield
    except SlipError:
        raise
    except Exception as cause:  # as above: muxers raise ValueError, InvalidDataError, OSError alike
        number = cause.errno if isinstance(cause, OSError | av.error.FFmpegError) else None
        if number in _DISK_FULL_ERRNOS:
            raise DiskFullError("disk full", need_bytes=need_bytes, free_bytes=disk_usage(folder).free) from cause
        raise PrepareError(f"{type(cause).__name__}: {cause}"[:300]) from cause
