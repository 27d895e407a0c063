"""The list of tracks: columns that leave with the width, heads that order, rows that answer to pointer and keyboard."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontInfo, QFontMetricsF, QKeySequence, QMouseEvent, QPainter, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from slipgui.gui.assets import icon_pixmap
from slipgui.gui.catalogue_delegate import TEXT_AFTER_COVER_PX, TrackDelegate, TrackLook, track_state_width_px
from slipgui.gui.catalogue_rows import TrackColumn, TrackRow
from slipgui.gui.catalogue_table_model import CatalogueTableModel
from slipgui.gui.catalogue_texts import column_title, title_text, word
from slipgui.gui.clip_table_model import unbroken_spans
from slipgui.gui.clip_table_view import ClipHeader
from slipgui.gui.cover_pictures import CoverPictures
from slipgui.gui.row_look import lead_in
from slipgui.gui.rows_view import RowsView
from slipgui.gui.theme import GAP_COLUMNS, PAGE_PADDING, theme_of

_ARROW_PX = 13
_MOST_SPANS = 1_000
"""A selection in more pieces than this is given up: Qt takes seconds for it."""
_LEAVE_BELOW_PX = {
    TrackColumn.FILE: 1160,
    TrackColumn.ISRC: 760,
    TrackColumn.ALBUM: 600,
    TrackColumn.ARTIST: 400,
    TrackColumn.LENGTH: 300,
}
_PICTURE_PX = 96
"""Covers are kept sharp enough for twice the resolution at a large font."""
_FIXED_PX = {TrackColumn.ISRC: 118, TrackColumn.LENGTH: 50, TrackColumn.STATE: 112}
_SHARES = {TrackColumn.TITLE: 1.3, TrackColumn.ARTIST: 1.0, TrackColumn.ALBUM: 1.0, TrackColumn.FILE: 1.3}


def track_column_widths(list_width: int, scale: float = 1.0, state_px: int = 0) -> dict[TrackColumn, int]:
    """Width of every column that is shown in a list of this width, the gaps behind the columns included.

    Parameters
    ----------
    list_width
        Inner width of the list in pixels.
    scale
        The application font against the 13 px that the widths are made for.
    state_px
        What the longest word of a state needs; its column grows for it by half at most.
    """
    shown = [column for column in TrackColumn if list_width >= _LEAVE_BELOW_PX.get(column, 0) * scale]
    widths = {column: round(_FIXED_PX[column] * scale) + GAP_COLUMNS for column in shown if column in _FIXED_PX}
    widths[TrackColumn.STATE] += max(
        0, min(state_px, round(_FIXED_PX[TrackColumn.STATE] * scale * 3 / 2)) + GAP_COLUMNS - widths[TrackColumn.STATE]
    )
    rest = max(120, list_width - PAGE_PADDING - sum(widths.values()))
    stretching = [column for column in shown if column in _SHARES]
    total = sum(_SHARES[column] for column in stretching)
    for column in stretching:
        widths[column] = int(rest * _SHARES[column] / total)
    widths[TrackColumn.TITLE] += PAGE_PADDING + rest - sum(widths[column] for column in stretching)
    return widths


class TrackHeader(ClipHeader):
    """The words over the columns; a click orders by a column: upwards, downwards, as learned."""

    order_wanted = Signal(object)
    """``(TrackColumn, is_downwards)``, or None for the order in which tracks were learned."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._order: tuple[TrackColumn, bool] | None = None
        self._pressed = -1

    def show_order(self, order: tuple[TrackColumn, bool] | None) -> None:
        """Mark the column that orders."""
        self._order = order
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click begins."""
        self._pressed = self.logicalIndexAt(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click that ends where it began orders."""
        section = self.logicalIndexAt(event.position().toPoint())
        if section == self._pressed and section >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.order_wanted.emit(next_order(self._order, TrackColumn(section)))
        self._pressed = -1

    def _paint_word(self, painter: QPainter, section: int) -> None:
        column = TrackColumn(section)
        rect = QRect(self.sectionViewportPosition(section), 0, self.sectionSize(section), self.height())
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        lead = lead_in(section) + (TEXT_AFTER_COVER_PX if column is TrackColumn.TITLE else 0)
        rect.adjust(GAP_COLUMNS if is_mirrored else lead, 0, -lead if is_mirrored else -GAP_COLUMNS, 0)
        theme, is_ordering = theme_of(self.palette()), self._order is not None and self._order[0] is column
        painter.setPen(theme.color("text" if is_ordering else "text_3"))
        is_trailing = column is TrackColumn.LENGTH
        side = Qt.AlignmentFlag.AlignTrailing if is_trailing else Qt.AlignmentFlag.AlignLeading
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | side, column_title(column))
        if is_ordering:
            self._paint_arrow(painter, rect, column, is_mirrored=is_mirrored)

    def _paint_arrow(self, painter: QPainter, rect: QRect, column: TrackColumn, *, is_mirrored: bool) -> None:
        width = round(QFontMetricsF(self._font()).horizontalAdvance(column_title(column))) + 3
        is_at_left = is_mirrored is not (column is TrackColumn.LENGTH)
        if column is TrackColumn.LENGTH:
            x = rect.left() + width if is_mirrored else rect.right() - width - _ARROW_PX
        else:
            x = rect.right() - width - _ARROW_PX if is_at_left else rect.left() + width
        top = (self.height() - _ARROW_PX) // 2
        color = theme_of(self.palette()).color("text")
        pixmap = icon_pixmap("chevron-down", _ARROW_PX, color, self.devicePixelRatioF())
        painter.save()
        painter.translate(x + _ARROW_PX / 2, top + _ARROW_PX / 2)
        if self._order is not None and not self._order[1]:
            painter.rotate(180)
        painter.drawPixmap(round(-_ARROW_PX / 2), round(-_ARROW_PX / 2), pixmap)
        painter.restore()


