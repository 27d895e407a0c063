"""The waveform of a clip, on which a part can be framed that is to be tried alone (look/mock/06-not-found-dark.png)."""

from itertools import accumulate

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen

from slipgui.core.steps import LEAST_S
from slipgui.gui.stretch_picker import StretchPicker
from slipgui.gui.theme import Theme
from slipgui.gui.waveform_view import WaveformView

_FRAMED_S = 30.0
"""What is framed at first; half of a clip that is shorter than two of them."""
_LINE_PX, _RADIUS_PX = 1.5, 3.0


class FrameView(StretchPicker):
    """A waveform like any other until something can be framed on it."""

    def __init__(self) -> None:
        super().__init__("", LEAST_S, None)
        self.is_framing = True
        """Whether there is a frame; else a press leads to a moment."""
        self.set_framing(is_framing=False)

    def set_framing(self, *, is_framing: bool) -> None:
        """Let there be a frame or not."""
        if is_framing is self.is_framing:
            return
        self.is_framing = is_framing
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_framing else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if not is_framing:
            self.setAccessibleDescription("")
            self.set_spans([])
            self.chosen.emit()

    def frame_loudest(self, start_s: float, length_s: float) -> None:
        """Frame the loudest part of the sound that is shown.

        Parameters
        ----------
        start_s, length_s
            When the sound begins on the clip's time line, and how long it is.
        """
        wanted_s = max(LEAST_S, min(_FRAMED_S, length_s / 2))
        self.show_sound(self._peaks, start_s, length_s)
        from_s = start_s + loudest_share(self._peaks, wanted_s / length_s) * length_s
        self.choose(from_s, from_s + wanted_s)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the frame, or go to the moment where there is none."""
        (StretchPicker if self.is_framing else WaveformView).mousePressEvent(self, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held of the frame."""
        (StretchPicker if self.is_framing else WaveformView).mouseMoveEvent(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the frame."""
        (StretchPicker if self.is_framing else WaveformView).keyPressEvent(self, event)

    def _is_in_span(self, place: float) -> bool:
        return not self.is_framing and super()._is_in_span(place)

    def _paint_brackets(self, painter: QPainter, theme: Theme, span: tuple[float, float]) -> None:
        if not self.is_framing:
            super()._paint_brackets(painter, theme, span)
            return
        left, right = (share * self.width() for share in span)
        painter.setPen(QPen(theme.color("focus"), _LINE_PX))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = _LINE_PX / 2
        place = QRectF(left, 0, right - left, self.height()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(place, _RADIUS_PX, _RADIUS_PX)


def loudest_share(peaks: bytes, share: float) -> float:
    """Where the loudest stretch that is so long begins, both as shares of the whole; the first of several that are alike."""
    n_peaks = len(peaks)
    n_wanted = max(1, min(n_peaks, round(share * n_peaks)))
    sums = [0, *accumulate(peaks)]
    places = range(n_peaks - n_wanted + 1)
    return max(places, key=lambda at: sums[at + n_wanted] - sums[at], default=0) / max(1, n_peaks)
