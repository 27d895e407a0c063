"""A stretch of a clip's sound as a file that can be sent."""

from dataclasses import dataclass
from pathlib import Path

from slipgui.core.clip import AudioProxy
from slipgui.core.edit import PlacedSound
from slipgui.core.ports import IsCancelled, MakeAudioProxy, OnSeconds, Probe
from slipgui.core.steps import Stretch
from slipgui.media.mixdown import write_mixdown


@dataclass(frozen=True, slots=True)
class PartMaker:
    """Makes audio proxies of stretches.

    Parameters
    ----------
    probe, make_audio_proxy
        What looks into the cut, and packs it.
    audio_stream
        The one of the clip that is heard alone; None: those that live.
    """

    probe: Probe
    make_audio_proxy: MakeAudioProxy
    audio_stream: int | None = None

    def make(
        self,
        path: Path,
        part: Stretch,
        folder: Path,
        /,
        *,
        on_seconds: OnSeconds = lambda *_: None,
        is_cancelled: IsCancelled,
        is_hashed: bool = False,
    ) -> AudioProxy | None:
        """The audio proxy of a stretch, as ``make_audio_proxy`` makes one of the whole clip; None when cancelled.  Blocking.

        Parameters
        ----------
        path
            The clip.
        part
            The stretch, counted from the first sample of the sound; silent where that ends before.
        folder
            An existing folder on a disk with room.
        on_seconds, is_cancelled, is_hashed
            As ``make_audio_proxy`` takes them.
        """
        cut = folder / "part.wav"
        sound = PlacedSound(path, part.begin_s, part.length_s, 0.0, self.audio_stream)
        if not write_mixdown([sound], part.length_s, cut, is_cancelled):
            return None
        try:
            return self.make_audio_proxy(
                cut, self.probe(cut), folder, on_seconds=on_seconds, is_cancelled=is_cancelled, is_hashed=is_hashed
            )
        finally:
            cut.unlink()
