"""Every row of facts/transfer.md section 3 and of CONTRACTS section 3, as pure calls; the same on real sockets in test_audioverify.py."""

import json
import socket
import ssl
import traceback
from collections.abc import Mapping

import httpx
import pytest

from slipgui.core import errors
from slipgui.core.errors import ServiceError
from slipgui.services.body_upload import AnswerDeadlineError
from slipgui.services.error_map import (
    LARGE_FORM_BYTES,
    Call,
    Progressed,
    Step,
    error_from_answer,
    error_from_exception,
    error_from_unreadable,
)
from slipgui.services.http import Answer, ProxySettingError

KEY = "sk-secret-partner-key-0123456789"
SUBMISSIONS = (Step.SUBMIT_FORM, Step.SUBMIT_KEY)
QUESTIONS = (Step.REQUEST_UPLOAD, Step.POLL)
NOT_SENT = Progressed(has_begun=False, is_sent=False)
PARTLY = Progressed(has_begun=True, is_sent=False, size_bytes=LARGE_FORM_BYTES)
PARTLY_LARGE = Progressed(has_begun=True, is_sent=False, size_bytes=LARGE_FORM_BYTES + 1)
SENT = Progressed(has_begun=True, is_sent=True, size_bytes=LARGE_FORM_BYTES + 1)
S3 = '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{}</Code><Message>{}</Message><RequestId>R1</RequestId></Error>'


def call(step: Step) -> Call:
    service = "storage" if step is Step.PUT else "audioverify"
    return Call(step, service, "POST", "/api/v4/video-recognition/", "api.example", (KEY,))


def answer(
    status: int, body: object = b"", headers: Mapping[str, str] | None = None, content_type: str = "application/json"
) -> Answer:
    content = body if isinstance(body, bytes) else body.encode() if isinstance(body, str) else json.dumps(body).encode()
    return Answer(status, {"content-type": content_type, **(headers or {})}, content, is_whole=True)


def page(status: int) -> Answer:
    return answer(status, "<html><body><h1>Nope</h1></body></html>", content_type="text/html")


def chained(error: Exception, *causes: BaseException) -> Exception:
    below: BaseException = error
    for cause in causes:
        below.__cause__ = cause
        below = cause
    return error


CERTIFICATE = ssl.SSLCertVerificationError(
    1, "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate"
)


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize(
    ("cause", "kind", "reason"),
    [
        (chained(httpx.ConnectError("x"), OSError("y"), socket.gaierror(-2, "Name or service not known")), errors.OfflineError, "dns"),
        (chained(httpx.ConnectError(""), ConnectionRefusedError(111, "refused")), errors.OfflineError, "refused"),
        (
            chained(httpx.ConnectError("All connection attempts failed"), OSError("All connection attempts failed"),
                    ExceptionGroup("many", [ConnectionRefusedError(111, "refused"), OSError(101, "Network is unreachable")])),
            errors.OfflineError, "refused",
        ),
        (httpx.ConnectError("All connection attempts failed"), errors.OfflineError, "unreachable"),
        (httpx.ConnectTimeout(""), errors.OfflineError, "timeout"),
        (chained(httpx.ConnectError("x"), CERTIFICATE), errors.TlsError, None),
        (httpx.ConnectError("[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)"), errors.TlsError, None),
        (httpx.ConnectError("CERTIFICATE_VERIFY_FAILED: Hostname mismatch"), errors.TlsError, None),
        (httpx.ProxyError("407 Proxy Authentication Required"), errors.ProxyError, None),
        (ProxySettingError("ValueError"), errors.ProxyError, None),
    ],
)  # fmt: skip
def test_failed_connect_is_told_apart_and_never_a_lost_submission(
    step: Step, cause: Exception, kind: type[ServiceError], reason: str | None
) -> None:
    error = error_from_exception(call(step), cause, NOT_SENT)
    assert type(error) is kind
    assert reason is None or error.context["reason"] == reason


