"""What can go wrong, as a tree.

Nothing here holds a sentence for people: ``app/wording.py`` maps ``code`` to headline, explanation and hint.  The message of an
exception is English, short, for logs.

::

    SlipError                     code, recovery, context
    ├─ ClipError                  ClipUnreadableError · UnsupportedMediaError · NoAudioError · ClipLimitError
    │                             ClipProtectedError · ClipChangedError · ClipGoneError
    ├─ PrepareError               DiskFullError
    ├─ ServiceError               + service, method, path, http_status, request_id, body
    │  ├─ ConnectionFailedError   OfflineError · TlsError · ProxyError · PortalError
    │  ├─ ServiceTimeoutError · ServiceUnavailableError
    │  ├─ AuthenticationError · PaymentRequiredError · RateLimitedError
    │  ├─ RequestRejectedError    UploadTooLargeError · MediaRejectedError · TrackUnknownError
    │  ├─ UploadExpiredError · UploadRefusedError · ContractError · SubmissionLostError · LicenceLostError
    │  └─ JobFailedError · JobExpiredError
    ├─ LocalServiceError
    ├─ CatalogueError
    ├─ JournalError              JournalFullError
    ├─ SettingsError
    ├─ VoiceError                VoicesLockedError · VoicesFileError
    ├─ AddressError · LicenceError · ReleaseError
    └─ InternalError
"""

from enum import StrEnum
from typing import ClassVar

ContextValue = str | int | float | bool | None


class Recovery(StrEnum):
    """What may be done about an error."""

    RETRY = "retry"
    """The same again may work: network, 5xx, 429."""
    ASK_USER = "ask_user"
    """A person has to change something first (key, limit, setting); the clip is kept."""
    GIVE_UP = "give_up"
    """The same again ends the same way."""


class SlipError(Exception):
    """Base of every error that Slipgui raises on purpose.

    Parameters
    ----------
    message
        English, for logs; never shown as it is.
    context
        Plain values that the sentence for people may name (sizes in bytes, times in seconds, texts of a service).  No secret.
    """

    code: ClassVar[str] = "error"
    recovery: ClassVar[Recovery] = Recovery.GIVE_UP

    def __init__(self, message: str = "", **context: ContextValue) -> None:
        super().__init__(message or self.code)
        self.context = context


class ClipError(SlipError):
    """The user's file cannot be used."""

    code = "clip"


class ClipUnreadableError(ClipError):
    """No file, no right to read it, not a regular file, empty, or nothing FFmpeg can open."""

    code = "clip_unreadable"


class UnsupportedMediaError(ClipError):
    """The file opens, but holds no sound that can be decoded."""

    code = "unsupported_media"


class ClipProtectedError(ClipError):
    """The sound is encrypted or damaged: most packets do not decode."""

    code = "clip_protected"


class DecoderCrashError(ClipError):
    """The process that read the file died over it, or came to no end and was ended (``exit_code``, negative: by a signal)."""

    code = "decoder_crash"


class NoAudioError(ClipError):
    """The clip has no audio stream."""

    code = "no_audio"
    recovery = Recovery.ASK_USER


class ClipLimitError(ClipError):
    """The clip is longer or larger than the service takes (``size_bytes`` and ``limit_bytes`` in the context)."""

    code = "clip_limit"
    recovery = Recovery.ASK_USER


class ClipChangedError(ClipError):
    """The file changed while it was read or sent."""

    code = "clip_changed"
    recovery = Recovery.RETRY


class ClipGoneError(ClipError):
    """The file was there when the work began and is not any more."""

    code = "clip_gone"
    recovery = Recovery.RETRY


class PrepareError(SlipError):
    """The audio proxy could not be made."""

    code = "prepare"


class DiskFullError(PrepareError):
    """No room for the audio proxy (``need_bytes``, ``free_bytes``)."""

    code = "disk_full"
    recovery = Recovery.ASK_USER


class ServiceError(SlipError):
    """A recognition service or its storage did not do what was asked.

    Parameters
    ----------
    message
        English, for logs.
    service
        "audioverify", "local", "pyannote", "storage", "source" or "releases".
    http_status
        Status of the answer, None where there was none.
    request_id
        What the service calls this request, for its support.
    body
        The beginning of the answer, at most 4 kB, without secrets.
    context
        As in ``SlipError``.
    """

    code = "service"

    def __init__(
        self,
        message: str = "",
        *,
        service: str = "",
        http_status: int | None = None,
        request_id: str | None = None,
        body: str | None = None,
        **context: ContextValue,
    ) -> None:
        super().__init__(message, **context)
        self.service = service
        self.http_status = http_status
        self.request_id = request_id
        self.body = body


class ConnectionFailedError(ServiceError):
    """The connection broke or could not be made."""

    code = "connection_failed"
    recovery = Recovery.RETRY


class OfflineError(ConnectionFailedError):
    """No name, no route, refused: nothing was sent."""

    code = "offline"


class OfflineModeError(ConnectionFailedError):
    """The user wants that nothing leaves this computer."""

    code = "offline_mode"
    recovery = Recovery.ASK_USER


class TlsError(ConnectionFailedError):
    """The certificate of the service was not accepted."""

    code = "tls"
    recovery = Recovery.ASK_USER


class ProxyError(ConnectionFailedError):
    """The proxy refused to connect or wants a log-in."""

    code = "proxy"
    recovery = Recovery.ASK_USER


