"""What an API key may look like."""

from slipgui.core.errors import SettingsError
from slipgui.core.phrases import phrase

_MAX_CHARACTERS = 4096


def check_api_key(text: str) -> str:
    """The key without blanks around it.

    Parameters
    ----------
    text
        As typed, pasted or read.

    Raises
    ------
    SettingsError
        When it is blank, or holds a line break, a blank or anything outside visible ASCII: no such text can travel in a header.  The error
        never holds the key.
    """
    key = text.strip(" \t")
    if not key.strip():
        raise SettingsError("the API key is blank", key="api_key", why=phrase("Errors", "it is blank"))
    if any(character in key for character in "\r\n\x00"):
        raise SettingsError("the API key has a line break", key="api_key", why=phrase("Errors", "it has a line break"))
    if not key.isascii():
        raise SettingsError(
            "the API key is not ASCII", key="api_key", why=phrase("Errors", "it has characters outside ASCII")
        )
    if not all("!" <= character <= "~" for character in key) or len(key) > _MAX_CHARACTERS:
        raise SettingsError(
            "the API key has characters that no key has",
            key="api_key",
            why=phrase("Errors", "it has characters that no key has"),
        )
    return key
