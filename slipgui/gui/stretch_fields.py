"""Two fields in which the stretch of a file is written that lies elsewhere, so that nothing of it is seen or heard here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from slipgui.core.timecode import parse_moment
from slipgui.core.voice import VOICE_MAX_S, TimeRange
from slipgui.gui.labels import TextLabel
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, GAP_INSIDE, SMALL
from slipgui.gui.voice_texts import stretch_problem, word

_FIELD_HEIGHT_PX = 30
_FIELD_WIDTH_PX = 104


class StretchFields(QWidget):
    """Where the stretch begins and where it ends; both empty: the whole file."""

    changed = Signal()
    entered = Signal()
    """Return was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self._length_s = 0.0
        self.from_field, self.to_field = QLineEdit(), QLineEdit()
        self._note = TextLabel(factor=CAPTION)
        line = QHBoxLayout()
        line.setSpacing(GAP_CONTROLS)
        for field, name, example in ((self.from_field, "from", "4:05.5"), (self.to_field, "to", "4:30")):
            field.setFixedSize(_FIELD_WIDTH_PX, _FIELD_HEIGHT_PX)
            field.setPlaceholderText(example)
            field.setAccessibleName(word(f"stretch_{name}"))
            field.textChanged.connect(self._check)
            field.returnPressed.connect(self.entered)
            label = TextLabel(word(name), role="text_2", factor=SMALL)
            label.setWordWrap(False)
            label.setBuddy(field)
            line.addWidget(label)
            line.addWidget(field)
        line.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GAP_INSIDE)
        lines.addLayout(line)
        lines.addWidget(self._note)
        self._check()

    @property
    def range(self) -> TimeRange | None:
        """The stretch that is written; None: the whole file, or what stands there is ``wrong``."""
        begin, end = self.texts
        from_s, to_s = parse_moment(begin or "0"), parse_moment(end)
        return None if from_s is None or to_s is None else TimeRange(from_s, to_s)

    @property
    def texts(self) -> tuple[str, str]:
        """Beginning and end as they are written."""
        return self.from_field.text().strip(), self.to_field.text().strip()

    @property
    def wrong(self) -> str:
        """What is wrong with it, empty for nothing."""
        begin, end = self.texts
        for text in (begin, end):
            if text and parse_moment(text) is None:
                return stretch_problem("time", text)
        wanted = self.range
        if wanted is None:
            return stretch_problem("no_end") if begin else ""
        if wanted.length_s <= 0:
            return stretch_problem("order")
        if wanted.length_s > VOICE_MAX_S:
            return stretch_problem("long", wanted.length_s)
        return stretch_problem("behind", self._length_s) if 0 < self._length_s < wanted.to_s else ""

    def start(self) -> None:
        """Begin with another file."""
        self.write("", "")
        self.show_length(0.0)

    def write(self, begin: str, end: str) -> None:
        """Take beginning and end as if they were written."""
        self.from_field.setText(begin)
        self.to_field.setText(end)

    def show_length(self, length_s: float) -> None:
        """Hold the stretch against the length of the file; 0: not known."""
        self._length_s = length_s
        self._check()

    def _check(self) -> None:
        wrong = self.wrong
        self._note.set_role("s_failed" if wrong else "text_3")
        self._note.set_text(wrong or word("stretch_note"))
        for field in (self.from_field, self.to_field):
            field.setAccessibleDescription(self._note.text())
        self.changed.emit()
