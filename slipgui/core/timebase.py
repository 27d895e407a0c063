"""How moments of a programme are counted: in frames where its rate is constant, else in milliseconds."""

from dataclasses import dataclass
from fractions import Fraction

from slipgui.core.timecode import format_clock, format_timecode, parse_clock, parse_timecode

_MILLISECONDS = Fraction(1000)


@dataclass(frozen=True, slots=True)
class Timebase:
    """What a tick of a programme is, and how it is written.

    Ticks count from the programme's first moment: frames where ``rate`` is known, else milliseconds.
    """

    rate: Fraction | None
    """Constant frame rate; None where it varies or there is no picture."""
    first_frame: int = 0
    """Frame that the start timecode stands for."""
    is_drop: bool = False
    """Whether timecode is drop-frame."""

    @property
    def ticks_per_s(self) -> Fraction:
        """Frames or milliseconds in a second."""
        return self.rate or _MILLISECONDS

    def ticks(self, at_s: float) -> int:
        """The tick nearest to a moment."""
        return round(Fraction(at_s) * self.ticks_per_s)

    def seconds(self, ticks: int) -> Fraction:
        """How long so many ticks are, exactly."""
        return ticks / self.ticks_per_s

    def label(self, ticks: int) -> str:
        """Timecode of a tick, ``HH:MM:SS.mmm`` where there is no constant rate."""
        if self.rate is None:
            return format_clock(Fraction(ticks, 1000))
        return format_timecode(self.first_frame + ticks, self.rate, is_drop=self.is_drop)

    def parse(self, text: str) -> int | None:
        """The tick that a label stands for, None where it is none or lies before the programme.

        Colon or semicolon before the frames means what the programme counts in, and a first zero may be left away, as spreadsheets do.  A
        label that drop-frame leaves out stands for nothing.
        """
        padded = text if text[1:2] != ":" else f"0{text}"
        if self.rate is None:
            moment_s = parse_clock(padded)
            return None if moment_s is None else round(moment_s * 1000)
        mark = self.label(0)[8]
        own = f"{padded[:8]}{mark}{padded[9:]}" if padded[8:9] in (":", ";") else padded
        found = parse_timecode(own, self.rate)
        if found is None or format_timecode(found[0], self.rate, is_drop=found[1]) != own:
            return None
        ticks = found[0] - self.first_frame
        return ticks if ticks >= 0 else None


def programme_timebase(rate: Fraction | None, start_timecode: str | None) -> Timebase:
    """The timebase of a clip of constant ``rate`` (None: it has none) whose first frame is labelled ``start_timecode``."""
    if rate is None or rate <= 0:
        return Timebase(None)
    start = parse_timecode(start_timecode, rate) if start_timecode else None
    first_frame, is_drop = start or (0, False)
    return Timebase(rate, first_frame, is_drop)
