"""What all lists have in common: selection by rows, the row under the pointer, the focus frame, the context menu by key."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from slipgui.gui.clip_table_model import unbroken_spans
from slipgui.gui.row_drag import drag_rows
from slipgui.gui.row_look import RowLook
from slipgui.gui.scroll_bars import name_scroll_bars

_NAVIGATION_KEYS = frozenset(
    (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End,
     Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
)  # fmt: skip
_KEYBOARD_REASONS = frozenset(
    (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
)


class RowsView(QTableView):
    """A list of rows that its delegates paint.

    Parameters
    ----------
    model
        What it shows.
    look
        What the delegates of the list share.
    name
        What it is called to those who do not see it.
    parent
        Owner.
    """

    poster_column = 0
    """Where the stills stand, in a list that has some."""
    menu_requested = Signal(QPoint)
    """The context menu of the selected rows is wanted at this place of the screen."""

    def __init__(self, model: QAbstractTableModel, look: RowLook, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name_scroll_bars(self)
        self._table = model
        self._look = look
        self._is_keyboard_led = False
        self._drag_from: QPoint | None = None
        self.setModel(model)
        self.setAccessibleName(name)
        self._set_up()
        self.selectionModel().currentRowChanged.connect(self._move_frame)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self._stay_at_side())

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setDragEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.fit_row_height()

    def fit_row_height(self) -> None:
        """Let rows be as high as the look has them."""
        self.verticalHeader().setDefaultSectionSize(self._look.row_height_px)
        self.verticalScrollBar().setSingleStep(self._look.row_height_px // 2)

    def selected_places(self) -> list[int]:
        """Places of the selected rows, from the top."""
        ranges = self.selectionModel().selection().toList()
        # far quicker than selectedRows() when thousands are selected
        return sorted({place for span in ranges for place in range(span.top(), span.bottom() + 1)})

    def visible_places(self) -> range:
        """Places of the rows in view."""
        first = self.rowAt(0)
        if first < 0:
            return range(0)
        last = self.rowAt(self.viewport().height() - 1)
        return range(first, (last if last >= 0 else self._table.rowCount() - 1) + 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for the stills that are missing."""
        super().showEvent(event)
        if self._look.posters is not None:
            self._look.posters.look_soon()

    def select_places(self, places: Sequence[int]) -> None:
        """Select the rows at these ascending places, and nothing else, told once: row by row thousands take seconds."""
        selection, table = QItemSelection(), self._table
        for first, last in unbroken_spans(places):
            selection.append(QItemSelectionRange(table.index(first, 0), table.index(last, table.columnCount() - 1)))
        model, flags = self.selectionModel(), self.selectionModel().SelectionFlag
        if places:  # a selection that is extended afterwards begins here
            model.setCurrentIndex(table.index(places[0], 0), flags.NoUpdate)
        model.select(selection, flags.ClearAndSelect | flags.Rows)

    def dataChanged(
        self,
        top_left: QModelIndex | QPersistentModelIndex,
        bottom_right: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        """Paint the cells again that changed and are in view; Qt would paint the whole list."""
        if QAccessible.isActive():  # Qt's way also tells screen readers
            super().dataChanged(top_left, bottom_right, list(roles))
            return
        area = self.visualRect(top_left)
        if top_left.column() != bottom_right.column():  # one of them may be hidden, and has no place then
            area.setLeft(0)
            area.setWidth(self.viewport().width())
        area.setTop(self.rowViewportPosition(top_left.row()))
        area.setBottom(self.rowViewportPosition(bottom_right.row()) + self.rowHeight(bottom_right.row()) - 1)
        self.viewport().update(area & self.viewport().rect())

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are actions, Ctrl+F searches."""

    def lay_out_columns(self) -> None:
        """Share the width among the columns."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's font: rows grow with it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._look.set_font(QApplication.font())
            self.fit_row_height()
            self.lay_out_columns()

    # ------------------------------------------------------------------------------------------ selected and taken along

    def dragged_rows(self) -> list[tuple[Path, str]]:
        """File and line of text of what the selected rows stand for: what a drag carries."""
        raise NotImplementedError

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select; the pointer leads from now on."""
        self._lead_by_keyboard(False)
        index = self.indexAt(event.position().toPoint())
        is_plain = event.button() == Qt.MouseButton.LeftButton and event.modifiers() == Qt.KeyboardModifier.NoModifier
        is_row = bool(index.flags() & Qt.ItemFlag.ItemIsSelectable)
        self._drag_from = event.position().toPoint() if is_plain and is_row else None
        if self._drag_from is None or not self.selectionModel().isSelected(index):
            super().mousePressEvent(event)
        else:  # which of the selected rows is meant is known when the button is let go without a drag
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take the selected rows along, or light the row under the pointer."""
        if self._drag_from is not None and event.buttons() & Qt.MouseButton.LeftButton:
            # until the way is long enough nothing moves: Qt would select what the pointer passes
            way = event.position().toPoint() - self._drag_from
            if way.manhattanLength() >= QApplication.startDragDistance():
                self._drag_from = None
                drag_rows(self, self.dragged_rows())
            return
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Without a drag one row is meant."""
        drag_from, self._drag_from = self._drag_from, None
        if drag_from is not None:
            self.select_only(self.indexAt(drag_from).row())
        super().mouseReleaseEvent(event)

    # ---------------------------------------------------------------------------------------------- under the pointer

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._look.hovered_row:
            before, self._look.hovered_row = self._look.hovered_row, row
            self._update_row(before)
            self._update_row(row)

    def _update_row(self, row: int) -> None:
        if 0 <= row < self._table.rowCount():
            y, height = self.rowViewportPosition(row), self.rowHeight(row)
            self.viewport().update(0, y, self.viewport().width(), height)

    # ------------------------------------------------------------------------------------------------------- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the context menu by key, or move."""
        key, has_shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and has_shift):
            self._menu_by_key()
            return
        if key in _NAVIGATION_KEYS:
            self._lead_by_keyboard(True)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return  # a row is one thing: there is nothing beside it
        if key in _NAVIGATION_KEYS and not has_shift and not self.selectionModel().hasSelection():
            self._select_current(key)
            return
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):  # with Ctrl the list would lead the frame there without selecting
            event = QKeyEvent(event.type(), key, event.modifiers() & ~Qt.KeyboardModifier.ControlModifier)
        super().keyPressEvent(event)

    def select_only(self, place: int) -> None:
        """Select this row and no other."""
        selection = self.selectionModel()
        flags = selection.SelectionFlag.ClearAndSelect | selection.SelectionFlag.Rows
        index = self._table.index(place, 0)
        self.setCurrentIndex(index)  # a selection that is extended afterwards begins here
        selection.select(index, flags)

    def select_in_place(self, place: int) -> None:
        """Select the row that stands now where another one stood, or the nearest one."""
        self.select_only(self._selectable_from(min(place, self._table.rowCount() - 1)))

    def _select_current(self, key: int) -> None:
        """The first movement in a list without selection selects the row with the frame, or the one at the end asked for."""
        n_rows = self._table.rowCount()
        if n_rows:
            place = max(0, self.currentIndex().row())
            place = {int(Qt.Key.Key_Home): 0, int(Qt.Key.Key_End): n_rows - 1}.get(key, place)
            self.select_only(self._selectable_from(place))

    def _selectable_from(self, place: int) -> int:
        """The row at a place or, where a head stands there, the one below it."""
        n_rows = self._table.rowCount()
        while place < n_rows - 1 and not self._table.flags(self._table.index(place, 0)) & Qt.ItemFlag.ItemIsSelectable:
            place += 1
        return place

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Move from row to row: Home and End are the first and the last one, whatever column is the current one."""
        if action == QAbstractItemView.CursorAction.MoveHome:
            return self._table.index(self._selectable_from(0), 0)
        if action == QAbstractItemView.CursorAction.MoveEnd:
            return self._table.index(self._table.rowCount() - 1, 0)
        return super().moveCursor(action, modifiers).siblingAtColumn(0)

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a row into view; never sideways."""
        super().scrollTo(index, hint)
        self._stay_at_side()

    def _stay_at_side(self) -> None:
        """Never scroll sideways: the columns fit."""
        self.horizontalScrollBar().setValue(0)

    def _menu_by_key(self) -> None:
        rect = self.visualRect(self.currentIndex().siblingAtColumn(0))
        corner = rect.bottomRight() if self.isRightToLeft() else rect.bottomLeft()
        self.menu_requested.emit(self.viewport().mapToGlobal(corner))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the context menu where the pointer is."""
        self.menu_requested.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus frame when the keyboard brought the focus."""
        super().focusInEvent(event)
        self._lead_by_keyboard(event.reason() in _KEYBOARD_REASONS)
        if not self.currentIndex().isValid() and self._table.rowCount():
            first = self._table.index(self._selectable_from(0), 0)
            self.selectionModel().setCurrentIndex(first, self.selectionModel().SelectionFlag.NoUpdate)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus frame away."""
        super().focusOutEvent(event)
        self._lead_by_keyboard(False)

    def _move_frame(self) -> None:
        self._lead_by_keyboard(self._is_keyboard_led)

    def _lead_by_keyboard(self, is_led: bool) -> None:
        self._is_keyboard_led = is_led
        before = self._look.focused_row
        self._look.focused_row = self.currentIndex().row() if is_led else -1
        if before != self._look.focused_row:
            self._update_row(before)
            self._update_row(self._look.focused_row)