def next_order(order: tuple[TrackColumn, bool] | None, column: TrackColumn) -> tuple[TrackColumn, bool] | None:
    """The order after a click on a column: upwards, then downwards, then as learned."""
    if order is None or order[0] is not column:
        return column, False
    return (column, True) if not order[1] else None


class CatalogueTableView(RowsView):
    """The list of tracks.

    Parameters
    ----------
    model
        What it shows.
    parent
        Owner.
    """

    edit_requested = Signal()
    """The user wants to edit the selected tracks."""

    def __init__(self, model: CatalogueTableModel, parent: QWidget | None = None) -> None:
        self._tracks = model
        self._track_look = TrackLook(QApplication.font())
        self.pictures = CoverPictures(_PICTURE_PX)
        self._track_look.pictures = self.pictures
        super().__init__(model, self._track_look, word("tracks"), parent)
        self.header = TrackHeader(self)
        self.setHorizontalHeader(self.header)
        self.setItemDelegate(TrackDelegate(self._track_look, self))
        self.pictures.arrived.connect(self.viewport().update)
        edit = QShortcut(QKeySequence("F2"), self, context=Qt.ShortcutContext.WidgetShortcut)
        edit.activated.connect(self.edit_requested)

    def selected_rows(self) -> list[TrackRow]:
        """The selected tracks, in the order of the list."""
        shown = self._tracks.shown_rows()
        return [shown[place] for place in self.selected_places() if place < len(shown)]

    def dragged_rows(self) -> list[tuple[Path, str]]:
        """The files of the selected tracks, with title, artist and ISRC of each."""
        return [(Path(row.file), title_text(row)) for row in self.selected_rows()]

    def select_files(self, files: Iterable[str]) -> None:
        """Select these rows as far as they are shown, and nothing else; nothing where they lie in too many pieces."""
        places = self._tracks.places_of(files)
        self.select_places(places if len(unbroken_spans(places)) <= _MOST_SPANS else [])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns their widths."""
        super().resizeEvent(event)
        self.lay_out_columns()

    def lay_out_columns(self) -> None:
        """Share the width among the columns that have room."""
        scale = max(1.0, QFontInfo(self._look.body).pixelSize() / 13)
        widths = track_column_widths(self.viewport().width(), scale, track_state_width_px(self._track_look))
        self._track_look.last_column = max(widths)
        starts, start = dict[TrackColumn, int](), 0
        for column in (TrackColumn.ARTIST, TrackColumn.ALBUM, TrackColumn.ISRC):
            if column in widths:
                starts[column] = start
                start += widths[column]
        self._track_look.reason_starts, self._track_look.reason_width = starts, start - GAP_COLUMNS
        for column in TrackColumn:
            self.setColumnHidden(column, column not in widths)
            if column in widths:
                self.setColumnWidth(column, widths[column])

    def _menu_by_key(self) -> None:
        rect = self.visualRect(self.currentIndex())
        corner = rect.bottomLeft() if rect.isValid() else QPoint(PAGE_PADDING, 0)
        self.menu_requested.emit(self.viewport().mapToGlobal(corner))
