"""The parts of the details panel, each of which knows when it has something to say about a clip."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from slipgui.app.explanation import Cure
from slipgui.core.errors import Recovery
from slipgui.core.outcome import Failed, Track
from slipgui.core.profile_id import LOCAL
from slipgui.gui.action_button import ActionButton
from slipgui.gui.button_rows import ButtonRows
from slipgui.gui.clip_rows import ClipRow, RowState
from slipgui.gui.copy_menu import copy_menu
from slipgui.gui.cover_tile import CoverTile
from slipgui.gui.details_parts import FoldedText, Section, StageBar, paint_hairline
from slipgui.gui.details_words import (
    Fact,
    Step,
    answer_facts,
    other_service,
    sent_facts,
    steps,
    support_text,
    verdict_words,
    wrappable,
)
from slipgui.gui.labels import ClampedLabel, ElidedLabel, IconLabel, TextLabel
from slipgui.gui.pop_up import pop_up
from slipgui.gui.row_texts import answer_text, cure_of, may_hold_cues, state_icon, state_role, state_word
from slipgui.gui.score_ring import ScoreColumn, StateBadge
from slipgui.gui.secret_filter import without_secrets
from slipgui.gui.sound_track_menu import sound_track_menu
from slipgui.gui.texts import cure_label, translate
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, HEADING, LEAD, SMALL, TITLE

_N_NAME_CHARACTERS = 120
_N_RAW_CHARACTERS = 65_536
_N_SUPPORT_LINES = 14
_N_RAW_LINES = 20
_CURE_ICONS = {
    Cure.SHOW_IN_FOLDER: "folder",
    Cure.CHOOSE_ANOTHER: "open",
    Cure.ADD_MUSIC: "add",
    Cure.ENTER_KEY: "key",
    Cure.CHANGE_SETTINGS: "settings",
    Cure.SEND_SOUND: "note",
    Cure.SEND_ORIGINAL: "state-uploading",
    Cure.CHECK_CATALOGUE: "check",
    Cure.COPY_DETAILS: "copy",
}


class AnswerSection(Section):
    """The track: cover, title, artist, badge, score, and the button that copies them."""

    copy_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__(has_line=False, top=4, bottom=14)
        self._text = ""
        self._track: Track | None = None
        self.cover, self._badge, self._score = CoverTile(), StateBadge(), ScoreColumn()
        self._title = ClampedLabel(factor=TITLE, weight=QFont.Weight.DemiBold)
        self._artist = TextLabel(role="text_2", factor=LEAD, is_selectable=True)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self.cover, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(self._make_names(), 1)
        head.addWidget(self._score, 0, Qt.AlignmentFlag.AlignTop)
        self.lines.addLayout(head)
        self.lines.addSpacing(14)
        copy = ActionButton(translate("Details", "Copy"), "copy", kind="primary", key="Ctrl+C")
        copy.clicked.connect(lambda: self.copy_requested.emit(self._text))
        self._copy_as = ActionButton(translate("Details", "Copy as"), opens_menu=True)
        self._copy_as.clicked.connect(self.copy_as)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP_CONTROLS)
        buttons.addWidget(copy, 1)
        buttons.addWidget(self._copy_as)
        self.lines.addLayout(buttons)

    def copy_menu(self) -> QMenu:
        """A fresh menu of the forms in which the answer can be copied."""
        return copy_menu(self, [self._track] if self._track is not None else [], self.copy_requested.emit)

    def copy_as(self) -> None:
        """Let the user choose one of them."""
        pop_up(self._copy_as, self.copy_menu())

    def _make_names(self) -> QVBoxLayout:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._title)
        names.addSpacing(2)
        names.addWidget(self._artist)
        names.addSpacing(8)
        names.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignLeading)
        names.addStretch(1)
        return names

    def show_row(self, row: ClipRow) -> bool:
        """Show the track, where one was identified."""
        track = row.track
        if track is None:
            return False
        self._text, self._track = answer_text(track), track
        self._title.set_text(wrappable(track.title, _N_NAME_CHARACTERS))
        self._artist.set_text(wrappable(track.artist or "", _N_NAME_CHARACTERS))
        self._artist.setVisible(bool(track.artist))
        role = state_role(row.state)
        self._badge.set_state(state_icon(row.state), state_word(row.state), role)
        self._score.set_score(track.score, role)
        return True


class VerdictSection(Section):
    """What there is to say without a track: icon, headline, sentences, and what helps."""

    cure_requested = Signal()
    """What the row offers as a link, and is neither of the two below."""
    retry_requested = Signal()
    reveal_requested = Signal()
    elsewhere_requested = Signal()
    """The other service is to be asked (``other_service``)."""
    name_requested = Signal()
    """The user knows the track."""
    part_requested = Signal()
    """The part that is framed is to be asked about."""
    cues_requested = Signal()
    """Every cue is to be found."""
    track_requested = Signal(object)
    """A sound track is to be asked about alone: its position, None for all that sound."""

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
        self._cure = ActionButton("", "retry", kind="primary")
        self._cure.clicked.connect(self.cure_requested)
        self._has_frame = False
        self._part = ActionButton(translate("Details", "Try the framed part"), "search", key="T")
        self._part.clicked.connect(self.part_requested)
        self._retry = ActionButton(translate("Details", "Try again"), "retry", key="R")
        self._retry.clicked.connect(self.retry_requested)
        self._cues = ActionButton(cure_label(Cure.FIND_CUES) or "", "cues")
        self._cues.clicked.connect(self.cues_requested)
        self._row: ClipRow | None = None
        self._tracks = ActionButton(translate("Details", "Another sound track…"), "wave")
        self._tracks.clicked.connect(self._choose_track)
        self._reveal = ActionButton(translate("Details", "Show in folder"), "folder")
        self._reveal.clicked.connect(self.reveal_requested)
        self._name = ActionButton(translate("Details", "Name it yourself…"), "note")
        self._name.clicked.connect(self.name_requested)
        self._elsewhere = ActionButton("", "local")
        self._elsewhere.clicked.connect(self.elsewhere_requested)
        self._actions = ButtonRows(
            (self._cure, self._part, self._retry, self._cues, self._tracks, self._elsewhere, self._reveal, self._name)
        )
        self.lines.addSpacing(14)
        self.lines.addWidget(self._actions)

    def show_row(self, row: ClipRow) -> bool:
        """Show the verdict, where there is no track."""
        if row.track is not None:
            return False
        words = verdict_words(row)
        self._icon.set_icon(state_icon(row.state), f"s_{state_role(row.state)}")
        self._headline.set_text(words.headline)
        self._sentence.set_text(words.sentence)
        self._sentence.setVisible(bool(words.sentence))
        self.offer(row, has_frame=self._has_frame)
        return True

    def offer(self, row: ClipRow, *, has_frame: bool) -> None:
        """The first button is the link of the row; the same again is first only where it may end in another way.

        Parameters
        ----------
        row
            The clip, without a track.
        has_frame
            Whether a part of it is framed.
        """
        self._has_frame, self._row = has_frame, row
        self._actions.setVisible(row.has_ended)
        cure = Cure.RETRY if row.state is RowState.CANCELLED else cure_of(row)
        if cure is Cure.TRY_PART and not has_frame:
            cure = Cure.RETRY
        own = {Cure.RETRY: self._retry, Cure.TRY_PART: self._part}
        for one, button in own.items():
            button.set_kind("primary" if one is cure else "normal")
        self._cure.setVisible(cure is not None and cure not in own)
        if cure is not None and cure not in own:
            self._cure.setText(cure_label(cure) or "")
            self._cure.set_icon_name(_CURE_ICONS[cure])
        self._part.setVisible(has_frame)
        self._cues.setVisible(may_hold_cues(row))
        self._tracks.setVisible(row.n_sound_tracks > 1)
        self._reveal.setVisible(cure is not Cure.SHOW_IN_FOLDER)
        self._name.setVisible(row.state is RowState.NOT_FOUND)
        other = other_service(row)
        self._elsewhere.setVisible(other is not None)
        here, there = translate("Details", "Identify here"), translate("Details", "Ask AudioVerify")
        self._elsewhere.setText(here if other == LOCAL else there)
        self._elsewhere.set_icon_name("local" if other == LOCAL else "cloud")

    def _choose_track(self) -> None:
        if self._row is not None:
            pop_up(self._tracks, sound_track_menu(self._tracks, self._row, self.track_requested.emit))


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
    """Label, ISRC and file of the track."""

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
        self._bar = StageBar()
        self.lines.addWidget(self._bar)
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
        self._bar.setVisible(row.is_working)
        self._bar.set_row(row)
        for line, step in zip(self._rows, found, strict=True):
            line.set_step(step)
        return True


class _StepRow(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("check", 16)
        self._word = TextLabel(weight=QFont.Weight.Medium)
        self._word.setWordWrap(False)
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


class ErrorFoot(QWidget):
    """The foot of the panel below an error: who helps further."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons = {
            "report": ActionButton(translate("Details", "Report a problem…"), kind="link"),
            "log": ActionButton(translate("Details", "Show in the log"), kind="link"),
        }
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 10, 16, 10)
        line.addWidget(self.buttons["report"])
        line.addStretch(1)
        line.addWidget(self.buttons["log"])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline."""
        paint_hairline(self)


def _heading(text: str) -> TextLabel:
    return TextLabel(text, role="text_3", factor=CAPTION, weight=QFont.Weight.DemiBold)
