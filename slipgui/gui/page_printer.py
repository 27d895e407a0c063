"""Pages on paper: ``python -m slipgui.gui.page_printer PAPER`` makes a PDF without a display, the window prints where the user says."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, Qt
from PySide6.QtGui import QGuiApplication, QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from slipgui.gui.printed_font import printed_font

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

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
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(content)
    document = QTextDocument()
    document.setDefaultFont(printed_font())
    document.setHtml(page)
    writer.setTitle(document.metaInformation(QTextDocument.MetaInformation.DocumentTitle))
    writer.setCreator("Slipgui")
    writer.setPageSize(QPageSize(_PAPERS[paper]))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    print_to(writer, document)
    content.close()
    return bytes(content.data().data())


def ask_and_print(window: "QWidget", page: str, paper: str) -> None:
    """Let the user choose a printer, then print the page.

    Parameters
    ----------
    window
        The dialog stands over it.
    page
        HTML of our own, all texts escaped.
    paper
        ``a4`` or ``letter``, unless the user chooses another one.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter
    from PySide6.QtWidgets import QDialog

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(_PAPERS[paper]))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    dialog = QPrintDialog(printer, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    document = QTextDocument(dialog)
    document.setDefaultFont(printed_font())
    document.setHtml(page)
    dialog.accepted.connect(lambda: print_to(printer, document))
    QDialog.open(dialog)  # its own one wants a slot in words


def print_to(device: QPagedPaintDevice, document: QTextDocument) -> None:
    """Print a document to the edges of the paper: it has margins of its own."""
    device.setPageMargins(QMarginsF(), QPageLayout.Unit.Millimeter)  # the document leaves 20 mm on each side itself
    document.print_(device)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
