"""What is done to the lines of a sheet."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from support.cue_projects import make_sheet

from slipgui.core import cue_edit
from slipgui.core.cue_edit import Edge
from slipgui.core.cue_sheet import CueState, FieldOrigin, LineField, Span

SHEET = make_sheet()


def spans(sheet, place):
    return [(span.in_ticks, span.out_ticks) for span in sheet.lines[place].spans]


def test_borders_stay_inside_the_programme_and_keep_a_length():
    (before,) = spans(SHEET, 0)
    moved = cue_edit.with_border(SHEET, 0, Edge.IN, -50)
    assert spans(moved, 0) == [(0, before[1])]
    assert spans(cue_edit.with_border(SHEET, 0, Edge.IN, 10**9), 0) == [(before[1] - 1, before[1])]
    assert spans(cue_edit.with_border(SHEET, 0, Edge.OUT, 10**9), 0) == [(before[0], SHEET.duration_ticks)]
    assert spans(cue_edit.with_border(SHEET, 0, Edge.OUT, 0), 0) == [(before[0], before[0] + 1)]


def test_split_and_join_give_the_cue_back():
    begin, end = spans(SHEET, 2)[0]
    parted = cue_edit.split(SHEET, 2, begin + 100)
    assert spans(parted, 2) == [(begin, begin + 100)]
    assert spans(parted, 3) == [(begin + 100, end)]
    assert parted.lines[3].title == SHEET.lines[2].title
    assert cue_edit.joined(parted, 2) == SHEET
    assert cue_edit.split(SHEET, 2, begin) is SHEET


def test_joining_keeps_stretches_apart_and_takes_the_words_there_are():
    whole = cue_edit.joined(SHEET, 5)  # a stretch that nobody named, and the next
    assert len(whole.lines) == len(SHEET.lines) - 1
    assert whole.lines[5].title == SHEET.lines[6].title
    assert spans(whole, 5) == [*spans(SHEET, 5), *spans(SHEET, 6)]
    assert cue_edit.joined(SHEET, 6) is SHEET


def test_a_new_cue_comes_where_its_time_is():
    sheet, place = cue_edit.with_new(SHEET, Span(2000, 2100))
    assert place == 1
    assert sheet.lines[place].state is CueState.UNIDENTIFIED
    assert cue_edit.without(sheet, {place}) == SHEET


def test_confirming_rejecting_and_naming():
    assert SHEET.lines[1].state is CueState.UNSURE
    assert cue_edit.next_to_check(SHEET, 3) == 1
    assert cue_edit.next_to_check(SHEET, 0, -1) == 1
    both = cue_edit.rejected(cue_edit.confirmed(SHEET, 0), 3)
    assert [cue_edit.next_to_check(both, here, -1) for here in (0, 1, 2)] == [1, 1, 1]
    sure = cue_edit.confirmed(SHEET, 1)
    assert sure.lines[1].state is CueState.IDENTIFIED
    assert cue_edit.next_to_check(sure, 0) is None
    not_this = cue_edit.rejected(SHEET, 1)
    assert (not_this.lines[1].title, not_this.lines[1].state) == ("", CueState.UNIDENTIFIED)
    assert spans(not_this, 1) == spans(SHEET, 1)
    named = cue_edit.with_typed(not_this, 1, LineField.TITLE, "Runway Grass")
    assert (named.lines[1].title, named.lines[1].state) == ("Runway Grass", CueState.IDENTIFIED)
    assert named.lines[1].origins[LineField.TITLE] is FieldOrigin.TYPED
    assert cue_edit.confirmed(SHEET, 5) is SHEET  # nothing was named


@given(st.integers(0, 6), st.sampled_from(list(Edge)), st.integers(-(10**6), 10**6))
def test_wherever_a_border_goes_lines_stay_whole_and_in_order(place, edge, ticks):
    sheet, now = cue_edit.in_order(cue_edit.with_border(SHEET, place, edge, ticks), place)
    begins = [line.spans[0].in_ticks for line in sheet.lines]
    assert begins == sorted(begins)
    assert sheet.lines[now].title == SHEET.lines[place].title
    assert all(
        0 <= span.in_ticks < span.out_ticks <= sheet.duration_ticks for line in sheet.lines for span in line.spans
    )


def test_a_line_without_times_takes_its_first_border_inside_the_programme():
    without = cue_edit.with_line(SHEET, 0, replace(SHEET.lines[0], spans=()))
    latest = SHEET.duration_ticks
    for edge, ticks, span in (
        (Edge.IN, 30, Span(30, 31)), (Edge.OUT, 30, Span(29, 30)), (Edge.OUT, 0, Span(0, 1)),
        (Edge.IN, latest + 9, Span(latest - 1, latest)),
    ):  # fmt: skip
        assert cue_edit.with_border(without, 0, edge, ticks).lines[0].spans == (span,)
