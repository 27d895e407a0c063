from dataclasses import replace

from support.sheets import LINE, make_sheet, one_line_sheet

from slipgui.core.cue_sheet import CueLine, FieldOrigin, LineField, Span


def test_music_that_sounds_at_once_counts_once_and_what_nobody_named_not_at_all():
    sheet = make_sheet()
    assert sheet.music_ticks == 600 + 601 + 1
    beside = CueLine((Span(2000, 2500),), title="Beside")
    within = CueLine((Span(1900, 1950),), title="Within")
    assert replace(sheet, lines=(*sheet.lines, beside, within)).music_ticks == 600 + 601 + 1 + 102


def test_lines_without_a_title_are_not_on_the_sheet():
    assert [bool(line.title) for line in make_sheet().music] == [True, True]


def test_a_field_takes_what_comes_from_a_better_place_and_keeps_what_was_typed():
    line = CueLine((Span(0, 1),))
    line = line.offered(LineField.LABEL, "Said", FieldOrigin.RECOGNISED)
    assert (line.label, line.origins[LineField.LABEL]) == ("Said", FieldOrigin.RECOGNISED)
    line = line.offered(LineField.LABEL, "Tagged", FieldOrigin.CATALOGUE)
    line = line.offered(LineField.LABEL, "Said again", FieldOrigin.RECOGNISED)
    assert line.label == "Tagged"
    line = line.with_value(LineField.LABEL, "By hand", FieldOrigin.TYPED).offered(
        LineField.LABEL, "Listed", FieldOrigin.WORKS_LIST
    )
    assert (line.label, line.origins[LineField.LABEL]) == ("By hand", FieldOrigin.TYPED)
    assert line.offered(LineField.LABEL, "", FieldOrigin.TYPED).label == "By hand"


def test_a_line_is_as_long_as_its_stretches():
    assert LINE.length_ticks == 1201
    assert one_line_sheet().music_ticks == 1201
