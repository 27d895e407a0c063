"""The settings of a running program: read again when they changed, and followed by what can follow at once.

Service and address stay as they were at the start: clips on their way belong to them.
"""

import asyncio
import os
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from slipgui.app.folder_watch import FolderWatch
from slipgui.app.keep_awake import KeepAwake
from slipgui.app.limited_service import LimitedService
from slipgui.app.paths import Home
from slipgui.app.queue import RecognitionQueue
from slipgui.app.service_opening import find_network, open_service
from slipgui.app.settings_file import held_settings, resolve_settings
from slipgui.core.errors import Recovery
from slipgui.core.settings import ServiceChoice, Settings
from slipgui.services.http import make_tls_context


@dataclass(frozen=True, slots=True)
class Followers:
    """What goes by the settings."""

    service: LimitedService
    queue: RecognitionQueue
    awake: KeepAwake
    watch: FolderWatch


class SettingsInForce:
    """Follows settings file, environment and flags.

    Parameters
    ----------
    home
        Whose settings.
    flags
        Settings given by hand; None values count as not given.
    first
        The settings of the start, with the service that was chosen then.
    followers
        What goes by them.
    stack
        Closes the services that are opened on the way.
    """

    def __init__(
        self, home: Home, flags: Mapping[str, object], first: Settings, followers: Followers, stack: AsyncExitStack
    ) -> None:
        self._home, self._flags, self._first = home, flags, first
        self._followers, self._stack = followers, stack
        self._network = (first.proxy, first.ca_file)

    @property
    def held(self) -> dict[str, str]:
        """The settings that the file has no say in, and the environment variable that holds them; empty for a flag."""
        return held_settings(os.environ, self._flags)

    def read(self) -> Settings:
        """What is said now, whether it is followed already or not.  Blocks."""
        return resolve_settings(self._home.settings_file, os.environ, self._flags)

    async def apply(self) -> Settings:
        """Let everything follow what is said now, which is returned.

        Raises
        ------
        SettingsError
            When the certificates cannot be used; then everything is as before.
        """
        said = await asyncio.to_thread(self.read)
        if self._network != (said.proxy, said.ca_file):
            # also where this computer recognises: the next start may ask AudioVerify
            network = await asyncio.to_thread(find_network, said)
            await asyncio.to_thread(make_tls_context, Settings().api_url, network)
            if self._first.service is ServiceChoice.AUDIOVERIFY:
                await self._renew_service(said)
                self._followers.queue.resume_service()
            self._network = (said.proxy, said.ca_file)
        followers = self._followers
        followers.queue.dispatcher.use(said)
        followers.awake.want(said.keep_awake)
        folders = tuple(Path(folder) for folder in said.watch_folders)
        if folders != followers.watch.folders:
            await followers.watch.set_folders(folders)
        return said

    async def retry_service(self) -> None:
        """Ask a paused service again, with the key, proxy and certificates that are known now."""
        queue = self._followers.queue
        reason = queue.dispatcher.gate.reason
        if reason is not None and reason.recovery is Recovery.ASK_USER:
            await self._renew_service(await asyncio.to_thread(self.read))
        queue.resume_service()

    async def _renew_service(self, said: Settings) -> None:
        mended = replace(self._first, proxy=said.proxy, ca_file=said.ca_file)
        self._followers.service.use(await self._stack.enter_async_context(open_service(self._home, mended)))
