"""Which catalogue it is, and which state of it: an answer is worth nothing to another."""

from contextlib import closing
from pathlib import Path

from slipgui.engine.catalogue_database import DATABASE_FILE, CatalogueDatabase


def catalogue_version(folder: Path) -> str:
    """A text that is another one after every change; blocking, a few milliseconds.

    Raises
    ------
    CatalogueError
        When the catalogue cannot be read.
    """
    file = folder / DATABASE_FILE
    if not file.exists():
        return "none"
    with closing(CatalogueDatabase(file)) as database:
        return f"{file.stat().st_ino:x}.{database.generation()}"
