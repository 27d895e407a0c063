"""Markers as lines of text: the EDL that Resolve reads timeline markers from, and Avid's marker text."""

from slipgui.core.cue_sheet import CueState
from slipgui.core.timecode import format_timecode
from slipgui.export.markers import MarkerTimeline

_RESOLVE_COLOURS = {
    CueState.IDENTIFIED: "ResolveColorGreen",
    CueState.UNSURE: "ResolveColorYellow",
    CueState.UNIDENTIFIED: "ResolveColorBlue",
}
_AVID_COLOURS = {CueState.IDENTIFIED: "green", CueState.UNSURE: "yellow", CueState.UNIDENTIFIED: "blue"}
_AVID_USER, _AVID_TRACK = "Slipgui", "V1"


def encode_resolve_edl(timeline: MarkerTimeline) -> bytes:
    """An EDL whose events are markers, each one frame long at its record timecode.

    The note stands before the first bar, else Resolve leaves its notes empty; bars inside of texts become strokes.
    """
    mode = "DROP FRAME" if ";" in _label(timeline, 0) else "NON-DROP FRAME"
    lines = [f"TITLE: {timeline.name}", f"FCM: {mode}", ""]
    for number, marker in enumerate(timeline.markers, start=1):
        start, stop = _label(timeline, marker.start_frame), _label(timeline, marker.start_frame + 1)
        note, name = marker.note.replace("|", "/"), marker.name.replace("|", "/")
        lines += [
            f"{number:03}  001      V     C        {start} {stop} {start} {stop}",
            f"{note} |C:{_RESOLVE_COLOURS[marker.state]} |M:{name} |D:{marker.n_frames}",
            "",
        ]
    return "\n".join([*lines, ""]).encode("utf-8")


def encode_avid_text(timeline: MarkerTimeline) -> bytes:
    """A line a marker, between tabs: user, timecode, track, colour, comment, length in frames."""
    lines = [
        "\t".join(
            (
                _AVID_USER,
                _label(timeline, marker.start_frame),
                _AVID_TRACK,
                _AVID_COLOURS[marker.state],
                f"{marker.name}: {marker.note}",
                str(marker.n_frames),
            )
        )
        for marker in timeline.markers
    ]
    return "".join(line + "\n" for line in lines).encode("utf-8")


def _label(timeline: MarkerTimeline, frame: int) -> str:
    return format_timecode(timeline.first_frame + frame, timeline.rate, is_drop=timeline.is_drop)
