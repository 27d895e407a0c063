"""Who speaks when under the cues of a programme: a line for each voice, its name where the pointer rests (look/mock/20)."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from slipgui.core.voice import SpeechSegment
from slipgui.gui.theme import Theme
from slipgui.gui.time_scale import TimeScale
from slipgui.gui.voice_texts import speaker_name

_LEAST_HIGH_PX, _PITCH_PX, _BAR_PX = 22.0, 7.0, 4.0
_ROUND_FROM_PX = 8.0
"""What is narrower is drawn at once with all the others: an hour of talk has a thousand bars."""
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
        lines: dict[str, int] = {}
        names = [speaker_name(one) for one in self.segments]
        self._named = [
            (one, name, lines.setdefault(name, min(len(lines), _MOST_LINES - 1)))
            for one, name in zip(self.segments, names, strict=True)
        ]
        self._n_lines = min(len(lines), _MOST_LINES)

    @property
    def height_px(self) -> float:
        """A line for each voice, never less than a few; 0 where nobody speaks."""
        return max(_LEAST_HIGH_PX, self._n_lines * _PITCH_PX) if self._n_lines else 0.0

    def _top_of(self, line: int) -> float:
        return self.top_px + (self.height_px - self._n_lines * _PITCH_PX) / 2 + line * _PITCH_PX

    def paint(self, painter: QPainter, theme: Theme, scale: TimeScale) -> None:
        """Draw it on a painter that counts from the beginning of the lanes."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("wave"))
        tops = [self._top_of(line) + (_PITCH_PX - _BAR_PX) / 2 for line in range(self._n_lines)]
        narrow: list[QRectF] = []
        for one, _, line in self._named:
            if one.end_s >= scale.from_s and one.start_s <= scale.to_s:
                left, right = scale.x(one.start_s), scale.x(one.end_s)
                bar = QRectF(left, tops[line], max(2.0, right - left), _BAR_PX)
                if bar.width() < _ROUND_FROM_PX:
                    narrow.append(bar)
                else:
                    painter.drawRoundedRect(bar, 2, 2)
        painter.drawRects(narrow)

    def named_at(self, at: QPointF, scale: TimeScale) -> SpeechSegment | None:
        """Who speaks where the pointer is, counted from the beginning of the lanes."""
        at_s, slack_s = scale.moment(at.x()), 2 * scale.span_s / scale.width_px
        under = (each for each in self._named if each[0].start_s - slack_s <= at_s <= each[0].end_s + slack_s)
        return next((one for one, _, line in under if 0 <= at.y() - self._top_of(line) <= _PITCH_PX), None)

    def names_within(self, begin_s: float, end_s: float) -> list[str]:
        """Who speaks in a stretch, each once."""
        within = (name for one, name, _ in self._named if one.start_s < end_s and begin_s < one.end_s)
        return list(dict.fromkeys(within))
