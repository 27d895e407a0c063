"""The list of works as a CSV file: a line a writer or publisher; lines of one ISRC, or of one title and performer, are one work."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any

from slipgui.app.atomic_file import write_atomically
from slipgui.app.csv_table import read_csv_table
from slipgui.core.cue_sheet import ROLE_LETTERS, MusicOrigin, Publisher, Vocals, Writer, WriterRole
from slipgui.core.errors import SettingsError
from slipgui.core.isrc import parse_isrc
from slipgui.core.iswc import parse_iswc
from slipgui.core.plain_text import plain_text
from slipgui.core.spreadsheet_text import guard, unguard
from slipgui.core.works import Work

_TEXTS = ("isrc", "title", "performer", "iswc", "label", "catalogue_number", "track_number")
_WORDS: dict[str, type[StrEnum]] = {"music_origin": MusicOrigin, "vocals": Vocals}
_PARTY = ("party", "name", "role", "share_percent", "society", "ipi")
COLUMNS = (*_TEXTS, *_WORDS, *_PARTY)
"""Of the file."""
_MAX_LENGTH = 500


@dataclass(frozen=True, slots=True)
class WorksProblem:
    """A line that was not taken, or not wholly."""

    line: int
    """Counted from 1; the heading is line 1."""
    column: str
    value: str
    """What stands there."""
    is_conflict: bool = False
    """Whether it contradicts an earlier line of the same work, which counts; else the value cannot be used."""


def read_works(path: Path) -> tuple[list[Work], list[WorksProblem]]:
    """The works of a file in its order, and what of it cannot be used.

    Raises
    ------
    SettingsError
        When it is no list of works at all.
    """
    works: dict[tuple[str, ...], Work] = {}
    problems: list[WorksProblem] = []
    for number, cells in read_csv_table(path, "--works", "title"):
        line = _Line(number, cells, problems)
        work = line.work()
        if not work.title and not work.isrc:
            problems.append(WorksProblem(number, "title", ""))
            continue
        known = works.get(work.key)
        works[work.key] = work if known is None else _joined(known, work, number, problems)
    return list(works.values()), problems


def load_works(file: Path) -> tuple[list[Work], list[WorksProblem]]:
    """The kept list of works and what of it cannot be used; nothing where none is kept yet.

    A file that is no list of works is set aside beside itself: the next save must not bury it.

    Raises
    ------
    SettingsError
        When it is no list of works; it has another name from now on.
    """
    if not file.exists():
        return [], []
    try:
        return read_works(file)
    except SettingsError:
        file.rename(file.with_name(f"{file.stem}-set-aside{file.suffix}"))
        raise


def save_works(file: Path, works: Iterable[Work], *, is_shared: bool = False) -> None:
    """Write the list of works, which others may read where ``is_shared``; it raises ``OSError`` when it cannot, and the old file stays."""
    write_atomically(file, encode_works(works).encode("utf-8", "replace"), is_shared=is_shared)


def encode_works(works: Iterable[Work]) -> str:
    """The text of a file of works."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for work in works:
        own = [str(getattr(work, name) or "") for name in (*_TEXTS, *_WORDS)]
        for party in [*map(_writer_cells, work.writers), *map(_publisher_cells, work.publishers)] or [
            [""] * len(_PARTY)
        ]:
            writer.writerow(guard(cell) for cell in (*own, *party))
    return "\ufeff" + text.getvalue()


def parse_person(text: str) -> tuple[str, str]:
    """Last and first name of ``Last, First`` or ``First Last``."""
    if "," in text:
        last, first = text.split(",", 1)
        return last.strip(), first.strip()
    first, _, last = text.strip().rpartition(" ")
    return last, first.strip()


def _writer_cells(writer: Writer) -> list[str]:
    name = f"{writer.last_name}, {writer.first_name}" if writer.first_name else writer.last_name
    return ["writer", name, writer.role or "", _share_cell(writer.share_percent), writer.society, writer.ipi]


def _publisher_cells(publisher: Publisher) -> list[str]:
    return ["publisher", publisher.name, "", _share_cell(publisher.share_percent), publisher.society, publisher.ipi]


def _share_cell(share_percent: Decimal | None) -> str:
    return "" if share_percent is None else f"{share_percent.normalize():f}"


class _Line:
    """One line of the file; what cannot be used goes to the problems and counts as empty.

    Parameters
    ----------
    number
        Of the line.
    cells
        By column.
    problems
        Gets what cannot be used.
    """

    def __init__(self, number: int, cells: dict[str, str], problems: list[WorksProblem]) -> None:
        self._number = number
        self._cells = cells
        self._problems = problems

    def work(self) -> Work:
        texts: dict[str, Any] = {name: self._text(name) for name in _TEXTS}
        texts["isrc"] = self._checked("isrc", lambda text: isrc.code if (isrc := parse_isrc(text)) else None) or ""
        texts["iswc"] = self._checked("iswc", parse_iswc) or ""
        words = {name: self._checked(name, kind) for name, kind in _WORDS.items()}
        writers, publishers = self._parties()
        return Work(**texts, **words, writers=writers, publishers=publishers)

    def _parties(self) -> tuple[tuple[Writer, ...], tuple[Publisher, ...]]:
        party, name = self._text("party").casefold(), self._text("name")
        shared = {
            "share_percent": self._checked("share_percent", parse_share),
            "society": self._text("society"),
            "ipi": self._text("ipi"),
        }
        if not name:
            return (), ()
        if party == "publisher":
            return (), (Publisher(name, **shared),)
        if party not in ("writer", ""):
            self._problems.append(WorksProblem(self._number, "party", party))
            return (), ()
        return (Writer(*parse_person(name), self._checked("role", _parse_role), **shared),), ()

    def _text(self, name: str) -> str:
        return " ".join(plain_text(unguard(self._cells.get(name) or "")).split())[:_MAX_LENGTH]

    def _checked(self, name: str, parse: Callable[[str], Any]) -> Any:
        """The value that a cell spells, None where it is empty or cannot be used."""
        text = self._text(name)
        if not text:
            return None
        try:
            value = parse(text if name in ("isrc", "iswc") else text.casefold())
        except ValueError:
            value = None
        if value is None:
            self._problems.append(WorksProblem(self._number, name, text))
        return value


def _parse_role(text: str) -> WriterRole:
    return next((role for role, letters in ROLE_LETTERS.items() if letters == text.upper()), None) or WriterRole(text)


def parse_share(text: str) -> Decimal | None:
    """Per cent from 0 to 100, with or without its sign, point or comma; None where it is none."""
    try:
        share = Decimal(text.removesuffix("%").strip().replace(",", "."))
    except InvalidOperation:
        return None
    return share if share.is_finite() and 0 <= share <= 100 else None


def _joined(known: Work, more: Work, number: int, problems: list[WorksProblem]) -> Work:
    """The work with what a further line of it says."""
    changes: dict[str, Any] = {}
    for name in (*_TEXTS, *_WORDS):
        old, new = getattr(known, name), getattr(more, name)
        if new and not old:
            changes[name] = new
        elif new and new != old:
            problems.append(WorksProblem(number, name, str(new), is_conflict=True))
    return replace(
        known, **changes, writers=(*known.writers, *more.writers), publishers=(*known.publishers, *more.publishers)
    )
