"""The search field of a page: magnifier, words, and the key that leads here."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from slipgui.gui.assets import icon_pixmap
from slipgui.gui.texts import control
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, scaled_font, theme_of

_ICON_PX = 15
_KEY_PADDING_PX = 5.0


class SearchField(QLineEdit):
    """A field whose text narrows the list while it is written.

    Parameters
    ----------
    parent
        Owner.
    """

    left = Signal()
    """Esc in the empty field, or Down: back to the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = QKeySequence(QKeySequence.StandardKey.Find).toString(QKeySequence.SequenceFormat.NativeText)
        self.setPlaceholderText(control("search"))
        self.setAccessibleName(control("search_name"))
        for_icon = _ICON_PX + GAP_CONTROLS - 1
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        # Qt would put words of the other direction to the other side, upon the key
        side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        self.setTextMargins(0 if is_mirrored else for_icon, 0, for_icon if is_mirrored else 0, 0)
        self.setMaxLength(200)
        self.setMinimumWidth(120)

    def sizeHint(self) -> QSize:
        """As wide as in the mock-ups or as its words and key need, as high as the buttons beside it."""
        width = round(self._least_width() + GAP_CONTROLS)
        return QSize(max(200, width), max(30, round(QFontMetricsF(self.font()).height() + 12)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears, then leaves; Down leaves."""
        is_escape = event.key() == Qt.Key.Key_Escape
        if is_escape and self.text():
            self.clear()
        elif is_escape or event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, the magnifier, and the key while nothing is written."""
        super().paintEvent(event)
        theme, painter = theme_of(QApplication.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = round((self.height() - _ICON_PX) / 2)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - GAP_CONTROLS - _ICON_PX if is_mirrored else GAP_CONTROLS + 1
        painter.drawPixmap(x, top, icon_pixmap("search", _ICON_PX, theme.color("text_3"), self.devicePixelRatioF()))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        elif not self.text() and self.width() >= self._least_width():
            self._paint_key(painter, is_mirrored=is_mirrored)

    def _paint_key(self, painter: QPainter, *, is_mirrored: bool) -> None:
        theme, width = theme_of(QApplication.palette()), self._key_width()
        x = GAP_CONTROLS if is_mirrored else self.width() - GAP_CONTROLS - width
        plate = QRectF(round(x), self.height() / 2 - 9, round(width), 18)
        painter.setPen(QPen(theme.color("line_strong"), 1))
        painter.drawRoundedRect(plate.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(_key_font())
        painter.setPen(theme.color("text_3"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, self._key)

    def _least_width(self) -> float:
        """Room for magnifier, words and key; where there is less, the key would stand on the words."""
        words_px = QFontMetricsF(self.font()).horizontalAdvance(self.placeholderText())
        return words_px + self._key_width() + _ICON_PX + 4 * GAP_CONTROLS

    def _key_width(self) -> float:
        return QFontMetricsF(_key_font()).horizontalAdvance(self._key) + 2 * _KEY_PADDING_PX


def _key_font() -> QFont:
    return scaled_font(QApplication.font(), CAPTION)
