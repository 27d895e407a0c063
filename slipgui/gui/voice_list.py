"""The list of voices: who, what of, and when; each with the letters of its name in a circle."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from slipgui.core.voice import Voice
from slipgui.gui.scroll_bars import name_scroll_bars
from slipgui.gui.texts import plain, short_day
from slipgui.gui.theme import BODY, CAPTION, SMALL, Theme, scaled_font, theme_of
from slipgui.gui.voice_texts import initials, made_of, word

VOICE_ROLE = Qt.ItemDataRole.UserRole
_ROW_PX, _AVATAR_PX, _PADDING_PX = 54, 32, 16
Index = QModelIndex | QPersistentModelIndex


class VoiceModel(QAbstractListModel):
    """The voices that fit the search."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[Voice] = []
        self._shown: list[Voice] = []
        self._words = ""

    @property
    def voices(self) -> list[Voice]:
        """All, whether they fit or not."""
        return list(self._all)

    def set_voices(self, voices: Sequence[Voice]) -> None:
        """Take other voices."""
        self._all = list(voices)
        self._fill()

    def search(self, text: str) -> None:
        """Show those that have these words in name or source."""
        self._words = text.casefold()
        self._fill()

    def _fill(self) -> None:
        self.beginResetModel()
        words = self._words.split()
        self._shown = [
            voice for voice in self._all if all(part in f"{voice.label} {voice.source}".casefold() for part in words)
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many fit."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The voice, or its words."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        voice = self._shown[index.row()]
        if role == VOICE_ROLE:
            return voice
        if role == Qt.ItemDataRole.DisplayRole:
            return plain(voice.label)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{plain(voice.label)}, {made_of(voice)}, {short_day(voice.created_at)}"
        return None

    def place_of(self, voice_id: str) -> int:
        """Where a voice stands; -1 where it does not."""
        return next((place for place, voice in enumerate(self._shown) if voice.id == voice_id), -1)


def paint_avatar(painter: QPainter, place: QRectF, label: str, theme: Theme, *, is_chosen: bool) -> None:
    """Draw the letters of a name in a circle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent" if is_chosen else "pressed"))
    painter.drawEllipse(place)
    font = scaled_font(QApplication.font(), BODY, QFont.Weight.DemiBold)
    font.setPixelSize(max(10, round(place.height() * 0.36)))
    painter.setFont(font)
    painter.setPen(theme.color("on_accent" if is_chosen else "text_2"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, initials(label))


class VoiceDelegate(QStyledItemDelegate):
    """Paints a voice in two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines high."""
        height = QFontMetricsF(scaled_font(QApplication.font())).height()
        return QSize(120, max(_ROW_PX, round(2.3 * height + 18)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, circle, words and day."""
        voice = index.data(VOICE_ROLE)
        if not isinstance(voice, Voice):
            return
        theme, rect = theme_of(QApplication.palette()), QRect(option.rect)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("select" if is_chosen else "hover"))
        if is_chosen:
            x = rect.right() - 2 if is_mirrored else rect.left()
            painter.fillRect(x, rect.top(), 3, rect.height(), theme.color("focus"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        x = rect.right() - _PADDING_PX - _AVATAR_PX if is_mirrored else rect.left() + _PADDING_PX
        circle = QRectF(x, rect.center().y() - _AVATAR_PX / 2, _AVATAR_PX, _AVATAR_PX)
        paint_avatar(painter, circle, voice.label, theme, is_chosen=is_chosen)
        self._paint_words(painter, rect, voice, theme, is_mirrored=is_mirrored)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("focus"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -2))
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, voice: Voice, theme: Theme, *, is_mirrored: bool) -> None:
        day_font = scaled_font(QApplication.font(), CAPTION)
        day = short_day(voice.created_at)
        day_px = round(QFontMetricsF(day_font).horizontalAdvance(day)) + 1
        left, right = _PADDING_PX + _AVATAR_PX + 12, _PADDING_PX
        inner = rect.adjusted(right, 0, -left, 0) if is_mirrored else rect.adjusted(left, 0, -right, 0)
        painter.setFont(day_font)
        painter.setPen(theme.color("text_2"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing, day)
        words = inner.adjusted(day_px + 10, 0, 0, 0) if is_mirrored else inner.adjusted(0, 0, -day_px - 10, 0)
        half = words.height() // 2
        for text, font, role, part, side in (
            (
                plain(voice.label),
                scaled_font(QApplication.font(), BODY, QFont.Weight.Medium),
                "text",
                words.adjusted(0, 0, 0, -half),
                Qt.AlignmentFlag.AlignBottom,
            ),
            (
                made_of(voice),
                scaled_font(QApplication.font(), SMALL),
                "text_2",
                words.adjusted(0, half + 1, 0, 0),
                Qt.AlignmentFlag.AlignTop,
            ),
        ):
            painter.setFont(font)
            painter.setPen(theme.color(role))
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, part.width())
            painter.drawText(part, side | Qt.AlignmentFlag.AlignLeading, shown)


class VoiceView(QListView):
    """The list; several voices can be selected."""

    selection_changed = Signal()

    def __init__(self, model: VoiceModel) -> None:
        super().__init__()
        name_scroll_bars(self)
        self.setAccessibleName(word("voices"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setModel(model)
        self.setItemDelegate(VoiceDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())

    def selected_voices(self) -> list[Voice]:
        """Those that are selected, in the order of the list."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        model = self.model()
        return [model.index(row, 0).data(VOICE_ROLE) for row in rows]
