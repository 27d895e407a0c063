"""The covers of a catalogue's tracks: small pictures, one file for each distinct one, named by its contents."""

import hashlib
import os
from collections.abc import Collection
from pathlib import Path
from uuid import uuid4

from slipgui.core.errors import CatalogueError

SUFFIX = ".jpg"
_PARTIAL_SUFFIX = ".part"
_NAME_LENGTH = 32


class CoverStore:
    """Pictures below ``folder``.  Which of them count is said by the database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, picture: bytes) -> str:
        """Keep a picture; its name.  Only inside a write transaction of the database, else ``sweep`` may take it for a leftover.

        Raises
        ------
        CatalogueError
            When it cannot be written.
        """
        name = hashlib.sha256(picture).hexdigest()[:_NAME_LENGTH] + SUFFIX
        path = self.folder / name
        if path.exists():
            return name
        partial = self.folder / f"{uuid4().hex}{_PARTIAL_SUFFIX}"
        try:
            self.folder.mkdir(exist_ok=True)
            with partial.open("xb") as file:
                file.write(picture)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        except OSError as cause:
            partial.unlink(missing_ok=True)
            raise CatalogueError("a cover cannot be written", why=str(cause.strerror)) from cause
        return name

    def sweep(self, needed: Collection[str]) -> None:
        """Delete the pictures that no track needs, and what a killed process left of one; call it while nobody writes."""
        if self.folder.is_dir():
            for file in self.folder.iterdir():
                if file.suffix in (SUFFIX, _PARTIAL_SUFFIX) and file.name not in needed:
                    file.unlink(missing_ok=True)
