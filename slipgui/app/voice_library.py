"""The voices that were made: an SQLite file of its own, each voiceprint encrypted, and the jobs at work.

Every method opens the file, does its work in one transaction and closes it: voices are few, and the window and the command line share them.
All block.
"""

import os
import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from slipgui.app.kept_speech import relabel_speech
from slipgui.app.paths import Home
from slipgui.app.voice_key import VoiceKey, find_or_make_voice_key, find_voice_key
from slipgui.core.errors import VoiceError, VoicesFileError, VoicesLockedError
from slipgui.core.voice import LABEL_MAX_CHARACTERS, NamedVoiceprint, TimeRange, Voice, check_label

SCHEMA_VERSION = 2
_NEW_IN_1 = """
CREATE TABLE voices (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    source TEXT NOT NULL,
    from_s REAL,
    to_s REAL,
    key_id TEXT NOT NULL,
    voiceprint BLOB NOT NULL
) STRICT;
CREATE TABLE jobs (
    job_id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    submitted_at TEXT NOT NULL,
    source TEXT NOT NULL,
    from_s REAL,
    to_s REAL
) STRICT;
"""
_NEW_IN_2 = "CREATE TABLE searches (key TEXT PRIMARY KEY, job_id TEXT NOT NULL, submitted_at TEXT NOT NULL) STRICT"
_STEPS = (_NEW_IN_1, _NEW_IN_2)
_SAME_ORIGIN = "SELECT * FROM voices WHERE source = ? AND from_s IS ? AND to_s IS ? ORDER BY created_at DESC"
RESULT_LIFE = timedelta(hours=24)
"""The service deletes results so long after they were made."""


@dataclass(frozen=True, slots=True)
class VoiceOrigin:
    """What a voice is to be called, and what it is made of."""

    label: str
    source: str
    """As ``Voice.source``."""
    range: TimeRange | None


@dataclass(frozen=True, slots=True)
class RemovedVoice:
    """A voice that was deleted, as long as somebody may want it back."""

    voice: Voice
    row: tuple[object, ...] = field(repr=False)
    """As it lay in the file."""


@dataclass(frozen=True, slots=True)
class PendingVoice:
    """A voiceprint that was ordered and not fetched yet."""

    job_id: str
    origin: VoiceOrigin


