"""Marker files read back: by OpenTimelineIO where it reads them, else after the published format; every marker at its frame."""

import json
import re
from fractions import Fraction
from xml.etree import ElementTree as ET

import opentimelineio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.sheets import make_sheet

from slipgui.core.cue_sheet import CueLine, CueSheet, CueState, SheetHeader, Span
from slipgui.core.timebase import Timebase
from slipgui.core.timecode import parse_timecode
from slipgui.export.marker_text import encode_avid_text, encode_resolve_edl
from slipgui.export.marker_xml import encode_fcp7_xml, encode_fcpxml
from slipgui.export.markers import make_timeline
from slipgui.export.otio import encode_otio

RATES = [
    Fraction(24_000, 1001), Fraction(24), Fraction(25), Fraction(30_000, 1001), Fraction(30), Fraction(48), Fraction(50),
    Fraction(60_000, 1001), Fraction(60),
]  # fmt: skip
FORMATS = [encode_resolve_edl, encode_avid_text, encode_fcp7_xml, encode_fcpxml, encode_otio]
TEXTS = st.text(max_size=40)


@st.composite
def timelines(draw):
    """Timelines of any rate and start below ten hours, with markers that follow one another."""
    starts = sorted(draw(st.sets(st.integers(0, 200_000), min_size=1, max_size=6)))
    spans = [Span(start, start + draw(st.integers(1, 5000))) for start in starts]
    lines = tuple(
        CueLine((span,), draw(st.sampled_from(CueState)), title=draw(TEXTS), performer=draw(TEXTS), label=draw(TEXTS))
        for span in spans
    )
    timebase = Timebase(draw(st.sampled_from(RATES)), draw(st.integers(0, 800_000)), is_drop=draw(st.booleans()))
    return make_timeline(CueSheet(SheetHeader(title=draw(TEXTS)), timebase, 0, lines), "programme")


def starts(timeline):
    return [marker.start_frame for marker in timeline.markers]


def read_labels(timeline, labels):
    return [parse_timecode(label, timeline.rate)[0] - timeline.first_frame for label in labels]


@given(timeline=timelines())
@settings(deadline=None)
def test_an_edl_has_each_marker_at_its_record_timecode(timeline):
    text = encode_resolve_edl(timeline).decode("utf-8")
    read = opentimelineio.adapters.read_from_string(text, "cmx_3600", rate=float(timeline.rate))
    clips = [item for item in read.tracks[0] if isinstance(item, opentimelineio.schema.Clip)]
    assert [clip.source_range.start_time.value - timeline.first_frame for clip in clips] == starts(timeline)
    assert {clip.duration().value for clip in clips} == {1}
    at = starts(timeline)[0]
    for item in read.tracks[0]:
        if isinstance(item, opentimelineio.schema.Clip):
            assert at == starts(timeline)[clips.index(item)]
        at += item.duration().value


@given(timeline=timelines())
def test_an_edl_keeps_its_lines_whatever_the_texts(timeline):
    title, mode, blank, *lines = encode_resolve_edl(timeline).decode("utf-8").split("\n")
    assert (title[:7], blank) == ("TITLE: ", "")
    assert mode == ("FCM: DROP FRAME" if timeline.is_drop and timeline.rate in RATES[3::4] else "FCM: NON-DROP FRAME")
    assert lines[-1] == ""
    for number, marker in enumerate(timeline.markers):
        event, note, empty = lines[3 * number : 3 * number + 3]
        assert re.fullmatch(r"\d{3}  001      V     C        (\S{11}) (\S{11}) \1 \2", event)
        found = re.fullmatch(r"([^|]+) \|C:(ResolveColor\w+) \|M:([^|]+) \|D:(\d+)", note)
        assert found
        assert not found[1][0].isdigit()
        assert (int(found[4]), empty) == (marker.n_frames, "")


