"""A chip that opens a menu of choices, or takes something away again."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy

from slipgui.gui.assets import icon_pixmap
from slipgui.gui.painted_button import PaintedButton
from slipgui.gui.theme import SMALL, scaled_font, theme_of

_HEIGHT_PX, _PADDING_PX, _GAP_PX, _ICON_PX = 26, 11, 6, 13


class MenuChip(PaintedButton):
    """The chip.

    Parameters
    ----------
    name
        What it chooses, for those who do not see it.
    icon
        At the trailing edge: ``chevron-down`` where a menu opens, ``close`` where pressing takes something away; empty where pressing
        turns something on and off.
    """

    def __init__(self, name: str, icon: str = "chevron-down") -> None:
        super().__init__()
        self._name, self._icon = name, icon
        self._is_on = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_choice(self, text: str, *, is_on: bool) -> None:
        """Show what is chosen, and whether that leaves rows out."""
        self._is_on = is_on
        self.setText(text)
        self.setAccessibleName(f"{self._name}: {text}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for words and icon."""
        metrics = QFontMetricsF(scaled_font(QApplication.font(), SMALL))
        width = metrics.horizontalAdvance(self.text()) + 2 * _PADDING_PX + (_GAP_PX + _ICON_PX if self._icon else 0)
        return QSize(round(width + 0.5), max(_HEIGHT_PX, round(metrics.height() + 10)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, words and icon."""
        theme, painter = theme_of(self.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = "focus" if self._is_on or self.has_ring else "line_strong"
        painter.setPen(QPen(theme.color(role), 2.0 if self.has_ring else 1.0))
        hover = theme.color("hover") if self.underMouse() else Qt.GlobalColor.transparent
        painter.setBrush(theme.color("select") if self._is_on else hover)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        color = theme.color("on_select" if self._is_on else "text_2")
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if self._icon:
            x = _PADDING_PX if is_mirrored else self.width() - _PADDING_PX - _ICON_PX
            pixmap = icon_pixmap(self._icon, _ICON_PX, color, self.devicePixelRatioF())
            painter.drawPixmap(x, (self.height() - _ICON_PX) // 2, pixmap)
        painter.setFont(scaled_font(QApplication.font(), SMALL))
        painter.setPen(color)
        words = self.rect().adjusted(_PADDING_PX, 0, -_PADDING_PX, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, self.text())
