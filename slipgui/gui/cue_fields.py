"""Fields of a cue or of a work to write in: each tells where its words come from, and shows when several cues differ."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from slipgui.app.cue_sheet_wording import field_word
from slipgui.core.cue_sheet import FieldOrigin, LineField, MusicOrigin, Usage, Vocals
from slipgui.core.isrc import parse_isrc
from slipgui.core.iswc import parse_iswc
from slipgui.gui.choice_box import ChoiceBox
from slipgui.gui.cue_side_words import side_word
from slipgui.gui.cue_texts import origin_word, usage_letters, usage_word, vocals_word
from slipgui.gui.error_words import WINDOW_LANGUAGE
from slipgui.gui.labels import TextLabel
from slipgui.gui.party_lines import parse_publishers, parse_writers, publisher_lines, writer_lines
from slipgui.gui.scroll_bars import name_scroll_bars
from slipgui.gui.texts import plain, translate
from slipgui.gui.theme import GAP_CONTROLS, GAP_INSIDE, SMALL

FIELD_HEIGHT_PX = 30
_PARTIES_HEIGHT_PX = 74
_OWN_NAMES = {
    LineField.USAGE: "use", LineField.MUSIC_ORIGIN: "origin", LineField.WRITERS: "writers", LineField.PUBLISHERS: "publishers",
    LineField.NOTES: "notes", LineField.VOCALS: "vocals",
}  # fmt: skip
CHOICES: Mapping[LineField, Callable[[], list[tuple[str, str]]]] = {
    LineField.USAGE: lambda: [(usage_word(usage), usage.value) for usage in Usage],
    LineField.MUSIC_ORIGIN: lambda: [(origin_word(origin), origin.value) for origin in MusicOrigin],
    LineField.VOCALS: lambda: [(vocals_word(vocals), vocals.value) for vocals in Vocals],
}
"""Fields in which one of several words is chosen: the word and its value."""
_PARTIES: Mapping[LineField, tuple[Callable[[Any], str], Callable[[str], Any]]] = {
    LineField.WRITERS: (writer_lines, parse_writers),
    LineField.PUBLISHERS: (publisher_lines, parse_publishers),
}


def field_name(name: LineField) -> str:
    """What a field is called beside it."""
    return side_word(_OWN_NAMES[name]) if name in _OWN_NAMES else field_word(name, WINDOW_LANGUAGE)


def shown_value(name: LineField, value: Any) -> str:
    """What a field of text shows of a value."""
    return _PARTIES[name][0](value) if name in _PARTIES else plain(value or "")


def taken_value(name: LineField, text: str) -> Any:
    """The value that a person's text means; codes without their dashes, words as they stand where nobody knows them."""
    text = text.strip()
    if name in _PARTIES:
        return _PARTIES[name][1](text)
    if name is LineField.ISRC:
        isrc = parse_isrc(text)
        return isrc.code if isrc is not None else text
    if name is LineField.ISWC:
        return parse_iswc(text) or text
    if name is LineField.MUSIC_ORIGIN:
        return _chosen(name, text, MusicOrigin)
    if name is LineField.VOCALS:
        return _chosen(name, text, Vocals)
    if name is LineField.USAGE:
        return _chosen(name, text, Usage) or text
    return text


def _chosen(name: LineField, text: str, kind: Callable[[str], Any]) -> Any:
    """The value of a word or of letters as the window says them, or as documents do; None for others."""
    folded = text.casefold()
    values = (
        value for shown, value in CHOICES[name]()
        if folded in (shown.casefold(), value, usage_letters(value).casefold())
    )  # fmt: skip
    value = next(values, None)
    return kind(value) if value is not None else None


def fill_choices(box: ChoiceBox, name: LineField) -> None:
    """Offer the words of a field, and none."""
    box.addItem("—", "")
    for text, value in CHOICES[name]():
        box.addItem(text, value)
    box.setAccessibleName(field_name(name))


class PartiesField(QPlainTextEdit):
    """A field of several lines that tells when it was left."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        name_scroll_bars(self)
        self.setTabChangesFocus(True)
        self.setFixedHeight(_PARTIES_HEIGHT_PX)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was written counts."""
        super().focusOutEvent(event)
        self.left.emit()


