"""The cues as a table: what Qt asks, how rows are painted, and editing in place (look/mock/09-cues-dark.png)."""

import csv
import io
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (  # fmt: skip
    QFocusEvent,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QStyleOptionViewItem,
    QWidget,
)

from slipgui.core.cue_edit import Edge
from slipgui.core.cue_sheet import CueLine
from slipgui.gui.choice_box import ChoiceBox
from slipgui.gui.cue_document import CueDocument, PastedCell
from slipgui.gui.cue_fields import CHOICES, fill_choices, shown_value, taken_value
from slipgui.gui.cue_texts import (
    COLUMN_FIELDS,
    CueColumn,
    cell_text,
    column_title,
    cue_icon,
    cue_name,
    cue_role,
    row_sentence,
    shares_line,
    word,
)
from slipgui.gui.labels import plain_tool_tip
from slipgui.gui.party_lines import in_cell
from slipgui.gui.row_delegate import Index, RowDelegate
from slipgui.gui.row_look import Cell, RowLook
from slipgui.gui.rows_view import RowsView
from slipgui.gui.texts import NOTHING, plain, spoken_cell
from slipgui.gui.theme import GAP_COLUMNS, PAGE_PADDING, SMALL, scaled_font
from slipgui.gui.trailing_header import TrailingHeader

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
"""Role that yields the ``CueLine``."""
_ROW_HEIGHT_PX = 32
_ICON_PX = 15
_FIXED_PX = {
    CueColumn.NUMBER: 22, CueColumn.STATE: 18, CueColumn.IN: 84, CueColumn.OUT: 84, CueColumn.LENGTH: 46, CueColumn.USE: 48,
    CueColumn.ORIGIN: 76, CueColumn.WRITERS: 62, CueColumn.SCORE: 38,
}  # fmt: skip
_LEAVE_BELOW_PX = {CueColumn.ORIGIN: 780, CueColumn.WRITERS: 700, CueColumn.USE: 600, CueColumn.LENGTH: 520}
_GAP_PX = 14
_TRAILING = frozenset((CueColumn.NUMBER, CueColumn.LENGTH, CueColumn.SCORE))
_EDGES = {CueColumn.IN: Edge.IN, CueColumn.OUT: Edge.OUT}
_EDITABLE = frozenset((*_EDGES, *COLUMN_FIELDS))
_READABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_WRITABLE = _READABLE | Qt.ItemFlag.ItemIsEditable
_ALWAYS = tuple(column for column in CueColumn if column <= CueColumn.SCORE)
MORE_COLUMNS = tuple(column for column in CueColumn if column > CueColumn.SCORE)
"""Shown where the user wants them."""
_MORE_WIDTH_PX = 118
_END_KEYS = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter))


