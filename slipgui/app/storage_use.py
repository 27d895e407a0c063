"""How much room the program's folders take, and the part of it that can be made anew."""

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from slipgui.app.paths import Home
from slipgui.app.previews import PARTIAL
from slipgui.app.sources import ADDRESS


def folder_sizes(home: Home) -> dict[str, tuple[Path, int]]:
    """The folder and its bytes for ``data``, ``cache`` and ``logs``; below one chosen home no byte counts twice.  Blocks."""
    places = {"data": home.data, "cache": home.cache, "logs": home.logs}
    apart = set(places.values())
    return {name: (folder, _size(folder, apart - {folder})) for name, folder in places.items()}


def clear_cache(home: Home, used: Collection[Path]) -> int:
    """Delete what can be made or fetched anew; the bytes that are free now.  Blocks.

    Parameters
    ----------
    home
        Whose stills, waveforms and sound for the window, and whose sound of clips that lie elsewhere.
    used
        Clips whose sound stays: they wait or are at work.
    """
    return _clear_previews(home) + _clear_sources(home, {path.parent for path in used})


def _clear_sources(home: Home, used: Collection[Path]) -> int:
    """Of each clip the address stays: it is fetched again when it is wanted."""
    freed_bytes = 0
    for file in home.source_folder.glob("*/*"):
        if file.parent in used or file.name == ADDRESS or file.suffix == ".lock" or ".part" in file.suffixes:
            continue
        with suppress(OSError):  # gone, or in use
            if file.is_file():
                size_bytes = file.stat().st_size
                file.unlink()
                freed_bytes += size_bytes
    return freed_bytes


def _clear_previews(home: Home) -> int:
    freed_bytes = 0
    with suppress(FileNotFoundError), os.scandir(home.preview_folder) as entries:
        for entry in entries:
            with suppress(OSError):  # gone, or in use on Windows
                if entry.is_file(follow_symlinks=False) and not entry.name.endswith(PARTIAL):
                    size_bytes = entry.stat().st_size
                    Path(entry.path).unlink()
                    freed_bytes += size_bytes
    return freed_bytes


def _size(folder: Path, apart: set[Path]) -> int:
    total_bytes = 0
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if Path(place, name) not in apart]
        for name in files:
            with suppress(OSError):
                total_bytes += os.lstat(Path(place, name)).st_size
    return total_bytes
