"""What AudioVerify's own catalogue knows of a track, and the licences it issues (contracts/CONTRACTS.md, section 1)."""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from slipgui.core.errors import LicenceError

LICENCE_PAGES = "https://license.slipstreammusic.com/v/"
"""Where anybody can look at a licence: this and its id."""
PROJECT_MAX_CHARACTERS = 255
_USER_ID = re.compile(r"[!-~](?:[ -~]{0,253}[!-~])?", re.ASCII)
"""It travels in a header."""


@dataclass(frozen=True, slots=True)
class RightsHolder:
    """A writer or publisher of a track."""

    name: str
    share_percent: Decimal | None
    """None where the catalogue does not tell."""
    society: str
    """Performing-rights organisation; "" where it does not tell."""
    ipi: str
    """Digits as text: leading zeros matter."""


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """A track of the service's catalogue; texts are "" and numbers None where it does not tell."""

    id: str
    title: str
    japanese_title: str
    artist: str
    album: str
    library: str
    description: str
    length_s: float | None
    tempo_bpm: float | None
    key: str
    genres: tuple[str, ...]
    """Genre and subgenre."""
    moods: tuple[str, ...]
    vocals: str
    has_lyrics: bool
    is_explicit: bool
    is_sound_effect: bool
    has_stems: bool
    is_free: bool
    writers: tuple[RightsHolder, ...]
    publishers: tuple[RightsHolder, ...]
    cover: str
    """Address of the cover, or its path at the service."""
    page: str
    """Https address where a browser shows the track."""
    document: str
    """All that the service said, as indented JSON."""


@dataclass(frozen=True, slots=True)
class LicenceOrder:
    """What a licence is asked for."""

    track_id: str
    project: str
    """Name of the project, at most 255 characters; "" for none."""
    user_id: str
    """The integrator's own name for who gets the licence."""
    profile_id: str | None = None
    """The account it counts against; None: the one that is asked by default."""

    def checked(self) -> "LicenceOrder":
        """The order without blanks at the ends.

        Raises
        ------
        LicenceError
            When the service would refuse it (``reason``); nothing was asked.
        """
        project, user_id = self.project.strip(), self.user_id.strip()
        if len(project) > PROJECT_MAX_CHARACTERS or not project.isprintable():
            raise LicenceError("unusable project", reason="project", limit=PROJECT_MAX_CHARACTERS)
        if not _USER_ID.fullmatch(user_id):
            raise LicenceError("unusable user id", reason="user_id")
        return LicenceOrder(self.track_id, project, user_id, self.profile_id)


@dataclass(frozen=True, slots=True)
class LicenceQuota:
    """How many licences were issued, and how many may be; None where the service does not tell."""

    daily_used: int | None
    daily_limit: int | None
    monthly_used: int | None
    monthly_limit: int | None


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence that was issued."""

    id: str
    """32 hexadecimal digits."""
    track_id: str
    track_title: str
    artist: str
    user_id: str
    created_at: datetime
    expires_at: datetime | None
    """None: never."""
    quota: LicenceQuota
    project: str = ""
    """As it was ordered."""

    @property
    def page(self) -> str:
        """Where anybody can look at it."""
        return LICENCE_PAGES + self.id
