"""Further tracks in the same clip: other recordings of the tune, or other music beside it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from slipgui.core.outcome import Alternative, Identified
from slipgui.gui.action_button import ActionButton
from slipgui.gui.clip_rows import ClipRow
from slipgui.gui.details_parts import Section
from slipgui.gui.labels import ElidedLabel, FactsLabel, TextLabel
from slipgui.gui.match_words import alternative_lines
from slipgui.gui.row_texts import answer_text
from slipgui.gui.texts import plain, score, score_word, translate
from slipgui.gui.theme import CAPTION, SMALL

_N_SHOWN = 6


class AlternativesSection(Section):
    """One line for each further track, with a button that copies it."""

    copy_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        heading = translate("Details", "Also in this clip")
        self.lines.addWidget(TextLabel(heading, role="text_3", factor=CAPTION, weight=QFont.Weight.DemiBold))
        self.lines.addSpacing(4)
        self._rows = [_AlternativeRow(self.copy_requested.emit) for _ in range(_N_SHOWN)]
        for line in self._rows:
            self.lines.addWidget(line)
        self._more = TextLabel(role="text_3", factor=CAPTION)
        self.lines.addWidget(self._more)

    def show_row(self, row: ClipRow) -> bool:
        """Show the further tracks, where there are some."""
        outcome = row.outcome
        others = outcome.alternatives if isinstance(outcome, Identified) else ()
        for place, line in enumerate(self._rows):
            line.setVisible(place < len(others))
            if place < len(others):
                line.show_track(others[place], row)
        n_more = len(others) - len(self._rows)
        self._more.set_text(translate("Details", "and {0} more").format(n_more) if n_more > 0 else "")
        self._more.setVisible(n_more > 0)
        return bool(others)


class _AlternativeRow(QWidget):
    def __init__(self, copy: Callable[[str], object]) -> None:
        super().__init__()
        self._text = ""
        self._title = ElidedLabel(factor=SMALL, weight=QFont.Weight.Medium)
        self._place = FactsLabel(role="text_2")
        self._score = TextLabel(factor=SMALL, weight=QFont.Weight.DemiBold)
        self._word = TextLabel(role="text_2", factor=CAPTION)
        for label in (self._score, self._word):
            label.setWordWrap(False)
        self._copy = ActionButton("", "copy", kind="quiet", is_small=True)
        self._copy.clicked.connect(lambda: copy(self._text))
        names, numbers = QVBoxLayout(), QVBoxLayout()
        for column, labels in ((names, (self._title, self._place)), (numbers, (self._score, self._word))):
            column.setSpacing(1)
            for label in labels:
                column.addWidget(label)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(8)
        line.addLayout(names, 1)
        line.addLayout(numbers)
        line.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_track(self, other: Alternative, row: ClipRow) -> None:
        track = other.track
        self._text = answer_text(track)
        self._title.set_text(plain(track.title))
        self._place.set_text(alternative_lines(other, row))
        has_score = track.score is not None
        self._score.set_text(score(track.score) if track.score is not None else "")
        self._word.set_text(score_word(track.score) if track.score is not None else "")
        self._score.setVisible(has_score)
        self._word.setVisible(has_score)
        word = translate("Details", "Copy: {0}").format(plain(track.title))
        self._copy.setAccessibleName(word)
        self._copy.setToolTip(translate("Details", "Copy"))
