"""The tables of the journal, and how a journal of an earlier version becomes one of this version."""

import json
import sqlite3
from collections.abc import Callable

from slipgui.app.history_words import history_kind, search_text
from slipgui.core.profile_id import FIRST_PROFILE, LOCAL

SCHEMA_VERSION = 9
_TABLES = """
CREATE TABLE recognitions (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    run_id TEXT NOT NULL,
    path BLOB NOT NULL,
    source_bytes INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    stage TEXT NOT NULL,
    service TEXT,
    route TEXT,
    payload TEXT,
    planned_bytes INTEGER NOT NULL DEFAULT 0,
    storage_key TEXT,
    job_id TEXT,
    audio_offset_s REAL NOT NULL DEFAULT 0,
    finished_at TEXT,
    line TEXT,
    raw_answer TEXT,
    is_paused INTEGER NOT NULL DEFAULT 0,
    is_possibly_twice INTEGER NOT NULL DEFAULT 0,
    is_fresh INTEGER NOT NULL DEFAULT 0,
    content_hash TEXT,
    sound_hash TEXT,
    answered_by TEXT,
    removed_at TEXT,
    deleted_at TEXT,
    kind TEXT,
    search_text TEXT,
    corrections TEXT,
    confirmed_by TEXT,
    stored_at_s REAL,
    profile TEXT,
    send TEXT,
    part_from_s REAL,
    part_to_s REAL,
    audio_stream INTEGER,
    saved_by TEXT
) STRICT;
CREATE TABLE service_limits (
    service TEXT PRIMARY KEY,
    is_sound_refused INTEGER NOT NULL DEFAULT 0,
    form_limit_bytes INTEGER
) STRICT;
CREATE TABLE watched_folders (path BLOB PRIMARY KEY) STRICT;
CREATE TABLE seen_files (path BLOB PRIMARY KEY, size_bytes INTEGER NOT NULL, mtime_ns INTEGER NOT NULL) STRICT;
"""
_PAUSED_QUEUES = "CREATE TABLE paused_queues (run_id TEXT PRIMARY KEY) STRICT"
"""The programs whose queue rests as a whole."""
_INDEXES = """
CREATE INDEX IF NOT EXISTS positions ON recognitions (position);
CREATE INDEX IF NOT EXISTS pending ON recognitions (position) WHERE finished_at IS NULL;
CREATE INDEX IF NOT EXISTS history ON recognitions (finished_at, deleted_at, kind, search_text)
    WHERE finished_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS corrected ON recognitions (finished_at)
    WHERE corrections IS NOT NULL AND finished_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS ended ON recognitions (finished_at) WHERE finished_at IS NOT NULL AND deleted_at IS NULL AND removed_at IS NULL;
CREATE INDEX IF NOT EXISTS contents ON recognitions (content_hash) WHERE content_hash IS NOT NULL;
CREATE INDEX IF NOT EXISTS sounds ON recognitions (sound_hash) WHERE sound_hash IS NOT NULL;
"""
_NEW_IN_3 = """
ALTER TABLE recognitions ADD COLUMN is_paused INTEGER NOT NULL DEFAULT 0;
ALTER TABLE recognitions ADD COLUMN is_possibly_twice INTEGER NOT NULL DEFAULT 0;
ALTER TABLE recognitions ADD COLUMN is_fresh INTEGER NOT NULL DEFAULT 0;
ALTER TABLE recognitions ADD COLUMN content_hash TEXT;
ALTER TABLE recognitions ADD COLUMN sound_hash TEXT;
ALTER TABLE recognitions ADD COLUMN answered_by TEXT;
ALTER TABLE recognitions ADD COLUMN removed_at TEXT;
ALTER TABLE recognitions ADD COLUMN deleted_at TEXT;
ALTER TABLE recognitions ADD COLUMN kind TEXT;
ALTER TABLE recognitions ADD COLUMN search_text TEXT;
ALTER TABLE recognitions ADD COLUMN corrections TEXT;
ALTER TABLE recognitions ADD COLUMN confirmed_by TEXT;
DROP INDEX pending;
DROP INDEX finished;
CREATE TABLE watched_folders (path BLOB PRIMARY KEY) STRICT;
CREATE TABLE seen_files (path BLOB PRIMARY KEY, size_bytes INTEGER NOT NULL, mtime_ns INTEGER NOT NULL) STRICT;
"""


