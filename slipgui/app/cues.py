"""The way of one programme: probe, take the sound out, upload, submit, poll; then its cues on the clip's own time line."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from slipgui.app.recognise import interruptible, on_loop
from slipgui.app.recognition_line import encode_match, encode_track
from slipgui.app.retry import Retrier, is_surely_unprocessed, is_transient
from slipgui.app.work_folder import piece_of_work
from slipgui.core import schedule
from slipgui.core.clip import MediaInfo
from slipgui.core.edit import PlacedSound
from slipgui.core.errors import JobExpiredError, JobFailedError, NoAudioError, SlipError
from slipgui.core.job import UploadTicket
from slipgui.core.ports import MakeAudioProxy, OnBytes, Probe
from slipgui.core.programme import Cue, Programme, ProgrammeState
from slipgui.core.timecode import clip_timecode
from slipgui.core.track_record import TrackRecord
from slipgui.core.upload_plan import neutral_file_name

_POLL_S = 0.5
"""Our own process on this computer."""
_MOST_STARTS = 3
"""A service that dies so often over one programme would die again."""
_CANCEL_DEADLINE_S = 3.0


class ProgrammeService(Protocol):
    """What the way of a programme needs of the local service; errors as ``RecognitionService``."""

    name: str

    async def request_upload(self, file_name: str) -> UploadTicket:
        """Ask for a presigned URL."""
        ...

    async def put_object(self, ticket: UploadTicket, path: Path, on_bytes: OnBytes) -> None:
        """Send the file to the storage."""
        ...

    async def submit_programme(self, storage_key: str) -> Programme:
        """Start the recognition of a stored object as a programme."""
        ...

    async def get_programme(self, programme_id: str) -> Programme:
        """The programme as it stands."""
        ...

    async def cancel_programme(self, programme_id: str) -> Programme:
        """End it."""
        ...


class Step(StrEnum):
    """What is being done."""

    PREPARING = "preparing"
    """The sound is taken out."""
    UPLOADING = "uploading"
    """It goes to the service."""
    RECOGNISING = "recognising"
    """The service is at work."""


OnStep = Callable[[Step, float], None]
"""Called on the event loop with a step and how much of it is done, 0 to 1."""
OnInfo = Callable[[MediaInfo], MediaInfo]
"""Called when the clip is probed, before anything else is done with it."""


def _as_probed(info: MediaInfo) -> MediaInfo:
    return info


@dataclass(frozen=True, slots=True)
class SoundTools:
    """What brings the sound of a programme to a service; made in app/wiring.py."""

    probe: Probe
    make_audio_proxy: MakeAudioProxy
    work_folder: Path
    retrier: Retrier

    async def probe_sound(self, path: Path, as_given: OnInfo) -> MediaInfo:
        """What counts of a clip.

        Raises
        ------
        NoAudioError
            When there is no sound.
        """
        info = as_given(await asyncio.to_thread(self.probe, path))
        if not info.audio_streams:
            raise NoAudioError("no audio stream")
        return info


@dataclass(frozen=True, slots=True)
class CueTools:
    """What the way of a programme works with; made in app/wiring.py."""

    sound: SoundTools
    service: ProgrammeService


@dataclass(frozen=True, slots=True)
class Way:
    """How the cues of a sound are found: by this computer, or by a service that names one track for each job."""

    sound: SoundTools
    find: Callable[[Path, OnStep, OnInfo, Sequence[float]], Awaitable["CueList"]]
    """Of a file; told who hears how far it is, what counts of the file, and where borders of cues are likely."""


@dataclass(frozen=True, slots=True)
class CueList:
    """The cues of a clip."""

    clip: Path
    info: MediaInfo
    cues: tuple[Cue, ...]
    """In order of time, on the clip's own time line."""
    uncovered_s: tuple[tuple[float, float], ...] = ()
    """Stretches with sound that were not listened to: from, to."""
    sounds: tuple[PlacedSound, ...] = ()
    """What sounds of a timeline; empty for media."""
    cuts_s: tuple[float, ...] = ()
    """Where a timeline cuts, from its first frame."""
    records: Mapping[str, TrackRecord] = field(default_factory=dict)
    """What the service knows of tracks of its own catalogue, by id; empty where it was not asked."""

    @property
    def n_identified(self) -> int:
        """Cues with a track."""
        return sum(cue.track is not None for cue in self.cues)

    def lines(self) -> list[dict[str, Any]]:
        """A cue line for each (CLI.md, "A cue line")."""
        return [_encode_cue(self, index, cue) for index, cue in enumerate(self.cues, start=1)]


def local_way(tools: CueTools) -> Way:
    """The way of a programme with the service of this computer, which finds borders by itself."""
    return Way(tools.sound, lambda path, on_step, as_given, _: find_cues(path, tools, on_step, as_given))


