"""Which part of a programme a timeline shows, and where its moments stand; plain values, no widget."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log

from slipgui.core.timebase import Timebase

_LEAST_S = 10.0
"""The closest look."""
_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
"""Between labels."""


@dataclass(frozen=True, slots=True)
class TimeScale:
    """What is in view of a programme of ``whole_s``, on ``width_px`` pixels."""

    whole_s: float
    from_s: float
    span_s: float
    width_px: float

    @classmethod
    def of_all(cls, whole_s: float, width_px: float) -> "TimeScale":
        """Everything in view."""
        whole_s = max(_LEAST_S, whole_s)
        return cls(whole_s, 0.0, whole_s, max(1.0, width_px))

    @property
    def to_s(self) -> float:
        """The last moment in view."""
        return self.from_s + self.span_s

    def x(self, at_s: float) -> float:
        """Where a moment stands."""
        return (at_s - self.from_s) / self.span_s * self.width_px

    def moment(self, x: float) -> float:
        """The moment that stands there."""
        return self.from_s + x / self.width_px * self.span_s

    def resized(self, width_px: float) -> "TimeScale":
        """The same part on another width."""
        return replace(self, width_px=max(1.0, width_px))

    def zoomed(self, factor: float, around_s: float) -> "TimeScale":
        """A closer (factor above 1) or wider look; the moment stays where it is."""
        span_s = min(self.whole_s, max(_LEAST_S, self.span_s / factor))
        share = (around_s - self.from_s) / self.span_s
        return self._placed(around_s - share * span_s, span_s)

    def moved(self, by_s: float) -> "TimeScale":
        """The view later or earlier."""
        return self._placed(self.from_s + by_s, self.span_s)

    def showing(self, from_s: float, to_s: float) -> "TimeScale":
        """The view moved, and widened where it must be, so that a stretch is in it."""
        if self.from_s <= from_s and to_s <= self.to_s:
            return self
        span_s = min(self.whole_s, max(self.span_s, (to_s - from_s) * 1.25))
        return self._placed((from_s + to_s) / 2 - span_s / 2, span_s)

    @property
    def zoom(self) -> float:
        """0: everything, 1: the closest look."""
        if self.whole_s <= _LEAST_S:
            return 0.0
        return log(self.whole_s / self.span_s) / log(self.whole_s / _LEAST_S)

    def at_zoom(self, zoom: float, around_s: float) -> "TimeScale":
        """A look between 0, everything, and 1, the closest; around a moment."""
        span_s = self.whole_s * (_LEAST_S / self.whole_s) ** min(1.0, max(0.0, zoom))
        return self.zoomed(self.span_s / span_s, around_s)

    def labels(self, timebase: Timebase, least_px: float) -> Iterator[tuple[float, str]]:
        """Where the labels of the ruler stand, and what they say; at least so many pixels apart, on full seconds of the timecode."""
        step_s = next((step for step in _STEPS_S if step / self.span_s * self.width_px >= least_px), _STEPS_S[-1])
        first_s = _nominal_s(timebase, self.from_s)
        for at_s in range(int(first_s // step_s) * step_s, int(_nominal_s(timebase, self.to_s)) + step_s + 1, step_s):
            ticks = _tick_of_second(timebase, at_s)
            if ticks is not None and ticks >= 0:
                yield self.x(float(timebase.seconds(ticks))), timebase.label(ticks)

    def _placed(self, from_s: float, span_s: float) -> "TimeScale":
        from_s = min(max(0.0, from_s), max(0.0, self.whole_s - span_s))
        return replace(self, from_s=from_s, span_s=span_s)


def _nominal_s(timebase: Timebase, at_s: float) -> float:
    """The second that the timecode of a moment shows."""
    clock = timebase.label(timebase.ticks(at_s)).replace(";", ":").replace(".", ":").split(":")
    return int(clock[0]) * 3600 + int(clock[1]) * 60 + int(clock[2])


def _tick_of_second(timebase: Timebase, at_s: int) -> int | None:
    """The first tick that a second of the timecode has; drop-frame leaves the first labels of most minutes out."""
    clock = f"{at_s // 3600:02}:{at_s // 60 % 60:02}:{at_s % 60:02}"
    if timebase.rate is None:
        return timebase.parse(f"{clock}.000")
    mark = ";" if timebase.is_drop else ":"
    ticks = (timebase.parse(f"{clock}{mark}{frame:02}") for frame in (0, 2, 4))
    return next((tick for tick in ticks if tick is not None), None)
