"""The whole way of a clip below the shells: real queue, journal, media and client; only the waiting is fast."""

import asyncio
import os
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from support.faulty_service import FaultyService
from support.toy_service import ToyService

from slipgui.app.history import History
from slipgui.app.journal import Journal
from slipgui.app.journal_file import JournalFile
from slipgui.app.known_answers import KnownAnswers
from slipgui.app.limited_service import LimitedService
from slipgui.app.program_run import ProgramRun
from slipgui.app.queue import RecognitionQueue
from slipgui.app.recognise import Tools
from slipgui.app.recognition_line import encode_report
from slipgui.app.retry import Retrier
from slipgui.app.twins import Twins
from slipgui.app.wiring import make_sources
from slipgui.core.clip import ClipId
from slipgui.core.events import (
    ClipAdded,
    ClipRemoved,
    Event,
    ProfileChosen,
    RecognitionFinished,
    Report,
    StageChanged,
)
from slipgui.core.flow import Stage
from slipgui.core.profile_id import FIRST_PROFILE
from slipgui.core.settings import Settings
from slipgui.gui.clip_rows import ClipRow
from slipgui.media.audio_proxy import make_audio_proxy
from slipgui.media.content_hash import hash_content, hash_sound
from slipgui.media.file_state import read_file_state
from slipgui.media.probe import probe
from slipgui.services.audioverify import AudioVerifyService
from slipgui.services.http import Network, Timings

T = TypeVar("T")
TRACK = {
    "id": "11111111-1111-1111-1111-111111111111",
    "title": "Golden Hour",
    "artist": "The Coast",
    "internal": True,
    "isrc": "USRC12345678",
    "score": 96.5,
    "external_label": None,
}


class FastClock:
    """Waiting costs no time, but is counted."""

    def __init__(self) -> None:
        self.now_s = 1000.0
        self.waits_s: list[float] = []

    async def sleep(self, delay_s: float) -> None:
        self.waits_s.append(delay_s)
        self.now_s += delay_s
        await asyncio.sleep(0)

    def monotonic(self) -> float:
        return self.now_s


@dataclass
class Bench:
    """A queue at work and everything it said."""

    queue: RecognitionQueue
    journal: Journal
    history: History
    tools: Tools
    clock: FastClock
    events: list[Event] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def reports(self) -> dict[str, Report]:
        """File name → how it ended."""
        ended = [event.report for event in self.events if isinstance(event, RecognitionFinished)]
        return {report.clip.path.name: report for report in ended}

    def line(self, name: str) -> dict[str, Any]:
        """The recognition line of a clip."""
        return encode_report(self.reports[name])

    def stages(self, clip_id: ClipId) -> list[Stage]:
        """The stages a clip went through, in order."""
        return [event.stage for event in self.events if isinstance(event, StageChanged) and event.clip_id == clip_id]

    def row(self, clip_id: ClipId) -> ClipRow:
        """The clip as the window shows it now."""
        row = None
        for event in self.events:
            if getattr(event, "clip_id", None) != clip_id:
                continue
            if isinstance(event, ClipAdded):
                row = ClipRow(event, self.clock.monotonic)
            elif row is not None and not isinstance(event, ClipRemoved | ProfileChosen):
                row.apply(event)  # type: ignore[arg-type]  # all others of a clip are its row's
        assert row is not None
        return row

    def of_kind(self, kind: type[T]) -> list[T]:
        """All news of one kind, in order."""
        return [event for event in self.events if isinstance(event, kind)]

    async def heard(self, kind: type[T], **members: Any) -> T:
        """The first news of this kind, with these members, that comes from now on or came before."""

        def found() -> T | None:
            fits = (e for e in self.of_kind(kind) if all(getattr(e, k) == v for k, v in members.items()))
            return next(fits, None)

        async with asyncio.timeout(20):
            while (event := found()) is None:
                self.news.clear()
                await self.news.wait()
        return event

    def forget(self) -> None:
        """Let ``heard`` wait for what comes from now on."""
        self.events.clear()

    async def identify(self, *paths: Path) -> list[ClipId]:
        """Add clips and wait until all ended."""
        ids = await self.queue.add(paths)
        await self.queue.join()
        return ids


@asynccontextmanager
async def open_journal(home: Path) -> AsyncIterator[tuple[Journal, History]]:
    """Queue and history of ``home`` as a program has them."""
    with ProgramRun(home / "runs") as run:
        async with JournalFile(home / "journal.sqlite3") as file:
            yield Journal(file, run), History(file)


@asynccontextmanager
async def open_bench(
    home: Path,
    toy: "ToyService | FaultyService",
    *,
    settings: Settings | None = None,
    adapt: Callable[[Tools], Tools] = lambda tools: tools,
    on_event: Callable[[Event], None] = lambda _: None,
    timings: Timings | None = None,
    waits_for_help: bool = False,
) -> AsyncIterator[Bench]:
    """A queue on ``home`` in front of a service, which is asked for every clip where the settings do not say otherwise."""
    clock = FastClock()
    settings = settings or with_settings()
    async with (
        open_journal(home) as (journal, history),
        AudioVerifyService(name="audioverify", base_url=toy.url, api_key=toy.token, timings=timings) as service,
    ):
        tools = adapt(
            Tools(
                service=LimitedService(service, 10_000.0, sleep=clock.sleep, monotonic=clock.monotonic),
                service_id=toy.url,
                profile=FIRST_PROFILE,
                profile_name="AudioVerify",
                probe=probe,
                make_audio_proxy=make_audio_proxy,
                read_file_state=read_file_state,
                journal=journal,
                proxy_folder=home / "proxies",
                known_answers=KnownAnswers(
                    history,
                    lambda: toy.url,
                    settings.known_answer_days,
                    read_file_state,
                    hash_content,
                    hash_sound,
                    Twins(),
                ),
                settings=settings,
                retrier=Retrier(clock.sleep, random.Random(1)),
                sources=make_sources(Network),
                monotonic=clock.monotonic,
            )
        )
        events: list[Event] = []
        news = asyncio.Event()

        def hear(event: Event) -> None:
            events.append(event)
            news.set()
            on_event(event)

        async with RecognitionQueue(tools, journal, hear, waits_for_help=waits_for_help) as queue:
            yield Bench(queue, journal, history, tools, clock, events, news)


def rest(path: Path) -> Path:
    """The file, as if it had not been touched for an hour: the queue does not wait for it to settle."""
    stamp = path.stat().st_mtime - 3600
    os.utime(path, (stamp, stamp))
    return path


def with_settings(**values: Any) -> Settings:
    """The default settings with some replaced; nothing is known from before."""
    return replace(Settings(), **({"known_answer_days": 0.0} | values))
