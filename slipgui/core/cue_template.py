"""What a receiver wants of a cue sheet: columns, words for usage, required fields.  Templates are JSON documents (README, "Cue sheets")."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from slipgui.core.cue_sheet import HEADER_FIELDS, LineField, MusicOrigin, Usage, Vocals, WriterRole

VERSION = 1
"""Of the documents."""
COMPUTED = ("sequence", "in", "out", "duration", "origins")
"""Columns that are no field of a line."""
COMPUTED_HEADER = ("programme_duration", "music_duration")
Word = TypeVar("Word", bound=StrEnum)


class TemplateError(ValueError):
    """A document is no template (the message says where and why)."""


class DurationForm(StrEnum):
    """How lengths are written."""

    MINUTES = "mm:ss"
    HOURS = "hh:mm:ss"
    MILLISECONDS = "hh:mm:ss.mmm"


class NameForm(StrEnum):
    """How persons are written."""

    FIRST_LAST = "first last"
    LAST_FIRST = "last, first"


class Paper(StrEnum):
    """What sheets are printed on."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table, or a line of the header."""

    field: str
    """A field of a line or header, or a computed one."""
    heading: str
    """What stands above or before it."""


@dataclass(frozen=True, slots=True)
class Template:
    """How a sheet looks, and what has to be in it."""

    name: str
    title: str
    """Of the sheet."""
    header: tuple[Column, ...]
    columns: tuple[Column, ...]
    usage_words: Mapping[Usage, str]
    music_origin_words: Mapping[MusicOrigin, str]
    vocals_words: Mapping[Vocals, str]
    role_words: Mapping[WriterRole, str]
    required_header: frozenset[str]
    required_line: frozenset[LineField]
    required_by_origin: Mapping[MusicOrigin, frozenset[LineField]]
    """What lines need beside, by the kind of their music."""
    needs_shares: bool
    """Whether the shares of writers and publishers have to be there."""
    duration: DurationForm
    names: NameForm
    paper: Paper


def decode_template(document: Any) -> Template:
    """The template of a JSON document.

    Raises
    ------
    TemplateError
        When it is none.
    """
    top = _Members(document, "the document")
    if top.take("version", int) != VERSION:
        raise TemplateError(f"version: only {VERSION} is known")
    required = _Members(top.take("required", dict, {}), "required")
    template = Template(
        name=top.take("name", str),
        title=top.take("title", str, "Music Cue Sheet"),
        header=_columns(top.take("header", list, []), "header", (*HEADER_FIELDS, *COMPUTED_HEADER)),
        columns=_columns(top.take("columns", list), "columns", (*COMPUTED, *LineField)),
        usage_words=_words(top.take("usage", dict), Usage, "usage"),
        music_origin_words=_words(top.take("music_origin", dict, {}), MusicOrigin, "music_origin"),
        vocals_words=_words(top.take("vocals", dict, {}), Vocals, "vocals"),
        role_words=_words(top.take("roles", dict, {}), WriterRole, "roles"),
        required_header=_names(required.take("header", list, []), HEADER_FIELDS, "required.header", str),
        required_line=_names(required.take("line", list, []), tuple(LineField), "required.line", LineField),
        required_by_origin=_by_origin(required.take("by_origin", dict, {})),
        needs_shares=required.take("shares", bool, False),
        duration=_choice(top.take("duration", str, "mm:ss"), DurationForm, "duration"),
        names=_choice(top.take("names", str, "first last"), NameForm, "names"),
        paper=_choice(top.take("paper", str, "a4"), Paper, "paper"),
    )
    required.end()
    top.end()
    if not template.columns:
        raise TemplateError("columns: at least one is needed")
    return template


class _Members:
    """The members of an object, each taken once; what is left over is unknown.  ``place`` is what it is called in messages."""

    _NEEDED = object()

    def __init__(self, value: Any, place: str) -> None:
        if not isinstance(value, dict):
            raise TemplateError(f"{place}: an object is needed")
        self._left = dict(value)
        self._place = place

    def take(self, name: str, kind: type, otherwise: Any = _NEEDED) -> Any:
        value = self._left.pop(name, otherwise)
        if value is self._NEEDED:
            raise TemplateError(f"{name}: it is missing")
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise TemplateError(f"{name}: it is of another kind")
        return value

    def end(self) -> None:
        for name in self._left:
            raise TemplateError(f"{self._place}: “{name}” is not known")


def _columns(values: list[Any], place: str, known: tuple[str, ...]) -> tuple[Column, ...]:
    columns = []
    for number, value in enumerate(values, start=1):
        members = _Members(value, f"{place}, {number}")
        column = Column(members.take("field", str), members.take("heading", str))
        members.end()
        if column.field not in known:
            raise TemplateError(f"{place}, {number}: “{column.field}” is no field")
        columns.append(column)
    return tuple(columns)


def _words(values: dict[str, Any], kind: type[Word], place: str) -> dict[Word, str]:
    words = {}
    for name, word in values.items():
        if not isinstance(word, str) or not word:
            raise TemplateError(f"{place}, {name}: a word is needed")
        words[_choice(name, kind, place)] = word
    return words


def _names(values: list[Any], known: tuple[str, ...], place: str, make: Callable[[str], Any]) -> frozenset[Any]:
    for value in values:
        if value not in known:
            raise TemplateError(f"{place}: “{value}” is no field")
    return frozenset(make(value) for value in values)


def _by_origin(values: dict[str, Any]) -> dict[MusicOrigin, frozenset[LineField]]:
    place = "required.by_origin"
    return {
        _choice(name, MusicOrigin, place): _names(
            _Members(values, place).take(name, list), tuple(LineField), place, LineField
        )
        for name in values
    }


def _choice(value: str, kind: type[Word], place: str) -> Word:
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(kind)
        raise TemplateError(f"{place}: “{value}” is none of {known}") from None
