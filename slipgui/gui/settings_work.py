"""The work on the settings that the window asks for.  Its news are signals.

What is heavy is loaded in the threads that need it: this module is there from the start.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from slipgui.app.keyring_access import watch_keyring
from slipgui.app.paths import Home
from slipgui.app.settings_file import forget_settings, read_settings_file, save_setting
from slipgui.core.errors import ContractError, InternalError, SettingsError, SlipError
from slipgui.core.profile import Profile
from slipgui.core.profile_id import NAMED, PYANNOTE
from slipgui.core.settings import ServiceChoice, Settings

if TYPE_CHECKING:
    from slipgui.app.secrets import Secrets
    from slipgui.app.wiring import Application

ProxyLogin = tuple[str, str] | None
"""User name and password; both empty: it needs none any more."""


@dataclass(frozen=True, slots=True)
class SettingsState:
    """What the settings are, and what belongs to them outside of the file."""

    settings: Settings
    held: Mapping[str, str]
    """The settings that the file has no say in, and the environment variable that holds them; empty for a flag."""
    key_places: Mapping[str, str]
    """Where keys are: id of an account, or one of ``NAMED`` → "environment", "keyring", "file", or empty for none."""
    proxy_users: Mapping[str, str]
    """Who logs in at proxies: id of an account, or empty for the proxy of all → user name, where a log-in is kept."""
    keyring: str
    """Name of the system keyring; empty where there is none."""
    is_locked: bool
    """Whether that keyring did not open."""
    keys_file: Path
    """Where keys lie that no keyring took."""
    service: ServiceChoice
    """Who recognises where a clip names no account."""
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
    key_tested = Signal(str, object)
    """Id of an account, or one of ``NAMED``, and the error that came, or None where the key is taken."""
    imported = Signal(object)
    """``ImportedSettings``; they are in force now."""
    exported = Signal(str)
    """The file that holds the settings now."""
    not_exchanged = Signal(str, object)
    """Which file was not read or written, and the error or the system's words that say why."""
    cleared = Signal(int)
    """So many bytes are free now."""
    s3_profiles_found = Signal(object)
    """A list of the names that AWS's configuration has."""
    s3_profiles_not_found = Signal(object)
    """The error that says why not."""
    keyring_waits = Signal(bool)
    """Whether the system keyring asks for its password just now, and keeps work waiting."""
    keys_changed = Signal()
    """A key that is no account's was entered or removed, or the keyring was unlocked."""

    def __init__(self, home: Home, ask: "Callable[[Callable[[Application], Awaitable[object]]], None]") -> None:
        super().__init__()
        self._home, self._ask = home, ask
        self.waits_for_keyring = False
        self._n_looks = 0
        watch_keyring(self._tell_wait)

    def _tell_wait(self, is_waiting: bool) -> None:
        self.waits_for_keyring = is_waiting
        with suppress(RuntimeError):  # the window is gone
            self.keyring_waits.emit(is_waiting)

    def read(self) -> None:
        """Tell the state."""
        self._ask(self._tell_state)

    def change(self, key: str, value: object) -> None:
        """Change one setting, for now and later."""

        async def work(application: "Application") -> None:
            await self._write(application, key, value)

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

    def test_key(self, owner: str) -> None:
        """Ask an account's service, or pyannoteAI for ``PYANNOTE``, whether it takes the key, which costs nothing."""

        async def work(application: "Application") -> None:
            trial = self._voice_trial() if owner == PYANNOTE else self._trial(application, owner)
            try:
                self.key_tested.emit(owner, await trial)
            except SlipError as error:
                self.key_tested.emit(owner, error)
            except Exception:  # a bug of ours: who asked hears of an end all the same, and may ask again
                self.key_tested.emit(owner, InternalError("unforeseen"))
                raise

        self._ask(work)

    def enter_key(self, key: str, owner: str = "") -> None:
        """Keep a key, and ask a paused service again with it.

        Parameters
        ----------
        key
            As it was written.
        owner
            Id of an account, or one of ``NAMED``; empty for the account that is asked by default.
        """

        async def work(application: "Application") -> None:
            secrets, settings = self._secrets(), await asyncio.to_thread(application.settings_in_force.read)
            profile = settings.profile_of(owner) or settings.account
            try:
                if owner in NAMED:
                    await asyncio.to_thread(secrets.keep_named, owner, key)
                else:
                    await asyncio.to_thread(secrets.keep_partner_key, settings, profile, key)
            except SettingsError as error:
                self.key_tested.emit(owner or profile.id, error)
                return
            await self._follow_key(application, owner or profile.id)

        self._ask(work)

    def unlock_keyring(self) -> None:
        """Have a locked keyring ask for its password; the keys in it count at once."""

        async def work(application: "Application") -> None:
            await asyncio.to_thread(self._secrets().unlock)
            for account in tuple(application.queue.dispatcher.accounts):
                await application.settings_in_force.use_key(account.tools.profile)
            self.applied.emit(await asyncio.to_thread(application.settings_in_force.read))
            self.keys_changed.emit()
            await self._tell_state(application)

        self._ask(work)

    def remove_key(self, owner: str) -> None:
        """Forget the key of an account, or one of ``NAMED``."""

        async def work(application: "Application") -> None:
            secrets, settings = self._secrets(), await asyncio.to_thread(application.settings_in_force.read)
            try:
                if owner in NAMED:
                    await asyncio.to_thread(secrets.forget_named, owner)
                else:
                    await asyncio.to_thread(secrets.forget_partner_key, settings, owner)
            except SettingsError as error:
                await self._follow_key(application, owner)  # one that lay in a file is gone all the same
                self.key_tested.emit(owner, error)
                return
            await self._follow_key(application, owner)

        self._ask(work)

    def save_profile(self, profile: Profile, login: ProxyLogin) -> None:
        """Add an account or change one, with the log-in for a proxy of its own; None: that stays as it is."""

        async def work(application: "Application") -> None:
            profiles = (await asyncio.to_thread(application.settings_in_force.read)).profiles
            if profile.id in {one.id for one in profiles}:
                changed = [profile if one.id == profile.id else one for one in profiles]
            else:
                changed = [*profiles, profile]
            if not await self._write(application, "profiles", changed):
                return
            if login is not None:
                await self._keep_login(application, login, profile.id)
            await self._tell_state(application)

        self._ask(work)

    def remove_profile(self, profile_id: str) -> None:
        """Forget an account and its key; the last one stays."""

        async def work(application: "Application") -> None:
            settings = await asyncio.to_thread(application.settings_in_force.read)
            left = [one for one in settings.profiles if one.id != profile_id]
            if not left:
                return
            secrets = self._secrets()
            try:  # first: of an account that is gone nobody could try again
                await asyncio.to_thread(secrets.forget_partner_key, settings, profile_id)
                await asyncio.to_thread(secrets.keep_proxy_login, "", "", profile_id)
            except SettingsError as error:
                self.refused.emit("profiles", error)
                return
            await self._write(application, "profiles", left)
            await self._follow_key(application, profile_id)

        self._ask(work)

    def keep_proxy_login(self, login: tuple[str, str]) -> None:
        """Keep user name and password for the proxy of all; both empty: forget them."""

        async def work(application: "Application") -> None:
            await self._keep_login(application, login, "")
            await self._tell_state(application)

        self._ask(work)

    def find_s3_profiles(self) -> None:
        """Tell which profiles AWS's configuration has."""

        async def work(_: "Application") -> None:
            from slipgui.app.wiring import find_bucket_profiles

            try:
                self.s3_profiles_found.emit(await asyncio.to_thread(find_bucket_profiles))
            except SlipError as error:
                self.s3_profiles_not_found.emit(error)

        self._ask(work)

    def clear_cache(self) -> None:
        """Delete what can be made anew."""

        async def work(application: "Application") -> None:
            from slipgui.app.storage_use import clear_cache

            used = application.queue.paths_in_use()
            self.cleared.emit(await asyncio.to_thread(clear_cache, self._home, used))
            await self._tell_state(application)

        self._ask(work)

    async def _tell_state(self, application: "Application") -> None:
        self._n_looks = this_one = self._n_looks + 1
        state = await asyncio.to_thread(self._look, application)
        if this_one == self._n_looks:  # else a later one, which may have ended already, tells more
            self.state_read.emit(state)

    def _look(self, application: "Application") -> SettingsState:
        from slipgui.app.keyring_access import keyring_name
        from slipgui.app.storage_use import folder_sizes

        settings, secrets = application.settings_in_force.read(), self._secrets()
        keys = {profile.id: secrets.find_partner_key(settings, profile) for profile in settings.profiles}
        keys |= {name: secrets.find_named(name) for name in NAMED}
        logins = {owner: secrets.find_proxy_login(owner) for owner in ("", *(one.id for one in settings.profiles))}
        return SettingsState(
            settings=settings,
            held=application.settings_in_force.held,
            key_places={owner: key.place.value if key is not None else "" for owner, key in keys.items()},
            proxy_users={owner: login[0] for owner, login in logins.items() if login is not None},
            keyring=keyring_name() or "",
            is_locked=secrets.is_locked(),
            keys_file=self._home.secrets_file,
            service=application.service,
            folders=folder_sizes(self._home),
            can_look_for_releases=application.updates.can_look,
        )

    async def _write(self, application: "Application", key: str, value: object) -> bool:
        """Write a setting and let it be in force; whether that could be, else all is as before."""
        before = await asyncio.to_thread(read_settings_file, self._home.settings_file)
        try:
            await asyncio.to_thread(save_setting, self._home.settings_file, key, value)
            self.applied.emit(await application.settings_in_force.apply())
        except SettingsError as error:
            await asyncio.to_thread(self._put_back, key, before)
            self.refused.emit(key, error)
            return False
        return True

    async def _follow_key(self, application: "Application", owner: str) -> None:
        if owner in NAMED:
            self.keys_changed.emit()
        else:
            await application.settings_in_force.use_key(owner)
            self.applied.emit(await asyncio.to_thread(application.settings_in_force.read))
        await self._tell_state(application)

    async def _keep_login(self, application: "Application", login: tuple[str, str], profile_id: str) -> None:
        try:
            await asyncio.to_thread(self._secrets().keep_proxy_login, *login, profile_id)
        except SettingsError as error:
            self.refused.emit("profiles" if profile_id else "proxy_login", error)
        for owner in (
            [profile_id] if profile_id else [one.tools.profile for one in application.queue.dispatcher.accounts]
        ):
            await application.settings_in_force.use_key(owner)

    def _secrets(self) -> "Secrets":
        from slipgui.app.secrets import Secrets

        return Secrets(self._home)

    def _put_back(self, key: str, before: Mapping[str, object]) -> None:
        if key in before:
            save_setting(self._home.settings_file, key, before[key])
        else:
            forget_settings(self._home.settings_file, [key])

    def _put_all_back(self, keys: Iterable[str], before: Mapping[str, object]) -> None:
        for key in keys:
            self._put_back(key, before)

    async def _trial(self, application: "Application", profile_id: str) -> SlipError | None:
        from slipgui.app.service_trial import profile_answers

        settings = await asyncio.to_thread(application.settings_in_force.read)
        is_it = await profile_answers(self._home, settings, profile_id)
        return None if is_it else ContractError("another web server")

    async def _voice_trial(self) -> None:
        from slipgui.app.wiring import open_voice_tools

        async with open_voice_tools(self._home, {}) as tools:
            await tools.known_service().test_key()
