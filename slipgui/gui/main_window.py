"""The main window: what stands where, and which wish goes to whom.  It knows neither event loop nor application object."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QCloseEvent, QDesktopServices, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QMessageBox, QStackedWidget, QWidget

from slipgui import __version__
from slipgui.app.intake import collect
from slipgui.app.wording import Cure
from slipgui.core.events import Event, RecognitionFinished
from slipgui.core.flow import Stage
from slipgui.gui.announcer import Announcer
from slipgui.gui.assets import app_icon
from slipgui.gui.clip_rows import ClipRow, Clock
from slipgui.gui.clip_table_model import ClipTableModel, RowFilter
from slipgui.gui.details_place import DetailsPlace
from slipgui.gui.drop_overlay import DropOverlay
from slipgui.gui.drop_words import drop_words
from slipgui.gui.drops import DroppedItems, paths_from_mime
from slipgui.gui.empty_page import EmptyPage
from slipgui.gui.queue_page import QueuePage
from slipgui.gui.row_texts import answer_text, cure_of, isrc
from slipgui.gui.sidebar import Sidebar
from slipgui.gui.status_line import StatusLine
from slipgui.gui.texts import bytes_line, dialog, plain, selection_line, work_line
from slipgui.gui.theme import Appearance
from slipgui.gui.toast import Toast
from slipgui.gui.window_menus import WindowMenus
from slipgui.gui.window_state import MIN_SIZE, Load, Save, WindowState, place_on_screens, state_from_json, state_to_json

NARROW_SIDEBAR_BELOW_PX = 1080
SHORT_BUTTONS_BELOW_PX = 1000
_STATUS_MS = 200


class WindowActions(Protocol):
    """What the user may want of the application."""

    def add_paths(self, paths: Sequence[Path], /) -> object:
        """Put clips, or the clips in folders, into the queue."""
        ...

    def cancel(self, clip_ids: Sequence[str], /) -> object:
        """Stop working on clips."""
        ...

    def retry(self, clip_ids: Sequence[str], /) -> object:
        """Begin again with clips that ended."""
        ...

    def remove(self, clip_ids: Sequence[str], /) -> object:
        """Take clips out of the queue."""
        ...

    def add_music(self, paths: Sequence[Path], /) -> object:
        """Teach the catalogue files or folders of music."""
        ...

    def set_theme(self, name: str, /) -> object:
        """Use and remember ``system``, ``light`` or ``dark``."""
        ...

    def quit(self) -> object:
        """End the program."""
        ...


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
        self._state = state_from_json(load())
        self._sidebar_choice = self._state.is_sidebar_narrow
        self.model = ClipTableModel(clock, check_by_ear_below, self)
        self.setWindowTitle("Slipgui")
        self.setWindowIcon(app_icon())
        self.setMinimumSize(MIN_SIZE)
        self._make_regions()
        self.menus = WindowMenus(self, self.queue_page.view)
        self.menus.show_theme(appearance.choice)
        self._announcer = Announcer(self)
        self.toast = Toast(self)
        self.drop_overlay = DropOverlay(self, collect)
        self._status_timer = QTimer(self, singleShot=True, interval=_STATUS_MS)
        self._connect()
        self._connect_menus()
        self._restore()
        self._selection_changed()
        self._refresh_status()

    # --------------------------------------------------------------------------------------------------------- regions

    def _make_regions(self) -> None:
        self.sidebar = Sidebar()
        self.empty_page = EmptyPage()
        self.queue_page = QueuePage(self.model)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty_page)
        self._pages.addWidget(self.queue_page)
        self.details = DetailsPlace(self._pages, self._state.details_width)
        body = QWidget()
        line = QHBoxLayout(body)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.sidebar)
        line.addWidget(self.details, 1)
        self.setCentralWidget(body)
        self.status_line = StatusLine()
        self.setStatusBar(self.status_line)

    def _connect(self) -> None:
        self.model.refreshed.connect(self._refresh)
        self._status_timer.timeout.connect(self._refresh_status)
        page, panel, empty = self.queue_page, self.details.panel, self.empty_page
        page.add_requested.connect(self.choose_clips)
        page.details_toggled.connect(self.show_details)
        page.selection_changed.connect(self._selection_changed)
        page.button_pressed.connect(self._row_button_pressed)
        page.menu_requested.connect(self._open_context_menu)
        panel.retry_requested.connect(self._wishes.retry)
        panel.reveal_requested.connect(self._reveal)
        panel.copy_requested.connect(self._copy)
        panel.close_requested.connect(self._close_details)
        empty.browse_requested.connect(self.choose_clips)
        empty.paste_requested.connect(self.paste)
        empty.add_music_requested.connect(self.choose_music)
        self.drop_overlay.dropped.connect(self._take_items)
        self.drop_overlay.refused.connect(self.toast.show_message)

    def _connect_menus(self) -> None:
        self.menus.connect(
            add_clips=self.choose_clips,
            add_folder=self.choose_folder,
            add_music=self.choose_music,
            close=self.close,
            quit=self.close,
            paste=self.paste,
            copy_answer=self.copy_answer,
            copy_isrc=self.copy_isrc,
            select_all=self.queue_page.view.selectAll,
            find=self.queue_page.focus_search,
            retry=self._retry_selected,
            cancel=self._cancel_selected,
            remove=self._remove_selected,
            reveal=self._reveal_selected,
            details=self.queue_page.details_button.toggle,
            sidebar=self._toggle_sidebar,
            about=self._show_about,
        )
        self.menus.on_theme(self._wishes.set_theme)

    # ------------------------------------------------------------------------------------------------------- news in

    @Slot(object)
    def on_event(self, event: Event) -> None:
        """Show what happened to a clip."""
        self.model.apply(event)
        if isinstance(event, RecognitionFinished):
            row = self.model.row_of(event.clip_id)
            if row is not None:
                self._announcer.note(row.state)

    @Slot(str, str, bool)
    def set_service(self, name: str, line: str, is_ok: bool) -> None:
        """Show which service recognises, one line on how it does, and whether that is well."""
        self.sidebar.service_card.set_service(name, line, is_ok)
        self.empty_page.set_service_line(" · ".join(part for part in (plain(name), plain(line)) if part))

    def _refresh(self) -> None:
        n_clips = self.model.count(RowFilter.ALL)
        self._pages.setCurrentWidget(self.queue_page if n_clips else self.empty_page)
        self.sidebar.queue_item.set_count(n_clips)
        if self.details.is_open:
            self.details.panel.show_selection(self.queue_page.selected_rows())
        self._enable_actions()
        if not self._status_timer.isActive():
            self._status_timer.start()

    def _refresh_status(self) -> None:
        model = self.model
        rows = list(model.rows())
        n_selected = len(self.queue_page.view.selected_ids())
        left = selection_line(n_selected, model.rowCount()) if rows else ""
        rate = sum(row.rate_bytes_per_s or 0.0 for row in rows)
        middle = work_line(model.count(RowFilter.WORKING), model.count(RowFilter.WAITING), rate)
        self.status_line.set_texts(left, middle, _bytes_sent(rows))

    # ----------------------------------------------------------------------------------------------------- selection

    def _selection_changed(self) -> None:
        if self.details.is_open:
            self.details.panel.show_selection(self.queue_page.selected_rows())
        self._enable_actions()
        self._refresh_status()

    def _enable_actions(self) -> None:
        rows, actions = self.queue_page.selected_rows(), self.menus.actions
        actions["copy_answer"].setEnabled(any(row.track is not None for row in rows))
        actions["copy_isrc"].setEnabled(any(isrc(row) for row in rows))
        actions["retry"].setEnabled(any(row.has_ended for row in rows))
        actions["cancel"].setEnabled(any(not row.has_ended for row in rows))
        actions["remove"].setEnabled(bool(rows))
        actions["reveal"].setEnabled(len(rows) == 1)
        has_clips = self.model.count(RowFilter.ALL) > 0
        for name in ("select_all", "find", "details"):
            actions[name].setEnabled(has_clips)

    def _open_context_menu(self, place: QPoint) -> None:
        if self.queue_page.selected_rows():
            self.menus.context_menu().popup(place)

    def _row_button_pressed(self, name: str, clip_id: str) -> None:
        row = self.model.row_of(clip_id)
        if row is None:
            return
        if name == "copy" and row.track is not None:
            self._copy(answer_text(row.track))
        elif name == "more":
            self.queue_page.view.select_ids([clip_id])
            self._open_context_menu(self.cursor().pos())
        elif name == "cure":
            self._cure(row)

    def _cure(self, row: ClipRow) -> None:
        match cure_of(row):
            case Cure.RETRY:
                self._wishes.retry([row.clip_id])
            case Cure.SHOW_IN_FOLDER:
                self._reveal(row.path)
            case Cure.CHOOSE_ANOTHER:
                self.choose_clips()

    # -------------------------------------------------------------------------------------------------------- wishes

    def choose_clips(self) -> None:
        """Let the user choose clips in the platform's own dialog."""
        self._choose(dialog("add_clips"), QFileDialog.FileMode.ExistingFiles, self._wishes.add_paths)

    def choose_folder(self) -> None:
        """Let the user choose a folder of clips."""
        self._choose(dialog("add_folder"), QFileDialog.FileMode.Directory, self._wishes.add_paths)

    def choose_music(self) -> None:
        """Let the user choose a folder of music for the catalogue."""
        self._choose(dialog("add_music"), QFileDialog.FileMode.Directory, self._wishes.add_music)

    def _choose(self, title: str, mode: QFileDialog.FileMode, take: "_Take") -> None:
        chooser = QFileDialog(self, title)
        chooser.setFileMode(mode)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.filesSelected.connect(lambda names: take([Path(name) for name in names]))
        chooser.open()

    def paste(self) -> None:
        """Add the clips that the clipboard names."""
        self._take_items(paths_from_mime(QGuiApplication.clipboard().mimeData()))

    def _take_items(self, items: DroppedItems) -> None:
        if items.paths:
            self._wishes.add_paths(list(items.paths))
        else:
            self.toast.show_message(drop_words(items, None).in_one_line())

    def copy_answer(self) -> None:
        """Put the answers of the selected clips on the clipboard, one per line."""
        tracks = [row.track for row in self.queue_page.selected_rows()]
        self._copy("\n".join(answer_text(track) for track in tracks if track is not None))

    def copy_isrc(self) -> None:
        """Put the ISRCs of the selected clips on the clipboard, one per line."""
        self._copy("\n".join(code for row in self.queue_page.selected_rows() if (code := isrc(row))))

    def _copy(self, text: str) -> None:
        if text:
            QGuiApplication.clipboard().setText(text)

    def _retry_selected(self) -> None:
        self._wishes.retry([row.clip_id for row in self.queue_page.selected_rows() if row.has_ended])

    def _cancel_selected(self) -> None:
        self._wishes.cancel([row.clip_id for row in self.queue_page.selected_rows() if not row.has_ended])

    def _remove_selected(self) -> None:
        self._wishes.remove(self.queue_page.view.selected_ids())

    def _reveal_selected(self) -> None:
        for row in self.queue_page.selected_rows()[:1]:
            self._reveal(row.path)

    def _reveal(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def _show_about(self) -> None:
        box = QMessageBox(
            QMessageBox.Icon.NoIcon, dialog("about_title"), dialog("about").format(__version__), parent=self
        )
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    # -------------------------------------------------------------------------------------------------------- layout

    def show_details(self, is_open: bool) -> None:
        """Open or close the details."""
        self.queue_page.details_button.setChecked(is_open)
        self.menus.actions["details"].setChecked(is_open)
        if is_open:
            self.details.panel.show_selection(self.queue_page.selected_rows())
        self.details.set_open(is_open)

    def _close_details(self) -> None:
        self.show_details(False)
        self.queue_page.view.setFocus()

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
        self.queue_page.set_narrow(self.width() < SHORT_BUTTONS_BELOW_PX)
        self.details.follow_window_width(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the regions to the width."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the rows when the window becomes active or not: the selection has a colour for each."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self.queue_page.view.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the details where they lie over the list."""
        if event.key() == Qt.Key.Key_Escape and self.details.lies_over:
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
        self.show_details(self._state.has_details)
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
            has_details=self.details.is_open,
            details_width=self.details.panel_width,
            is_sidebar_narrow=self._sidebar_choice,
        )


class _Take(Protocol):
    def __call__(self, paths: Sequence[Path], /) -> object: ...


def _bytes_sent(rows: Sequence[ClipRow]) -> str:
    """What left this computer for the clips that ended; empty before the first."""
    reports = [row.report for row in rows if row.report is not None and row.stage is Stage.FINISHED]
    if not reports:
        return ""
    over_network = [report for report in reports if report.service != "local"]
    sent_bytes = sum(report.sent_bytes for report in over_network)
    return bytes_line(sent_bytes, sum(report.source_bytes for report in over_network))
