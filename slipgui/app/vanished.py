"""Which files of a folder are gone, and which only seem to be because a volume is not connected."""

import os
from collections.abc import Collection, Sequence
from pathlib import Path


def find_vanished(folders: Sequence[Path], files: Collection[Path]) -> tuple[set[Path], list[Path]]:
    """The files below the folders that are not there any more, and folders that look like the place of an unplugged volume.

    Only where the system says "no such file" a file is gone: not allowed, not answering or not connected is something else.  A folder
    without a single entry may be an empty mount point: what was known below it is kept.

    Parameters
    ----------
    folders
        Folders that are there.
    files
        Absolute paths without links.
    """
    roots = [folder.resolve() for folder in folders]
    vanished, doubtful = set(), dict[Path, None]()
    for file in sorted(files):
        root = next((root for root in roots if file.is_relative_to(root)), None)
        if root is None or not _is_gone(file):
            continue
        place = next((folder for folder in file.parents if not _is_gone(folder)), root)
        if place.is_relative_to(root) and not _is_empty(place):
            vanished.add(file)
        else:
            doubtful[place if place.is_relative_to(root) else root] = None
    return vanished, list(doubtful)


def _is_gone(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def _is_empty(folder: Path) -> bool:
    """Whether it has no entry; also where it cannot be said."""
    try:
        with os.scandir(folder) as entries:
            return next(entries, None) is None
    except OSError:
        return True
