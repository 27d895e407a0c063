"""Texts from outside - file names, tags, answers - made safe to show: nothing in them hides, reorders or breaks other text."""

import unicodedata

_UNWANTED = frozenset(("Cc", "Cf", "Zl", "Zp", "Cs", "Co"))
"""Unicode categories of control and format characters (the bidirectional overrides of UAX #9 among them), line separators,
lone surrogates and private use."""
_BREAKS = frozenset("\t\n\r\u2028\u2029")
_JOINERS = frozenset("\u200c\u200d")
"""Format characters that Persian, Indic scripts and emoji cannot be written without."""


def is_harmless(text: str) -> bool:
    """Whether every character may be shown as it is."""
    return all(_may_stay(character) for character in text)


def plain_text(text: str, *, keep_lines: bool = False) -> str:
    """The text without characters that steer the screen.

    Line breaks and tabs become blanks; with ``keep_lines`` line feeds and tabs stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character, keep_lines=keep_lines) for character in text)


def _shown(character: str, *, keep_lines: bool) -> str:
    if keep_lines and character in "\t\n":
        return character
    if not keep_lines and character in _BREAKS:
        return " "
    if _may_stay(character):
        return character
    return "\ufffd" if unicodedata.category(character) == "Cs" else ""  # a byte of a name that is no Unicode


def _may_stay(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) not in _UNWANTED
