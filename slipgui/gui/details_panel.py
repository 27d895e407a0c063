"""The details beside the list: one clip in full, or what several have in common."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.alternatives_section import AlternativesSection
from slipgui.gui.clearance_section import ClearanceSection
from slipgui.gui.clip_rows import ClipRow, RowState
from slipgui.gui.details_parts import Section
from slipgui.gui.details_sections import (
    AnswerFacts,
    AnswerSection,
    ErrorFoot,
    RawAnswer,
    SentSection,
    StepsSection,
    SupportDetails,
    VerdictSection,
)
from slipgui.gui.details_selection import SelectionSection
from slipgui.gui.details_words import other_service
from slipgui.gui.labels import ElidedLabel
from slipgui.gui.match_section import MatchSection
from slipgui.gui.record_section import RecordSection
from slipgui.gui.scroll_bars import scroll_down_only
from slipgui.gui.texts import n_clips, plain, translate
from slipgui.gui.theme import CAPTION, margins
from slipgui.gui.track_cover import TrackCover

if TYPE_CHECKING:
    from slipgui.core.clearance import ClearanceRules
    from slipgui.gui.preview_work import PreviewWork
    from slipgui.gui.track_work import TrackWork

WIDTH_PX = 400
MIN_WIDTH_PX = 320
MAX_WIDTH_PX = 560
_HEAD_PX = 40


class DetailsPanel(QWidget):
    """Shows what is known of the selected clip; scrolls where it is small.

    Give it the selection with ``show_row`` or ``show_selection``, and the same again whenever a shown clip changes: only what differs is
    drawn anew.

    Parameters
    ----------
    previews
        Makes covers, waveforms and sound.
    tracks
        Knows AudioVerify's catalogue, and the user's rules for others' recordings.
    parent
        Owner.
    """

    retry_requested = Signal(object)
    """Ids of clips to try again."""
    cure_requested = Signal(str)
    """Id of a clip whose cure, as its row offers it, is wanted."""
    elsewhere_requested = Signal(str, str)
    """Id of a clip, and who is to be asked instead: an account's id, or "local"."""
    name_requested = Signal(str)
    """Id of a clip whose track the user knows."""
    part_requested = Signal(str, object)
    """Id of a clip, and the part of it that is to be asked about."""
    track_requested = Signal(str, object)
    """Id of a clip, and the position of its sound track that is to be asked about alone; None: all that sound."""
    cues_requested = Signal(object)
    """Path of a clip whose every cue is to be found."""
    close_requested = Signal()
    reveal_requested = Signal(object)
    """Path of a clip to show in its folder."""
    copy_requested = Signal(str)
    """A text for the clipboard."""

    def __init__(self, previews: "PreviewWork", tracks: "TrackWork", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: ClipRow | None = None
        self.setBackgroundRole(QPalette.ColorRole.Button)
        self.setAutoFillBackground(True)
        self.setMinimumWidth(MIN_WIDTH_PX)
        self.setMaximumWidth(MAX_WIDTH_PX)
        self.setAccessibleName(translate("Details", "Details"))
        self._name = ElidedLabel(role="text_2", factor=CAPTION, mode=Qt.TextElideMode.ElideMiddle)
        self._reveal = _icon_button("folder", translate("Details", "Show in folder"))
        self._answer, self._verdict, self._selection = AnswerSection(), VerdictSection(), SelectionSection()
        self.match = MatchSection(previews)
        self._cover = TrackCover(self._answer.cover, previews, tracks)
        self._others = AlternativesSection()
        self._clearance, self._record = ClearanceSection(), RecordSection(tracks)
        self._raw, self._support = RawAnswer(), SupportDetails()
        self.foot = ErrorFoot()
        self._sections: tuple[Section, ...] = (
            self._answer,
            self._verdict,
            self._clearance,
            self.match,
            self._others,
            AnswerFacts(),
            self._record,
            StepsSection(),
            self._support,
            SentSection(),
            self._raw,
        )
        self._connect()
        tracks.rules_read.connect(self._follow_rules)
        tracks.read_rules()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._make_head())
        lines.addWidget(self._make_body(), 1)
        lines.addWidget(self.foot)
        self.show_row(None)

    def sizeHint(self) -> QSize:
        """The width of the mock-ups."""
        return QSize(WIDTH_PX, 600)

    @property
    def row(self) -> ClipRow | None:
        """The one clip that is shown, if it is one."""
        return self._row

    def show_row(self, row: ClipRow | None) -> None:
        """Show one clip, or nothing."""
        is_other = row is None or self._row is None or row.clip_id != self._row.clip_id
        self._row = row
        self._selection.hide()
        self._reveal.setVisible(row is not None)
        self._name.set_text(plain(row.name) if row is not None else translate("Details", "No clip selected"))
        if row is None:
            self.match.rest()
        else:
            self._cover.show_row(row)
        for section in self._sections:
            section.setVisible(row is not None and section.show_row(row))
        self.foot.setVisible(row is not None and row.state is RowState.FAILED)
        if is_other:
            self._raw.set_open(False)
            self._scroll.verticalScrollBar().setValue(0)

    def show_selection(self, rows: Sequence[ClipRow]) -> None:
        """Show what several clips have in common; one or none as ``show_row`` does."""
        if len(rows) < 2:
            self.show_row(rows[0] if rows else None)
            return
        self._row = None
        self.match.rest()
        self._reveal.hide()
        self.foot.hide()
        for section in self._sections:
            section.hide()
        self._name.set_text(n_clips(len(rows)))
        self._selection.show_rows(rows)
        self._selection.show()

    def _connect(self) -> None:
        self._reveal.clicked.connect(self._ask_reveal)
        self._verdict.reveal_requested.connect(self._ask_reveal)
        self._verdict.cure_requested.connect(self._ask_cure)
        self._verdict.retry_requested.connect(self._ask_retry)
        self._verdict.elsewhere_requested.connect(self._ask_elsewhere)
        self._verdict.name_requested.connect(self._ask_name)
        self._verdict.part_requested.connect(self.try_part)
        self._verdict.cues_requested.connect(self._ask_cues)
        self._verdict.track_requested.connect(self._ask_track)
        self.match.framed.connect(self._follow_frame)
        self._selection.retry_requested.connect(self.retry_requested)
        for section in (self._answer, self._others, self._record, self._raw, self._support, self._selection):
            section.copy_requested.connect(self.copy_requested)

    def _follow_rules(self, rules: "ClearanceRules") -> None:
        self._clearance.rules = rules
        if self._row is not None:
            self._clearance.setVisible(self._clearance.show_row(self._row))

    def _ask_reveal(self) -> None:
        if self._row is not None:
            self.reveal_requested.emit(Path(self._row.path))

    def _ask_cure(self) -> None:
        if self._row is not None:
            self.cure_requested.emit(self._row.clip_id)

    def _ask_retry(self) -> None:
        if self._row is not None:
            self.retry_requested.emit([self._row.clip_id])

    def _ask_elsewhere(self) -> None:
        other = other_service(self._row) if self._row is not None else None
        if self._row is not None and other is not None:
            self.elsewhere_requested.emit(self._row.clip_id, other)

    def _ask_name(self) -> None:
        if self._row is not None:
            self.name_requested.emit(self._row.clip_id)

    def _ask_track(self, audio_stream: int | None) -> None:
        if self._row is not None:
            self.track_requested.emit(self._row.clip_id, audio_stream)

    def _ask_cues(self) -> None:
        if self._row is not None:
            self.cues_requested.emit(self._row.path)

    def try_part(self) -> bool:
        """Ask about the part of the clip that is framed; whether one is."""
        part = self.match.part
        if self._row is not None and part is not None:
            self.part_requested.emit(self._row.clip_id, part)
        return part is not None

    def lead_to_frame(self) -> None:
        """Give the frame on the waveform the keys, as soon as there is one."""
        self.match.frame_part()
        self._scroll.ensureWidgetVisible(self.match)

    def copy_as(self) -> bool:
        """Let the user choose the form in which the answer is copied; whether there is one, of one clip."""
        if self._row is not None and self._row.track is not None:
            self._answer.copy_as()
            return True
        return False

    def _follow_frame(self) -> None:
        if self._row is not None and self._row.track is None:
            self._verdict.offer(self._row, has_frame=self.match.part is not None)

    def _make_head(self) -> QWidget:
        close = _icon_button("close", translate("Details", "Close the details"))
        close.clicked.connect(self.close_requested)
        head = QWidget()
        head.setFixedHeight(_HEAD_PX)
        line = QHBoxLayout(head)
        line.setContentsMargins(margins(16, 0, 8, 0))
        line.setSpacing(4)
        line.addWidget(self._name, 1)
        line.addWidget(self._reveal)
        line.addWidget(close)
        return head

    def _make_body(self) -> QScrollArea:
        body = QWidget()
        body.setBackgroundRole(QPalette.ColorRole.Button)
        lines = QVBoxLayout(body)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for section in (*self._sections, self._selection):
            lines.addWidget(section)
        lines.addStretch(1)
        self._scroll = scroll_down_only(QScrollArea(), body, QPalette.ColorRole.Button)
        return self._scroll


def _icon_button(icon: str, name: str) -> ActionButton:
    button = ActionButton("", icon, kind="quiet", is_small=True)
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button
