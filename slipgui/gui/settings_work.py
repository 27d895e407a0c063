"""The work on the settings that the window asks for.  Its news are signals.

What is heavy is loaded in the threads that need it: this module is there from the start.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from slipgui.app.paths import Home
from slipgui.app.settings_file import forget_settings, read_settings_file, save_setting
from slipgui.core.errors import AuthenticationError, ContractError, SettingsError, SlipError
from slipgui.core.settings import ServiceChoice, Settings

if TYPE_CHECKING:
    from slipgui.app.wiring import Application


@dataclass(frozen=True, slots=True)
class SettingsState:
    """What the settings are, and what belongs to them outside of the file."""

    settings: Settings
    held: Mapping[str, str]
    """The settings that the file has no say in, and the environment variable that holds them; empty for a flag."""
    key_place: str
    """Where the partner key is: "environment", "keyring", or empty for none."""
    keyring: str
    """Name of the system keyring; empty where there is none."""
    service: ServiceChoice
    """Who recognises now; another choice counts from the next start on."""
    folders: Mapping[str, tuple[Path, int]]
    """Folder and bytes of ``data``, ``cache`` and ``logs``."""
    can_look_for_releases: bool
    """Whether this build has the key that their signatures are checked with."""


class SettingsWork(QObject):
    """Reads and changes settings, in threads.

    Parameters
    ----------
    home
        Whose settings.
    ask
        Makes a task of work that needs the running application.
    """

    state_read = Signal(object)
    """A ``SettingsState``."""
    applied = Signal(object)
    """The ``Settings`` that are in force now."""
    refused = Signal(str, object)
    """Which setting, and the error that says why; everything is as before."""
    key_tested = Signal(object)
    """The error that came, or None where the key is taken."""
    imported = Signal(object)
    """``ImportedSettings``; they are in force now."""
    exported = Signal(str)
    """The file that holds the settings now."""
    not_exchanged = Signal(str, object)
    """Which file was not read or written, and the error or the system's words that say why."""
    cleared = Signal(int)
    """So many bytes are free now."""

    def __init__(self, home: Home, ask: "Callable[[Callable[[Application], Awaitable[object]]], None]") -> None:
        super().__init__()
        self._home, self._ask = home, ask

    def read(self) -> None:
        """Tell the state."""
        self._ask(self._tell_state)

    def change(self, key: str, value: object) -> None:
        """Change one setting, for now and later."""

        async def work(application: "Application") -> None:
            before = await asyncio.to_thread(read_settings_file, self._home.settings_file)
            try:
                await asyncio.to_thread(save_setting, self._home.settings_file, key, value)
                self.applied.emit(await application.settings_in_force.apply())
            except SettingsError as error:
                await asyncio.to_thread(self._put_back, key, before)
                self.refused.emit(key, error)

        self._ask(work)

    def forget(self, keys: Iterable[str]) -> None:
        """Go back to the defaults of these settings."""
        forgotten = tuple(keys)

        async def work(application: "Application") -> None:
            await asyncio.to_thread(forget_settings, self._home.settings_file, forgotten)
            self.applied.emit(await application.settings_in_force.apply())
            await self._tell_state(application)

        self._ask(work)

    def export(self, target: Path) -> None:
        """Write what the user chose into a file."""

        async def work(_: "Application") -> None:
            from slipgui.app.settings_exchange import export_settings

            try:
                await asyncio.to_thread(export_settings, self._home.settings_file, target)
            except OSError as error:
                self.not_exchanged.emit(target.name, error.strerror or str(error))
            else:
                self.exported.emit(target.name)

        self._ask(work)

    def take_over(self, source: Path) -> None:
        """Let the settings of a file be in force; all are as before where that cannot be."""

        async def work(application: "Application") -> None:
            from slipgui.app.settings_exchange import import_settings

            file = self._home.settings_file
            before = await asyncio.to_thread(read_settings_file, file)
            try:
                imported = await asyncio.to_thread(import_settings, source, file)
                try:
                    self.applied.emit(await application.settings_in_force.apply())
                except SettingsError:
                    await asyncio.to_thread(self._put_all_back, imported.taken, before)
                    raise
            except OSError as error:
                self.not_exchanged.emit(source.name, error.strerror or str(error))
            except SettingsError as error:
                self.not_exchanged.emit(source.name, error)
            else:
                self.imported.emit(imported)
                await self._tell_state(application)

        self._ask(work)

    def test_key(self) -> None:
        """Ask AudioVerify whether it takes the key, which costs nothing."""

        async def work(application: "Application") -> None:
            self.key_tested.emit(
                await self._trial(replace(application.settings_in_force.read(), service=ServiceChoice.AUDIOVERIFY))
            )

        self._ask(work)

    def enter_key(self, key: str) -> None:
        """Keep a partner key, and ask a paused service again with it."""

        async def work(application: "Application") -> None:
            from slipgui.app.secrets import keep_api_key

            await asyncio.to_thread(keep_api_key, key)
            await application.settings_in_force.retry_service()
            await self._tell_state(application)

        self._ask(work)

    def remove_key(self) -> None:
        """Forget the partner key."""

        async def work(application: "Application") -> None:
            from slipgui.app.secrets import forget_api_key

            await asyncio.to_thread(forget_api_key)
            await self._tell_state(application)

        self._ask(work)

    def clear_cache(self) -> None:
        """Delete what can be made anew."""

        async def work(application: "Application") -> None:
            from slipgui.app.storage_use import clear_previews

            self.cleared.emit(await asyncio.to_thread(clear_previews, self._home))
            await self._tell_state(application)

        self._ask(work)

    async def _tell_state(self, application: "Application") -> None:
        self.state_read.emit(await asyncio.to_thread(self._look, application))

    def _look(self, application: "Application") -> SettingsState:
        from slipgui.app.secrets import find_api_key, keyring_name
        from slipgui.app.storage_use import folder_sizes

        key = find_api_key()
        return SettingsState(
            settings=application.settings_in_force.read(),
            held=application.settings_in_force.held,
            key_place=key.place if key is not None else "",
            keyring=keyring_name() or "",
            service=application.service,
            folders=folder_sizes(self._home),
            can_look_for_releases=application.updates.can_look,
        )

    def _put_back(self, key: str, before: Mapping[str, object]) -> None:
        if key in before:
            save_setting(self._home.settings_file, key, before[key])
        else:
            forget_settings(self._home.settings_file, [key])

    def _put_all_back(self, keys: Iterable[str], before: Mapping[str, object]) -> None:
        for key in keys:
            self._put_back(key, before)

    async def _trial(self, settings: Settings) -> SlipError | None:
        from slipgui.app.secrets import find_api_key
        from slipgui.app.service_trial import answers

        if await asyncio.to_thread(find_api_key) is None:
            return AuthenticationError("no API key is known", service="audioverify", reason="missing")
        try:
            return None if await answers(self._home, settings) else ContractError("another web server")
        except SlipError as error:
            return error
