"""The way of one voiceprint, top to bottom: look, check, cut, upload, submit, wait, keep."""

import asyncio
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from slipgui.app.recognise import interruptible
from slipgui.app.voice_library import PendingVoice, VoiceOrigin
from slipgui.app.voice_tools import VoiceNews, VoiceTools, await_job, submit, there_still, upload_media
from slipgui.app.work_folder import piece_of_work
from slipgui.core.address import SOUND_ENDING
from slipgui.core.clip import MediaInfo
from slipgui.core.errors import AddressError, JobExpiredError, JobFailedError
from slipgui.core.phrases import phrase
from slipgui.core.voice import (
    TimeRange,
    Voice,
    VoiceStep,
    check_range,
    check_voice_length,
    check_voice_size,
)

LINK_ENDS = phrase(
    "Voices",
    "The link to this object ends with your AWS credentials, which last less than an hour or for a time nobody tells. "
    "If the job fails, sign in again and repeat it.",
)


@dataclass(frozen=True, slots=True)
class VoiceOrder:
    """What a voiceprint shall be made of."""

    source: str
    """An absolute path, or an https or s3 address."""
    label: str
    """Who speaks."""
    range: TimeRange | None = None
    """The stretch of it, None for all."""
    track: int | None = None
    """Which audio stream, from 1; None where there is but one."""

    @property
    def shown_source(self) -> str:
        """The source without what could be a secret: the query of an address."""
        if not is_address(self.source):
            return self.source
        parts = urlsplit(self.source)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


@dataclass(frozen=True, slots=True)
class MadeVoice:
    """A voice that was made and kept."""

    voice: Voice
    job_id: str
    n_characters: int
    """Of the voiceprint."""
    warning: str | None
    """What the service remarked."""


@dataclass(frozen=True, slots=True)
class _Source:
    """The file, and the address under which a service could fetch it too."""

    path: Path
    link: str | None
    range: TimeRange | None
    """The stretch of the file that is wanted, None for all."""
    clip_s: float = 0.0
    """How long the clip is of which the file has a stretch; 0: not known, or the file is the clip."""


def is_address(text: str) -> bool:
    """Whether a source is an address, not a path."""
    return text.lower().startswith(("https://", "http://", "s3://"))


async def make_voiceprint(order: VoiceOrder, tools: VoiceTools, news: VoiceNews) -> MadeVoice:
    """The voice, made and kept.  All that can be checked here is checked before anything is sent.

    Parameters
    ----------
    order
        What is wanted.
    tools
        What it is made with.
    news
        Hears how it goes.
    """
    news.step(VoiceStep.PROBE, 0.0)
    label = await asyncio.to_thread(tools.library.check_free, order.label)
    with piece_of_work(tools.work_folder, "voice-") as folder:
        source = await _open(order, tools, folder, news)
        info = await asyncio.to_thread(tools.probe, source.path)
        position = tools.choose_voice_stream(info, order.track)
        _check_limits(source, info)
        service = tools.known_service()
        await asyncio.to_thread(tools.library.prepare)  # before anything is ordered that could not be kept
        media_url = source.link
        if media_url is None or order.track is not None:
            news.step(VoiceStep.PREPARE, 0.0)
            sound = folder / "voice.wav"
            await asyncio.to_thread(tools.write_voice_sound, source.path, info, sound, source.range, position)
            media_url = await upload_media(sound, tools, news)
        job = await submit(partial(service.submit_voiceprint, media_url, webhook=tools.webhook_address), tools, news)
    origin = VoiceOrigin(label, order.shown_source, _used(order.range, source.clip_s or info.duration_s))
    await asyncio.to_thread(tools.library.note_job, job.job_id, origin)
    return await fetch_voice(PendingVoice(job.job_id, origin), tools, news, job.warning)


async def fetch_voice(
    pending: PendingVoice, tools: VoiceTools, news: VoiceNews, warning: str | None = None
) -> MadeVoice:
    """The voice that was ordered, kept as soon as it is there.

    A job that ended without a voiceprint is forgotten; one that only could not be asked for stays pending.

    Parameters
    ----------
    pending
        What was ordered.
    tools
        What it is fetched with.
    news
        Hears how it goes.
    warning
        What the service remarked when it took the job.

    Raises
    ------
    JobExpiredError
        When the service has deleted the voiceprint, or its job did not end in time.
    JobFailedError
        When the service gave it up or canceled it.
    """
    news.step(VoiceStep.POLL, 0.0)
    try:
        job = await await_job(pending.job_id, tools, tools.deadline_s)
        result = there_still(job.voiceprint)
    except (JobFailedError, JobExpiredError) as error:
        if not error.context.get("waited_s"):
            await asyncio.to_thread(tools.library.forget_job, pending.job_id)
        raise
    news.step(VoiceStep.KEEP, 0.0)
    keep = partial(tools.library.add, pending.origin, result, job_id=pending.job_id)
    voice = await asyncio.shield(asyncio.to_thread(keep))  # paid for: nothing may come between
    return MadeVoice(voice, job.job_id, len(result), job.warning or warning)


async def _open(order: VoiceOrder, tools: VoiceTools, folder: Path, news: VoiceNews) -> _Source:
    """The source as a file of this computer, and its link where it has one."""
    if not is_address(order.source):
        return _Source(Path(order.source), None, order.range)
    if order.range is not None:
        return await _bring_stretch(order.source, order.range, tools, folder)
    link = order.source
    if link.lower().startswith("s3://"):
        signed = await asyncio.to_thread(tools.presign_object, link)
        check_voice_size(signed.size_bytes)
        if signed.ends_soon:
            news.remark(LINK_ENDS)
        link = signed.url
    file = folder / "source"
    if not await interruptible(lambda is_cancelled: tools.fetch_media(link, file, is_cancelled)):
        raise asyncio.CancelledError
    return _Source(file, link, None)


async def _bring_stretch(address: str, wanted: TimeRange, tools: VoiceTools, folder: Path) -> _Source:
    """The stretch as a file of this computer, however large what lies there is."""
    file = folder / f"stretch{SOUND_ENDING}"
    brought = await interruptible(lambda is_cancelled: tools.fetch_stretch(address, file, wanted, is_cancelled))
    if brought is None:
        raise asyncio.CancelledError
    begun_s, clip_s = brought
    return _Source(file, None, TimeRange(max(0.0, wanted.from_s - begun_s), wanted.to_s - begun_s), clip_s)


def _used(wanted: TimeRange | None, clip_s: float) -> TimeRange | None:
    """The stretch that there is of the one that was wanted: the clip may end before it."""
    if wanted is None or clip_s <= 0:
        return wanted
    return TimeRange(wanted.from_s, min(wanted.to_s, clip_s))


def _check_limits(source: _Source, info: MediaInfo) -> None:
    """Return quietly when the service would take the sound.

    Raises
    ------
    AddressError
        When the length of a remote file is not known.
    """
    if source.range is not None:  # it is cut out here, whatever the size of the clip
        check_range(source.range, info.duration_s)
        return
    check_voice_size(info.size_bytes)
    check_voice_length(info.duration_s)
    if source.link is not None and info.duration_s <= 0:
        raise AddressError("no length told", reason="duration")
