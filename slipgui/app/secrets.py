"""API keys and log-ins: in the system keyring, else in a file that only its owner can read; one of the environment wins.

They never appear in settings, logs, errors or argument lists.  All that asks here blocks: call it in a thread.
"""

import json
import logging
import os
from dataclasses import dataclass, field
from enum import StrEnum

from slipgui.app.atomic_file import write_atomically
from slipgui.app.keyring_access import ask_keyring, give_keyring, take_from_keyring
from slipgui.app.paths import Home
from slipgui.core.errors import SettingsError
from slipgui.core.profile import Profile
from slipgui.core.profile_id import FIRST_PROFILE, PYANNOTE, WEBHOOK
from slipgui.core.settings import Settings

_log = logging.getLogger(__name__)

PARTNER_KEY_VARIABLE = "SLIPGUI_API_KEY"
NAMED_VARIABLES = {PYANNOTE: "SLIPGUI_PYANNOTE_KEY", WEBHOOK: "SLIPGUI_PYANNOTE_WEBHOOK_SECRET"}


class SecretPlace(StrEnum):
    """Where a secret lies."""

    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret and where it came from."""

    value: str = field(repr=False)
    place: SecretPlace


class Secrets:
    """The secrets of one home.

    Parameters
    ----------
    home
        Where the file lies.
    """

    def __init__(self, home: Home) -> None:
        self._file = home.secrets_file

    def find(self, name: str, variable: str = "") -> Secret | None:
        """A secret, or None.

        Parameters
        ----------
        name
            What the keyring knows it by.
        variable
            Of the environment, which wins.
        """
        if given := os.environ.get(variable, "").strip():
            return Secret(given, SecretPlace.ENVIRONMENT)
        if written := self._read().get(name):  # newer than what a keyring has that was locked when this was kept
            return Secret(written, SecretPlace.FILE)
        if kept := ask_keyring(name).text:
            return Secret(kept, SecretPlace.KEYRING)
        return None

    def keep(self, name: str, secret: str, variable: str = "") -> SecretPlace:
        """Keep a secret and tell where: in the file only where no keyring takes it.

        Raises
        ------
        SettingsError
            When neither takes it.
        """
        os.environ.pop(variable, None)  # that of the environment would go on winning
        written = self._read()
        if give_keyring(name, secret):
            self._write({key: value for key, value in written.items() if key != name}, written)
            return SecretPlace.KEYRING
        _log.warning("no system keyring takes the key; it lies in a file that only its owner can read")
        self._write(written | {name: secret}, written)
        return SecretPlace.FILE

    def forget(self, name: str, variable: str = "") -> None:
        """Let a secret be nowhere, in this program either.

        Raises
        ------
        SettingsError
            When it may lie in a keyring that does not open.
        """
        written = self._read()
        if not take_from_keyring(name) and name not in written:
            raise SettingsError("the keyring is locked", reason="locked")
        os.environ.pop(variable, None)
        self._write({key: value for key, value in written.items() if key != name}, written)

    def is_locked(self) -> bool:
        """Whether there is a keyring that does not open: what it holds is not known."""
        return ask_keyring(FIRST_PROFILE).is_locked

    def values(self, settings: Settings) -> list[str]:
        """All secrets, for who must not let them through."""
        keys = [self.find_partner_key(settings, profile) for profile in settings.profiles]
        keys += [self.find_named(name) for name in NAMED_VARIABLES]
        logins = [self.find_proxy_login(profile_id) for profile_id in ("", *(one.id for one in settings.profiles))]
        known = [key.value for key in keys if key is not None] + [login[1] for login in logins if login is not None]
        return [secret for secret in (*known, *self._read().values()) if secret]

    # ------------------------------------------------------------------------------------------------- what there is

    def find_partner_key(self, settings: Settings, profile: Profile) -> Secret | None:
        """The AudioVerify key of an account; that of the environment belongs to the account that is asked by default."""
        return self.find(_key_name(profile.id), _key_variable(settings, profile.id))

    def keep_partner_key(self, settings: Settings, profile: Profile, key: str) -> SecretPlace:
        """Keep the AudioVerify key of an account; raises as ``keep``."""
        return self.keep(_key_name(profile.id), key.strip(), _key_variable(settings, profile.id))

    def forget_partner_key(self, settings: Settings, profile_id: str) -> None:
        """Let the AudioVerify key of an account be nowhere."""
        self.forget(_key_name(profile_id), _key_variable(settings, profile_id))

    def find_named(self, name: str) -> Secret | None:
        """``PYANNOTE``'s team key, or what pyannoteAI signs its webhooks with."""
        return self.find(name, NAMED_VARIABLES[name])

    def keep_named(self, name: str, secret: str) -> SecretPlace:
        """Keep one of those that ``find_named`` knows; raises as ``keep``."""
        return self.keep(name, secret.strip(), NAMED_VARIABLES[name])

    def forget_named(self, name: str) -> None:
        """Let one of those that ``find_named`` knows be nowhere; raises as ``forget``."""
        self.forget(name, NAMED_VARIABLES[name])

    def find_proxy_login(self, profile_id: str = "") -> tuple[str, str] | None:
        """User name and password for a proxy, kept as ``user:password``.

        Parameters
        ----------
        profile_id
            Whose proxy; empty for the one of all.
        """
        kept = self.find(_proxy_name(profile_id))
        user_name, colon, password = (kept.value if kept is not None else "").partition(":")
        return (user_name, password) if colon else None

    def keep_proxy_login(self, user_name: str, password: str, profile_id: str = "") -> None:
        """Keep user name and password for a proxy, or forget them where both are empty; raises as ``keep``."""
        if user_name or password:
            self.keep(_proxy_name(profile_id), f"{user_name}:{password}")
        else:
            self.forget(_proxy_name(profile_id))

    # ------------------------------------------------------------------------------------------------- the file

    def _read(self) -> dict[str, str]:
        try:
            document = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            _log.warning("the file of the keys cannot be read")
            return {}
        return {str(name): str(secret) for name, secret in document.items()} if isinstance(document, dict) else {}

    def _write(self, secrets: dict[str, str], before: dict[str, str]) -> None:
        if secrets == before:
            return
        try:
            write_atomically(self._file, json.dumps(secrets, indent=1) + "\n")  # 0600 from its first byte on
        except OSError as cause:
            why = cause.strerror or "it cannot be written"
            raise SettingsError("the key cannot be kept", key=self._file.name, why=why) from cause


def _key_name(profile_id: str) -> str:
    return FIRST_PROFILE if profile_id == FIRST_PROFILE else f"{FIRST_PROFILE}-{profile_id}"


def _key_variable(settings: Settings, profile_id: str) -> str:
    return PARTNER_KEY_VARIABLE if profile_id == settings.account.id else ""


def _proxy_name(profile_id: str) -> str:
    return f"proxy-{profile_id}" if profile_id else "proxy"
