"""The main window: what stands where, and which wish goes to whom.  It knows neither event loop nor application object."""

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMessageBox, QStackedWidget, QWidget

from slipgui import __version__
from slipgui.core.events import Event, RecognitionFinished
from slipgui.gui.announcer import Announcer
from slipgui.gui.assets import app_icon
from slipgui.gui.bytes_sent import BytesSent
from slipgui.gui.clip_commands import ClipCommands
from slipgui.gui.clip_rows import ClipRow, Clock
from slipgui.gui.clip_table_model import ClipTableModel, RowFilter
from slipgui.gui.details_place import DetailsPlace
from slipgui.gui.empty_page import EmptyPage
from slipgui.gui.row_texts import answer_text
from slipgui.gui.sidebar import Sidebar, service_icon
from slipgui.gui.status_line import StatusLine
from slipgui.gui.texts import bytes_line, dialog, no_clips, plain, selection_line, work_line
from slipgui.gui.theme import Appearance
from slipgui.gui.window_actions import WindowActions
from slipgui.gui.window_menus import TRACK_MENU, WindowMenus
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
    from slipgui.gui.catalogue_commands import CatalogueCommands
    from slipgui.gui.catalogue_page import CataloguePage
    from slipgui.gui.drop_overlay import DropOverlay
    from slipgui.gui.drops import DroppedItems
    from slipgui.gui.queue_page import QueuePage
    from slipgui.gui.toast import Toast

