"""pyannoteAI behind one limiter: its rate, what its answers say of calls that are left, and a key or account it refused."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TypeVar

from slipgui.app.call_limiter import CallLimiter
from slipgui.core.errors import SlipError
from slipgui.core.ports import OnBytes, VoiceService
from slipgui.core.voice import NamedVoiceprint, SpeakerOptions, VoiceJob

T = TypeVar("T")


class LimitedVoices:
    """A ``VoiceService`` in front of another one; bodies that go to the storage are not counted.

    Parameters
    ----------
    service
        The service that does the work.
    requests_per_s
        Calls of the API in one second.
    sleep, monotonic
        How time passes.
    """

    asked_pause_s = 0.0
    """Obeyed here, so nothing is left to ask of others."""

    def __init__(
        self,
        service: VoiceService,
        requests_per_s: float,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._service = service
        self._limiter = CallLimiter(requests_per_s, sleep=sleep, monotonic=monotonic)
        self.name = service.name

    @property
    def refusal(self) -> SlipError | None:
        """Why asking is useless; None where it is not."""
        return self._service.refusal or self._limiter.refusal

    async def test_key(self) -> None:
        """As ``VoiceService.test_key``."""
        await self._in_turn(self._service.test_key)

    async def request_media(self, media_key: str) -> str:
        """As ``VoiceService.request_media``."""
        return await self._in_turn(lambda: self._service.request_media(media_key))

    async def put_media(self, url: str, path: Path, on_bytes: OnBytes) -> None:
        """As ``VoiceService.put_media``; not counted."""
        await self._service.put_media(url, path, on_bytes)

    async def submit_voiceprint(self, media_url: str, *, webhook: str | None) -> VoiceJob:
        """As ``VoiceService.submit_voiceprint``."""
        return await self._in_turn(lambda: self._service.submit_voiceprint(media_url, webhook=webhook))

    async def submit_identify(
        self,
        media_url: str,
        voices: Sequence[NamedVoiceprint],
        options: SpeakerOptions,
        *,
        webhook: str | None,
    ) -> VoiceJob:
        """As ``VoiceService.submit_identify``."""
        return await self._in_turn(lambda: self._service.submit_identify(media_url, voices, options, webhook=webhook))

    async def get_job(self, job_id: str) -> VoiceJob:
        """As ``VoiceService.get_job``."""
        return await self._in_turn(lambda: self._service.get_job(job_id))

    async def _in_turn(self, call: Callable[[], Awaitable[T]]) -> T:
        if self._service.refusal is not None:
            raise self._service.refusal.with_traceback(None)
        result = await self._limiter.in_turn(call)
        if self._service.asked_pause_s > 0:
            self._limiter.pause(self._service.asked_pause_s)
        return result
