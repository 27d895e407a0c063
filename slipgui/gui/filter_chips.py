"""The row of filter chips over the list: word, shape and count; one is chosen."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QButtonGroup, QWidget

from slipgui.gui.assets import icon_pixmap
from slipgui.gui.chip_line import CHIP_GAP_PX, ChipLine
from slipgui.gui.clip_table_model import RowFilter
from slipgui.gui.texts import control, filter_sentence, filter_word
from slipgui.gui.theme import GAP_CONTROLS, PAGE_PADDING, SMALL, scaled_font, theme_of

CHIP_HEIGHT_PX = 26
_PADDING_PX, _TIGHT_PADDING_PX = 11, 8
_GAP_PX, _TIGHT_GAP_PX = 6, 4
_ICON_PX = 14
_RING_PX, _RING_GAP_PX = 2, 1
_ICONS = {
    RowFilter.IDENTIFIED: ("state-internal", "s_internal"),
    RowFilter.EXTERNAL: ("state-external", "s_external"),
    RowFilter.UNSURE: ("state-unsure", "s_unsure"),
    RowFilter.NOT_FOUND: ("state-not-found", "s_not_found"),
    RowFilter.FAILED: ("state-failed", "s_failed"),
}
_KEYBOARD_REASONS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class FilterChip(QAbstractButton):
    """One chip.

    Parameters
    ----------
    row_filter
        What it shows when chosen.
    parent
        Owner.
    """

    def __init__(self, row_filter: RowFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_filter = row_filter
        self._count = -1
        self._padding_px = _PADDING_PX
        self._has_keyboard_focus = False
        self.setCheckable(True)
        self.setAutoExclusive(True)  # one of several, as a screen reader is told
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setText(filter_word(row_filter))
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Tell how many clips it would show."""
        if count != self._count:
            self._count = count
            self.setAccessibleName(filter_sentence(self.row_filter, count))
            self.updateGeometry()
            self.update()

    def set_tight(self, is_tight: bool) -> None:
        """Take less room beside the words."""
        self._padding_px = _TIGHT_PADDING_PX if is_tight else _PADDING_PX
        self.updateGeometry()
        self.update()

    @property
    def roomy_width(self) -> int:
        """How wide it is where there is room."""
        return self.sizeHint().width() + 2 * (_PADDING_PX - self._padding_px)

    def sizeHint(self) -> QSize:
        """Room for shape, word and count."""
        metrics = QFontMetricsF(self._font(is_chosen=True))
        width = metrics.horizontalAdvance(self.text()) + metrics.horizontalAdvance(str(self._count))
        width += 2 * self._padding_px + _GAP_PX + (_ICON_PX + _GAP_PX if self.row_filter in _ICONS else 0)
        return QSize(round(width), max(CHIP_HEIGHT_PX, round(metrics.height() + 10)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the keyboard brought the focus: only then the ring shows."""
        self._has_keyboard_focus = event.reason() in _KEYBOARD_REASONS
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, shape, word and count."""
        theme, painter, is_chosen = theme_of(self.palette()), QPainter(self), self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_ring = self.hasFocus() and self._has_keyboard_focus
        painter.setPen(QPen(theme.color("focus" if is_chosen else "line_strong"), 1.0))
        hover = theme.color("hover") if self.underMouse() else Qt.GlobalColor.transparent
        painter.setBrush(theme.color("select") if is_chosen else hover)
        # the ring stands around the chip, with a pixel between: the chosen one has an edge in the same colour
        inset = 0.5 + (_RING_PX + _RING_GAP_PX if has_ring else 0)
        _draw_pill(painter, QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))
        if has_ring:
            painter.setPen(QPen(theme.color("focus"), _RING_PX))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            _draw_pill(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1))
        self._paint_content(painter)

    def _paint_content(self, painter: QPainter) -> None:
        theme, is_chosen, font = theme_of(self.palette()), self.isChecked(), self._font(is_chosen=self.isChecked())
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        inner = QRectF(self.rect()).adjusted(self._padding_px, 0, -self._padding_px, 0)
        if self.row_filter in _ICONS:
            name, role = _ICONS[self.row_filter]
            pixmap = icon_pixmap(name, _ICON_PX, theme.color(role), self.devicePixelRatioF())
            left = inner.right() - _ICON_PX if is_mirrored else inner.left()
            painter.drawPixmap(round(left), round((self.height() - _ICON_PX) / 2), pixmap)
            step = _ICON_PX + _GAP_PX
            inner.adjust(0 if is_mirrored else step, 0, -step if is_mirrored else 0, 0)
        painter.setFont(font)
        painter.setPen(theme.color("on_select" if is_chosen else "text_2"))
        leading, trailing = Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag.AlignTrailing
        painter.drawText(inner, leading | Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setPen(theme.color("on_select" if is_chosen else "text_3"))
        painter.drawText(inner, trailing | Qt.AlignmentFlag.AlignVCenter, str(self._count))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Go dark."""
        super().leaveEvent(event)
        self.update()

    def _font(self, *, is_chosen: bool) -> QFont:
        weight = QFont.Weight.DemiBold if is_chosen else QFont.Weight.Normal
        return scaled_font(QApplication.font(), SMALL, weight)


def _draw_pill(painter: QPainter, rect: QRectF) -> None:
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)


class FilterChips(ChipLine):
    """All chips on one line, which moves together before it scrolls sideways."""

    chosen = Signal(object)
    """The user chose a ``RowFilter``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(control("filters"), GAP_CONTROLS + 2, parent)
        self._is_tight = False
        self._group = QButtonGroup(self)
        self._chips = {row_filter: FilterChip(row_filter) for row_filter in RowFilter}
        for chip in self._chips.values():
            self._group.addButton(chip)
        self.add_chips(*self._chips.values())
        self._chips[RowFilter.ALL].setChecked(True)
        self._group.buttonClicked.connect(self._clicked)

    def set_counts(self, counts: dict[RowFilter, int]) -> None:
        """Show the counts; a chip without clips hides, but for "All" and the chosen one."""
        for row_filter, chip in self._chips.items():
            count = counts.get(row_filter, 0)
            chip.set_count(count)
            chip.setVisible(count > 0 or row_filter is RowFilter.ALL or chip.isChecked())
        self._fit()

    def choose(self, row_filter: RowFilter) -> None:
        """Mark a chip as the chosen one."""
        self._chips[row_filter].setChecked(True)
        self._chips[row_filter].show()

    def chip(self, row_filter: RowFilter) -> FilterChip:
        """The chip of a filter."""
        return self._chips[row_filter]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move together where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = [chip for chip in self._chips.values() if not chip.isHidden()]
        wanted_px = sum(chip.roomy_width for chip in shown) + CHIP_GAP_PX * (len(shown) - 1)
        is_tight = wanted_px > self.viewport().width() - 2 * PAGE_PADDING
        if is_tight is self._is_tight:
            return
        self._is_tight = is_tight
        self.row.setSpacing(_TIGHT_GAP_PX if is_tight else CHIP_GAP_PX)
        for chip in self._chips.values():
            chip.set_tight(is_tight)

    def _clicked(self, chip: FilterChip) -> None:
        self.ensureWidgetVisible(chip, PAGE_PADDING, 0)
        self.chosen.emit(chip.row_filter)
