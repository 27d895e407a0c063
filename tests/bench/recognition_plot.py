"""The recognition benchmark as a picture, drawn by Qt without a screen, in the colours of the program's light theme."""

import json
import os
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QImage, QPainter, QPen, QPolygonF
from recognition_peers import AUDFPRINT, CHROMAPRINT
from recognition_plan import LEAST_N
from recognition_report import Line, mark, percent

_TOKENS = Path(__file__).parents[2] / "resources" / "themes" / "tokens.json"
_FAMILIES = ("Inter", "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans")
_RIGHT = Qt.AlignmentFlag.AlignRight
_SCALE = 2
_WIDTH, _MARGIN, _ROW, _HEADING = 860, 20, 25, 34
_BAR_X, _BAR_WIDTH = 388, 300
_TILE_Y, _TILE_HEIGHT, _TILE_GAP = 54, 72, 10
_LEGEND_Y = 148
_ROWS_Y = 184
_PEERS = {AUDFPRINT.name: ("circle", "s_unsure"), CHROMAPRINT.name: ("diamond", "s_recognising"), "Olaf": ("triangle", "s_external"),
          "dejavu": ("square", "s_failed")}  # fmt: skip


class Sheet:
    """Where the picture is drawn; lengths are logical pixels, text grows with the picture."""

    def __init__(self, height: int) -> None:
        self._colours: dict[str, str] = json.loads(_TOKENS.read_text(encoding="utf-8"))["light"]
        self.image = QImage(_WIDTH * _SCALE, height * _SCALE, QImage.Format.Format_RGB32)
        self.image.fill(self.colour("base"))
        self.painter = QPainter(self.image)
        self.painter.scale(_SCALE, _SCALE)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._family = next((name for name in _FAMILIES if QFontDatabase.hasFamily(name)), "sans-serif")

    def colour(self, token: str) -> QColor:
        return QColor(self._colours[token])

    def text(
        self,
        place: QRectF,
        text: str,
        token: str = "text",
        *,
        size: int = 12,
        bold: bool = False,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        font = QFont(self._family)
        font.setPixelSize(size)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        self.painter.setFont(font)
        self.painter.setPen(self.colour(token))
        self.painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)

    def box(self, place: QRectF, token: str, radius: float = 3) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.colour(token))
        self.painter.drawRoundedRect(place, radius, radius)

    def line(self, begin: QPointF, end: QPointF, token: str, width: float = 1.0) -> None:
        self.painter.setPen(QPen(self.colour(token), width))
        self.painter.drawLine(begin, end)

    def marker(self, centre: QPointF, shape: str, token: str, *, hollow: bool) -> None:
        """Filled with a light rim = measured in this run, hollow = quoted."""
        self.painter.setPen(QPen(self.colour(token if hollow else "base"), 1.4))
        self.painter.setBrush(self.colour("base" if hollow else token))
        corners = {"diamond": ((0, -6), (6, 0), (0, 6), (-6, 0)), "triangle": ((0, -4.6), (4.6, 4), (-4.6, 4)),
                   "square": ((-3.8, -3.8), (3.8, -3.8), (3.8, 3.8), (-3.8, 3.8))}  # fmt: skip
        if shape == "circle":
            self.painter.drawEllipse(centre, 4.8, 4.8)
        else:
            self.painter.drawPolygon(QPolygonF([centre + QPointF(*corner) for corner in corners[shape]]))


def draw(result: dict[str, Any], file: Path) -> None:
    """Tiles for mistakes and cost, a bar with its 95 % interval and goal for each kind of clip, other engines as marks."""
    application = QGuiApplication.instance() or QGuiApplication([])
    n_rows = len(result["recognised"]) + len(result["beside"])
    height = _ROWS_Y + n_rows * _ROW + 2 * _HEADING + 44
    sheet = Sheet(height)
    index = result["index"]
    sheet.text(
        QRectF(_MARGIN, 14, _WIDTH, 28), f"Music recognised among {index['n_tracks']:,} tracks", size=19, bold=True
    )
    _draw_tiles(sheet, result)
    _draw_legend(sheet)
    y = _draw_rows(sheet, result["recognised"], "Goals", _ROWS_Y)
    _draw_rows(sheet, result["beside"], "Beside them, no goal set", y)
    told = f"Clips of 3 to 30 s, seed {result['seed']}, {result['date']}."
    if heard := result["peers"].get("Slipgui"):
        n_heard = heard["right"]["n"] + heard["false"]["n"]
        told += f" audfprint2 and chromaprint heard {n_heard:,} of them, over the {index['n_real']} real tracks alone."
    sheet.text(QRectF(_MARGIN, height - 34, _WIDTH, 20), told, "text_3", size=11)
    sheet.painter.end()
    _with_few_colours(sheet.image).save(str(file), "PNG", 0)  # 0 = smallest file
    del application


def _with_few_colours(image: QImage) -> QImage:
    """The image with the 256 commonest of its colours (99 % of it): text and bars need no more, and it has a third of the bytes."""
    colours, counts = np.unique(np.frombuffer(image.constBits(), np.uint32), return_counts=True)
    commonest = colours[np.argsort(-counts, kind="stable")[:256]].tolist()
    plain = Qt.ImageConversionFlag.AvoidDither | Qt.ImageConversionFlag.ThresholdDither
    return image.convertToFormat(QImage.Format.Format_Indexed8, commonest, plain)


