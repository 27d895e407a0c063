"""The queue as its user commands it: what comes, in which order, what rests, what is tried again, what leaves and comes back."""

import asyncio
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from slipgui.app.accounts import OpenTools
from slipgui.app.dispatcher import Dispatcher
from slipgui.app.journal import Checkpoint, Journal, PendingClip
from slipgui.app.queue_entries import QueueEntries
from slipgui.app.queue_entry import Entry, EntryState, Wish, look_at
from slipgui.app.recognise import Tools
from slipgui.app.recognition import OnEvent
from slipgui.app.retry import is_line_at_fault, is_perhaps_processed
from slipgui.app.sources import address_of
from slipgui.core.clip import Clip, ClipId
from slipgui.core.errors import JournalFullError, ProfileGoneError
from slipgui.core.events import (
    ClipAdded,
    ClipPaused,
    ClipRemoved,
    ClipUnpaused,
    OrderChanged,
    PauseReason,
    ProfileChosen,
    RecognitionFinished,
    StageChanged,
)
from slipgui.core.flow import Stage
from slipgui.core.outcome import Cancelled, Failed
from slipgui.core.queue_order import QueuePlace, SortKey, moved, sorted_order
from slipgui.core.upload_plan import SendMode
from slipgui.core.voice import TimeRange

_N_AT_ONCE = 50
"""Clips that are told in one go; the event loop breathes after so many."""


async def no_other(_: str) -> Tools:
    """Where there is one service only, no other account is known."""
    raise ProfileGoneError("no such account")


