"""What the program is, in a box of its own."""

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

from slipgui import __version__
from slipgui.gui.assets import app_icon
from slipgui.gui.texts import dialog

_ICON_PX = 64


def show_about(window: QWidget, newer_line: str) -> None:
    """Open the box over a window, with the line that there is a newer release, if there is; it goes away by itself."""
    box = QMessageBox(window)
    box.setWindowTitle(dialog("about_title"))
    box.setIconPixmap(app_icon().pixmap(_ICON_PX))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"Slipgui {__version__}")
    parts = (dialog("about"), newer_line, f"Python {platform.python_version()} · Qt {qVersion()}")
    box.setInformativeText("\n\n".join(part for part in parts if part))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
