"""An editor's timeline: which stretches of which media sound when."""

from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from slipgui.core.timebase import Timebase


@dataclass(frozen=True, slots=True)
class MediaUse:
    """A stretch of a media file in a timeline."""

    name: str
    """Of the file, or of the clip where the timeline names no file."""
    hint: str
    """Path or URL as the timeline spells it, from any computer; empty where it names none."""
    source_s: Fraction
    """Where it begins, on the clock of the source: its timecode where it has one."""
    media_start_s: Fraction | None
    """What the first frame of the media is on that clock, None where the timeline does not say."""
    record_s: Fraction
    """Where it begins, counted from the first frame of the timeline."""
    length_s: Fraction

    def offset_s(self, start_timecode_s: Fraction | None, duration_s: float) -> Fraction | None:
        """Where in a file it begins, counted from its first moment; None where it does not fit into the file.

        Parameters
        ----------
        start_timecode_s
            The file's own start timecode, which counts most; None where it has none.
        duration_s
            Of the file.
        """
        starts = [start for start in (start_timecode_s, self.media_start_s, Fraction(0)) if start is not None]
        offsets = [self.source_s - start for start in starts]
        latest_s = Fraction(duration_s) + _ROUNDING_S - self.length_s
        return next((offset for offset in offsets if -_ROUNDING_S <= offset <= latest_s), None)


_ROUNDING_S = Fraction(1, 5)
"""Durations and timecodes of other programs are off by a frame or two."""


@dataclass(frozen=True, slots=True)
class PlacedSound:
    """A stretch of a file's sound at its place in a timeline."""

    path: Path
    """On this computer."""
    begin_s: float
    """In the file, counted from the first sample of its sound."""
    length_s: float
    at_s: float
    """In the timeline."""
    audio_stream: int | None = None
    """The one that is heard alone, as a position among those of the file; None: those that live."""

    def within(self, begin_s: float, length_s: float) -> bool:
        """Whether something of it sounds in that stretch of the timeline."""
        return self.at_s < begin_s + length_s and begin_s < self.at_s + self.length_s


@dataclass(frozen=True, slots=True)
class Edit:
    """A timeline."""

    name: str
    timebase: Timebase
    duration_s: Fraction
    uses: tuple[MediaUse, ...]
    """In order of time; each sound once."""
    n_retimed: int = 0
    """Stretches that play at another speed: they are left out."""

    @property
    def cuts_s(self) -> tuple[float, ...]:
        """Where something begins or ends, from the first frame."""
        return tuple(sorted({float(at) for use in self.uses for at in (use.record_s, use.record_s + use.length_s)}))

    def scaled(self, by: Fraction) -> "Edit":
        """The timeline with every time multiplied, its frames as they are counted: of 30 frames a second come 29.97."""
        if by == 1:
            return self
        rate = None if self.timebase.rate is None else self.timebase.rate / by
        uses = tuple(
            replace(
                use,
                source_s=use.source_s * by,
                media_start_s=None if use.media_start_s is None else use.media_start_s * by,
                record_s=use.record_s * by,
                length_s=use.length_s * by,
            )
            for use in self.uses
        )
        return replace(self, timebase=replace(self.timebase, rate=rate), duration_s=self.duration_s * by, uses=uses)