class RecognitionQueue:
    """All clips of this program.  Use as ``async with``; leaving stops the work, and what did not end stays pending in the journal.

    Parameters
    ----------
    tools
        What a recognition works with where a clip names no account.
    journal
        Where the queue is kept.
    on_event
        Who hears the news; called on the event loop, must be quick.
    open_tools
        As ``Accounts``.
    waits_for_help
        Whether a clip waits when the key is refused, the network or a volume is gone or the disk is full, until that is over; where
        not, it fails with it: nobody is there who could mend it.
    """

    def __init__(
        self,
        tools: Tools,
        journal: Journal,
        on_event: OnEvent,
        *,
        open_tools: OpenTools = no_other,
        waits_for_help: bool = False,
    ) -> None:
        self._journal = journal
        self._on_event = on_event
        self._entries = QueueEntries()
        self.dispatcher = Dispatcher(tools, open_tools, journal, self._entries, on_event, waits_for_help=waits_for_help)
        """Who takes the clips to work."""
        self._sorted_by: SortKey | None = None
        """What was asked for last."""

    def paths_in_use(self) -> list[Path]:
        """Files of the clips that wait or are at work."""
        return [entry.clip.path for entry in self._entries if entry.state is not EntryState.ENDED]

    async def __aenter__(self) -> Self:
        self.dispatcher.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        await self.dispatcher.close()

    async def join(self) -> None:
        """Return when every clip has ended that is not paused."""
        await self.dispatcher.join()

    # ---------------------------------------------------------------------------------------------------- coming

    async def add(
        self,
        paths: Sequence[Path],
        *,
        is_fresh: bool = False,
        profile: str | None = None,
        part: TimeRange | None = None,
        audio_stream: int | None = None,
    ) -> list[ClipId]:
        """Put clips at the end of the queue; the news of each comes before this returns.

        Where the journal has no room and somebody may help, they wait in memory and are written as soon as there is.

        Parameters
        ----------
        paths
            The files.
        is_fresh
            Recognise them anew though an answer may be known.
        profile
            Id of the account to ask, ``LOCAL`` for this computer; None: the one that is asked by default when their turn comes.
        part
            What of each clip is asked about; None: all of it.
        audio_stream
            The one of each clip that is heard alone; None: those that live.

        Raises
        ------
        JournalFullError
            Where the journal has no room and nobody may help.
        """
        from_s, to_s = (part.from_s, part.to_s) if part is not None else (None, None)
        fresh = Checkpoint(
            is_fresh=is_fresh, profile=profile, part_from_s=from_s, part_to_s=to_s, audio_stream=audio_stream
        )
        seen = await asyncio.to_thread(lambda: [_new_clip(path, fresh) for path in paths])
        try:
            await self._journal.add([item for item, _ in seen])
        except JournalFullError as error:
            if not self.dispatcher.waits_for_help:
                raise
            self.dispatcher.keep_unadded([item.clip.id for item, _ in seen], error)
        await self._take(seen)
        return [item.clip.id for item, _ in seen]

    async def resume(self) -> list[ClipId]:
        """Take over what an earlier run left, each clip from its last step; where its queue rested, this one rests."""
        pending = await self._journal.adopt_pending()
        if await self._journal.adopt_pause():
            self._rest()
        await self._take(await asyncio.to_thread(lambda: [(item, look_at(item.clip.path)[1]) for item in pending]))
        await self._sort_as_kept()
        return [item.clip.id for item in pending]

    async def bring_back(self, limit: int) -> None:
        """Show the clips again that ended last in earlier runs and were not taken out, at most ``limit``; nothing is asked anew."""
        for n_taken, ended in enumerate(await self._journal.ended(limit), 1):
            report = ended.report
            if self._entries.of([report.clip.id]):
                continue
            entry = self._entries.add(PendingClip(report.clip, report.source_bytes, ended.checkpoint), None)
            entry.report = report
            self._entries.enter(entry, EntryState.ENDED)
            self._tell_restored(entry)
            if n_taken % _N_AT_ONCE == 0:
                await asyncio.sleep(0)
        await self._sort_as_kept()

    async def _sort_as_kept(self) -> None:
        """What waits and what ended come back apart: bring both into the one order that the journal kept."""
        kept = dict.fromkeys(await self._journal.in_order(self._entries.order))
        present = dict.fromkeys(self._entries.order)  # clips may have come or gone meanwhile
        order = [clip_id for clip_id in kept if clip_id in present]
        order += [clip_id for clip_id in present if clip_id not in kept]
        if self._entries.reorder(order):
            self._on_event(OrderChanged(tuple(self._entries.order)))

    async def _take(self, items: Sequence[tuple[PendingClip, int | None]]) -> None:
        """Put clips, each with its volume, at the end."""
        for n_taken, (item, device) in enumerate(items, 1):
            entry = self._entries.add(item, device)
            self._on_event(ClipAdded(item.clip.id, item.clip, item.source_bytes))
            if entry.is_paused:
                self._on_event(ClipPaused(item.clip.id))
            if n_taken % _N_AT_ONCE == 0:
                self.dispatcher.wake()
                await asyncio.sleep(0)
        self.dispatcher.wake()

    # ---------------------------------------------------------------------------------------------------- order

    async def move(self, clip_ids: Sequence[ClipId], before: ClipId | None) -> None:
        """Put clips, together and in the order they are named, in front of another one, or at the end."""
        await self._reorder(moved(self._entries.order, clip_ids, before))

    async def move_to_top(self, clip_ids: Sequence[ClipId]) -> None:
        """Put clips, together and in the order they are named, in front of all others."""
        await self.move(clip_ids, next(iter(self._entries.order), None))

    async def sort(self, key: SortKey) -> None:
        """Put all clips in the order of their names, sizes, or coming; asked for again while they stand so, the other way round."""
        places = [QueuePlace(e.clip.id, e.clip.name, e.source_bytes, e.n_before_it) for e in self._entries]
        order = sorted_order(places, key)
        if key is self._sorted_by and order == self._entries.order:
            order = sorted_order(places, key, is_descending=True)
        self._sorted_by = key
        await self._reorder(order)

    async def _reorder(self, order: Sequence[ClipId]) -> None:
        part = self._entries.reorder(order)
        if part:
            await self._journal.reorder(part)
            self._on_event(OrderChanged(tuple(self._entries.order)))

    # ---------------------------------------------------------------------------------------------------- resting

    async def pause(self, clip_ids: Sequence[ClipId]) -> None:
        """Let clips rest, also over a restart; one at work keeps what is done, and ends a submission that is on its way."""
        entries = [e for e in self._entries.of(clip_ids) if e.report is None and not e.is_paused]
        for entry in entries:
            entry.is_paused = True
            entry.is_urgent = False
            entry.interrupt(Wish.HOLD)
            self._on_event(ClipPaused(entry.clip.id))
        self.dispatcher.wake()
        await self._journal.set_paused([entry.clip.id for entry in entries], is_paused=True)

    async def unpause(self, clip_ids: Sequence[ClipId]) -> None:
        """Let clips that rest wait for their turn again."""
        entries = [entry for entry in self._entries.of(clip_ids) if entry.is_paused]
        for entry in entries:
            entry.is_paused = False
            entry.wish = None
            self._on_event(ClipUnpaused(entry.clip.id))
            if entry.state is EntryState.WAITING:
                self.dispatcher.tell_wait(entry)
        self.dispatcher.wake()
        await self._journal.set_paused([entry.clip.id for entry in entries], is_paused=False)

    async def pause_all(self) -> None:
        """Let no clip begin, and let those at work rest, also over a restart."""
        self._rest()
        await self._journal.set_queue_paused(True)

    def _rest(self) -> None:
        self.dispatcher.pause(PauseReason.USER)
        for entry in self._entries:
            entry.interrupt(Wish.HOLD)

    async def stop_after_this(self) -> None:
        """Let those at work end, and no other begin, also over a restart."""
        self.dispatcher.pause(PauseReason.AFTER_THIS)
        await self._journal.set_queue_paused(True)

    async def unpause_all(self) -> None:
        """Let the queue go on, and every clip that rests."""
        for entry in self._entries:
            entry.wish = None
        self.dispatcher.unpause()
        await self._journal.set_queue_paused(False)
        await self.unpause([entry.clip.id for entry in self._entries if entry.is_paused])

    async def send_now(self, clip_ids: Sequence[ClipId]) -> None:
        """Let clips go first, whatever they wait for: their turn, a file that is still written, the network, the next try."""
        entries = [entry for entry in self._entries.of(clip_ids) if entry.state is not EntryState.ENDED]
        for entry in entries:
            entry.is_urgent = True
            entry.wish = None
            if entry.work is not None:
                entry.work.hurry()
            if (account := self.dispatcher.accounts.known(entry.checkpoint.profile)) is not None:
                account.tools.service.forget_refusal()
        await self.move_to_top([entry.clip.id for entry in entries])
        await self.unpause([entry.clip.id for entry in entries])

    def resume_service(self) -> None:
        """Somebody mended key, account or network: clips that wait for the service go on."""
        for account in self.dispatcher.accounts:
            account.gate.open()

    async def choose_profile(self, clip_ids: Sequence[ClipId], profile: str) -> None:
        """Let clips go to another account, or to this computer (``LOCAL``); what another one has of them is left there.

        A clip that ended begins again with it, and so does one at work, which stops before.
        """
        for entry in self._entries.of(clip_ids):
            if self._goes_to(entry) != profile:
                await self._stop(entry)
            held = self.dispatcher.hold_back([entry])
            if entry.state is EntryState.AT_WORK and not held:
                continue  # with this very account
            checkpoint = _anew(entry, is_fresh=not held or entry.checkpoint.is_fresh)
            checkpoint = replace(checkpoint, profile=profile, is_possibly_twice=False)
            await self._begin_again(entry, checkpoint)
            self._on_event(ProfileChosen(entry.clip.id, profile))

    async def choose_send(self, clip_ids: Sequence[ClipId], send: SendMode) -> None:
        """Let the sound alone of clips be sent, or the files themselves, whatever the settings say; each begins again."""
        await self._begin_with(clip_ids, send=send, part_from_s=None, part_to_s=None, audio_stream=None)

    async def choose_part(self, clip_id: ClipId, part: TimeRange) -> None:
        """Let the service be asked about a part of a clip alone; it begins again."""
        await self._begin_with([clip_id], send=None, part_from_s=part.from_s, part_to_s=part.to_s)

    async def choose_track(self, clip_id: ClipId, audio_stream: int | None) -> None:
        """Let one audio stream of a clip be heard alone, told by its position, or those that live (None); it begins again."""
        await self._begin_with([clip_id], send=None, part_from_s=None, part_to_s=None, audio_stream=audio_stream)

    async def _begin_with(self, clip_ids: Sequence[ClipId], **choice: object) -> None:
        for entry in self._entries.of(clip_ids):
            await self._stop(entry)
            held = self.dispatcher.hold_back([entry])
            checkpoint = _anew(entry, is_fresh=not held or entry.checkpoint.is_fresh)
            await self._begin_again(entry, replace(checkpoint, **choice))  # type: ignore[arg-type]

    async def _stop(self, entry: Entry) -> None:
        """Let a clip at work stop, and not begin again before this returns."""
        entry.is_changing, entry.is_urgent = True, False
        while entry.task is not None:
            entry.interrupt(Wish.HOLD)
            await asyncio.wait([entry.task])
        entry.is_changing = False

    def _goes_to(self, entry: Entry) -> str:
        checkpoint = entry.work.checkpoint if entry.work is not None else entry.checkpoint
        return checkpoint.profile or self.dispatcher.accounts.default

    # ---------------------------------------------------------------------------------------------------- ending, and back

    async def cancel(self, clip_ids: Iterable[ClipId]) -> None:
        """End clips with the outcome "cancelled", whatever they do now; those that ended stay as they are.

        All are stopped before the first end is written: none of them begins or sends on meanwhile.
        """
        entries = self._entries.of(clip_ids)
        at_work = [entry for entry in entries if entry.task is not None]
        for entry in at_work:
            entry.interrupt(Wish.CANCEL)
        for entry in self.dispatcher.hold_back(entries):
            await self.dispatcher.finish_held(entry, Cancelled())
        for entry in at_work:
            while entry.task is not None:
                entry.interrupt(Wish.CANCEL)
                await asyncio.wait([entry.task])
            for put_back in self.dispatcher.hold_back([entry]):
                await self.dispatcher.finish_held(put_back, Cancelled())

    async def retry(self, clip_id: ClipId, *, is_fresh: bool = False) -> None:
        """Begin again with a clip that ended, in its old place; a service that was paused is asked again.

        A job that the service still has at work is asked for, an object that it stored is not sent again.

        Parameters
        ----------
        clip_id
            Which one.
        is_fresh
            Recognise it anew though an answer may be known.
        """
        for entry in self._entries.of([clip_id]):
            if entry.state is not EntryState.ENDED:
                continue
            await self._begin_again(entry, _next_try(entry, is_fresh=is_fresh))

    async def _begin_again(self, entry: Entry, checkpoint: Checkpoint) -> None:
        entry.checkpoint = checkpoint
        entry.report = None
        entry.wish = None
        entry.waits_for = None
        entry.worked_s = 0.0
        self._entries.enter(entry, EntryState.WAITING)
        self._on_event(StageChanged(entry.clip.id, Stage.DROPPED))
        self.dispatcher.tell_wait(entry)
        if (account := self.dispatcher.accounts.known(checkpoint.profile)) is not None:
            account.gate.open()
        self.dispatcher.wake()
        await self._journal.save(entry.clip.id, checkpoint)

    async def remove(self, clip_ids: Iterable[ClipId]) -> None:
        """Take clips out of the queue, until ``restore``; what ended stays in the history, what is at work keeps what is done."""
        gone = self._entries.remove(clip_ids)
        for entry in gone:
            entry.interrupt(Wish.HOLD)
            self._on_event(ClipRemoved(entry.clip.id))
        self.dispatcher.wake()
        await self._journal.set_removed([entry.clip.id for entry in gone], is_removed=True)

    async def clear_finished(self) -> list[ClipId]:
        """Take out what has ended; tells which clips that were, for ``restore``."""
        ended = [entry.clip.id for entry in self._entries if entry.state is EntryState.ENDED]
        await self.remove(ended)
        return ended

    async def restore(self, clip_ids: Iterable[ClipId]) -> None:
        """Put clips back that were taken out, where and as they were."""
        back = self._entries.restore(clip_ids)
        await self._journal.set_removed([entry.clip.id for entry in back], is_removed=False)
        for entry in back:
            self._tell_restored(entry)
        if back:
            self._on_event(OrderChanged(tuple(self._entries.order)))
        self.dispatcher.wake()

    def _tell_restored(self, entry: Entry) -> None:
        clip_id = entry.clip.id
        self._on_event(ClipAdded(clip_id, entry.clip, entry.source_bytes, entry.info))
        if not entry.is_paused:
            entry.wish = None
        if entry.report is not None and entry.state is EntryState.ENDED:
            self._on_event(RecognitionFinished(clip_id, entry.report))
            return
        self.dispatcher.tell_wait(entry)
        if entry.work is not None:
            self._on_event(StageChanged(clip_id, entry.work.stage))


