"""Who speaks in a clip, and when: the way of one clip through pyannoteAI's identification; tables of it as CSV and RTTM."""

import asyncio
import csv
import io
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from slipgui.app.atomic_file import write_atomically
from slipgui.app.kept_speech import KeptSpeech, keep_speech
from slipgui.app.recognise import interruptible, on_loop
from slipgui.app.voice_tools import SERVICE_REMARKS, VoiceNews, VoiceTools, await_job, submit, there_still, upload_media
from slipgui.app.work_folder import piece_of_work
from slipgui.core.clip import AudioProxy, MediaInfo
from slipgui.core.errors import ClipLimitError, JobExpiredError, JobFailedError, NoAudioError, VoicesFileError
from slipgui.core.plain_text import plain_text
from slipgui.core.spreadsheet_text import guard
from slipgui.core.voice import (
    SPEAKERS_MAX_BYTES,
    SPEAKERS_MAX_S,
    NamedVoiceprint,
    SpeakerOptions,
    SpeechSegment,
    Voice,
    VoiceJob,
    VoiceStep,
    check_speaker_options,
    check_voices,
)

CSV, RTTM = ".csv", ".rttm"
"""Endings of the files that tell who speaks."""


@dataclass(frozen=True, slots=True)
class SpeakerSearch:
    """What is wanted."""

    clip: Path
    voices: tuple[Voice, ...]
    """Who may speak."""
    options: SpeakerOptions
    is_fresh: bool = False
    """Whether the service is asked even where its answer of the last day is known."""


async def find_speakers(search: SpeakerSearch, tools: VoiceTools, news: VoiceNews) -> list[SpeechSegment]:
    """Who speaks when, on the clip's own time line, in order of time.

    What was asked for within a day, by a run that was interrupted too, is not sent again.

    Parameters
    ----------
    search
        What is wanted.
    tools
        What it is found with.
    news
        Hears how it goes.

    Raises
    ------
    NoAudioError
        When the clip has no sound.
    ClipLimitError
        When it is longer or larger than the service takes.
    """
    news.step(VoiceStep.PROBE, 0.0)
    voiceprints = await asyncio.to_thread(tools.library.voiceprints, search.voices)
    check_voices(voiceprints)
    check_speaker_options(search.options)
    info = await asyncio.to_thread(tools.probe, search.clip)
    if not info.audio_streams:
        raise NoAudioError("no audio stream")
    if info.duration_s > SPEAKERS_MAX_S:
        raise ClipLimitError("too long", duration_s=info.duration_s, limit_s=SPEAKERS_MAX_S, purpose="speakers")
    tools.known_service()
    key = await asyncio.to_thread(_search_key, search)
    segments = None if search.is_fresh else await _ask_again(key, info, tools, news)
    if segments is None:
        job = await _send(search, info, voiceprints, tools, news)
        await asyncio.to_thread(tools.library.note_search, key, job.job_id)
        segments = await _await_segments(key, job.job_id, info, tools, news, job.warning)
    # the service heard a sound that begins at its first sample
    offset_s = info.audio_offset_s
    found = [replace(one, start_s=one.start_s + offset_s, end_s=one.end_s + offset_s) for one in segments]
    with suppress(OSError):  # the cue page could not show it: no reason to lose what was found
        await asyncio.to_thread(keep_speech, tools.library.home, search.clip, KeptSpeech(tuple(found), offset_s))
    return found


def _search_key(search: SpeakerSearch) -> str:
    """The same for the same question about the same file."""
    state = search.clip.stat()
    voices = sorted((voice.id, voice.label) for voice in search.voices)
    parts = (
        os.fsencode(search.clip),
        state.st_size,
        state.st_mtime_ns,
        voices,
        search.options,
    )
    return sha256(repr(parts).encode()).hexdigest()


async def _ask_again(key: str, info: MediaInfo, tools: VoiceTools, news: VoiceNews) -> tuple[SpeechSegment, ...] | None:
    """What a search of the last day found or is about to find; None where there was none, or its result is gone."""
    job_id = await asyncio.to_thread(tools.library.find_search, key)
    if job_id is None:
        return None
    news.job(job_id)
    try:
        return await _await_segments(key, job_id, info, tools, news)
    except JobExpiredError as error:
        if error.context.get("waited_s"):
            raise
        return None


