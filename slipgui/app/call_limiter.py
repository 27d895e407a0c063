"""The calls to one service, one after the other: never faster than a rate, and not at all while it wants to be left alone."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from slipgui.core.errors import AuthenticationError, PaymentRequiredError, RateLimitedError, SlipError

T = TypeVar("T")


class CallLimiter:
    """Lets calls through in the order they came.

    When one of them is told to slow down with a ``Retry-After``, all wait until then.  When one is told that the key or the account is not
    good, the others are told the same without asking, until ``refusal`` is taken back.

    Parameters
    ----------
    requests_per_s
        Calls in one second, from all together.
    sleep, monotonic
        How time passes.
    """

    def __init__(
        self, requests_per_s: float, *, sleep: Callable[[float], Awaitable[None]], monotonic: Callable[[], float]
    ) -> None:
        self._sleep = sleep
        self._monotonic = monotonic
        self._interval_s = 1.0 / requests_per_s
        self._line = asyncio.Lock()  # lets calls through in the order they came
        self._next_at_s = 0.0
        self._resume_at_s = 0.0
        self.refusal: SlipError | None = None
        """What the service said of key or account; None while it is content."""

    async def in_turn(self, call: Callable[[], Awaitable[T]]) -> T:
        """The result of ``call``, made when it is its turn."""
        self._raise_refusal()
        async with self._line:
            await self._wait_for_turn()
        try:
            return await call()
        except (AuthenticationError, PaymentRequiredError) as error:
            self.refusal = error
            raise
        except RateLimitedError as error:
            self.pause(asked_s(error))
            raise

    def pause(self, wait_s: float) -> None:
        """Let no call through for so long."""
        self._resume_at_s = max(self._resume_at_s, self._monotonic() + wait_s)

    def _raise_refusal(self) -> None:
        if self.refusal is not None:
            raise self.refusal.with_traceback(None)  # one error for many clips: it must not keep their frames

    async def _wait_for_turn(self) -> None:
        while (wait_s := max(self._next_at_s, self._resume_at_s) - self._monotonic()) > 0:
            await self._sleep(wait_s)  # somebody may have been told to wait longer meanwhile
        self._raise_refusal()
        self._next_at_s = self._monotonic() + self._interval_s


def asked_s(error: RateLimitedError) -> float:
    """How long the service asked to be left alone."""
    return float(error.context.get("retry_after_s") or 0.0)
