"""The queue: page bar, filter chips and the list of clips."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.clip_rows import ClipRow
from slipgui.gui.clip_table_model import ClipTableModel, RowFilter
from slipgui.gui.clip_table_view import ClipTableView
from slipgui.gui.filter_chips import FilterChips
from slipgui.gui.labels import TextLabel
from slipgui.gui.search_field import SearchField
from slipgui.gui.texts import control, menu, nothing_shown, page_facts
from slipgui.gui.theme import GAP_CONTROLS, PAGE_PADDING, TITLE

BAR_HEIGHT_PX = 52
_SEARCH_PX, _NARROW_SEARCH_PX = 200, 150


class QueuePage(QWidget):
    """The page.

    Parameters
    ----------
    model
        The clips.
    parent
        Owner.
    """

    add_requested = Signal()
    pause_toggled = Signal()
    """All clips shall rest, or go on."""
    details_toggled = Signal(bool)
    selection_changed = Signal()
    button_pressed = Signal(str, str)
    """``copy``, ``more`` or ``cure`` was pressed in a row; with the clip's id."""
    menu_requested = Signal(QPoint)
    """The context menu of the selected rows is wanted at this place of the screen."""

    def __init__(self, model: ClipTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._is_narrow = self._is_window_narrow = self._is_paused = False
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self._make_bar_parts()
        self.chips = FilterChips()
        self.view = ClipTableView(model)
        self._nothing = NothingShown()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._lay_out_bar())
        column.addWidget(self.chips)
        column.addWidget(self._stack, 1)
        self._connect()
        self._refresh()

    def _make_bar_parts(self) -> None:
        self._title = TextLabel(control("queue"), factor=TITLE, weight=QFont.Weight.DemiBold)
        self._facts = TextLabel(role="text_3")
        for label in (self._title, self._facts):
            label.setWordWrap(False)
        self.search = SearchField()
        self.pause_button = ActionButton(control("pause_all"), "pause")
        self.add_button = ActionButton(menu("add_clips").replace("&", ""), "add", kind="primary")
        self.details_button = ActionButton("", "panel", kind="quiet")
        self.details_button.setCheckable(True)
        self.details_button.setAccessibleName(control("details"))
        self.details_button.setToolTip(control("details"))

    def _lay_out_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(PAGE_PADDING, 0, PAGE_PADDING, 0)
        bar.setSpacing(GAP_CONTROLS)
        bar.addWidget(self._title)
        bar.addWidget(self._facts)
        bar.addStretch(1)
        for widget in (self.search, self.pause_button, self.add_button, self.details_button):
            bar.addWidget(widget)
        bar.addStrut(BAR_HEIGHT_PX)
        return bar

    def _connect(self) -> None:
        self._model.refreshed.connect(self._refresh)
        self.chips.chosen.connect(self.set_filter)
        self.search.textChanged.connect(self._search)
        self.search.left.connect(self.view.setFocus)
        self.pause_button.clicked.connect(self.pause_toggled)
        self.add_button.clicked.connect(self.add_requested)
        self.details_button.clicked.connect(self.details_toggled)
        self.view.selectionModel().selectionChanged.connect(self.selection_changed)
        self.view.button_pressed.connect(self.button_pressed)
        self.view.menu_requested.connect(self.menu_requested)
        self._nothing.show_all_requested.connect(self.show_all)

    # ----------------------------------------------------------------------------------------------------- selection

    def selected_rows(self) -> list[ClipRow]:
        """The selected clips, in the order of the list."""
        found = (self._model.row_of(clip_id) for clip_id in self.view.selected_ids())
        return [row for row in found if row is not None]

    # --------------------------------------------------------------------------------------------- filter and search

    def set_filter(self, row_filter: RowFilter) -> None:
        """Show the clips of a filter; what was selected stays so where it is still shown."""
        selected = self.view.selected_ids()
        self.chips.choose(row_filter)
        self._model.set_filter(row_filter)
        self.view.select_ids(selected)
        self.selection_changed.emit()

    def show_all(self) -> None:
        """Show every clip again."""
        self.search.clear()
        self.set_filter(RowFilter.ALL)
        self.view.setFocus()

    def take_over(self, former: "QueuePage") -> None:
        """Show what another page of the same clips shows: search, filter, what is selected and in view."""
        self.search.setText(former.search.text())
        self.chips.choose(self._model.row_filter)
        self.view.take_over(former.view)

    def show_clip(self, clip_id: str) -> None:
        """Select one clip and bring it into view, whatever filter hides it."""
        if not self._model.index_of(clip_id).isValid():
            self.show_all()
        self.view.select_ids([clip_id])
        self.view.scrollTo(self._model.index_of(clip_id))
        self.view.setFocus()

    def focus_search(self) -> None:
        """Lead to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _search(self, text: str) -> None:
        selected = self.view.selected_ids()
        self._model.set_search(text)
        self.view.select_ids(selected)
        self.selection_changed.emit()

    # -------------------------------------------------------------------------------------------------------- display

    def set_narrow(self, is_narrow: bool) -> None:
        """Shorten the words on the buttons where the window is narrow; where they need more room than there is, they are short, too."""
        self._is_window_narrow = is_narrow
        self._fit_bar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the bar to the width."""
        super().resizeEvent(event)
        self._fit_bar()

    def _fit_bar(self) -> None:
        """A shorter field, then shorter words where the long ones have no room, then no facts either."""
        widest = _NARROW_SEARCH_PX if self._is_window_narrow else _SEARCH_PX
        for is_narrow, search_px in (
            (self._is_window_narrow, widest),
            (self._is_window_narrow, _NARROW_SEARCH_PX),
            (True, _NARROW_SEARCH_PX),
        ):
            self._is_narrow = is_narrow
            self.search.setFixedWidth(search_px)
            self._word_buttons()
            if self._bar_width() <= self.width():
                break
        self._facts.setVisible(self._bar_width() <= self.width())

    def _bar_width(self) -> int:
        """What everything in the bar needs."""
        parts = (self._title, self._facts, self.pause_button, self.add_button, self.details_button)
        gaps = 2 * PAGE_PADDING + 2 + (len(parts) + 1) * GAP_CONTROLS
        return sum(part.sizeHint().width() for part in parts) + self.search.width() + gaps

    def _word_buttons(self) -> None:
        self.add_button.setText(control("add") if self._is_narrow else menu("add_clips").replace("&", ""))
        self._show_pause()

    def show_paused(self, is_paused: bool) -> None:
        """Tell whether the whole queue rests."""
        self._is_paused = is_paused
        self._show_pause()

    def _show_pause(self) -> None:
        word = control("go_on") if self._is_paused else control("pause_all")
        self.pause_button.set_icon_name("play" if self._is_paused else "pause")
        self.pause_button.setText("" if self._is_narrow else word)
        self.pause_button.setAccessibleName(word)
        self.pause_button.setToolTip(word if self._is_narrow else "")

    def skip_covered(self, is_covered: Callable[[QWidget], bool]) -> None:
        """Let Tab pass over the controls that something lies over."""
        controls = (
            self.search,
            self.pause_button,
            self.add_button,
            self.details_button,
            *map(self.chips.chip, RowFilter),
        )
        for widget in controls:
            is_stop = not (widget.isVisible() and is_covered(widget))
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.NoFocus)

    def _refresh(self) -> None:
        model = self._model
        self.chips.set_counts({row_filter: model.count(row_filter) for row_filter in RowFilter})
        duration_s = sum(row.info.duration_s for row in model.shown_rows() if row.info is not None)
        self._facts.set_text(page_facts(model.rowCount(), duration_s))
        self._fit_bar()
        is_empty = model.rowCount() == 0
        if is_empty:
            self._nothing.set_text(nothing_shown(model.row_filter, model.search))
        self._stack.setCurrentIndex(1 if is_empty else 0)


class NothingShown(QWidget):
    """What stands in place of the list when no clip fits."""

    show_all_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._label = TextLabel(role="text_2")
        self._label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        button = ActionButton(control("show_all"))
        button.clicked.connect(self.show_all_requested)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self._label)
        column.addSpacing(GAP_CONTROLS)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def set_text(self, text: str) -> None:
        """Say why nothing is shown."""
        self._label.set_text(text)
