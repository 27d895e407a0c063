"""The first start of a home: the welcome, what it decides, and the key tried before it is kept."""

import asyncio
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from slipgui.app.paths import Home
from slipgui.app.settings_file import held_settings, resolve_settings, save_setting
from slipgui.core.errors import ContractError, SettingsError, SlipError
from slipgui.core.settings import Settings
from slipgui.gui.error_words import explained
from slipgui.gui.texts import dialog, translate

if TYPE_CHECKING:
    from slipgui.gui.bridge import Bridge
    from slipgui.gui.main_window import MainWindow
    from slipgui.gui.welcome import Welcome


def is_first_start(home: Home, flags: Mapping[str, object]) -> bool:
    """Whether nobody used this home yet, and nobody said elsewhere which service recognises."""
    used = (home.settings_file, home.window_file, home.journal_file, home.catalogue_folder)
    return not any(place.exists() for place in used) and "service" not in held_settings(os.environ, flags)


async def greet(home: Home, flags: Mapping[str, object], bridge: "Bridge", window: "MainWindow") -> None:
    """Ask where to look, until that is decided, left open, or the program ends.

    Parameters
    ----------
    home
        Where the decision is kept.
    flags
        Settings given by hand.
    bridge
        Learns the music that is chosen.
    window
        The welcome stands over it.
    """
    from slipgui.app.keyring_access import keyring_name
    from slipgui.app.secrets import Secrets
    from slipgui.gui.welcome import Welcome

    settings = await asyncio.to_thread(resolve_settings, home.settings_file, os.environ, flags)
    if await asyncio.to_thread(Secrets(home).find_partner_key, settings, settings.account) is not None:
        return  # a studio that gives its users a key has decided
    welcome = Welcome(window, _keeping(await asyncio.to_thread(keyring_name)))
    decided = asyncio.Event()
    tasks: set[asyncio.Task[None]] = set()

    def choose(service: str, key: str) -> None:
        task = asyncio.get_running_loop().create_task(_decide(home, flags, welcome, (service, key), decided))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    def choose_music() -> None:
        chooser = QFileDialog(window, dialog("add_music"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.fileSelected.connect(lambda folder: bridge.add_music([Path(folder)]))
        chooser.fileSelected.connect(lambda _: choose("local", ""))
        chooser.open()

    welcome.chosen.connect(choose)
    welcome.music_requested.connect(choose_music)
    welcome.left.connect(decided.set)
    waits = [asyncio.ensure_future(one.wait()) for one in (decided, bridge.closed)]
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for one in (*waits, *tasks):
        one.cancel()
    welcome.hide()
    welcome.deleteLater()
    window.room.enter()


async def _decide(
    home: Home, flags: Mapping[str, object], welcome: "Welcome", choice: tuple[str, str], decided: asyncio.Event
) -> None:
    from slipgui.app.secrets import Secrets

    settings = await asyncio.to_thread(resolve_settings, home.settings_file, os.environ, flags)
    service, key = choice
    if key:
        welcome.set_asking(True)
        error = await _try(home, settings, key)
        welcome.set_asking(False)
        if error is not None:
            welcome.say(f"{explained(error).title}.", is_error=True)
            return
        try:
            await asyncio.to_thread(Secrets(home).keep_partner_key, settings, settings.account, key)
        except SettingsError as kept_nowhere:
            welcome.say(explained(kept_nowhere).detail, is_error=True)
            return
    await asyncio.to_thread(save_setting, home.settings_file, "service", service)
    decided.set()


async def _try(home: Home, settings: Settings, key: str) -> SlipError | None:
    """Why AudioVerify does not take a key; None where it does."""
    from slipgui.app.service_trial import takes_key

    try:
        return None if await takes_key(home, settings, key) else ContractError("another web server")
    except SlipError as error:
        return error


def _keeping(keyring: str | None) -> str:
    if keyring is None:
        return translate("Welcome", "There is no system keyring: a key would lie in a file that only you can read.")
    return translate("Welcome", "Keys are kept in the system's keyring.")
