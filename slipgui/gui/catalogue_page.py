"""The catalogue: folders, page bar, learning card and the list of tracks (look/mock/11-catalogue-indexing-light.png)."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontInfo, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.catalogue_empty import CatalogueEmpty
from slipgui.gui.catalogue_findings import CatalogueFindings
from slipgui.gui.catalogue_folder_list import NARROW_WIDTH_PX, WIDTH_PX, Entry, FolderColumn
from slipgui.gui.catalogue_folders import FolderLine, Totals, count_in_parts
from slipgui.gui.catalogue_rows import CatalogueContents, TrackColumn, TrackRow
from slipgui.gui.catalogue_table_model import CatalogueTableModel
from slipgui.gui.catalogue_table_view import CatalogueTableView
from slipgui.gui.catalogue_texts import failed_line, nothing_shown, page_facts, selection_line, word
from slipgui.gui.in_parts import InParts
from slipgui.gui.labels import FactsLabel, TextLabel
from slipgui.gui.learning_card import LearningCard
from slipgui.gui.learning_progress import LearningProgress
from slipgui.gui.queue_page import BAR_HEIGHT_PX, NothingShown
from slipgui.gui.search_field import SearchField
from slipgui.gui.tag_panel import WIDTH_PX as WIDTH_OF_TAGS_PX
from slipgui.gui.tag_panel import TagPanel
from slipgui.gui.texts import control
from slipgui.gui.theme import BODY, GAP_CONTROLS, PAGE_PADDING, TITLE
from slipgui.gui.window_actions import TagsOf

_COUNT_MS = 200
"""Folders and sums are counted again so often at most."""
_REST_PER_COUNT = 10
"""A large catalogue is counted more seldom: the window is free so many times longer than it counts."""
_NARROW_FOLDERS_BELOW_PX = 860
_FOLDERS_AWAY_BELOW_PX = 560
_SHORT_BUTTONS_BELOW_PX = 760
_TIGHT_BUTTONS_BELOW_PX = 440
_LEAST_LIST_PX = 240
"""With less the panel for tags stands alone."""


class CataloguePage(QWidget):
    """The page.

    Parameters
    ----------
    clock
        Seconds on a monotonic clock, for the rate of learning.
    former
        The page in another language: what it knows and shows is taken over.
    """

    add_requested = Signal()
    paste_requested = Signal()
    check_requested = Signal()
    same_sound_requested = Signal()
    stop_requested = Signal()
    selection_changed = Signal()
    menu_requested = Signal(QPoint)
    """The context menu of the selected rows is wanted at this place of the screen."""
    folder_menu_requested = Signal(object, QPoint)
    """The menu of a folder's ``Entry`` is wanted there."""
    learn_requested = Signal(object)
    """Files to learn again."""
    remove_requested = Signal(object)
    """Ids of tracks to remove."""
    edit_requested = Signal()
    """The tags of the selected tracks are to be edited."""
    tags_wanted = Signal(object)
    """``TagsOf`` that the user wants, in a list."""
    watch_requested = Signal()
    """A folder is to be chosen and kept in step."""
    watch_toggled = Signal(object, bool)
    """A folder's ``Entry`` is to be kept in step, or not any more."""

    def __init__(self, clock: Callable[[], float], former: "CataloguePage | None" = None) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self.model: CatalogueTableModel = former.model if former is not None else CatalogueTableModel()
        self.model.setParent(self)
        self.progress: LearningProgress = former.progress if former is not None else LearningProgress(clock)
        self._totals = Totals()
        self._size_bytes: int | None = None
        self._watched: Mapping[str, bool] = {}
        self._selected_files: list[str] = []
        """What is selected while the list is made anew."""
        self._count_timer = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._counting = InParts(self)
        self._count_began_s = 0.0
        self._make_parts()
        self._lay_out()
        self._connect()
        if former is not None:
            self._take_over(former)
        self._count()

    def _take_over(self, former: "CataloguePage") -> None:
        """Show what another page of the same tracks shows, and go on with tags that are being edited."""
        selected, entry = former.selected_rows(), former.folders.list.entry
        self._size_bytes, self._watched = former._size_bytes, former._watched
        self.search.setText(former.search.text())
        self.view.header.show_order(self.model.order)
        self._count()
        self.folders.list.choose_alike(entry)
        self.view.select_files([row.file for row in selected])
        self._show_progress()
        if not former.tags.isHidden():
            self.edit_tags(former.tags.said)
            self.tags.take_over(former.tags)
        if self.model.n_rows and not former.check_button.isEnabled():
            self._show_checking()

    # ----------------------------------------------------------------------------------------------------------- parts

    def _make_parts(self) -> None:
        self.folders = FolderColumn()
        self._title = TextLabel(word("catalogue"), factor=TITLE, weight=QFont.Weight.DemiBold)
        self._title.setWordWrap(False)
        self._facts = FactsLabel(role="text_3", factor=BODY)
        self.folders_button = ActionButton("", "folder", kind="quiet")
        self.folders_button.setCheckable(True)
        self.folders_button.setAccessibleName(word("folders"))
        self.folders_button.setToolTip(word("folders"))
        self.search = SearchField()
        self.search.setPlaceholderText(word("search"))
        self.search.setAccessibleName(word("search_name"))
        self.check_button = ActionButton(word("check"), "shield")
        self.check_button.setAccessibleName(word("check_name"))
        self.add_button = ActionButton(word("add_music"), "add", kind="primary")
        self.card = LearningCard()
        self.card.hide()
        self.view = CatalogueTableView(self.model)
        self.empty = CatalogueEmpty()
        self.findings = CatalogueFindings()
        self.tags = TagPanel()
        self.tags.hide()
        self._nothing = NothingShown()
        self._stack = QStackedWidget()
        for widget in (self.view, self.empty, self._nothing, self.findings):
            self._stack.addWidget(widget)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(PAGE_PADDING, 0, PAGE_PADDING, 0)
        bar.setSpacing(GAP_CONTROLS)
        bar.addWidget(self.folders_button)
        bar.addWidget(self._title)
        bar.addWidget(self._facts, 1)
        for widget in (self.search, self.check_button, self.add_button):
            bar.addWidget(widget)
        bar.addStrut(BAR_HEIGHT_PX)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.card)
        column.addWidget(self._stack, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.folders)
        line.addWidget(self._body, 1)
        line.addWidget(self.tags)

    def _connect(self) -> None:
        for button in (self.add_button, self.folders.add_button):
            button.clicked.connect(self.add_requested)
        self.empty.add_requested.connect(self.add_requested)
        self.empty.paste_requested.connect(self.paste_requested)
        self.empty.watch_requested.connect(self.watch_requested)
        self.check_button.clicked.connect(self.check)
        self.card.stop_requested.connect(self.stop_requested)
        self.search.textChanged.connect(self.model.set_search)
        self.search.left.connect(self.view.setFocus)
        self.folders.list.chosen.connect(self._show_entry)
        self.folders.list.menu_requested.connect(self.folder_menu_requested)
        self.view.edit_requested.connect(self.edit_requested)
        self.tags.tags_wanted.connect(self.tags_wanted)
        self.tags.closed.connect(self.leave_tags)
        self.view.selectionModel().selectionChanged.connect(self._follow_selection)
        self.folders.list.watch_toggled.connect(self.watch_toggled)
        self.folders_button.toggled.connect(lambda _: self._fit())
        self.view.header.order_wanted.connect(self.set_order)
        self.view.menu_requested.connect(self.menu_requested)
        self.view.selectionModel().selectionChanged.connect(self.selection_changed)
        self.model.modelAboutToBeReset.connect(self._remember_selection)
        self.model.modelReset.connect(self._select_again)
        self.model.refreshed.connect(self._choose_what_stands)
        self.model.rows_changed.connect(self._start_counting)
        self._count_timer.timeout.connect(self._count)
        self._counting.done.connect(self._show_counts)
        self._nothing.show_all_requested.connect(self.show_all)
        self.findings.done.connect(self._leave_findings)
        self.findings.learn_requested.connect(self.learn_requested)
        self.findings.remove_requested.connect(self.remove_requested)

    # --------------------------------------------------------------------------------------------------------- news in

    def set_contents(self, contents: CatalogueContents) -> None:
        """Show what the catalogue holds."""
        self._size_bytes, self._watched = contents.size_bytes, contents.watched
        self.model.set_contents(contents)
        self._start_counting()

    def begin_learning(self) -> None:
        """Music is looked for."""
        self.progress.begin()
        self._show_progress()

    def expect(self, rows: Sequence[TrackRow]) -> None:
        """These files will be learned."""
        self.progress.expect(len(rows))
        self.model.expect(rows)
        self._show_progress()

    def note(self, line: Mapping[str, Any]) -> None:
        """Show what became of a file."""
        self.progress.note()
        self.model.note(line)
        self.card.show_progress(self.progress)

    def rest(self) -> None:
        """Nothing is learned any more."""
        self.progress.rest()
        self.model.rest()
        self._show_progress()

    def forget(self, files: Iterable[str]) -> None:
        """These files were removed."""
        self.model.forget(files)

    def show_check(self, problems: Sequence[Mapping[str, Any]]) -> None:
        """A check has ended: list what it found."""
        self.check_button.setEnabled(True)
        self.check_button.setText(word("check"))
        if problems:
            self.findings.show_problems(problems)
            self._show_in_stack(self.findings)
            self.findings.done_button.setFocus()
        elif self._stack.currentWidget() is self.findings:
            self._leave_findings()

    def edit_tags(self, said: Sequence[Mapping[str, Any]]) -> None:
        """Show the tags of tracks, told as in ``CatalogueDesk.said_tags``, to be edited."""
        if not said:
            return
        is_new = not self.tags.isVisible()
        covers = {row.track_id: row.cover for row in self.selected_rows()}
        self.tags.show_tracks(said, self.view.pictures.picture(covers.get(said[0]["id"], "")))
        self.tags.show()
        self._fit()
        if is_new:
            self.tags.fields["title"].edit.setFocus()

    def tags_were_set(self, changes: Sequence[TagsOf], problems: Mapping[str, str]) -> list[TagsOf]:
        """Take the news of changed tags; what takes them back, empty where they were not changed here."""
        if problems:
            self.tags.show_problems(problems)
            return []
        undo = self.tags.undo_of(changes) if self.tags.isVisible() else []
        if self.tags.isVisible():
            self.leave_tags()
        return undo

    def leave_tags(self) -> None:
        """Close the panel with the tags."""
        self.tags.hide()
        self._fit()
        self.view.setFocus()

    def _follow_selection(self) -> None:
        """Show the tags of what is selected now, unless there is something to save."""
        if self.tags.isVisible() and not self.tags.is_changed and self.view.selected_places():
            self.edit_requested.emit()

    def check(self) -> None:
        """Look for what is wrong, unless that goes on already."""
        if self.check_button.isEnabled() and self.model.n_rows:
            self._show_checking()
            self.check_requested.emit()

    def find_same_sound(self) -> None:
        """Look for recordings that are there twice, unless something is looked for already."""
        if self.check_button.isEnabled() and self.model.n_rows:
            self._show_checking()
            self.same_sound_requested.emit()

    def _show_checking(self) -> None:
        self.check_button.setEnabled(False)
        self.check_button.setText(word("checking"))

    def _leave_findings(self) -> None:
        self._show_in_stack(self.view)
        self._choose_what_stands()
        self.view.setFocus()

    # ------------------------------------------------------------------------------------------ search, filter, order

    def selected_rows(self) -> list[TrackRow]:
        """The selected tracks, in the order of the list."""
        return self.view.selected_rows()

    def focus_search(self) -> None:
        """Lead to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_all(self) -> None:
        """Show every track again."""
        self.search.clear()
        self.folders.list.choose(self.folders.list.entries[0])
        self.view.setFocus()

    def set_order(self, order: tuple[TrackColumn, bool] | None) -> None:
        """Order by a column, downwards or not; None: as learned."""
        self.model.set_order(order)
        self.view.header.show_order(order)

    def _show_entry(self, entry: Entry) -> None:
        self._set_place(entry)
        if self._stack.currentWidget() is self.findings:
            self._show_in_stack(self.view)
        self._choose_what_stands()
        if self.folders_button.isChecked():
            self.folders_button.setChecked(False)
            self.view.setFocus()

    def _set_place(self, entry: Entry) -> None:
        self.model.set_place(entry.folder, is_deep=entry.is_watched, is_failed_only=entry.is_failed)

    def _remember_selection(self) -> None:
        self._selected_files = [row.file for row in self.view.selected_rows()]

    def _select_again(self) -> None:
        if self._selected_files:
            self.view.select_files(self._selected_files)
        self.selection_changed.emit()

    # --------------------------------------------------------------------------------------------------------- display

    def status_texts(self) -> tuple[str, str, str]:
        """Left, middle and right of the status bar."""
        model, n_selected = self.model, len(self.view.selected_places())
        left = selection_line(n_selected, model.rowCount(), model.n_rows, self._totals.n_ready)
        return left, failed_line(self._totals.n_failed), word("stays_here")

    def regions(self) -> list[QWidget]:
        """Where F6 leads, in reading order."""
        places: list[QWidget] = [self.folders, self._body, self._stack, self.tags]
        return [place for place in places if place.isVisible()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit folders and buttons to the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        scale = max(1.0, QFontInfo(QApplication.font()).pixelSize() / 13)
        width = self.width() / scale
        is_away = width < _FOLDERS_AWAY_BELOW_PX
        is_alone = is_away and self.folders_button.isChecked()
        column_width = WIDTH_PX if width >= _NARROW_FOLDERS_BELOW_PX else NARROW_WIDTH_PX
        self.folders.setFixedWidth(round(column_width * scale))
        self.tags.setFixedWidth(round(WIDTH_OF_TAGS_PX * scale))
        if self.tags.isVisible():
            width -= WIDTH_OF_TAGS_PX
        is_short = width < _SHORT_BUTTONS_BELOW_PX
        is_tight = width < _TIGHT_BUTTONS_BELOW_PX
        self.add_button.setText("" if is_tight else word("add") if is_short else word("add_music"))
        self.add_button.setAccessibleName(word("add_music"))
        self.add_button.setToolTip(word("add_music") if is_tight else "")
        self.search.setPlaceholderText(control("search") if is_short else word("search"))
        self.search.setFixedWidth(round((140 if is_short else 210) * min(scale, 1.6)))
        has_rows = self.model.n_rows > 0 or bool(self._watched)  # without either the drop area says it all
        has_room = not self.tags.isVisible() or self.width() / scale >= _NARROW_FOLDERS_BELOW_PX + WIDTH_OF_TAGS_PX
        self.folders.setVisible(has_rows and ((not is_away and has_room) or is_alone))
        self._body.setVisible(not is_alone and width >= _LEAST_LIST_PX)
        self.folders_button.setVisible(is_away and has_rows)
        for widget, is_shown in (
            (self.search, True),
            (self.check_button, not is_away and not is_tight),
            (self.add_button, True),
        ):
            widget.setVisible(is_shown and has_rows)

    def _show_in_stack(self, widget: QWidget) -> None:
        if self._stack.currentWidget() is not widget:
            self._stack.setCurrentWidget(widget)

    def _start_counting(self) -> None:
        if not self._count_timer.isActive():
            self._count_timer.start()

    def _count(self) -> None:
        if self._counting.is_busy:
            self._count_timer.start()
            return
        self._count_began_s = time.perf_counter()
        self._counting.begin(count_in_parts(list(self.model.rows()), self._watched))

    def _show_counts(self, counted: tuple[list[FolderLine], Totals]) -> None:
        lines, self._totals = counted
        self.folders.list.show_lines(lines, self._totals)
        self._set_place(self.folders.list.entry)  # it may be watched since, and stand for more
        self._facts.set_text(page_facts(self._totals, self._size_bytes))
        self._choose_what_stands()
        self.selection_changed.emit()
        took_s = time.perf_counter() - self._count_began_s
        self._count_timer.setInterval(max(_COUNT_MS, round(_REST_PER_COUNT * 1000 * took_s)))

    def _choose_what_stands(self) -> None:
        if self._stack.currentWidget() is self.findings:
            return
        if self.model.rowCount():
            self._show_in_stack(self.view)
        elif self.model.n_rows:
            self._nothing.set_text(nothing_shown(self.model.search))
            self._show_in_stack(self._nothing)
        else:
            self._show_in_stack(self.empty)
        self._fit()
        self.check_button.setEnabled(bool(self.model.n_rows) and self.check_button.text() == word("check"))

    def _show_progress(self) -> None:
        self.card.show_progress(self.progress)
        self.card.setVisible(self.progress.is_running)
