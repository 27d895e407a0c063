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


def test_an_isrc_that_a_person_put_right_does_not_make_it_other_music():
    recognised = line("Rain", 10, 20, performer="Mira", isrc="DEABC2400001")
    old = recognised.with_value(LineField.ISRC, "DEABC2400002", FieldOrigin.TYPED)
    new, recut = carry_over(sheet(old), sheet(recognised))
    assert (titles(recut.stayed), recut.new, recut.gone) == (["Rain"], (), ())
    assert new.lines[0].isrc == "DEABC2400002"
    other = replace(recognised, performer="Ada")
    _, recut = carry_over(sheet(old), sheet(other))
    assert (titles(recut.new), titles(recut.gone)) == (["Rain"], ["Rain"])


def test_a_field_that_was_emptied_by_hand_stays_empty():
    recognised = line("Rain", 10, 20, label="Wrong Label")
    old = recognised.with_value(LineField.LABEL, "", FieldOrigin.TYPED)
    assert carry_over(sheet(old), sheet(recognised))[0].lines[0].label == ""


def spans(*borders_s):
    return tuple(Span(round(begin_s * 25), round(end_s * 25)) for begin_s, end_s in borders_s)


def test_a_cue_with_several_ins_and_outs_is_one_cue_again():
    joined = replace(line("Rain", 10, 20), spans=spans((10, 20), (40, 50))).with_value(
        LineField.USAGE, "theme", FieldOrigin.TYPED
    )
    apart = sheet(line("Rain", 10, 20), line("Snow", 25, 35), line("Rain", 40.2, 50))
    new, recut = carry_over(sheet(joined, line("Snow", 25, 35)), apart)
    assert [(each.title, each.usage, each.spans) for each in new.lines] == [
        ("Rain", "theme", spans((10, 20), (40.2, 50))),
        ("Snow", "", spans((25, 35))),
    ]
    assert (titles(recut.stayed), recut.moved, recut.new, recut.gone) == (["Rain", "Snow"], (), (), ())
    # a third place of it is new, and one that is gone is told
    third = sheet(line("Rain", 15, 25), replace(line("Rain", 45, 55), state=CueState.UNSURE), line("Rain", 100, 110))
    new, recut = carry_over(sheet(joined), third)
    assert [each.spans for each in new.lines] == [spans((15, 25), (45, 55)), spans((100, 110))]
    assert (new.lines[0].state, titles(recut.moved), titles(recut.new)) == (CueState.IDENTIFIED, ["Rain"], ["Rain"])
    new, recut = carry_over(sheet(joined), sheet(line("Rain", 40, 50)))
    assert (new.lines[0].spans, titles(recut.moved), recut.gone) == (spans((40, 50)), ["Rain"], ())


def test_a_version_in_milliseconds_or_another_rate_is_compared_in_seconds():
    drop = Timebase(Fraction(30_000, 1001), 107_892, is_drop=True)
    old = replace(sheet(), timebase=drop, lines=(replace(line("Rain", 0, 1), spans=(Span(1798, 3597),)),))
    typed = replace(old, lines=(old.lines[0].with_value(LineField.USAGE, "theme", FieldOrigin.TYPED),))
    milliseconds = replace(sheet(), timebase=Timebase(None), duration_ticks=400_000)
    again = replace(milliseconds, lines=(replace(line("Rain", 0, 1), spans=(Span(60_000, 120_000),)),))
    new, recut = carry_over(typed, again)
    assert (titles(recut.stayed), new.lines[0].usage, new.lines[0].spans) == (
        ["Rain"],
        "theme",
        (Span(60_000, 120_000),),
    )
    late = replace(again, lines=(replace(again.lines[0], spans=(Span(61_000, 121_000),)),))
    assert titles(carry_over(typed, late)[1].moved) == ["Rain"]


def test_a_line_without_times_is_found_again_and_takes_those_that_were_found():
    without = replace(line("Rain", 10, 20), spans=()).with_value(LineField.USAGE, "theme", FieldOrigin.TYPED)
    new, recut = carry_over(sheet(without), sheet(line("Snow", 0, 5), line("Rain", 40, 50)))
    assert [(each.title, each.usage, each.spans) for each in new.lines] == [
        ("Snow", "", spans((0, 5))),
        ("Rain", "theme", spans((40, 50))),
    ]
    assert (titles(recut.moved), titles(recut.new), recut.gone) == (["Rain"], ["Snow"], ())
    new, recut = carry_over(sheet(line("Rain", 40, 50)), sheet(replace(line("Rain", 40, 50), spans=())))
    assert (titles(recut.moved), recut.new, recut.gone) == (["Rain"], (), ())
