"""The recognition benchmark as a picture, drawn by Qt without a screen."""

import os
from pathlib import Path
from typing import Any

from recognition_report import PEERS

_ROW, _LEFT, _WIDTH, _TOP = 26, 130, 560, 64
_COLOURS = {"Olaf": "#d97706", "audfprint": "#7c3aed", "chromaprint": "#0891b2"}


def draw(result: dict[str, Any], file: Path) -> None:
    """Bars with 95 % intervals for each condition, peers as dots."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QPointF, QRectF, Qt
    from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

    application = QGuiApplication.instance() or QGuiApplication([])
    rows = [row for row in result["recall"] if row["length_s"] == "all"]
    picture = QImage(_LEFT + _WIDTH + 90, _TOP + _ROW * len(rows) + 16, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    every = result["all_negatives"]
    painter.drawText(
        10,
        20,
        f"Recognised among 10 000 tracks, % of clips of 3 to 30 s; false answers {every['hits']} of {every['n']}",
    )
    for place, (name, colour) in enumerate(_COLOURS.items()):
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(16 + 150 * place, 40), 5, 5)
        painter.drawText(28 + 150 * place, 45, name)
    painter.drawText(28 + 150 * len(_COLOURS), 45, "quoted: over 123 tracks, n 7 to 21")
    for number, row in enumerate(rows):
        y = _TOP + _ROW * number
        painter.setPen(QColor("#111827"))
        painter.drawText(
            QRectF(0, y, _LEFT - 8, _ROW - 6),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            row["condition"],
        )
        painter.fillRect(QRectF(_LEFT, y + 2, _WIDTH * row["share"], _ROW - 10), QColor("#2563eb"))
        middle = y + 2 + (_ROW - 10) / 2
        painter.drawLine(QPointF(_LEFT + _WIDTH * row["low"], middle), QPointF(_LEFT + _WIDTH * row["high"], middle))
        painter.drawText(
            QRectF(_LEFT + _WIDTH + 8, y, 80, _ROW - 6),
            Qt.AlignmentFlag.AlignVCenter,
            f"{100 * row['share']:.1f}  n {row['n']}",
        )
        for name, colour in _COLOURS.items():
            if row["condition"] in PEERS[name]:
                painter.setBrush(QColor(colour))
                painter.drawEllipse(QPointF(_LEFT + _WIDTH * PEERS[name][row["condition"]], middle), 5, 5)
    painter.end()
    picture.save(str(file))
    del application
