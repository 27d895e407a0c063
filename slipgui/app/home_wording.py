"""The words for what is wrong with this computer's own part: settings, catalogue, journal, local service, releases."""

from slipgui.app.explanation import Cure, Explanation, Words, fixed, followed
from slipgui.app.language import Language
from slipgui.core.errors import SlipError
from slipgui.core.phrases import phrase

_PLACES = frozenset(("low", "choices", "rule", "names", "limit"))
"""What the reasons of ``core.settings`` have places for; those of the system may have any signs."""


def _settings(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    if error.context.get("reason") == "locked":
        return Explanation(
            translate("Errors", "The keyring is locked"),
            translate("Errors", "What was to be removed may be in it."),
            translate("Errors", "Unlock it, then remove it again."),
            Cure.NONE,
        )
    key = error.context.get("key")
    why = translate("Errors", str(error.context.get("why", phrase("Errors", "it cannot be used"))))
    if _PLACES & error.context.keys():
        why = why.format(**error.context)
    value = error.context.get("value")
    return Explanation(
        translate("Errors", "The setting {0} cannot be used").format(key)
        if key
        else translate("Errors", "This file cannot be used"),
        translate("Errors", "“{0}”: {1}.").format(value, why) if value is not None else f"{why[:1].upper()}{why[1:]}.",
        translate("Errors", "Correct it and try again."),
        Cure.CHANGE_SETTINGS,
    )


def _catalogue(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    found, wanted = error.context.get("found"), error.context.get("wanted")
    if isinstance(found, int) and isinstance(wanted, int) and found > wanted:
        return Explanation(
            translate("Errors", "The catalogue was made by a newer Slipgui"),
            translate("Errors", "It was left as it is. Your music files are untouched."),
            translate("Errors", "Install the newer Slipgui again."),
            Cure.NONE,
        )
    detail = followed(_catalogue_fault(error, language), translate("Errors", "Your music files are untouched."))
    if error.context.get("why") and not error.context.get("is_damaged"):
        return Explanation(
            translate("Errors", "The catalogue cannot be used"),
            detail,
            translate("Errors", "See that its folder can be written and its disk has room, then try again."),
            Cure.RETRY,
        )
    if "wanted" in error.context:  # a check could not open it either
        return Explanation(
            translate("Errors", "The catalogue cannot be used"),
            detail,
            translate("Errors", "Move the folder of the catalogue away, then add the music again."),
            Cure.NONE,
        )
    return Explanation(
        translate("Errors", "The catalogue needs repair"),
        detail,
        translate("Errors", "Run “slip catalogue check”."),
        Cure.CHECK_CATALOGUE,
    )


def _catalogue_fault(error: SlipError, language: Language) -> str:
    translate, context = language.translate, error.context
    if context.get("why"):
        return translate("Errors", "It cannot be read or written: {0}.").format(str(context["why"]).rstrip("."))
    if "limit_frames" in context:
        return translate("Errors", "It has become too large to be searched as one.")
    if "wanted" in context:
        return translate("Errors", "It was made by another version of Slipgui.")
    return translate("Errors", "A part of it is damaged.")


def _journal(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    return Explanation(
        translate("Errors", "Queue and history are not available"),
        translate("Errors", "The file that keeps them cannot be written: {0}. Nothing was sent.").format(error),
        translate(
            "Errors",
            "See that its folder can be written and that no other copy blocks it, or choose another folder with --home.",
        ),
        Cure.RETRY,
    )


def _local_service(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    why, host, port = (error.context.get(key) for key in ("why", "host", "port"))
    detail = translate("Errors", "The recognition program of this computer did not start or stopped.")
    if why and host:
        detail = translate("Errors", "It cannot listen at {0}, port {1}: {2}.").format(host, port, why)
    elif why:
        detail = translate("Errors", "The recognition program of this computer cannot be started: {0}.").format(why)
    return Explanation(
        translate("Errors", "This computer cannot recognise now"),
        detail,
        translate("Errors", "Try again; “slip doctor” tells what is wrong."),
        Cure.RETRY,
    )


def _release(error: SlipError, language: Language) -> Explanation:
    translate, context = language.translate, error.context
    if context.get("reason") == "no_key":
        return Explanation(
            translate("Errors", "This build cannot look for newer releases"),
            translate("Errors", "It holds no key to check their signature with. Nothing was asked."),
            translate("Errors", "Look where you got Slipgui from."),
            Cure.NONE,
        )
    detail = {
        "older": translate("Errors", "Version {0} is announced, although {1} was before."),
        "document": translate("Errors", "What is signed is no announcement of a release."),
    }.get(str(context.get("reason")), translate("Errors", "Its signature is not by the makers of Slipgui."))
    return Explanation(
        translate("Errors", "The announcement of a release is not to be believed"),
        detail.format(context.get("version"), context.get("former")),
        translate("Errors", "Install nothing that is offered there. It is looked for again tomorrow."),
        Cure.NONE,
    )


_internal = fixed(
    phrase("Errors", "Something went wrong in Slipgui"),
    phrase("Errors", "The clip is kept; what happened stands in the log."),
    phrase("Errors", "Try again."),
    Cure.RETRY,
)
HOME_WORDS: dict[str, Words] = {
    "local_service": _local_service,
    "catalogue": _catalogue,
    "journal": _journal,
    "journal_full": fixed(
        phrase("Errors", "No room for queue and history"),
        phrase("Errors", "The disk that keeps them is full. What they hold is safe."),
        phrase(
            "Errors",
            "Make room. An open window then goes on by itself, also with what was added meanwhile; commands are given again.",
        ),
        Cure.RETRY,
    ),
    "settings": _settings,
    "release": _release,
    "internal": _internal,
    "error": _internal,
}
"""By code of the error."""
