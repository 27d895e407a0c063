"""Where state lives: below one folder of the user's choice, or in the platform's own folders."""

import os
from pathlib import Path
from typing import NamedTuple

import platformdirs

SOURCES = "sources"
"""Folder below the cache: what lies in it came from elsewhere."""


class Home(NamedTuple):
    """The folders of one user; nothing is made until something is written."""

    data: Path
    """Journal and catalogue: what must not be lost."""
    config: Path
    """Settings and window layout."""
    cache: Path
    """Audio proxies and uploaded objects of the local service: may be deleted at any time."""
    logs: Path
    chosen: Path | None = None
    """The folder the user chose, None for the platform's own."""

    @property
    def journal_file(self) -> Path:
        """Queue and history."""
        return self.data / "journal.sqlite3"

    @property
    def catalogue_folder(self) -> Path:
        """Tracks and reference index of the local service."""
        return self.data / "catalogue"

    @property
    def runs_folder(self) -> Path:
        """One lock file per running program."""
        return self.data / "runs"

    @property
    def settings_file(self) -> Path:
        """The settings as JSON."""
        return self.config / "settings.json"

    @property
    def secrets_file(self) -> Path:
        """Keys, where no system keyring takes them; for the owner alone."""
        return self.config / "keys.json"

    @property
    def window_file(self) -> Path:
        """Geometry and layout of the window as JSON."""
        return self.config / "window.json"

    @property
    def project_folder(self) -> Path:
        """Cue sheets in the making, where the user chose no other place."""
        return self.data / "cue-sheets"

    @property
    def works_file(self) -> Path:
        """The user's list of works."""
        return self.data / "works.csv"

    @property
    def release_file(self) -> Path:
        """The newest release that was announced, and when it was looked for."""
        return self.data / "release.json"

    @property
    def proxy_folder(self) -> Path:
        """Audio proxies at work."""
        return self.cache / "proxies"

    @property
    def object_folder(self) -> Path:
        """What clips the local service was sent."""
        return self.cache / "objects"

    @property
    def preview_folder(self) -> Path:
        """Stills, waveforms and sound for the window."""
        return self.cache / "previews"

    @property
    def source_folder(self) -> Path:
        """The sound of clips that lie elsewhere, each in a folder of its own."""
        return self.cache / SOURCES

    @property
    def programme_folder(self) -> Path:
        """What the local service has found of programmes so far."""
        return self.cache / "programmes"


def find_home(folder: Path | None = None) -> Home:
    """The home below ``folder``, else below ``SLIPGUI_HOME``, else the platform's folders."""
    chosen = folder or (Path(os.environ["SLIPGUI_HOME"]) if os.environ.get("SLIPGUI_HOME") else None)
    if chosen is not None:
        root = chosen.expanduser().absolute()
        return Home(root, root, root / "cache", root / "logs", root)
    dirs = platformdirs.PlatformDirs("slipgui", appauthor=False)
    return Home(dirs.user_data_path, dirs.user_config_path, dirs.user_cache_path, dirs.user_log_path)
