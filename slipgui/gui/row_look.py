"""Fonts, measures and the few changing things that all columns of the list paint with (look/LOOK.md, section 7)."""

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication

from slipgui.gui.assets import icon_pixmap
from slipgui.gui.theme import CAPTION, GAP_COLUMNS, PAGE_PADDING, SMALL, Theme, scaled_font

if TYPE_CHECKING:
    from slipgui.gui.row_posters import RowPosters

MIN_ROW_HEIGHT_PX = 56
COMPACT_ROW_HEIGHT_PX = 36
POSTER_WIDTH_PX, POSTER_HEIGHT_PX, POSTER_RADIUS_PX = 64, 36, 3
_COMPACT_POSTER_PX = (43, 24)
ICON_PX = 16
TEXT_AFTER_ICON_PX = 22
BUTTON_PX = 26
N_TAIL = 13
"""Characters at the end of a file name that are never cut: the version and the ending."""


class RowLook:
    """What the delegates of one list share; the list changes it, they only read."""

    def __init__(self, font: QFont) -> None:
        self.hovered_row = -1
        self.focused_row = -1
        """The row that wears the focus frame; -1 while the mouse leads."""
        self.last_column = 0
        """The last one that is shown: the focus frame ends there."""
        self.dots_offset_px = 0
        self.shows_isrc = True
        self.shows_score_bar = True
        self.shows_credits = True
        self.score_width_px = 0
        self.track_span = (0, 0)
        """Left edge and width of the Track column and those behind it, in the list: what stands where no answer is may take all of it."""
        self.posters: RowPosters | None = None
        """Gives the stills; the first picture does without."""
        self.is_compact = False
        """One line a row instead of two."""
        self.set_font(font)

    def set_compact(self, is_compact: bool) -> None:
        """Let a row have one line, or two."""
        self.is_compact = is_compact
        self.set_font(QApplication.font())

    def set_font(self, font: QFont) -> None:
        """Take the application's font."""
        self.body = scaled_font(font)
        self.name = scaled_font(font, weight=QFont.Weight.Medium)
        self.strong = scaled_font(font, weight=QFont.Weight.DemiBold)
        self.small = scaled_font(font, SMALL)
        self.caption = scaled_font(font, CAPTION)
        self.caption_link = scaled_font(font, CAPTION, QFont.Weight.Medium)
        body, caption = QFontMetricsF(self.body), QFontMetricsF(self.caption)
        self.row_height_px = max(MIN_ROW_HEIGHT_PX, round(body.height() + caption.height() + 24))
        self.poster_width_px, self.poster_height_px = POSTER_WIDTH_PX, POSTER_HEIGHT_PX
        if self.is_compact:
            self.row_height_px = max(COMPACT_ROW_HEIGHT_PX, round(body.height() + 16))
            self.poster_width_px, self.poster_height_px = _COMPACT_POSTER_PX
        middle = self.row_height_px / 2
        pitch = body.descent() + caption.ascent() + 1.2
        self.first_baseline_px = round(middle - 1.2 - (pitch - body.capHeight()) / 2)
        self.second_baseline_px = round(self.first_baseline_px + pitch)
        self.only_baseline_px = round(middle - 0.5 + body.capHeight() / 2)
        self.bar_top_px = round(middle - 2)
        self.over_bar_baseline_px = round(self.bar_top_px - 4 - body.descent())
        self.under_bar_baseline_px = round(self.bar_top_px + 9 + caption.ascent())
        if self.is_compact:
            self.bar_top_px = round(middle + 5)
            self.over_bar_baseline_px = round(self.bar_top_px - 3 - caption.descent())
        self.cap_height_px = body.capHeight()