class CueTableModel(QAbstractTableModel):
    """The lines of a document.

    Parameters
    ----------
    parent
        Owner.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: CueDocument | None = None
        self._lines: tuple[CueLine, ...] = ()
        """As they are shown."""

    @property
    def document(self) -> CueDocument | None:
        """What is shown."""
        return self._document

    def show_document(self, document: CueDocument) -> None:
        """Show another document."""
        self._document = document
        document.changed.connect(self._refresh)
        self._reset()

    def _reset(self) -> None:
        self.beginResetModel()
        self._lines = self._document.sheet.lines if self._document is not None else ()
        self.endResetModel()

    def _refresh(self) -> None:
        lines = self._document.sheet.lines if self._document is not None else ()
        if len(lines) != len(self._lines):
            self._reset()
            return
        changed = [row for row, (before, line) in enumerate(zip(self._lines, lines, strict=True)) if line is not before]
        self._lines = lines
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(CueColumn) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default; an index is a value)
        """Number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (as above)
        """Number of columns."""
        return 0 if parent.isValid() else len(CueColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The word over a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _heading(CueColumn(section))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Which cells can be written into."""
        return _WRITABLE if index.column() in _EDITABLE else _READABLE

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The line itself, its words, what a screen reader says, or what is edited."""
        document, place = self._document, index.row()
        if document is None or not 0 <= place < len(document.sheet.lines):
            return None
        line, column = document.sheet.lines[place], CueColumn(index.column())
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column is CueColumn.NUMBER:
                return row_sentence(document.sheet, place)
            return spoken_cell(cell_text(document.sheet, place, column), column_title(column))
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(document.sheet, place, column)
        if role == Qt.ItemDataRole.ToolTipRole and column is CueColumn.TRACK:
            return plain_tool_tip(cell_text(document.sheet, place, column))
        if role == Qt.ItemDataRole.EditRole:
            return _edited(document, line, column, place)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was written; whether it can be used."""
        document, place = self._document, index.row()
        if document is None or role != Qt.ItemDataRole.EditRole:
            return False
        column = CueColumn(index.column())
        cell = self.pasted_cell(place, column, str(value or ""))
        if cell is None:
            return False
        if isinstance(cell[1], Edge):
            document.move_border(place, cell[1], cell[2])
        else:
            document.type_in([place], cell[1], cell[2])
        return True

    def pasted_cell(self, place: int, column: CueColumn, text: str) -> PastedCell | None:
        """What a person's text means in a cell; None where it cannot be used there."""
        document = self._document
        if document is None or column not in _EDITABLE:
            return None
        if column not in _EDGES:
            name = COLUMN_FIELDS[column]
            value = taken_value(name, text)
            is_word = name not in CHOICES or bool(value) or text.strip() in ("", NOTHING)
            return (place, name, value) if is_word else None
        ticks = document.sheet.timebase.parse(text.strip())
        return (place, _EDGES[column], ticks) if ticks is not None else None


def _edited(document: CueDocument, line: CueLine, column: CueColumn, place: int) -> Any:
    if column not in COLUMN_FIELDS:
        return cell_text(document.sheet, place, column)
    name = COLUMN_FIELDS[column]
    return in_cell(shown_value(name, line.value(name)))


class CueLook(RowLook):
    """What the delegate of the table reads: rows of one line."""

    def set_font(self, font: QFont) -> None:
        """Take the application's font."""
        super().set_font(font)
        self.row_height_px = max(_ROW_HEIGHT_PX, round(QFontMetricsF(self.body).height() + 14))
        self.only_baseline_px = round(self.row_height_px / 2 - 0.5 + self.cap_height_px / 2)
        self.figures = scaled_font(font, SMALL)
        self.last_column: int = CueColumn.SCORE
        self.current_cell = (-1, -1)
        """Row and column of the cell that is written into, and where a paste begins."""


class CueDelegate(RowDelegate[CueLook]):
    """Paints every column, and makes the fields to write in."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, CueLine):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell, column = self.cell(painter, option, index), CueColumn(index.column())
        self.paint_ground(cell, option, index)
        match column:
            case CueColumn.STATE:
                top = (self._look.row_height_px - _ICON_PX) // 2
                cell.icon(cue_icon(line), 0, top, _ICON_PX, cell.theme.state(cue_role(line)))
            case CueColumn.TRACK:
                self._paint_track(cell, line)
            case CueColumn.WRITERS:
                self._paint_writers(cell, line)
            case _ if column in MORE_COLUMNS:
                width = cell.rect.width() - _GAP_PX
                ink = cell.ink(self._look.body, "text")
                cell.elided(str(index.data() or ""), 0, self._look.only_baseline_px, ink, width=width)
            case _:
                role = "text_3" if column is CueColumn.NUMBER else "text"
                ink, width = cell.ink(self._look.figures, role), cell.rect.width() - _GAP_PX
                is_trailing = column in _TRAILING
                text, baseline_px = str(index.data() or ""), self._look.only_baseline_px
                cell.text(text, 0, baseline_px, ink, width=width, is_trailing=is_trailing)
        if (index.row(), column) == self._look.current_cell:
            painter.setPen(QPen(cell.theme.color("focus"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(-5.5, 3.5, -8.5, -4.5), 3, 3)
        painter.restore()

    def _paint_track(self, cell: Cell, line: CueLine) -> None:
        look, width = self._look, cell.rect.width() - _GAP_PX
        title = cell.ink(look.name, "text" if line.is_music else "text_2")
        name = cue_name(line)
        used = min(width, QFontMetricsF(look.name).horizontalAdvance(name))
        cell.elided(name, 0, look.only_baseline_px, title, width=width)
        performer = plain(line.performer)
        if performer and width - used > 40:
            rest = f" · {performer}"
            cell.elided(rest, used, look.only_baseline_px, cell.ink(look.body, "text_2"), width=width - used)

    def _paint_writers(self, cell: Cell, line: CueLine) -> None:
        look, top = self._look, (self._look.row_height_px - _ICON_PX) // 2
        if not line.is_music:
            return
        if line.writers and not shares_line(line):
            cell.icon("check", 0, top, _ICON_PX, cell.color("text_2"))
            return
        cell.icon("warning", 0, top, _ICON_PX, cell.theme.state("external"))
        text = word("add_writers") if not line.writers else "%"
        ink = cell.ink(look.figures, "text")
        cell.text(text, _ICON_PX + 4, look.only_baseline_px, ink)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A list of words for use and origin, else a line to write in."""
        column = CueColumn(index.column())
        if COLUMN_FIELDS.get(column) in CHOICES:
            box = ChoiceBox(parent)
            fill_choices(box, COLUMN_FIELDS[column])
            return box
        field = QLineEdit(parent)
        field.setFrame(False)
        field.setAccessibleName(column_title(column))
        return field

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Let Return end what is written into a cell: there it confirms no cue."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _END_KEYS:
            event.accept()
            return True
        return super().eventFilter(editor, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what stands there."""
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(str(value or ""))))
        elif isinstance(editor, QLineEdit):
            editor.setText(str(value))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Give what was written to the document."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """As high as the row; a list of words as wide as they need."""
        rect = self.cell(QPainter(), option, index).rect
        if isinstance(editor, QComboBox):
            rect.setWidth(max(rect.width(), editor.sizeHint().width()))
        editor.setGeometry(rect)


def _heading(column: CueColumn) -> str:
    """What stands over a column; over the icons nothing."""
    return "" if column is CueColumn.STATE else column_title(column)


class CueTable(RowsView):
    """The table.

    Parameters
    ----------
    parent
        Owner.
    """

    chosen = Signal(object, int)
    """The lines of these places are selected, and which of them is the current one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.table = CueTableModel()
        self._cue_look = CueLook(QApplication.font())
        self._column = CueColumn.TRACK
        self._more: list[CueColumn] = []
        super().__init__(self.table, self._cue_look, word("rows"), parent)
        self.table.setParent(self)
        self.setHorizontalHeader(TrailingHeader(_TRAILING, lambda section: _heading(CueColumn(section)), self, _GAP_PX))
        self.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.horizontalHeader().customContextMenuRequested.connect(
            lambda at: self.columns_menu().popup(self.horizontalHeader().mapToGlobal(at))
        )
        self.setItemDelegate(CueDelegate(self._cue_look, self))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.selectionModel().selectionChanged.connect(lambda *_: self._tell_chosen())
        self.selectionModel().currentChanged.connect(lambda *_: self._show_cell())

    def show_document(self, document: CueDocument) -> None:
        """Show the lines of another document."""
        self.table.show_document(document)

    def show_only(self, fits: Callable[[CueLine], bool] | None) -> None:
        """Show the lines that fit, None: all; what is hidden is not selected, but for that a line always is."""
        document = self.table.document
        lines = document.sheet.lines if document is not None else ()
        for place, line in enumerate(lines):
            self.setRowHidden(place, fits is not None and not fits(line))
        selected, shown = super().selected_places(), self.selected_places()
        if selected and not shown:
            shown = [place for place in range(len(lines)) if not self.isRowHidden(place)][:1]
        if shown != selected:
            self.select_places(shown)

    def selected_places(self) -> list[int]:
        """Places of the selected lines that are shown, from the top."""
        return [place for place in super().selected_places() if not self.isRowHidden(place)]

    def choose(self, place: int) -> None:
        """Make a line the current one and bring it into view."""
        if 0 <= place < self.table.rowCount():
            if place not in self.selected_places() or place != self.currentIndex().row():
                self.select_only(place)
            self.scrollTo(self.table.index(place, CueColumn.TRACK))

    def choose_all(self, places: Sequence[int], current: int) -> None:
        """Select lines, one of them the current one."""
        if len(places) < 2:
            self.choose(current)
        elif list(places) != self.selected_places():
            model = self.selectionModel()
            self.select_only(current)
            for place in places:
                model.select(self.table.index(place, 0), model.SelectionFlag.Select | model.SelectionFlag.Rows)

    def _tell_chosen(self) -> None:
        places = self.selected_places()
        if places:
            row = self.currentIndex().row()
            self.chosen.emit(places, row if row in places else places[0])

    def edit_cell(self) -> None:
        """Write the current cell in place; the title where it is none to be written into."""
        column = self._column if self._column in _EDITABLE else CueColumn.TRACK
        index = self.currentIndex().siblingAtColumn(column)
        if index.isValid():
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 writes the current cell; the arrows to the sides lead to its neighbours."""
        if event.key() == Qt.Key.Key_F2:
            self.edit_cell()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            is_on = (event.key() == Qt.Key.Key_Right) is not self.isRightToLeft()
            self._lead_to_column(1 if is_on else -1)
        else:
            super().keyPressEvent(event)
            self._show_cell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The cell under the pointer is the current one."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self._column = CueColumn(index.column())
        super().mousePressEvent(event)
        self._show_cell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No cell is the current one to be seen."""
        super().focusOutEvent(event)
        self._show_cell()

    def _lead_to_column(self, by: int) -> None:
        shown = self.shown_columns()
        at = shown.index(self._column) if self._column in shown else 0
        self._column = shown[min(len(shown) - 1, max(0, at + by))]
        self._show_cell()
        self.scrollTo(self.currentIndex().siblingAtColumn(self._column))

    def _show_cell(self) -> None:
        before = self._cue_look.current_cell
        self._cue_look.current_cell = (self.currentIndex().row(), self._column) if self.hasFocus() else (-1, -1)
        if self._cue_look.current_cell != before:
            for row, _ in (before, self._cue_look.current_cell):
                self._update_row(row)

    def shown_columns(self) -> list[CueColumn]:
        """The columns in view, as they stand."""
        return [column for column in CueColumn if not self.isColumnHidden(column)]

    def pasted_cells(self, text: str) -> tuple[list[PastedCell], int]:
        """What a block of a spreadsheet means from the current cell on, and how many of its cells cannot be used.

        A single row goes into all selected rows.  Cells of computed columns and those beyond the last row are passed over.
        """
        rows = list(csv.reader(io.StringIO(text.strip("\r\n"), newline=""), delimiter="\t"))
        places = self.selected_places()
        if len(rows) == 1 and len(places) > 1:
            rows = rows * len(places)
        else:
            first = places[0] if places else max(0, self.currentIndex().row())
            places = [place for place in range(first, self.table.rowCount()) if not self.isRowHidden(place)]
        shown = self.shown_columns()
        columns = shown[shown.index(self._column) if self._column in shown else 0 :]
        cells, n_unused = [], max(0, len(rows) - len(places))
        for place, row in zip(places, rows, strict=False):
            for column, written in zip(columns, row, strict=False):
                if column in _EDITABLE:
                    cell = self.table.pasted_cell(place, column, written)
                    n_unused += cell is None
                    cells += [cell] if cell is not None else []
        return cells, n_unused

    def columns_menu(self) -> QMenu:
        """A fresh menu of the columns that may be shown beside the others."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in MORE_COLUMNS:
            action = menu.addAction(column_title(column))
            action.setCheckable(True)
            action.setChecked(column in self._more)
            action.toggled.connect(partial(self.show_column, column))
        return menu

    def show_column(self, column: CueColumn, is_shown: bool) -> None:
        """Show one of ``MORE_COLUMNS``, or hide it."""
        self._more = [each for each in MORE_COLUMNS if (is_shown if each is column else each in self._more)]
        self.lay_out_columns()

    def dragged_rows(self) -> list[tuple[Path, str]]:
        """The programme, with a line of text for each selected cue."""
        document = self.table.document
        if document is None:
            return []
        return [
            (document.project.clip, cell_text(document.sheet, place, CueColumn.TRACK))
            for place in self.selected_places()
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns their widths."""
        super().resizeEvent(event)
        self.lay_out_columns()

    def lay_out_columns(self) -> None:
        """Share the width among the columns that have room."""
        scale = max(1.0, QFontInfo(self._look.body).pixelSize() / 13)
        width = self.viewport().width()
        shown = [column for column in _ALWAYS if width >= _LEAVE_BELOW_PX.get(column, 0) * scale]
        widths = {column: round(_FIXED_PX[column] * scale) + _GAP_PX for column in shown if column in _FIXED_PX}
        widths |= {column: round(_MORE_WIDTH_PX * scale) + _GAP_PX for column in self._more}
        widths[CueColumn.NUMBER] += PAGE_PADDING
        widths[self._more[-1] if self._more else CueColumn.SCORE] += PAGE_PADDING - GAP_COLUMNS + 2
        widths[CueColumn.TRACK] = max(round((220 if self._more else 120) * scale), width - sum(widths.values()))
        self._look.last_column = max(widths)
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if self._more else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(policy)
        for column in CueColumn:
            self.setColumnHidden(column, column not in widths)
            if column in widths:
                self.setColumnWidth(column, widths[column])
        self._stay_at_side()

    def _stay_at_side(self) -> None:
        """Scroll sideways only where the user wanted more columns than there is room for."""
        if not self._more:
            super()._stay_at_side()
