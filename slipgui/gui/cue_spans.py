"""When a cue plays: an In and Out for each of its stretches, to be written, added and taken away."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from slipgui.core.cue_edit import Edge
from slipgui.core.cue_sheet import CueLine
from slipgui.core.timebase import Timebase
from slipgui.gui.action_button import ActionButton
from slipgui.gui.cue_fields import FIELD_HEIGHT_PX
from slipgui.gui.cue_side_words import side_word
from slipgui.gui.cue_texts import clock_text
from slipgui.gui.labels import TextLabel
from slipgui.gui.theme import GAP_CONTROLS, GAP_INSIDE, SMALL

_EDGES = (Edge.IN, Edge.OUT)
_HEADINGS = ("in", "out", "length")
_SHARES = (5, 5, 3)
"""How wide they are: a length is shorter than a timecode."""


class SpanFields(QWidget):
    """The fields of one cue."""

    moved = Signal(int, object, int)
    """Of a stretch, by its number from 0, an ``Edge`` is to be at other ticks."""
    not_understood = Signal(str)
    """What was written is no moment of the programme."""
    add_requested = Signal()
    remove_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[QLineEdit, QLineEdit, QLineEdit, ActionButton]] = []
        self._timebase: Timebase | None = None
        self._line: CueLine | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP_CONTROLS)
        self._grid.setVerticalSpacing(GAP_INSIDE)
        for column, (name, share) in enumerate(zip(_HEADINGS, _SHARES, strict=True)):
            self._grid.addWidget(TextLabel(side_word(name), role="text_2", factor=SMALL), 0, column)
            self._grid.setColumnStretch(column, share)
        self.add_button = ActionButton(side_word("add_span"), "add", kind="link")
        self.add_button.clicked.connect(self.add_requested)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GAP_CONTROLS)
        lines.addLayout(self._grid)
        lines.addWidget(self.add_button)

    def show_line(self, line: CueLine, timebase: Timebase) -> None:
        """Show the stretches of a line."""
        self._line, self._timebase = line, timebase
        while len(self.rows) < len(line.spans):
            self._add_row()
        for number, (fields, span) in enumerate(zip(self.rows, line.spans, strict=False)):
            length_s = float(timebase.seconds(span.out_ticks - span.in_ticks))
            texts = (timebase.label(span.in_ticks), timebase.label(span.out_ticks), clock_text(length_s))
            for field, text, heading in zip(fields[:3], texts, _HEADINGS, strict=True):
                field.setText(text)
                field.setAccessibleName(side_word(heading) if not number else f"{side_word(heading)} {number + 1}")
        for number, row in enumerate(self.rows):
            for widget in row[:3]:
                widget.setVisible(number < len(line.spans))
            row[3].setVisible(1 < len(line.spans) > number)

    def _add_row(self) -> None:
        number = len(self.rows)
        begin, end, length = (QLineEdit() for _ in _HEADINGS)
        length.setReadOnly(True)
        remove = ActionButton("", "close", kind="quiet", is_small=True)
        remove.setAccessibleName(side_word("remove_span"))
        remove.setToolTip(side_word("remove_span"))
        remove.clicked.connect(lambda: self.remove_requested.emit(number))
        for column, field in enumerate((begin, end, length)):
            field.setMinimumHeight(FIELD_HEIGHT_PX)
            self._grid.addWidget(field, number + 1, column)
        self._grid.addWidget(remove, number + 1, len(_HEADINGS))
        for edge, field in zip(_EDGES, (begin, end), strict=True):
            field.editingFinished.connect(partial(self._take, number, edge, field))
        self.rows.append((begin, end, length, remove))

    def _take(self, number: int, edge: Edge, field: QLineEdit) -> None:
        if self._timebase is None or self._line is None or not field.isModified():
            return
        field.setModified(False)
        ticks = self._timebase.parse(field.text().strip())
        if ticks is None:
            self.not_understood.emit(field.text())
            self.show_line(self._line, self._timebase)
        else:
            self.moved.emit(number, edge, ticks)
