import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipgui.core.plain_text import is_harmless, plain_text


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("Harbour Lights", "Harbour Lights"),
        ("夜の港 – “ü”", "夜の港 – “ü”"),
        ("a\u202egnp.mov", "agnp.mov"),
        ("nul\x00bell\x07esc\x1b[31m", "nulbellesc[31m"),
        ("two\nlines\tand\rmore", "two lines and more"),
        ("\ufeffone\u200b\u2028two", "one two"),
        ("می\u200cخواهم 👩\u200d🎤", "می\u200cخواهم 👩\u200d🎤"),
        ("caf\udce9", "caf\ufffd"),
    ],
)
def test_nothing_that_steers_the_screen_is_shown(given_text, shown):
    assert plain_text(given_text) == shown


def test_lines_are_kept_where_they_are_wanted():
    assert plain_text("{\r\n\t1\x00\n}", keep_lines=True) == "{\n\t1\n}"


@given(st.text())
def test_what_was_made_plain_is_harmless_and_stays_as_it_is(text):
    plain = plain_text(text)
    assert is_harmless(plain)
    assert plain_text(plain) == plain
    assert not any(unicodedata.category(c) == "Cc" for c in plain)
