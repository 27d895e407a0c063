"""The details of one recognition of the history: the answer, putting it right by hand, the facts, what can be done."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPalette
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from slipgui.app.history import HistoryRow
from slipgui.app.history_words import CORRECTABLE
from slipgui.core.clip import ClipId
from slipgui.gui.action_button import ActionButton
from slipgui.gui.button_rows import ButtonRows
from slipgui.gui.details_parts import Section
from slipgui.gui.details_sections import FactsSection
from slipgui.gui.history_texts import (
    facts_of,
    failure,
    file_name,
    is_answer,
    isrc_text,
    score_text,
    state_of,
    track_lines,
    track_of,
    word,
)
from slipgui.gui.labels import ClampedLabel, ElidedLabel, TextLabel
from slipgui.gui.row_texts import state_icon, state_role, state_word
from slipgui.gui.score_ring import StateBadge
from slipgui.gui.scroll_bars import scroll_down_only
from slipgui.gui.texts import plain, translate
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, GAP_INSIDE, SMALL, TITLE, margins

_MIN_WIDTH_PX, _MAX_WIDTH_PX = 320, 560


def _field_names() -> dict[str, str]:
    return {
        "title": translate("History", "Title"),
        "artist": translate("History", "Artist"),
        "isrc": translate("History", "ISRC"),
        "label": translate("History", "Label"),
    }


class CorrectionForm(QWidget):
    """Four fields in which the answer is put right."""

    saved = Signal(object)
    """Mapping of the fields that are different now; None says that there is none."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._before: dict[str, str] = {}
        self.fields = {name: QLineEdit() for name in CORRECTABLE}
        form = QFormLayout()
        form.setVerticalSpacing(GAP_CONTROLS)
        form.setHorizontalSpacing(GAP_CONTROLS)
        for name, text in _field_names().items():
            field = self.fields[name]
            field.setMinimumHeight(30)
            field.setMaxLength(300)
            field.setAccessibleName(text)
            label = TextLabel(text, role="text_2", factor=SMALL)
            label.setWordWrap(False)
            label.setBuddy(field)
            form.addRow(label, field)
            field.returnPressed.connect(self._save)
        save = ActionButton(translate("History", "Save"), kind="primary")
        save.clicked.connect(self._save)
        leave = ActionButton(translate("History", "Cancel"))
        leave.clicked.connect(self.left)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(save)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 0, 16, 16)
        lines.addLayout(form)
        lines.addLayout(buttons)

    def open(self, row: HistoryRow) -> None:
        """Show what stands now, ready to be written over."""
        track = track_of(row) or {}
        self._before = {name: str(track.get(member) or "") for name, member in CORRECTABLE.items()}
        for name, text in self._before.items():
            self.fields[name].setText(plain(text))
        self.show()
        self.fields["title"].setFocus(Qt.FocusReason.OtherFocusReason)
        self.fields["title"].selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves all as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _save(self) -> None:
        changed = {
            name: field.text().strip() or None
            for name, field in self.fields.items()
            if field.text().strip() != plain(self._before[name])
        }
        if changed:
            self.saved.emit(changed)
        self.left.emit()


class HistoryAnswerSection(Section):
    """State, track, what the service had said, score."""

    def __init__(self) -> None:
        super().__init__(has_line=False, top=4, bottom=14)
        self._badge = StateBadge()
        self._title = ClampedLabel(factor=TITLE, weight=QFont.Weight.DemiBold)
        self._credits = TextLabel(role="text_2", is_selectable=True)
        self._isrc = TextLabel(role="text_3", factor=CAPTION, is_selectable=True)
        self._original = TextLabel(role="text_3", factor=CAPTION, is_selectable=True)
        badges = QHBoxLayout()
        badges.addWidget(self._badge)
        badges.addStretch(1)
        self.lines.addLayout(badges)
        self.lines.addSpacing(GAP_CONTROLS)
        for label in (self._title, self._credits, self._isrc, self._original):
            self.lines.addWidget(label)
            self.lines.addSpacing(GAP_INSIDE)

    def show_recognition(self, row: HistoryRow, check_by_ear_below: float) -> None:
        """Show a recognition."""
        state = state_of(row, check_by_ear_below)
        self._badge.set_state(state_icon(state), state_word(state), state_role(state))
        title, credits = track_lines(row)
        code, value = isrc_text(row), score_text(row)
        facts = [code, translate("History", "Score {0}").format(value) if value else ""]
        original = _original_line(row)
        why = failure(row)
        self._title.set_text(title)
        for label, text in (
            (self._credits, credits or (f"{why.detail} {why.hint}" if why is not None else "")),
            (self._isrc, " · ".join(fact for fact in facts if fact)),
            (self._original, original),
        ):
            label.set_text(text)
            label.setVisible(bool(text))


def _original_line(row: HistoryRow) -> str:
    """What the service had said of a recognition that was put right; empty for the others."""
    if not row.line.get("corrected_track"):
        return ""
    track = row.line.get("track")
    if not track:
        return translate("History", "The service had found nothing.")
    parts = (plain(str(track.get(name) or "")) for name in ("title", "artist", "external_label", "isrc"))
    return translate("History", "The service had said: {0}").format(" · ".join(part for part in parts if part))


