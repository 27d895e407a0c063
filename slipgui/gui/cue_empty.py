"""The cue page without a programme: where to drop one, those of before, and how far a scan is."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.cue_texts import step_line, word
from slipgui.gui.empty_page import DropTarget
from slipgui.gui.labels import IconLabel, TextLabel
from slipgui.gui.share_bar import ShareBar
from slipgui.gui.texts import plain
from slipgui.gui.theme import CAPTION, DISPLAY, GAP_CONTROLS, LEAD, PAGE_PADDING

_WIDTH_PX = 640
_ICON_PX = 48
N_RECENT = 5
"""So many projects are offered."""


class CueEmpty(QWidget):
    """The page."""

    browse_requested = Signal()
    stop_requested = Signal()
    open_requested = Signal(object)
    """The file of a project."""

    def __init__(self) -> None:
        super().__init__()
        self._target = DropTarget()
        self._target.setMaximumWidth(_WIDTH_PX)
        self._headline = TextLabel(word("empty"), factor=DISPLAY, weight=QFont.Weight.DemiBold)
        self._lead = TextLabel(word("empty_sentence"), role="text_2", factor=LEAD)
        self._bar = ShareBar(6, "recognising")
        self.browse = ActionButton(word("browse"), "open", kind="primary", key="Ctrl+O")
        self.stop = ActionButton(word("stop"), "stop")
        self.browse.clicked.connect(self.browse_requested)
        self.stop.clicked.connect(self.stop_requested)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(GAP_CONTROLS)
        self._lay_out()
        self.show_step("", "", 0.0)

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self._target)
        lines.setContentsMargins(24, 44, 24, 36)
        lines.setSpacing(0)
        lines.addWidget(IconLabel("cues", _ICON_PX, "accent_text"), 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addSpacing(16)
        for label in (self._headline, self._lead):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            lines.addWidget(label)
            lines.addSpacing(8)
        lines.addSpacing(14)
        lines.addWidget(self._bar)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.browse)
        buttons.addWidget(self.stop)
        buttons.addStretch(1)
        lines.addSpacing(8)
        lines.addLayout(buttons)
        middle = QVBoxLayout()
        middle.addStretch(2)
        middle.addWidget(self._target)
        middle.addSpacing(24)
        middle.addLayout(self._recent)
        middle.addStretch(3)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(PAGE_PADDING, PAGE_PADDING, PAGE_PADDING, PAGE_PADDING)
        outer.addStretch(1)
        outer.addLayout(middle, 100)
        outer.addStretch(1)

    def show_step(self, name: str, step: str, share: float) -> None:
        """Show how far a scan is; no step: none goes on."""
        is_busy = bool(step)
        self._bar.setVisible(is_busy)
        self.stop.setVisible(is_busy)
        self.browse.setVisible(not is_busy)
        self._bar.set_share(share)
        self._headline.set_text(plain(name) if is_busy else word("empty"))
        self._lead.set_text(step_line(step, share) if is_busy else word("empty_sentence"))

    def show_recent(self, files: Sequence[Path]) -> None:
        """Offer the projects of before, the last saved first."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if files:
            self._recent.addWidget(TextLabel(word("recent"), role="text_3", factor=CAPTION))
        for file in files[:N_RECENT]:
            link = ActionButton(plain(project_name(file)), "sheet", kind="link")
            link.clicked.connect(lambda _=False, file=file: self.open_requested.emit(file))
            self._recent.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)


def project_name(file: Path) -> str:
    """The programme's name, without the mark that makes the file's unique."""
    return file.stem.rsplit("-", 1)[0]
