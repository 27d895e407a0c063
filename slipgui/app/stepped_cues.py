"""The way of a programme whose service names one track for each job: cut the sound, ask for each step, make one list of cues."""

import asyncio
import logging
import math
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from slipgui.app.cues import CueList, OnInfo, OnStep, SoundTools, Step, Way
from slipgui.app.limited_service import LimitedService
from slipgui.app.part_sound import PartMaker
from slipgui.app.recognise import interruptible
from slipgui.app.retry import is_surely_unprocessed, is_transient
from slipgui.app.step_jobs import StepJobs
from slipgui.app.work_folder import piece_of_work
from slipgui.core import schedule
from slipgui.core.clip import MediaInfo
from slipgui.core.errors import (
    AuthenticationError,
    JobExpiredError,
    OfflineError,
    PaymentRequiredError,
    SlipError,
)
from slipgui.core.job import Job, JobStatus
from slipgui.core.programme import Cue
from slipgui.core.steps import Answer, StepPlan, Stretch, doubtful_borders, merged, plan_steps, with_border
from slipgui.core.track_record import TrackRecord
from slipgui.core.upload_plan import neutral_file_name
from slipgui.media.decode import decode_blocks

_log = logging.getLogger(__name__)
_LEVEL_RATE_HZ = 8000
_HOP_S = 0.25
_FLOOR_DB = -120.0
_AT_ONCE = 4
"""Steps that are asked at the same time; the limiter bounds their calls."""
_HOPELESS = (AuthenticationError, PaymentRequiredError, OfflineError)
"""What is wrong with one step for these reasons is wrong with all."""

Accept = Callable[[StepPlan], Awaitable[bool]]
"""Told what would be asked, before anything is; whether it may."""


@dataclass(frozen=True, slots=True)
class StepTools:
    """What the way works with; made in app/wiring.py."""

    sound: SoundTools
    service: LimitedService
    deadline_s: float
    """So long an answer is waited for."""
    get_record: Callable[[str], Awaitable[TrackRecord]]
    """What the service knows of a track of its own; raises ``SlipError`` kinds."""
    jobs_folder: Path
    """Where jobs are kept until the cues are there."""
    account: str
    """Who pays for them."""
    monotonic: Callable[[], float] = time.monotonic


def stepped_way(tools: StepTools, accept: Accept) -> Way:
    """The way of a programme with AudioVerify; ``accept`` decides about the number of jobs."""
    return Way(
        tools.sound,
        lambda path, on_step, as_given, cuts_s: find_cues_in_steps(path, tools, on_step, accept, as_given, cuts_s),
    )


async def find_cues_in_steps(
    path: Path,
    tools: StepTools,
    on_step: OnStep,
    accept: Accept,
    as_given: OnInfo = lambda info: info,
    cuts_s: Sequence[float] = (),
) -> CueList:
    """All cues of a clip of any length, asked in steps.

    It raises ``NoAudioError`` when there is no sound, and ``SlipError`` kinds.

    Parameters
    ----------
    path
        The clip.
    tools
        What is needed.
    on_step
        Who hears how far it is.
    accept
        Who decides about the number of jobs.
    as_given
        Returns what counts of the clip, or raises before the work begins.
    cuts_s
        Where borders of cues are likely besides changes of the level.

    Raises
    ------
    asyncio.CancelledError
        When the steps were not accepted, or the task was cancelled.
    """
    info = await tools.sound.probe_sound(path, as_given)
    on_step(Step.PREPARING, 0.0)
    levels_db = await interruptible(lambda is_cancelled: _levels_db(path, is_cancelled))
    jobs = await asyncio.to_thread(StepJobs, tools.jobs_folder, tools.account, levels_db)
    plan = plan_steps(levels_db, _HOP_S, cuts_s)
    plan = replace(plan, n_asked=jobs.n_known(plan.steps))
    if not await accept(plan):
        raise asyncio.CancelledError
    with piece_of_work(tools.sound.work_folder, "steps-") as folder:
        answers = await _Steps(path, tools, folder, plan, jobs, on_step).ask()
    if all(answer.is_covered for answer in answers):  # else the rest can be asked without paying for these again
        await asyncio.to_thread(jobs.forget)
    return replace(_cue_list(path, info, plan, answers), records=await _records(answers, tools))


async def _records(answers: Sequence[Answer], tools: StepTools) -> dict[str, TrackRecord]:
    """What the service knows of its own tracks among the answers; one that it does not tell of costs a sheet its writers, not its cue."""
    records: dict[str, TrackRecord] = {}
    for track_id in dict.fromkeys(
        answer.track.id for answer in answers if answer.track is not None and answer.track.id
    ):
        try:
            records[track_id] = await tools.get_record(track_id)
        except _HOPELESS as error:
            _log.warning("tracks are not asked about: %s", error.code)
            break
        except SlipError as error:
            _log.warning("nothing is known of a track: %s", error.code)
    return records


def _levels_db(path: Path, is_cancelled: Callable[[], bool]) -> list[float]:
    """RMS of the sound below full scale, a value each ``_HOP_S``."""
    n_hop = round(_HOP_S * _LEVEL_RATE_HZ)
    levels: list[float] = []
    rest = np.zeros(0, np.float32)
    for block in decode_blocks(path, _LEVEL_RATE_HZ):
        if is_cancelled():
            break
        samples = np.concatenate([rest, block])
        n_whole = len(samples) // n_hop * n_hop
        power = np.mean(np.square(samples[:n_whole].reshape(-1, n_hop)), axis=1)
        levels += [10 * math.log10(value) if value > 0 else _FLOOR_DB for value in power.tolist()]
        rest = samples[n_whole:]
    return levels


