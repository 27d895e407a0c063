"""What the work with voices needs, and the parts that a voiceprint and a search for speakers share: upload, submission, waiting."""

import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from slipgui.app.limited_voices import LimitedVoices
from slipgui.app.recognise import on_loop
from slipgui.app.retry import Retrier, is_surely_unprocessed, is_transient
from slipgui.app.voice_library import VoiceLibrary
from slipgui.app.voice_webhooks import VoiceWebhooks
from slipgui.core import schedule
from slipgui.core.clip import MediaInfo
from slipgui.core.errors import (
    AuthenticationError,
    JobExpiredError,
    JobFailedError,
    SlipError,
    UploadExpiredError,
    UploadRefusedError,
)
from slipgui.core.phrases import phrase
from slipgui.core.ports import IsCancelled, MakeAudioProxy, Probe
from slipgui.core.voice import TimeRange, VoiceJob, VoiceJobStatus, VoiceStep

T = TypeVar("T")


class VoiceNews(Protocol):
    """Who hears how the work goes; called on the event loop."""

    def step(self, step: VoiceStep, share: float) -> None:
        """Where it stands: a step, and the share of it that is done, 0 to 1."""
        ...

    def job(self, job_id: str) -> None:
        """The service has taken it."""
        ...

    def remark(self, sentence: str, said: str = "") -> None:
        """Something a person should know, in English, marked by ``phrase``; ``said`` by the service stands in its place for it."""
        ...


class WriteVoiceSound(Protocol):
    """Cuts the sound of a voice out of a file; blocking."""

    def __call__(self, path: Path, info: MediaInfo, target: Path, wanted: TimeRange | None, position: int, /) -> float:
        """Its length in seconds; raises ``ClipError`` and ``VoiceError`` kinds."""
        ...


class FetchMedia(Protocol):
    """Fetches a file from the web and checks its address; blocking."""

    def __call__(self, url: str, target: Path, is_cancelled: IsCancelled, /) -> bool:
        """False when cancelled; raises ``AddressError`` and ``ServiceError`` kinds."""
        ...


class FetchStretch(Protocol):
    """Brings a stretch of what lies behind an https or s3 address, and little else; blocking."""

    def __call__(
        self, address: str, target: Path, wanted: TimeRange, is_cancelled: IsCancelled, /
    ) -> tuple[float, float] | None:
        """When the sound that is here begins, in s from the beginning of the clip, and how long the clip is; None when cancelled.

        A length of 0: not known.
        It raises ``AddressError``, ``ClipError``, ``VoiceError`` and ``ServiceError`` kinds.
        """
        ...


class Link(Protocol):
    """A presigned link to an object."""

    @property
    def url(self) -> str:
        """The address: a secret."""
        ...

    @property
    def size_bytes(self) -> int:
        """Size of the object."""
        ...

    @property
    def ends_soon(self) -> bool:
        """Whether it may end within an hour."""
        ...


@dataclass(frozen=True, slots=True)
class VoiceTools:
    """What the work with voices needs; made in app/wiring.py."""

    service: LimitedVoices | None
    """None: no key is known."""
    library: VoiceLibrary
    probe: Probe
    choose_voice_stream: Callable[[MediaInfo, int | None], int]
    write_voice_sound: WriteVoiceSound
    make_audio_proxy: MakeAudioProxy
    fetch_media: FetchMedia
    fetch_stretch: FetchStretch
    presign_object: Callable[[str], Link]
    work_folder: Path
    retrier: Retrier
    deadline_s: float
    """How long one job is waited for."""
    webhooks: VoiceWebhooks | None = None
    """None: the end of a job is learnt by polls alone."""
    monotonic: Callable[[], float] = time.monotonic

    @property
    def webhook_address(self) -> str | None:
        """Where the service tells the end of a job."""
        return self.webhooks.address if self.webhooks else None

    def known_service(self) -> LimitedVoices:
        """The service.

        Raises
        ------
        AuthenticationError
            When no key for it is known.
        """
        if self.service is None:
            raise AuthenticationError("no API key is known", service="pyannote", reason="missing")
        return self.service


SERVICE_REMARKS = phrase("Voices", "pyannoteAI remarks: {0}")


