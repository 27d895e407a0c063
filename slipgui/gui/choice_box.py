"""A field in which one of several words is chosen, in the look of the other fields."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from slipgui.gui.assets import icon_pixmap
from slipgui.gui.scroll_bars import name_scroll_bars
from slipgui.gui.theme import theme_of

_PADDING_PX, _ICON_PX, _LEAST_HEIGHT_PX = 8, 14, 30


class ChoiceBox(QComboBox):
    """The field; its list is the platform's.

    Parameters
    ----------
    parent
        Owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name_scroll_bars(self.view())
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def sizeHint(self) -> QSize:
        """Room for the longest word and the arrow."""
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(self.itemText(place)) for place in range(self.count())), default=0)
        widest += 1  # words end between points
        return QSize(widest + 3 * _PADDING_PX + _ICON_PX, max(_LEAST_HEIGHT_PX, metrics.height() + 12))

    def minimumSizeHint(self) -> QSize:
        """A few letters: the word is cut where there is no room."""
        return QSize(72, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, word and arrow."""
        theme, painter = theme_of(QApplication.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus = self.hasFocus()
        edge = "focus" if has_focus else "control" if self.isEnabled() else "line"
        painter.setPen(QPen(theme.color(edge), 2 if has_focus else 1))
        painter.setBrush(theme.color("hover" if self.underMouse() else "base"))
        inset = 1.0 if has_focus else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        ink = theme.color("text" if self.isEnabled() else "disabled")
        arrow_ink = theme.color("text_2" if self.isEnabled() else "disabled")
        arrow = icon_pixmap("chevron-down", _ICON_PX, arrow_ink, self.devicePixelRatioF())
        x = _PADDING_PX if is_mirrored else self.width() - _PADDING_PX - _ICON_PX
        painter.drawPixmap(x, (self.height() - _ICON_PX) // 2, arrow)
        painter.setPen(ink)
        end = 2 * _PADDING_PX + _ICON_PX
        words = self.rect().adjusted(end if is_mirrored else _PADDING_PX, 0, -_PADDING_PX if is_mirrored else -end, 0)
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, text)
