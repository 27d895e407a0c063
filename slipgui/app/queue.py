"""The queue: clips in the user's order, a bounded number at work, each ending with exactly one report."""

import asyncio
import contextlib
import logging
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from slipgui.app.journal import Checkpoint, Journal, PendingClip
from slipgui.app.recognise import Tools, recognise_clip
from slipgui.app.recognition import OnEvent, Recognition
from slipgui.app.recognition_line import encode_report
from slipgui.core.clip import Clip, ClipId
from slipgui.core.errors import InternalError, JournalError, SlipError
from slipgui.core.events import ClipAdded, ClipRemoved, RecognitionFinished, StageChanged
from slipgui.core.flow import Stage
from slipgui.core.outcome import Cancelled, Failed, Outcome

_log = logging.getLogger(__name__)

N_AT_WORK = 4
"""Clips between probing and answer at once; preparing and uploading are bounded more tightly in ``Tools``."""


@dataclass(slots=True)
class _Entry:
    clip: Clip
    source_bytes: int
    checkpoint: Checkpoint
    task: asyncio.Task[None] | None = None
    is_waiting: bool = True
    """Whether it waits for its turn; False while at work and after its end."""


class RecognitionQueue:
    """All clips of this program.  Use as ``async with``; leaving stops the work, and what did not end stays pending in the journal.

    Parameters
    ----------
    tools
        What a recognition works with.
    journal
        Where the queue is kept.
    on_event
        Who hears the news; called on the event loop, must be quick.
    """

    def __init__(self, tools: Tools, journal: Journal, on_event: OnEvent) -> None:
        self._tools = tools
        self._journal = journal
        self._on_event = on_event
        self._entries: dict[ClipId, _Entry] = {}
        self._waiting: asyncio.Queue[ClipId] = asyncio.Queue()
        self._workers: list[asyncio.Task[None]] = []
        self._changed = asyncio.Event()
        self._is_closing = False

    async def __aenter__(self) -> Self:
        self._workers = [asyncio.create_task(self._work(), name=f"recogniser {i}") for i in range(N_AT_WORK)]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._is_closing = True
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)

    async def add(self, paths: Sequence[Path], *, is_fresh: bool = False) -> list[ClipId]:
        """Put clips at the end of the queue; the news of each comes before this returns.

        With ``is_fresh`` the service is asked even where its answer is known.
        """
        clips = [Clip(ClipId(uuid.uuid4().hex), path) for path in paths]
        sizes = await asyncio.to_thread(lambda: [_size_bytes(path) for path in paths])
        sized = list(zip(clips, sizes, strict=True))
        await self._journal.add(sized, is_fresh=is_fresh)
        for clip, size_bytes in sized:
            self._enqueue(PendingClip(clip, size_bytes, Checkpoint(is_fresh=is_fresh)))
        return [clip.id for clip in clips]

    async def resume(self) -> list[ClipId]:
        """Take over what an earlier run left, each clip from its last step."""
        pending = await self._journal.adopt_pending()
        for item in pending:
            self._enqueue(item)
        return [item.clip.id for item in pending]

    async def cancel(self, clip_id: ClipId) -> None:
        """End a clip with the outcome "cancelled", whatever it does now; a clip that ended stays as it is."""
        entry = self._entries.get(clip_id)
        if entry is None:
            return
        if entry.task is not None:
            entry.task.cancel()
            await asyncio.wait([entry.task])
        elif entry.is_waiting:
            entry.is_waiting = False
            await self._finish(self._recognition(entry), Cancelled(), 0.0)

    async def retry(self, clip_id: ClipId, *, is_fresh: bool = False) -> None:
        """Begin again with a clip that ended; with ``is_fresh`` the service is asked even where its answer is known."""
        entry = self._entries.get(clip_id)
        if entry is None or entry.is_waiting or entry.task is not None:
            return
        self._tools.service.forget_refusal()
        entry.checkpoint = Checkpoint(is_fresh=is_fresh)
        entry.is_waiting = True
        await self._journal.save(clip_id, entry.checkpoint)
        self._on_event(StageChanged(clip_id, Stage.DROPPED))
        self._waiting.put_nowait(clip_id)

    async def remove(self, clip_id: ClipId) -> None:
        """Take a clip out of the queue; what ended stays in the history."""
        await self.cancel(clip_id)
        if self._entries.pop(clip_id, None) is not None:
            self._on_event(ClipRemoved(clip_id))

    async def join(self) -> None:
        """Return when every clip has ended."""
        while any(entry.is_waiting or entry.task is not None for entry in self._entries.values()):
            self._changed.clear()
            await self._changed.wait()

    # ---------------------------------------------------------------------------------------------------- inside

    def _enqueue(self, item: PendingClip) -> None:
        self._entries[item.clip.id] = _Entry(item.clip, item.source_bytes, item.checkpoint)
        self._on_event(ClipAdded(item.clip.id, item.clip, item.source_bytes))
        self._waiting.put_nowait(item.clip.id)

    async def _work(self) -> None:
        while True:
            entry = self._entries.get(await self._waiting.get())
            if entry is None or not entry.is_waiting:
                continue
            entry.is_waiting = False
            entry.task = asyncio.create_task(self._recognise(entry), name=f"clip {entry.clip.id}")
            try:
                await asyncio.wait([entry.task])
            except asyncio.CancelledError:  # the program ends: the clip stays pending
                entry.task.cancel()
                await asyncio.wait([entry.task])
                raise
            entry.task = None
            self._changed.set()

    async def _recognise(self, entry: _Entry) -> None:
        work = self._recognition(entry)
        started_s = time.monotonic()
        outcome: Outcome
        try:
            outcome = await recognise_clip(work, self._tools)
        except asyncio.CancelledError:
            if self._is_closing:
                raise
            outcome = Cancelled()
        except SlipError as error:
            outcome = Failed(error)
        except Exception:  # noqa: BLE001 - the one broad catch: a bug of ours must not take the other clips along
            _log.exception("unforeseen while recognising")
            outcome = Failed(InternalError("unforeseen"))
        await self._finish(work, outcome, time.monotonic() - started_s)

    async def _finish(self, work: Recognition, outcome: Outcome, elapsed_s: float) -> None:
        report = work.report(outcome, self._tools.service.name, elapsed_s)
        try:
            await self._journal.finish(work.clip.id, encode_report(report), report.raw_answer)
        except JournalError as error:  # the answer is told all the same; the clip stays pending for the next run
            _log.error("the end of a clip is not in the journal: %s", error)
        self._on_event(RecognitionFinished(work.clip.id, report))
        self._changed.set()

    def _recognition(self, entry: _Entry) -> Recognition:
        return Recognition(entry.clip, entry.source_bytes, self._journal, self._on_event, entry.checkpoint)


def _size_bytes(path: Path) -> int:
    with contextlib.suppress(OSError):
        return path.stat().st_size if path.is_file() else 0
    return 0
