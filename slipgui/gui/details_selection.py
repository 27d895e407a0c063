"""The details of several selected clips: how many, in which states, and what can be done to all of them."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.clip_rows import ClipRow, RowState, to_retry
from slipgui.gui.details_parts import Section
from slipgui.gui.labels import IconLabel, TextLabel
from slipgui.gui.row_texts import answer_text, state_icon, state_role, state_word
from slipgui.gui.texts import n_clips, translate
from slipgui.gui.theme import TITLE


class SelectionSection(Section):
    """Several clips at once: how many, in which states, and what can be done to all of them."""

    retry_requested = Signal(object)
    """Ids of the clips that can be tried again."""
    copy_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__(has_line=False, top=4, bottom=16)
        self._answers = ""
        self._ids: list[object] = []
        self._headline = TextLabel(factor=TITLE, weight=QFont.Weight.DemiBold)
        self.lines.addWidget(self._headline)
        self.lines.addSpacing(8)
        self._states = {state: _StateCount(state) for state in RowState}
        for line in self._states.values():
            self.lines.addWidget(line)
        self.lines.addSpacing(16)
        self._copy = ActionButton("", "copy", kind="primary", key="Ctrl+C")
        self._copy.clicked.connect(lambda: self.copy_requested.emit(self._answers))
        self._retry = ActionButton("", "retry", key="R")
        self._retry.clicked.connect(lambda: self.retry_requested.emit(self._ids))
        self.lines.addWidget(self._copy)
        self.lines.addSpacing(8)
        self.lines.addWidget(self._retry)

    def show_rows(self, rows: Sequence[ClipRow]) -> None:
        """Show several clips."""
        self._headline.set_text(translate("Details", "{0} selected").format(n_clips(len(rows))))
        counts = Counter(row.state for row in rows)
        for state, line in self._states.items():
            line.set_count(counts[state])
        tracks = [row.track for row in rows if row.track is not None]
        self._answers = "\n".join(answer_text(track) for track in tracks)
        self._copy.setText(
            translate("Details", "Copy 1 answer")
            if len(tracks) == 1
            else translate("Details", "Copy {0} answers").format(len(tracks))
        )
        self._copy.setVisible(bool(tracks))
        self._ids = [row.clip_id for row in to_retry(rows)]
        self._retry.setText(translate("Details", "Try {0} again").format(n_clips(len(self._ids))))
        self._retry.setVisible(bool(self._ids))


class _StateCount(QWidget):
    def __init__(self, state: RowState) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(8)
        line.addWidget(IconLabel(state_icon(state), 16, f"s_{state_role(state)}"))
        line.addWidget(TextLabel(state_word(state), role=f"s_{state_role(state)}"), 1)
        self._number = TextLabel(weight=QFont.Weight.DemiBold)
        self._number.setWordWrap(False)
        line.addWidget(self._number)

    def set_count(self, count: int) -> None:
        self._number.set_text(str(count))
        self.setVisible(count > 0)
