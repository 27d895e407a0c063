"""Who of the waiting clips goes to work, and what becomes of those that come back without an answer.

A clip ends with an answer, with its own failure, or because somebody cancelled it.  What is nobody's fault - no network, a refused key, a
volume that is gone, a full disk - puts it back where it was, with all that was done kept; it goes on when that is over.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import suppress

from slipgui.app.accounts import Accounts, OpenTools
from slipgui.app.journal import Journal, PendingClip
from slipgui.app.queue_entries import QueueEntries
from slipgui.app.queue_entry import Entry, EntryState, Wish, is_volume_gone
from slipgui.app.recognise import Tools, recognise_clip
from slipgui.app.recognition import OnEvent, Recognition
from slipgui.app.recognition_line import encode_report
from slipgui.app.service_gate import ServiceGate, concerns_all_clips
from slipgui.app.slots import Passage, Phase
from slipgui.app.twins import TwinAtWorkError
from slipgui.core.clip import ClipId
from slipgui.core.errors import (
    AuthenticationError,
    ClipGoneError,
    ClipUnreadableError,
    DiskFullError,
    InternalError,
    JournalError,
    JournalFullError,
    PaymentRequiredError,
    Recovery,
    SlipError,
)
from slipgui.core.events import (
    BatchFinished,
    ClipPaused,
    ClipProbed,
    Event,
    PauseReason,
    QueuePaused,
    QueueUnpaused,
    RecognitionFinished,
    Report,
    StageChanged,
    TwinEnded,
    VolumeBack,
    WaitingForNetwork,
    WaitingForTwin,
    WaitingForVolume,
)
from slipgui.core.flow import Stage
from slipgui.core.outcome import BatchSummary, Cancelled, Failed, Identified, NotIdentified, Outcome
from slipgui.core.profile_id import FIRST_PROFILE, LOCAL
from slipgui.core.settings import Settings

_log = logging.getLogger(__name__)

N_PUT_BACK = 5
"""How often a clip is tried again because the line failed while the service answered in between: then it is told as the clip's failure."""
TWIN_CHECK_S = 2.0
"""Between two looks whether another program still asks about what clips of this one wait for."""
VOLUME_CHECK_S = 3.0
"""Between two looks for a volume that is gone."""
ROOM_CHECK_S = 10.0
"""Between two tries to write the journal when the disk is full."""


