"""The history as a table for Qt: heads of days and rows between them, read page by page as they come into view."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from slipgui.app.history import HistoryRow
from slipgui.core.clip import ClipId
from slipgui.gui.history_texts import HistoryColumn, cell_text, column_title, day_title, row_sentence, word
from slipgui.gui.labels import plain_tool_tip
from slipgui.gui.texts import spoken_cell

Index = QModelIndex | QPersistentModelIndex

HISTORY_ROLE = Qt.ItemDataRole.UserRole + 1
"""Role that yields the ``HistoryRow``; None for a head and for a row that is being read."""
DAY_ROLE = Qt.ItemDataRole.UserRole + 2
"""Role that yields the words of a day's head; None for a row."""
PAGE_ROWS = 128
_N_PAGES_KEPT = 48
_N_PAGES_WANTED = 3
"""Whoever scrolls past a hundred pages wants the last ones."""


class HistoryTableModel(QAbstractTableModel):
    """Days, newest first, each with its rows; asks for the rows that are shown.

    Parameters
    ----------
    check_by_ear_below
        Answers with a lower score are marked "Check by ear".
    me
        Name of the user, who is called "You".
    parent
        Owner.
    """

    page_wanted = Signal(int, int)
    """Rows of the answer are wanted: from which on, how many."""
    page_came = Signal(int, int)
    """Rows are there now: from which on, how many."""

    def __init__(self, check_by_ear_below: float, me: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.check_by_ear_below = check_by_ear_below
        self.me = me
        self.words: tuple[str, ...] = ()
        """What is searched for: marked where it stands."""
        self._today = date.min
        self._days: Sequence[tuple[date, int]] = ()
        self._heads: list[int] = []
        """Place of each day's head among all rows of the table, ascending."""
        self.n_found = 0
        """How many recognitions the answer has."""
        self._pages: OrderedDict[int, tuple[HistoryRow, ...]] = OrderedDict()
        self._wanted: list[int] = []
        self._asked: set[int] = set()
        self._want_timer = QTimer(self, singleShot=True, interval=0)
        self._want_timer.timeout.connect(self._want)

    # --------------------------------------------------------------------------------------------------------- news in

    def set_answer(self, days: Sequence[tuple[date, int]], words: Iterable[str], today: date) -> None:
        """Take another answer, of which no row is read yet."""
        self.beginResetModel()
        self.words = tuple(words)
        self._today = today
        self._days, self._heads, self.n_found = tuple(days), [], 0
        for _, n_rows in days:
            self._heads.append(self.n_found + len(self._heads))
            self.n_found += n_rows
        self._pages.clear()
        self._asked.clear()
        self._wanted.clear()
        self.endResetModel()

    def set_rows(self, offset: int, rows: Sequence[HistoryRow]) -> None:
        """Take rows that were read."""
        page = offset // PAGE_ROWS
        self._asked.discard(page)
        self._pages[page] = tuple(rows)
        self._pages.move_to_end(page)
        while len(self._pages) > _N_PAGES_KEPT:
            self._pages.popitem(last=False)
        if rows:
            first, last = self.place_of_item(offset), self.place_of_item(offset + len(rows) - 1)
            if last < self.rowCount():
                self.dataChanged.emit(self.index(first, 0), self.index(last, len(HistoryColumn) - 1))
        self.page_came.emit(offset, len(rows))

    # --------------------------------------------------------------------------------------------------------- places

    def item_at(self, place: int) -> int | None:
        """Which recognition of the answer stands at a place of the table; None for a head."""
        n_heads = bisect_right(self._heads, place)
        return None if n_heads and self._heads[n_heads - 1] == place else place - n_heads

    def place_of_item(self, item: int) -> int:
        """Where a recognition of the answer stands in the table."""
        # before item stand as many heads as days have begun by then: head h stands before item heads[h] - h
        low, high = 0, len(self._heads)
        while low < high:
            middle = (low + high) // 2
            if self._heads[middle] - middle <= item:
                low = middle + 1
            else:
                high = middle
        return item + low

    def heads(self) -> Sequence[int]:
        """Places of the heads."""
        return self._heads

    def row_at(self, place: int) -> HistoryRow | None:
        """The recognition at a place, where it was read."""
        item = self.item_at(place)
        return None if item is None else self._item(item)

    def rows_at(self, places: Iterable[int]) -> list[HistoryRow]:
        """The recognitions at these places, as far as they were read."""
        found = (self.row_at(place) for place in places)
        return [row for row in found if row is not None]

    def places_of(self, wanted: Mapping[ClipId, int]) -> list[int]:
        """Where recognitions stand, told by id with the place each had; those that are not read are left out."""
        found = {
            row.id: self.place_of_item(page * PAGE_ROWS + n)
            for page, rows in self._pages.items()
            for n, row in enumerate(rows)
        }
        return sorted(found[clip_id] for clip_id in wanted if clip_id in found)

    def _item(self, item: int) -> HistoryRow | None:
        page = self._pages.get(item // PAGE_ROWS)
        place = item % PAGE_ROWS
        return page[place] if page is not None and place < len(page) else None

    def need(self, item: int) -> None:
        """Have the page read on which a recognition of the answer stands."""
        page = item // PAGE_ROWS
        if page in self._pages or page in self._asked:
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted.append(page)
        if not self._want_timer.isActive():
            self._want_timer.start()

    def _want(self) -> None:
        wanted, self._wanted = self._wanted[-_N_PAGES_WANTED:], []
        for page in reversed(wanted):
            self._asked.add(page)
            self.page_wanted.emit(page * PAGE_ROWS, PAGE_ROWS)

    # ------------------------------------------------------------------------------------------------- Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default; an index is a value)
        """Number of rows, heads included."""
        return 0 if parent.isValid() else self.n_found + len(self._heads)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (as above)
        """Number of columns."""
        return 0 if parent.isValid() else len(HistoryColumn)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads can be neither selected nor walked to."""
        if self.item_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The word over a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return column_title(HistoryColumn(section))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The recognition itself, its words, or what a screen reader says."""
        item = self.item_at(index.row())
        if item is None:
            return self._head(index.row(), role)
        row = self._item(item)
        if row is None:
            self.need(item)
            return word("reading") if role == Qt.ItemDataRole.AccessibleTextRole else None
        column = HistoryColumn(index.column())
        if role == HISTORY_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(row, column, self.check_by_ear_below, self.me)
        if role == Qt.ItemDataRole.ToolTipRole and column is HistoryColumn.CLIP:
            return plain_tool_tip(str(row.path))
        if role == Qt.ItemDataRole.ToolTipRole and column is HistoryColumn.TRACK:
            return plain_tool_tip(cell_text(row, column, self.check_by_ear_below, self.me))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column is HistoryColumn.TIME:
                return row_sentence(row, self.check_by_ear_below, self.me)
            return spoken_cell(cell_text(row, column, self.check_by_ear_below, self.me), column_title(column))
        return None

    def _head(self, place: int, role: int) -> str | None:
        if role not in (DAY_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return day_title(self._days[bisect_right(self._heads, place) - 1][0], self._today)