async def upload_media(path: Path, tools: VoiceTools, news: VoiceNews) -> str:
    """The ``media://`` key under which the service finds the file now; it deletes it within two days."""
    media_key = f"media://slipgui/{uuid.uuid4().hex}{path.suffix}"  # neither name nor contents can be told from it
    tell = on_loop(lambda sent_bytes, total_bytes: news.step(VoiceStep.UPLOAD, sent_bytes / max(1, total_bytes)))
    service = tools.known_service()
    news.step(VoiceStep.UPLOAD, 0.0)
    for n_urls in range(1, schedule.N_UPLOAD_URLS + 1):
        url = await tools.retrier.call(
            lambda: service.request_media(media_key), schedule.REQUEST_UPLOAD_RETRY, is_transient, _unheard
        )
        try:
            await tools.retrier.call(_putting(service, url, path, tell), schedule.PUT_RETRY, is_transient, _unheard)
        except (UploadExpiredError, UploadRefusedError) as refusal:
            is_last = n_urls == schedule.N_UPLOAD_URLS
            if is_last or refusal.context.get("s3_code") not in (None, "AccessDenied", "SignatureDoesNotMatch"):
                raise
        else:
            return media_key
    raise AssertionError("unreachable: the last URL returns or raises")


def _putting(
    service: LimitedVoices, url: str, path: Path, tell: Callable[[int, int], None]
) -> Callable[[], Awaitable[None]]:
    return lambda: service.put_media(url, path, tell)


async def submit(call: Callable[[], Awaitable[VoiceJob]], tools: VoiceTools, news: VoiceNews) -> VoiceJob:
    """The job that a submission made; tried again only where it cannot have been taken: each costs."""
    news.step(VoiceStep.SUBMIT, 0.0)
    job = await tools.retrier.call(call, schedule.SUBMIT_KEY_RETRY, is_surely_unprocessed, _unheard)
    news.job(job.job_id)
    return job


async def await_job(job_id: str, tools: VoiceTools, deadline_s: float) -> VoiceJob:
    """The job when it has succeeded; asked every 2 to 5 s until its deadline.

    Parameters
    ----------
    job_id
        The job.
    tools
        Who is asked.
    deadline_s
        How long it is waited for.

    Besides those below it raises ``JobFailedError`` when the service gave it up or canceled it.

    Raises
    ------
    JobExpiredError
        When it did not end in time.
    SlipError
        When the service cannot be asked.
    AssertionError
        Never.
    """
    service = tools.known_service()
    started_s, n_failures = tools.monotonic(), 0
    for delay_s in schedule.poll_delays_s(tools.retrier.random):
        delivered = await _sleep_until_news(job_id, delay_s, tools)
        if delivered is not None and _has_result(delivered):
            return delivered
        waited_s = tools.monotonic() - started_s
        try:
            job = await service.get_job(job_id)
        except SlipError as error:
            n_failures += 1
            if not _may_ask_again(error, waited_s) or waited_s > deadline_s:
                raise
            await tools.retrier.sleep(tools.retrier.poll_backoff_s(error, n_failures))
            continue
        n_failures = 0
        if job.status is not VoiceJobStatus.RUNNING:
            return _succeeded(job)
        if waited_s > deadline_s:
            raise JobExpiredError("no answer before the deadline", service=service.name, waited_s=waited_s)
    raise AssertionError("unreachable: polls are without end")


async def _sleep_until_news(job_id: str, delay_s: float, tools: VoiceTools) -> VoiceJob | None:
    sleep = tools.retrier.sleep(delay_s)
    if tools.webhooks is not None:
        return await tools.webhooks.sleep_until_news(job_id, sleep)
    await sleep
    return None


def _has_result(job: VoiceJob) -> bool:
    """Whether a delivery says all; of a job that ended otherwise its answer tells why."""
    return job.status is VoiceJobStatus.SUCCEEDED and (job.voiceprint is not None or job.segments is not None)


def _may_ask_again(error: SlipError, waited_s: float) -> bool:
    if isinstance(error, JobExpiredError):  # a lagging replica
        return waited_s < schedule.JOB_GRACE_S
    return is_transient(error)


def _succeeded(job: VoiceJob) -> VoiceJob:
    match job.status:
        case VoiceJobStatus.FAILED:
            raise JobFailedError("the service gave up", service="pyannote", reason=job.reason)
        case VoiceJobStatus.CANCELED:
            raise JobFailedError("the job was canceled", service="pyannote", reason=job.reason, is_canceled=True)
        case _:
            return job


def there_still(result: T | None) -> T:
    """The result of a job that succeeded.

    Parameters
    ----------
    result
        What its answer held.

    Raises
    ------
    JobExpiredError
        When it held none: results are deleted a day after their job ended, which goes on to say that it succeeded.
    """
    if result is None:
        raise JobExpiredError("succeeded without a result", service="pyannote")
    return result


def _unheard(_attempt: int, _n_attempts: int, _delay_s: float, _error: SlipError) -> None:
    """Nobody hears of waits: they are seconds."""
