"""A cue sheet: what music is in a programme, for how long, how it is used and whose it is.

Each field of a line knows where it comes from.  What a template wants of a sheet stands in ``cue_template.py``, what is missing in
``completeness.py``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from slipgui.core.outcome import Match
from slipgui.core.timebase import Timebase


class FieldOrigin(StrEnum):
    """Where the value of a field comes from; a later one wins over an earlier one."""

    RECOGNISED = "recognised"
    """The recognition service named it."""
    CATALOGUE = "catalogue"
    """Tags of the user's catalogue."""
    WORKS_LIST = "works_list"
    """The user's list of works."""
    TYPED = "typed"
    """By hand, for this sheet."""

    def gives_way_to(self, other: "FieldOrigin") -> bool:
        """Whether a value from ``other`` replaces one from here."""
        order = list(FieldOrigin)
        return order.index(self) < order.index(other)


class Usage(StrEnum):
    """How music is used; each template has its own words or letters for it."""

    BACKGROUND_INSTRUMENTAL = "background_instrumental"
    BACKGROUND_VOCAL = "background_vocal"
    VISUAL_INSTRUMENTAL = "visual_instrumental"
    VISUAL_VOCAL = "visual_vocal"
    FEATURE = "feature"
    THEME = "theme"
    THEME_OPEN = "theme_open"
    THEME_CLOSE = "theme_close"
    MAIN_TITLE = "main_title"
    END_TITLE = "end_title"
    LOGO = "logo"


class MusicOrigin(StrEnum):
    """What kind of music it is."""

    COMMERCIAL = "commercial"
    """Released by a record company."""
    LIBRARY = "library"
    """Production music."""
    COMMISSIONED = "commissioned"
    """Written for the programme."""


class Vocals(StrEnum):
    """Which version of a track that has several."""

    VOCAL = "vocal"
    INSTRUMENTAL = "instrumental"


class WriterRole(StrEnum):
    """What a writer did."""

    COMPOSER = "composer"
    AUTHOR = "author"
    COMPOSER_AUTHOR = "composer_author"
    ARRANGER = "arranger"


ROLE_LETTERS = {
    WriterRole.COMPOSER: "C",
    WriterRole.AUTHOR: "A",
    WriterRole.COMPOSER_AUTHOR: "CA",
    WriterRole.ARRANGER: "AR",
}
"""As societies write them."""


class CueState(StrEnum):
    """How sure it is what plays."""

    IDENTIFIED = "identified"
    """A track was named, or a person typed it."""
    UNSURE = "unsure"
    """A track was named with a score that somebody should check by ear."""
    UNIDENTIFIED = "unidentified"
    """There is sound: speech, effects, or music that nobody knows."""


@dataclass(frozen=True, slots=True)
class Writer:
    """A person who wrote the work."""

    last_name: str
    first_name: str = ""
    role: WriterRole | None = None
    share_percent: Decimal | None = None
    society: str = ""
    """Of authors: GEMA, PRS, ASCAP …"""
    ipi: str = ""
    """IPI or CAE number."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """A company or person that publishes the work."""

    name: str
    share_percent: Decimal | None = None
    society: str = ""
    ipi: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of the programme, in ticks of its timebase from its first moment."""

    in_ticks: int
    out_ticks: int
    """The first tick after it."""


