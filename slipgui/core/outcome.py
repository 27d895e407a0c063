"""How a recognition ends: exactly one outcome, and "not found" is an answer, not an error."""

from dataclasses import dataclass, replace
from enum import StrEnum

from slipgui.core.errors import SlipError
from slipgui.core.isrc import Isrc


class Origin(StrEnum):
    """Where an identified track comes from."""

    INTERNAL = "internal"
    """The service's own catalogue (for the local service: the user's)."""
    EXTERNAL = "external"
    """Somebody else's recording, known through an outside service."""


@dataclass(frozen=True, slots=True)
class Track:
    """The music that was identified, in the words of the service."""

    id: str | None
    """Catalogue UUID; None for external tracks."""
    title: str
    """Never empty: "Unknown title" where the service gave none."""
    artist: str | None
    """None where the service gave none."""
    origin: Origin
    """Internal or external."""
    isrc: Isrc | None
    """None where missing or malformed."""
    isrc_text: str | None
    """What the service wrote where it is not a well-formed ISRC."""
    score: float | None
    """0 to 100, the service's own measure; None where it gave none."""
    external_label: str | None
    """Record label or library an outside service names."""


@dataclass(frozen=True, slots=True)
class Run:
    """One stretch of a clip that agrees with one stretch of the track."""

    query_start_s: float
    """First moment of the clip that agrees …"""
    query_stop_s: float
    """… and the last one."""
    reference_start_s: float
    """Moment of the track that sounds at ``query_start_s``."""

    def shifted(self, seconds: float) -> "Run":
        """The same on a time line that begins so much earlier."""
        return replace(self, query_start_s=self.query_start_s + seconds, query_stop_s=self.query_stop_s + seconds)


@dataclass(frozen=True, slots=True)
class Match:
    """Where clip and catalogue track agree; only the local service tells."""

    query_start_s: float
    """First moment of the clip that agrees."""
    query_stop_s: float
    """Last moment of the clip that agrees."""
    reference_start_s: float
    """Moment of the track that sounds at ``query_start_s``."""
    speed: float
    """How much faster than the catalogue track the clip plays; 1.0 = as is."""
    pitch_semitones: float
    """Pitch of the clip against the track."""
    file: str | None
    """The catalogue file, None where the service does not tell."""
    repeats_s: tuple[float, ...] = ()
    """Other moments of the track that sound the same as at ``reference_start_s``, ascending: in a loop the clip may be of any of them."""
    runs: tuple[Run, ...] = ()
    """Where the track was cut for the clip: all stretches, in the order of the clip; empty where there is only the one above."""

    def shifted(self, seconds: float) -> "Match":
        """The match on a time line that begins so much earlier."""
        return replace(
            self,
            query_start_s=self.query_start_s + seconds,
            query_stop_s=self.query_stop_s + seconds,
            runs=tuple(run.shifted(seconds) for run in self.runs),
        )


@dataclass(frozen=True, slots=True)
class Alternative:
    """A further track that is in the clip: another recording of the tune, or other music beside it."""

    track: Track
    match: Match | None

    def shifted(self, seconds: float) -> "Alternative":
        """The same on a time line that begins so much earlier."""
        return replace(self, match=self.match.shifted(seconds) if self.match else None)


@dataclass(frozen=True, slots=True)
class Identified:
    """A track was found."""

    track: Track
    match: Match | None
    alternatives: tuple[Alternative, ...] = ()
    """Further tracks, the surest first."""

    def shifted(self, seconds: float) -> "Identified":
        """The same on a time line that begins so much earlier."""
        alternatives = tuple(other.shifted(seconds) for other in self.alternatives)
        return replace(self, match=self.match.shifted(seconds) if self.match else None, alternatives=alternatives)


@dataclass(frozen=True, slots=True)
class NotIdentified:
    """The service looked and found no known track."""


@dataclass(frozen=True, slots=True)
class Failed:
    """No answer, and why."""

    error: SlipError


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The user changed their mind."""


Outcome = Identified | NotIdentified | Failed | Cancelled


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """How the clips ended that were at work between two rests of the queue."""

    n_internal: int = 0
    """Identified as tracks of the service's own catalogue."""
    n_external: int = 0
    """Identified as somebody else's."""
    n_not_found: int = 0
    n_failed: int = 0
    n_cancelled: int = 0

    @property
    def n_clips(self) -> int:
        """All of them."""
        return self.n_internal + self.n_external + self.n_not_found + self.n_failed + self.n_cancelled

    def with_outcome(self, outcome: Outcome) -> "BatchSummary":
        """The summary with one more."""
        match outcome:
            case Identified():
                if outcome.track.origin is Origin.INTERNAL:
                    return replace(self, n_internal=self.n_internal + 1)
                return replace(self, n_external=self.n_external + 1)
            case NotIdentified():
                return replace(self, n_not_found=self.n_not_found + 1)
            case Failed():
                return replace(self, n_failed=self.n_failed + 1)
            case Cancelled():
                return replace(self, n_cancelled=self.n_cancelled + 1)
