"""How the rows of the history are painted: heads of days, and one recognition a row (look/mock/12-history-search-dark.png)."""

import re

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from slipgui.app.history import HistoryRow
from slipgui.gui.history_model import DAY_ROLE, HISTORY_ROLE, HistoryTableModel
from slipgui.gui.history_texts import (
    HistoryColumn,
    clock_time,
    confirmed_words,
    file_name,
    score_text,
    state_of,
    track_lines,
    track_of,
)
from slipgui.gui.row_delegate import Index, RowDelegate
from slipgui.gui.row_look import ICON_PX, POSTER_RADIUS_PX, TEXT_AFTER_ICON_PX, Cell, Ink, RowLook, elide_middle
from slipgui.gui.row_texts import state_icon, state_role, state_word
from slipgui.gui.theme import CAPTION, PAGE_PADDING, scaled_font

ROW_HEIGHT_PX, HEAD_HEIGHT_PX = 48, 30
_POSTER_WIDTH_PX, _POSTER_HEIGHT_PX = 53, 30
_POSTER_GAP_PX = 16
_SMALL_ICON_PX = 14


class HistoryLook(RowLook):
    """What the delegate of the history reads: rows of two lines, a little lower than those of the queue."""

    def set_font(self, font: QFont) -> None:
        """Take the application's font."""
        super().set_font(font)
        body, caption = QFontMetricsF(self.body), QFontMetricsF(self.caption)
        self.row_height_px = max(ROW_HEIGHT_PX, round(body.height() + caption.height() + 16))
        self.head_height_px = max(HEAD_HEIGHT_PX, round(caption.height() + 15))
        self.day = scaled_font(font, CAPTION, QFont.Weight.DemiBold)
        middle, pitch = self.row_height_px / 2, body.descent() + caption.ascent() + 0.6
        self.first_baseline_px = round(middle - 0.8 - (pitch - body.capHeight()) / 2)
        self.second_baseline_px = round(self.first_baseline_px + pitch)
        self.only_baseline_px = round(middle - 0.5 + body.capHeight() / 2)
        self.last_column = HistoryColumn.SCORE


