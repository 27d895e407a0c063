"""Stills and waveforms for the pictures of the window: drawn here, so that no file is needed."""

import base64
import math
import zlib
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

_SKIES = (
    ("#3a2a5c", "#c77d8e"),
    ("#0c2a30", "#4fa08f"),
    ("#53606e", "#c9d2d9"),
    ("#4a3312", "#d29a4a"),
    ("#101a33", "#3f6fb0"),
)
_N_HOUSES, _N_PEAKS = 11, 400


class ShownPreviews(QObject):
    """Answers like the child process of the window, one request after the other."""

    answered = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._n_asked = 0

    def ask(self, kind: str, **values: Any) -> int:
        """Answer soon."""
        self._n_asked += 1
        number = self._n_asked
        make = {"poster": self._poster, "waveform": self._waveform}.get(kind, lambda _: {"failed": "file"})
        QTimer.singleShot(0, self, lambda: self.answered.emit(number, make(values)))
        return number

    def forget(self, number: int) -> bool:
        """Everything is begun at once."""
        return False

    def _poster(self, wanted: dict[str, Any]) -> dict[str, Any]:
        path, (width, height) = str(wanted["path"]), (int(wanted["width"]), int(wanted["height"]))
        if path.endswith(".wav"):
            return {"picture": None, "info": None}
        seed = zlib.crc32(path.encode())
        image = QImage(width, height, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        sky = QLinearGradient(0, 0, 0, height)
        upper, lower = _SKIES[seed % len(_SKIES)]
        sky.setColorAt(0, QColor(upper))
        sky.setColorAt(1, QColor(lower))
        painter.fillRect(image.rect(), sky)
        for n in range(_N_HOUSES):
            house = height * (0.25 + (seed >> n) % 7 / 14)
            place = QRectF(n * width / _N_HOUSES, height - house, width / _N_HOUSES - 1, house)
            painter.fillRect(place, QColor("#0b0d14" if seed % 3 else "#1d2630"))
        painter.end()
        return {"picture": _in_text(image), "info": None}

    def _waveform(self, wanted: dict[str, Any]) -> dict[str, Any]:
        seed = zlib.crc32(str(wanted["path"]).encode()) % 97
        length_s = float(wanted.get("length_s") or 240.0)
        loud = [abs(math.sin(n / 9 + seed) * math.sin(n / 31)) * 190 + (n * 7919 + seed) % 60 for n in range(_N_PEAKS)]
        peaks = bytes(min(255, round(one)) for one in loud)
        return {
            "peaks": base64.b64encode(peaks).decode(),
            "start_s": float(wanted.get("begin_s") or 0.0),
            "length_s": length_s,
        }


def _in_text(image: QImage) -> str:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return base64.b64encode(data.data()).decode()
