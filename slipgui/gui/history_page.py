"""The history: page bar, filters and the list of what was ever recognised (look/mock/12-history-search-dark.png)."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from slipgui.app.history import HistoryQuery, HistoryRow
from slipgui.app.history_words import HistoryKind
from slipgui.core.clip import ClipId
from slipgui.gui.action_button import ActionButton
from slipgui.gui.chip_line import ChipLine
from slipgui.gui.history_model import PAGE_ROWS, HistoryTableModel
from slipgui.gui.history_texts import found_line, kind_word, period_word, service_word, word
from slipgui.gui.history_view import HistoryView
from slipgui.gui.history_work import HistoryAnswer, HistoryRows
from slipgui.gui.labels import IconLabel, TextLabel
from slipgui.gui.menu_chip import MenuChip
from slipgui.gui.pop_up import on_trigger, pop_up
from slipgui.gui.queue_page import BAR_HEIGHT_PX, NothingShown
from slipgui.gui.search_field import SearchField
from slipgui.gui.texts import control
from slipgui.gui.theme import CAPTION, DISPLAY, GAP_CONTROLS, PAGE_PADDING, TITLE, margins

_SEARCH_MS = 120
"""A word is searched for once nothing was written for so long."""
_REFRESH_MS = 500
"""While clips end, the list is asked anew so often at most."""
_PERIODS = (None, 1, 7, 30, 90)
"""Days back, today included; None: all."""
_SERVICES = (None, "audioverify", "local")
_NARROW_SEARCH_BELOW_PX = 860


class HistoryPage(QWidget):
    """The page.

    Parameters
    ----------
    check_by_ear_below
        Answers with a lower score are marked "Check by ear".
    me
        Name of the user, who is called "You".
    """

    question_asked = Signal(object)
    """A ``HistoryQuery`` whose answer is wanted."""
    rows_wanted = Signal(object, int, int)
    """Rows of the answer to a ``HistoryQuery`` are wanted: from which on, how many."""
    export_requested = Signal()
    details_toggled = Signal(bool)
    selection_changed = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, check_by_ear_below: float, me: str) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self.model = HistoryTableModel(check_by_ear_below, me, self)
        self._kind = HistoryKind.ALL
        self._n_days: int | None = None
        self._service: str | None = None
        self._query = HistoryQuery()
        self._shown = HistoryQuery()
        """What the list holds: the last question that was answered."""
        self._n_all = 0
        self._kept: dict[ClipId, int] = {}
        """Selected recognitions while the answer is read anew, with the place each had."""
        self._leaving: int | None = None
        """Place of the first of the recognitions that are being removed."""
        self._search_timer = QTimer(self, singleShot=True, interval=_SEARCH_MS)
        self._refresh_timer = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._show_choices()

    @property
    def query(self) -> HistoryQuery:
        """What is shown."""
        return self._query

    @property
    def n_all(self) -> int:
        """How many recognitions there are, shown or not."""
        return self._n_all

    # ----------------------------------------------------------------------------------------------------------- parts

    def _make_parts(self) -> None:
        self.search = SearchField()
        self.search.setPlaceholderText(word("search"))
        self.search.setAccessibleName(word("search"))
        self.export_button = ActionButton(word("export"), "export")
        self.details_button = ActionButton("", "panel", kind="quiet")
        self.details_button.setCheckable(True)
        self.details_button.setAccessibleName(word("details"))
        self.details_button.setToolTip(word("details"))
        self.words_chip = MenuChip(word("search"), "close")
        self.kind_chip = MenuChip(word("state"))
        self.period_chip = MenuChip(word("time"))
        self.service_chip = MenuChip(word("service"))
        self.unconfirmed_chip = MenuChip(word("confirmed"), "")
        self.unconfirmed_chip.setCheckable(True)
        self._found = TextLabel(role="text_3", factor=CAPTION)
        self._found.setWordWrap(False)
        self.view = HistoryView(self.model)
        self._nothing = NothingShown()
        self._stack = QStackedWidget()
        self.empty = _Empty()
        for widget in (self.view, self._nothing, self.empty):
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(self.empty)

    def _lay_out(self) -> None:
        title = TextLabel(word("history"), factor=TITLE, weight=QFont.Weight.DemiBold)
        title.setWordWrap(False)
        bar = QHBoxLayout()
        bar.setContentsMargins(PAGE_PADDING, 0, PAGE_PADDING, 0)
        bar.setSpacing(GAP_CONTROLS)
        bar.addWidget(title)
        bar.addStretch(1)
        for widget in (self.search, self.export_button, self.details_button):
            bar.addWidget(widget)
        bar.addStrut(BAR_HEIGHT_PX)
        chips = ChipLine(control("filters"), GAP_CONTROLS + 2)
        chips.add_chips(self.words_chip, self.kind_chip, self.period_chip, self.service_chip, self.unconfirmed_chip)
        self._filters = QWidget()
        filters = QHBoxLayout(self._filters)
        filters.setContentsMargins(0, 0, 0, 0)
        filters.setSpacing(0)
        filters.addWidget(chips, 1)
        self._found.setContentsMargins(margins(0, 0, PAGE_PADDING, GAP_CONTROLS + 2))
        filters.addWidget(self._found)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._filters)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._search_timer.start())
        self.search.left.connect(self.view.setFocus)
        self._search_timer.timeout.connect(self.ask)
        self._refresh_timer.timeout.connect(self.ask)
        self.export_button.clicked.connect(self.export_requested)
        self.details_button.clicked.connect(self.details_toggled)
        self.words_chip.clicked.connect(self.search.clear)
        self.kind_chip.clicked.connect(lambda: pop_up(self.kind_chip, self.kind_menu()))
        self.period_chip.clicked.connect(lambda: pop_up(self.period_chip, self.period_menu()))
        self.service_chip.clicked.connect(lambda: pop_up(self.service_chip, self.service_menu()))
        self.unconfirmed_chip.toggled.connect(lambda _: self.ask())
        self.model.page_wanted.connect(lambda offset, limit: self.rows_wanted.emit(self._query, offset, limit))
        self.model.page_came.connect(self._page_came)
        self.view.selectionModel().selectionChanged.connect(self.selection_changed)
        self.view.menu_requested.connect(self.menu_requested)
        self.view.opened.connect(lambda: self.details_toggled.emit(True))
        self._nothing.show_all_requested.connect(self.show_all)

    # ------------------------------------------------------------------------------------------------------- questions

    def ask(self) -> None:
        """Ask for what search and filters want now."""
        self._search_timer.stop()
        self._refresh_timer.stop()
        since = None
        if self._n_days is not None:
            first = datetime.now().astimezone().date() - timedelta(days=self._n_days - 1)
            since = datetime.combine(first, time()).astimezone(UTC)
        self._query = HistoryQuery(
            " ".join(self.search.text().split()),
            self._kind,
            since,
            service=self._service,
            is_unconfirmed=self.unconfirmed_chip.isChecked(),
        )
        self._show_choices()
        self.question_asked.emit(self._query)

    def refresh_soon(self) -> None:
        """Something has changed: ask again in a moment."""
        if not self._refresh_timer.isActive():
            self._refresh_timer.start()

    def set_kind(self, kind: HistoryKind) -> None:
        """Show the recognitions of a kind."""
        self._kind = kind
        self.ask()

    def set_period(self, n_days: int | None) -> None:
        """Show what ended today (1) or within so many days; None for all."""
        self._n_days = n_days
        self.ask()

    def set_service(self, service: str | None) -> None:
        """Show what one service was to answer; None for all."""
        self._service = service
        self.ask()

    def _ask_anew(self, kind: HistoryKind) -> None:
        """Ask for the recognitions of a kind, whatever else was asked for."""
        self._kind, self._n_days, self._service = kind, None, None
        self.search.clear()
        self.unconfirmed_chip.blockSignals(True)
        self.unconfirmed_chip.setChecked(False)
        self.unconfirmed_chip.blockSignals(False)
        self.ask()

    def show_all(self) -> None:
        """Show everything again."""
        self._ask_anew(HistoryKind.ALL)
        self.view.setFocus()

    def show_answer(self, clip_id: ClipId, kind: HistoryKind) -> None:
        """Select one of the latest recognitions of a kind, whatever is searched for now."""
        self.expect([clip_id])
        self._ask_anew(kind)

    def expect(self, clip_ids: Sequence[ClipId]) -> None:
        """Select recognitions, and nothing else, as soon as they are read."""
        self.view.clearSelection()
        self._kept = dict.fromkeys(clip_ids, 0)

    def expect_removal(self) -> None:
        """The selected recognitions are about to be removed: the row that is then in their place will be selected."""
        self._leaving = next(iter(self.view.selected_items()), None)

    def take_over(self, former: "HistoryPage") -> None:
        """Ask for what another page asks for, and select what it has selected."""
        self.search.setText(former.search.text())
        self._kind, self._n_days, self._service = former._kind, former._n_days, former._service
        self.unconfirmed_chip.setChecked(former.unconfirmed_chip.isChecked())
        self._kept = {row.id: place for row, place in former._selected()} or former._kept
        self.ask()

    def kind_menu(self) -> QMenu:
        """A fresh menu of the states that can be shown alone."""
        return self._choices(
            [(kind_word(kind), kind is self._kind, partial(self.set_kind, kind)) for kind in HistoryKind]
        )

    def period_menu(self) -> QMenu:
        """A fresh menu of the times that can be shown alone."""
        return self._choices([(period_word(n), n == self._n_days, partial(self.set_period, n)) for n in _PERIODS])

    def service_menu(self) -> QMenu:
        """A fresh menu of the services whose answers can be shown alone."""
        return self._choices([(service_word(s), s == self._service, partial(self.set_service, s)) for s in _SERVICES])

    def _choices(self, entries: list[tuple[str, bool, Callable[[], object]]]) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, is_chosen, choose in entries:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(is_chosen)
            action.triggered.connect(on_trigger(choose))
        return menu

    def _show_choices(self) -> None:
        text = " ".join(self.search.text().split())
        self.words_chip.setVisible(bool(text))
        self.words_chip.set_choice(word("quoted").format(text if len(text) <= 24 else f"{text[:23]}…"), is_on=True)
        self.kind_chip.set_choice(kind_word(self._kind), is_on=self._kind is not HistoryKind.ALL)
        self.period_chip.set_choice(period_word(self._n_days), is_on=self._n_days is not None)
        self.service_chip.set_choice(service_word(self._service), is_on=self._service is not None)
        self.unconfirmed_chip.set_choice(word("unconfirmed"), is_on=self.unconfirmed_chip.isChecked())

    # --------------------------------------------------------------------------------------------------------- answers

    def take_answer(self, answer: HistoryAnswer) -> None:
        """Show another answer; what was selected stays so where it is still there."""
        if answer.query != self._query:
            return
        self._kept = {row.id: place for row, place in self._selected()} or self._kept
        scrolled = self.view.verticalScrollBar().value() if answer.query == self._shown else 0
        self._shown = answer.query
        self._n_all = answer.n_all
        is_searched = answer.query.text.casefold().split()
        self.model.set_answer(answer.days, is_searched, date.today())  # noqa: DTZ011 - days of the user's own clock
        self.model.set_rows(answer.rows.offset, answer.rows.rows)
        self.view.verticalScrollBar().setValue(scrolled)
        self._select_in_place_of_the_removed()
        self._found.set_text(found_line(self.model.n_found, self._n_all) if self._n_all else "")
        self._choose_what_stands()
        self.selection_changed.emit()

    def take_rows(self, rows: HistoryRows) -> None:
        """Show rows that were read."""
        if rows.query == self._query:
            self.model.set_rows(rows.offset, rows.rows)

    def first_item_in_view(self) -> int:
        """Which recognition of the answer stands at the top."""
        place = max(0, self.view.rowAt(0))
        item = self.model.item_at(place)
        return (self.model.item_at(place + 1) or 0) if item is None else item

    def offset_in_view(self) -> int:
        """Where the page of rows begins that will be in view: the present one, or the first where another question is asked."""
        if self._query != self._shown:
            return 0
        return self.first_item_in_view() // PAGE_ROWS * PAGE_ROWS

    def selected_rows(self) -> list[HistoryRow]:
        """The selected recognitions, newest first, as far as they were read."""
        return self.model.rows_at(self.view.selected_items())

    def _selected(self) -> list[tuple[HistoryRow, int]]:
        places = self.view.selected_items()
        return [(row, place) for place in places if (row := self.model.row_at(place)) is not None]

    def _page_came(self, _offset: int, _n_rows: int) -> None:
        if self._kept and not self.view.selectionModel().hasSelection():
            places = self.model.places_of(self._kept)
            if places:
                self._kept = {}
                self.view.select_places(places)
        elif self.view.selectionModel().hasSelection():
            self.selection_changed.emit()

    def _select_in_place_of_the_removed(self) -> None:
        if self._leaving is None or self.view.selectionModel().hasSelection():
            return  # nothing is removed, or not yet
        place, self._leaving, self._kept = self._leaving, None, {}
        if self.model.n_found:
            self.view.select_in_place(place)

    def _choose_what_stands(self) -> None:
        if self.model.n_found:
            standing: QWidget = self.view
        elif self._n_all:
            self._nothing.set_text(word("nothing"))
            standing = self._nothing
        else:
            standing = self.empty
        self._stack.setCurrentWidget(standing)
        for widget in (self._filters, self.search, self.export_button, self.details_button):
            widget.setVisible(self._n_all > 0)

    # --------------------------------------------------------------------------------------------------------- display

    def focus_search(self) -> None:
        """Lead to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def fit(self, page_width: int) -> None:
        """Shorten the search field where the page is narrow."""
        self.search.setFixedWidth(320 if page_width >= _NARROW_SEARCH_BELOW_PX else 180)


class _Empty(QWidget):
    """What stands here before the first answer."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(IconLabel("history", 48, "accent_text"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(GAP_CONTROLS)
        label = TextLabel(word("empty"), factor=DISPLAY, weight=QFont.Weight.DemiBold)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(label)
        column.addStretch(3)
