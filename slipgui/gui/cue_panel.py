"""The chosen cue: what it is, whether that is right, when it plays, how it is used, who wrote it (look/mock/09-cues-dark.png)."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QPalette
from PySide6.QtWidgets import (  # fmt: skip
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from slipgui.core.cue_edit import Edge
from slipgui.core.cue_sheet import CueLine, LineField, MusicOrigin
from slipgui.core.isrc import parse_isrc
from slipgui.gui.ab_player import AbPlayer, PlayState
from slipgui.gui.action_button import ActionButton
from slipgui.gui.choice_box import ChoiceBox
from slipgui.gui.cue_document import CueDocument
from slipgui.gui.cue_table import fill_choices
from slipgui.gui.cue_texts import CueColumn, clock_text, cue_icon, cue_name, cue_role, shares_line, state_word, word
from slipgui.gui.details_parts import Section
from slipgui.gui.labels import ClampedLabel, TextLabel
from slipgui.gui.match_words import why_mute
from slipgui.gui.score_ring import ScoreRing, StateBadge
from slipgui.gui.scroll_bars import name_scroll_bars
from slipgui.gui.segment_button import SegmentButton
from slipgui.gui.texts import plain, translate
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, GAP_INSIDE, SMALL, TITLE, margins
from slipgui.gui.writer_lines import parse_writers, writer_lines

_MIN_WIDTH_PX, _MAX_WIDTH_PX = 320, 560
_FIELD_HEIGHT_PX = 30
_WRITERS_HEIGHT_PX = 74
_TEXT_FIELDS = (LineField.TITLE, LineField.PERFORMER, LineField.ISRC, LineField.LABEL, LineField.NOTES)


class _Writers(QPlainTextEdit):
    """A field of several lines that tells when it was left."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was written counts."""
        super().focusOutEvent(event)
        self.left.emit()


