"""Fields in which is written how voices are looked for: how many people speak, and when a voice counts as found."""

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from slipgui.core.errors import VoiceError
from slipgui.core.voice import SpeakerOptions, check_speaker_options
from slipgui.gui.check_box import CheckBox
from slipgui.gui.error_words import explained
from slipgui.gui.labels import TextLabel
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, GAP_FIELDS, SMALL
from slipgui.gui.voice_texts import option_word

_FIELD_HEIGHT_PX = 30
_FIELD_WIDTH_PX = 72
_DIGITS = QRegularExpression("[0-9]{0,3}")


class SpeakerOptionsFields(QWidget):
    """The fields; an empty one leaves it to the service.

    Parameters
    ----------
    options
        What they begin with.
    """

    changed = Signal()

    def __init__(self, options: SpeakerOptions) -> None:
        super().__init__()
        self.least, self.most, self.threshold = QLineEdit(), QLineEdit(), QLineEdit()
        self.shares_voices = CheckBox(option_word("shares_voices"))
        self.shares_voices.setChecked(options.shares_voices)
        self._note = TextLabel(factor=CAPTION)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_FIELDS)
        grid.setVerticalSpacing(GAP_CONTROLS)
        grid.setColumnStretch(0, 1)
        rows = (
            ("least_speakers", self.least, options.least_speakers),
            ("most_speakers", self.most, options.most_speakers),
            ("threshold", self.threshold, round(options.threshold) or None),
        )
        for row, (name, field, number) in enumerate(rows):
            field.setFixedSize(_FIELD_WIDTH_PX, _FIELD_HEIGHT_PX)
            field.setValidator(QRegularExpressionValidator(_DIGITS, field))
            field.setPlaceholderText(option_word("any"))
            field.setAccessibleName(option_word(name))
            field.setText("" if number is None else str(number))
            field.textChanged.connect(self._check)
            label = TextLabel(option_word(name), role="text_2", factor=SMALL)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GAP_CONTROLS)
        lines.addLayout(grid)
        lines.addWidget(self.shares_voices)
        lines.addWidget(self._note)
        self.setFocusProxy(self.least)
        self._check()

    @property
    def options(self) -> SpeakerOptions:
        """What is written."""
        return SpeakerOptions(
            _number(self.least), _number(self.most), float(_number(self.threshold) or 0), self.shares_voices.isChecked()
        )

    @property
    def wrong(self) -> str:
        """What is wrong with it, empty for nothing."""
        try:
            check_speaker_options(self.options)
        except VoiceError as error:
            return f"{explained(error).title}."
        return ""

    def _check(self) -> None:
        wrong = self.wrong
        self._note.set_role("s_failed" if wrong else "text_3")
        self._note.set_text(wrong or option_word("options_hint"))
        for field in (self.least, self.most, self.threshold):
            field.setAccessibleDescription(self._note.text())
        self.changed.emit()


def _number(field: QLineEdit) -> int | None:
    return int(field.text()) if field.text() else None
