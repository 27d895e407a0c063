"""A push button with an icon, its words and the key that does the same."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy

from slipgui.gui.assets import icon_pixmap
from slipgui.gui.theme import BODY, CAPTION, SMALL, Theme, scaled_font, theme_of

_INK = {"primary": "on_accent", "quiet": "text_2", "normal": "text", "link": "accent_text", "fold": "text_2"}
_BARE_KINDS = ("link", "fold")
"""Without ground: words that stand at the leading edge."""
_KEY_PADDING_PX = 5.0
_ANGLE_PX = 13
_RADIUS_PX = 5.5
"""6 at the outer side of the edge."""
_KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


class ActionButton(QPushButton):
    """The button of the mock-ups: 30 high, or 26 where it is small; icon, words, key.

    Parameters
    ----------
    text
        A verb; empty for an icon alone, which then needs a tool tip and an accessible name.
    icon
        Name of the icon, empty for none.
    kind
        ``primary``, ``normal``, ``quiet``, or without any ground ``link`` and ``fold`` (a heading that opens what is below it).
    key
        The key that does the same, shown as a small plate; the shortcut itself belongs to the menu action.
    is_small
        26 high, smaller words.
    opens_menu
        Whether it opens a menu, which a small angle behind the words tells.
    """

    def __init__(
        self,
        text: str,
        icon: str = "",
        *,
        kind: str = "normal",
        key: str = "",
        is_small: bool = False,
        opens_menu: bool = False,
    ) -> None:
        super().__init__(text)
        self.setAutoDefault(False)  # else the first of a dialog would be what Return in a field presses
        self._opens_menu, self._role = opens_menu, ""
        self._icon_name, self.kind, self._is_small = icon, kind, is_small
        self._key = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) if key else ""
        self._has_keyboard_focus = False
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
        self._refont()

    def set_icon_name(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        self.update()

    def set_kind(self, kind: str) -> None:
        """Be of another kind with a ground: the first of several buttons is ``primary``, the others ``normal``."""
        if kind != self.kind:
            self.kind = kind
            self._refont()
            self.updateGeometry()
            self.update()

    def set_role(self, role: str) -> None:
        """Draw icon and words in the colour of a role instead of that of the kind."""
        self._role = role
        self.update()

    def sizeHint(self) -> QSize:
        """Room for everything in it."""
        height = max(26 if self._is_small else 30, round(self._metrics.height() + 12))
        if not self.text():
            return QSize(height, height)
        padding = 0 if self.kind in _BARE_KINDS else 10 if self._is_small else 12
        return QSize(round(self._content_width()) + 2 * padding, 20 if self.kind == "link" else height)

    def minimumSizeHint(self) -> QSize:
        """As ``sizeHint``: words of a button are never cut."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._refont()
        elif event.type() == QEvent.Type.FontChange:
            self._measure()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the keyboard brought the focus: only then the ring shows."""
        self._has_keyboard_focus = event.reason() in _KEYBOARD_REASONS
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses it as Space does; a dialog would give it to its primary button, wherever the focus is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon, words, key and focus ring."""
        theme = theme_of(QApplication.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.kind not in _BARE_KINDS:
            self._draw_ground(painter, theme)
        self._draw_content(painter, theme)
        if self.hasFocus() and self._has_keyboard_focus:
            self._draw_ring(painter, theme)

    def _draw_ground(self, painter: QPainter, theme: Theme) -> None:
        # by hand: the style would draw the same, but its names alone are a thirtieth of the window's start
        ground, edge = self.ground()
        painter.setPen(QPen(theme.color(edge), 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.ground_rect(), _RADIUS_PX, _RADIUS_PX)

    def ground_rect(self) -> QRectF:
        """Where the ground is; what lies outside of the button is cut off."""
        return QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)

    def ground(self) -> tuple[str, str]:
        """Roles of ground and edge; empty for none."""
        is_lit = self.underMouse() or self.isDown()
        if self.kind == "quiet":
            return ("raised", "line_strong") if self.isChecked() else ("pressed" if is_lit else "", "")
        if not self.isEnabled():
            return "raised", "line"
        if self.kind == "primary":
            return "accent", "text" if self.isDown() else "focus" if is_lit else "accent"
        if self.isDown():
            return "line_strong", "line_strong"
        return "pressed" if is_lit or self.isChecked() else "raised", "line_strong"

    def _refont(self) -> None:
        weight = QFont.Weight.DemiBold if self.kind == "primary" else QFont.Weight.Medium
        is_smaller = self._is_small or self.kind in _BARE_KINDS
        self.setFont(scaled_font(QApplication.font(), SMALL if is_smaller else BODY, weight))
        self._measure()

    def _measure(self) -> None:
        """Keep what the width is made of: layouts ask for it a dozen times at every change."""
        self._metrics = QFontMetricsF(self.font())
        self._key_font = scaled_font(QApplication.font(), CAPTION)
        self._key_px = QFontMetricsF(self._key_font).horizontalAdvance(self._key) + 2 * _KEY_PADDING_PX

    def _content_width(self) -> float:
        width = self._metrics.horizontalAdvance(self.text())
        width += 22 if self._icon_name and self.text() else 16 if self._icon_name else 0
        width += _ANGLE_PX + 6 if self._opens_menu else 0
        if self._key:
            width += 10 + self._key_px
        return width

    def _draw_content(self, painter: QPainter, theme: Theme) -> None:
        ink = theme.color((self._role or _INK[self.kind]) if self.isEnabled() else "disabled")
        middle, place = self.height() / 2, self._place
        x = 0.0 if self.kind in _BARE_KINDS else (self.width() - self._content_width()) / 2
        if self._icon_name:
            pixmap = icon_pixmap(self._icon_name, 16, ink, self.devicePixelRatioF())
            painter.drawPixmap(round(place(x, 16)), round(middle - 8), pixmap)
            x += 22
        painter.setFont(self.font())
        painter.setPen(ink)
        text_width = self._metrics.horizontalAdvance(self.text())
        words = QRectF(place(x, text_width + 2), 0, text_width + 2, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._opens_menu:
            angle = icon_pixmap("chevron-down", _ANGLE_PX, ink, self.devicePixelRatioF())
            painter.drawPixmap(round(place(x + text_width + 6, _ANGLE_PX)), round(middle - _ANGLE_PX / 2), angle)
        if self._key:
            self._draw_key(painter, theme, x + text_width + 10, middle)

    def _place(self, x: float, width: float) -> float:
        """Left edge of what begins ``x`` behind the leading edge."""
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return self.width() - x - width if is_mirrored else x

    def _draw_key(self, painter: QPainter, theme: Theme, x: float, middle: float) -> None:
        plate = QRectF(self._place(x, self._key_px), middle - 9, self._key_px, 18)
        edge = QColor(theme.color("on_accent"))
        edge.setAlphaF(0.4)
        is_primary = self.kind == "primary"
        painter.setPen(QPen(edge if is_primary else theme.color("line_strong"), 1))
        painter.drawRoundedRect(plate.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(self._key_font)
        painter.setPen(theme.color("on_accent" if is_primary else "text_3"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, self._key)

    def _draw_ring(self, painter: QPainter, theme: Theme) -> None:
        painter.setPen(QPen(theme.color("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        if self.kind == "primary":  # on the accent the ring alone would not be seen
            painter.setPen(QPen(theme.color("on_accent"), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 3.5, 3.5)
