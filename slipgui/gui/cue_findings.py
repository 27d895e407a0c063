"""What a cue sheet lacks for a layout, and where it contradicts itself; each line leads to the field."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from slipgui.app.cue_sheet_wording import describe_findings
from slipgui.core.completeness import Finding, FindingKind, find_incomplete
from slipgui.core.cue_sheet import CueSheet
from slipgui.core.cue_template import Template
from slipgui.core.works import WorksList, fill_from_works
from slipgui.gui.choice_box import ChoiceBox
from slipgui.gui.cue_export_words import export_word, template_word
from slipgui.gui.cue_side_words import side_word
from slipgui.gui.cue_texts import cue_name
from slipgui.gui.error_words import WINDOW_LANGUAGE
from slipgui.gui.labels import TextLabel
from slipgui.gui.sentence_list import SentenceList
from slipgui.gui.texts import plain, translate
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, HEADING, PAGE_PADDING, margins


def all_findings(sheet: CueSheet, works: WorksList, template: Template) -> list[Finding]:
    """What is missing or inconsistent, and where the list of works says another thing."""
    return [*find_incomplete(sheet, template), *fill_from_works(sheet, works)[1]]


def place_of(sheet: CueSheet, finding: Finding) -> int:
    """Which line a finding is about; the first stretch without a name where it is about those, -1 where about none."""
    if finding.kind is FindingKind.UNIDENTIFIED:
        return next((place for place, line in enumerate(sheet.lines) if not line.is_music), -1)
    places = [place for place, line in enumerate(sheet.lines) if line.is_music]
    return places[finding.line - 1] if finding.line is not None and finding.line <= len(places) else -1


class FindingsPage(QWidget):
    """The list."""

    chosen = Signal(object)
    """The ``Finding`` whose field is wanted."""
    template_chosen = Signal(str)
    """A layout by its name, or by the path of its file; empty: a file is to be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(side_word("tab_missing"))
        self.template_box = ChoiceBox()
        self.template_box.setAccessibleName(export_word("layouts"))
        self.template_box.activated.connect(lambda _: self.template_chosen.emit(self.template_box.currentData()))
        self._shown: tuple[Sequence[Finding], list[str]] | None = None
        """What stands there, and what the cues were called: made anew at each step of a dragged border it would hold the window."""
        self._headline = TextLabel(factor=HEADING, weight=QFont.Weight.DemiBold)
        self._lead = TextLabel(role="text_2", factor=CAPTION)
        self.list = SentenceList(side_word("tab_missing"))
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(margins(PAGE_PADDING, 0, 8, 8))
        lines.setSpacing(GAP_CONTROLS)
        head = QVBoxLayout()
        head.setContentsMargins(margins(0, 0, 8, 0))  # the list keeps its scroll bar at the edge
        head.setSpacing(GAP_CONTROLS)
        for part in (self.template_box, self._headline, self._lead):
            head.addWidget(part)
        lines.addLayout(head)
        lines.addWidget(self.list, 1)

    def show_templates(self, name: str, offered: Sequence[str]) -> None:
        """Offer layouts, one of which is chosen."""
        self.template_box.clear()
        for each in offered:
            self.template_box.addItem(plain(template_word(each)), each)
        self.template_box.addItem(export_word("own_layout"), "")
        self.template_box.setCurrentIndex(self.template_box.findData(name))

    def show_findings(self, findings: Sequence[Finding], sheet: CueSheet) -> None:
        """Show what was found in a sheet."""
        names = [cue_name(line) if line.is_music else "" for line in sheet.lines]
        if self._shown == (findings, names):
            return
        self._shown = (findings, names)
        n_findings = len(findings)
        one, many = translate("Cues", "1 thing to complete"), translate("Cues", "{0} things to complete")
        complete = translate("Cues", "Nothing is missing")
        self._headline.set_text((one if n_findings == 1 else many.format(n_findings)) if findings else complete)
        lead = translate(
            "Cues", "Choose one to go to its field. A sheet that lacks something can be exported all the same."
        )
        self._lead.set_text(lead if findings else "")
        row = self.list.currentRow()
        self.list.clear()
        music = [place for place, line in enumerate(sheet.lines) if line.is_music]
        for finding in findings:
            place = None if finding.line is None else music[finding.line - 1]
            self.list.add("warning", "s_external", _sentence(finding, place, names), finding)
        self.list.setCurrentRow(min(row, n_findings - 1))

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self.list.value_of(item))


def _sentence(finding: Finding, place: int | None, names: Sequence[str]) -> str:
    """What was found, behind the name of its cue and its number in the table, which counts what was not found too."""
    (said,) = describe_findings([replace(finding, line=None)], WINDOW_LANGUAGE)
    if place is None:
        return plain(said)
    return translate("Cues", "Cue {0}, {1}: {2}").format(place + 1, names[place], plain(said))
