from fractions import Fraction

import pytest

from slipgui.core.timecode import clip_timecode, format_timecode, parse_moment, parse_timecode

NTSC, NTSC_FAST = Fraction(30_000, 1001), Fraction(60_000, 1001)
VECTORS = [
    (NTSC, 0, "00:00:00;00"),
    (NTSC, 1799, "00:00:59;29"),
    (NTSC, 1800, "00:01:00;02"),
    (NTSC, 17_981, "00:09:59;29"),
    (NTSC, 17_982, "00:10:00;00"),
    (NTSC, 107_892, "01:00:00;00"),
    (NTSC, 2_589_407, "23:59:59;29"),
    (NTSC_FAST, 3600, "00:01:00;04"),
    (NTSC_FAST, 35_964, "00:10:00;00"),
]


@pytest.mark.parametrize(("rate", "frame", "label"), VECTORS)
def test_drop_frame_labels_are_those_of_the_standard(rate, frame, label):
    assert format_timecode(frame, rate, is_drop=True) == label
    assert parse_timecode(label, rate) == (frame, True)


@pytest.mark.parametrize("rate", [NTSC, NTSC_FAST])
def test_every_drop_frame_label_of_twenty_minutes_stands_for_one_frame(rate):
    labels = [format_timecode(frame, rate, is_drop=True) for frame in range(round(1200 * rate))]
    assert len(set(labels)) == len(labels)
    assert [parse_timecode(label, rate)[0] for label in labels] == list(range(len(labels)))


def test_a_day_begins_again_after_24_hours():
    assert format_timecode(2_589_408, NTSC, is_drop=True) == "00:00:00;00"
    assert format_timecode(24 * 3600 * 25, Fraction(25), is_drop=False) == "00:00:00:00"


def test_rates_without_drop_frame_count_every_frame():
    assert format_timecode(1800, NTSC, is_drop=False) == "00:01:00:00"
    assert format_timecode(1500, Fraction(25), is_drop=True) == "00:01:00:00"
    assert format_timecode(1439, Fraction(24_000, 1001), is_drop=True) == "00:00:59:23"
    assert format_timecode(119, Fraction(120), is_drop=False) == "00:00:00:119"


def test_a_clip_counts_from_its_own_start_timecode_at_its_own_rate():
    assert clip_timecode(1.52, "10:00:00:00", Fraction(25)) == "10:00:01:13"
    assert clip_timecode(60.06, "01:00:00;00", NTSC) == "01:01:00;02"
    assert clip_timecode(2.0, "23:59:59:00", Fraction(25)) == "00:00:01:00"


def test_without_start_timecode_a_clip_counts_from_nought_and_without_rate_in_milliseconds():
    assert clip_timecode(1.52, None, Fraction(24)) == "00:00:01:12"
    assert clip_timecode(3661.5004, "10:00:00:00", None) == "01:01:01.500"
    assert clip_timecode(1.0, "not a timecode", Fraction(25)) == "00:00:01:00"


@pytest.mark.parametrize(
    ("text", "at_s"),
    [
        ("0", 0.0), ("4.5", 4.5), (" 4,5 ", 4.5), ("90", 90.0), ("1:30", 90.0), ("1:02:03.25", 3723.25), ("100:00", 6000.0),
        ("", None), ("soon", None), ("-1", None), ("1:", None), (":30", None), ("1:2:3:4", None), ("1e3", None), ("4.", None),
        ("٣", None), ("nan", None),
    ],
)  # fmt: skip
def test_a_moment_is_read_as_people_write_it(text, at_s):
    assert parse_moment(text) == at_s
