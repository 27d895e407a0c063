"""The list of works in a window of its own: what recognition cannot know of music, typed or imported once for every sheet."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from slipgui.app.cue_sheet_wording import field_word
from slipgui.core.cue_sheet import LineField
from slipgui.core.works import Work, WorksList, describe
from slipgui.gui.action_button import ActionButton
from slipgui.gui.cue_fields import FieldsForm
from slipgui.gui.error_words import WINDOW_LANGUAGE
from slipgui.gui.labels import TextLabel
from slipgui.gui.row_delegate import RowDelegate
from slipgui.gui.row_look import RowLook
from slipgui.gui.scroll_bars import name_scroll_bars, scroll_down_only
from slipgui.gui.search_field import SearchField
from slipgui.gui.texts import plain, translate
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, PAGE_PADDING, margins
from slipgui.gui.trailing_header import TrailingHeader
from slipgui.gui.works_import import WorksImport, with_field_of

_SIZE_PX = (980, 640)
_FORM_WIDTH_PX = 360
_COLUMNS = (LineField.TITLE, LineField.PERFORMER, LineField.ISRC, LineField.WRITERS, LineField.PUBLISHERS)
_LEAVING, _LEAVE_BELOW_PX = (LineField.ISRC, LineField.PUBLISHERS), 720
"""In a narrower list they leave their room to titles and names; the form beside it has them."""
_ROWS = (
    (LineField.TITLE,),
    (LineField.PERFORMER,),
    (LineField.ISRC, LineField.ISWC),
    (LineField.WRITERS,),
    (LineField.PUBLISHERS,),
    (LineField.LABEL,),
    (LineField.CATALOGUE_NUMBER, LineField.TRACK_NUMBER),
    (LineField.MUSIC_ORIGIN, LineField.VOCALS),
)
_Index = QModelIndex | QPersistentModelIndex


class WorksModel(QAbstractTableModel):
    """Works that fit a search."""

    def __init__(self) -> None:
        super().__init__()
        self.works: list[Work] = []

    def show_works(self, works: Sequence[Work]) -> None:
        """Show these."""
        self.beginResetModel()
        self.works = list(works)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default; an index is a value)
        """Number of works."""
        return 0 if parent.isValid() else len(self.works)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (as above)
        """Number of columns."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The word over a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _heading(section)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell."""
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        value = getattr(self.works[index.row()], _COLUMNS[index.column()].value)
        return plain(describe(value or ""))


