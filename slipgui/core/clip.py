"""A clip: the editor's file, and what was read of it."""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import NewType

from slipgui.core.address import name_there, shown_address

ClipId = NewType("ClipId", str)


@dataclass(frozen=True, slots=True)
class Clip:
    """A file that the user wants to know about."""

    id: ClipId
    """Random, stable across restarts."""
    path: Path
    """Absolute; shown to the user, never sent anywhere.  Of a clip that lies elsewhere: where its sound is brought."""
    address: str | None = field(default=None, repr=False)
    """Where it lies elsewhere; may hold secrets."""

    @property
    def shown(self) -> str:
        """Path or address, without what could be a secret."""
        return str(self.path) if self.address is None else shown_address(self.address)

    @property
    def name(self) -> str:
        """What the file is called, here or where it lies."""
        return (name_there(self.shown) if self.address is not None else "") or self.path.name


@dataclass(frozen=True, slots=True)
class AudioStream:
    """One audio stream of a container."""

    index: int
    """Position among the audio streams, from 0."""
    codec: str
    """FFmpeg's name, for example ``aac`` or ``pcm_s24le``."""
    n_channels: int
    """1 mono, 2 stereo, 6 for 5.1."""
    sample_rate_hz: int
    """As declared."""
    duration_s: float | None
    """As declared by the stream; None where the container does not say."""
    size_bytes: int | None
    """Sum of its packets where the container's index tells it without reading (mov, mp4, avi), else None."""
    title: str
    """Title or handler name, empty where there is none."""
    offset_s: float = 0.0
    """How much later than the clip it begins."""


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """What a look into a media file tells."""

    size_bytes: int
    """Size of the file."""
    duration_s: float
    """Length of the clip; 0.0 where the container does not say."""
    container: str
    """FFmpeg's name of the format."""
    has_picture: bool
    """Whether there is a video stream that is not a cover picture."""
    frame_rate: Fraction | None
    """Average frames per second, None without picture or when it varies."""
    start_timecode: str | None
    """Source timecode; a semicolon before the frames says drop-frame."""
    audio_streams: tuple[AudioStream, ...]
    """In file order; empty for a silent film."""
    audio_stream_index: int
    """Which of them carries the programme sound (position in ``audio_streams``); 0 when there is but one."""
    audio_offset_s: float
    """How much later than the picture the chosen sound begins."""
    is_stream_chosen: bool = False
    """Whether the user wants that stream alone to be heard; else all that live are heard together, of which it is the first."""

    def of_stream(self, position: int) -> "MediaInfo":
        """The same where one of ``audio_streams`` alone is heard."""
        offset_s = self.audio_streams[position].offset_s
        return replace(self, audio_stream_index=position, audio_offset_s=offset_s, is_stream_chosen=True)

    @property
    def chosen_stream(self) -> int | None:
        """Position of the stream that the user wants to be heard alone, None where nobody chose."""
        return self.audio_stream_index if self.is_stream_chosen else None


@dataclass(frozen=True, slots=True)
class AudioProxy:
    """A sound-only copy of a clip, made for the upload."""

    path: Path
    """Where it lies; an ``.mp4``."""
    size_bytes: int
    """Its size."""
    duration_s: float
    """The sound it holds."""
    is_copy: bool
    """Whether the packets are the source's own (no second encoding)."""
    sound_hash: str | None
    """What its sound is known by, however it comes packed; None where nobody asked, or it is too long to be decoded for that alone."""
    n_bad_packets: int
    """Packets of the source that could not be read or decoded."""
    is_incomplete: bool
    """Whether it is more than 2 s and 2 % shorter than the source declares: a truncated file."""
