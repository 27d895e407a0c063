"""The frames of the voices page: a card with a border, dashed where something can be dropped."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.labels import TextLabel
from slipgui.gui.theme import GAP_CONTROLS, HEADING, SMALL, theme_of
from slipgui.gui.voice_texts import word

_MOST_BESIDE = 2
"""So many buttons stand beside each other in a narrow card."""


class Card(QWidget):
    """A frame with a title, a sentence, and buttons at the trailing edge.

    Parameters
    ----------
    is_place
        Whether things are dropped here.
    """

    def __init__(self, *, is_place: bool) -> None:
        super().__init__()
        self._is_place = is_place
        self.title = TextLabel(factor=HEADING, weight=QFont.Weight.DemiBold)
        self.sentence = TextLabel(role="text_2", factor=SMALL)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        self._buttons = QBoxLayout(direction(False))
        self._buttons.setSpacing(GAP_CONTROLS)
        self._head = QBoxLayout(direction(False))
        self._head.setSpacing(GAP_CONTROLS)
        self._head.addLayout(words, 1)
        self._head.addLayout(self._buttons)
        self._head.setAlignment(self._buttons, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(16, 14, 16, 14)
        self.lines.setSpacing(10)
        self.lines.addLayout(self._head)

    def add_buttons(self, *buttons: ActionButton) -> None:
        """Put buttons at the trailing edge of the title."""
        for button in buttons:
            self._buttons.addWidget(button)

    def fold(self, is_narrow: bool) -> None:
        """Let what stands side by side stand below each other, where there is no room."""
        self._head.setDirection(direction(is_narrow))
        self._buttons.setDirection(direction(is_narrow and self._buttons.count() > _MOST_BESIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and border."""
        theme, painter = theme_of(QApplication.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = Qt.PenStyle.DashLine if self._is_place else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.color("control" if self._is_place else "line_strong"), 1, style))
        painter.setBrush(theme.color("base"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


def direction(is_narrow: bool) -> QBoxLayout.Direction:
    """In which direction parts follow each other."""
    return QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight


class ProgressLine(QWidget):
    """Where the work is, or what went wrong, with a button that stops it."""

    def __init__(self) -> None:
        super().__init__()
        self.label = TextLabel(role="text_2", factor=SMALL)
        self.stop = ActionButton(word("stop"), "stop", is_small=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP_CONTROLS)
        line.addWidget(self.label, 1)
        line.addWidget(self.stop)
        self.hide()

    def say(self, text: str, *, is_working: bool = False, is_error: bool = False) -> None:
        """Show a line; an empty one hides it."""
        self.label.set_role("s_failed" if is_error else "text_2")
        self.label.set_text(text)
        self.setAccessibleName(text)
        self.stop.setVisible(is_working)
        self.setVisible(bool(text))
