"""One passage of one clip: where it stands, what was sent, and who is told."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from slipgui.app.history import KnownAnswer
from slipgui.app.journal import Checkpoint, Journal
from slipgui.app.slots import Passage
from slipgui.core.clip import Clip
from slipgui.core.errors import SlipError
from slipgui.core.events import Event, Report, RetryScheduled, StageChanged, UploadPlanned
from slipgui.core.flow import Stage, advance
from slipgui.core.outcome import Outcome
from slipgui.core.ports import FileState
from slipgui.core.upload_plan import UploadPlan

OnEvent = Callable[[Event], None]


@dataclass(slots=True)
class Recognition:
    """The state of one clip at work.

    Parameters
    ----------
    clip
        The clip.
    source_bytes
        Its size when it was added; corrected when the file is looked at.
    journal
        Where every step is committed.
    on_event
        Who hears the news; called on the event loop.
    passage
        The place it holds among the clips at work.
    checkpoint
        Where an earlier run stopped.
    """

    clip: Clip
    source_bytes: int
    journal: Journal
    on_event: OnEvent
    passage: Passage
    checkpoint: Checkpoint = field(default_factory=Checkpoint)
    raw_answer: str | None = None
    is_incomplete: bool = False
    stage: Stage = Stage.DROPPED
    known: KnownAnswer | None = None
    """The answer, where it was known already and nobody is asked."""
    sent_bytes: int = 0
    """What left for the service so far."""
    file_state: FileState | None = None
    """The file as it was when the work with it began."""
    is_urgent: bool = False
    """Somebody wants it sent now, whatever it waits for."""
    _hurried: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        if self.checkpoint.storage_key or self.checkpoint.job_id:
            self.sent_bytes = self.checkpoint.planned_bytes

    async def enter(self, stage: Stage, **changes: object) -> None:
        """Go on to a stage: commit it with what changed in the checkpoint, then tell."""
        self.stage = advance(self.stage, stage)
        self.checkpoint = replace(self.checkpoint, stage=stage, **changes)  # type: ignore[arg-type]
        await self.journal.save(self.clip.id, self.checkpoint)
        self.on_event(StageChanged(self.clip.id, stage))

    def hurry(self) -> None:
        """End the wait of now and do not wait for the file any more."""
        self.is_urgent = True
        self._hurried.set()

    async def wait(self, delay_s: float, sleep: Callable[[float], Awaitable[None]]) -> None:
        """Wait so long, or until somebody wants it sent now."""
        self._hurried.clear()
        resting, hurried = asyncio.ensure_future(sleep(delay_s)), asyncio.ensure_future(self._hurried.wait())
        try:
            await asyncio.wait({resting, hurried}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            resting.cancel()
            hurried.cancel()

    async def wait_aside(self, delay_s: float, sleep: Callable[[float], Awaitable[None]]) -> None:
        """``wait`` while another clip has the place."""
        phase = self.passage.phase
        self.passage.leave()
        await self.wait(delay_s, sleep)
        if phase is not None:
            await self.passage.enter(phase)

    def plan(self, plan: UploadPlan) -> None:
        """Tell what will be sent."""
        self.checkpoint = replace(
            self.checkpoint,
            route=plan.route,
            payload=plan.payload,
            planned_bytes=plan.size_bytes,
            storage_key=None,
            job_id=None,
        )
        self.sent_bytes = 0
        self.on_event(UploadPlanned(self.clip.id, plan))

    def tell_kept_plan(self) -> None:
        """Tell what was sent before, where it is not sent again."""
        kept = self.checkpoint
        if (kept.storage_key or kept.job_id) and kept.route is not None and kept.payload is not None:
            plan = UploadPlan(kept.route, kept.payload, kept.planned_bytes)
            self.on_event(UploadPlanned(self.clip.id, plan))

    async def note(self, **changes: object) -> None:
        """Commit what changed in the checkpoint."""
        self.checkpoint = replace(self.checkpoint, **changes)  # type: ignore[arg-type]
        await self.journal.save(self.clip.id, self.checkpoint)

    async def claim(self, column: str) -> Clip | None:
        """``note``, unless another program asks about the same ``content_hash`` or ``sound_hash``; its clip then."""
        return await self.journal.claim(self.clip.id, self.checkpoint, column)

    def announce_retry(self, attempt: int, n_attempts: int, delay_s: float, error: SlipError) -> None:
        """Tell that a step is tried again."""
        self.on_event(RetryScheduled(self.clip.id, attempt, n_attempts, delay_s, error.code))

    def report(
        self, outcome: Outcome, service: str, elapsed_s: float, profile: tuple[str, str] | None = None
    ) -> Report:
        """Everything known at the end.

        Parameters
        ----------
        outcome
            How it ended.
        service
            "local" or "audioverify".
        elapsed_s
            How long it was at work.
        profile
            Id and name of the account; None for this computer, and where nobody was asked yet.
        """
        was_sent, known = self.sent_bytes > 0, self.known
        return Report(
            clip=self.clip,
            outcome=outcome,
            service=service,
            route=self.checkpoint.route if was_sent else None,
            payload=self.checkpoint.payload if was_sent else None,
            sent_bytes=self.sent_bytes,
            source_bytes=self.source_bytes,
            job_id=known.job_id if known else self.checkpoint.job_id,
            elapsed_s=elapsed_s,
            stage=self.stage,
            finished_at=datetime.now(UTC),
            raw_answer=known.raw_answer if known else self.raw_answer,
            is_incomplete=self.is_incomplete,
            is_possibly_twice=self.checkpoint.is_possibly_twice,
            profile=profile[0] if profile else None,
            profile_name=profile[1] if profile else None,
            part=self.checkpoint.part if was_sent or known else None,
            audio_stream=self.checkpoint.audio_stream,
            known_since=known.found_at if known else None,
        )