class VoiceLibrary:
    """The voices below a home.

    Parameters
    ----------
    home
        Where state lives.
    """

    def __init__(self, home: Home) -> None:
        self.home = home
        self._file = home.data / "voices.sqlite3"
        self.key_file = home.data / "voices.key"
        """Where the key lies when there is no keyring."""

    def voices(self) -> list[Voice]:
        """All voices, in the order of their labels; needs no key."""
        if not self._file.exists():
            return []
        with self._open() as connection:
            rows = connection.execute("SELECT * FROM voices ORDER BY label COLLATE NOCASE, id").fetchall()
        return [_voice(row) for row in rows]

    def find(self, text: str) -> Voice:
        """The voice with this id, the beginning of it, or this label.

        Parameters
        ----------
        text
            As typed.

        Raises
        ------
        VoiceError
            When there is none, or several begin so.
        """
        voices = self.voices()
        by_label = [voice for voice in voices if voice.label == text.strip()]
        found = by_label or [voice for voice in voices if text and voice.id.startswith(text)]
        if len(found) != 1:
            raise VoiceError("no such voice", reason="several" if found else "unknown", label=text[:200])
        return found[0]

    def check_free(self, label: str) -> str:
        """The label, where no voice has it yet.

        Parameters
        ----------
        label
            As typed.

        Raises
        ------
        VoiceError
            When it cannot be used or is taken.
        """
        label = check_label(label)
        if any(voice.label == label for voice in self.voices()):
            raise VoiceError("label taken", reason="label_taken", label=label)
        return label

    def prepare(self) -> VoiceKey:
        """The key for voices to come; asked for before anything is ordered that could not be kept."""
        return find_or_make_voice_key(self.key_file)

    def add(
        self, origin: VoiceOrigin, voiceprint: str, *, created_at: datetime | None = None, job_id: str | None = None
    ) -> Voice:
        """Keep a voice, and forget the job that made it; where its label was taken meanwhile, under the next one that is free.

        Parameters
        ----------
        origin
            Its label and what it was made of.
        voiceprint
            As the service gave it.
        created_at
            When; now by default.
        job_id
            The job, where there was one.
        """
        from cryptography.fernet import Fernet

        key = self.prepare()
        sealed = Fernet(key.value).encrypt(voiceprint.encode())
        moment = created_at or datetime.now(UTC)
        with self._open() as connection:
            if job_id is not None and not connection.execute("DELETE FROM jobs WHERE job_id = ?", (job_id,)).rowcount:
                kept = connection.execute(_SAME_ORIGIN, (origin.source, *_bounds(origin.range))).fetchone()
                if kept is not None:  # another program, that waited too, was sooner
                    return _voice(kept)
            taken = {row["label"] for row in connection.execute("SELECT label FROM voices")}
            voice = Voice(str(uuid.uuid4()), _free_label(origin.label, taken), moment, origin.source, origin.range)
            row = (voice.id, voice.label, moment.isoformat(), voice.source, *_bounds(voice.range), key.id, sealed)
            connection.execute("INSERT INTO voices VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        return voice

    def rename(self, voice: Voice, label: str) -> None:
        """Give a voice another label.

        Parameters
        ----------
        voice
            The voice.
        label
            The new one.

        Raises
        ------
        VoiceError
            When it cannot be used or is taken.
        """
        label = check_label(label)
        with self._open() as connection:
            try:
                connection.execute("UPDATE voices SET label = ? WHERE id = ?", (label, voice.id))
            except sqlite3.IntegrityError as cause:
                raise VoiceError("label taken", reason="label_taken", label=label) from cause
        relabel_speech(self.home, voice.label, label)

    def remove(self, voices: Iterable[Voice]) -> list["RemovedVoice"]:
        """Delete voices: their place in the file is overwritten, in kept speech they have no name; what is returned is all that is left."""
        ids = [(voice.id,) for voice in voices]
        with self._open() as connection:
            rows = [connection.execute("SELECT * FROM voices WHERE id = ?", one).fetchone() for one in ids]
            connection.executemany("DELETE FROM voices WHERE id = ?", ids)
        removed = [RemovedVoice(_voice(row), tuple(row)) for row in rows if row is not None]
        for one in removed:
            relabel_speech(self.home, one.voice.label, None)
        return removed

    def restore(self, removed: Iterable["RemovedVoice"]) -> None:
        """Put voices back, still encrypted; one whose label was taken meanwhile under the next that is free."""
        with self._open() as connection:
            for one in removed:
                taken = {row["label"] for row in connection.execute("SELECT label FROM voices")}
                voice_id, label, *rest = one.row
                row = (voice_id, _free_label(str(label), taken), *rest)
                connection.execute("INSERT OR IGNORE INTO voices VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def voiceprints(self, voices: Iterable[Voice]) -> list[NamedVoiceprint]:
        """The voices as the service recognises them, in this order.

        Parameters
        ----------
        voices
            Of this library.

        Besides that below it raises ``VoicesLockedError`` when the key is not at hand.

        Raises
        ------
        VoiceError
            When one was removed meanwhile.
        """
        wanted = list(voices)
        if not wanted:
            return []
        with self._open() as connection:
            rows = {row["id"]: row for row in connection.execute("SELECT id, label, key_id, voiceprint FROM voices")}
        missing = next((voice for voice in wanted if voice.id not in rows), None)
        if missing is not None:
            raise VoiceError("no such voice", reason="unknown", label=missing.label)
        key_ids = {rows[voice.id]["key_id"] for voice in wanted}
        keys = {key_id: find_voice_key(self.key_file, key_id) for key_id in key_ids}
        return [_unsealed(rows[voice.id], keys) for voice in wanted]

    # --------------------------------------------------------------------------------------------- ordered voiceprints

    def note_job(self, job_id: str, origin: VoiceOrigin) -> None:
        """Remember that a voiceprint was ordered."""
        row = (job_id, origin.label, datetime.now(UTC).isoformat(), origin.source, *_bounds(origin.range))
        with self._open() as connection:
            connection.execute("INSERT OR REPLACE INTO jobs VALUES (?, ?, ?, ?, ?, ?)", row)

    def forget_job(self, job_id: str) -> None:
        """It ended, one way or the other."""
        with self._open() as connection:
            connection.execute("DELETE FROM jobs WHERE job_id = ?", (job_id,))

    def pending(self) -> list[PendingVoice]:
        """What was ordered and not fetched yet, oldest first."""
        if not self._file.exists():
            return []
        with self._open() as connection:
            rows = connection.execute("SELECT * FROM jobs ORDER BY submitted_at").fetchall()
        return [PendingVoice(row["job_id"], VoiceOrigin(row["label"], row["source"], _range(row))) for row in rows]

    # ------------------------------------------------------------------------------------------------ searches

    def find_search(self, key: str) -> str | None:
        """The job that searches, or searched within a day, for what ``key`` stands for."""
        if not self._file.exists():
            return None
        with self._open() as connection:
            oldest = (datetime.now(UTC) - RESULT_LIFE).isoformat()
            connection.execute("DELETE FROM searches WHERE submitted_at < ?", (oldest,))
            row = connection.execute("SELECT job_id FROM searches WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row["job_id"])

    def note_search(self, key: str, job_id: str) -> None:
        """Remember that speakers are searched for."""
        with self._open() as connection:
            row = (key, job_id, datetime.now(UTC).isoformat())
            connection.execute("INSERT OR REPLACE INTO searches VALUES (?, ?, ?)", row)

    def forget_search(self, key: str) -> None:
        """It ended without an answer."""
        with self._open() as connection:
            connection.execute("DELETE FROM searches WHERE key = ?", (key,))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection inside a transaction, for a ``with`` block; what SQLite raises becomes ``VoicesFileError``.

        Raises
        ------
        VoicesFileError
            When the file cannot be used.
        """
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600))
            with closing(sqlite3.connect(self._file, isolation_level=None, timeout=10.0)) as connection:
                connection.row_factory = sqlite3.Row
                connection.execute("PRAGMA secure_delete = ON")
                connection.execute("BEGIN IMMEDIATE")
                _ensure_schema(connection)
                yield connection
                connection.execute("COMMIT")
        except sqlite3.Error as cause:
            raise VoicesFileError("the library of voices cannot be used", why=str(cause)) from cause
        except OSError as cause:
            raise VoicesFileError("the library of voices cannot be used", why=cause.strerror or "") from cause


def _ensure_schema(connection: sqlite3.Connection) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise sqlite3.DatabaseError("it was made by a newer Slipgui")
    for step in _STEPS[version:]:
        for statement in step.split(";"):
            connection.execute(statement)
    if version < SCHEMA_VERSION:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _free_label(label: str, taken: set[str]) -> str:
    label = check_label(label)
    for number in count(2):
        if label not in taken:
            break
        tail = f" ({number})"
        label = check_label(label)[: LABEL_MAX_CHARACTERS - len(tail)].removesuffix(f" ({number - 1})") + tail
    return label


def _voice(row: sqlite3.Row) -> Voice:
    created_at = datetime.fromisoformat(row["created_at"])
    return Voice(row["id"], row["label"], created_at, row["source"], _range(row))


def _range(row: sqlite3.Row) -> TimeRange | None:
    return TimeRange(row["from_s"], row["to_s"]) if row["from_s"] is not None else None


def _bounds(stretch: TimeRange | None) -> tuple[float | None, float | None]:
    return (stretch.from_s, stretch.to_s) if stretch else (None, None)


def _unsealed(row: sqlite3.Row, keys: dict[str, VoiceKey]) -> NamedVoiceprint:
    from cryptography.fernet import Fernet, InvalidToken

    try:
        voiceprint = Fernet(keys[row["key_id"]].value).decrypt(row["voiceprint"])
    except InvalidToken as cause:
        raise VoicesLockedError("a voiceprint does not open", reason="damaged") from cause
    return NamedVoiceprint(row["label"], voiceprint.decode())
