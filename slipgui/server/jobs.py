"""Recognition jobs: one asyncio task each, the work itself in worker threads, results kept for a day.

The contract knows no failure: its statuses are queued, processing and completed.  A job whose file cannot be analysed would have to be
completed with a null track, which says "no known music" and is a lie.  So, as an extension, such a job ends with status ``failed``, a
``detail`` text and an ``error_code``; clients take unknown terminal words for failures (contracts/CONTRACTS.md, section 4).
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from uuid import uuid4

from slipgui.core.errors import ClipProtectedError, DiskFullError, NoAudioError, SlipError, UnsupportedMediaError
from slipgui.core.outcome import Alternative, Match, Track
from slipgui.core.phrases import phrase
from slipgui.server.limits import Clock

N_WORKERS = 2
"""Recognitions at the same time; each is one core's work."""
THREAD_NAME = "slipgui-recognition"

log = logging.getLogger(__name__)


class JobState(StrEnum):
    """State of a job, in the words of the wire."""

    QUEUED = "queued"
    """Waits for a worker."""
    PROCESSING = "processing"
    """A worker is at it."""
    COMPLETED = "completed"
    """Has an answer."""
    FAILED = "failed"
    """Ended without an answer; an extension of the contract."""


@dataclass(frozen=True, slots=True)
class JobAnswer:
    """What a recognition found; two times None: no known music."""

    track: Track | None
    match: Match | None
    alternatives: tuple[Alternative, ...] = ()
    """Further tracks in the clip, the surest first."""


RecogniseFile = Callable[[Path], JobAnswer]
"""Recognises one file; blocking; raises ``SlipError`` kinds when it cannot be analysed."""


@dataclass(slots=True)
class RecognitionJob:
    """One job, as it stands."""

    job_id: str
    """A UUID."""
    state: JobState = JobState.QUEUED
    answer: JobAnswer | None = None
    """Only with COMPLETED."""
    detail: str = ""
    """Only with FAILED: why, for people."""
    error_code: str = ""
    """Only with FAILED: why, for programs."""
    ended_at: datetime | None = None
    """When it was completed or failed."""


class JobRunner:
    """Starts jobs and keeps their results.

    Parameters
    ----------
    recognise_file
        The work.
    on_ended
        Called in the event loop with the file of each job that is over, whatever its end.
    now
        Decides whether a result is still kept.
    result_lifetime_s
        How long it is.
    """

    def __init__(
        self, recognise_file: RecogniseFile, on_ended: Callable[[Path], None], *, now: Clock, result_lifetime_s: float
    ) -> None:
        self._recognise_file = recognise_file
        self._on_ended = on_ended
        self._now = now
        self._result_lifetime = timedelta(seconds=result_lifetime_s)
        self._jobs: dict[str, RecognitionJob] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(N_WORKERS)
        self._workers = ThreadPoolExecutor(N_WORKERS, THREAD_NAME)
        self._running: set[str] = set()

    @property
    def n_running(self) -> int:
        """Recognitions that a worker thread is at, those of cancelled jobs included."""
        return len(self._running)

    def start(self, path: Path) -> RecognitionJob:
        """A new job over the file."""
        self._drop_expired()
        job = RecognitionJob(str(uuid4()))
        self._jobs[job.job_id] = job
        task = asyncio.create_task(self._run(job, path), name=f"job {job.job_id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return job

    def get(self, job_id: str) -> RecognitionJob | None:
        """The job, None where it is unknown or expired."""
        self._drop_expired()
        return self._jobs.get(job_id)

    async def close(self) -> None:
        """Give up all jobs.  A recognition that a worker has begun cannot be stopped and goes on; nobody waits for it."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._workers.shutdown(wait=False, cancel_futures=True)

    async def _run(self, job: RecognitionJob, path: Path) -> None:
        try:
            async with self._slots:
                job.state = JobState.PROCESSING
                loop = asyncio.get_running_loop()
                job.answer = await loop.run_in_executor(self._workers, self._work, job.job_id, path)
            job.state = JobState.COMPLETED
        except SlipError as error:
            log.info("job %s failed: %s", job.job_id, error)
            _fail(job, failure_detail(error), error.code)
        except Exception:
            # The border of a job: whatever happens in it must end it, never the server.
            log.exception("job %s failed", job.job_id)
            _fail(job, "Internal error.", "internal")
        finally:
            job.ended_at = self._now()
            self._on_ended(path)

    def _work(self, job_id: str, path: Path) -> JobAnswer:
        self._running.add(job_id)
        try:
            return self._recognise_file(path)
        finally:
            self._running.discard(job_id)

    def _drop_expired(self) -> None:
        oldest = self._now() - self._result_lifetime
        for job in list(self._jobs.values()):
            if job.ended_at is not None and job.ended_at < oldest:
                del self._jobs[job.job_id]


def _fail(job: RecognitionJob, detail: str, error_code: str) -> None:
    job.state = JobState.FAILED
    job.detail = detail
    job.error_code = error_code.upper()


def failure_detail(error: SlipError) -> str:
    """Why a file could not be analysed, for people; the window says it in its language."""
    match error:
        case NoAudioError():
            return phrase("Errors", "No audio stream found.")
        case UnsupportedMediaError() | ClipProtectedError():
            return phrase("Errors", "The sound of the file could not be decoded.")
        case DiskFullError():
            return phrase("Errors", "The disk has no room for what must be kept meanwhile.")
        case _:
            return phrase("Errors", "The file could not be analysed.")
