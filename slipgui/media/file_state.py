"""What the file system says of a clip: is it a plain file, is it still being written, is it still the same."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from slipgui.core.errors import ClipChangedError, ClipGoneError, ClipUnreadableError


@dataclass(frozen=True, slots=True)
class FileState:
    """Size and age of a file at one moment; two equal states mean an untouched file."""

    size_bytes: int
    """Length of the file."""
    mtime_ns: int
    """When it was last written, as the file system says."""


def read_file_state(path: Path) -> FileState:
    """The state of a regular, readable, non-empty file; nothing is opened, so that a FIFO cannot hang the caller.

    Raises
    ------
    ClipUnreadableError
        With ``reason`` missing, permission, directory, not_a_file or empty in its context.
    """
    try:
        found = path.stat()
    except PermissionError as cause:
        raise ClipUnreadableError("cannot be read", reason="permission") from cause
    except (OSError, ValueError) as cause:  # ValueError: a null byte in the name
        raise ClipUnreadableError("cannot be read", reason="missing") from cause
    if stat.S_ISDIR(found.st_mode):
        raise ClipUnreadableError("cannot be read", reason="directory")
    if not stat.S_ISREG(found.st_mode):
        raise ClipUnreadableError("cannot be read", reason="not_a_file")
    if found.st_size == 0:
        raise ClipUnreadableError("cannot be read", reason="empty")
    if not os.access(path, os.R_OK):
        raise ClipUnreadableError("cannot be read", reason="permission")
    return FileState(found.st_size, found.st_mtime_ns)


def is_settled(earlier: FileState, later: FileState) -> bool:
    """Whether nobody wrote to the file between two looks; let about 2 s pass between them."""
    return earlier == later


def check_unchanged(path: Path, earlier: FileState) -> None:
    """Return quietly when the file is still the one that was seen before.

    Raises
    ------
    ClipGoneError
        When it is not there any more, or cannot be read any more.
    ClipChangedError
        When its size or time is another.
    """
    try:
        later = read_file_state(path)
    except ClipUnreadableError as cause:
        if cause.context.get("reason") == "empty":
            raise ClipChangedError("emptied while it was read", size_bytes=0) from cause
        raise ClipGoneError("gone while it was read", reason=cause.context.get("reason")) from cause
    if not is_settled(earlier, later):
        raise ClipChangedError("changed while it was read", size_bytes=later.size_bytes)
