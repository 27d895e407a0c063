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

_STRETCH_MS = 200
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
        self._played_from_s = 0.0
        self.player: AbPlayer = AbPlayer(previews, parent=self)
        self._timer = QTimer(self, singleShot=True, interval=_STRETCH_MS)
        self._timer.timeout.connect(self._ask_stretch)
        timeline.stretch_wanted.connect(self._want_stretch)
        previews.answered.connect(self._take)
        self.player.moved.connect(self._follow)

    def show_document(self, document: "CueDocument") -> None:
        """Bring another programme."""
        self._document = document
        self.player.unload()
        for number in self._waveforms:
            self._previews.forget(number)
        self._waveforms.clear()
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

    def _take(self, number: int, answer: dict[str, object]) -> None:
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
