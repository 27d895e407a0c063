"""What a music file says of itself."""

from dataclasses import dataclass

COVER_PX = 160
"""Enough for the largest place a cover has in the window (72), at twice the resolution."""


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
    cover: bytes | None = None
    """A small picture of the record as JPEG, at most ``COVER_PX`` wide and high."""
