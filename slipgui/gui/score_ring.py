"""The drawings of an answer in the details: the score as a ring, and the state badge."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from slipgui.gui.assets import icon_pixmap
from slipgui.gui.labels import TextLabel
from slipgui.gui.texts import score, score_word
from slipgui.gui.theme import CAPTION, HEADING, scaled_font, theme_of

_RING_PX = 56
_STROKE_PX = 5.0
_BADGE_HEIGHT_PX = 20


class ScoreRing(QWidget):
    """A score from 0 to 100 as an arc from twelve o'clock, with the number in it."""

    def __init__(self) -> None:
        super().__init__()
        self._score, self._state = 0.0, "internal"
        self.setFixedSize(_RING_PX, _RING_PX)

    def set_score(self, value: float, state: str) -> None:
        """Show a score in the colour of a state."""
        self._score, self._state = min(100.0, max(0.0, value)), state
        self.setAccessibleName(score(value))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring and the number."""
        theme = theme_of(QApplication.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        painter.setPen(QPen(theme.color("line_strong"), _STROKE_PX))
        painter.drawEllipse(circle)
        if self._score > 0:
            painter.setPen(
                QPen(
                    theme.state(self._state),
                    _STROKE_PX,
                    Qt.PenStyle.SolidLine,
                    Qt.PenCapStyle.RoundCap if self._score < 99.5 else Qt.PenCapStyle.FlatCap,
                )
            )
            painter.drawArc(circle, 90 * 16, -round(self._score / 100 * 360 * 16))
        painter.setFont(scaled_font(QApplication.font(), HEADING, QFont.Weight.DemiBold))
        painter.setPen(theme.color("text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, score(self._score))


class ScoreColumn(QWidget):
    """The ring, and below it the word of its score."""

    def __init__(self) -> None:
        super().__init__()
        self._ring, self._word = ScoreRing(), TextLabel(role="text_2", factor=CAPTION)
        self._word.setWordWrap(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._ring, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._word, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def set_score(self, value: float | None, state: str) -> None:
        """Show a score in the colour of a state; nothing where there is none."""
        self.setVisible(value is not None)
        if value is not None:
            self._ring.set_score(value, state)
            self._word.set_text(score_word(value))


class StateBadge(QWidget):
    """A state as icon and word on its quiet ground."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._word, self._state = "state-internal", "", "internal"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_state(self, icon: str, word: str, state: str) -> None:
        """Show a state."""
        self._icon, self._word, self._state = icon, word, state
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon and word."""
        metrics = QFontMetricsF(self._font())
        width = 5 + 13 + 5 + metrics.horizontalAdvance(self._word) + 7
        return QSize(round(width + 0.5), max(_BADGE_HEIGHT_PX, round(metrics.height() + 6)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge."""
        theme = theme_of(QApplication.palette())
        color = theme.state(self._state)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.soft(self._state))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        top = (self.height() - 13) // 2
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        pixmap = icon_pixmap(self._icon, 13, color, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - 18 if is_mirrored else 5, top, pixmap)
        painter.setFont(self._font())
        painter.setPen(color)
        words = self.rect().adjusted(7, 0, -23, 0) if is_mirrored else self.rect().adjusted(23, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._word)

    def _font(self) -> QFont:
        return scaled_font(QApplication.font(), CAPTION, QFont.Weight.DemiBold)
