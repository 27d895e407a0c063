"""What the catalogue says of a track, of the files given to it, and of what is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from slipgui.core.errors import SlipError


@dataclass(frozen=True, slots=True)
class CatalogueTrack:
    """A track of the user's catalogue."""

    id: str
    """UUID, kept when the file changes or moves."""
    file: Path
    """Absolute."""
    title: str
    """Never empty: the file's name without ending where it has no tag."""
    artist: str | None
    """As tagged."""
    album: str | None
    """As tagged."""
    isrc: str | None
    """As written in the file."""
    label: str | None
    """Record label."""
    composer: str | None
    """As tagged."""
    publisher: str | None
    """As tagged."""
    duration_s: float
    """Length of the decoded sound."""
    hash_count: int
    """Landmarks by which it can be found; 0 for silence."""
    cover: str | None = None
    """Name of its picture in the catalogue (``catalogue_covers.py``)."""


TAG_FIELDS = ("title", "artist", "album", "isrc", "label", "composer", "publisher")
"""Words that the user may change of a track."""
SAID_FIELDS = (*TAG_FIELDS, "cover")
"""Everything that a file says of its track, and that the user may say otherwise."""


@dataclass(frozen=True, slots=True)
class SaidTags:
    """Who says what of a track; by field of ``SAID_FIELDS``."""

    of_file: Mapping[str, str | None]
    """As the file was read last."""
    of_user: Mapping[str, str | None]
    """Only what the user changed; it stands over the file's."""


@dataclass(frozen=True, slots=True)
class FileState:
    """By what a change of a file is noticed."""

    size_bytes: int
    """Size."""
    mtime_ns: int
    """Time of the last change."""
    sha256: str
    """Of the contents, hexadecimal."""


class FileStatus(StrEnum):
    """What became of a file that was given to the catalogue."""

    ADDED = "added"
    """New."""
    UNCHANGED = "unchanged"
    """Known already."""
    UPDATED = "updated"
    """Known, with other contents, at another place, or not searchable until now."""
    FAILED = "failed"
    """It could not be read or decoded."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """News of one file; what it says is on the disk already."""

    file: Path
    """Absolute."""
    status: FileStatus
    """What became of it."""
    id: str | None
    """The track; None when it failed and is not known."""
    duration_s: float | None
    """Length; None when it failed."""
    error: SlipError | None
    """Why it failed, else None."""


@dataclass(frozen=True, slots=True)
class AddProgress:
    """How far an ``add`` has come; files count when they are looked at or fingerprinted, before they are on the disk."""

    n_done: int
    """Files done."""
    n_files: int
    """Files in all."""
    audio_s: float
    """Sound fingerprinted so far."""
    elapsed_s: float
    """Since the beginning."""


@dataclass(frozen=True, slots=True)
class AddOptions:
    """How an ``add`` works."""

    is_isolated: bool = False
    """Decode and fingerprint in worker processes: faster for more than a few files, and hostile media crashes only a worker."""
    is_anew: bool = False
    """Fingerprint files again that are known and did not change: a rebuild."""
    on_progress: Callable[[AddProgress], None] = lambda _: None
    """Called in the thread of ``add`` after each file."""


@dataclass(frozen=True, slots=True)
class AddSummary:
    """The end of one ``add``."""

    n_added: int
    """Files that are new."""
    n_unchanged: int
    """Files that were known."""
    n_updated: int
    """Files that changed."""
    n_failed: int
    """Files without a track."""
    audio_s: float
    """Sound that was fingerprinted."""
    elapsed_s: float
    """Time it took."""
    is_cancelled: bool
    """Whether files were left out because the user stopped it."""


class ProblemKind(StrEnum):
    """What may be wrong with a catalogue."""

    SEGMENT_DAMAGED = "segment_damaged"
    """Stored fingerprints are not what was written; they are set aside."""
    NOT_SEARCHABLE = "not_searchable"
    """A track whose fingerprint is set aside: adding its file again mends it."""
    FILE_GONE = "file_gone"
    """The track's file is not there any more; it is still recognised."""
    FILE_CHANGED = "file_changed"
    """The track's file is another than the one fingerprinted: add it again."""
    DUPLICATE = "duplicate"
    """The track's file holds the same bytes as another track's: nothing is broken."""
    DATABASE_SET_ASIDE = "database_set_aside"
    """The list of tracks was damaged; an older copy took its place, and the damaged file was kept."""
    TRACK_LOST = "track_lost"
    """A file that the damaged list names and the copy does not: adding it again mends it."""
    NOTHING_TO_FIND = "nothing_to_find"
    """Silence, or too short: the track can never be recognised."""


@dataclass(frozen=True, slots=True)
class CatalogueProblem:
    """One finding of ``check``."""

    kind: ProblemKind
    """What it is."""
    track_id: str | None
    """Which track, None for a segment."""
    path: Path
    """The file or the segment's folder."""
    detail: str
    """English, for logs: names of damaged files and the like."""
    other_id: str | None = None
    """The track that a duplicate is one of …"""
    other_path: Path | None = None
    """… and its file."""
