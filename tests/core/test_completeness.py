from dataclasses import replace
from decimal import Decimal

import pytest
from support.sheets import LINE, PUBLISHERS, WRITERS, make_sheet, one_line_sheet

from slipgui.app.cue_exports import OWN_TEMPLATES, load_template
from slipgui.core.completeness import Finding, FindingKind, find_incomplete
from slipgui.core.cue_sheet import CueState, MusicOrigin, SheetHeader, Span, Writer

US = load_template("us")


def kinds(line, template=US):
    return [(finding.kind.value, finding.field) for finding in find_incomplete(one_line_sheet(line), template)]


@pytest.mark.parametrize("name", OWN_TEMPLATES)
def test_a_complete_sheet_lacks_nothing_in_any_template(name):
    assert find_incomplete(one_line_sheet(), load_template(name)) == []


def test_each_missing_field_is_named_in_header_and_line():
    sheet = replace(one_line_sheet(replace(LINE, writers=(), usage="")), header=SheetHeader(title="Harbour Watch"))
    assert [(finding.field, finding.line) for finding in find_incomplete(sheet, US)] == [
        ("production_company", None), ("first_air_date", None), ("production_type", None), ("writers", 1), ("usage", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("shares", "total"),
    [((50, 49), "99"), ((60, 60), "120"), ((50, None), "50"), (("33.3", "33.3", "33.3"), "99.9")],
)
def test_shares_of_writers_and_of_publishers_add_up_to_a_hundred(shares, total):
    shares = [None if share is None else Decimal(share) for share in shares]
    writers = tuple(replace(WRITERS[0], share_percent=share) for share in shares)
    publishers = tuple(replace(PUBLISHERS[0], share_percent=share) for share in shares)
    found = find_incomplete(one_line_sheet(replace(LINE, writers=writers, publishers=publishers)), US)
    wrong = [finding for finding in found if finding.kind is FindingKind.SHARES]
    assert wrong == [
        Finding(FindingKind.SHARES, "writers", 1, total), Finding(FindingKind.SHARES, "publishers", 1, total)
    ]  # fmt: skip


def test_three_thirds_are_a_whole():
    thirds = tuple(replace(WRITERS[0], share_percent=Decimal("33.33")) for _ in range(3))
    assert kinds(replace(LINE, writers=thirds)) == []


def test_a_template_that_needs_shares_tells_where_one_is_missing():
    bare = replace(LINE, writers=(replace(WRITERS[0], share_percent=None),))
    assert kinds(bare) == [("shares_missing", "writers")]
    assert kinds(bare, load_template("european")) == []


@pytest.mark.parametrize("spans", [(), (Span(10, 10),), (Span(20, 10),), (Span(-1, 10),), (Span(0, 21_601),)])
def test_a_stretch_without_length_or_outside_of_the_programme_is_told(spans):
    assert kinds(replace(LINE, spans=spans)) == [("span", "")]


def test_a_usage_without_word_is_told():
    assert kinds(replace(LINE, usage="chase")) == [("usage", "usage")]
    assert kinds(replace(LINE, usage="logo"), replace(US, usage_words={})) == [("usage", "usage")]


def test_codes_names_and_numbers_are_looked_at():
    odd = replace(
        LINE,
        isrc="12",
        iswc="T-034.524.680-2",
        cue_number="x" * 51,
        writers=(Writer("Cher", share_percent=Decimal(100)),),
    )
    assert kinds(odd) == [("malformed", "isrc"), ("malformed", "iswc"), ("too_long", "cue_number"), ("name", "writers")]


def test_what_the_kind_of_music_asks_for():
    uk = load_template("uk")
    bare = replace(LINE, label="", catalogue_number="", track_number="", performer="")
    assert kinds(bare, uk) == [("missing", "label"), ("missing", "catalogue_number"), ("missing", "track_number")]
    assert kinds(replace(bare, music_origin=MusicOrigin.COMMERCIAL), uk) == [
        ("missing", "performer"),
        ("missing", "label"),
    ]
    assert kinds(replace(bare, music_origin=MusicOrigin.COMMISSIONED), uk) == []


def test_unsure_cues_and_unidentified_sound_are_told():
    found = find_incomplete(make_sheet(), US)
    assert Finding(FindingKind.UNSURE, "", 2) in found
    assert found[-1] == Finding(FindingKind.UNIDENTIFIED, "", None, "1")
    assert kinds(replace(LINE, state=CueState.UNSURE)) == [("unsure", "")]
