"""The cues as a table: what Qt asks, how rows are painted, and editing in place (look/mock/09-cues-dark.png)."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLineEdit, QStyleOptionViewItem, QWidget

from slipgui.core.cue_edit import Edge
from slipgui.core.cue_sheet import CueLine, LineField, MusicOrigin, Usage
from slipgui.gui.choice_box import ChoiceBox
from slipgui.gui.cue_document import CueDocument
from slipgui.gui.cue_texts import (
    CueColumn,
    cell_text,
    column_title,
    cue_icon,
    cue_name,
    cue_role,
    origin_word,
    row_sentence,
    shares_line,
    usage_word,
    word,
)
from slipgui.gui.labels import plain_tool_tip
from slipgui.gui.row_delegate import Index, RowDelegate
from slipgui.gui.row_look import Cell, RowLook
from slipgui.gui.rows_view import RowsView
from slipgui.gui.texts import plain, spoken_cell
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
_EDITABLE = frozenset((CueColumn.IN, CueColumn.OUT, CueColumn.TRACK, CueColumn.USE, CueColumn.ORIGIN))


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
        self._n_rows = 0

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
        self._n_rows = len(self._document.sheet.lines) if self._document is not None else 0
        self.endResetModel()

    def _refresh(self) -> None:
        if self._document is not None and len(self._document.sheet.lines) == self._n_rows:
            self.dataChanged.emit(self.index(0, 0), self.index(self._n_rows - 1, len(CueColumn) - 1))
        else:
            self._reset()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default; an index is a value)
        """Number of lines."""
        return 0 if parent.isValid() else self._n_rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (as above)
        """Number of columns."""
        return 0 if parent.isValid() else len(CueColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The word over a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return column_title(CueColumn(section))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Which cells can be written into."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in _EDITABLE else flags

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
        if column in (CueColumn.IN, CueColumn.OUT):
            ticks = document.sheet.timebase.parse(str(value).strip())
            if ticks is None:
                return False
            document.move_border(place, Edge.IN if column is CueColumn.IN else Edge.OUT, ticks)
        elif column is CueColumn.TRACK:
            document.type_in(place, LineField.TITLE, str(value).strip())
        elif column is CueColumn.USE:
            document.type_in(place, LineField.USAGE, value or "")
        else:
            document.type_in(place, LineField.MUSIC_ORIGIN, MusicOrigin(value) if value else None)
        return True


def _edited(document: CueDocument, line: CueLine, column: CueColumn, place: int) -> Any:
    match column:
        case CueColumn.TRACK:
            return line.title
        case CueColumn.USE:
            return line.usage
        case CueColumn.ORIGIN:
            return line.music_origin or ""
        case _:
            return cell_text(document.sheet, place, column)


class CueLook(RowLook):
    """What the delegate of the table reads: rows of one line."""

    def set_font(self, font: QFont) -> None:
        """Take the application's font."""
        super().set_font(font)
        self.row_height_px = max(_ROW_HEIGHT_PX, round(QFontMetricsF(self.body).height() + 14))
        self.only_baseline_px = round(self.row_height_px / 2 - 0.5 + self.cap_height_px / 2)
        self.figures = scaled_font(font, SMALL)
        self.last_column = CueColumn.SCORE


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
        text = str(index.data() or "")
        match column:
            case CueColumn.STATE:
                top = (self._look.row_height_px - _ICON_PX) // 2
                cell.icon(cue_icon(line), 0, top, _ICON_PX, cell.theme.state(cue_role(line)))
            case CueColumn.TRACK:
                self._paint_track(cell, line)
            case CueColumn.WRITERS:
                self._paint_writers(cell, line)
            case _:
                role = "text_3" if column is CueColumn.NUMBER else "text"
                ink, width = cell.ink(self._look.figures, role), cell.rect.width() - _GAP_PX
                is_trailing = column in _TRAILING
                cell.text(text, 0, self._look.only_baseline_px, ink, width=width, is_trailing=is_trailing)
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
        if column in (CueColumn.USE, CueColumn.ORIGIN):
            box = ChoiceBox(parent)
            fill_choices(box, column)
            return box
        field = QLineEdit(parent)
        field.setFrame(False)
        field.setAccessibleName(column_title(column))
        return field

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


def fill_choices(box: QComboBox, column: CueColumn) -> None:
    """Offer the words of use or origin, and none."""
    box.addItem("—", "")
    if column is CueColumn.USE:
        for usage in Usage:
            box.addItem(usage_word(usage), usage.value)
    else:
        for origin in MusicOrigin:
            box.addItem(origin_word(origin), origin.value)
    box.setAccessibleName(column_title(column))


class CueTable(RowsView):
    """The table.

    Parameters
    ----------
    parent
        Owner.
    """

    chosen = Signal(int)
    """The line of this place is the current one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.table = CueTableModel()
        self._cue_look = CueLook(QApplication.font())
        super().__init__(self.table, self._cue_look, word("rows"), parent)
        self.table.setParent(self)
        self.setHorizontalHeader(
            TrailingHeader(_TRAILING, lambda section: column_title(CueColumn(section)), self, _GAP_PX)
        )
        self.setItemDelegate(CueDelegate(self._cue_look, self))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.selectionModel().currentRowChanged.connect(lambda index: self.chosen.emit(index.row()))

    def show_document(self, document: CueDocument) -> None:
        """Show the lines of another document."""
        self.table.show_document(document)

    def choose(self, place: int) -> None:
        """Make a line the current one and bring it into view."""
        if 0 <= place < self.table.rowCount():
            if place not in self.selected_places() or place != self.currentIndex().row():
                self.select_only(place)
            self.scrollTo(self.table.index(place, CueColumn.TRACK))

    def edit_title(self) -> None:
        """Write the title of the current line in place."""
        index = self.currentIndex().siblingAtColumn(CueColumn.TRACK)
        if index.isValid():
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 writes the title."""
        if event.key() == Qt.Key.Key_F2:
            self.edit_title()
        else:
            super().keyPressEvent(event)

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
        shown = [column for column in CueColumn if width >= _LEAVE_BELOW_PX.get(column, 0) * scale]
        widths = {column: round(_FIXED_PX[column] * scale) + _GAP_PX for column in shown if column in _FIXED_PX}
        widths[CueColumn.NUMBER] += PAGE_PADDING
        widths[CueColumn.SCORE] += PAGE_PADDING - GAP_COLUMNS + 2
        widths[CueColumn.TRACK] = max(120, width - sum(widths.values()))
        for column in CueColumn:
            self.setColumnHidden(column, column not in widths)
            if column in widths:
                self.setColumnWidth(column, widths[column])
