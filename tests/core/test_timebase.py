from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipgui.core.timebase import Timebase, programme_timebase
from slipgui.core.timecode import format_clock, parse_clock

NTSC, NTSC_FAST = Fraction(30_000, 1001), Fraction(60_000, 1001)
RATES = [Fraction(24_000, 1001), Fraction(24), Fraction(25), NTSC, Fraction(30), Fraction(48), Fraction(50), NTSC_FAST]


def test_a_programme_counts_frames_from_its_own_start_timecode():
    timebase = programme_timebase(NTSC, "01:00:00;00")
    assert timebase == Timebase(NTSC, 107_892, is_drop=True)
    assert timebase.label(0) == "01:00:00;00"
    assert timebase.label(1800) == "01:01:00;02"
    assert timebase.label(17_982) == "01:10:00;00"
    assert timebase.ticks(60.06) == 1800
    assert timebase.seconds(30) == Fraction(1001, 1000)


def test_without_a_constant_rate_it_counts_milliseconds():
    timebase = programme_timebase(None, "10:00:00:00")
    assert timebase.ticks(3661.5004) == 3_661_500
    assert timebase.label(3_661_500) == "01:01:01.500"
    assert timebase.parse("01:01:01.500") == 3_661_500
    assert timebase.seconds(1) == Fraction(1, 1000)


@pytest.mark.parametrize(
    "label", ["01:01:00;00", "01:01:00;01", "01:60:00;02", "01:00:00;30", "00:59:59;29", "1:00", ""]
)
def test_a_label_that_no_frame_of_the_programme_has_stands_for_nothing(label):
    assert programme_timebase(NTSC, "01:00:00;00").parse(label) is None


@pytest.mark.parametrize("label", ["01:01:00;02", "01:01:00:02", "1:01:00;02", "1:01:00:02"])
def test_a_label_as_people_and_spreadsheets_write_it_counts_as_the_programme_does(label):
    assert programme_timebase(NTSC, "01:00:00;00").parse(label) == 1800
    plain = programme_timebase(NTSC, "01:00:00:00")
    assert plain.parse(label) == plain.parse("01:01:00:02") == 1802
    assert programme_timebase(None, None).parse("1:01:01.5") == 3_661_500


@given(
    rate=st.sampled_from(RATES), is_drop=st.booleans(), first=st.integers(0, 100_000), ticks=st.integers(0, 1_000_000)
)
def test_every_frame_comes_back_from_its_label(rate, is_drop, first, ticks):
    timebase = Timebase(rate, first, is_drop=is_drop)
    assert timebase.parse(timebase.label(ticks)) == ticks
    assert timebase.ticks(float(timebase.seconds(ticks))) == ticks


@given(milliseconds=st.integers(0, 10**9))
def test_every_millisecond_comes_back_from_its_clock(milliseconds):
    assert parse_clock(format_clock(Fraction(milliseconds, 1000))) * 1000 == milliseconds
