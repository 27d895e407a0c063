"""The look for newer releases that the window asks for.  Its news are signals."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from slipgui.core.errors import ReleaseError, ServiceError
from slipgui.core.settings import Settings

if TYPE_CHECKING:
    from slipgui.app.wiring import Application
    from slipgui.core.release import Release

_log = logging.getLogger(__name__)

_LOOK_AT_CLOCK_EVERY_S = 3600.0


@dataclass(frozen=True, slots=True)
class ReleaseState:
    """What is known of newer releases."""

    is_undecided: bool
    """Whether the user is still to be asked; never where this build cannot look."""
    newer: "Release | None"
    """A release that is newer than this program."""
    is_put_aside: bool
    """Whether the user does not want to hear of it any more."""


class ReleaseWork(QObject):
    """Looks at most daily, where the user agreed; where nobody can be reached it says nothing.

    Parameters
    ----------
    ask
        Makes a task of work that needs the running application.
    """

    told = Signal(object)
    """A ``ReleaseState``."""
    doubted = Signal(object)
    """The error that says why an announcement is not believed."""

    def __init__(self, ask: "Callable[[Callable[[Application], Awaitable[object]]], None]") -> None:
        super().__init__()
        self._ask = ask
        self._looking = asyncio.Lock()
        self._is_agreed: bool | None = None

    def begin(self) -> None:
        """Tell what is known, and look from now on while the program runs."""

        async def work(application: "Application") -> None:
            while True:
                settings = await asyncio.to_thread(application.settings_in_force.read)
                await self._look(application, settings.look_for_releases)
                await asyncio.sleep(_LOOK_AT_CLOCK_EVERY_S)

        self._ask(work)

    def follow(self, settings: Settings) -> None:
        """The settings are others now."""
        if settings.look_for_releases is not self._is_agreed:
            self._ask(lambda application: self._look(application, settings.look_for_releases))

    def put_aside(self, release: "Release") -> None:
        """The user does not want to hear of this release any more."""

        async def work(application: "Application") -> None:
            await asyncio.to_thread(application.updates.put_aside, release)
            await self._look(application, self._is_agreed)

        self._ask(work)

    async def _look(self, application: "Application", is_agreed: bool | None) -> None:
        updates = application.updates
        async with self._looking:
            self._is_agreed = is_agreed
            if is_agreed and updates.can_look and await asyncio.to_thread(updates.is_due):
                try:
                    await updates.look()
                except ServiceError as error:
                    _log.info("nobody tells of newer releases: %s", error)
                except OSError as error:
                    _log.warning("what was announced cannot be kept: %s", error)
                except ReleaseError as error:
                    self.doubted.emit(error)
            newer = await asyncio.to_thread(updates.newer) if is_agreed else None
            is_put_aside = newer is not None and await asyncio.to_thread(updates.is_put_aside, newer)
            self.told.emit(ReleaseState(updates.can_look and is_agreed is None, newer, is_put_aside))