class Dispatcher:
    """See above.

    Parameters
    ----------
    tools
        What a recognition works with where a clip names no account.
    open_tools
        As ``Accounts``.
    journal
        Where the queue is kept.
    entries
        The clips.
    on_event
        Who hears the news.
    waits_for_help
        Whether a person, or time, may mend what concerns all clips; where not, the clips fail with it.
    """

    def __init__(
        self,
        tools: Tools,
        open_tools: OpenTools,
        journal: Journal,
        entries: QueueEntries,
        on_event: OnEvent,
        *,
        waits_for_help: bool,
    ) -> None:
        self._tools = tools
        self._twins = tools.known_answers.twins
        self._journal = journal
        self._entries = entries
        self._on_event = on_event
        self.waits_for_help = waits_for_help
        """Whether what concerns all clips may be mended."""
        self.accounts = Accounts(tools, open_tools, on_event, self.wake)
        """Who may be asked."""
        self.pause_reason: PauseReason | SlipError | None = None
        """Why no clip begins; None where they do."""
        self.on_busy: Callable[[bool], None] = lambda _: None
        """Hears whether there is work, when that changes."""
        self._is_busy = False
        self._is_closing = False
        self._changed = asyncio.Event()
        self._batch = BatchSummary()
        self._unadded: list[ClipId] = []
        """Clips that the journal had no room for, in the order they came."""
        self._adding = asyncio.Lock()
        self._unwritten: dict[ClipId, Entry] = {}
        """Clips of which the journal does not know how far they came, or how they ended."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._watches: dict[str, asyncio.Task[None]] = {}

    def use(self, settings: Settings) -> None:
        """Let clips that begin from now on go by these settings; those at work keep theirs."""
        self.accounts.use(settings)

    def start(self) -> None:
        """Begin to take clips."""
        self._keep(asyncio.create_task(self._dispatch(), name="dispatch"))

    async def close(self) -> None:
        """Stop; what did not end stays pending in the journal."""
        self._is_closing = True
        await self.accounts.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        try:
            await self._write_the_rest()
        except JournalError as error:
            _log.error("what is not in the journal is lost, %d new clips: %s", len(self._unadded), error)
        self._tell_busy()

    def hold_what_goes_out(self) -> None:
        """Let clips at work that are with an account stop; they keep what is done and wait."""
        for entry in self._entries:
            if entry.account is not None and entry.account.tools.profile != LOCAL:
                entry.interrupt(Wish.HOLD)

    def wake(self) -> None:
        """Something changed that may let a clip begin, or end the batch."""
        self._changed.set()
        self._tell_busy()

    async def join(self) -> None:
        """Return when no clip is at work or will be by itself."""
        while self._entries.has_active:
            self._changed.clear()
            await self._changed.wait()

    def pause(self, reason: PauseReason | SlipError) -> None:
        """Let no clip begin."""
        self.pause_reason = reason
        self._on_event(QueuePaused(reason))
        self.wake()

    def unpause(self) -> None:
        """Let clips begin again."""
        if self.pause_reason is not None:
            self.pause_reason = None
            self._on_event(QueueUnpaused())
        self.wake()

    def keep_unadded(self, clip_ids: Sequence[ClipId], error: JournalFullError) -> None:
        """Write clips into the journal as soon as it has room for them; until then none begins."""
        self._unadded += clip_ids
        self._wait_for_room(error)

    def hold_back(self, entries: Iterable[Entry]) -> list[Entry]:
        """Let those of the clips that wait for their turn get none; tells which, for ``finish_held``."""
        held = [entry for entry in entries if entry.state is EntryState.WAITING]
        for entry in held:
            self._entries.enter(entry, EntryState.AT_WORK)
        return held

    async def finish_held(self, entry: Entry, outcome: Outcome) -> None:
        """End a clip that was held back."""
        await self._finish(entry, self._recognition(entry, Passage(self._tools.slots)), outcome)
        self.wake()

    # ------------------------------------------------------------------------------------------------- taking clips

    def _next(self) -> Entry | None:
        return self._entries.next_ready(self._is_open)

    def _is_open(self, entry: Entry) -> bool:
        if self.pause_reason is not None or self._twins.holder(entry.waits_for) is not None:
            return False
        account = self.accounts.known(entry.checkpoint.profile)
        return account is None or account.gate.reason is None

    async def _dispatch(self) -> None:
        while True:
            if self._next() is None:
                self._changed.clear()
                await self._changed.wait()
                continue
            passage = Passage(self._tools.slots)
            await passage.enter(Phase.PREPARE)
            entry = self._next()  # who is first may have changed while there was no place
            if entry is None:
                passage.leave()
            else:
                self._begin(entry, passage)

    def _begin(self, entry: Entry, passage: Passage) -> None:
        self._entries.enter(entry, EntryState.AT_WORK)
        entry.wish = None
        entry.missing_folder = None
        entry.waits_for = None
        entry.account = None
        entry.task = asyncio.create_task(self._work(entry, passage), name=f"clip {entry.clip.id}")
        self._keep(entry.task)
        self._tell_busy()

    def _recognition(self, entry: Entry, passage: Passage) -> Recognition:
        def hear(event: Event) -> None:
            if not entry.is_removed:
                self._on_event(event)
            if isinstance(event, StageChanged):
                entry.stop_if_held()
            elif isinstance(event, ClipProbed):
                entry.info = event.info

        work = Recognition(entry.clip, entry.source_bytes, self._journal, hear, passage, entry.checkpoint)
        work.is_urgent = entry.is_urgent
        return work

    async def _work(self, entry: Entry, passage: Passage) -> None:
        try:
            await self._work_to_an_end(entry, passage)
        finally:
            self._twins.release(entry.clip.id)  # behind what the journal was told: there they find the answer
        entry.task = None
        self.wake()

    async def _work_to_an_end(self, entry: Entry, passage: Passage) -> None:
        entry.work = work = self._recognition(entry, passage)  # from here on it can be interrupted
        started_s = time.monotonic()
        try:
            result = await self._result(entry, work)
        finally:
            work.passage.leave()
            entry.worked_s += time.monotonic() - started_s
            entry.is_urgent = False
            entry.work = None  # from here on nobody interrupts
        if isinstance(result, SlipError):
            result = None if await self._may_go_on_later(entry, result) else Failed(result)
        if result is None:
            await self._put_back(entry, work)
        else:
            await self._finish(entry, work, result)

    async def _result(self, entry: Entry, work: Recognition) -> Outcome | SlipError | None:
        """How the clip ends or what went wrong; None when it was held, or waits for the answer of another one."""
        try:
            if entry.wish is None:
                await self._add_the_rest()
                async with self.accounts.at_work(entry.checkpoint.profile) as account:
                    entry.account = account
                    return await recognise_clip(work, account.tools)
        except asyncio.CancelledError:
            if self._is_closing:
                raise
        except SlipError as error:
            return error
        except TwinAtWorkError as twin:
            entry.waits_for = twin.content
            return None
        except Exception:  # noqa: BLE001 - the one broad catch: a bug of ours must not take the other clips along
            _log.exception("unforeseen while recognising")
            return InternalError("unforeseen")
        return Cancelled() if entry.wish is Wish.CANCEL else None

    # ------------------------------------------------------------------------------------------------- coming back

    async def _may_go_on_later(self, entry: Entry, error: SlipError) -> bool:
        """Whether the failure is not the clip's own; what is waited for is told and looked for then."""
        if not self.waits_for_help:
            return False
        if isinstance(error, JournalFullError):
            self._wait_for_room(error)
            return True
        if isinstance(error, DiskFullError):
            return self._wait_for_disk(entry, error)
        if concerns_all_clips(error) and entry.account is not None:
            if self.accounts.is_former(entry.account):
                return True  # with the key or address of before: it goes on with those of now
            return self._wait_for_service(entry, error, entry.account.gate)
        is_missing = isinstance(error, ClipUnreadableError) and error.context.get("reason") == "missing"
        if (is_missing and entry.source_bytes > 0) or isinstance(error, ClipGoneError):
            return await self._wait_for_volume(entry)
        return False

    def _wait_for_service(self, entry: Entry, error: SlipError, gate: ServiceGate) -> bool:
        if error.recovery is Recovery.RETRY and entry.put_back_at_answer != gate.n_answers:
            entry.put_back_at_answer = gate.n_answers
            entry.n_put_back += 1
            if entry.n_put_back > N_PUT_BACK:
                return False
        gate.shut(error)
        return True

    async def _wait_for_volume(self, entry: Entry) -> bool:
        path = entry.clip.path
        if not await asyncio.to_thread(is_volume_gone, path, entry.device):
            return False
        entry.missing_folder = path.parent
        self._watch("volumes", self._look_for_volumes)
        return True

    def _wait_for_disk(self, entry: Entry, error: DiskFullError) -> bool:
        entry.n_put_back += 1  # what is free does not tell of a quota: that is the clip's failure in the end
        if entry.n_put_back > N_PUT_BACK:
            return False
        self._wait_for_room(error)
        return True

    def _wait_for_room(self, error: JournalFullError | DiskFullError) -> None:
        if self.pause_reason is None:
            self.pause(error.with_traceback(None))
        self._watch("room", self._look_for_room)

    async def _put_back(self, entry: Entry, work: Recognition) -> None:
        entry.checkpoint = work.checkpoint.at_rest()
        try:
            await self._journal.save(entry.clip.id, entry.checkpoint)
        except JournalError as error:
            _log.warning("how far a clip came is not in the journal: %s", error)
            self._unwritten[entry.clip.id] = entry
        self._entries.enter(entry, EntryState.WAITING)
        if not entry.is_removed:
            self._on_event(StageChanged(entry.clip.id, Stage.DROPPED))
            work.tell_kept_plan()
            if self._is_out_of_reach(entry):
                self._on_event(WaitingForNetwork(entry.clip.id))
            self.tell_wait(entry)

    def _is_out_of_reach(self, entry: Entry) -> bool:
        account = self.accounts.known(entry.checkpoint.profile)
        reason = account.gate.reason if account is not None else None
        return reason is not None and not isinstance(reason, AuthenticationError | PaymentRequiredError)

    def tell_wait(self, entry: Entry) -> None:
        """Tell what a clip waits for beside its turn: behind news that it waits, which say nothing of that."""
        if entry.is_paused:
            self._on_event(ClipPaused(entry.clip.id))
        elif entry.missing_folder is not None:
            self._on_event(WaitingForVolume(entry.clip.id, entry.missing_folder))
        else:
            self._tell_twin(entry)

    def _tell_twin(self, entry: Entry) -> None:
        twin = self._twins.holder(entry.waits_for)
        if twin is not None and entry.waits_for is not None:
            self._on_event(WaitingForTwin(entry.clip.id, twin.name))
            self._twins.on_release(entry.waits_for, lambda: self._tell_twin_ended(entry))
            if self._twins.elsewhere:
                self._watch("twins", self._look_for_twins)

    def _tell_twin_ended(self, entry: Entry) -> None:
        if not entry.is_removed:
            self._on_event(TwinEnded(entry.clip.id))
        self.wake()

    async def _look_for_twins(self) -> None:
        while elsewhere := tuple(self._twins.elsewhere):
            await self._tools.retrier.sleep(TWIN_CHECK_S)
            for clip_id in elsewhere:
                with suppress(JournalError):  # who cannot look now looks again
                    if not await self._journal.is_at_work(clip_id):
                        self._twins.release(clip_id)

    async def _look_for_volumes(self) -> None:
        while waiting := [entry for entry in self._entries if entry.missing_folder is not None]:
            await self._tools.retrier.sleep(VOLUME_CHECK_S)
            for entry in await asyncio.to_thread(_back, waiting):
                entry.missing_folder = None
                self._on_event(VolumeBack(entry.clip.id))
            self.wake()

    async def _look_for_room(self) -> None:
        """Write what could not be written until that works, and the sound has room, too: then clips go on."""
        while isinstance(self.pause_reason, SlipError) or self._unadded or self._unwritten:
            await self._tools.retrier.sleep(ROOM_CHECK_S)
            try:
                await self._write_the_rest()
            except JournalError as error:
                _log.info("still no room for the journal: %s", error)
                continue
            reason = self.pause_reason
            if isinstance(reason, SlipError) and await asyncio.to_thread(self._has_room, reason):
                self.unpause()

    def _has_room(self, reason: SlipError) -> bool:
        """Whether there is room for the sound that was missing it; for the journal there is.  Blocking."""
        need_bytes = int(reason.context.get("need_bytes") or 0)
        return self._tools.read_free_bytes(self._tools.proxy_folder) >= need_bytes

    async def _write_the_rest(self) -> None:
        await self._add_the_rest()
        for clip_id, entry in list(self._unwritten.items()):
            if entry.state is EntryState.WAITING:
                await self._journal.save(clip_id, entry.checkpoint)
            elif entry.report is not None:
                await self._journal.finish(clip_id, encode_report(entry.report), entry.report.raw_answer)
            self._unwritten.pop(clip_id, None)

    async def _add_the_rest(self) -> None:
        """Put clips into the journal that it had no room for, where and as they stand now."""
        async with self._adding:
            entries = self._entries.ever(self._unadded)
            if not entries:
                return
            await self._journal.add([PendingClip(e.clip, e.source_bytes, e.checkpoint, e.is_paused) for e in entries])
            del self._unadded[: len(entries)]
            self._unwritten |= {entry.clip.id: entry for entry in entries}
            await self._journal.reorder(self._entries.order)
            await self._journal.set_removed([entry.clip.id for entry in entries if entry.is_removed], is_removed=True)

    def _watch(self, name: str, look: Callable[[], Coroutine[None, None, None]]) -> None:
        """Run one watch of each kind at a time."""
        running = self._watches.get(name)
        if running is None or running.done():
            self._watches[name] = asyncio.create_task(look(), name=name)
            self._keep(self._watches[name])

    # ------------------------------------------------------------------------------------------------- ending

    async def _finish(self, entry: Entry, work: Recognition, outcome: Outcome) -> None:
        entry.checkpoint = work.checkpoint
        entry.report = report = self._report(entry, work, outcome)
        try:
            await self._journal.finish(entry.clip.id, encode_report(report), report.raw_answer)
        except JournalError as error:  # the answer is told all the same
            _log.error("the end of a clip is not in the journal: %s", error)
            if isinstance(error, JournalFullError) and self.waits_for_help:
                self._unwritten[entry.clip.id] = entry
                self._wait_for_room(error)
        entry.is_paused = entry.is_urgent = False  # nothing is left of what was wished while the end was written
        entry.n_put_back = 0
        self._entries.enter(entry, EntryState.ENDED)
        if isinstance(outcome, Identified | NotIdentified) and entry.account is not None:
            entry.account.gate.note_answer()
            if work.is_urgent:  # it went through although the gate is shut
                entry.account.gate.open()
        self._batch = self._batch.with_outcome(outcome)
        if not entry.is_removed:
            self._on_event(RecognitionFinished(entry.clip.id, report))

    def _report(self, entry: Entry, work: Recognition, outcome: Outcome) -> Report:
        """All that is known at the end; of a clip that asked nobody, whom it would have asked."""
        if entry.account is None:
            is_local = (work.checkpoint.profile or self.accounts.default) == LOCAL
            return work.report(outcome, LOCAL if is_local else FIRST_PROFILE, entry.worked_s)
        asked = entry.account.tools
        profile = (asked.profile, asked.profile_name) if asked.profile_name is not None else None
        return work.report(outcome, asked.service.name, entry.worked_s, profile)

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._forget)

    def _forget(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            _log.error("unforeseen in the queue", exc_info=task.exception())

    def _tell_busy(self) -> None:
        is_busy = not self._is_closing and (self._entries.n_at_work > 0 or self._next() is not None)
        if is_busy is not self._is_busy:
            self._is_busy = is_busy
            self.on_busy(is_busy)
        has_stopped = self.pause_reason is PauseReason.AFTER_THIS and self._entries.n_at_work == 0
        if self._batch.n_clips and (has_stopped or not self._entries.has_active):
            batch, self._batch = self._batch, BatchSummary()
            self._on_event(BatchFinished(batch))


def _back(waiting: Sequence[Entry]) -> list[Entry]:
    """Those of the clips whose volumes are there again.  Blocking."""
    return [entry for entry in waiting if not is_volume_gone(entry.clip.path, entry.device)]
