"""A programme: a long sound with many cues, and how far its recognition is."""

from dataclasses import dataclass
from enum import StrEnum

from slipgui.core.outcome import Match, Track


class ProgrammeState(StrEnum):
    """State of a programme's recognition, in the words of the wire."""

    QUEUED = "queued"
    """Waits for its turn."""
    PROCESSING = "processing"
    """At work."""
    COMPLETED = "completed"
    """Has all its cues."""
    FAILED = "failed"
    """Ended without an answer."""
    CANCELLED = "cancelled"
    """Ended because somebody wished it."""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self not in (ProgrammeState.QUEUED, ProgrammeState.PROCESSING)


@dataclass(frozen=True, slots=True)
class Cue:
    """A stretch of a programme that has sound."""

    in_s: float
    """Where it begins."""
    out_s: float
    """Where it ends."""
    track: Track | None
    """What plays; None: not of the catalogue, which says nothing about speech or music."""
    match: Match | None
    """Where in the track; None without one."""


@dataclass(frozen=True, slots=True)
class Programme:
    """What the local service says of one programme."""

    programme_id: str
    """A UUID."""
    state: ProgrammeState
    progress: float
    """0 to 1."""
    cues: tuple[Cue, ...]
    """In order of time: all when completed, those identified so far before."""
    reason: str | None
    """Only with FAILED: the service's words."""
