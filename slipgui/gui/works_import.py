"""What of a file was not taken into the list of works as it stands there: all of it, and where the file may be right."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from slipgui.app.cue_sheet_wording import describe_works_problem, field_word
from slipgui.app.works_file import WorksProblem
from slipgui.core.cue_sheet import LineField
from slipgui.core.works import Work, WorksList
from slipgui.gui.cue_fields import CHOICES, shown_value
from slipgui.gui.error_words import WINDOW_LANGUAGE
from slipgui.gui.labels import TextLabel
from slipgui.gui.party_lines import in_cell
from slipgui.gui.sentence_list import SentenceList
from slipgui.gui.texts import plain, translate
from slipgui.gui.theme import CAPTION, GAP_INSIDE

_HEIGHT_PX = 120


class WorksImport(QWidget):
    """The sentences; nothing where there is nothing to tell."""

    wanted = Signal(object, object)
    """A ``Work`` of the file counts, not the list, for this ``LineField``."""

    def __init__(self) -> None:
        super().__init__()
        self._lead = TextLabel(role="text_2", factor=CAPTION)
        self.list = SentenceList(translate("Works", "Import works"), has_frame=True)
        self.list.setFixedHeight(_HEIGHT_PX)
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GAP_INSIDE)
        lines.addWidget(self._lead)
        lines.addWidget(self.list)
        self.hide()

    def show_import(
        self, works: WorksList, conflicts: Sequence[tuple[Work, LineField]], problems: Sequence[WorksProblem]
    ) -> None:
        """Tell where a file contradicts the list that was there, and what of it cannot be used."""
        self.list.clear()
        known = {work.key: work for work in reversed(works.works)}
        for work, name in conflicts:
            sentence = _conflict_line(known[work.key], work, name)
            self.list.add("state-unsure", "s_external", sentence, (work, name))
        for problem in problems:
            self.list.add("warning", "s_external", describe_works_problem(problem, WINDOW_LANGUAGE), None)
        self._lead.set_text(
            translate("Works", "The list stays as it is where the file says another thing. Choose a line to take it from the file.")
            if conflicts
            else translate("Works", "Of the file was not taken:")
        )  # fmt: skip
        self.setVisible(self.list.count() > 0)

    def _choose(self, item: QListWidgetItem) -> None:
        wish = self.list.value_of(item)
        if isinstance(wish, tuple):
            self.list.mark(item, "check", "text_2", None)
            self.wanted.emit(*wish)


def with_field_of(works: WorksList, work: Work, name: LineField) -> WorksList:
    """The list in which the same work has a field of this one."""
    known = next((each for each in works.works if each.key == work.key), None)
    changes: dict[str, Any] = {name.value: getattr(work, name.value)}
    return works if known is None else works.replaced(known, replace(known, **changes))


def _conflict_line(known: Work, work: Work, name: LineField) -> str:
    words = translate("Works", "{0} of “{1}”: “{2}” in the list, “{3}” in the file")
    own, other = (_value_text(name, getattr(each, name.value)) for each in (known, work))
    return words.format(field_word(name, WINDOW_LANGUAGE), plain(work.title or work.isrc), own, other)


def _value_text(name: LineField, value: Any) -> str:
    chosen = {code: word for word, code in CHOICES[name]()} if name in CHOICES else {}
    return chosen.get(value) or in_cell(shown_value(name, value))
