"""The project that is open: its sheet with everything done to it, which lines are chosen, and where the playhead stands."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from slipgui.app.cue_project import CueProject
from slipgui.core import cue_edit
from slipgui.core.cue_edit import Edge
from slipgui.core.cue_sheet import HEADER_FIELDS, CueLine, CueSheet, FieldOrigin, LineField, Span
from slipgui.core.works import WorksList, fill_from_works

_MOST_STEPS = 500
"""That can be taken back."""
_NEW_CUE_S = 10
_State = tuple[CueSheet, WorksList]
PastedCell = tuple[int, LineField | Edge, Any]
"""A line, what of it, and what is to stand there; for an ``Edge`` ticks."""


class CueDocument(QObject):
    """The document of the cue page.

    Parameters
    ----------
    file
        Where it is kept.
    project
        As it was opened.
    parent
        Owner.
    """

    changed = Signal()
    """The sheet is another one: everything that shows it is to be asked again."""
    selected = Signal(int)
    """Another line is the chosen one, or others are chosen beside it; -1: none."""
    moved = Signal(int)
    """The playhead stands at another tick."""

    def __init__(self, file: Path, project: CueProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.file = file
        self._project = project
        self._works = WorksList()
        self._before: list[_State] = []
        self._after: list[_State] = []
        self._place = 0 if project.sheet.lines else -1
        self._places: tuple[int, ...] = (self._place,) if self._place >= 0 else ()
        self._at_ticks = 0

    @property
    def project(self) -> CueProject:
        """The project as it is now."""
        return self._project

    @property
    def sheet(self) -> CueSheet:
        """The sheet as it is now."""
        return self._project.sheet

    @property
    def works(self) -> WorksList:
        """The list of works as it is now."""
        return self._works

    @property
    def place(self) -> int:
        """Which line is chosen, -1: none."""
        return self._place

    @property
    def line(self) -> CueLine | None:
        """The chosen line."""
        return self.sheet.lines[self._place] if 0 <= self._place < len(self.sheet.lines) else None

    @property
    def lines(self) -> list[CueLine]:
        """All chosen lines, the chosen one first."""
        others = [place for place in self.places if place != self._place]
        return [self.sheet.lines[place] for place in (self._place, *others)] if self.line is not None else []

    @property
    def places(self) -> tuple[int, ...]:
        """Which lines are chosen, from the top."""
        return tuple(place for place in self._places if place < len(self.sheet.lines))

    @property
    def at_ticks(self) -> int:
        """Where the playhead stands."""
        return self._at_ticks

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back that can be done again."""
        return bool(self._after)

    def take_over(self, former: "CueDocument") -> None:
        """Go on where another document of the same project was: its steps, its chosen line, its playhead."""
        self._before, self._after = former._before, former._after
        self._works = former.works
        self.choose(former.place)
        self.seek(former.at_ticks)

    def follow(self, former: "CueDocument") -> None:
        """Be the next step of the document that was there: what a new scan or another hand changed can be taken back."""
        self._before = (
            [*former._before, (former.sheet, former._works)] if former.sheet != self.sheet else former._before
        )

    # ------------------------------------------------------------------------------------------------------- choosing

    def choose(self, place: int) -> None:
        """Choose a line."""
        place = place if 0 <= place < len(self.sheet.lines) else -1
        if place != self._place or len(self._places) > 1:
            self._place, self._places = place, (place,) if place >= 0 else ()
            self.selected.emit(place)

    def choose_all(self, places: Sequence[int], current: int) -> None:
        """Choose several lines, one of them the current one."""
        if len(places) < 2 or current not in places:
            self.choose(current if current in places else places[0] if places else -1)
        elif (current, tuple(places)) != (self._place, self._places):
            self._place, self._places = current, tuple(places)
            self.selected.emit(current)

    def step(self, by: int) -> None:
        """Choose the next (1) or previous (-1) line."""
        n_lines = len(self.sheet.lines)
        if n_lines:
            self.choose(min(n_lines - 1, max(0, self._place + by)))

    def choose_to_check(self, step: int = 1) -> bool:
        """Choose the next (1) or previous (-1) line that somebody should hear; whether there is one."""
        place = cue_edit.next_to_check(self.sheet, self._place, step)
        if place is not None:
            self.choose(place)
        return place is not None

    def seek(self, ticks: int) -> None:
        """Put the playhead somewhere."""
        ticks = min(max(0, ticks), self.sheet.duration_ticks)
        if ticks != self._at_ticks:
            self._at_ticks = ticks
            self.moved.emit(ticks)

    # -------------------------------------------------------------------------------------------------------- changing

    def type(self, name: LineField, value: object) -> None:
        """Let a person's word stand in a field of all chosen lines."""
        self.type_in(self.places, name, value)

    def type_in(self, places: Sequence[int], name: LineField, value: object) -> None:
        """Let a person's word stand in a field of lines, in other lines of the same works, and in the list of works; in one step."""
        places = [place for place in places if self.sheet.lines[place].value(name) != value]
        sheet = cue_edit.with_typed_in_all(self.sheet, places, name, value)
        works = self._learned(sheet, [(place, name) for place in places])
        self.become(fill_from_works(sheet, works)[0] if places else sheet, works=works)

    def paste(self, cells: Sequence[PastedCell]) -> None:
        """Let words and times stand in many cells, in one step."""
        sheet, typed = self.sheet, []
        times: dict[int, dict[Edge, int]] = {}
        for place, what, value in cells:
            if isinstance(what, Edge):
                times.setdefault(place, {})[what] = value
            elif sheet.lines[place].value(what) != value:
                sheet = cue_edit.with_typed(sheet, place, what, value)
                typed.append((place, what))
        works = self._learned(sheet, typed)
        for place, edges in times.items():
            sheet = cue_edit.with_borders(sheet, place, edges.get(Edge.IN), edges.get(Edge.OUT))
        ordered, self._place = cue_edit.in_order(fill_from_works(sheet, works)[0], max(0, self._place))
        self._places = (self._place,)
        self.become(ordered, works=works)

    def type_header(self, name: str, text: str) -> None:
        """Let a person's word stand in a field of the header."""
        if name in HEADER_FIELDS:
            changes: dict[str, Any] = {name: text}
            self.become(replace(self.sheet, header=replace(self.sheet.header, **changes)))

    def take_from_works(self, name: LineField) -> None:
        """Let what the list of works says stand in a field of the chosen line."""
        line = self.line
        work = self._works.work_of(line) if line is not None else None
        if line is not None and work is not None:
            line = line.with_value(name, getattr(work, name.value), FieldOrigin.WORKS_LIST)
            self.become(cue_edit.with_line(self.sheet, self._place, line))

    def know_works(self, works: WorksList) -> None:
        """Begin with a list of works, and with what it knows of the lines: no step that could be taken back."""
        self._works = works
        filled = fill_from_works(self.sheet, works)[0]
        if filled != self.sheet:
            self._show(filled, works)

    def use_works(self, works: WorksList) -> None:
        """Take another list of works, and what it knows of the lines, in one step."""
        self.become(fill_from_works(self.sheet, works)[0], works=works)

    def _learned(self, sheet: CueSheet, typed: Sequence[tuple[int, LineField]]) -> WorksList:
        works = self._works
        for place, name in typed:
            works = works.learned(sheet.lines[place], name)
        return works

    def move_to_playhead(self, edge: Edge) -> None:
        """Let the chosen line begin or end where the playhead stands."""
        if self.line is not None:
            self.move_border(self.place, edge, self._at_ticks)

    def move_border(
        self, place: int, edge: Edge, ticks: int, *, number: int | None = None, is_one_with_last: bool = False
    ) -> int:
        """Let a line begin or end elsewhere, and choose it; its place afterwards: lines stay in order of time.

        Parameters
        ----------
        place
            Of the line.
        edge
            Which end.
        ticks
            Where it is to be.
        number
            Of the stretch; None: the first one for an In, the last one for an Out.
        is_one_with_last
            Whether it goes on with the step before: one drag is taken back at once.
        """
        changed = cue_edit.with_border(self.sheet, place, edge, ticks, number)
        ordered, place = cue_edit.in_order(changed, place)
        self._place, self._places = place, (place,)
        self.become(ordered, is_one_with_last=is_one_with_last)
        return place

    def split(self) -> bool:
        """Part the line under the playhead there; whether there was one."""
        place = self._under_playhead()
        if place is None:
            return False
        self.become(cue_edit.split(self.sheet, place, self._at_ticks))
        self.choose(place + 1)
        return True

    def join(self) -> None:
        """Make one line of the chosen one and the next."""
        if 0 <= self._place < len(self.sheet.lines) - 1:
            self.become(cue_edit.joined(self.sheet, self._place))

    def add(self) -> None:
        """Add a line at the playhead and choose it."""
        changed, place = cue_edit.with_new(self.sheet, self._span_at_playhead())
        self.become(changed)
        self.choose(place)

    def add_span(self) -> None:
        """Let the chosen line play at the playhead, too."""
        if self.line is not None:
            changed = cue_edit.with_span(self.sheet, self._place, self._span_at_playhead())
            ordered, place = cue_edit.in_order(changed, self._place)
            self._place, self._places = place, (place,)
            self.become(ordered)

    def remove_span(self, number: int) -> None:
        """Take a stretch of the chosen line away."""
        if self.line is not None:
            changed = cue_edit.without_span(self.sheet, self._place, number)
            ordered, place = cue_edit.in_order(changed, self._place)
            self._place, self._places = place, (place,)
            self.become(ordered)

    def _span_at_playhead(self) -> Span:
        sheet = self.sheet
        end = self._at_ticks + sheet.timebase.ticks(_NEW_CUE_S)
        end = min(end, sheet.duration_ticks) if sheet.duration_ticks else end
        return Span(min(self._at_ticks, end - 1), end)

    def remove(self, places: Collection[int]) -> None:
        """Take lines out."""
        if places:
            self.become(cue_edit.without(self.sheet, places))

    def confirm(self) -> None:
        """Note that the chosen lines are right, and go to the next that should be heard."""
        if self.line is not None:
            sheet = self.sheet
            for place in self.places:
                sheet = cue_edit.confirmed(sheet, place)
            self.become(sheet)
            self.choose_to_check()

    def reject(self) -> None:
        """Note that the chosen lines are not what was named."""
        sheet = self.sheet
        for place in self.places:
            sheet = cue_edit.rejected(sheet, place) if sheet.lines[place].is_music else sheet
        self.become(sheet)

    def undo(self) -> None:
        """Take the last step back."""
        if self._before:
            self._after.append((self.sheet, self._works))
            self._show(*self._before.pop())

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._after:
            self._before.append((self.sheet, self._works))
            self._show(*self._after.pop())

    def _under_playhead(self) -> int | None:
        def holds(line: CueLine) -> bool:
            return any(span.in_ticks < self._at_ticks < span.out_ticks for span in line.spans)

        if self.line is not None and holds(self.line):
            return self._place
        return next((place for place, line in enumerate(self.sheet.lines) if holds(line)), None)

    def become(self, sheet: CueSheet, *, works: WorksList | None = None, is_one_with_last: bool = False) -> None:
        """Take another sheet, and perhaps another list of works, in one step, or in one with the step before."""
        works = works or self._works
        if sheet == self.sheet and works is self._works:
            return
        if not is_one_with_last or not self._before:
            self._before = [*self._before[1 - _MOST_STEPS :], (self.sheet, self._works)]
        self._after.clear()
        self._show(sheet, works)

    def _show(self, sheet: CueSheet, works: WorksList) -> None:
        self._project, self._works = replace(self._project, sheet=sheet), works
        before, self._place = self._place, min(self._place, len(sheet.lines) - 1)
        if self._place != before or len(self.places) < len(self._places):
            self._places = (self._place,) if self._place >= 0 else ()
        self.changed.emit()
        if self._place != before:
            self.selected.emit(self._place)
