"""What is said to a person about an error: headline, what happened and what is safe, what to do (look/LOOK.md, section 14).

The command line prints the English sentences; the window says them in its language (``Language``).  Texts of a service are quoted as
plain text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from slipgui.app.language import ENGLISH, Language
from slipgui.core.errors import ServiceError, SlipError
from slipgui.core.phrases import phrase


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


def explain(error: SlipError, language: Language = ENGLISH) -> Explanation:
    """The words for an error; every kind has some."""
    for kind in type(error).__mro__:
        words = _WORDS.get(getattr(kind, "code", ""))
        if words is not None:
            return words(error, language)
    return _internal(error, language)


def _service_name(error: SlipError, language: Language) -> str:
    """Who it was, at the beginning of a sentence."""
    say = language.translate
    names = {
        "audioverify": "AudioVerify",
        "local": say("Errors", "The service on this computer"),
        "storage": say("Errors", "The storage"),
    }
    return names.get(error.service if isinstance(error, ServiceError) else "", say("Errors", "The service"))


def _number(error: SlipError, key: str) -> float | None:
    value = error.context.get(key)
    return float(value) if isinstance(value, int | float) else None


def _size(error: SlipError, key: str, language: Language) -> str:
    value = _number(error, key)
    return language.size(value) if value is not None else language.translate("Errors", "an unknown size")


def _reason(error: SlipError) -> str:
    return str(error.context.get("reason") or "")


def _followed(sentence: str, rest: str) -> str:
    """Two sentences, or the first where there is no other."""
    return f"{sentence} {rest}" if rest else sentence


def _wait(error: SlipError, language: Language) -> str:
    wait_s = _number(error, "retry_after_s")
    return language.translate("Errors", "It asked to wait {0} s.").format(f"{wait_s:.0f}") if wait_s else ""


def _quoted(error: SlipError, language: Language, fallback: str) -> str:
    """What a service said; the local one's own words are known to the catalogues."""
    reason = _reason(error)
    if not reason:
        return fallback
    return language.translate("Errors", "It said: “{0}”").format(language.translate("Errors", reason))


