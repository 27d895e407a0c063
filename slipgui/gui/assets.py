"""The files beside the code: icons and colours, and icons as tinted pixmaps.  Knows no widget."""

import json
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from slipgui.app.resources import resource_folder
from slipgui.gui.fill import fill

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_DRAWN_STROKE = b'stroke-width="1.75"'
"""What the line icons are drawn with; smaller ones get a heavier line (look/LOOK.md, section 5)."""


@cache
def icon_names() -> tuple[str, ...]:
    """Names of all icons, in alphabetical order."""
    files = resource_folder().joinpath("icons").iterdir()
    return tuple(sorted(file.name.removesuffix(".svg") for file in files if file.name.endswith(".svg")))


@cache
def token_palettes() -> dict[str, dict[str, str]]:
    """Role → ``#rrggbb`` (or ``#rrggbbaa``) by palette name, ``dark`` and ``light``."""
    text = resource_folder().joinpath("themes", "tokens.json").read_text(encoding="utf-8")
    palettes: dict[str, dict[str, str]] = json.loads(text)
    return palettes


def icon_pixmap(name: str, size_px: int, color: QColor, device_pixel_ratio: float = 1.0) -> QPixmap:
    """The icon in one colour, sharp on a screen of ``device_pixel_ratio``; cached."""
    return _tinted(name, size_px, color.rgba(), device_pixel_ratio)


def app_icon() -> "QIcon":
    """The application's own icon: few bars up to 32 px, more above."""
    from PySide6.QtGui import QIcon  # its names cost 2 ms, and the first picture has no such icon

    icon = QIcon()
    for size_px in (16, 32):
        icon.addPixmap(_drawing("app-icon-small", size_px, 1.0))
    for size_px in (48, 128):
        icon.addPixmap(_drawing("app-icon", size_px, 1.0))
    return icon


@lru_cache(maxsize=512)
def _tinted(name: str, size_px: int, rgba: int, device_pixel_ratio: float) -> QPixmap:
    pixmap = _drawing(name, size_px, device_pixel_ratio)
    painter = QPainter(pixmap)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    fill(painter, pixmap.rect(), QColor.fromRgba(rgba))
    painter.end()
    return pixmap


def _drawing(name: str, size_px: int, device_pixel_ratio: float) -> QPixmap:
    side_px = max(1, round(size_px * device_pixel_ratio))
    pixmap = QPixmap(side_px, side_px)
    pixmap.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_icon_source(name).replace(_DRAWN_STROKE, _stroke(size_px))))
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0.0, 0.0, side_px, side_px))
    painter.end()
    pixmap.setDevicePixelRatio(device_pixel_ratio)
    return pixmap


@cache
def _icon_source(name: str) -> bytes:
    return resource_folder().joinpath("icons", f"{name}.svg").read_bytes()


def _stroke(size_px: int) -> bytes:
    width = "1.75" if size_px >= 20 else "2.0" if size_px >= 14 else "2.2"
    return f'stroke-width="{width}"'.encode()