class NewerJournalError(sqlite3.DatabaseError):
    """The journal was written by a later version."""


def ensure_schema(connection: sqlite3.Connection) -> None:
    """Bring the tables to this version in one transaction; a journal of this version is only looked at.

    Raises
    ------
    NewerJournalError
        When it is of a later version.
    sqlite3.DatabaseError
        When it is damaged.
    """
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != SCHEMA_VERSION:
        connection.execute("BEGIN IMMEDIATE")
        try:
            _migrate(connection)
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    connection.execute("SELECT id, saved_by FROM recognitions ORDER BY position DESC LIMIT 1").fetchall()


def _migrate(connection: sqlite3.Connection) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]  # another program may have been quicker
    if version == SCHEMA_VERSION:
        return
    if version == 0:
        _run(connection, f"{_TABLES}{_PAUSED_QUEUES}")
    elif version in _STEPS:
        for step in range(version, SCHEMA_VERSION):
            _STEPS[step](connection)
    else:
        kind = NewerJournalError if version > SCHEMA_VERSION else sqlite3.DatabaseError
        msg = f"a journal of schema {version}"
        raise kind(msg)
    _run(connection, _INDEXES)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _from_1(connection: sqlite3.Connection) -> None:
    columns = {row[1] for row in connection.execute("PRAGMA table_info(recognitions)")}
    connection.execute("ALTER TABLE recognitions RENAME COLUMN sent_bytes TO planned_bytes")
    if "audio_offset_s" not in columns:  # the first journals had none
        connection.execute("ALTER TABLE recognitions ADD COLUMN audio_offset_s REAL NOT NULL DEFAULT 0")


def _from_2(connection: sqlite3.Connection) -> None:
    _run(connection, _NEW_IN_3)
    rows = connection.execute("SELECT rowid, line FROM recognitions WHERE finished_at IS NOT NULL AND line IS NOT NULL")
    lines = [(rowid, json.loads(line)) for rowid, line in rows.fetchall()]
    connection.executemany(
        "UPDATE recognitions SET kind = ?, search_text = ? WHERE rowid = ?",
        [(history_kind(line), search_text(line), rowid) for rowid, line in lines],
    )
    connection.execute("UPDATE recognitions SET removed_at = finished_at")  # no queue shows them any more


def _from_3(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE recognitions ADD COLUMN stored_at_s REAL")


def _from_4(connection: sqlite3.Connection) -> None:
    connection.execute(_PAUSED_QUEUES)


def _from_5(connection: sqlite3.Connection) -> None:
    """There was one account: the first."""
    connection.execute("ALTER TABLE recognitions ADD COLUMN profile TEXT")
    connection.execute(
        "UPDATE recognitions SET profile = ? WHERE service IS NOT NULL AND service <> ?", (FIRST_PROFILE, LOCAL)
    )


def _from_6(connection: sqlite3.Connection) -> None:
    for column in ("send TEXT", "part_from_s REAL", "part_to_s REAL"):
        connection.execute(f"ALTER TABLE recognitions ADD COLUMN {column}")


def _from_7(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE recognitions ADD COLUMN audio_stream INTEGER")


def _from_8(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE recognitions ADD COLUMN saved_by TEXT")


_STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {
    1: _from_1,
    2: _from_2,
    3: _from_3,
    4: _from_4,
    5: _from_5,
    6: _from_6,
    7: _from_7,
    8: _from_8,
}


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Run the statements inside the open transaction, which ``executescript`` would commit."""
    for statement in script.split(";"):
        if statement.strip():
            connection.execute(statement)
