"""What the window asks of AudioVerify's catalogue: tracks, licences, and the user's rules for others' recordings.  Its news are signals."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from slipgui.core.clearance import make_rules
from slipgui.core.errors import SlipError
from slipgui.core.settings import Settings
from slipgui.core.track_record import LicenceOrder

if TYPE_CHECKING:
    from slipgui.app.wiring import Application


class TrackWork(QObject):
    """Asks, one task a question.

    Parameters
    ----------
    ask
        Makes a task of work that needs the running application.
    """

    record_read = Signal(str, object)
    """Id of a track, and its ``TrackRecord``."""
    not_read = Signal(str, object)
    """Id of a track, and the error that says why."""
    cover_read = Signal(str, str)
    """Id of a track, and the file of its cover."""
    licences_read = Signal(object)
    """All ``Licence``s, the latest first."""
    licensed = Signal(object)
    """The ``Licence`` that was issued."""
    not_licensed = Signal(object)
    """The error that says why."""
    rules_read = Signal(object)
    """The ``ClearanceRules``."""

    def __init__(self, ask: "Callable[[Callable[[Application], Awaitable[object]]], None]") -> None:
        super().__init__()
        self._ask = ask

    def read(self, track_id: str, profile_id: str | None = None) -> None:
        """Tell what is known of a track, and the licences there are; ``profile_id``: the account that found it."""

        async def work(application: "Application") -> None:
            await self._tell_licences(application)
            try:
                record = await application.tracks.record(track_id, profile_id=profile_id)
            except SlipError as error:
                self.not_read.emit(track_id, error)
                return
            self.record_read.emit(track_id, record)
            with suppress(SlipError):  # a track without a cover has its tile
                cover = await application.tracks.cover(record, profile_id=profile_id)
                if cover is not None:
                    self.cover_read.emit(track_id, str(cover))

        self._ask(work)

    def order(self, order: LicenceOrder) -> None:
        """Order a licence."""

        async def work(application: "Application") -> None:
            try:
                licence = await application.tracks.order_licence(order)
            except SlipError as error:
                self.not_licensed.emit(error)
            else:
                self.licensed.emit(licence)
                await self._tell_licences(application)

        self._ask(work)

    def read_rules(self) -> None:
        """Tell the rules that are in force."""

        async def work(application: "Application") -> None:
            self.take_settings(await asyncio.to_thread(application.settings_in_force.read))

        self._ask(work)

    def take_settings(self, settings: Settings) -> None:
        """The settings are others now."""
        self.rules_read.emit(make_rules(settings.allowed, settings.denied))

    async def _tell_licences(self, application: "Application") -> None:
        self.licences_read.emit(await asyncio.to_thread(application.tracks.book.licences))
