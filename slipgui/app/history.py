"""The history: everything that was ever recognised, searched, put right, deleted and proven."""

import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from slipgui.app.history_words import CORRECTABLE, HistoryKind, corrected, history_kind, search_text, searchable
from slipgui.app.journal_file import JournalFile
from slipgui.app.recognition_line import decode_identified
from slipgui.core.clip import ClipId
from slipgui.core.outcome import Identified, NotIdentified


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """Which recognitions are wanted."""

    text: str = ""
    """Only those that contain all these words, in any case: in title, artist, ISRC, label or file name."""
    kind: HistoryKind = HistoryKind.ALL
    since: datetime | None = None
    """Only what ended then or later."""
    until: datetime | None = None
    """Only what ended before."""
    service: str | None = None
    """Only what this service was to answer: its name as in the recognition line."""
    is_unconfirmed: bool = False
    """Only answers, "not found" too, that were neither confirmed nor put right."""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One recognition that ended."""

    id: ClipId
    path: Path
    finished_at: datetime
    """In UTC."""
    kind: str
    """"identified", "external", "not_found", "failed" or "cancelled"."""
    line: dict[str, Any]
    """The recognition line with ``id``, ``finished_at``, and where there is such: ``corrected_track``, ``confirmed_by``."""
    profile: str | None = None
    """Id of the account it went to, ``LOCAL`` where that was chosen for it; None: the one that was asked by default."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some rows of an answer, and how many it has in all."""

    rows: tuple[HistoryRow, ...]
    """Newest first."""
    n_rows: int
    """Of the whole answer."""


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """What a service found before."""

    outcome: Identified | NotIdentified
    audio_offset_s: float
    """How much later than that clip its sound began."""
    found_at: datetime
    """In UTC."""
    job_id: str | None
    raw_answer: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is kept of one recognition."""

    row: HistoryRow
    source_bytes: int
    content_hash: str | None
    """What tells this very file (``media.content_hash``); None where it was never read."""
    sound_hash: str | None
    """Of the sound-only copy that was sent; None where there was none."""
    added_at: datetime
    service: str | None
    """Identity of the service: "local" or its address."""
    raw_answer: str | None
    """The service's last document, without secrets."""
    corrections: dict[str, str | None]
    confirmed_by: str | None


class History:
    """The history of one home.

    Parameters
    ----------
    file
        Where it is kept.
    """

    def __init__(self, file: JournalFile) -> None:
        self._file = file
        self._counted: tuple[object, int] = (None, 0)
        """The last question, with what had been written by then, and how many rows it has: the next page counts nothing."""

    async def page(self, query: HistoryQuery, offset: int, limit: int) -> HistoryPage:
        """``limit`` rows of the answer from ``offset`` on."""

        def work() -> HistoryPage:
            conditions, values = _conditions(query)
            sql = f"SELECT * FROM recognitions WHERE {conditions} ORDER BY finished_at DESC LIMIT ? OFFSET ?"
            rows = tuple(_decode(row) for row in self._file.query(sql, (*values, limit, offset)))
            is_last = len(rows) < limit and (len(rows) > 0 or offset == 0)
            return HistoryPage(rows, offset + len(rows) if is_last else self._count(query))

        return await self._file.run(work)

    async def days(self, query: HistoryQuery) -> tuple[tuple[date, int], ...]:
        """Each day of the answer in local time, newest first, with how many recognitions ended on it."""

        def work() -> tuple[tuple[date, int], ...]:
            conditions, values = _conditions(query)
            minutes = f"SELECT substr(finished_at, 1, 16) AS minute, count(*) FROM recognitions WHERE {conditions}"
            days: dict[date, int] = {}
            for minute, n_rows in self._file.query(f"{minutes} GROUP BY minute ORDER BY minute DESC", values):
                day = datetime.fromisoformat(minute).replace(tzinfo=UTC).astimezone().date()
                days[day] = days.get(day, 0) + n_rows
            return tuple(days.items())

        return await self._file.run(work)

    async def correct(self, clip_id: ClipId, fields: Mapping[str, str | None]) -> None:
        """Let a person's words stand for "title", "artist", "isrc" or "label"; None says there is none.  The service's own are kept.

        An empty mapping takes all corrections back.

        Raises
        ------
        ValueError
            When there is no such field.
        """
        if unknown := fields.keys() - CORRECTABLE.keys():
            msg = f"cannot be corrected: {', '.join(sorted(unknown))}"
            raise ValueError(msg)

        def work() -> None:
            with self._file.transaction() as transaction:
                for row in self._file.query(f"{_SELECT} AND id = ?", (clip_id,)):
                    corrections = _corrections(row) | dict(fields) if fields else {}
                    line = corrected(json.loads(row["line"]), corrections)
                    values = (json.dumps(corrections) if corrections else None, history_kind(line), search_text(line))
                    transaction.execute(
                        "UPDATE recognitions SET corrections = ?, kind = ?, search_text = ? WHERE id = ?",
                        (*values, clip_id),
                    )

        await self._file.run(work)

    async def confirm(self, clip_id: ClipId, by: str | None) -> None:
        """Note who says that the answer is right; None takes it back."""
        await self._file.write("UPDATE recognitions SET confirmed_by = ? WHERE id = ?", [(by, clip_id)])

    async def delete(self, clip_ids: Sequence[ClipId]) -> None:
        """Take recognitions out of the history; they are gone for good when the program starts the next time."""
        now = datetime.now(UTC).isoformat()
        sql = "UPDATE recognitions SET deleted_at = ? WHERE id = ? AND finished_at IS NOT NULL"
        await self._file.write(sql, [(now, clip_id) for clip_id in clip_ids])

    async def restore(self, clip_ids: Sequence[ClipId]) -> None:
        """Undo ``delete``."""
        await self._file.write("UPDATE recognitions SET deleted_at = NULL WHERE id = ?", [(i,) for i in clip_ids])

    async def purge(self) -> None:
        """Forget what was deleted, and what was removed from the queue before it ended."""
        await self._file.write(
            "DELETE FROM recognitions WHERE deleted_at IS NOT NULL OR (removed_at IS NOT NULL AND finished_at IS NULL)",
            [()],
        )

    async def ids(self, beginning: str) -> list[ClipId]:
        """The recognitions whose id begins so, deleted ones among them; two where there are more."""
        sql = "SELECT id FROM recognitions WHERE finished_at IS NOT NULL AND substr(id, 1, ?) = ? LIMIT 2"
        return [ClipId(row["id"]) for row in await self._file.read(sql, (len(beginning), beginning))]

    async def known_answer(
        self, column: str, digest: str, answered_by: str, found_since: datetime, missed_since: datetime
    ) -> KnownAnswer | None:
        """The newest answer to the same content that still holds.

        Parameters
        ----------
        column
            ``content_hash`` or ``sound_hash``.
        digest
            Its value.
        answered_by
            The service with the version of its catalogue.
        found_since, missed_since
            How old an answer that named a track, or none, may be.
        """
        # a file is known by more than the part or the sound track that was asked about, a sound is that itself
        is_chosen = "coalesce(json_extract(line, '$.part'), json_extract(line, '$.sound_track'))"
        of_all = f"{is_chosen} IS NULL AND" if column == "content_hash" else ""
        rows = await self._file.read(
            f"{_SELECT} AND {column} = ? AND answered_by = ? AND json_extract(line, '$.cached') IS NULL AND {of_all} finished_at >"
            " CASE json_extract(line, '$.outcome') WHEN 'identified' THEN ? WHEN 'not_identified' THEN ? ELSE 'never' END"
            " ORDER BY finished_at DESC LIMIT 1",
            (digest, answered_by, found_since.isoformat(), missed_since.isoformat()),
        )
        return _decode_known(rows[0]) if rows else None

    async def evidence(self, clip_id: ClipId) -> Evidence | None:
        """All that is kept of a recognition; None where there is no such."""
        rows = await self._file.read(f"{_SELECT} AND id = ?", (clip_id,))
        if not rows:
            return None
        row = rows[0]
        return Evidence(
            row=_decode(row),
            source_bytes=row["source_bytes"],
            content_hash=row["content_hash"],
            sound_hash=row["sound_hash"],
            added_at=datetime.fromisoformat(row["added_at"]),
            service=row["service"],
            raw_answer=row["raw_answer"],
            corrections=_corrections(row),
            confirmed_by=row["confirmed_by"],
        )

    # ------------------------------------------------------------------------------------------------- in the thread

    def _count(self, query: HistoryQuery) -> int:
        question = (query, self._file.version())
        if self._counted[0] != question:
            conditions, values = _conditions(query)
            found = self._file.query(f"SELECT count(*) FROM recognitions WHERE {conditions}", values)
            self._counted = (question, int(found[0][0]))
        return self._counted[1]


