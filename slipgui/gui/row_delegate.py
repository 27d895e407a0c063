"""What the rows of all lists are painted on: ground, hairline, selection edge and focus frame (look/LOOK.md, section 7)."""

from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from slipgui.gui.row_look import Cell, RowLook, lead_in
from slipgui.gui.theme import theme_of

Index = QModelIndex | QPersistentModelIndex
Look = TypeVar("Look", bound=RowLook)
_SELECTED, _ACTIVE = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_Active.value


class RowDelegate(QStyledItemDelegate, Generic[Look]):
    """Lays the ground of a cell; each list adds what its columns hold.

    Parameters
    ----------
    look
        Shared by all columns of one list.
    parent
        Owner.
    """

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look: Look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows are of one height; widths are the list's business."""
        return QSize(1, self._look.row_height_px)

    def cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> Cell:
        """The room for content."""
        rect, lead = QRect(option.rect), lead_in(index.column())
        is_mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        rect.adjust(0 if is_mirrored else lead, 0, -lead if is_mirrored else 0, 0)
        state = option.state.value  # a number: flags are slow, and cells many
        is_selected, is_active = bool(state & _SELECTED), bool(state & _ACTIVE)
        return Cell(painter, rect, theme_of(option.palette), self._look, is_selected, is_mirrored, is_active)

    def paint_ground(self, cell: Cell, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint what lies under the content."""
        rect, painter, theme = QRect(option.rect), cell.painter, cell.theme
        if cell.is_selected:
            painter.fillRect(rect, theme.color("select" if cell.is_active else "select_idle"))
        elif index.row() == self._look.hovered_row:
            painter.fillRect(rect, theme.color("hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        is_first, is_last = index.column() == 0, index.column() == self._look.last_column
        if cell.is_selected and is_first:
            left = rect.right() - 2 if cell.is_mirrored else rect.left()
            painter.fillRect(left, rect.top(), 3, rect.height(), theme.color("focus"))
        if index.row() == self._look.focused_row:
            begins, ends = (is_last, is_first) if cell.is_mirrored else (is_first, is_last)
            _paint_focus(cell, rect, begins=begins, ends=ends)


def _paint_focus(cell: Cell, rect: QRect, *, begins: bool, ends: bool) -> None:
    color, painter = cell.theme.color("focus"), cell.painter
    painter.fillRect(rect.left(), rect.top(), rect.width(), 2, color)
    painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), 2, color)
    if begins:
        painter.fillRect(rect.left(), rect.top(), 2, rect.height(), color)
    if ends:
        painter.fillRect(rect.right() - 1, rect.top(), 2, rect.height(), color)
