"""Another version of a programme: which cues stayed, moved, are new or gone, and what people had typed carried over to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import PurePath

from slipgui.core.cue_sheet import CueLine, CueSheet, CueState, FieldOrigin, LineField, Span
from slipgui.core.isrc import parse_isrc
from slipgui.core.timebase import Timebase

_VERSION = re.compile(r"(?:version|ver|v|recut|cut|rev) ?\d+[a-z]?|final|locked|lock|new")
"""What of a name tells versions apart."""
_SAME_PLACE_S = Fraction(1, 2)
"""Borders of a cue are found again within this."""
_SAID = (FieldOrigin.TYPED, FieldOrigin.WORKS_LIST)
"""What a person said, here or in the list of works."""


@dataclass(frozen=True, slots=True)
class Recut:
    """What became of the cues of a sheet; lines as they stand in the new one, those gone as they stood in the old one."""

    stayed: tuple[CueLine, ...]
    moved: tuple[CueLine, ...]
    """The same music at another time or of another length."""
    new: tuple[CueLine, ...]
    gone: tuple[CueLine, ...]
    kept: tuple[CueLine, ...]
    """Typed by a person where nothing is recognised: kept at their time, to be checked by ear."""


def is_version(path: PurePath, other: PurePath) -> bool:
    """Whether two files are called like versions of one programme: alike but for marks as ``v12``, ``cut 2``, ``final``."""

    def name(file: PurePath) -> list[str]:
        words = " ".join(re.findall(r"[^\W_]+", file.stem.casefold()))
        return re.sub(rf"\b(?:{_VERSION.pattern})\b", " ", words).split()

    return path != other and bool(name(path)) and name(path) == name(other)


def carry_over(old: CueSheet, new: CueSheet) -> tuple[CueSheet, Recut]:
    """The new sheet with what a person had typed in the old one, and what is different.

    Header, numbers, usage and every other typed field come from the old sheet; what was recognised comes from the new one.  The sheet is
    preliminary again unless everything stayed.
    """
    new, pairs = _gathered(new, _pairs(old, new))
    lines = [_carried(pairs[at], line) if at in pairs else line for at, line in enumerate(new.lines)]
    partners = list(pairs.values())
    left = [line for line in old.music if not any(line is partner for partner in partners)]
    kept = [
        _moved_to(line, old.timebase, new.timebase)
        for line in left
        if line.origins.get(LineField.TITLE) is FieldOrigin.TYPED
    ]
    gone = [line for line in left if line.origins.get(LineField.TITLE) is not FieldOrigin.TYPED]
    stayed = [at for at, partner in pairs.items() if _is_same_place(partner, old.timebase, lines[at], new.timebase)]
    recut = Recut(
        stayed=tuple(lines[at] for at in stayed),
        moved=tuple(lines[at] for at in pairs if at not in stayed),
        new=tuple(line for at, line in enumerate(lines) if line.is_music and at not in pairs),
        gone=tuple(gone),
        kept=tuple(kept),
    )
    is_unchanged = not (recut.moved or recut.new or recut.gone or recut.kept)
    ordered = sorted([*lines, *kept], key=lambda line: line.start_ticks)
    sheet = replace(new, header=old.header, lines=tuple(ordered), is_final=old.is_final and is_unchanged)
    return sheet, recut


def _pairs(old: CueSheet, new: CueSheet) -> dict[int, CueLine]:
    """By place in the new sheet the line of the old one that is the same music: of several the nearest in time, each stretch once."""
    known, found = ([_Music(line, sheet.timebase) for line in sheet.lines] for sheet in (old, new))
    chances = [
        (abs(start_s - music.starts_s[0]), at, number, nth)
        for at, music in enumerate(found)
        for number, partner in enumerate(known)
        if music.line.is_music and partner.line.is_music and partner.is_found_again_in(music)
        for nth, start_s in enumerate(partner.starts_s)
    ]
    pairs: dict[int, CueLine] = {}
    taken: set[tuple[int, int]] = set()
    for _, at, number, nth in sorted(chances):
        if at not in pairs and (number, nth) not in taken:
            pairs[at] = known[number].line
            taken.add((number, nth))
    return dict(sorted((pairs | _typed_in_place(old, new, pairs)).items()))


class _Music:
    """What a line is known by; what a person typed over it does not make it other music.

    Parameters
    ----------
    line
        The line.
    timebase
        Of its sheet.
    """

    def __init__(self, line: CueLine, timebase: Timebase) -> None:
        isrc = parse_isrc(line.isrc)
        self.line, self._timebase = line, timebase
        self.starts_s = [timebase.seconds(span.in_ticks) for span in line.spans] or [Fraction(0)]
        self._codes = {"track": line.track_id or "", "isrc": isrc.code if isrc else ""}
        self._typed_codes = {"isrc"} if line.origins.get(LineField.ISRC) in _SAID else set()
        """They differ from those of the same music where a person put them right."""
        self._words = [
            "" if line.origins.get(name) is FieldOrigin.TYPED else str(line.value(name)).casefold()
            for name in (LineField.TITLE, LineField.PERFORMER)
        ]
        self._is_titled = line.origins.get(LineField.TITLE) is FieldOrigin.TYPED

    def is_found_again_in(self, new: "_Music") -> bool:
        """Whether ``new`` is the same music: a code of both is alike, or neither tells them apart and the recognised words are alike."""
        compared = {kind: code == new._codes[kind] for kind, code in self._codes.items() if code and new._codes[kind]}
        if any(compared.values()):
            return True
        if set(compared) - self._typed_codes:
            return False
        words = [(mine, its) for mine, its in zip(self._words, new._words, strict=True) if mine]
        if not words or any(mine != its for mine, its in words):
            return False
        return not self._is_titled or _is_same_place(self.line, self._timebase, new.line, new._timebase)


def _gathered(new: CueSheet, pairs: dict[int, CueLine]) -> tuple[CueSheet, dict[int, CueLine]]:
    """The new sheet with one line where a line of the old one had several stretches that were found apart, and the pairs by its places."""
    lines: list[CueLine] = []
    kept: dict[int, CueLine] = {}
    places: dict[int, int] = {}
    for at, line in enumerate(new.lines):
        partner = pairs.get(at)
        place = places.setdefault(id(partner), len(lines)) if partner is not None else len(lines)
        if place < len(lines):
            first = lines[place]
            state = CueState.UNSURE if CueState.UNSURE in (first.state, line.state) else first.state
            lines[place] = replace(first, spans=(*first.spans, *line.spans), state=state)
            continue
        lines.append(line)
        if partner is not None:
            kept[place] = partner
    return replace(new, lines=tuple(lines)), kept


def _typed_in_place(old: CueSheet, new: CueSheet, pairs: dict[int, CueLine]) -> dict[int, CueLine]:
    """Stretches of no known track that are where a person had typed what plays, by place in the new sheet."""
    typed = [line for line in old.music if line.origins.get(LineField.TITLE) is FieldOrigin.TYPED]
    free = [line for line in typed if not any(line is taken for taken in pairs.values())]
    return {
        at: partner
        for at, line in enumerate(new.lines)
        for partner in free
        if not line.is_music and _is_same_place(partner, old.timebase, line, new.timebase)
    }


def _carried(old: CueLine, new: CueLine) -> CueLine:
    for name, origin in old.origins.items():
        if origin is FieldOrigin.TYPED:  # nothing, too, where a person took it away
            new = new.with_value(name, old.value(name), origin)
        elif origin is FieldOrigin.WORKS_LIST:
            new = new.offered(name, old.value(name), origin)
    is_said = new.state is CueState.UNIDENTIFIED and new.is_music
    is_confirmed = new.state is CueState.UNSURE and old.state is CueState.IDENTIFIED
    return replace(new, state=old.state) if is_said or is_confirmed else new


def _is_same_place(old: CueLine, old_timebase: Timebase, new: CueLine, new_timebase: Timebase) -> bool:
    borders = [_borders_s(old.spans, old_timebase), _borders_s(new.spans, new_timebase)]
    if len(borders[0]) != len(borders[1]):
        return False
    return all(abs(one - other) <= _SAME_PLACE_S for one, other in zip(*borders, strict=True))


def _borders_s(spans: Sequence[Span], timebase: Timebase) -> list[Fraction]:
    return [timebase.seconds(ticks) for span in spans for ticks in (span.in_ticks, span.out_ticks)]


def _moved_to(line: CueLine, old: Timebase, new: Timebase) -> CueLine:
    """The line at the same seconds of another timebase."""
    spans = tuple(
        Span(*(round(old.seconds(ticks) * new.ticks_per_s) for ticks in (span.in_ticks, span.out_ticks)))
        for span in line.spans
    )
    return replace(line, spans=spans, state=CueState.UNSURE)