class HistoryDelegate(RowDelegate[HistoryLook]):
    """Paints every column.

    Parameters
    ----------
    look
        Shared with the list.
    model
        Whose words are marked.
    parent
        Owner.
    """

    def __init__(self, look: HistoryLook, model: HistoryTableModel, parent: QObject | None = None) -> None:
        super().__init__(look, parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell, column = self.cell(painter, option, index), HistoryColumn(index.column())
        day = index.data(DAY_ROLE)
        if day is not None:
            self._paint_head(cell, option, str(day))
        else:
            self.paint_ground(cell, option, index)
            row = index.data(HISTORY_ROLE)
            if isinstance(row, HistoryRow):
                self._paint_content(cell, row, column)
        painter.restore()

    def _paint_head(self, cell: Cell, option: QStyleOptionViewItem, day: str) -> None:
        """Paint this column's part of the one line that runs over several."""
        painter, rect = cell.painter, QRect(option.rect)
        painter.setClipRect(rect)
        painter.setFont(self._look.day)
        painter.setPen(cell.theme.color("text_3"))
        width = QFontMetricsF(self._look.day).horizontalAdvance(day)
        view = option.widget
        right = (view.width() if view is not None else rect.right()) - PAGE_PADDING
        x = right - width if cell.is_mirrored else PAGE_PADDING
        painter.drawText(QPointF(x, rect.bottom() - 8.0), day)

    def _paint_content(self, cell: Cell, row: HistoryRow, column: HistoryColumn) -> None:
        look = self._look
        match column:
            case HistoryColumn.TIME:
                cell.text(clock_time(row.finished_at), 0, look.only_baseline_px, cell.ink(look.body, "text_2"))
            case HistoryColumn.CLIP:
                self._paint_clip(cell, row)
            case HistoryColumn.STATE:
                self._paint_state(cell, row)
            case HistoryColumn.TRACK:
                self._paint_track(cell, row)
            case HistoryColumn.CONFIRMED:
                self._paint_confirmed(cell, row)
            case HistoryColumn.SCORE:
                ink = cell.ink(look.strong, "text")
                cell.text(score_text(row), 0, look.only_baseline_px, ink, width=cell.width, is_trailing=True)

    def _paint_clip(self, cell: Cell, row: HistoryRow) -> None:
        look = self._look
        top = (look.row_height_px - _POSTER_HEIGHT_PX) // 2
        cell.painter.setPen(Qt.PenStyle.NoPen)
        cell.painter.setBrush(cell.color("line_strong") if cell.is_selected else cell.theme.color("pressed"))
        place = cell.place(0, top, _POSTER_WIDTH_PX, _POSTER_HEIGHT_PX)
        cell.painter.drawRoundedRect(place, POSTER_RADIUS_PX, POSTER_RADIUS_PX)
        still = look.posters.picture(history_poster_key(row)) if look.posters is not None else None
        if still is not None:
            cell.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            cell.painter.drawPixmap(place, still, QRectF(still.rect()))
        else:
            cell.icon("clip", (_POSTER_WIDTH_PX - ICON_PX) / 2, top + 7, ICON_PX, cell.color("text_3"))
        x = _POSTER_WIDTH_PX + _POSTER_GAP_PX
        name = elide_middle(file_name(row), QFontMetricsF(look.name), cell.width - x)
        self._marked(cell, name, x, look.only_baseline_px, cell.ink(look.name, "text"))

    def _paint_state(self, cell: Cell, row: HistoryRow) -> None:
        look, state = self._look, state_of(row, self._model.check_by_ear_below)
        color = cell.theme.state(state_role(state))
        cell.icon(state_icon(state), 0, (look.row_height_px - ICON_PX) // 2, ICON_PX, color)
        width = cell.width - TEXT_AFTER_ICON_PX
        cell.elided(state_word(state), TEXT_AFTER_ICON_PX, look.only_baseline_px, Ink(look.body, color), width=width)

    def _paint_track(self, cell: Cell, row: HistoryRow) -> None:
        look, (first, second) = self._look, track_lines(row)
        has_track = track_of(row) is not None
        ink = cell.ink(look.name if has_track else look.body, "text" if has_track else "text_3")
        first = QFontMetricsF(ink.font).elidedText(first, Qt.TextElideMode.ElideRight, cell.width)
        if not second:
            self._marked(cell, first, 0, look.only_baseline_px, ink)
            return
        self._marked(cell, first, 0, look.first_baseline_px, ink)
        ink = cell.ink(look.caption, "text_2")
        second = QFontMetricsF(ink.font).elidedText(second, Qt.TextElideMode.ElideRight, cell.width)
        self._marked(cell, second, 0, look.second_baseline_px, ink)

    def _paint_confirmed(self, cell: Cell, row: HistoryRow) -> None:
        look, (text, icon) = self._look, confirmed_words(row, self._model.me)
        role = "accent_text" if icon == "undo" else "text_2" if icon else "text_3"
        x = 0
        if icon:
            top = (look.row_height_px - _SMALL_ICON_PX) // 2
            cell.icon(icon, 0, top, _SMALL_ICON_PX, cell.color(role))
            x = _SMALL_ICON_PX + 5
        cell.elided(text, x, look.only_baseline_px, cell.ink(look.small, role), width=cell.width - x)

    def _marked(self, cell: Cell, text: str, x: float, baseline: float, ink: Ink) -> None:
        """Draw one line that fits, with what was searched for in the accent, heavier and underlined."""
        spans = marked_spans(text, self._model.words)
        if not spans:
            cell.text(text, x, baseline, ink)
            return
        strong = QFont(ink.font)
        strong.setWeight(QFont.Weight.DemiBold)
        mark, at = Ink(strong, cell.color("accent_text")), x
        for begin, end, is_hit in _pieces(len(text), spans):
            piece, used = text[begin:end], mark if is_hit else ink
            cell.text(piece, at, baseline, used)
            width = QFontMetricsF(used.font).horizontalAdvance(piece)
            if is_hit:
                line = cell.place(at, baseline + 2, width, 2)
                cell.painter.fillRect(QRectF(line), cell.theme.color("focus"))
            at += width


def history_poster_key(row: HistoryRow) -> tuple[str, int]:
    """By what the still of a recognised clip is known: path, and its size then."""
    return str(row.path), int(row.line.get("source_bytes") or 0)


def marked_spans(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the words stand in a text, in any case, as (begin, end), ascending and apart."""
    spans: list[tuple[int, int]] = []
    if words:
        for hit in re.finditer(
            "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), text, re.IGNORECASE
        ):
            spans.append(hit.span())
    return spans


def _pieces(n_characters: int, spans: list[tuple[int, int]]) -> list[tuple[int, int, bool]]:
    pieces, at = [], 0
    for begin, end in spans:
        if begin > at:
            pieces.append((at, begin, False))
        pieces.append((begin, end, True))
        at = end
    if at < n_characters:
        pieces.append((at, n_characters, False))
    return pieces
