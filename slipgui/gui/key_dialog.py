"""Where the user writes the key for AudioVerify; it is shown as dots and goes nowhere but to who keeps it."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from slipgui.gui.sheet import Sheet
from slipgui.gui.texts import translate

_WIDTH_PX = 420
_FIELD_HEIGHT_PX = 30


def ask_for_key(window: QWidget, use: Callable[[str], object]) -> None:
    """Open the dialog for AudioVerify's key over a window; ``use`` gets the key that was written."""
    _ask(
        window,
        translate("Key", "Key for AudioVerify"),
        translate("Key", "Partner key"),
        translate(
            "Key", "It is kept on this computer, in the keyring where there is one, and sent to AudioVerify alone."
        ),
        use,
    )


def ask_for_voice_key(window: QWidget, use: Callable[[str], object]) -> None:
    """The same for pyannoteAI's key."""
    _ask(
        window,
        translate("Key", "Key for pyannoteAI"),
        translate("Key", "Team key"),
        translate(
            "Key", "It is kept on this computer, in the keyring where there is one, and sent to pyannoteAI alone."
        ),
        use,
    )


def ask_for_webhook_secret(window: QWidget, use: Callable[[str], object]) -> None:
    """The same for the secret of pyannoteAI's webhooks."""
    _ask(
        window,
        translate("Key", "Secret of the webhook"),
        translate("Key", "Secret"),
        translate("Key", "It is kept on this computer, in the keyring where there is one, and sent to nobody."),
        use,
    )


def _ask(window: QWidget, title: str, question: str, note: str, use: Callable[[str], object]) -> None:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setMinimumHeight(_FIELD_HEIGHT_PX)
    sheet = Sheet(window, title, question, field, note, translate("Key", "Use this key"))
    sheet.primary.setEnabled(False)
    field.textChanged.connect(lambda text: sheet.primary.setEnabled(bool(text.strip())))
    sheet.accepted.connect(lambda: use(field.text().strip()))
    sheet.setMinimumWidth(_WIDTH_PX)
    sheet.open()
