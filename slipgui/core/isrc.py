"""ISRC, the identity of a recording (ISO 3901): country, registrant, year, designation in twelve characters."""

import re
from dataclasses import dataclass

_ISRC = re.compile(r"(?P<country>[A-Z]{2})(?P<registrant>[A-Z0-9]{3})(?P<year>[0-9]{2})(?P<designation>[0-9]{5})")


@dataclass(frozen=True, slots=True)
class Isrc:
    """A well-formed ISRC."""

    code: str
    """The twelve characters, upper case, without hyphens: how it is stored and sent."""

    def __str__(self) -> str:
        return format_isrc(self)


def parse_isrc(text: str | None) -> Isrc | None:
    """The ISRC that a text spells, or None.

    Hyphens, blanks and a leading "ISRC" are passed over, lower case is raised.
    """
    if not text:
        return None
    bare = re.sub(r"[\s\u2010-\u2015-]", "", text.upper()).removeprefix("ISRC").removeprefix(":")
    return Isrc(bare) if _ISRC.fullmatch(bare) else None


def format_isrc(isrc: Isrc) -> str:
    """How an ISRC is shown: ``QZ-TW4-21-00417``."""
    c = isrc.code
    return f"{c[:2]}-{c[2:5]}-{c[5:7]}-{c[7:]}"
