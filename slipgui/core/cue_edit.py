"""What a person does with the lines of a cue sheet, as pure steps from one sheet to the next; undo is the sheet before.

Lines are told by their place in ``sheet.lines``.
"""

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum

from slipgui.core.cue_sheet import CueLine, CueSheet, CueState, FieldOrigin, LineField, Span


class Edge(StrEnum):
    """An end of a stretch."""

    IN = "in"
    OUT = "out"


def with_line(sheet: CueSheet, place: int, line: CueLine) -> CueSheet:
    """The sheet with another line at a place."""
    return replace(sheet, lines=(*sheet.lines[:place], line, *sheet.lines[place + 1 :]))


def with_typed(sheet: CueSheet, place: int, name: LineField, value: object) -> CueSheet:
    """The sheet with a field as a person typed it; what has a title is identified, whoever named it."""
    line = sheet.lines[place].with_value(name, value, FieldOrigin.TYPED)
    if name is LineField.TITLE and value and line.state is CueState.UNIDENTIFIED:
        line = replace(line, state=CueState.IDENTIFIED)
    return with_line(sheet, place, line)


def with_typed_in_all(sheet: CueSheet, places: Collection[int], name: LineField, value: object) -> CueSheet:
    """The sheet with the same word of a person in a field of several lines."""
    for place in places:
        sheet = with_typed(sheet, place, name, value)
    return sheet


def with_border(sheet: CueSheet, place: int, edge: Edge, ticks: int, number: int | None = None) -> CueSheet:
    """The sheet with an In or Out of a line elsewhere; the stretch stays inside the programme and between its neighbours, one tick long.

    Parameters
    ----------
    sheet
        The sheet.
    place
        Of the line.
    edge
        Which end of the stretch.
    ticks
        Where it is to be.
    number
        Of the stretch; None: the first one for an In, the last one for an Out.
    """
    line = sheet.lines[place]
    if not line.spans:
        begin = ticks if edge is Edge.IN else ticks - 1
        return with_borders(sheet, place, begin, begin + 1)
    spans = list(line.spans)
    number = number if number is not None else 0 if edge is Edge.IN else len(spans) - 1
    span = spans[number]
    if edge is Edge.IN:
        earliest = spans[number - 1].out_ticks if number else 0
        spans[number] = replace(span, in_ticks=min(max(earliest, ticks), span.out_ticks - 1))
    else:
        latest = spans[number + 1].in_ticks if number + 1 < len(spans) else sheet.duration_ticks or ticks
        spans[number] = replace(span, out_ticks=max(min(ticks, latest), span.in_ticks + 1))
    return with_line(sheet, place, replace(line, spans=tuple(spans)))


def with_borders(sheet: CueSheet, place: int, in_ticks: int | None, out_ticks: int | None) -> CueSheet:
    """The sheet with a line that begins and ends elsewhere, where that is said; both at once may lie anywhere in the programme."""
    line = sheet.lines[place]
    if in_ticks is not None and out_ticks is not None and len(line.spans) < 2:
        latest = sheet.duration_ticks or out_ticks
        begin = min(max(0, in_ticks), max(0, latest - 1))
        return with_line(sheet, place, replace(line, spans=(Span(begin, max(begin + 1, min(out_ticks, latest))),)))
    for edge, ticks in ((Edge.IN, in_ticks), (Edge.OUT, out_ticks)):
        sheet = with_border(sheet, place, edge, ticks) if ticks is not None else sheet
    return sheet


def with_span(sheet: CueSheet, place: int, span: Span) -> CueSheet:
    """The sheet with a further stretch of a line; what it touches becomes one with it."""
    line = sheet.lines[place]
    return with_line(sheet, place, replace(line, spans=_touching((*line.spans, span))))


def without_span(sheet: CueSheet, place: int, number: int) -> CueSheet:
    """The sheet with a stretch of a line less; the only one stays."""
    line = sheet.lines[place]
    spans = (*line.spans[:number], *line.spans[number + 1 :])
    return with_line(sheet, place, replace(line, spans=spans)) if spans else sheet


def in_order(sheet: CueSheet, place: int) -> tuple[CueSheet, int]:
    """The sheet with its lines in order of time, and where the line of a place stands then."""
    order = sorted(range(len(sheet.lines)), key=lambda number: sheet.lines[number].start_ticks)
    return replace(sheet, lines=tuple(sheet.lines[number] for number in order)), order.index(place)


def split(sheet: CueSheet, place: int, ticks: int) -> CueSheet:
    """The sheet with a line parted at a moment inside one of its stretches; the same sheet where it lies in none."""
    line = sheet.lines[place]
    number = next((n for n, span in enumerate(line.spans) if span.in_ticks < ticks < span.out_ticks), None)
    if number is None:
        return sheet
    cut = line.spans[number]
    before = (*line.spans[:number], replace(cut, out_ticks=ticks))
    after = (replace(cut, in_ticks=ticks), *line.spans[number + 1 :])
    parts = (replace(line, spans=before), replace(line, spans=after))
    return replace(sheet, lines=(*sheet.lines[:place], *parts, *sheet.lines[place + 1 :]))


def joined(sheet: CueSheet, place: int) -> CueSheet:
    """The sheet with a line and the next one as one, under the first one's words, or the next one's where the first has no title."""
    if place + 1 >= len(sheet.lines):
        return sheet
    first, second = sheet.lines[place], sheet.lines[place + 1]
    words = first if first.is_music or not second.is_music else second
    line = replace(words, spans=_touching((*first.spans, *second.spans)))
    return replace(sheet, lines=(*sheet.lines[:place], line, *sheet.lines[place + 2 :]))


def with_new(sheet: CueSheet, span: Span) -> tuple[CueSheet, int]:
    """The sheet with a further line of which nothing is known but its stretch, and the line's place."""
    place = bisect_right([line.start_ticks for line in sheet.lines], span.in_ticks)
    line = CueLine((span,), CueState.UNIDENTIFIED)
    return replace(sheet, lines=(*sheet.lines[:place], line, *sheet.lines[place:])), place


def without(sheet: CueSheet, places: Collection[int]) -> CueSheet:
    """The sheet without some lines."""
    return replace(sheet, lines=tuple(line for place, line in enumerate(sheet.lines) if place not in places))


def confirmed(sheet: CueSheet, place: int) -> CueSheet:
    """The sheet with a line that somebody heard and found right."""
    line = sheet.lines[place]
    return with_line(sheet, place, replace(line, state=CueState.IDENTIFIED)) if line.is_music else sheet


def rejected(sheet: CueSheet, place: int) -> CueSheet:
    """The sheet with a line that is not what was named: the stretch stays, what was said of it goes."""
    line = sheet.lines[place]
    return with_line(sheet, place, CueLine(line.spans, CueState.UNIDENTIFIED, notes=line.notes))


def next_to_check(sheet: CueSheet, here: int, step: int = 1) -> int | None:
    """The next line that somebody should hear behind a place (1) or before it (-1), round the end; None where all are sure."""
    n_lines = len(sheet.lines)
    around = ((here + step * n) % n_lines for n in range(1, n_lines + 1))
    return next((place for place in around if sheet.lines[place].state is CueState.UNSURE), None)


def _touching(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Stretches in order of time, those that touch or overlap as one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: one.in_ticks):
        if found and span.in_ticks <= found[-1].out_ticks:
            found[-1] = replace(found[-1], out_ticks=max(found[-1].out_ticks, span.out_ticks))
        else:
            found.append(span)
    return tuple(found)
