"""The words over the columns of a list; those of numbers stand at their trailing edge, as the numbers below them."""

from collections.abc import Callable, Container

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from slipgui.gui.clip_table_view import ClipHeader
from slipgui.gui.row_look import lead_in
from slipgui.gui.theme import GAP_COLUMNS


class TrailingHeader(ClipHeader):
    """The words.

    Parameters
    ----------
    trailing
        Columns of numbers.
    title
        The word over a column.
    parent
        The list.
    gap_px
        Between columns.
    """

    def __init__(
        self, trailing: Container[int], title: Callable[[int], str], parent: QWidget, gap_px: int = GAP_COLUMNS
    ) -> None:
        super().__init__(parent)
        self._trailing, self._title, self._gap_px = trailing, title, gap_px

    def _paint_word(self, painter: QPainter, section: int) -> None:
        lead = lead_in(section)
        rect = QRect(self.sectionViewportPosition(section), 0, self.sectionSize(section), self.height())
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        rect.adjust(self._gap_px if is_mirrored else lead, 0, -lead if is_mirrored else -self._gap_px, 0)
        side = Qt.AlignmentFlag.AlignTrailing if section in self._trailing else Qt.AlignmentFlag.AlignLeading
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | side, self._title(section))
