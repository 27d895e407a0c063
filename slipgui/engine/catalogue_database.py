"""The catalogue's SQLite file: which tracks there are, and which segments hold them.

One transaction changes tracks and segments together, so a reader and a killed writer see a whole state, old or new.  ``generation`` grows
with each change.  Reading and writing use two connections: a long write never holds up a query (WAL).
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Any

from slipgui.core.errors import CatalogueError
from slipgui.engine.catalogue_schema import bring_up_to_date, transaction
from slipgui.engine.catalogue_track import SAID_FIELDS, CatalogueTrack, FileState, SaidTags

DATABASE_FILE = "catalogue.sqlite3"
_PRIMARY_CODE = 0xFF
"""SQLite says more in the higher bits of an error code."""
_WAIT_FOR_WRITERS_S = 600.0
"""A merge of a large catalogue holds the write lock for a minute or two."""
_COLUMNS = (
    *("id", "file", "size_bytes", "mtime_ns", "sha256", "title", "artist", "album", "isrc", "label", "composer"),
    *("publisher", "cover", "file_tags", "duration_s", "hash_count", "segment", "place"),
)
_TRACK = "tracks.id, file, title, artist, album, isrc, label, composer, publisher, duration_s, hash_count, cover"
_STORED = (
    f"SELECT {_TRACK}, size_bytes, mtime_ns, sha256, is_damaged FROM tracks JOIN segments ON segments.id = segment"
)


@dataclass(frozen=True, slots=True)
class StoredTrack:
    """A track with what is known of its file."""

    track: CatalogueTrack
    """What people see."""
    state: FileState
    """When it was fingerprinted."""
    is_searchable: bool
    """False when its segment is set aside."""


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A segment in the manifest."""

    id: int
    """Order in the index."""
    name: str
    """Folder."""
    n_frames: int
    """Length."""
    is_damaged: bool
    """Set aside by ``check``."""
    masked: frozenset[int]
    """Places of tracks that were removed or replaced since."""


