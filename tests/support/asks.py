"""Does what a window asks of the application at once, on a loop of its own."""

import asyncio
from types import SimpleNamespace

from slipgui.core.settings import Settings


class Asks:
    """Does what is asked for to its end; what is asked for meanwhile afterwards."""

    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.application = SimpleNamespace(settings=Settings(), tracks=SimpleNamespace(limiter_of=None))
        self.is_at_work = False
        self.waiting = []

    def __call__(self, work):
        self.waiting.append(work)
        if not self.is_at_work:
            self.is_at_work = True
            while self.waiting:
                self.loop.run_until_complete(self.waiting.pop(0)(self.application))
            self.is_at_work = False