@given(timeline=timelines())
def test_avid_text_has_six_cells_a_line(timeline):
    lines = encode_avid_text(timeline).decode("utf-8").split("\n")
    cells = [line.split("\t") for line in lines[:-1]]
    assert {len(row) for row in cells} == {6}
    assert read_labels(timeline, [row[1] for row in cells]) == starts(timeline)
    assert [int(row[5]) for row in cells] == [marker.n_frames for marker in timeline.markers]
    assert {row[3] for row in cells} <= {"red", "green", "blue", "cyan", "magenta", "yellow", "black", "white"}


@given(timeline=timelines())
@settings(deadline=None)
def test_final_cut_7_xml_has_each_marker_at_its_frame_for_opentimelineio(timeline):
    read = opentimelineio.adapters.read_from_string(encode_fcp7_xml(timeline).decode("utf-8"), "fcp_xml")
    ranges = [marker.marked_range for marker in read.tracks.markers]
    assert [(each.start_time.value, each.duration.value) for each in ranges] == [
        (marker.start_frame, marker.n_frames) for marker in timeline.markers
    ]
    assert [marker.name for marker in read.tracks.markers] == [marker.name for marker in timeline.markers]
    assert read.global_start_time.value == timeline.first_frame
    assert all(each.start_time.rate == pytest.approx(float(timeline.rate)) for each in ranges)


@given(timeline=timelines())
def test_fcpxml_has_each_marker_in_whole_frames_of_its_gap(timeline):
    root = ET.fromstring(encode_fcpxml(timeline))
    frame_s = seconds(root.find("resources/format").get("frameDuration"))
    sequence = root.find("event/project/sequence")
    gap = sequence.find("spine/gap")
    assert frame_s == 1 / timeline.rate
    assert seconds(sequence.get("tcStart")) / frame_s == timeline.first_frame
    assert seconds(gap.get("offset")) == seconds(sequence.get("tcStart"))
    assert seconds(gap.get("duration")) == seconds(sequence.get("duration"))
    markers = gap.findall("marker")
    assert [seconds(marker.get("start")) / frame_s for marker in markers] == starts(timeline)
    assert [marker.get("value") for marker in markers] == [marker.name for marker in timeline.markers]
    assert {seconds(marker.get("duration")) for marker in markers} == {frame_s}


@given(timeline=timelines())
@settings(deadline=None)
def test_otio_loses_nothing(timeline):
    read = opentimelineio.adapters.read_from_string(encode_otio(timeline).decode("utf-8"), "otio_json")
    assert read.name == timeline.name
    assert read.global_start_time == opentimelineio.opentime.RationalTime(timeline.first_frame, float(timeline.rate))
    assert read.duration().value == timeline.n_frames
    found = [
        (each.marked_range.start_time.value, each.marked_range.duration.value, each.name, each.comment, each.metadata["slipgui"]["state"])
        for each in read.tracks.markers
    ]  # fmt: skip
    assert found == [
        (marker.start_frame, marker.n_frames, marker.name, marker.note, marker.state) for marker in timeline.markers
    ]
    assert [each.color for each in read.tracks.markers] == [
        {"identified": "GREEN", "unsure": "YELLOW", "unidentified": "BLUE"}[marker.state] for marker in timeline.markers
    ]


def test_our_otio_is_what_the_library_would_write():
    text = encode_otio(make_timeline(make_sheet(), "x")).decode("utf-8")
    read = opentimelineio.adapters.read_from_string(text, "otio_json")
    ours, theirs = json.loads(text), json.loads(read.to_json_string())
    assert _only_known(theirs, ours) == ours


@pytest.mark.parametrize("encode", FORMATS, ids=lambda encode: encode.__name__)
def test_no_text_breaks_out_of_its_place(encode):
    text = encode(make_timeline(make_sheet(), "x")).decode("utf-8")
    for character in "\x00\u202e\ufffe\r":
        assert character not in text
    assert "夜の港" in text
    if encode in (encode_fcp7_xml, encode_fcpxml):
        assert ET.fromstring(text).find(".//b") is None


