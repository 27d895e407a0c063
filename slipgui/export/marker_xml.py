"""Markers as XML: Final Cut Pro 7's interchange format (Premiere, Resolve) and FCPXML (Final Cut Pro)."""

from fractions import Fraction
from xml.etree import ElementTree as ET

from slipgui.core.timecode import format_timecode
from slipgui.export.markers import MarkerTimeline

_FCPXML_FORMATS = {
    Fraction(24_000, 1001): "2398", Fraction(24): "24", Fraction(25): "25", Fraction(30_000, 1001): "2997",
    Fraction(30): "30", Fraction(50): "50", Fraction(60_000, 1001): "5994", Fraction(60): "60",
}  # fmt: skip
"""The rates that Final Cut Pro has a 1080p format of its own for."""


def encode_fcp7_xml(timeline: MarkerTimeline) -> bytes:
    """``xmeml`` version 4: an empty sequence with a marker for each cue, frames counted from its start."""
    root = ET.Element("xmeml", version="4")
    sequence = ET.SubElement(root, "sequence", id="sequence-1")
    _add_text(sequence, "name", timeline.name)
    _add_text(sequence, "duration", timeline.n_frames)
    _add_rate(sequence, timeline.rate)
    timecode = ET.SubElement(sequence, "timecode")
    _add_rate(timecode, timeline.rate)
    label = format_timecode(timeline.first_frame, timeline.rate, is_drop=timeline.is_drop)
    _add_text(timecode, "string", label)
    _add_text(timecode, "frame", timeline.first_frame)
    _add_text(timecode, "displayformat", "DF" if ";" in label else "NDF")
    media = ET.SubElement(sequence, "media")
    for kind in ("video", "audio"):
        ET.SubElement(ET.SubElement(media, kind), "track")
    for marker in timeline.markers:
        element = ET.SubElement(sequence, "marker")
        _add_text(element, "comment", marker.note)
        _add_text(element, "name", marker.name)
        _add_text(element, "in", marker.start_frame)
        _add_text(element, "out", marker.start_frame + marker.n_frames)
    return _document(root, "xmeml")


def encode_fcpxml(timeline: MarkerTimeline) -> bytes:
    """FCPXML 1.10: a project with one gap as long as the programme, a marker of one frame for each cue in it."""
    root = ET.Element("fcpxml", version="1.10")
    looks = {"id": "r1", "frameDuration": _time(timeline, 1), "width": "1920", "height": "1080"}
    if timeline.rate in _FCPXML_FORMATS:
        looks["name"] = f"FFVideoFormat1080p{_FCPXML_FORMATS[timeline.rate]}"
    ET.SubElement(ET.SubElement(root, "resources"), "format", looks)
    event = ET.SubElement(root, "event", name=timeline.name)
    project = ET.SubElement(event, "project", name=timeline.name)
    label = format_timecode(timeline.first_frame, timeline.rate, is_drop=timeline.is_drop)
    start, duration = _time(timeline, timeline.first_frame), _time(timeline, timeline.n_frames)
    tc_format = "DF" if ";" in label else "NDF"
    sequence = ET.SubElement(project, "sequence", format="r1", duration=duration, tcStart=start, tcFormat=tc_format)
    spine = ET.SubElement(sequence, "spine")
    gap = ET.SubElement(spine, "gap", name="Gap", offset=start, start="0s", duration=duration)
    for marker in timeline.markers:
        moment = {"start": _time(timeline, marker.start_frame), "duration": _time(timeline, 1)}
        ET.SubElement(gap, "marker", {**moment, "value": marker.name, "note": marker.note})
    return _document(root, "fcpxml")


def _time(timeline: MarkerTimeline, frames: int) -> str:
    """Rational seconds as Final Cut Pro writes them, in whole frames: ``1001/30000s``, ``100/2500s``, ``5s``."""
    frame_s = 1 / timeline.rate
    scale = 100 if frame_s.numerator == 1 else 1
    moment_s = frames * frame_s
    if moment_s.denominator == 1:
        return f"{moment_s.numerator}s"
    return f"{frames * frame_s.numerator * scale}/{frame_s.denominator * scale}s"


def _add_rate(parent: ET.Element, rate: Fraction) -> None:
    element = ET.SubElement(parent, "rate")
    _add_text(element, "timebase", round(rate))
    _add_text(element, "ntsc", "TRUE" if rate.denominator == 1001 else "FALSE")


def _add_text(parent: ET.Element, name: str, value: object) -> None:
    ET.SubElement(parent, name).text = str(value)


def _document(root: ET.Element, name: str) -> bytes:
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE {name}>\n{text}\n'.encode()
