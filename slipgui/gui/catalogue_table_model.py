"""The catalogue as a table for Qt: searched, filtered and ordered inside, so that 100,000 rows need no proxy.

A row stays where it is until the user orders, searches or filters again: new tracks come at the end.  What takes longer than a blink to
find and order is done in parts, the window free in between; until then the rows stand as before.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from slipgui.gui.catalogue_rows import (
    ROWS_A_PART,
    CatalogueContents,
    TrackColumn,
    TrackRow,
    TrackState,
    lies_in,
    order_in_parts,
    row_of_file,
    with_report,
)
from slipgui.gui.catalogue_texts import cell_text, column_title, row_sentence, tool_tip, why_failed
from slipgui.gui.clip_table_model import unbroken_spans
from slipgui.gui.in_parts import InParts
from slipgui.gui.labels import plain_tool_tip
from slipgui.gui.texts import spoken_cell

Index = QModelIndex | QPersistentModelIndex

TRACK_ROLE = Qt.ItemDataRole.UserRole + 1
"""Role that yields the ``TrackRow`` itself."""
FLUSH_MS = 100
"""Changes are gathered this long before the views hear of them."""
_MOST_SPANS = 100
"""Removals in more pieces than this are told as a whole: each piece costs the view as much."""


class CatalogueTableModel(QAbstractTableModel):
    """Tracks in the order they were learned, or as the user orders them.

    Parameters
    ----------
    n_workers
        Files that are learned at once: so many of those not yet reported are at work, the others wait.
    parent
        Owner.
    """

    refreshed = Signal()
    """Other rows are shown, or rows changed."""
    rows_changed = Signal()
    """Rows came, went or changed: counts and sums may be different."""

    def __init__(self, n_workers: int = 0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._n_workers = n_workers or os.cpu_count() or 1
        self._rows: dict[str, TrackRow] = {}
        self._shown: list[TrackRow] = []
        self._places: dict[str, int] | None = None
        self._touched: set[str] = set()
        self._pending: dict[str, None] = {}
        """Files that learning has not reported yet, in the order they are taken."""
        self._failures: dict[str, str] = {}
        """Why files could not be read in this session."""
        self._folder: str | None = None
        self._is_deep = False
        self._is_failed_only = False
        self._search = ""
        self._order: tuple[TrackColumn, bool] | None = None
        self._ordering = InParts(self)
        self._ordering.done.connect(self._show_ordered)
        self._late: set[str] | None = None
        """Files that changed since rows began to be ordered; None while none are."""
        self._flush_timer = QTimer(self, singleShot=True, interval=FLUSH_MS)
        self._flush_timer.timeout.connect(self.flush)

    # --------------------------------------------------------------------------------------------------------- news in

    def set_contents(self, contents: CatalogueContents) -> None:
        """Take what the catalogue holds; what cannot be read and what waits stays listed."""
        if not self._rows:
            self.flush()
            self._rows = dict(contents.rows)
            self._append(self._fitting(self._rows.values()))
            self.rows_changed.emit()
            self.refreshed.emit()
            return
        for file, row in contents.rows.items():
            before = self._rows.get(file)
            if before is row:
                continue
            fresh = replace(row, state=TrackState.FAILED, why=self._failures[file]) if file in self._failures else row
            if before is None or not _is_same(before, fresh):
                self._rows[file] = fresh
                self._touched.add(file)
        if not self._pending:  # while learning, a track reported a moment ago may be missing in what was read before
            for file in self._rows.keys() - contents.rows.keys() - self._failures.keys():
                self._drop(file)
        self.flush()

    def expect(self, rows: Iterable[TrackRow]) -> None:
        """These files will be learned, in this order; those that are no tracks yet are listed as waiting."""
        for row in rows:
            self._pending.setdefault(row.file)
            known = self._rows.get(row.file)
            if known is None or known.track_id is None:
                self._failures.pop(row.file, None)
                self._put(row)
        self._move_up()

    def note(self, line: Mapping[str, Any]) -> None:
        """Take the report of a file, as in ``slip catalogue add --json``."""
        file = str(line["file"])
        self._pending.pop(file, None)
        row = with_report(self._rows.get(file) or row_of_file(file, TrackState.WAITING), line, why_failed(line))
        if row.state is TrackState.FAILED:
            self._failures[file] = row.why
        else:
            self._failures.pop(file, None)
        self._put(row)
        self._move_up()

    def rest(self) -> None:
        """Learning has ended: what was not learned is not listed any more."""
        pending, self._pending = self._pending, {}
        for file in pending:
            row = self._rows.get(file)
            if row is not None and row.track_id is None and row.state is not TrackState.FAILED:
                self._drop(file)

    def forget(self, files: Iterable[str]) -> None:
        """These files were removed."""
        for file in files:
            self._failures.pop(file, None)
            self._drop(file)
        self.flush()

    @property
    def n_pending(self) -> int:
        """Files that learning has not reported yet."""
        return len(self._pending)

    def _move_up(self) -> None:
        """Show the first of the pending files as being learned: files are taken in their order, by all workers at once."""
        for file, _ in zip(self._pending, range(self._n_workers), strict=False):
            row = self._rows.get(file)
            if row is not None and row.state is TrackState.WAITING:
                self._put(replace(row, state=TrackState.LEARNING))

    def _put(self, row: TrackRow) -> None:
        self._rows[row.file] = row
        self._touch(row.file)

    def _drop(self, file: str) -> None:
        if self._rows.pop(file, None) is not None:
            self._touch(file)

    def _touch(self, file: str) -> None:
        self._touched.add(file)
        if not self._flush_timer.isActive():
            self._flush_timer.start()

    # ----------------------------------------------------------------------------------------------- telling the views

    def flush(self) -> None:
        """Tell the views what changed since the last time; runs by itself, tests may hurry it."""
        touched, self._touched = self._touched, set()
        self._flush_timer.stop()
        if touched:
            if self._late is not None:
                self._late |= touched
            self._tell(touched)
            self.rows_changed.emit()
            self.refreshed.emit()

    def _tell(self, touched: set[str]) -> None:
        gone, changed, come = list[int](), list[int](), list[TrackRow]()
        places = self._all_places()
        for file in touched:
            row, place = self._rows.get(file), places.get(file)
            if place is None:
                if row is not None and self._fits(row):
                    come.append(row)
            elif row is None or not self._fits(row):
                gone.append(place)
            else:
                self._shown[place] = row
                changed.append(place)
        if changed:
            self.dataChanged.emit(self.index(min(changed), 0), self.index(max(changed), len(TrackColumn) - 1))
        self._take_away(sorted(gone))
        if come:
            newest = {row.file for row in come}
            self._append([row for file, row in self._rows.items() if file in newest])

    def _take_away(self, places: Sequence[int]) -> None:
        spans = unbroken_spans(places)
        if len(spans) > _MOST_SPANS:
            away = set(places)
            self._reset([row for place, row in enumerate(self._shown) if place not in away])
            return
        for first, last in reversed(spans):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._shown[first : last + 1]
            self._places = None
            self.endRemoveRows()

    def _append(self, rows: list[TrackRow]) -> None:
        if not rows:
            return
        self.beginInsertRows(QModelIndex(), len(self._shown), len(self._shown) + len(rows) - 1)
        self._shown += next(ordered for ordered in self._in_order(rows) if ordered is not None)
        self._places = None
        self.endInsertRows()

    def _reset(self, rows: list[TrackRow]) -> None:
        self.beginResetModel()
        self._shown, self._places = rows, None
        self.endResetModel()

    def _all_places(self) -> dict[str, int]:
        if self._places is None:
            self._places = {row.file: place for place, row in enumerate(self._shown)}
        return self._places

    # ----------------------------------------------------------------------------------------- search, filter, order

    @property
    def search(self) -> str:
        """The search in use, case-folded."""
        return self._search

    @property
    def folder(self) -> str | None:
        """The folder shown alone, None for all."""
        return self._folder

    @property
    def is_failed_only(self) -> bool:
        """Whether only that is shown which cannot be read."""
        return self._is_failed_only

    @property
    def order(self) -> tuple[TrackColumn, bool] | None:
        """The column the rows are ordered by and whether downwards; None: as they were learned."""
        return self._order

    def set_search(self, text: str) -> None:
        """Show the tracks whose title, artist, album, ISRC or file holds every word of the text."""
        folded = " ".join(text.casefold().split())
        if folded != self._search:
            self._search = folded
            self._show_again()

    def set_place(self, folder: str | None, *, is_deep: bool = False, is_failed_only: bool = False) -> None:
        """Show the tracks of a folder, with those below it where ``is_deep``, of all folders (None), or only what cannot be read."""
        place = (folder, is_deep, is_failed_only)
        if place != (self._folder, self._is_deep, self._is_failed_only):
            self._folder, self._is_deep, self._is_failed_only = place
            self._show_again()

    def set_order(self, order: tuple[TrackColumn, bool] | None) -> None:
        """Order by a column, downwards or not; None: as they were learned."""
        self._order = order
        self._show_again()

    def _show_again(self) -> None:
        self.flush()
        self._late = set()
        self._ordering.begin(self._found_in_parts())

    def _found_in_parts(self) -> Iterator[list[TrackRow] | None]:
        """Search, then order; None while there is more to do."""
        rows = list(self._rows.values())
        found = self._fitting(rows[:ROWS_A_PART])
        for first in range(ROWS_A_PART, len(rows), ROWS_A_PART):
            yield None
            found += self._fitting(rows[first : first + ROWS_A_PART])
        yield from self._in_order(found)

    def _show_ordered(self, rows: list[TrackRow]) -> None:
        late, self._late = self._late, None
        if rows != self._shown:  # a letter more often changes nothing
            self._reset(rows)
        if late:
            self._tell(late)
        self.refreshed.emit()

    def _fitting(self, rows: Iterable[TrackRow]) -> list[TrackRow]:
        if self._folder is not None:
            rows = (row for row in rows if self._is_in_place(row.folder, self._folder))
        if self._is_failed_only:
            rows = (row for row in rows if row.state is TrackState.FAILED)
        for word in self._search.split():
            rows = [row for row in rows if word in row.searchable]
        return list(rows)

    def _fits(self, row: TrackRow) -> bool:
        if self._folder is not None and not self._is_in_place(row.folder, self._folder):
            return False
        if self._is_failed_only and row.state is not TrackState.FAILED:
            return False
        return not self._search or all(word in row.searchable for word in self._search.split())

    def _is_in_place(self, row_folder: str, folder: str) -> bool:
        return lies_in(row_folder, folder) if self._is_deep else row_folder == folder

    def _in_order(self, rows: list[TrackRow]) -> Iterator[list[TrackRow] | None]:
        if self._order is None:
            return iter([rows])
        return order_in_parts(rows, self._order[0], is_downwards=self._order[1])

    # ------------------------------------------------------------------------------------------------------- questions

    @property
    def n_rows(self) -> int:
        """All rows, shown or not."""
        return len(self._rows)

    def rows(self) -> Iterable[TrackRow]:
        """All rows, shown or not, in the order they were learned."""
        return self._rows.values()

    def shown_rows(self) -> Sequence[TrackRow]:
        """The rows that are shown, in order."""
        return self._shown

    def row_at(self, index: Index) -> TrackRow | None:
        """The row at an index."""
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def places_of(self, files: Iterable[str]) -> list[int]:
        """Where files are shown, from the top; those that are not shown are left out."""
        places = self._all_places()
        return sorted(places[file] for file in files if file in places)

    # ------------------------------------------------------------------------------------------------- Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default; an index is a value)
        """Number of shown rows."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (as above)
        """Number of columns."""
        return 0 if parent.isValid() else len(TrackColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The word over a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return column_title(TrackColumn(section))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself, its words, its full text for the tooltip, or what a screen reader says."""
        row = self.row_at(index)
        if row is None:
            return None
        if role == TRACK_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(row, TrackColumn(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tool_tip(tool_tip(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            column = TrackColumn(index.column())
            if column is TrackColumn.TITLE:
                return row_sentence(row)
            return spoken_cell(cell_text(row, column), column_title(column))
        return None


def _is_same(before: TrackRow, after: TrackRow) -> bool:
    """Whether two rows of one file show the same; quicker than comparing all."""
    return (
        before.track_id == after.track_id
        and before.state is after.state
        and before.duration_s == after.duration_s
        and before.searchable == after.searchable
        and before.cover == after.cover
    )
