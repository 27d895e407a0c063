"""The programme on a line: overview, timecode, sound, and the cues with handles (look/mock/20-timeline-dark@2x.png)."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from slipgui.core.cue_edit import Edge
from slipgui.core.cue_sheet import CueLine
from slipgui.core.timebase import Timebase
from slipgui.core.voice import SpeechSegment
from slipgui.gui.assets import icon_pixmap
from slipgui.gui.cue_document import CueDocument
from slipgui.gui.cue_texts import cue_icon, cue_name, cue_role, line_span, word
from slipgui.gui.speech_lane import SpeechLane
from slipgui.gui.theme import CAPTION, SMALL, Theme, scaled_font, theme_of
from slipgui.gui.time_scale import TimeScale
from slipgui.gui.voice_texts import speaker_name

_GUTTER_PX, _PADDING_PX = 92, 16
_OVERVIEW, _RULER, _SOUND, _MUSIC = (8.0, 22.0), (38.0, 20.0), (62.0, 56.0), (126.0, 40.0)
"""Top and height of the lanes."""
_LANES_PX, _BOTTOM_PX = 172.0, 4
"""How high the lanes are that are always there, and the room below the last."""
_BAR_PX, _PITCH_PX = 2, 3
_HANDLE_PX, _HANDLE_HIGH_PX, _GRAB_PX = 10.0, 44.0, 7.0
_ICON_FROM_PX, _NAME_FROM_PX = 20.0, 52.0
_ICON_PX = 14
_SNAP_PX = 6.0
_SILENT_SHARE = 0.02
"""Of the loudest moment."""
_LABEL_PX = 92.0
_WHEEL_NOTCH = 120
_ZOOM_STEP = 1.25


_Peaks = tuple[tuple[float, float, bytes], ...]


class CueTimeline(QWidget):
    """The timeline of a document; time runs from left to right in every language."""

    zoomed = Signal(float)
    """Another part is in view: how close, 0 to 1."""
    stretch_wanted = Signal(float, float)
    """The sound of this stretch is looked at closely: from, length, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self._document: CueDocument | None = None
        self._scale = TimeScale.of_all(0.0, 1.0)
        self._ticks_per_s = 1.0
        """Not as a fraction: every picture asks for hundreds of moments."""
        self._peaks: _Peaks = ()
        """From, length, loudness: of everything first, of what was looked at closely behind it."""
        self._cuts_s: tuple[float, ...] = ()
        """Of the picture, as far as they are known."""
        self._dragged: tuple[int, Edge, int] | None = None
        """Line, end and number of the stretch whose border is held."""
        self._is_one_with_last = False
        self._grip: str = ""
        self._drag_label = ""
        self._speech = SpeechLane(_LANES_PX)
        self._overview: tuple[object, QPixmap] = (None, QPixmap())
        """The sheet it shows, its size and colours, and the overview of all cues without what is in view."""
        self._standing: QPixmap | None = None
        """All but the playhead, as it was drawn last: while it plays nothing else moves."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word("timeline"))

    def sizeHint(self) -> QSize:
        """As high as its lanes."""
        return QSize(600, round(self._height_px))

    @property
    def _height_px(self) -> float:
        return _LANES_PX + self._speech.height_px + _BOTTOM_PX

    @property
    def scale(self) -> TimeScale:
        """What is in view."""
        return self._scale

    def show_document(self, document: CueDocument) -> None:
        """Show another programme, all of it."""
        self._document, self._peaks, self._cuts_s = document, (), ()
        self._ticks_per_s = float(document.sheet.timebase.ticks_per_s)
        self.set_speech(())
        self._scale = TimeScale.of_all(float(document.sheet.seconds(document.sheet.duration_ticks)), self._lane_px())
        for signal in (document.changed, document.selected):
            signal.connect(self._refresh)
        document.moved.connect(lambda _: self.update())
        self._view(self._scale)

    def set_peaks(self, from_s: float, length_s: float, peaks: bytes) -> None:
        """Show how loud the programme is; what comes later is nearer to the eye."""
        self._peaks = (*self._peaks[:1], (from_s, length_s, peaks))
        self._draw_anew()

    def set_cuts(self, cuts_s: Iterable[float]) -> None:
        """Let borders snap to these cuts of the picture, too."""
        self._cuts_s = tuple(cuts_s)

    def set_speech(self, segments: Sequence[SpeechSegment]) -> None:
        """Show who speaks; where nobody is known there is no lane for it."""
        self._speech = SpeechLane(_LANES_PX, segments)
        self.updateGeometry()
        self._refresh()

    def zoom_to(self, zoom: float) -> None:
        """Look closer, 1 closest, or at everything, 0; around the playhead where it is in view."""
        self._view(self._scale.at_zoom(zoom, self._middle_s()))

    def zoom_by(self, n_steps: int) -> None:
        """Look closer or, below 0, wider."""
        self._view(self._scale.zoomed(_ZOOM_STEP ** (2 * n_steps), self._middle_s()))

    def show_line(self, place: int) -> None:
        """Bring a cue into view."""
        document = self._document
        if document is not None and 0 <= place < len(document.sheet.lines):
            begin_s, end_s = line_span(document.sheet, document.sheet.lines[place])
            self._view(self._scale.showing(begin_s, end_s))

    def _middle_s(self) -> float:
        at_s = self._seconds(self._document.at_ticks) if self._document is not None else 0.0
        in_view = self._scale.from_s <= at_s <= self._scale.to_s
        return at_s if in_view else self._scale.from_s + self._scale.span_s / 2

    def _view(self, scale: TimeScale) -> None:
        self._scale = scale
        self.zoomed.emit(scale.zoom)
        if scale.span_s < scale.whole_s / 2:
            self.stretch_wanted.emit(scale.from_s, scale.span_s)
        self._draw_anew()

    def _refresh(self) -> None:
        document = self._document
        if document is None:
            return
        line = document.line
        if line is not None:
            label = document.sheet.timebase.label
            spans = (f"{label(span.in_ticks)} – {label(span.out_ticks)}" for span in line.spans)
            names = self._speech.names_within(*line_span(document.sheet, line))
            speech = f"; {word('speech')}: {', '.join(names)}" if names else ""
            self.setAccessibleDescription(f"{cue_name(line)}: {', '.join(spans)}{speech}")
        self._draw_anew()

    def _draw_anew(self) -> None:
        self._standing = None
        self.update()

    def event(self, event: QEvent) -> bool:
        """Tell who speaks where the pointer rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = QPointF(event.pos()) - QPointF(_GUTTER_PX, 0)
            QToolTip.showText(event.globalPos(), self._spoken(self._speech.named_at(at, self._scale)), self)
            return True
        return super().event(event)

    def _spoken(self, one: SpeechSegment | None) -> str:
        """Who speaks and when; empty where nobody does."""
        if one is None or self._document is None:
            return ""
        base = self._document.sheet.timebase
        begin, end = (base.label(base.ticks(at_s)) for at_s in (one.start_s, one.end_s))
        return f"{speaker_name(one)}, {begin} – {end}"

    def changeEvent(self, event: QEvent) -> None:
        """Follow colours and font."""
        super().changeEvent(event)
        self._draw_anew()

    def _lane_px(self) -> float:
        return max(1.0, self.width() - _GUTTER_PX - _PADDING_PX)

    def _seconds(self, ticks: int) -> float:
        return ticks / self._ticks_per_s

    # ------------------------------------------------------------------------------------------------------- pointing

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the part that is in view."""
        super().resizeEvent(event)
        self._scale = self._scale.resized(self._lane_px())
        self._draw_anew()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom where the pointer is."""
        notches = (event.angleDelta().y() or event.angleDelta().x()) / _WHEEL_NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            around_s = self._scale.moment(event.position().x() - _GUTTER_PX)
            self._view(self._scale.zoomed(_ZOOM_STEP**notches, around_s))
        else:
            self._view(self._scale.moved(-notches * self._scale.span_s / 8))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a handle, choose a cue, or put the playhead there."""
        document = self._document
        if document is None or event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        if at.y() < _RULER[0]:
            self._grip = "overview"
            self._look_at(at.x())
            return
        self._dragged = self._handle_at(at)
        if self._dragged is not None:
            self._is_one_with_last = False
            return
        if _MUSIC[0] <= at.y() <= _LANES_PX:
            document.choose(self._place_at(at.x()))
        self._grip = "playhead"
        self._seek(at.x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was taken; else show what could be."""
        at = event.position()
        if self._dragged is not None:
            self._drag_border(at.x(), is_free=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        elif self._grip == "overview":
            self._look_at(at.x())
        elif self._grip == "playhead":
            self._seek(at.x())
        else:
            is_handle = self._handle_at(at) is not None
            self.setCursor(Qt.CursorShape.SplitHCursor if is_handle else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._dragged, self._grip, self._drag_label = None, "", ""
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the playhead by a frame, or by a second with Shift and a part of what is in view with Ctrl; lead from cue to cue."""
        document, key = self._document, event.key()
        if document is None:
            return
        base, keys = document.sheet.timebase, event.modifiers()
        is_far = bool(keys & Qt.KeyboardModifier.ControlModifier)
        is_second = bool(keys & Qt.KeyboardModifier.ShiftModifier)
        step = max(1, base.ticks(self._scale.span_s / 100)) if is_far else base.ticks(1.0) if is_second else 1
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            document.seek(document.at_ticks + (step if key == Qt.Key.Key_Right else -step))
            self._view(self._scale.showing(self._seconds(document.at_ticks), self._seconds(document.at_ticks)))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight):
            document.step(1 if key in (Qt.Key.Key_Down, Qt.Key.Key_BracketRight) else -1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom_by(-1 if key == Qt.Key.Key_Minus else 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys lead here."""
        super().focusInEvent(event)
        self.update()

    def _look_at(self, x: float) -> None:
        at_s = (x - _GUTTER_PX) / self._lane_px() * self._scale.whole_s
        self._view(self._scale.moved(at_s - self._scale.from_s - self._scale.span_s / 2))

    def _seek(self, x: float) -> None:
        if self._document is not None:
            self._document.seek(self._document.sheet.timebase.ticks(self._scale.moment(x - _GUTTER_PX)))

    def _place_at(self, x: float) -> int:
        document = self._document
        if document is None:
            return -1
        ticks = document.sheet.timebase.ticks(self._scale.moment(x - _GUTTER_PX))
        places = (
            place
            for place, line in enumerate(document.sheet.lines)
            if any(span.in_ticks <= ticks < span.out_ticks for span in line.spans)
        )
        return next(places, -1)

    def _handle_at(self, at: QPointF) -> tuple[int, Edge, int] | None:
        document = self._document
        if document is None or document.line is None or not _MUSIC[0] <= at.y() <= _LANES_PX:
            return None
        for number, span in enumerate(document.line.spans):
            for edge, ticks in zip(Edge, (span.in_ticks, span.out_ticks), strict=True):
                if abs(at.x() - _GUTTER_PX - self._scale.x(self._seconds(ticks))) <= _GRAB_PX:
                    return document.place, edge, number
        return None

    def _drag_border(self, x: float, *, is_free: bool) -> None:
        document, dragged = self._document, self._dragged
        if document is None or dragged is None:
            return
        place, edge, number = dragged
        moment_s = self._scale.moment(x - _GUTTER_PX)
        ticks = document.sheet.timebase.ticks(moment_s if is_free else self._snapped(moment_s, place))
        place = document.move_border(place, edge, ticks, number=number, is_one_with_last=self._is_one_with_last)
        self._is_one_with_last, self._dragged = True, (place, edge, number)
        self._drag_label = document.sheet.timebase.label(max(0, ticks))

    def _snapped(self, at_s: float, place: int) -> float:
        """The playhead, another cue's border, a cut or the edge of a silence within a few pixels, else the moment itself."""
        document = self._document
        if document is None:
            return at_s
        moments = [
            self._seconds(document.at_ticks),
            *document.project.cuts_s,
            *self._cuts_s,
            *self._silence_edges(at_s),
        ]
        others = (line for other, line in enumerate(document.sheet.lines) if other != place)
        spans = (span for line in others for span in line.spans)
        moments += [self._seconds(ticks) for span in spans for ticks in (span.in_ticks, span.out_ticks)]
        nearest = min(moments, key=lambda moment_s: abs(moment_s - at_s))
        is_near = abs(self._scale.x(nearest) - self._scale.x(at_s)) <= _SNAP_PX
        return nearest if is_near else at_s

    def _silence_edges(self, at_s: float) -> list[float]:
        """Where it becomes silent, or is no longer, within a few pixels of a moment."""
        loudest = _loudest(self._peaks)
        pixel_s = self._scale.span_s / self._scale.width_px
        n_pixels = int(_SNAP_PX) + 1
        moments = [at_s + n * pixel_s for n in range(-n_pixels, n_pixels + 1)]
        is_silent = [
            loudness_in(self._peaks, moment_s, moment_s + pixel_s) <= _SILENT_SHARE * loudest for moment_s in moments
        ]
        edges = zip(moments[1:], is_silent, is_silent[1:], strict=False)
        return [moment_s for moment_s, before, after in edges if before is not after] if loudest else []

    # -------------------------------------------------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lanes."""
        theme, painter, ratio = theme_of(QApplication.palette()), QPainter(self), self.devicePixelRatioF()
        if self._standing is None or self._standing.devicePixelRatioF() != ratio:
            self._standing = QPixmap(self.size() * ratio)
            self._standing.setDevicePixelRatio(ratio)
            self._paint_standing(QPainter(self._standing), theme)
        painter.drawPixmap(0, 0, self._standing)
        if self._document is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_playheads(painter, theme, self._document)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _paint_standing(self, painter: QPainter, theme: Theme) -> None:
        painter.fillRect(self.rect(), theme.color("window"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._document is not None:
            self._paint_overview(painter, theme, self._document)
        self._paint_names(painter, theme)
        if self._document is not None:
            self._enter_lanes(painter)
            self._paint_ruler(painter, theme, self._document)
            self._paint_sound(painter, theme, self._document)
            self._paint_cues(painter, theme, self._document)
            self._speech.paint(painter, theme, self._scale)
        painter.end()

    def _enter_lanes(self, painter: QPainter) -> None:
        """Count from the beginning of the lanes, and leave alone what is beside them."""
        painter.setClipRect(QRectF(_GUTTER_PX - 6, _RULER[0], self._lane_px() + 12, self._height_px))
        painter.translate(_GUTTER_PX, 0)

    def _paint_playheads(self, painter: QPainter, theme: Theme, document: CueDocument) -> None:
        whole = TimeScale.of_all(self._scale.whole_s, self._lane_px())
        x, middle = _GUTTER_PX + whole.x(self._seconds(document.at_ticks)), _OVERVIEW[0] + _OVERVIEW[1] / 2
        painter.fillRect(QRectF(x - 0.75, middle - 7, 1.5, 14), theme.color("playhead"))
        painter.save()
        self._enter_lanes(painter)
        self._paint_playhead(painter, theme, document)
        painter.restore()

    def _paint_names(self, painter: QPainter, theme: Theme) -> None:
        painter.setFont(scaled_font(QApplication.font(), CAPTION))
        painter.setPen(theme.color("text_2"))
        lanes = {"programme": _OVERVIEW, "timecode": _RULER, "sound": _SOUND, "music": _MUSIC}
        if self._speech.height_px:
            lanes["speech"] = (_LANES_PX, self._speech.height_px)
        for name, (top, height) in lanes.items():
            rect = QRectF(_PADDING_PX, top, _GUTTER_PX - _PADDING_PX - 4, height)
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word(name))

    def _paint_overview(self, painter: QPainter, theme: Theme, document: CueDocument) -> None:
        whole, (top, height) = TimeScale.of_all(self._scale.whole_s, self._lane_px()), _OVERVIEW
        ratio = self.devicePixelRatioF()
        shown = (document.sheet.lines, whole, ratio, theme.name)
        if self._overview[0] != shown:
            self._overview = shown, QPixmap(QSize(self.width(), round(_RULER[0])) * ratio)
            self._overview[1].setDevicePixelRatio(ratio)
            self._paint_all_cues(QPainter(self._overview[1]), theme, document, whole)
        painter.drawPixmap(0, 0, self._overview[1])
        left, right = whole.x(self._scale.from_s), whole.x(self._scale.to_s)
        painter.setPen(QPen(theme.color("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(_GUTTER_PX + left, top + 1, right - left, height - 2), 3, 3)

    def _paint_all_cues(self, painter: QPainter, theme: Theme, document: CueDocument, whole: TimeScale) -> None:
        middle = _OVERVIEW[0] + _OVERVIEW[1] / 2
        painter.fillRect(self.rect(), theme.color("window"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line_strong"), 2))
        painter.drawLine(QLineF(_GUTTER_PX, middle, _GUTTER_PX + whole.width_px, middle))
        painter.setPen(Qt.PenStyle.NoPen)
        for line in document.sheet.lines:
            painter.setBrush(theme.state(cue_role(line)))
            for span in line.spans:
                left, right = whole.x(self._seconds(span.in_ticks)), whole.x(self._seconds(span.out_ticks))
                painter.drawRoundedRect(QRectF(_GUTTER_PX + left, middle - 5, max(2.0, right - left), 10), 2, 2)
        painter.end()

    def _paint_ruler(self, painter: QPainter, theme: Theme, document: CueDocument) -> None:
        top, height = _RULER
        painter.setFont(scaled_font(QApplication.font(), CAPTION))
        for x, label in _labels(self._scale, document.sheet.timebase):
            painter.setPen(QPen(theme.color("line_strong"), 1))
            painter.drawLine(QLineF(x, top + height - 7, x, top + height))
            painter.setPen(theme.color("text_2"))
            painter.drawText(QPointF(x + 5, top + height - 7), label)

    def _paint_sound(self, painter: QPainter, theme: Theme, document: CueDocument) -> None:
        top, height = _SOUND
        middle, half = top + height / 2, height / 2
        chosen = line_span(document.sheet, document.line) if document.line is not None else (0.0, 0.0)
        bars: dict[bool, list[QLineF]] = {True: [], False: []}
        for x, begin_s, share in _bars(self._scale, self._peaks):
            reach = max(1.0, share * (half - 2))
            bars[chosen[0] <= begin_s < chosen[1]].append(QLineF(x, middle - reach, x, middle + reach))
        tint = theme.state(cue_role(document.line)) if document.line is not None else theme.color("wave")
        for is_chosen, lines in bars.items():
            painter.setPen(QPen(tint if is_chosen else theme.color("wave"), _BAR_PX, c=Qt.PenCapStyle.FlatCap))
            painter.drawLines(lines)

    def _paint_cues(self, painter: QPainter, theme: Theme, document: CueDocument) -> None:
        chosen = document.place
        order = [place for place in range(len(document.sheet.lines)) if place != chosen]
        first, last = (
            self._scale.moment(x) * self._ticks_per_s for x in (-_HANDLE_PX, self._scale.width_px + _HANDLE_PX)
        )
        for place in [*order, *([chosen] if document.line is not None else [])]:
            line = document.sheet.lines[place]
            for span in line.spans:
                if span.out_ticks >= first and span.in_ticks <= last:
                    left, right = (self._scale.x(self._seconds(ticks)) for ticks in (span.in_ticks, span.out_ticks))
                    rect = QRectF(left, _MUSIC[0] + 3, max(3.0, right - left), _MUSIC[1] - 6)
                    self._paint_cue(painter, theme, line, rect, is_chosen=place == chosen)
            if place == chosen:
                moments_s = [self._seconds(ticks) for span in line.spans for ticks in (span.in_ticks, span.out_ticks)]
                self._paint_handles(painter, theme, moments_s)

    def _paint_cue(self, painter: QPainter, theme: Theme, line: CueLine, rect: QRectF, *, is_chosen: bool) -> None:
        role = cue_role(line)
        pen = QPen(theme.color("focus") if is_chosen else theme.state(role), 2 if is_chosen else 1)
        if not is_chosen and role in ("unsure", "not_found"):
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(theme.soft(role))
        painter.drawRoundedRect(rect, 4, 4)
        if rect.width() < _ICON_FROM_PX:
            return
        icon = icon_pixmap(cue_icon(line), _ICON_PX, theme.state(role), self.devicePixelRatioF())
        inset = 12.0 if is_chosen else 6.0
        has_name = rect.width() >= _NAME_FROM_PX + inset
        x = rect.left() + inset if has_name else rect.center().x() - _ICON_PX / 2
        painter.drawPixmap(QPointF(x, rect.center().y() - _ICON_PX / 2), icon)
        if has_name:
            font = scaled_font(QApplication.font(), SMALL, QFont.Weight.Medium)
            room = rect.adjusted(inset + _ICON_PX + 5, 0, -inset, 0)
            name = QFontMetricsF(font).elidedText(cue_name(line), Qt.TextElideMode.ElideRight, room.width())
            painter.setFont(font)
            painter.setPen(theme.color("text"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)

    def _paint_handles(self, painter: QPainter, theme: Theme, moments_s: Iterable[float]) -> None:
        top = _MUSIC[0] + (_MUSIC[1] - _HANDLE_HIGH_PX) / 2
        for moment_s in moments_s:
            x = self._scale.x(moment_s)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("focus"))
            painter.drawRoundedRect(QRectF(x - _HANDLE_PX / 2, top, _HANDLE_PX, _HANDLE_HIGH_PX), 3, 3)
            painter.setBrush(theme.color("window"))
            painter.drawRoundedRect(QRectF(x - 1, top + 15, 2, 14), 1, 1)

    def _paint_playhead(self, painter: QPainter, theme: Theme, document: CueDocument) -> None:
        x, color = self._scale.x(self._seconds(document.at_ticks)), theme.color("playhead")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPolygon(
            QPolygonF([QPointF(x + dx, _RULER[0] + dy) for dx, dy in ((-6, 0), (6, 0), (6, 4), (0, 9), (-6, 4))])
        )
        painter.drawRect(QRectF(x - 1, _RULER[0], 2, self._height_px - _RULER[0] - _BOTTOM_PX))
        if self._drag_label:
            self._paint_drag_label(painter, theme, color)

    def _paint_drag_label(self, painter: QPainter, theme: Theme, ink: QColor) -> None:
        font = scaled_font(QApplication.font(), CAPTION, QFont.Weight.DemiBold)
        width = QFontMetricsF(font).horizontalAdvance(self._drag_label) + 12
        plate = QRectF(4, _SOUND[0] + 2, width, 20)
        painter.setBrush(theme.color("overlay"))
        painter.drawRoundedRect(plate, 4, 4)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, self._drag_label)


def _loudest(peaks: _Peaks) -> int:
    return max((max(loudness, default=0) for _, _, loudness in peaks), default=0)


def loudness_in(peaks: _Peaks, begin_s: float, end_s: float) -> int:
    """The loudest moment, from the closest look there is."""
    for from_s, length_s, loudness in reversed(peaks):
        if length_s > 0 and from_s <= begin_s + 1e-6 and end_s <= from_s + length_s + 1e-6 and loudness:
            first = int((begin_s - from_s) / length_s * len(loudness))
            last = max(first + 1, int((end_s - from_s) / length_s * len(loudness)))
            return max(loudness[first:last], default=0)
    return 0


@lru_cache(maxsize=2)  # of what is in view: another cue is chosen in it more often than it moves
def _bars(scale: TimeScale, peaks: _Peaks) -> tuple[tuple[float, float, float], ...]:
    """The bars of the sound: where each stands, the moment it begins with, and how loud it is beside the loudest."""
    loudest = _loudest(peaks) or 1
    places = [bar * _PITCH_PX + 1.0 for bar in range(int(scale.width_px // _PITCH_PX))]
    moments = [(x, scale.moment(x - 1), scale.moment(x + 2)) for x in places]
    return tuple((x, begin_s, loudness_in(peaks, begin_s, end_s) / loudest) for x, begin_s, end_s in moments)


@lru_cache(maxsize=2)
def _labels(scale: TimeScale, timebase: Timebase) -> tuple[tuple[float, str], ...]:
    return tuple(scale.labels(timebase, _LABEL_PX))
