"""Where the user writes the key for AudioVerify; it is shown as dots and goes nowhere but to who keeps it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from slipgui.gui.action_button import ActionButton
from slipgui.gui.labels import TextLabel
from slipgui.gui.texts import translate
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, GAP_FIELDS, PAGE_PADDING

_WIDTH_PX = 420
_FIELD_HEIGHT_PX = 30


def ask_for_key(window: QWidget, use: Callable[[str], object]) -> None:
    """Open the dialog over a window; ``use`` gets the key that was written."""
    box = QDialog(window)
    box.setWindowTitle(translate("Key", "Key for AudioVerify"))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    title = TextLabel(translate("Key", "Partner key"))
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(title.text())
    field.setMinimumHeight(_FIELD_HEIGHT_PX)
    where = TextLabel(
        translate("Key", "It is kept in the keyring of this computer and sent to AudioVerify alone."),
        role="text_2",
        factor=CAPTION,
    )
    buttons = QDialogButtonBox()
    accept = ActionButton(translate("Key", "Use this key"), kind="primary")
    accept.setEnabled(False)
    buttons.addButton(ActionButton(translate("Key", "Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
    buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
    accept.setDefault(True)
    field.textChanged.connect(lambda text: accept.setEnabled(bool(text.strip())))
    buttons.accepted.connect(box.accept)
    buttons.rejected.connect(box.reject)
    box.accepted.connect(lambda: use(field.text().strip()))
    lines = QVBoxLayout(box)
    lines.setContentsMargins(PAGE_PADDING, PAGE_PADDING, PAGE_PADDING, PAGE_PADDING)
    lines.setSpacing(GAP_CONTROLS)
    for part in (title, field, where):
        lines.addWidget(part)
    lines.addSpacing(GAP_FIELDS)
    lines.addWidget(buttons)
    box.setMinimumWidth(_WIDTH_PX)
    box.open()
