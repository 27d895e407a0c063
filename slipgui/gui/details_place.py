"""Where the details stand: beside the list with a border to drag, or over it where the window is narrow."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from slipgui.gui.theme import margins, theme_of

LIES_OVER_BELOW_PX = 1180
MIN_WIDTH_PX, MAX_WIDTH_PX = 320, 560


Panel = TypeVar("Panel", bound=QWidget)


class DetailsPlace(QSplitter, Generic[Panel]):
    """The pages, and the details beside or over them; they are made when they are first opened.

    Parameters
    ----------
    pages
        What fills the rest.
    panel_width
        Remembered width of the details.
    make_panel
        Makes the details.
    """

    def __init__(self, pages: QWidget, panel_width: int, make_panel: Callable[[], Panel]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._pages = pages
        self._make_panel = make_panel
        self._panel: Panel | None = None
        self._frame = _Frame()
        self._width = min(MAX_WIDTH_PX, max(MIN_WIDTH_PX, panel_width))
        self._is_open = False
        self._lies_over = False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(0)
        self.addWidget(pages)
        self.addWidget(self._frame)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self._frame.hide()
        self.splitterMoved.connect(self._note_width)

    @property
    def panel(self) -> Panel:
        """The details themselves."""
        if self._panel is None:
            self._panel = self._make_panel()
            self._frame.hold(self._panel)
        return self._panel

    @property
    def is_open(self) -> bool:
        """Whether the details are shown."""
        return self._is_open

    @property
    def lies_over(self) -> bool:
        """Whether they are shown over the list."""
        return self._is_open and self._lies_over

    @property
    def is_narrow(self) -> bool:
        """Whether they would be shown over the list."""
        return self._lies_over

    def covers(self, widget: QWidget) -> bool:
        """Whether they lie over the middle of a widget of the pages."""
        if not self.lies_over:
            return False
        return self._frame.geometry().contains(widget.mapTo(self._pages, widget.rect().center()))

    @property
    def panel_width(self) -> int:
        """Width of the details, as the user dragged it."""
        return self._width

    def set_open(self, is_open: bool) -> None:
        """Show the details or not."""
        self._is_open = is_open
        if is_open:
            self.panel.show()
        self._frame.setVisible(is_open)
        self._arrange()

    def follow_window_width(self, window_width: int) -> None:
        """Lie over the list in a narrow window, stand beside it in a wide one."""
        lies_over = window_width < LIES_OVER_BELOW_PX
        if lies_over is not self._lies_over:
            self._lies_over = lies_over
            if lies_over:
                self._frame.setParent(self._pages)
            else:
                self.addWidget(self._frame)
                self.setStretchFactor(1, 0)
            self._frame.setVisible(self._is_open)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the details at their width and at the edge."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if not self._is_open:
            return
        if not self._lies_over:
            self.setSizes([max(1, self.width() - self._width), self._width])
            return
        width = min(self._width, self.width())
        left = 0 if self.isRightToLeft() else self.width() - width
        self._frame.setGeometry(left, 0, width, self.height())
        self._frame.raise_()

    def _note_width(self) -> None:
        if not self._lies_over and self._is_open:
            self._width = self._frame.width()


class _Frame(QWidget):
    """The details with the line at their leading edge."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(margins(1, 0, 0, 0))

    def hold(self, panel: QWidget) -> None:
        """Take the details in."""
        self._column.addWidget(panel)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        QPainter(self).fillRect(self.rect(), theme_of(self.palette()).color("line"))
