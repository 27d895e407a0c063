"""One limiter for all clips that talk to the same service: its rate, and its wish to be left alone for a while."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from slipgui.app.call_limiter import CallLimiter, asked_s
from slipgui.core.errors import AuthenticationError, OfflineModeError, RateLimitedError, SlipError
from slipgui.core.job import Job, UploadTicket
from slipgui.core.ports import OnBytes, RecognitionService

T = TypeVar("T")


class LimitedService:
    """A ``RecognitionService`` in front of another one.

    Calls of the API wait for their turn, in the order they came, and never follow each other faster than the rate.  When
    one of them is told to slow down with a ``Retry-After``, all wait until then.  When one is told that the key or the
    account is not good, the others are told the same without asking, until ``forget_refusal``.  Bodies that go to the
    storage are not counted, the queue bounds them; what the storage asks to wait all bodies wait.

    Parameters
    ----------
    service
        The service that does the work.
    requests_per_s
        Calls of the API in one second, from all clips together.
    limiter
        Of others that ask the same service, which then keep the rate together; None: one of its own.
    sleep, monotonic
        How time passes.
    """

    def __init__(
        self,
        service: RecognitionService,
        requests_per_s: float,
        *,
        limiter: CallLimiter | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._service = service
        self.limiter = limiter or CallLimiter(requests_per_s, sleep=sleep, monotonic=monotonic)
        """For others that ask the same service."""
        self._sleep = sleep
        self._monotonic = monotonic
        self._storage_resume_at_s = 0.0
        self.name = service.name
        self.has_lasting_jobs = service.has_lasting_jobs

    @property
    def refusal(self) -> SlipError | None:
        """Why asking is useless; None where it is not."""
        return self._service.refusal or self.limiter.refusal

    @property
    def hindrance(self) -> str:
        """Why it cannot be asked before a person helps: "missing" or "locked" (its key), "offline"; empty where it can."""
        match self._service.refusal:
            case AuthenticationError() as no_key:
                return str(no_key.context["reason"])
            case OfflineModeError():
                return "offline"
            case _:
                return ""

    def forget_refusal(self) -> None:
        """Somebody may have mended it: ask again."""
        self.limiter.refusal = None

    async def submit_form(self, path: Path, file_name: str, on_bytes: OnBytes) -> Job:
        """As ``RecognitionService.submit_form``."""
        return await self._in_turn(lambda: self._service.submit_form(path, file_name, on_bytes))

    async def request_upload(self, file_name: str) -> UploadTicket:
        """As ``RecognitionService.request_upload``."""
        return await self._in_turn(lambda: self._service.request_upload(file_name))

    async def put_object(self, ticket: UploadTicket, path: Path, on_bytes: OnBytes) -> None:
        """As ``RecognitionService.put_object``; not counted."""
        while (wait_s := self._storage_resume_at_s - self._monotonic()) > 0:
            await self._sleep(wait_s)
        try:
            await self._service.put_object(ticket, path, on_bytes)
        except RateLimitedError as error:
            self._storage_resume_at_s = max(self._storage_resume_at_s, self._monotonic() + asked_s(error))
            raise

    async def submit_key(self, storage_key: str) -> Job:
        """As ``RecognitionService.submit_key``."""
        return await self._in_turn(lambda: self._service.submit_key(storage_key))

    async def get_job(self, job_id: str) -> Job:
        """As ``RecognitionService.get_job``."""
        return await self._in_turn(lambda: self._service.get_job(job_id))

    async def _in_turn(self, call: Callable[[], Awaitable[T]]) -> T:
        if self._service.refusal is not None:
            raise self._service.refusal.with_traceback(None)  # one error for many clips: it must not keep their frames
        return await self.limiter.in_turn(call)
