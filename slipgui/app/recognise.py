"""The way of one clip, top to bottom: probe, prepare, upload, submit, poll.

``recognise_clip`` returns an outcome or raises a ``SlipError``; turning errors into outcomes is the queue's work.
"""

import asyncio
import math
import shutil
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from slipgui.app.journal import Checkpoint, Journal
from slipgui.app.known_answers import KnownAnswers
from slipgui.app.limited_service import LimitedService
from slipgui.app.part_sound import PartMaker
from slipgui.app.recognition import Recognition
from slipgui.app.retry import Retrier, is_surely_unprocessed, is_transient
from slipgui.app.slots import Phase, PhaseSlots
from slipgui.app.sources import Sources
from slipgui.app.work_folder import piece_of_work
from slipgui.core import schedule
from slipgui.core.clip import AudioProxy, MediaInfo
from slipgui.core.errors import (
    ClipChangedError,
    ClipGoneError,
    ClipUnreadableError,
    ConnectionFailedError,
    JobExpiredError,
    JobFailedError,
    NoAudioError,
    RateLimitedError,
    RequestRejectedError,
    ServiceError,
    SlipError,
    SubmissionLostError,
    UnsupportedMediaError,
    UploadExpiredError,
    UploadRefusedError,
    UploadTooLargeError,
)
from slipgui.core.events import ClipProbed, FetchProgress, FileSettled, PrepareProgress, UploadProgress, WaitingForFile
from slipgui.core.flow import Stage
from slipgui.core.job import Job, JobStatus, UploadTicket
from slipgui.core.outcome import Identified, NotIdentified, Outcome
from slipgui.core.ports import FileState, MakeAudioProxy, OnBytes, Probe, ReadFileState
from slipgui.core.profile_id import LOCAL
from slipgui.core.settings import Settings
from slipgui.core.steps import Stretch
from slipgui.core.upload_plan import (
    ACCEPTED_SUFFIXES,
    COPIED_CODECS,
    Payload,
    Route,
    SendMode,
    choose_payload,
    neutral_file_name,
    plan_upload,
    telling_file_name,
)

T = TypeVar("T")
SETTLED_AFTER_S = 10.0
"""A file untouched for so long is taken as complete without a second look."""
SETTLE_CHECK_S = 2.0
"""Between two looks at a file that may still be written."""
STORED_FOR_S = 86_400.0
"""So old an object is not submitted any more: how long it lives nobody says, and one that is gone could read as "not found"."""
N_CHANGES = 3
"""How often a file may change while it is read or sent, until that is told as the end."""


class Clock(Protocol):
    """Where time comes from."""

    def __call__(self) -> float:
        """Seconds."""
        ...


def _read_free_bytes(folder: Path) -> int:
    return shutil.disk_usage(next(place for place in (folder, *folder.parents) if place.exists())).free


async def _keep_open() -> None:
    """Whoever opened the service closes it."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What a recognition works with; made in app/wiring.py."""

    service: LimitedService
    service_id: str
    """Identity of the service for the journal: "local" or its address."""
    profile: str
    """Id of the account, or ``LOCAL``."""
    probe: Probe
    make_audio_proxy: MakeAudioProxy
    read_file_state: ReadFileState
    journal: Journal
    proxy_folder: Path
    known_answers: KnownAnswers
    settings: Settings
    retrier: Retrier
    sources: Sources
    profile_name: str | None = None
    """What the user calls the account; None for this computer."""
    read_free_bytes: Callable[[Path], int] = _read_free_bytes
    """What the disk of a folder has room for.  Blocking."""
    monotonic: Clock = time.monotonic
    wall_clock: Clock = time.time
    slots: PhaseSlots = field(default_factory=PhaseSlots)
    """How many clips may do the same at once."""
    close: Callable[[], Awaitable[None]] = _keep_open
    """Closes the service, where these tools are the only ones that use it."""


