"""The card on the catalogue page while music is learned: how far it is, what happens to the rest, and a way to stop."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.catalogue_texts import learning_line, word
from slipgui.gui.labels import FactsLabel, IconLabel, TextLabel
from slipgui.gui.learning_progress import LearningProgress
from slipgui.gui.share_bar import ShareBar
from slipgui.gui.theme import BODY, CAPTION, GAP_FIELDS, PAGE_PADDING, margins, theme_of

_ICON_PX = 20
_BAR_HEIGHT_PX = 6


class LearningCard(QWidget):
    """The card."""

    stop_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = TextLabel(word("learning"), weight=QFont.Weight.DemiBold)
        self._title.setWordWrap(False)
        self._line = FactsLabel(role="text_2", factor=BODY)
        self._bar = ShareBar(_BAR_HEIGHT_PX, "recognising")
        self.stop_button = ActionButton(word("stop"), "stop", kind="quiet")
        self.stop_button.clicked.connect(self.stop_requested)
        words = QHBoxLayout()
        words.setSpacing(10)
        words.addWidget(self._title)
        words.addWidget(self._line, 1)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(words)
        column.addWidget(self._bar)
        upper = QHBoxLayout()
        upper.setSpacing(10)
        upper.addWidget(IconLabel("wave", _ICON_PX, "s_recognising"))
        upper.addLayout(column, 1)
        upper.addWidget(self.stop_button)
        note = QHBoxLayout()
        note.setContentsMargins(margins(_ICON_PX + 10, 0, 0, 0))
        note.addWidget(TextLabel(word("learning_note"), role="text_2", factor=CAPTION))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(margins(2 * PAGE_PADDING, GAP_FIELDS, PAGE_PADDING + 8, 2 * GAP_FIELDS))
        lines.setSpacing(8)
        lines.addLayout(upper)
        lines.addLayout(note)

    def show_progress(self, progress: LearningProgress) -> None:
        """Show how far it is."""
        line = learning_line(progress)
        self._line.set_text(line)
        self._bar.set_share(progress.share)
        self.setAccessibleName(f"{word('learning')}. {line}")

    @property
    def line(self) -> str:
        """How far it says it is."""
        return self._line.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the quiet ground."""
        theme, painter = theme_of(QApplication.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.soft("recognising"))
        painter.drawRoundedRect(self.rect().adjusted(PAGE_PADDING, 0, -PAGE_PADDING, -GAP_FIELDS), 8, 8)
