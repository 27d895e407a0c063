"""Files that are either the old or the new one, never half of it."""

import os
import secrets
from pathlib import Path

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_atomically(path: Path, content: str | bytes, *, is_shared: bool = False) -> None:
    """Replace the file with ``content`` in one step (written aside, flushed to disk, renamed); folders are made.

    A text is written as UTF-8.  With ``is_shared`` others may read the file as they may other new ones of this user, else the user alone.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    handle = os.open(part, _NEW, 0o666 if is_shared else 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
