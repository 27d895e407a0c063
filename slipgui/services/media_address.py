"""Media behind a web address, looked at before the address is handed to a service: a direct link to sound or picture, of a known size."""

import re
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx

from slipgui.core.errors import AddressError, ServiceError
from slipgui.core.ports import IsCancelled
from slipgui.services.error_map import TRANSPORT_ERRORS, Call, Progressed, Step, error_from_exception
from slipgui.services.http import Network, Timings, make_body_client
from slipgui.services.upload_address import upload_address_fault

_N_REDIRECTS = 5
_DEADLINE_S = 300.0
"""For the whole file: read timeouts alone let a peer drip for ever."""
_MEDIA_TYPES = re.compile(r"(?:audio|video)/|application/(?:octet-stream|ogg|mp4|mxf)\b|binary/octet-stream\b|$")
"""What storages say of media, the last one nothing at all; whether it is one is found out by looking into it."""


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """What is fetched."""

    url: str
    target: Path
    """The new file."""
    max_bytes: int
    is_base_loopback: bool
    """Whether the service that shall get the address runs on this computer: then it may be one of here."""

    def __repr__(self) -> str:
        return f"FetchRequest({urlsplit(self.url).hostname})"


def fetch_media(request: FetchRequest, network: Network, is_cancelled: IsCancelled) -> bool:
    """Whether the whole file was fetched; False when cancelled.  Blocking.

    Parameters
    ----------
    request
        What is fetched.
    network
        Proxy and certificates of the user.
    is_cancelled
        Asked often.

    Besides those below it raises what ``error_from_exception`` makes of a connection that fails.

    Raises
    ------
    AddressError
        When the address is none that a service could fetch from, or no media file of a known and allowed size lies behind it (``reason``).
    """
    url = request.url
    for _ in range(1 + _N_REDIRECTS):
        _check(url, request)
        location, is_whole = _fetch_one(url, request, network, is_cancelled)
        if location is None:
            return is_whole
        url = urljoin(url, location)
    raise AddressError("redirected without end", reason="redirects", host=_host(request.url))


def _fetch_one(url: str, request: FetchRequest, network: Network, is_cancelled: IsCancelled) -> tuple[str | None, bool]:
    """Where the address sends to instead, if it does; and whether the file was fetched."""
    try:
        with (
            make_body_client(url, Timings(answer_s=30.0), network) as client,
            client.stream("GET", url, headers={"Accept-Encoding": "identity"}) as response,
        ):
            if response.is_redirect:
                return response.headers["location"], False
            _check_answer(response, request)
            return None, _save(response, request.target, is_cancelled)
    except TRANSPORT_ERRORS as cause:
        error = _connection_error(url, cause)
    raise error


def _connection_error(url: str, cause: Exception) -> ServiceError:
    parts = urlsplit(url)
    call = Call(Step.FETCH, "source", "GET", parts.path, parts.hostname or "", tuple(filter(None, (url, parts.query))))
    return error_from_exception(call, cause, Progressed(has_begun=True, is_sent=True))


def _check(url: str, request: FetchRequest) -> None:
    fault = upload_address_fault(url, is_base_loopback=request.is_base_loopback)
    if fault:
        raise AddressError("an address that no service may fetch from", reason=fault.replace(" ", "_"), host=_host(url))


def _check_answer(response: httpx.Response, request: FetchRequest) -> None:
    host = _host(request.url)
    if response.status_code != httpx.codes.OK:
        raise AddressError("no file there", reason="status", host=host, http_status=response.status_code)
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not _MEDIA_TYPES.match(kind):
        reason = "page" if "html" in kind else "type"
        raise AddressError("no media", reason=reason, host=host, content_type=kind[:100])
    length = response.headers.get("content-length", "")
    if not re.fullmatch(r"[0-9]{1,15}", length):
        raise AddressError("no size told", reason="size", host=host)
    if int(length) > request.max_bytes:
        raise AddressError(
            "too large", reason="large", host=host, size_bytes=int(length), limit_bytes=request.max_bytes
        )


def _save(response: httpx.Response, target: Path, is_cancelled: IsCancelled) -> bool:
    ends_at_s = time.monotonic() + _DEADLINE_S
    with target.open("wb") as file:
        for chunk in response.iter_raw(1 << 18):
            if is_cancelled():
                return False
            if time.monotonic() > ends_at_s:
                raise TimeoutError
            file.write(chunk)
    return True


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
