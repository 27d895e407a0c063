"""What the window asks of pyannoteAI and of the library of voices, one piece of work at a time.  Its news are signals."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from slipgui.app.webhook_desk import WebhookDesk
from slipgui.core.errors import JobExpiredError, JobFailedError, SlipError
from slipgui.core.profile_id import PYANNOTE
from slipgui.core.voice import SpeechSegment, Voice, VoiceStep

if TYPE_CHECKING:
    from slipgui.app.paths import Home
    from slipgui.app.speakers import SpeakerSearch
    from slipgui.app.voice_library import PendingVoice, RemovedVoice, VoiceLibrary
    from slipgui.app.voice_tools import VoiceTools
    from slipgui.app.voiceprint import VoiceOrder
    from slipgui.app.wiring import Application


@dataclass(frozen=True, slots=True)
class SpokenClip:
    """Who speaks in a clip."""

    clip: Path
    duration_s: float
    segments: tuple[SpeechSegment, ...]


class VoiceWork(QObject):
    """Asks and keeps.

    Parameters
    ----------
    home
        Where the library lies.
    ask
        Makes a task of work.
    """

    voices_read = Signal(object)
    """All ``Voice``s, in the order of their labels."""
    key_read = Signal(bool, bool)
    """Whether a key for pyannoteAI is known, and whether one may be in a keyring that is locked."""
    stepped = Signal(object, float)
    """Where the work at hand is: a ``VoiceStep``, and the share of it that is done."""
    remarked = Signal(str, str)
    """Something a person should know, as ``VoiceNews.remark``."""
    made = Signal(object)
    """A ``MadeVoice``."""
    not_made = Signal(object)
    """The error that says why there is no voice."""
    fetched = Signal(object)
    """A ``MadeVoice`` that an earlier run had ordered."""
    found = Signal(object)
    """A ``SpokenClip``."""
    not_found = Signal(object)
    """The error that says why nobody was found."""
    stopped = Signal()
    """The user stopped the work at hand, or something unforeseen ended it."""
    removed = Signal(object)
    """``RemovedVoice``s, for ``restore``."""
    failed = Signal(object)
    """An error of the library."""
    exported = Signal(object, int)
    """A file, and how many voices are in it."""
    imported = Signal(int, int)
    """How many voices were new, and how many known."""

    webhook_changed = Signal(object)
    """A ``WebhookState``: whether pyannoteAI tells the end of jobs by itself, and is listened to."""
    webhook_tried = Signal(object)
    """The error that tells why no delivery came in, or None where one did."""

    def __init__(self, home: "Home", ask: "Callable[[Callable[[Application], Awaitable[object]]], None]") -> None:
        super().__init__()
        self._home, self._ask = home, ask
        self._desk = WebhookDesk(home, {})
        self._desk.on_state = self.webhook_changed.emit
        self._at_work: asyncio.Task[object] | None = None
        self._earlier: list[PendingVoice] | None = None
        """What earlier runs ordered and nobody fetched yet; None: not looked for yet."""
        self._is_fetching = False

    # ------------------------------------------------------------------------------------------------------ the service

    def make(self, order: "VoiceOrder") -> None:
        """Make a voiceprint and keep it."""

        async def work(tools: "VoiceTools") -> None:
            from slipgui.app.voiceprint import make_voiceprint

            self.made.emit(await make_voiceprint(order, tools, self))
            self.read()

        self._ask(lambda _: self._with_tools(work, self.not_made.emit))

    def find(self, search: "SpeakerSearch") -> None:
        """Find who speaks in a clip."""

        async def work(tools: "VoiceTools") -> None:
            from slipgui.app.speakers import find_speakers

            info = await asyncio.to_thread(tools.probe, search.clip)
            segments = await find_speakers(search, tools, self)
            last_s = max((one.end_s for one in segments), default=0.0)
            self.found.emit(SpokenClip(search.clip, max(info.duration_s, last_s), tuple(segments)))

        self._ask(lambda _: self._with_tools(work, self.not_found.emit))

    def stop(self) -> None:
        """Stop the work at hand."""
        if self._at_work is not None:
            self._at_work.cancel()

    @property
    def is_working(self) -> bool:
        """Whether something is being made or found."""
        return self._at_work is not None

    async def _with_tools(
        self, work: "Callable[[VoiceTools], Awaitable[object]]", tell_error: Callable[[SlipError], object]
    ) -> None:
        from slipgui.app.wiring import open_voice_tools

        self._at_work = asyncio.current_task()
        try:
            async with self._desk.listening() as webhooks, open_voice_tools(self._home, {}, webhooks) as tools:
                await work(tools)
        except SlipError as error:
            tell_error(error)
        except BaseException:  # stopped, or what nobody foresaw, which the window tells
            self.stopped.emit()
            raise
        finally:
            self._at_work = None

    # --------------------------------------------------------------------------------------- app.voice_tools.VoiceNews

    def step(self, step: VoiceStep, share: float) -> None:
        """Tell where the work stands."""
        self.stepped.emit(step, share)

    def job(self, job_id: str) -> None:
        """The service has taken it; the library remembers it."""

    def remark(self, sentence: str, said: str = "") -> None:
        """Tell something a person should know."""
        self.remarked.emit(sentence, said)

    # ------------------------------------------------------------------------------------------------------ the library

    def read(self) -> None:
        """Tell which voices there are; as soon as there is a key, fetch those that an earlier run ordered."""

        async def work(_: object) -> None:
            from slipgui.app.secrets import Secrets

            library = self._library()
            self.voices_read.emit(await asyncio.to_thread(library.voices))
            secrets = Secrets(self._home)
            has_key = await asyncio.to_thread(secrets.find_named, PYANNOTE) is not None
            self.key_read.emit(has_key, not has_key and await asyncio.to_thread(secrets.is_locked))
            self.read_webhook()
            if has_key and not self._is_fetching:
                await self._fetch_earlier(library)

        self._ask(lambda application: self._told(work, application))

    async def _fetch_earlier(self, library: "VoiceLibrary") -> None:
        # before they are looked for: who reads meanwhile would find, and later fetch, the same ones
        self._is_fetching = True
        try:
            if self._earlier is None:
                self._earlier = await asyncio.to_thread(library.pending)
            if self._earlier:
                await self._fetch(self._earlier)
        finally:
            self._is_fetching = False

    async def _fetch(self, ordered: "list[PendingVoice]") -> None:
        """Fetch beside whatever the user has done meanwhile: its steps are not told, and it is not what ``stop`` stops."""
        from slipgui.app.voiceprint import fetch_voice
        from slipgui.app.wiring import open_voice_tools

        async with self._desk.listening() as webhooks, open_voice_tools(self._home, {}, webhooks) as tools:
            while ordered:
                try:
                    self.fetched.emit(await fetch_voice(ordered[0], tools, _Unheard()))
                except (JobFailedError, JobExpiredError) as error:
                    self.failed.emit(error)
                del ordered[0]

    def enter_key(self, key: str) -> None:
        """Keep a key for pyannoteAI."""

        async def work(_: object) -> None:
            from slipgui.app.secrets import Secrets

            await asyncio.to_thread(Secrets(self._home).keep_named, PYANNOTE, key)
            self.read()

        self._ask(lambda application: self._told(work, application))

    def read_webhook(self) -> None:
        """Tell what the settings want of webhooks, and whether it is listened."""

        async def work(_: object) -> None:
            self.webhook_changed.emit(await asyncio.to_thread(self._desk.state))

        self._ask(lambda application: self._told(work, application))

    def try_webhook(self) -> None:
        """Send a delivery to the public address and see whether it comes in, which costs nothing."""

        async def work(_: object) -> None:
            try:
                await self._desk.try_out()
            except SlipError as error:
                self.webhook_tried.emit(error)
            else:
                self.webhook_tried.emit(None)

        self._ask(work)

    def rename(self, voice: Voice, label: str) -> None:
        """Give a voice another label."""

        async def work(_: object) -> None:
            await asyncio.to_thread(self._library().rename, voice, label)
            self.read()

        self._ask(lambda application: self._told(work, application))

    def remove(self, voices: Sequence[Voice]) -> None:
        """Delete voices; ``removed`` brings what ``restore`` needs."""

        async def work(_: object) -> None:
            self.removed.emit(await asyncio.to_thread(self._library().remove, voices))
            self.read()

        self._ask(lambda application: self._told(work, application))

    def restore(self, removed: "Sequence[RemovedVoice]") -> None:
        """Put voices back that were deleted."""

        async def work(_: object) -> None:
            await asyncio.to_thread(self._library().restore, removed)
            self.read()

        self._ask(lambda application: self._told(work, application))

    def export(self, voices: Sequence[Voice], file: Path) -> None:
        """Write voices into a file, in the clear."""

        async def work(_: object) -> None:
            from slipgui.app.voice_files import export_voices

            self.exported.emit(file, await asyncio.to_thread(export_voices, self._library(), voices, file))

        self._ask(lambda application: self._told(work, application))

    def take_in(self, file: Path) -> None:
        """Keep the voices of a file."""

        async def work(_: object) -> None:
            from slipgui.app.voice_files import import_voices

            new, n_known = await asyncio.to_thread(import_voices, self._library(), file)
            self.imported.emit(len(new), n_known)
            self.read()

        self._ask(lambda application: self._told(work, application))

    def save_speakers(self, spoken: SpokenClip, file: Path) -> None:
        """Write who speaks into a table or an RTTM file, by its ending."""

        async def work(_: object) -> None:
            from slipgui.app.speakers import write_speakers

            await asyncio.to_thread(write_speakers, spoken.segments, spoken.clip, file)
            self.exported.emit(file, len(spoken.segments))

        self._ask(lambda application: self._told(work, application))

    def _library(self) -> "VoiceLibrary":
        from slipgui.app.voice_library import VoiceLibrary

        return VoiceLibrary(self._home)

    async def _told(self, work: "Callable[[Application], Awaitable[object]]", application: "Application") -> None:
        try:
            await work(application)
        except SlipError as error:
            self.failed.emit(error)


class _Unheard:
    """``VoiceNews`` of work that nobody waits for."""

    def step(self, step: VoiceStep, share: float) -> None:
        """Not told."""

    def job(self, job_id: str) -> None:
        """Not told: the library knows it."""

    def remark(self, sentence: str, said: str = "") -> None:
        """Not told: it was when the work began."""
