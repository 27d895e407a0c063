"""A waveform on which a stretch is chosen: dragged anew, moved as a whole, or at its borders; with the keys too."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication

from slipgui.core.voice import TimeRange
from slipgui.gui.theme import theme_of
from slipgui.gui.voice_texts import stretch_line
from slipgui.gui.waveform_view import WaveformView

_GRAB_PX = 6.0
_STEP_S, _LARGE_STEP_S = 0.1, 1.0


class StretchPicker(WaveformView):
    """The waveform of a clip with the stretch that is used.

    Parameters
    ----------
    name
        What the stretch is for.
    least_s, most_s
        How long it may be; None: as long as the sound.
    """

    chosen = Signal()

    def __init__(self, name: str, least_s: float, most_s: float | None) -> None:
        super().__init__()
        self._least_s, self._most_s = least_s, math.inf if most_s is None else most_s
        self._start_s = self._length_s = 0.0
        self._from_s = self._to_s = 0.0
        self._held = ""
        self._held_at_s = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)

    @property
    def range(self) -> TimeRange:
        """The stretch, in seconds of the clip."""
        return TimeRange(self._from_s, self._to_s)

    @property
    def is_all(self) -> bool:
        """Whether the whole sound is chosen."""
        return self.range.length_s >= self._length_s - 0.01

    def show_sound(self, peaks: bytes, start_s: float, length_s: float) -> None:
        """Show a sound, with as much of its beginning chosen as may be used."""
        self._start_s, self._length_s = start_s, length_s
        self.set_peaks(peaks)
        self.choose(start_s, start_s + min(length_s, self._most_s))

    def choose(self, from_s: float, to_s: float) -> None:
        """Choose a stretch; it is brought into the sound and its limits."""
        end_s = self._start_s + self._length_s
        from_s = min(max(self._start_s, from_s), max(self._start_s, end_s - self._least_s))
        to_s = min(max(to_s, from_s + min(self._least_s, self._length_s)), from_s + self._most_s, end_s)
        self._from_s, self._to_s = from_s, to_s
        if self._length_s > 0:
            shares = ((one - self._start_s) / self._length_s for one in (from_s, to_s))
            self.set_spans([tuple(shares)])  # type: ignore[list-item]
        self.setAccessibleDescription(stretch_line(from_s, to_s))
        self.chosen.emit()

    def _second_at(self, x: float) -> float:
        return self._start_s + (x / max(1, self.width())) * self._length_s

    def _x_of(self, at_s: float) -> float:
        return (at_s - self._start_s) / self._length_s * self.width() if self._length_s else 0.0

    def _part_at(self, x: float) -> str:
        for name, at_s in (("from", self._from_s), ("to", self._to_s)):
            if abs(x - self._x_of(at_s)) <= _GRAB_PX:
                return name
        return "all" if self._from_s < self._second_at(x) < self._to_s else "new"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a border or the whole, or begin a new stretch."""
        if event.button() != Qt.MouseButton.LeftButton or not self._length_s:
            return
        x = event.position().x()
        self._held, self._held_at_s = self._part_at(x), self._second_at(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held."""
        x = event.position().x()
        if not self._held:
            shapes = {"from": Qt.CursorShape.SizeHorCursor, "to": Qt.CursorShape.SizeHorCursor}
            self.setCursor(shapes.get(self._part_at(x), Qt.CursorShape.PointingHandCursor))
            return
        at_s = self._second_at(min(max(0.0, x), float(self.width())))
        if self._held == "from":
            self.choose(max(at_s, self._to_s - self._most_s), self._to_s)
        elif self._held == "to":
            self.choose(self._from_s, at_s)
        elif self._held == "all":
            self._move(at_s - self._held_at_s)
            self._held_at_s = at_s
        else:
            self.choose(min(at_s, self._held_at_s), max(at_s, self._held_at_s))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._held = ""

    def _move(self, by_s: float) -> None:
        length_s = self.range.length_s
        from_s = min(max(self._start_s, self._from_s + by_s), self._start_s + self._length_s - length_s)
        self.choose(from_s, from_s + length_s)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the stretch, with Shift its end; with Ctrl by a second."""
        direction = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if direction is None:
            super().keyPressEvent(event)
            return
        is_large = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        by_s = direction * (_LARGE_STEP_S if is_large else _STEP_S)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.choose(self._from_s, self._to_s + by_s)
        else:
            self._move(by_s)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the waveform, and the ring."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(theme_of(QApplication.palette()).color("focus"), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
