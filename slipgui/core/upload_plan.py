"""What is sent and by which route: pure decisions from sizes.

Limits of AudioVerify (contracts/CONTRACTS.md, sections 1 and 4): a form upload takes 100 MB, taken as 10^6 bytes to be safe; one PUT takes
5 GB.  A lower direct limit is the user's choice: an interrupted form upload starts again from nothing.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from slipgui.core.errors import ClipLimitError

_NAME_MAX_LENGTH = 120
"""Of a name that is sent, without its ending."""
ACCEPTED_SUFFIXES = (".mp4", ".mov", ".avi", ".mpeg")
"""File-name endings that AudioVerify takes."""
FORM_UPLOAD_MAX_BYTES = 100_000_000
"""No form upload is ever larger."""
DEFAULT_DIRECT_LIMIT_BYTES = 16_000_000
"""Up to here by form upload, above by presigned PUT."""
OBJECT_MAX_BYTES = 5_000_000_000
"""No object is ever larger: the store takes 5 GB in one PUT."""
COPIED_CODECS = frozenset({"aac", "mp3", "ac3", "eac3", "mp2", "alac"})
"""FFmpeg's names of what goes into the sound-only copy as it is: what fits into an mp4 and is understood everywhere.

Opus fits, but servers may refuse it; all others are encoded.
"""
_SOUND_BYTES_PER_S = 8_500
"""A sound-only copy encoded at 64 kb/s, with the container around it."""
_WORTH_IT = 0.8
"""A proxy is made only where it saves at least a fifth."""


class Route(StrEnum):
    """How the bytes travel."""

    FORM = "form"
    """POST multipart/form-data to the service."""
    PRESIGNED = "presigned"
    """PUT to the storage with a presigned URL, then the object key to the service."""


class SendMode(StrEnum):
    """What the user wants to be sent."""

    AUTO = "auto"
    """Sound only where that is smaller or the file-name ending needs it."""
    SOUND = "sound"
    """Always sound only."""
    ORIGINAL = "original"
    """Always the file itself."""


class Payload(StrEnum):
    """What is sent of one clip."""

    SOUND = "sound"
    ORIGINAL = "original"


@dataclass(frozen=True, slots=True)
class UploadPlan:
    """The decision for one clip."""

    route: Route
    payload: Payload
    size_bytes: int
    """Exact size of the file that is sent."""


def choose_payload(
    mode: SendMode, path: PurePath, size_bytes: int, sound_bytes: int | None, duration_s: float
) -> Payload:
    """Whether the sound alone is sent, or the file itself.

    Parameters
    ----------
    mode
        The user's choice.
    path
        Only its ending is looked at.
    size_bytes
        Size of the file.
    sound_bytes
        Size of its sound as it would be sent, where known without reading; else estimated from ``duration_s``.
    duration_s
        Length of the clip.
    """
    if mode is SendMode.SOUND:
        return Payload.SOUND
    if mode is SendMode.ORIGINAL:
        return Payload.ORIGINAL
    if path.suffix.lower() not in ACCEPTED_SUFFIXES:
        return Payload.SOUND
    estimate = sound_bytes if sound_bytes is not None else int(duration_s * _SOUND_BYTES_PER_S)
    return Payload.SOUND if estimate and estimate < _WORTH_IT * size_bytes else Payload.ORIGINAL


def plan_upload(
    payload: Payload, size_bytes: int, direct_limit_bytes: int, *, presigned_only: bool = False
) -> UploadPlan:
    """The route for a file of ``size_bytes``.

    Parameters
    ----------
    payload
        What is sent.
    size_bytes
        Its exact size.
    direct_limit_bytes
        Form upload up to here, this size included; never taken above ``FORM_UPLOAD_MAX_BYTES``.
    presigned_only
        The service refused the form upload as too large: go by presigned PUT whatever the size.

    Raises
    ------
    ClipLimitError
        When it is larger than one PUT may be.
    """
    if size_bytes > OBJECT_MAX_BYTES:
        raise ClipLimitError("too large for one upload", size_bytes=size_bytes, limit_bytes=OBJECT_MAX_BYTES)
    is_small = size_bytes <= min(direct_limit_bytes, FORM_UPLOAD_MAX_BYTES)
    return UploadPlan(Route.FORM if is_small and not presigned_only else Route.PRESIGNED, payload, size_bytes)


def neutral_file_name(path: PurePath) -> str:
    """The name a service sees: ``clip`` and the ending, never the production's own name."""
    suffix = path.suffix.lower()
    return f"clip{suffix if suffix in ACCEPTED_SUFFIXES else '.mp4'}"


def telling_file_name(clip: PurePath, sent: PurePath) -> str:
    """The clip's own name with the ending of what is sent, without its folders and without signs that no name should have."""
    stem = "".join(sign for sign in clip.stem if sign.isprintable() and sign not in '"\\/')[:_NAME_MAX_LENGTH].strip()
    suffix = PurePath(neutral_file_name(sent)).suffix
    return f"{stem}{suffix}" if stem else neutral_file_name(sent)