class HistoryDetails(QWidget):
    """The panel; scrolls where it is small."""

    asked = Signal(str)
    """Something is wanted for the shown recognition: ``copy_answer``, ``confirm``, ``retry``, ``evidence``, ``remove``, ``reveal``."""
    corrected = Signal(object)
    """Mapping of fields, empty to take all corrections back."""
    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._row: HistoryRow | None = None
        self.setBackgroundRole(QPalette.ColorRole.Button)
        self.setAutoFillBackground(True)
        self.setMinimumWidth(_MIN_WIDTH_PX)
        self.setMaximumWidth(_MAX_WIDTH_PX)
        self.setAccessibleName(word("details"))
        self._name = ElidedLabel(role="text_2", factor=CAPTION, mode=Qt.TextElideMode.ElideMiddle)
        self._answer = HistoryAnswerSection()
        self.form = CorrectionForm()
        self._facts = FactsSection()
        self.buttons = {
            "copy_answer": ActionButton(translate("History", "Copy answer"), "copy", kind="primary", key="Ctrl+C"),
            "confirm": ActionButton("", "check", key="Return"),
            "correct": ActionButton(translate("History", "Put right by hand…"), "note", key="F2"),
            "original": ActionButton(translate("History", "Back to what the service said"), "undo"),
            "retry": ActionButton(translate("History", "Recognise again"), "retry", key="R"),
            "evidence": ActionButton(translate("History", "Save evidence…"), "shield"),
            "remove": ActionButton(translate("History", "Remove from history"), "remove", key="Del"),
        }
        self._lay_out()
        self._connect()
        self.show_rows([], 0.0)

    @property
    def row(self) -> HistoryRow | None:
        """The one recognition that is shown."""
        return self._row

    def show_rows(self, rows: list[HistoryRow], check_by_ear_below: float) -> None:
        """Show the selected recognition; of several only how many."""
        row = rows[0] if len(rows) == 1 else None
        is_other = row is None or self._row is None or row.id != self._row.id
        self._row = row
        none = translate("History", "Nothing selected")
        several = translate("History", "{0} answers").format(len(rows))
        self._name.set_text(file_name(row) if row is not None else several if rows else none)
        if is_other:
            self.form.hide()
            self._orders.show()
        self._body.setVisible(row is not None)
        if row is None:
            return
        self._answer.show_recognition(row, check_by_ear_below)
        self._facts.set_facts(list(facts_of(row)))
        has_track = track_of(row) is not None
        self.buttons["copy_answer"].setVisible(has_track)
        self.buttons["original"].setVisible(bool(row.line.get("corrected_track")))
        self.buttons["confirm"].setVisible(is_answer(row))
        is_confirmed = bool(row.line.get("confirmed_by"))
        take_back, confirm = translate("History", "Take the confirmation back"), translate("History", "Confirm")
        self.buttons["confirm"].setText(take_back if is_confirmed else confirm)

    def correct(self) -> None:
        """Open the fields in which the answer is put right."""
        if self._row is not None:
            self.form.open(self._row)
            self._orders.hide()

    @property
    def draft(self) -> tuple[ClipId, dict[str, str]] | None:
        """What is being put right, and what is written so far; None while the form is closed."""
        if self._row is None or self.form.isHidden():
            return None
        return self._row.id, {name: edit.text() for name, edit in self.form.fields.items()}

    def take_draft(self, texts: Mapping[str, str]) -> None:
        """Go on putting the shown recognition right."""
        self.correct()
        for name, text in texts.items():
            self.form.fields[name].setText(text)

    def _connect(self) -> None:
        for name, button in self.buttons.items():
            if name not in ("correct", "original"):
                button.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
        self.buttons["correct"].clicked.connect(self.correct)
        self.buttons["original"].clicked.connect(lambda: self.corrected.emit({}))
        self.form.saved.connect(self.corrected)
        self.form.left.connect(self._leave_form)

    def _leave_form(self) -> None:
        self.form.hide()
        self._orders.show()
        self.buttons["correct"].setFocus()

    def _lay_out(self) -> None:
        head = QWidget()
        head.setFixedHeight(40)
        line = QHBoxLayout(head)
        line.setContentsMargins(margins(16, 0, 8, 0))
        line.setSpacing(GAP_INSIDE)
        line.addWidget(self._name, 1)
        reveal = ActionButton("", "folder", kind="quiet", is_small=True)
        close = ActionButton("", "close", kind="quiet", is_small=True)
        for button, name in ((reveal, translate("History", "Show in folder")), (close, word("close"))):
            button.setToolTip(name)
            button.setAccessibleName(name)
            line.addWidget(button)
        reveal.clicked.connect(lambda: self.asked.emit("reveal"))
        close.clicked.connect(self.close_requested)
        self._body = QWidget()
        self._body.setBackgroundRole(QPalette.ColorRole.Button)
        lines = QVBoxLayout(self._body)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._answer)
        self._orders = QWidget()  # out of sight while the form is open: one primary button is enough
        orders = QVBoxLayout(self._orders)
        orders.setContentsMargins(16, 0, 16, 16)
        first = [self.buttons[name] for name in ("copy_answer", "confirm", "correct", "original")]
        orders.addWidget(ButtonRows(first))
        lines.addWidget(self._orders)
        lines.addWidget(self.form)
        lines.addWidget(self._facts)
        rest = QVBoxLayout()
        rest.setContentsMargins(16, 8, 16, 16)
        rest.addWidget(ButtonRows([self.buttons[name] for name in ("retry", "evidence", "remove")], has_first=False))
        lines.addLayout(rest)
        lines.addStretch(1)
        scroll = scroll_down_only(QScrollArea(), self._body, QPalette.ColorRole.Button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(scroll, 1)
