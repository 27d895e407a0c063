"""The whole way of a voice below the command line: real media, client, flow and library; only the waiting is fast."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from support.faulty_pyannote import FaultyPyannote
from support.harness import FastClock

from slipgui.app.limited_voices import LimitedVoices
from slipgui.app.paths import find_home
from slipgui.app.retry import Retrier
from slipgui.app.speakers import SpeakerSearch, find_speakers
from slipgui.app.voice_library import VoiceLibrary
from slipgui.app.voice_line import encode_made, encode_not_made, encode_segment
from slipgui.app.voice_tools import VoiceTools
from slipgui.app.voice_webhooks import VoiceWebhooks
from slipgui.app.voiceprint import VoiceOrder, fetch_voice, make_voiceprint
from slipgui.app.wiring import make_fetch_stretch
from slipgui.core.errors import SlipError
from slipgui.core.voice import SpeakerOptions, TimeRange, VoiceStep
from slipgui.media.audio_proxy import make_audio_proxy
from slipgui.media.probe import probe
from slipgui.media.voice_sound import choose_voice_stream, write_voice_sound
from slipgui.services.bucket import presign_object
from slipgui.services.http import Network, Timings
from slipgui.services.media_address import FetchRequest, fetch_media
from slipgui.services.pyannote import PyannoteService

MAX_BYTES = 104_857_600


@dataclass
class Heard:
    """What was told on the way."""

    steps: list[VoiceStep] = field(default_factory=list)
    job_id: str | None = None
    remarks: list[str] = field(default_factory=list)

    def step(self, step: VoiceStep, share: float) -> None:
        if self.steps[-1:] != [step]:
            self.steps.append(step)

    def job(self, job_id: str) -> None:
        self.job_id = job_id

    def remark(self, sentence: str, said: str = "") -> None:
        self.remarks.append(sentence.format(said))


class VoiceBench:
    """Voices made and found on one home; ``lines`` holds all that was told."""

    def __init__(self, folder: Path, service: FaultyPyannote) -> None:
        self.service = service
        self.home = find_home(folder / "home")
        self.library = VoiceLibrary(self.home)
        self.clock = FastClock()
        self.deadline_s = 600.0
        self.timings: Timings | None = None
        self.webhooks: VoiceWebhooks | None = None
        self.lines: list[dict[str, Any]] = []
        self.errors: list[SlipError] = []
        self.heard = Heard()

    @asynccontextmanager
    async def tools(self) -> AsyncIterator[VoiceTools]:
        is_loopback = True

        def fetch(url, target, is_cancelled):
            request = FetchRequest(url, target, MAX_BYTES, is_base_loopback=is_loopback)
            return fetch_media(request, Network(), is_cancelled)

        client = PyannoteService(base_url=self.service.url, api_key=self.service.contract.token, timings=self.timings)
        async with client as service:
            yield VoiceTools(
                service=LimitedVoices(service, 10_000.0, sleep=self.clock.sleep, monotonic=self.clock.monotonic),
                library=self.library,
                probe=probe,
                choose_voice_stream=choose_voice_stream,
                write_voice_sound=write_voice_sound,
                make_audio_proxy=make_audio_proxy,
                fetch_media=fetch,
                fetch_stretch=make_fetch_stretch(Network()),
                presign_object=lambda address: presign_object(address, Network()),
                work_folder=self.home.proxy_folder,
                retrier=Retrier(self.clock.sleep, random.Random(1)),
                deadline_s=self.deadline_s,
                webhooks=self.webhooks,
                monotonic=self.clock.monotonic,
            )

    async def make(
        self, source: Path | str, label: str = "Lex", *, stretch: TimeRange | None = None, track: int | None = None
    ) -> dict[str, Any]:
        """The line of one voiceprint."""
        order = VoiceOrder(str(source), label, stretch, track)
        self.heard = Heard()
        async with self.tools() as tools:
            try:
                line = encode_made(await make_voiceprint(order, tools, self.heard))
            except SlipError as error:
                line = self._not_made(label, order.shown_source, error)
        self.lines.append(line)
        return line

    async def resume(self) -> list[dict[str, Any]]:
        """The lines of what was ordered and not fetched."""
        lines = []
        async with self.tools() as tools:
            for pending in self.library.pending():
                try:
                    lines.append(encode_made(await fetch_voice(pending, tools, self.heard)))
                except SlipError as error:
                    lines.append(self._not_made(pending.origin.label, pending.origin.source, error))
        self.lines += lines
        return lines

    async def find(self, clip: Path, *, is_fresh: bool = False, **options: Any) -> list[dict[str, Any]]:
        """The lines of who speaks; errors come through."""
        self.heard = Heard()
        async with self.tools() as tools:
            try:
                search = SpeakerSearch(clip, tuple(self.library.voices()), SpeakerOptions(**options), is_fresh)
                found = [encode_segment(one) for one in await find_speakers(search, tools, self.heard)]
            except SlipError as error:
                self.errors.append(error)
                raise
        self.lines += found
        return found

    def _not_made(self, label: str, source: str, error: SlipError) -> dict[str, Any]:
        self.errors.append(error)
        return encode_not_made(label, source, self.heard.job_id, error, self.heard.steps[-1])

    def told(self) -> str:
        """All that was told, errors with all they hold."""
        errors = [f"{error} {error!r} {vars(error)}" for error in self.errors]
        return "\n".join([*map(str, self.lines), *errors, repr(self.heard), repr(self.library.voices())])
