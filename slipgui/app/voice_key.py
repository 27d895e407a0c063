"""The key that the voiceprints are encrypted with: in the system keyring, else in the environment or a file of the user's own (0600).

Blocks: a keyring may ask its daemon, so call it in a thread.
"""

import logging
import os
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from slipgui.app.keyring_access import KeyringAnswer, ask_keyring, give_keyring
from slipgui.core.errors import VoicesFileError, VoicesLockedError

_log = logging.getLogger(__name__)

KEY_VARIABLE = "SLIPGUI_VOICES_KEY"
_ACCOUNT = "voices"


class KeyPlace(StrEnum):
    """Where the key lies."""

    KEYRING = "keyring"
    ENVIRONMENT = "environment"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class VoiceKey:
    """A key of ``cryptography.fernet``."""

    value: bytes = field(repr=False)
    place: KeyPlace

    @property
    def id(self) -> str:
        """Tells keys apart without telling them."""
        return sha256(b"slipgui voices " + self.value).hexdigest()[:16]


def find_voice_key(file: Path, wanted_id: str) -> VoiceKey:
    """The key with this id.

    Parameters
    ----------
    file
        Where it lies when there is no keyring.
    wanted_id
        What the voices were encrypted with.

    Raises
    ------
    VoicesLockedError
        When it is nowhere: the keyring is locked, or somebody deleted or replaced it.
    """
    keyring = ask_keyring(_ACCOUNT)
    found = [key for key in _known_keys(file, keyring) if key.id == wanted_id]
    if not found:
        raise VoicesLockedError("no key for the voices", reason="locked" if keyring.is_locked else "gone")
    return found[0]


def find_or_make_voice_key(file: Path) -> VoiceKey:
    """A key for voices to come: the one that is there, else a new one, kept before it is used.

    Parameters
    ----------
    file
        Where it is put when there is no keyring, readable by its owner alone.
    """
    known = _known_keys(file, ask_keyring(_ACCOUNT))
    if known:
        return known[0]
    from cryptography.fernet import Fernet

    value = Fernet.generate_key()
    if give_keyring(_ACCOUNT, value.decode()):
        return VoiceKey(value, KeyPlace.KEYRING)
    _write_key_file(file, value)
    _log.warning("no system keyring takes the key of the voices; it lies in a file that only its owner can read")
    return VoiceKey(value, KeyPlace.FILE)


def _known_keys(file: Path, keyring: KeyringAnswer) -> list[VoiceKey]:
    places = (
        (keyring.text, KeyPlace.KEYRING),
        (os.environ.get(KEY_VARIABLE), KeyPlace.ENVIRONMENT),
        (_read_key_file(file), KeyPlace.FILE),
    )
    return [VoiceKey(text.strip().encode(), place) for text, place in places if text and _is_key(text.strip())]


def _is_key(text: str) -> bool:
    from cryptography.fernet import Fernet

    try:
        Fernet(text.encode())
    except ValueError:
        return False
    return True


def _read_key_file(file: Path) -> str | None:
    try:
        return file.read_text(encoding="ascii")
    except (OSError, ValueError):
        return None


def _write_key_file(file: Path, value: bytes) -> None:
    """Write the key for its owner alone; an existing file, which holds no key, is not overwritten.

    Raises
    ------
    VoicesFileError
        When it cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as target:
            target.write(value)
            target.flush()
            os.fsync(target.fileno())
    except OSError as cause:
        raise VoicesFileError("the key cannot be written", why=cause.strerror or "it cannot be written") from cause
