import pytest

from slipgui.core.iswc import format_iswc, parse_iswc


@pytest.mark.parametrize("text", ["T-034.524.680-1", "t0345246801", "ISWC T-034.524.680-1", " T 034 524 680 1"])
def test_an_iswc_is_read_however_it_is_written(text):
    assert parse_iswc(text) == "T0345246801"


@pytest.mark.parametrize("text", ["T-034.524.680-2", "T034524680", "0345246801", "", "QZTW42600001"])
def test_a_wrong_check_digit_or_length_is_no_iswc(text):
    assert parse_iswc(text) is None


def test_it_is_shown_with_points_and_hyphens():
    assert format_iswc("T0345246801") == "T-034.524.680-1"
