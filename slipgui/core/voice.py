"""Voiceprints: what one may be made of, what a job of pyannoteAI is, and who speaks when (contracts/CONTRACTS.md, section 2)."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from slipgui.core.errors import ClipLimitError, VoiceError
from slipgui.core.plain_text import is_harmless

VOICE_MAX_S = 30.0
"""Longest sound that a voiceprint is made of; so much is allowed."""
VOICE_TOLERANCE_S = 0.05
"""Encoders fill up their last block: one of AAC has 46 ms at 22 050 Hz.  What is cut here is never longer than allowed."""
VOICE_MAX_BYTES = 104_857_600
"""Largest file that a voiceprint is made of."""
SPEAKERS_MAX_S = 24 * 3600.0
SPEAKERS_MAX_BYTES = 1_073_741_824
"""Longest sound and largest file in which speakers are identified."""
MOST_VOICES = 50
"""So many voices at most are looked for at once."""
VOICEPRINT_MAX_CHARACTERS = 20_000
LABEL_MAX_CHARACTERS = 100
_RESERVED = re.compile(r"(?i)speaker_")
"""How the service calls those it does not know."""


class VoiceJobStatus(StrEnum):
    """State of a job, whatever spelling the service used."""

    RUNNING = "running"
    """Pending, created, running, or a word nobody knows: ask again until the deadline."""
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"


class VoiceStep(StrEnum):
    """Where the work on a voice stands."""

    PROBE = "probe"
    """Looking into the file or behind the address; nothing was sent yet."""
    PREPARE = "prepare"
    """Cutting and converting the sound."""
    UPLOAD = "upload"
    SUBMIT = "submit"
    POLL = "poll"
    """The service is at work."""
    KEEP = "keep"
    """The result is put away."""


@dataclass(frozen=True, slots=True)
class TimeRange:
    """A stretch of a clip, in seconds from its beginning."""

    from_s: float
    to_s: float

    @property
    def length_s(self) -> float:
        """How long it is."""
        return self.to_s - self.from_s


@dataclass(frozen=True, slots=True)
class NamedVoiceprint:
    """A voice as the service recognises it."""

    label: str
    voiceprint: str = field(repr=False)
    """Opaque text; personal data."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of the library, without its voiceprint."""

    id: str
    """A UUID."""
    label: str
    """Who it is; no two voices have the same."""
    created_at: datetime
    """In UTC."""
    source: str
    """The file or address it was made of, without what could be a secret."""
    range: TimeRange | None = None
    """The stretch of it, None for all."""


@dataclass(frozen=True, slots=True)
class SpeechSegment:
    """A stretch in which one speaks."""

    start_s: float
    end_s: float
    label: str | None
    """Whose voice it is, None where it is none of those that were looked for."""
    speaker: str
    """How the service calls this speaker in this clip, for example SPEAKER_00."""
    confidence: float | None
    """0 to 100; None where the service does not tell."""


@dataclass(frozen=True, slots=True)
class SpeakerOptions:
    """How voices are looked for; what is left alone is as the service does it."""

    least_speakers: int | None = None
    most_speakers: int | None = None
    """How many people speak, from 1; None where that is not known, both the same where it is known for sure."""
    threshold: float = 0.0
    """Matches less sure than this, 0 to 100, are none."""
    shares_voices: bool = False
    """Whether a voice may be found in several speakers; else in the likeliest one alone."""
    with_confidence: bool = False
    """Whether each segment shall tell how sure it is; else each speaker does."""


@dataclass(frozen=True, slots=True)
class VoiceJob:
    """What the service says of one job."""

    job_id: str
    status: VoiceJobStatus
    voiceprint: str | None = field(default=None, repr=False)
    """Only with SUCCEEDED; None there too when its result was deleted."""
    segments: tuple[SpeechSegment, ...] | None = None
    """As ``voiceprint``, of a job that identifies."""
    reason: str | None = None
    """Only with FAILED and CANCELED: the service's words, if any."""
    warning: str | None = None
    """What the service remarks: more than one speaker, for example."""


def check_label(label: str) -> str:
    """The label without blanks around it.

    Raises
    ------
    VoiceError
        When the service would not take it: blank, too long, with control characters, or one of its own names for strangers.
    """
    text = label.strip()
    if not text:
        raise VoiceError("no label", reason="label_blank")
    if len(text) > LABEL_MAX_CHARACTERS:
        raise VoiceError("label too long", reason="label_long", n_characters=len(text), limit=LABEL_MAX_CHARACTERS)
    if not is_harmless(text):
        raise VoiceError("label with control characters", reason="label_signs")
    if _RESERVED.match(text):
        raise VoiceError("reserved label", reason="label_reserved", label=text)
    return text


def check_voices(voices: Sequence[NamedVoiceprint]) -> None:
    """Return quietly when these voices can be looked for.

    Raises
    ------
    VoiceError
        When there is none, or more than the service takes, or one that it would refuse.
    """
    if not voices:
        raise VoiceError("no voices", reason="no_voices")
    if len(voices) > MOST_VOICES:
        raise VoiceError("too many voices", reason="too_many", n_voices=len(voices), limit=MOST_VOICES)
    for voice in voices:
        check_label(voice.label)
        if len(voice.voiceprint) > VOICEPRINT_MAX_CHARACTERS:
            raise VoiceError("voiceprint too long", reason="voiceprint_long", label=voice.label)


def check_speaker_options(options: SpeakerOptions) -> None:
    """Return quietly when voices can be looked for like this.

    Raises
    ------
    VoiceError
        When the service would not take it: no share of a hundred, fewer speakers than one, or at least more than at most.
    """
    if not 0.0 <= options.threshold <= 100.0:
        raise VoiceError("threshold out of range", reason="threshold")
    counts = [count for count in (options.least_speakers, options.most_speakers) if count is not None]
    if min(counts, default=1) < 1:
        raise VoiceError("nobody speaks", reason="no_speakers")
    if counts != sorted(counts):
        raise VoiceError("at least more than at most", reason="speakers_order", least=counts[0], most=counts[1])


def check_voice_length(duration_s: float) -> None:
    """Return quietly when a voiceprint may be made of a sound of this length.

    Raises
    ------
    ClipLimitError
        When it is too long.
    """
    if duration_s > VOICE_MAX_S + VOICE_TOLERANCE_S:
        raise ClipLimitError("too long for a voiceprint", duration_s=duration_s, limit_s=VOICE_MAX_S, purpose="voice")


def check_voice_size(size_bytes: int) -> None:
    """Return quietly when a voiceprint may be made of a file of this size.

    Raises
    ------
    ClipLimitError
        When it is too large.
    """
    if size_bytes > VOICE_MAX_BYTES:
        raise ClipLimitError(
            "too large for a voiceprint", size_bytes=size_bytes, limit_bytes=VOICE_MAX_BYTES, purpose="voice"
        )


def check_range(wanted: TimeRange, clip_s: float) -> None:
    """Return quietly when the stretch lies inside a clip of this length and is not too long.

    Raises
    ------
    VoiceError
        When it is empty or begins behind the end of the clip.
    """
    is_in_clip = 0.0 <= wanted.from_s < wanted.to_s and (clip_s <= 0.0 or wanted.from_s < clip_s)
    if not is_in_clip or not math.isfinite(wanted.to_s):
        raise VoiceError("not a stretch of the clip", reason="range", duration_s=clip_s)
    check_voice_length(wanted.length_s)
