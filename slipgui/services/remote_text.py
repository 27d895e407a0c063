"""Texts of a service, made fit to be shown: plain and short."""

from slipgui.core.plain_text import plain_text

_MARK = "…"
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
    shown = plain_text(text[: max_characters * _READ_AHEAD], keep_lines=keep_lines)
    if not keep_lines:
        shown = " ".join(shown.split())
    if len(shown) > max_characters:
        return shown[: max_characters - 1] + _MARK
    return shown


def first_bytes(text: str, max_bytes: int) -> str:
    """The beginning of the text that fits into ``max_bytes`` of UTF-8."""
    encoded = text.encode("utf-8", "replace")
    if len(encoded) <= max_bytes:
        return encoded.decode("utf-8")
    room = max_bytes - len(_MARK.encode())
    return encoded[:room].decode("utf-8", "ignore") + _MARK
