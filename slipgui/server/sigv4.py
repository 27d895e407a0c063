"""AWS Signature Version 4 in the query string, both sides: presigned URLs made and checked.

Source: "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)" of the S3 API reference.  The payload is unsigned, as
S3 prescribes for presigned URLs; host and content type are signed, so an object can only arrive at the key and with the type it was
granted for.  Where a refusal has a code of S3's, that code is used, so that a client needs one way of reading refusals.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlsplit

from slipgui.server.store_errors import StoreRefusedError

ALGORITHM = "AWS4-HMAC-SHA256"
REGION = "us-east-1"
SERVICE = "s3"
MAX_LIFETIME_S = 604_800
"""S3's limit: seven days."""
MAX_SKEW_S = 900
"""How far ahead the clock of the signer may be."""
_TERMINATOR = "aws4_request"
_DATE_FORMAT = "%Y%m%dT%H%M%SZ"
_PARAMETERS = (
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-SignedHeaders",
    "X-Amz-Signature",
)


@dataclass(frozen=True, slots=True)
class Credentials:
    """The key pair that signs."""

    access_key: str
    """Stands in every URL."""
    secret: str = field(repr=False)
    """Never leaves the process."""


@dataclass(frozen=True, slots=True)
class StoreRequest:
    """What of a request is signed, exactly as it stood on the wire."""

    method: str
    raw_path: str
    """Percent-encoded."""
    raw_query: str
    headers: Mapping[str, str]
    """Lower-case names; repeated ones joined with commas."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """The signature parameters of a URL, decoded."""

    access_key: str
    scope: str
    signed_at: datetime
    lifetime_s: int
    signed_headers: tuple[str, ...]
    signature: str


def make_credentials() -> Credentials:
    """Fresh random credentials."""
    return Credentials("SLIP" + secrets.token_hex(8).upper(), secrets.token_urlsafe(30))


def presign_put(credentials: Credentials, url: str, *, content_type: str, lifetime_s: int, now: datetime) -> str:
    """The URL with which one object can be put under ``url`` (no query) with exactly this content type."""
    parts = urlsplit(url)
    date = now.astimezone(UTC).strftime(_DATE_FORMAT)
    scope = f"{date[:8]}/{REGION}/{SERVICE}/{_TERMINATOR}"
    headers = {"content-type": content_type, "host": parts.netloc}
    path = _canonical_path(parts.path)
    query = [
        ("X-Amz-Algorithm", ALGORITHM),
        ("X-Amz-Credential", f"{credentials.access_key}/{scope}"),
        ("X-Amz-Date", date),
        ("X-Amz-Expires", str(lifetime_s)),
        ("X-Amz-SignedHeaders", ";".join(sorted(headers))),
    ]
    request = StoreRequest("PUT", path, _encode_query(query), headers)
    signature = _signature(credentials.secret, request, query, sorted(headers), scope)
    return f"{parts.scheme}://{parts.netloc}{path}?{request.raw_query}&X-Amz-Signature={signature}"


def verify(request: StoreRequest, credentials: Credentials, now: datetime) -> None:
    """Nothing, when the request is signed with these credentials and not expired.

    Raises ``StoreRefusedError`` with S3's status, code and message, when it is not.
    """
    query = _parse_query(request.raw_query)
    claim = _read_claim(dict(query))
    if not hmac.compare_digest(_bytes(claim.access_key), _bytes(credentials.access_key)):
        raise StoreRefusedError(
            403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records."
        )
    if "host" not in claim.signed_headers:
        raise StoreRefusedError(403, "AccessDenied", "The host header must be signed.")
    right = _signature(credentials.secret, request, query, claim.signed_headers, claim.scope)
    if not hmac.compare_digest(_bytes(right), _bytes(claim.signature)):
        raise StoreRefusedError(
            403,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. "
            "Check your key and signing method.",
        )
    _check_time(claim, now)
    _check_unsigned_headers(request.headers, claim.signed_headers)


def _parse_query(raw_query: str) -> list[tuple[str, str]]:
    try:
        query = parse_qsl(raw_query, keep_blank_values=True, max_num_fields=50, errors="surrogateescape")
    except ValueError as cause:
        raise _bad_parameters("Too many query parameters.") from cause
    if len(dict(query)) != len(query):
        # Which of two values is meant is a matter of opinion between parsers.
        raise _bad_parameters("Query parameters must not be repeated.")
    return query


def _read_claim(query: Mapping[str, str]) -> _Claim:
    if not any(name in query for name in _PARAMETERS):
        raise StoreRefusedError(403, "AccessDenied", "Access Denied")
    if query.get("X-Amz-Algorithm") != ALGORITHM or not all(name in query for name in _PARAMETERS):
        raise _bad_parameters(
            f"Query-string authentication version 4 requires the {', '.join(_PARAMETERS)} parameters."
        )
    access_key, _, scope = query["X-Amz-Credential"].partition("/")
    date, lifetime = query["X-Amz-Date"], query["X-Amz-Expires"]
    if scope != f"{date[:8]}/{REGION}/{SERVICE}/{_TERMINATOR}":
        raise _bad_parameters("Error parsing the X-Amz-Credential parameter.")
    try:
        signed_at = datetime.strptime(date, _DATE_FORMAT).replace(tzinfo=UTC)
    except ValueError as cause:
        raise _bad_parameters("X-Amz-Date must be in the ISO8601 Long Format.") from cause
    if not (lifetime.isascii() and lifetime.isdigit() and len(lifetime) < 8 and 0 < int(lifetime) <= MAX_LIFETIME_S):
        raise _bad_parameters(f"X-Amz-Expires must be between 1 and {MAX_LIFETIME_S} seconds.")
    signed_headers = tuple(query["X-Amz-SignedHeaders"].split(";"))
    return _Claim(access_key, scope, signed_at, int(lifetime), signed_headers, query["X-Amz-Signature"])


def _check_time(claim: _Claim, now: datetime) -> None:
    # After the signature: an unsigned date says nothing.
    expires_at = claim.signed_at + timedelta(seconds=claim.lifetime_s)
    if now > expires_at:
        extra = {
            "X-Amz-Expires": str(claim.lifetime_s),
            "Expires": _iso(expires_at),
            "ServerTime": _iso(now),
        }
        raise StoreRefusedError(403, "AccessDenied", "Request has expired", extra)
    if claim.signed_at > now + timedelta(seconds=MAX_SKEW_S):
        raise StoreRefusedError(403, "RequestTimeTooSkewed", "Request is not yet valid.")


def _check_unsigned_headers(headers: Mapping[str, str], signed: Iterable[str]) -> None:
    risky = [name for name in headers if name == "content-type" or name.startswith("x-amz-")]
    # The payload hash is part of what is signed, by its own line of the canonical request.
    unsigned = sorted(set(risky) - set(signed) - {"x-amz-content-sha256"})
    if unsigned:
        raise StoreRefusedError(
            403,
            "AccessDenied",
            "There were headers present in the request which were not signed",
            {"HeadersNotSigned": ", ".join(unsigned)},
        )


def _signature(
    secret: str, request: StoreRequest, query: Iterable[tuple[str, str]], signed: Iterable[str], scope: str
) -> str:
    parameters = sorted((name, value) for name, value in query if name != "X-Amz-Signature")
    signed = list(signed)
    canonical = "\n".join(
        [
            request.method,
            _canonical_path(request.raw_path),
            _encode_query(parameters),
            "".join(f"{name}:{' '.join(request.headers.get(name, '').split())}\n" for name in signed),
            ";".join(signed),
            request.headers.get("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
        ]
    )
    digest = hashlib.sha256(_bytes(canonical)).hexdigest()
    to_sign = "\n".join([ALGORITHM, dict(parameters)["X-Amz-Date"], scope, digest])
    return hmac.new(_signing_key(secret, scope), _bytes(to_sign), hashlib.sha256).hexdigest()


def _signing_key(secret: str, scope: str) -> bytes:
    key = ("AWS4" + secret).encode()
    for word in scope.split("/"):
        key = hmac.new(key, _bytes(word), hashlib.sha256).digest()
    return key


def _canonical_path(path: str) -> str:
    return "/".join(quote(unquote_to_bytes(segment), safe="-_.~") for segment in path.split("/"))


def _encode_query(query: Iterable[tuple[str, str]]) -> str:
    return "&".join(f"{_encode(name)}={_encode(value)}" for name, value in query)


def _encode(text: str) -> str:
    return quote(_bytes(text), safe="-_.~")


def _bytes(text: str) -> bytes:
    """The bytes that a decoded text had on the wire, also where they were no UTF-8."""
    return text.encode("utf-8", "surrogateescape")


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _bad_parameters(message: str) -> StoreRefusedError:
    return StoreRefusedError(400, "AuthorizationQueryParametersError", message)
