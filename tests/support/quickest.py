"""How long something takes on a machine that may be busy: the shortest of some tries."""

from collections.abc import Awaitable, Callable

CANCEL_S = 0.1
"""A cancel is told to be over within this time."""
_N_TRIES = 20


async def quickest_s(take_s: Callable[[], Awaitable[float]]) -> float:
    """The shortest of some cancels in seconds; no more are made than it takes to stay below ``CANCEL_S``."""
    took_s = float("inf")
    for _ in range(_N_TRIES):
        took_s = min(took_s, await take_s())
        if took_s < CANCEL_S:
            break
    return took_s
