"""What the settings window shows of a person's settings."""

from pathlib import Path

from slipgui.core.profile import Profile
from slipgui.core.settings import ServiceChoice, Settings
from slipgui.gui.settings_work import SettingsState

ACCOUNTS = (Profile(), Profile("agency", "Agency", "https://agency.example"))


def settings_state(folder: Path = Path("/home/mira")) -> SettingsState:
    """The settings of somebody who has a key and a company's proxy."""
    return SettingsState(
        settings=Settings(
            watch_folders=("/renders/EP104", "/Volumes/RAID 2/renders"),
            catalogue_folders=("/music",),
            profiles=ACCOUNTS,
        ),
        held={"proxy": "SLIPGUI_PROXY"},
        key_places={"audioverify": "keyring", "agency": "keyring", "pyannote": ""},
        proxy_users={},
        keyring="Secret Service",
        is_locked=False,
        keys_file=folder / ".config/slipgui/keys.json",
        service=ServiceChoice.AUDIOVERIFY,
        folders={
            "data": (folder / ".local/share/slipgui", 1_240_000_000),
            "cache": (folder / ".cache/slipgui", 212_000_000),
            "logs": (folder / ".local/state/slipgui/log", 480_000),
        },
        can_look_for_releases=True,
    )
