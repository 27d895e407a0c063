"""A second copy of the catalogue's database, and what happens when the first one is damaged.

The segments hold fingerprints but no names: without the database nothing of them could be told.  So a copy is made whenever a catalogue
that was changed is closed, and every ten minutes while music is being added.  A damaged database is set aside and the copy takes its place:
tracks added since can be read from what was set aside as far as it is readable, and are learned again from their files.
"""

import logging
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from filelock import FileLock

from slipgui.core.errors import CatalogueError
from slipgui.engine.catalogue_database import DATABASE_FILE, CatalogueDatabase, StoredTrack
from slipgui.engine.catalogue_track import CatalogueProblem, ProblemKind

_COPY_FILE = "catalogue.copy.sqlite3"
_LOCK_FILE = "catalogue.lock"
_ASIDE_PREFIX = "catalogue.set-aside-"
_PARTIAL_PREFIX = "catalogue.part-"
_TAILS = ("-wal", "-shm", "-journal")
_ROWS_AT_ONCE = 64
_LEFT_BEHIND_S = 3600.0
"""A half-written copy this old belongs to a process that was killed."""

_log = logging.getLogger(__name__)


def open_database(folder: Path) -> CatalogueDatabase:
    """The database below a folder; where it is damaged, its copy, or a new one where there is no sound copy either.

    Raises
    ------
    CatalogueError
        When it cannot be opened for another reason: no right, no room, another version.
    """
    database = _try_open(folder)
    if database is not None:
        return database
    with FileLock(folder / _LOCK_FILE):
        database = _try_open(folder)  # somebody may have been faster
        if database is None:
            _replace_by_copy(folder)
            database = CatalogueDatabase(folder / DATABASE_FILE)
    return database


def write_copy(database: CatalogueDatabase, folder: Path) -> None:
    """Make the copy anew; a failure is only told to the log, the catalogue itself is sound."""
    partial = folder / f"{_PARTIAL_PREFIX}{uuid4().hex}"
    try:
        database.copy_to(partial)
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.replace(folder / _COPY_FILE)
    except (CatalogueError, OSError) as error:
        _log.warning("the catalogue's database cannot be copied: %s", error)
    finally:
        _sweep_partial(folder, partial.name)


def has_copy(folder: Path) -> bool:
    """Whether there is a copy at all."""
    return (folder / _COPY_FILE).exists()


def find_set_aside(folder: Path, known: list[StoredTrack]) -> list[CatalogueProblem]:
    """What set-aside databases name and the catalogue does not have; those that hold nothing new are no problem any more."""
    files = {stored.track.file for stored in known}
    problems = []
    for aside in set_aside_files(folder):
        named = list(_read_files(aside))
        lost = [file for file in named if file not in files and file.exists()]
        if lost or not named:
            problems.append(CatalogueProblem(ProblemKind.DATABASE_SET_ASIDE, None, aside, f"{len(lost)} tracks lost"))
        problems += [CatalogueProblem(ProblemKind.TRACK_LOST, None, file, f"named by {aside.name}") for file in lost]
    return problems


def set_aside_files(folder: Path) -> list[Path]:
    """The damaged databases that were kept, oldest first."""
    return sorted(file for file in folder.glob(f"{_ASIDE_PREFIX}*") if not file.name.endswith(_TAILS))


def drop_set_aside(folder: Path) -> None:
    """Delete the damaged databases: nothing in them is needed any more."""
    for file in folder.glob(f"{_ASIDE_PREFIX}*"):
        file.unlink(missing_ok=True)


def _try_open(folder: Path) -> CatalogueDatabase | None:
    """The database if it is sound, None if it is damaged; an empty or missing one with a copy beside it was not made by us."""
    path = folder / DATABASE_FILE
    if has_copy(folder) and (not path.exists() or path.stat().st_size == 0):
        return None
    database: CatalogueDatabase | None = None
    try:
        database = CatalogueDatabase(path)
        if database.is_sound():
            return database
    except CatalogueError as error:
        if not error.context.get("is_damaged"):
            if database is not None:
                database.close()
            raise
    if database is not None:
        database.close()
    return None


def _replace_by_copy(folder: Path) -> None:
    """Set the damaged database aside and put the copy in its place.

    Raises
    ------
    CatalogueError
        When it cannot be moved: another program has it open (Windows), or the folder cannot be written.
    """
    path, stamp = folder / DATABASE_FILE, f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid4().hex[:6]}"
    aside = folder / f"{_ASIDE_PREFIX}{stamp}.sqlite3"
    try:
        for tail in ("", *_TAILS):
            with suppress(FileNotFoundError):
                path.with_name(path.name + tail).rename(aside.with_name(aside.name + tail))
        is_copy_usable = _is_usable(folder / _COPY_FILE)
        if is_copy_usable:
            (folder / _COPY_FILE).replace(path)
    except OSError as cause:
        raise CatalogueError(
            "its database is damaged and cannot be set aside", why=str(cause.strerror), is_damaged=True
        ) from cause
    what = "its copy took its place" if is_copy_usable else "there is no sound copy: music must be added again"
    _log.error("the catalogue's database is damaged and was set aside as %s; %s", aside.name, what)


def _is_usable(copy: Path) -> bool:
    if not copy.exists():
        return False
    try:
        with closing(CatalogueDatabase(copy)) as database:
            return database.is_sound()
    except CatalogueError:
        return False


def _read_files(aside: Path) -> Iterator[Path]:
    """The files that a damaged database still names, as far as it can be read."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(aside)) as connection:
        last = connection.execute("SELECT max(rowid) FROM tracks").fetchone()[0] or 0
        for first in range(1, last + 1, _ROWS_AT_ONCE):
            with suppress(sqlite3.Error):
                sql = "SELECT file FROM tracks WHERE rowid BETWEEN ? AND ?"
                rows = connection.execute(sql, (first, first + _ROWS_AT_ONCE - 1)).fetchall()
                yield from (Path(os.fsdecode(row[0])) for row in rows if isinstance(row[0], bytes))


def _sweep_partial(folder: Path, own_name: str) -> None:
    for left in folder.glob(f"{_PARTIAL_PREFIX}*"):
        with suppress(OSError):
            if left.name.startswith(own_name) or time.time() - left.stat().st_mtime > _LEFT_BEHIND_S:
                left.unlink()
