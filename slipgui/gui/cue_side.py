"""Beside the cues: the chosen ones, the header of the sheet, and what it lacks; one of them in view."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from slipgui.core.completeness import Finding
from slipgui.core.cue_sheet import HEADER_FIELDS, CueLine, LineField
from slipgui.core.cue_template import Template
from slipgui.core.recut import Recut
from slipgui.gui.ab_player import AbPlayer
from slipgui.gui.action_button import ActionButton
from slipgui.gui.cue_changes import ChangesPage
from slipgui.gui.cue_document import CueDocument
from slipgui.gui.cue_findings import FindingsPage, all_findings, place_of
from slipgui.gui.cue_header import HeaderForm
from slipgui.gui.cue_panel import CuePanel
from slipgui.gui.cue_side_words import side_word
from slipgui.gui.cue_texts import word
from slipgui.gui.details_place import MAX_WIDTH_PX, MIN_WIDTH_PX
from slipgui.gui.theme import GAP_INSIDE, margins

_TABS = ("cue", "header", "missing", "changes")


class CueSide(QWidget):
    """The side.

    Parameters
    ----------
    player
        Plays the programme and, beside it, the track.
    """

    close_requested = Signal()
    counted = Signal(int)
    """So many things are missing or inconsistent."""

    def __init__(self, player: AbPlayer) -> None:
        super().__init__()
        self._document: CueDocument | None = None
        self._template: Template | None = None
        self.setBackgroundRole(QPalette.ColorRole.Button)
        self.setAutoFillBackground(True)
        self.setMinimumWidth(MIN_WIDTH_PX)
        self.setMaximumWidth(MAX_WIDTH_PX)
        self.setAccessibleName(word("details"))
        self.cue, self.header, self.missing, self.changes = (
            CuePanel(player),
            HeaderForm(),
            FindingsPage(),
            ChangesPage(),
        )
        self.tabs = {name: ActionButton(side_word(f"tab_{name}"), kind="quiet", is_small=True) for name in _TABS}
        self._stack = QStackedWidget()
        for page in (self.cue, self.header, self.missing, self.changes):
            self._stack.addWidget(page)
        self._count_timer = QTimer(self, singleShot=True, interval=0)
        self._count_timer.timeout.connect(self._count)
        self._lay_out()
        self.tabs["changes"].hide()
        self.missing.chosen.connect(self._lead_to)
        self.changes.chosen.connect(self._lead_to_line)
        self.show_tab("cue")

    def _lay_out(self) -> None:
        head = QWidget()
        head.setFixedHeight(48)
        line = QHBoxLayout(head)
        line.setContentsMargins(margins(6, 4, 8, 0))  # the words of the first tab stand over those below
        line.setSpacing(GAP_INSIDE)
        group = QButtonGroup(self)
        for name, tab in self.tabs.items():
            tab.setAutoExclusive(True)  # one of several, as a screen reader is told
            tab.setCheckable(True)
            tab.clicked.connect(lambda _=False, name=name: self.show_tab(name))
            group.addButton(tab)
            line.addWidget(tab)
        line.addStretch(1)
        close = ActionButton("", "close", kind="quiet", is_small=True)
        close.setToolTip(word("close"))
        close.setAccessibleName(word("close"))
        close.clicked.connect(self.close_requested)
        line.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._stack, 1)

    @property
    def tab(self) -> str:
        """What is in view."""
        return _TABS[self._stack.currentIndex()]

    def show_tab(self, name: str) -> None:
        """Bring a part into view."""
        self._stack.setCurrentIndex(_TABS.index(name))
        self.tabs[name].setChecked(True)

    def show_document(self, document: CueDocument) -> None:
        """Show another document."""
        if self._document is not None and self._document.file != document.file:
            self.tabs["changes"].hide()
            self.show_tab("cue" if self.tab == "changes" else self.tab)
        self._document = document
        self.cue.show_document(document)
        self.header.show_document(document)
        document.changed.connect(self._count_timer.start)
        self._count()

    def show_changes(self, recut: Recut) -> None:
        """Show what became of the cues of the version before."""
        if self._document is not None:
            self.changes.show_recut(recut, self._document.sheet)
            self.tabs["changes"].show()
            self.show_tab("changes")

    def _lead_to_line(self, line: CueLine) -> None:
        """Choose a line, or the one that stands where it stood; the tab stays."""
        document = self._document
        if document is None:
            return
        lines, at = document.sheet.lines, line.start_ticks
        document.seek(at)
        same = [place for place, each in enumerate(lines) if each.spans == line.spans and each.title == line.title]
        if same:
            document.choose(same[0])

    def show_template(self, template: Template, name: str, offered: Sequence[str]) -> None:
        """Take another layout: itself, what it is chosen by, and what else there is to choose."""
        self._template = template
        self.missing.show_templates(name, offered)
        self.header.show_template(template)
        self._count()

    def _count(self) -> None:
        document, template = self._document, self._template
        if document is None or template is None:
            return
        findings: Sequence[Finding] = all_findings(document.sheet, document.works, template)
        self.missing.show_findings(findings, document.sheet)
        text = side_word("tab_missing")
        self.tabs["missing"].setText(f"{text} {len(findings)}" if findings else text)
        self.counted.emit(len(findings))

    def _lead_to(self, finding: Finding) -> None:
        document = self._document
        if document is None:
            return
        place = place_of(document.sheet, finding)
        if place < 0:
            self.show_tab("header")
            self.header.lead_to(finding.field if finding.field in HEADER_FIELDS else HEADER_FIELDS[0])
            return
        document.choose(place)
        self.show_tab("cue")
        self.cue.lead_to(LineField(finding.field) if finding.field else LineField.TITLE)
