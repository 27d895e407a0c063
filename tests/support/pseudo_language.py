"""A language nobody speaks: every text in brackets, with accents, and longer by 40 % (units are not), so that what is missing is seen."""

import re

from slipgui.gui.language import read_phrases

_ACCENTS = str.maketrans("aeiouyAEIOUYcnsz", "àéîøüýÀÉÎØÜÝçñšž")
_PLACE = re.compile(r"(\{\w*\})")
_DATE = re.compile(r"^d+ ")
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_LETTERS = re.compile(r"[^\W\d_]+")
GROWTH = 0.4


def pseudo_phrases() -> dict[tuple[str, str], str]:
    """The phrases of the pseudo-language, for every text that German has."""
    return {
        (context, text): _pseudo(text, GROWTH if context != "Numbers" else 0.0) for context, text in read_phrases("de")
    }


def _pseudo(text: str, growth: float) -> str:
    if _DATE.match(text):  # a pattern of a date: the brackets are quoted
        return f"'['{text}']'"
    if text.startswith("zero one"):
        return " ".join(f"[{word.translate(_ACCENTS)}]" for word in text.split())
    accented = "".join(part if _PLACE.match(part) else part.translate(_ACCENTS) for part in _PLACE.split(text))
    n_more = round(growth * len(_PLACE.sub("", text)))
    return f"[{accented}{' ñøü' * (n_more // 4)}{'~' * (n_more % 4)}]"


def foreign_words(text: str, known: frozenset[str]) -> list[str]:
    """Letters outside any bracket: words that were not translated, or that lost their bracket because they were cut off.

    Parameters
    ----------
    text
        As it is shown.
    known
        Names and data, and words that are the same in every language.
    """
    parts = re.split("…| · ", text)
    if "[" not in text and all(any(part in name for name in known) for part in parts):
        return []  # names, perhaps cut or a line of them
    for name in sorted(known, key=len, reverse=True):
        text = text.replace(name, "")
    while _BRACKETED.search(text):
        text = _BRACKETED.sub("", text)
    return _LETTERS.findall(text) + re.findall(r"[\[\]]", text)
