"""What the bar of the cue page tells of a sheet; what is left to do can be shown alone (look/LOOK.md, section 12)."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from slipgui.core.cue_sheet import CueLine, CueSheet, CueState
from slipgui.gui.action_button import ActionButton
from slipgui.gui.cue_texts import facts_lines
from slipgui.gui.labels import FactsLabel
from slipgui.gui.theme import BODY, GAP_INSIDE

_LOOKS = {
    "check": ("state-unsure", "s_unsure"),
    "not_found": ("state-not-found", "s_not_found"),
    "writers": ("warning", "s_external"),
}
"""Icon and colour of what can be shown alone."""
FILTERS: dict[str, Callable[[CueLine], bool]] = {
    "check": lambda line: line.state is CueState.UNSURE,
    "not_found": lambda line: line.state is CueState.UNIDENTIFIED,
    "writers": lambda line: line.is_music and not line.writers,
}
"""Which lines each shows."""


class CueFacts(QWidget):
    """The line of facts."""

    filter_chosen = Signal(str)
    """One of ``FILTERS``; empty: all lines are wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._text = FactsLabel(role="text_2", factor=BODY)
        self._text.setSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed
        )  # what follows stands beside it
        self._words: dict[str, tuple[str, str]] = {}
        """Of each button what it says, and what of it where there is little room."""
        self.buttons = {name: ActionButton("", icon, kind="quiet", is_small=True) for name, (icon, _) in _LOOKS.items()}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP_INSIDE)
        line.addWidget(self._text)
        for name, button in self.buttons.items():
            button.setCheckable(True)
            button.set_role(_LOOKS[name][1])
            button.clicked.connect(lambda is_on, name=name: self.choose(name if is_on else ""))
            line.addWidget(button)
        line.addStretch(1)

    @property
    def chosen(self) -> str:
        """What is shown alone; empty for all."""
        return next((name for name, button in self.buttons.items() if button.isChecked()), "")

    def choose(self, name: str) -> None:
        """Show these lines alone."""
        for each, button in self.buttons.items():
            button.setChecked(each == name)
        self.filter_chosen.emit(name)

    def show_sheet(self, sheet: CueSheet) -> None:
        """Tell how a sheet is; nothing is shown alone of which there is nothing left."""
        facts = facts_lines(sheet)
        self._text.set_text(" · ".join(facts[name] for name in ("cues", "music")))
        self._words = {name: (facts[name], str(sum(map(fits, sheet.lines)))) for name, fits in FILTERS.items()}
        for name, button in self.buttons.items():
            button.setAccessibleName(facts[name])
            button.setVisible(bool(facts[name]))
        self._fit()
        if self.chosen and not facts[self.chosen]:
            self.choose("")

    def minimumSizeHint(self) -> QSize:
        """As narrow as it has to be: words give way."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let the buttons say their words, or where these have no room their numbers."""
        for which in (0, 1):
            for name, words in self._words.items():
                self.buttons[name].setText(words[which])
                self.buttons[name].setToolTip(words[0] if which else "")
            shown = [button for button in self.buttons.values() if not button.isHidden()]
            if sum(button.sizeHint().width() + GAP_INSIDE for button in shown) <= self.width():
                break

    def tell(self, text: str) -> None:
        """Tell something else for now, as how far a scan is."""
        self._text.set_text(text)
        for button in self.buttons.values():
            button.hide()
