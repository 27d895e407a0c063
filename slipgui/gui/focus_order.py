"""Where the keyboard focus goes among the regions of a window."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def holds(region: QWidget, widget: QWidget) -> bool:
    """Whether the widget is the region or lies in it."""
    return widget is region or region.isAncestorOf(widget)


def next_region(regions: Sequence[QWidget], focus: QWidget | None, step: int) -> QWidget:
    """The region ``step`` after that with the focus, round at the ends."""
    # A list lies inside its page: the innermost region that holds the focus is the present one.
    here = [place for place, region in enumerate(regions) if focus is not None and holds(region, focus)]
    return regions[((here[-1] if here else -1) + step) % len(regions)]


def first_stop(region: QWidget) -> QWidget:
    """Where the focus goes first in a region: itself, or the first of its widgets that takes it."""
    widget: QWidget | None = region
    while widget is not None:
        takes_focus = widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes_focus and holds(region, widget):
            return widget
        widget = widget.nextInFocusChain()
        if widget is region:
            break
    return region