@dataclass(frozen=True, slots=True)
class _Sendable:
    path: Path
    payload: Payload
    size_bytes: int
    sound_hash: str | None = None
    """What its sound is known by."""


async def recognise_clip(work: Recognition, tools: Tools) -> Outcome:
    """The answer of the service for one clip; a file that changed meanwhile is begun with again.

    It raises ``TwinAtWorkError`` before anything is sent where another clip is asked about the same content.
    """
    for _ in range(N_CHANGES):
        try:
            return await _recognise_with_lost_jobs(work, tools)
        except ClipChangedError:
            work.checkpoint = replace(work.checkpoint, storage_key=None, job_id=None)
            tools.known_answers.twins.release(work.clip.id)  # of what it held nobody is asked any more
    return await _recognise_with_lost_jobs(work, tools)


async def _recognise_with_lost_jobs(work: Recognition, tools: Tools) -> Outcome:
    """The answer, from the file on once more where the service lost the job.

    The service of this computer does so when it is killed, or ended with an earlier run: its jobs die with its process.
    """
    try:
        return await _recognise(work, tools)
    except (JobExpiredError, ConnectionFailedError, SubmissionLostError) as loss:
        if tools.service.has_lasting_jobs or loss.context.get("waited_s"):
            raise
    work.checkpoint = replace(work.checkpoint, storage_key=None, job_id=None)
    return await _recognise(work, tools)


async def _recognise(work: Recognition, tools: Tools) -> Outcome:
    kept = work.checkpoint
    if tools.service.has_lasting_jobs and kept.is_perhaps_submitted:
        work.checkpoint = replace(work.checkpoint, is_possibly_twice=True)
    if kept.service not in (None, tools.service_id):
        work.checkpoint = replace(work.checkpoint, storage_key=None, job_id=None)  # the ids are another service's
    elif (kept.job_id or kept.storage_key) and await tools.known_answers.is_other_file(work):
        work.checkpoint = replace(work.checkpoint, storage_key=None, job_id=None)
    elif kept.job_id is None and kept.stored_at_s is not None and tools.wall_clock() - kept.stored_at_s > STORED_FOR_S:
        work.checkpoint = replace(work.checkpoint, storage_key=None)
    work.tell_kept_plan()
    if work.checkpoint.job_id is not None or work.checkpoint.storage_key is not None:
        tools.known_answers.hold(work)
    if work.checkpoint.job_id is not None:
        return await _await_answer(work, tools, work.checkpoint.job_id)
    if work.checkpoint.storage_key is not None:
        job = await _submit_kept_object(work, tools, work.checkpoint.storage_key)
        if job is not None:
            return await _await_answer(work, tools, job.job_id)
    return await _recognise_file(work, tools)


async def _recognise_file(work: Recognition, tools: Tools) -> Outcome:
    await work.passage.enter(Phase.PREPARE)
    await work.enter(Stage.PROBING, service=tools.service_id, answered_by=None)  # of what is there now nothing is known
    await _fetch(work, tools)
    state = await _wait_until_settled(work, tools)
    if not work.is_urgent:  # a file that may still be written has no contents to know it by
        known = await tools.known_answers.of_file(work, state)
        if known is not None:
            return known
    info = await _probe(work, tools)
    async with _prepared(work, tools, info) as candidates:
        known = await tools.known_answers.of_sound(work, candidates[0].sound_hash)
        if known is not None:
            return known
        return await _send_first_accepted(work, tools, candidates)


async def _send_first_accepted(work: Recognition, tools: Tools, candidates: list[_Sendable]) -> Outcome:
    sendable, *others = candidates
    try:
        return await _send_and_wait(work, tools, sendable)
    except (RequestRejectedError, JobFailedError) as refusal:
        if not others or isinstance(refusal, UploadTooLargeError):
            raise
    outcome = await _send_and_wait(work, tools, others[0])
    await _remember(tools, is_sound_refused=True)  # the file was taken: it was the sound alone that was not
    return outcome


