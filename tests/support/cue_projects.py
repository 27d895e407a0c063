"""A programme with a cue sheet in the making, for the tests and pictures of the cue page."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from slipgui.app.cue_project import CueProject
from slipgui.core.cue_sheet import (
    CueLine,
    CueSheet,
    CueState,
    MusicOrigin,
    SheetHeader,
    Span,
    Writer,
    WriterRole,
)
from slipgui.core.outcome import Match
from slipgui.core.timebase import Timebase, programme_timebase

FILM_TV = programme_timebase(Fraction(30_000, 1001), "01:00:00;00")
_TRACKS = (
    ("Eleven Winters", "The Ostrava Sleepers", 96.5, MusicOrigin.LIBRARY),
    ("Slow Machinery (No Drums)", "Kites Over Kiruna", 68.2, MusicOrigin.LIBRARY),
    ("Customs House Waltz", "The Ostrava Sleepers", 98.0, MusicOrigin.LIBRARY),
    ("Gantry", "Mira Okafor", 91.7, MusicOrigin.COMMISSIONED),
    ("夜明けの電車", "Aoi Nishikawa", 95.2, MusicOrigin.COMMERCIAL),
    ("", "", None, None),
    ("Salt Roads", "Mira Okafor", 97.9, MusicOrigin.COMMISSIONED),
)
TRACK_NAMES = tuple(name for track in _TRACKS for name in track[:2] if name)
WRITER_NAMES = ("Nishikawa", "Okafor", "Mira", "Aoi", "PRS")
_FULL = (Writer("Okafor", "Mira", WriterRole.COMPOSER, Decimal(100), "PRS"),)
_HALF = (Writer("Nishikawa", "Aoi", WriterRole.COMPOSER_AUTHOR, Decimal(50)),)


def make_line(timebase: Timebase, in_s: float, out_s: float, number: int) -> CueLine:
    """The line of one of the examples."""
    title, performer, score, origin = _TRACKS[number % len(_TRACKS)]
    state = CueState.IDENTIFIED if title else CueState.UNIDENTIFIED
    return CueLine(
        (Span(timebase.ticks(in_s), timebase.ticks(out_s)),),
        CueState.UNSURE if score is not None and score < 75 else state,
        title=title,
        performer=performer,
        usage="background_instrumental" if title else "",
        music_origin=origin,
        writers=_HALF if origin is MusicOrigin.COMMERCIAL else _FULL if performer == "Mira Okafor" else (),
        score=score,
        match=Match(in_s, out_s, 12.0, 1.0, 0.0, f"/music/{number}.wav") if title else None,
    )


def make_sheet(n_lines: int = 7, timebase: Timebase = FILM_TV, duration_s: float = 600.0) -> CueSheet:
    """A sheet of so many cues of 40 s, a minute and a quarter apart."""
    lines = tuple(make_line(timebase, 20.0 + 75 * n, 60.0 + 75 * n, n) for n in range(n_lines))
    return CueSheet(SheetHeader(title="Harbour"), timebase, timebase.ticks(duration_s), lines)


def make_project(clip: Path, sheet: CueSheet | None = None) -> CueProject:
    """A project of a programme."""
    return CueProject(clip, sheet or make_sheet())
