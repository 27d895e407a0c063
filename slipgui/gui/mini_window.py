"""A small window over all others, to drop clips on while another program has the screen (look/LOOK.md, section 10)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from slipgui.app.intake import collect
from slipgui.gui.assets import icon_pixmap
from slipgui.gui.drop_overlay import FRAME_ROLES, DropOverlay
from slipgui.gui.drop_words import DropWords, Verdict
from slipgui.gui.empty_page import DropTarget
from slipgui.gui.labels import IconLabel, TextLabel
from slipgui.gui.share_bar import ShareBar
from slipgui.gui.texts import no_clips, translate, work_line
from slipgui.gui.theme import CAPTION, scaled_font, theme_of

if TYPE_CHECKING:
    from slipgui.gui.main_window import MainWindow
    from slipgui.gui.queue_room import QueueProgress

WIDTH_PX, HEIGHT_PX = 220, 170
_ICON_PX, _BAR_PX = 28, 4
_TOLD_MS = 8_000
_ICONS = {Verdict.ACCEPTED: "drop", Verdict.PARTLY: "warning", Verdict.REFUSED: "state-failed"}


class MiniWindow(QWidget):
    """The window.

    Parameters
    ----------
    main
        Belongs to it, and goes with it.
    progress
        Tells how far the queue is.
    """

    opened = Signal()
    """The main window is wanted."""

    def __init__(self, main: QWidget, progress: "Callable[[], QueueProgress]") -> None:
        super().__init__(main, Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint)
        self.setWindowTitle("Slipgui")
        self.setFixedSize(WIDTH_PX, HEIGHT_PX)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(translate("Mini", "Click or Return: the whole window"))
        self._progress = progress
        self._line = TextLabel("", role="text_2", factor=CAPTION)
        self._bar = ShareBar(_BAR_PX, "uploading")
        self._counts = no_clips()
        self._told = QTimer(self, singleShot=True, interval=_TOLD_MS)
        self._told.timeout.connect(self._show_line)
        self._lay_out()
        self.overlay = _SmallOverlay(self, collect)
        self.overlay.refused.connect(self.tell)
        self._show_line()

    def _lay_out(self) -> None:
        target = DropTarget()
        inside = QVBoxLayout(target)
        inside.setSpacing(8)
        inside.addStretch(1)
        inside.addWidget(IconLabel("drop", _ICON_PX, "accent_text"), 0, Qt.AlignmentFlag.AlignHCenter)
        head = TextLabel(translate("Mini", "Drop clips here"), weight=QFont.Weight.DemiBold)
        for label in (head, self._line):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(head)
        inside.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(12, 12, 12, 12)
        lines.setSpacing(8)
        lines.addWidget(target, 1)
        lines.addWidget(self._line)
        lines.addWidget(self._bar)

    def follow(self) -> None:
        """Show how far the queue is."""
        progress = self._progress()
        active = work_line(progress.n_working, progress.n_waiting, 0.0)
        ended = translate("Mini", "{0} done").format(progress.n_ended) if progress.n_ended else ""
        self._counts = " · ".join(part for part in (active, ended) if part) or no_clips()
        self._bar.set_share(progress.share or 0.0)
        if not self._told.isActive():
            self._show_line()

    def tell(self, sentence: str) -> None:
        """Show for a while why something was not taken."""
        self._told.start()
        self._set_line(sentence)

    def _show_line(self) -> None:
        self._set_line(self._counts)

    def _set_line(self, text: str) -> None:
        self._line.set_text(text)
        self.setAccessibleName(f"{translate('Mini', 'Drop clips here')}. {text}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show the main window."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return shows the main window, Esc puts this one away."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)


def make_mini_window(main: "MainWindow") -> MiniWindow:
    """The small window of a main window: what is dropped on it comes into the queue, whatever page is shown."""
    mini = MiniWindow(main, lambda: main.rooms.queue.progress)
    mini.opened.connect(main.come_forward)
    mini.overlay.dropped.connect(main.commands.take_items)
    main.model.refreshed.connect(mini.follow)
    mini.follow()
    return mini


class _SmallOverlay(DropOverlay):
    """Says in few words what a release would do, which is one thing."""

    def _is_other_at(self, place: QPointF) -> bool:
        return False

    def draw_words(self, painter: QPainter, words: DropWords) -> None:
        """Draw ground, frame, icon and headline."""
        theme = theme_of(QApplication.palette())
        role = FRAME_ROLES[words.verdict]
        painter.setPen(QPen(theme.color(role), 2))
        painter.setBrush(theme.color("window"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(5, 5, -5, -5), 8, 8)
        ratio = self.devicePixelRatioF()
        icon = icon_pixmap(_ICONS[words.verdict], _ICON_PX, theme.color(role), ratio)
        painter.drawPixmap(round((self.width() - _ICON_PX) / 2), 36, icon)
        painter.setFont(scaled_font(QApplication.font(), weight=QFont.Weight.DemiBold))
        painter.setPen(theme.color("text"))
        room = QRectF(self.rect()).adjusted(16, 72, -16, -16)
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, words.headline)
