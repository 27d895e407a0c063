"""The main window: what stands where, and which wish goes to whom.  It knows neither event loop nor application object.

Its first picture is the empty queue; each page with what belongs to it (``room.py``) is made when it is first needed.
"""

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from slipgui.gui.assets import app_icon
from slipgui.gui.command_finder import CommandFinder
from slipgui.gui.empty_page import EmptyPage
from slipgui.gui.focus_order import first_stop, next_region
from slipgui.gui.settings_commands import SettingsCommands
from slipgui.gui.sidebar import PAGES, Sidebar, service_icon
from slipgui.gui.status_line import StatusLine
from slipgui.gui.surroundings import Surroundings
from slipgui.gui.texts import bytes_line, control, no_clips, plain
from slipgui.gui.theme import Appearance, menu_bar_sheet
from slipgui.gui.window_drops import WindowDrops
from slipgui.gui.window_menus import ASK_WITH, WindowMenus
from slipgui.gui.window_rooms import WindowRooms
from slipgui.gui.window_state import (
    MIN_SIZE,
    Load,
    Save,
    WindowState,
    frame_on_screen,
    place_on_screens,
    state_from_json,
    state_to_json,
)

if TYPE_CHECKING:
    from slipgui.core.clip import ClipId
    from slipgui.core.events import Event
    from slipgui.gui.banner import Banner, BannerWords
    from slipgui.gui.catalogue_page import CataloguePage
    from slipgui.gui.clip_commands import ClipCommands
    from slipgui.gui.clip_table_model import ClipTableModel
    from slipgui.gui.details_panel import DetailsPanel
    from slipgui.gui.details_place import DetailsPlace
    from slipgui.gui.drop_overlay import DropOverlay
    from slipgui.gui.drops import DroppedItems
    from slipgui.gui.help_commands import HelpCommands
    from slipgui.gui.queue_page import QueuePage
    from slipgui.gui.queue_room import QueueRoom
    from slipgui.gui.room import Room
    from slipgui.gui.toast import Toast
    from slipgui.gui.window_actions import WindowActions

NARROW_SIDEBAR_BELOW_PX = 1080
_STATUS_MS = 200
_AFTER_FIRST_PICTURE_MS = 50
"""The window system answers a new window within a few milliseconds."""


