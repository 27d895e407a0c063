from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from slipgui.app.cue_sheets import GivenTime, make_sheet, with_header
from slipgui.app.cues import CueList
from slipgui.core.clip import MediaInfo
from slipgui.core.cue_sheet import (
    CueState,
    FieldOrigin,
    LineField,
    MusicOrigin,
    Publisher,
    Span,
    Vocals,
    Writer,
    WriterRole,
)
from slipgui.core.isrc import parse_isrc
from slipgui.core.outcome import Origin, Track
from slipgui.core.programme import Cue
from slipgui.core.track_record import RightsHolder, TrackRecord

NTSC = Fraction(30_000, 1001)
INFO = MediaInfo(1, 720.0, "mov", True, NTSC, "01:00:00;00", (), 0, 0.0)
TRACK = Track("b7c0", "Harbour Lights", "Mira Okafor", Origin.INTERNAL, parse_isrc("QZTW42600001"), None, 98.2, None)
STRANGER = Track(None, "Rain", None, Origin.EXTERNAL, None, "not one", 61.0, "Pier Records")
CUES = CueList(
    Path("/reels/ep 104.mov"),
    INFO,
    (Cue(60.06, 80.08, TRACK, None), Cue(90.0, 91.0, None, None), Cue(100.0, 110.0, STRANGER, None)),
)
TAGS = {"b7c0": {"label": "Tidewater", "composer": "Mira Okafor; Lind, Jon", "publisher": "Pier Music"}}


def test_what_was_recognised_and_what_the_catalogue_knows_stand_with_their_origin():
    sheet = make_sheet(CUES, TAGS, 75.0)
    line, gap, external = sheet.lines
    assert (line.spans, sheet.timebase.label(line.spans[0].in_ticks)) == ((Span(1800, 2400),), "01:01:00;02")
    assert (line.title, line.isrc, line.label, line.music_origin) == (
        "Harbour Lights", "QZTW42600001", "Tidewater", MusicOrigin.LIBRARY,
    )  # fmt: skip
    assert line.writers == (
        Writer("Okafor", "Mira", WriterRole.COMPOSER), Writer("Lind", "Jon", WriterRole.COMPOSER)
    )  # fmt: skip
    assert line.publishers == (Publisher("Pier Music"),)
    assert (line.origins[LineField.TITLE], line.origins[LineField.WRITERS]) == (
        FieldOrigin.RECOGNISED,
        FieldOrigin.CATALOGUE,
    )
    assert (line.state, gap.state, external.state) == (CueState.IDENTIFIED, CueState.UNIDENTIFIED, CueState.UNSURE)
    assert (external.isrc, external.label, external.music_origin) == ("not one", "Pier Records", MusicOrigin.COMMERCIAL)
    assert (sheet.header.title, sheet.duration_ticks) == ("ep 104", 21_578)


RECORD = TrackRecord(
    id="b7c0",
    title="Harbour Lights",
    japanese_title="",
    artist="Mira Okafor",
    album="Night Shift",
    library="Slipstream Originals",
    description="",
    length_s=87.0,
    tempo_bpm=None,
    key="",
    genres=(),
    moods=(),
    vocals="Instrumental",
    has_lyrics=False,
    is_explicit=False,
    is_sound_effect=False,
    has_stems=False,
    is_free=False,
    writers=(RightsHolder("Jane Mary Doe", Decimal("12.5"), "ASCAP", "00123456789"),),
    publishers=(RightsHolder("Slipstream Publishing", Decimal(100), "PRS", ""),),
    cover="",
    page="",
    document="{}",
)


def test_what_the_service_knows_of_its_own_tracks_fills_the_columns():
    line = make_sheet(replace(CUES, records={"b7c0": RECORD}), {}, 75.0).lines[0]
    assert line.writers == (Writer("Doe", "Jane Mary", None, Decimal("12.5"), "ASCAP", "00123456789"),)
    assert line.publishers == (Publisher("Slipstream Publishing", Decimal(100), "PRS", ""),)
    assert (line.label, line.vocals, line.notes) == (
        "Slipstream Originals", Vocals.INSTRUMENTAL, "Album: Night Shift",
    )  # fmt: skip
    assert {line.origins[name] for name in (LineField.WRITERS, LineField.LABEL)} == {FieldOrigin.RECOGNISED}


@pytest.mark.parametrize(
    ("told", "vocals"), [("Male Vocals", Vocals.VOCAL), ("", None), ("No vocals", Vocals.INSTRUMENTAL)]
)
def test_the_version_is_taken_as_the_service_words_it(told, vocals):
    record = replace(RECORD, vocals=told)
    assert make_sheet(replace(CUES, records={"b7c0": record}), {}, 75.0).lines[0].vocals is vocals


def test_the_users_own_tags_win_over_the_service():
    line = make_sheet(replace(CUES, records={"b7c0": RECORD}), TAGS, 75.0).lines[0]
    assert (line.label, line.origins[LineField.WRITERS]) == ("Tidewater", FieldOrigin.CATALOGUE)


def test_the_header_takes_what_is_given():
    header = with_header(make_sheet(CUES, {}, 75.0), {"title": "Harbour Watch", "year": "2026"}).header
    assert (header.title, header.year) == ("Harbour Watch", "2026")


@pytest.mark.parametrize(
    ("given", "rate", "label"),
    [
        (GivenTime(), NTSC, "01:00:00;00"),
        (GivenTime("25"), Fraction(25), "01:00:00:00"),
        (GivenTime("25", "10:00:00:00"), Fraction(25), "10:00:00:00"),
        (GivenTime("29.97df", "10:00:00:00"), NTSC, "10:00:00;00"),
        (GivenTime(None, "02:00:00:00"), NTSC, "02:00:00:00"),
    ],
)
def test_rate_and_start_that_somebody_says_win_over_the_files(given, rate, label):
    timed = given.applied_to(INFO)
    sheet = make_sheet(replace(CUES, info=timed), {}, 75.0)
    assert (sheet.timebase.rate, sheet.timebase.label(0)) == (rate, label)


def test_sound_alone_gets_drop_frame_from_nought():
    timed = GivenTime("29.97df").applied_to(replace(INFO, frame_rate=None, start_timecode=None))
    assert timed.start_timecode == "00:00:00;00"
