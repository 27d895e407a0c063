"""The sound of a file as bars, with what matches between brackets (look/LOOK.md, section 8)."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from slipgui.gui.theme import Theme, theme_of

_HEIGHT_PX = 44
_BAR_PX, _PITCH_PX = 2, 3
_BRACKET_PX, _LINE_PX = 5.0, 1.5
_LEAST_PX = 1.0
_QUIETEST = 24
"""A sound that never gets louder than this (of 255) is not blown up further."""


class WaveformView(QWidget):
    """Bars, brackets and playhead; time runs from left to right in every language."""

    sought = Signal(float)
    """A place was pressed, as share of the length."""

    def __init__(self) -> None:
        super().__init__()
        self._peaks = b""
        self._spans: list[tuple[float, float]] = []
        self._playhead: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As high as in the mock-ups."""
        return QSize(120, _HEIGHT_PX)

    def set_peaks(self, peaks: bytes) -> None:
        """Show these loudnesses, 255 = full scale; none: a flat line."""
        self._peaks = peaks
        self.update()

    def set_spans(self, spans: Sequence[tuple[float, float]]) -> None:
        """Put brackets around these spans, told as shares of the length."""
        self._spans = list(spans)
        self.update()

    def set_playhead(self, place: float | None) -> None:
        """Show what sounds now, as share of the length."""
        if place != self._playhead:
            self._playhead = place
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton and self.width():
            self.sought.emit(min(1.0, max(0.0, event.position().x() / self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        theme, painter = theme_of(QApplication.palette()), QPainter(self)
        self._paint_bars(painter, theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for span in self._spans:
            self._paint_brackets(painter, theme, span)
        if self._playhead is not None:
            x = self._playhead * self.width()
            place = QRectF(min(max(0.0, x - _LINE_PX / 2), self.width() - _LINE_PX), 0, _LINE_PX, self.height())
            painter.fillRect(place, theme.color("playhead"))

    def _paint_bars(self, painter: QPainter, theme: Theme) -> None:
        n_bars, middle = self.width() // _PITCH_PX, self.height() / 2
        loudest = max(_QUIETEST, *self._peaks) if self._peaks else 1
        lines: dict[bool, list[QLineF]] = {True: [], False: []}
        for bar in range(n_bars):
            reach = max(_LEAST_PX, self._peak(bar, n_bars) / loudest * (middle - 3))
            x = bar * _PITCH_PX + _BAR_PX / 2
            lines[self._is_in_span((bar + 0.5) / n_bars)].append(QLineF(x, middle - reach, x, middle + reach))
        for is_in_span, found in lines.items():
            painter.setPen(QPen(theme.color("span" if is_in_span else "wave"), _BAR_PX, c=Qt.PenCapStyle.FlatCap))
            painter.drawLines(found)

    def _peak(self, bar: int, n_bars: int) -> int:
        n_peaks = len(self._peaks)
        first = bar * n_peaks // n_bars
        return max(self._peaks[first : max(first + 1, (bar + 1) * n_peaks // n_bars)], default=0)

    def _is_in_span(self, place: float) -> bool:
        return any(begin <= place < end for begin, end in self._spans)

    def _paint_brackets(self, painter: QPainter, theme: Theme, span: tuple[float, float]) -> None:
        painter.setPen(QPen(theme.color("span"), _LINE_PX, j=Qt.PenJoinStyle.MiterJoin))
        half, bottom = _LINE_PX / 2, self.height() - _LINE_PX / 2
        left = min(max(half, span[0] * self.width()), self.width() - half)
        right = max(min(self.width() - half, span[1] * self.width()), left)
        for x, inward in ((left, 1.0), (right, -1.0)):
            tip = x + inward * min(_BRACKET_PX, max(1.0, (right - left) / 2))
            painter.drawPolyline([QPointF(tip, half), QPointF(x, half), QPointF(x, bottom), QPointF(tip, bottom)])
