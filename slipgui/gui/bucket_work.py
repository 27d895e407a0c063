"""What the window asks of buckets: one level at a time, and files put there.  Its news are signals."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from slipgui.core.errors import SlipError

if TYPE_CHECKING:
    from slipgui.app.hand_over import Parcel
    from slipgui.app.paths import Home
    from slipgui.app.wiring import Application

    GetParcels = Callable[[Application], Awaitable[list[Parcel]]]


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
    storage_found = Signal(str, str)
    """AWS profile ("": keys of the environment) and address of the storage that is looked into."""
    handing = Signal(str, int, int, float)
    """The name of the file that is at hand, its place from 0, how many there are, and the share of it that was sent."""
    handed_over = Signal(object)
    """What became of each file: a list of ``HandedOver``."""
    not_handed_over = Signal(object)
    """The error because of which nothing was handed over."""
    rested = Signal()
    """Nothing is handed over any more, whatever the reason."""

    def __init__(self, home: "Home", ask: "Callable[[Callable[[Application], Awaitable[object]]], None]") -> None:
        super().__init__()
        self._home, self._ask = home, ask
        self._task: asyncio.Task[object] | None = None
        self.last_folder = ""
        """Where files were put the last time."""

    def find_storage(self) -> None:
        """Tell which storage is looked into; where that cannot be said, the first level tells why."""

        async def work(_: object) -> None:
            from slipgui.app.wiring import find_bucket_storage

            with suppress(SlipError):
                storage = await asyncio.to_thread(find_bucket_storage, self._home)
                self.storage_found.emit(storage.profile, storage.endpoint_url)

        self._ask(work)

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

    def hand_over(self, folder: str, get_parcels: "GetParcels") -> None:
        """Make files and put them into a folder of a bucket, one after the other."""
        self.last_folder = folder

        async def work(application: "Application") -> None:
            self._task = asyncio.current_task()
            try:
                await self._hand_over(folder, get_parcels, application)
            except SlipError as error:
                self.not_handed_over.emit(error)
            finally:
                self._task = None
                self.rested.emit()

        self._ask(work)

    def stop(self) -> None:
        """End what is handed over; what is there stays."""
        if self._task is not None:
            self._task.cancel()

    async def _hand_over(self, folder: str, get_parcels: "GetParcels", application: "Application") -> None:
        from slipgui.app.hand_over import hand_over_all
        from slipgui.app.wiring import open_buckets
        from slipgui.app.work_folder import open_work_folder

        parcels = await get_parcels(application)

        def tell(place: int, share: float) -> None:
            self.handing.emit(parcels[place].name, place, len(parcels), share)

        buckets = await asyncio.to_thread(open_buckets, self._home, {})
        async with open_work_folder(self._home) as (_, work_folder):
            done = await hand_over_all(parcels, folder, buckets, work_folder, tell)
        self.handed_over.emit(done)

    def _entries(self, address: str) -> list[object]:
        from slipgui.app.wiring import open_buckets

        return list(open_buckets(self._home, {}).entries(address))
