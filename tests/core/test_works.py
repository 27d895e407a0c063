from dataclasses import replace
from decimal import Decimal

from support.sheets import LINE, PUBLISHERS, WRITERS, one_line_sheet

from slipgui.core.completeness import Finding, FindingKind
from slipgui.core.cue_sheet import CueLine, FieldOrigin, LineField, Span, Writer, WriterRole
from slipgui.core.works import Work, WorksList, fill_from_works

RECOGNISED = CueLine((Span(0, 100),), title="Harbour Lights", performer="Mira Okafor", isrc="QZTW42600001")
WORK = Work(
    isrc="QZ-TW4-26-00001", title="Harbour Lights", performer="Mira Okafor", writers=WRITERS, publishers=PUBLISHERS
)


def filled(line, *works):
    sheet, conflicts = fill_from_works(one_line_sheet(line), WorksList(works))
    return sheet.lines[0], conflicts


def test_what_recognition_cannot_know_comes_from_the_list_by_isrc():
    line, conflicts = filled(replace(RECOGNISED, title="HARBOUR LIGHTS (60s)", performer=""), WORK)
    assert (line.writers, line.publishers) == (WRITERS, PUBLISHERS)
    assert line.origins[LineField.WRITERS] is FieldOrigin.WORKS_LIST
    assert [(conflict.field, conflict.detail) for conflict in conflicts] == [("title", "Harbour Lights")]


def test_without_isrc_title_and_artist_find_the_work_however_they_are_written():
    named = replace(RECOGNISED, isrc="", title="harbour  LIGHTS", performer="Ｍira okafor")
    line, conflicts = filled(named, WORK)
    assert line.writers == WRITERS
    assert (line.isrc, conflicts) == ("QZ-TW4-26-00001", [])


def test_another_artist_or_another_isrc_is_another_recording():
    assert filled(replace(RECOGNISED, isrc="", performer="Somebody"), WORK)[0].writers == ()
    assert filled(replace(RECOGNISED, isrc="QZTW42600002"), WORK)[0].writers == ()


def test_the_isrc_decides_before_the_name():
    other = replace(WORK, isrc="QZTW42600009", title="Elsewhere", label="By ISRC")
    line, _ = filled(replace(RECOGNISED, isrc="QZTW42600009"), replace(WORK, isrc="", label="By name"), other)
    assert line.label == "By ISRC"


def test_what_was_typed_stays_and_the_conflict_is_told():
    typed = RECOGNISED.with_value(LineField.LABEL, "Typed", FieldOrigin.TYPED)
    line, conflicts = filled(typed, replace(WORK, label="Listed"))
    assert line.label == "Typed"
    assert conflicts == [Finding(FindingKind.CONFLICT, "label", 1, "Listed")]


def test_what_was_recognised_gives_way_and_the_conflict_is_told():
    line, conflicts = filled(replace(LINE, writers=()), replace(WORK, label="Listed"))
    assert (line.label, line.origins[LineField.LABEL]) == ("Listed", FieldOrigin.WORKS_LIST)
    assert [conflict.field for conflict in conflicts] == ["label"]


def test_a_list_that_only_says_more_of_the_same_writers_completes_them_and_is_no_conflict():
    composer = Writer("Leutwyler", "Toni", WriterRole.COMPOSER)
    tagged = RECOGNISED.with_value(LineField.WRITERS, (composer,), FieldOrigin.CATALOGUE)
    listed = replace(composer, share_percent=Decimal(100), society="SUISA")
    line, conflicts = filled(tagged, replace(WORK, writers=(listed,), publishers=()))
    assert (line.writers, conflicts) == ((listed,), [])
    others = [(replace(listed, last_name="Other"),), (listed, composer), (replace(listed, role=WriterRole.AUTHOR),)]
    for writers in others:
        line, (conflict,) = filled(tagged, replace(WORK, writers=writers, publishers=()))
        assert (line.writers, conflict.field) == (writers, "writers")
    typed = RECOGNISED.with_value(LineField.WRITERS, (composer,), FieldOrigin.TYPED)
    line, (conflict,) = filled(typed, replace(WORK, writers=(listed,), publishers=()))
    assert (line.writers, conflict.field) == ((composer,), "writers")  # it stays, so that is told
