"""The voices: the list at one side, the chosen one, who speaks, and a new voiceprint at the other (look/mock/13-voices-light.png)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QBoxLayout, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from slipgui.core.voice import Voice
from slipgui.gui.action_button import ActionButton
from slipgui.gui.labels import ElidedLabel, IconLabel, TextLabel
from slipgui.gui.new_voice_card import NewVoiceCard
from slipgui.gui.scroll_bars import scroll_down_only
from slipgui.gui.search_field import SearchField
from slipgui.gui.speakers_card import SpeakersCard
from slipgui.gui.texts import control, plain, short_day
from slipgui.gui.theme import CAPTION, GAP_COLUMNS, GAP_CONTROLS, PAGE_PADDING, SMALL, TITLE, margins, theme_of
from slipgui.gui.voice_cards import direction
from slipgui.gui.voice_list import VoiceModel, VoiceView, paint_avatar
from slipgui.gui.voice_texts import count_line, made_of, no_key_line, none_line, word

if TYPE_CHECKING:
    from slipgui.gui.preview_work import PreviewWork

_LIST_PX, _NARROW_LIST_PX, _NARROW_BELOW_PX = 360, 240, 900
_AVATAR_PX = 48


class VoicePage(QWidget):
    """The page.

    Parameters
    ----------
    previews
        Draws waveforms.
    """

    new_requested = Signal()
    rename_requested = Signal()
    remove_requested = Signal()
    import_requested = Signal()
    export_requested = Signal()
    key_requested = Signal()
    unlock_requested = Signal()

    def __init__(self, previews: "PreviewWork") -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.model = VoiceModel()
        self.view = VoiceView(self.model)
        self.search = SearchField()
        self.search.setPlaceholderText(word("search"))
        self.search.setAccessibleName(word("search"))
        self.speakers, self.new_voice = SpeakersCard(), NewVoiceCard(previews)
        self._count = TextLabel(role="text_2", factor=SMALL)
        self._none = TextLabel(role="text_3", factor=SMALL)
        self._none.setContentsMargins(PAGE_PADDING, GAP_CONTROLS, PAGE_PADDING, 0)
        self._none.hide()
        self._side = self._make_side()
        self._chosen = _ChosenVoice()
        self._key_text = TextLabel()
        self._key_line = self._make_key_line()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._side)
        line.addWidget(self._make_body(), 1)
        self.search.textChanged.connect(self._search)
        self.search.left.connect(self.view.setFocus)
        self.view.selection_changed.connect(self.show_selection)
        self._chosen.rename.clicked.connect(self.rename_requested)
        self._chosen.remove.clicked.connect(self.remove_requested)
        self.show_selection()

    def _make_side(self) -> QWidget:
        new = ActionButton(word("new"), "add", kind="primary")
        new.clicked.connect(self.new_requested)
        head = QHBoxLayout()
        head.setSpacing(GAP_CONTROLS)
        head.addWidget(TextLabel(word("voices"), factor=TITLE, weight=QFont.Weight.DemiBold))
        head.addWidget(self._count, 1)
        head.addWidget(new)
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 16, 10)
        top.setSpacing(12)
        top.addLayout(head)
        top.addWidget(self.search)
        note = QHBoxLayout()
        note.setContentsMargins(16, 14, 16, 8)
        note.setSpacing(10)
        note.addWidget(IconLabel("shield", 16, "s_internal"), 0, Qt.AlignmentFlag.AlignTop)
        note.addWidget(TextLabel(word("consent"), role="text_2", factor=CAPTION), 1)
        files = self._files = QBoxLayout(direction(False))
        files.setContentsMargins(16, 0, 16, 12)
        files.setSpacing(GAP_CONTROLS)
        for text, signal in ((word("import"), self.import_requested), (word("export_voices"), self.export_requested)):
            button = ActionButton(text, kind="link", is_small=True)
            button.clicked.connect(signal)
            files.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        files.addStretch(1)
        side = _Side()
        lines = QVBoxLayout(side)
        lines.setContentsMargins(margins(0, 0, 1, 0))
        lines.setSpacing(0)
        lines.addLayout(top)
        lines.addWidget(self._none)
        lines.addWidget(self.view, 1)
        lines.addLayout(note)
        lines.addLayout(files)
        side.setFixedWidth(_LIST_PX)
        return side

    def _make_key_line(self) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP_CONTROLS)
        enter = ActionButton(control("enter_key"), "key")
        enter.clicked.connect(self.key_requested)
        self._unlock = ActionButton(control("unlock"))
        self._unlock.clicked.connect(self.unlock_requested)
        line.addWidget(IconLabel("key", 18), 0)
        line.addWidget(self._key_text, 1)
        line.addWidget(self._unlock)
        line.addWidget(enter)
        box.hide()
        return box

    def _make_body(self) -> QScrollArea:
        body = QWidget()
        body.setBackgroundRole(QPalette.ColorRole.Base)
        lines = QVBoxLayout(body)
        lines.setContentsMargins(24, 20, 24, 20)
        lines.setSpacing(GAP_COLUMNS)
        for widget in (self._key_line, self._chosen, self.speakers, self.new_voice):
            lines.addWidget(widget)
        lines.addStretch(1)
        return scroll_down_only(QScrollArea(), body, QPalette.ColorRole.Base)

    # --------------------------------------------------------------------------------------------------------- contents

    def show_voices(self, voices: Sequence[Voice]) -> None:
        """Show these voices; what was selected stays so."""
        chosen = [voice.id for voice in self.view.selected_voices()]
        self.model.set_voices(voices)
        self._count.set_text(str(len(voices)) if voices else "")
        self._say_none()
        self.select_ids(chosen or [voice.id for voice in voices[:1]])

    def select_ids(self, ids: Sequence[str]) -> None:
        """Select voices."""
        selection = self.view.selectionModel()
        selection.clearSelection()
        for place in (self.model.place_of(one) for one in ids):
            if place >= 0:
                index = self.model.index(place, 0)
                selection.select(index, selection.SelectionFlag.Select)
                selection.setCurrentIndex(index, selection.SelectionFlag.NoUpdate)
        self.show_selection()

    def show_key(self, has_key: bool, is_locked: bool = False) -> None:
        """Say that a key is missing, where it is, or that one may be in a keyring that is locked."""
        self._key_text.set_text(no_key_line(is_locked=is_locked))
        self._unlock.setVisible(is_locked)
        self._key_line.setHidden(has_key)

    def show_selection(self) -> None:
        """Show the voice that is selected."""
        selected = self.view.selected_voices()
        self._chosen.show_voices(selected)
        self.speakers.show_voices(self.model.voices, selected)

    def fit(self, width: int) -> None:
        """Narrow the list where the window is."""
        is_narrow = width < _NARROW_BELOW_PX + 200
        self._side.setFixedWidth(_NARROW_LIST_PX if is_narrow else _LIST_PX)
        self._files.setDirection(direction(is_narrow))
        for card in (self.speakers, self.new_voice):
            card.fold(width < _NARROW_BELOW_PX)

    def _search(self, text: str) -> None:
        chosen = [voice.id for voice in self.view.selected_voices()]
        self.model.search(text)
        self._say_none()
        self.select_ids(chosen)

    def _say_none(self) -> None:
        """Say why the list is empty, where it is."""
        self._none.set_text(none_line(self.search.text()) if self.model.voices else word("none"))
        self._none.setHidden(self.model.rowCount() > 0)


class _Side(QWidget):
    """The list with the line at its edge."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        x = 0 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else self.width() - 1
        QPainter(self).fillRect(x, 0, 1, self.height(), theme_of(QApplication.palette()).color("line"))


