"""What buttons that paint themselves have in common."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from slipgui.gui.theme import theme_of

_KEYBOARD_REASONS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class PaintedButton(QAbstractButton):
    """Is painted again when the pointer comes and goes, and knows whether it wears the focus ring.

    Parameters
    ----------
    parent
        Owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_keyboard_led = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def has_ring(self) -> bool:
        """Whether the keyboard brought the focus: only then the ring shows."""
        return self.hasFocus() and self._is_keyboard_led

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember what brought the focus."""
        self._is_keyboard_led = event.reason() in _KEYBOARD_REASONS
        super().focusInEvent(event)


def paint_ring(painter: QPainter, place: QRectF) -> None:
    """Paint the frame of what has the focus."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme_of(QApplication.palette()).color("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 5, 5)