def _draw_tiles(sheet: Sheet, result: dict[str, Any]) -> None:
    false, wrong, near, _ = result["mistakes"]
    tiles = [
        (f"{wrong['hits']}", f"wrong names of {wrong['n']:,}", wrong),
        (f"{false['hits']}", f"false names of {false['n']:,}", false),
        (percent(near), "within 50 ms", near),
    ]
    cost = [line for line in result["cost"] if "10 s clip" in line["title"] and line["title"].endswith("median")]
    tiles += [
        (line["text"], f"CPU, 10 s {'not found' if 'not found' in line['title'] else 'found'}", line) for line in cost
    ]
    tiles += [
        (line["text"], "for an hour of music", line) for line in result["cost"] if line["title"].startswith("index")
    ]
    width = (_WIDTH - 2 * _MARGIN - (len(tiles) - 1) * _TILE_GAP) / len(tiles)
    for place, (value, title, line) in enumerate(tiles):
        x = _MARGIN + place * (width + _TILE_GAP)
        sheet.box(QRectF(x, _TILE_Y, width, _TILE_HEIGHT), "raised", 6)
        sheet.text(QRectF(x + 10, _TILE_Y + 8, width - 20, 26), value, size=19, bold=True)
        sheet.text(
            QRectF(x + 10, _TILE_Y + 8, width - 20, 26), mark(line), _token(line), size=14, bold=True, side=_RIGHT
        )
        sheet.text(QRectF(x + 10, _TILE_Y + 34, width - 12, 16), title, "text_2", size=11)
        sheet.text(QRectF(x + 10, _TILE_Y + 50, width - 12, 16), f"goal {line['goal_text']}", "text_3", size=11)


def _token(line: Line) -> str:
    return "s_internal" if line["is_met"] else "s_failed"


def _draw_legend(sheet: Sheet) -> None:
    x, middle = _MARGIN, _LEGEND_Y + 9
    sheet.box(QRectF(x, middle - 5, 22, 10), "accent")
    sheet.text(QRectF(x + 28, _LEGEND_Y, 150, 18), "Slipgui, 95 % interval", "text_2")
    x += 172
    sheet.line(QPointF(x, middle - 8), QPointF(x, middle + 8), "text", 2)
    sheet.text(QRectF(x + 8, _LEGEND_Y, 60, 18), "goal", "text_2")
    x += 58
    for name, (shape, token) in _PEERS.items():
        is_quoted = name not in (AUDFPRINT.name, CHROMAPRINT.name)
        sheet.marker(QPointF(x, middle), shape, token, hollow=is_quoted)
        text = f"{name}, quoted (123 tracks)" if is_quoted else name
        sheet.text(QRectF(x + 10, _LEGEND_Y, 180, 18), text, "text_2")
        x += 180 if is_quoted else 108


def _draw_rows(sheet: Sheet, lines: list[Line], heading: str, y: float) -> float:
    """A part of the chart from ``y`` down; where it ends."""
    sheet.text(QRectF(_MARGIN, y, 300, _HEADING - 6), heading, "text_3", size=12, bold=True)
    for tenths in range(0, 11, 5):
        x = _BAR_X + _BAR_WIDTH * tenths / 10
        place = QRectF(x - 30, y, 60, _HEADING - 6)
        sheet.text(place, f"{10 * tenths} %", "text_3", size=11, side=Qt.AlignmentFlag.AlignHCenter)
    y += _HEADING
    for tenths in range(0, 11, 1):
        x = _BAR_X + _BAR_WIDTH * tenths / 10
        sheet.line(QPointF(x, y - 6), QPointF(x, y + len(lines) * _ROW), "line" if tenths % 5 else "line_strong", 0.7)
    for line in lines:
        _draw_row(sheet, line, y)
        y += _ROW
    return y


def _draw_row(sheet: Sheet, line: Line, y: float) -> None:
    middle = y + _ROW / 2 - 1
    sheet.text(QRectF(_MARGIN, y, _BAR_X - _MARGIN - 12, _ROW - 2), line["title"])
    if line["n"]:
        sheet.box(QRectF(_BAR_X, middle - 6, _BAR_WIDTH * line["share"], 12), "accent")
        low, high = (QPointF(_BAR_X + _BAR_WIDTH * line[end], middle) for end in ("low", "high"))
        sheet.line(low, high, "text", 1.2)
        for end in (low, high):
            sheet.line(end - QPointF(0, 3), end + QPointF(0, 3), "text", 1.2)
    if "goal" in line:
        x = _BAR_X + _BAR_WIDTH * line["goal"]
        sheet.line(QPointF(x, middle - 9), QPointF(x, middle + 9), "text", 2)
    for told, is_quoted in ((line["peers"], False), (line["quoted"], True)):
        for name, other in told.items():
            if other["n"]:
                shape, token = _PEERS[name]
                sheet.marker(QPointF(_BAR_X + _BAR_WIDTH * other["share"], middle), shape, token, hollow=is_quoted)
    x = _BAR_X + _BAR_WIDTH + 14
    sheet.text(QRectF(x, y, 56, _ROW - 2), percent(line), bold=True, side=_RIGHT)
    if "is_met" in line:
        sheet.text(QRectF(x + 62, y, 28, _ROW - 2), mark(line), _token(line), size=13, bold=True)
    few = "text_3" if line["n"] >= LEAST_N or "goal" not in line else "s_failed"
    sheet.text(QRectF(x + 84, y, 54, _ROW - 2), f"n {line['n']}", few, size=11, side=_RIGHT)
