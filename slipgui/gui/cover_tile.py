"""A track's cover: its picture, or where it has none a tile drawn from its identity (look/LOOK.md, section 8)."""

import hashlib
from functools import lru_cache

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

COVER_PX = 72
_COLORS = (
    (QColor("#39406b"), QColor("#8fa4ff")),
    (QColor("#5b3a4a"), QColor("#f3a0cf")),
    (QColor("#2f4f4a"), QColor("#5fd49c")),
    (QColor("#5a4526"), QColor("#f0b852")),
    (QColor("#2c4a5c"), QColor("#74b6ff")),
)
"""Ground and bars; the same in both themes, as a printed cover would be."""
_N_BARS = 7
_RADIUS_PX = 6.0


def draw_cover(painter: QPainter, place: QRectF, identity: str, picture: QPixmap | None = None) -> None:
    """Draw a cover into a square place, of whatever size.

    Parameters
    ----------
    painter
        Its state is kept.
    place
        A square.
    identity
        Of the track: the same one gives the same tile.
    picture
        Stands in its place; one that is not square is cut at its sides.
    """
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(place.topLeft())
    painter.scale(place.width() / COVER_PX, place.height() / COVER_PX)
    ground = QPainterPath()
    radius = min(_RADIUS_PX, 3.0 * COVER_PX / place.width()) if place.width() < COVER_PX else _RADIUS_PX
    ground.addRoundedRect(QRectF(0, 0, COVER_PX, COVER_PX), radius, radius)
    if picture is not None and not picture.isNull():
        painter.setClipPath(ground)
        side = min(picture.width(), picture.height())
        middle = QRectF((picture.width() - side) / 2, (picture.height() - side) / 2, side, side)
        painter.drawPixmap(QRectF(0, 0, COVER_PX, COVER_PX), picture, middle)
    else:
        _draw_tile(painter, ground, _digest(identity))
    painter.restore()


@lru_cache(maxsize=4096)
def _digest(identity: str) -> bytes:
    return hashlib.sha256(identity.encode(errors="surrogatepass")).digest()


def _draw_tile(painter: QPainter, ground: QPainterPath, digest: bytes) -> None:
    """Seven bars, recognisable without any picture from a network."""
    color, ink = _COLORS[digest[0] % len(_COLORS)]
    painter.fillPath(ground, color)
    painter.setPen(QPen(ink, 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    bars = ((12.0 + 8 * place, 4 + digest[1 + place] % 19) for place in range(_N_BARS))
    painter.drawLines([QLineF(x, COVER_PX / 2 - reach, x, COVER_PX / 2 + reach) for x, reach in bars])


class CoverTile(QWidget):
    """The cover of one track."""

    def __init__(self) -> None:
        super().__init__()
        self._identity = ""
        self._picture: QPixmap | None = None
        self.setFixedSize(COVER_PX, COVER_PX)

    def set_identity(self, identity: str) -> None:
        """Show the tile of this track."""
        self._identity, self._picture = identity, None
        self.update()

    def set_picture(self, picture: QPixmap | None) -> None:
        """Show a picture in place of the tile; None: the tile."""
        self._picture = picture
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        draw_cover(QPainter(self), QRectF(self.rect()), self._identity, self._picture)
