"""What the window asks of buckets: one level at a time.  Its news are signals."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from slipgui.core.errors import SlipError

if TYPE_CHECKING:
    from slipgui.app.paths import Home
    from slipgui.app.wiring import Application


class BucketWork(QObject):
    """Asks in threads.

    Parameters
    ----------
    home
        Whose settings name proxy and certificates.
    ask
        Makes a task of work.
    """

    level_read = Signal(str, object)
    """An address, and the entries directly below it."""
    not_read = Signal(str, object)
    """An address, and the error that says why."""

    def __init__(self, home: "Home", ask: "Callable[[Callable[[Application], Awaitable[object]]], None]") -> None:
        super().__init__()
        self._home, self._ask = home, ask

    def read(self, address: str) -> None:
        """Tell what lies directly below an address."""

        async def work(_: object) -> None:
            try:
                entries = await asyncio.to_thread(self._entries, address)
            except SlipError as error:
                self.not_read.emit(address, error)
            else:
                self.level_read.emit(address, entries)

        self._ask(work)

    def _entries(self, address: str) -> list[object]:
        from slipgui.app.wiring import open_buckets

        return list(open_buckets(self._home, {}).entries(address))
