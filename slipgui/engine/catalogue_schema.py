"""The tables of the catalogue's SQLite file, and how a file of an older version is brought up to date."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from slipgui.core.errors import CatalogueError
from slipgui.engine.parameters import as_document, require_same

SCHEMA_VERSION = 3
_FIRST_VERSION = """
CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE segments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  n_tracks INTEGER NOT NULL,
  n_frames INTEGER NOT NULL,
  is_damaged INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE tracks (
  id TEXT PRIMARY KEY,
  file BLOB NOT NULL UNIQUE,
  size_bytes INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL,
  title TEXT NOT NULL, artist TEXT, album TEXT, isrc TEXT, label TEXT, composer TEXT,
  duration_s REAL NOT NULL, hash_count INTEGER NOT NULL,
  segment INTEGER NOT NULL REFERENCES segments (id), place INTEGER NOT NULL
);
CREATE INDEX tracks_by_contents ON tracks (sha256);
CREATE INDEX tracks_by_segment ON tracks (segment);
"""
_SECOND_VERSION = """
ALTER TABLE tracks ADD COLUMN publisher TEXT;
CREATE TABLE user_tags (
  track TEXT NOT NULL REFERENCES tracks (id) ON DELETE CASCADE, field TEXT NOT NULL, value TEXT,
  PRIMARY KEY (track, field)
) WITHOUT ROWID;
"""
"""What the user said of a track; ``tracks`` holds it too, over what the file said."""
_THIRD_VERSION = """
ALTER TABLE tracks ADD COLUMN cover TEXT;
ALTER TABLE tracks ADD COLUMN file_tags TEXT NOT NULL DEFAULT '{}';
UPDATE tracks SET file_tags = json_object('title', title, 'artist', artist, 'album', album, 'isrc', isrc, 'label', label,
  'composer', composer, 'publisher', publisher, 'cover', NULL);
"""
"""What the file said, as JSON.  What it said of a field that the user had changed before was not kept: the user's word stands for it until
the file is learned again."""
_VERSIONS = (_FIRST_VERSION, _SECOND_VERSION, _THIRD_VERSION)


@contextmanager
def transaction(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    """All or nothing: committed at the end, rolled back on any exception; ``begin`` is the statement that opens it."""
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def bring_up_to_date(connection: sqlite3.Connection, name: str) -> None:
    """Make the tables of a new file or bring an older one up to date.  Waits for no writer once they are made.

    Parameters
    ----------
    connection
        Open, outside a transaction.
    name
        Of the file, for errors.

    Raises
    ------
    CatalogueError
        When it is of a later version, or was made with other parameters.
    """
    if _version(connection) < SCHEMA_VERSION:
        with transaction(connection, "BEGIN IMMEDIATE"):
            found = _version(connection)  # somebody may have been faster
            for script in _VERSIONS[found:]:
                for statement in script.split(";"):  # ``executescript`` would end the transaction
                    connection.execute(statement)
            if found == 0:
                state = [("parameters", json.dumps(as_document())), ("generation", "0")]
                connection.executemany("INSERT INTO state VALUES (?, ?)", state)
            if found < SCHEMA_VERSION:
                connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    version = _version(connection)
    if version != SCHEMA_VERSION:
        raise CatalogueError("a catalogue of another version", where=name, found=version, wanted=SCHEMA_VERSION)
    require_same(_read_parameters(connection), name)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _read_parameters(connection: sqlite3.Connection) -> dict[str, object]:
    try:
        row = connection.execute("SELECT value FROM state WHERE key = 'parameters'").fetchone()
        return dict(json.loads(row[0]))
    except (sqlite3.OperationalError, TypeError, ValueError) as cause:  # no such table, no such row, no JSON
        raise CatalogueError("its database has no parameters", is_damaged=True) from cause
