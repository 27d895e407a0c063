"""The rows of the settings for accounts, keys and log-ins: where each key is, and what can be done with it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMessageBox, QVBoxLayout, QWidget

from slipgui.app.secrets import NAMED_VARIABLES, PARTNER_KEY_VARIABLE
from slipgui.core.errors import SlipError
from slipgui.core.profile import Profile
from slipgui.core.profile_id import PYANNOTE, WEBHOOK
from slipgui.gui.action_button import ActionButton
from slipgui.gui.choice_box import ChoiceBox
from slipgui.gui.error_words import explained
from slipgui.gui.key_dialog import ask_for_key, ask_for_voice_key, ask_for_webhook_secret
from slipgui.gui.labels import TextLabel
from slipgui.gui.profile_dialog import ProfileDialog, new_profile
from slipgui.gui.settings_rows import SettingRow
from slipgui.gui.settings_words import key_sentence, webhook_sentence
from slipgui.gui.settings_work import SettingsState, SettingsWork
from slipgui.gui.texts import control, plain, translate
from slipgui.gui.theme import GAP_COLUMNS, GAP_CONTROLS, GAP_FIELDS, SMALL

if TYPE_CHECKING:
    from slipgui.app.webhook_desk import WebhookState
    from slipgui.gui.voice_work import VoiceWork

_FIELD_HEIGHT_PX = 30
_QUESTIONS = {PYANNOTE: ask_for_voice_key, WEBHOOK: ask_for_webhook_secret}


class KeyPart(QWidget):
    """Where one key is, and the buttons to enter, try and remove it.

    Parameters
    ----------
    owner
        Id of an account, or one of ``NAMED``.
    service
        What the service is called.
    work
        Does it.
    """

    def __init__(self, owner: str, service: str, work: SettingsWork) -> None:
        super().__init__()
        self.owner, self._service, self._work = owner, service, work
        self._is_testing = False
        self.sentence = TextLabel(role="text_2", factor=SMALL)
        self.note = TextLabel(role="text_3", factor=SMALL)
        self.note.hide()
        self.enter = ActionButton(control("enter_key"), "key")
        self.unlock = ActionButton(control("unlock"))
        self.test = ActionButton(translate("Settings", "Test it"))
        self.remove = ActionButton(translate("Settings", "Remove key…"))
        self.test.setAccessibleDescription(translate("Settings", "Asks {0}, without cost").format(service))
        self.buttons = QHBoxLayout()
        self.buttons.setContentsMargins(0, 8, 0, 0)
        self.buttons.setSpacing(GAP_CONTROLS)
        for button in (self.enter, self.unlock, self.test, self.remove):
            self.buttons.addWidget(button)
        self.buttons.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(1)
        lines.addWidget(self.sentence)
        lines.addLayout(self.buttons)
        lines.addWidget(self.note)
        self.enter.clicked.connect(self._enter)
        self.unlock.clicked.connect(work.unlock_keyring)
        work.keyring_waits.connect(self.unlock.setDisabled)
        self.test.clicked.connect(self._begin_test)
        self.remove.clicked.connect(self._ask_to_remove)
        work.key_tested.connect(self._tell_tested)

    def show_state(self, state: SettingsState) -> None:
        """Show where the key is."""
        place = state.key_places.get(self.owner, "")
        variable = NAMED_VARIABLES.get(self.owner, PARTNER_KEY_VARIABLE)
        self.sentence.set_text(
            key_sentence(place, plain(state.keyring), variable, plain(str(state.keys_file)), is_locked=state.is_locked)
        )
        self.unlock.setVisible(state.is_locked and not place)
        self.test.setHidden(state.is_locked and not place)
        self.test.setEnabled(bool(place))
        self.remove.setEnabled(place in ("keyring", "file"))
        self._say("", "text_3")

    def _say(self, text: str, role: str) -> None:
        self.note.set_role(role)
        self.note.set_text(text)
        self.note.setVisible(bool(text))

    def _enter(self) -> None:
        ask = _QUESTIONS.get(self.owner, ask_for_key)
        ask(self.window(), lambda key: self._work.enter_key(key, self.owner))

    def _begin_test(self) -> None:
        # the button stays as it is: disabled it would hand the keys on to the one that removes
        if not self._is_testing:
            self._is_testing = True
            self._test()

    def _test(self) -> None:
        self._say(translate("Settings", "Asking {0}…").format(self._service), "text_3")
        self._work.test_key(self.owner)

    def _tell_tested(self, owner: str, error: SlipError | None) -> None:
        if owner != self.owner:
            return
        self._is_testing = False
        if error is None:
            self._say(self._taken(), "s_internal")
        else:
            words = explained(error)
            self._say(f"{words.title}. {words.detail}", "s_failed")

    def _taken(self) -> str:
        return translate("Settings", "{0} takes this key.").format(self._service)

    def _ask_to_remove(self) -> None:
        ask_before(
            self,
            translate("Settings", "Remove the key"),
            translate("Settings", "The key is deleted from this computer. It cannot be brought back here."),
            lambda: self._work.remove_key(self.owner),
        )


class VoiceKeyRow(SettingRow):
    """The key of pyannoteAI.

    Parameters
    ----------
    work
        Does what is wanted.
    """

    def __init__(self, work: SettingsWork) -> None:
        super().__init__("pyannote_key")
        self.part = KeyPart(PYANNOTE, "pyannoteAI", work)
        self.words.insertWidget(2, self.part)

    def show_state(self, state: SettingsState) -> None:
        """Show where the key is."""
        self.part.show_state(state)


class WebhookPart(KeyPart):
    """The secret of the webhook; testing it sends a delivery to the public address.

    Parameters
    ----------
    work
        Keeps it.
    voices
        Sends the delivery.
    """

    def __init__(self, work: SettingsWork, voices: "VoiceWork") -> None:
        super().__init__(WEBHOOK, "", work)
        self._voices, self._has_secret = voices, False
        self.test.setAccessibleDescription(
            translate("Settings", "Sends a delivery to the public address and sees whether it comes in, without cost")
        )
        voices.webhook_tried.connect(self._tell_tried)

    def show_state(self, state: SettingsState) -> None:
        """Show where the secret is."""
        super().show_state(state)
        self._has_secret = self.test.isEnabled()
        self.show_address(state.settings.webhook_url)

    def show_address(self, address: str | None) -> None:
        """Let it be tested where there is an address."""
        self.test.setEnabled(self._has_secret and address is not None)

    def _test(self) -> None:
        self._say(translate("Settings", "Sending a delivery to the public address…"), "text_3")
        self._voices.try_webhook()

    def _tell_tried(self, error: SlipError | None) -> None:
        self._tell_tested(WEBHOOK, error)

    def _taken(self) -> str:
        return translate("Settings", "A delivery to the public address came in here.")


class WebhookRow(SettingRow):
    """The secret of the webhook, and whether it is listened.

    Parameters
    ----------
    work
        Keeps the secret.
    voices
        Listens.
    """

    def __init__(self, work: SettingsWork, voices: "VoiceWork") -> None:
        super().__init__("webhook_secret")
        self.part = WebhookPart(work, voices)
        self.listening = TextLabel(role="text_2", factor=SMALL)
        self.words.insertWidget(2, self.part)
        self.words.insertWidget(3, self.listening)
        voices.webhook_changed.connect(self._show_listening)

    def show_state(self, state: SettingsState) -> None:
        """Show where the secret is."""
        self.part.show_state(state)

    def _show_listening(self, state: "WebhookState") -> None:
        self.listening.set_text(webhook_sentence(state))
        self.part.show_address(state.address)


class AccountsRow(SettingRow):
    """The accounts at AudioVerify, each with its key.

    Parameters
    ----------
    work
        Does what is wanted.
    """

    def __init__(self, work: SettingsWork) -> None:
        super().__init__("profiles")
        self._work = work
        self._state: SettingsState | None = None
        self._shown: tuple[Profile, ...] = ()
        self.parts: dict[str, KeyPart] = {}
        """By id of the account."""
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, GAP_FIELDS, 0, 0)
        self._lines.setSpacing(GAP_COLUMNS)
        self.words.insertLayout(2, self._lines)
        self.add = ActionButton(translate("Settings", "Add an account…"), "add")
        self.add.clicked.connect(lambda: self._edit(new_profile()))
        below = QHBoxLayout()
        below.setContentsMargins(0, GAP_FIELDS, 0, 0)
        below.addWidget(self.add)
        below.addStretch(1)
        self.words.insertLayout(3, below)

    def show_state(self, state: SettingsState) -> None:
        """Show the accounts."""
        self._state = state
        if state.settings.profiles != self._shown:
            self._shown = state.settings.profiles
            self._fill()
        for part in self.parts.values():
            part.show_state(state)

    def _fill(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            line = item.widget()
            assert line is not None
            line.hide()
            line.deleteLater()
        self.parts.clear()
        for profile in self._shown:
            self._lines.addWidget(self._line(profile))

    def _line(self, profile: Profile) -> QWidget:
        line = QWidget()
        name = plain(profile.name)
        part = self.parts[profile.id] = KeyPart(profile.id, name, self._work)
        head = QHBoxLayout()
        head.setSpacing(GAP_CONTROLS)
        head.addWidget(TextLabel(name, weight=QFont.Weight.Medium), 1)
        edit = ActionButton(translate("Settings", "Change…"), is_small=True)
        edit.clicked.connect(lambda: self._edit(profile))
        leave = ActionButton(translate("Settings", "Remove the account…"), is_small=True)
        leave.clicked.connect(lambda: self._ask_to_leave(profile))
        for button in (edit, leave, part.enter, part.test, part.remove):
            button.setAccessibleName(f"{name}: {button.text()}")
        head.addWidget(edit)
        if len(self._shown) > 1:
            head.addWidget(leave)
        lines = QVBoxLayout(line)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(1)
        lines.addLayout(head)
        lines.addWidget(TextLabel(plain(profile.api_url), role="text_3", factor=SMALL))
        lines.addWidget(part)
        return line

    def _edit(self, profile: Profile) -> None:
        if self._state is None:
            return
        held = self._state.held.get("api_url") if profile.id == self._state.settings.account.id else None
        dialog = ProfileDialog(self.window(), profile, self._state.proxy_users.get(profile.id, ""), held)
        dialog.saved.connect(self._work.save_profile)
        dialog.open()

    def _ask_to_leave(self, profile: Profile) -> None:
        ask_before(
            self,
            translate("Settings", "Remove the account"),
            translate(
                "Settings",
                "“{0}” and its key are deleted from this computer. Answers stay in the history; clips that are with it stay in the queue"
                " and can be asked with another account.",
            ).format(plain(profile.name)),
            lambda: self._work.remove_profile(profile.id),
        )


class AccountRow(SettingRow):
    """Which account is asked where a clip names none."""

    def __init__(self) -> None:
        super().__init__("profile")
        self.box = ChoiceBox()
        self.add_control(self.box)
        self.box.activated.connect(lambda place: self.changed.emit(self.key, self.box.itemData(place)))

    def show_accounts(self, profiles: tuple[Profile, ...], chosen: str) -> None:
        """Show which there are and which one it is."""
        self.box.clear()
        for profile in profiles:
            self.box.addItem(plain(profile.name), profile.id)
        self.box.setCurrentIndex(self.box.findData(chosen))


class ProxyLoginRow(SettingRow):
    """User name and password for the proxy; the password is never shown.

    Parameters
    ----------
    work
        Keeps them.
    """

    def __init__(self, work: SettingsWork) -> None:
        super().__init__("proxy_login")
        self._work = work
        self.user, self.password = LoginField(), LoginField(is_secret=True)
        self.user.setPlaceholderText(translate("Settings", "User name"))
        self.password.setPlaceholderText(translate("Settings", "Password"))
        self.user.setAccessibleName(translate("Settings", "User name for the proxy"))
        self.password.setAccessibleName(translate("Settings", "Password for the proxy"))
        self.keep = ActionButton(translate("Settings", "Keep"))
        self.forget = ActionButton(translate("Settings", "Forget"))
        self.keep.setAccessibleName(translate("Settings", "Keep the log-in for the proxy"))
        self.forget.setAccessibleName(translate("Settings", "Forget the log-in for the proxy"))
        fields = QHBoxLayout()
        fields.setContentsMargins(0, 8, 0, 0)
        fields.setSpacing(GAP_CONTROLS)
        fields.addWidget(self.user, 1)
        fields.addWidget(self.password, 1)
        fields.addWidget(self.keep)
        fields.addWidget(self.forget)
        self.words.insertLayout(2, fields)
        self.user.textChanged.connect(self._allow)
        self.password.textChanged.connect(self._allow)
        self.keep.clicked.connect(self._keep)
        self.forget.clicked.connect(lambda: work.keep_proxy_login(("", "")))

    def show_state(self, state: SettingsState) -> None:
        """Show who logs in."""
        user = state.proxy_users.get("", "")
        if not self.password.text():
            self.user.setText(user)
        self.forget.setEnabled("" in state.proxy_users)
        self._say(translate("Settings", "A password is kept for {0}.").format(plain(user)) if user else "", "text_3")
        self._allow()

    def _allow(self) -> None:
        self.keep.setEnabled(bool(self.user.text().strip() and self.password.text()))

    def _keep(self) -> None:
        login = (self.user.text().strip(), self.password.text())
        self.password.clear()
        self._work.keep_proxy_login(login)


class LoginField(QLineEdit):
    """A line for a part of a log-in.

    Parameters
    ----------
    is_secret
        Whether it shows dots.
    """

    def __init__(self, *, is_secret: bool = False) -> None:
        super().__init__()
        self.setFixedHeight(_FIELD_HEIGHT_PX)
        if is_secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)


def ask_before(widget: QWidget, title: str, consequence: str, act: Callable[[], object]) -> None:
    """Do what cannot be undone, once it was confirmed.

    Parameters
    ----------
    widget
        The question stands over its window.
    title
        What is done, also on the button that does it.
    consequence
        What that leads to.
    act
        Does it.
    """
    box = QMessageBox(widget.window())
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(consequence)
    sure = box.addButton(title, QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(control("cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    sure.clicked.connect(act)
    box.open()