class LineField(StrEnum):
    """The fields of a line that come from somewhere; also their names in documents."""

    CUE_NUMBER = "cue_number"
    TITLE = "title"
    PERFORMER = "performer"
    WRITERS = "writers"
    PUBLISHERS = "publishers"
    USAGE = "usage"
    ISRC = "isrc"
    ISWC = "iswc"
    LABEL = "label"
    CATALOGUE_NUMBER = "catalogue_number"
    TRACK_NUMBER = "track_number"
    MUSIC_ORIGIN = "music_origin"
    VOCALS = "vocals"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class CueLine:
    """One piece of music of a programme; empty fields are not known."""

    spans: tuple[Span, ...]
    """In order of time; a sheet that another program wrote may have a line without any."""
    state: CueState = CueState.IDENTIFIED
    cue_number: str = ""
    """Free text, as ``1m02s``."""
    title: str = ""
    performer: str = ""
    writers: tuple[Writer, ...] = ()
    publishers: tuple[Publisher, ...] = ()
    usage: str = ""
    """A ``Usage``; another word is kept and told as unknown."""
    isrc: str = ""
    """Twelve characters, or what was given where it is no ISRC."""
    iswc: str = ""
    """Eleven characters, or what was given where it is no ISWC."""
    label: str = ""
    catalogue_number: str = ""
    track_number: str = ""
    music_origin: MusicOrigin | None = None
    vocals: Vocals | None = None
    notes: str = ""
    """Not printed."""
    score: float | None = None
    """Of the recognition, 0 to 100."""
    track_id: str | None = None
    """Of the catalogue track."""
    match: Match | None = None
    """What of the track sounds where, in seconds of the programme; None where nobody told."""
    origins: Mapping[LineField, FieldOrigin] = field(default_factory=dict)
    """Where filled fields come from."""

    @property
    def is_music(self) -> bool:
        """Whether it is printed: somebody or something named it."""
        return bool(self.title)

    @property
    def start_ticks(self) -> int:
        """When it begins; at the programme's first moment where nobody said."""
        return self.spans[0].in_ticks if self.spans else 0

    @property
    def length_ticks(self) -> int:
        """All stretches together."""
        return sum(max(0, span.out_ticks - span.in_ticks) for span in self.spans)

    def value(self, name: LineField) -> Any:
        """What the field holds."""
        return getattr(self, name.value)

    def with_value(self, name: LineField, value: Any, origin: FieldOrigin) -> "CueLine":
        """The line with another value of a field."""
        changes: dict[str, Any] = {name.value: value}
        return replace(self, origins={**self.origins, name: origin}, **changes)

    def offered(self, name: LineField, value: Any, origin: FieldOrigin) -> "CueLine":
        """The line with the value, where there is one and the field is empty or came from a lesser place."""
        if not value:
            return self
        known = self.origins.get(name, FieldOrigin.RECOGNISED)
        if self.value(name) and not known.gives_way_to(origin):
            return self
        return self.with_value(name, value, origin)


@dataclass(frozen=True, slots=True)
class SheetHeader:
    """What a sheet says of the programme; empty fields are not known."""

    title: str = ""
    also_known_as: str = ""
    episode_title: str = ""
    episode_number: str = ""
    series_number: str = ""
    production_number: str = ""
    production_company: str = ""
    contact: str = ""
    network: str = ""
    first_air_date: str = ""
    country: str = ""
    year: str = ""
    director: str = ""
    production_type: str = ""
    isan: str = ""
    eidr: str = ""
    revision: str = ""
    """Original, or which revision."""
    prepared_by: str = ""
    prepared_on: str = ""


HEADER_FIELDS = tuple(SheetHeader.__dataclass_fields__)
"""Names of the fields of a header, in their order."""


@dataclass(frozen=True, slots=True)
class CueSheet:
    """The cue sheet of one programme."""

    header: SheetHeader
    timebase: Timebase
    duration_ticks: int
    """Length of the programme."""
    lines: tuple[CueLine, ...]
    """In order of time, unidentified stretches too."""
    is_final: bool = False
    """Whether a person said that it is complete."""

    @property
    def music(self) -> tuple[CueLine, ...]:
        """The lines that are printed; their place, from 1, is their sequence number."""
        return tuple(line for line in self.lines if line.is_music)

    @property
    def music_ticks(self) -> int:
        """How much of the programme has music of the sheet: what sounds at once counts once."""
        spans = sorted((span.in_ticks, span.out_ticks) for line in self.music for span in line.spans)
        total = reached = 0
        for in_ticks, out_ticks in spans:
            total += max(0, out_ticks - max(in_ticks, reached))
            reached = max(reached, out_ticks)
        return total

    def seconds(self, ticks: int) -> Fraction:
        """How long so many ticks are."""
        return self.timebase.seconds(ticks)
