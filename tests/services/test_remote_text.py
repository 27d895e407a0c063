import pytest

from slipgui.services.remote_text import clean_text, first_bytes


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("  two\t\n blanks ", "two blanks"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("a\ud800b", "a\ufffdb"),
        ("<b>&amp;", "<b>&amp;"),
        ("Größe – 日本語 👩‍🎤", "Größe – 日本語 👩‍🎤"),
        ("\u200f", ""),
    ],
)
def test_steering_characters_go_and_letters_stay(text: str, shown: str) -> None:
    assert clean_text(text, 100) == shown


def test_text_of_exactly_the_limit_is_whole_and_one_more_is_cut() -> None:
    assert clean_text("x" * 10, 10) == "x" * 10
    assert clean_text("x" * 11, 10) == "x" * 9 + "…"


def test_lines_are_kept_on_request() -> None:
    assert clean_text("{\n  1\x00\r\n}", 100, keep_lines=True) == "{\n  1\n}"


def test_bytes_are_counted_in_utf8_and_never_cut_inside_a_letter() -> None:
    assert first_bytes("ü" * 10, 20) == "ü" * 10
    cut = first_bytes("ü" * 11, 20)
    assert cut == "ü" * 8 + "…"
    assert len(cut.encode()) <= 20
