"""How the rows of the catalogue are painted: one line each, no widget in any cell (look/LOOK.md, sections 7 and 12)."""

import math

from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from slipgui.gui.catalogue_rows import TrackColumn, TrackRow, TrackState
from slipgui.gui.catalogue_table_model import TRACK_ROLE
from slipgui.gui.catalogue_texts import cell_text, state_word
from slipgui.gui.cover_pictures import CoverPictures
from slipgui.gui.cover_tile import draw_cover
from slipgui.gui.row_delegate import Index, RowDelegate
from slipgui.gui.row_look import Cell, Ink, RowLook, elide_middle
from slipgui.gui.texts import NOTHING, plain
from slipgui.gui.theme import SMALL, scaled_font

ROW_HEIGHT_PX = 36
ICON_PX = 15
TEXT_AFTER_ICON_PX = 21
COVER_SIDE_PX, TEXT_AFTER_COVER_PX = 24, 36
STATE_SHAPES = {
    TrackState.READY: ("state-internal", "internal"),
    TrackState.LEARNING: ("wave", "recognising"),
    TrackState.WAITING: ("state-waiting", "waiting"),
    TrackState.FAILED: ("state-failed", "failed"),
}
"""Icon and state colour."""


class TrackLook(RowLook):
    """What the delegate of the catalogue reads: rows of one line."""

    def set_font(self, font: QFont) -> None:
        """Take the application's font."""
        super().set_font(font)
        self.title = scaled_font(font, SMALL, QFont.Weight.Medium)
        metrics = QFontMetricsF(self.small)
        self.row_height_px = max(ROW_HEIGHT_PX, round(metrics.height() + 20))
        self.only_baseline_px = round(self.row_height_px / 2 - 0.5 + metrics.capHeight() / 2)
        self.last_column = TrackColumn.STATE
        self.reason_starts: dict[TrackColumn, int] = {}
        """Columns over which it is written why a file cannot be read, with their distance from the first of them."""
        self.reason_width = 0
        self.pictures: CoverPictures | None = None
        """Where covers come from; without it every track has its tile."""


def track_state_width_px(look: RowLook) -> int:
    """What the longest word of a state needs, with its icon."""
    metrics = QFontMetricsF(look.small)
    return math.ceil(TEXT_AFTER_ICON_PX + max(metrics.horizontalAdvance(state_word(state)) for state in TrackState))


class TrackDelegate(RowDelegate[TrackLook]):
    """Paints every column."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        row = index.data(TRACK_ROLE)
        if not isinstance(row, TrackRow):
            return
        column = TrackColumn(index.column())
        painter.save()
        cell = self.cell(painter, option, index)
        self.paint_ground(cell, option, index)
        if column is TrackColumn.STATE:
            self._paint_state(cell, row)
        elif row.why and column in self._look.reason_starts:
            painter.setClipRect(option.rect)
            self._paint_reason(cell, row, column)
        else:
            self._paint_text(cell, row, column)
        painter.restore()

    def _paint_text(self, cell: Cell, row: TrackRow, column: TrackColumn) -> None:
        look, text = self._look, cell_text(row, column)
        is_title = column is TrackColumn.TITLE
        role = "text" if is_title or column is TrackColumn.ARTIST else "text_2"
        ink = cell.ink(look.title if is_title else look.small, "text_3" if text == NOTHING else role)
        if is_title:
            self._paint_cover(cell, row)
            cell.elided(text, TEXT_AFTER_COVER_PX, look.only_baseline_px, ink, width=cell.width - TEXT_AFTER_COVER_PX)
            return
        if column is TrackColumn.LENGTH:
            cell.text(text, 0, look.only_baseline_px, ink, width=cell.width, is_trailing=True)
        elif column is TrackColumn.FILE:
            cell.text(elide_middle(text, QFontMetricsF(ink.font), cell.width), 0, look.only_baseline_px, ink)
        else:
            cell.elided(text, 0, look.only_baseline_px, ink, width=cell.width)

    def _paint_cover(self, cell: Cell, row: TrackRow) -> None:
        look = self._look
        place = cell.place(0, (look.row_height_px - COVER_SIDE_PX) // 2, COVER_SIDE_PX, COVER_SIDE_PX)
        picture = look.pictures.picture(row.cover) if look.pictures is not None else None
        draw_cover(cell.painter, place, row.track_id or row.file, picture)

    def _paint_reason(self, cell: Cell, row: TrackRow, column: TrackColumn) -> None:
        """Paint this column's part of the one line that runs over several."""
        look = self._look
        ink, x = cell.ink(look.small, "text_2"), -look.reason_starts[column]
        cell.elided(plain(row.why), x, look.only_baseline_px, ink, width=look.reason_width)

    def _paint_state(self, cell: Cell, row: TrackRow) -> None:
        look, (icon, state) = self._look, STATE_SHAPES[row.state]
        color = cell.theme.state(state)
        cell.icon(icon, 0, (look.row_height_px - ICON_PX) // 2, ICON_PX, color)
        width = cell.width - TEXT_AFTER_ICON_PX
        ink = Ink(look.small, color)
        cell.elided(state_word(row.state), TEXT_AFTER_ICON_PX, look.only_baseline_px, ink, width=width)
