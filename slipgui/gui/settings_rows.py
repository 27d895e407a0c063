"""The rows of the settings: name, what it does, and the control that changes it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from slipgui.core.settings import Settings
from slipgui.gui.labels import TextLabel
from slipgui.gui.painted_button import paint_ring
from slipgui.gui.settings_words import choice_words, held_sentence, setting_words
from slipgui.gui.switch import paint_switch
from slipgui.gui.texts import decimal, translate
from slipgui.gui.theme import CAPTION, GAP_COLUMNS, GAP_CONTROLS, SMALL, margins, theme_of

_FIELD_HEIGHT_PX = 30
_RADIO_PX = 16


class SettingRow(QWidget):
    """One setting.

    Parameters
    ----------
    key
        Of ``core.settings``, or what ``setting_words`` knows beside them.
    """

    changed = Signal(str, object)
    """The user wants another value."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.name, self.sentence = setting_words(key)
        self.name_label = TextLabel(self.name, weight=QFont.Weight.Medium)
        self.sentence_label = TextLabel(self.sentence, role="text_2", factor=SMALL)
        if not self.sentence:  # shown before it has a place, it would be a window of its own
            self.sentence_label.hide()
        self._note = TextLabel(role="text_3", factor=CAPTION)
        self._note.hide()
        self.words = QVBoxLayout()
        self.words.setSpacing(1)
        for label in (self.name_label, self.sentence_label, self._note):
            self.words.addWidget(label)
        self.controls: list[QWidget] = []
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 10, 0, 10)
        self.line.setSpacing(GAP_COLUMNS)
        self.line.addLayout(self.words, 1)

    @property
    def all_words(self) -> str:
        """What a search looks through: its buttons, too."""
        return " ".join(
            [self.name, self.sentence_label.text(), *(one.text() for one in self.findChildren(QAbstractButton))]
        )

    def add_control(self, control: QWidget) -> None:
        """Put what changes it at the trailing edge."""
        control.setAccessibleName(self.name)
        control.setAccessibleDescription(self.sentence)
        self.controls.append(control)
        self.line.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_settings(self, settings: Settings, held: dict[str, str]) -> None:
        """Show what is in force, and why it cannot be changed here where that is so."""
        is_held = self.key in held
        self._say(held_sentence(held[self.key]) if is_held else "", "text_3")
        for one in self.controls:
            one.setEnabled(not is_held)
        self.show_value(getattr(settings, self.key, None))

    def refuse(self, why: str) -> None:
        """Say why a value was not taken."""
        self._say(why, "s_failed")

    def _say(self, text: str, role: str) -> None:
        self._note.set_role(role)
        self._note.set_text(text)
        self._note.setVisible(bool(text))

    def show_value(self, value: Any) -> None:
        """Show a value."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline below."""
        color = theme_of(QApplication.palette()).color("line")
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, color)


class Switch(QCheckBox):
    """A switch for what is on or off."""

    def sizeHint(self) -> QSize:
        """As large as a hand needs."""
        return QSize(36, 26)

    def hitButton(self, place: Any) -> bool:
        """The whole of it can be pressed."""
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it, with the focus ring."""
        theme, painter = theme_of(QApplication.palette()), QPainter(self)
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        paint_switch(painter, self.rect(), theme, is_on=self.isChecked())
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()))


class SwitchRow(SettingRow):
    """A setting that is on or off."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.switch = Switch()
        self.add_control(self.switch)
        self.switch.clicked.connect(lambda is_on: self.changed.emit(self.key, is_on))

    def show_value(self, value: Any) -> None:
        """Show whether it is on."""
        self.switch.setChecked(bool(value))


class ReleasesRow(SwitchRow):
    """Whether newer releases are looked for, where this build can."""

    def __init__(self) -> None:
        super().__init__("look_for_releases")

    def show_ability(self, *, can_look: bool) -> None:
        """Show whether it can be chosen at all."""
        if not can_look:
            self.switch.setEnabled(False)
            self._say(translate("Settings", "This build cannot: it has no key to check signatures with."), "text_3")


