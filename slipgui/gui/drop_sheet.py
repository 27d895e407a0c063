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
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_CENTRE = Qt.AlignmentFlag.AlignCenter


def draw_sheet(painter: QPainter, widget: QWidget, words: DropWords, destination: tuple[str, str]) -> None:
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
    """
    brush = _Brush(painter, widget)
    if words.verdict is Verdict.ACCEPTED:
        brush.draw_accepted(words, destination)
    else:
        brush.draw_reasons(words)


class _Brush:
    """The painter with the theme, the type scale and the sizes of one drawing."""

    def __init__(self, painter: QPainter, widget: QWidget) -> None:
        self._painter = painter
        self._widget = widget
        self._theme: Theme = theme_of(QApplication.palette())
        # text grows with the user's font, and the room for it with the text
        self._unit = max(1.0, QFontInfo(QApplication.font()).pixelSize() / 13)

    def draw_accepted(self, words: DropWords, destination: tuple[str, str]) -> None:
        unit = self._unit
        target_height = 23 + 40 + 10 + 24 * unit + 4 + 18 * unit + 23
        has_footer = bool(words.facts or destination[0])
        footer_height = 14 + 18 * unit if has_footer else 0.0
        sheet = self._sheet(_ACCEPTED_WIDTH_PX, 32 + target_height + footer_height)
        target = QRectF(sheet.left() + 16, sheet.top() + 16, sheet.width() - 32, target_height)
        self._painter.setPen(QPen(self._theme.color("focus"), 2))
        self._painter.setBrush(self._theme.color("select"))
        self._painter.drawRoundedRect(target.adjusted(1, 1, -1, -1), 10, 10)
        self._icon("drop", 40, "focus", QPointF(target.center().x() - 20, target.top() + 24))
        y = target.top() + 24 + 40 + 10
        headline = QRectF(target.left() + 20, y, target.width() - 40, 24 * unit)
        self._text(headline, words.headline, "on_select", (TITLE, QFont.Weight.DemiBold), _CENTRE)
        is_counting = not words.facts
        line = QRectF(target.left() + 20, y + 24 * unit + 4, target.width() - 40, 18 * unit)
        self._text(line, words.sentence, "text_3" if is_counting else "text_2", (BODY, QFont.Weight.Normal), _CENTRE)
        if has_footer:
            self._draw_footer(
                QRectF(target.left() + 4, target.bottom() + 14, target.width() - 8, 18 * unit), words.facts, destination
            )

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
        sheet = self._sheet(_REASONS_WIDTH_PX, 24 + head_height + list_height + 22)
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

    def _sheet(self, width: float, height: float) -> QRectF:
        """The sheet's place, after its ground was drawn."""
        room = self._widget.rect()
        width = min(width * self._unit, room.width() - 2 * _MARGIN_PX)
        top = max(float(_MARGIN_PX), min(room.height() * _TOP_SHARE, room.height() - height - _MARGIN_PX))
        sheet = QRectF(round((room.width() - width) / 2), round(top), round(width), round(height))
        self._painter.setPen(QPen(self._theme.color("line_strong"), 1))
        self._painter.setBrush(self._theme.color("overlay"))
        self._painter.drawRoundedRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        return sheet

    def _placed(self, area: QRectF) -> QRectF:
        """Where that is in the direction of writing."""
        if self._widget.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return area
        return QRectF(self._widget.width() - area.right(), area.top(), area.width(), area.height())

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