class _WorkDelegate(RowDelegate[RowLook]):
    """Paints a row of one line below the words of its columns."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a cell."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = self.cell(painter, option, index)
        self.paint_ground(cell, option, index)
        font = self._look.name if index.column() == 0 else self._look.body
        cell.elided(str(index.data() or ""), 0, self._look.only_baseline_px, cell.ink(font, "text"), width=cell.width)
        painter.restore()


def _heading(section: int) -> str:
    return field_word(_COLUMNS[section], WINDOW_LANGUAGE)


class WorksWindow(QDialog):
    """The window.

    Parameters
    ----------
    parent
        The main window.
    """

    changed = Signal(object)
    """The user wants this ``WorksList``."""
    import_requested = Signal(object)
    """The works of a file are to be added."""
    export_requested = Signal(object)
    """The list is to be written to a file."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(translate("Works", "List of works"))
        self.resize(*_SIZE_PX)
        self._works = WorksList()
        self._chosen: Work | None = None
        self.model, self.view, self.form, self.search = WorksModel(), QTableView(), FieldsForm(_ROWS), SearchField()
        self.note = TextLabel(role="text_2", factor=CAPTION)
        self.imported = WorksImport()
        self.add_button = ActionButton(translate("Works", "Add"), "add")
        self.remove_button = ActionButton(translate("Works", "Remove"), "remove")
        self.import_button = ActionButton(translate("Works", "Import CSV…"), "open")
        self.export_button = ActionButton(translate("Works", "Export CSV…"), "export")
        self._set_up_view()
        self._lay_out()
        self.search.textChanged.connect(self._show_fitting)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self.form.typed.connect(self._take)
        self.imported.wanted.connect(self._take_from_file)
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        self.import_button.clicked.connect(self._choose_import)
        self.export_button.clicked.connect(self._choose_export)
        self._show_chosen()

    def _set_up_view(self) -> None:
        view = self.view
        name_scroll_bars(view)
        view.setModel(self.model)
        self.model.setParent(view)
        view.setAccessibleName(translate("Works", "List of works"))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        look = RowLook(QApplication.font())
        look.set_compact(True)
        self._look = look
        view.setItemDelegate(_WorkDelegate(look, view))
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(look.row_height_px)
        view.setHorizontalHeader(TrailingHeader(frozenset(), _heading, view))
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        view.horizontalHeader().setHighlightSections(False)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(GAP_CONTROLS)
        bar.addWidget(self.search, 1)
        for button in (self.add_button, self.remove_button, self.import_button, self.export_button):
            bar.addWidget(button)
        sheet = QWidget()
        lines = QVBoxLayout(sheet)
        lines.setContentsMargins(margins(PAGE_PADDING, 0, 0, 0))
        lines.addWidget(self.form)
        lines.addStretch(1)
        side = scroll_down_only(QScrollArea(), sheet)
        side.setFixedWidth(_FORM_WIDTH_PX)
        middle = QHBoxLayout()
        middle.addWidget(self.view, 1)
        middle.addWidget(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_PADDING, PAGE_PADDING, PAGE_PADDING, PAGE_PADDING)
        column.setSpacing(GAP_CONTROLS)
        column.addLayout(bar)
        column.addLayout(middle, 1)
        column.addWidget(self.imported)
        column.addWidget(self.note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the columns that have room."""
        super().resizeEvent(event)
        is_narrow = self.width() - _FORM_WIDTH_PX < _LEAVE_BELOW_PX
        shown = [place for place, column in enumerate(_COLUMNS) if not is_narrow or column not in _LEAVING]
        for place in range(len(_COLUMNS)):
            self.view.setColumnHidden(place, place not in shown)
        self._look.last_column = shown[-1]

    def show_works(self, works: WorksList) -> None:
        """Show another list; the chosen work stays chosen where it is still there or was changed."""
        place = self.view.currentIndex().row()
        self._works = works
        self._show_fitting()
        if self._chosen not in works.works and 0 <= place < len(self.model.works):
            self._choose(self.model.works[place])
        n_works = len(works.works)
        one, many = translate("Works", "1 work"), translate("Works", "{0} works")
        use = translate("Works", "Used for every cue of the same ISRC, or of the same title and performer.")
        self.note.set_text(f"{one if n_works == 1 else many.format(n_works)} · {use}")
        self.export_button.setEnabled(bool(n_works))

    def _show_fitting(self) -> None:
        words = self.search.text().casefold().split()

        def fits(work: Work) -> bool:
            texts = (
                work.title,
                work.performer,
                work.isrc,
                work.label,
                describe(work.writers),
                describe(work.publishers),
            )
            whole = " ".join(texts).casefold()
            return all(word in whole for word in words)

        chosen = self._chosen
        self.model.show_works([work for work in self._works.works if fits(work)])
        self._choose(chosen)

    def _choose(self, work: Work | None) -> None:
        row = next((row for row, each in enumerate(self.model.works) if each is work), -1)
        if row >= 0:
            # not by selectRow, which adds to the selection while Shift is held, as with Shift+Tab
            selection = self.view.selectionModel()
            flags = selection.SelectionFlag.ClearAndSelect | selection.SelectionFlag.Rows
            selection.setCurrentIndex(self.model.index(row, 0), flags)
        self._show_chosen()

    def _selected(self) -> list[Work]:
        rows = sorted({index.row() for index in self.view.selectionModel().selectedRows()})
        return [self.model.works[row] for row in rows]

    def _show_chosen(self) -> None:
        selected = self._selected()
        self._chosen = selected[0] if len(selected) == 1 else None
        work = self._chosen or Work()
        self.form.setEnabled(self._chosen is not None)
        self.remove_button.setEnabled(bool(selected))
        self.form.show_values({name: getattr(work, name.value) for row in _ROWS for name in row}, {}, frozenset())

    def _take(self, name: LineField, value: Any) -> None:
        from dataclasses import replace

        work = self._chosen
        if work is not None:
            changes: dict[str, Any] = {name.value: value}
            fresh = replace(work, **changes)
            works = self._works.replaced(work, fresh)
            self._chosen = fresh
            self.changed.emit(works)

    def _take_from_file(self, work: Work, name: LineField) -> None:
        self.changed.emit(with_field_of(self._works, work, name))

    def _add(self) -> None:
        work = Work(title=translate("Works", "New work"))
        self.search.clear()
        self._works = WorksList((*self._works.works, work))
        self.changed.emit(self._works)
        self._choose(work)
        self.form.focus(LineField.TITLE)

    def _remove(self) -> None:
        gone = self._selected()
        self.changed.emit(WorksList(work for work in self._works.works if all(work is not each for each in gone)))

    def _choose_import(self) -> None:
        chooser = QFileDialog(self, translate("Works", "Import works"))
        chooser.setNameFilter(translate("Works", "CSV tables (*.csv *.tsv *.txt)"))
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(lambda name: self.import_requested.emit(Path(name)))
        chooser.open()

    def _choose_export(self) -> None:
        chooser = QFileDialog(self, translate("Works", "Export works"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilter("CSV (*.csv)")
        chooser.setDefaultSuffix("csv")
        chooser.selectFile("works.csv")
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(lambda name: self.export_requested.emit(Path(name)))
        chooser.open()
