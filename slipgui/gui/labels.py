"""Lines of text in the window's type scale and colours; every text is plain text, whoever wrote it."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from slipgui.gui.assets import icon_pixmap
from slipgui.gui.texts import plain
from slipgui.gui.theme import BODY, CAPTION, scaled_font, theme_of

_DOT = " · "
_WRAP_HERE = "\u200b"
"""A place where a long word may be broken; not to be seen."""


def shown(text: str) -> str:
    """A text of several lines as it may be shown: nothing in it hides or reorders other text."""
    lines = text.split("\n")
    return "\n".join(_WRAP_HERE.join(plain(part) for part in line.split(_WRAP_HERE)) for line in lines)


def plain_tool_tip(text: str) -> str:
    """A tool tip that shows the text itself, even where it looks like HTML."""
    if "<" not in text and "&" not in text:
        return shown(text)
    from html import escape  # its table of entities is not worth loading for every start

    return f"<span>{escape(shown(text))}</span>"


class TextLabel(QLabel):
    """A text of one or more lines; wraps, and can be selected where it is worth copying.

    Parameters
    ----------
    text
        What it says.
    role
        Colour role of the theme.
    factor
        Step of the type scale.
    weight
        Weight of the font.
    is_selectable
        Whether mouse and keyboard may select it.
    parent
        The widget it stands in.
    """

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "text",
        factor: float = BODY,
        weight: QFont.Weight = QFont.Weight.Normal,
        is_selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._factor, self._weight = factor, weight
        # on a ground of another role Qt would take that role's text colour
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if is_selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lead()
        self.set_text(text)
        self._restyle()

    def _lead(self) -> None:
        """Begin at the leading edge of the window, whichever way the text itself is read."""
        if self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            return
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        height = self.alignment() & Qt.AlignmentFlag.AlignVertical_Mask
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | height)

    def set_text(self, text: str) -> None:
        """Show another text."""
        if shown(text) != self.text():
            self.setText(shown(text))

    def set_role(self, role: str) -> None:
        """Take another colour role."""
        self._role = role
        self._restyle()

    def minimumSizeHint(self) -> QSize:
        """No width at all for a text that wraps: one long word must not widen what it stands in."""
        hint = super().minimumSizeHint()
        return QSize(0, hint.height()) if self.wordWrap() else hint

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's colours and font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.ApplicationFontChange):
            self._restyle()
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._lead()

    def _restyle(self) -> None:
        if not hasattr(self, "_role"):  # Qt asks for a style before the constructor is through
            return
        font = scaled_font(QApplication.font(), self._factor, self._weight)
        if font != self.font():
            self.setFont(font)
        palette = self.palette()
        color = theme_of(QApplication.palette()).color(self._role)
        if palette.color(QPalette.ColorRole.WindowText) != color:
            palette.setColor(QPalette.ColorRole.WindowText, color)
            self.setPalette(palette)


class ClampedLabel(TextLabel):
    """A text of two lines at most, cut with an ellipsis at the end of the second; in full in the tool tip.

    Parameters
    ----------
    text
        What it says.
    role
        Colour role of the theme.
    factor
        Step of the type scale.
    weight
        Weight of the font.
    """

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "text",
        factor: float = BODY,
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> None:
        self._whole = text
        super().__init__(text, role=role, factor=factor, weight=weight, is_selectable=True)

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._whole = shown(text)
        self.setToolTip(plain_tool_tip(text.replace(_WRAP_HERE, "")))
        self._clamp()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut it anew."""
        super().resizeEvent(event)
        self._clamp()

    def _clamp(self) -> None:
        text = two_lines(self._whole, self.font(), self.width()) if self.isVisible() else self._whole
        if text != self.text():
            self.setText(text)

    def showEvent(self, event: QShowEvent) -> None:
        """Cut it to the width that it has now."""
        super().showEvent(event)
        self._clamp()


def two_lines(text: str, font: QFont, width: int) -> str:
    """The text as far as it fits on two lines of this width, with an ellipsis where it goes on."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    first, second = layout.createLine(), None
    if first.isValid():
        first.setLineWidth(width)
        second = layout.createLine()
        if second.isValid():
            second.setLineWidth(width)
            is_whole = second.textStart() + second.textLength() >= len(text)
        else:
            is_whole = True
    else:
        is_whole = True
    layout.endLayout()
    if is_whole or second is None:
        return text
    # Qt counts in UTF-16; a text cut with its own measure may not part a pair
    encoded = text.encode("utf-16-le", errors="surrogatepass")
    start = second.textStart() * 2
    head = encoded[:start].decode("utf-16-le", errors="ignore")
    tail = encoded[start:].decode("utf-16-le", errors="ignore")
    return head + QFontMetrics(font).elidedText(tail, Qt.TextElideMode.ElideRight, width)


class ElidedLabel(TextLabel):
    """One line that gives way: cut with an ellipsis where there is no room, in full in the tool tip.

    Parameters
    ----------
    text
        What it says.
    role
        Colour role of the theme.
    factor
        Step of the type scale.
    weight
        Weight of the font.
    mode
        Where it is cut: file names in the middle, titles at the end.
    """

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "text",
        factor: float = CAPTION,
        weight: QFont.Weight = QFont.Weight.Normal,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(text, role=role, factor=factor, weight=weight)
        self._mode = mode
        self.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Show another text."""
        super().set_text(text)
        self.setToolTip(plain_tool_tip(text))

    def minimumSizeHint(self) -> QSize:
        """Room for a few characters."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, cut to the width."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        metrics = QFontMetrics(self.font())
        text = metrics.elidedText(self.text(), self._mode, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, text)


class FactsLabel(ElidedLabel):
    """Facts with dots between them; whole facts fall off the end where there is no room, never half a number."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as many facts as fit."""
        painter, metrics = QPainter(self), QFontMetrics(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        parts = self.text().split(_DOT)
        while parts and metrics.horizontalAdvance(_DOT.join(parts)) > self.width():
            parts.pop()
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, _DOT.join(parts))


class IconLabel(QWidget):
    """An icon in a colour role; says nothing to a screen reader, the words beside it do.

    Parameters
    ----------
    name
        Of the icon.
    size_px
        Its side.
    role
        Colour role of the theme.
    """

    def __init__(self, name: str, size_px: int, role: str = "text_2") -> None:
        super().__init__()
        self._name, self._size_px, self._role = name, size_px, role
        self.setFixedSize(size_px, size_px)

    def set_icon(self, name: str, role: str) -> None:
        """Show another icon."""
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        color = theme_of(QApplication.palette()).color(self._role)
        QPainter(self).drawPixmap(0, 0, icon_pixmap(self._name, self._size_px, color, self.devicePixelRatioF()))
