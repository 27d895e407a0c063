"""API keys and the log-in of a proxy: from the environment, else from the system keyring.

They never appear in settings, logs, errors or argument lists.
"""

import logging
import os
from dataclasses import dataclass

_log = logging.getLogger(__name__)

KEYRING_SERVICE = "slipgui"
"""Our entries in the system keyring; the user name tells which: "audioverify", "pyannote", "pyannote-webhook", "proxy", "voices"."""


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key and where it came from."""

    value: str
    place: str
    """"environment" or "keyring"."""

    def __repr__(self) -> str:
        return f"ApiKey(place={self.place!r})"


def find_api_key() -> ApiKey | None:
    """The AudioVerify partner key, or None.  Blocks: a keyring may ask its daemon, so call it in a thread."""
    return _find_key("SLIPGUI_API_KEY", "audioverify")


def find_pyannote_key() -> ApiKey | None:
    """The pyannoteAI team key, or None.  Blocks, as ``find_api_key`` does."""
    return _find_key("SLIPGUI_PYANNOTE_KEY", "pyannote")


def find_webhook_secret() -> ApiKey | None:
    """What pyannoteAI signs its webhooks with, or None.  Blocks, as ``find_api_key`` does."""
    return _find_key("SLIPGUI_PYANNOTE_WEBHOOK_SECRET", "pyannote-webhook")


def _find_key(variable: str, user_name: str) -> ApiKey | None:
    given = os.environ.get(variable, "").strip()
    if given:
        return ApiKey(given, "environment")
    kept = _from_keyring(user_name)
    return ApiKey(kept, "keyring") if kept else None


def keep_api_key(key: str) -> None:
    """Keep the AudioVerify partner key in the system keyring and use it from now on; where there is no keyring, until the program ends.

    Blocks, as ``find_api_key`` does.
    """
    _keep_key("SLIPGUI_API_KEY", "audioverify", key.strip())


def keep_pyannote_key(key: str) -> None:
    """The same with the pyannoteAI team key."""
    _keep_key("SLIPGUI_PYANNOTE_KEY", "pyannote", key.strip())


def _keep_key(variable: str, user_name: str, key: str) -> None:
    import keyring
    import keyring.errors

    os.environ.pop(variable, None)  # the key of the environment would go on winning
    try:
        keyring.set_password(KEYRING_SERVICE, user_name, key)
    except keyring.errors.KeyringError as error:
        _log.warning("the key is not kept: no system keyring (%s)", type(error).__name__)
    if _from_keyring(user_name) != key:
        os.environ[variable] = key


def forget_api_key() -> None:
    """Take the AudioVerify partner key out of the system keyring, and out of this program.  Blocks."""
    import keyring
    import keyring.errors

    os.environ.pop("SLIPGUI_API_KEY", None)
    try:
        keyring.delete_password(KEYRING_SERVICE, "audioverify")
    except keyring.errors.KeyringError as error:  # there was none, or no keyring
        _log.info("no key taken out of the system keyring: %s", type(error).__name__)


def find_proxy_login() -> tuple[str, str] | None:
    """User name and password for the proxy of the settings, kept in the keyring as ``user:password``.  Blocks."""
    user_name, colon, password = (_from_keyring("proxy") or "").partition(":")
    return (user_name, password) if colon else None


def _from_keyring(user_name: str) -> str | None:
    import keyring
    import keyring.errors

    try:
        return keyring.get_password(KEYRING_SERVICE, user_name)
    except keyring.errors.KeyringError as error:  # none installed, locked, no session bus
        _log.info("no key from the system keyring: %s", type(error).__name__)
        return None


def keyring_name() -> str | None:
    """Name of the system keyring in use, None where there is none."""
    import keyring
    from keyring.backends import fail

    backend = keyring.get_keyring()
    return None if isinstance(backend, fail.Keyring) else str(backend.name)