def _new_clip(path: Path, checkpoint: Checkpoint) -> tuple[PendingClip, int | None]:
    """A clip that was never looked at, and its volume.  Blocking."""
    size_bytes, device = look_at(path)
    return PendingClip(Clip(ClipId(uuid.uuid4().hex), path, address_of(path)), size_bytes, checkpoint), device


def _next_try(entry: Entry, *, is_fresh: bool) -> Checkpoint:
    """Where a clip that ended begins again: with what the service has of it where only the line was at fault, else from the file on."""
    outcome = entry.report.outcome if entry.report is not None else None
    if is_fresh:  # anew is as at first: all of the clip
        return replace(_anew(entry, is_fresh=True), part_from_s=None, part_to_s=None, audio_stream=None)
    if not isinstance(outcome, Failed) or not is_line_at_fault(outcome.error):
        return _anew(entry, is_fresh=False)
    kept = entry.checkpoint.at_rest()
    return replace(kept, is_possibly_twice=kept.is_possibly_twice or _is_perhaps_taken(entry))


def _anew(entry: Entry, *, is_fresh: bool) -> Checkpoint:
    """The beginning of the way, with what the user chose for the clip."""
    kept = entry.checkpoint
    is_under_way = entry.report is None and (kept.is_possibly_twice or kept.is_perhaps_submitted)
    return Checkpoint(
        is_fresh=is_fresh,
        is_possibly_twice=is_under_way or _is_perhaps_taken(entry),
        profile=kept.profile,
        send=kept.send,
        part_from_s=kept.part_from_s,
        part_to_s=kept.part_to_s,
        audio_stream=kept.audio_stream,
    )


def _is_perhaps_taken(entry: Entry) -> bool:
    """Whether the service may have a job, of which nobody knows, of a clip that ended without an answer."""
    report, kept = entry.report, entry.checkpoint
    if report is None or kept.job_id is not None:
        return False
    if isinstance(report.outcome, Failed):
        return is_perhaps_processed(report.outcome.error)
    is_all_sent = report.sent_bytes >= kept.planned_bytes
    return isinstance(report.outcome, Cancelled) and kept.is_perhaps_submitted and is_all_sent