def test_proxy_that_wants_a_login_tells_its_status() -> None:
    assert (
        error_from_exception(
            call(Step.POLL), httpx.ProxyError("407 Proxy Authentication Required"), NOT_SENT
        ).http_status
        == 407
    )


@pytest.mark.parametrize(
    ("steps", "cause", "progressed", "kind", "phase"),
    [
        (SUBMISSIONS, httpx.ReadTimeout(""), SENT, errors.SubmissionLostError, None),
        (SUBMISSIONS, httpx.ReadError(""), SENT, errors.SubmissionLostError, None),
        (SUBMISSIONS, httpx.RemoteProtocolError("Server disconnected"), SENT, errors.SubmissionLostError, None),
        (SUBMISSIONS, httpx.WriteError(""), SENT, errors.SubmissionLostError, None),
        (SUBMISSIONS, AnswerDeadlineError(), SENT, errors.SubmissionLostError, None),
        (SUBMISSIONS, TimeoutError(), SENT, errors.SubmissionLostError, None),
        (SUBMISSIONS, TimeoutError(), NOT_SENT, errors.ServiceTimeoutError, "connect"),
        (SUBMISSIONS, httpx.PoolTimeout(""), NOT_SENT, errors.ServiceTimeoutError, "connect"),
        ((Step.SUBMIT_FORM,), httpx.ReadError(""), PARTLY_LARGE, errors.UploadTooLargeError, None),
        ((Step.SUBMIT_FORM,), httpx.WriteError(""), PARTLY_LARGE, errors.UploadTooLargeError, None),
        ((Step.SUBMIT_FORM,), httpx.RemoteProtocolError("closed"), PARTLY_LARGE, errors.UploadTooLargeError, None),
        ((Step.SUBMIT_FORM,), httpx.ReadError(""), PARTLY, errors.ConnectionFailedError, None),
        ((Step.SUBMIT_FORM,), httpx.WriteTimeout(""), PARTLY_LARGE, errors.ServiceTimeoutError, "write"),
        ((Step.PUT,), httpx.ReadError(""), PARTLY_LARGE, errors.ConnectionFailedError, None),
        ((Step.PUT,), httpx.WriteError(""), PARTLY_LARGE, errors.ConnectionFailedError, None),
        ((Step.PUT,), httpx.RemoteProtocolError("closed"), SENT, errors.ConnectionFailedError, None),
        ((Step.PUT,), httpx.WriteTimeout(""), PARTLY_LARGE, errors.ServiceTimeoutError, "write"),
        ((Step.PUT,), httpx.ReadTimeout(""), SENT, errors.ServiceTimeoutError, "read"),
        ((Step.PUT,), AnswerDeadlineError(), SENT, errors.ServiceTimeoutError, "answer"),
        (QUESTIONS, httpx.ReadTimeout(""), SENT, errors.ServiceTimeoutError, "read"),
        (QUESTIONS, TimeoutError(), SENT, errors.ServiceTimeoutError, "answer"),
        (QUESTIONS, httpx.ReadError(""), SENT, errors.ConnectionFailedError, None),
        (QUESTIONS, httpx.RemoteProtocolError("illegal status line: bytearray(b'\\x15')"), SENT, errors.PortalError, None),
        (QUESTIONS, httpx.RemoteProtocolError("peer closed connection"), SENT, errors.ConnectionFailedError, None),
    ],
)  # fmt: skip
def test_broken_call_is_lost_slow_or_cut(
    steps: tuple[Step, ...], cause: Exception, progressed: Progressed, kind: type[ServiceError], phase: str | None
) -> None:
    for step in steps:
        error = error_from_exception(call(step), cause, progressed)
        assert type(error) is kind, step
        assert error.context.get("phase") == phase


