"""What an explanation of an error is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from slipgui.app.language import Language
from slipgui.core.errors import ServiceError, SlipError


class Cure(StrEnum):
    """The first thing that helps: the primary button beside an error."""

    RETRY = "retry"
    SHOW_IN_FOLDER = "show_in_folder"
    CHOOSE_ANOTHER = "choose_another"
    ENTER_KEY = "enter_key"
    SEND_SOUND = "send_sound"
    SEND_ORIGINAL = "send_original"
    CHECK_CATALOGUE = "check_catalogue"
    ADD_MUSIC = "add_music"
    CHANGE_SETTINGS = "change_settings"
    FIND_CUES = "find_cues"
    """What one answer for the whole clip may have missed."""
    TRY_PART = "try_part"
    """Another part of the clip may bring what all of it did not."""
    COPY_DETAILS = "copy_details"
    """What somebody at the service has to be asked with."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Explanation:
    """An error in words."""

    title: str
    """A headline without a full stop."""
    detail: str
    """What happened and what is safe."""
    hint: str
    """What to do next."""
    cure: Cure


Words = Callable[[SlipError, Language], Explanation]
"""Makes the explanation of one kind of error."""


def service_name(error: SlipError, language: Language) -> str:
    """Who it was, at the beginning of a sentence."""
    translate = language.translate
    names = {
        "audioverify": "AudioVerify",
        "local": translate("Errors", "The service on this computer"),
        "pyannote": "pyannoteAI",
        "storage": translate("Errors", "The storage"),
        "source": translate("Errors", "The server of this address"),
    }
    return names.get(error.service if isinstance(error, ServiceError) else "", translate("Errors", "The service"))


def number_of(error: SlipError, key: str) -> float | None:
    """A number of the error's facts."""
    value = error.context.get(key)
    return float(value) if isinstance(value, int | float) else None


def size_of(error: SlipError, key: str, language: Language) -> str:
    """A number of bytes of the error's facts, in words."""
    value = number_of(error, key)
    return language.size(value) if value is not None else language.translate("Errors", "an unknown size")


def size_and_limit(error: SlipError, language: Language) -> tuple[str, str]:
    """How large something is and may be, in words; to the byte where both are rounded alike."""
    size, limit = size_of(error, "size_bytes", language), size_of(error, "limit_bytes", language)
    if size == limit:
        size, limit = (
            language.translate("Errors", "{0} bytes").format(language.number(round(number_of(error, key) or 0)))
            for key in ("size_bytes", "limit_bytes")
        )
    return size, limit


def reason_of(error: SlipError) -> str:
    """What the other side or a library gave as its reason; empty where it gave none."""
    return str(error.context.get("reason") or "")


def followed(sentence: str, rest: str) -> str:
    """Two sentences, or the first where there is no other."""
    return f"{sentence} {rest}" if rest else sentence


def waiting_time(error: SlipError, language: Language) -> str:
    """How long a service asked to wait, as a sentence; empty where it did not ask."""
    wait_s = number_of(error, "retry_after_s")
    return language.translate("Errors", "It asked to wait {0} s.").format(f"{wait_s:.0f}") if wait_s else ""


def quoted(error: SlipError, language: Language, fallback: str) -> str:
    """What a service said; the local one's own words are known to the catalogues."""
    reason = reason_of(error)
    if not reason:
        return fallback
    return language.translate("Errors", "It said: “{0}”").format(language.translate("Errors", reason))


def reason_told(error: SlipError, language: Language) -> str:
    """What the other side or a library said, as a sentence; empty where it said nothing."""
    reason = reason_of(error).rstrip(".")
    return language.translate("Errors", "The reason: {0}.").format(reason) if reason else ""


def fixed(title: str, detail: str, hint: str, cure: Cure) -> Words:
    """Words that are the same for every error of a kind."""

    def words(_: SlipError, language: Language) -> Explanation:
        return Explanation(
            language.translate("Errors", title),
            language.translate("Errors", detail),
            language.translate("Errors", hint),
            cure,
        )

    return words
