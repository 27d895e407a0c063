"""What a check of the catalogue found, in place of the list: one card for each kind of problem, with its cure."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.catalogue_texts import name_of, problem_words, word
from slipgui.gui.drop_words import more_line
from slipgui.gui.labels import ElidedLabel, IconLabel, TextLabel
from slipgui.gui.scroll_bars import scroll_down_only
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, GAP_FIELDS, HEADING, PAGE_PADDING, theme_of

N_NAMES_SHOWN = 5
_ICONS = dict.fromkeys(("segment_damaged", "not_searchable", "database_set_aside", "track_lost"), "state-failed")
_LEARN_AGAIN = ("not_searchable", "file_changed", "track_lost")
_REMOVE = ("file_gone", "nothing_to_find", "duplicate", "same_sound")

Problem = Mapping[str, Any]


class CatalogueFindings(QScrollArea):
    """The cards; Esc leads back to the list."""

    learn_requested = Signal(object)
    """Files to learn again."""
    remove_requested = Signal(object)
    """Ids of tracks to remove."""
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        scroll_down_only(self)
        self.setAccessibleName(word("findings"))
        self.done_button = ActionButton(word("done"), "check")
        self.done_button.clicked.connect(self.done)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these findings."""
        kinds: dict[str, list[Problem]] = {}
        for problem in problems:
            kinds.setdefault(str(problem["kind"]), []).append(problem)
        page = QWidget()
        page.setBackgroundRole(page.palette().ColorRole.Base)
        lines = QVBoxLayout(page)
        lines.setContentsMargins(PAGE_PADDING, GAP_CONTROLS, PAGE_PADDING, PAGE_PADDING)
        lines.setSpacing(GAP_FIELDS)
        head = QHBoxLayout()
        head.addWidget(TextLabel(word("findings"), factor=HEADING, weight=QFont.Weight.DemiBold), 1)
        head.addWidget(self.done_button)
        lines.addLayout(head)
        for kind, found in kinds.items():
            lines.addWidget(self._make_card(kind, found))
        lines.addStretch(1)
        former = self.takeWidget()
        self.setWidget(page)
        if former is not None:
            former.deleteLater()

    def _make_card(self, kind: str, found: Sequence[Problem]) -> QWidget:
        headline, sentence = problem_words(kind, len(found))
        card = _Card()
        card.setAccessibleName(f"{headline}. {sentence}")
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(TextLabel(headline, weight=QFont.Weight.DemiBold))
        words.addWidget(TextLabel(sentence, role="text_2"))
        for problem in found[:N_NAMES_SHOWN]:
            name = ElidedLabel(name_of(problem), role="text_3", mode=Qt.TextElideMode.ElideMiddle)
            words.addWidget(name)
        if len(found) > N_NAMES_SHOWN:
            words.addWidget(TextLabel(more_line(len(found) - N_NAMES_SHOWN), role="text_3", factor=CAPTION))
        line = QHBoxLayout(card)
        line.setContentsMargins(PAGE_PADDING, GAP_FIELDS, PAGE_PADDING, GAP_FIELDS)
        line.setSpacing(GAP_FIELDS)
        line.addWidget(IconLabel(_ICONS.get(kind, "warning"), 20, _role(kind)), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        cure = self._make_cure(kind, found)
        if cure is not None:
            line.addWidget(cure, 0, Qt.AlignmentFlag.AlignTop)
        return card

    def _make_cure(self, kind: str, found: Sequence[Problem]) -> ActionButton | None:
        if kind in _LEARN_AGAIN:
            cure = ActionButton(word("learn_again"), "retry")
            cure.clicked.connect(partial(self._ask, self.learn_requested, [str(problem["path"]) for problem in found]))
            return cure
        if kind in _REMOVE:
            cure = ActionButton(word("remove"), "remove")
            ids = [problem["track_id"] for problem in found if problem["track_id"]]
            cure.clicked.connect(partial(self._ask, self.remove_requested, ids))
            return cure
        return None

    def _ask(self, wish: Any, what: object, _is_checked: bool = False) -> None:
        wish.emit(what)
        self.done.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)


def _role(kind: str) -> str:
    return "s_failed" if kind in _ICONS else "s_external"


class _Card(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = theme_of(QApplication.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("line"))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