FCPXML_1_10 = {
    "fcpxml": ({"version"}, set(), ["resources", "event"]),
    "resources": (set(), set(), ["format"]),
    "format": ({"id"}, {"name", "frameDuration", "width", "height"}, []),
    "event": (set(), {"name"}, ["project"]),
    "project": (set(), {"name"}, ["sequence"]),
    "sequence": ({"format"}, {"duration", "tcStart", "tcFormat"}, ["spine"]),
    "spine": (set(), set(), ["gap"]),
    "gap": ({"duration"}, {"name", "offset", "start"}, ["marker"]),
    "marker": ({"start", "value"}, {"duration", "note"}, []),
}
"""What Apple's document type definition of FCPXML 1.10 lets stand in the elements that we write: attributes that must be there, those that
may, children in their order.  Final Cut Pro refuses a document that does not keep to it."""


@given(timeline=timelines())
@settings(deadline=None)
def test_fcpxml_keeps_to_apples_document_type_definition(timeline):
    root = ET.fromstring(encode_fcpxml(timeline))
    assert root.get("version") == "1.10"
    for element in root.iter():
        required, optional, children = FCPXML_1_10[element.tag]
        assert required <= set(element.attrib) <= required | optional
        places = [children.index(child.tag) for child in element]
        assert places == sorted(places)
    (sequence,) = root.iter("sequence")
    assert sequence.get("tcFormat") in ("DF", "NDF")
    assert sequence.get("format") == next(root.iter("format")).get("id")


XMEML_CATALOGUE = {
    "xmeml": (set(), {"importoptions", "project", "bin", "clip", "sequence"}),
    "sequence": (
        {"name", "duration", "rate"},
        {"in", "out", "timecode", "media", "marker", "sequence", "labels", "comment", "masterclipid", "ismasterclip", "description",
         "logginginfo", "filmdata", "file", "pixelaspectratio", "uuid", "updatebehavior"},
    ),
    "media": (set(), {"video", "audio"}),
    "track": (
        set(), {"clipitem", "generatoritem", "transitionitem", "enabled", "locked", "outputchannelindex"},
    ),
}  # fmt: skip
"""Of the elements that hold others what must and what may stand in them, after Apple's catalogue of the elements of its XML interchange
format (developer.apple.com, FinalCutPro_XML/Elements, "Major Elements").  Its chapters on markers, rates and timecode, and the document
type definition, could not be had here: those elements are held against what OpenTimelineIO reads alone."""


@given(timeline=timelines())
@settings(deadline=None)
def test_final_cut_7_xml_keeps_to_apples_catalogue_of_elements(timeline):
    root = ET.fromstring(encode_fcp7_xml(timeline))
    assert (root.tag, root.get("version")) == ("xmeml", "4")
    for element in root.iter():
        if element.tag in XMEML_CATALOGUE:
            required, optional = XMEML_CATALOGUE[element.tag]
            assert required <= {child.tag for child in element} <= required | optional
    (sequence,) = root.iter("sequence")
    assert set(sequence.attrib) <= {"id"}
    assert all(int(sequence.findtext("duration")) >= int(marker.findtext("out")) for marker in sequence.iter("marker"))


def test_opentimelineio_opens_our_fcpxml():
    read = opentimelineio.adapters.read_from_string(
        encode_fcpxml(make_timeline(make_sheet(), "x")).decode(), "fcpx_xml"
    )
    assert read.name == "Harbour Watch"  # it reads no gaps, and so none of the markers in ours


def seconds(text):
    return Fraction(text.removesuffix("s"))


def _only_known(value, pattern):
    """The value without members that the pattern does not name."""
    if isinstance(pattern, dict):
        return {name: _only_known(value[name], pattern[name]) for name in pattern if name in value}
    if isinstance(pattern, list):
        return [_only_known(*pair) for pair in zip(value, pattern, strict=True)]
    return value
