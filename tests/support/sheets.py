"""Cue sheets for tests: one that is complete, one full of texts that break formats."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from slipgui.core.cue_sheet import (
    CueLine,
    CueSheet,
    CueState,
    FieldOrigin,
    LineField,
    MusicOrigin,
    Publisher,
    SheetHeader,
    Span,
    Vocals,
    Writer,
    WriterRole,
)
from slipgui.core.timebase import Timebase, programme_timebase

NTSC = Fraction(30_000, 1001)
WRITERS = (
    Writer("Okafor", "Mira", WriterRole.COMPOSER, Decimal(50), "PRS", "00123456789"),
    Writer("Lind", "Jon", WriterRole.AUTHOR, Decimal(50), "GEMA"),
)
PUBLISHERS = (Publisher("Tidewater Publishing Ltd", Decimal(100), "PRS", "00987654321"),)
HEADER = SheetHeader(
    title="Harbour Watch",
    episode_title="The Quay",
    production_company="Pier Films",
    first_air_date="2026-11-28",
    country="UK",
    year="2026",
    production_type="Series",
)
LINE = CueLine(
    (Span(1798, 2398), Span(17_981, 18_582)),
    title="Harbour Lights",
    performer="Mira Okafor",
    writers=WRITERS,
    publishers=PUBLISHERS,
    usage="background_instrumental",
    isrc="QZTW42600001",
    iswc="T0345246801",
    label="Tidewater Library",
    catalogue_number="TWL 12",
    track_number="4",
    music_origin=MusicOrigin.LIBRARY,
    vocals=Vocals.INSTRUMENTAL,
    score=98.24,
    track_id="b7c0",
    origins={
        LineField.TITLE: FieldOrigin.RECOGNISED,
        LineField.LABEL: FieldOrigin.CATALOGUE,
        LineField.WRITERS: FieldOrigin.WORKS_LIST,
        LineField.USAGE: FieldOrigin.TYPED,
    },
)
"""Its stretches begin and end around the labels that drop-frame leaves out: minutes 1 and 10."""
HOSTILE = '=HYPERLINK("http://x")|\t\r\n<b>&amp;]]> 夜の港\u202e\x00\ufffe 001  002'
"""A formula, a bar, line breaks, markup, other scripts, characters that turn or break text, and the beginning of an EDL's event."""


def make_sheet(rate: Fraction | None = NTSC, start: str | None = "01:00:00;00") -> CueSheet:
    """A programme of twelve minutes: a cue of two stretches, sound of no known track, an unsure cue with hostile texts."""
    lines = (
        replace(LINE, state=CueState.IDENTIFIED),
        CueLine((Span(3000, 4000),), CueState.UNIDENTIFIED),
        CueLine((Span(4000, 4001),), CueState.UNSURE, title=HOSTILE, performer=HOSTILE, label=HOSTILE, score=61.0),
    )
    return CueSheet(HEADER, programme_timebase(rate, start), 21_600, lines)


def one_line_sheet(line: CueLine = LINE, timebase: Timebase | None = None) -> CueSheet:
    """A sheet of one line."""
    return CueSheet(HEADER, timebase or programme_timebase(NTSC, "01:00:00;00"), 21_600, (line,))
