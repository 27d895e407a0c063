"""What of the things a person names is a clip: files are kept or refused with a reason, folders are walked.

Nothing is opened here: a look at names and directory entries, so that it is quick on a share; call it in a thread all the same.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from slipgui.core.queue_order import natural_key

_PICTURE_SUFFIXES = (
    ".mp4 .mov .avi .mpeg .mpg .m4v .mkv .mxf .webm .ts .m2ts .mts .wmv .flv .3gp .ogv .vob .dv .gxf .qt .f4v .asf"
)
_SOUND_SUFFIXES = (
    ".wav .wave .bwf .rf64 .w64 .aif .aiff .aifc .mp3 .m4a .aac .flac .ogg .oga .opus .wma .ac3 .eac3 .mp2 .mka .caf"
)
_PROJECT_SUFFIXES = ".prproj .drp .drt .avb .avp .fcpbundle .fcpxml .fcpxmld .aep .veg .xml .edl .aaf .otio .otioz .ptx"

MEDIA_SUFFIXES = frozenset((_PICTURE_SUFFIXES + " " + _SOUND_SUFFIXES).split())
"""Endings that a folder is searched for: pictures with sound, and sound alone."""
PROJECT_SUFFIXES = frozenset(_PROJECT_SUFFIXES.split())
"""Projects and timelines: they name media and hold none."""
MUSIC_SUFFIXES = frozenset((_SOUND_SUFFIXES + " .mp4 .mov").split())
"""Endings that a music folder is searched for when the catalogue learns it."""


class RefusalReason(StrEnum):
    """Why a thing cannot be taken."""

    LINK = "link"
    """An address on a network, not a file."""
    PROJECT = "project"
    """A project or timeline of an editing program."""
    NOT_MEDIA = "not_media"
    """A file of another kind."""
    MISSING = "missing"
    """Nothing is there: an unplugged volume, a sandbox, a deleted file."""
    EMPTY_FOLDER = "empty_folder"
    """A folder without clips."""
    UNREADABLE = "unreadable"
    """A folder that may not be opened."""
    HIDDEN = "hidden"
    """Files that a sandbox hides from this program."""
    QUEUED = "queued"
    """A clip that waits or is at work already."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A thing that was not taken."""

    name: str
    """As the person would recognise it."""
    reason: RefusalReason
    path: Path | None = None
    """Absolute; None for what is no path."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of the things named."""

    paths: tuple[Path, ...]
    """Absolute paths of clips, in the order named, folders in natural order, each once."""
    refused: tuple[Refusal, ...]


def collect(paths: Iterable[Path], suffixes: frozenset[str] = MEDIA_SUFFIXES) -> Intake:
    """The clips among the paths.

    A file that is named itself is kept when its ending is a media ending or when it has none; a folder gives the media files below it.
    """
    kept: dict[Path, None] = {}
    refused: list[Refusal] = []
    for path in paths:
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - links keep the name the person knows
        found, refusal = _take(absolute, suffixes)
        kept.update(dict.fromkeys(found))
        if refusal is not None:
            refused.append(Refusal(absolute.name or str(absolute), refusal, absolute))
    return Intake(tuple(kept), tuple(refused))


def _take(path: Path, suffixes: frozenset[str]) -> tuple[list[Path], RefusalReason | None]:
    try:
        mode = path.stat().st_mode
    except OSError:
        return [], RefusalReason.MISSING
    suffix = path.suffix.lower()
    if suffix in PROJECT_SUFFIXES - suffixes:
        return [], RefusalReason.PROJECT
    if stat.S_ISDIR(mode):
        return _take_folder(path, suffixes)
    if suffix in suffixes or not suffix:
        return [path], None
    return [], RefusalReason.NOT_MEDIA


def _take_folder(folder: Path, suffixes: frozenset[str]) -> tuple[list[Path], RefusalReason | None]:
    try:
        with os.scandir(folder):
            pass
    except OSError:
        return [], RefusalReason.UNREADABLE
    found = list(walk_media(folder, suffixes))
    return found, None if found else RefusalReason.EMPTY_FOLDER


def walk_media(folder: Path, suffixes: frozenset[str] = MEDIA_SUFFIXES) -> Iterator[Path]:
    """The media files below a folder in natural order (``take2`` before ``take10``).

    Hidden entries are passed over, folders that may not be read are passed over, a loop of links ends.
    """
    seen: set[tuple[int, int]] = set()

    def walk(current: Path) -> Iterator[Path]:
        try:
            status = current.stat()
            with os.scandir(current) as listing:
                entries = sorted(listing, key=lambda entry: natural_key(entry.name))
        except OSError:
            return
        if (status.st_dev, status.st_ino) in seen:
            return
        seen.add((status.st_dev, status.st_ino))
        folders = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if _is_folder(entry):
                folders.append(Path(entry.path))
            elif Path(entry.name).suffix.lower() in suffixes:
                yield Path(entry.path)
        for sub in folders:
            yield from walk(sub)

    yield from walk(folder)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
