"""A short message above the status bar about something the user just did; at most one, and it goes by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.labels import ElidedLabel
from slipgui.gui.theme import BODY, theme_of

SHOWN_MS = 8_000
_HEIGHT_PX = 40
_ABOVE_STATUS_BAR_PX = 16
_SIDE_MARGIN_PX = 16
_PADDING_PX = 16


class Toast(QWidget):
    """The message; lies over the window and takes no focus by itself.

    Parameters
    ----------
    window
        The window it belongs to; a main window's status bar stays free.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._action: Callable[[], object] | None = None
        self._label = ElidedLabel(role="text", factor=BODY)
        self._button = ActionButton("", kind="link")
        self._button.clicked.connect(self._act)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self._time_is_up)
        line = QHBoxLayout(self)
        line.setContentsMargins(_PADDING_PX, 0, _PADDING_PX, 0)
        line.setSpacing(_PADDING_PX)
        line.addWidget(self._label, 1)
        line.addWidget(self._button)
        window.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, or said last."""
        return self._label.text()

    def show_message(self, text: str, action_text: str = "", on_action: Callable[[], object] | None = None) -> None:
        """Show a text for 8 s, longer while the pointer or the focus is on it, and say it to a screen reader.

        Parameters
        ----------
        text
            One sentence; plain text.
        action_text
            Word of the one button, empty for none.
        on_action
            What the button does; the message goes with it.
        """
        self._action = on_action
        self._label.set_text(text)
        self._button.setText(action_text)
        self._button.setVisible(bool(action_text))
        self.setAccessibleName(self.text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text))

    def dismiss(self) -> None:
        """Let the message go."""
        self._timer.stop()
        self._action = None
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the window's lower edge."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        theme = theme_of(QApplication.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line_strong"), 1))
        painter.setBrush(theme.color("overlay"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _place(self) -> None:
        wanted = self._label.fontMetrics().horizontalAdvance(self._label.text()) + 2
        wanted += 2 * _PADDING_PX
        wanted += _PADDING_PX + self._button.sizeHint().width() if self._button.text() else 0
        width = max(120, min(wanted, self._window.width() - 2 * _SIDE_MARGIN_PX))
        height = max(_HEIGHT_PX, self._label.fontMetrics().height() + 20)
        bar = self._window.statusBar() if isinstance(self._window, QMainWindow) else None
        bottom = self._window.height() - (bar.height() if bar is not None and bar.isVisible() else 0)
        self.setGeometry((self._window.width() - width) // 2, bottom - _ABOVE_STATUS_BAR_PX - height, width, height)

    def _time_is_up(self) -> None:
        if self.underMouse() or self._button.hasFocus():
            self._timer.start()
        else:
            self.dismiss()

    def _act(self) -> None:
        action = self._action
        self.dismiss()
        if action is not None:
            action()