class CatalogueDatabase:
    """``catalogue.sqlite3`` below a folder; usable from several threads and processes.

    Every method raises ``CatalogueError`` where SQLite fails.
    """

    def __init__(self, path: Path) -> None:
        self._read_lock, self._write_lock = RLock(), RLock()
        with _as_catalogue_error(), ExitStack() as opened:
            self._reader = opened.enter_context(closing(_connect(path)))
            self._writer = opened.enter_context(closing(_connect(path)))
            bring_up_to_date(self._writer, path.name)
            opened.pop_all()

    def close(self) -> None:
        """Close both connections."""
        self._reader.close()
        self._writer.close()

    def generation(self) -> int:
        """Number of changes so far; microseconds."""
        return int(self._read("SELECT value FROM state WHERE key = 'generation'")[0][0])

    def count_tracks(self) -> int:
        """How many tracks there are."""
        return int(self._read("SELECT count(*) FROM tracks")[0][0])

    def tracks(self) -> list[StoredTrack]:
        """All, in the order they were added."""
        return [_stored(row) for row in self._read(f"{_STORED} ORDER BY tracks.rowid")]

    def unsearchable_files(self) -> list[Path]:
        """Files of the tracks whose segment is set aside."""
        sql = "SELECT file FROM tracks JOIN segments ON segments.id = segment WHERE is_damaged ORDER BY tracks.rowid"
        return [Path(os.fsdecode(file)) for (file,) in self._read(sql)]

    def track(self, track_id: str) -> StoredTrack | None:
        """The one with this id."""
        return next(map(_stored, self._read(f"{_STORED} WHERE tracks.id = ?", track_id)), None)

    def track_of_file(self, file: Path) -> StoredTrack | None:
        """The one made of this file."""
        return next(map(_stored, self._read(f"{_STORED} WHERE file = ?", os.fsencode(file))), None)

    def tracks_of_contents(self, sha256: str) -> list[StoredTrack]:
        """Those with these contents."""
        return [_stored(row) for row in self._read(f"{_STORED} WHERE sha256 = ?", sha256)]

    def said_tags(self, track_id: str) -> SaidTags | None:
        """What its file says of a track, and what the user says; None where there is no such track."""
        with self._read_lock, _as_catalogue_error(), transaction(self._reader, "BEGIN"):
            rows = self._read("SELECT file_tags FROM tracks WHERE id = ?", track_id)
            said = self._read("SELECT field, value FROM user_tags WHERE track = ?", track_id)
        return SaidTags(json.loads(rows[0][0]), dict(said)) if rows else None

    def covers(self) -> set[str]:
        """Names of all pictures that a track needs, or would need if the user took his word back."""
        sql = "SELECT cover FROM tracks UNION SELECT json_extract(file_tags, '$.cover') FROM tracks"
        return {str(row[0]) for row in self._read(sql) if row[0]}

    def copy_to(self, path: Path) -> None:
        """Write the state of this moment to another file, which must not exist."""
        with self._read_lock, _as_catalogue_error(), closing(sqlite3.connect(path)) as copy:
            self._reader.backup(copy)

    def is_sound(self) -> bool:
        """Whether its pages are as they should be; a tenth of a second for 100 000 tracks."""
        return self._read("PRAGMA quick_check(1)") == [("ok",)]

    def manifest(self) -> tuple[int, list[SegmentRow]]:
        """The generation and its segments, in the order of the index."""
        with self._read_lock, _as_catalogue_error(), transaction(self._reader, "BEGIN"):
            return self.generation(), _manifest(self._reader)

    @contextmanager
    def write(self) -> Iterator["CatalogueWriter"]:
        """All or nothing: a transaction that waits for other writers and is rolled back on any exception."""
        with self._write_lock, _as_catalogue_error(), transaction(self._writer, "BEGIN IMMEDIATE"):
            yield CatalogueWriter(self._writer)
            self._writer.execute("UPDATE state SET value = value + 1 WHERE key = 'generation'")

    @contextmanager
    def hold_off_writers(self) -> Iterator[bool]:
        """True while no other process writes, nor can begin to; False at once where one does."""
        with self._write_lock, _as_catalogue_error():
            self._writer.execute("PRAGMA busy_timeout = 0")
            try:
                self._writer.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                yield False
            else:
                try:
                    yield True
                finally:
                    self._writer.execute("ROLLBACK")
            finally:
                self._writer.execute(f"PRAGMA busy_timeout = {int(_WAIT_FOR_WRITERS_S * 1000)}")

    def _read(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._read_lock, _as_catalogue_error():
            return self._reader.execute(sql, values).fetchall()


class CatalogueWriter:
    """What may be changed inside one write transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def manifest(self) -> list[SegmentRow]:
        """The segments as they stand inside the transaction."""
        return _manifest(self._connection)

    def id_of_file(self, file: Path) -> str | None:
        """Id of the track made of this file."""
        row = self._connection.execute("SELECT id FROM tracks WHERE file = ?", (os.fsencode(file),)).fetchone()
        return row and str(row[0])

    def add_segment(self, name: str, n_tracks: int, n_frames: int) -> int:
        """Enter a segment that lies on the disk; its number."""
        sql = "INSERT INTO segments (name, n_tracks, n_frames) VALUES (?, ?, ?)"
        return int(self._connection.execute(sql, (name, n_tracks, n_frames)).lastrowid or 0)

    def put_track(self, track: CatalogueTrack, state: FileState, segment: int, place: int) -> None:
        """Enter a track with the tags of its file, or replace the one with its id; the user's word stays over them."""
        values = (
            *(track.id, os.fsencode(track.file), state.size_bytes, state.mtime_ns, state.sha256),
            *(track.title, track.artist, track.album, track.isrc, track.label, track.composer),
            *(track.publisher, track.cover, json.dumps({field: getattr(track, field) for field in SAID_FIELDS})),
            *(track.duration_s, track.hash_count, segment, place),
        )
        marks = ", ".join("?" * len(_COLUMNS))
        update = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[1:])
        sql = f"INSERT INTO tracks ({', '.join(_COLUMNS)}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {update}"
        self._connection.execute(sql, values)
        said = self._connection.execute("SELECT field, value FROM user_tags WHERE track = ?", (track.id,)).fetchall()
        self._set_tags(track.id, dict(said))

    def put_user_tags(self, track_id: str, tags: Mapping[str, str | None]) -> bool:
        """Let the user's word stand over the file's, now and whenever the file is read again; False where there is no such track."""
        if not self._connection.execute("SELECT 1 FROM tracks WHERE id = ?", (track_id,)).fetchone():
            return False
        sql = "INSERT INTO user_tags VALUES (?, ?, ?) ON CONFLICT (track, field) DO UPDATE SET value = excluded.value"
        self._connection.executemany(sql, [(track_id, field, value) for field, value in tags.items()])
        self._set_tags(track_id, tags)
        return True

    def drop_user_tags(self, track_id: str, fields: Iterable[str]) -> bool:
        """Take the user's word back: the file's stands again; False where there is no such track."""
        row = self._connection.execute("SELECT file_tags FROM tracks WHERE id = ?", (track_id,)).fetchone()
        if row is None:
            return False
        of_file = json.loads(row[0])
        sql = "DELETE FROM user_tags WHERE track = ? AND field = ?"
        self._connection.executemany(sql, [(track_id, field) for field in fields])
        self._set_tags(track_id, {field: of_file[field] for field in fields if field in of_file})
        return True

    def _set_tags(self, track_id: str, tags: Mapping[str, str | None]) -> None:
        for field in SAID_FIELDS:
            if field in tags:
                self._connection.execute(f"UPDATE tracks SET {field} = ? WHERE id = ?", (tags[field], track_id))

    def move_track(self, track_id: str, file: Path, state: FileState) -> None:
        """The same contents lie at another place or carry another time."""
        values = (os.fsencode(file), state.size_bytes, state.mtime_ns, track_id)
        self._connection.execute("UPDATE tracks SET file = ?, size_bytes = ?, mtime_ns = ? WHERE id = ?", values)

    def place_track(self, track_id: str, segment: int, place: int) -> None:
        """Its fingerprint now lies elsewhere."""
        self._connection.execute("UPDATE tracks SET segment = ?, place = ? WHERE id = ?", (segment, place, track_id))

    def remove_track(self, track_id: str) -> bool:
        """Take a track out; False where there was none."""
        return self._connection.execute("DELETE FROM tracks WHERE id = ?", (track_id,)).rowcount > 0

    def mark_damaged(self, names: Iterable[str], *, is_damaged: bool = True) -> None:
        """Set segments aside, or take them back."""
        sql = "UPDATE segments SET is_damaged = ? WHERE name = ?"
        self._connection.executemany(sql, [(is_damaged, name) for name in names])

    def drop_empty_segments(self) -> list[str]:
        """Take out the segments that no track needs any more; their names."""
        sql = "DELETE FROM segments WHERE id NOT IN (SELECT segment FROM tracks) RETURNING name"
        return [str(row[0]) for row in self._connection.execute(sql).fetchall()]


