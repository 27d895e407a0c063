"""The parts of the details panel, each of which knows when it has something to say about a clip."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from slipgui.app.wording import Cure
from slipgui.core.errors import Recovery
from slipgui.core.outcome import Failed
from slipgui.gui.action_button import ActionButton
from slipgui.gui.clip_rows import ENDED_STATES, ClipRow, RowState
from slipgui.gui.details_words import (
    Fact,
    Step,
    answer_facts,
    sent_facts,
    steps,
    support_text,
    verdict_words,
    without_secrets,
    wrappable,
)
from slipgui.gui.labels import ElidedLabel, IconLabel, TextLabel, shown
from slipgui.gui.row_texts import answer_text, explanation, state_icon, state_role, state_word
from slipgui.gui.score_ring import CoverTile, ScoreRing, StateBadge
from slipgui.gui.texts import n_clips, score_word, translate
from slipgui.gui.theme import CAPTION, HEADING, SMALL, TITLE, scaled_font, theme_of

_N_RAW_CHARACTERS = 65_536
_N_SUPPORT_LINES = 14
_N_RAW_LINES = 20
_ARTIST_FACTOR = 14 / 13


class Section(QWidget):
    """A part of the panel with a hairline above it."""

    def __init__(self, *, has_line: bool = True, top: int = 12, bottom: int = 12) -> None:
        super().__init__()
        self._has_line = has_line
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(16, top + has_line, 16, bottom)
        self.lines.setSpacing(0)

    def show_row(self, row: ClipRow) -> bool:
        """Take the clip; whether there is anything to show."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline."""
        if self._has_line:
            QPainter(self).fillRect(0, 0, self.width(), 1, theme_of(QApplication.palette()).color("line"))


class AnswerSection(Section):
    """The track: cover, title, artist, badge, score, and the button that copies them."""

    copy_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__(has_line=False, top=4, bottom=14)
        self._text = ""
        self._cover, self._badge, self._ring = CoverTile(), StateBadge(), ScoreRing()
        self._title = TextLabel(factor=TITLE, weight=QFont.Weight.DemiBold, is_selectable=True)
        self._artist = TextLabel(role="text_2", factor=_ARTIST_FACTOR, is_selectable=True)
        self._word = TextLabel(role="text_2", factor=CAPTION)
        self._word.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._cover, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(self._make_names(), 1)
        head.addLayout(self._make_score())
        self.lines.addLayout(head)
        self.lines.addSpacing(14)
        copy = ActionButton(translate("Details", "Copy"), "copy", kind="primary", key="Ctrl+C")
        copy.clicked.connect(lambda: self.copy_requested.emit(self._text))
        self.lines.addWidget(copy)

    def _make_names(self) -> QVBoxLayout:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._title)
        names.addSpacing(2)
        names.addWidget(self._artist)
        names.addSpacing(8)
        names.addWidget(self._badge)
        names.addStretch(1)
        return names

    def _make_score(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._ring)
        column.addWidget(self._word)
        column.addStretch(1)
        return column

    def show_row(self, row: ClipRow) -> bool:
        """Show the track, where one was identified."""
        track = row.track
        if track is None:
            return False
        self._text = answer_text(track)
        self._cover.set_identity(track.id or f"{track.title}\n{track.artist}")
        self._title.set_text(wrappable(track.title))
        self._artist.set_text(wrappable(track.artist or ""))
        self._artist.setVisible(bool(track.artist))
        role = state_role(row.state)
        self._badge.set_state(state_icon(row.state), state_word(row.state), role)
        self._ring.setVisible(track.score is not None)
        self._word.setVisible(track.score is not None)
        if track.score is not None:
            self._ring.set_score(track.score, role)
            self._word.set_text(score_word(track.score))
        return True


