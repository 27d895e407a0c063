"""``icons.py FOLDER`` draws the program's icon: PNG for Linux, slipgui.ico for Windows, slipgui.icns for macOS.  Needs PySide6."""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWINGS = Path(__file__).parents[1] / "resources" / "icons"
SIZES_PX = (16, 22, 24, 32, 48, 64, 128, 256, 512)
SMALL_PX = 32
"""Up to here the drawing with fewer bars is used."""
WINDOWS_SIZES_PX = (16, 24, 32, 48, 64, 128, 256)
MAC_KINDS = {b"ic11": 32, b"ic12": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}
"""Kind in an icns file by side; ic11 and ic12 are 16 and 32 points on fine screens."""


def main() -> None:
    """Draw."""
    folder = Path(sys.argv[1])
    for size_px in SIZES_PX:
        place = folder / "hicolor" / f"{size_px}x{size_px}" / "apps"
        place.mkdir(parents=True, exist_ok=True)
        (place / "io.github.slipgui.Slipgui.png").write_bytes(draw(size_px))
    (folder / "slipgui.ico").write_bytes(windows_icon({size_px: draw(size_px) for size_px in WINDOWS_SIZES_PX}))
    (folder / "slipgui.icns").write_bytes(mac_icon({kind: draw(size_px) for kind, size_px in MAC_KINDS.items()}))


def draw(size_px: int) -> bytes:
    """The icon as a PNG."""
    name = "app-icon-small.svg" if size_px <= SMALL_PX else "app-icon.svg"
    image = QImage(size_px, size_px, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWINGS / name)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def windows_icon(pictures: dict[int, bytes]) -> bytes:
    """An ico file out of PNG pictures by their side in pixels."""
    head, offset = struct.pack("<HHH", 0, 1, len(pictures)), 6 + 16 * len(pictures)
    for size_px, picture in pictures.items():
        side = size_px % 256  # 256 is written as 0
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return head + b"".join(pictures.values())


def mac_icon(pictures: dict[bytes, bytes]) -> bytes:
    """An icns file out of PNG pictures by their kind."""
    body = b"".join(kind + struct.pack(">I", 8 + len(picture)) + picture for kind, picture in pictures.items())
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


if __name__ == "__main__":
    main()
