"""What is said to a person about an error: headline, what happened and what is safe, what to do (look/LOOK.md, section 14).

The command line prints the English sentences; the window says them in its language (``Language``).  Texts of a service are quoted as
plain text.
"""

from slipgui.app.clip_wording import CLIP_WORDS
from slipgui.app.explanation import Explanation
from slipgui.app.home_wording import HOME_WORDS
from slipgui.app.language import ENGLISH, Language
from slipgui.app.service_wording import SERVICE_WORDS
from slipgui.app.voice_wording import VOICE_WORDS
from slipgui.core.errors import SlipError

_WORDS = CLIP_WORDS | SERVICE_WORDS | HOME_WORDS | VOICE_WORDS


def explain(error: SlipError, language: Language = ENGLISH) -> Explanation:
    """The words for an error; every kind has some."""
    for kind in type(error).__mro__:
        words = _WORDS.get(getattr(kind, "code", ""))
        if words is not None:
            return words(error, language)
    return _WORDS["internal"](error, language)
