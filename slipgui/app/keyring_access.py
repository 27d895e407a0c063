"""The system keyring, asked and given secrets; it may be locked, or there may be none.

Blocks: a keyring may ask its daemon, and that a person, so call it in a thread.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from slipgui.app.keyring_questions import KeyringQuestions, NoAnswerError, is_secret_service_locked

_log = logging.getLogger(__name__)

KEYRING_SERVICE = "slipgui"
"""Our entries in the system keyring; the user name tells which secret it is."""


@dataclass(frozen=True, slots=True)
class KeyringAnswer:
    """What the system keyring said."""

    text: str | None = field(repr=False)
    is_locked: bool
    """Whether there is a keyring that did not open."""


_questions = KeyringQuestions(is_secret_service_locked)
"""The keyring is the same for all of a program."""


def ask_keyring(name: str, *, is_wanted: bool = False) -> KeyringAnswer:
    """The secret of this name.

    Parameters
    ----------
    name
        What it is known by.
    is_wanted
        Whether a person just did something that needs it: a locked keyring asks for its password then, also who declined before.
    """
    import keyring
    import keyring.errors

    def get() -> str | None:
        return keyring.get_password(KEYRING_SERVICE, name)

    try:
        return KeyringAnswer(_questions.ask(get, is_wanted=is_wanted), is_locked=False)
    except keyring.errors.NoKeyringError:
        return KeyringAnswer(None, is_locked=False)
    except (keyring.errors.KeyringError, NoAnswerError) as error:  # locked, its window was closed, no session bus
        _log.info("the system keyring does not open: %s", type(error).__name__)
        return KeyringAnswer(None, is_locked=keyring_name() is not None)


def give_keyring(name: str, secret: str) -> bool:
    """Whether the keyring has the secret now; some take everything and keep nothing."""
    import keyring
    import keyring.errors

    try:
        _questions.ask(lambda: keyring.set_password(KEYRING_SERVICE, name, secret), is_wanted=True)
    except (keyring.errors.KeyringError, NoAnswerError) as error:
        _log.info("the system keyring takes nothing: %s", type(error).__name__)
        return False
    return ask_keyring(name).text == secret


def take_from_keyring(name: str) -> bool:
    """Whether no keyring has the secret any more; a locked one may have it still."""
    import keyring
    import keyring.errors

    try:
        _questions.ask(lambda: keyring.delete_password(KEYRING_SERVICE, name), is_wanted=True)
    except (keyring.errors.KeyringError, NoAnswerError) as error:  # there was none, or no keyring, or it does not open
        _log.info("nothing taken out of the system keyring: %s", type(error).__name__)
        return not ask_keyring(name).is_locked
    return True


def watch_keyring(on_wait: Callable[[bool], object]) -> None:
    """Have ``on_wait`` told, in any thread, when the keyring keeps somebody waiting for its password, and when no longer."""
    _questions.on_wait = on_wait


def leave_keyring() -> None:
    """Let nobody wait for the keyring any more: the program ends."""
    _questions.give_up()


def keyring_name() -> str | None:
    """Name of the system keyring in use, None where there is none."""
    import keyring
    from keyring.backends import fail, null

    backend = keyring.get_keyring()
    return None if isinstance(backend, fail.Keyring | null.Keyring) else str(backend.name)
