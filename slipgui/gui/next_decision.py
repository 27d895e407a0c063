"""Leads from row to row of the history that wants a decision; what was not read yet is read on the way."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from slipgui.app.history import HistoryRow
from slipgui.gui.clip_rows import DECIDED_STATES
from slipgui.gui.history_model import HistoryTableModel
from slipgui.gui.history_texts import state_of
from slipgui.gui.rows_view import RowsView


class NextDecision(QObject):
    """Looks for the next recognition that was to be checked by ear, not found or failed, and that nobody confirmed.

    Parameters
    ----------
    view
        The list, in which it is selected.
    model
        Its recognitions, of which pages are read as they are needed.
    tell_none
        Says that there is none.
    """

    def __init__(self, view: RowsView, model: HistoryTableModel, tell_none: Callable[[], object]) -> None:
        super().__init__(view)
        self._view, self._model, self._tell_none = view, model, tell_none
        self._place = self._step = self._n_left = 0
        """What is looked at next, which way, and how many rows are left to be looked at; none: nobody looks."""
        model.page_came.connect(self._go_on)
        model.modelAboutToBeReset.connect(self._stop)

    def look(self, step: int) -> None:
        """Select the next (1) or the previous one (-1), round the list."""
        places = self._view.selected_places()
        start = (places[-1] if step > 0 else places[0]) if places else (-1 if step > 0 else 0)
        self._n_left, self._step = self._model.rowCount(), step
        self._place = start + step
        self._go_on()

    def _stop(self) -> None:
        self._n_left = 0

    def _go_on(self) -> None:
        n_rows = self._model.rowCount()
        while self._n_left:
            place = self._place % n_rows
            item, row = self._model.item_at(place), self._model.row_at(place)
            if item is not None and row is None:
                self._model.need(item)
                return
            if row is not None and self._is_open(row):
                self._stop()
                self._view.select_only(place)
                self._view.setFocus()
                return
            self._place, self._n_left = place + self._step, self._n_left - 1
            if not self._n_left:
                self._tell_none()

    def _is_open(self, row: HistoryRow) -> bool:
        return state_of(row, self._model.check_by_ear_below) in DECIDED_STATES and not row.line.get("confirmed_by")