def _clip_unreadable(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    not_media = (
        translate("Errors", "It is damaged, incomplete or of another kind."),
        translate("Errors", "Play it in another program; export it again if that fails too."),
    )
    words = {
        "missing": (
            translate("Errors", "There is no such file"),
            translate("Errors", "Nothing is at this place."),
            translate("Errors", "Check the name, or connect the volume, then try again."),
        ),
        "empty": (
            translate("Errors", "The file is empty"),
            translate("Errors", "It holds no bytes."),
            translate("Errors", "Export or copy it again."),
        ),
        "permission": (
            translate("Errors", "The file may not be read"),
            translate("Errors", "You have no right to it."),
            translate("Errors", "Change its permissions, or copy it to a folder of yours."),
        ),
        "directory": (
            translate("Errors", "No clips in this folder"),
            translate("Errors", "It holds no file that looks like a clip."),
            translate("Errors", "Name the clips themselves."),
        ),
        "not_a_file": (
            translate("Errors", "Not an ordinary file"),
            translate("Errors", "It is a device, a pipe or a socket."),
            translate("Errors", "Copy the clip to a disk, then try again."),
        ),
        "not_media": (translate("Errors", "Not a playable media file"), *not_media),
        "volume_gone": (
            translate("Errors", "The folder is empty"),
            translate("Errors", "The catalogue knows music from it, but nothing is there now. No track was removed."),
            translate(
                "Errors", "Connect the volume; if the music is really gone, delete the folder or remove the tracks."
            ),
        ),
    }
    unknown = (translate("Errors", "This clip cannot be read"), *not_media)
    return Explanation(*words.get(_reason(error), unknown), Cure.SHOW_IN_FOLDER)


def _clip_limit(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    size, limit = _size(error, "size_bytes", language), _size(error, "limit_bytes", language)
    if size == limit:  # rounded alike: then to the byte
        size, limit = (
            translate("Errors", "{0} bytes").format(language.number(round(_number(error, key) or 0)))
            for key in ("size_bytes", "limit_bytes")
        )
    return Explanation(
        translate("Errors", "Too large for this service"),
        translate("Errors", "{0} is over the limit of {1}. Nothing was sent.").format(size, limit),
        translate("Errors", "Send only the sound."),
        Cure.SEND_SOUND,
    )


def _disk_full(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    detail = translate("Errors", "The sound needs {0}; {1} are free. The clip is kept.")
    need, free = (_size(error, key, language) for key in ("need_bytes", "free_bytes"))
    return Explanation(
        translate("Errors", "The disk is full"),
        detail.format(need, free),
        translate("Errors", "Make room, then try again."),
        Cure.RETRY,
    )


def _tls(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    host = error.context.get("host") or translate("Errors", "the service")
    detail = translate("Errors", "The certificate of {0} was not accepted. Nothing was sent to it.").format(host)
    return Explanation(
        translate("Errors", "No trusted connection"),
        _followed(detail, _told(error, language)),
        translate(
            "Errors",
            "Where a company inspects connections, ask for its certificate and name the file in the setting ca_file.",
        ),
        Cure.RETRY,
    )


def _told(error: SlipError, language: Language) -> str:
    """What the other side or a library said, as a sentence; empty where it said nothing."""
    reason = _reason(error).rstrip(".")
    return language.translate("Errors", "The reason: {0}.").format(reason) if reason else ""


def _proxy(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    if isinstance(error, ServiceError) and error.http_status == 407:
        return Explanation(
            translate("Errors", "The proxy wants a log-in"),
            translate("Errors", "It lets nothing through without user name and password. The clip is kept."),
            translate(
                "Errors",
                "Keep them as user:password with “keyring set slipgui proxy”, or in the address of the environment variable HTTPS_PROXY.",
            ),
            Cure.RETRY,
        )
    if _reason(error) == "setting":
        return Explanation(
            translate("Errors", "The address of the proxy cannot be used"),
            translate(
                "Errors",
                "HTTPS_PROXY or ALL_PROXY in the environment is none that can be read. Nothing was sent; the clip is kept.",
            ),
            translate(
                "Errors", "Correct it, or name another in the setting proxy; it looks like http://proxy.example:3128."
            ),
            Cure.RETRY,
        )
    return Explanation(
        translate("Errors", "The proxy does not connect"),
        translate("Errors", "It was not found, or does not pass this service on. The clip is kept."),
        translate("Errors", "Check the setting proxy, or HTTPS_PROXY in the environment, then try again."),
        Cure.RETRY,
    )


def _portal(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    host = error.context.get("target_host")
    detail = (
        translate(
            "Errors",
            "A network that wants a log-in first answered in place of the service. It sends to {0}. The clip is kept.",
        ).format(host)
        if host
        else translate(
            "Errors", "A network that wants a log-in first answered in place of the service. The clip is kept."
        )
    )
    return Explanation(
        translate("Errors", "A log-in page answers"),
        detail,
        translate("Errors", "Open a web page and log in; try again if it does not go on by itself."),
        Cure.RETRY,
    )


def _timeout(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    return Explanation(
        translate("Errors", "{0} did not answer").format(_service_name(error, language)),
        translate("Errors", "It took too long. Nothing is lost."),
        translate("Errors", "Try again in a while."),
        Cure.RETRY,
    )


def _unavailable(error: SlipError, language: Language) -> Explanation:
    translate, name = language.translate, _service_name(error, language)
    if isinstance(error, ServiceError) and error.http_status == 507:
        return Explanation(
            translate("Errors", "{0} has no room").format(name),
            translate("Errors", "Its disk is full. The clip is kept."),
            translate("Errors", "Make room there, then try again."),
            Cure.RETRY,
        )
    detail = translate("Errors", "The fault is on its side; the clip is kept.")
    return Explanation(
        translate("Errors", "{0} is not working now").format(name),
        _followed(detail, _wait(error, language)),
        translate("Errors", "Try again in a while."),
        Cure.RETRY,
    )


def _authentication(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    hint = translate(
        "Errors",
        "Give it in the environment variable SLIPGUI_API_KEY or keep it in the system keyring; or use the local service.",
    )
    if _reason(error) == "missing":
        detail = translate("Errors", "Nothing was sent; the clip is kept.")
        return Explanation(translate("Errors", "No key for AudioVerify"), detail, hint, Cure.ENTER_KEY)
    detail = translate("Errors", "AudioVerify did not accept the API key. The clip is kept.")
    return Explanation(translate("Errors", "Key refused"), detail, hint, Cure.ENTER_KEY)


def _payment(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    return Explanation(
        translate("Errors", "The account is used up"),
        translate("Errors", "{0} wants a payment first. The clip is kept.").format(_service_name(error, language)),
        translate("Errors", "Settle it in the account pages of the service, then try again."),
        Cure.RETRY,
    )


def _rate_limited(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    return Explanation(
        translate("Errors", "{0} asks to slow down").format(_service_name(error, language)),
        _followed(translate("Errors", "Too many requests in a short time."), _wait(error, language)),
        translate("Errors", "Try again in a while."),
        Cure.RETRY,
    )


def _rejected(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    return Explanation(
        translate("Errors", "{0} refused this clip").format(_service_name(error, language)),
        _quoted(error, language, translate("Errors", "It gave no reason.")),
        translate("Errors", "Look at the details; the same again ends the same way."),
        Cure.SEND_ORIGINAL,
    )


def _too_large(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    titles = {
        "audioverify": translate("Errors", "Too large for AudioVerify"),
        "local": translate("Errors", "Too large for the service on this computer"),
        "storage": translate("Errors", "Too large for the storage"),
    }
    return Explanation(
        titles.get(
            error.service if isinstance(error, ServiceError) else "", translate("Errors", "Too large for the service")
        ),
        _quoted(error, language, translate("Errors", "It refused the upload because of its size.")),
        translate("Errors", "Send only the sound."),
        Cure.SEND_SOUND,
    )


def _media_rejected(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    return Explanation(
        translate("Errors", "{0} cannot analyse it").format(_service_name(error, language)),
        _quoted(error, language, translate("Errors", "It found no sound it can work with.")),
        translate("Errors", "Check whether the clip plays with sound."),
        Cure.SEND_ORIGINAL,
    )


def _upload_refused(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    code = error.context.get("s3_code")
    detail = (
        translate("Errors", "It answered {0}. Nothing was submitted.").format(code)
        if code
        else translate("Errors", "It gave no reason it could be read. Nothing was submitted.")
    )
    return Explanation(
        translate("Errors", "The storage refused the upload"),
        detail,
        translate("Errors", "A proxy that changes headers can be the cause; try again, then report it."),
        Cure.RETRY,
    )


def _job_failed(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    return Explanation(
        translate("Errors", "{0} could not analyse it").format(_service_name(error, language)),
        _quoted(error, language, translate("Errors", "It gave no reason.")),
        translate("Errors", "Check whether the clip plays with sound, then try again."),
        Cure.RETRY,
    )


def _job_expired(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    waited_s = _number(error, "waited_s")
    if waited_s:
        detail = translate("Errors", "No answer within {0} minutes. The job may still end on its side.")
        title, hint = translate("Errors", "The answer did not come"), translate("Errors", "Try again.")
        return Explanation(title, detail.format(f"{waited_s / 60:.0f}"), hint, Cure.RETRY)
    return Explanation(
        translate("Errors", "The answer has expired"),
        translate("Errors", "Results are kept about a day."),
        translate("Errors", "Submit the clip again."),
        Cure.RETRY,
    )


def _settings(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    key = error.context.get("key", translate("Errors", "a setting"))
    why = translate("Errors", str(error.context.get("why", phrase("Errors", "it cannot be used"))))
    if "low" in error.context or "choices" in error.context:
        why = why.format(**error.context)
    value = error.context.get("value")
    return Explanation(
        translate("Errors", "The setting {0} cannot be used").format(key),
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
    return Explanation(
        translate("Errors", "The catalogue needs repair"),
        _followed(_catalogue_fault(error, language), translate("Errors", "Your music files are untouched.")),
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


def _journal_full(_: SlipError, language: Language) -> Explanation:
    translate = language.translate
    return Explanation(
        translate("Errors", "No room for queue and history"),
        translate("Errors", "The disk that keeps them is full. What they hold is safe."),
        translate(
            "Errors",
            "Make room. An open window then goes on by itself; what was not added to it has to be added again.",
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


def _internal(_: SlipError, language: Language) -> Explanation:
    translate = language.translate
    return Explanation(
        translate("Errors", "Something went wrong in Slipgui"),
        translate("Errors", "The clip is kept; what happened stands in the log."),
        translate("Errors", "Try again."),
        Cure.RETRY,
    )


def _fixed(title: str, detail: str, hint: str, cure: Cure) -> Callable[[SlipError, Language], Explanation]:
    """Words that are the same for every error of a kind."""

    def words(_: SlipError, language: Language) -> Explanation:
        return Explanation(
            language.translate("Errors", title),
            language.translate("Errors", detail),
            language.translate("Errors", hint),
            cure,
        )

    return words


_WORDS: dict[str, Callable[[SlipError, Language], Explanation]] = {
    "clip_unreadable": _clip_unreadable,
    "clip": _clip_unreadable,
    "unsupported_media": _fixed(
        phrase("Errors", "This format is not known"),
        phrase("Errors", "Slipgui found no sound it can decode. Nothing was sent."),
        phrase("Errors", "Export it in another format."),
        Cure.SHOW_IN_FOLDER,
    ),
    "decoder_crash": _fixed(
        phrase("Errors", "This file crashes the decoder"),
        phrase("Errors", "The process that read it died or came to no end; the other files are not affected."),
        phrase("Errors", "Convert it with another program, then take the new file."),
        Cure.SHOW_IN_FOLDER,
    ),
    "clip_protected": _fixed(
        phrase("Errors", "This clip is protected or damaged"),
        phrase("Errors", "Its sound cannot be decoded. Nothing was sent."),
        phrase("Errors", "Use a copy without protection."),
        Cure.SHOW_IN_FOLDER,
    ),
    "no_audio": _fixed(
        phrase("Errors", "This clip has no sound"),
        phrase("Errors", "It was checked here; nothing was sent."),
        phrase("Errors", "Choose a version with sound."),
        Cure.CHOOSE_ANOTHER,
    ),
    "clip_limit": _clip_limit,
    "clip_changed": _fixed(
        phrase("Errors", "The file changed while it was read"),
        phrase("Errors", "Somebody is still writing to it; nothing was submitted."),
        phrase("Errors", "Try again when it rests."),
        Cure.RETRY,
    ),
    "clip_gone": _fixed(
        phrase("Errors", "The file is not there any more"),
        phrase("Errors", "It vanished while it was read or sent; nothing was submitted."),
        phrase("Errors", "Connect its volume, then try again."),
        Cure.RETRY,
    ),
    "prepare": _fixed(
        phrase("Errors", "The sound could not be taken out"),
        phrase("Errors", "The clip is untouched and nothing was sent."),
        phrase("Errors", "Try again, or send the whole file."),
        Cure.SEND_ORIGINAL,
    ),
    "disk_full": _disk_full,
    "connection_failed": _fixed(
        phrase("Errors", "The connection broke"),
        phrase("Errors", "The clip is kept; nothing is lost."),
        phrase("Errors", "Try again."),
        Cure.RETRY,
    ),
    "offline": _fixed(
        phrase("Errors", "No connection"),
        phrase("Errors", "The service cannot be reached. The clip is kept."),
        phrase("Errors", "Check the network, then try again."),
        Cure.RETRY,
    ),
    "tls": _tls,
    "proxy": _proxy,
    "portal": _portal,
    "service_timeout": _timeout,
    "service_unavailable": _unavailable,
    "service": _unavailable,
    "authentication": _authentication,
    "payment_required": _payment,
    "rate_limited": _rate_limited,
    "request_rejected": _rejected,
    "upload_too_large": _too_large,
    "media_rejected": _media_rejected,
    "upload_expired": _fixed(
        phrase("Errors", "The upload link ran out"),
        phrase("Errors", "The line is slow for a file of this size. Nothing was submitted."),
        phrase("Errors", "Send only the sound, or try again."),
        Cure.SEND_SOUND,
    ),
    "upload_refused": _upload_refused,
    "contract": _fixed(
        phrase("Errors", "An answer nobody can read"),
        phrase("Errors", "A log-in page or proxy may have answered instead."),
        phrase("Errors", "Try again."),
        Cure.RETRY,
    ),
    "submission_lost": _fixed(
        phrase("Errors", "Maybe submitted twice"),
        phrase("Errors", "The answer to the submission was lost; a job may exist already."),
        phrase("Errors", "Submit again if you do not mind a second job."),
        Cure.RETRY,
    ),
    "job_failed": _job_failed,
    "job_expired": _job_expired,
    "local_service": _local_service,
    "catalogue": _catalogue,
    "journal": _journal,
    "journal_full": _journal_full,
    "settings": _settings,
    "internal": _internal,
    "error": _internal,
}
