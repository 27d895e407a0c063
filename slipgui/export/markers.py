"""The cues of a sheet as markers of a timeline, for the formats that editing programs read."""

from dataclasses import dataclass
from fractions import Fraction

from slipgui.core.cue_sheet import CueLine, CueSheet, CueState
from slipgui.core.isrc import parse_isrc
from slipgui.core.plain_text import plain_text

UNIDENTIFIED = "Unidentified"
_NOT_XML = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}
"""The only characters that ``plain_text`` leaves and XML forbids."""


@dataclass(frozen=True, slots=True)
class Marker:
    """One stretch of one cue; its texts have no line breaks or control characters."""

    start_frame: int
    """From the first frame of the programme."""
    n_frames: int
    """At least one."""
    name: str
    note: str
    """Never begins with a digit: an EDL would take it for an event."""
    state: CueState


@dataclass(frozen=True, slots=True)
class MarkerTimeline:
    """What every marker file says of its timeline."""

    name: str
    rate: Fraction
    first_frame: int
    """Frame that the start timecode stands for."""
    is_drop: bool
    n_frames: int
    """Its length, at least to the end of the last marker."""
    markers: tuple[Marker, ...]
    """In order of time."""


def make_timeline(sheet: CueSheet, name: str) -> MarkerTimeline:
    """The timeline of a programme; without a constant frame rate its frames are milliseconds.

    Parameters
    ----------
    sheet
        The sheet; its unidentified stretches become markers too.
    name
        Of the timeline where the sheet has no title.
    """
    markers, n_music = [], 0
    for line in sheet.lines:
        n_music += line.is_music
        for span in line.spans:
            n_frames = max(1, span.out_ticks - span.in_ticks)
            note = _note(sheet, line, n_music)
            markers.append(Marker(max(0, span.in_ticks), n_frames, _name(line), note, line.state))
    markers.sort(key=lambda marker: marker.start_frame)
    last_frame = max((marker.start_frame + marker.n_frames for marker in markers), default=1)
    timebase = sheet.timebase
    return MarkerTimeline(
        name=_clean(sheet.header.title or name),
        rate=timebase.ticks_per_s,
        first_frame=timebase.first_frame,
        is_drop=timebase.is_drop,
        n_frames=max(sheet.duration_ticks, last_frame),
        markers=tuple(markers),
    )


def _name(line: CueLine) -> str:
    if not line.is_music:
        return UNIDENTIFIED
    return _clean(f"{line.title} — {line.performer}" if line.performer else line.title)


def _note(sheet: CueSheet, line: CueLine, number: int) -> str:
    if not line.is_music:
        return "Sound of no known track"
    isrc = parse_isrc(line.isrc)
    facts = [
        f"ISRC {isrc}" if isrc else "",
        line.label,
        line.usage.replace("_", " "),
        f"score {line.score:.1f}" if line.score is not None else "",
        "check by ear" if line.state is CueState.UNSURE else "",
        f"{float(sheet.seconds(line.length_ticks)):.1f} s",
    ]
    return _clean(f"Cue {number}: " + ", ".join(fact for fact in facts if fact))


def _clean(text: str) -> str:
    return " ".join(plain_text(text).translate(_NOT_XML).split())
