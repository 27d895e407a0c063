"""The list of clips: columns that come and go with the width, rows that answer to pointer and keyboard."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from slipgui.gui.clip_delegates import hover_buttons, link_rect, make_delegates, paint_hover_buttons, state_width_px
from slipgui.gui.clip_rows import RowState
from slipgui.gui.clip_table_model import ClipTableModel, Column
from slipgui.gui.motion import has_motion
from slipgui.gui.row_drag import ROWS_TYPE
from slipgui.gui.row_look import POSTER_WIDTH_PX, RowLook, lead_in
from slipgui.gui.row_texts import answer_text
from slipgui.gui.rows_view import RowsView
from slipgui.gui.texts import control, plain
from slipgui.gui.theme import CAPTION, GAP_COLUMNS, PAGE_PADDING, scaled_font, theme_of

if TYPE_CHECKING:
    from slipgui.gui.preview_work import PreviewWork

HEAD_HEIGHT_PX = 28
DOTS_MS = 125
CLOCK_MS = 1000


def column_widths(
    list_width: int,
    scale: float = 1.0,
    state_px: int = 0,
    poster_px: int = POSTER_WIDTH_PX,
    *,
    has_score_bar: bool = True,
) -> dict[Column, int]:
    """Width of every column that is shown in a list of this width, the gaps behind the columns included.

    Columns leave in this order: ISRC below 980, Sent below 900.

    Parameters
    ----------
    list_width
        Inner width of the list in pixels.
    scale
        The application font against the 13 px that the widths are made for.
    state_px
        What the longest word of a state needs; its column grows for it by half at most.
    poster_px
        Width of the still.
    has_score_bar
        Whether the score has word and bar beside its number: below 640, and in compact rows, it has none.
    """
    content = {
        Column.STATE: 212 if list_width >= 900 * scale else 170,
        Column.SCORE: 72 if has_score_bar else 40,
    }
    if list_width >= 900 * scale:
        content[Column.SENT] = 138
    if list_width >= 980 * scale:
        content[Column.ISRC] = 112
    widths = {column: round(width * scale) + GAP_COLUMNS for column, width in content.items()}
    widths[Column.STATE] = max(
        widths[Column.STATE], min(state_px, round(content[Column.STATE] * scale * 3 / 2)) + GAP_COLUMNS
    )
    poster = PAGE_PADDING + poster_px + GAP_COLUMNS
    rest = max(120, list_width - poster - 2 * GAP_COLUMNS - sum(widths.values()))
    clip = round(rest * 1.15 / 2.15)
    widths[Column.CLIP] = poster + clip + GAP_COLUMNS
    widths[Column.TRACK] = rest - clip + GAP_COLUMNS
    return widths


class ClipHeader(QHeaderView):
    """The words over the columns, on one line with what stands below them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setStretchLastSection(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setAccessibleName(control("columns"))

    def sizeHint(self) -> QSize:
        """One line of caption."""
        return QSize(super().sizeHint().width(), max(HEAD_HEIGHT_PX, round(QFontMetricsF(self._font()).height() + 12)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, lines and words."""
        theme, painter = theme_of(self.palette()), QPainter(self.viewport())
        rect = self.viewport().rect()
        painter.fillRect(rect, theme.color("window"))
        painter.fillRect(0, 0, rect.width(), 1, theme.color("line"))
        painter.fillRect(0, rect.bottom(), rect.width(), 1, theme.color("line"))
        painter.setFont(self._font())
        painter.setPen(theme.color("text_3"))
        for section in range(self.count()):
            if not self.isSectionHidden(section):
                self._paint_word(painter, section)

    def _paint_word(self, painter: QPainter, section: int) -> None:
        rect = QRect(self.sectionViewportPosition(section), 0, self.sectionSize(section), self.height())
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        lead = lead_in(section)
        rect.adjust(GAP_COLUMNS if is_mirrored else lead, 0, -lead if is_mirrored else -GAP_COLUMNS, 0)
        word = self.model().headerData(section, Qt.Orientation.Horizontal)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, str(word))

    def _font(self) -> QFont:
        return scaled_font(QApplication.font(), CAPTION, QFont.Weight.Medium)


class ClipTableView(RowsView):
    """The list of clips.

    Parameters
    ----------
    model
        What it shows.
    parent
        Owner.
    """

    button_pressed = Signal(str, str)
    """``copy``, ``more`` or ``cure`` was pressed in a row; with the clip's id."""
    poster_column = Column.CLIP
    rows_dropped = Signal(int)
    """The selected rows were let go in front of the row at this place."""

    def __init__(self, model: ClipTableModel, parent: QWidget | None = None) -> None:
        super().__init__(model, RowLook(QApplication.font()), control("clips"), parent)
        self._look.last_column = Column.SCORE
        self._clips = model
        self._pressed: tuple[str, str] | None = None
        self._leaving: tuple[int, frozenset[str]] | None = None
        self._returning: list[str] = []
        self._follows_new_rows = False
        self._drop_place = -1
        self.setAcceptDrops(True)
        self._fit_timer = QTimer(self, singleShot=True, interval=0)
        self._fit_timer.timeout.connect(self._fit_columns)
        self._ticker = QTimer(self)
        self._ticker.timeout.connect(self._tick)
        self.setHorizontalHeader(ClipHeader(self))
        self._delegates = make_delegates(self._look, self)
        for column, delegate in self._delegates.items():
            self.setItemDelegateForColumn(column, delegate)
        model.refreshed.connect(self._start_ticking)
        model.refreshed.connect(self._select_in_place_of_the_removed)
        model.refreshed.connect(self._select_the_returned)
        model.rowsInserted.connect(self._show_new_rows)
        # a scroll bar that comes or goes changes the width of the rows, not that of the list
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._fit_timer.start())
        self.verticalScrollBar().valueChanged.connect(self._start_ticking)

    @property
    def has_posters(self) -> bool:
        """Whether stills are shown."""
        return self._look.posters is not None

    def show_posters(self, work: "PreviewWork") -> None:
        """Show stills of the clips."""
        from slipgui.gui.row_posters import ClipPosters  # not needed for the first picture

        self._look.posters = ClipPosters(self, self._clips, work)

    # ----------------------------------------------------------------------------------------------------- selection

    def selected_ids(self) -> list[str]:
        """Ids of the selected clips, in the order of the list."""
        shown = self._clips.shown_rows()
        return [shown[place].clip_id for place in self.selected_places() if place < len(shown)]

    def select_ids(self, ids: list[str]) -> None:
        """Select these clips as far as they are shown, and nothing else."""
        indexes = [self._clips.index_of(clip_id) for clip_id in ids]
        self.select_places(sorted(index.row() for index in indexes if index.isValid()))

    def take_over(self, former: "ClipTableView") -> None:
        """Select and show what another list of the same clips does, once there is a size to scroll in."""
        self.select_ids(former.selected_ids())
        scrolled = former.verticalScrollBar().value()
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(scrolled))

    def expect_removal(self) -> None:
        """The selected clips are about to be removed: the row that is then in their place will be selected."""
        ids = self.selected_ids()
        if ids:
            self._leaving = self._clips.index_of(ids[0]).row(), frozenset(ids)

    def _select_in_place_of_the_removed(self) -> None:
        if self._leaving is None or any(self._clips.row_of(clip_id) for clip_id in self._leaving[1]):
            return
        (place, _), self._leaving = self._leaving, None
        if self._clips.rowCount() and not self.selectionModel().hasSelection():
            self.select_in_place(place)

    def expect_return(self, ids: Sequence[str]) -> None:
        """Clips that were removed are about to come back: they will be selected."""
        self._leaving, self._returning = None, list(ids)

    def _select_the_returned(self) -> None:
        if self._returning and all(self._clips.row_of(clip_id) for clip_id in self._returning):
            returned, self._returning = self._returning, []
            self.select_ids(returned)

    def follow_new_rows(self) -> None:
        """Scroll to the first clip that comes next: the user has just brought some."""
        self._follows_new_rows = True

    def _show_new_rows(self, _: QModelIndex, first: int) -> None:
        if self._follows_new_rows:
            self._follows_new_rows = False
            self.updateGeometries()  # the way to scroll is as long as it was before
            self.scrollTo(self._clips.index(first, Column.CLIP), QAbstractItemView.ScrollHint.PositionAtTop)

    # --------------------------------------------------------------------------------------------------------- layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns their widths."""
        super().resizeEvent(event)
        self.lay_out_columns()
        self._start_ticking()

    def _fit_columns(self) -> None:
        if sum(self.columnWidth(column) for column in Column) != self.viewport().width():
            self.lay_out_columns()

    def lay_out_columns(self) -> None:
        """Share the width among the columns that have room."""
        scale = max(1.0, QFontInfo(self._look.body).pixelSize() / 13)
        width = self.viewport().width()
        state_px = state_width_px(self._look) if width >= 640 * scale else 0
        has_bar = width >= 640 * scale and not self._look.is_compact
        widths = column_widths(width, scale, state_px, self._look.poster_width_px, has_score_bar=has_bar)
        self._look.shows_isrc = Column.ISRC in widths
        self._look.shows_score_bar = has_bar
        self._look.shows_credits = width >= 560 * scale
        for column in Column:
            self.setColumnHidden(column, column not in widths)
            if column in widths:
                self.setColumnWidth(column, widths[column])
        self._look.score_width_px = widths[Column.SCORE]
        behind = sum(widths.get(column, 0) for column in (Column.TRACK, Column.ISRC, Column.SCORE))
        self._look.track_span = (0 if self.isRightToLeft() else width - behind, behind)

    @property
    def is_compact(self) -> bool:
        """Whether a row has one line."""
        return self._look.is_compact

    def set_compact(self, is_compact: bool) -> None:
        """Let rows have one line, or two; what is at the top stays in view."""
        top = self.indexAt(QPoint(0, 0))
        self._look.set_compact(is_compact)
        self.fit_row_height()
        self.lay_out_columns()
        if top.isValid():
            self.scrollTo(top, QAbstractItemView.ScrollHint.PositionAtTop)
        self.viewport().update()

    # ---------------------------------------------------------------------------------------------- under the pointer

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and the buttons of the row under the pointer over them."""
        super().paintEvent(event)
        self._paint_drop_line()
        index = self._clips.index(self._look.hovered_row, self._last_text_column())
        row = self._clips.row_at(index)
        if row is None:
            return
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        if self.selectionModel().isSelected(index):
            option.state |= QStyle.StateFlag.State_Selected
        painter = QPainter(self.viewport())
        rect = self.visualRect(index)
        buttons = hover_buttons(row, rect, is_mirrored=self.isRightToLeft())
        # a track makes room by itself where it holds the buttons, and so does what stands in its place
        plate = rect.adjusted(0, 2, 0, -3) if self._look.shows_isrc and row.track is not None else QRect()
        paint_hover_buttons(painter, option, buttons, plate)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the row under the pointer."""
        super().mouseMoveEvent(event)
        self._show_drop_place(-1)  # rows that were taken along are let go by now
        over = self._button_at(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press a button in the row, or select."""
        self._pressed = None
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._button_at(event.position().toPoint())
        if self._pressed is None:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of a button in the row: it counts when the pointer is still on it."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
        elif self._button_at(event.position().toPoint()) == pressed:
            self.button_pressed.emit(*pressed)

    # ---------------------------------------------------------------------------------------------------- rows on their way

    def dragged_rows(self) -> list[tuple[Path, str]]:
        """The selected clips, with the answer of each, or its name where there is none."""
        rows = [row for clip_id in self.selected_ids() if (row := self._clips.row_of(clip_id)) is not None]
        return [(row.path, answer_text(row.track) if row.track is not None else plain(row.name)) for row in rows]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take the rows of this list; everything else is the window's business."""
        self._answer_drag(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the rows would stand."""
        self._answer_drag(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The rows are elsewhere."""
        self._show_drop_place(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        """Let the rows stand here."""
        place = self._drop_place
        self._answer_drag(event)
        self._show_drop_place(-1)
        if event.isAccepted() and place >= 0:
            self.rows_dropped.emit(place)

    def _answer_drag(self, event: QDropEvent) -> None:
        if event.source() is not self or not event.mimeData().hasFormat(ROWS_TYPE):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        point = event.position().toPoint()
        index = self.indexAt(point)
        place = self._clips.rowCount()
        if index.isValid():
            rect = self.visualRect(index)
            place = index.row() + (1 if point.y() > rect.center().y() else 0)
        self._show_drop_place(place)

    def _show_drop_place(self, place: int) -> None:
        if place != self._drop_place:
            self._drop_place = place
            self.viewport().update()

    def _paint_drop_line(self) -> None:
        if self._drop_place < 0:
            return
        last = self._clips.rowCount() - 1
        y = (
            self.rowViewportPosition(self._drop_place)
            if self._drop_place <= last
            else (self.rowViewportPosition(last) + self.rowHeight(last))
        )
        painter = QPainter(self.viewport())
        painter.fillRect(0, max(0, y - 1), self.viewport().width(), 2, theme_of(self.palette()).color("focus"))

    def _button_at(self, point: QPoint) -> tuple[str, str] | None:
        row = self._clips.row_at(self.indexAt(point))
        if row is None:
            return None
        index = self._clips.index_of(row.clip_id, self._last_text_column())
        buttons = hover_buttons(row, self.visualRect(index), is_mirrored=self.isRightToLeft())
        for name, rect in buttons.items():
            if rect.contains(point):
                return name, row.clip_id
        track = self.visualRect(self._clips.index_of(row.clip_id, Column.TRACK))
        if link_rect(row, track, self._look, is_mirrored=self.isRightToLeft()).contains(point):
            return "cure", row.clip_id
        return None

    def _last_text_column(self) -> Column:
        return Column.TRACK if self.isColumnHidden(Column.ISRC) else Column.ISRC

    # ----------------------------------------------------------------------------------------------- clocks and dots

    def showEvent(self, event: QShowEvent) -> None:
        """Let clocks run again."""
        super().showEvent(event)
        self._start_ticking()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing moves where nobody looks."""
        super().hideEvent(event)
        self._ticker.stop()

    def _start_ticking(self) -> None:
        if not self._ticker.isActive() and self.isVisible():
            self._ticker.start(CLOCK_MS)
            self._tick()

    def _tick(self) -> None:
        """Move dots and clocks of the rows in view; fall asleep when there are none."""
        visible = self.visible_places()
        rows = [(place, self._clips.shown_rows()[place]) for place in visible]
        has_dots = any(row.state is RowState.RECOGNISING for _, row in rows) and has_motion()
        if has_dots:
            self._look.dots_offset_px += 1
        moving = [place for place, row in rows if row.is_working or row.state is RowState.WAITING_FOR_FILE]
        for place in moving:
            self.viewport().update(self.visualRect(self._clips.index(place, Column.STATE)))
        if not moving or self.window().isMinimized():
            self._ticker.stop()
        else:
            self._ticker.setInterval(DOTS_MS if has_dots else CLOCK_MS)
