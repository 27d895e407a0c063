"""The chosen cues: what they are, whether that is right, when they play, how they are used, who wrote them (look/mock/09-cues-dark.png)."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from slipgui.core.completeness import Finding
from slipgui.core.cue_edit import Edge
from slipgui.core.cue_sheet import CueLine, LineField
from slipgui.core.works import conflicts_with
from slipgui.gui.ab_player import AbPlayer, PlayState
from slipgui.gui.action_button import ActionButton
from slipgui.gui.button_rows import ButtonRows
from slipgui.gui.cue_document import CueDocument
from slipgui.gui.cue_fields import FieldsForm, field_name
from slipgui.gui.cue_spans import SpanFields
from slipgui.gui.cue_texts import cue_icon, cue_name, cue_role, kept_line, shares_line, state_word, word
from slipgui.gui.details_parts import Section
from slipgui.gui.labels import ClampedLabel, TextLabel
from slipgui.gui.match_words import why_mute
from slipgui.gui.score_ring import ScoreColumn, StateBadge
from slipgui.gui.scroll_bars import scroll_down_only
from slipgui.gui.segment_button import SegmentButton
from slipgui.gui.texts import plain, translate
from slipgui.gui.theme import CAPTION, GAP_INSIDE, TITLE

_ROWS = (
    (LineField.USAGE,),
    (LineField.MUSIC_ORIGIN,),
    (LineField.LABEL,),
    (LineField.TITLE,),
    (LineField.PERFORMER,),
    (LineField.WRITERS,),
    (LineField.PUBLISHERS,),
    (LineField.ISRC, LineField.ISWC),
    (LineField.CATALOGUE_NUMBER, LineField.TRACK_NUMBER),
    (LineField.CUE_NUMBER, LineField.VOCALS),
    (LineField.NOTES,),
)


class CuePanel(QScrollArea):
    """The panel; scrolls where it is small.

    Parameters
    ----------
    player
        Plays the programme and, beside it, the track.
    """

    not_understood = Signal(str)
    """What was written is no moment of the programme."""
    play_requested = Signal()

    def __init__(self, player: AbPlayer) -> None:
        super().__init__()
        self._document: CueDocument | None = None
        self._player = player
        self.setAccessibleName(word("details"))
        self._make_parts()
        self._lay_out()
        self._connect()
        self._show_player()

    def show_document(self, document: CueDocument) -> None:
        """Show the chosen lines of another document."""
        self._document = document
        document.changed.connect(self._show_lines)
        document.selected.connect(self._show_lines)
        self._show_lines()

    def lead_to(self, name: LineField) -> None:
        """Lead the keys to a field."""
        self.form.focus(name)

    # ----------------------------------------------------------------------------------------------------------- parts

    def _make_parts(self) -> None:
        self._number = TextLabel(role="text_2")
        self._title = ClampedLabel(factor=TITLE, weight=QFont.Weight.DemiBold)
        self._credits = TextLabel(role="text_2", is_selectable=True)
        self._badge, self._score = StateBadge(), ScoreColumn()
        self.confirm = ActionButton(word("confirm"), "check", kind="primary", key="Return")
        self.reject = ActionButton(word("reject"), "close", key="N")
        self.spans, self.form = SpanFields(), FieldsForm(_ROWS)
        self._shares = TextLabel(role="s_external", factor=CAPTION)
        self._kept = TextLabel(role="text_3", factor=CAPTION)
        self._conflicts = QVBoxLayout()
        self._play = ActionButton("", "play")
        self._choices = [
            SegmentButton(translate("Cues", "A programme"), is_first=True),
            SegmentButton(translate("Cues", "B track"), is_first=False),
        ]
        self._hint = TextLabel(role="text_3", factor=CAPTION)

    def _lay_out(self) -> None:
        page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Button)
        self._number.setContentsMargins(16, 0, 16, 0)
        self._times = self._times_section()
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        for section in (self._answer_section(), self._times, self._sheet_section()):
            body.addWidget(section)
        lines = QVBoxLayout(page)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._number)
        lines.addWidget(self._body)
        lines.addStretch(1)
        scroll_down_only(self, page, QPalette.ColorRole.Button)

    def _answer_section(self) -> Section:
        section = Section(has_line=False, top=6)
        names = QVBoxLayout()
        names.setSpacing(GAP_INSIDE)
        names.addWidget(self._title)
        names.addWidget(self._credits)
        badge = QHBoxLayout()
        badge.addWidget(self._badge)
        badge.addStretch(1)
        names.addLayout(badge)
        top = QHBoxLayout()
        top.addLayout(names, 1)
        top.addWidget(self._score, 0, Qt.AlignmentFlag.AlignTop)
        section.lines.addLayout(top)
        section.lines.addSpacing(12)
        section.lines.addWidget(ButtonRows([self.confirm, self.reject], has_first=False))
        return section

    def _times_section(self) -> Section:
        section = Section()
        sounds = QHBoxLayout()
        sounds.setSpacing(0)
        sounds.addWidget(self._play)
        sounds.addSpacing(6)
        for button in self._choices:
            sounds.addWidget(button)
        sounds.addStretch(1)
        section.lines.addWidget(self.spans)
        section.lines.addSpacing(12)
        section.lines.addLayout(sounds)
        section.lines.addSpacing(6)
        section.lines.addWidget(self._hint)
        return section

    def _sheet_section(self) -> Section:
        section = Section()
        self._conflicts.setSpacing(GAP_INSIDE)
        section.lines.addLayout(self._conflicts)
        section.lines.addWidget(self.form)
        for label in (self._shares, self._kept):
            section.lines.addSpacing(GAP_INSIDE)
            section.lines.addWidget(label)
        return section

    def _connect(self) -> None:
        self.confirm.clicked.connect(lambda: self._with(CueDocument.confirm))
        self.reject.clicked.connect(lambda: self._with(CueDocument.reject))
        self.form.typed.connect(lambda name, value: self._with(lambda document: document.type(name, value)))
        self.spans.moved.connect(self._move_border)
        self.spans.not_understood.connect(self.not_understood)
        self.spans.add_requested.connect(lambda: self._with(CueDocument.add_span))
        self.spans.remove_requested.connect(
            lambda number: self._with(lambda document: document.remove_span(number))
        )  # fmt: skip
        self._play.clicked.connect(self.play_requested)
        self._player.changed.connect(self._show_player)
        for number, button in enumerate(self._choices):
            button.clicked.connect(lambda _=False, number=number: self._player.switch(number))

    # -------------------------------------------------------------------------------------------------------- in and out

    def _show_lines(self, _place: int = -1) -> None:
        document = self._document
        line = document.line if document is not None else None
        self._body.setVisible(line is not None)
        if document is None or line is None:
            self._number.set_text(word("nothing_chosen"))
            return
        lines, sheet = document.lines, document.sheet
        is_one = len(lines) == 1
        of = translate("Cues", "Cue {0} of {1}") if is_one else translate("Cues", "{0} of {1} cues chosen")
        self._number.set_text(of.format(document.place + 1 if is_one else len(lines), len(sheet.lines)))
        self._title.setVisible(is_one)
        self._title.set_text(cue_name(line))
        self._credits.set_text(plain(line.performer))
        self._credits.setVisible(is_one and bool(line.performer))
        self._badge.setVisible(is_one)
        self._badge.set_state(cue_icon(line), state_word(line), cue_role(line))
        self._score.set_score(line.score if is_one else None, cue_role(line))
        self.confirm.setEnabled(any(each.is_music for each in lines))
        self.reject.setEnabled(any(each.is_music for each in lines))
        self._times.setVisible(is_one)
        self.spans.show_line(line, sheet.timebase)
        self._show_fields(lines)

    def _show_fields(self, lines: list[CueLine]) -> None:
        first, document = lines[0], self._document
        mixed = frozenset(name for name in LineField if any(line.value(name) != first.value(name) for line in lines))
        self.form.show_values({name: first.value(name) for name in LineField}, first.origins, mixed)
        self._shares.set_text(shares_line(first) if len(lines) == 1 else "")
        self._shares.setVisible(bool(self._shares.text()))
        work = document.works.work_of(first) if document is not None and len(lines) == 1 else None
        self._kept.set_text(kept_line(first) if work is not None else "")
        self._kept.setVisible(work is not None)
        self._show_conflicts(conflicts_with(first, work) if work is not None else [])

    def _show_conflicts(self, conflicts: list[Finding]) -> None:
        while (item := self._conflicts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for conflict in conflicts:
            name = LineField(conflict.field)
            said = translate("Cues", "List of works, {0}: “{1}”").format(field_name(name), plain(conflict.detail))
            self._conflicts.addWidget(TextLabel(said, role="s_external", factor=CAPTION))
            take = ActionButton(translate("Cues", "Take it from the list"), "undo", kind="link")
            take.clicked.connect(
                lambda _=False, name=name: self._with(lambda document: document.take_from_works(name))
            )  # fmt: skip
            self._conflicts.addWidget(take)

    def _with(self, act: Callable[[CueDocument], object]) -> None:
        if self._document is not None:
            act(self._document)

    def _move_border(self, number: int, edge: Edge, ticks: int) -> None:
        document = self._document
        if document is not None and document.line is not None:
            document.move_border(document.place, edge, ticks, number=number)

    def _show_player(self) -> None:
        player = self._player
        is_playing = player.state is PlayState.PLAYING
        self._play.set_icon_name("pause" if is_playing else "play")
        name = word("pause") if is_playing else word("play")
        self._play.setAccessibleName(name)
        self._play.setToolTip(f"{name} (Space)")
        for number, button in enumerate(self._choices):
            button.setChecked(number == player.sounding)
            button.setVisible(player.has_track)
        why = why_mute(player.state, player.silence)
        again = translate("Cues", "Press X to switch between programme and track at the same beat")
        self._hint.set_text(why or (again if player.has_track else ""))
        self._hint.setVisible(bool(self._hint.text()))
