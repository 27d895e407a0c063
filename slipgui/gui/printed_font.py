"""The font of what is printed into PDFs."""

from PySide6.QtGui import QFont, QGuiApplication


def printed_font() -> QFont:
    """The program's font, without letters that change beside others.

    Inter's hyphen between digits is another glyph than the hyphen, and no reader of the PDF can copy it: an ISRC would lose its parts.
    """
    font = QFont(QGuiApplication.font())
    font.setFeature(QFont.Tag("calt"), 0)
    return font
