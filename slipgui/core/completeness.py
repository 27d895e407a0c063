"""What a sheet lacks for a template, and where it contradicts itself.  It warns; nothing is refused."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from slipgui.core.cue_sheet import CueLine, CueSheet, CueState, LineField, Publisher, Usage, Writer
from slipgui.core.cue_template import Template
from slipgui.core.isrc import parse_isrc
from slipgui.core.iswc import parse_iswc

MAX_CUE_NUMBER = 50
"""Characters."""
_SHARE_ROUNDING = Decimal("0.01")
"""For each party: three times 33.33 is a whole."""


class FindingKind(StrEnum):
    """What is wrong."""

    MISSING = "missing"
    """A required field is empty."""
    SHARES = "shares"
    """Shares do not add up to 100 % (``detail``: to what)."""
    SHARES_MISSING = "shares_missing"
    """The template wants shares, and some party has none."""
    SPAN = "span"
    """A stretch that ends before it begins, has no length, or lies outside of the programme; or no stretch at all."""
    USAGE = "usage"
    """A usage that nobody knows, or that the template has no word for (``detail``: which)."""
    MALFORMED = "malformed"
    """An ISRC or ISWC that is none (``detail``: what stands there)."""
    NAME = "name"
    """A writer without first name (``detail``: who)."""
    TOO_LONG = "too_long"
    """A cue number of more than 50 characters."""
    UNSURE = "unsure"
    """A recognition that nobody has checked by ear."""
    UNIDENTIFIED = "unidentified"
    """Stretches with sound that are not on the sheet (``detail``: how many)."""
    CONFLICT = "conflict"
    """The works list says another thing (``detail``: what); found by ``works.py``."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is missing or inconsistent."""

    kind: FindingKind
    field: str
    """Of the line or header; empty where it is about all of the line or sheet."""
    line: int | None = None
    """Sequence number of the line, None for the header and the sheet as a whole."""
    detail: str = ""


def find_incomplete(sheet: CueSheet, template: Template) -> list[Finding]:
    """All that is missing or inconsistent, header first, then line by line; empty: complete."""
    found = [
        Finding(FindingKind.MISSING, column)
        for column in sheet.header.__dataclass_fields__
        if column in template.required_header and not getattr(sheet.header, column)
    ]
    for number, line in enumerate(sheet.music, start=1):
        found += _check_line(number, line, sheet.duration_ticks, template)
    n_unidentified = len(sheet.lines) - len(sheet.music)
    if n_unidentified:
        found.append(Finding(FindingKind.UNIDENTIFIED, "", detail=str(n_unidentified)))
    return found


def _check_line(number: int, line: CueLine, duration_ticks: int, template: Template) -> Iterator[Finding]:
    required = template.required_line
    if line.music_origin is not None:
        required |= template.required_by_origin.get(line.music_origin, frozenset())
    for name in LineField:
        if name in required and not line.value(name):
            yield Finding(FindingKind.MISSING, name, number)
    if not _is_inside(line, duration_ticks):
        yield Finding(FindingKind.SPAN, "", number)
    if line.usage and (line.usage not in set(Usage) or Usage(line.usage) not in template.usage_words):
        yield Finding(FindingKind.USAGE, LineField.USAGE, number, line.usage)
    yield from _check_codes(number, line)
    yield from _check_parties(number, LineField.WRITERS, line.writers, template)
    yield from _check_parties(number, LineField.PUBLISHERS, line.publishers, template)
    for writer in line.writers:
        if not writer.first_name:
            yield Finding(FindingKind.NAME, LineField.WRITERS, number, writer.last_name)
    if line.state is CueState.UNSURE:
        yield Finding(FindingKind.UNSURE, "", number)


def _is_inside(line: CueLine, duration_ticks: int) -> bool:
    """Whether every stretch has a length and lies in the programme, where its length is known."""
    latest = duration_ticks or math.inf
    return bool(line.spans) and all(0 <= span.in_ticks < span.out_ticks <= latest for span in line.spans)


def _check_codes(number: int, line: CueLine) -> Iterator[Finding]:
    if line.isrc and parse_isrc(line.isrc) is None:
        yield Finding(FindingKind.MALFORMED, LineField.ISRC, number, line.isrc)
    if line.iswc and parse_iswc(line.iswc) is None:
        yield Finding(FindingKind.MALFORMED, LineField.ISWC, number, line.iswc)
    if len(line.cue_number) > MAX_CUE_NUMBER:
        yield Finding(FindingKind.TOO_LONG, LineField.CUE_NUMBER, number)


def _check_parties(
    number: int, name: LineField, parties: Sequence[Writer] | Sequence[Publisher], template: Template
) -> Iterator[Finding]:
    shares = [party.share_percent for party in parties]
    if not parties:
        return
    if any(share is None for share in shares) and template.needs_shares:
        yield Finding(FindingKind.SHARES_MISSING, name, number)
    if any(share is not None for share in shares):
        total = sum((share or Decimal(0) for share in shares), Decimal(0))
        if abs(total - 100) > _SHARE_ROUNDING * len(shares):
            yield Finding(FindingKind.SHARES, name, number, f"{total.normalize():f}")