API_ROWS = [
    (answer(400, {"detail": "Bad."}), errors.RequestRejectedError, {"reason": "Bad.", "field": None}),
    (answer(400, {"detail": ["Bad."]}), errors.RequestRejectedError, {"reason": "Bad."}),
    (answer(400, {"storage_key": ["Must start with `video-recognition/`."]}), errors.RequestRejectedError, {"field": "storage_key"}),
    (answer(400, {"filename": "plain"}), errors.RequestRejectedError, {"field": "filename", "reason": "plain"}),
    (answer(400, {"file": {"0": ["deep"]}}), errors.RequestRejectedError, {"field": "file", "reason": "deep"}),
    (answer(400, {"non_field_errors": ["Expected a dictionary."]}), errors.RequestRejectedError, {"field": None}),
    (
        answer(400, {"success": False, "error": {"code": "validation_error", "message": "Invalid."}}),
        errors.RequestRejectedError, {"error_code": "validation_error", "reason": "Invalid."},
    ),
    (
        answer(200, {"success": False, "error": {"code": "quota", "message": "No more."}}),
        errors.RequestRejectedError, {"error_code": "quota", "reason": "No more."},
    ),
    (answer(200, {"success": False, "error": {"code": "authentication_failed"}}), errors.AuthenticationError, {}),
    (answer(200, {"success": False, "error": {"code": "throttled"}}, {"retry-after": "9"}),
     errors.RateLimitedError, {"retry_after_s": 9.0}),
    (answer(200, {"success": False, "error": "words"}), errors.RequestRejectedError, {"reason": "words"}),
    (answer(400, {"message": "Bad", "errors": [{"field": "url", "message": "no"}]}),
     errors.RequestRejectedError, {"field": "url", "reason": "no"}),
    (answer(422, {"detail": "No audio.", "error_code": "NO_AUDIO"}),
     errors.MediaRejectedError, {"reason": "No audio.", "error_code": "NO_AUDIO"}),
    (answer(401, {"detail": "Invalid token."}), errors.AuthenticationError, {"reason": "Invalid token."}),
    (answer(401), errors.AuthenticationError, {}),
    (answer(403, {"detail": "no"}), errors.AuthenticationError, {}),
    (page(403), errors.AuthenticationError, {"reason": None}),
    (answer(402, {"requestId": "r-77", "message": "Pay."}), errors.PaymentRequiredError, {"reason": "Pay."}),
    (answer(405, {"detail": 'Method "GET" not allowed.'}), errors.RequestRejectedError, {}),
    (answer(407), errors.ProxyError, {}),
    (answer(408), errors.ServiceTimeoutError, {"phase": "write"}),
    (answer(409), errors.RequestRejectedError, {}),
    (page(413), errors.UploadTooLargeError, {"is_guess": False, "reason": None}),
    (answer(415, {"detail": "Unsupported"}), errors.RequestRejectedError, {}),
    (answer(425), errors.ServiceUnavailableError, {}),
    (answer(429, {"detail": "Throttled"}, {"retry-after": "3"}), errors.RateLimitedError, {"retry_after_s": 3.0}),
    (answer(429, b"", {"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}), errors.RateLimitedError, {"retry_after_s": 1.0}),
    (answer(429, b"", {"retry-after": "-5"}), errors.RateLimitedError, {"retry_after_s": None}),
    (answer(429), errors.RateLimitedError, {"retry_after_s": None}),
    (page(500), errors.ServiceUnavailableError, {"reason": None}),
    (answer(500), errors.ServiceUnavailableError, {}),
    (answer(502, b'{"detail": "trunc'), errors.ServiceUnavailableError, {"reason": None}),
    (answer(503, b"", {"retry-after": "20"}), errors.ServiceUnavailableError, {"retry_after_s": 20.0}),
    (page(504), errors.ServiceUnavailableError, {}),
    (page(200), errors.PortalError, {"reason": "html"}),
    (answer(200, "<!DOCTYPE html><p>", content_type=""), errors.PortalError, {"reason": "html"}),
    (answer(301, b"", {"location": "https://evil.example/x?token=1"}), errors.PortalError, {"target_host": "evil.example"}),
    (answer(302, b"", {"location": "/login"}), errors.PortalError, {"target_host": None}),
    (answer(307, b"", {"location": "http://[broken"}), errors.PortalError, {"target_host": None}),
    (answer(199), errors.ContractError, {}),
    (answer(999), errors.ContractError, {}),
]  # fmt: skip


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.PUT])
@pytest.mark.parametrize(("given", "kind", "context"), API_ROWS)
def test_answer_of_the_api_is_classified(
    step: Step, given: Answer, kind: type[ServiceError], context: dict[str, object]
) -> None:
    error = error_from_answer(call(step), given)
    assert error
    assert type(error) is kind
    assert (error.service, error.http_status) == ("audioverify", given.status)
    assert {name: error.context.get(name) for name in context} == context


@pytest.mark.parametrize("body", [{"detail": "Not found."}, "<html>404</html>", b""])
def test_404_of_a_job_means_expired_and_of_anything_else_rejected(body: object) -> None:
    assert type(error_from_answer(call(Step.POLL), answer(404, body))) is errors.JobExpiredError
    assert type(error_from_answer(call(Step.SUBMIT_KEY), answer(404, body))) is errors.RequestRejectedError


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"file": ["File size cannot exceed 100 MB."]}, errors.UploadTooLargeError),
        ({"file": ["The submitted file is empty."]}, errors.RequestRejectedError),
        ({"file": ["File extension is not allowed..."]}, errors.RequestRejectedError),
    ],
)
def test_refused_size_of_a_form_points_to_the_other_route(body: object, kind: type[ServiceError]) -> None:
    assert type(error_from_answer(call(Step.SUBMIT_FORM), answer(400, body))) is kind