NARROW_SIDEBAR_BELOW_PX = 1080
SHORT_BUTTONS_BELOW_PX = 1000
_STATUS_MS = 200
_FADE_MS = 1000
"""A stalled upload brings no news; its rate fades all the same."""
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

    def __init__(
        self,
        appearance: Appearance,
        actions: WindowActions,
        load: Load,
        save: Save,
        *,
        check_by_ear_below: float = 75.0,
        clock: Clock = time.monotonic,
    ) -> None:
        super().__init__()
        self._wishes = actions
        self._save = save
        self._clock = clock
        self._state = state_from_json(load())
        self._sidebar_choice = self._state.is_sidebar_narrow
        self._wants_details = self._state.has_details
        self.model = ClipTableModel(clock, check_by_ear_below, self)
        self.setWindowTitle("Slipgui")
        self.setWindowIcon(app_icon())
        self.setMinimumSize(MIN_SIZE)
        self._destination = ("", "")
        self._sent = BytesSent()
        self._queue_page: QueuePage | None = None
        self._catalogue_page: CataloguePage | None = None
        self._catalogue_commands: CatalogueCommands | None = None
        self._toast: Toast | None = None
        self._drop_overlay: DropOverlay | None = None
        self._make_regions()
        self.menus = WindowMenus(self)
        self.menus.show_theme(appearance.choice)
        self._announcer = Announcer(self)
        self.commands = ClipCommands(self, self._selected_rows, actions, self._say)
        self._status_timer = QTimer(self, singleShot=True, interval=_STATUS_MS)
        self._fade_timer = QTimer(self, singleShot=True, interval=_FADE_MS)
        self._connect()
        self._connect_menus()
        self._restore()
        self._selection_changed()
        appearance.dress()

    # --------------------------------------------------------------------------------------------------------- regions

    def _make_regions(self) -> None:
        self.sidebar = Sidebar()
        self.empty_page = EmptyPage()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty_page)
        self.details = DetailsPlace(self._pages, self._state.details_width)
        self._stage = QStackedWidget()
        self._stage.addWidget(self.details)
        body = QWidget()
        line = QHBoxLayout(body)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.sidebar)
        line.addWidget(self._stage, 1)
        self.setCentralWidget(body)
        self.status_line = StatusLine()
        self.setStatusBar(self.status_line)

    def _make_the_rest(self) -> None:
        """Make what is there from the second picture on: list, message, target of drops; by now the frame is known, too."""
        if not self.isMaximized() and not self.isFullScreen():
            place = frame_on_screen(self.frameGeometry(), self.screen().availableGeometry())
            if place != self.frameGeometry().topLeft():
                self.move(place)
        for make in (lambda: self.queue_page, lambda: self.toast, lambda: self.drop_overlay):
            make()

    @property
    def queue_page(self) -> "QueuePage":
        """The page with the list."""
        if self._queue_page is None:
            from slipgui.gui.queue_page import QueuePage

            page = self._queue_page = QueuePage(self.model)
            self._pages.addWidget(page)
            self.menus.add_letters(page.view)
            page.set_narrow(self.width() < SHORT_BUTTONS_BELOW_PX)
            page.details_button.setChecked(self.details.is_open)
            page.add_requested.connect(self.commands.choose_clips)
            page.details_toggled.connect(self.show_details)
            page.selection_changed.connect(self._selection_changed)
            page.button_pressed.connect(self._row_button_pressed)
            page.menu_requested.connect(self._open_context_menu)
        return self._queue_page

    @property
    def catalogue_page(self) -> "CataloguePage":
        """The page with the catalogue; made when it is first shown or when music is first learned."""
        if self._catalogue_page is None:
            from slipgui.gui.catalogue_page import CataloguePage

            page = self._catalogue_page = CataloguePage(self._clock)
            self._stage.addWidget(page)
            self.menus.add_letters(page.view)
            page.add_requested.connect(self.commands.choose_music)
            page.paste_requested.connect(self.commands.paste_music)
            page.selection_changed.connect(self._catalogue_changed)
            page.menu_requested.connect(self._open_track_menu)
        return self._catalogue_page

    @property
    def catalogue_commands(self) -> "CatalogueCommands":
        """What can be done on that page."""
        if self._catalogue_commands is None:
            from slipgui.gui.catalogue_commands import CatalogueCommands

            self._catalogue_commands = CatalogueCommands(self.catalogue_page, self._wishes, lambda: self.toast)
        return self._catalogue_commands

    @property
    def is_catalogue_shown(self) -> bool:
        """Whether the catalogue is the page that is shown."""
        return self._stage.currentWidget() is not self.details

    @property
    def toast(self) -> "Toast":
        """Short messages about what the user just did."""
        if self._toast is None:
            from slipgui.gui.toast import Toast

            self._toast = Toast(self)
        return self._toast

    @property
    def drop_overlay(self) -> "DropOverlay":
        """The whole window as a place to drop."""
        if self._drop_overlay is None:
            from slipgui.app.intake import collect
            from slipgui.gui.drop_overlay import DropOverlay

            self._drop_overlay = DropOverlay(self, collect)
            self._drop_overlay.dropped.connect(self._take_dropped)
            self._drop_overlay.refused.connect(self._say)
            self._tell_drops()
        return self._drop_overlay

    def _tell_drops(self) -> None:
        """Let drops bring what belongs to the page that is shown."""
        if self._drop_overlay is None:
            return
        from slipgui.app.intake import MUSIC_SUFFIXES, collect
        from slipgui.gui.drop_words import DropSubject
        from slipgui.gui.service_texts import service_name

        if self.is_catalogue_shown:
            self._drop_overlay.set_subject(DropSubject.MUSIC, partial(collect, suffixes=MUSIC_SUFFIXES))
            self._drop_overlay.set_destination(service_name("local"), "local")
        else:
            self._drop_overlay.set_subject(DropSubject.CLIPS, collect)
            self._drop_overlay.set_destination(*self._destination)

    def _take_dropped(self, items: "DroppedItems") -> None:
        (self.commands.take_music if self.is_catalogue_shown else self.commands.take_items)(items)

    def _say(self, text: str) -> None:
        self.toast.show_message(text)

    def _selected_rows(self) -> list[ClipRow]:
        return self._queue_page.selected_rows() if self._queue_page is not None else []

    def _connect(self) -> None:
        self.model.refreshed.connect(self._refresh)
        self._status_timer.timeout.connect(self._refresh_status)
        self._fade_timer.timeout.connect(self._selection_changed)
        details, empty, commands = self.details, self.empty_page, self.commands
        details.retry_requested.connect(self._wishes.retry)
        details.cure_requested.connect(lambda clip_id: self._row_button_pressed("cure", clip_id))
        details.reveal_requested.connect(commands.reveal)
        details.copy_requested.connect(commands.copy)
        details.close_requested.connect(self._close_details)
        commands.clips_brought.connect(self._follow_new_rows)
        empty.browse_requested.connect(commands.choose_clips)
        empty.paste_requested.connect(commands.paste)
        empty.add_music_requested.connect(self._add_music_there)
        self.sidebar.queue_chosen.connect(self.show_queue)
        self.sidebar.catalogue_chosen.connect(self.show_catalogue)

    def _connect_menus(self) -> None:
        commands, page = self.commands, self._by_page
        self.menus.connect(
            add_clips=commands.choose_clips,
            add_folder=commands.choose_folder,
            add_music=commands.choose_music,
            close=self.close,
            quit=self.close,
            paste=page(commands.paste, lambda _: commands.paste_music()),
            copy_answer=page(commands.copy_answer, lambda tracks: tracks.copy_answer()),
            copy_isrc=page(commands.copy_isrc, lambda tracks: tracks.copy_isrc()),
            select_all=self._select_all,
            find=self._find,
            retry=page(commands.retry, lambda tracks: tracks.learn_selected()),
            cancel=commands.cancel,
            remove=page(self._remove, lambda tracks: tracks.remove()),
            reveal=page(commands.reveal_selected, lambda tracks: tracks.reveal_selected()),
            details=self._toggle_details,
            sidebar=self._toggle_sidebar,
            about=self._show_about,
            check_catalogue=self._check_catalogue,
            page_queue=self.show_queue,
            page_catalogue=self.show_catalogue,
        )
        self.menus.on_theme(self._wishes.set_theme)
        QShortcut(QKeySequence("F6"), self, lambda: self.jump_region(1))
        QShortcut(QKeySequence("Shift+F6"), self, lambda: self.jump_region(-1))
        self.menus.show_page(is_catalogue=False)

    def _by_page(
        self, for_queue: Callable[[], object], for_catalogue: "Callable[[CatalogueCommands], object]"
    ) -> Callable[[], object]:
        """What an action does: one thing on the queue, another on the catalogue."""
        return lambda: for_catalogue(self.catalogue_commands) if self.is_catalogue_shown else for_queue()

    # ------------------------------------------------------------------------------------------------------- news in

    @Slot(object)
    def on_event(self, event: Event) -> None:
        """Show what happened to a clip."""
        self.model.apply(event)
        if isinstance(event, RecognitionFinished):
            self._sent.add(event.report)
            row = self.model.row_of(event.clip_id)
            if row is not None:
                self._announcer.note(row.state)

    @Slot(str, str, bool)
    def set_service(self, name: str, line: str, is_ok: bool) -> None:
        """Show which service recognises, one line on how it does, and whether that is well."""
        self.sidebar.service_card.set_service(name, line, is_ok)
        self.empty_page.set_service_line(" · ".join(part for part in (plain(name), plain(line)) if part))
        self._destination = (plain(name), service_icon(name))
        self._tell_drops()

    def show_queue(self) -> None:
        """Show the queue."""
        self._show_on_stage(self.details)
        page = self._pages.currentWidget()
        if self._queue_page is not None and page is self._queue_page:
            self._queue_page.view.setFocus()

    def show_catalogue(self) -> None:
        """Show the catalogue, read anew: a command line may have changed it."""
        commands = self.catalogue_commands
        self._show_on_stage(self.catalogue_page)
        self.catalogue_page.view.setFocus()
        commands.enable(self.menus.actions)
        self._wishes.read_catalogue()

    def _show_on_stage(self, page: QWidget) -> None:
        self._stage.setCurrentWidget(page)
        is_catalogue = self.is_catalogue_shown
        (self.sidebar.catalogue_item if is_catalogue else self.sidebar.queue_item).setChecked(True)
        self.menus.show_page(is_catalogue=is_catalogue)
        self._tell_drops()
        self._enable_actions()
        self._refresh_status()

    def _add_music_there(self) -> None:
        """Lead to the catalogue and let the user choose music."""
        self.show_catalogue()
        self.commands.choose_music()

    def _check_catalogue(self) -> None:
        if not self.is_catalogue_shown:
            self.show_catalogue()
        self.catalogue_page.check()

    def _catalogue_changed(self) -> None:
        if self.is_catalogue_shown:
            self._enable_actions()
            self._refresh_status()

    def _show_page(self, page: QWidget) -> None:
        if page is not self._pages.currentWidget():
            self._pages.setCurrentWidget(page)
            # over the list they open only when they are asked for
            self._set_details(self._wants_details and page is not self.empty_page and not self.details.is_narrow)
            if page is self.queue_page and not self.is_catalogue_shown:
                self.queue_page.view.setFocus()  # the keys of the list work at once

    def _refresh(self) -> None:
        n_clips = self.model.count(RowFilter.ALL)
        self._show_page(self.queue_page if n_clips else self.empty_page)
        self.sidebar.queue_item.set_count(n_clips)
        if self.details.is_open:
            self.details.show_selection(self._selected_rows())
        self._enable_actions()
        if not self._status_timer.isActive():
            self._status_timer.start()

    def _refresh_status(self) -> None:
        if self.is_catalogue_shown:
            self.status_line.set_texts(*self.catalogue_page.status_texts())
            return
        model = self.model
        n_selected = len(self._selected_rows())
        n_clips, n_working = model.count(RowFilter.ALL), model.count(RowFilter.WORKING)
        left = selection_line(n_selected, model.rowCount()) if n_clips else no_clips()
        rate = sum(row.rate_bytes_per_s or 0.0 for row in model.rows()) if n_working else 0.0
        middle = work_line(n_working, model.count(RowFilter.WAITING), rate)
        is_told = self._sent.n_bytes > 0 or not n_working + model.count(RowFilter.WAITING)
        self.status_line.set_texts(
            left, middle, bytes_line(self._sent.n_bytes, self._sent.source_bytes) if is_told else ""
        )
        if rate > 0:
            self._fade_timer.start()

    # ----------------------------------------------------------------------------------------------------- selection

    def _selection_changed(self) -> None:
        if self.details.is_open:
            self.details.show_selection(self._selected_rows())
        self._enable_actions()
        self._refresh_status()

    def _enable_actions(self) -> None:
        self.menus.actions["check_catalogue"].setEnabled(True)
        if self.is_catalogue_shown:
            self.catalogue_commands.enable(self.menus.actions)
            return
        self.commands.enable(self.menus.actions)
        has_clips = self.model.count(RowFilter.ALL) > 0
        for name in ("select_all", "find", "details"):
            self.menus.actions[name].setEnabled(has_clips)

    def _open_context_menu(self, place: QPoint) -> None:
        if self._selected_rows():
            self.menus.context_menu().popup(place)

    def _open_track_menu(self, place: QPoint) -> None:
        names = TRACK_MENU if self.catalogue_page.view.selected_places() else ()
        context = self.menus.context_menu(names)
        self.catalogue_commands.add_orders(context)
        context.popup(place)

    def _row_button_pressed(self, name: str, clip_id: str) -> None:
        row = self.model.row_of(clip_id)
        if row is None:
            return
        if name == "copy" and row.track is not None:
            self.commands.copy(answer_text(row.track))
        elif name == "more":
            self.queue_page.view.select_ids([clip_id])
            self._open_context_menu(self.cursor().pos())
        elif name == "cure":
            self.commands.cure(row)

    def _show_about(self) -> None:
        box = QMessageBox(
            QMessageBox.Icon.NoIcon, dialog("about_title"), dialog("about").format(__version__), parent=self
        )
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    # -------------------------------------------------------------------------------------------------------- layout

    def show_details(self, is_open: bool) -> None:
        """Open or close the details, as the user wants; beside the empty page they wait until there is a clip."""
        self._wants_details = is_open
        self._set_details(is_open and self.model.count(RowFilter.ALL) > 0)

    def _set_details(self, is_open: bool) -> None:
        if self._queue_page is not None:
            self._queue_page.details_button.setChecked(is_open)
        self.menus.actions["details"].setChecked(is_open)
        self.details.set_open(is_open)
        self._skip_covered()
        if self.details.is_open:
            self.details.show_selection(self._selected_rows())

    def _skip_covered(self) -> None:
        if self._queue_page is not None:
            self._queue_page.skip_covered(self.details.covers)

    def jump_region(self, step: int) -> None:
        """Move the focus to the next (1) or previous (-1) region: sidebar, bar, list, details."""
        regions: list[QWidget] = [self.sidebar]
        if self.is_catalogue_shown:
            regions += self.catalogue_page.regions()
        else:
            page = self.queue_page
            regions += [page, page.view] if page.isVisible() else [self.empty_page]
            regions += [self.details.panel] if self.details.is_open else []
        focus = self.focusWidget()
        # The list lies inside its page: the innermost region that holds the focus is the present one.
        here = [place for place, region in enumerate(regions) if focus is not None and _holds(region, focus)]
        target = regions[((here[-1] if here else -1) + step) % len(regions)]
        stop = self.sidebar.chosen_item if target is self.sidebar else _first_stop(target)
        stop.setFocus(Qt.FocusReason.TabFocusReason)

    def _close_details(self) -> None:
        self.show_details(False)
        self.queue_page.view.setFocus()

    def _toggle_details(self) -> None:
        self.show_details(not self.details.is_open)

    def _follow_new_rows(self) -> None:
        if self._queue_page is not None:
            self._queue_page.view.follow_new_rows()

    def _remove(self) -> None:
        self.queue_page.view.expect_removal()
        self.commands.remove()

    def _select_all(self) -> None:
        (self.catalogue_page if self.is_catalogue_shown else self.queue_page).view.selectAll()

    def _find(self) -> None:
        if self.is_catalogue_shown:
            self.catalogue_page.focus_search()
            return
        if self.details.lies_over:
            self.show_details(False)
        self.queue_page.focus_search()

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
        if self._queue_page is not None:
            self._queue_page.set_narrow(self.width() < SHORT_BUTTONS_BELOW_PX)
        self.details.follow_window_width(self.width())
        self._skip_covered()

    def showEvent(self, event: QShowEvent) -> None:
        """Appear; what the first picture can do without is made after it, so that the window stands at once."""
        super().showEvent(event)
        QTimer.singleShot(_AFTER_FIRST_PICTURE_MS, self, self._make_the_rest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the regions to the width."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the rows when the window becomes active or not: the selection has a colour for each."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            for page in (self._queue_page, self._catalogue_page):
                if page is not None:
                    page.view.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the details where they lie over the list."""
        if event.key() == Qt.Key.Key_Escape and self.details.lies_over and not self.is_catalogue_shown:
            self._close_details()
        else:
            super().keyPressEvent(event)

    # -------------------------------------------------------------------------------------------------------- memory

    def _restore(self) -> None:
        size, place = place_on_screens(self._state)
        self.resize(size)
        if place is not None:
            self.setGeometry(place)
        if self._state.is_maximised:
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self._lay_out()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window and end the program."""
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
            has_details=self._wants_details,
            details_width=self.details.panel_width,
            is_sidebar_narrow=self._sidebar_choice,
        )


def _holds(region: QWidget, widget: QWidget) -> bool:
    return widget is region or region.isAncestorOf(widget)


def _first_stop(region: QWidget) -> QWidget:
    """Where the focus goes first in a region: itself, or the first of its widgets that takes it."""
    widget: QWidget | None = region
    while widget is not None:
        takes_focus = widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes_focus and _holds(region, widget):
            return widget
        widget = widget.nextInFocusChain()
        if widget is region:
            break
    return region
