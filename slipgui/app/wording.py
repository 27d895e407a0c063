"""What is said to a person about an error: headline, what happened and what is safe, what to do (look/LOOK.md, section 14).

The English sentences; the window translates them, the command line prints them.  Texts of a service are quoted as plain text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

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


def explain(error: SlipError) -> Explanation:
    """The words for an error; every kind has some."""
    for kind in type(error).__mro__:
        words = _WORDS.get(getattr(kind, "code", ""))
        if words is not None:
            return words(error)
    return _internal(error)


def format_size(size_bytes: float) -> str:
    """A size as on disks, decimal: ``3.9 MB``."""
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size_bytes >= factor:
            value = size_bytes / factor
            return (
                f"{value:.2f} {unit}"
                if unit == "GB"
                else f"{value:.1f} {unit}"
                if value < 100
                else f"{value:.0f} {unit}"
            )
    return f"{size_bytes:.0f} bytes"


def _service_name(error: SlipError) -> str:
    service = error.service if isinstance(error, ServiceError) else ""
    return {"audioverify": "AudioVerify", "local": "The service on this computer", "storage": "The storage"}.get(
        service, "The service"
    )


def _number(error: SlipError, key: str) -> float | None:
    value = error.context.get(key)
    return float(value) if isinstance(value, int | float) else None


def _size(error: SlipError, key: str) -> str:
    value = _number(error, key)
    return format_size(value) if value is not None else "an unknown size"


def _reason(error: SlipError) -> str:
    return str(error.context.get("reason") or "")


def _wait(error: SlipError) -> str:
    wait_s = _number(error, "retry_after_s")
    return f" It asked to wait {wait_s:.0f} s." if wait_s else ""


def _quoted(error: SlipError, fallback: str) -> str:
    return f"It said: “{_reason(error)}”" if _reason(error) else fallback


_UNREADABLE = {
    "missing": (
        "There is no such file",
        "Nothing is at this place.",
        "Check the name, or connect the volume, then try again.",
    ),
    "empty": ("The file is empty", "It holds no bytes.", "Export or copy it again."),
    "permission": (
        "The file may not be read",
        "You have no right to it.",
        "Change its permissions, or copy it to a folder of yours.",
    ),
    "directory": ("No clips in this folder", "It holds no file that looks like a clip.", "Name the clips themselves."),
    "not_a_file": (
        "Not an ordinary file",
        "It is a device, a pipe or a socket.",
        "Copy the clip to a disk, then try again.",
    ),
    "not_media": (
        "Not a playable media file",
        "It is damaged, incomplete or of another kind.",
        "Play it in another program; export it again if that fails too.",
    ),
    "volume_gone": (
        "The folder is empty",
        "The catalogue knows music from it, but nothing is there now. No track was removed.",
        "Connect the volume; if the music is really gone, delete the folder or remove the tracks.",
    ),
}


def _clip_unreadable(error: SlipError) -> Explanation:
    title, detail, hint = _UNREADABLE.get(_reason(error), ("This clip cannot be read", *_UNREADABLE["not_media"][1:]))
    return Explanation(title, detail, hint, Cure.SHOW_IN_FOLDER)


def _clip_limit(error: SlipError) -> Explanation:
    size, limit = _size(error, "size_bytes"), _size(error, "limit_bytes")
    if size == limit:  # rounded alike: then to the byte
        size, limit = (f"{_number(error, key) or 0:,.0f} bytes" for key in ("size_bytes", "limit_bytes"))
    detail = f"{size} is over the limit of {limit}. Nothing was sent."
    return Explanation("Too large for this service", detail, "Send only the sound.", Cure.SEND_SOUND)


def _disk_full(error: SlipError) -> Explanation:
    detail = f"The sound needs {_size(error, 'need_bytes')}; {_size(error, 'free_bytes')} are free. The clip is kept."
    return Explanation("The disk is full", detail, "Make room, then try again.", Cure.RETRY)


def _tls(error: SlipError) -> Explanation:
    host = error.context.get("host") or "the service"
    detail = f"The certificate of {host} was not accepted. Nothing was sent to it."
    return Explanation(
        "No trusted connection",
        f"{detail}{_told(error)}",
        "Where a company inspects connections, ask for its certificate and name the file in the setting ca_file.",
        Cure.RETRY,
    )


def _told(error: SlipError) -> str:
    """What the other side or a library said, as a sentence; empty where it said nothing."""
    reason = _reason(error).rstrip(".")
    return f" The reason: {reason}." if reason else ""


def _proxy(error: SlipError) -> Explanation:
    if isinstance(error, ServiceError) and error.http_status == 407:
        return Explanation(
            "The proxy wants a log-in",
            "It lets nothing through without user name and password. The clip is kept.",
            "Keep them as user:password with “keyring set slipgui proxy”, or in the address of the environment variable HTTPS_PROXY.",
            Cure.RETRY,
        )
    if _reason(error) == "setting":
        return Explanation(
            "The address of the proxy cannot be used",
            "HTTPS_PROXY or ALL_PROXY in the environment is none that can be read. Nothing was sent; the clip is kept.",
            "Correct it, or name another in the setting proxy; it looks like http://proxy.example:3128.",
            Cure.RETRY,
        )
    return Explanation(
        "The proxy does not connect",
        "It was not found, or does not pass this service on. The clip is kept.",
        "Check the setting proxy, or HTTPS_PROXY in the environment, then try again.",
        Cure.RETRY,
    )


def _portal(error: SlipError) -> Explanation:
    host = error.context.get("target_host")
    where = f" It sends to {host}." if host else ""
    return Explanation(
        "A log-in page answers",
        f"A network that wants a log-in first answered in place of the service.{where} The clip is kept.",
        "Open a web page and log in; try again if it does not go on by itself.",
        Cure.RETRY,
    )


def _timeout(error: SlipError) -> Explanation:
    title = f"{_service_name(error)} did not answer"
    return Explanation(title, "It took too long. Nothing is lost.", "Try again in a while.", Cure.RETRY)


def _unavailable(error: SlipError) -> Explanation:
    name = _service_name(error)
    if isinstance(error, ServiceError) and error.http_status == 507:
        return Explanation(
            f"{name} has no room", "Its disk is full. The clip is kept.", "Make room there, then try again.", Cure.RETRY
        )
    return Explanation(
        f"{name} is not working now",
        f"The fault is on its side; the clip is kept.{_wait(error)}",
        "Try again in a while.",
        Cure.RETRY,
    )


def _authentication(error: SlipError) -> Explanation:
    hint = "Give it in the environment variable SLIPGUI_API_KEY or keep it in the system keyring; or use the local service."
    if _reason(error) == "missing":
        return Explanation("No key for AudioVerify", "Nothing was sent; the clip is kept.", hint, Cure.ENTER_KEY)
    detail = "AudioVerify did not accept the API key. The clip is kept."
    return Explanation("Key refused", detail, hint, Cure.ENTER_KEY)


def _payment(error: SlipError) -> Explanation:
    title, detail = "The account is used up", f"{_service_name(error)} wants a payment first. The clip is kept."
    return Explanation(title, detail, "Settle it in the account pages of the service, then try again.", Cure.RETRY)


def _rate_limited(error: SlipError) -> Explanation:
    title = f"{_service_name(error)} asks to slow down"
    return Explanation(title, f"Too many requests in a short time.{_wait(error)}", "Try again in a while.", Cure.RETRY)


def _rejected(error: SlipError) -> Explanation:
    title = f"{_service_name(error)} refused this clip"
    return Explanation(
        title,
        _quoted(error, "It gave no reason."),
        "Look at the details; the same again ends the same way.",
        Cure.SEND_ORIGINAL,
    )


def _too_large(error: SlipError) -> Explanation:
    name = _service_name(error)
    title = f"Too large for {name[0].lower() + name[1:] if name.startswith('The ') else name}"
    return Explanation(
        title, _quoted(error, "It refused the upload because of its size."), "Send only the sound.", Cure.SEND_SOUND
    )


def _media_rejected(error: SlipError) -> Explanation:
    title = f"{_service_name(error)} cannot analyse it"
    detail = _quoted(error, "It found no sound it can work with.")
    return Explanation(title, detail, "Check whether the clip plays with sound.", Cure.SEND_ORIGINAL)


def _upload_refused(error: SlipError) -> Explanation:
    code = error.context.get("s3_code")
    detail = f"It answered {code}." if code else "It gave no reason it could be read."
    hint = "A proxy that changes headers can be the cause; try again, then report it."
    return Explanation("The storage refused the upload", f"{detail} Nothing was submitted.", hint, Cure.RETRY)


def _job_failed(error: SlipError) -> Explanation:
    title = f"{_service_name(error)} could not analyse it"
    return Explanation(
        title,
        _quoted(error, "It gave no reason."),
        "Check whether the clip plays with sound, then try again.",
        Cure.RETRY,
    )


def _job_expired(error: SlipError) -> Explanation:
    waited_s = _number(error, "waited_s")
    if waited_s:
        detail = f"No answer within {waited_s / 60:.0f} minutes. The job may still end on its side."
        return Explanation("The answer did not come", detail, "Try again.", Cure.RETRY)
    return Explanation("The answer has expired", "Results are kept about a day.", "Submit the clip again.", Cure.RETRY)


def _settings(error: SlipError) -> Explanation:
    key, why = error.context.get("key", "a setting"), error.context.get("why", "it cannot be used")
    value = error.context.get("value")
    detail = f"“{value}”: {why}." if value is not None else f"{why}."
    return Explanation(f"The setting {key} cannot be used", detail, "Correct it and try again.", Cure.CHANGE_SETTINGS)


def _catalogue(error: SlipError) -> Explanation:
    found, wanted = error.context.get("found"), error.context.get("wanted")
    if isinstance(found, int) and isinstance(wanted, int) and found > wanted:
        detail = "It was left as it is. Your music files are untouched."
        return Explanation(
            "The catalogue was made by a newer Slipgui", detail, "Install the newer Slipgui again.", Cure.NONE
        )
    detail = f"{error}. Your music files are untouched.".replace("..", ".")
    return Explanation(
        "The catalogue needs repair",
        detail[:1].upper() + detail[1:],
        "Run “slip catalogue check”.",
        Cure.CHECK_CATALOGUE,
    )


def _journal(error: SlipError) -> Explanation:
    detail = f"The file that keeps them cannot be written: {error}. Nothing was sent."
    return Explanation(
        "Queue and history are not available",
        detail,
        "See that its folder can be written and that no other copy blocks it, or choose another folder with --home.",
        Cure.RETRY,
    )


def _journal_full(_: SlipError) -> Explanation:
    return Explanation(
        "No room for queue and history",
        "The disk that keeps them is full. What they hold is safe.",
        "Make room. An open window then goes on by itself; what was not added to it has to be added again.",
        Cure.RETRY,
    )


def _local_service(error: SlipError) -> Explanation:
    why, host, port = (error.context.get(key) for key in ("why", "host", "port"))
    detail = "The recognition program of this computer did not start or stopped."
    if why and host:
        detail = f"It cannot listen at {host}, port {port}: {why}."
    elif why:
        detail = f"The recognition program of this computer cannot be started: {why}."
    return Explanation(
        "This computer cannot recognise now", detail, "Try again; “slip doctor” tells what is wrong.", Cure.RETRY
    )


def _internal(_: SlipError) -> Explanation:
    detail = "The clip is kept; what happened stands in the log."
    return Explanation("Something went wrong in Slipgui", detail, "Try again.", Cure.RETRY)


def _fixed(title: str, detail: str, hint: str, cure: Cure) -> Callable[[SlipError], Explanation]:
    return lambda _: Explanation(title, detail, hint, cure)


_WORDS: dict[str, Callable[[SlipError], Explanation]] = {
    "clip_unreadable": _clip_unreadable,
    "clip": _clip_unreadable,
    "unsupported_media": _fixed(
        "This format is not known",
        "Slipgui found no sound it can decode. Nothing was sent.",
        "Export it in another format.",
        Cure.SHOW_IN_FOLDER,
    ),
    "decoder_crash": _fixed(
        "This file crashes the decoder",
        "The process that read it died or came to no end; the other files are not affected.",
        "Convert it with another program, then take the new file.",
        Cure.SHOW_IN_FOLDER,
    ),
    "clip_protected": _fixed(
        "This clip is protected or damaged",
        "Its sound cannot be decoded. Nothing was sent.",
        "Use a copy without protection.",
        Cure.SHOW_IN_FOLDER,
    ),
    "no_audio": _fixed(
        "This clip has no sound",
        "It was checked here; nothing was sent.",
        "Choose a version with sound.",
        Cure.CHOOSE_ANOTHER,
    ),
    "clip_limit": _clip_limit,
    "clip_changed": _fixed(
        "The file changed while it was read",
        "Somebody is still writing to it; nothing was submitted.",
        "Try again when it rests.",
        Cure.RETRY,
    ),
    "clip_gone": _fixed(
        "The file is not there any more",
        "It vanished while it was read or sent; nothing was submitted.",
        "Connect its volume, then try again.",
        Cure.RETRY,
    ),
    "prepare": _fixed(
        "The sound could not be taken out",
        "The clip is untouched and nothing was sent.",
        "Try again, or send the whole file.",
        Cure.SEND_ORIGINAL,
    ),
    "disk_full": _disk_full,
    "connection_failed": _fixed("The connection broke", "The clip is kept; nothing is lost.", "Try again.", Cure.RETRY),
    "offline": _fixed(
        "No connection",
        "The service cannot be reached. The clip is kept.",
        "Check the network, then try again.",
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
        "The upload link ran out",
        "The line is slow for a file of this size. Nothing was submitted.",
        "Send only the sound, or try again.",
        Cure.SEND_SOUND,
    ),
    "upload_refused": _upload_refused,
    "contract": _fixed(
        "An answer nobody can read", "A log-in page or proxy may have answered instead.", "Try again.", Cure.RETRY
    ),
    "submission_lost": _fixed(
        "Maybe submitted twice",
        "The answer to the submission was lost; a job may exist already.",
        "Submit again if you do not mind a second job.",
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
