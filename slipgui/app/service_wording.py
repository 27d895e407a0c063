"""The words for what goes wrong between here and a service."""

from slipgui.app.explanation import (
    Cure,
    Explanation,
    Words,
    fixed,
    followed,
    number_of,
    quoted,
    reason_of,
    reason_told,
    service_name,
    waiting_time,
)
from slipgui.app.language import Language
from slipgui.core.errors import ServiceError, SlipError
from slipgui.core.phrases import phrase


def _tls(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    host = error.context.get("host") or translate("Errors", "the service")
    detail = translate("Errors", "The certificate of {0} was not accepted. Nothing was sent to it.").format(host)
    return Explanation(
        translate("Errors", "No trusted connection"),
        followed(detail, reason_told(error, language)),
        translate(
            "Errors",
            "Where a company inspects connections, ask for its certificate and name the file in the setting ca_file.",
        ),
        Cure.CHANGE_SETTINGS,
    )


def _proxy(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    if isinstance(error, ServiceError) and error.http_status == 407:
        return Explanation(
            translate("Errors", "The proxy wants a log-in"),
            translate("Errors", "It lets nothing through without user name and password. The clip is kept."),
            translate(
                "Errors",
                "Enter them in the settings, under Network, or in the address of the environment variable HTTPS_PROXY.",
            ),
            Cure.CHANGE_SETTINGS,
        )
    if reason_of(error) == "setting":
        return Explanation(
            translate("Errors", "The address of the proxy cannot be used"),
            translate(
                "Errors",
                "HTTPS_PROXY or ALL_PROXY in the environment is none that can be read. Nothing was sent; the clip is kept.",
            ),
            translate(
                "Errors", "Correct it, or name another in the setting proxy; it looks like http://proxy.example:3128."
            ),
            Cure.CHANGE_SETTINGS,
        )
    return Explanation(
        translate("Errors", "The proxy does not connect"),
        translate("Errors", "It was not found, or does not pass this service on. The clip is kept."),
        translate("Errors", "Check the setting proxy, or HTTPS_PROXY in the environment, then try again."),
        Cure.CHANGE_SETTINGS,
    )


def _portal(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    if reason_of(error) == "not_http":
        return Explanation(
            translate("Errors", "That is no web service"),
            translate("Errors", "What answers at its address does not speak http. The clip is kept."),
            translate("Errors", "Check the address of the service and the proxy, then try again."),
            Cure.RETRY,
        )
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
        translate("Errors", "{0} did not answer").format(service_name(error, language)),
        translate("Errors", "It took too long. Nothing is lost."),
        translate("Errors", "Try again in a while."),
        Cure.RETRY,
    )


def _unavailable(error: SlipError, language: Language) -> Explanation:
    translate, name = language.translate, service_name(error, language)
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
        followed(detail, waiting_time(error, language)),
        translate("Errors", "Try again in a while."),
        Cure.RETRY,
    )


def _authentication(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    if isinstance(error, ServiceError) and error.service == "pyannote":
        return _voice_authentication(error, language)
    hint = translate(
        "Errors",
        "Enter it in the settings or with “slip key”, or give it in the environment variable SLIPGUI_API_KEY; or use the local service.",
    )
    if reason_of(error) == "missing":
        detail = translate("Errors", "Nothing was sent; the clip is kept.")
        return Explanation(translate("Errors", "No key for AudioVerify"), detail, hint, Cure.ENTER_KEY)
    if reason_of(error) == "locked":
        detail = translate("Errors", "The keyring of this computer did not open. Nothing was sent; the clip is kept.")
        hint = translate("Errors", "Unlock it, then try again; or enter the key once more.")
        return Explanation(translate("Errors", "The keyring is locked"), detail, hint, Cure.ENTER_KEY)
    detail = translate("Errors", "AudioVerify did not accept the API key. The clip is kept.")
    return Explanation(translate("Errors", "Key refused"), detail, hint, Cure.ENTER_KEY)


def _voice_authentication(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    hint = translate(
        "Errors",
        "Enter it in the settings, or give it in the environment variable SLIPGUI_PYANNOTE_KEY.",
    )
    if reason_of(error) == "missing":
        detail = translate("Errors", "Voices are made and found by pyannoteAI. Nothing was sent.")
        return Explanation(translate("Errors", "No key for pyannoteAI"), detail, hint, Cure.ENTER_KEY)
    detail = translate("Errors", "pyannoteAI did not accept the API key.")
    return Explanation(translate("Errors", "Key refused"), detail, hint, Cure.ENTER_KEY)


def _payment(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    return Explanation(
        translate("Errors", "The account is used up"),
        translate("Errors", "{0} wants a payment first. The clip is kept.").format(service_name(error, language)),
        translate("Errors", "Settle it in the account pages of the service, then try again."),
        Cure.RETRY,
    )


def _rate_limited(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    return Explanation(
        translate("Errors", "{0} asks to slow down").format(service_name(error, language)),
        followed(translate("Errors", "Too many requests in a short time."), waiting_time(error, language)),
        translate("Errors", "Try again in a while."),
        Cure.RETRY,
    )


def _rejected(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    return Explanation(
        translate("Errors", "{0} refused this clip").format(service_name(error, language)),
        quoted(error, language, translate("Errors", "It gave no reason.")),
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
        quoted(error, language, translate("Errors", "It refused the upload because of its size.")),
        translate("Errors", "Send only the sound."),
        Cure.SEND_SOUND,
    )


def _media_rejected(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    return Explanation(
        translate("Errors", "{0} cannot analyse it").format(service_name(error, language)),
        quoted(error, language, translate("Errors", "It found no sound it can work with.")),
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


def _offline(error: SlipError, language: Language) -> Explanation:
    translate, host = language.translate, error.context.get("host")
    why = translate("Errors", "The service cannot be reached. The clip is kept.")
    match reason_of(error):
        case "dns" if host:
            why = translate("Errors", "The name {0} is not found. The clip is kept.").format(host)
        case "refused" if host:
            why = translate("Errors", "{0} takes no connections at this address. The clip is kept.").format(host)
        case "timeout" if host:
            why = translate("Errors", "{0} does not answer. The clip is kept.").format(host)
    return Explanation(
        translate("Errors", "No connection"),
        why,
        translate("Errors", "Check the network, then try again."),
        Cure.RETRY,
    )


def _licence(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    nothing = translate("Errors", "No licence was ordered.")
    if reason_of(error) == "project":
        detail = translate("Errors", "It may have up to {0} characters in one line.").format(error.context.get("limit"))
        return Explanation(
            translate("Errors", "This name of a project cannot be used"),
            f"{detail} {nothing}",
            translate("Errors", "Choose another name."),
            Cure.NONE,
        )
    return Explanation(
        translate("Errors", "Who gets the licence must be named"),
        nothing,
        translate(
            "Errors", "Give an identifier of up to 255 plain letters, digits and signs, as your own system knows it."
        ),
        Cure.NONE,
    )


def _job_failed(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    if error.context.get("is_canceled"):
        return Explanation(
            translate("Errors", "{0} canceled the job").format(service_name(error, language)),
            quoted(error, language, translate("Errors", "It gave no reason.")),
            translate("Errors", "Try again."),
            Cure.RETRY,
        )
    return Explanation(
        translate("Errors", "{0} could not analyse it").format(service_name(error, language)),
        quoted(error, language, translate("Errors", "It gave no reason.")),
        translate("Errors", "Check whether the clip plays with sound, then try again."),
        Cure.TRY_PART,
    )


def _job_expired(error: SlipError, language: Language) -> Explanation:
    translate = language.translate
    waited_s = number_of(error, "waited_s")
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


SERVICE_WORDS: dict[str, Words] = {
    "connection_failed": fixed(
        phrase("Errors", "The connection broke"),
        phrase("Errors", "The clip is kept; nothing is lost."),
        phrase("Errors", "Try again."),
        Cure.RETRY,
    ),
    "offline": _offline,
    "offline_mode": fixed(
        phrase("Errors", "Offline mode is on"),
        phrase("Errors", "Nothing leaves this computer. The clip is kept."),
        phrase("Errors", "Switch it off in the settings, under Network; or ask this computer."),
        Cure.CHANGE_SETTINGS,
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
    "upload_expired": fixed(
        phrase("Errors", "The upload link ran out"),
        phrase("Errors", "The line is slow for a file of this size. Nothing was submitted."),
        phrase("Errors", "Send only the sound, or try again."),
        Cure.SEND_SOUND,
    ),
    "upload_refused": _upload_refused,
    "contract": fixed(
        phrase("Errors", "An answer nobody can read"),
        phrase("Errors", "A log-in page or proxy may have answered instead."),
        phrase("Errors", "Try again."),
        Cure.RETRY,
    ),
    "submission_lost": fixed(
        phrase("Errors", "Maybe submitted twice"),
        phrase("Errors", "The answer to the submission was lost; a job may exist already."),
        phrase("Errors", "Submit again if you do not mind a second job."),
        Cure.RETRY,
    ),
    "track_unknown": fixed(
        phrase("Errors", "AudioVerify does not know this track"),
        phrase("Errors", "Its catalogue has no such track, or not any more."),
        phrase("Errors", "Recognise the clip again, or ask AudioVerify for it."),
        Cure.RETRY,
    ),
    "profile_gone": fixed(
        phrase("Errors", "This account is not here any more"),
        phrase("Errors", "It was sent with an account that was removed from the settings. Nothing of it is lost here."),
        phrase("Errors", "Ask another account: “Ask with” in the menu of the clip."),
        Cure.CHANGE_SETTINGS,
    ),
    "licence_lost": fixed(
        phrase("Errors", "Maybe a licence was issued"),
        phrase("Errors", "The answer to the order was lost; a licence may exist and count already."),
        phrase("Errors", "Look into the account at AudioVerify before another one is ordered."),
        Cure.COPY_DETAILS,
    ),
    "licence": _licence,
    "job_failed": _job_failed,
    "job_expired": _job_expired,
}
"""By code of the error."""
