"""The status bar: selection at the left, work in the middle, bytes at the right; the middle gives way first."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QStatusBar, QWidget

from slipgui.gui.fill import fill
from slipgui.gui.texts import control
from slipgui.gui.theme import CAPTION, GAP_COLUMNS, scaled_font, theme_of

HEIGHT_PX = 28
_PADDING_PX = 12


class StatusLine(QStatusBar):
    """Three texts on one line.

    Parameters
    ----------
    parent
        Owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = ("", "", "")
        self.setSizeGripEnabled(False)
        self.setMinimumHeight(self.sizeHint().height())
        self.setAccessibleName(control("status"))

    @property
    def texts(self) -> tuple[str, str, str]:
        """What it says: left, middle, right."""
        return self._texts

    def set_texts(self, left: str, middle: str, right: str) -> None:
        """Say this."""
        if (left, middle, right) != self._texts:
            self._texts = (left, middle, right)
            self.setAccessibleDescription(". ".join(text for text in self._texts if text))
            self.update()

    def sizeHint(self) -> QSize:
        """One line of caption."""
        height = QFontMetricsF(scaled_font(QApplication.font(), CAPTION)).height()
        return QSize(super().sizeHint().width(), max(HEIGHT_PX, round(height + 14)))

    def minimumSizeHint(self) -> QSize:
        """As high as ``sizeHint``, as narrow as one likes."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, line and texts."""
        theme, painter = theme_of(self.palette()), QPainter(self)
        fill(painter, self.rect(), theme.color("window"))
        fill(painter, QRect(0, 0, self.width(), 1), theme.color("line"))
        font = scaled_font(QApplication.font(), CAPTION)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(theme.color("text_2"))
        left, middle, right = self._texts
        inner = self.rect().adjusted(_PADDING_PX, 1, -_PADDING_PX, 0)
        center = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, center | Qt.AlignmentFlag.AlignLeading, left)
        painter.drawText(inner, center | Qt.AlignmentFlag.AlignTrailing, right)
        side = max(metrics.horizontalAdvance(left), metrics.horizontalAdvance(right)) + GAP_COLUMNS
        between = inner.adjusted(round(side), 0, -round(side), 0)
        text = metrics.elidedText(middle, Qt.TextElideMode.ElideRight, between.width())
        painter.drawText(between, Qt.AlignmentFlag.AlignCenter, text)
