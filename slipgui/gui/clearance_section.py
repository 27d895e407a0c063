"""The light for somebody else's recording: whether the user's lists allow it, and which line of them says so."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from slipgui.core.clearance import ClearanceRules
from slipgui.gui.clip_rows import ClipRow
from slipgui.gui.details_parts import Section
from slipgui.gui.labels import IconLabel, TextLabel
from slipgui.gui.theme import SMALL
from slipgui.gui.track_words import clearance_words, light_look


class ClearanceSection(Section):
    """Icon, word and reason."""

    def __init__(self) -> None:
        super().__init__()
        self.rules = ClearanceRules()
        """The lists in force; show the row again after a change."""
        self._icon = IconLabel("help", 20)
        self._word = TextLabel(weight=QFont.Weight.DemiBold)
        self._reason = TextLabel(role="text_2", factor=SMALL)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._word)
        words.addWidget(self._reason)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.lines.addLayout(line)

    def show_row(self, row: ClipRow) -> bool:
        """Show the light, where the lists have a say."""
        clearance = self.rules.judge(row.track) if row.track is not None else None
        if clearance is None:
            return False
        icon, role = light_look(clearance.light)
        word, reason = clearance_words(clearance)
        self._icon.set_icon(icon, role)
        self._word.set_text(word)
        self._word.set_role(role)
        self._reason.set_text(reason)
        self.setAccessibleName(f"{word}: {reason}")
        return True
