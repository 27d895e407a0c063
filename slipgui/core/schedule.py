"""When to ask again: poll delays, back-off and Retry-After, as pure functions (policy of contracts/CONTRACTS.md, section 5)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol

FIRST_POLL_S = 0.8
"""The first question comes soon: short clips are known by then.  The promise is "within 2 s"."""
POLL_MIN_S = 2.0
POLL_MAX_S = 5.0
BACKOFF_MAX_S = 30.0
RETRY_AFTER_MIN_S = 1.0
RETRY_AFTER_MAX_S = 300.0
_LEAST_EPOCH_S = 1e9
"""A reset beyond this is a moment, not a span."""


class Random(Protocol):
    """A source of chance; ``random.Random`` is one."""

    def uniform(self, a: float, b: float, /) -> float:
        """A number between ``a`` and ``b``."""
        ...


def poll_delays_s(random: Random) -> Iterator[float]:
    """Seconds to wait before each poll, without end: first soon, then 2 s growing to 5 s, each with a little jitter."""
    yield FIRST_POLL_S
    base_s = POLL_MIN_S
    while True:
        yield min(POLL_MAX_S, base_s + random.uniform(0.0, 0.5))
        base_s = min(POLL_MAX_S - 0.5, base_s + 0.5)


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often one call is tried and how long to wait between."""

    n_attempts: int
    """All attempts, the first included."""
    base_s: float
    """Longest wait before the second attempt; doubles each time."""

    def delay_s(self, attempt: int, random: Random) -> float:
        """Seconds to wait after the failure of ``attempt`` (from 1): full jitter below base × 2^(attempt−1), at most 30 s."""
        ceiling_s = min(BACKOFF_MAX_S, self.base_s * 2.0 ** (attempt - 1))
        return random.uniform(ceiling_s / 4, ceiling_s)


REQUEST_UPLOAD_RETRY = RetryPolicy(n_attempts=4, base_s=1.0)
PUT_RETRY = RetryPolicy(n_attempts=3, base_s=1.0)
SUBMIT_KEY_RETRY = RetryPolicy(n_attempts=3, base_s=1.0)
SUBMIT_FORM_RETRY = RetryPolicy(n_attempts=2, base_s=2.0)
POLL_RETRY = RetryPolicy(n_attempts=1_000_000, base_s=2.0)
"""Polling goes on until its deadline."""
N_UPLOAD_URLS = 2
"""How many presigned URLs one upload may use."""
URL_MARGIN_S = 30.0
"""A presigned URL this close to its end is not begun with."""
JOB_GRACE_S = 5.0
"""A 404 this soon after the submission may be a lagging replica."""


def parse_retry_after_s(value: str | None, now: datetime | None = None) -> float | None:
    """Seconds that a ``Retry-After`` header asks for, held between 1 and 300, or None where it says nothing usable.

    Parameters
    ----------
    value
        Whole seconds or an HTTP date.
    now
        The time to compare a date with; the present by default.  Dates in the past give the minimum.
    """
    text = (value or "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return min(RETRY_AFTER_MAX_S, max(RETRY_AFTER_MIN_S, float(text)))
    if not re.match(r"[A-Za-z]{3,9},", text):
        return None
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    wait_s = (when - (now or datetime.now(UTC))).total_seconds()
    return min(RETRY_AFTER_MAX_S, max(RETRY_AFTER_MIN_S, wait_s))


def rate_limit_pause_s(headers: Mapping[str, str], now: datetime | None = None) -> float:
    """Seconds until the next request is allowed, by the rate-limit headers of pyannoteAI: 0.0 while some are left.

    ``X-RateLimit-Reset`` has two documented meanings, seconds left and seconds of the epoch; above 10⁹ it is an epoch, compared with the
    answer's own ``Date``: the clock of this computer may be wrong.

    Parameters
    ----------
    headers
        Of an answer, names in lower case.
    now
        The time to compare an epoch with where the answer has no date; the present by default.
    """
    if (headers.get("x-ratelimit-remaining") or "").strip() != "0":
        return 0.0
    text = (headers.get("x-ratelimit-reset") or "").strip()
    if not re.fullmatch(r"[0-9]{1,12}", text):
        return 0.0
    reset_s = float(text)
    if reset_s > _LEAST_EPOCH_S:
        reset_s -= _answered_at(headers, now).timestamp()
    return min(RETRY_AFTER_MAX_S, max(0.0, reset_s))


def _answered_at(headers: Mapping[str, str], now: datetime | None) -> datetime:
    try:
        said = parsedate_to_datetime(headers.get("date") or "")
    except (ValueError, TypeError):
        return now or datetime.now(UTC)
    return said if said.tzinfo is not None else said.replace(tzinfo=UTC)
