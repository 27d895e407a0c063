"""What the user can do on the catalogue page, from whatever menu, key or button."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QActionGroup, QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu

from slipgui.gui.catalogue_folder_list import Entry
from slipgui.gui.catalogue_folders import folder_name
from slipgui.gui.catalogue_page import CataloguePage
from slipgui.gui.catalogue_rows import TrackColumn, TrackRow, lies_in
from slipgui.gui.catalogue_texts import (
    order_word,
    removed_line,
    stopped_line,
    tags_line,
    title_text,
    watch_line,
    word,
)
from slipgui.gui.texts import plain
from slipgui.gui.toast import Toast
from slipgui.gui.window_actions import TagsOf, WindowActions


class CatalogueCommands(QObject):
    """The commands of the page; most concern the selected tracks.

    Parameters
    ----------
    page
        Whose tracks.
    wishes
        Does what the user wants.
    toast
        Gives the place for messages.
    """

    def __init__(self, page: CataloguePage, wishes: WindowActions, toast: Callable[[], Toast]) -> None:
        super().__init__(page)
        self._page = page
        self._wishes = wishes
        self._toast = toast
        page.stop_requested.connect(self.stop)
        page.check_requested.connect(wishes.check_catalogue)
        page.same_sound_requested.connect(wishes.find_same_sound)
        page.learn_requested.connect(self.learn)
        page.remove_requested.connect(self.remove_ids)
        page.folder_menu_requested.connect(self.open_folder_menu)
        page.watch_toggled.connect(self.watch)
        page.watch_requested.connect(self.choose_watched)
        page.tags_wanted.connect(wishes.set_tags)
        page.edit_requested.connect(self.edit_selected)

    def enable(self, actions: dict[str, QAction]) -> None:
        """Let those actions be possible that make sense for the selected tracks."""
        rows = self._page.selected_rows() if self._page.view.selected_places() else []
        has_rows = self._page.model.n_rows > 0
        actions["copy_answer"].setEnabled(bool(rows))
        actions["copy_isrc"].setEnabled(any(row.isrc for row in rows))
        actions["retry"].setEnabled(bool(rows))
        actions["remove"].setEnabled(any(row.track_id or row.why for row in rows))
        actions["reveal"].setEnabled(len(rows) == 1)
        for name in ("select_all", "find", "check_catalogue", "export_tags", "import_tags", "same_sound"):
            actions[name].setEnabled(has_rows)

    # ------------------------------------------------------------------------------------------------ selected tracks

    def copy_answer(self) -> None:
        """Put titles, artists and ISRCs of the selected tracks on the clipboard, one track a line."""
        self._copy(title_text(row) for row in self._page.selected_rows())

    def copy_isrc(self) -> None:
        """Put the ISRCs of the selected tracks on the clipboard, one per line."""
        self._copy(plain(row.isrc) for row in self._page.selected_rows() if row.isrc)

    def _copy(self, lines: Iterable[str]) -> None:
        text = "\n".join(lines)
        if text:
            QGuiApplication.clipboard().setText(text)

    def learn_selected(self) -> None:
        """Learn the files of the selected tracks again."""
        self.learn_again([row.file for row in self._page.selected_rows()])

    def edit_selected(self) -> None:
        """Edit the tags of the selected tracks."""
        ids = [row.track_id for row in self._page.selected_rows() if row.track_id is not None]
        if ids:
            self._wishes.read_tags(ids)

    def tell_tags(self, changes: Sequence[TagsOf], problems: Mapping[str, str]) -> None:
        """Show what became of changed tags, and offer to take them back."""
        undo = self._page.tags_were_set(changes, problems)
        if undo and not problems:
            n_changed = sum(len(ids) for ids, _ in changes)
            self._toast().show_message(tags_line(n_changed), word("undo"), partial(self._wishes.set_tags, undo))

    def choose_watched(self) -> None:
        """Let the user choose a folder that is kept in step from now on."""
        chooser = QFileDialog(self._page, word("watch_folder"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(partial(self._watch, is_watched=True))
        chooser.open()

    def choose_table(self, *, is_export: bool) -> None:
        """Let the user choose where the tags of all tracks are written as a table, or which changed table is taken over."""
        chooser = QFileDialog(self._page, word("export_tags" if is_export else "import_tags").rstrip("…"))
        chooser.setNameFilter(word("tag_table"))
        if is_export:
            chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            chooser.setDefaultSuffix("csv")
        else:
            chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        wish = self._wishes.export_tags if is_export else self._wishes.import_tags
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(lambda name: wish(Path(name)))
        chooser.open()

    def watch(self, entry: Entry, is_watched: bool) -> None:
        """Keep the catalogue in step with a folder, or not any more."""
        if entry.folder is not None:
            self._watch(entry.folder, is_watched=is_watched)

    def _watch(self, folder: str, *, is_watched: bool) -> None:
        self._wishes.watch_folder(folder, is_watched)
        self._toast().show_message(watch_line(folder_name(folder), is_watched=is_watched))

    def learn(self, files: Sequence[str]) -> None:
        """Learn files that changed or are not known; the others are only looked at."""
        if files:
            self._wishes.add_music([Path(file) for file in files])

    def learn_again(self, files: Sequence[str]) -> None:
        """Learn files again, also those that did not change."""
        if files:
            self._wishes.learn_again([Path(file) for file in files])

    def remove(self) -> None:
        """Take the selected tracks out of the catalogue; what could not be read leaves the list."""
        self._remove(self._page.selected_rows())

    def remove_ids(self, ids: Sequence[str]) -> None:
        """Take tracks out of the catalogue."""
        wanted = set(ids)
        self._remove([row for row in self._page.model.rows() if row.track_id in wanted])

    def _remove(self, rows: Sequence[TrackRow]) -> None:
        self._page.forget([row.file for row in rows if row.why and row.track_id is None])
        tracks = [(row.track_id, row.file) for row in rows if row.track_id is not None]
        if tracks:
            self._wishes.remove_tracks(tracks)

    def tell_removed(self, files: Sequence[str]) -> None:
        """Say what was removed, and offer to learn it again."""
        self._page.forget(files)
        if files:
            self._toast().show_message(removed_line(len(files)), word("undo"), partial(self.learn, list(files)))

    def reveal_selected(self) -> None:
        """Open the folder of the selected track."""
        for row in self._page.selected_rows()[:1]:
            _open_folder(row.folder)

    def stop(self) -> None:
        """Stop learning; what was learned is kept."""
        n_done, n_left = self._page.progress.n_done, self._page.model.n_pending
        self._wishes.stop_learning()
        self._toast().show_message(stopped_line(n_done, n_left))

    # ---------------------------------------------------------------------------------------------------------- menus

    def open_folder_menu(self, entry: Entry, place: QPoint) -> None:
        """Offer what can be done with a folder."""
        self.folder_menu(entry).popup(place)

    def folder_menu(self, entry: Entry) -> QMenu:
        """A fresh menu of a folder; it goes away by itself."""
        rows = [row for row in self._page.model.rows() if _belongs(row, entry)]
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if entry.folder is not None:
            keep = menu.addAction(word("keep_in_step"))
            keep.setCheckable(True)
            keep.setChecked(entry.is_watched)
            keep.triggered.connect(lambda is_checked: self.watch(entry, is_checked))
            menu.addSeparator()
            menu.addAction(word("learn_again"), partial(self.learn_again, [entry.folder]))
            menu.addAction(word("show_in_folder"), partial(_open_folder, entry.folder))
            menu.addSeparator()
            menu.addAction(word("remove"), partial(self._remove, rows))
        elif entry.is_failed:
            menu.addAction(word("learn_again"), partial(self.learn, [row.file for row in rows]))
        else:
            menu.addAction(word("add_music"), self._page.add_requested.emit)
            menu.addAction(word("watch_folder"), self.choose_watched)
            if rows:
                menu.addSeparator()
                menu.addAction(word("export_tags"), partial(self.choose_table, is_export=True))
                menu.addAction(word("import_tags"), partial(self.choose_table, is_export=False))
                menu.addSeparator()
                menu.addAction(word("same_sound"), self._page.find_same_sound)
                menu.addAction(word("learn_all_again"), self._wishes.rebuild_catalogue)
        return menu

    def add_orders(self, menu: QMenu) -> None:
        """Add "Edit tags…" and "Sort by", which is what a click on the heads does, to a menu."""
        edit = menu.addAction(word("edit_tags"), QKeySequence("F2"), self.edit_selected)
        edit.setEnabled(any(row.track_id for row in self._page.selected_rows()))
        orders = menu.addMenu(word("sort_by"))
        group = QActionGroup(orders)
        present = self._page.model.order
        for column in (None, *TrackColumn):
            action = orders.addAction(order_word(column))
            action.setCheckable(True)
            action.setChecked(present == (None if column is None else (column, False)))
            order = None if column is None else (column, False)
            action.triggered.connect(partial(self._order, order))
            group.addAction(action)

    def _order(self, order: tuple[TrackColumn, bool] | None, _is_checked: bool = False) -> None:
        self._page.set_order(order)


def _belongs(row: TrackRow, entry: Entry) -> bool:
    if entry.folder is not None:
        return lies_in(row.folder, entry.folder) if entry.is_watched else row.folder == entry.folder
    return bool(row.why) or not entry.is_failed


def _open_folder(folder: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