async def _send_and_wait(work: Recognition, tools: Tools, sendable: _Sendable) -> Outcome:
    job = await _deliver(work, tools, sendable)
    return await _await_answer(work, tools, job.job_id)


# ---------------------------------------------------------------------------------------------------- the file


async def _fetch(work: Recognition, tools: Tools) -> None:
    """Bring the sound of a clip here that lies elsewhere; what was brought by an earlier run is there."""
    address, path = work.clip.address, work.clip.path
    if address is None or await asyncio.to_thread(path.exists):
        return
    tell = on_loop(lambda fetched, total: work.on_event(FetchProgress(work.clip.id, fetched, total)))
    if not await interruptible(lambda is_cancelled: tools.sources.fetch(address, path, tell, is_cancelled)):
        raise asyncio.CancelledError


async def _wait_until_settled(work: Recognition, tools: Tools) -> FileState:
    state = await asyncio.to_thread(tools.read_file_state, work.clip.path)
    has_waited = False
    while True:
        work.source_bytes, work.file_state = state.size_bytes, state
        age_s = tools.wall_clock() - state.mtime_ns / 1e9
        if age_s >= SETTLED_AFTER_S or work.is_urgent:
            break
        has_waited = True
        work.on_event(WaitingForFile(work.clip.id, state.size_bytes, max(0.0, age_s)))
        await work.wait_aside(SETTLE_CHECK_S, tools.retrier.sleep)
        before, state = state, await _read_again(work, tools)
        if state == before:
            break
    if has_waited:
        work.on_event(FileSettled(work.clip.id))
    return state


async def _check_unchanged(work: Recognition, tools: Tools) -> None:
    """Stop before anything of an older state is submitted.  Who wants it sent now wants it as it is."""
    if work.file_state is not None and not work.is_urgent and await _read_again(work, tools) != work.file_state:
        raise ClipChangedError("changed while it was prepared or sent")


async def _read_again(work: Recognition, tools: Tools) -> FileState:
    try:
        return await asyncio.to_thread(tools.read_file_state, work.clip.path)
    except ClipUnreadableError as cause:
        raise ClipGoneError("vanished while waiting for it") from cause


async def _probe(work: Recognition, tools: Tools) -> MediaInfo:
    info = _heard(work.checkpoint, await asyncio.to_thread(tools.probe, work.clip.path))
    work.source_bytes = info.size_bytes
    work.checkpoint = _placed(work.checkpoint, info)
    work.on_event(ClipProbed(work.clip.id, info))
    if not info.audio_streams:
        raise NoAudioError("no audio stream")
    if tools.service.refusal is not None:  # nothing is prepared for a service that cannot be asked
        raise tools.service.refusal.with_traceback(None)  # one error for many clips: it must not keep their frames
    return info


def _heard(kept: Checkpoint, info: MediaInfo) -> MediaInfo:
    """The clip with the sound track that the user chose.

    Raises
    ------
    UnsupportedMediaError
        When the clip has no such track.
    """
    position, n_tracks = kept.audio_stream, len(info.audio_streams)
    if position is None or not n_tracks:
        return info
    if position >= n_tracks:
        raise UnsupportedMediaError("no such track", reason="no_track", track=position + 1, n_tracks=n_tracks)
    return info.of_stream(position)


def _placed(kept: Checkpoint, info: MediaInfo) -> Checkpoint:
    """The checkpoint with where on the clip's time line begins what is sent.

    Raises
    ------
    UnsupportedMediaError
        When the clip has no sound in the part that the user chose.
    """
    if kept.part is None:
        return replace(kept, audio_offset_s=info.audio_offset_s)
    from_s, to_s = max(kept.part.from_s, info.audio_offset_s), min(kept.part.to_s, info.duration_s or math.inf)
    if to_s <= from_s:
        raise UnsupportedMediaError("no such part", reason="no_part", duration_s=info.duration_s)
    return replace(kept, audio_offset_s=from_s, part_from_s=from_s, part_to_s=to_s)


