"""The work on the history that the window asks for.  Its news are signals; the bridge makes tasks of its coroutines."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from slipgui.app.evidence import encode_evidence
from slipgui.app.history import Evidence, HistoryQuery, HistoryRow
from slipgui.app.history_table import encode_csv, encode_json
from slipgui.app.history_words import HistoryKind
from slipgui.core.clip import ClipId

if TYPE_CHECKING:
    from slipgui.app.wiring import Application

Ask = Callable[["Callable[[Application], Awaitable[object]]"], None]
"""Does something with the application, as soon as it is there."""


@dataclass(frozen=True, slots=True)
class HistoryRows:
    """Some rows of an answer."""

    query: HistoryQuery
    offset: int
    rows: tuple[HistoryRow, ...]


@dataclass(frozen=True, slots=True)
class HistoryAnswer:
    """What a question of the page brought."""

    query: HistoryQuery
    days: tuple[tuple[date, int], ...]
    """Each day in local time, newest first, with its number of rows."""
    n_all: int
    """How many rows there are without any question."""
    rows: HistoryRows
    """Those in view."""


class HistoryWork(QObject):
    """Reads and changes the history of the application.

    Parameters
    ----------
    ask
        Does something with the application.
    """

    answered = Signal(object)
    """A ``HistoryAnswer``."""
    read = Signal(object)
    """``HistoryRows``."""
    deleted = Signal(object)
    """Ids that are gone from the history."""
    recent = Signal(object)
    """The latest answers, each a ``HistoryRow``, newest first."""
    changed = Signal()
    """Rows are different now."""
    evidence = Signal(object, object)
    """An ``Evidence``, and the PDF to write it to."""
    exported = Signal(str, int)
    """To which file, and how many rows."""
    not_written = Signal(str, str)
    """Which file, and why."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask

    def question(self, query: HistoryQuery, offset: int, limit: int) -> None:
        """Ask which days and how many rows an answer has, and for some of them."""

        async def work(application: "Application") -> None:
            history = application.history
            days = await history.days(query)
            n_all = (await history.page(HistoryQuery(), 0, 0)).n_rows
            page = await history.page(query, offset, limit)
            self.answered.emit(HistoryAnswer(query, days, n_all, HistoryRows(query, offset, page.rows)))

        self._ask(work)

    def rows(self, query: HistoryQuery, offset: int, limit: int) -> None:
        """Ask for some rows of an answer."""

        async def work(application: "Application") -> None:
            page = await application.history.page(query, offset, limit)
            self.read.emit(HistoryRows(query, offset, page.rows))

        self._ask(work)

    def latest(self, n_answers: int) -> None:
        """Ask for the latest answers that name a track."""

        async def work(application: "Application") -> None:
            page = await application.history.page(HistoryQuery(kind=HistoryKind.IDENTIFIED), 0, n_answers)
            self.recent.emit(page.rows)

        self._ask(work)

    def correct(self, clip_id: ClipId, fields: Mapping[str, str | None]) -> None:
        """Let a person's words stand for those of the service; an empty mapping takes them back."""

        async def work(application: "Application") -> None:
            await application.history.correct(clip_id, fields)
            self.changed.emit()

        self._ask(work)

    def confirm(self, clip_ids: Sequence[ClipId], by: str | None) -> None:
        """Note who says that answers are right; None takes it back."""

        async def work(application: "Application") -> None:
            for clip_id in clip_ids:
                await application.history.confirm(clip_id, by)
            self.changed.emit()

        self._ask(work)

    def delete(self, clip_ids: Sequence[ClipId]) -> None:
        """Take rows out of the history, as long as nobody takes that back."""

        async def work(application: "Application") -> None:
            await application.history.delete(clip_ids)
            self.deleted.emit(list(clip_ids))
            self.changed.emit()

        self._ask(work)

    def restore(self, clip_ids: Sequence[ClipId]) -> None:
        """Take a deletion back."""

        async def work(application: "Application") -> None:
            await application.history.restore(clip_ids)
            self.changed.emit()

        self._ask(work)

    def tell_evidence(self, clip_id: ClipId, file: Path) -> None:
        """Write all that is kept of a recognition to a JSON file, or tell it where a PDF is wanted: that is drawn by the window."""

        async def work(application: "Application") -> None:
            found: Evidence | None = await application.history.evidence(clip_id)
            if found is None:
                return
            if file.suffix.lower() == ".json":
                text = json.dumps(encode_evidence(found), indent=1, ensure_ascii=False) + "\n"
                await self._write(file, text.encode("utf-8", "backslashreplace"), 1)
            else:
                self.evidence.emit(found, file)

        self._ask(work)

    def export(self, query: HistoryQuery, file: Path) -> None:
        """Write a whole answer to a file: JSON where its name ends so, else a table."""

        async def work(application: "Application") -> None:
            page = await application.history.page(query, 0, sys.maxsize)
            is_json = file.suffix.lower() == ".json"
            encode = encode_json if is_json else encode_csv
            await self._write(file, await asyncio.to_thread(encode, page.rows), len(page.rows))

        self._ask(work)

    async def _write(self, file: Path, data: bytes, n_rows: int) -> None:
        try:
            await asyncio.to_thread(file.write_bytes, data)
        except OSError as error:
            self.not_written.emit(str(file), error.strerror or str(error))
        else:
            self.exported.emit(str(file), n_rows)
