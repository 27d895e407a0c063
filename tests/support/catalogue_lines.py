"""What the catalogue tells of its tracks and files, for tests that need no music."""

from typing import Any

from slipgui.app.recognition_line import encode_error
from slipgui.core.errors import SlipError, UnsupportedMediaError
from slipgui.core.flow import Stage
from slipgui.gui.catalogue_rows import CatalogueContents, TrackRow, TrackState, read_rows, row_of_file


def track(file: str, **facts: Any) -> dict[str, Any]:
    """A line of ``slip catalogue list --json``."""
    known = {"id": f"id of {file}", "file": file, "title": file, "artist": None, "album": None, "isrc": None}
    return known | {"duration_s": 10.0, "hash_count": 100} | facts


def contents_of(*tracks: dict[str, Any]) -> CatalogueContents:
    """A catalogue with these tracks."""
    return CatalogueContents(read_rows(tracks, {}), 38_000_000)


def waiting(*files: str) -> list[TrackRow]:
    """Files that are to be learned."""
    return [row_of_file(file, TrackState.WAITING) for file in files]


def report(file: str, **facts: Any) -> dict[str, Any]:
    """A line of ``slip catalogue add --json``."""
    return {"file": file, "status": "added", "id": f"id of {file}", "duration_s": 10.0, "error": None} | facts


def failed_report(file: str, error: SlipError | None = None) -> dict[str, Any]:
    """A line about a file that cannot be read."""
    told = encode_error(error or UnsupportedMediaError(), Stage.PREPARING)
    return report(file, status="failed", id=None, duration_s=None, error=told)