@asynccontextmanager
async def _prepared(work: Recognition, tools: Tools, info: MediaInfo) -> AsyncIterator[list[_Sendable]]:
    """What to send, the best first; a second one only where the first may be refused for being sound alone."""
    path, mode, is_of_all = work.clip.path, work.checkpoint.send or tools.settings.send, work.checkpoint.is_of_all
    limits = await tools.journal.limits(tools.service_id)
    sound = info.audio_streams[info.audio_stream_index]
    sound_bytes = sound.size_bytes if sound.codec in COPIED_CODECS else None
    payload = choose_payload(mode, path, info.size_bytes, sound_bytes, info.duration_s)
    is_original_accepted = path.suffix.lower() in ACCEPTED_SUFFIXES and mode is SendMode.AUTO
    original = _Sendable(path, Payload.ORIGINAL, info.size_bytes)
    if is_of_all and (payload is Payload.ORIGINAL or (limits.is_sound_refused and is_original_accepted)):
        yield [replace(original, sound_hash=await _hash_original(work, tools, info))]
        return
    await work.enter(Stage.PREPARING)
    with piece_of_work(tools.proxy_folder, "clip-") as folder:
        proxy = await _make_proxy(work, tools, info, folder)
        yield [proxy, original] if is_original_accepted and is_of_all else [proxy]


async def _make_proxy(work: Recognition, tools: Tools, info: MediaInfo, folder: Path) -> _Sendable:
    tell = on_loop(lambda done_s, total_s: work.on_event(PrepareProgress(work.clip.id, done_s, total_s)))
    is_hashed = tools.known_answers.valid_days > 0
    make = _proxy_maker(work, tools, info, folder)
    proxy = await interruptible(
        lambda is_cancelled: make(on_seconds=tell, is_cancelled=is_cancelled, is_hashed=is_hashed)
    )
    if proxy is None:
        raise asyncio.CancelledError
    work.is_incomplete = proxy.is_incomplete
    return _Sendable(proxy.path, Payload.SOUND, proxy.size_bytes, proxy.sound_hash)


def _proxy_maker(work: Recognition, tools: Tools, info: MediaInfo, folder: Path) -> Callable[..., AudioProxy | None]:
    path, part = work.clip.path, work.checkpoint.part
    if part is None:
        return partial(tools.make_audio_proxy, path, info, folder)
    stretch = Stretch(part.from_s - info.audio_offset_s, part.to_s - info.audio_offset_s)
    maker = PartMaker(tools.probe, tools.make_audio_proxy, info.chosen_stream)
    return partial(maker.make, path, stretch, folder)


async def _hash_original(work: Recognition, tools: Tools, info: MediaInfo) -> str | None:
    """What the sound of a file that is sent as it is is known by; nothing while the file may still be written."""
    if work.is_urgent or not tools.known_answers.valid_days:
        return None
    hashed = await interruptible(
        lambda is_cancelled: tools.known_answers.hash_sound(work.clip.path, info, is_cancelled=is_cancelled)
    )
    await _check_unchanged(work, tools)
    return hashed


# ---------------------------------------------------------------------------------------------------- sending


