"""How the cells of the queue are painted: one delegate per column, no widget in any cell (look/LOOK.md, section 7)."""

import math
from dataclasses import replace

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from slipgui.gui import row_texts
from slipgui.gui.assets import icon_pixmap
from slipgui.gui.clip_rows import WORKING_STATES, ClipRow, RowState
from slipgui.gui.clip_table_model import ROW_ROLE, ClipTableModel, Column
from slipgui.gui.row_delegate import Index, RowDelegate
from slipgui.gui.row_look import (
    BUTTON_PX,
    ICON_PX,
    POSTER_RADIUS_PX,
    TEXT_AFTER_ICON_PX,
    Cell,
    Ink,
    RowLook,
    elide_middle,
    first_that_fits,
)
from slipgui.gui.texts import NOTHING, plain, score, score_word
from slipgui.gui.theme import GAP_COLUMNS, GAP_CONTROLS, GAP_FIELDS, GAP_INSIDE, theme_of

BAR_HEIGHT_PX = 6
_SMALL_ICON_PX = 13
SEGMENT_GAP_PX = 2
STAGE_SHARES = ((RowState.PREPARING, 20), (RowState.UPLOADING, 50), (RowState.RECOGNISING, 30))
DOT_PX, DOT_PITCH_PX = 5, 8