_SELECT = "SELECT * FROM recognitions WHERE finished_at IS NOT NULL AND deleted_at IS NULL AND line IS NOT NULL"


def _conditions(query: HistoryQuery) -> tuple[str, list[object]]:
    """SQL and its values; the first two are those of the index ``history``, which is all that is read but for service and confirmation."""
    conditions, values = ["finished_at IS NOT NULL", "deleted_at IS NULL"], list[object]()
    match query.kind:
        case HistoryKind.ALL:
            pass
        case HistoryKind.CORRECTED:
            conditions.append("corrections IS NOT NULL")
        case HistoryKind.IDENTIFIED:
            conditions.append(f"kind IN ('{HistoryKind.IDENTIFIED}', '{HistoryKind.EXTERNAL}')")
        case _:
            conditions.append("kind = ?")
            values.append(query.kind)
    for moment, sign in ((query.since, ">="), (query.until, "<")):
        if moment is not None:
            conditions.append(f"finished_at {sign} ?")
            values.append(moment.astimezone(UTC).isoformat())
    if query.service is not None:
        conditions.append("json_extract(line, '$.service') = ?")
        values.append(query.service)
    if query.is_unconfirmed:
        conditions.append(f"kind IN ('{HistoryKind.IDENTIFIED}', '{HistoryKind.EXTERNAL}', '{HistoryKind.NOT_FOUND}')")
        conditions.append("confirmed_by IS NULL AND corrections IS NULL")
    for word in searchable(query.text).split():
        conditions.append("instr(search_text, ?)")
        values.append(word)
    return " AND ".join(conditions), values


def _corrections(row: sqlite3.Row) -> dict[str, str | None]:
    return dict(json.loads(row["corrections"])) if row["corrections"] else {}


def _decode_known(row: sqlite3.Row) -> KnownAnswer:
    line = json.loads(row["line"])
    found_at = datetime.fromisoformat(row["finished_at"])
    outcome = decode_identified(line) if line["track"] else NotIdentified()
    return KnownAnswer(outcome, row["audio_offset_s"], found_at, line["job_id"], row["raw_answer"])


def _decode(row: sqlite3.Row) -> HistoryRow:
    line = corrected(json.loads(row["line"]), _corrections(row))
    line |= {"id": row["id"], "finished_at": row["finished_at"]}
    if row["confirmed_by"]:
        line["confirmed_by"] = row["confirmed_by"]
    path = Path(os.fsdecode(row["path"]))
    finished_at = datetime.fromisoformat(row["finished_at"])
    return HistoryRow(ClipId(row["id"]), path, finished_at, row["kind"], line, row["profile"])
