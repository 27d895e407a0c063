"""A switch for one thing that is on or off, painted where no widget may stand."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from slipgui.gui.theme import Theme

_WIDTH_PX, _HEIGHT_PX = 28, 16
_KNOB_PX = 10


def paint_switch(painter: QPainter, place: QRect, theme: Theme, *, is_on: bool) -> None:
    """Paint the switch in the middle of a place: filled with its knob at the trailing end, or an outline with it at the other."""
    middle = QPointF(place.left() + place.width() / 2, place.top() + place.height() / 2)
    body = QRectF(middle.x() - _WIDTH_PX / 2, middle.y() - _HEIGHT_PX / 2, _WIDTH_PX, _HEIGHT_PX)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("focus" if is_on else "control"), 1.5))
    painter.setBrush(theme.color("accent") if is_on else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(body.adjusted(0.75, 0.75, -0.75, -0.75), _HEIGHT_PX / 2, _HEIGHT_PX / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("on_accent" if is_on else "control"))
    is_mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    reach = (_HEIGHT_PX - _KNOB_PX) / 2
    is_right = is_on is not is_mirrored
    x = body.right() - reach - _KNOB_PX if is_right else body.left() + reach
    painter.drawEllipse(QRectF(x, middle.y() - _KNOB_PX / 2, _KNOB_PX, _KNOB_PX))
    painter.restore()
