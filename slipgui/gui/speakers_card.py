"""Who speaks in a clip: the choice of clip and voices, the time line, the table, and files of it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QGridLayout, QHeaderView, QTableView, QWidget

from slipgui.app.speakers import SpeakerSearch
from slipgui.core.voice import MOST_VOICES, SpeakerOptions, Voice
from slipgui.gui.action_button import ActionButton
from slipgui.gui.check_box import CheckBox
from slipgui.gui.choice_box import ChoiceBox
from slipgui.gui.labels import TextLabel
from slipgui.gui.scroll_bars import name_scroll_bars
from slipgui.gui.speaker_timeline import SegmentModel, SpeakerTimeline
from slipgui.gui.texts import clock, plain, translate
from slipgui.gui.theme import CAPTION, GAP_CONTROLS
from slipgui.gui.voice_cards import Card, ProgressLine
from slipgui.gui.voice_texts import option_word, options_line, search_words, word
from slipgui.gui.voice_work import SpokenClip

_MOST_TABLE_LINES = 5
_HEADER = (
    "QHeaderView { background: transparent; border: none; } QHeaderView::section { background: transparent; border: none;"
    " border-bottom: 1px solid palette(midlight); color: palette(placeholder-text); padding: 4px 12px 4px 4px; }"
)


class SpeakersCard(Card):
    """The card."""

    browse_requested = Signal()
    search_made = Signal(object)
    """A ``SpeakerSearch``."""
    export_requested = Signal()
    options_requested = Signal()

    def __init__(self) -> None:
        super().__init__(is_place=False)
        self.clip: Path | None = None
        self.options = SpeakerOptions()
        self.spoken: SpokenClip | None = None
        """What was found last."""
        self._voices: list[Voice] = []
        self._selected: list[Voice] = []
        self.title.set_text(word("who_speaks"))
        self.sentence.set_text(word("who_sentence"))
        self.export = ActionButton(word("export"), "export")
        self.browse = ActionButton(word("choose_clip"), "open")
        self.add_buttons(self.export, self.browse)
        self.voices = ChoiceBox()
        self.voices.setAccessibleName(word("voices"))
        self.confidence = CheckBox(option_word("confidence"))
        self.options_button = ActionButton(option_word("options"), kind="quiet")
        self.options_line = TextLabel(role="text_2", factor=CAPTION)
        self.search_button = ActionButton(word("find"), "search", kind="primary")
        self.timeline = SpeakerTimeline()
        self.model = SegmentModel()
        self.table = _Table(self.model)
        self.progress = ProgressLine()
        self._choices = QWidget()
        choices = QGridLayout(self._choices)  # two lines: beside one another they are cut off in a narrow window
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(GAP_CONTROLS)
        choices.setColumnStretch(1, 1)
        choices.addWidget(self.voices, 0, 0, Qt.AlignmentFlag.AlignLeading)
        choices.addWidget(self.confidence, 1, 0)
        choices.addWidget(self.options_button, 1, 1, Qt.AlignmentFlag.AlignLeading)
        choices.addWidget(self.search_button, 0, 1, Qt.AlignmentFlag.AlignTrailing)
        for widget in (self._choices, self.options_line, self.progress, self.timeline, self.table):
            self.lines.addWidget(widget)
        for widget in (self._choices, self.options_line, self.timeline, self.table, self.export):
            widget.hide()
        self.browse.clicked.connect(self.browse_requested)
        self.export.clicked.connect(self.export_requested)
        self.options_button.clicked.connect(self.options_requested)
        self.search_button.clicked.connect(self._search)

    def show_voices(self, voices: Sequence[Voice], selected: Sequence[Voice]) -> None:
        """Let all voices be looked for, or those that are selected."""
        self._voices, self._selected = list(voices), list(selected)
        is_of_selected = self.voices.currentIndex() == 1
        self.voices.clear()
        self.voices.addItem(option_word("all_voices"))
        if selected:
            self.voices.addItem(search_words(len(selected)))
        self.voices.setCurrentIndex(1 if selected and (is_of_selected or len(selected) > 1) else 0)
        self.timeline.choose(plain(selected[0].label) if len(selected) == 1 else "")
        self._refresh()

    def show_clip(self, clip: Path) -> None:
        """Take the clip in which voices are looked for."""
        self.clip = clip
        self.title.set_text(translate("Voices", "Who speaks in {0}?").format(plain(clip.name)))
        self.sentence.hide()
        self.browse.setText(word("another_clip"))
        self._choices.show()
        self.show_options(self.options)
        self.progress.say("")
        self._show(None)
        self._refresh()

    def show_options(self, options: SpeakerOptions) -> None:
        """Look for voices like this from now on."""
        self.options = options
        told = options_line(options)
        self.options_button.setAccessibleDescription(told)
        self.options_line.set_text(told)
        self.options_line.setHidden(not told or self.clip is None)

    def show_spoken(self, spoken: SpokenClip) -> None:
        """Show what was found."""
        self.show_clip(spoken.clip)
        self._show(spoken)
        self.sentence.set_text(clock(spoken.duration_s) if spoken.segments else word("nobody"))
        self.sentence.show()

    def set_working(self, is_working: bool) -> None:
        """Something is looked for; one thing at a time."""
        self._choices.setEnabled(not is_working)
        self.browse.setEnabled(not is_working)

    def _show(self, spoken: SpokenClip | None) -> None:
        self.spoken = spoken
        segments = spoken.segments if spoken is not None else ()
        self.timeline.show_segments(segments, spoken.duration_s if spoken is not None else 1.0)
        self.model.set_segments(segments)
        self.table.fit()
        for widget in (self.timeline, self.table, self.export):
            widget.setVisible(bool(segments))

    def _refresh(self) -> None:
        self.search_button.setEnabled(self.clip is not None and 0 < len(self._wanted) <= MOST_VOICES)

    @property
    def _wanted(self) -> list[Voice]:
        return self._selected if self.voices.currentIndex() == 1 else self._voices

    def _search(self) -> None:
        if self.clip is not None:
            search = SpeakerSearch(
                self.clip, tuple(self._wanted), replace(self.options, with_confidence=self.confidence.isChecked())
            )
            self.search_made.emit(search)


class _Table(QTableView):
    def __init__(self, model: SegmentModel) -> None:
        super().__init__()
        name_scroll_bars(self)
        self.setAccessibleName(word("who_speaks"))
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.horizontalHeader().setStyleSheet(_HEADER)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setTabKeyNavigation(False)

    def fit(self) -> None:
        """As high as its lines, up to a few."""
        n_lines = min(_MOST_TABLE_LINES, self.model().rowCount())
        height = self.horizontalHeader().sizeHint().height() + n_lines * self.verticalHeader().defaultSectionSize() + 4
        self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        """As ``fit`` made it."""
        return QSize(320, self.height())
