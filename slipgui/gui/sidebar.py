"""The sidebar: the pages there are, and the service that recognises."""

from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from slipgui.gui.assets import icon_pixmap
from slipgui.gui.fill import fill
from slipgui.gui.labels import ElidedLabel, IconLabel, plain_tool_tip
from slipgui.gui.painted_button import PaintedButton
from slipgui.gui.texts import control, n_clips, plain
from slipgui.gui.theme import BODY, CAPTION, GAP_CONTROLS, SMALL, margins, scaled_font, theme_of

PAGES = ("queue", "history", "cues", "catalogue", "voices")
"""In the order of the sidebar; named as their icons."""
WIDTH_PX, NARROW_WIDTH_PX = 200, 56
_ITEM_HEIGHT_PX = 36
_ICON_PX = 20
_PADDING_PX = 10


def service_icon(name: str) -> str:
    """The icon of a service: a cloud for the remote one, a computer for the local one."""
    return "cloud" if name == "AudioVerify" else "local"


class NavigationItem(PaintedButton):
    """A page in the sidebar.

    Parameters
    ----------
    text
        Name of the page.
    icon
        Its icon.
    """

    def __init__(self, text: str, icon: str) -> None:
        super().__init__()
        self._icon_name = icon
        self._count = 0
        self._is_narrow = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # one of several, as a screen reader is told
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        """Tell how many things are on the page; 0 shows no number."""
        if count != self._count:
            self._count = count
            self.setAccessibleName(f"{self.text()}, {n_clips(count)}" if count else self.text())
            self.update()

    def set_narrow(self, is_narrow: bool) -> None:
        """Show the icon alone."""
        self._is_narrow = is_narrow
        self.setToolTip(self.text() if is_narrow else "")
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        height = QFontMetricsF(scaled_font(QApplication.font())).height()
        return QSize(NARROW_WIDTH_PX - 2 * GAP_CONTROLS, max(_ITEM_HEIGHT_PX, round(height + 16)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, mark, icon, name and count."""
        theme, painter = theme_of(self.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(theme.color("pressed" if self.isChecked() else "hover"))
            painter.drawRoundedRect(self.rect(), 6, 6)
        if self.isChecked():
            painter.setBrush(theme.color("focus"))
            x = self.width() - 3 if is_mirrored else 0
            painter.drawRoundedRect(QRectF(x, self.height() / 2 - 9, 3, 18), 1.5, 1.5)
        role = "text" if self.isChecked() else "text_2"
        x = (self.width() - _ICON_PX) // 2 if self._is_narrow else _PADDING_PX
        x = self.width() - _ICON_PX - x if is_mirrored else x
        pixmap = icon_pixmap(self._icon_name, _ICON_PX, theme.color(role), self.devicePixelRatioF())
        painter.drawPixmap(x, (self.height() - _ICON_PX) // 2, pixmap)
        if not self._is_narrow:
            self._paint_words(painter)
        if self.has_ring:
            self._paint_ring(painter)

    def _paint_words(self, painter: QPainter) -> None:
        theme, step = theme_of(self.palette()), _PADDING_PX + _ICON_PX + 10
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        inner = self.rect().adjusted(*((_PADDING_PX, 0, -step, 0) if is_mirrored else (step, 0, -_PADDING_PX, 0)))
        weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal
        painter.setPen(theme.color("text" if self.isChecked() else "text_2"))
        painter.setFont(scaled_font(QApplication.font(), BODY, weight))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, self.text())
        if self._count:
            painter.setFont(scaled_font(QApplication.font(), CAPTION, QFont.Weight.Medium))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing, str(self._count))

    def _paint_ring(self, painter: QPainter) -> None:
        pen = painter.pen()
        pen.setColor(theme_of(self.palette()).color("focus"))
        pen.setStyle(Qt.PenStyle.SolidLine)
        pen.setWidth(2)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)


class ServiceCard(PaintedButton):
    """Which service recognises, and how it does; pressed, it leads to the catalogue."""

    def __init__(self) -> None:
        super().__init__()
        self._is_narrow = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleDescription(control("service_leads"))
        self._sentence = ""
        self._icon = IconLabel("local", 18, "text_3")
        self._name = ElidedLabel(factor=SMALL, weight=QFont.Weight.Medium)
        self._line = ElidedLabel(role="text_3")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._name)
        words.addWidget(self._line)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_PADDING_PX, GAP_CONTROLS, _PADDING_PX, GAP_CONTROLS)
        self._row.setSpacing(GAP_CONTROLS)
        self._row.addWidget(self._icon)
        self._row.addLayout(words, 1)
        self.setAccessibleName(control("service"))

    def set_service(self, name: str, line: str, is_ok: bool) -> None:
        """Tell the service's name, one line on how it does, and whether that is well."""
        self._icon.set_icon(service_icon(name), "s_internal" if is_ok else "s_failed")
        self._name.set_text(plain(name))
        self._line.set_text(plain(line))
        sentence = f"{plain(name)}, {plain(line)}" if line else plain(name)
        self._sentence = sentence
        self.setAccessibleName(f"{control('service')}: {sentence}")
        self._set_tool_tip()

    def set_narrow(self, is_narrow: bool) -> None:
        """Show the icon alone."""
        self._is_narrow = is_narrow
        for label in (self._name, self._line):
            label.setVisible(not is_narrow)
        side = 11 if is_narrow else _PADDING_PX
        self._row.setContentsMargins(side, GAP_CONTROLS, side, GAP_CONTROLS)
        self._set_tool_tip()
        self.update()

    def _set_tool_tip(self) -> None:
        self.setToolTip(plain_tool_tip(self._sentence) if self._is_narrow else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        theme, painter = theme_of(self.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_ring = self.has_ring
        if self._is_narrow and not has_ring and not self.underMouse():
            return
        width = 2.0 if has_ring else 1.0
        painter.setPen(
            QPen(theme.color("focus" if has_ring else "line_strong" if self.underMouse() else "line"), width)
        )
        painter.setBrush(theme.color("hover" if self.underMouse() else "raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), 8, 8)


class Sidebar(QFrame):
    """Pages above, service below.

    Parameters
    ----------
    parent
        Owner.
    """

    chosen = Signal(str)
    """The user wants the page of this name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(control("pages"))
        self.items = {name: NavigationItem(control(name), name) for name in PAGES}
        pages = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(margins(GAP_CONTROLS, GAP_CONTROLS, GAP_CONTROLS + 1, GAP_CONTROLS))
        column.setSpacing(2)
        for name, item in self.items.items():
            pages.addButton(item)
            item.clicked.connect(partial(self._choose, name))
            column.addWidget(item)
        self.choose(PAGES[0])
        self.service_card = ServiceCard()
        self.service_card.clicked.connect(partial(self._choose, "catalogue"))
        self.settings_item = NavigationItem(control("settings"), "settings")
        self.settings_item.setCheckable(False)
        column.addStretch(1)
        column.addWidget(self.service_card)
        column.addSpacing(2)
        column.addWidget(self.settings_item)
        self.set_narrow(False)

    def _choose(self, name: str, _is_checked: bool = False) -> None:
        self.chosen.emit(name)

    def choose(self, name: str) -> None:
        """Mark the page that is shown."""
        self.items[name].setChecked(True)

    def set_count(self, name: str, count: int) -> None:
        """Tell how many clips are on a page."""
        self.items[name].set_count(count)

    @property
    def chosen_item(self) -> NavigationItem:
        """The page that is shown."""
        return next(item for item in self.items.values() if item.isChecked())

    @property
    def is_narrow(self) -> bool:
        """Whether icons stand alone."""
        return self._is_narrow

    def set_narrow(self, is_narrow: bool) -> None:
        """Show icons alone, or with words."""
        self._is_narrow = is_narrow
        self.setFixedWidth(NARROW_WIDTH_PX if is_narrow else WIDTH_PX)
        for item in (*self.items.values(), self.settings_item):
            item.set_narrow(is_narrow)
        self.service_card.set_narrow(is_narrow)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line against the page."""
        theme, painter = theme_of(self.palette()), QPainter(self)
        fill(painter, self.rect(), theme.color("window"))
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        fill(painter, QRect(0 if is_mirrored else self.width() - 1, 0, 1, self.height()), theme.color("line"))
