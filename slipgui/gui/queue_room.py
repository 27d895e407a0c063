"""The queue in the window: the list of clips, the details beside it, or the page that invites while there is no clip."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from slipgui.app.explanation import Cure
from slipgui.core.clip import ClipId
from slipgui.core.events import Event, RecognitionFinished
from slipgui.gui.banner import BannerWords
from slipgui.gui.clip_commands import ClipCommands
from slipgui.gui.clip_rows import DECIDED_STATES, ClipRow
from slipgui.gui.clip_table_model import RowFilter
from slipgui.gui.copy_menu import copy_menu
from slipgui.gui.details_place import DetailsPlace
from slipgui.gui.empty_page import EmptyPage
from slipgui.gui.queue_commands import QueueCommands
from slipgui.gui.queue_news import QueueNews
from slipgui.gui.queue_page import QueuePage
from slipgui.gui.room import DetailedRoom
from slipgui.gui.row_texts import answer_text, cure_of
from slipgui.gui.sound_track_menu import sound_track_menu
from slipgui.gui.surroundings import SHORT_BUTTONS_BELOW_PX, Surroundings
from slipgui.gui.texts import batch_sentence, bytes_line, no_clips, nothing_to_decide, selection_line, work_line
from slipgui.gui.window_state import WindowState

if TYPE_CHECKING:
    from slipgui.gui.details_panel import DetailsPanel
    from slipgui.gui.drops import DroppedItems

_ACTIONS_OF_CURES = {
    Cure.CHANGE_SETTINGS: "settings",
    Cure.CHECK_CATALOGUE: "check_catalogue",
}
"""What leads to where the user can help; the rest is done at once."""
_FADE_MS = 1000
"""A stalled upload brings no news; its rate fades all the same."""


class QueueProgress(NamedTuple):
    """How far the queue is, in clips."""

    n_working: int
    n_waiting: int
    n_ended: int

    @property
    def share(self) -> float | None:
        """What is done, 0 to 1; None while there is nothing to do."""
        n_active = self.n_working + self.n_waiting
        return self.n_ended / (self.n_ended + n_active) if n_active else None


class QueueRoom(DetailedRoom["DetailsPanel"]):
    """The room.

    Parameters
    ----------
    around
        The window.
    empty_page
        What stands here while there is no clip.
    state
        How wide the details were, and whether they were open.
    check_by_ear_below
        Answers with a lower score are marked "Check by ear".
    former
        The room in another language: what it knows and shows is taken over.
    """

    name = "queue"
    face_changed = Signal()
    """The list came, or the empty page."""
    held = Signal()
    """What holds the queue is something else now."""
    settings_wanted = Signal(str)
    """The user wants to see this section of the settings."""
    batch_ended = Signal(str)
    """Nothing is waiting or at work any more: how it went, in one sentence."""
    programmes_wanted = Signal(object)
    """Paths of clips whose every cue is to be found."""
    name_wanted = Signal(str)
    """Id of a clip without an answer, whose track the user knows."""
    counted = Signal(int)
    """How many clips there are now."""

    def __init__(
        self,
        around: Surroundings,
        empty_page: EmptyPage,
        state: WindowState,
        check_by_ear_below: float,
        former: "QueueRoom | None" = None,
    ) -> None:
        super().__init__(around)
        self._empty_page = empty_page
        self.news: QueueNews = former.news if former is not None else QueueNews(around, check_by_ear_below)
        self.wants_details: bool = former.wants_details if former is not None else state.has_details
        width = former.details.panel_width if former is not None else state.details_width
        self.model = self.news.model
        self.page: QueuePage = QueuePage(self.model)
        self.page.view.set_compact(former.page.view.is_compact if former is not None else state.is_compact)
        self.details = DetailsPlace(self.page, width, self._make_panel)
        self.commands = ClipCommands(around.window, self.page.selected_rows, around.wishes, around.say)
        self.commands.setParent(self)
        self._fade_timer = QTimer(self, singleShot=True, interval=_FADE_MS)
        self._fade_timer.timeout.connect(self.follow_selection)
        self.pace = QueueCommands(self.page, self.model, around.wishes, around.say)
        around.menus.add_letters(self.page.view)
        self._has_clips = False
        self._connect()
        commands = self.commands
        self.orders = {
            "paste": commands.paste,
            "copy_answer": commands.copy_answer,
            "copy_isrc": commands.copy_isrc,
            "select_all": self.page.view.selectAll,
            "find": self._find,
            "retry": commands.retry,
            "cancel": commands.cancel,
            "reveal": commands.reveal_selected,
            "copy_as": self._copy_as,
            "part": self._try_part,
            "sound_track": self._choose_sound_track,
            "next_check": lambda: self._decide_next(1),
            "previous_check": lambda: self._decide_next(-1),
            "programme": lambda: self.programmes_wanted.emit([row.path for row in self.page.selected_rows()]),
            "hand_over": self._hand_over,
            "details": self.toggle_details,
            "compact": self._toggle_compact,
            "play": self._play,
            "switch_sound": lambda: self.details.panel.match.player.switch(),
            "loop_match": lambda: self.details.panel.match.toggle_loop(),
            **self.pace.orders,
        }
        if former is not None:
            self.page.take_over(former.page)
            self._show_paused()

    def judge_by(self, check_by_ear_below: float) -> None:
        """Mark answers with a lower score "Check by ear" from now on."""
        self.model.judge_by(check_by_ear_below)

    def _connect(self) -> None:
        page, commands = self.page, self.commands
        self.model.refreshed.connect(self.refresh)
        self.news.held.connect(self._held)
        self.news.batch_ended.connect(self._batch_ended)
        self.news.settings_wanted.connect(self.settings_wanted)
        page.add_requested.connect(commands.choose_clips)
        page.pause_toggled.connect(self.pace.pause_all_or_go_on)
        page.details_toggled.connect(self.show_details)
        page.selection_changed.connect(self.follow_selection)
        page.button_pressed.connect(self._row_button_pressed)
        page.menu_requested.connect(self.open_context_menu)
        commands.clips_brought.connect(page.view.follow_new_rows)

    def _make_panel(self) -> "DetailsPanel":
        # a fifth of the window's start would go into a panel that is closed
        from slipgui.gui.details_panel import DetailsPanel

        panel = DetailsPanel(self._around.wishes.previews, self._around.wishes.tracks)
        panel.retry_requested.connect(self._around.wishes.retry)
        panel.cure_requested.connect(lambda clip_id: self._row_button_pressed("cure", clip_id))
        panel.elsewhere_requested.connect(lambda clip_id, who: self._around.wishes.choose_profile([clip_id], who))
        panel.name_requested.connect(self.name_wanted)
        panel.cues_requested.connect(lambda path: self.programmes_wanted.emit([path]))
        panel.part_requested.connect(self._around.wishes.choose_part)
        panel.track_requested.connect(self._around.wishes.choose_track)
        for name in ("report", "log"):
            panel.foot.buttons[name].clicked.connect(self._around.menus.actions[name].trigger)
        panel.close_requested.connect(self.close_details)
        panel.reveal_requested.connect(self.commands.reveal)
        panel.copy_requested.connect(self.commands.copy)
        for name in (
            "switch_sound",
            "loop_match",
            "part",
            "sound_track",
        ):  # Space presses the button that has the focus there
            panel.addAction(self._around.menus.actions[name])
        return panel

    # ------------------------------------------------------------------------------------------------------- news in

    def on_event(self, event: Event) -> None:
        """Show what happened to a clip."""
        self.news.on_event(event)

    def _held(self) -> None:
        self._show_paused()
        self.held.emit()

    def _show_paused(self) -> None:
        self.pace.is_paused = self.news.holds.is_queue_held
        self.page.show_paused(self.pace.is_paused)

    def _batch_ended(self) -> None:
        self.batch_ended.emit(self._last_batch)

    @property
    def _last_batch(self) -> str:
        summary = self.news.last_batch
        return batch_sentence(summary) if summary is not None else ""

    @staticmethod
    def is_end(event: Event) -> bool:
        """Whether a clip came to its end."""
        return isinstance(event, RecognitionFinished)

    def refresh(self) -> None:
        """Show what is known of the clips now."""
        n_clips = self.model.count(RowFilter.ALL)
        if self._has_clips is not (n_clips > 0):
            self._has_clips = n_clips > 0
            if not self.page.view.has_posters:
                self.page.view.show_posters(self._around.wishes.previews)
            # over the list they open only when they are asked for
            super().show_details(self.wants_details and self._has_clips and not self.details.is_narrow)
            self.face_changed.emit()
        if self.details.is_open:
            self.details.panel.show_selection(self.page.selected_rows())
        self.counted.emit(n_clips)

    # ------------------------------------------------------------------------------------------- what the window asks

    @property
    def face(self) -> QWidget:
        """What is shown: the list, or the page that invites."""
        return self.details if self._has_clips else self._empty_page

    def enter(self) -> None:
        """Give the list the keys."""
        if self._has_clips:
            self.page.view.setFocus()

    def take(self, items: "DroppedItems") -> None:
        """Add the clips that were dropped."""
        self.commands.take_items(items)

    def enable(self, actions: Mapping[str, QAction]) -> None:
        """Let those actions be possible that make sense for the selected clips."""
        self.commands.enable(actions)
        self.pace.enable(actions)
        for name in ("select_all", "find", "details", "compact"):
            actions[name].setEnabled(self._has_clips)
        rows = self.page.selected_rows()
        actions["programme"].setEnabled(bool(rows))
        actions["part"].setEnabled(len(rows) == 1 and rows[0].can_be_framed)
        actions["sound_track"].setEnabled(len(rows) == 1 and rows[0].n_sound_tracks > 1)
        for name in ("next_check", "previous_check"):
            actions[name].setEnabled(self._has_clips)
        actions["hand_over"].setEnabled(any(row.has_ended for row in rows))
        actions["play"].setEnabled(len(rows) == 1 and rows[0].can_be_heard)
        for name in ("switch_sound", "loop_match"):
            actions[name].setEnabled(actions["play"].isEnabled() and self.details.is_open)
        actions["details"].setChecked(self.details.is_open)
        actions["compact"].setChecked(self.page.view.is_compact)

    def status_texts(self) -> tuple[str, str, str]:
        """Left, middle and right of the status bar."""
        model = self.model
        n_working, n_waiting = model.count(RowFilter.WORKING), model.count(RowFilter.WAITING)
        left = (
            selection_line(len(self.page.view.selected_places()), model.rowCount()) if self._has_clips else no_clips()
        )
        rate = sum(row.rate_bytes_per_s or 0.0 for row in model.rows()) if n_working else 0.0
        sent = self.news.sent
        is_told = sent.n_bytes > 0 or not n_working + n_waiting
        if rate > 0:
            self._fade_timer.start()
        middle = work_line(n_working, n_waiting, rate) or self._last_batch
        return left, middle, bytes_line(sent.n_bytes, sent.source_bytes) if is_told else ""

    @property
    def progress(self) -> QueueProgress:
        """How far the queue is."""
        model = self.model
        return QueueProgress(model.count(RowFilter.WORKING), model.count(RowFilter.WAITING), model.n_ended)

    @property
    def banner(self) -> BannerWords | None:
        """What keeps clips from going on, and what helps; None where nothing does."""
        return self.news.holds.words(self.model.count(RowFilter.WAITING), self.model.count(RowFilter.WORKING))

    def page_regions(self) -> list[QWidget]:
        """Where F6 leads on the page: bar, list."""
        return [self.page, self.page.view] if self._has_clips else [self._empty_page]

    def fit(self, window_width: int) -> None:
        """Shorten buttons and lay the details over the list where the window is narrow."""
        self.page.set_narrow(window_width < SHORT_BUTTONS_BELOW_PX)
        super().fit(window_width)
        self.page.skip_covered(self.details.covers)

    # ------------------------------------------------------------------------------------------------------- details

    def show_details(self, is_open: bool) -> None:
        """Open or close the details, as the user wants; beside the empty page they wait until there is a clip."""
        self.wants_details = is_open
        super().show_details(is_open and self._has_clips)

    # ----------------------------------------------------------------------------------------------------- selection

    def follow_selection(self) -> None:
        """Show in the details what is selected."""
        self.page.skip_covered(self.details.covers)
        if self.details.is_open:
            self.details.panel.show_selection(self.page.selected_rows())
        super().follow_selection()

    def open_context_menu(self, place: QPoint) -> None:
        """Offer what can be done with the selected clips."""
        if self.page.view.selected_places():
            self._around.menus.context_menu().popup(place)

    def _row_button_pressed(self, name: str, clip_id: str) -> None:
        row: ClipRow | None = self.model.row_of(clip_id)
        if row is None:
            return
        if name == "copy" and row.track is not None:
            self.commands.copy(answer_text(row.track))
        elif name == "play":
            self.page.view.select_ids([clip_id])
            self._play()
        elif name == "more":
            self.page.view.select_ids([clip_id])
            self.open_context_menu(self._around.window.cursor().pos())
        elif name == "cure":
            self._cure(row)

    def _cure(self, row: ClipRow) -> None:
        """Bring about what helps a failed clip, or lead there."""
        action = _ACTIONS_OF_CURES.get(cure_of(row) or Cure.NONE)
        if cure_of(row) is Cure.TRY_PART:
            self.page.view.select_ids([row.clip_id])
            self._lead_to_frame()
        elif action is not None:
            self._around.menus.actions[action].trigger()
        else:
            self.commands.cure(row)

    def _try_part(self) -> None:
        """Ask about the part that is framed in the details; lead to the frame where it is not seen."""
        if not self.details.is_open or not self.details.panel.try_part():
            self._lead_to_frame()

    def _lead_to_frame(self) -> None:
        if not self.details.is_open:
            self.show_details(True)
        self.details.panel.lead_to_frame()

    def _decide_next(self, step: int) -> None:
        """Select the next (1) or previous (-1) clip that wants a decision: to check by ear, not found, or failed."""
        rows, places = self.model.shown_rows(), self.page.view.selected_places()
        here = (places[-1] if step > 0 else places[0]) if places else (-1 if step > 0 else 0)
        around = ((here + step * n) % len(rows) for n in range(1, len(rows) + 1))
        place = next((at for at in around if rows[at].state in DECIDED_STATES), None)
        if place is None:
            self._around.say(nothing_to_decide())
            return
        self.page.view.select_only(place)
        self.page.view.setFocus()

    def _copy_as(self) -> None:
        """Let the user choose the form in which the answers of the selected clips are copied."""
        if self.details.is_open and self.details.panel.copy_as():
            return
        tracks = [row.track for row in self.page.selected_rows() if row.track is not None]
        self._open_below_row(copy_menu(self.page.view, tracks, self.commands.copy))

    def _choose_sound_track(self) -> None:
        """Let the user choose which sound track of the selected clip is recognised."""
        (row,) = self.page.selected_rows()
        choose = partial(self._around.wishes.choose_track, row.clip_id)
        self._open_below_row(sound_track_menu(self.page.view, row, choose))

    def _open_below_row(self, menu: QMenu) -> None:
        view = self.page.view
        place = view.visualRect(view.currentIndex()).bottomLeft()
        menu.popup(view.viewport().mapToGlobal(place))

    def _hand_over(self) -> None:
        from slipgui.gui.hand_over import hand_over_results  # not needed for the window's first picture

        hand_over_results(self._around, [ClipId(row.clip_id) for row in self.page.selected_rows() if row.has_ended])

    def _toggle_compact(self) -> None:
        self.page.view.set_compact(not self.page.view.is_compact)
        self.changed.emit()

    def _play(self) -> None:
        """Play what is selected; it is seen and switched in the details."""
        if not self.details.is_open:
            self.show_details(True)
        self.details.panel.match.play_or_pause()

    def _find(self) -> None:
        if self.details.lies_over:
            self.show_details(False)
        self.page.focus_search()
