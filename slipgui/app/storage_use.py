"""How much room the program's folders take, and the part of it that can be made anew."""

import os
from contextlib import suppress
from pathlib import Path

from slipgui.app.paths import Home
from slipgui.app.previews import PARTIAL


def folder_sizes(home: Home) -> dict[str, tuple[Path, int]]:
    """The folder and its bytes for ``data``, ``cache`` and ``logs``; below one chosen home no byte counts twice.  Blocks."""
    places = {"data": home.data, "cache": home.cache, "logs": home.logs}
    apart = set(places.values())
    return {name: (folder, _size(folder, apart - {folder})) for name, folder in places.items()}


def clear_previews(home: Home) -> int:
    """Delete the stills, waveforms and sound made for the window; the bytes that are free now.  Blocks."""
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
