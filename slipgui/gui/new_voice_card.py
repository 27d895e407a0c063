"""Where a new voiceprint is made: a clip with the stretch that is used, or an address, and who it is."""

import base64
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from slipgui.app.voiceprint import VoiceOrder
from slipgui.core.voice import VOICE_MAX_S
from slipgui.gui.action_button import ActionButton
from slipgui.gui.choice_box import ChoiceBox
from slipgui.gui.labels import ElidedLabel, TextLabel
from slipgui.gui.stretch_fields import StretchFields
from slipgui.gui.stretch_picker import StretchPicker
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, SMALL
from slipgui.gui.voice_cards import Card, ProgressLine
from slipgui.gui.voice_texts import source_name, stretch_line, too_long_line, webhook_line, word

if TYPE_CHECKING:
    from slipgui.app.webhook_desk import WebhookState
    from slipgui.gui.preview_work import PreviewWork

_FIELD_HEIGHT_PX = 30
_LEAST_STRETCH_S = 0.5


class NewVoiceCard(Card):
    """The card.

    Parameters
    ----------
    previews
        Draws waveforms.
    """

    browse_requested = Signal()
    link_requested = Signal()
    bucket_requested = Signal()
    order_made = Signal(object)
    """A ``VoiceOrder``."""

    def __init__(self, previews: "PreviewWork") -> None:
        super().__init__(is_place=True)
        self._previews = previews
        self._asked: int | None = None
        self.source = ""
        self.title.set_text(word("new_voiceprint"))
        self.sentence.set_text(word("new_sentence"))
        self.browse = ActionButton(word("browse"), "open")
        self.paste_link = ActionButton(word("paste_link"), "paste")
        self.from_bucket = ActionButton(word("from_bucket"), "cloud")
        self.add_buttons(self.browse, self.paste_link, self.from_bucket)
        self._name = ElidedLabel(weight=QFont.Weight.Medium)
        self._stretch = TextLabel(role="text_2", factor=SMALL)
        self._stretch.setWordWrap(False)
        self.picker = StretchPicker(word("stretch"), _LEAST_STRETCH_S, VOICE_MAX_S)
        self.stretch_fields = StretchFields()
        self.label = QLineEdit()
        self.label.setMinimumHeight(_FIELD_HEIGHT_PX)
        self.label.setMaxLength(100)
        self.label.setPlaceholderText(word("label"))
        self.label.setAccessibleName(word("label"))
        self.track = ChoiceBox()
        self.track.setAccessibleName(word("track"))
        self.make = ActionButton(word("make"), "voices", kind="primary")
        self.progress = ProgressLine()
        self.webhook = TextLabel(role="text_3", factor=CAPTION)
        self.webhook_settings = ActionButton(word("webhook_settings"), kind="link", is_small=True)
        told = QHBoxLayout()
        told.addWidget(self.webhook, 1)
        told.addWidget(self.webhook_settings)
        self._body = self._make_body()
        self.lines.addWidget(self._body)
        self.lines.addWidget(self.progress)
        self.lines.addLayout(told)
        self._body.hide()
        self.browse.clicked.connect(self.browse_requested)
        self.paste_link.clicked.connect(self.link_requested)
        self.from_bucket.clicked.connect(self.bucket_requested)
        self.label.textChanged.connect(self._refresh)
        self.label.returnPressed.connect(self._order)
        self.make.clicked.connect(self._order)
        self.picker.chosen.connect(self._show_stretch)
        self.stretch_fields.changed.connect(self._refresh)
        self.stretch_fields.entered.connect(self._order)
        previews.answered.connect(self._take_sound)

    def _make_body(self) -> QWidget:
        body = QWidget()
        lines = QVBoxLayout(body)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._stretch)
        below = QHBoxLayout()
        below.setSpacing(GAP_CONTROLS)
        below.addWidget(self.label, 1)
        below.addWidget(self.track)
        below.addWidget(self.make)
        self._hint = TextLabel(role="s_external", factor=CAPTION)
        lines.addLayout(head)
        lines.addWidget(self.picker)
        lines.addWidget(self._hint)
        lines.addWidget(self.stretch_fields)
        lines.addLayout(below)
        return body

    def show_source(self, source: str) -> None:
        """Take a clip (an absolute path) or an address."""
        if self._asked is not None:
            self._previews.forget(self._asked)
        self.source, self._asked = source, None
        is_file = Path(source).is_absolute()
        self._name.set_text(source_name(source))
        self._stretch.set_text("")
        self._hint.hide()
        self.picker.hide()
        self.stretch_fields.start()
        self.stretch_fields.setHidden(is_file)
        self.show_tracks(0)
        self._body.show()
        self.progress.say("")
        self._refresh()
        self.label.setFocus()
        if is_file:
            self._asked = self._previews.ask("waveform", path=source)

    def show_length(self, length_s: float) -> None:
        """Hold the stretch of a file that lies elsewhere against its length, as soon as that is known."""
        self.stretch_fields.show_length(length_s)

    def show_webhook(self, state: "WebhookState") -> None:
        """Tell how the end of a job is learnt."""
        self.webhook.set_text(webhook_line(state))

    def show_tracks(self, n_tracks: int) -> None:
        """Let one of several sound tracks be chosen; there is nothing to choose among fewer than two."""
        self.track.clear()
        for number in range(1, n_tracks + 1):
            self.track.addItem(f"{word('track')} {number}", number)
        self.track.setVisible(n_tracks > 1)

    def clear(self) -> None:
        """The voiceprint is made."""
        self.source = ""
        self.label.clear()
        self._body.hide()
        self.progress.say("")

    def set_working(self, is_working: bool) -> None:
        """Something is being made; one thing at a time."""
        self._body.setEnabled(not is_working)
        for button in (self.browse, self.paste_link, self.from_bucket):
            button.setEnabled(not is_working)

    def _take_sound(self, number: int, document: dict[str, object]) -> None:
        if number != self._asked:
            return
        self._asked = None
        peaks, start_s, length_s = (document.get(name) for name in ("peaks", "start_s", "length_s"))
        if isinstance(peaks, str) and isinstance(start_s, int | float) and isinstance(length_s, int | float):
            self.picker.show_sound(base64.b64decode(peaks), float(start_s), float(length_s))
            self.picker.show()
            self._hint.set_text(too_long_line(length_s))
            self._hint.setVisible(length_s > VOICE_MAX_S)

    def _show_stretch(self) -> None:
        chosen = self.picker.range
        self._stretch.set_text(stretch_line(chosen.from_s, chosen.to_s))

    def _refresh(self) -> None:
        is_right = self.stretch_fields.isHidden() or not self.stretch_fields.wrong
        self.make.setEnabled(bool(self.source) and bool(self.label.text().strip()) and is_right)

    def _order(self) -> None:
        if not self.make.isEnabled():
            return
        stretch = None
        if not self.stretch_fields.isHidden():
            stretch = self.stretch_fields.range
        elif not self.picker.isHidden() and not self.picker.is_all:
            stretch = self.picker.range
        track = self.track.currentData() if self.track.count() > 1 else None
        self.order_made.emit(VoiceOrder(self.source, self.label.text().strip(), stretch, track))