@dataclass(frozen=True, slots=True)
class Ink:
    """How a text is drawn."""

    font: QFont
    color: QColor


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell being painted: places are told from its leading edge, so that right-to-left needs no second thought."""

    painter: QPainter
    rect: QRect
    theme: Theme
    look: RowLook
    is_selected: bool
    is_mirrored: bool
    is_active: bool = True
    """Whether the window has the focus: the selection has a ground for each."""

    @property
    def width(self) -> float:
        """Room for content: the gap to the next column is left out."""
        return self.rect.width() - GAP_COLUMNS

    def color(self, role: str) -> QColor:
        """The colour of a role on this row: a selected row has its own."""
        on_selection = {"text": "on_select", "text_3": "text_2", "line_strong": "track_select"}
        if self.is_selected and (self.is_active or role != "line_strong"):
            role = on_selection.get(role, role)
        return self.theme.color(role)

    def place(self, x: float, y: float, width: float, height: float) -> QRectF:
        """A rectangle measured from the leading upper corner."""
        left = self.rect.right() + 1 - x - width if self.is_mirrored else self.rect.left() + x
        return QRectF(left, self.rect.top() + y, width, height)

    def icon(self, name: str, x: float, y: float, size_px: int, color: QColor) -> None:
        """Draw an icon."""
        ratio = self.painter.device().devicePixelRatioF()
        self.painter.drawPixmap(self.place(x, y, size_px, size_px).topLeft(), icon_pixmap(name, size_px, color, ratio))

    def ink(self, font: QFont, role: str) -> Ink:
        """A font in the colour of a role on this row."""
        return Ink(font, self.color(role))

    def text(
        self, text: str, x: float, baseline: float, ink: Ink, *, width: float = 0.0, is_trailing: bool = False
    ) -> None:
        """Draw one line that fits, leading, or trailing within ``width``."""
        advance = QFontMetricsF(ink.font).horizontalAdvance(text) if is_trailing or self.is_mirrored else 0.0
        self._draw(text, x + width - advance if is_trailing else x, advance, baseline, ink)

    def elided(self, text: str, x: float, baseline: float, ink: Ink, *, width: float) -> None:
        """Draw one line, cut at its end where it is too long."""
        metrics = QFontMetricsF(ink.font)
        advance = metrics.horizontalAdvance(text)
        if advance > width:  # only then: it takes five times as long as measuring
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            advance = metrics.horizontalAdvance(text)
        self._draw(text, x, advance, baseline, ink)

    def _draw(self, text: str, x: float, advance: float, baseline: float, ink: Ink) -> None:
        self.painter.setFont(ink.font)
        self.painter.setPen(ink.color)
        self.painter.drawText(QPointF(self.place(x, 0, advance, 0).left(), self.rect.top() + baseline), text)


def lead_in(column: int) -> int:
    """Empty pixels before the content of a column: the first one keeps the page's padding."""
    return PAGE_PADDING if column == 0 else 0


def elide_middle(text: str, metrics: QFontMetricsF, width: float, n_tail: int = N_TAIL) -> str:
    """The text cut in its middle to fit, its last ``n_tail`` characters kept; cut at its beginning where even they do not fit."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    start = max(0, len(text) - n_tail)
    while start > 0 and unicodedata.combining(text[start]):
        start -= 1
    tail = text[start:]
    low, high = 0, start
    while low < high:
        middle = (low + high + 1) // 2
        if metrics.horizontalAdvance(f"{text[:middle].rstrip()}…{tail}") <= width:
            low = middle
        else:
            high = middle - 1
    cut = f"{text[:low].rstrip()}…{tail}"
    return (
        cut if metrics.horizontalAdvance(cut) <= width else metrics.elidedText(text, Qt.TextElideMode.ElideLeft, width)
    )


def first_that_fits(candidates: tuple[str, ...], metrics: QFontMetricsF, width: float) -> str:
    """The first wording that fits; the last one cut where none does."""
    for text in candidates:
        if metrics.horizontalAdvance(text) <= width:
            return text
    return metrics.elidedText(candidates[-1], Qt.TextElideMode.ElideRight, width) if candidates else ""