async def find_cues(path: Path, tools: CueTools, on_step: OnStep, as_given: OnInfo = _as_probed) -> CueList:
    """All cues of a clip of any length.

    When the task is cancelled the service is told.

    Parameters
    ----------
    path
        The clip.
    tools
        What is needed.
    on_step
        Who hears how far it is.
    as_given
        Returns what counts of the clip, or raises before the work begins.

    It raises ``NoAudioError`` when there is no sound, and what the steps raise: ``SlipError`` kinds.
    """
    info = await tools.sound.probe_sound(path, as_given)
    with piece_of_work(tools.sound.work_folder, "programme-") as folder:
        proxy = await _take_sound_out(path, info, tools.sound, folder, on_step)
        done = await _recognise(proxy, tools, on_step)
    cues = tuple(_in_clip_time(cue, info.audio_offset_s) for cue in done.cues)
    return CueList(path, info, cues)


async def _take_sound_out(path: Path, info: MediaInfo, tools: SoundTools, folder: Path, on_step: OnStep) -> Path:
    """The sound of the clip as a file of its own."""
    tell_prepared = on_loop(lambda done, total: on_step(Step.PREPARING, _share(done, total)))
    proxy = await interruptible(
        lambda is_cancelled: tools.make_audio_proxy(
            path, info, folder, on_seconds=tell_prepared, is_cancelled=is_cancelled
        )
    )
    if proxy is None:
        raise asyncio.CancelledError
    return proxy.path


async def _recognise(sound: Path, tools: CueTools, on_step: OnStep) -> Programme:
    """The completed programme.

    A service that died in between knows nothing of it, but has kept what was found: the sound is sent once more, and it goes on there.
    """
    n_starts = 0
    while True:
        storage_key = await _send(sound, tools, on_step)
        programme = await tools.sound.retrier.call(
            partial(tools.service.submit_programme, storage_key),
            schedule.SUBMIT_KEY_RETRY,
            is_surely_unprocessed,
            _ignore_retry,
        )
        n_starts += 1
        try:
            return await _await_end(programme.programme_id, tools, on_step)
        except JobExpiredError:
            if n_starts == _MOST_STARTS:
                raise


async def _send(sound: Path, tools: CueTools, on_step: OnStep) -> str:
    """The storage key of the uploaded sound."""
    tell_sent = on_loop(lambda done, total: on_step(Step.UPLOADING, _share(done, total)))

    async def upload() -> str:
        ticket = await tools.service.request_upload(neutral_file_name(sound))
        await tools.service.put_object(ticket, sound, tell_sent)
        return ticket.storage_key

    return await tools.sound.retrier.call(upload, schedule.PUT_RETRY, is_transient, _ignore_retry)


async def _await_end(programme_id: str, tools: CueTools, on_step: OnStep) -> Programme:
    """The completed programme; asked twice a second, however long it takes."""
    try:
        while True:
            programme = await tools.sound.retrier.call(
                lambda: tools.service.get_programme(programme_id),
                schedule.REQUEST_UPLOAD_RETRY,
                is_transient,
                _ignore_retry,
            )
            on_step(Step.RECOGNISING, programme.progress)
            if programme.state.is_over:
                break
            await tools.sound.retrier.sleep(_POLL_S)
    except asyncio.CancelledError:
        await _cancel(programme_id, tools)
        raise
    if programme.state is not ProgrammeState.COMPLETED:
        raise JobFailedError("the programme has no answer", service=tools.service.name, reason=programme.reason)
    return programme


async def _cancel(programme_id: str, tools: CueTools) -> None:
    """Tell the service, which may be gone already."""
    with contextlib.suppress(SlipError, TimeoutError):
        async with asyncio.timeout(_CANCEL_DEADLINE_S):
            await tools.service.cancel_programme(programme_id)


def _in_clip_time(cue: Cue, audio_offset_s: float) -> Cue:
    """The cue on the clip's own time line: the service heard a sound that begins at its first sample."""
    match = cue.match.shifted(audio_offset_s) if cue.match else None
    return replace(cue, in_s=cue.in_s + audio_offset_s, out_s=cue.out_s + audio_offset_s, match=match)


def _encode_cue(cue_list: CueList, index: int, cue: Cue) -> dict[str, Any]:
    info = cue_list.info
    return {
        "clip": str(cue_list.clip),
        "index": index,
        "in_s": round(cue.in_s, 3),
        "out_s": round(cue.out_s, 3),
        "in_tc": clip_timecode(cue.in_s, info.start_timecode, info.frame_rate),
        "out_tc": clip_timecode(cue.out_s, info.start_timecode, info.frame_rate),
        "track": encode_track(cue.track) if cue.track else None,
        "match": encode_match(cue.match) if cue.match else None,
        "score": cue.track.score if cue.track else None,
        "status": "identified" if cue.track else "unidentified",
    }


def _share(done: float, total: float) -> float:
    return min(1.0, done / total) if total > 0 else 0.0


def _ignore_retry(attempt: int, n_attempts: int, delay_s: float, error: SlipError) -> None:
    """Nobody is told: it is our own process."""
