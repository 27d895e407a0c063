"""What the clients of all services share: the small call, the upload, and whom each may talk to; every call is tried once."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urljoin, urlsplit

import httpx

from slipgui.core.errors import ClipError, ContractError, PortalError, SettingsError, SlipError
from slipgui.core.ports import OnBytes
from slipgui.core.schedule import rate_limit_pause_s
from slipgui.services.api_key import check_api_key
from slipgui.services.body_upload import BodyRequest, BodyUpload, Progress, send_body
from slipgui.services.error_map import (
    TRANSPORT_ERRORS,
    Call,
    Progressed,
    Step,
    error_from_answer,
    error_from_exception,
    error_from_unreadable,
)
from slipgui.services.http import (
    JSON_BODY_MAX_BYTES,
    Answer,
    Network,
    ProxySettingError,
    Timings,
    fetch,
    load_transport,
    make_api_client,
    make_tls_context,
)
from slipgui.services.upload_address import is_loopback_host, upload_address_fault

_N_REDIRECTS = 2
_REPEATING_REDIRECTS = (307, 308)
"""The redirects that keep method and body; S3 sends 307 to a regional host."""

T = TypeVar("T")


class ApiClient:
    """A client of one service; an async context manager.

    Parameters
    ----------
    name
        "audioverify", "local" or "pyannote".
    base_url
        Http or https address, without the paths of the API.
    api_key
        Key of the service, or the token of the local one.
    timings
        How long each part of a call may take.
    network
        Proxy and certificates of the user.

    Raises
    ------
    SettingsError
        When the key or the address cannot be used.
    """

    def __init__(
        self, *, name: str, base_url: str, api_key: str, timings: Timings | None = None, network: Network | None = None
    ) -> None:
        parts = urlsplit(base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            key = "pyannote_url" if name == "pyannote" else "api_url"
            raise SettingsError("not an http or https address", key=key, why="address")
        self.name = name
        self.refusal: SlipError | None = None
        self.asked_pause_s = 0.0
        """How long the last answer asked to wait before the next call: its rate limit is reached."""
        self._base_url = base_url.rstrip("/")
        self._host = parts.hostname
        self._is_local = is_loopback_host(parts.hostname)
        self._api_key = check_api_key(api_key)
        self._timings = timings or Timings()
        self._network = network or Network()
        self._client: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        await asyncio.to_thread(load_transport)
        context = await asyncio.to_thread(make_tls_context, self._base_url, self._network)
        try:
            self._client = make_api_client(self._base_url, self._api_key, self._timings, self._network, context)
        except ProxySettingError as cause:  # of the environment, so nothing can be asked; told with every clip
            nothing = Progressed(has_begun=False, is_sent=False)
            self.refusal = error_from_exception(self._call(Step.POLL, "GET", "/"), cause, nothing)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        client, self._client = self._client, None
        if client:
            await client.aclose()

    async def _ask(
        self,
        call: Call,
        document: Mapping[str, Any] | None,
        *,
        max_bytes: int = JSON_BODY_MAX_BYTES,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """The checked answer to a small request; ``headers`` go beside those of every request."""
        if self.refusal is not None:
            raise self.refusal.with_traceback(None)
        if self._client is None:
            raise RuntimeError("the service is used outside its context")
        has_begun = False

        async def on_trace(name: str, _info: Mapping[str, Any]) -> None:
            nonlocal has_begun
            has_begun = has_begun or name == "http11.send_request_headers.started"

        request = self._client.build_request(
            call.method, call.path, json=document, headers=headers, extensions={"trace": on_trace}
        )
        try:
            async with asyncio.timeout(self._timings.call_s):
                answer = await fetch(self._client, request, max_bytes)
        except TRANSPORT_ERRORS as cause:
            error = error_from_exception(call, cause, Progressed(has_begun=has_begun, is_sent=has_begun))
        else:
            self.asked_pause_s = rate_limit_pause_s(answer.headers)
            return checked(call, answer)
        raise error  # outside the handler, so that it does not hold the httpx error

    def _check_upload_address(self, url: str, name: str) -> None:
        """Refuse an address that points where no upload may go.

        Parameters
        ----------
        url
            Out of an answer.
        name
            How its member is called there.

        Raises
        ------
        ContractError
            When it does.
        """
        fault = upload_address_fault(url, is_base_loopback=self._is_local)
        if fault:
            raise ContractError("the upload address is refused", why=f"{name}: {fault}")

    async def _put(
        self, url: str, path: Path, headers: Mapping[str, str], on_bytes: OnBytes, *, is_etag_promised: bool = True
    ) -> None:
        """Sends the file to the storage; done only when it says so as a storage does.

        Parameters
        ----------
        url
            Presigned: a secret.
        path
            The file.
        headers
            As they were signed.
        on_bytes
            Hears of the file's bytes, in a worker thread.
        is_etag_promised
            Whether a success without an ETag is nobody's who stored it.
        """
        progress = Progress(on_bytes)
        target = url
        for _ in range(1 + _N_REDIRECTS):
            call = self._storage_call(target, is_etag_promised=is_etag_promised)
            self._check_address(call, target, is_redirect=target != url)
            answer = await self._send_body(call, BodyRequest("PUT", target, headers, path), progress)
            location = answer.headers.get("location")
            if answer.status not in _REPEATING_REDIRECTS or not location:
                break
            target = urljoin(target, location)
        checked(call, answer)

    async def _send_body(self, call: Call, request: BodyRequest, progress: Progress) -> Answer:
        """The answer to an upload: for a form checked, for the storage as it is."""
        upload = BodyUpload(request, progress, self._timings, self._network)
        try:
            answer = await send_body(upload)
        except ClipError as error:
            raise error.with_traceback(None) from None  # its frames hold the buffers of the upload
        except TRANSPORT_ERRORS as cause:
            error_ = error_from_exception(
                call, cause, Progressed(has_begun=True, is_sent=upload.is_body_sent, size_bytes=upload.size_bytes)
            )
        else:
            if answer.is_success and not upload.is_body_sent:
                raise _early_success(call)
            return answer if call.step is Step.PUT else checked(call, answer)
        raise error_

    def _call(self, step: Step, method: str, path: str) -> Call:
        return Call(step, self.name, method, path, self._host, (self._api_key,))

    def _storage_call(self, url: str, *, is_etag_promised: bool) -> Call:
        try:
            parts = urlsplit(url)
        except ValueError:
            parts = urlsplit("")
        secrets = tuple(secret for secret in (self._api_key, url, parts.query) if secret)
        return Call(Step.PUT, "storage", "PUT", parts.path, parts.hostname or "", secrets, is_etag_promised)

    def _check_address(self, call: Call, url: str, *, is_redirect: bool) -> None:
        """Refuses a wrong address: of a ticket it breaks the contract, of a redirect it is somebody's interference."""
        fault = upload_address_fault(url, is_base_loopback=self._is_local)
        if fault:
            kind = PortalError if is_redirect else ContractError
            raise kind("an upload address is refused", service=call.service, host=call.host, why=fault)


def checked(call: Call, answer: Answer) -> Answer:
    """The answer, where it is a success; else what it says is raised as an error."""
    error = error_from_answer(call, answer)
    if error:
        raise error
    return answer


def decoded(call: Call, answer: Answer, decode: Callable[[bytes], T]) -> T:
    """What ``decode`` makes of an answer; one that cannot be read is an error of the call."""
    if not answer.is_whole:
        raise error_from_unreadable(call, answer, "cut, damaged or too large")
    try:
        return decode(answer.body)
    except ContractError as cause:
        error = error_from_unreadable(call, answer, str(cause.context.get("why", "")))
    raise error


def _early_success(call: Call) -> PortalError:
    """A success before the body was sent is nobody's who looked at it."""
    return PortalError(
        "answered before the file was sent", service=call.service, host=call.host, reason="early_success"
    )