class VerdictSection(Section):
    """What there is to say without a track: icon, headline, sentences, and what helps."""

    retry_requested = Signal()
    reveal_requested = Signal()

    def __init__(self) -> None:
        super().__init__(has_line=False, top=4, bottom=16)
        self._icon = IconLabel("state-waiting", 28, "s_waiting")
        self._headline = TextLabel(factor=HEADING, weight=QFont.Weight.DemiBold, is_selectable=True)
        self._sentence = TextLabel(role="text_2", is_selectable=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._headline)
        words.addWidget(self._sentence)
        words.addStretch(1)
        head.addLayout(words, 1)
        self.lines.addLayout(head)
        self._retry_first = self._make_retry("primary")
        self._reveal_first = self._make_reveal("primary")
        self._retry_second = self._make_retry("normal")
        self._reveal_second = self._make_reveal("normal")
        self._actions = self._make_actions()
        self.lines.addWidget(self._actions)

    def _make_retry(self, kind: str) -> ActionButton:
        button = ActionButton(translate("Details", "Try again"), "retry", kind=kind, key="R")
        button.clicked.connect(self.retry_requested)
        return button

    def _make_reveal(self, kind: str) -> ActionButton:
        button = ActionButton(translate("Details", "Show in folder"), "folder", kind=kind)
        button.clicked.connect(self.reveal_requested)
        return button

    def _make_actions(self) -> QWidget:
        box = QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 14, 0, 0)
        lines.setSpacing(8)
        for button in (self._retry_first, self._reveal_first, self._retry_second, self._reveal_second):
            lines.addWidget(button)
        return box

    def show_row(self, row: ClipRow) -> bool:
        """Show the verdict, where there is no track."""
        if row.track is not None:
            return False
        words = verdict_words(row)
        self._icon.set_icon(state_icon(row.state), f"s_{state_role(row.state)}")
        self._headline.set_text(words.headline)
        self._sentence.set_text(words.sentence)
        self._sentence.setVisible(bool(words.sentence))
        self._offer(row)
        return True

    def _offer(self, row: ClipRow) -> None:
        has_ended = row.state in ENDED_STATES
        self._actions.setVisible(has_ended)
        why = explanation(row)
        is_about_the_file = why is not None and why.cure in (Cure.SHOW_IN_FOLDER, Cure.CHOOSE_ANOTHER)
        self._retry_first.setVisible(has_ended and not is_about_the_file)
        self._reveal_second.setVisible(has_ended and not is_about_the_file)
        self._reveal_first.setVisible(has_ended and is_about_the_file)
        self._retry_second.setVisible(has_ended and is_about_the_file)


class FactsSection(Section):
    """Labels and values in two columns, below a heading where there is one."""

    def __init__(self, heading: str = "") -> None:
        super().__init__()
        if heading:
            self.lines.addWidget(_heading(heading))
            self.lines.addSpacing(6)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, 96)
        self._grid.setColumnStretch(1, 1)
        self.lines.addLayout(self._grid)
        self._labels: list[tuple[TextLabel, TextLabel]] = []

    def set_facts(self, facts: Sequence[Fact]) -> bool:
        """Show these facts; whether there are any."""
        while len(self._labels) < len(facts):
            pair = (TextLabel(role="text_3", factor=SMALL), TextLabel(factor=SMALL, is_selectable=True))
            for column, label in enumerate(pair):
                self._grid.addWidget(label, len(self._labels), column, Qt.AlignmentFlag.AlignTop)
            self._labels.append(pair)
        for place, pair in enumerate(self._labels):
            for label, text in zip(pair, facts[place] if place < len(facts) else ("", ""), strict=True):
                label.set_text(text)
                label.setVisible(place < len(facts))
        return bool(facts)


class AnswerFacts(FactsSection):
    """Label, ISRC and where clip and track agree."""

    def show_row(self, row: ClipRow) -> bool:
        """Show the facts of the track."""
        return self.set_facts(answer_facts(row))


class SentSection(FactsSection):
    """What was sent, where to, and how long it took."""

    def __init__(self) -> None:
        super().__init__(translate("Details", "What was sent"))

    def show_row(self, row: ClipRow) -> bool:
        """Show what left the machine."""
        return self.set_facts(sent_facts(row))