async def _deliver(work: Recognition, tools: Tools, sendable: _Sendable) -> Job:
    """The job that the service made of the file."""
    limits = await tools.journal.limits(tools.service_id)
    known_limit = limits.form_limit_bytes or tools.settings.direct_limit_bytes + 1
    direct_limit = min(tools.settings.direct_limit_bytes, known_limit - 1)
    plan = plan_upload(sendable.payload, sendable.size_bytes, direct_limit)
    work.plan(plan)
    await work.passage.enter(Phase.SEND)
    retrier = replace(tools.retrier, sleep=lambda delay_s: work.wait_aside(delay_s, tools.retrier.sleep))
    await _check_unchanged(work, tools)
    if tools.profile != LOCAL:  # from here on it belongs to the account
        work.checkpoint = replace(work.checkpoint, profile=tools.profile)
    await work.enter(Stage.UPLOADING)
    if plan.route is Route.FORM:
        try:
            return await _submit_form(work, tools, sendable, retrier)
        except UploadTooLargeError as refusal:
            if not refusal.context.get("is_guess"):  # a connection that broke may have broken for another reason
                await _remember(tools, form_limit_bytes=sendable.size_bytes)
        work.plan(replace(plan, route=Route.PRESIGNED))
        await work.enter(Stage.UPLOADING)
    storage_key = await _put_object(work, tools, sendable, retrier)
    await _check_unchanged(work, tools)
    await work.note(
        storage_key=storage_key, stored_at_s=tools.wall_clock()
    )  # before a place is waited for: what is stored is not sent again
    return await _submit_key(work, tools, storage_key)


def _sent_name(work: Recognition, tools: Tools, sendable: _Sendable) -> str:
    """What the service sees the file called."""
    is_neutral = tools.settings.neutral_names
    return neutral_file_name(sendable.path) if is_neutral else telling_file_name(work.clip.path, sendable.path)


async def _submit_form(work: Recognition, tools: Tools, sendable: _Sendable, retrier: Retrier) -> Job:
    tell = _upload_teller(work)
    name = _sent_name(work, tools, sendable)
    return await retrier.call(
        lambda: tools.service.submit_form(sendable.path, name, tell),
        schedule.SUBMIT_FORM_RETRY,
        is_surely_unprocessed,
        work.announce_retry,
    )


async def _put_object(work: Recognition, tools: Tools, sendable: _Sendable, retrier: Retrier) -> str:
    """The storage key of the uploaded object; a URL that ran out, or that somebody bent on its way, is replaced by a new one."""
    tell = _upload_teller(work)
    name = _sent_name(work, tools, sendable)
    for n_urls in range(1, schedule.N_UPLOAD_URLS + 1):
        ticket = await retrier.call(
            lambda: tools.service.request_upload(name), schedule.REQUEST_UPLOAD_RETRY, is_transient, work.announce_retry
        )
        try:
            await retrier.call(
                _put_while_it_lives(tools, ticket, sendable.path, tell),
                schedule.PUT_RETRY,
                is_transient,
                work.announce_retry,
            )
        except (UploadExpiredError, UploadRefusedError) as refusal:
            if n_urls == schedule.N_UPLOAD_URLS or not _may_a_new_url_help(refusal):
                raise
        else:
            return ticket.storage_key
    raise AssertionError("unreachable: the last URL returns or raises")


def _may_a_new_url_help(refusal: ServiceError) -> bool:
    return isinstance(refusal, UploadExpiredError) or refusal.context.get("s3_code") == "SignatureDoesNotMatch"


def _put_while_it_lives(tools: Tools, ticket: UploadTicket, path: Path, tell: OnBytes) -> Callable[[], Awaitable[None]]:
    async def put() -> None:
        if tools.monotonic() > ticket.expires_at_s - schedule.URL_MARGIN_S:
            raise UploadExpiredError("the URL is about to run out", service=tools.service.name)
        try:
            await tools.service.put_object(ticket, path, tell)
        except RateLimitedError:
            tools.slots.send.halve()
            raise
        tools.slots.send.note_success()

    return put


async def _submit_key(work: Recognition, tools: Tools, storage_key: str) -> Job:
    await work.passage.enter(Phase.ANSWER)
    await work.enter(Stage.SUBMITTING)
    return await _patient(work, tools).call(
        lambda: tools.service.submit_key(storage_key),
        schedule.SUBMIT_KEY_RETRY,
        is_surely_unprocessed,
        work.announce_retry,
    )


