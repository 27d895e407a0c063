"""The service's unit of work, and the permission to upload one object."""

from dataclasses import dataclass
from enum import StrEnum

from slipgui.core.outcome import Alternative, Match, Track


class JobStatus(StrEnum):
    """State of a job, whatever spelling the service used."""

    RUNNING = "running"
    """Queued, processing, or a word nobody knows: ask again until the deadline."""
    COMPLETED = "completed"
    """Ended with an answer."""
    FAILED = "failed"
    """Ended without one."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a service says of one job."""

    job_id: str
    """A UUID."""
    status: JobStatus
    track: Track | None
    """Only with COMPLETED; None there means that no known music was found."""
    match: Match | None
    """Only the local service tells."""
    reason: str | None
    """Only with FAILED: the service's words."""
    document: str
    """The whole answer, pretty-printed, at most 64 kB."""
    alternatives: tuple[Alternative, ...] = ()
    """Further tracks in the clip, the surest first; only the local service tells."""


@dataclass(frozen=True, slots=True)
class UploadTicket:
    """Permission to put one object into the storage.  The URL is a secret: whoever has it may write."""

    upload_url: str
    storage_key: str
    content_type: str
    """Sent exactly like this."""
    expires_at_s: float
    """On the local monotonic clock."""

    def __repr__(self) -> str:
        return f"UploadTicket(storage_key={self.storage_key!r}, content_type={self.content_type!r})"
