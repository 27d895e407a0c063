"""A bar that shows what share is done."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from slipgui.gui.theme import theme_of


class ShareBar(QWidget):
    """The bar; the words beside it tell the same.

    Parameters
    ----------
    height_px
        Its ends are round.
    state
        Whose colour it has.
    """

    def __init__(self, height_px: int, state: str) -> None:
        super().__init__()
        self._state = state
        self._share = 0.0
        self.setFixedHeight(height_px)

    @property
    def share(self) -> float:
        """What is done, 0 to 1."""
        return self._share

    def set_share(self, share: float) -> None:
        """Show another share, 0 to 1."""
        if share != self._share:
            self._share = share
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is done over what is to come."""
        theme, painter = theme_of(QApplication.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self.height() / 2
        track, done = QPainterPath(), QPainterPath()
        track.addRoundedRect(QRectF(self.rect()), radius, radius)
        painter.fillPath(track, theme.color("line_strong"))
        width = self.width() * self._share
        left = self.width() - width if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0.0
        done.addRect(QRectF(left, 0, width, self.height()))
        painter.fillPath(track.intersected(done), theme.state(self._state))
