"""Draws the sheet in the middle of the drop overlay (look/LOOK.md, section 9)."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget

from slipgui.gui.assets import icon_pixmap
from slipgui.gui.drop_words import DropWords, Reason, Verdict, more_line
from slipgui.gui.theme import BODY, DISPLAY, TITLE, Theme, scaled_font, theme_of

_ACCEPTED_WIDTH_PX = 660
_REASONS_WIDTH_PX = 620
_TOP_SHARE = 214 / 844
"""Where the sheet begins, as a share of the overlay's height."""
_MARGIN_PX = 16
_BETWEEN_PX = 12
TARGET_PADDING_PX = 20
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_CENTRE = Qt.AlignmentFlag.AlignCenter


def draw_sheet(
    painter: QPainter, widget: QWidget, words: DropWords, destination: tuple[str, str], *, is_over_other: bool = False
) -> None:
    """Draw the sheet for these words over ``widget``.

    Parameters
    ----------
    painter
        Open on ``widget``.
    widget
        Gives size and screen resolution.
    words
        What is said.
    destination
        Where the sound goes, and the icon for it; empty to leave it out.
    is_over_other
        Whether the pointer is over the second target.
    """
    brush = _Brush(painter, widget)
    if words.verdict is Verdict.ACCEPTED:
        brush.draw_accepted(words, destination, is_over_other=is_over_other)
    else:
        brush.draw_reasons(words)


def other_target(widget: QWidget, words: DropWords, destination: tuple[str, str]) -> QRectF:
    """Where the second target is drawn; empty where there is none."""
    if words.other is None or words.verdict is not Verdict.ACCEPTED:
        return QRectF()
    return _placed(widget, _accepted_places(widget, words, destination)[-1])


def _unit() -> float:
    """Text grows with the user's font, and the room for it with the text."""
    return max(1.0, QFontInfo(QApplication.font()).pixelSize() / 13)


def _sheet_place(widget: QWidget, width: float, height: float) -> QRectF:
    room = widget.rect()
    width = min(width * _unit(), room.width() - 2 * _MARGIN_PX)
    top = max(float(_MARGIN_PX), min(room.height() * _TOP_SHARE, room.height() - height - _MARGIN_PX))
    return QRectF(round((room.width() - width) / 2), round(top), round(width), round(height))


def _accepted_places(widget: QWidget, words: DropWords, destination: tuple[str, str]) -> tuple[QRectF, ...]:
    """The sheet and its targets, the default first."""
    unit = _unit()
    target_height = 23 + 40 + 10 + 24 * unit + 4 + 18 * unit + 23
    footer_height = 14 + 18 * unit if words.facts or destination[0] else 0.0
    sheet = _sheet_place(widget, _ACCEPTED_WIDTH_PX, 32 + target_height + footer_height)
    both = QRectF(sheet.left() + 16, sheet.top() + 16, sheet.width() - 32, target_height)
    if words.other is None:
        return sheet, both
    half = (both.width() - _BETWEEN_PX) / 2
    first = QRectF(both.left(), both.top(), half, target_height)
    return sheet, first, first.translated(half + _BETWEEN_PX, 0)


def _placed(widget: QWidget, area: QRectF) -> QRectF:
    """Where that is in the direction of writing."""
    if widget.layoutDirection() == Qt.LayoutDirection.LeftToRight:
        return area
    return QRectF(widget.width() - area.right(), area.top(), area.width(), area.height())