@pytest.mark.parametrize(
    ("status", "body", "kind", "s3_code"),
    [
        (403, S3.format("AccessDenied", "Request has expired"), errors.UploadExpiredError, "AccessDenied"),
        (403, S3.format("AccessDenied", "Access Denied"), errors.UploadExpiredError, "AccessDenied"),
        (403, S3.format("Other", "The token has expired."), errors.UploadExpiredError, "Other"),
        (400, S3.format("ExpiredToken", "The provided token"), errors.UploadExpiredError, "ExpiredToken"),
        (403, S3.format("SignatureDoesNotMatch", "does not match"), errors.UploadRefusedError, "SignatureDoesNotMatch"),
        (403, S3.format("RequestTimeTooSkewed", "skewed"), errors.UploadRefusedError, "RequestTimeTooSkewed"),
        (
            400,
            S3.format("InvalidArgument", "Only one auth mechanism allowed"),
            errors.UploadRefusedError,
            "InvalidArgument",
        ),
        (400, S3.format("RequestTimeout", "idle"), errors.ServiceTimeoutError, "RequestTimeout"),
        (400, S3.format("EntityTooLarge", "too large"), errors.UploadTooLargeError, "EntityTooLarge"),
        (413, "<html>", errors.UploadTooLargeError, None),
        (411, S3.format("MissingContentLength", "length"), errors.UploadRefusedError, "MissingContentLength"),
        (501, S3.format("NotImplemented", "chunked"), errors.UploadRefusedError, "NotImplemented"),
        (503, S3.format("SlowDown", "Reduce your request rate."), errors.RateLimitedError, "SlowDown"),
        (503, S3.format("ServiceUnavailable", "later"), errors.ServiceUnavailableError, "ServiceUnavailable"),
        (500, "", errors.ServiceUnavailableError, None),
        (502, "<html>", errors.ServiceUnavailableError, None),
        (429, "", errors.RateLimitedError, None),
        (407, "", errors.ProxyError, None),
        (404, S3.format("NoSuchBucket", "none"), errors.UploadRefusedError, "NoSuchBucket"),
        (403, "<html><body>expired AccessDenied</body></html>", errors.UploadRefusedError, None),
        (403, "<?xml version='1.0'?><Error><Code>AccessDen", errors.UploadRefusedError, None),
        (
            403,
            '<!DOCTYPE x [<!ENTITY e "AccessDenied">]><Error><Code>&e;</Code></Error>',
            errors.UploadRefusedError,
            None,
        ),
        (403, "", errors.UploadRefusedError, None),
        (204, "", errors.PortalError, None),
        (302, "", errors.PortalError, None),
    ],
)
def test_answer_of_the_storage_is_classified(
    status: int, body: str, kind: type[ServiceError], s3_code: str | None
) -> None:
    error = error_from_answer(call(Step.PUT), answer(status, body, content_type="application/xml"))
    assert type(error) is kind
    assert (error.context.get("s3_code"), error.service) == (s3_code, "storage")
    assert s3_code is None or error.request_id == "R1"


