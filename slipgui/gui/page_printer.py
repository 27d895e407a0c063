"""``python -m slipgui.gui.page_printer PAPER``: an HTML page on standard input becomes a PDF on standard output.  Needs no display."""

import sys

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument

_PAPERS = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}


def main(paper: str) -> int:
    """Print; the exit code."""
    application = QGuiApplication(["slipgui"])
    sys.stdout.buffer.write(print_page(sys.stdin.buffer.read().decode("utf-8"), paper))
    sys.stdout.buffer.flush()
    application.processEvents()
    return 0


def print_page(page: str, paper: str) -> bytes:
    """The page as a PDF, landscape; the head of a table stands on every sheet, and so does its number.

    Parameters
    ----------
    page
        HTML of our own, all texts escaped.
    paper
        ``a4`` or ``letter``.
    """
    document = QTextDocument()
    document.setHtml(page)
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(content)
    writer.setTitle(document.metaInformation(QTextDocument.MetaInformation.DocumentTitle))
    writer.setCreator("Slipgui")
    writer.setPageSize(QPageSize(_PAPERS[paper]))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    writer.setPageMargins(QMarginsF(), QPageLayout.Unit.Millimeter)  # the document leaves 20 mm on each side itself
    document.print_(writer)
    content.close()
    return bytes(content.data().data())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
