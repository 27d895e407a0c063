"""The clips of the queue as a table for Qt, filtered and searched inside; changes are told at most 20 times a second."""

import time
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import IntEnum, StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from slipgui.core.clip import ClipId
from slipgui.core.events import ClipAdded, ClipEvent, ClipRemoved, Event, OrderChanged, ServiceResumed, StageChanged
from slipgui.core.flow import Stage
from slipgui.gui import row_texts
from slipgui.gui.clip_rows import ENDED_STATES, WAITING_STATES, WORKING_STATES, ClipRow, Clock, RowState
from slipgui.gui.texts import column_title, plain, score, spoken_cell

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""Role that yields the ``ClipRow`` itself."""
FLUSH_MS = 50
"""Changes are gathered this long before the view hears of them."""


class Column(IntEnum):
    """The columns, left to right."""

    CLIP = 0
    SENT = 1
    STATE = 2
    TRACK = 3
    ISRC = 4
    SCORE = 5


N_COLUMNS = len(Column)


class RowFilter(StrEnum):
    """Which clips are shown; every clip but a cancelled one belongs to exactly one beside ``ALL``; an external one is identified, too."""

    ALL = "all"
    WORKING = "working"
    WAITING = "waiting"
    IDENTIFIED = "identified"
    EXTERNAL = "external"
    UNSURE = "unsure"
    NOT_FOUND = "not_found"
    FAILED = "failed"


FILTER_STATES: dict[RowFilter, frozenset[RowState]] = {
    RowFilter.ALL: frozenset(RowState),
    RowFilter.WORKING: WORKING_STATES,
    RowFilter.WAITING: WAITING_STATES,
    RowFilter.IDENTIFIED: frozenset({RowState.INTERNAL, RowState.EXTERNAL}),
    RowFilter.EXTERNAL: frozenset({RowState.EXTERNAL}),
    RowFilter.UNSURE: frozenset({RowState.UNSURE}),
    RowFilter.NOT_FOUND: frozenset({RowState.NOT_FOUND}),
    RowFilter.FAILED: frozenset({RowState.FAILED}),
}


class ClipTableModel(QAbstractTableModel):
    """Rows in the order in which the clips came.

    Parameters
    ----------
    clock
        Seconds on a monotonic clock, for rates and elapsed times.
    check_by_ear_below
        Answers with a lower score are marked "Check by ear".
    parent
        Owner.
    """

    refreshed = Signal()
    """Changes were told to the views: counts and facts of the page may be different."""

    def __init__(
        self, clock: Clock = time.monotonic, check_by_ear_below: float = 75.0, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._check_by_ear_below = check_by_ear_below
        self._n_tracks: int | None = None
        self._rows: dict[ClipId, ClipRow] = {}
        self._order: dict[ClipId, int] = {}
        self._n_added = 0
        # What the views know of; the two lists run side by side, orders ascending.
        self._shown: list[ClipRow] = []
        self._shown_orders: list[int] = []
        self._filter = RowFilter.ALL
        self._search = ""
        self._touched: set[ClipId] = set()
        self._state_counts: Counter[RowState] = Counter()
        self._has_line_moved = False
        self._line: list[int] = []
        """Orders of the clips that wait, ascending."""
        self._flush_timer = QTimer(self)
        self._flush_timer.setSingleShot(True)
        self._flush_timer.setInterval(FLUSH_MS)
        self._flush_timer.timeout.connect(self.flush)

    # ------------------------------------------------------------------------------------------------- events in

    def apply(self, event: Event) -> None:
        """Take an event; events of unknown clips are passed over."""
        if isinstance(event, ClipAdded):
            self._add(event)
        elif isinstance(event, ClipRemoved):
            self._remove(event.clip_id)
        elif isinstance(event, OrderChanged):
            self.set_order(event.clip_ids)
        elif isinstance(event, ServiceResumed):
            self._let_go_on()
        elif isinstance(event, ClipEvent):
            self._change(event)

    def _let_go_on(self) -> None:
        """What the network kept waiting waits for its turn now."""
        for row in self._rows.values():
            if row.state is RowState.WAITING_FOR_NETWORK:
                self._change(StageChanged(row.clip_id, Stage.DROPPED))

    def _add(self, event: ClipAdded) -> None:
        if event.clip_id in self._rows:
            return
        if event.clip_id in self._order:
            self.flush()  # removed a moment ago: the views hear of that before it comes back at the end
        row = ClipRow(event, self._clock, self._check_by_ear_below)
        row.n_tracks = self._n_tracks
        self._rows[event.clip_id] = row
        self._order[event.clip_id] = self._n_added
        self._n_added += 1
        self._count(event.clip_id, None, row.state)
        self._touch(event.clip_id)

    def _remove(self, clip_id: ClipId) -> None:
        row = self._rows.pop(clip_id, None)
        if row is not None:
            self._count(clip_id, row.state, None)
            self._touch(clip_id)

    def _change(self, event: ClipEvent) -> None:
        row = self._rows.get(event.clip_id)
        if row is None:
            return
        before = row.state
        row.apply(event)
        if row.state is not before:
            self._count(event.clip_id, before, row.state)
        self._touch(event.clip_id)

    def judge_by(self, check_by_ear_below: float) -> None:
        """Mark answers with a lower score "Check by ear" from now on."""
        self._check_by_ear_below = check_by_ear_below
        for clip_id, row in self._rows.items():
            before = row.state
            row.judge_by(check_by_ear_below)
            if row.state is not before:
                self._count(clip_id, before, row.state)
            if row.track is not None:
                self._touch(clip_id)

    def _count(self, clip_id: ClipId, before: RowState | None, after: RowState | None) -> None:
        if before is not None:
            self._state_counts[before] -= 1
        if after is not None:
            self._state_counts[after] += 1
        if before is RowState.WAITING or after is RowState.WAITING:
            order = self._order[clip_id]
            if before is RowState.WAITING:
                del self._line[bisect_left(self._line, order)]
            else:
                insort(self._line, order)
            self._has_line_moved = True

    def _touch(self, clip_id: ClipId) -> None:
        self._touched.add(clip_id)
        if not self._flush_timer.isActive():
            self._flush_timer.start()

    def set_order(self, clip_ids: Sequence[ClipId]) -> None:
        """Take another order of the clips; the views keep what is selected and shown."""
        self.flush()
        known = [clip_id for clip_id in clip_ids if clip_id in self._rows]
        rest = self._rows.keys() - set(known)
        order = known + [clip_id for clip_id in self._rows if clip_id in rest]
        if order == list(self._rows):
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [self._shown[index.row()].clip_id for index in before]
        self._rows = {clip_id: self._rows[clip_id] for clip_id in order}
        self._order = {clip_id: place for place, clip_id in enumerate(order)}
        self._n_added = len(order)
        self._shown.sort(key=lambda row: self._order[row.clip_id])
        self._shown_orders = [self._order[row.clip_id] for row in self._shown]
        places = {row.clip_id: place for place, row in enumerate(self._shown)}
        after = [self.index(places[clip_id], index.column()) for clip_id, index in zip(held, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self._line = [self._order[row.clip_id] for row in self._rows.values() if row.state is RowState.WAITING]
        self.layoutChanged.emit()
        self.refreshed.emit()

    def next_after(self, clip_id: str) -> str | None:
        """The clip behind another one, shown or not; None at the end."""
        ids = iter(self._rows)
        for found in ids:
            if found == clip_id:
                return next(ids, None)
        return None

    def set_n_tracks(self, n_tracks: int) -> None:
        """Take how much music the catalogue of this computer knows: clips that were not found may say so."""
        self._n_tracks = n_tracks
        for row in self._rows.values():
            row.n_tracks = n_tracks
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, N_COLUMNS - 1))
            self.refreshed.emit()

    # ------------------------------------------------------------------------------------------- telling the views

    def flush(self) -> None:
        """Tell the views what changed since the last time; runs by itself, tests may hurry it."""
        touched, self._touched = self._touched, set()
        gone, come, changed = self._sort_touched(touched)
        for first, last in reversed(unbroken_spans(gone)):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._shown[first : last + 1], self._shown_orders[first : last + 1]
            self.endRemoveRows()
        for rows in self._runs(come):
            self._insert(rows)
        for clip_id in touched - self._rows.keys():
            del self._order[clip_id]
        self._tell_changed(changed)
        self.refreshed.emit()

    def _sort_touched(self, touched: set[ClipId]) -> tuple[list[int], list[ClipId], list[ClipId]]:
        gone: list[int] = []
        come: list[ClipId] = []
        changed: list[ClipId] = []
        for clip_id in sorted(touched, key=self._order.__getitem__):
            row = self._rows.get(clip_id)
            place = self._place(clip_id)
            belongs = row is not None and self._fits(row)
            if place is None and belongs:
                come.append(clip_id)
            elif place is not None:
                changed.append(clip_id) if belongs else gone.append(place)
        return gone, come, changed

    def _place(self, clip_id: ClipId) -> int | None:
        order = self._order.get(clip_id)
        if order is None:
            return None
        place = bisect_left(self._shown_orders, order)
        return place if place < len(self._shown_orders) and self._shown_orders[place] == order else None

    def _runs(self, come: Sequence[ClipId]) -> Iterable[list[ClipId]]:
        """The newcomers in pieces that fall between the same two shown rows, so that each piece is one insertion."""
        run: list[ClipId] = []
        place = -1
        for clip_id in come:
            here = bisect_left(self._shown_orders, self._order[clip_id])
            if run and here != place:
                yield run
                # The piece before is in the list by now, so places have moved.
                here = bisect_left(self._shown_orders, self._order[clip_id])
                run = []
            place = here
            run.append(clip_id)
        if run:
            yield run

    def _insert(self, run: Sequence[ClipId]) -> None:
        place = bisect_left(self._shown_orders, self._order[run[0]])
        self.beginInsertRows(QModelIndex(), place, place + len(run) - 1)
        self._shown[place:place] = [self._rows[clip_id] for clip_id in run]
        self._shown_orders[place:place] = [self._order[clip_id] for clip_id in run]
        self.endInsertRows()

    def _tell_changed(self, changed: Sequence[ClipId]) -> None:
        places = sorted(place for clip_id in changed if (place := self._place(clip_id)) is not None)
        for first, last in unbroken_spans(places):
            self.dataChanged.emit(self.index(first, 0), self.index(last, N_COLUMNS - 1))
        if self._has_line_moved:
            self._has_line_moved = False
            if self._shown:  # the views paint those in view again
                self.dataChanged.emit(self.index(0, Column.STATE), self.index(len(self._shown) - 1, Column.STATE))

    # --------------------------------------------------------------------------------------------- filter and search

    @property
    def row_filter(self) -> RowFilter:
        """The filter in use."""
        return self._filter

    @property
    def search(self) -> str:
        """The search in use, case-folded."""
        return self._search

    def set_filter(self, row_filter: RowFilter) -> None:
        """Show the clips of this filter."""
        if row_filter is not self._filter:
            self._filter = row_filter
            self._show_again()

    def set_search(self, text: str) -> None:
        """Show the clips whose name, track, artist, record label or ISRC holds every word of the text."""
        folded = " ".join(text.casefold().split())
        if folded != self._search:
            self._search = folded
            self._show_again()

    def _show_again(self) -> None:
        self.flush()
        self.beginResetModel()
        self._shown = [row for row in self._rows.values() if self._fits(row)]
        self._shown_orders = [self._order[row.clip_id] for row in self._shown]
        self.endResetModel()
        self.refreshed.emit()

    def _fits(self, row: ClipRow) -> bool:
        if row.state not in FILTER_STATES[self._filter]:
            return False
        if not self._search:
            return True
        text = _searchable(row)
        return all(word in text for word in self._search.split())

    # ----------------------------------------------------------------------------------------------------- questions

    def count(self, row_filter: RowFilter) -> int:
        """How many clips a filter would show, whatever is searched."""
        return sum(self._state_counts[state] for state in FILTER_STATES[row_filter])

    @property
    def n_ended(self) -> int:
        """How many clips have come to an end."""
        return sum(self._state_counts[state] for state in ENDED_STATES)

    def rows(self) -> Iterable[ClipRow]:
        """All clips, shown or not, in order."""
        return self._rows.values()

    def shown_rows(self) -> Sequence[ClipRow]:
        """The clips that are shown, in order."""
        return self._shown

    def row_of(self, clip_id: str) -> ClipRow | None:
        """The clip of that id."""
        return self._rows.get(ClipId(clip_id))

    def row_at(self, index: Index) -> ClipRow | None:
        """The clip at an index."""
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def index_of(self, clip_id: str, column: Column = Column.CLIP) -> QModelIndex:
        """Where a clip is shown; an invalid index where it is not."""
        place = self._place(ClipId(clip_id))
        return QModelIndex() if place is None else self.index(place, column)

    def position_in_line(self, clip_id: ClipId) -> int:
        """Place among the waiting clips, from 1; 0 for one that does not wait."""
        order = self._order.get(clip_id, -1)
        place = bisect_left(self._line, order)
        return place + 1 if place < len(self._line) and self._line[place] == order else 0

    # ------------------------------------------------------------------------------------------------- Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default; an index is a value)
        """Number of shown clips."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (as above)
        """Number of columns."""
        return 0 if parent.isValid() else N_COLUMNS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The word over a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return column_title(Column(section).name.lower())
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself, its words, its full text for the tooltip, or what a screen reader says."""
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tooltip(row, Column(index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            column = Column(index.column())
            return spoken_cell(self._spoken(row, column), column_title(column.name.lower()))
        return None

    def _text(self, row: ClipRow, column: Column) -> str:
        match column:
            case Column.CLIP:
                return plain(row.name)
            case Column.SENT:
                return " ".join(part for part in row_texts.sent_lines(row) if part)
            case Column.STATE:
                return row_texts.state_word(row.state)
            case Column.TRACK:
                return ", ".join(part for part in row_texts.track_lines(row) if part)
            case Column.ISRC:
                return row_texts.isrc(row)
            case Column.SCORE:
                return row_texts.score_line(row)

    def _spoken(self, row: ClipRow, column: Column) -> str:
        if column is Column.CLIP:
            return row_texts.row_sentence(row)
        if column is Column.STATE:
            second = row_texts.second_lines(row, self.position_in_line(row.clip_id))[0]
            return f"{row_texts.state_word(row.state)}. {second}" if second else row_texts.state_word(row.state)
        if column is Column.SCORE and row.track is not None and row.track.score is not None:
            return score(row.track.score)
        return self._text(row, column)


def _tooltip(row: ClipRow, column: Column) -> str | None:
    # Qt takes a tooltip that looks like markup for rich text; an escaped one is shown as it was written.
    text = {
        Column.CLIP: plain(str(row.path)),
        Column.TRACK: "\n".join(part for part in row_texts.track_lines(row) if part),
        Column.ISRC: row_texts.isrc(row),
    }.get(column)
    if column is Column.TRACK and (why := row_texts.explanation(row)) is not None:
        text = f"{why.title}\n{why.detail} {why.hint}"
    return _as_rich_text(text) if text else None


def _as_rich_text(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br/>")
    return f"<span>{escaped}</span>"


def _searchable(row: ClipRow) -> str:
    parts = [row.name]
    if row.track is not None:
        parts += [row.track.title, row.track.artist or "", row.track.external_label or "", row_texts.isrc(row)]
        if row.track.isrc is not None:
            parts.append(row.track.isrc.code)
    return "\n".join(parts).casefold()


def unbroken_spans(places: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending places as (first, last) of their unbroken runs."""
    spans: list[tuple[int, int]] = []
    for place in places:
        if spans and spans[-1][1] == place - 1:
            spans[-1] = (spans[-1][0], place)
        else:
            spans.append((place, place))
    return spans
