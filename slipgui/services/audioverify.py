"""AudioVerify, and the local service that speaks the same contract: five calls, each tried once."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urljoin, urlsplit

import httpx

from slipgui.core.errors import ClipError, ContractError, PortalError, SettingsError, SlipError
from slipgui.core.job import Job, UploadTicket
from slipgui.core.ports import OnBytes
from slipgui.services.api_key import check_api_key
from slipgui.services.audioverify_json import decode_job, decode_ticket, is_job_id
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
from slipgui.services.form_body import frame_file
from slipgui.services.http import (
    Answer,
    Network,
    ProxySettingError,
    Timings,
    bearer,
    fetch,
    make_api_client,
    make_tls_context,
)
from slipgui.services.redaction import redact
from slipgui.services.upload_address import is_loopback_host, upload_address_fault

SUBMIT_PATH = "/api/v4/video-recognition/"
UPLOAD_URL_PATH = "/api/v4/video-recognition/upload-url/"
"""The trailing slashes belong to the paths: without them a POST is redirected and arrives as GET."""
_N_REDIRECTS = 2
_REPEATING_REDIRECTS = (307, 308)
"""The redirects that keep method and body; S3 sends 307 to a regional host."""

T = TypeVar("T")


class AudioVerifyService:
    """A service that speaks the AudioVerify contract (``core.ports.RecognitionService``); an async context manager.

    Parameters
    ----------
    name
        "audioverify" or "local".
    base_url
        Http or https address, without the paths of the API.
    api_key
        Partner key, or the token of the local service.
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
            raise SettingsError("not an http or https address", key="api_url", why="address")
        self.name = name
        self.refusal: SlipError | None = None
        self.has_lasting_jobs = True
        self._base_url = base_url.rstrip("/")
        self._host = parts.hostname
        self._is_local = is_loopback_host(parts.hostname)
        self._api_key = check_api_key(api_key)
        self._timings = timings or Timings()
        self._network = network or Network()
        self._client: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        context = await asyncio.to_thread(make_tls_context, self._base_url, self._network)
        try:
            self._client = make_api_client(self._base_url, self._api_key, self._timings, self._network, context)
        except ProxySettingError as cause:  # of the environment, so nothing can be asked; told with every clip
            nothing = Progressed(has_begun=False, is_sent=False)
            self.refusal = error_from_exception(self._call(Step.POLL, "GET", SUBMIT_PATH), cause, nothing)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        client, self._client = self._client, None
        if client:
            await client.aclose()

    async def submit_form(self, path: Path, file_name: str, on_bytes: OnBytes) -> Job:
        """Sends the file as a form upload; the answer is the job.

        Parameters
        ----------
        path
            The file.
        file_name
            What the service is told it is called.
        on_bytes
            Hears of the file's bytes, in a worker thread.
        """
        call = self._call(Step.SUBMIT_FORM, "POST", SUBMIT_PATH)
        frame = frame_file(file_name)
        request = BodyRequest(
            method="POST",
            url=self._base_url + SUBMIT_PATH,
            headers={"Accept": "application/json", "Content-Type": frame.content_type, **bearer(self._api_key)},
            path=path,
            head=frame.head,
            tail=frame.tail,
        )
        answer = await self._send_body(call, request, Progress(on_bytes))
        return self._local_only(decoded(call, answer, decode_job))

    async def request_upload(self, file_name: str) -> UploadTicket:
        """Asks for a presigned URL; one that points where no upload may go is refused."""
        call = self._call(Step.REQUEST_UPLOAD, "POST", UPLOAD_URL_PATH)
        answer = await self._ask(call, {"filename": file_name})

        def decode(body: bytes) -> UploadTicket:
            ticket = decode_ticket(body, time.monotonic())
            fault = upload_address_fault(ticket.upload_url, is_base_loopback=self._is_local)
            if fault:
                raise ContractError("the upload URL is refused", why=f"upload_url: {fault}")
            return ticket

        return decoded(call, answer, decode)

    async def put_object(self, ticket: UploadTicket, path: Path, on_bytes: OnBytes) -> None:
        """Sends the file to the storage; done only when it answers 200 with an ETag.

        Parameters
        ----------
        ticket
            Where it goes.
        path
            The file.
        on_bytes
            Hears of the file's bytes, in a worker thread.
        """
        progress = Progress(on_bytes)
        url = ticket.upload_url
        for _ in range(1 + _N_REDIRECTS):
            call = self._storage_call(url)
            self._check_address(call, url, is_redirect=url != ticket.upload_url)
            request = BodyRequest("PUT", url, {"Content-Type": ticket.content_type}, path)
            answer = await self._send_body(call, request, progress)
            location = answer.headers.get("location")
            if answer.status not in _REPEATING_REDIRECTS or not location:
                break
            url = urljoin(url, location)
        _checked(call, answer)

    async def submit_key(self, storage_key: str) -> Job:
        """Starts the recognition of a stored object."""
        call = self._call(Step.SUBMIT_KEY, "POST", SUBMIT_PATH)
        answer = await self._ask(call, {"storage_key": storage_key})
        return self._local_only(decoded(call, answer, decode_job))

    async def get_job(self, job_id: str) -> Job:
        """The job as it stands.

        Parameters
        ----------
        job_id
            As the submission gave it.

        Raises
        ------
        ContractError
            When the id is no UUID; nothing is asked then.
        """
        if not is_job_id(job_id):
            raise ContractError("not the id of a job", service=self.name, why="job_id")
        call = self._call(Step.POLL, "GET", f"{SUBMIT_PATH}{job_id}/")
        answer = await self._ask(call, None)
        return self._local_only(decoded(call, answer, lambda body: decode_job(body, expected_id=job_id)))

    async def _ask(self, call: Call, document: Mapping[str, str] | None) -> Answer:
        """The checked answer to a small request."""
        if self.refusal is not None:
            raise self.refusal.with_traceback(None)
        if self._client is None:
            raise RuntimeError("the service is used outside its context")
        has_begun = False

        async def on_trace(name: str, _info: Mapping[str, Any]) -> None:
            nonlocal has_begun
            has_begun = has_begun or name == "http11.send_request_headers.started"

        request = self._client.build_request(call.method, call.path, json=document, extensions={"trace": on_trace})
        try:
            async with asyncio.timeout(self._timings.call_s):
                answer = await fetch(self._client, request)
        except TRANSPORT_ERRORS as cause:
            error = error_from_exception(call, cause, Progressed(has_begun=has_begun, is_sent=has_begun))
        else:
            return _checked(call, answer)
        raise error  # outside the handler, so that it does not hold the httpx error

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
            return answer if call.step is Step.PUT else _checked(call, answer)
        raise error_

    def _call(self, step: Step, method: str, path: str) -> Call:
        return Call(step, self.name, method, path, self._host, (self._api_key,))

    def _storage_call(self, url: str) -> Call:
        try:
            parts = urlsplit(url)
        except ValueError:
            parts = urlsplit("")
        secrets = tuple(secret for secret in (self._api_key, url, parts.query) if secret)
        return Call(Step.PUT, "storage", "PUT", parts.path, parts.hostname or "", secrets)

    def _check_address(self, call: Call, url: str, *, is_redirect: bool) -> None:
        """Refuses a wrong address: of a ticket it breaks the contract, of a redirect it is somebody's interference."""
        fault = upload_address_fault(url, is_base_loopback=self._is_local)
        if fault:
            kind = PortalError if is_redirect else ContractError
            raise kind("an upload address is refused", service=call.service, host=call.host, why=fault)

    def _local_only(self, job: Job) -> Job:
        """The job without what only the service of this computer may say: paths of files here, and further tracks."""
        match = job.match if job.match is None or self._is_local else replace(job.match, file=None)
        alternatives = job.alternatives if self._is_local else ()
        return replace(job, match=match, alternatives=alternatives, document=redact(job.document, (self._api_key,)))


def _checked(call: Call, answer: Answer) -> Answer:
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
