"""How a command ends early: by Ctrl+C, a polite kill or a closed terminal."""

import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, TypeVar

from slipgui.app.keyring_access import leave_keyring

INTERRUPTED = 130
"""Exit code."""

_T = TypeVar("_T")


def run_until_ended(work: Coroutine[Any, Any, _T]) -> _T:
    """Run a command; a signal cancels it, so that pending work stays where it is kept, and the process exits with 130.

    Parameters
    ----------
    work
        The command.
    """

    async def run() -> _T:
        _end_on_signals()
        return await work

    try:
        return asyncio.run(run())
    except asyncio.CancelledError:
        sys.exit(INTERRUPTED)


@contextmanager
def stopped_by_interrupt(stop: Callable[[], None]) -> Iterator[None]:
    """While work goes on in this thread, the main one: Ctrl+C calls ``stop``, a second one is as it was before.

    Parameters
    ----------
    stop
        Lets the work end soon.
    """

    def end(number: int, _: FrameType | None) -> None:
        signal.signal(number, before)
        stop()

    before = signal.signal(signal.SIGINT, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _end_on_signals() -> None:
    """Let the loop cancel the task between two of its steps; a second Ctrl+C ends at once.

    What ``asyncio.run`` does itself may strike in the middle of a step: a future is found open, cancelled, and then set.
    """
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()
    assert task is not None  # called from a coroutine

    def end(number: int) -> None:
        leave_keyring()
        task.cancel()
        loop.remove_signal_handler(number)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        with suppress(NotImplementedError, AttributeError):  # Windows has neither
            number = getattr(signal, name)
            loop.add_signal_handler(number, end, number)
