"""Where an account at AudioVerify is described: its name, its address, and a way of its own through the network."""

import uuid
from dataclasses import asdict

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from slipgui.core.errors import SettingsError
from slipgui.core.profile import Profile
from slipgui.core.settings import PROFILE_NAME_MAX_LENGTH, Settings, with_value
from slipgui.gui.action_button import ActionButton
from slipgui.gui.error_words import explained
from slipgui.gui.labels import TextLabel
from slipgui.gui.settings_words import held_sentence
from slipgui.gui.sheet import closing_line
from slipgui.gui.texts import translate
from slipgui.gui.theme import CAPTION, GAP_CONTROLS, GAP_FIELDS, PAGE_PADDING, SMALL

_WIDTH_PX = 460
_FIELD_HEIGHT_PX = 30


def new_profile() -> Profile:
    """An account that was never there before, without a name."""
    return Profile(id=f"p{uuid.uuid4().hex[:12]}", name="")


class ProfileDialog(QDialog):
    """The dialog; it is gone when it was closed.

    Parameters
    ----------
    window
        It stands over it.
    profile
        As it is.
    proxy_user
        Who logs in at its own proxy; empty where no log-in is kept.
    held
        The environment variable that holds the address, empty for a flag; None where nothing does.
    """

    saved = Signal(object, object)
    """The ``Profile``, and user name and password for its proxy, or None where they stay as they are."""

    def __init__(self, window: QWidget, profile: Profile, proxy_user: str, held: str | None) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Profile", "Account at AudioVerify"))
        self.setMinimumWidth(_WIDTH_PX)
        self._profile, self._proxy_user = profile, proxy_user
        self.name, self.address = _field(profile.name), _field(profile.api_url)
        self.name.setMaxLength(PROFILE_NAME_MAX_LENGTH)
        self.proxy, self.user, self.password = _field(profile.proxy or ""), _field(proxy_user), _field("")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.ca_file = _field(profile.ca_file or "")
        self.address.setEnabled(held is None)
        self.note = TextLabel(role="s_failed", factor=SMALL)
        self.note.hide()
        self.primary = ActionButton(translate("Profile", "Save"), kind="primary")
        self.primary.clicked.connect(self._save)
        self._lay_out("" if held is None else held_sentence(held))

    def _lay_out(self, address_note: str) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(PAGE_PADDING, PAGE_PADDING, PAGE_PADDING, PAGE_PADDING)
        lines.setSpacing(4)
        only_given = translate("Profile", "Only where Slipstream gave you another one.")
        as_all = translate("Profile", "Empty: as for all, see Network.")
        for name, sentence, field in (
            (translate("Profile", "Name"), "", self.name),
            (translate("Profile", "Address"), address_note or only_given, self.address),
            (translate("Profile", "Proxy of its own"), as_all, self.proxy),
            (translate("Profile", "User name for this proxy"), "", self.user),
            (
                translate("Profile", "Password for this proxy"),
                translate("Profile", "Kept as a key is. Empty: as it was."),
                self.password,
            ),
            (translate("Profile", "Certificates of its own (PEM)"), as_all, self.ca_file),
        ):
            field.setAccessibleName(name)
            field.setAccessibleDescription(sentence)
            lines.addWidget(TextLabel(name, role="text_2", factor=CAPTION))
            lines.addWidget(field)
            if sentence:
                lines.addWidget(TextLabel(sentence, role="text_3", factor=CAPTION))
            lines.addSpacing(GAP_CONTROLS)
        lines.addWidget(self.note)
        lines.addSpacing(GAP_FIELDS)
        lines.addLayout(closing_line(self, self.primary))

    def _save(self) -> None:
        """Tell what was written, where it can be used; else say why not."""
        written = Profile(
            id=self._profile.id,
            name=self.name.text(),
            api_url=self.address.text().strip() if self.address.isEnabled() else self._profile.api_url,
            proxy=self.proxy.text().strip() or None,
            ca_file=self.ca_file.text().strip() or None,
        )
        try:
            (profile,) = with_value(Settings(), "profiles", [asdict(written)]).profiles
        except SettingsError as error:
            self.note.set_text(explained(error).detail)
            self.note.show()
            return
        self.saved.emit(profile, self._login(profile))
        self.accept()

    def _login(self, profile: Profile) -> tuple[str, str] | None:
        user, password = self.user.text().strip(), self.password.text()
        if profile.proxy is None or not user:
            return ("", "") if self._proxy_user else None
        return (user, password) if password else None


def _field(text: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setFixedHeight(_FIELD_HEIGHT_PX)
    return field
