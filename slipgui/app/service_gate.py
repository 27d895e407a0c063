"""Whether the service takes clips now: shut by its first refusal, opened by a person, or by itself where the fault may pass.

One gate stands before one service, so that a refused key or a lost network is told once and not by every clip.
"""

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable

from slipgui.app.limited_service import LimitedService
from slipgui.app.recognition import OnEvent
from slipgui.core.errors import (
    AuthenticationError,
    ConnectionFailedError,
    JobExpiredError,
    PaymentRequiredError,
    Recovery,
    ServiceTimeoutError,
    ServiceUnavailableError,
    SlipError,
)
from slipgui.core.events import ServicePaused, ServiceResumed

_log = logging.getLogger(__name__)

FIRST_PROBE_S = 2.0
PROBE_MAX_S = 60.0
"""The wait between two looks for the service doubles up to this."""


def concerns_all_clips(error: SlipError) -> bool:
    """Whether every other clip would meet the same: key, account, network, proxy, certificate."""
    return isinstance(error, AuthenticationError | PaymentRequiredError | ConnectionFailedError | ServiceTimeoutError)


class ServiceGate:
    """See above.

    Parameters
    ----------
    service
        What is asked whether it is there again.
    profile
        Whose service: id of an account, or ``LOCAL``.
    on_event
        Hears ``ServicePaused`` and ``ServiceResumed``.
    on_open
        Called when clips may go on.
    sleep
        How time passes.
    """

    def __init__(
        self,
        service: LimitedService,
        profile: str,
        on_event: OnEvent,
        on_open: Callable[[], None],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._service, self._profile = service, profile
        self._on_event = on_event
        self._on_open = on_open
        self._sleep = sleep
        self._wait_s = FIRST_PROBE_S
        self._probing: asyncio.Task[None] | None = None
        self.reason: SlipError | None = None
        """Why it is shut; None while it is open."""
        self.n_answers = 0
        """How often the service was there: tries in vain between two of these say nothing about a clip."""

    def shut(self, error: SlipError) -> None:
        """Let no clip begin; told once."""
        if self.reason is not None:
            return
        self.reason = error.with_traceback(None)
        self._on_event(ServicePaused(self.reason, self._profile))
        if error.recovery is Recovery.RETRY:
            self._probing = asyncio.create_task(self._look_for_it(), name="look for the service")

    def open(self) -> None:
        """Somebody mended it, or it is back: clips go on."""
        self._service.forget_refusal()
        if self.reason is None:
            return
        self.reason = None
        self._stop_looking()
        self._on_event(ServiceResumed(self._profile))
        self._on_open()

    def note_answer(self) -> None:
        """The service has answered for a clip: the next time it is away it is looked for soon again."""
        self._wait_s = FIRST_PROBE_S
        self.n_answers += 1

    async def close(self) -> None:
        """End the looking."""
        probing = self._probing
        self._stop_looking()
        if probing is not None:
            await asyncio.gather(probing, return_exceptions=True)

    def _stop_looking(self) -> None:
        probing, self._probing = self._probing, None
        if probing is not None and probing is not asyncio.current_task():
            probing.cancel()

    async def _look_for_it(self) -> None:
        while True:
            await self._sleep(self._wait_s)
            self._wait_s = min(PROBE_MAX_S, 2 * self._wait_s)
            if await self._is_there():
                self.n_answers += 1
                self.open()
                return

    async def _is_there(self) -> bool:
        """Whether it answers; asked for a job that nobody has, which costs nothing and tells of key, proxy and certificate as well."""
        try:
            await self._service.get_job(str(uuid.uuid4()))
        except JobExpiredError as error:
            return (error.body or "").lstrip().startswith("{")  # not the "404" page of something else
        except SlipError as error:
            is_away = isinstance(error, ConnectionFailedError | ServiceTimeoutError | ServiceUnavailableError)
            _log.info("the service was looked for: %s", error.code)
            return not (is_away and error.recovery is Recovery.RETRY)  # what somebody has to mend the clips will tell
        return True
