"""The column of folders on the catalogue page: all music, every folder that holds tracks, and what cannot be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from slipgui.gui.action_button import ActionButton
from slipgui.gui.assets import icon_pixmap
from slipgui.gui.catalogue_folders import FolderLine, Totals
from slipgui.gui.catalogue_texts import all_music_lines, failed_lines, folder_lines, word
from slipgui.gui.labels import TextLabel, plain_tool_tip
from slipgui.gui.scroll_bars import name_scroll_bars
from slipgui.gui.switch import paint_switch
from slipgui.gui.theme import BODY, CAPTION, GAP_CONTROLS, GAP_INSIDE, margins, scaled_font, theme_of

Index = QModelIndex | QPersistentModelIndex

WIDTH_PX, NARROW_WIDTH_PX = 232, 168
_LINE_HEIGHT_PX = 44
_ICON_PX = 18
_PADDING_PX = 10
_SWITCH_ROOM_PX = 28 + 2 * 10 + GAP_CONTROLS
"""A switch with room around it, up to the edge of the list."""
_ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
_KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list."""

    folder: str | None
    """Path; None for all music and for what cannot be read."""
    is_failed: bool
    """The group of what cannot be read."""
    name: str
    line: str
    is_watched: bool = False
    """Kept in step; stands for everything below it."""
    is_connected: bool = True


