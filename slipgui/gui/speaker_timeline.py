"""Who speaks when: one line for each voice, its stretches on the clip's time line; and the same as a table."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from slipgui.core.voice import SpeechSegment
from slipgui.gui.texts import clock
from slipgui.gui.theme import CAPTION, SMALL, scaled_font, theme_of
from slipgui.gui.voice_texts import speaker_name, spoken_segment, sure_line, word

_LINE_PX, _AXIS_PX, _BAR_PX, _NAME_PX = 38, 26, 11, 180
_N_TICKS = 4
_COLUMNS = ("start", "end", "who", "sure")
Index = QModelIndex | QPersistentModelIndex


class SpeakerTimeline(QWidget):
    """The lines; time runs from left to right in every language."""

    def __init__(self) -> None:
        super().__init__()
        self._speakers: dict[str, list[SpeechSegment]] = {}
        self._duration_s = 1.0
        self._chosen = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word("timeline"))

    def show_segments(self, segments: Sequence[SpeechSegment], duration_s: float) -> None:
        """Show who speaks in a clip of this length, in the order in which they begin."""
        self._speakers = {}
        for one in segments:
            self._speakers.setdefault(speaker_name(one), []).append(one)
        self._duration_s = max(duration_s, 0.001)
        self.setAccessibleDescription("; ".join(spoken_segment(one) for one in segments[:50]))
        self.updateGeometry()
        self.update()

    def choose(self, label: str) -> None:
        """Let the voice of this name stand out."""
        self._chosen = label
        self.update()

    def sizeHint(self) -> QSize:
        """A line for each voice, and the axis."""
        return QSize(320, len(self._speakers) * self._line_px + _AXIS_PX)

    @property
    def _line_px(self) -> int:
        height = QFontMetricsF(scaled_font(QApplication.font())).height()
        return max(_LINE_PX, round(2.2 * height + 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines and the axis."""
        theme, painter = theme_of(QApplication.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, width = float(_NAME_PX), max(1.0, self.width() - _NAME_PX - 12.0)
        for place, (name, segments) in enumerate(self._speakers.items()):
            top = place * self._line_px
            painter.fillRect(0, top, self.width(), 1, theme.color("line"))
            self._paint_name(painter, top, name, segments)
            middle = top + self._line_px / 2
            painter.fillRect(QRectF(left, middle - 0.5, width, 1), theme.color("line"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent" if name == self._chosen else "wave"))
            for one in segments:
                x = left + one.start_s / self._duration_s * width
                bar_px = max(2.0, (one.end_s - one.start_s) / self._duration_s * width)
                painter.drawRoundedRect(QRectF(x, middle - _BAR_PX / 2, bar_px, _BAR_PX), 2, 2)
        self._paint_axis(painter, left, width)

    def _paint_name(self, painter: QPainter, top: int, name: str, segments: Sequence[SpeechSegment]) -> None:
        theme, half = theme_of(QApplication.palette()), self._line_px / 2
        known = [one.confidence for one in segments if one.confidence is not None]
        sure = sure_line(max(known) if known else None)
        font = scaled_font(QApplication.font(), SMALL, QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        shown = QFontMetricsF(font).elidedText(name, Qt.TextElideMode.ElideRight, _NAME_PX - 12)
        side = Qt.AlignmentFlag.AlignBottom if sure else Qt.AlignmentFlag.AlignVCenter
        place = QRectF(0, top, _NAME_PX - 12, half if sure else self._line_px)
        painter.drawText(place, side | Qt.AlignmentFlag.AlignLeft, shown)
        painter.setFont(scaled_font(QApplication.font(), CAPTION))
        painter.setPen(theme.color("text_2"))
        below = QRectF(0, top + half, _NAME_PX - 12, half)
        painter.drawText(below, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, sure)

    def _paint_axis(self, painter: QPainter, left: float, width: float) -> None:
        theme, top = theme_of(QApplication.palette()), len(self._speakers) * self._line_px
        painter.fillRect(0, top, self.width(), 1, theme.color("line"))
        painter.setFont(scaled_font(QApplication.font(), CAPTION))
        painter.setPen(theme.color("text_2"))
        for tick in range(_N_TICKS):
            share = tick / (_N_TICKS - 1)
            sides = {0: Qt.AlignmentFlag.AlignLeft, _N_TICKS - 1: Qt.AlignmentFlag.AlignRight}
            side = sides.get(tick, Qt.AlignmentFlag.AlignHCenter)
            x = left + share * width
            start = {Qt.AlignmentFlag.AlignLeft: x, Qt.AlignmentFlag.AlignRight: x - 90}.get(side, x - 45)
            place = QRectF(start, top, 90, _AXIS_PX)
            painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, clock(share * self._duration_s))


class SegmentModel(QAbstractTableModel):
    """The stretches as a table."""

    def __init__(self) -> None:
        super().__init__()
        self._segments: list[SpeechSegment] = []

    def set_segments(self, segments: Sequence[SpeechSegment]) -> None:
        """Take other stretches."""
        self.beginResetModel()
        self._segments = list(segments)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """One for each stretch."""
        return 0 if parent.isValid() else len(self._segments)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """When, whose, how sure."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words over the columns."""
        if side is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return word(_COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        one = self._segments[index.row()]
        sure = f"{one.confidence:.0f}" if one.confidence is not None else ""
        return (_moment(one.start_s), _moment(one.end_s), speaker_name(one), sure)[index.column()]


def _moment(at_s: float) -> str:
    seconds, tenths = divmod(round(at_s * 10), 10)
    return f"{clock(seconds)}.{tenths}"