class MainWindow(QMainWindow):
    """The window.

    Parameters
    ----------
    appearance
        The colours in use.
    actions
        Does what the user wants.
    load
        Tells what the window remembered of itself.
    save
        Remembers it.
    check_by_ear_below
        Answers with a lower score are marked "Check by ear".
    clock
        Seconds on a monotonic clock.
    """

    notified = Signal(str)
    """Something is worth telling the user who looks elsewhere."""
    spoken_anew = Signal()
    """Everything in the window is said in another language now; windows of their own are to follow."""

    def __init__(
        self,
        appearance: Appearance,
        actions: "WindowActions",
        load: Load,
        save: Save,
        *,
        check_by_ear_below: float = 75.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._wishes = actions
        self._save = save
        self._clock = clock
        state = state_from_json(load())
        self._sidebar_choice = state.is_sidebar_narrow
        self.setWindowTitle("Slipgui")
        self.setMinimumSize(MIN_SIZE)
        self._service = ("", "", True)
        self._keyring_waits = False
        self._shown_room = "queue"
        self._toast: Toast | None = None
        self._banner: Banner | None = None
        self._notice: BannerWords | None = None
        self._undo: Callable[[], object] | None = None
        self.drops = WindowDrops(self, lambda: self._taken)
        self.settings = SettingsCommands(self, actions, self.show_catalogue)
        self.finder = CommandFinder(self)
        self._help: HelpCommands | None = None
        self._make_regions()
        self.menus = WindowMenus(self)
        self.menus.show_choice("theme", appearance.choice)
        self.rooms = WindowRooms(
            self,
            Surroundings(self, actions, self.menus, self.say, clock, self.settings.show),
            state=state,
            check_by_ear_below=check_by_ear_below,
            on_made=self._take_in,
        )
        self._status_timer = QTimer(self, singleShot=True, interval=_STATUS_MS)
        self._status_timer.timeout.connect(self._refresh_status)
        self._connect()
        self._restore(state)
        self._room_changed()
        self.menus.actions["undo"].setEnabled(False)
        self.menuBar().setStyleSheet(menu_bar_sheet(appearance.theme))

    # --------------------------------------------------------------------------------------------------------- regions

    def _make_regions(self) -> None:
        self.sidebar = Sidebar()
        self.empty_page = EmptyPage()
        self._stage = QStackedWidget()
        self._stage.addWidget(self.empty_page)
        body = QWidget()
        line = QHBoxLayout(body)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.sidebar)
        self._beside = QVBoxLayout()
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(0)
        self._beside.addWidget(self._stage, 1)
        line.addLayout(self._beside, 1)
        self.setCentralWidget(body)
        self.status_line = StatusLine()
        self.setStatusBar(self.status_line)
        self.sidebar.chosen.connect(self.show_room)
        self.sidebar.settings_item.clicked.connect(lambda: self.settings.show())
        self.empty_page.browse_requested.connect(lambda: self.commands.choose_clips())
        self.empty_page.paste_requested.connect(lambda: self.commands.paste())
        self.empty_page.add_music_requested.connect(self._add_music_there)
        self.empty_page.watch_requested.connect(lambda: self.settings.show("watch"))
        self.empty_page.cues_requested.connect(partial(self.show_room, "cues"))
        self.empty_page.settings_requested.connect(lambda: self.settings.show("audioverify"))
        self.empty_page.unlock_requested.connect(lambda: self._wishes.settings.unlock_keyring())

    def speak_anew(self) -> None:
        """Say everything in the language that is spoken now; page, clips, search, selection and sizes stay as they are."""
        with self.rooms.made_anew():
            self._banner = None
            self.finder.speak_anew()
            self.toast.dismiss()
            self.menus.speak_anew()
            self._make_regions()
        self._lay_out()
        self.set_service(*self._service)
        self._show_banner()
        self.show_room(self._shown_room)
        self.spoken_anew.emit()

    def _make_the_rest(self) -> None:
        """Make what is there from the second picture on: icon, queue, message, target of drops, colours; by now the frame is known, too."""
        self.setWindowIcon(app_icon())
        if not self.isMaximized() and not self.isFullScreen():
            place = frame_on_screen(self.frameGeometry(), self.screen().availableGeometry())
            if place != self.frameGeometry().topLeft():
                self.move(place)
        for make in (lambda: self.rooms.queue, lambda: self.toast, lambda: self.drop_overlay):
            make()
        self._appearance.dress()
        self.menuBar().setStyleSheet("")  # the application's has it, too

    @property
    def model(self) -> "ClipTableModel":
        """The clips of the queue."""
        return self.rooms.queue.model

    @property
    def queue_page(self) -> "QueuePage":
        """The page with the list."""
        return self.rooms.queue.page

    @property
    def details(self) -> "DetailsPlace[DetailsPanel]":
        """The list with the details beside or over it."""
        return self.rooms.queue.details

    @property
    def commands(self) -> "ClipCommands":
        """What can be done with clips."""
        return self.rooms.queue.commands

    @property
    def catalogue_page(self) -> "CataloguePage":
        """The page with the catalogue."""
        return self.rooms.catalogue.page

    @property
    def toast(self) -> "Toast":
        """Short messages about what the user just did."""
        if self._toast is None:
            from slipgui.gui.toast import Toast

            self._toast = Toast(self)
        return self._toast

    @property
    def help(self) -> "HelpCommands":
        """What the Help menu does."""
        if self._help is None:
            from slipgui.gui.help_commands import HelpCommands

            self._help = HelpCommands(self, self._wishes, lambda: self.toast)
            self.spoken_anew.connect(self._help.speak_anew)
        return self._help

    def say(self, text: str, action_text: str = "", on_action: Callable[[], object] | None = None) -> None:
        """Show a short message, perhaps with a button that takes back what was done; Ctrl+Z does that afterwards, too."""
        if on_action is not None:
            self._undo = on_action
            self.menus.actions["undo"].setEnabled(True)
            on_action = self.undo
        self.toast.show_message(text, action_text, on_action)

    def undo(self) -> None:
        """Take back what was told last."""
        undo, self._undo = self._undo, None
        if undo is not None:
            self.toast.dismiss()
            undo()
        else:
            self._order("undo")
        self._enable_actions()

    @property
    def banner(self) -> "Banner":
        """What keeps clips from going on, else a notice."""
        if self._banner is None:
            from slipgui.gui.banner import Banner

            self._banner = Banner()
            self._beside.insertWidget(0, self._banner)
        return self._banner

    def show_notice(self, words: "BannerWords | None") -> None:
        """Say this in the banner while nothing keeps clips from going on; None: nothing."""
        self._notice = words
        self._show_banner()

    def _show_banner(self) -> None:
        focus = self.focusWidget()
        had_focus = focus is not None and self.banner.isAncestorOf(focus)
        self.banner.show_words(self.rooms.queue.banner or self._notice)
        if had_focus and self.banner.isHidden():
            self.room.enter()

    def _held(self) -> None:
        self._show_banner()
        self._show_service()

    def _tell_batch(self, sentence: str) -> None:
        """Tell those who look elsewhere."""
        if not self.isActiveWindow():
            self.notified.emit(sentence)
        self._refresh_status()

    # ----------------------------------------------------------------------------------------------------------- drops

    @property
    def drop_overlay(self) -> "DropOverlay":
        """The whole window as a place to drop."""
        return self.drops.overlay

    def come_forward(self) -> None:
        """Show the window in front of others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)  # else as large as it was
        self.show()
        self.raise_()
        self.activateWindow()

    @property
    def _taken(self) -> str:
        room = self.rooms.made(self._shown_room)
        return room.takes if room is not None else "clips"

    def _take_dropped(self, items: "DroppedItems") -> None:
        self.room.take(items)

    # ----------------------------------------------------------------------------------------------------------- menus

    def _connect(self) -> None:
        own: dict[str, Callable[[], object]] = {
            "add_clips": lambda: self.room.orders.get("add_clips", self.commands.choose_clips)(),
            "add_folder": lambda: self.commands.choose_folder(),
            "add_address": lambda: self.commands.ask_address(),
            "buckets": lambda: self.commands.browse_buckets(self.settings.show),
            "add_music": lambda: self.commands.choose_music(),
            **dict.fromkeys(("close", "quit"), self.close),
            "undo": self.undo,
            "sidebar": self._toggle_sidebar,
            "palette": self.finder.show,
            "mini_window": self.drops.toggle_mini,
            "settings": lambda: self.settings.show(),
            "guide": lambda: self.help.show_guide(),
            "log": lambda: self.help.show_log(),
            "report": lambda: self.help.report(),
            "about": lambda: self.help.show_about(),
            "check_catalogue": self._check_catalogue,
            **{f"page_{name}": partial(self.show_room, name) for name in PAGES},
        }
        self.menus.connect(**{name: own.get(name) or partial(self._order, name) for name in self.menus.actions})
        self.menus.on_choice("theme", self._wishes.set_theme)
        self.menus.on_choice("language", self._wishes.set_language)
        self.menus.on_choice(ASK_WITH, lambda profile_id: self.rooms.queue.pace.ask_with(profile_id))
        self.menus.show_page(self._shown_room)
        QShortcut(QKeySequence("F6"), self, lambda: self.jump_region(1))
        QShortcut(QKeySequence("Shift+F6"), self, lambda: self.jump_region(-1))
        self.drops.dropped.connect(self._take_dropped)
        self.drops.programmes_dropped.connect(lambda items: self.open_programmes(items.paths))
        self.spoken_anew.connect(self.drops.speak_anew)
        self.spoken_anew.connect(self.settings.speak_anew)

    def _order(self, name: str) -> None:
        """Do what an action does on the page that is shown."""
        order = self.room.orders.get(name)
        if order is not None:
            order()

    # ------------------------------------------------------------------------------------------------------- news in

    def on_event(self, event: "Event") -> None:
        """Show what happened to a clip."""
        self.rooms.queue.on_event(event)
        if self.rooms.made("history") is not None and self.rooms.queue.is_end(event):
            self.rooms.history.clip_ended()

    def set_service(self, name: str, line: str, is_ok: bool) -> None:
        """Show which service recognises, one line on how it does, and whether that is well."""
        self._service = (name, line, is_ok)
        self._show_service()
        self.empty_page.set_service_line(" · ".join(part for part in (plain(name), plain(line)) if part))
        self.drops.set_destination(plain(name), service_icon(name))

    def show_keyring_wait(self, is_waiting: bool) -> None:
        """Say that a keyring asks for its password, and that no longer."""
        self._keyring_waits = is_waiting
        self._show_service()

    def _show_service(self) -> None:
        name, line, is_ok = self._service
        trouble = self.rooms.queue.news.holds.service_trouble if self.rooms.made("queue") is not None else ""
        if self._keyring_waits:
            if not name:
                self.empty_page.wait_for_keyring()
            name, trouble = control("keyring"), control("keyring_waits")
        self.sidebar.service_card.set_service(name, trouble or line, is_ok and not trouble)

    # ----------------------------------------------------------------------------------------------------------- rooms

    @property
    def room(self) -> "Room":
        """The page that is shown."""
        return self.rooms[self._shown_room]

    def _take_in(self, room: "Room") -> None:
        """A room is made: give it its place."""
        if self._stage.indexOf(room.face) < 0:
            self._stage.addWidget(room.face)
        room.fit(self.width())
        room.changed.connect(partial(self._changed_in, room))
        if room.name == "queue":
            self._begin_queue(self.rooms.queue)
        if room.name == "voices":
            self.rooms.voices.settings_wanted.connect(self.settings.show)
        if self._shown_room == room.name:
            self._room_changed()

    def _begin_queue(self, room: "QueueRoom") -> None:
        room.face_changed.connect(self._face_changed)
        room.counted.connect(self._clips_counted)
        room.held.connect(self._held)
        room.batch_ended.connect(self._tell_batch)
        room.programmes_wanted.connect(self.open_programmes)
        room.name_wanted.connect(self._name_answer)
        room.settings_wanted.connect(self.settings.show)
        room.refresh()

    def show_room(self, name: str) -> None:
        """Show the page of this name."""
        room = self.rooms[name]
        self._shown_room = name
        self._stage.setCurrentWidget(room.face)
        self.sidebar.choose(name)
        self.menus.show_page(name)
        self.drops.follow_page()
        room.enter()
        self._room_changed()

    def show_queue(self) -> None:
        """Show the queue."""
        self.show_room("queue")

    def open_programmes(self, paths: "Sequence[Path]") -> None:
        """Find every cue of clips, on the page of the cues."""
        self.show_room("cues")
        self.rooms.cues.scan(paths)

    def show_catalogue(self) -> None:
        """Show the catalogue, read anew."""
        self.show_room("catalogue")

    def show_answer(self, clip_id: "ClipId") -> None:
        """Bring one of the latest answers forward: its row in the queue, or in the history where the queue has it no more."""
        self.come_forward()
        if self.model.row_of(clip_id) is not None:
            self.show_queue()
            self.queue_page.show_clip(clip_id)
        else:
            self.show_room("history")
            self.rooms.history.show_answer(clip_id)

    def _name_answer(self, clip_id: "ClipId") -> None:
        """Let the user write which track is in a clip: the history keeps it beside what the service said."""
        self.show_room("history")
        self.rooms.history.name_by_hand(clip_id)

    def _add_music_there(self) -> None:
        """Lead to the catalogue and let the user choose music."""
        self.show_catalogue()
        self.commands.choose_music()

    def judge_by(self, check_by_ear_below: float) -> None:
        """Mark answers with a lower score "Check by ear" from now on."""
        self.rooms.judge_by(check_by_ear_below)

    def _check_catalogue(self) -> None:
        if self._shown_room != "catalogue":
            self.show_catalogue()
        self.catalogue_page.check()

    def _face_changed(self) -> None:
        if self._stage.indexOf(self.rooms.queue.face) < 0:
            self._stage.addWidget(self.rooms.queue.face)
        if self._shown_room == "queue":
            self._stage.setCurrentWidget(self.rooms.queue.face)
            self.rooms.queue.enter()  # the keys of the list work at once

    def _clips_counted(self, n_clips: int) -> None:
        self.sidebar.set_count("queue", n_clips)
        if self._banner is not None and self._banner.isVisible():
            self._show_banner()  # it tells how many wait
        if self._shown_room == "queue":
            self._enable_actions()
            if not self._status_timer.isActive():
                self._status_timer.start()

    def _changed_in(self, room: "Room") -> None:
        if room.name == self._shown_room:
            self._room_changed()

    def _room_changed(self) -> None:
        self._enable_actions()
        self._refresh_status()

    def _enable_actions(self) -> None:
        room = self.rooms.made(self._shown_room)
        self.menus.actions["undo"].setEnabled(self._undo is not None)
        self.menus.enable_only(room.orders if room is not None else ("paste",))
        if room is not None:
            room.enable(self.menus.actions)

    def _refresh_status(self) -> None:
        room = self.rooms.made(self._shown_room)
        texts = room.status_texts() if room is not None else (no_clips(), "", bytes_line(0, 0))
        self.status_line.set_texts(*texts)

    # -------------------------------------------------------------------------------------------------------- layout

    def show_details(self, is_open: bool) -> None:
        """Open or close the details of the queue, as the user wants."""
        self.rooms.queue.show_details(is_open)

    def jump_region(self, step: int) -> None:
        """Move the focus to the next (1) or previous (-1) region: sidebar, bar, list, details."""
        target = next_region([self.sidebar, *self.room.regions()], self.focusWidget(), step)
        stop = self.sidebar.chosen_item if target is self.sidebar else first_stop(target)
        stop.setFocus(Qt.FocusReason.TabFocusReason)

    def _toggle_sidebar(self) -> None:
        self._sidebar_choice = not self.sidebar.is_narrow
        self._lay_out()

    def _lay_out(self) -> None:
        is_narrow = self._sidebar_choice
        if is_narrow is None:
            is_narrow = self.width() < NARROW_SIDEBAR_BELOW_PX
        if is_narrow is not self.sidebar.is_narrow:
            self.sidebar.set_narrow(is_narrow)
        self.menus.actions["sidebar"].setChecked(not is_narrow)
        for room in self.rooms:
            room.fit(self.width())

    def showEvent(self, event: QShowEvent) -> None:
        """Appear; what the first picture can do without is made after it, so that the window stands at once."""
        super().showEvent(event)
        if not self.drops.is_ready:
            QTimer.singleShot(_AFTER_FIRST_PICTURE_MS, self, self._make_the_rest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the regions to the width."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the rows when the window becomes active or not: the selection has a colour for each."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            for room in self.rooms:
                room.repaint_rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes what lies over the page."""
        if event.key() != Qt.Key.Key_Escape or not self.room.escape():
            super().keyPressEvent(event)

    # -------------------------------------------------------------------------------------------------------- memory

    def _restore(self, state: WindowState) -> None:
        size, place = place_on_screens(state)
        self.resize(size)
        if place is not None:
            self.setGeometry(place)
        if state.is_maximised:
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self._lay_out()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window and end the program."""
        for room in self.rooms:
            room.save_now()
        self._save(state_to_json(self._present_state()))
        self._wishes.quit()
        event.accept()

    def _present_state(self) -> WindowState:
        place = self.normalGeometry() if self.isMaximized() else self.geometry()
        return WindowState(
            x=place.x(),
            y=place.y(),
            width=place.width(),
            height=place.height(),
            is_maximised=self.isMaximized(),
            has_details=self.rooms.queue.wants_details,
            details_width=self.details.panel_width,
            is_sidebar_narrow=self._sidebar_choice,
            is_compact=self.queue_page.view.is_compact,
        )
