"""Plays a clip and the track that was found in it, at the same beat; switches between them while they sound."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from slipgui.app.placed_sounds import encode_sounds
from slipgui.core.edit import PlacedSound
from slipgui.gui.ab_sound import RATE_HZ, AbSound
from slipgui.gui.sound_output import Output, Silence, open_output

if TYPE_CHECKING:
    from slipgui.gui.preview_work import PreviewWork

_FEED_MS = 20
_MOST_IDLE = 25
"""Half a second."""
_MOST_STUCK = 250
"""Five seconds: a loudspeaker that takes nothing for so long does not come back."""


class PlayState(StrEnum):
    """What the player does."""

    RESTING = "resting"
    FETCHING = "fetching"
    """The sound is being taken out of its files."""
    PLAYING = "playing"
    PAUSED = "paused"
    MUTE = "mute"
    """Nothing can be heard: ``silence`` tells why; without one the clip cannot be read."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is played of one file, or of a timeline."""

    path: Path
    begin_s: float
    """Counted from the first sample of its sound; of a timeline from its first frame."""
    length_s: float
    """How long it sounds."""
    speed: float = 1.0
    """How much faster than recorded."""
    sounds: tuple[PlacedSound, ...] = ()
    """Of a timeline what sounds in the stretch."""
    audio_stream: int | None = None
    """Which of the file's is heard alone; None: all that sound."""

    def request(self) -> dict[str, object]:
        """What is asked of the previews."""
        times = {"begin_s": self.begin_s, "length_s": self.length_s}
        if self.sounds:
            return {"sounds": encode_sounds(self.sounds), **times}
        track = {} if self.audio_stream is None else {"audio_stream": self.audio_stream}
        return {"path": str(self.path), "speed": self.speed, **times, **track}