class _Entries(QAbstractListModel):
    """All music, the folders, what cannot be read."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self.set_entries([Entry(None, False, *all_music_lines(Totals()))])

    def set_entries(self, entries: list[Entry]) -> None:
        if [entry.folder for entry in entries] == [entry.folder for entry in self.entries] and entries:
            self.entries = entries
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
        else:
            self.beginResetModel()
            self.entries = entries
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default; an index is a value)
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == _ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = (entry.name, entry.line, word("watched") if entry.is_watched else "")
            return ", ".join(text for text in words if text)
        if role == Qt.ItemDataRole.ToolTipRole and entry.folder is not None:
            return plain_tool_tip(f"{entry.folder}\n{word('keep_in_step')}: {word('keep_in_step_note')}")
        return None


class FolderList(QListView):
    """The list itself; the arrows choose, the menu key asks for the menu."""

    chosen = Signal(object)
    """The user chose an ``Entry``."""
    menu_requested = Signal(object, QPoint)
    """The menu of an ``Entry`` is wanted at this place of the screen."""
    watch_toggled = Signal(object, bool)
    """The folder of an ``Entry`` is to be kept in step, or not any more."""

    def __init__(self) -> None:
        super().__init__()
        name_scroll_bars(self)
        self._entries = _Entries()
        self._is_on_switch = False
        self._is_filling = False
        self.is_keyboard_led = False
        self.setModel(self._entries)
        self.setItemDelegate(_EntryDelegate(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName(word("folders"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setCurrentIndex(self._entries.index(0))
        self.selectionModel().currentChanged.connect(self._choose)

    @property
    def entry(self) -> Entry:
        """The chosen entry."""
        row = self.currentIndex().row()
        return self._entries.entries[max(0, row)]

    @property
    def entries(self) -> Sequence[Entry]:
        """All entries."""
        return self._entries.entries

    def show_lines(self, lines: Sequence[FolderLine], totals: Totals) -> None:
        """Show these folders; what was chosen stays so where it is still there, else all music is chosen."""
        entries = [Entry(None, False, *all_music_lines(totals))]
        entries += [
            Entry(line.folder, False, *folder_lines(line), line.is_watched, line.is_connected) for line in lines
        ]
        if totals.n_failed:
            entries.append(Entry(None, True, *failed_lines(totals.n_failed)))
        before = (self.entry.folder, self.entry.is_failed)
        self._is_filling = True
        self._entries.set_entries(entries)
        keys = [(entry.folder, entry.is_failed) for entry in entries]
        place = keys.index(before) if before in keys else 0
        self.setCurrentIndex(self._entries.index(place))
        self._is_filling = False
        if before not in keys:
            self.chosen.emit(self.entry)

    def choose(self, entry: Entry) -> None:
        """Choose an entry."""
        self.setCurrentIndex(self._entries.index(self._entries.entries.index(entry)))

    def choose_alike(self, entry: Entry) -> None:
        """Choose what another list calls so."""
        same = (found for found in self.entries if (found.folder, found.is_failed) == (entry.folder, entry.is_failed))
        self.choose(next(same, self.entries[0]))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the entry under the pointer."""
        index = self.indexAt(event.pos())
        if index.isValid():
            self.menu_requested.emit(self._entries.entries[index.row()], event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu by key, or move."""
        has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.is_keyboard_led = True
        if event.key() == Qt.Key.Key_Space and self.entry.folder is not None:
            self.watch_toggled.emit(self.entry, not self.entry.is_watched)
        elif event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and has_shift):
            corner = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_requested.emit(self.entry, self.viewport().mapToGlobal(corner))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """On its switch a folder is only switched, not chosen."""
        self._is_on_switch = self._switch_at(event) is not None
        if not self._is_on_switch:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Switch where press and release are on the switch."""
        entry = self._switch_at(event)
        if self._is_on_switch and entry is not None:
            self.watch_toggled.emit(entry, not entry.is_watched)
        elif not self._is_on_switch:
            super().mouseReleaseEvent(event)
        self._is_on_switch = False

    def _switch_at(self, event: QMouseEvent) -> Entry | None:
        """The entry whose switch is under the pointer."""
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return None
        entry = self._entries.entries[index.row()]
        place = switch_place(self.visualRect(index), self.layoutDirection())
        has_switch = entry.folder is not None and place.contains(event.position().toPoint())
        return entry if has_switch else None

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are actions."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the keyboard brought the focus: only then the ring shows."""
        self.is_keyboard_led = event.reason() in _KEYBOARD_REASONS
        super().focusInEvent(event)

    def _choose(self) -> None:
        if not self._is_filling:
            self.chosen.emit(self.entry)


def switch_place(rect: QRect, direction: Qt.LayoutDirection) -> QRect:
    """Where the switch of a folder may be clicked, at the trailing end of its line."""
    left = rect.left() + GAP_CONTROLS if direction == Qt.LayoutDirection.RightToLeft else rect.right() - _SWITCH_ROOM_PX
    return QRect(left, rect.top(), _SWITCH_ROOM_PX - GAP_CONTROLS, rect.height())


class _EntryDelegate(QStyledItemDelegate):
    """Icon, name and counts of a folder."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        body = QFontMetricsF(scaled_font(QApplication.font())).height()
        caption = QFontMetricsF(scaled_font(QApplication.font(), CAPTION)).height()
        return QSize(80, max(_LINE_HEIGHT_PX, round(body + caption + 14)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, theme = index.data(_ENTRY_ROLE), theme_of(option.palette)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect).adjusted(GAP_CONTROLS, 0, -GAP_CONTROLS, 0)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("pressed" if is_chosen else "hover"))
            painter.drawRoundedRect(rect, 6, 6)
        view = self.parent()
        if is_chosen and isinstance(view, FolderList) and view.hasFocus() and view.is_keyboard_led:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 5, 5)
        has_switch = entry.folder is not None and bool(is_chosen or option.state & QStyle.StateFlag.State_MouseOver)
        if has_switch:
            paint_switch(painter, switch_place(option.rect, option.direction), theme, is_on=entry.is_watched)
        self._paint_words(painter, rect, entry, _SWITCH_ROOM_PX - 2 * GAP_CONTROLS if has_switch else 0)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, entry: Entry, trailing_px: int) -> None:
        theme = theme_of(QApplication.palette())
        is_mirrored = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        inner = rect.adjusted(_PADDING_PX, 0, -_PADDING_PX, 0)
        x = inner.right() + 1 - _ICON_PX if is_mirrored else inner.left()
        is_wrong = entry.is_failed or not entry.is_connected
        role = "s_failed" if entry.is_failed else "text_2"
        icon = icon_pixmap(
            "state-failed" if entry.is_failed else "watch" if entry.is_watched else "folder",
            _ICON_PX,
            theme.color(role),
            painter.device().devicePixelRatioF(),
        )
        painter.drawPixmap(x, inner.top() + (inner.height() - _ICON_PX) // 2, icon)
        step = _ICON_PX + _PADDING_PX
        inner.adjust(*((trailing_px, 0, -step, 0) if is_mirrored else (step, 0, -trailing_px, 0)))
        body, caption = (
            scaled_font(QApplication.font(), BODY, QFont.Weight.Medium),
            scaled_font(QApplication.font(), CAPTION),
        )
        heights = round(QFontMetricsF(body).height()), round(QFontMetricsF(caption).height())
        top = inner.top() + (inner.height() - sum(heights) - 1) // 2
        for text, font, height, ink in (
            (entry.name, body, heights[0], "text"),
            (entry.line, caption, heights[1], "s_failed" if is_wrong else "text_3"),
        ):
            painter.setFont(font)
            painter.setPen(theme.color(ink))
            elided = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            line = QRect(inner.left(), top, inner.width(), height)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, elided)
            top += height + 1


class FolderColumn(QWidget):
    """Heading with "add", and the list."""

    def __init__(self) -> None:
        super().__init__()
        self._label = TextLabel(word("folders"), role="text_3", factor=CAPTION, weight=QFont.Weight.DemiBold)
        self._label.setWordWrap(False)
        self.add_button = ActionButton("", "add", kind="quiet", is_small=True)
        self.add_button.setAccessibleName(word("add_music"))
        self.add_button.setToolTip(word("add_music"))
        self.list = FolderList()
        head = QHBoxLayout()
        head.setContentsMargins(margins(2 * GAP_CONTROLS, 0, GAP_CONTROLS + GAP_INSIDE, 0))
        head.addWidget(self._label, 1)
        head.addWidget(self.add_button)
        head.addStrut(52)
        column = QVBoxLayout(self)
        column.setContentsMargins(margins(0, 0, 1, 0))
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.setFixedWidth(WIDTH_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line against the list."""
        theme, painter = theme_of(self.palette()), QPainter(self)
        painter.fillRect(self.rect(), theme.color("window"))
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.fillRect(0 if is_mirrored else self.width() - 1, 0, 1, self.height(), theme.color("line"))
