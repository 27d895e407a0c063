"""A box that is ticked, in the look of the other controls (look/LOOK.md, mock 18)."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QCheckBox, QSizePolicy

from slipgui.gui.assets import icon_pixmap
from slipgui.gui.painted_button import paint_ring
from slipgui.gui.theme import theme_of

_BOX_PX, _GAP_PX, _TICK_PX, _LEAST_HEIGHT_PX = 16, 8, 13, 26
_PADDING_PX = 3


class CheckBox(QCheckBox):
    """The box with its words; all of it can be pressed.

    Parameters
    ----------
    text
        What is on or off.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for box and words."""
        metrics = self.fontMetrics()
        width = _BOX_PX + _GAP_PX + metrics.horizontalAdvance(self.text()) + 2 * _PADDING_PX
        return QSize(width, max(_LEAST_HEIGHT_PX, metrics.height() + 8))

    def minimumSizeHint(self) -> QSize:
        """As ``sizeHint``: the words are never cut."""
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        """The whole of it can be pressed."""
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, tick, words and focus ring."""
        theme, painter = theme_of(QApplication.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        is_on, is_mirrored = self.isChecked(), self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x, y = self.width() - _BOX_PX - _PADDING_PX if is_mirrored else _PADDING_PX, (self.height() - _BOX_PX) / 2
        painter.setPen(QPen(theme.color("focus" if is_on else "control"), 1.5))
        painter.setBrush(theme.color("accent") if is_on else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(x, y, _BOX_PX, _BOX_PX).adjusted(0.75, 0.75, -0.75, -0.75), 3, 3)
        if is_on:
            tick = icon_pixmap("check", _TICK_PX, theme.color("on_accent"), self.devicePixelRatioF())
            inset = (_BOX_PX - _TICK_PX) / 2
            painter.drawPixmap(round(x + inset), round(y + inset), tick)
        aside = _BOX_PX + _GAP_PX + _PADDING_PX
        words = self.rect().adjusted(0, 0, -aside, 0) if is_mirrored else self.rect().adjusted(aside, 0, 0, 0)
        painter.setPen(theme.color("text"))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, self.text())
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()))
