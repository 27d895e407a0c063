"""In place of the bridge: what the window asks for has happened when the call returns; what that asks for comes right after it."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any


class DirectWork:
    """Runs work at once.

    Parameters
    ----------
    application
        What the work is given.
    """

    def __init__(self, application: Any = None) -> None:
        self._application = application
        self._asked: deque[Callable[[Any], Awaitable[object]]] = deque()
        self._is_running = False

    def ask(self, work: Callable[[Any], Awaitable[object]]) -> None:
        """Do this, after what is being done."""
        self._asked.append(work)
        if self._is_running:
            return
        self._is_running = True
        try:
            while self._asked:
                asyncio.run(self._asked.popleft()(self._application))  # type: ignore[arg-type]
        finally:
            self._is_running = False
