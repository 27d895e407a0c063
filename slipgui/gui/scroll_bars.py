"""Names for scroll bars: a screen reader meets them as values."""

from PySide6.QtWidgets import QAbstractScrollArea

from slipgui.gui.texts import control


def name_scroll_bars(area: QAbstractScrollArea) -> None:
    """Let both bars of an area say what they do."""
    area.verticalScrollBar().setAccessibleName(control("scroll_down"))
    area.horizontalScrollBar().setAccessibleName(control("scroll_across"))
