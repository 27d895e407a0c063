"""Trying again, as the policy of core/schedule.py says, with every wait announced."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

import tenacity

from slipgui.core.errors import (
    ConnectionFailedError,
    ContractError,
    JobExpiredError,
    OfflineError,
    RateLimitedError,
    Recovery,
    ServiceTimeoutError,
    ServiceUnavailableError,
    SlipError,
    SubmissionLostError,
)
from slipgui.core.schedule import POLL_RETRY, Random, RetryPolicy

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[None]]
OnRetry = Callable[[int, int, float, SlipError], None]
"""Called with (attempt that comes, attempts in all, seconds until then, why)."""

_NOT_TAKEN = (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.INSUFFICIENT_STORAGE)


def is_transient(error: BaseException) -> bool:
    """Whether a call that changes nothing may simply be made again: network, time-out, 5xx, 429, unreadable answer."""
    kinds = (ConnectionFailedError, ServiceTimeoutError, ServiceUnavailableError, RateLimitedError, ContractError)
    return isinstance(error, kinds) and error.recovery is Recovery.RETRY


def is_surely_unprocessed(error: BaseException) -> bool:
    """Whether a submission cannot have been taken: never connected, 429, 503, 507.  There is no idempotency key."""
    if isinstance(error, ServiceUnavailableError):
        return error.http_status in _NOT_TAKEN
    return isinstance(error, OfflineError | RateLimitedError)


def is_perhaps_processed(error: BaseException) -> bool:
    """Whether a submission may have been taken all the same: it went out, and what came back says neither yes nor no."""
    if isinstance(error, ServiceUnavailableError):
        return error.http_status not in _NOT_TAKEN
    return isinstance(error, SubmissionLostError)


def is_line_at_fault(error: SlipError) -> bool:
    """Whether what the service has of a clip is as good as before: it could not be asked, or was not waited for long enough."""
    if isinstance(error, JobExpiredError):
        return bool(error.context.get("waited_s"))
    kinds = (
        ConnectionFailedError | ServiceTimeoutError | ServiceUnavailableError | RateLimitedError | SubmissionLostError
    )
    return isinstance(error, kinds)


@dataclass(frozen=True, slots=True)
class Retrier:
    """How calls are repeated; the wait and the dice are injected."""

    sleep: Sleep
    random: Random

    async def call(
        self,
        attempt: Callable[[], Awaitable[T]],
        policy: RetryPolicy,
        is_retryable: Callable[[BaseException], bool],
        on_retry: OnRetry,
    ) -> T:
        """The result of ``attempt``, made at most ``policy.n_attempts`` times; the last error is raised as it is."""

        def wait_s(state: tenacity.RetryCallState) -> float:
            asked_s = getattr(_failure(state), "context", {}).get("retry_after_s")
            backoff_s = policy.delay_s(state.attempt_number, self.random)
            return max(float(asked_s), backoff_s) if asked_s else backoff_s

        def announce(state: tenacity.RetryCallState) -> None:
            failure, action = _failure(state), state.next_action
            if isinstance(failure, SlipError) and action is not None:
                on_retry(state.attempt_number + 1, policy.n_attempts, float(action.sleep), failure)

        async def once() -> T:
            return await attempt()

        retrying = tenacity.AsyncRetrying(
            sleep=self.sleep,
            stop=tenacity.stop_after_attempt(policy.n_attempts),
            wait=wait_s,
            retry=tenacity.retry_if_exception(is_retryable),
            before_sleep=announce,
            reraise=True,
        )
        return await retrying(once)

    def poll_backoff_s(self, error: SlipError, n_failures: int) -> float:
        """Seconds to wait before a poll is made again that failed so often in a row."""
        asked_s = error.context.get("retry_after_s")
        backoff_s = POLL_RETRY.delay_s(min(n_failures, 10), self.random)
        return max(backoff_s, float(asked_s)) if asked_s else backoff_s


def _failure(state: tenacity.RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome is not None else None