class _Brush:
    """The painter with the theme, the type scale and the sizes of one drawing."""

    def __init__(self, painter: QPainter, widget: QWidget) -> None:
        self._painter = painter
        self._widget = widget
        self._theme: Theme = theme_of(QApplication.palette())
        self._unit = _unit()

    def draw_accepted(self, words: DropWords, destination: tuple[str, str], *, is_over_other: bool) -> None:
        sheet, first, *others = _accepted_places(self._widget, words, destination)
        self._draw_ground(sheet)
        self._draw_target(first, "drop", (words.headline, words.sentence), is_chosen=not is_over_other)
        for other in others:
            if words.other is not None:
                self._draw_target(other, "cues", words.other, is_chosen=is_over_other)
        if words.facts or destination[0]:
            line = QRectF(sheet.left() + 20, first.bottom() + 14, sheet.width() - 40, 18 * self._unit)
            self._draw_footer(line, words.facts, destination)

    def _draw_target(self, target: QRectF, icon: str, lines: tuple[str, str], *, is_chosen: bool) -> None:
        """A place to let go: filled where a release would count, else dashed."""
        unit, color = self._unit, self._theme.color
        pen = QPen(color("focus"), 2) if is_chosen else QPen(color("control"), 1.5, Qt.PenStyle.CustomDashLine)
        if not is_chosen:
            pen.setDashPattern([4 / 1.5, 3 / 1.5])
        self._painter.setPen(pen)
        self._painter.setBrush(color("select") if is_chosen else Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(self._placed(target).adjusted(1, 1, -1, -1), 10, 10)
        self._icon(icon, 40, "focus" if is_chosen else "text_2", QPointF(target.center().x() - 20, target.top() + 24))
        width = target.width() - 2 * TARGET_PADDING_PX
        head = QRectF(target.left() + TARGET_PADDING_PX, target.top() + 24 + 40 + 10, width, 24 * unit)
        self._text(head, lines[0], "on_select" if is_chosen else "text", (TITLE, QFont.Weight.DemiBold), _CENTRE)
        below = QRectF(head.left(), head.bottom() + 4, head.width(), 18 * unit)
        self._text(below, lines[1], "text_2", (BODY, QFont.Weight.Normal), _CENTRE)

    def _draw_footer(self, line: QRectF, facts: str, destination: tuple[str, str]) -> None:
        style = (BODY, QFont.Weight.Normal)
        if facts:
            self._icon("folder", 16, "text_2", QPointF(line.left(), line.center().y() - 8))
            self._text(line.adjusted(24, 0, 0, 0), facts, "text_2", style, _LEFT)
        text, icon = destination
        if text:
            width = QFontMetricsF(scaled_font(QApplication.font())).horizontalAdvance(text) + 1
            self._icon(icon, 16, "text_2", QPointF(line.right() - width - 24, line.center().y() - 8))
            self._text(QRectF(line.right() - width, line.top(), width, line.height()), text, "text_2", style, _LEFT)

    def draw_reasons(self, words: DropWords) -> None:
        unit = self._unit
        n_lines = len(words.reasons) + bool(words.n_more)
        width = min(_REASONS_WIDTH_PX * unit, self._widget.width() - 2 * _MARGIN_PX) - 2 * 28 - 50
        sentence_height = max(18 * unit, self._wrapped_height(words.sentence, width))
        head_height = 30 * unit + 2 + sentence_height
        list_height = 14 + 1 + 10 + n_lines * 28 * unit if n_lines else 0.0
        sheet = _sheet_place(self._widget, _REASONS_WIDTH_PX, 24 + head_height + list_height + 22)
        self._draw_ground(sheet)
        inner = sheet.adjusted(28, 24, -28, -22)
        is_partly = words.verdict is Verdict.PARTLY
        icon, role = ("warning", "s_external") if is_partly else ("state-failed", "s_failed")
        self._icon(icon, 36, role, QPointF(inner.left(), inner.top() + (head_height - 36) / 2))
        headline = QRectF(inner.left() + 50, inner.top(), inner.width() - 50, 30 * unit)
        self._text(headline, words.headline, "text", (DISPLAY, QFont.Weight.DemiBold), _LEFT)
        line = QRectF(headline.left(), headline.bottom() + 2, headline.width(), sentence_height)
        self._wrapped(line, words.sentence)
        if n_lines:
            self._draw_list(QRectF(inner.left(), line.bottom() + 14, inner.width(), list_height - 14), words)

    def _draw_list(self, area: QRectF, words: DropWords) -> None:
        self._painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1), self._theme.color("line_strong"))
        height = 28 * self._unit
        y = area.top() + 11
        for reason in words.reasons:
            self._draw_reason(QRectF(area.left(), y, area.width(), height), reason)
            y += height
        if words.n_more:
            line = QRectF(area.left() + 26, y, area.width() - 26, height)
            self._text(line, more_line(words.n_more), "text_3", (BODY, QFont.Weight.Normal), _LEFT)

    def _draw_reason(self, line: QRectF, reason: Reason) -> None:
        self._icon(reason.icon, 16, "s_failed", QPointF(line.left(), line.center().y() - 8))
        name_width = min(236 * self._unit, line.width() * 0.42)
        name = QRectF(line.left() + 26, line.top(), name_width, line.height())
        self._text(name, reason.name, "text", (BODY, QFont.Weight.Medium), _LEFT, Qt.TextElideMode.ElideMiddle)
        why = QRectF(name.right() + 10, line.top(), line.right() - name.right() - 10, line.height())
        self._text(why, reason.why, "text_2", (BODY, QFont.Weight.Normal), _LEFT)

    def _draw_ground(self, sheet: QRectF) -> None:
        self._painter.setPen(QPen(self._theme.color("line_strong"), 1))
        self._painter.setBrush(self._theme.color("overlay"))
        self._painter.drawRoundedRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)

    def _placed(self, area: QRectF) -> QRectF:
        return _placed(self._widget, area)

    def _icon(self, name: str, size_px: int, role: str, at: QPointF) -> None:
        ratio = self._widget.devicePixelRatioF()
        area = self._placed(QRectF(at.x(), at.y(), size_px, size_px))
        place = QPointF(round(area.x()), round(area.y()))
        self._painter.drawPixmap(place, icon_pixmap(name, size_px, self._theme.color(role), ratio))

    def _wrapped_height(self, text: str, width: float) -> float:
        metrics = QFontMetricsF(scaled_font(QApplication.font(), BODY))
        return metrics.boundingRect(QRectF(0, 0, width, 10_000), Qt.TextFlag.TextWordWrap, text).height()

    def _wrapped(self, area: QRectF, text: str) -> None:
        self._painter.setFont(scaled_font(QApplication.font(), BODY))
        self._painter.setPen(self._theme.color("text_2"))
        self._painter.drawText(self._placed(area), _LEFT | Qt.TextFlag.TextWordWrap, text)

    def _text(
        self,
        area: QRectF,
        text: str,
        role: str,
        style: tuple[float, QFont.Weight],
        alignment: Qt.AlignmentFlag,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        font = scaled_font(QApplication.font(), *style)
        self._painter.setFont(font)
        self._painter.setPen(self._theme.color(role))
        self._painter.drawText(self._placed(area), alignment, QFontMetricsF(font).elidedText(text, elide, area.width()))
