"""The one place that classifies: an exception or an answer becomes one kind of ``SlipError`` (facts/transfer.md section 3).

Decisions by type, status and code; wording only where noted.  An httpx error is never kept: it holds the request with the key,
and its frames hold the buffers of an upload.
"""

import re
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from urllib.parse import urlsplit

import httpx

from slipgui.core import errors
from slipgui.core.errors import ContextValue, ServiceError
from slipgui.core.schedule import parse_retry_after_s, rate_limit_pause_s
from slipgui.services.body_upload import AnswerDeadlineError
from slipgui.services.error_body import ErrorFacts, read_error_body
from slipgui.services.http import Answer, ProxySettingError
from slipgui.services.redaction import redact
from slipgui.services.remote_text import clean_text, first_bytes

TRANSPORT_ERRORS = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.StreamError,
    TimeoutError,
    AnswerDeadlineError,
    ProxySettingError,
)
"""What a call may raise instead of an answer."""
LARGE_FORM_BYTES = 4_000_000
"""A form body above this that is cut by the peer was perhaps too large for it; below, the line is the likelier cause.  The usual limits of
front ends are 1, 8, 10 and 100 MB, and those that answer before they close are read anyway (413)."""
_BODY_MAX_BYTES = 4_000
_REQUEST_ID_HEADERS = ("x-request-id", "x-amz-request-id", "request-id", "x-correlation-id")
_SIZE_WORDS = re.compile(r"(?i)\b(size|large|exceed)")
_EXPIRED_CODES = frozenset({"AccessDenied", "ExpiredToken", "RequestExpired", "TokenRefreshRequired"})
_CODE_STATUS = {
    "authentication_failed": 401, "not_authenticated": 401, "permission_denied": 403, "not_found": 404,
    "method_not_allowed": 405, "file_too_large": 413, "request_entity_too_large": 413, "unsupported_media_type": 415,
    "throttled": 429, "rate_limited": 429, "internal_error": 500, "service_unavailable": 503,
}  # fmt: skip
"""``error.code`` of an envelope that came with 200 or 400; the codes of Django REST framework."""


class Step(Enum):
    """What was asked of the service."""

    REQUEST_UPLOAD = auto()
    PUT = auto()
    SUBMIT_FORM = auto()
    SUBMIT_KEY = auto()
    POLL = auto()
    TEST_KEY = auto()
    TRACK = auto()
    LICENCE = auto()
    FETCH = auto()
    """A file of somebody else's, from an address the user named."""

    @property
    def lost_kind(self) -> type[ServiceError] | None:
        """What it is when its answer is lost, where a repetition would be taken a second time."""
        if self is Step.LICENCE:
            return errors.LicenceLostError
        return errors.SubmissionLostError if self in (Step.SUBMIT_FORM, Step.SUBMIT_KEY) else None


@dataclass(frozen=True, slots=True)
class Call:
    """One call, as far as its errors need it."""

    step: Step
    service: str
    method: str
    path: str
    """Without query."""
    host: str
    secrets: tuple[str, ...]
    """Texts that no error may hold."""
    is_etag_promised: bool = True
    """Whether this storage names an ETag with every object it took."""

    def __repr__(self) -> str:
        return f"Call({self.step.name}, {self.method} {self.path})"


@dataclass(frozen=True, slots=True)
class Progressed:
    """How far a request came before it failed."""

    has_begun: bool
    """Whether anything of it may have left this computer."""
    is_sent: bool
    """Whether the last byte was handed to the network."""
    size_bytes: int = 0
    """Size of its file, 0 without one."""


def error_from_exception(call: Call, cause: Exception, progressed: Progressed) -> ServiceError:
    """The error for a call that got no answer."""
    fault = _Fault(call, why=type(cause).__name__)
    if isinstance(cause, ProxySettingError):
        return fault.make(errors.ProxyError, reason="setting")
    if isinstance(cause, httpx.ProxyError):
        return replace(fault, status=_proxy_status(cause)).make(errors.ProxyError)
    if isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout):
        return _connect_error(fault, cause)
    if call.step.lost_kind is not None and progressed.is_sent:
        return fault.make(call.step.lost_kind)
    if isinstance(cause, AnswerDeadlineError | TimeoutError | httpx.TimeoutException):
        return fault.make(errors.ServiceTimeoutError, phase=_phase(cause, progressed))
    if call.step is Step.SUBMIT_FORM and progressed.has_begun and progressed.size_bytes > LARGE_FORM_BYTES:
        return fault.make(errors.UploadTooLargeError, size_bytes=progressed.size_bytes, is_guess=True)
    if isinstance(cause, httpx.RemoteProtocolError) and "illegal status line" in str(cause):
        return fault.make(
            errors.PortalError, reason="not_http"
        )  # h11's words: http spoken to a TLS port, or no web server
    return fault.make(errors.ConnectionFailedError)


