"""What the cue page takes out of a programme's file, or a timeline's media: waveform, picture cuts, and what is played."""

import base64
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from slipgui.app.placed_sounds import encode_sounds
from slipgui.gui.ab_player import AbPlayer, PlayState, Stretch
from slipgui.gui.cue_texts import line_span

if TYPE_CHECKING:
    from slipgui.gui.cue_document import CueDocument
    from slipgui.gui.cue_timeline import CueTimeline
    from slipgui.gui.preview_work import PreviewWork

_STRETCH_MS, _CUTS_MS = 200, 500
_CUTS_FROM_S = 30.0
"""So closely has to be looked before the picture is searched for cuts: a whole programme of them would cost as much as playing it."""
_CUTS_BLOCK_S = 5
"""Cuts are looked for in two such blocks around a border."""
_LEAST_PLAYED_S, _MOST_PLAYED_S = 60.0, 600.0


class ProgrammeMedia(QObject):
    """Brings the sound of the programme that is open to the timeline and to the ear.

    Parameters
    ----------
    previews
        Takes it out of the files.
    timeline
        Shows it.
    parent
        Owner.
    """

    def __init__(self, previews: "PreviewWork", timeline: "CueTimeline", parent: QObject) -> None:
        super().__init__(parent)
        self._previews, self._timeline = previews, timeline
        self._document: CueDocument | None = None
        self._waveforms: dict[int, bool] = {}
        """Requests that are under way: whether of the whole programme."""
        self._stretch = (0.0, 0.0)
        self._cuts: dict[int, tuple[float, ...]] = {}
        """By begin of what was searched the cuts of the picture; empty while it is searched."""
        self._searched: dict[int, int] = {}
        """By request what is searched."""
        self._played_from_s = 0.0
        self.player: AbPlayer = AbPlayer(previews, parent=self)
        self._timer = QTimer(self, singleShot=True, interval=_STRETCH_MS)
        self._timer.timeout.connect(self._ask_stretch)
        self._cuts_timer = QTimer(self, singleShot=True, interval=_CUTS_MS)
        self._cuts_timer.timeout.connect(self._ask_cuts)
        timeline.stretch_wanted.connect(self._want_stretch)
        previews.answered.connect(self._take)
        self.player.moved.connect(self._follow)

    def show_document(self, document: "CueDocument") -> None:
        """Bring another programme."""
        self._document = document
        self.player.unload()
        for number in (*self._waveforms, *self._searched):
            self._previews.forget(number)
        for kept in (self._waveforms, self._searched, self._cuts):
            kept.clear()
        document.changed.connect(self._cuts_timer.start)
        document.selected.connect(lambda _: self._cuts_timer.start())
        self._cuts_timer.start()
        self._ask_waveform()

    # ------------------------------------------------------------------------------------------------------- the sound

    def _ask_waveform(self) -> None:
        """Ask for the loudness of all of it."""
        document = self._document
        if document is not None and document.project.sounds:
            length_s = float(document.sheet.seconds(document.sheet.duration_ticks))
            self._ask("waveform", is_whole=True, sounds=encode_sounds(document.project.sounds), length_s=length_s)
        elif document is not None:
            self._ask("waveform", is_whole=True, path=str(document.project.clip))

    def _want_stretch(self, from_s: float, length_s: float) -> None:
        self._stretch = (max(0.0, from_s - length_s / 4), length_s * 1.5)
        if length_s <= _MOST_PLAYED_S:
            self._timer.start()
        self._cuts_timer.start()

    def _ask_stretch(self) -> None:
        """Ask for the loudness of what is looked at closely."""
        document = self._document
        if document is None:
            return
        for number in [number for number, is_whole in self._waveforms.items() if not is_whole]:
            if self._previews.forget(number):
                del self._waveforms[number]
        from_s, length_s = self._stretch
        from_s = max(from_s, document.project.sound_start_s)
        stretch = self._stretch_of_programme(document, round(from_s, 1), round(length_s, 1))
        request = stretch.request()
        request.pop("speed", None)
        self._ask("waveform", is_whole=False, **request)

    def _ask(self, kind: str, *, is_whole: bool, **values: Any) -> None:
        self._waveforms[self._previews.ask(kind, **values)] = is_whole

    def _ask_cuts(self) -> None:
        """Ask for the cuts of the picture around the borders of the chosen cue, where they are looked at closely."""
        document, scale = self._document, self._timeline.scale
        if document is None or document.line is None or document.project.sounds or scale.span_s > _CUTS_FROM_S:
            return
        borders_s = line_span(document.sheet, document.line)
        for border_s in (moment_s for moment_s in borders_s if scale.from_s <= moment_s <= scale.to_s):
            begin_s = max(0, _CUTS_BLOCK_S * round(border_s / _CUTS_BLOCK_S - 1))
            if begin_s not in self._cuts:
                self._cuts[begin_s] = ()
                path = str(document.project.clip)
                number = self._previews.ask("cuts", path=path, begin_s=begin_s, length_s=2 * _CUTS_BLOCK_S)
                self._searched[number] = begin_s

    def _take_cuts(self, begin_s: int, answer: dict[str, object]) -> None:
        cuts_s = answer.get("cuts_s")
        if isinstance(cuts_s, list):
            self._cuts[begin_s] = tuple(cuts_s)
            self._timeline.set_cuts(cut_s for found_s in self._cuts.values() for cut_s in found_s)

    def _take(self, number: int, answer: dict[str, object]) -> None:
        if number in self._searched:
            self._take_cuts(self._searched.pop(number), answer)
        is_whole = self._waveforms.pop(number, None)
        document = self._document
        peaks, start_s, length_s = (answer.get(key) for key in ("peaks", "start_s", "length_s"))
        if is_whole is None or document is None or not isinstance(peaks, str):
            return
        if isinstance(start_s, float) and isinstance(length_s, float):
            from_s = start_s if is_whole else start_s + document.project.sound_start_s
            self._timeline.set_peaks(from_s, length_s, base64.b64decode(peaks))

    # ---------------------------------------------------------------------------------------------------------- playing

    def play_or_pause(self) -> None:
        """Play the programme from the playhead, with the cue's track ready at the same beat; or pause."""
        document = self._document
        if document is None:
            return
        if self.player.state not in (PlayState.PLAYING, PlayState.FETCHING):
            at_s = float(document.sheet.seconds(document.at_ticks))
            if self.player.state is not PlayState.PAUSED or abs(at_s - self._heard_s()) > 0.1:
                sounding = self.player.sounding
                self.player.load(*self._stretches(document, at_s))
                self.player.switch(sounding)
        self.player.play_or_pause()

    def _stretches(self, document: "CueDocument", at_s: float) -> tuple[Stretch, Stretch | None]:
        line = document.line
        self._played_from_s = at_s
        length_s, track = _LEAST_PLAYED_S, None
        if line is not None:
            begin_s, end_s = line_span(document.sheet, line)
            match = line.match
            if begin_s <= at_s < end_s:
                length_s = min(_MOST_PLAYED_S, max(1.0, end_s - at_s))
                if match is not None and match.file is not None:
                    there_s = match.reference_start_s + (at_s - match.query_start_s) * match.speed
                    track = Stretch(Path(match.file), there_s, length_s, match.speed)
        return self._stretch_of_programme(document, at_s, length_s), track

    def _stretch_of_programme(self, document: "CueDocument", from_s: float, length_s: float) -> Stretch:
        """What sounds of the programme from a moment on."""
        project = document.project
        if not project.sounds:
            return Stretch(project.clip, from_s - project.sound_start_s, length_s)
        end_s = float(document.sheet.seconds(document.sheet.duration_ticks))
        length_s = max(1.0, min(length_s, end_s - from_s))
        sounds = tuple(sound for sound in project.sounds if sound.within(from_s, length_s))
        return Stretch(project.clip, from_s, length_s, sounds=sounds or project.sounds[:1])

    def _heard_s(self) -> float:
        return self._played_from_s + self.player.position_s

    def _follow(self, _at_s: float) -> None:
        document = self._document
        if document is not None and self.player.state is PlayState.PLAYING:
            document.seek(document.sheet.timebase.ticks(self._heard_s()))
