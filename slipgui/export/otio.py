"""Markers as an OpenTimelineIO document, written by hand: the library is wanted for reading other formats only."""

import json
from fractions import Fraction
from typing import Any

from slipgui.core.cue_sheet import CueState
from slipgui.export.markers import MarkerTimeline

_COLOURS = {CueState.IDENTIFIED: "GREEN", CueState.UNSURE: "YELLOW", CueState.UNIDENTIFIED: "BLUE"}


def encode_otio(timeline: MarkerTimeline) -> bytes:
    """A timeline of one gap with a marker for each cue, as long as the cue; start timecode, rate, colours and notes are kept."""
    gap = {
        "OTIO_SCHEMA": "Gap.1",
        "name": "",
        "metadata": {},
        "source_range": _range(0, timeline.n_frames, timeline.rate),
        "effects": [],
        "markers": [],
        "enabled": True,
    }
    track = _composition("Track.1", "V1", [gap], []) | {"kind": "Video"}
    markers = [
        {
            "OTIO_SCHEMA": "Marker.2",
            "name": marker.name,
            "metadata": {"slipgui": {"state": marker.state.value}},
            "color": _COLOURS[marker.state],
            "marked_range": _range(marker.start_frame, marker.n_frames, timeline.rate),
            "comment": marker.note,
        }
        for marker in timeline.markers
    ]
    document = {
        "OTIO_SCHEMA": "Timeline.1",
        "name": timeline.name,
        "metadata": {"slipgui": {"drop_frame": timeline.is_drop}},
        "global_start_time": _time(timeline.first_frame, timeline.rate),
        "tracks": _composition("Stack.1", "tracks", [track], markers),
    }
    return (json.dumps(document, indent=4, ensure_ascii=False) + "\n").encode("utf-8")


def _composition(schema: str, name: str, children: list[Any], markers: list[Any]) -> dict[str, Any]:
    return {
        "OTIO_SCHEMA": schema,
        "name": name,
        "metadata": {},
        "source_range": None,
        "effects": [],
        "markers": markers,
        "enabled": True,
        "children": children,
    }


def _range(start: int, length: int, rate: Fraction) -> dict[str, Any]:
    return {"OTIO_SCHEMA": "TimeRange.1", "start_time": _time(start, rate), "duration": _time(length, rate)}


def _time(frames: int, rate: Fraction) -> dict[str, Any]:
    return {"OTIO_SCHEMA": "RationalTime.1", "rate": float(rate), "value": float(frames)}
