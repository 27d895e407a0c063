"""Clips that lie behind an address: each has a place on this computer, where its sound is brought when it is its turn.

The address stands in a file of its own beside it that only this user can read: it may hold what lets anybody in.
"""

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from slipgui.app.atomic_file import write_atomically
from slipgui.app.paths import Home
from slipgui.core.address import address_name
from slipgui.core.ports import IsCancelled, OnBytes
from slipgui.media.remote_sound import ENDING

_FOLDER, _ADDRESS = "sources", "address"


def place_of(home: Home, address: str) -> Path:
    """Where the sound of a clip behind an address lies, or will; the address is kept from now on.  Blocking."""
    folder = home.cache / _FOLDER / sha256(address.encode()).hexdigest()[:24]
    file = folder / _ADDRESS
    if not file.exists():
        write_atomically(file, address)
    return folder / f"{address_name(address)}{ENDING}"


def address_of(path: Path) -> str | None:
    """The address of a clip, None of one that is a file of this computer.  Blocking."""
    if path.parent.parent.name != _FOLDER:
        return None
    try:
        return (path.parent / _ADDRESS).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None


class CopySound(Protocol):
    """Brings the sound of an address into a file; blocking."""

    def __call__(self, address: str, target: Path, on_bytes: OnBytes, is_cancelled: IsCancelled, /) -> bool:
        """False when cancelled; raises ``AddressError``, ``ClipError`` and ``ServiceError`` kinds."""
        ...


@dataclass(frozen=True, slots=True)
class Sources:
    """Brings clips here."""

    copy_sound: CopySound

    def fetch(self, address: str, path: Path, on_bytes: OnBytes, is_cancelled: IsCancelled) -> bool:
        """Whether the sound is at its place; False when cancelled.  Blocking."""
        part = path.with_name(f"{os.getpid()}.part{ENDING}")
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            if not self.copy_sound(address, part, on_bytes, is_cancelled):
                return False
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        return True
