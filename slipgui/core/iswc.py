"""ISWC, the identity of a musical work (ISO 15707): T, nine digits and a check digit."""

import re

_ISWC = re.compile(r"T\d{10}")


def parse_iswc(text: str) -> str | None:
    """The eleven characters of the ISWC that a text spells, or None; points, hyphens and blanks are passed over."""
    bare = re.sub(r"[\s.\u2010-\u2015-]", "", text.upper()).removeprefix("ISWC").removeprefix(":")
    if _ISWC.fullmatch(bare) is None:
        return None
    total = 1 + sum(place * int(digit) for place, digit in enumerate(bare[1:10], start=1))
    return bare if (total + int(bare[10])) % 10 == 0 else None


def format_iswc(iswc: str) -> str:
    """How the eleven characters are shown: ``T-034.524.680-1``."""
    return f"{iswc[0]}-{iswc[1:4]}.{iswc[4:7]}.{iswc[7:10]}-{iswc[10]}"
