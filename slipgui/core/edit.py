"""An editor's timeline: which stretches of which media sound when."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path, PurePosixPath
from typing import Self
from urllib.parse import unquote, urlsplit

from slipgui.core.timebase import Timebase

_DRIVE = re.compile(r"^/?[A-Za-z]:[/\\]")


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
    is_retimed: bool = False
    """It plays at another speed."""

    def within(self, begin_s: Fraction, length_s: Fraction) -> "MediaUse | None":
        """What of it sounds in a stretch; None where nothing does."""
        first_s = max(self.record_s, begin_s)
        last_s = min(self.record_s + self.length_s, begin_s + length_s)
        if last_s <= first_s:
            return None
        source_s = self.source_s + first_s - self.record_s
        return replace(self, source_s=source_s, record_s=first_s, length_s=last_s - first_s)

    def moved(self, by_s: Fraction) -> "MediaUse":
        """The same elsewhere."""
        return replace(self, record_s=self.record_s + by_s)

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

    @classmethod
    def of(
        cls, name: str, uses: Iterable[MediaUse], start_s: Fraction | None, rate: Fraction, *, is_drop: bool
    ) -> Self:
        """The timeline on which all that sounds.

        Parameters
        ----------
        name
            Of the timeline.
        uses
            What sounds, on the clock of the timeline: what several tracks hold counts once, other speeds are left out.
        start_s
            Of that clock; None: the timeline begins with what sounds first.
        rate
            Frames in a second.
        is_drop
            Whether its timecode drops labels.
        """
        placed = dict.fromkeys(sorted(uses, key=lambda use: use.record_s))
        earliest_s = next((use.record_s for use in placed), start_s or Fraction(0))
        first_s = earliest_s if start_s is None else min(start_s, earliest_s)
        heard = tuple(use.moved(-first_s) for use in placed if not use.is_retimed)
        duration_s = max((use.record_s + use.length_s for use in heard), default=Fraction(0))
        timebase = Timebase(rate, round(first_s * rate), is_drop=is_drop)
        return cls(name, timebase, duration_s, heard, len(placed) - len(heard))

    @property
    def cuts_s(self) -> tuple[float, ...]:
        """Where something begins or ends, from the first frame."""
        return tuple(sorted({float(at) for use in self.uses for at in (use.record_s, use.record_s + use.length_s)}))


def media_name(hint: str) -> str:
    """The file name of a path or URL from any computer, with drives, servers and strokes of either kind."""
    path = unquote(urlsplit(hint).path) if "://" in hint else hint
    return PurePosixPath(path.replace("\\", "/")).name


def media_path(hint: str) -> Path | None:
    """Where the file would be on this computer, None where the hint is of another kind of computer."""
    if "://" in hint:
        parts = urlsplit(hint)
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            return None
        hint = unquote(parts.path)
        if _DRIVE.match(hint):
            hint = hint.lstrip("/")
    path = Path(hint)
    return path if path.is_absolute() else None
