"""Errors in the language of the window, as plain text without secrets."""

from collections.abc import Mapping
from typing import Any

from slipgui.app.explanation import Explanation
from slipgui.app.language import Language
from slipgui.app.recognition_line import decode_error
from slipgui.app.wording import explain
from slipgui.core.errors import SlipError
from slipgui.gui.secret_filter import without_secrets
from slipgui.gui.texts import grouped, plain, size, translate

WINDOW_LANGUAGE = Language(translate=translate, size=size, number=grouped)
"""What ``app`` says in the window."""


def explained(error: SlipError) -> Explanation:
    """Headline, sentence, hint and cure of an error."""
    words = explain(error, WINDOW_LANGUAGE)
    is_of_option = str(error.context.get("key", "")).startswith("--")  # of a command line, where the window had a file
    return Explanation(
        title=translate("Errors", "This file cannot be used") if is_of_option else plain(words.title),
        detail=without_secrets(plain(words.detail)),
        hint=plain(words.hint),
        cure=words.cure,
    )


def explained_line(error: Mapping[str, Any], service: str | None) -> Explanation:
    """The same for the ``error`` object of a recognition line, which keeps what the words are made of."""
    return explained(decode_error(error, service or ""))


def whole(words: Explanation) -> str:
    """Everything in one line, for a message."""
    return f"{words.title}. {words.detail} {words.hint}"