def error_from_answer(call: Call, answer: Answer) -> ServiceError | None:
    """The error that an answer is; None for a success whose body may be read."""
    facts = read_error_body(answer.body)
    fault = _Fault(call, answer, facts)
    if call.step is Step.PUT:
        return _storage_error(fault, answer, facts)
    if answer.is_success:
        if answer.is_html:
            return fault.make(errors.PortalError, reason="html")
        if not facts.is_envelope:
            return None
    return _api_error(fault, call.step, _effective_status(answer, facts), facts)


def error_from_unreadable(call: Call, answer: Answer, why: str) -> ServiceError:
    """The error for a success whose body does not follow the contract; after a submission a job may exist all the same."""
    kind = call.step.lost_kind or errors.ContractError
    return _Fault(call, answer, why=why).make(kind)


@dataclass(frozen=True, slots=True)
class _Fault:
    """What every error of one call shares."""

    call: Call
    answer: Answer | None = None
    facts: ErrorFacts | None = None
    why: str = ""
    status: int | None = None
    """Where a proxy answered, not the service."""

    def make(self, kind: type[ServiceError], **context: ContextValue) -> ServiceError:
        """The error of this kind, free of secrets."""
        call, answer = self.call, self.answer
        status = answer.status if answer else self.status
        told = {name: self._told(value) for name, value in context.items() if value is not None}
        if self.why:
            told.setdefault("why", self._told(self.why))
        error = kind(
            redact(f"{call.method} {call.path}: {status or self.why}", call.secrets),
            service=call.service,
            http_status=status,
            request_id=self._request_id(),
            body=_kept_body(answer, call.secrets) if answer else None,
        )
        error.context = {"method": call.method, "path": call.path, "host": call.host, **told}
        return error

    def _told(self, value: ContextValue) -> ContextValue:
        return redact(value, self.call.secrets) if isinstance(value, str) else value

    def _request_id(self) -> str | None:
        headers: Mapping[str, str] = self.answer.headers if self.answer else {}
        found = next((headers[name] for name in _REQUEST_ID_HEADERS if headers.get(name)), None)
        text = found or (self.facts.request_id if self.facts else None)
        return redact(clean_text(text, 200), self.call.secrets) if text else None


def _kept_body(answer: Answer, secrets: tuple[str, ...]) -> str:
    text = answer.body.decode("utf-8", "replace")
    return first_bytes(clean_text(redact(text, secrets), _BODY_MAX_BYTES, keep_lines=True), _BODY_MAX_BYTES)


def _proxy_status(cause: Exception) -> int | None:
    found = re.match(r"\d{3}", str(cause))  # httpcore's words: "407 Proxy Authentication Required"
    return int(found[0]) if found else None


def _connect_error(fault: _Fault, cause: Exception) -> ServiceError:
    chain = list(_causes(cause))
    text = " ".join(str(part) for part in chain)
    if any(isinstance(part, ssl.SSLError) for part in chain) or "CERTIFICATE_VERIFY_FAILED" in text or "[SSL" in text:
        verdicts = (getattr(part, "verify_message", "") or "" for part in chain)
        reason = next((verdict for verdict in verdicts if verdict), "") or text
        return fault.make(errors.TlsError, reason=clean_text(reason, 300))
    return fault.make(errors.OfflineError, reason=_offline_reason(cause, chain))


def _offline_reason(cause: Exception, chain: list[BaseException]) -> str:
    if isinstance(cause, httpx.ConnectTimeout):
        return "timeout"
    if any(isinstance(part, socket.gaierror) for part in chain):
        return "dns"
    return "refused" if any(isinstance(part, ConnectionRefusedError) for part in chain) else "unreachable"


def _causes(error: BaseException | None, depth: int = 0) -> Iterator[BaseException]:
    """The error and what led to it; asyncio's connect hides the reasons in a group."""
    if error is None or depth > 10:
        return
    yield error
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            yield from _causes(part, depth + 1)
    yield from _causes(error.__cause__ or error.__context__, depth + 1)


def _phase(cause: Exception, progressed: Progressed) -> str:
    if isinstance(cause, httpx.WriteTimeout):
        return "write"
    if isinstance(cause, httpx.ReadTimeout):
        return "read"
    if isinstance(cause, httpx.PoolTimeout) or not progressed.has_begun:
        return "connect"
    return "answer"


