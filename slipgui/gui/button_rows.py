"""Buttons below one another: the first as wide as its place, the others in pairs where their words fit (look/LOOK.md, section 8)."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.theme import GAP_CONTROLS


class ButtonRows(QWidget):
    """The buttons; those that are hidden leave no gap.

    Parameters
    ----------
    buttons
        The first that is shown takes a line of its own.
    has_first
        Whether it does; otherwise all stand in pairs.
    """

    def __init__(self, buttons: Sequence[ActionButton], *, has_first: bool = True) -> None:
        super().__init__()
        self._buttons, self._has_first = list(buttons), has_first
        for button in self._buttons:
            button.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """All below one another."""
        return QSize(self.minimumSizeHint().width(), self.heightForWidth(0))

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest button, as low as without any want of room: the height follows the width."""
        widths = [button.sizeHint().width() for button in self._shown()]
        return QSize(max(widths, default=0), self.heightForWidth(sum(widths) + GAP_CONTROLS))

    def heightForWidth(self, width: int) -> int:
        """How high the lines are in this width."""
        return max((rect.bottom() + 1 for _, rect in self._places(width)), default=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons into their places."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Follow buttons that appear, go, or say another thing."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
            self.updateGeometry()
        return super().event(event)

    def _shown(self) -> list[ActionButton]:
        return [button for button in self._buttons if not button.isHidden()]

    def _place(self) -> None:
        for button, rect in self._places(self.width()):
            button.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), rect))

    def _places(self, width: int) -> list[tuple[ActionButton, QRect]]:
        places, top = [], 0
        for line in self._lines(width):
            height = max(button.sizeHint().height() for button in line)
            first_px = self._first_px(line, width)
            places.append((line[0], QRect(0, top, first_px, height)))
            if len(line) > 1:
                places.append((line[1], QRect(first_px + GAP_CONTROLS, top, width - first_px - GAP_CONTROLS, height)))
            top += height + GAP_CONTROLS
        return places

    def _lines(self, width: int) -> list[list[ActionButton]]:
        """Buttons that stand beside one another."""
        lines: list[list[ActionButton]] = []
        for place, button in enumerate(self._shown()):
            last = lines[-1] if lines and not (self._has_first and place == 1) else []
            is_beside = (
                len(last) == 1 and last[0].sizeHint().width() + GAP_CONTROLS + button.sizeHint().width() <= width
            )
            if is_beside:
                last.append(button)
            else:
                lines.append([button])
        return lines

    @staticmethod
    def _first_px(line: list[ActionButton], width: int) -> int:
        """Half of the line, or as much as leaves both their words."""
        if len(line) == 1:
            return width
        half, (first, second) = (width - GAP_CONTROLS) // 2, (button.sizeHint().width() for button in line)
        return min(max(half, first), width - GAP_CONTROLS - second)
