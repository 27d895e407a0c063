"""Chips on one line that scrolls sideways where it is too long (look/LOOK.md, section 2)."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QWidget

from slipgui.gui.scroll_bars import name_scroll_bars
from slipgui.gui.theme import PAGE_PADDING, margins

CHIP_GAP_PX = 6


class ChipLine(QScrollArea):
    """The line; the chip that gets the keys is brought into view.

    Parameters
    ----------
    name
        For those who do not see it.
    below_px
        Room below the chips.
    parent
        Owner.
    """

    def __init__(self, name: str, below_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name_scroll_bars(self)
        self._line = QWidget()
        self.row = QHBoxLayout(self._line)
        self.row.setContentsMargins(margins(PAGE_PADDING, 0, PAGE_PADDING, below_px))
        self.row.setSpacing(CHIP_GAP_PX)
        self.setWidget(self._line)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)

    def add_chips(self, *chips: QAbstractButton) -> None:
        """Put chips on the line, as many as there will be."""
        for chip in chips:
            chip.installEventFilter(self)
            self.row.addWidget(chip)
        self.row.addStretch(1)
        self.setFixedHeight(self._line.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring a chip into view that gets the keys."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched, PAGE_PADDING, 0)
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll sideways."""
        delta = event.angleDelta()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (delta.x() or delta.y()) // 2)
        event.accept()
