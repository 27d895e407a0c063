"""What the local service takes and how long it keeps it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from slipgui.core.upload_plan import OBJECT_MAX_BYTES

Clock = Callable[[], datetime]
"""The present, with time zone."""


def utc_now() -> datetime:
    """The present."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one server; the defaults are those of contracts/CONTRACTS.md, sections 1 and 4."""

    form_file_bytes: int = 104_857_600
    """Largest file of a form upload."""
    object_bytes: int = OBJECT_MAX_BYTES
    """Largest object of one presigned PUT."""
    json_bytes: int = 1 << 20
    """Largest JSON body."""
    url_lifetime_s: int = 600
    """How long a presigned URL works."""
    result_lifetime_s: float = 86_400.0
    """How long the result of an ended job can be read, and an object that nobody submitted is kept."""
    body_idle_s: float = 60.0
    """A body that stands still for so long is given up."""
    spare_bytes: int = 64 << 20
    """Free space that an upload must leave on the disk."""