class AbPlayer(QObject):
    """The player of the details.

    Parameters
    ----------
    work
        Takes sound out of files.
    open_sound
        Gives the loudspeaker, or tells why there is none; None where it has to be asked again in a moment.
    parent
        Owner.
    """

    changed = Signal()
    """Another state, or the other sound."""
    moved = Signal(float)
    """Seconds from the beginning of the stretch that sound now."""

    def __init__(
        self,
        work: "PreviewWork",
        open_sound: Callable[[], Output | Silence | None] = open_output,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work, self._open_sound = work, open_sound
        self._stretches: list[Stretch] = []
        self._asked: dict[int, int] = {}
        self._files: dict[int, Path | None] = {}
        self._sound: AbSound | None = None
        self._output: Output | None = None
        self._start_s = 0.0
        self._n_idle = 0
        """How often in a row there was nothing to give to the loudspeaker."""
        self.state = PlayState.RESTING
        self.silence: Silence | None = None
        self.sounding = 0
        """0: the clip, 1: the track."""
        self.loops = False
        self._timer = QTimer(self, interval=_FEED_MS)
        self._timer.timeout.connect(self._feed)
        work.answered.connect(self._take)

    def load(self, clip: Stretch, track: Stretch | None) -> None:
        """Be ready to play these from now on; nothing is read before it is wanted."""
        self.unload()
        self._stretches = [clip] if track is None else [clip, track]

    def unload(self) -> None:
        """Be silent and forget what was loaded."""
        self._stop_output()
        for number in self._asked:
            self._work.forget(number)
        self._asked.clear()
        self._files.clear()
        if self._sound is not None:
            self._sound.close()
        self._sound, self._stretches = None, []
        self._start_s, self.sounding = 0.0, 0
        self._enter(PlayState.RESTING)

    @property
    def loaded(self) -> tuple[Stretch | None, Stretch | None]:
        """What would be played."""
        clip, track = [*self._stretches, None, None][:2]
        return clip, track

    @property
    def has_track(self) -> bool:
        """Whether there is a track to switch to."""
        return len(self._stretches) > 1

    @property
    def position_s(self) -> float:
        """The moment that is heard, from the beginning of the stretch."""
        if self._sound is None:
            return self._start_s
        n_unheard = self._output.n_unheard() if self._output is not None else 0
        n_samples = self._sound.n_samples
        place = self._sound.place - n_unheard
        return (place % n_samples if place < 0 and self.loops and n_samples else max(0, place)) / RATE_HZ

    def play_or_pause(self) -> None:
        """Play, or pause where it plays."""
        if self.state is PlayState.PLAYING:
            self._pause()
        elif self.state is PlayState.FETCHING:
            self._enter(PlayState.RESTING)
        elif self._stretches:
            self._begin()

    def switch(self, number: int | None = None) -> None:
        """Let the other one sound, or this one."""
        self.sounding = (1 - self.sounding if number is None else number) if self.has_track else 0
        if self._sound is not None:
            self._sound.sound(self.sounding)
        self.changed.emit()

    def set_loops(self, loops: bool) -> None:
        """Begin again at the end, or rest there."""
        self.loops = loops
        if self._sound is not None:
            self._sound.loops = loops
        self.changed.emit()

    def seek(self, at_s: float) -> None:
        """Go on from that moment."""
        self._start_s = max(0.0, at_s)
        if self._sound is not None:
            self._sound.place = min(round(self._start_s * RATE_HZ), self._sound.n_samples)
        self.moved.emit(self._start_s)

    # -------------------------------------------------------------------------------------------------------- fetching

    def _begin(self) -> None:
        self.silence = None
        if self._sound is not None:
            self._play()
            return
        self._enter(PlayState.FETCHING)
        for place, stretch in enumerate(self._stretches):
            if place not in self._files and place not in self._asked.values():
                self._asked[self._work.ask("excerpt", **stretch.request())] = place

    def _take(self, number: int, document: dict[str, object]) -> None:
        place = self._asked.pop(number, None)
        if place is None:
            return
        file = document.get("file")
        self._files[place] = Path(file) if isinstance(file, str) else None
        if self._asked:
            return
        clip = self._files.get(0)
        if clip is None:
            self._files.clear()  # it may be back when it is asked for again
            self._enter(PlayState.MUTE)
            return
        self._open_files(clip)

    def _open_files(self, clip: Path) -> None:
        track = self._files.get(1)
        if track is None:  # it cannot be read: there is nothing to switch to
            self._stretches, self.sounding = self._stretches[:1], 0
        try:
            self._sound = AbSound(clip, track)
        except OSError:  # swept away this very moment
            self._files.clear()
            self._enter(PlayState.RESTING)
            return
        self._sound.loops = self.loops
        self._sound.sound(self.sounding)
        self.seek(self._start_s)
        self._play_fetched()

    def _play_fetched(self) -> None:
        if self.state is PlayState.FETCHING:
            self._play()

    # --------------------------------------------------------------------------------------------------------- playing

    def _play(self) -> None:
        if self._sound is None:
            return
        if self._sound.place >= self._sound.n_samples:
            self._sound.place = 0
        opened = self._open_sound()
        if opened is None:
            self._enter(PlayState.FETCHING)
            QTimer.singleShot(_FEED_MS, self, self._play_fetched)
            return
        if isinstance(opened, Silence):
            self.silence = opened
            self._enter(PlayState.MUTE)
            return
        self._output, self._n_idle = opened, 0
        self._enter(PlayState.PLAYING)
        self._timer.start()
        self._feed()

    def _pause(self) -> None:
        position_s = self.position_s
        self._stop_output()
        self.seek(position_s)
        self._enter(PlayState.PAUSED)

    def _stop_output(self) -> None:
        self._timer.stop()
        output, self._output = self._output, None
        if output is not None:
            output.stop()

    def _feed(self) -> None:
        """Give the loudspeaker what it takes, and tell where it is."""
        if self._output is None or self._sound is None:
            return
        samples = self._sound.read(self._output.n_wanted())
        if samples:
            self._n_idle = 0
            self._output.write(samples)
        elif self._sound.is_over and self._is_heard_out():
            self._stop_output()
            self._enter(PlayState.RESTING)
            self.seek(0.0)
            return
        else:
            self._n_idle += 1
            if self._n_idle > _MOST_STUCK:
                self._give_up()
                return
        self.moved.emit(self.position_s)

    def _give_up(self) -> None:
        """Rest where it is: the loudspeaker takes nothing any more."""
        self._pause()
        self.silence = Silence.STUCK
        self._enter(PlayState.MUTE)

    def _is_heard_out(self) -> bool:
        """Whether the end has sounded; a loudspeaker that never says so is not waited for."""
        return self._output is None or not self._output.n_unheard() or self._n_idle > _MOST_IDLE

    def _enter(self, state: PlayState) -> None:
        self.state = state
        self.changed.emit()
