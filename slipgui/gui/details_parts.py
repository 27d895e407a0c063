"""What all parts of the details panel are: a part with a hairline above it, and a part that folds a long text away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.clip_delegates import BAR_HEIGHT_PX, paint_stage_bar
from slipgui.gui.clip_rows import ClipRow
from slipgui.gui.labels import IconLabel, TextLabel, shown
from slipgui.gui.row_look import Cell, RowLook
from slipgui.gui.scroll_bars import name_scroll_bars
from slipgui.gui.texts import translate
from slipgui.gui.theme import CAPTION, GAP_COLUMNS, scaled_font, theme_of

_TEXT_MARGIN_PX = 10
_CARD = "QPlainTextEdit { background: palette(base); color: palette(text); border: 1px solid palette(midlight); border-radius: 8px; }"
_FOCUSED_CARD = " QPlainTextEdit:focus { border: 2px solid palette(link); }"


class Section(QWidget):
    """A part of the panel with a hairline above it."""

    def __init__(self, *, has_line: bool = True, top: int = 12, bottom: int = 12) -> None:
        super().__init__()
        self._has_line = has_line
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(16, top + has_line, 16, bottom)
        self.lines.setSpacing(0)

    def show_row(self, row: ClipRow) -> bool:
        """Take the clip; whether there is anything to show."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline."""
        if self._has_line:
            paint_hairline(self)


def paint_hairline(widget: QWidget) -> None:
    """Draw a line at the upper edge."""
    QPainter(widget).fillRect(0, 0, widget.width(), 1, theme_of(QApplication.palette()).color("line"))


class StageBar(QWidget):
    """The stage bar of the list, as wide as the panel."""

    def __init__(self) -> None:
        super().__init__()
        self._row: ClipRow | None = None
        self._look = RowLook(QApplication.font())
        self.setFixedHeight(BAR_HEIGHT_PX + 8)

    def set_row(self, row: ClipRow) -> None:
        """Show how far this clip is."""
        self._row = row
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar of a clip at work."""
        if self._row is None or not self._row.is_working:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.rect().adjusted(0, 0, GAP_COLUMNS, 0)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        theme = theme_of(QApplication.palette())
        cell = Cell(painter, room, theme, self._look, is_selected=False, is_mirrored=is_mirrored)
        paint_stage_bar(cell, self._row, 4, 0)


class FoldedText(Section):
    """A long text behind a heading that opens it; monospace, selectable, with a button that copies all of it."""

    copy_requested = Signal(str)

    def __init__(self, heading: str, n_lines: int, note: str = "") -> None:
        super().__init__(top=8, bottom=8)
        self._text = ""
        self._is_open = False
        self._toggle = ActionButton(heading, "chevron-right", kind="fold")
        self._toggle.clicked.connect(lambda: self.set_open(not self._is_open))
        self._copy = ActionButton(translate("Details", "Copy"), "copy", kind="quiet", is_small=True)
        self._copy.setAccessibleName(translate("Details", "Copy: {0}").format(heading))
        self._copy.clicked.connect(lambda: self.copy_requested.emit(self._text))
        head = QHBoxLayout()
        head.addWidget(self._toggle)
        head.addStretch(1)
        head.addWidget(self._copy)
        self.lines.addLayout(head)
        self._view = _Monospace(heading, n_lines)
        self._note = _NoteLine(note) if note else None
        self.lines.addWidget(self._view)
        if self._note is not None:
            self.lines.addWidget(self._note)
        self.set_open(False)

    @property
    def is_open(self) -> bool:
        """Whether the text is in view."""
        return self._is_open

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_open(self, is_open: bool) -> None:
        """Open or fold it."""
        self._is_open = is_open
        self._toggle.set_icon_name("chevron-down" if is_open else "chevron-right")
        self._toggle.setAccessibleDescription(
            translate("Details", "Shown") if is_open else translate("Details", "Folded")
        )
        for widget in (self._view, self._copy, self._note):
            if widget is not None:
                widget.setVisible(is_open)
        if is_open:
            self._view.set_text(self._text)

    def set_text(self, text: str) -> bool:
        """Take another text; whether there is any."""
        if text != self._text:
            self._text = text
            if self._is_open:
                self._view.set_text(text)
        return bool(text)


class _NoteLine(QWidget):
    def __init__(self, text: str) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 8, 0, 0)
        line.setSpacing(6)
        line.addWidget(IconLabel("shield", 13, "text_3"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(TextLabel(text, role="text_3", factor=CAPTION), 1)


class _Monospace(QPlainTextEdit):
    """The text itself; as high as it needs, up to a number of lines."""

    def __init__(self, name: str, n_lines: int) -> None:
        super().__init__()
        name_scroll_bars(self)
        self._n_lines = n_lines
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setStyleSheet(_CARD + _FOCUSED_CARD)
        self.document().setDocumentMargin(_TEXT_MARGIN_PX)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        caption = scaled_font(QApplication.font(), CAPTION)
        if caption.pixelSize() > 0:
            font.setPixelSize(caption.pixelSize())
        else:
            font.setPointSizeF(caption.pointSizeF())
        self.setFont(font)

    def set_text(self, text: str) -> None:
        self.setPlainText(shown(text))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # a plain text document measures its height in lines, wrapped ones counted
        needed = max(1, round(self.document().size().height()))
        n_lines = min(self._n_lines, needed)
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if needed > n_lines else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self.setFixedHeight(round(self.fontMetrics().lineSpacing() * n_lines + 2 * _TEXT_MARGIN_PX + 2))
