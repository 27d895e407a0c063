"""The project that is open: its sheet with everything done to it, which line is chosen, and where the playhead stands."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from slipgui.app.cue_project import CueProject
from slipgui.core import cue_edit
from slipgui.core.cue_edit import Edge
from slipgui.core.cue_sheet import CueLine, CueSheet, LineField, Span

_MOST_STEPS = 500
"""That can be taken back."""
_NEW_CUE_S = 10


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
    """Another line is the chosen one; -1: none."""
    moved = Signal(int)
    """The playhead stands at another tick."""

    def __init__(self, file: Path, project: CueProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.file = file
        self._project = project
        self._before: list[CueSheet] = []
        self._after: list[CueSheet] = []
        self._place = 0 if project.sheet.lines else -1
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
    def place(self) -> int:
        """Which line is chosen, -1: none."""
        return self._place

    @property
    def line(self) -> CueLine | None:
        """The chosen line."""
        return self.sheet.lines[self._place] if 0 <= self._place < len(self.sheet.lines) else None

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
        self.choose(former.place)
        self.seek(former.at_ticks)

    # ------------------------------------------------------------------------------------------------------- choosing

    def choose(self, place: int) -> None:
        """Choose a line."""
        place = place if 0 <= place < len(self.sheet.lines) else -1
        if place != self._place:
            self._place = place
            self.selected.emit(place)

    def step(self, by: int) -> None:
        """Choose the next (1) or previous (-1) line."""
        n_lines = len(self.sheet.lines)
        if n_lines:
            self.choose(min(n_lines - 1, max(0, self._place + by)))

    def choose_next_to_check(self) -> bool:
        """Choose the next line that somebody should hear; whether there is one."""
        place = cue_edit.next_to_check(self.sheet, self._place)
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
        """Let a person's word stand in a field of the chosen line."""
        if self.line is not None:
            self.type_in(self._place, name, value)

    def type_in(self, place: int, name: LineField, value: object) -> None:
        """Let a person's word stand in a field of a line."""
        if self.sheet.lines[place].value(name) != value:
            self.become(cue_edit.with_typed(self.sheet, place, name, value))

    def move_border(self, place: int, edge: Edge, ticks: int, *, is_one_with_last: bool = False) -> int:
        """Let a line begin or end elsewhere, and choose it; its place afterwards: lines stay in order of time.

        Parameters
        ----------
        place
            Of the line.
        edge
            Which end.
        ticks
            Where it is to be.
        is_one_with_last
            Whether it goes on with the step before: one drag is taken back at once.
        """
        changed = cue_edit.with_border(self.sheet, place, edge, ticks)
        ordered, place = cue_edit.in_order(changed, place)
        self._place = place
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
        sheet = self.sheet
        end = self._at_ticks + sheet.timebase.ticks(_NEW_CUE_S)
        end = min(end, sheet.duration_ticks) if sheet.duration_ticks else end
        begin = min(self._at_ticks, end - 1)
        changed, place = cue_edit.with_new(sheet, Span(begin, end))
        self.become(changed)
        self.choose(place)

    def remove(self, places: Collection[int]) -> None:
        """Take lines out."""
        if places:
            self.become(cue_edit.without(self.sheet, places))

    def confirm(self) -> None:
        """Note that the chosen line is right, and go to the next that should be heard."""
        if self.line is not None:
            self.become(cue_edit.confirmed(self.sheet, self._place))
            self.choose_next_to_check()

    def reject(self) -> None:
        """Note that the chosen line is not what was named."""
        if self.line is not None:
            self.become(cue_edit.rejected(self.sheet, self._place))

    def undo(self) -> None:
        """Take the last step back."""
        if self._before:
            self._after.append(self.sheet)
            self._show(self._before.pop())

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._after:
            self._before.append(self.sheet)
            self._show(self._after.pop())

    def _under_playhead(self) -> int | None:
        def holds(line: CueLine) -> bool:
            return any(span.in_ticks < self._at_ticks < span.out_ticks for span in line.spans)

        if self.line is not None and holds(self.line):
            return self._place
        return next((place for place, line in enumerate(self.sheet.lines) if holds(line)), None)

    def become(self, sheet: CueSheet, *, is_one_with_last: bool = False) -> None:
        """Take another sheet, in one step, or in one with the step before."""
        if sheet == self.sheet:
            return
        if not is_one_with_last or not self._before:
            self._before = [*self._before[1 - _MOST_STEPS :], self.sheet]
        self._after.clear()
        self._show(sheet)

    def _show(self, sheet: CueSheet) -> None:
        self._project = replace(self._project, sheet=sheet)
        before, self._place = self._place, min(self._place, len(sheet.lines) - 1)
        self.changed.emit()
        if self._place != before:
            self.selected.emit(self._place)