class StepsSection(Section):
    """The stages with what each came to."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = _heading("")
        self.lines.addWidget(self._heading)
        self.lines.addSpacing(4)
        self._rows = [_StepRow() for _ in range(3)]
        for line in self._rows:
            self.lines.addWidget(line)

    def show_row(self, row: ClipRow) -> bool:
        """Show the stages of a clip at work or failed."""
        found = steps(row)
        if not found:
            return False
        has_failed = row.state is RowState.FAILED
        self._heading.set_text(
            translate("Details", "What happened") if has_failed else translate("Details", "What happens")
        )
        for line, step in zip(self._rows, found, strict=True):
            line.set_step(step)
        return True


class _StepRow(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("check", 16)
        self._word = TextLabel(weight=QFont.Weight.Medium)
        self._word.setMinimumWidth(92)
        self._note = ElidedLabel(role="text_2")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 8, 0, 8)
        line.setSpacing(10)
        line.addWidget(self._icon)
        line.addWidget(self._word)
        line.addWidget(self._note, 1)

    def set_step(self, step: Step) -> None:
        self._icon.set_icon(step.icon, step.role)
        self._word.set_text(step.word)
        self._word.set_role("text" if step.is_begun else "text_3")
        self._note.set_text(step.note)
        self.setAccessibleName(f"{step.word}: {step.note}")


class FoldedText(Section):
    """A long text behind a heading that opens it; monospace, selectable, with a button that copies all of it."""

    copy_requested = Signal(str)

    def __init__(self, heading: str, n_lines: int, note: str = "") -> None:
        super().__init__()
        self._text = ""
        self._is_open = False
        self._n_lines = n_lines
        self._toggle = ActionButton(heading, "chevron-right", kind="quiet", is_small=True)
        self._toggle.setCheckable(False)
        self._toggle.clicked.connect(lambda: self.set_open(not self._is_open))
        self._copy = ActionButton(translate("Details", "Copy"), "copy", kind="quiet", is_small=True)
        self._copy.setAccessibleName(translate("Details", "Copy: {0}").format(heading))
        self._copy.clicked.connect(lambda: self.copy_requested.emit(self._text))
        head = QHBoxLayout()
        head.setContentsMargins(-10, 0, 0, 0)
        head.addWidget(self._toggle)
        head.addStretch(1)
        head.addWidget(self._copy)
        self.lines.addLayout(head)
        self._view = _Monospace(heading)
        self._note = _NoteLine(note) if note else None
        self.lines.addSpacing(6)
        self.lines.addWidget(self._view)
        if self._note is not None:
            self.lines.addWidget(self._note)
        self.set_open(False)

    @property
    def is_open(self) -> bool:
        """Whether the text is in view."""
        return self._is_open

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_open(self, is_open: bool) -> None:
        """Open or fold it."""
        self._is_open = is_open
        self._toggle.set_icon_name("chevron-down" if is_open else "chevron-right")
        self._toggle.setAccessibleDescription(
            translate("Details", "Shown") if is_open else translate("Details", "Folded")
        )
        for widget in (self._view, self._copy, self._note):
            if widget is not None:
                widget.setVisible(is_open)
        if is_open:
            self._view.set_text(self._text, self._n_lines)

    def set_text(self, text: str) -> bool:
        """Take another text; whether there is any."""
        if text != self._text:
            self._text = text
            if self._is_open:
                self._view.set_text(text, self._n_lines)
        return bool(text)


class RawAnswer(FoldedText):
    """The document of the service as it came."""

    def __init__(self) -> None:
        super().__init__(translate("Details", "Raw answer"), _N_RAW_LINES)

    def show_row(self, row: ClipRow) -> bool:
        """Show the service's last document."""
        raw = row.report.raw_answer if row.report else None
        return self.set_text(without_secrets((raw or "")[:_N_RAW_CHARACTERS]))


