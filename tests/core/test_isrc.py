import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipgui.core.isrc import Isrc, format_isrc, parse_isrc


@pytest.mark.parametrize(
    "text", ["QZTW42100417", "qz-tw4-21-00417", " QZ TW4 21 00417 ", "ISRC QZ-TW4-21-00417", "ISRC: QZTW42100417"]
)
def test_every_usual_spelling_is_read(text):
    assert parse_isrc(text) == Isrc("QZTW42100417")


@pytest.mark.parametrize(
    "text", [None, "", "None", "QZTW4210041", "QZTW421004177", "1ZTW42100417", "QZTW4X100417", "QZ_TW42100417"]
)
def test_what_is_no_isrc_is_none(text):
    assert parse_isrc(text) is None


@given(st.from_regex(r"[A-Z]{2}[A-Z0-9]{3}[0-9]{7}", fullmatch=True))
def test_showing_and_reading_are_inverse(code):
    assert parse_isrc(format_isrc(Isrc(code))) == Isrc(code)
    assert str(Isrc(code)).count("-") == 3
