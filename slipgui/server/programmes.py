"""Programmes: long sounds, recognised one at a time beside the jobs for clips, with progress, cancel, and results kept for a day.

An extension of the local service under its own path; nothing of the contract knows it.
"""

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from slipgui.core.errors import SlipError
from slipgui.core.programme import Cue, ProgrammeState
from slipgui.server.jobs import failure_detail
from slipgui.server.limits import Clock

THREAD_NAME = "slipgui-programmes"
OnProgress = Callable[[float, tuple[Cue, ...] | None], None]
"""Called with (progress from 0 to 1, cues so far or None where they are as before)."""
RecogniseProgramme = Callable[[Path, OnProgress, Callable[[], bool]], list[Cue] | None]
"""Finds the cues of one file; blocking; None when it was cancelled; raises ``SlipError`` kinds when it cannot be analysed."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class ProgrammeJob:
    """One programme, as it stands."""

    programme_id: str
    """A UUID."""
    state: ProgrammeState = ProgrammeState.QUEUED
    progress: float = 0.0
    """0 to 1, never less than before."""
    cues: tuple[Cue, ...] = ()
    """Those found so far."""
    detail: str = ""
    """Only with FAILED: why, for people."""
    error_code: str = ""
    """Only with FAILED: why, for programs."""
    ended_at: datetime | None = None
    """When it was over."""
    stop: threading.Event = field(default_factory=threading.Event)
    """Set when it shall end."""

    def advance(self, progress: float, cues: tuple[Cue, ...] | None) -> None:
        """Take news from the worker's thread."""
        self.progress = max(self.progress, min(1.0, progress))
        if cues is not None:
            self.cues = cues


class ProgrammeRunner:
    """Recognises programmes in the order they came and keeps their results.

    Parameters
    ----------
    recognise
        The work.
    on_ended
        Called in the event loop with the file of each programme that is over, whatever its end.
    now
        Decides whether a result is still kept.
    result_lifetime_s
        How long it is.
    """

    def __init__(
        self, recognise: RecogniseProgramme, on_ended: Callable[[Path], None], *, now: Clock, result_lifetime_s: float
    ) -> None:
        self._recognise = recognise
        self._on_ended = on_ended
        self._now = now
        self._result_lifetime = timedelta(seconds=result_lifetime_s)
        self._jobs: dict[str, ProgrammeJob] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Semaphore(1)
        self._workers = ThreadPoolExecutor(1, THREAD_NAME)
        self._running: set[str] = set()

    @property
    def n_running(self) -> int:
        """Programmes that the worker thread is at, cancelled ones included."""
        return len(self._running)

    def start(self, path: Path) -> ProgrammeJob:
        """A new programme over the file."""
        self._drop_expired()
        job = ProgrammeJob(str(uuid4()))
        self._jobs[job.programme_id] = job
        task = asyncio.create_task(self._run(job, path), name=f"programme {job.programme_id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return job

    def get(self, programme_id: str) -> ProgrammeJob | None:
        """The programme, None where it is unknown or expired."""
        self._drop_expired()
        return self._jobs.get(programme_id)

    def cancel(self, programme_id: str) -> ProgrammeJob | None:
        """The programme, which ends now if it had not ended; None where it is unknown."""
        job = self.get(programme_id)
        if job is not None and not job.state.is_over:
            job.stop.set()
            job.state, job.ended_at = ProgrammeState.CANCELLED, self._now()
        return job

    async def close(self) -> None:
        """Give up all programmes; the one at work is told and stops within a minute of its sound."""
        for job in self._jobs.values():
            job.stop.set()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._workers.shutdown(wait=False, cancel_futures=True)

    async def _run(self, job: ProgrammeJob, path: Path) -> None:
        try:
            async with self._turn:
                if not job.stop.is_set():
                    job.state = ProgrammeState.PROCESSING
                    cues = await asyncio.get_running_loop().run_in_executor(self._workers, self._work, job, path)
                    self._complete(job, cues)
        except SlipError as error:
            log.info("programme %s failed: %s", job.programme_id, error)
            self._fail(job, failure_detail(error), error.code)
        except Exception:
            # The border of a job: whatever happens in it must end it, never the server.
            log.exception("programme %s failed", job.programme_id)
            self._fail(job, "Internal error.", "internal")
        finally:
            job.ended_at = job.ended_at or self._now()
            self._on_ended(path)

    def _work(self, job: ProgrammeJob, path: Path) -> list[Cue] | None:
        self._running.add(job.programme_id)
        try:
            return self._recognise(path, job.advance, job.stop.is_set)
        finally:
            self._running.discard(job.programme_id)

    def _complete(self, job: ProgrammeJob, cues: list[Cue] | None) -> None:
        if cues is not None and not job.stop.is_set():
            job.cues, job.progress = tuple(cues), 1.0
            job.state = ProgrammeState.COMPLETED

    def _fail(self, job: ProgrammeJob, detail: str, error_code: str) -> None:
        if job.stop.is_set():
            return
        job.state = ProgrammeState.FAILED
        job.detail, job.error_code = detail, error_code.upper()

    def _drop_expired(self) -> None:
        oldest = self._now() - self._result_lifetime
        for job in list(self._jobs.values()):
            if job.ended_at is not None and job.ended_at < oldest:
                del self._jobs[job.programme_id]
