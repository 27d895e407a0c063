"""What the program is, in a box of its own."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from slipgui import __version__
from slipgui.gui.texts import dialog


def show_about(window: QWidget) -> None:
    """Open the box over a window; it goes away by itself."""
    box = QMessageBox(
        QMessageBox.Icon.NoIcon, dialog("about_title"), dialog("about").format(__version__), parent=window
    )
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