class _Steps:
    """Asks for the steps of one sound.

    Parameters
    ----------
    path
        The clip.
    tools
        What is needed.
    folder
        For what is sent.
    plan
        The steps.
    jobs
        Those that were asked before, and those to come.
    on_step
        Who hears how far it is.
    """

    def __init__(
        self, path: Path, tools: StepTools, folder: Path, plan: StepPlan, jobs: StepJobs, on_step: OnStep
    ) -> None:
        self._path, self._tools, self._folder, self._plan, self._on_step = path, tools, folder, plan, on_step
        self._jobs = jobs
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._n_done, self._n_jobs = 0, len(plan.steps)
        self._number = 0

    async def ask(self) -> list[Answer]:
        """The answers in order of time: neighbours of one track as one, their borders asked once more."""
        answers = merged(await self._ask_all(self._plan.steps))
        borders = doubtful_borders(answers)
        self._n_jobs += len(borders)
        asked = await self._ask_all([around for _, around in borders])
        for (place, _), answer in zip(borders, asked, strict=True):
            answers = with_border(answers, place, answer, self._plan.changes_s)
        return answers

    async def _ask_all(self, steps: Sequence[Stretch]) -> list[Answer]:
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._ask(step)) for step in steps]
        except* SlipError as errors:
            raise errors.exceptions[0] from None
        return [task.result() for task in tasks]

    async def _ask(self, step: Stretch) -> Answer:
        async with self._places:
            try:
                job = await self._job(step)
            except _HOPELESS:
                raise
            except SlipError:
                answer = Answer(step, None, is_covered=False)
            else:
                answer = Answer(step, job.track, is_covered=job.status is JobStatus.COMPLETED)
        self._n_done += 1
        self._on_step(Step.RECOGNISING, self._n_done / self._n_jobs)
        return answer

    async def _job(self, step: Stretch) -> Job:
        """The job of a step when it is over; one that failed is asked anew the next time."""
        job = await self._asked_job(step)
        if job.status is JobStatus.FAILED:
            with suppress(OSError):
                await asyncio.to_thread(self._jobs.drop, step)
        return job

    async def _asked_job(self, step: Stretch) -> Job:
        known = self._jobs.id_of(step)
        if known is not None:
            try:
                return await self._end_of(Job(known, JobStatus.RUNNING, None, None, None, ""))
            except JobExpiredError as error:
                if "waited_s" in error.context:  # it may still be at work
                    raise
        return await self._new_job(step)

    async def _new_job(self, step: Stretch) -> Job:
        tools = self._tools
        self._number += 1
        folder = self._folder / str(self._number)
        sound = await interruptible(lambda is_cancelled: self._cut(step, folder, is_cancelled))
        if sound is None:
            raise asyncio.CancelledError
        name = neutral_file_name(sound)
        job = await tools.sound.retrier.call(
            lambda: tools.service.submit_form(sound, name, lambda *_: None),
            schedule.SUBMIT_FORM_RETRY,
            is_surely_unprocessed,
            lambda *_: None,
        )
        with suppress(OSError):  # it could be paid twice then: no reason to lose what it answers
            await asyncio.to_thread(self._jobs.keep, step, job.job_id)
        await asyncio.to_thread(sound.unlink)
        return await self._end_of(job)

    def _cut(self, step: Stretch, folder: Path, is_cancelled: Callable[[], bool]) -> Path | None:
        """The sound of a step as a file that can be sent; None when cancelled."""
        folder.mkdir()
        maker = PartMaker(self._tools.sound.probe, self._tools.sound.make_audio_proxy)
        proxy = maker.make(self._path, step, folder, is_cancelled=is_cancelled)
        return proxy.path if proxy is not None else None

    async def _end_of(self, job: Job) -> Job:
        """The job when it is over."""
        tools = self._tools
        started_s, n_failures = tools.monotonic(), 0
        for delay_s in schedule.poll_delays_s(tools.sound.retrier.random):
            if job.status is not JobStatus.RUNNING:
                break
            await tools.sound.retrier.sleep(delay_s)
            try:
                job = await tools.service.get_job(job.job_id)
            except SlipError as error:
                n_failures += 1
                if not is_transient(error):
                    raise
                await tools.sound.retrier.sleep(tools.sound.retrier.poll_backoff_s(error, n_failures))
            waited_s = tools.monotonic() - started_s
            if job.status is JobStatus.RUNNING and waited_s > tools.deadline_s:
                raise JobExpiredError("no answer before the deadline", service=tools.service.name, waited_s=waited_s)
        return job


def _cue_list(path: Path, info: MediaInfo, plan: StepPlan, answers: Sequence[Answer]) -> CueList:
    """The cues on the clip's own time line; what nobody knows, or was not covered, has sound and is a cue, too."""
    offset_s = info.audio_offset_s
    stretches = [(answer.stretch, answer.track) for answer in answers] + [(short, None) for short in plan.too_short]
    cues = [
        Cue(stretch.begin_s + offset_s, stretch.end_s + offset_s, track, None)
        for stretch, track in sorted(stretches, key=lambda each: each[0].begin_s)
        if stretch.length_s > 0
    ]
    lost = [answer.stretch for answer in answers if not answer.is_covered]
    uncovered = sorted((each.begin_s + offset_s, each.end_s + offset_s) for each in (*lost, *plan.too_short))
    return CueList(path, info, tuple(cues), tuple(uncovered))
