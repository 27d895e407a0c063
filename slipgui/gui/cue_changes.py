"""What became of the cues of the version before: a list of those that are new, moved, gone, kept by hand and unchanged."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from slipgui.core.cue_sheet import CueLine, CueSheet
from slipgui.core.recut import Recut
from slipgui.gui.cue_side_words import side_word
from slipgui.gui.cue_texts import cue_name
from slipgui.gui.labels import TextLabel
from slipgui.gui.sentence_list import SentenceList
from slipgui.gui.texts import translate
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, HEADING, margins


class ChangesPage(QWidget):
    """The list."""

    chosen = Signal(object)
    """The ``CueLine`` that is wanted, as it stood when it was found."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(side_word("tab_changes"))
        self._headline = TextLabel(factor=HEADING, weight=QFont.Weight.DemiBold)
        lead = TextLabel(side_word("changes_lead"), role="text_2", factor=CAPTION)
        self.list = SentenceList(side_word("tab_changes"))
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(margins(16, 0, 8, 8))
        lines.setSpacing(GAP_CONTROLS)
        lines.addWidget(self._headline)
        lines.addWidget(lead)
        lines.addWidget(self.list, 1)

    def show_recut(self, recut: Recut, sheet: CueSheet) -> None:
        """Show what became of the cues; ``sheet`` is the new one."""
        n_changes = sum(len(lines) for lines in (recut.new, recut.moved, recut.gone, recut.kept))
        self._headline.set_text(translate("Cues", "{0} changed, {1} as before").format(n_changes, len(recut.stayed)))
        self.list.clear()
        for icon, role, sentence, line in _rows(recut):
            label = sheet.timebase.label(line.start_ticks)
            self.list.add(icon, role, sentence.format(label, cue_name(line)), line)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self.list.value_of(item))


def _rows(recut: Recut) -> Iterator[tuple[str, str, str, CueLine]]:
    """Icon, its colour, sentence and line of each row."""
    groups = (
        (recut.new, "add", "s_internal", translate("Cues", "New: {0} {1}")),
        (recut.gone, "close", "s_failed", translate("Cues", "Gone, was at {0}: {1}")),
        (recut.moved, "split", "s_external", translate("Cues", "Moved: {0} {1}")),
        (recut.kept, "state-unsure", "s_unsure", translate("Cues", "Typed by hand, check by ear: {0} {1}")),
        (recut.stayed, "check", "text_2", translate("Cues", "As before: {0} {1}")),
    )
    for lines, icon, role, sentence in groups:
        for line in lines:
            yield icon, role, sentence, line
