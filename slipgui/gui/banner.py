"""The banner over the page: one thing that keeps clips from going on, and what helps (look/LOOK.md, section 10); else a notice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.labels import ElidedLabel, IconLabel
from slipgui.gui.theme import BODY, GAP_CONTROLS, PAGE_PADDING, theme_of

_HEIGHT_PX = 40


@dataclass(frozen=True, slots=True)
class BannerButton:
    """A way out."""

    text: str
    on_pressed: Callable[[], object]
    is_primary: bool = False


@dataclass(frozen=True, slots=True)
class BannerWords:
    """What a banner says."""

    icon: str
    state: str
    """Whose colours it wears: ``failed``, ``paused`` or ``external``."""
    fact: str
    sentence: str
    buttons: Sequence[BannerButton] = ()


class Banner(QWidget):
    """The banner; hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._words: BannerWords | None = None
        self._icon = IconLabel("key", 18, "text")
        self._fact = ElidedLabel(role="text", factor=BODY, weight=QFont.Weight.DemiBold)
        self._fact.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._sentence = ElidedLabel(role="text_2", factor=BODY)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(PAGE_PADDING, 0, PAGE_PADDING, 0)
        self._line.setSpacing(GAP_CONTROLS)
        self._line.addWidget(self._icon)
        self._line.addWidget(self._fact)
        self._line.addWidget(self._sentence, 1)
        self.buttons: list[ActionButton] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return f"{self._words.fact} {self._words.sentence}" if self._words is not None else ""

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(super().sizeHint().width(), max(_HEIGHT_PX, self._fact.fontMetrics().height() + 20))

    def show_words(self, words: BannerWords | None) -> None:
        """Say this, once to a screen reader, too; None: nothing."""
        if words == self._words:
            return
        is_news = words is not None and (self._words is None or words.fact != self._words.fact)
        self._words = words
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        if words is None:
            self.hide()
            return
        self._icon.set_icon(words.icon, f"s_{words.state}")
        self._fact.set_text(words.fact)
        self._fact.setMinimumWidth(min(self._fact.fontMetrics().horizontalAdvance(words.fact) + 4, 420))
        self._sentence.set_text(words.sentence)
        for one in words.buttons:
            button = ActionButton(one.text, kind="primary" if one.is_primary else "normal", is_small=True)
            button.clicked.connect(one.on_pressed)
            self._line.addWidget(button)
            self.buttons.append(button)
        self.setAccessibleName(self.text)
        self.show()
        self.update()
        if is_news:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the quiet ground and the line below it."""
        if self._words is None:
            return
        theme, painter = theme_of(QApplication.palette()), QPainter(self)
        painter.fillRect(self.rect(), theme.soft(self._words.state))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))
