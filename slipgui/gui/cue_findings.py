"""What a cue sheet lacks for a layout, and where it contradicts itself; each line leads to the field."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import QApplication, QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from slipgui.app.cue_sheet_wording import describe_findings
from slipgui.core.completeness import Finding, FindingKind, find_incomplete
from slipgui.core.cue_sheet import CueSheet
from slipgui.core.cue_template import Template
from slipgui.core.works import WorksList, fill_from_works
from slipgui.gui.assets import icon_pixmap
from slipgui.gui.choice_box import ChoiceBox
from slipgui.gui.cue_export_words import export_word, template_word
from slipgui.gui.cue_side_words import side_word
from slipgui.gui.cue_texts import cue_name
from slipgui.gui.error_words import WINDOW_LANGUAGE
from slipgui.gui.labels import TextLabel
from slipgui.gui.scroll_bars import name_scroll_bars
from slipgui.gui.texts import plain, translate
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, HEADING, margins, theme_of

_FINDING = Qt.ItemDataRole.UserRole
_ICON_PX = 16
_ROW_PX = 32


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
        self._headline = TextLabel(factor=HEADING, weight=QFont.Weight.DemiBold)
        self._lead = TextLabel(role="text_2", factor=CAPTION)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.list.setStyleSheet("QListWidget { background: transparent; } QListWidget::item { padding: 3px 0; }")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(side_word("tab_missing"))
        name_scroll_bars(self.list)
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(margins(16, 0, 8, 8))
        lines.setSpacing(GAP_CONTROLS)
        for part in (self.template_box, self._headline, self._lead):
            lines.addWidget(part)
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
        n_findings = len(findings)
        one, many = translate("Cues", "1 thing to complete"), translate("Cues", "{0} things to complete")
        complete = translate("Cues", "Nothing is missing")
        self._headline.set_text((one if n_findings == 1 else many.format(n_findings)) if findings else complete)
        lead = translate(
            "Cues", "Choose one to go to its field. A sheet that lacks something can be exported all the same."
        )
        self._lead.set_text(lead if findings else "")
        theme = theme_of(QApplication.palette())
        icon = QIcon(icon_pixmap("warning", _ICON_PX, theme.color("s_external"), self.devicePixelRatioF()))
        row = self.list.currentRow()
        self.list.clear()
        for finding in findings:
            item = QListWidgetItem(icon, _sentence(finding, sheet), self.list)
            item.setData(_FINDING, finding)
        self.list.setCurrentRow(min(row, n_findings - 1))

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_FINDING))


def _sentence(finding: Finding, sheet: CueSheet) -> str:
    """What was found, behind the number and name of its cue."""
    (said,) = describe_findings([replace(finding, line=None)], WINDOW_LANGUAGE)
    if finding.line is None:
        return plain(said)
    name = cue_name(sheet.music[finding.line - 1])
    return translate("Cues", "Cue {0}, {1}: {2}").format(finding.line, name, plain(said))