class ClipRowDelegate(RowDelegate[RowLook]):
    """The cell of a clip; the columns add what they hold."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, ClipRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = self.cell(painter, option, index)
        self.paint_ground(cell, option, index)
        self.paint_content(cell, row, index)
        painter.restore()

    def paint_content(self, cell: Cell, row: ClipRow, index: Index) -> None:
        """Paint what the column holds; the ground is there already."""
        raise NotImplementedError

    def _two_lines(self, cell: Cell, first: str, second: str, second_role: str = "text_3") -> None:
        look = self._look
        if look.is_compact:
            cell.elided(first, 0, look.only_baseline_px, cell.ink(look.body, "text"), width=cell.width)
            return
        cell.elided(first, 0, look.first_baseline_px, cell.ink(look.body, "text"), width=cell.width)
        cell.elided(second, 0, look.second_baseline_px, cell.ink(look.caption, second_role), width=cell.width)


class ClipDelegate(ClipRowDelegate):
    """Poster, file name and facts."""

    def paint_content(self, cell: Cell, row: ClipRow, index: Index) -> None:
        """Paint the clip."""
        look = self._look
        self._paint_poster(cell, row)
        x = look.poster_width_px + (GAP_COLUMNS if not look.is_compact else GAP_FIELDS)
        width = cell.width - x
        name = elide_middle(plain(row.name), QFontMetricsF(look.name), width)
        if look.is_compact:
            cell.text(name, x, look.only_baseline_px, cell.ink(look.name, "text"))
            return
        cell.text(name, x, look.first_baseline_px, cell.ink(look.name, "text"))
        facts = first_that_fits(_shorter(row_texts.facts(row)), QFontMetricsF(look.caption), width)
        cell.text(facts, x, look.second_baseline_px, cell.ink(look.caption, "text_3"))

    def _paint_poster(self, cell: Cell, row: ClipRow) -> None:
        look = self._look
        top = (look.row_height_px - look.poster_height_px) // 2
        place = cell.place(0, top, look.poster_width_px, look.poster_height_px)
        cell.painter.setPen(Qt.PenStyle.NoPen)
        cell.painter.setBrush(cell.color("line_strong") if cell.is_selected else cell.theme.color("pressed"))
        cell.painter.drawRoundedRect(place, POSTER_RADIUS_PX, POSTER_RADIUS_PX)
        still = look.posters.picture((str(row.path), row.source_bytes)) if look.posters is not None else None
        if still is not None:
            cell.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            cell.painter.drawPixmap(place, still, QRectF(still.rect()))
            return
        is_sound = row.info is not None and not row.info.has_picture
        side_px = ICON_PX if look.is_compact else 20
        left = (look.poster_width_px - side_px) // 2
        top += (look.poster_height_px - side_px) // 2
        cell.icon("note" if is_sound else "clip", left, top, side_px, cell.color("text_3"))


class SentDelegate(ClipRowDelegate):
    """What was sent, and of what."""

    def paint_content(self, cell: Cell, row: ClipRow, index: Index) -> None:
        """Paint the bytes."""
        self._two_lines(cell, *row_texts.sent_lines(row))


def state_width_px(look: RowLook) -> int:
    """What the longest word of a state needs, with what stands before and behind it."""
    metrics = QFontMetricsF(look.name)
    progress_px = QFontMetricsF(look.small).horizontalAdvance(row_texts.whole_share()) + GAP_INSIDE
    return math.ceil(
        TEXT_AFTER_ICON_PX
        + max(
            metrics.horizontalAdvance(row_texts.state_word(state)) + (progress_px if state in WORKING_STATES else 0)
            for state in RowState
        )
    )


class StateDelegate(ClipRowDelegate):
    """Shape, word and colour of the state; the stage bar while something goes on."""

    def paint_content(self, cell: Cell, row: ClipRow, index: Index) -> None:
        """Paint the state."""
        model = index.model()
        position = model.position_in_line(row.clip_id) if isinstance(model, ClipTableModel) else 0
        lines = row_texts.second_lines(row, position)
        if row.is_working:
            self._paint_work(cell, row, lines)
        else:
            self._paint_rest(cell, row, lines)

    def _paint_rest(self, cell: Cell, row: ClipRow, lines: tuple[str, ...]) -> None:
        look = self._look
        has_second = any(lines) and not look.is_compact
        self._paint_word(cell, row, look.first_baseline_px if has_second else look.only_baseline_px, 0)
        width = cell.width - TEXT_AFTER_ICON_PX
        second = first_that_fits(lines, QFontMetricsF(look.caption), width) if has_second else ""
        cell.text(second, TEXT_AFTER_ICON_PX, look.second_baseline_px, cell.ink(look.caption, "text_2"))

    def _paint_work(self, cell: Cell, row: ClipRow, lines: tuple[str, ...]) -> None:
        look, progress = self._look, row_texts.progress_text(row)
        is_counted = row.share is not None
        font = look.small if is_counted else look.caption
        room = QFontMetricsF(font).horizontalAdvance(progress) + GAP_INSIDE
        self._paint_word(cell, row, look.over_bar_baseline_px, room)
        ink = cell.ink(font, "text" if is_counted else "text_2")
        cell.text(progress, 0, look.over_bar_baseline_px, ink, width=cell.width, is_trailing=True)
        paint_stage_bar(cell, row, look.bar_top_px, look.dots_offset_px)
        if look.is_compact:
            return
        second = first_that_fits(lines, QFontMetricsF(look.caption), cell.width)
        cell.text(second, 0, look.under_bar_baseline_px, cell.ink(look.caption, "text_2"))

    def _paint_word(self, cell: Cell, row: ClipRow, baseline: int, room_after: float) -> None:
        look, color = self._look, cell.theme.state(row_texts.state_role(row.state))
        is_small = look.is_compact and row.is_working  # the bar stands below it
        side_px, font = (_SMALL_ICON_PX, look.caption_link) if is_small else (ICON_PX, look.name)
        top = round(baseline - QFontMetricsF(font).capHeight() / 2 - side_px / 2)
        cell.icon(row_texts.state_icon(row.state), 0, top, side_px, color)
        width = cell.width - TEXT_AFTER_ICON_PX - room_after
        word = row_texts.state_word(row.state)
        cell.elided(word, TEXT_AFTER_ICON_PX, baseline, Ink(font, color), width=width)


class TrackDelegate(ClipRowDelegate):
    """The answer, or why there is none and what helps."""

    def paint_content(self, cell: Cell, row: ClipRow, index: Index) -> None:
        """Paint the answer."""
        if row.track is None:
            _paint_without_answer(cell, row, index)
            return
        look, width = self._look, cell.width
        if look.hovered_row == index.row() and not look.shows_isrc:
            width -= buttons_width(row) + GAP_CONTROLS
        first, second = row_texts.track_lines(row)
        second = second if look.shows_credits else ""
        if look.is_compact:
            self._paint_line(cell, first, second, width)
            return
        baseline = look.first_baseline_px if second else look.only_baseline_px
        cell.elided(first, 0, baseline, cell.ink(look.name, "text"), width=width)
        cell.elided(second, 0, look.second_baseline_px, cell.ink(look.caption, "text_2"), width=width)

    def _paint_line(self, cell: Cell, title: str, credits: str, width: float) -> None:
        """Paint title and credits one after the other."""
        look = self._look
        cell.elided(title, 0, look.only_baseline_px, cell.ink(look.name, "text"), width=width)
        used = QFontMetricsF(look.name).horizontalAdvance(title)
        if credits and used < width:
            ink = cell.ink(look.body, "text_3")
            cell.elided(f" · {credits}", used, look.only_baseline_px, ink, width=width - used)


def _paint_without_answer(cell: Cell, row: ClipRow, index: Index) -> None:
    """Paint what stands in place of an answer over all the columns of an answer; each of them paints its part."""
    look = cell.look
    left, span = look.track_span
    whole = replace(cell, rect=QRect(left, cell.rect.top(), span, cell.rect.height()))
    width = whole.width
    if look.hovered_row == index.row():
        width -= look.score_width_px + buttons_width(row) + GAP_CONTROLS
    first, second = row_texts.track_lines(row)
    second = "" if look.is_compact else second
    cell.painter.setClipRect(cell.rect)
    baseline = look.first_baseline_px if second else look.only_baseline_px
    whole.elided(
        first, 0, baseline, whole.ink(look.body, "text_2" if row.state is RowState.FAILED else "text_3"), width=width
    )
    whole.elided(second, 0, look.second_baseline_px, whole.ink(look.caption_link, "accent_text"), width=width)


class IsrcDelegate(ClipRowDelegate):
    """The identity of the recording."""

    def paint_content(self, cell: Cell, row: ClipRow, index: Index) -> None:
        """Paint the ISRC."""
        if row.track is None:
            _paint_without_answer(cell, row, index)
            return
        look = self._look
        cell.elided(row_texts.isrc(row), 0, look.only_baseline_px, cell.ink(look.caption, "text_2"), width=cell.width)


class ScoreDelegate(ClipRowDelegate):
    """The score: number, word and bar."""

    def paint_content(self, cell: Cell, row: ClipRow, index: Index) -> None:
        """Paint the score."""
        if row.track is None:
            _paint_without_answer(cell, row, index)
            return
        look, value = self._look, row.track.score
        if value is None or not look.shows_score_bar:
            text = NOTHING if value is None else score(value)
            cell.text(text, 0, look.only_baseline_px, cell.ink(look.strong, "text"))
            return
        bar_top = round(look.row_height_px / 2 + 9)
        baseline = bar_top - 11
        cell.text(score(value), 0, baseline, cell.ink(look.strong, "text"))
        cell.text(score_word(value), 0, baseline, cell.ink(look.caption, "text_2"), width=cell.width, is_trailing=True)
        self._paint_bar(cell, row, value, bar_top)

    def _paint_bar(self, cell: Cell, row: ClipRow, value: float, top: int) -> None:
        painter = cell.painter
        track = QPainterPath()
        track.addRoundedRect(cell.place(0, top, cell.width, 4), 2, 2)
        painter.fillPath(track, cell.color("line_strong"))
        if value <= 0:
            return
        filled = QPainterPath()
        filled.addRoundedRect(cell.place(0, top, max(4.0, cell.width * min(100.0, max(0.0, value)) / 100), 4), 2, 2)
        painter.fillPath(filled, cell.theme.state(row_texts.state_role(row.state)))


def make_delegates(look: RowLook, parent: QObject) -> dict[Column, ClipRowDelegate]:
    """A delegate for every column."""
    kinds: dict[Column, type[ClipRowDelegate]] = {
        Column.CLIP: ClipDelegate,
        Column.SENT: SentDelegate,
        Column.STATE: StateDelegate,
        Column.TRACK: TrackDelegate,
        Column.ISRC: IsrcDelegate,
        Column.SCORE: ScoreDelegate,
    }
    return {column: kind(look, parent) for column, kind in kinds.items()}


# ------------------------------------------------------------------------------------------------------------ stage bar


def paint_stage_bar(cell: Cell, row: ClipRow, top: int, dots_offset_px: int) -> None:
    """Three segments, 20 : 50 : 30: done, at work, to come."""
    states = [state for state, _ in STAGE_SHARES]
    active = states.index(row.state)
    for place, rect in enumerate(_segments(cell, top)):
        path = _segment_path(rect, cell, is_first=place == 0, is_last=place == len(states) - 1)
        cell.painter.fillPath(path, cell.color("text_3" if place < active else "line_strong"))
        if place == active and row.state is RowState.RECOGNISING:
            _paint_dots(cell, rect, path, dots_offset_px)
        elif place == active and row.share:
            _paint_share(cell, row, rect, path)


def _segments(cell: Cell, top: int) -> list[QRectF]:
    room = cell.width - SEGMENT_GAP_PX * (len(STAGE_SHARES) - 1)
    rects: list[QRectF] = []
    x, done = 0.0, 0
    for _, share in STAGE_SHARES:
        done += share
        end = round(room * done / 100) + SEGMENT_GAP_PX * len(rects)
        rects.append(cell.place(x, top, end - x, BAR_HEIGHT_PX))
        x = end + SEGMENT_GAP_PX
    return rects


def _segment_path(rect: QRectF, cell: Cell, *, is_first: bool, is_last: bool) -> QPainterPath:
    """The segment; the outer ends of the bar are round."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    if not is_first and not is_last:
        path.addRect(rect)
        return path
    radius = BAR_HEIGHT_PX / 2
    is_left = is_first is not cell.is_mirrored
    path.addRoundedRect(rect, radius, radius)
    path.addRect(rect.adjusted(radius if is_left else 0.0, 0.0, 0.0 if is_left else -radius, 0.0))
    return path