class _Avatar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.label = ""
        self.setFixedSize(_AVATAR_PX, _AVATAR_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(QApplication.palette())
        paint_avatar(QPainter(self), QRectF(self.rect()), self.label, theme, is_chosen=True)


class _ChosenVoice(QWidget):
    """Name, facts, and what can be done with it."""

    def __init__(self) -> None:
        super().__init__()
        self._avatar = _Avatar()
        self._name = ElidedLabel(factor=TITLE, weight=QFont.Weight.DemiBold)
        self.rename = ActionButton(word("rename"))
        self.remove = ActionButton("", "remove")
        self.remove.setToolTip(word("remove"))
        self.remove.setAccessibleName(word("remove"))
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._avatar)
        head.addWidget(self._name, 1)
        head.addWidget(self.rename)
        head.addWidget(self.remove)
        self._facts = [TextLabel(factor=SMALL) for _ in range(3)]
        self._grid = QWidget()
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, 96)
        grid.setColumnStretch(1, 1)
        for row, name in enumerate(("made_from", "made_on", "kept")):
            grid.addWidget(TextLabel(word(name), role="text_2", factor=SMALL), row, 0)
            grid.addWidget(self._facts[row], row, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(12)
        lines.addLayout(head)
        lines.addWidget(self._grid)

    def show_voices(self, voices: Sequence[Voice]) -> None:
        """Show the one, or how many there are."""
        self.setVisible(bool(voices))
        if not voices:
            return
        one = voices[0]
        is_one = len(voices) == 1
        self._avatar.label = one.label if is_one else str(len(voices))
        self._avatar.update()
        self._name.set_text(plain(one.label) if is_one else count_line(len(voices)))
        self.rename.setVisible(is_one)
        self._grid.setVisible(is_one)
        for label, text in zip(self._facts, (made_of(one), short_day(one.created_at), word("kept_here")), strict=True):
            label.set_text(text)
