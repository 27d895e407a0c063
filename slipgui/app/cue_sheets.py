"""From the cues of a programme to its cue sheet: what was recognised, then what the catalogue's tags and the list of works know."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from slipgui.app.catalogue import CatalogueDesk
from slipgui.app.cues import CueList
from slipgui.app.paths import Home
from slipgui.app.works_file import parse_person
from slipgui.core.clip import MediaInfo
from slipgui.core.cue_sheet import (
    HEADER_FIELDS,
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
from slipgui.core.outcome import Origin, Track
from slipgui.core.programme import Cue
from slipgui.core.timebase import Timebase, programme_timebase
from slipgui.core.track_record import TrackRecord

FRAME_RATES: Mapping[str, tuple[Fraction, bool]] = {
    "23.976": (Fraction(24_000, 1001), False),
    "24": (Fraction(24), False),
    "25": (Fraction(25), False),
    "29.97": (Fraction(30_000, 1001), False),
    "29.97df": (Fraction(30_000, 1001), True),
    "30": (Fraction(30), False),
    "48": (Fraction(48), False),
    "50": (Fraction(50), False),
    "59.94": (Fraction(60_000, 1001), False),
    "59.94df": (Fraction(60_000, 1001), True),
    "60": (Fraction(60), False),
}
"""What a person calls a rate → frames a second, and whether its timecode is drop-frame."""
_SEVERAL_NAMES = re.compile(r"\s*[;/&]\s*")


@dataclass(frozen=True, slots=True)
class GivenTime:
    """What a person says of a programme's time, where the file says nothing or another thing."""

    frame_rate: str | None = None
    """One of ``FRAME_RATES``."""
    start_timecode: str | None = None

    @property
    def rate(self) -> Fraction | None:
        """Frames a second, None where nothing was said."""
        return FRAME_RATES[self.frame_rate][0] if self.frame_rate else None

    def applied_to(self, info: MediaInfo) -> MediaInfo:
        """The clip with this time."""
        rate, is_drop = FRAME_RATES[self.frame_rate] if self.frame_rate else (info.frame_rate, False)
        start = self.start_timecode or info.start_timecode
        if is_drop:
            start = ";".join((start or "00:00:00:00").replace(";", ":").rsplit(":", 1))
        return replace(info, frame_rate=rate, start_timecode=start)


def make_sheet(cue_list: CueList, tags: Mapping[str, Mapping[str, Any]], check_by_ear_below: float) -> CueSheet:
    """The sheet of a programme as far as recognition and catalogue know it.

    Parameters
    ----------
    cue_list
        What was found.
    tags
        By id of a catalogue track: its ``label``, ``composer`` and ``publisher``.
    check_by_ear_below
        Scores below are unsure.
    """
    info = cue_list.info
    timebase = programme_timebase(info.frame_rate, info.start_timecode)
    return CueSheet(
        header=SheetHeader(title=cue_list.clip.stem),
        timebase=timebase,
        duration_ticks=timebase.ticks(info.duration_s),
        lines=tuple(_make_line(cue, timebase, cue_list.records, tags, check_by_ear_below) for cue in cue_list.cues),
    )


def read_tags(home: Home, cue_list: CueList) -> dict[str, dict[str, Any]]:
    """Tags of the catalogue's tracks that are in a programme, by id.  Blocking."""
    wanted = {cue.track.id for cue in cue_list.cues if cue.track is not None}
    return {track["id"]: track for track in CatalogueDesk(home).tracks() if track["id"] in wanted} if wanted else {}


def with_header(sheet: CueSheet, values: Mapping[str, str]) -> CueSheet:
    """The sheet with fields of its header replaced."""
    changes: dict[str, Any] = {name: values[name] for name in HEADER_FIELDS if name in values}
    return replace(sheet, header=replace(sheet.header, **changes))


def _make_line(
    cue: Cue,
    timebase: Timebase,
    records: Mapping[str, TrackRecord],
    tags: Mapping[str, Mapping[str, Any]],
    check_by_ear_below: float,
) -> CueLine:
    spans = (Span(timebase.ticks(cue.in_s), timebase.ticks(cue.out_s)),)
    track = cue.track
    if track is None:
        return CueLine(spans, CueState.UNIDENTIFIED)
    is_unsure = track.score is not None and track.score < check_by_ear_below
    state = CueState.UNSURE if is_unsure else CueState.IDENTIFIED
    line = CueLine(spans, state, score=track.score, track_id=track.id, match=cue.match)
    for name, value in _recognised(track).items():
        line = line.offered(name, value, FieldOrigin.RECOGNISED)
    for name, value in _recorded(records.get(track.id or "")).items():
        line = line.offered(name, value, FieldOrigin.RECOGNISED)
    for name, value in _tagged(tags.get(track.id or "", {})).items():
        line = line.offered(name, value, FieldOrigin.CATALOGUE)
    return line


def _recognised(track: Track) -> dict[LineField, Any]:
    """What the service said; the kind of music is proposed after whose catalogue it is."""
    return {
        LineField.TITLE: track.title,
        LineField.PERFORMER: track.artist,
        LineField.ISRC: track.isrc.code if track.isrc else track.isrc_text,
        LineField.LABEL: track.external_label,
        LineField.MUSIC_ORIGIN: MusicOrigin.LIBRARY if track.origin is Origin.INTERNAL else MusicOrigin.COMMERCIAL,
    }


def _recorded(record: TrackRecord | None) -> dict[LineField, Any]:
    """What the service's own catalogue tells of a track; roles of writers it does not tell."""
    if record is None:
        return {}
    vocals = record.vocals.casefold()
    is_instrumental = "instrumental" in vocals or vocals.startswith("no ")
    return {
        LineField.LABEL: record.library,
        LineField.WRITERS: tuple(
            Writer(*parse_person(one.name), None, one.share_percent, one.society, one.ipi) for one in record.writers
        ),
        LineField.PUBLISHERS: tuple(
            Publisher(one.name, one.share_percent, one.society, one.ipi) for one in record.publishers
        ),
        LineField.VOCALS: (Vocals.INSTRUMENTAL if is_instrumental else Vocals.VOCAL) if vocals else None,
        LineField.NOTES: f"Album: {record.album}" if record.album else "",
    }


def _tagged(tags: Mapping[str, Any]) -> dict[LineField, Any]:
    composers = [name for name in _SEVERAL_NAMES.split(tags.get("composer") or "") if name]
    publisher = tags.get("publisher")
    return {
        LineField.LABEL: tags.get("label"),
        LineField.WRITERS: tuple(Writer(*parse_person(name), WriterRole.COMPOSER) for name in composers),
        LineField.PUBLISHERS: (Publisher(publisher),) if publisher else (),
    }
