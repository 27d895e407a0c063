"""Which folders of music are watched: a setting, read again whenever it is needed because another program may change it."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from slipgui.app.paths import Home
from slipgui.app.settings_file import read_settings_file, save_setting
from slipgui.core.errors import SettingsError
from slipgui.core.settings import Settings, with_value

_KEY = "catalogue_folders"


def watched_folders(home: Home) -> list[Path]:
    """The folders in the order they were named; what the settings file has wrong counts as none."""
    try:
        settings = with_value(Settings(), _KEY, read_settings_file(home.settings_file).get(_KEY, ()))
    except SettingsError:
        return []
    return [Path(folder) for folder in settings.catalogue_folders]


def watch_folders(home: Home, folders: Iterable[Path]) -> None:
    """Watch these folders too."""
    known = watched_folders(home)
    _save(home, list(dict.fromkeys([*known, *map(_absolute, folders)])))


def unwatch_folders(home: Home, folders: Iterable[Path]) -> list[Path]:
    """Watch these folders no more; those of them that were watched.  Their tracks stay."""
    known, unwanted = watched_folders(home), {_absolute(folder) for folder in folders}
    _save(home, [folder for folder in known if folder not in unwanted])
    return [folder for folder in known if folder in unwanted]


def _absolute(folder: Path) -> Path:
    return Path(os.path.abspath(folder))  # noqa: PTH100 - links keep the name the person knows


def _save(home: Home, folders: Sequence[Path]) -> None:
    save_setting(home.settings_file, _KEY, [str(folder) for folder in folders])