class NumberField(QDoubleSpinBox):
    """A number without needless zeros, in a frame as lines of text have it."""

    def __init__(self) -> None:
        super().__init__()
        self.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.setFrame(False)
        self.lineEdit().setStyleSheet("background: transparent; border: none;")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame: a style sheet's leaves the line of text no room."""
        theme, painter = theme_of(QApplication.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2.0 if self.hasFocus() else 1.0
        role = "focus" if self.hasFocus() else "control" if self.isEnabled() else "line"
        painter.setPen(QPen(theme.color(role), width))
        painter.setBrush(theme.color("base"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), 6, 6)

    def textFromValue(self, number: float) -> str:
        """The number, as short as it can be said."""
        exact = decimal(number, self.decimals())
        return exact.rstrip("0").rstrip(exact[-1 - self.decimals()]) if self.decimals() else exact


class NumberRow(SettingRow):
    """A setting that is a number.

    Parameters
    ----------
    key
        Of ``core.settings``.
    unit
        What stands behind the number.
    factor
        How much of the setting's own unit one of these is.
    most
        The largest number.
    n_decimals
        How exact it is shown.
    least
        The smallest number.
    """

    def __init__(
        self, key: str, unit: str, *, factor: float = 1.0, most: float, n_decimals: int = 0, least: float = 0.0
    ) -> None:
        super().__init__(key)
        self._factor = factor
        self.field = NumberField()
        self.field.setDecimals(n_decimals)
        self.field.setRange(least, most)
        self.field.setSuffix(f" {unit}" if unit else "")
        self.field.setKeyboardTracking(False)
        self.field.setFixedHeight(_FIELD_HEIGHT_PX)
        self.field.setMinimumWidth(84)
        self.add_control(self.field)
        self.field.valueChanged.connect(self._tell)

    def show_value(self, value: Any) -> None:
        """Show the number; that is no wish to change it."""
        self.field.blockSignals(True)
        self.field.setValue(float(value) / self._factor)
        self.field.blockSignals(False)

    def _tell(self, number: float) -> None:
        value = number * self._factor
        self.changed.emit(self.key, round(value) if self.key.endswith(("_bytes", "_port")) else value)


class TextRow(SettingRow):
    """A setting that is written, in a field of the row's width."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.field = QLineEdit()
        self.field.setFixedHeight(_FIELD_HEIGHT_PX)
        self.field.setAccessibleName(self.name)
        self.field.setAccessibleDescription(self.sentence)
        self.under = QHBoxLayout()
        self.under.setContentsMargins(0, 8, 0, 0)
        self.under.setSpacing(GAP_CONTROLS)
        self.under.addWidget(self.field, 1)
        self.controls.append(self.field)
        self.words.insertLayout(2, self.under)
        self._shown = ""
        self.field.editingFinished.connect(self._tell)

    def show_value(self, value: Any) -> None:
        """Show the text."""
        self._shown = str(value or "")
        self.field.setText(self._shown)

    def write(self, text: str) -> None:
        """Take a text as if it was written."""
        self.field.setText(text)
        self._tell()

    def _tell(self) -> None:
        text = self.field.text().strip()
        if text != self._shown:
            self._shown = text
            self.changed.emit(self.key, text or None)


class Choice(QRadioButton):
    """One of several choices, with what it leads to below its name."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(sentence)
        indent = _RADIO_PX + 10
        lines = self._lines = QVBoxLayout(self)
        lines.setContentsMargins(margins(indent, 5, 0, 5))
        lines.setSpacing(1)
        for text, label in (
            (name, TextLabel(name, weight=QFont.Weight.Medium)),
            (sentence, TextLabel(sentence, role="text_2", factor=SMALL)),
        ):
            if text:
                label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                lines.addWidget(label)

    def sizeHint(self) -> QSize:
        """Room for its lines."""
        return self._lines.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As the lines need."""
        return self._lines.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """Its lines wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high its lines are in this width."""
        return self._lines.totalHeightForWidth(width)

    def hitButton(self, place: Any) -> bool:
        """The whole of it can be pressed."""
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the circle beside the first line, and the focus ring."""
        theme, painter = theme_of(QApplication.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - _RADIO_PX - 2 if is_mirrored else 2
        circle = QRectF(QRect(x, 6, _RADIO_PX, _RADIO_PX)).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.setPen(QPen(theme.color("focus" if self.isChecked() else "control"), 1.5))
        painter.setBrush(theme.color("accent") if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("on_accent"))
            painter.drawEllipse(circle.adjusted(4.5, 4.5, -4.5, -4.5))
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()))


class ChoiceRow(SettingRow):
    """A setting with a few choices, all in view.

    Parameters
    ----------
    key
        Of ``core.settings``.
    choices
        As the setting is written; "" for None.
    """

    def __init__(self, key: str, choices: Sequence[str]) -> None:
        super().__init__(key)
        self.setAccessibleName(self.name)
        self.name_label.set_role("text_2")
        self.line.setDirection(QBoxLayout.Direction.TopToBottom)
        self.line.setSpacing(4)
        self._group = QButtonGroup(self)
        self.choices: dict[str, Choice] = {}
        for choice in choices:
            button = self.choices[choice] = Choice(*choice_words(key, choice))
            self._group.addButton(button)
            self.controls.append(button)
            self.line.addWidget(button)
        self._group.buttonClicked.connect(self._tell)

    @property
    def all_words(self) -> str:
        """The choices, too."""
        told = [word for choice in self.choices for word in choice_words(self.key, choice)]
        return " ".join([super().all_words, *told])

    def show_value(self, value: Any) -> None:
        """Mark the choice."""
        self.choices[str(value or "")].setChecked(True)

    def _tell(self, button: Choice) -> None:
        choice = next(name for name, one in self.choices.items() if one is button)
        self.changed.emit(self.key, choice or None)