class PortalError(ConnectionFailedError):
    """A page or redirect answered in place of the service: a captive portal or a wrong address."""

    code = "portal"
    recovery = Recovery.RETRY


class ServiceTimeoutError(ServiceError):
    """No answer in time (``phase``: connect, write, read or answer)."""

    code = "service_timeout"
    recovery = Recovery.RETRY


class ServiceUnavailableError(ServiceError):
    """The service answered 5xx (``retry_after_s`` where it said so)."""

    code = "service_unavailable"
    recovery = Recovery.RETRY


class AuthenticationError(ServiceError):
    """401 or 403: the API key is missing, wrong or not entitled."""

    code = "authentication"
    recovery = Recovery.ASK_USER


class PaymentRequiredError(ServiceError):
    """402: the account is used up."""

    code = "payment_required"
    recovery = Recovery.ASK_USER


class RateLimitedError(ServiceError):
    """429, or S3's SlowDown (``retry_after_s`` where it said so)."""

    code = "rate_limited"
    recovery = Recovery.RETRY


class RequestRejectedError(ServiceError):
    """400, 404, 405, 409, 415 and kin (``field`` and ``reason`` in the service's words)."""

    code = "request_rejected"


class UploadTooLargeError(RequestRejectedError):
    """413, a refused size, or a connection cut while a form body was going out: the presigned route may still do."""

    code = "upload_too_large"
    recovery = Recovery.ASK_USER


class MediaRejectedError(RequestRejectedError):
    """422: the service could not analyse what it was sent (``reason``, ``error_code``)."""

    code = "media_rejected"


class TrackUnknownError(RequestRejectedError):
    """404: the catalogue of the service has no such track, or not any more."""

    code = "track_unknown"


class UploadExpiredError(ServiceError):
    """The presigned URL ran out before the storage took the object."""

    code = "upload_expired"
    recovery = Recovery.RETRY


class UploadRefusedError(ServiceError):
    """The storage refused the object for another reason than time (``s3_code``)."""

    code = "upload_refused"


class ContractError(ServiceError):
    """An answer that does not follow the contract."""

    code = "contract"
    recovery = Recovery.RETRY


class SubmissionLostError(ServiceError):
    """The submission went out, its answer did not come back: a job may or may not exist."""

    code = "submission_lost"
    recovery = Recovery.ASK_USER


class LicenceLostError(ServiceError):
    """The order of a licence went out, its answer did not come back or cannot be read: one may have been issued and counted."""

    code = "licence_lost"
    recovery = Recovery.ASK_USER


class JobFailedError(ServiceError):
    """The service ended the job without a result (``reason`` in its words)."""

    code = "job_failed"


class JobExpiredError(ServiceError):
    """The job is unknown or its result was dropped, or it did not end before our deadline (``waited_s``)."""

    code = "job_expired"
    recovery = Recovery.RETRY


class LocalServiceError(SlipError):
    """The local recognition service did not start or ended on its own."""

    code = "local_service"
    recovery = Recovery.RETRY


class CatalogueError(SlipError):
    """The catalogue on disk is missing, damaged, or of another version or other parameters."""

    code = "catalogue"
    recovery = Recovery.ASK_USER


class JournalError(SlipError):
    """The journal cannot be opened or written: locked, read-only, no room."""

    code = "journal"
    recovery = Recovery.ASK_USER


class JournalFullError(JournalError):
    """No room for the journal: full disk, quota or size limit."""

    code = "journal_full"
    recovery = Recovery.RETRY


class SettingsError(SlipError):
    """A setting has a value that cannot be used (``key``, ``value``, ``why``), or a secret is in a keyring that is locked (``reason``)."""

    code = "settings"
    recovery = Recovery.ASK_USER


class ProfileGoneError(SlipError):
    """The account that something belongs to was removed from the settings."""

    code = "profile_gone"
    recovery = Recovery.ASK_USER


class VoiceError(SlipError):
    """Something about a voice that the service would refuse, or that the library does not know (``reason``); nothing was sent."""

    code = "voice"
    recovery = Recovery.ASK_USER


class VoicesLockedError(VoiceError):
    """The key that keeps the voices is not at hand: the keyring is locked, or the key in it is gone or another (``reason``)."""

    code = "voices_locked"


class VoicesFileError(VoiceError):
    """The file of the voices, or one to be imported, cannot be read or written (``why``)."""

    code = "voices_file"


class WebhookError(SlipError):
    """pyannoteAI cannot tell the end of jobs by itself (``reason``); it can be asked."""

    code = "webhook"
    recovery = Recovery.ASK_USER


class AddressError(SlipError):
    """A web or bucket address does not lead to a media file that a service could fetch (``reason``); nothing was submitted."""

    code = "address"
    recovery = Recovery.ASK_USER


class LicenceError(SlipError):
    """An order of a licence that the service would refuse (``reason``); nothing was asked."""

    code = "licence"
    recovery = Recovery.ASK_USER


class ReleaseError(SlipError):
    """The announcement of a newer release is not to be believed, or this build cannot tell (``reason``); nothing was changed."""

    code = "release"


class InternalError(SlipError):
    """Something nobody foresaw; the traceback stands in the log."""

    code = "internal"
    recovery = Recovery.RETRY


def error_kinds() -> list[type[SlipError]]:
    """All kinds of error, bases first, in the order they are written above."""
    found: list[type[SlipError]] = []

    def walk(kind: type[SlipError]) -> None:
        found.append(kind)
        for sub in kind.__subclasses__():
            walk(sub)

    walk(SlipError)
    return found
