"""What the user can do with the order and the pace of the queue: move, sort, let rest, stop, send now, take out and bring back."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from slipgui.core.queue_order import SortKey
from slipgui.core.upload_plan import SendMode
from slipgui.gui.clip_rows import RowState
from slipgui.gui.clip_table_model import ClipTableModel
from slipgui.gui.queue_page import QueuePage
from slipgui.gui.surroundings import Say
from slipgui.gui.texts import control, removed_sentence
from slipgui.gui.window_actions import WindowActions

SENDS = {"send_sound": SendMode.SOUND, "send_original": SendMode.ORIGINAL}
SORT_KEYS = {"sort_name": SortKey.NAME, "sort_size": SortKey.SIZE, "sort_added": SortKey.ADDED}


class QueueCommands(QObject):
    """The commands of one queue page.

    Parameters
    ----------
    page
        What is selected in its list is meant.
    model
        Its clips.
    wishes
        Does what the user wants.
    say
        Shows a short message, perhaps with a button.
    """

    def __init__(self, page: QueuePage, model: ClipTableModel, wishes: WindowActions, say: Say) -> None:
        super().__init__(page)
        self._view, self._rows = page.view, page.selected_rows
        self._model, self._wishes, self._say = model, wishes, say
        self.is_paused = False
        """Whether the queue rests as a whole."""
        self._selected_before: Sequence[str] = ()
        """Clips that were selected when what has ended was cleared."""
        page.view.rows_dropped.connect(self.drop_before)
        self.orders: Mapping[str, Callable[[], object]] = {
            "move_up": self.move_up,
            "move_down": self.move_down,
            "move_top": lambda: self._wishes.move_to_top(self._ids()),
            "pause": self.pause_or_go_on,
            "pause_all": self.pause_all_or_go_on,
            "stop_after": wishes.stop_after_this,
            "send_now": lambda: self._wishes.send_now(self._ids()),
            **{name: partial(self._send, mode) for name, mode in SENDS.items()},
            "fresh": lambda: self._wishes.retry([row.clip_id for row in self._rows() if row.has_ended], is_fresh=True),
            "clear_finished": self.clear_finished,
            "remove": self.remove,
            **{name: partial(wishes.sort, key) for name, key in SORT_KEYS.items()},
        }

    def _ids(self) -> list[str]:
        return self._view.selected_ids()

    def enable(self, actions: Mapping[str, QAction]) -> None:
        """Let those actions be possible that make sense now."""
        rows, n_shown = self._rows(), self._model.rowCount()
        places = self._view.selected_places()
        is_active = any(not row.has_ended for row in rows)
        has_rows = n_shown > 0
        for name, is_possible in {
            "move_up": bool(places) and places != list(range(len(places))),
            "move_down": bool(places) and places != list(range(n_shown - len(places), n_shown)),
            "move_top": bool(places) and places != list(range(len(places))),
            "pause": is_active,
            "ask_with": bool(rows),
            **dict.fromkeys(SENDS, bool(rows)),
            "send_now": is_active,
            "fresh": any(row.has_ended for row in rows),
            "pause_all": has_rows,
            "stop_after": has_rows and not self.is_paused,
            "clear_finished": self._model.n_ended > 0,
            **dict.fromkeys(SORT_KEYS, n_shown > 1),
        }.items():
            actions[name].setEnabled(is_possible)

    # --------------------------------------------------------------------------------------------------------- order

    def move_up(self) -> None:
        """Move the selected clips one row up, together."""
        places, shown = self._view.selected_places(), self._model.shown_rows()
        if places and places[-1] > 0:
            self._wishes.move(self._ids(), shown[max(0, places[0] - 1)].clip_id)

    def move_down(self) -> None:
        """Move the selected clips one row down, together."""
        places, shown = self._view.selected_places(), self._model.shown_rows()
        if places and places[0] < len(shown) - 1:
            behind = min(places[-1] + 1, len(shown) - 1)
            self._wishes.move(self._ids(), self._model.next_after(shown[behind].clip_id))

    def drop_before(self, place: int) -> None:
        """Put the selected clips in front of the row at a place of the list; behind the last one for the place after it."""
        shown = self._model.shown_rows()
        before = shown[place].clip_id if place < len(shown) else self._model.next_after(shown[-1].clip_id)
        self._wishes.move(self._ids(), before)

    # ------------------------------------------------------------------------------------------------------- resting

    def pause_or_go_on(self) -> None:
        """Let the selected clips rest, or go on where all of them rest."""
        active = [row for row in self._rows() if not row.has_ended]
        ids = [row.clip_id for row in active]
        if all(row.state is RowState.PAUSED for row in active):
            self._wishes.unpause(ids)
        else:
            self._wishes.pause(ids)

    def pause_all_or_go_on(self) -> None:
        """Let the whole queue rest, or go on."""
        (self._wishes.unpause_all if self.is_paused else self._wishes.pause_all)()

    def ask_with(self, profile_id: str) -> None:
        """Let the selected clips go to an account, or to this computer ("local")."""
        self._wishes.choose_profile(self._ids(), profile_id)

    def _send(self, mode: SendMode) -> None:
        self._wishes.choose_send(self._ids(), mode)

    # ------------------------------------------------------------------------------------------------------- removal

    def remove(self) -> None:
        """Take the selected clips out of the queue, and offer them back."""
        ids = self._ids()
        if ids:
            self._view.expect_removal()
            self._wishes.remove(ids)
            self._offer_back(ids, ids)

    def clear_finished(self) -> None:
        """Take what has ended out of the queue; ``tell_removed`` follows."""
        self._selected_before = self._ids()
        self._wishes.clear_finished()

    def tell_removed(self, ids: Sequence[str]) -> None:
        """Say that what has ended is out of the queue, and offer it back."""
        if ids:
            is_among = not set(self._selected_before).isdisjoint(ids)  # else nothing of the selection went
            self._offer_back(ids, self._selected_before if is_among else ())

    def _offer_back(self, ids: Sequence[str], selected: Sequence[str]) -> None:
        """Say that clips are gone, and offer them back, those selected that were so before."""

        def bring_back() -> None:
            self._view.expect_return(selected)
            self._wishes.restore(ids)

        self._say(removed_sentence(len(ids)), control("undo"), bring_back)
