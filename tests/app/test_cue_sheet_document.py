import json
from dataclasses import fields
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.sheets import make_sheet

from slipgui.app.cue_sheet_document import DocumentError, decode_document, encode_sheet
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
from slipgui.core.timebase import Timebase

texts = st.text(st.characters(codec="utf-8"), max_size=20)
shares = st.none() | st.decimals(0, 100, places=2).map(lambda share: share.normalize())
writers = st.builds(Writer, texts, texts, st.none() | st.sampled_from(WriterRole), shares, texts, texts)
publishers = st.builds(Publisher, texts, shares, texts, texts)
spans = st.builds(Span, st.integers(-10, 10**7), st.integers(0, 10**7))
lines = st.builds(
    CueLine,
    spans=st.lists(spans, max_size=3).map(tuple),
    state=st.sampled_from(CueState),
    writers=st.lists(writers, max_size=2).map(tuple),
    publishers=st.lists(publishers, max_size=2).map(tuple),
    music_origin=st.none() | st.sampled_from(MusicOrigin),
    vocals=st.none() | st.sampled_from(Vocals),
    score=st.none() | st.floats(0, 100),
    track_id=st.none() | texts,
    origins=st.dictionaries(st.sampled_from(LineField), st.sampled_from(FieldOrigin)),
    **dict.fromkeys(("cue_number", "title", "performer", "usage", "isrc", "iswc", "label", "notes"), texts),
)
rates = st.sampled_from([None, Fraction(25), Fraction(30_000, 1001)])
sheets = st.builds(
    CueSheet,
    header=st.builds(SheetHeader, **{field.name: texts for field in fields(SheetHeader)}),
    timebase=st.builds(Timebase, rates, st.integers(0, 10**6), st.booleans()),
    duration_ticks=st.integers(0, 10**7),
    lines=st.lists(lines, max_size=3).map(tuple),
    is_final=st.booleans(),
)


def decode_sheet(content):
    return decode_document(json.loads(content))


@given(sheet=sheets)
@settings(deadline=None)
def test_every_sheet_comes_back_exactly(sheet):
    assert decode_sheet(encode_sheet(sheet)) == sheet


def test_members_of_a_later_version_are_passed_over():
    document = json.loads(encode_sheet(make_sheet()))
    document["mood"] = "blue"
    document["lines"][0]["mood"] = "blue"
    assert decode_sheet(json.dumps(document).encode()) == make_sheet()


@pytest.mark.parametrize(
    "content",
    [
        b"[]",
        b"{}",
        b'{"kind": "slipgui.cue_sheet", "version": 2}',
        b'{"kind": "slipgui.cue_sheet", "version": 1}',
    ],
)
def test_what_is_no_sheet_is_refused(content):
    with pytest.raises(DocumentError):
        decode_sheet(content)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("timebase", "rate"), [0, 0]), (("timebase", "rate"), [-25, 1]), (("timebase", "first_frame"), "1"), (("lines",), {"a": 1}),
        (("lines", 0, "title"), 1), (("lines", 0, "state"), "sold"), (("lines", 0, "spans"), [{}]), (("header", "title"), None),
        (("lines", 0, "writers"), [{"last_name": "x", "share_percent": "much"}]), (("lines", 0, "origins"), {"mood": "typed"}),
        (("duration_ticks",), 1.5), (("header",), []), (("duration_ticks",), 10**400),
    ],
)  # fmt: skip
def test_a_damaged_sheet_is_refused(place, value):
    document = json.loads(encode_sheet(make_sheet()))
    inner = document
    for name in place[:-1]:
        inner = inner[name]
    inner[place[-1]] = value
    with pytest.raises(DocumentError):
        decode_sheet(json.dumps(document).encode())


def test_shares_keep_their_digits():
    sheet = make_sheet()
    assert json.loads(encode_sheet(sheet))["lines"][0]["writers"][0]["share_percent"] == "50"
    assert decode_sheet(encode_sheet(sheet)).lines[0].writers[0].share_percent == Decimal(50)