async def _submit_kept_object(work: Recognition, tools: Tools, storage_key: str) -> Job | None:
    """The job of an object that an earlier run uploaded; None when the service does not know it any more."""
    try:
        return await _submit_key(work, tools, storage_key)
    except RequestRejectedError:
        work.checkpoint = replace(work.checkpoint, storage_key=None)
        return None


def _upload_teller(work: Recognition) -> OnBytes:
    def tell(sent_bytes: int, total_bytes: int) -> None:
        work.sent_bytes = sent_bytes
        work.on_event(UploadProgress(work.clip.id, sent_bytes, total_bytes))

    return on_loop(tell)


# ---------------------------------------------------------------------------------------------------- the answer


async def _await_answer(work: Recognition, tools: Tools, job_id: str) -> Outcome:
    """What the service found; asked every 2 to 5 s until its deadline."""
    if work.passage.phase is not Phase.ANSWER:
        await work.note(job_id=job_id)  # before a place is waited for
        await work.passage.enter(Phase.ANSWER)
    await work.enter(Stage.POLLING, job_id=job_id)
    started_s = tools.monotonic()
    n_failures = 0
    for delay_s in schedule.poll_delays_s(tools.retrier.random):
        await work.wait(delay_s, tools.retrier.sleep)
        waited_s = tools.monotonic() - started_s
        try:
            job = await tools.service.get_job(job_id)
        except SlipError as error:
            n_failures += 1
            if not _may_ask_again(error, waited_s, tools) or waited_s > tools.settings.answer_deadline_s:
                raise
            await work.wait(tools.retrier.poll_backoff_s(error, n_failures), tools.retrier.sleep)
            continue
        n_failures = 0
        work.raw_answer = job.document
        if job.status is not JobStatus.RUNNING:
            return _outcome(job, tools.service.name, work.checkpoint.audio_offset_s)
        if waited_s > tools.settings.answer_deadline_s:
            raise JobExpiredError("no answer before the deadline", service=tools.service.name, waited_s=waited_s)
    raise AssertionError("unreachable: polls are without end")


def _may_ask_again(error: SlipError, waited_s: float, tools: Tools) -> bool:
    if isinstance(error, JobExpiredError):  # a lagging replica of a service that has replicas
        return tools.service.has_lasting_jobs and waited_s < schedule.JOB_GRACE_S
    return is_transient(error)


def _outcome(job: Job, service: str, audio_offset_s: float) -> Outcome:
    if job.status is JobStatus.FAILED:
        raise JobFailedError("the service gave up", service=service, reason=job.reason, body=job.document[:4096])
    if job.track is None:
        return NotIdentified()
    # the service heard a sound that begins at its first sample
    return Identified(job.track, job.match, job.alternatives).shifted(audio_offset_s)


# ---------------------------------------------------------------------------------------------------- helpers


def _patient(work: Recognition, tools: Tools) -> Retrier:
    """A retrier whose waits end when the clip is wanted now."""
    return replace(tools.retrier, sleep=lambda delay_s: work.wait(delay_s, tools.retrier.sleep))


async def _remember(tools: Tools, **found: object) -> None:
    limits = await tools.journal.limits(tools.service_id)
    await tools.journal.save_limits(tools.service_id, replace(limits, **found))  # type: ignore[arg-type]


def on_loop(tell: Callable[..., None]) -> Callable[..., None]:
    """``tell``, callable from any thread, run on the event loop of now."""
    loop = asyncio.get_running_loop()

    def tell_from_thread(*values: float) -> None:
        loop.call_soon_threadsafe(tell, *values)

    return tell_from_thread


async def interruptible(work: Callable[[Callable[[], bool]], T]) -> T:
    """The result of ``work`` in a thread; when our task is cancelled the thread is told and waited for."""
    stop = threading.Event()
    future = asyncio.get_running_loop().run_in_executor(None, work, stop.is_set)
    try:
        return await asyncio.shield(future)
    except asyncio.CancelledError:
        stop.set()
        await asyncio.wait([future])
        if not future.cancelled():
            future.exception()  # taken notice of
        raise
