"""The cues of a programme: bar, facts, timeline, tools, table (look/mock/09-cues-dark.png)."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QSlider, QStackedWidget, QVBoxLayout, QWidget

from slipgui.app.cue_project import CueProject
from slipgui.gui.action_button import ActionButton
from slipgui.gui.cue_document import CueDocument
from slipgui.gui.cue_empty import N_RECENT, CueEmpty, project_name
from slipgui.gui.cue_facts import FILTERS, CueFacts
from slipgui.gui.cue_table import CueTable
from slipgui.gui.cue_texts import rate_text, step_line, word
from slipgui.gui.cue_timeline import CueTimeline
from slipgui.gui.labels import ElidedLabel, TextLabel
from slipgui.gui.pop_up import on_trigger, pop_up
from slipgui.gui.queue_page import BAR_HEIGHT_PX
from slipgui.gui.texts import plain, translate
from slipgui.gui.theme import BODY, CAPTION, GAP_CONTROLS, PAGE_PADDING, SMALL, TITLE

_TOOLS_HEIGHT_PX = 40
_ZOOM_STEPS = 1000
_ZOOM_WIDTH_PX = 120
ENDINGS = (".pdf", ".xlsx", ".csv", ".json", ".cu01", "", ".edl", ".txt", ".xml", ".fcpxml", ".otio")
"""Offered for export; an empty one parts sheets from markers."""
TEMPLATES = ("us", "uk", "european")


class CuePage(QWidget):
    """The page."""

    browse_requested = Signal()
    scan_again_requested = Signal()
    open_requested = Signal(object)
    """The file of a project is to be opened."""
    export_requested = Signal(str)
    """A file of this ending is wanted."""
    hand_over_requested = Signal()
    table_requested = Signal()
    """The sheet is wanted on the clipboard."""
    play_requested = Signal()
    split_requested = Signal()
    details_toggled = Signal(bool)
    final_toggled = Signal(bool)
    missing_requested = Signal()
    """What the sheet lacks is to be shown."""
    template_chosen = Signal(str)
    """A layout by its name, or by the path of its file; empty: a file is to be chosen."""
    steps_requested = Signal(str)
    """AudioVerify is to be asked for all of the programme, with the account of this id; empty: the one asked by default."""
    version_requested = Signal()
    """Another version of the programme is to be chosen."""
    works_requested = Signal()
    print_requested = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self.document: CueDocument | None = None
        self.templates = list(TEMPLATES)
        """Layouts to choose from: those that come with the program, and files of the user's."""
        self.template = TEMPLATES[0]
        self._recent: list[Path] = []
        self.accounts: Callable[[], Sequence[tuple[str, str]]] = tuple
        """Id and words of the accounts that can be asked."""
        self.empty = CueEmpty()
        self.timeline, self.view = CueTimeline(), CueTable()
        self._make_parts()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._make_work())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._connect()

    # ----------------------------------------------------------------------------------------------------------- parts

    def _make_parts(self) -> None:
        self._name = ElidedLabel(factor=TITLE, weight=QFont.Weight.DemiBold, mode=Qt.TextElideMode.ElideMiddle)
        self._name.setSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed
        )  # what follows stands beside it
        self._rate = TextLabel(role="text_2", factor=SMALL)
        self._rate.setWordWrap(False)
        self.facts = CueFacts()
        self.again_button = ActionButton(word("scan_again"), "retry")
        self.export_button = ActionButton(word("export"), "export", kind="primary", opens_menu=True)
        self.more_button = _tool("more", word("more"))
        self.details_button = ActionButton("", "panel", kind="quiet")
        self.details_button.setCheckable(True)
        self.details_button.setAccessibleName(word("details"))
        self.details_button.setToolTip(word("details"))
        self.final_button = ActionButton(word("preliminary"), is_small=True)
        self.final_button.setCheckable(True)
        self.missing_button = ActionButton("", "warning", is_small=True)
        self.play_button = ActionButton("", "play", kind="quiet")
        self._clock = TextLabel(factor=BODY, weight=QFont.Weight.Medium)
        self._clock.setWordWrap(False)
        self._zoom_out, self._zoom_in, self._fit = (
            _tool(icon, word(name)) for icon, name in (("zoom-out", "zoom_out"), ("zoom-in", "zoom_in"), ("fit", "fit"))
        )
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, _ZOOM_STEPS)
        self._slider.setFixedWidth(_ZOOM_WIDTH_PX)
        self._slider.setAccessibleName(word("zoom"))
        self._snaps = TextLabel(word("snaps"), role="text_3", factor=CAPTION)
        self._snaps.setWordWrap(False)
        self.split_button = ActionButton(word("split"), "split", is_small=True)
        self.add_button = ActionButton(word("add"), "add", is_small=True)

    def _make_work(self) -> QWidget:
        work = QWidget()
        bar, facts, tools = _line(), _line(), _line()
        bar.addWidget(self._name)
        bar.addWidget(self._rate)
        bar.addStretch(1)
        for button in (self.again_button, self.export_button, self.more_button, self.details_button):
            bar.addWidget(button)
        bar.addStrut(BAR_HEIGHT_PX)
        facts.addWidget(self.facts, 1)
        facts.addWidget(self.missing_button)
        facts.addWidget(self.final_button)
        facts.addStrut(30)
        for tool in (self.play_button, self._clock, self._zoom_out, self._slider, self._zoom_in, self._fit):
            tools.addWidget(tool)
        tools.addStretch(1)
        for last in (self._snaps, self.split_button, self.add_button):
            tools.addWidget(last)
        tools.addStrut(_TOOLS_HEIGHT_PX)
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addLayout(facts)
        column.addSpacing(GAP_CONTROLS)
        column.addWidget(_hairline())
        column.addWidget(self.timeline)
        column.addWidget(_hairline())
        column.addLayout(tools)
        column.addWidget(self.view, 1)
        return work

    def _connect(self) -> None:
        self.empty.browse_requested.connect(self.browse_requested)
        self.empty.open_requested.connect(self.open_requested)
        self.again_button.clicked.connect(self.scan_again_requested)
        self.more_button.clicked.connect(lambda: pop_up(self.more_button, self.more_menu()))
        self.export_button.clicked.connect(lambda: pop_up(self.export_button, self.export_menu()))
        self.details_button.clicked.connect(self.details_toggled)
        self.final_button.clicked.connect(self.final_toggled)
        self.missing_button.clicked.connect(self.missing_requested)
        self.play_button.clicked.connect(self.play_requested)
        self.split_button.clicked.connect(self.split_requested)
        self._zoom_in.clicked.connect(lambda: self.timeline.zoom_by(1))
        self._zoom_out.clicked.connect(lambda: self.timeline.zoom_by(-1))
        self._fit.clicked.connect(lambda: self.timeline.zoom_to(0.0))
        self._slider.valueChanged.connect(lambda value: self.timeline.zoom_to(value / _ZOOM_STEPS))
        self.timeline.zoomed.connect(self._show_zoom)
        self.facts.filter_chosen.connect(self._show_filtered)
        self.view.menu_requested.connect(self.menu_requested)
        self.set_playing(is_playing=False)

    # -------------------------------------------------------------------------------------------------------- document

    def show_project(self, file: Path, project: CueProject) -> CueDocument:
        """Show a project; its document."""
        former = self.document
        document = self.document = CueDocument(file, project, self)
        if former is not None:
            former.blockSignals(True)
            former.deleteLater()
        self._name.set_text(plain(project.clip.name))
        self.timeline.show_document(document)
        self.view.show_document(document)
        self.view.chosen.connect(document.choose_all)
        self.add_button.clicked.connect(document.add)
        document.changed.connect(self._show_facts)
        document.changed.connect(lambda: self.view.choose_all(document.places, document.place))
        document.selected.connect(self._choose)
        document.moved.connect(self._show_clock)
        self._show_facts()
        self._show_clock(0)
        self._choose(document.place)
        self._stack.setCurrentIndex(1)
        return document

    def show_step(self, name: str, step: str, share: float) -> None:
        """Show how far a scan is: large where there is nothing else, else beside what is there."""
        self.empty.show_step(name, step, share)
        if self.document is not None:
            if step:
                self.facts.tell(f"{plain(name)}: {step_line(step, share)}")
            else:
                self.facts.show_sheet(self.document.sheet)
            self.again_button.setText(word("stop") if step else word("scan_again"))

    def set_playing(self, *, is_playing: bool) -> None:
        """Show whether it sounds."""
        name = word("pause") if is_playing else word("play")
        self.play_button.set_icon_name("pause" if is_playing else "play")
        self.play_button.setAccessibleName(name)
        self.play_button.setToolTip(f"{name} (Space)")

    def export_menu(self) -> QMenu:
        """A fresh menu of the files a sheet can become, and of its layouts."""
        from slipgui.gui.cue_export_words import ending_word, export_word, template_word

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for ending in ENDINGS:
            if ending:
                action = menu.addAction(ending_word(ending))
                action.triggered.connect(on_trigger(partial(self.export_requested.emit, ending)))
            else:
                menu.addSeparator()
        menu.addSeparator()
        menu.addAction(export_word("copy_table")).triggered.connect(on_trigger(self.table_requested.emit))
        menu.addAction(export_word("hand_over")).triggered.connect(on_trigger(self.hand_over_requested.emit))
        menu.addAction(export_word("print")).triggered.connect(on_trigger(self.print_requested.emit))
        layouts = menu.addMenu(export_word("layouts"))
        for name in self.templates:
            action = layouts.addAction(plain(template_word(name)))
            action.setCheckable(True)
            action.setChecked(name == self.template)
            action.triggered.connect(on_trigger(partial(self.template_chosen.emit, name)))
        layouts.addAction(export_word("own_layout")).triggered.connect(
            on_trigger(partial(self.template_chosen.emit, ""))
        )
        return menu

    def use_template(self, name: str) -> None:
        """Mark a layout as the chosen one; another one than those that are offered is offered from now on."""
        self.template = name
        if name not in self.templates:
            self.templates.append(name)

    def show_missing(self, n_findings: int) -> None:
        """Tell how many things the sheet lacks."""
        self.missing_button.setText(translate("Cues", "{0} to complete").format(n_findings))
        self.missing_button.setVisible(bool(n_findings))

    def show_recent(self, files: Sequence[Path]) -> None:
        """Offer the projects of before, the last saved first."""
        self._recent = list(files)
        self.empty.show_recent(files)

    def more_menu(self) -> QMenu:
        """A fresh menu of what else there is: another programme, and the projects of before."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(word("another")).triggered.connect(on_trigger(self.browse_requested.emit))
        menu.addAction(word("version")).triggered.connect(on_trigger(self.version_requested.emit))
        self._offer_steps(menu)
        menu.addAction(word("works")).triggered.connect(on_trigger(self.works_requested.emit))
        others = [file for file in self._recent if self.document is None or file != self.document.file]
        if others:
            menu.addSection(word("recent"))
        for file in others[:N_RECENT]:
            menu.addAction(plain(project_name(file))).triggered.connect(
                on_trigger(partial(self.open_requested.emit, file))
            )
        return menu

    def _offer_steps(self, menu: QMenu) -> None:
        accounts = self.accounts()
        if len(accounts) < 2:
            menu.addAction(word("in_steps")).triggered.connect(on_trigger(partial(self.steps_requested.emit, "")))
            return
        one_of = menu.addMenu(word("in_steps"))
        for profile_id, name in accounts:
            one_of.addAction(name).triggered.connect(on_trigger(partial(self.steps_requested.emit, profile_id)))

    def _show_facts(self) -> None:
        document = self.document
        if document is not None:
            self._rate.set_text(rate_text(document.sheet))
            self.facts.show_sheet(document.sheet)
            self._show_filtered(self.facts.chosen)
            self.final_button.setChecked(document.sheet.is_final)
            self.final_button.setText(word("final") if document.sheet.is_final else word("preliminary"))

    def _show_clock(self, ticks: int) -> None:
        if self.document is not None:
            self._clock.set_text(self.document.sheet.timebase.label(ticks))

    def _show_filtered(self, name: str) -> None:
        self.view.show_only(FILTERS.get(name))

    def _choose(self, place: int) -> None:
        if self.view.isRowHidden(place):  # chosen on the timeline
            self.facts.choose("")
        if self.document is None or len(self.document.places) < 2:
            self.view.choose(place)
        self.timeline.show_line(place)
        self.timeline.update()

    def _show_zoom(self, zoom: float) -> None:
        self._slider.blockSignals(True)
        self._slider.setValue(round(zoom * _ZOOM_STEPS))
        self._slider.blockSignals(False)

    def fit(self, page_width: int) -> None:
        """Leave out what a narrow page has no room for."""
        self._snaps.setVisible(page_width >= 1180)
        self._rate.setVisible(page_width >= 760)


def _tool(icon: str, name: str) -> ActionButton:
    button = ActionButton("", icon, kind="quiet", is_small=True)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button


def _line() -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(PAGE_PADDING, 0, PAGE_PADDING, 0)
    line.setSpacing(GAP_CONTROLS)
    return line


def _hairline() -> QFrame:
    line = QFrame()
    line.setFixedHeight(1)
    line.setAutoFillBackground(True)
    line.setBackgroundRole(line.palette().ColorRole.Midlight)
    return line
