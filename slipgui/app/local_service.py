"""The local recognition service as a child process: begun at the first recognition, kept, begun again when it died.

It is the same program with ``slip serve``: a free loopback port, a random token per start.  The client in front of it is the one that
talks to AudioVerify.  The child ends when its standard input closes, so it never outlives us, whatever ends us.
"""

import asyncio
import contextlib
import json
import logging
from asyncio.subprocess import PIPE, Process
from contextlib import AsyncExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from slipgui.app.child_program import program_command
from slipgui.app.paths import Home
from slipgui.core.errors import LocalServiceError, SlipError
from slipgui.core.job import Job, UploadTicket
from slipgui.core.ports import OnBytes
from slipgui.core.programme import Programme
from slipgui.services.programmes import LocalRecognitionService

_log = logging.getLogger(__name__)

START_DEADLINE_S = 60.0
STOP_DEADLINE_S = 5.0
LOG_MAX_BYTES = 1_000_000


class LocalService:
    """A ``RecognitionService`` that runs on this computer.  Use as ``async with``.

    Parameters
    ----------
    home
        Whose catalogue is searched.
    """

    name = "local"
    has_lasting_jobs = False

    def __init__(self, home: Home) -> None:
        self.refusal: SlipError | None = None
        self._home = home
        self._starting = asyncio.Lock()
        self._process: Process | None = None
        self._client: LocalRecognitionService | None = None
        self._open = AsyncExitStack()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        await self._stop()

    async def submit_form(self, path: Path, file_name: str, on_bytes: OnBytes) -> Job:
        """As ``RecognitionService.submit_form``."""
        return await (await self._running()).submit_form(path, file_name, on_bytes)

    async def request_upload(self, file_name: str) -> UploadTicket:
        """As ``RecognitionService.request_upload``."""
        return await (await self._running()).request_upload(file_name)

    async def put_object(self, ticket: UploadTicket, path: Path, on_bytes: OnBytes) -> None:
        """As ``RecognitionService.put_object``."""
        await (await self._running()).put_object(ticket, path, on_bytes)

    async def submit_key(self, storage_key: str) -> Job:
        """As ``RecognitionService.submit_key``."""
        return await (await self._running()).submit_key(storage_key)

    async def get_job(self, job_id: str) -> Job:
        """As ``RecognitionService.get_job``."""
        return await (await self._running()).get_job(job_id)

    async def submit_programme(self, storage_key: str) -> Programme:
        """As ``LocalRecognitionService.submit_programme``."""
        return await (await self._running()).submit_programme(storage_key)

    async def get_programme(self, programme_id: str) -> Programme:
        """As ``LocalRecognitionService.get_programme``."""
        return await (await self._running()).get_programme(programme_id)

    async def cancel_programme(self, programme_id: str) -> Programme:
        """As ``LocalRecognitionService.cancel_programme``.

        Raises
        ------
        LocalServiceError
            When the service is gone: it is not begun again for that.
        """
        if self._client is None or self._process is None or self._process.returncode is not None:
            raise LocalServiceError("it is gone", reason="It ended on its own.")
        return await self._client.cancel_programme(programme_id)

    # ---------------------------------------------------------------------------------------------------- the child

    async def _running(self) -> LocalRecognitionService:
        async with self._starting:
            if self._process is None or self._process.returncode is not None or self._client is None:
                await self._stop()
                self._client = await self._start()
            return self._client

    async def _start(self) -> LocalRecognitionService:
        command = [*program_command(self._home), "serve", "--until-stdin-closes"]
        try:
            with await asyncio.to_thread(self._open_log) as log:
                self._process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=log)
        except OSError as cause:  # no room or no right for its log, no room for a process
            raise LocalServiceError(f"it cannot be begun: {cause.strerror}", why=cause.strerror) from cause
        announced = await self._read_announcement(self._process)
        _log.info("the local service runs as process %d", self._process.pid)
        client = LocalRecognitionService(name="local", base_url=announced["url"], api_key=announced["token"])
        return await self._open.enter_async_context(client)

    def _open_log(self) -> BinaryIO:
        self._home.logs.mkdir(parents=True, exist_ok=True)
        file = self._home.logs / "local-service.log"
        is_long = file.exists() and file.stat().st_size > LOG_MAX_BYTES
        return file.open("wb" if is_long else "ab")

    async def _read_announcement(self, process: Process) -> dict[str, Any]:
        assert process.stdout is not None  # asked for above
        try:
            async with asyncio.timeout(START_DEADLINE_S):
                line = await process.stdout.readline()
            document = json.loads(line)
        except (TimeoutError, ValueError) as cause:
            await self._stop()
            raise LocalServiceError("it did not start") from cause
        if not isinstance(document, dict) or not {"url", "token"} <= document.keys():
            await self._stop()
            raise LocalServiceError("it announced itself wrongly")
        return document

    async def _stop(self) -> None:
        await self._open.aclose()
        self._client = None
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            async with asyncio.timeout(STOP_DEADLINE_S):
                await process.wait()
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
