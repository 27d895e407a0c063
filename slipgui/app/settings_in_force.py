"""The settings of a running program: read again when they changed, and followed at once.

A clip that is with an account stays there; the others follow.
"""

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from slipgui.app.folder_watch import FolderWatch
from slipgui.app.keep_awake import KeepAwake
from slipgui.app.paths import Home
from slipgui.app.queue import RecognitionQueue
from slipgui.app.service_opening import chosen_profile
from slipgui.app.settings_file import held_settings, resolve_settings
from slipgui.core.errors import Recovery
from slipgui.core.profile import Profile
from slipgui.core.profile_id import LOCAL
from slipgui.core.settings import Settings
from slipgui.services.http import Network, make_tls_context


@dataclass(frozen=True, slots=True)
class Followers:
    """What goes by the settings."""

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
        The settings of the start.
    followers
        What goes by them.
    """

    def __init__(self, home: Home, flags: Mapping[str, object], first: Settings, followers: Followers) -> None:
        self._home, self._flags, self._followed = home, flags, first
        self._followers = followers

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
        await asyncio.to_thread(self._check_certificates, said)
        followers = self._followers
        accounts = followers.queue.dispatcher.accounts
        followers.queue.dispatcher.use(said)
        former, self._followed = self._followed, said
        for account in accounts:
            profile_id = account.tools.profile
            if profile_id != LOCAL and _ways(former, profile_id) != _ways(said, profile_id):
                await accounts.reopen(profile_id)
        if said.offline:
            followers.queue.dispatcher.hold_what_goes_out()
        await self._choose_default()
        followers.awake.want(said.keep_awake)
        folders = tuple(Path(folder) for folder in said.watch_folders)
        if folders != followers.watch.folders:
            await followers.watch.set_folders(folders)
        return said

    async def retry_service(self) -> None:
        """Ask paused services again, with the keys, proxies and certificates that are known now."""
        queue = self._followers.queue
        for account in queue.dispatcher.accounts:
            reason = account.gate.reason
            if reason is not None and reason.recovery is Recovery.ASK_USER:
                await queue.dispatcher.accounts.reopen(account.tools.profile)
        queue.resume_service()

    async def use_key(self, profile_id: str) -> None:
        """Key or log-in of an account is another one now, or none any more: go on with what is known."""
        await self._followers.queue.dispatcher.accounts.reopen(profile_id)
        await self._choose_default()

    async def _choose_default(self) -> None:
        queue = self._followers.queue
        accounts = queue.dispatcher.accounts
        chosen = await asyncio.to_thread(chosen_profile, self._home, self._followed)
        await accounts.opened(chosen)
        accounts.default = chosen
        queue.dispatcher.wake()

    def _check_certificates(self, said: Settings) -> None:
        """See that every file of certificates that was named anew can be used.  Blocks."""
        for file in _ca_files(said) - _ca_files(self._followed):
            make_tls_context(Profile().api_url, Network(ca_file=Path(file).expanduser()))


def _ca_files(settings: Settings) -> set[str]:
    return {file for file in (settings.ca_file, *(one.ca_file for one in settings.profiles)) if file is not None}


def _ways(settings: Settings, profile_id: str) -> tuple[Profile | None, str | None, str | None, bool]:
    """What an account is asked through."""
    return settings.profile_of(profile_id), settings.proxy, settings.ca_file, settings.offline