def _paint_share(cell: Cell, row: ClipRow, rect: QRectF, path: QPainterPath) -> None:
    width = rect.width() * (row.share or 0.0)
    part = QRectF(rect)
    if cell.is_mirrored:
        part.setLeft(rect.right() - width)
    else:
        part.setRight(rect.left() + width)
    _fill_clipped(cell, path, [part], row)


def _paint_dots(cell: Cell, rect: QRectF, path: QPainterPath, offset_px: int) -> None:
    n_dots = int(rect.width() // DOT_PITCH_PX) + 2
    start = rect.left() + offset_px % DOT_PITCH_PX - DOT_PITCH_PX
    dots = [QRectF(start + place * DOT_PITCH_PX, rect.top(), DOT_PX, rect.height()) for place in range(n_dots)]
    clipped = QPainterPath()
    for dot in dots:
        clipped.addRect(dot)
    cell.painter.fillPath(path.intersected(clipped), cell.theme.state("recognising"))


def _fill_clipped(cell: Cell, path: QPainterPath, parts: list[QRectF], row: ClipRow) -> None:
    area = QPainterPath()
    for part in parts:
        area.addRect(part)
    cell.painter.fillPath(path.intersected(area), cell.theme.state(row_texts.state_role(row.state)))


# ------------------------------------------------------------------------------------------------- under the pointer


def hover_buttons(row: ClipRow, cell_rect: QRect, *, is_mirrored: bool) -> dict[str, QRect]:
    """The buttons at the end of a hovered row, by icon name, within the last text cell."""
    width = buttons_width(row)
    left = cell_rect.left() + GAP_COLUMNS if is_mirrored else cell_rect.right() + 1 - GAP_COLUMNS - width
    top = cell_rect.top() + (cell_rect.height() - BUTTON_PX) // 2
    pitch = BUTTON_PX + GAP_INSIDE
    return {
        name: QRect(left + place * pitch, top, BUTTON_PX, BUTTON_PX) for place, name in enumerate(_button_names(row))
    }


def buttons_width(row: ClipRow) -> int:
    """Width of all the buttons of a row."""
    n_buttons = len(_button_names(row))
    return n_buttons * BUTTON_PX + (n_buttons - 1) * GAP_INSIDE


def _button_names(row: ClipRow) -> tuple[str, ...]:
    return ("copy", "play", "more") if row.track is not None else ("more",)


def paint_hover_buttons(
    painter: QPainter, option: QStyleOptionViewItem, buttons: dict[str, QRect], plate: QRect
) -> None:
    """Paint them over the row, on a plate of its ground."""
    theme = theme_of(option.palette)
    is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
    is_active = bool(option.state & QStyle.StateFlag.State_Active)
    ground = "hover" if not is_selected else "select" if is_active else "select_idle"
    painter.fillRect(plate, theme.color(ground))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ratio = painter.device().devicePixelRatioF()
    for name, rect in buttons.items():
        painter.setPen(QPen(theme.color("track_select" if is_selected else "line_strong"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.drawPixmap(rect.left() + 5, rect.top() + 5, icon_pixmap(name, ICON_PX, theme.color("text"), ratio))


def link_rect(row: ClipRow, cell_rect: QRect, look: RowLook, *, is_mirrored: bool) -> QRect:
    """Where the cure stands in a Track cell; empty where there is none."""
    if row_texts.cure_of(row) is None or look.is_compact:
        return QRect()
    metrics = QFontMetricsF(look.caption_link)
    width = round(min(metrics.horizontalAdvance(row_texts.track_lines(row)[1]), cell_rect.width() - GAP_COLUMNS))
    top = cell_rect.top() + look.second_baseline_px - round(metrics.ascent()) - 3
    left = cell_rect.right() + 1 - width if is_mirrored else cell_rect.left()
    return QRect(left, top, width, round(metrics.height()) + 6)


def _shorter(facts: str) -> tuple[str, ...]:
    """The facts and what is left of them when whole parts fall off the end."""
    parts = facts.split(" · ")
    return tuple(" · ".join(parts[:n]) for n in range(len(parts), 0, -1))
