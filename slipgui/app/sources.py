"""Clips that lie behind an address: each has a place on this computer, where its sound is brought when it is its turn.

The address stands in a file of its own beside it that only this user can read: it may hold what lets anybody in.
"""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from slipgui.app.atomic_file import write_atomically
from slipgui.app.paths import SOURCES, Home
from slipgui.core.address import SOUND_ENDING, address_name
from slipgui.core.ports import IsCancelled, OnBytes

ADDRESS = "address"
"""Name of the file that keeps it."""
_BLOCKS_KEPT_S = 7 * 86_400.0


def place_of(home: Home, address: str) -> Path:
    """Where the sound of a clip behind an address lies, or will; the address is kept from now on.  Blocking."""
    folder = home.source_folder / sha256(address.encode()).hexdigest()[:24]
    file = folder / ADDRESS
    if not file.exists():
        write_atomically(file, address)
    return folder / f"{address_name(address)}{SOUND_ENDING}"


def address_of(path: Path) -> str | None:
    """The address of a clip, None of one that is a file of this computer.  Blocking."""
    if path.parent.parent.name != SOURCES:
        return None
    try:
        return (path.parent / ADDRESS).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None


def sweep_sources(home: Home, now_s: float) -> None:
    """Delete what programs that are gone left half brought; blocks of it are given up after a week.  Blocking, for a program alone."""
    from slipgui.services.kept_blocks import FILE_NAME as BLOCKS_NAME  # slow to import
    from slipgui.services.remote_file import WHOLE_PREFIX

    for place in home.source_folder.glob("*/*"):
        with suppress(OSError):
            if place.name.startswith(WHOLE_PREFIX):
                shutil.rmtree(place)
            elif place.name.endswith(f".part{SOUND_ENDING}") or (
                place.name == BLOCKS_NAME and now_s - place.stat().st_mtime > _BLOCKS_KEPT_S
            ):
                place.unlink()


class CopySound(Protocol):
    """Brings the sound of an address into a file beside which it keeps what came; blocking."""

    def __call__(self, address: str, target: Path, on_bytes: OnBytes, is_cancelled: IsCancelled, /) -> bool:
        """False when cancelled; raises ``AddressError``, ``ClipError`` and ``ServiceError`` kinds."""
        ...


@dataclass(frozen=True, slots=True)
class Sources:
    """Brings clips here."""

    copy_sound: CopySound

    def fetch(self, address: str, path: Path, on_bytes: OnBytes, is_cancelled: IsCancelled) -> bool:
        """Whether the sound is at its place; False when cancelled.  Blocking."""
        part = path.with_name(f"{os.getpid()}.part{SOUND_ENDING}")
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            if not self.copy_sound(address, part, on_bytes, is_cancelled):
                return False
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        return True