@pytest.mark.parametrize(
    ("given", "is_stored"),
    [
        (answer(200, b"", {"etag": '"0"'}, content_type=""), True),
        (answer(200, b"", {"etag": '"0"'}, content_type="text/html"), False),
        (answer(200, b""), False),
        (answer(201, b"", {"etag": '"0"'}), False),
    ],
)
def test_object_is_stored_only_with_200_and_an_etag_and_no_page(given: Answer, is_stored: bool) -> None:
    error = error_from_answer(call(Step.PUT), given)
    assert error is None if is_stored else type(error) is errors.PortalError


@pytest.mark.parametrize("step", [Step.REQUEST_UPLOAD, Step.SUBMIT_FORM, Step.SUBMIT_KEY, Step.POLL])
@pytest.mark.parametrize(
    "given", [answer(200, {"job_id": "x"}), answer(201, b""), answer(202, b"{", content_type="text/plain")]
)
def test_success_is_no_error_whatever_its_body(step: Step, given: Answer) -> None:
    assert error_from_answer(call(step), given) is None


def test_unreadable_success_is_a_broken_contract_but_after_a_submission_a_lost_one() -> None:
    given = answer(201, b"{")
    assert type(error_from_unreadable(call(Step.POLL), given, "json")) is errors.ContractError
    assert type(error_from_unreadable(call(Step.REQUEST_UPLOAD), given, "json")) is errors.ContractError
    for step in SUBMISSIONS:
        error = error_from_unreadable(call(step), given, "json")
        assert type(error) is errors.SubmissionLostError
        assert (error.http_status, error.body, error.context["why"]) == (201, "{", "json")


@pytest.mark.parametrize(
    ("given", "request_id"),
    [
        (answer(500, {"requestId": "from-body"}, {"x-request-id": "from-header"}), "from-header"),
        (answer(500, {"requestId": "from-body"}), "from-body"),
        (answer(500, {"request_id": 7}), "7"),
        (answer(500, b"", {"x-amz-request-id": "amz\x07"}), "amz"),
        (answer(500), None),
    ],
)
def test_request_id_comes_from_headers_or_body(given: Answer, request_id: str | None) -> None:
    error = error_from_answer(call(Step.POLL), given)
    assert error
    assert error.request_id == request_id


def test_kept_body_is_short_and_free_of_secrets() -> None:
    text = f"Bearer {KEY} and {KEY} at https://b.s3.example/k?X-Amz-Signature=feed " + "ü" * 9000
    error = error_from_answer(call(Step.POLL), answer(400, {"detail": text}, {"x-request-id": KEY}))
    assert error
    assert error.body
    assert len(error.body.encode()) <= 4000
    everything = f"{error} {error!r} {error.body} {error.context} {error.request_id}"
    assert KEY not in everything
    assert "feed" not in everything


def test_error_does_not_hold_the_httpx_error() -> None:
    request = httpx.Request("GET", "https://api.example/", headers={"Authorization": f"Bearer {KEY}"})
    error = error_from_exception(call(Step.POLL), httpx.ReadError(f"died of Bearer {KEY}", request=request), SENT)
    assert error.__cause__ is None
    assert KEY not in "".join(traceback.format_exception(error)) + repr(error.context)


def test_every_step_of_a_call_shows_no_secret() -> None:
    assert KEY not in repr(call(Step.PUT))
