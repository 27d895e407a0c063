"""How a command ends early: by Ctrl+C, a polite kill or a closed terminal."""

import asyncio
import signal
from contextlib import suppress

INTERRUPTED = 130
"""Exit code."""


def end_on_signals() -> None:
    """Let a polite kill and a closed terminal end the run as Ctrl+C does: pending work stays where it is kept."""
    task = asyncio.current_task()
    assert task is not None  # called from a coroutine
    for name in ("SIGTERM", "SIGHUP"):
        with suppress(NotImplementedError, AttributeError):  # Windows has neither
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), task.cancel)
