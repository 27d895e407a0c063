"""One of two buttons side by side of which one is down."""

from PySide6.QtCore import QRectF, Qt

from slipgui.gui.action_button import ActionButton

_HIDDEN_PX = 12
"""More than the radius of the corners."""


class SegmentButton(ActionButton):
    """A button without corners where it meets the other one.

    Parameters
    ----------
    text
        What it chooses.
    is_first
        Whether it is the leading one.
    """

    def __init__(self, text: str, *, is_first: bool) -> None:
        super().__init__(text)
        self._is_first = is_first
        self.setCheckable(True)

    def ground(self) -> tuple[str, str]:
        """The colours of what is chosen."""
        return ("select", "line_strong") if self.isChecked() else super().ground()

    def ground_rect(self) -> QRectF:
        """As if it went on beyond the edge where the other one begins."""
        goes_on_right = self._is_first is (self.layoutDirection() == Qt.LayoutDirection.LeftToRight)
        left, right = (0, _HIDDEN_PX) if goes_on_right else (-_HIDDEN_PX, 0)
        return super().ground_rect().adjusted(left, 0, right, 0)
