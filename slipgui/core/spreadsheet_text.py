"""Cells of text that a spreadsheet would take for a formula: an apostrophe in front keeps them from being computed."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def guard(text: str) -> str:
    """The text as a cell of a CSV file that is never computed."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """The text of a guarded cell."""
    return text[1:] if _GUARDED.match(text) else text