class SupportDetails(FoldedText):
    """Code, status and body of a failure; open at once where trying again does not help."""

    def __init__(self) -> None:
        note = translate("Details", "Keys and links are left out of this text.")
        super().__init__(translate("Details", "Details for support"), _N_SUPPORT_LINES, note)
        self._shown_for: object = None

    def show_row(self, row: ClipRow) -> bool:
        """Show the facts of the failure."""
        has_text = self.set_text(support_text(row))
        if row.report is not self._shown_for:
            self._shown_for = row.report
            outcome = row.outcome
            self.set_open(isinstance(outcome, Failed) and outcome.error.recovery is Recovery.GIVE_UP)
        return has_text


class SelectionSection(Section):
    """Several clips at once: how many, in which states, and what can be done to all of them."""

    retry_requested = Signal(object)
    """Ids of the clips that can be tried again."""
    copy_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__(has_line=False, top=4, bottom=16)
        self._answers = ""
        self._ids: list[object] = []
        self._headline = TextLabel(factor=TITLE, weight=QFont.Weight.DemiBold)
        self.lines.addWidget(self._headline)
        self.lines.addSpacing(8)
        self._states = {state: _StateCount(state) for state in RowState}
        for line in self._states.values():
            self.lines.addWidget(line)
        self.lines.addSpacing(14)
        self._copy = ActionButton("", "copy", kind="primary", key="Ctrl+C")
        self._copy.clicked.connect(lambda: self.copy_requested.emit(self._answers))
        self._retry = ActionButton("", "retry", key="R")
        self._retry.clicked.connect(lambda: self.retry_requested.emit(self._ids))
        self.lines.addWidget(self._copy)
        self.lines.addSpacing(8)
        self.lines.addWidget(self._retry)

    def show_rows(self, rows: Sequence[ClipRow]) -> None:
        """Show several clips."""
        self._headline.set_text(translate("Details", "{0} selected").format(n_clips(len(rows))))
        counts = Counter(row.state for row in rows)
        for state, line in self._states.items():
            line.set_count(counts[state])
        tracks = [row.track for row in rows if row.track is not None]
        self._answers = "\n".join(answer_text(track) for track in tracks)
        self._copy.setText(
            translate("Details", "Copy 1 answer")
            if len(tracks) == 1
            else translate("Details", "Copy {0} answers").format(len(tracks))
        )
        self._copy.setVisible(bool(tracks))
        again = (RowState.FAILED, RowState.NOT_FOUND, RowState.CANCELLED)
        self._ids = [row.clip_id for row in rows if row.state in again]
        self._retry.setText(translate("Details", "Try {0} again").format(n_clips(len(self._ids))))
        self._retry.setVisible(bool(self._ids))


class _StateCount(QWidget):
    def __init__(self, state: RowState) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(10)
        line.addWidget(IconLabel(state_icon(state), 16, f"s_{state_role(state)}"))
        line.addWidget(TextLabel(state_word(state), role=f"s_{state_role(state)}"), 1)
        self._number = TextLabel(weight=QFont.Weight.DemiBold)
        self._number.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)
        line.addWidget(self._number)

    def set_count(self, count: int) -> None:
        self._number.set_text(str(count))
        self.setVisible(count > 0)


class _NoteLine(QWidget):
    def __init__(self, text: str) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 8, 0, 0)
        line.setSpacing(6)
        line.addWidget(IconLabel("shield", 13, "text_3"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(TextLabel(text, role="text_3", factor=CAPTION), 1)


class _Monospace(QPlainTextEdit):
    """The text itself; as high as it needs, up to a number of lines."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setObjectName("monospace")
        self.document().setDocumentMargin(9)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        caption = scaled_font(QApplication.font(), CAPTION)
        if caption.pixelSize() > 0:
            font.setPixelSize(caption.pixelSize())
        else:
            font.setPointSizeF(caption.pointSizeF())
        self.setFont(font)

    def set_text(self, text: str, n_lines: int) -> None:
        self.setPlainText(shown(text))
        lines = min(n_lines, max(1, self.document().blockCount()))
        self.setFixedHeight(round(self.fontMetrics().lineSpacing() * lines + 2 * 9 + 4))


def _heading(text: str) -> TextLabel:
    return TextLabel(text, role="text_3", factor=CAPTION, weight=QFont.Weight.DemiBold)
