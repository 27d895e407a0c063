"""The list of the history: days with their rows, columns that leave with the width."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFontInfo, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from slipgui.gui.history_delegate import HistoryDelegate, HistoryLook, history_poster_key
from slipgui.gui.history_model import HistoryTableModel
from slipgui.gui.history_texts import HistoryColumn, answer_line, column_title, word
from slipgui.gui.row_posters import RowPosters
from slipgui.gui.rows_view import RowsView
from slipgui.gui.texts import plain
from slipgui.gui.theme import GAP_COLUMNS, PAGE_PADDING
from slipgui.gui.trailing_header import TrailingHeader

if TYPE_CHECKING:
    from slipgui.gui.preview_work import PreviewWork

_LEAVE_BELOW_PX = {HistoryColumn.CONFIRMED: 900, HistoryColumn.SCORE: 560}
_FIXED_PX = {
    HistoryColumn.TIME: 40,
    HistoryColumn.STATE: 150,
    HistoryColumn.CONFIRMED: 110,
    HistoryColumn.SCORE: 44,
}


def history_column_widths(list_width: int, scale: float = 1.0) -> dict[HistoryColumn, int]:
    """Width of every column that is shown in a list of this width, the gaps behind the columns included.

    Parameters
    ----------
    list_width
        Inner width of the list in pixels.
    scale
        The application font against the 13 px that the widths are made for.
    """
    shown = [column for column in HistoryColumn if list_width >= _LEAVE_BELOW_PX.get(column, 0) * scale]
    widths = {column: round(_FIXED_PX[column] * scale) + GAP_COLUMNS for column in shown if column in _FIXED_PX}
    widths[HistoryColumn.TIME] += PAGE_PADDING
    rest = max(160, list_width - sum(widths.values()))
    poster = 53 + GAP_COLUMNS
    widths[HistoryColumn.CLIP] = poster + (rest - poster) // 2
    widths[HistoryColumn.TRACK] = rest - widths[HistoryColumn.CLIP]
    return widths


class HistoryPosters(RowPosters):
    """Gives the history its stills.

    Parameters
    ----------
    view
        The list.
    model
        Its recognitions.
    work
        Makes them.
    """

    def __init__(self, view: RowsView, model: HistoryTableModel, work: "PreviewWork") -> None:
        self._model = model
        super().__init__(view, work)
        model.page_came.connect(self.look_soon)

    def key_at(self, place: int) -> tuple[str, int] | None:
        """Path and size of what was recognised; None for a head and for a row that is being read."""
        row = self._model.row_at(place)
        return history_poster_key(row) if row is not None else None


class HistoryView(RowsView):
    """The list.

    Parameters
    ----------
    model
        What it shows.
    parent
        Owner.
    """

    poster_column = HistoryColumn.CLIP
    opened = Signal()
    """A row was double-clicked: its details are wanted."""

    def __init__(self, model: HistoryTableModel, parent: QWidget | None = None) -> None:
        self._history = model
        self._history_look = HistoryLook(QApplication.font())
        super().__init__(model, self._history_look, word("rows"), parent)
        self.setHorizontalHeader(
            TrailingHeader((HistoryColumn.SCORE,), lambda section: column_title(HistoryColumn(section)), self)
        )
        self.setItemDelegate(HistoryDelegate(self._history_look, model, self))
        model.modelReset.connect(self._fit_heads)

    def show_posters(self, work: "PreviewWork") -> None:
        """Show stills of what was recognised."""
        self._look.posters = HistoryPosters(self, self._history, work)

    def selected_items(self) -> list[int]:
        """Places of the selected rows, heads left out."""
        return [place for place in self.selected_places() if self._history.item_at(place) is not None]

    def dragged_rows(self) -> list[tuple[Path, str]]:
        """The files of the selected recognitions, with the answer of each, or its name where there is none."""
        return [
            (row.path, answer_line(row) or plain(row.path.name)) for row in self._history.rows_at(self.selected_items())
        ]

    def _fit_heads(self) -> None:
        rows = self.verticalHeader()
        rows.setUpdatesEnabled(False)
        for place in self._history.heads():
            rows.resizeSection(place, self._history_look.head_height_px)
        rows.setUpdatesEnabled(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns their widths."""
        super().resizeEvent(event)
        self.lay_out_columns()

    def lay_out_columns(self) -> None:
        """Share the width among the columns that have room."""
        scale = max(1.0, QFontInfo(self._look.body).pixelSize() / 13)
        widths = history_column_widths(self.viewport().width(), scale)
        self._history_look.last_column = max(widths)
        for column in HistoryColumn:
            self.setColumnHidden(column, column not in widths)
            if column in widths:
                self.setColumnWidth(column, widths[column])

    def changeEvent(self, event: QEvent) -> None:
        """Heads have a height of their own."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fit_heads()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the details; Qt's own signal is silent where the first click did not select."""
        super().mouseDoubleClickEvent(event)
        if self._history.item_at(self.indexAt(event.position().toPoint()).row()) is not None:
            self.opened.emit()

    def _hover(self, row: int) -> None:
        """Heads are not lit."""
        super()._hover(row if row >= 0 and self._history.item_at(row) is not None else -1)
