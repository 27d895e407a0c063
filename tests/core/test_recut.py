from dataclasses import replace
from fractions import Fraction

from support.sheets import HEADER

from slipgui.core.cue_sheet import CueLine, CueSheet, CueState, FieldOrigin, LineField, SheetHeader, Span
from slipgui.core.recut import carry_over
from slipgui.core.timebase import Timebase

RATE = Fraction(25)


def line(title, start_s, stop_s, **members):
    spans = (Span(round(start_s * 25), round(stop_s * 25)),)
    return CueLine(spans, title=title, origins={LineField.TITLE: FieldOrigin.RECOGNISED}, **members)


def gap(start_s, stop_s):
    return CueLine((Span(start_s * 25, stop_s * 25),), CueState.UNIDENTIFIED)


def sheet(*lines, is_final=False, header=HEADER):
    return CueSheet(header, Timebase(RATE), 10_000, lines, is_final)


def titles(lines):
    return [each.title for each in lines]


def test_what_was_typed_follows_the_music_to_its_new_place():
    old = line("Rain", 10, 20).with_value(LineField.USAGE, "theme", FieldOrigin.TYPED)
    new, recut = carry_over(sheet(old, line("Snow", 30, 40)), sheet(line("Sun", 0, 5), line("Rain", 15, 25)))
    assert [(each.title, each.usage) for each in new.lines] == [("Sun", ""), ("Rain", "theme")]
    assert new.lines[1].spans == (Span(375, 625),)
    assert (titles(recut.moved), titles(recut.new), titles(recut.gone), recut.stayed) == (
        ["Rain"],
        ["Sun"],
        ["Snow"],
        (),
    )


def test_the_same_programme_again_changes_nothing_and_stays_final():
    old = sheet(line("Rain", 10, 20), gap(20, 30), is_final=True)
    new, recut = carry_over(old, sheet(line("Rain", 10.2, 20.4), gap(20, 30), header=SheetHeader(title="v2")))
    assert (titles(recut.stayed), recut.moved, recut.new, recut.gone, recut.kept) == (["Rain"], (), (), (), ())
    assert (new.header, new.is_final) == (HEADER, True)
    assert not carry_over(old, sheet(line("Rain", 11, 20)))[0].is_final


def test_of_several_cues_of_one_track_each_goes_to_the_nearest():
    first, second = (line("Rain", at, at + 5, notes=str(at)) for at in (100, 200))
    typed = [each.with_value(LineField.NOTES, each.notes, FieldOrigin.TYPED) for each in (first, second)]
    new, recut = carry_over(sheet(*typed), sheet(line("Rain", 10, 15), line("Rain", 102, 107), line("Rain", 230, 235)))
    assert [each.notes for each in new.lines] == ["", "100", "200"]
    assert (len(recut.moved), len(recut.new)) == (2, 1)


def test_a_title_typed_over_recognised_music_is_kept_and_known_again_by_its_track():
    old = line("Rain", 10, 20, track_id="a").with_value(LineField.TITLE, "Regen", FieldOrigin.TYPED)
    new, _ = carry_over(sheet(old), sheet(line("Rain", 40, 50, track_id="a")))
    assert new.lines[0].title == "Regen"


def test_music_that_a_person_named_where_nothing_is_recognised_is_never_lost():
    named = gap(20, 30).with_value(LineField.TITLE, "Own Song", FieldOrigin.TYPED)
    old = sheet(replace(named, state=CueState.IDENTIFIED))
    again, recut = carry_over(old, sheet(gap(20, 30)))
    assert [(each.title, each.state) for each in again.lines] == [("Own Song", CueState.IDENTIFIED)]
    assert recut.kept == ()
    elsewhere, recut = carry_over(old, replace(sheet(gap(50, 70)), timebase=Timebase(Fraction(50))))
    kept = elsewhere.lines[0]
    assert (kept.title, kept.state, kept.spans) == ("Own Song", CueState.UNSURE, (Span(1000, 1500),))
    assert recut.kept == (kept,)


def test_what_was_checked_by_ear_need_not_be_checked_again():
    new, _ = carry_over(sheet(line("Rain", 10, 20)), sheet(replace(line("Rain", 10, 20), state=CueState.UNSURE)))
    assert new.lines[0].state is CueState.IDENTIFIED


def test_music_without_any_code_is_known_again_after_a_person_typed_its_performer_or_its_title():
    old = line("Rain", 10, 20, performer="Mira O.").with_value(LineField.PERFORMER, "Mira Okafor", FieldOrigin.TYPED)
    new, recut = carry_over(sheet(old), sheet(line("Rain", 40, 50, performer="Mira O.")))
    assert (titles(recut.moved), recut.new, recut.gone) == (["Rain"], (), ())
    assert new.lines[0].performer == "Mira Okafor"
    titled = line("Rain", 10, 20, performer="Mira").with_value(LineField.TITLE, "Regen", FieldOrigin.TYPED)
    new, recut = carry_over(sheet(titled), sheet(line("Rain", 10, 20.2, performer="Mira")))
    assert (titles(new.lines), recut.new, recut.kept) == (["Regen"], (), ())
    named = gap(30, 40).with_value(LineField.TITLE, "Own Song", FieldOrigin.TYPED)
    new, recut = carry_over(sheet(named), sheet(line("Snow", 30, 40)))  # what is recognised there now is told, too
    assert (titles(new.lines), titles(recut.new), titles(recut.kept)) == (["Snow", "Own Song"], ["Snow"], ["Own Song"])


def test_of_one_name_but_other_codes_it_is_other_music_and_one_code_is_enough():
    old = sheet(line("Rain", 10, 20, track_id="a"), line("Snow", 30, 40, track_id="b", isrc="DEABC2400001"))
    new = sheet(line("Rain", 10, 20, track_id="c"), line("Snow", 30, 40, track_id="d", isrc="DE-ABC-24-00001"))
    _, recut = carry_over(old, new)
    assert (titles(recut.stayed), titles(recut.new), titles(recut.gone)) == (["Snow"], ["Rain"], ["Rain"])
