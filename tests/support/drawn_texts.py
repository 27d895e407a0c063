"""What a widget draws, as texts: it is painted into an SVG drawing, where every word stands as it reached the paper, cut or whole."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QPoint, QRect
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtSvg import QSvgGenerator

_TEXT = "{http://www.w3.org/2000/svg}text"
_SAME_LINE_PX, _TOUCH_PX = 4.0, 2.0
_MATRIX = re.compile(r"matrix\(([^)]+)\)")


@dataclass(frozen=True)
class DrawnText:
    """Words and where they begin, in px of the widget."""

    text: str
    x: float
    y: float
    width: float


def drawn_texts(widget) -> list[DrawnText]:
    """All words that the widget and what stands in it draw."""
    buffer, drawing = QBuffer(), QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(widget.size())
    drawing.setViewBox(QRect(QPoint(0, 0), widget.size()))
    painter = QPainter(drawing)
    widget.render(painter, QPoint(0, 0))
    painter.end()
    found = []
    for group in ElementTree.fromstring(bytes(buffer.data()).decode()).iter("{http://www.w3.org/2000/svg}g"):
        matrix = _MATRIX.match(group.get("transform", ""))
        shift_x, shift_y = (float(part) for part in matrix[1].split(",")[4:6]) if matrix else (0.0, 0.0)
        metrics = QFontMetricsF(_font(group))
        found += [
            DrawnText(
                text.text.strip(),
                float(text.get("x")) + shift_x,
                float(text.get("y")) + shift_y,
                metrics.horizontalAdvance(text.text.strip()),
            )
            for text in group.findall(_TEXT)
            if text.text and text.text.strip()
        ]
    return found


def _font(group) -> QFont:
    font = QFont(group.get("font-family", ""))
    font.setPixelSize(round(float(group.get("font-size", "13"))))
    font.setWeight(QFont.Weight(int(group.get("font-weight", "400"))))
    return font


def overlapping(texts: list[DrawnText]) -> list[tuple[str, str]]:
    """Pairs of texts on one line of which one lies over the other."""
    return [
        (one.text, other.text)
        for place, one in enumerate(texts)
        for other in texts[place + 1 :]
        if one.text != other.text  # each column paints its part of a text that runs over several
        and abs(one.y - other.y) < _SAME_LINE_PX
        and min(one.x + one.width, other.x + other.width) - max(one.x, other.x) > _TOUCH_PX
    ]


def whole_texts(widget) -> list[str]:
    """The texts that the widget draws; lines of one text that opens a bracket are put together until it closes, unless it is cut off."""
    texts, begun = [], ""
    for drawn in drawn_texts(widget):
        begun = f"{begun} {drawn.text}" if begun else drawn.text
        is_open = begun.count("[") > begun.count("]")
        if not is_open or begun.endswith("…"):
            texts.append(begun)
            begun = ""
    return [*texts, begun] if begun else texts
