"""Texts of a service, made fit to be shown: plain, short, without characters that steer the screen."""

import unicodedata

_MARK = "…"
_DROPPED_CATEGORIES = frozenset({"Cc", "Cs", "Co"})
"""Control characters, lone surrogates, private use."""
_STEERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u2028\u2029")
"""Bidi controls (Unicode UAX #9), byte order mark, line and paragraph separators."""
_READ_AHEAD = 4


def clean_text(text: str, max_characters: int, *, keep_lines: bool = False) -> str:
    """The text without control and bidi characters, blanks collapsed, cut to ``max_characters`` with an ellipsis.

    Parameters
    ----------
    text
        Anything a service sent.
    max_characters
        Longest result, the ellipsis included.
    keep_lines
        Keep line breaks and blanks as they are.
    """
    head = text[: max_characters * _READ_AHEAD]
    spaced = head if keep_lines else " ".join(head.split())
    shown = "".join(c for c in spaced if _is_harmless(c) or (keep_lines and c in "\n\t"))
    if not keep_lines:
        shown = shown.strip()
    if len(shown) > max_characters:
        return shown[: max_characters - 1] + _MARK
    return shown


def is_harmless_text(text: str) -> bool:
    """Whether a text holds no control and no bidi character."""
    return all(map(_is_harmless, text))


def first_bytes(text: str, max_bytes: int) -> str:
    """The beginning of the text that fits into ``max_bytes`` of UTF-8."""
    encoded = text.encode("utf-8", "replace")
    if len(encoded) <= max_bytes:
        return encoded.decode("utf-8")
    room = max_bytes - len(_MARK.encode())
    return encoded[:room].decode("utf-8", "ignore") + _MARK


def _is_harmless(character: str) -> bool:
    return character not in _STEERING and unicodedata.category(character) not in _DROPPED_CATEGORIES
