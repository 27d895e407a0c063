"""The application: the three recognition endpoints of the contract and the object store between them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from slipgui.server.answers import JsonAnswer, RequestRefusedError, detail_refusal, field_refusal, not_exactly_one
from slipgui.server.bearer_token import BearerToken
from slipgui.server.draining import DrainUnreadBody
from slipgui.server.job_json import job_document
from slipgui.server.jobs import JobRunner, RecogniseFile
from slipgui.server.limits import Clock, Limits, utc_now
from slipgui.server.object_store import OBJECT_PATH, ObjectStore
from slipgui.server.programme_endpoints import ProgrammeEndpoints
from slipgui.server.programmes import ProgrammeRunner, RecogniseProgramme
from slipgui.server.request_body import BodyStalledError, media_type, read_json_object, unsupported_media_type
from slipgui.server.storage import Storage
from slipgui.server.storage_keys import NAMESPACE, accepted_suffix
from slipgui.server.store_errors import StoreRefusedError
from slipgui.server.uploads import receive_form

BASE_PATH = "/api/v4/video-recognition/"
MAX_FILE_NAME_LENGTH = 255
STORE_METHODS = ("DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT")
"""All come to the store, which refuses all but PUT in its own words."""


def create_app(
    *,
    recognise_file: RecogniseFile,
    storage: Path,
    token: str,
    recognise_programme: RecogniseProgramme | None = None,
    limits: Limits | None = None,
    now: Clock = utc_now,
) -> Starlette:
    """The local recognition service as an ASGI application; it needs its lifespan to be run.

    Parameters
    ----------
    recognise_file
        Does the recognition, in a worker thread.
    storage
        Folder for uploaded files, may be shared with other servers; each file is removed once its job has ended.
    token
        The key that clients must bring.
    recognise_programme
        Finds the cues of a long file, in a worker thread; without it there are no programmes.
    limits
        Sizes and lifetimes, those of the contract by default.
    now
        Decides about the expiry of URLs and results.
    """
    service = RecognitionEndpoints(recognise_file, Storage(storage), limits or Limits(), now, recognise_programme)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await service.open()
        try:
            yield
        finally:
            await service.close()

    app = Starlette(
        routes=[
            Route(BASE_PATH, service.submit, methods=["POST"]),
            Route(BASE_PATH + "upload-url/", service.create_upload_url, methods=["POST"]),
            Route(BASE_PATH + "{job_id:uuid}/", service.get_job, methods=["GET"]),
            Route(OBJECT_PATH, service.store.put, methods=STORE_METHODS),
            *(service.programmes.routes() if service.programmes else []),
        ],
        middleware=[Middleware(DrainUnreadBody), Middleware(BearerToken, token=token)],
        exception_handlers={
            RequestRefusedError: _answer_refusal,
            StoreRefusedError: _answer_refusal,
            BodyStalledError: _answer_stalled,
            ClientDisconnect: _answer_nobody,
            HTTPException: _answer_http_exception,
            Exception: _answer_trouble,
        },
        lifespan=lifespan,
    )
    # A redirect to the path with its slash turns a POST into a GET in most clients (contracts/CONTRACTS.md, section 3).
    app.router.redirect_slashes = False
    app.state.runners = service.runners
    return app


class RecognitionEndpoints:
    """The endpoints and what they share.

    Parameters
    ----------
    recognise_file
        Does the recognition.
    storage
        Keeps the uploads.
    limits
        Sizes and lifetimes.
    now
        The clock.
    recognise_programme
        Finds the cues of long files.
    """

    def __init__(
        self,
        recognise_file: RecogniseFile,
        storage: Storage,
        limits: Limits,
        now: Clock,
        recognise_programme: RecogniseProgramme | None = None,
    ) -> None:
        self._storage = storage
        self._limits = limits
        self.store = ObjectStore(storage, limits, now)
        """The object store."""
        self.jobs = JobRunner(recognise_file, storage.release, now=now, result_lifetime_s=limits.result_lifetime_s)
        """The jobs."""
        self.runners: list[JobRunner | ProgrammeRunner] = [self.jobs]
        """All that has work in threads."""
        self.programmes: ProgrammeEndpoints | None = None
        """The endpoints for programmes."""
        if recognise_programme is not None:
            runner = ProgrammeRunner(
                recognise_programme, storage.release, now=now, result_lifetime_s=limits.result_lifetime_s
            )
            self.runners.append(runner)
            self.programmes = ProgrammeEndpoints(runner, storage, self.receive)

    async def open(self) -> None:
        """Make the storage ready."""
        await asyncio.to_thread(self._storage.open)

    async def close(self) -> None:
        """Give up all jobs and remove all uploads."""
        for runner in self.runners:
            await runner.close()
        await asyncio.to_thread(self._storage.close)

    async def submit(self, request: Request) -> Response:
        """Answer to the submission of a file or of a storage key."""
        path = await self.receive(request)
        self._storage.hold(path)
        return JsonAnswer(job_document(self.jobs.start(path)), 201)

    async def receive(self, request: Request) -> Path:
        """The file that a request submits: as a form upload, or by the key of an uploaded object."""
        if media_type(request) == "multipart/form-data":
            return await receive_form(request, self._storage, self._limits)
        return self._submitted_object(await self._read_json(request))

    async def create_upload_url(self, request: Request) -> Response:
        """Answer to the wish for a presigned URL.

        Raises ``RequestRefusedError`` when the file name is not usable.
        """
        if media_type(request) == "multipart/form-data":
            raise unsupported_media_type(request)
        document = await self._read_json(request)
        file_name = _text_field(document, "filename")
        suffix = accepted_suffix(file_name)
        if suffix is None:
            raise field_refusal("filename", "File extension must be one of: mov, mpeg, mp4, avi")
        await asyncio.to_thread(self._storage.drop_forgotten, self._limits.result_lifetime_s)
        return JsonAnswer(self.store.grant(request, file_name, suffix), 201)

    async def get_job(self, request: Request) -> Response:
        """Answer to a poll.

        Raises ``RequestRefusedError`` when there is no such job (any more).
        """
        job = self.jobs.get(str(request.path_params["job_id"]))
        if job is None:
            raise detail_refusal(404, "Not found.")
        return JsonAnswer(job_document(job))

    async def _read_json(self, request: Request) -> dict[str, Any]:
        return await read_json_object(request, limit_bytes=self._limits.json_bytes, idle_s=self._limits.body_idle_s)

    def _submitted_object(self, document: dict[str, Any]) -> Path:
        if ("file" in document) == ("storage_key" in document):
            raise not_exactly_one()
        if "file" in document:
            raise field_refusal("file", "The submitted data was not a file. Check the encoding type on the form.")
        storage_key = _text_field(document, "storage_key")
        if not storage_key.startswith(NAMESPACE):
            raise field_refusal("storage_key", f"Must start with `{NAMESPACE}`.")
        path = self.store.find(storage_key)
        if path is None:
            raise field_refusal("storage_key", "No uploaded file was found for this key.")
        if not path.stat().st_size:
            raise field_refusal("storage_key", "The uploaded file is empty.")
        return path


def _text_field(document: dict[str, Any], name: str) -> str:
    """A non-empty text member of the document, at most 255 characters long."""
    if name not in document:
        raise field_refusal(name, "This field is required.")
    value = document[name]
    if value is None:
        raise field_refusal(name, "This field may not be null.")
    if not isinstance(value, str):
        raise field_refusal(name, "Not a valid string.")
    if not value:
        raise field_refusal(name, "This field may not be blank.")
    if len(value) > MAX_FILE_NAME_LENGTH:
        raise field_refusal(name, f"Ensure this field has no more than {MAX_FILE_NAME_LENGTH} characters.")
    return value


# Starlette's handlers take any exception; each of these is registered for its own kind.


async def _answer_refusal(_: Request, error: Exception) -> Response:
    if isinstance(error, RequestRefusedError | StoreRefusedError):
        return error.answer()
    raise error


async def _answer_stalled(_: Request, __: Exception) -> Response:
    return detail_refusal(408, "The request body did not arrive in time.").answer()


async def _answer_nobody(_: Request, __: Exception) -> Response:
    """An answer that nobody reads: the client has gone."""
    return detail_refusal(400, "The client went away.").answer()


async def _answer_http_exception(request: Request, error: Exception) -> Response:
    """What the router refuses, in the words of Django REST framework."""
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == 405:
        return detail_refusal(405, f'Method "{request.method}" not allowed.', error.headers).answer()
    text = "Not found." if error.status_code == 404 else error.detail
    return detail_refusal(error.status_code, text, error.headers).answer()


async def _answer_trouble(_: Request, __: Exception) -> Response:
    return detail_refusal(500, "Internal server error.").answer()
