"""How words, sizes and counts are said in a language; here in English, in the window in its own (slipgui/gui/language.py)."""

from collections.abc import Callable
from dataclasses import dataclass


def format_size(size_bytes: float) -> str:
    """A size as on disks, decimal: ``3.9 MB``."""
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size_bytes >= factor:
            value = size_bytes / factor
            return (
                f"{value:.2f} {unit}"
                if unit == "GB"
                else f"{value:.1f} {unit}"
                if value < 100
                else f"{value:.0f} {unit}"
            )
    return f"{size_bytes:.0f} bytes"


@dataclass(frozen=True, slots=True)
class Language:
    """How something is said in a language."""

    translate: Callable[[str, str], str]
    """The words for an English text, in a context."""
    size: Callable[[float], str]
    """A size in bytes, in words."""
    number: Callable[[int], str]
    """A count with its digits grouped."""


ENGLISH = Language(translate=lambda _, text: text, size=format_size, number=lambda count: f"{count:,}")
