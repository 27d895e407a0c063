"""The list of works: what recognition cannot know of a piece of music, typed or imported once and used for every sheet."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from slipgui.core.completeness import Finding, FindingKind
from slipgui.core.cue_sheet import CueLine, CueSheet, FieldOrigin, LineField, MusicOrigin, Publisher, Vocals, Writer
from slipgui.core.isrc import parse_isrc

WORK_FIELDS = (
    LineField.ISRC,
    LineField.TITLE,
    LineField.PERFORMER,
    LineField.ISWC,
    LineField.LABEL,
    LineField.CATALOGUE_NUMBER,
    LineField.TRACK_NUMBER,
    LineField.MUSIC_ORIGIN,
    LineField.VOCALS,
    LineField.WRITERS,
    LineField.PUBLISHERS,
)
"""What a work says of a line."""
_KEYS = frozenset((LineField.ISRC, LineField.TITLE, LineField.PERFORMER))
"""What a work is known by: another one makes it another work."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is known of one recording and the work in it; empty fields say nothing."""

    isrc: str = ""
    title: str = ""
    performer: str = ""
    iswc: str = ""
    label: str = ""
    catalogue_number: str = ""
    track_number: str = ""
    music_origin: MusicOrigin | None = None
    vocals: Vocals | None = None
    writers: tuple[Writer, ...] = ()
    publishers: tuple[Publisher, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """What it is known by: its ISRC, else title and performer."""
        isrc = parse_isrc(self.isrc)
        return (isrc.code,) if isrc else _name_key(self.title, self.performer)


class WorksList:
    """Works by ISRC, and by title and performer; of several with one key the first counts.

    Parameters
    ----------
    works
        In the order of the list.
    """

    def __init__(self, works: Iterable[Work] = ()) -> None:
        self.works = tuple(works)
        self._by_isrc: dict[str, Work] = {}
        self._by_name: dict[tuple[str, ...], Work] = {}
        for work in self.works:
            isrc = parse_isrc(work.isrc)
            if isrc:
                self._by_isrc.setdefault(isrc.code, work)
            if work.title:
                self._by_name.setdefault(_name_key(work.title, work.performer), work)

    def find(self, isrc: str, title: str, performer: str) -> Work | None:
        """The work of that ISRC, else of that title and performer; a work with another ISRC is another recording."""
        code = parse_isrc(isrc)
        if code and code.code in self._by_isrc:
            return self._by_isrc[code.code]
        named = self._by_name.get(_name_key(title, performer)) if title else None
        own = parse_isrc(named.isrc) if named else None
        return None if code and own and code != own else named

    def work_of(self, line: CueLine) -> Work | None:
        """The work of a line, as ``find`` finds it."""
        return self.find(line.isrc, line.title, line.performer) if line.is_music else None

    def learned(self, line: CueLine, name: LineField) -> "WorksList":
        """The list with a field as a person typed it for a line; the same list where the line has no title or it is no field of a work."""
        if not line.is_music or name in _KEYS or name not in WORK_FIELDS:
            return self
        changes: dict[str, Any] = {name.value: line.value(name)}
        known = self.work_of(line)
        if known is not None:
            return self.replaced(known, replace(known, **changes))
        if not line.value(name):
            return self
        return WorksList((*self.works, Work(line.isrc, line.title, line.performer, **changes)))

    def replaced(self, old: Work, new: Work) -> "WorksList":
        """The list with another work in the place of one."""
        return self if old == new else WorksList(new if work is old else work for work in self.works)

    def joined(self, more: Iterable[Work]) -> "tuple[WorksList, list[tuple[Work, LineField]]]":
        """The list with further works and what they add to those it has, and which fields of the further ones contradict it, which stay."""
        works, conflicts = list(self.works), []
        places = {work.key: place for place, work in reversed(list(enumerate(works)))}
        for work in more:
            place = places.setdefault(work.key, len(works))
            if place == len(works):
                works.append(work)
                continue
            known, changes = works[place], {}
            for name in WORK_FIELDS:
                own, other = getattr(known, name.value), getattr(work, name.value)
                if other and not own:
                    changes[name.value] = other
                elif other and not _is_same(own, other):
                    conflicts.append((work, name))
            works[place] = replace(known, **changes)
        return WorksList(works), conflicts


def fill_from_works(sheet: CueSheet, works: WorksList) -> tuple[CueSheet, list[Finding]]:
    """The sheet with what the works list knows, and where the list says another thing than the line did.

    What was typed stays; what was recognised or stood in the catalogue gives way, and so does what the list said before.
    """
    lines, conflicts, number = [], [], 0
    for line in sheet.lines:
        number += line.is_music
        work = works.work_of(line)
        if work is not None:
            conflicts += conflicts_with(line, work, number)
        lines.append(_filled(line, work) if work else line)
    return replace(sheet, lines=tuple(lines)), conflicts


def _filled(line: CueLine, work: Work) -> CueLine:
    for name in WORK_FIELDS:
        value = getattr(work, name.value)
        if value and line.origins.get(name) is FieldOrigin.WORKS_LIST and line.value(name) != value:
            line = line.with_value(name, value, FieldOrigin.WORKS_LIST)
        line = line.offered(name, value, FieldOrigin.WORKS_LIST)
    return line


def conflicts_with(line: CueLine, work: Work, number: int | None = None) -> list[Finding]:
    """What a work says otherwise than a line does; ``number`` is the line's sequence number."""
    return [
        Finding(FindingKind.CONFLICT, name, number, describe(getattr(work, name.value)))
        for name in WORK_FIELDS
        if line.value(name) and getattr(work, name.value) and not _agrees(line, name, getattr(work, name.value))
    ]


def describe(value: Any) -> str:
    """A value of a line in a few words: names of parties, else the text."""
    if isinstance(value, tuple):
        return ", ".join(party.last_name if isinstance(party, Writer) else party.name for party in value)
    return str(value)


def _is_same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return (parse_isrc(one) or _folded(one)) == (parse_isrc(other) or _folded(other))
    return bool(one == other)


def _agrees(line: CueLine, name: LineField, listed: Any) -> bool:
    """Whether a line says the same, or gives way to what says the same of its writers or publishers and more."""
    said = line.value(name)
    if not isinstance(said, tuple) or line.origins.get(name) is FieldOrigin.TYPED:
        return _is_same(said, listed)
    return len(said) == len(listed) and all(map(_is_completed, said, listed))


def _is_completed(party: Writer | Publisher, other: Writer | Publisher) -> bool:
    told = ((field.name, getattr(party, field.name)) for field in fields(party))
    return all(_is_same(value, getattr(other, name)) for name, value in told if value not in (None, ""))


def _name_key(title: str, performer: str) -> tuple[str, ...]:
    return (_folded(title), _folded(performer))


def _folded(text: str) -> str:
    """The text without case, width and doubled blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
