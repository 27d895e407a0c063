"""Who speaks when under the cues of a programme: a line for each voice, its name where the pointer rests (look/mock/20)."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from slipgui.core.voice import SpeechSegment
from slipgui.gui.theme import Theme
from slipgui.gui.time_scale import TimeScale
from slipgui.gui.voice_texts import speaker_name

_LEAST_HIGH_PX, _PITCH_PX, _BAR_PX = 22.0, 7.0, 4.0
_MOST_LINES = 8
"""Further voices share the last line."""


class SpeechLane:
    """The lane; no widget of its own.

    Parameters
    ----------
    top_px
        Where it begins.
    segments
        Who speaks when; without any there is no lane.
    """

    def __init__(self, top_px: float, segments: Sequence[SpeechSegment] = ()) -> None:
        self.top_px, self.segments = top_px, tuple(segments)
        self._lines: dict[str, int] = {}
        for one in self.segments:
            self._lines.setdefault(speaker_name(one), min(len(self._lines), _MOST_LINES - 1))

    @property
    def height_px(self) -> float:
        """A line for each voice, never less than a few; 0 where nobody speaks."""
        n_lines = min(len(self._lines), _MOST_LINES)
        return max(_LEAST_HIGH_PX, n_lines * _PITCH_PX) if n_lines else 0.0

    def _top_of(self, one: SpeechSegment) -> float:
        n_lines = min(len(self._lines), _MOST_LINES)
        unused_px = self.height_px - n_lines * _PITCH_PX
        return self.top_px + unused_px / 2 + self._lines[speaker_name(one)] * _PITCH_PX

    def paint(self, painter: QPainter, theme: Theme, scale: TimeScale) -> None:
        """Draw it on a painter that counts from the beginning of the lanes."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("wave"))
        for one in self.segments:
            if one.end_s >= scale.from_s and one.start_s <= scale.to_s:
                left, right = scale.x(one.start_s), scale.x(one.end_s)
                middle = self._top_of(one) + _PITCH_PX / 2
                painter.drawRoundedRect(QRectF(left, middle - _BAR_PX / 2, max(2.0, right - left), _BAR_PX), 2, 2)

    def named_at(self, at: QPointF, scale: TimeScale) -> SpeechSegment | None:
        """Who speaks where the pointer is, counted from the beginning of the lanes."""
        at_s, slack_s = scale.moment(at.x()), 2 * scale.span_s / scale.width_px
        under = (one for one in self.segments if one.start_s - slack_s <= at_s <= one.end_s + slack_s)
        return next((one for one in under if self._top_of(one) <= at.y() <= self._top_of(one) + _PITCH_PX), None)

    def names_within(self, begin_s: float, end_s: float) -> list[str]:
        """Who speaks in a stretch, each once."""
        return list(
            dict.fromkeys(speaker_name(one) for one in self.segments if one.start_s < end_s and begin_s < one.end_s)
        )