class FieldsForm(QWidget):
    """Fields one below the other, two in a row where they are short.

    Parameters
    ----------
    rows
        The fields, one or two in a row.
    """

    typed = Signal(object, object)
    """A ``LineField`` and what a person wrote or chose there."""

    def __init__(self, rows: Sequence[Sequence[LineField]]) -> None:
        super().__init__()
        self.fields: dict[LineField, QWidget] = {}
        self._labels: dict[LineField, TextLabel] = {}
        self._shown: dict[LineField, str] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP_CONTROLS)
        grid.setVerticalSpacing(GAP_INSIDE)
        for row, names in enumerate(rows):
            for column, name in enumerate(names):
                field = self.fields[name] = self._make_field(name)
                self._labels[name] = add_field(
                    grid, 2 * row, column, field_name(name), field, n_columns=2 if len(names) == 1 else 1
                )

    def _make_field(self, name: LineField) -> QWidget:
        if name in CHOICES:
            box = ChoiceBox()
            fill_choices(box, name)
            box.activated.connect(lambda _: self.typed.emit(name, taken_value(name, box.currentData() or "")))
            return box
        if name in _PARTIES:
            parties = PartiesField()
            parties.left.connect(partial(self._take, name))
            return parties
        field = QLineEdit()
        field.editingFinished.connect(partial(self._take, name))
        return field

    def show_values(
        self, values: Mapping[LineField, Any], origins: Mapping[LineField, FieldOrigin], mixed: frozenset[LineField]
    ) -> None:
        """Show what stands in the fields and where it comes from; ``mixed`` are those in which several cues differ."""
        for name, field in self.fields.items():
            value = values.get(name)
            text = "" if name in mixed else shown_value(name, value)
            self._shown[name] = text
            origin = origins.get(name) if text and name not in mixed else None
            self._labels[name].set_text(_with_origin(field_name(name), origin))
            field.setAccessibleDescription(origin_sentence(origin) if origin else "")
            field.setToolTip(origin_sentence(origin) if origin else "")
            self._show_value(name, field, text, is_mixed=name in mixed)

    def _show_value(self, name: LineField, field: QWidget, text: str, *, is_mixed: bool) -> None:
        several = side_word("several") if is_mixed else ""
        if isinstance(field, ChoiceBox):
            field.setItemText(0, several or "—")
            if text and field.findData(text) < 0:  # a usage that nobody knows
                field.addItem(text, text)
            field.setCurrentIndex(max(0, field.findData(text)))
        elif isinstance(field, QLineEdit):
            field.setPlaceholderText(several)
            field.setText(text)
        elif isinstance(field, PartiesField):
            hint = "writers_hint" if name is LineField.WRITERS else "publishers_hint"
            field.setPlaceholderText(several or side_word(hint))
            if field.toPlainText() != text:
                field.setPlainText(text)

    def focus(self, name: LineField) -> None:
        """Lead the keys to a field."""
        field = self.fields.get(name)
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take(self, name: LineField) -> None:
        field = self.fields[name]
        text = field.toPlainText() if isinstance(field, PartiesField) else ""
        text = field.text() if isinstance(field, QLineEdit) else text
        if text.strip() != self._shown.get(name, "").strip():
            self._shown[name] = text
            self.typed.emit(name, taken_value(name, text))


def add_field(
    grid: QGridLayout, row: int, column: int, text: str, field: QWidget, *, n_columns: int = 1
) -> TextLabel:  # fmt: skip
    """Put a field below its name into a grid; the label."""
    label = TextLabel(text, role="text_2", factor=SMALL)
    label.setBuddy(field)
    field.setAccessibleName(text)
    if field.maximumHeight() > _PARTIES_HEIGHT_PX:
        field.setMinimumHeight(FIELD_HEIGHT_PX)
    grid.addWidget(label, row, column, 1, n_columns)
    grid.addWidget(field, row + 1, column, 1, n_columns)
    grid.setColumnStretch(column, 1)
    grid.setRowMinimumHeight(row, 24)
    return label


def _with_origin(name: str, origin: FieldOrigin | None) -> str:
    return name if origin is None else f"{name} · {origin_mark(origin)}"


def origin_mark(origin: FieldOrigin) -> str:
    """Where a value comes from, in a word."""
    return {
        FieldOrigin.RECOGNISED: translate("Cues", "recognised"),
        FieldOrigin.CATALOGUE: translate("Cues", "catalogue"),
        FieldOrigin.WORKS_LIST: translate("Cues", "list of works"),
        FieldOrigin.TYPED: translate("Cues", "typed"),
    }[origin]


def origin_sentence(origin: FieldOrigin) -> str:
    """Where a value comes from."""
    return {
        FieldOrigin.RECOGNISED: translate("Cues", "The recognition named it"),
        FieldOrigin.CATALOGUE: translate("Cues", "From the tags of your catalogue"),
        FieldOrigin.WORKS_LIST: translate("Cues", "From your list of works"),
        FieldOrigin.TYPED: translate("Cues", "Typed for this sheet"),
    }[origin]