async def _send(
    search: SpeakerSearch, info: MediaInfo, voiceprints: list[NamedVoiceprint], tools: VoiceTools, news: VoiceNews
) -> VoiceJob:
    with piece_of_work(tools.work_folder, "speakers-") as folder:
        proxy = await _make_proxy(search.clip, info, tools, folder, news)
        media_url = await upload_media(proxy.path, tools, news)
    ask = partial(
        tools.known_service().submit_identify,
        media_url,
        voiceprints,
        search.options,
        webhook=tools.webhook_address,
    )
    return await submit(ask, tools, news)


async def _await_segments(
    key: str, job_id: str, info: MediaInfo, tools: VoiceTools, news: VoiceNews, warning: str | None = None
) -> tuple[SpeechSegment, ...]:
    """What the job found; one that ended without an answer is forgotten.  What was remarked at first is told where its end says none.

    Raises
    ------
    JobFailedError
        When the service gave it up or canceled it.
    JobExpiredError
        When its result was deleted, or did not come in time.
    """
    news.step(VoiceStep.POLL, 0.0)
    try:
        job = await await_job(job_id, tools, max(tools.deadline_s, info.duration_s))
        if said := job.warning or warning:
            news.remark(SERVICE_REMARKS, said)
        return there_still(job.segments)
    except (JobFailedError, JobExpiredError) as error:
        if not error.context.get("waited_s"):
            await asyncio.to_thread(tools.library.forget_search, key)
        raise


async def _make_proxy(clip: Path, info: MediaInfo, tools: VoiceTools, folder: Path, news: VoiceNews) -> AudioProxy:
    tell = on_loop(lambda done_s, total_s: news.step(VoiceStep.PREPARE, done_s / total_s if total_s else 0.0))
    news.step(VoiceStep.PREPARE, 0.0)
    proxy = await interruptible(
        lambda is_cancelled: tools.make_audio_proxy(clip, info, folder, on_seconds=tell, is_cancelled=is_cancelled)
    )
    if proxy is None:
        raise asyncio.CancelledError
    if proxy.size_bytes > SPEAKERS_MAX_BYTES:
        raise ClipLimitError("too large", size_bytes=proxy.size_bytes, limit_bytes=SPEAKERS_MAX_BYTES)
    return proxy


def write_speakers(segments: Sequence[SpeechSegment], clip: Path, target: Path) -> None:
    """Write the segments by the ending of ``target``: RTTM, else CSV.  Blocking.

    Raises
    ------
    VoicesFileError
        When it cannot be written.
    """
    text = encode_rttm(segments, clip) if target.suffix.lower() == RTTM else encode_speakers_csv(segments)
    try:
        write_atomically(target, text)
    except OSError as cause:
        raise VoicesFileError("not written", why=cause.strerror or "", file=str(target)) from cause


def encode_speakers_csv(segments: Sequence[SpeechSegment]) -> str:
    """The segments as a table for spreadsheets: comma, CRLF, a byte order mark; no cell begins a formula."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(("start_s", "end_s", "label", "speaker", "confidence"))
    for one in segments:
        confidence = "" if one.confidence is None else f"{one.confidence:g}"
        label, speaker = (guard(text) for text in (one.label or "", one.speaker))
        writer.writerow((f"{one.start_s:.3f}", f"{one.end_s:.3f}", label, speaker, confidence))
    return "\ufeff" + target.getvalue()


def encode_rttm(segments: Sequence[SpeechSegment], clip: Path) -> str:
    """The segments in NIST's Rich Transcription Time Marked form: ten fields divided by blanks, so names have none."""
    file = _rttm_word(clip.stem)
    return "".join(
        f"SPEAKER {file} 1 {one.start_s:.3f} {one.end_s - one.start_s:.3f} <NA> <NA> "
        f"{_rttm_word(one.label or one.speaker)} <NA> <NA>\n"
        for one in segments
    )


def _rttm_word(text: str) -> str:
    return "_".join(plain_text(text).split()) or "<NA>"
