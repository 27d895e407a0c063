"""What buttons that paint themselves have in common."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

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
