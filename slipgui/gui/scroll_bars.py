"""Scroll bars: their names for a screen reader, which meets them as values, and areas that only scroll up and down."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollArea, QWidget

from slipgui.gui.texts import control


def name_scroll_bars(area: QAbstractScrollArea) -> None:
    """Let both bars of an area say what they do."""
    area.verticalScrollBar().setAccessibleName(control("scroll_down"))
    area.horizontalScrollBar().setAccessibleName(control("scroll_across"))


def scroll_down_only(
    area: QScrollArea, page: QWidget | None = None, ground: QPalette.ColorRole | None = None
) -> QScrollArea:
    """Let an area scroll up and down, with its page as wide as itself; its keys are those of what it holds.

    Parameters
    ----------
    area
        The area.
    page
        What it holds, where that is made already.
    ground
        What it lies on, where that is not the window.
    """
    name_scroll_bars(area)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if ground is not None:
        area.setBackgroundRole(ground)
    if page is not None:
        area.setWidget(page)
    return area