def _effective_status(answer: Answer, facts: ErrorFacts) -> int:
    if facts.is_envelope and (answer.is_success or answer.status == 400):
        return _CODE_STATUS.get(facts.code or "", 400)
    return answer.status


def _retry_after_s(answer: Answer | None) -> float | None:
    if answer is None:
        return None
    asked_s = parse_retry_after_s(answer.headers.get("retry-after"))
    return asked_s if asked_s is not None else rate_limit_pause_s(answer.headers) or None


def _api_error(fault: _Fault, step: Step, status: int, facts: ErrorFacts) -> ServiceError:
    common: dict[str, ContextValue] = {"field": facts.field, "reason": facts.reason, "error_code": facts.code}
    if status < 200 or status >= 600:
        return fault.make(errors.ContractError, **common)
    if status < 400:
        return fault.make(errors.PortalError, reason="redirect", target_host=_target_host(fault.answer))
    if status >= 500 or status == 425:
        return fault.make(errors.ServiceUnavailableError, retry_after_s=_retry_after_s(fault.answer), **common)
    if status == 404 and step is Step.POLL:
        return fault.make(errors.JobExpiredError, **common)
    if status == 404 and step in (Step.TRACK, Step.LICENCE):
        return fault.make(errors.TrackUnknownError, **common)
    if status == 400 and step is Step.SUBMIT_FORM and facts.field == "file" and _SIZE_WORDS.search(facts.reason or ""):
        # the contract has no code for a refused size; misread words cost one try by presigned PUT
        return fault.make(errors.UploadTooLargeError, is_guess=False, **common)
    if status == 408:
        return fault.make(errors.ServiceTimeoutError, phase="write", **common)
    if status == 429:
        return fault.make(errors.RateLimitedError, retry_after_s=_retry_after_s(fault.answer), **common)
    if status == 413:
        return fault.make(errors.UploadTooLargeError, is_guess=False, **common)
    return fault.make(_KINDS.get(status, errors.RequestRejectedError), **common)


_KINDS: dict[int, type[ServiceError]] = {
    401: errors.AuthenticationError,
    402: errors.PaymentRequiredError,
    403: errors.AuthenticationError,
    407: errors.ProxyError,
    422: errors.MediaRejectedError,
}


def _storage_error(fault: _Fault, answer: Answer, facts: ErrorFacts) -> ServiceError | None:
    common: dict[str, ContextValue] = {"reason": facts.reason, "s3_code": facts.code}
    if answer.status < 400:
        return _stored_or_portal(fault, answer)
    if facts.code == "RequestTimeout" or answer.status == 408:
        return fault.make(errors.ServiceTimeoutError, phase="write", **common)
    if facts.code == "EntityTooLarge" or answer.status == 413:
        return fault.make(errors.UploadTooLargeError, is_guess=False, **common)
    if answer.status in (400, 403) and _is_expired(facts):
        return fault.make(errors.UploadExpiredError, **common)
    if answer.status == 407:
        return fault.make(errors.ProxyError, **common)
    if answer.status == 429 or facts.code == "SlowDown":
        return fault.make(errors.RateLimitedError, retry_after_s=_retry_after_s(answer), **common)
    if (
        answer.status >= 500 and answer.status != 501
    ):  # 501: the store does not know what was sent; the same again ends the same way
        return fault.make(errors.ServiceUnavailableError, retry_after_s=_retry_after_s(answer), **common)
    return fault.make(errors.UploadRefusedError, **common)


def _stored_or_portal(fault: _Fault, answer: Answer) -> ServiceError | None:
    """None only for 200 that is no page, with an ETag where one is promised: a captive portal answers 200 as well."""
    has_etag = bool(answer.headers.get("etag")) or not fault.call.is_etag_promised
    if answer.status == 200 and has_etag and not answer.is_html:
        return None
    if answer.is_success:
        return fault.make(errors.PortalError, reason="html" if answer.is_html else "no_etag")
    return fault.make(errors.PortalError, reason="redirect", target_host=_target_host(answer))


def _is_expired(facts: ErrorFacts) -> bool:
    return facts.code in _EXPIRED_CODES or "expired" in (facts.reason or "").lower()


def _target_host(answer: Answer | None) -> str | None:
    """Where a redirect points; the rest of its address may be a secret."""
    try:
        return urlsplit(answer.headers.get("location", "")).hostname if answer else None
    except ValueError:
        return None
