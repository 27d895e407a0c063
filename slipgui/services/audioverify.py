"""AudioVerify, and the local service that speaks the same contract: five calls, each tried once."""

import time
from dataclasses import replace
from pathlib import Path

from slipgui.core.job import Job, UploadTicket
from slipgui.core.ports import OnBytes
from slipgui.services.api_client import ApiClient, decoded
from slipgui.services.audioverify_json import checked_id, decode_job, decode_ticket
from slipgui.services.body_upload import BodyRequest, Progress
from slipgui.services.error_map import Step
from slipgui.services.form_body import frame_file
from slipgui.services.http import Network, Timings, bearer
from slipgui.services.redaction import redact

SUBMIT_PATH = "/api/v4/video-recognition/"
UPLOAD_URL_PATH = "/api/v4/video-recognition/upload-url/"
"""The trailing slashes belong to the paths: without them a POST is redirected and arrives as GET."""


class AudioVerifyService(ApiClient):
    """A service that speaks the AudioVerify contract (``core.ports.RecognitionService``); parameters as ``ApiClient``."""

    def __init__(
        self, *, name: str, base_url: str, api_key: str, timings: Timings | None = None, network: Network | None = None
    ) -> None:
        super().__init__(name=name, base_url=base_url, api_key=api_key, timings=timings, network=network)
        self.has_lasting_jobs = True

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
            self._check_upload_address(ticket.upload_url, "upload_url")
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
        await self._put(ticket.upload_url, path, {"Content-Type": ticket.content_type}, on_bytes)

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

        It raises ``ContractError`` when the id is no UUID; nothing is asked then.
        """
        checked_id(job_id, "job_id", self.name)
        call = self._call(Step.POLL, "GET", f"{SUBMIT_PATH}{job_id}/")
        answer = await self._ask(call, None)
        return self._local_only(decoded(call, answer, lambda body: decode_job(body, expected_id=job_id)))

    def _local_only(self, job: Job) -> Job:
        """The job without what only the service of this computer may say: paths of files here, and further tracks."""
        match = job.match if job.match is None or self._is_local else replace(job.match, file=None)
        alternatives = job.alternatives if self._is_local else ()
        return replace(job, match=match, alternatives=alternatives, document=redact(job.document, (self._api_key,)))
