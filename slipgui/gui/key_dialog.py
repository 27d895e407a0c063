"""Where the user writes the key for AudioVerify; it is shown as dots and goes nowhere but to who keeps it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from slipgui.gui.texts import translate


def ask_for_key(window: QWidget, use: Callable[[str], object]) -> None:
    """Open the dialog over a window; ``use`` gets the key that was written."""
    box = QInputDialog(window)
    box.setWindowTitle(translate("Key", "Key for AudioVerify"))
    box.setLabelText(translate("Key", "Partner key. It is kept in the keyring of this computer."))
    box.setTextEchoMode(QLineEdit.EchoMode.Password)
    box.setOkButtonText(translate("Key", "Use this key"))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def accepted(text: str) -> None:
        if text.strip():
            use(text.strip())

    box.textValueSelected.connect(accepted)
    box.open()
