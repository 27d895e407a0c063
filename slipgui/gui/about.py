"""What the program is, in a box of its own."""

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

from slipgui import __version__
from slipgui.gui.assets import app_icon
from slipgui.gui.texts import dialog

_ICON_PX = 64


def show_about(window: QWidget) -> None:
    """Open the box over a window; it goes away by itself."""
    box = QMessageBox(window)
    box.setWindowTitle(dialog("about_title"))
    box.setIconPixmap(app_icon().pixmap(_ICON_PX))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"Slipgui {__version__}")
    box.setInformativeText(f"{dialog('about')}\n\nPython {platform.python_version()} · Qt {qVersion()}")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