def _manifest(connection: sqlite3.Connection) -> list[SegmentRow]:
    alive: dict[int, set[int]] = {}
    for segment, place in connection.execute("SELECT segment, place FROM tracks"):
        alive.setdefault(segment, set()).add(place)
    rows = connection.execute("SELECT id, name, n_tracks, n_frames, is_damaged FROM segments ORDER BY id").fetchall()
    return [
        SegmentRow(number, name, n_frames, bool(is_damaged), frozenset(range(n_tracks)) - alive.get(number, set()))
        for number, name, n_tracks, n_frames, is_damaged in rows
    ]


def _stored(row: tuple[Any, ...]) -> StoredTrack:
    *track_values, size_bytes, mtime_ns, sha256, is_damaged = row
    track_id, file, *others = track_values
    track = CatalogueTrack(track_id, Path(os.fsdecode(file)), *others)
    return StoredTrack(track, FileState(size_bytes, mtime_ns, sha256), not is_damaged)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_WAIT_FOR_WRITERS_S, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextmanager
def _as_catalogue_error() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as cause:
        code = getattr(cause, "sqlite_errorcode", 0) & _PRIMARY_CODE
        is_damaged = code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
        why = str(cause)[:200]
        raise CatalogueError("the catalogue's database cannot be used", why=why, is_damaged=is_damaged) from cause