class CuePanel(QWidget):
    """The panel; scrolls where it is small.

    Parameters
    ----------
    player
        Plays the programme and, beside it, the track.
    """

    close_requested = Signal()
    not_understood = Signal(str)
    """What was written is no moment of the programme."""
    play_requested = Signal()

    def __init__(self, player: AbPlayer) -> None:
        super().__init__()
        self._document: CueDocument | None = None
        self._player = player
        self.setBackgroundRole(QPalette.ColorRole.Button)
        self.setAutoFillBackground(True)
        self.setMinimumWidth(_MIN_WIDTH_PX)
        self.setMaximumWidth(_MAX_WIDTH_PX)
        self.setAccessibleName(word("details"))
        self._make_parts()
        self._lay_out()
        self._connect()
        self._show_player()

    def show_document(self, document: CueDocument) -> None:
        """Show the chosen line of another document."""
        self._document = document
        document.changed.connect(self._show_line)
        document.selected.connect(self._show_line)
        self._show_line()

    # ----------------------------------------------------------------------------------------------------------- parts

    def _make_parts(self) -> None:
        self._number = TextLabel(role="text_2", factor=CAPTION)
        self._title = ClampedLabel(factor=TITLE, weight=QFont.Weight.DemiBold)
        self._credits = TextLabel(role="text_2", is_selectable=True)
        self._badge, self._ring = StateBadge(), ScoreRing()
        self.confirm = ActionButton(word("confirm"), "check", kind="primary", key="Return")
        self.reject = ActionButton(word("reject"), "close", key="N")
        self._in, self._out, self._length = QLineEdit(), QLineEdit(), QLineEdit()
        self._length.setReadOnly(True)
        self._use, self._origin = ChoiceBox(), ChoiceBox()
        fill_choices(self._use, CueColumn.USE)
        fill_choices(self._origin, CueColumn.ORIGIN)
        self._texts = {name: QLineEdit() for name in _TEXT_FIELDS}
        self._writers = _Writers()
        self._writers.setTabChangesFocus(True)
        self._writers.setFixedHeight(_WRITERS_HEIGHT_PX)
        self._writers.setPlaceholderText(word("writers_hint"))
        self._shares = TextLabel(role="s_external", factor=CAPTION)
        self._play = ActionButton("", "play")
        self._choices = [
            SegmentButton(translate("Cues", "A programme"), is_first=True),
            SegmentButton(translate("Cues", "B track"), is_first=False),
        ]
        self._hint = TextLabel(role="text_3", factor=CAPTION)

    def _lay_out(self) -> None:
        head = QWidget()
        head.setFixedHeight(40)
        line = QHBoxLayout(head)
        line.setContentsMargins(margins(16, 0, 8, 0))
        line.addWidget(self._number, 1)
        close = ActionButton("", "close", kind="quiet", is_small=True)
        close.setToolTip(word("close"))
        close.setAccessibleName(word("close"))
        close.clicked.connect(self.close_requested)
        line.addWidget(close)
        self._body = QWidget()
        self._body.setBackgroundRole(QPalette.ColorRole.Button)
        lines = QVBoxLayout(self._body)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for section in (self._answer_section(), self._times_section(), self._sheet_section()):
            lines.addWidget(section)
        lines.addStretch(1)
        scroll = QScrollArea()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setBackgroundRole(QPalette.ColorRole.Button)
        scroll.setWidget(self._body)
        name_scroll_bars(scroll)
        name_scroll_bars(self._writers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(scroll, 1)

    def _answer_section(self) -> Section:
        section = Section(has_line=False, top=0)
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
        top.addWidget(self._ring, 0, Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP_CONTROLS)
        buttons.addWidget(self.confirm, 1)
        buttons.addWidget(self.reject, 1)
        section.lines.addLayout(top)
        section.lines.addSpacing(12)
        section.lines.addLayout(buttons)
        return section

    def _times_section(self) -> Section:
        section, grid = Section(), QGridLayout()
        grid.setHorizontalSpacing(GAP_CONTROLS)
        grid.setVerticalSpacing(GAP_INSIDE)
        for column, (name, field) in enumerate((("in", self._in), ("out", self._out), ("length", self._length))):
            _add_field(grid, 0, column, word(name), field)
        sounds = QHBoxLayout()
        sounds.setSpacing(0)
        sounds.addWidget(self._play)
        sounds.addSpacing(6)
        for button in self._choices:
            sounds.addWidget(button)
        sounds.addStretch(1)
        section.lines.addLayout(grid)
        section.lines.addSpacing(12)
        section.lines.addLayout(sounds)
        section.lines.addSpacing(6)
        section.lines.addWidget(self._hint)
        return section

    def _sheet_section(self) -> Section:
        section, grid = Section(), QGridLayout()
        grid.setHorizontalSpacing(GAP_CONTROLS)
        grid.setVerticalSpacing(GAP_INSIDE)
        _add_field(grid, 0, 0, word("use"), self._use, n_columns=2)
        _add_field(grid, 2, 0, word("origin"), self._origin)
        _add_field(grid, 2, 1, word("label"), self._texts[LineField.LABEL])
        for row, name in enumerate((LineField.TITLE, LineField.PERFORMER), start=2):
            _add_field(grid, 2 * row, 0, word(name.value), self._texts[name], n_columns=2)
        _add_field(grid, 8, 0, word("writers"), self._writers, n_columns=2)
        grid.addWidget(self._shares, 10, 0, 1, 2)
        _add_field(grid, 11, 0, word("isrc"), self._texts[LineField.ISRC])
        _add_field(grid, 11, 1, word("notes"), self._texts[LineField.NOTES])
        section.lines.addLayout(grid)
        return section

    def _connect(self) -> None:
        self.confirm.clicked.connect(lambda: self._judge(CueDocument.confirm))
        self.reject.clicked.connect(lambda: self._judge(CueDocument.reject))
        self._in.editingFinished.connect(lambda: self._take_moment(Edge.IN, self._in))
        self._out.editingFinished.connect(lambda: self._take_moment(Edge.OUT, self._out))
        self._use.activated.connect(lambda _: self._type(LineField.USAGE, self._use.currentData()))
        self._origin.activated.connect(
            lambda _: self._type(LineField.MUSIC_ORIGIN, _origin(self._origin.currentData()))
        )
        for name, field in self._texts.items():
            field.editingFinished.connect(lambda name=name, field=field: self._take_text(name, field))
        self._writers.left.connect(self._take_writers)
        self._play.clicked.connect(self.play_requested)
        self._player.changed.connect(self._show_player)
        for number, button in enumerate(self._choices):
            button.clicked.connect(lambda _=False, number=number: self._player.switch(number))

    # -------------------------------------------------------------------------------------------------------- in and out

    def _show_line(self, _place: int = -1) -> None:
        document = self._document
        line = document.line if document is not None else None
        self._body.setVisible(line is not None)
        if document is None or line is None:
            self._number.set_text(word("nothing_chosen"))
            return
        sheet = document.sheet
        of = translate("Cues", "Cue {0} of {1}")
        self._number.set_text(of.format(document.place + 1, len(sheet.lines)))
        self._title.set_text(cue_name(line))
        self._credits.set_text(plain(line.performer))
        self._credits.setVisible(bool(line.performer))
        self._badge.set_state(cue_icon(line), state_word(line), cue_role(line))
        self._ring.setVisible(line.score is not None)
        self._ring.set_score(line.score or 0.0, cue_role(line))
        self.confirm.setEnabled(line.is_music)
        self.reject.setEnabled(line.is_music)
        label = sheet.timebase.label
        self._in.setText(label(line.spans[0].in_ticks))
        self._out.setText(label(line.spans[-1].out_ticks))
        self._length.setText(clock_text(float(sheet.seconds(line.length_ticks))))
        self._show_fields(line)

    def _show_fields(self, line: CueLine) -> None:
        if line.usage and self._use.findData(line.usage) < 0:
            self._use.addItem(plain(line.usage), line.usage)
        self._use.setCurrentIndex(max(0, self._use.findData(line.usage)))
        self._origin.setCurrentIndex(max(0, self._origin.findData(line.music_origin or "")))
        for name, field in self._texts.items():
            field.setText(plain(line.value(name)))
            origin = line.origins.get(name)
            field.setToolTip(_origin_sentence(origin) if origin is not None and line.value(name) else "")
        text = writer_lines(line.writers)
        if text != self._writers.toPlainText():
            self._writers.setPlainText(text)
        self._shares.set_text(shares_line(line))
        self._shares.setVisible(bool(self._shares.text()))

    def _judge(self, say: Callable[[CueDocument], None]) -> None:
        if self._document is not None:
            say(self._document)

    def _type(self, name: LineField, value: object) -> None:
        if self._document is not None:
            self._document.type(name, value)

    def _take_text(self, name: LineField, field: QLineEdit) -> None:
        line = self._document.line if self._document is not None else None
        text = field.text().strip()
        if line is None or text == plain(line.value(name)):
            return
        if name is LineField.ISRC:
            isrc = parse_isrc(text)
            text = isrc.code if isrc is not None else text
        self._type(name, text)

    def _take_writers(self) -> None:
        if self._document is not None and self._document.line is not None:
            self._type(LineField.WRITERS, parse_writers(self._writers.toPlainText()))

    def _take_moment(self, edge: Edge, field: QLineEdit) -> None:
        document = self._document
        if document is None or document.line is None or not field.isModified():
            return
        field.setModified(False)
        ticks = document.sheet.timebase.parse(field.text().strip())
        if ticks is None:
            self.not_understood.emit(field.text())
            self._show_line()
        else:
            document.move_border(document.place, edge, ticks)

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


def _add_field(grid: QGridLayout, row: int, column: int, text: str, field: QWidget, *, n_columns: int = 1) -> None:
    label = TextLabel(text, role="text_2", factor=SMALL)
    label.setBuddy(field)
    field.setAccessibleName(text)
    if field.maximumHeight() > _WRITERS_HEIGHT_PX:
        field.setMinimumHeight(_FIELD_HEIGHT_PX)
    grid.addWidget(label, row, column, 1, n_columns)
    grid.addWidget(field, row + 1, column, 1, n_columns)
    grid.setColumnStretch(column, 1)
    grid.setRowMinimumHeight(row, 24)


def _origin(value: object) -> MusicOrigin | None:
    return MusicOrigin(str(value)) if value else None


def _origin_sentence(origin: str) -> str:
    return {
        "recognised": translate("Cues", "The recognition named it"),
        "catalogue": translate("Cues", "From the tags of your catalogue"),
        "works_list": translate("Cues", "From your list of works"),
        "typed": translate("Cues", "Typed for this sheet"),
    }[origin]
