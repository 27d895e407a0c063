"""The card on the catalogue page while music is learned: how far it is, what happens to the rest, and a way to stop."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.catalogue_texts import learning_line, word
from slipgui.gui.labels import FactsLabel, IconLabel, TextLabel
from slipgui.gui.learning_progress import LearningProgress
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
        self._bar = _Bar()
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


class _Bar(QWidget):
    """What share is done."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedHeight(_BAR_HEIGHT_PX)

    def set_share(self, share: float) -> None:
        if share != self._share:
            self._share = share
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = theme_of(QApplication.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = _BAR_HEIGHT_PX / 2
        track, done = QPainterPath(), QPainterPath()
        track.addRoundedRect(QRectF(self.rect()), radius, radius)
        painter.fillPath(track, theme.color("line_strong"))
        width = self.width() * self._share
        left = self.width() - width if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0.0
        done.addRect(QRectF(left, 0, width, self.height()))
        painter.fillPath(track.intersected(done), theme.state("recognising"))
