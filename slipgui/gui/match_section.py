"""The sound of a clip, and where it agrees with its track: waveforms one above the other, to be heard in turns at the same beat."""

import base64
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from slipgui.core.outcome import Identified, Match
from slipgui.core.steps import LEAST_S
from slipgui.core.voice import TimeRange
from slipgui.gui.ab_player import AbPlayer, PlayState, Stretch
from slipgui.gui.action_button import ActionButton
from slipgui.gui.clip_rows import ClipRow
from slipgui.gui.details_parts import Section
from slipgui.gui.frame_view import FrameView
from slipgui.gui.labels import ElidedLabel, TextLabel
from slipgui.gui.match_words import (
    clip_spans,
    clip_times,
    match_line,
    moment_of_clip,
    part_line,
    spoken_span,
    track_spans,
    track_times,
    why_mute,
    why_no_track,
)
from slipgui.gui.segment_button import SegmentButton
from slipgui.gui.sound_output import Silence, can_play
from slipgui.gui.texts import plain, translate
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, scaled_font, theme_of
from slipgui.gui.waveform_view import WaveformView

if TYPE_CHECKING:
    from slipgui.gui.preview_work import PreviewWork

_BADGE_PX = 18
_MOST_WITHOUT_MATCH_S = 600.0


class Lane(QWidget):
    """One recording: letter, name, times, waveform; the one that sounds wears a border.

    Parameters
    ----------
    letter
        A or B.
    wave
        Shows its sound.
    """

    chosen = Signal()
    sought = Signal(float)
    """A moment of this recording was pressed, in seconds from the beginning of its sound."""

    def __init__(self, letter: str, wave: WaveformView) -> None:
        super().__init__()
        self._letter = letter
        self._is_sounding = False
        self.length_s = self.start_s = 0.0
        """What the waveform spans, and when its sound begins on the clip's time line."""
        self._name = ElidedLabel(weight=QFont.Weight.Medium, mode=Qt.TextElideMode.ElideMiddle)
        self._times = TextLabel(role="text_3", factor=CAPTION)
        self._times.setWordWrap(False)
        self._wave = wave
        self._wave.sought.connect(lambda share: self.sought.emit(share * self.length_s))
        head = QHBoxLayout()
        head.setSpacing(GAP_CONTROLS)
        head.addSpacing(_BADGE_PX + GAP_CONTROLS)  # not a margin: it changes sides with the window
        head.addWidget(self._name, 1)
        head.addWidget(self._times)
        head.addStrut(_BADGE_PX)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(10, 8, 10, 8)
        lines.setSpacing(6)
        lines.addLayout(head)
        lines.addWidget(self._wave)

    def set_words(self, name: str, times: str, spoken: str) -> None:
        """Say what it is and where it agrees."""
        self._name.set_text(plain(name))
        self._times.set_text(times)
        self._wave.setAccessibleName(spoken)

    def set_sound(self, peaks: bytes, start_s: float, length_s: float) -> None:
        """Show the waveform; no peaks: not known yet."""
        self.start_s, self.length_s = start_s, length_s
        self._wave.set_peaks(peaks)

    def set_spans(self, spans: Sequence[tuple[float, float]]) -> None:
        """Put brackets around these stretches of the sound, told in seconds."""
        length_s = self.length_s
        self._wave.set_spans([(begin / length_s, end / length_s) for begin, end in spans] if length_s > 0 else [])

    def set_playhead(self, at_s: float | None) -> None:
        """Show the moment that sounds."""
        self._wave.set_playhead(at_s / self.length_s if at_s is not None and self.length_s > 0 else None)

    def set_sounding(self, is_sounding: bool) -> None:
        """Mark it as the one that sounds."""
        self._is_sounding = is_sounding
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let this one sound."""
        self.chosen.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and the letter."""
        theme, painter = theme_of(QApplication.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("focus" if self._is_sounding else "line"), 1))
        painter.setBrush(theme.color("base"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        left = 10 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else self.width() - 10 - _BADGE_PX
        badge = QRectF(left, 8, _BADGE_PX, _BADGE_PX)
        painter.setPen(Qt.PenStyle.NoPen if self._is_sounding else QPen(theme.color("control"), 1))
        painter.setBrush(theme.color("accent") if self._is_sounding else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(badge.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.color("on_accent" if self._is_sounding else "text_2"))
        painter.setFont(scaled_font(QApplication.font(), CAPTION, QFont.Weight.DemiBold))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, self._letter)


class MatchSection(Section):
    """The two lanes and the player; of a clip without an answer a part can be framed, to be tried alone.

    Parameters
    ----------
    work
        Makes waveforms and takes sound out of files.
    """

    framed = Signal()
    """A part of the clip is framed now, another one, or none."""

    def __init__(self, work: "PreviewWork") -> None:
        super().__init__(bottom=14)
        self._work = work
        self._row: ClipRow | None = None
        self._match: Match | None = None
        self._shown: object = None
        self._is_soundless = False
        """The clip that is shown has no answer, and no sound that can be read."""
        self._asked: dict[int, Lane] = {}
        self.player = AbPlayer(work, parent=self)
        self.frame = FrameView()
        self._clip, self._track = Lane("A", self.frame), Lane("B", WaveformView())
        self._is_frame_wanted = False
        self._heading = TextLabel(role="text_3", factor=CAPTION, weight=QFont.Weight.DemiBold)
        self._facts = TextLabel(role="text_2", factor=CAPTION)
        self._reason = TextLabel(role="text_3", factor=CAPTION)
        self._hint = TextLabel(role="text_3", factor=CAPTION)
        self._time = TextLabel(weight=QFont.Weight.Medium)
        for label in (self._facts, self._time):
            label.setWordWrap(False)
        self._make_buttons()
        self._lay_out()
        self._connect()

    # --------------------------------------------------------------------------------------------------------- layout

    def _make_buttons(self) -> None:
        self._play = ActionButton("", "play", kind="primary")
        self._choices = [
            SegmentButton(translate("Details", "A clip"), is_first=True),
            SegmentButton(translate("Details", "B track"), is_first=False),
        ]
        self._loop = ActionButton("", "loop", kind="quiet")
        self._loop.setCheckable(True)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._facts)
        lanes = QVBoxLayout()  # what is hidden in it takes no gap
        lanes.setContentsMargins(0, 8, 0, 10)
        lanes.setSpacing(8)
        for widget in (self._clip, self._track, self._reason):
            lanes.addWidget(widget)
        segments = QHBoxLayout()
        segments.setSpacing(0)
        for button in self._choices:
            segments.addWidget(button)
        controls = QHBoxLayout()
        controls.setSpacing(6)
        controls.addWidget(self._play)
        controls.addLayout(segments)
        controls.addWidget(self._loop)
        controls.addStretch(1)
        controls.addWidget(self._time)
        below = QVBoxLayout()
        below.setSpacing(8)
        below.addLayout(controls)
        below.addWidget(self._hint)
        self.lines.addLayout(head)
        self.lines.addLayout(lanes)
        self.lines.addLayout(below)

    def _connect(self) -> None:
        player = self.player
        self._work.answered.connect(self._take)
        player.changed.connect(self._show_player)
        player.moved.connect(self._show_place)
        self._play.clicked.connect(self.play_or_pause)
        self._loop.clicked.connect(player.set_loops)
        for number, (lane, button) in enumerate(zip((self._clip, self._track), self._choices, strict=True)):
            choose = _chooser(player, number)
            lane.chosen.connect(choose)
            button.clicked.connect(choose)
        self._clip.sought.connect(lambda at_s: player.seek(self._in_stretch(at_s + self._clip.start_s)))
        self._track.sought.connect(self._seek_in_track)
        self.frame.chosen.connect(self._show_part)

    # ---------------------------------------------------------------------------------------------------- what is shown

    def show_row(self, row: ClipRow) -> bool:
        """Show the clip, and the track where one was identified; nothing of a clip without a sound that can be read."""
        if not row.can_be_heard:
            self.rest()
            return False
        outcome = row.outcome
        shown = (row.clip_id, str(row.path), outcome, row.info)
        if shown != self._shown:
            self.rest()
            self._shown, self._row, self._is_soundless = shown, row, False
            self._match = outcome.match if isinstance(outcome, Identified) else None
            self._begin(row, self._match)
        return not self._is_soundless

    def rest(self) -> None:
        """Be silent and wait for nothing: another clip is shown, or none."""
        for number in self._asked:
            self._work.forget(number)
        self._asked.clear()
        self._shown = self._row = self._match = None
        self._is_frame_wanted = False
        self.frame.set_framing(is_framing=False)
        self.player.unload()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing sounds that cannot be seen; a window that is put away goes on."""
        super().hideEvent(event)
        if not event.spontaneous() and self.player.state is PlayState.PLAYING:
            self.player.play_or_pause()

    def _begin(self, row: ClipRow, match: Match | None) -> None:
        info = row.info
        duration_s = info.duration_s if info is not None else 0.0
        start_s = info.audio_offset_s if info is not None else 0.0
        self._heading.set_text(translate("Details", "Match") if match else translate("Details", "Sound"))
        self._facts.set_text(match_line(match, row) if match is not None else "")
        times = clip_times(match, row) if match is not None else ""
        self._clip.set_words(
            translate("Details", "This clip"), times, spoken_span(translate("Details", "this clip"), times)
        )
        self._clip.set_sound(b"", start_s, max(0.0, duration_s - start_s))
        track = {} if row.audio_stream is None else {"audio_stream": row.audio_stream}
        self._ask(self._clip, str(row.path), **track)
        has_file = match is not None and match.file is not None
        self._show_track(is_there=has_file)
        if match is not None and match.file is not None:
            times = track_times(match, 0.0)
            self._track.set_words(Path(match.file).name, times, spoken_span(translate("Details", "the track"), times))
            self._track.set_sound(b"", 0.0, 0.0)
            self._ask(self._track, match.file)
        self._mark_spans()
        self._load()
        self._show_player()
        self._show_place(0.0)

    def _ask(self, lane: Lane, path: str, **track: int) -> None:
        self._asked[self._work.ask("waveform", path=path, **track)] = lane

    def _take(self, number: int, document: dict[str, object]) -> None:
        lane = self._asked.pop(number, None)
        if lane is None or self._row is None:
            return
        peaks, start_s, length_s = (document.get(key) for key in ("peaks", "start_s", "length_s"))
        if isinstance(peaks, str) and isinstance(start_s, float) and isinstance(length_s, float):
            lane.set_sound(base64.b64decode(peaks), start_s, length_s)
            if lane is self._track and self._match is not None:
                times = track_times(self._match, length_s)
                spoken = spoken_span(translate("Details", "the track"), times)
                lane.set_words(Path(self._match.file or "").name, times, spoken)
            self._mark_spans()
            if lane is self._clip:
                self._offer_frame(self._row)
        elif lane is self._track:
            self._show_track(is_there=False)
        elif not isinstance(self._row.outcome, Identified):
            self._is_soundless = True
            self.hide()
        if self.player.state is PlayState.RESTING:
            self._load()
        self._show_place(self.player.position_s)

    # ------------------------------------------------------------------------------------------------ a part of the clip

    @property
    def part(self) -> TimeRange | None:
        """The part of the clip that is framed; None where none can be."""
        return self.frame.range if self.frame.is_framing else None

    def frame_part(self) -> None:
        """Give the frame the keys, as soon as there is one."""
        self._is_frame_wanted = True
        self._enter_frame()

    def _offer_frame(self, row: ClipRow) -> None:
        lane = self._clip
        if not row.can_be_framed or lane.length_s < 2 * LEAST_S:
            return
        self.frame.set_framing(is_framing=True)
        self.frame.frame_loudest(lane.start_s, lane.length_s)
        tried = row.report.part if row.report is not None else None
        if tried is not None:
            self.frame.choose(tried.from_s, tried.to_s)
        self._enter_frame()

    def _enter_frame(self) -> None:
        if self._is_frame_wanted and self.frame.is_framing:
            self._is_frame_wanted = False
            self.frame.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_part(self) -> None:
        if self._row is not None and self.part is not None:
            self._facts.set_text(part_line(self.part, self._row))
            self.frame.setAccessibleDescription(part_line(self.part, self._row))
            self._show_player()
        self.framed.emit()

    def _show_track(self, *, is_there: bool) -> None:
        self._track.setVisible(is_there)
        service = self._row.report.service if self._row is not None and self._row.report is not None else ""
        is_missed = not is_there and self._row is not None and isinstance(self._row.outcome, Identified)
        self._reason.set_text(why_no_track(self._match, service) if is_missed else "")
        self._reason.setVisible(is_missed)

    def _mark_spans(self) -> None:
        match, late_s = self._match, self._clip.start_s
        spans = clip_spans(match) if match is not None else []
        self._clip.set_spans([(begin - late_s, end - late_s) for begin, end in spans])
        self._track.set_spans(track_spans(match) if match is not None else [])

    # ---------------------------------------------------------------------------------------------------------- player

    def play_or_pause(self) -> None:
        """Play the match, or the clip where there is none, or pause."""
        self.player.play_or_pause()

    def toggle_loop(self) -> None:
        """Begin again at the end, or not."""
        self.player.set_loops(not self.player.loops)

    def _load(self) -> None:
        """Tell the player which stretches sound."""
        row, match = self._row, self._match
        if row is None:
            return
        begin_s, length_s = 0.0, self._clip.length_s or _MOST_WITHOUT_MATCH_S
        track = None
        if match is not None:
            begin_s, length_s = match.query_start_s - self._clip.start_s, match.query_stop_s - match.query_start_s
            if match.file is not None and not self._track.isHidden():
                track = Stretch(Path(match.file), match.reference_start_s, length_s, match.speed)
        clip = Stretch(row.path, begin_s, length_s, audio_stream=row.audio_stream)
        if self.player.loaded != (clip, track):
            self.player.load(clip, track)

    @property
    def _begin_s(self) -> float:
        """Where the stretch begins on the clip's time line."""
        return self._match.query_start_s if self._match is not None else self._clip.start_s

    def _in_stretch(self, at_s: float) -> float:
        """A moment of the clip, counted from the beginning of the stretch; its nearest end where it lies outside."""
        length_s = self._match.query_stop_s - self._match.query_start_s if self._match is not None else at_s
        return min(max(0.0, at_s - self._begin_s), max(0.0, length_s))

    def _seek_in_track(self, at_s: float) -> None:
        if self._match is not None and self._match.speed > 0:
            later_s = (at_s - self._match.reference_start_s) / self._match.speed
            self.player.seek(self._in_stretch(self._match.query_start_s + later_s))

    def _show_player(self) -> None:
        player = self.player
        is_playing = player.state is PlayState.PLAYING
        self._play.set_icon_name("pause" if is_playing else "play")
        silence = player.silence or (None if can_play() else Silence.NOT_INSTALLED)
        why = why_mute(player.state, silence)
        has_match = self._match is not None
        play = translate("Details", "Play the match") if has_match else translate("Details", "Play the clip")
        loop = translate("Details", "Repeat the match") if has_match else translate("Details", "Repeat the clip")
        word = why or (translate("Details", "Pause") if is_playing else play)
        self._loop.setAccessibleName(loop)
        self._loop.setToolTip(f"{loop} (L)")
        self._play.setEnabled(silence is not Silence.NOT_INSTALLED)
        self._play.setAccessibleName(word)
        self._play.setToolTip(word)
        for number, button in enumerate(self._choices):
            button.setChecked(number == player.sounding)
            button.setVisible(player.has_track)
        self._loop.setChecked(player.loops)
        self._clip.set_sounding(player.sounding == 0)
        self._track.set_sounding(player.sounding == 1)
        self._hint.set_text(why or self._hint_words())
        self._hint.setVisible(bool(self._hint.text()))

    def _hint_words(self) -> str:
        if self.player.state is PlayState.FETCHING:
            return translate("Details", "Taking the sound out of the files…")
        if self.player.has_track:
            return translate("Details", "Press X to switch between A and B at the same beat")
        return (
            translate("Details", "The frame is the part that can be tried alone; drag it, or its edges")
            if self.part
            else ""
        )

    def _show_place(self, at_s: float) -> None:
        row, match = self._row, self._match
        if row is None:
            return
        moment_s = self._begin_s + at_s
        self._time.set_text(moment_of_clip(moment_s, row))
        is_begun = at_s > 0 or self.player.state in (PlayState.PLAYING, PlayState.PAUSED)
        self._clip.set_playhead(moment_s - self._clip.start_s if is_begun else None)
        self._track.set_playhead(
            match.reference_start_s + at_s * match.speed if is_begun and match is not None else None
        )


def _chooser(player: AbPlayer, number: int) -> Callable[..., None]:
    return lambda *_: player.switch(number)
