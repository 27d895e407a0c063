"""What a music file says of itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tags:
    """Tags of a catalogue file; None where it is silent."""

    title: str | None
    artist: str | None
    album: str | None
    isrc: str | None
    """As written in the file."""
    label: str | None
    """Record label, else the publisher: many programs write the label there."""
    composer: str | None
    duration_s: float
    """Length of the sound; 0.0 where the container does not say."""
    publisher: str | None = None
