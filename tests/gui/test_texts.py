from fractions import Fraction

import pytest
from PySide6.QtCore import QLocale

from slipgui.gui import texts


@pytest.fixture
def german():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("size_bytes", "text"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1_000, "1 kB"),
        (43_400, "43 kB"),
        (99_499, "99 kB"),
        (300_000, "0.3 MB"),
        (3_900_000, "3.9 MB"),
        (88_400_000, "88.4 MB"),
        (412_000_000, "412 MB"),
        (999_499_999, "999 MB"),
        (5_820_000_000, "5.82 GB"),
        (38_600_000_000, "38.6 GB"),
        (412_000_000_000, "412 GB"),
    ],
)
def test_sizes_are_decimal_as_on_disks(size_bytes, text):
    assert texts.size(size_bytes) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (620_000, 1_000_000, "0.6 of 1.0 MB"),
        (12_300_000, 88_400_000, "12.3 of 88.4 MB"),
        (41_000_000, 1_240_000_000, "0.04 of 1.24 GB"),
        (12_000, 43_000, "12 of 43 kB"),
    ],
)
def test_part_of_a_size_is_told_in_the_unit_of_the_whole(part, whole, text):
    assert texts.share_of_size(part, whole) == text


@pytest.mark.usefixtures("german")
def test_decimal_sign_follows_the_locale_in_sizes_and_scores_but_not_in_frame_rates():
    assert texts.size(3_900_000) == "3,9 MB"
    assert texts.score(98.2) == "98,2"
    assert texts.frame_rate(Fraction(30000, 1001), is_drop_frame=True) == "29.97 DF"


@pytest.mark.parametrize(
    ("rate", "is_drop_frame", "text"),
    [
        (Fraction(25), False, "25 fps"),
        (Fraction(24000, 1001), False, "23.976 fps"),
        (Fraction(30000, 1001), True, "29.97 DF"),
        (Fraction(60000, 1001), True, "59.94 DF"),
    ],
)
def test_frame_rates_are_spelt_as_in_the_trade(rate, is_drop_frame, text):
    assert texts.frame_rate(rate, is_drop_frame=is_drop_frame) == text


@pytest.mark.parametrize(("rate", "text"), [(412_000, "412 kB/s"), (3_400_000, "3.4 MB/s"), (118_000_000, "118 MB/s")])
def test_transfer_rates(rate, text):
    assert texts.byte_rate(rate) == text


@pytest.mark.parametrize(("seconds", "text"), [(0, "00:00"), (86, "01:26"), (240, "04:00"), (5398, "1:29:58")])
def test_lengths(seconds, text):
    assert texts.length(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "1 s left"), (6, "6 s left"), (89, "89 s left"), (240, "4 min left"), (7200, "2 h left")],
)
def test_time_left_is_told_in_one_unit(seconds, text):
    assert texts.time_left(seconds) == text


@pytest.mark.parametrize(("value", "text"), [(98.2, "98.2"), (100.0, "100"), (61.0, "61.0"), (99.96, "100")])
def test_score_has_one_decimal_and_a_full_hundred_none(value, text):
    assert texts.score(value) == text


@pytest.mark.parametrize(
    ("value", "word"), [(100, "Strong"), (85, "Strong"), (84.9, "Fair"), (60, "Fair"), (59.9, "Weak"), (0, "Weak")]
)
def test_word_of_a_score_names_its_band(value, word):
    assert texts.score_word(value) == word


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Harbour <b>Lights</b>", "Harbour <b>Lights</b>"),
        ("two\nlines\tand tab", "two lines and tab"),
        ("\u202etxt.vom\u202c", "txt.vom"),
        ("\x1b[31mred\x00", "[31mred"),
        ("soft\u00adhyphen\u2028", "softhyphen "),
        ("夜の港 👩‍🎤", "夜の港 👩‍🎤"),
        ("می‌خواهم", "می‌خواهم"),
    ],
)
def test_text_from_outside_loses_what_controls_and_keeps_what_is_written(given, shown):
    assert texts.plain(given) == shown


def test_facts_of_the_page_leave_the_length_out_until_it_is_known():
    assert texts.page_facts(64, 0.0) == "64 clips"
    assert texts.page_facts(1, 9668.0) == "1 clip · 2:41:08"


def test_status_tells_only_what_goes_on():
    assert texts.work_line(0, 0, 0.0) == ""
    assert texts.work_line(3, 29, 412_000) == "3 at work · 29 waiting · 412 kB/s"


def test_local_work_says_that_the_network_was_not_used():
    assert texts.bytes_line(0, 0) == "Nothing sent over the network"
    assert texts.bytes_line(214_000_000, 412_000_000_000) == "214 MB sent of 412 GB"


def test_ends_are_told_in_one_sentence():
    assert texts.ended_sentence({"identified": 4, "not_found": 1}) == "4 clips identified, 1 not found"
    assert texts.ended_sentence({"failed": 1}) == "1 clip failed"


@pytest.mark.parametrize(("value", "text"), [(74.99, "74.9"), (84.96, "84.9"), (98.2, "98.2"), (0.0, "0.0")])
def test_no_score_looks_as_if_it_reached_a_threshold(value, text):
    assert texts.score(value) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (960_000, 1_000_000, "960 of 1000 kB"),
        (600_000, 1_000_000, "0.6 of 1.0 MB"),
        (1_000_000, 1_000_000, "1.0 of 1.0 MB"),
    ],
)
def test_a_part_never_reads_as_the_whole(part, whole, text):
    assert texts.share_of_size(part, whole) == text
