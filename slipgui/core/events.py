"""News of clips and of their queue: frozen values to one listener, the only way anything is heard about a clip at work.

Byte counts are absolute.  ``UploadProgress`` and ``PrepareProgress`` come at most ten times a second and never go back, but for a
``RetryScheduled`` or a new ``StageChanged`` between them.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from slipgui.core.clip import Clip, ClipId, MediaInfo
from slipgui.core.errors import SlipError
from slipgui.core.flow import Stage
from slipgui.core.outcome import BatchSummary, Outcome
from slipgui.core.profile_id import FIRST_PROFILE
from slipgui.core.upload_plan import Payload, Route, UploadPlan
from slipgui.core.voice import TimeRange


@dataclass(frozen=True, slots=True)
class ClipAdded:
    """A clip is in the queue."""

    clip_id: ClipId
    clip: Clip
    source_bytes: int
    info: MediaInfo | None = None
    """What was found in the file, where it was looked into before."""


@dataclass(frozen=True, slots=True)
class ClipRemoved:
    """A clip left the queue."""

    clip_id: ClipId


@dataclass(frozen=True, slots=True)
class StageChanged:
    """A recognition went on to another stage."""

    clip_id: ClipId
    stage: Stage


@dataclass(frozen=True, slots=True)
class WaitingForFile:
    """The file is still being written; it is looked at again."""

    clip_id: ClipId
    size_bytes: int
    seconds_since_change_s: float


@dataclass(frozen=True, slots=True)
class FileSettled:
    """A file that was waited for rests now."""

    clip_id: ClipId


@dataclass(frozen=True, slots=True)
class ClipProbed:
    """The file was looked into."""

    clip_id: ClipId
    info: MediaInfo


@dataclass(frozen=True, slots=True)
class FetchProgress:
    """How much of a clip that lies elsewhere travelled here; seldom all of it, the sound is enough."""

    clip_id: ClipId
    fetched_bytes: int
    total_bytes: int


@dataclass(frozen=True, slots=True)
class PrepareProgress:
    """How much of the sound has been taken out."""

    clip_id: ClipId
    done_s: float
    total_s: float


@dataclass(frozen=True, slots=True)
class UploadPlanned:
    """What will be sent and how."""

    clip_id: ClipId
    plan: UploadPlan


@dataclass(frozen=True, slots=True)
class UploadProgress:
    """How many bytes were handed to the network."""

    clip_id: ClipId
    sent_bytes: int
    total_bytes: int


@dataclass(frozen=True, slots=True)
class RetryScheduled:
    """A step failed and is tried again."""

    clip_id: ClipId
    attempt: int
    """The attempt that comes, from 2."""
    n_attempts: int
    delay_s: float
    code: str
    """Code of the error that made it necessary."""


@dataclass(frozen=True, slots=True)
class WaitingForVolume:
    """The folder of the file is gone: an unplugged disk, a share without its server.  The clip goes on when it is back."""

    clip_id: ClipId
    folder: Path


@dataclass(frozen=True, slots=True)
class VolumeBack:
    """The file is there again; its clip waits for its turn."""

    clip_id: ClipId


@dataclass(frozen=True, slots=True)
class WaitingForTwin:
    """Another clip at work holds the same; its answer will do for this one, which is not sent."""

    clip_id: ClipId
    twin: str
    """What the other clip is called."""


@dataclass(frozen=True, slots=True)
class TwinEnded:
    """The other clip is at work no more; this one waits for its turn."""

    clip_id: ClipId


@dataclass(frozen=True, slots=True)
class WaitingForNetwork:
    """The service cannot be reached; the clip keeps what is done and waits."""

    clip_id: ClipId


@dataclass(frozen=True, slots=True)
class ClipPaused:
    """A clip rests until somebody lets it go on."""

    clip_id: ClipId


@dataclass(frozen=True, slots=True)
class ClipUnpaused:
    """A clip waits for its turn again."""

    clip_id: ClipId


@dataclass(frozen=True, slots=True)
class OrderChanged:
    """The queue has another order."""

    clip_ids: tuple[ClipId, ...]
    """All clips, in the order of now."""


class PauseReason(StrEnum):
    """Why the queue rests."""

    USER = "user"
    """Somebody paused everything."""
    AFTER_THIS = "after_this"
    """What is at work ends, nothing else begins."""


@dataclass(frozen=True, slots=True)
class QueuePaused:
    """No clip begins until somebody lets the queue go on."""

    reason: PauseReason | SlipError
    """An error where not somebody but the journal stopped it: the disk is full."""


@dataclass(frozen=True, slots=True)
class QueueUnpaused:
    """Clips begin again."""


@dataclass(frozen=True, slots=True)
class ServicePaused:
    """A service takes nothing now; its clips wait.  Told once, until ``ServiceResumed``.

    Where ``error.recovery`` is RETRY it is asked now and then and goes on by itself, else somebody has to mend something.
    """

    error: SlipError
    profile: str = FIRST_PROFILE
    """Whose: id of an account, or ``LOCAL``."""


@dataclass(frozen=True, slots=True)
class ServiceResumed:
    """A service is asked again."""

    profile: str = FIRST_PROFILE
    """Whose: id of an account, or ``LOCAL``."""


@dataclass(frozen=True, slots=True)
class ProfileChosen:
    """A clip goes to another account now, or to this computer."""

    clip_id: ClipId
    profile: str
    """Id of the account, or ``LOCAL``."""


@dataclass(frozen=True, slots=True)
class BatchFinished:
    """The last clip that was waiting or at work has ended, or the last one at work behind which the queue was to stop."""

    summary: BatchSummary


@dataclass(frozen=True, slots=True)
class WatchedFolderLost:
    """A watched folder is not there; it is looked for again."""

    folder: Path


@dataclass(frozen=True, slots=True)
class WatchedFolderBack:
    """A watched folder that was lost is there again."""

    folder: Path


@dataclass(frozen=True, slots=True)
class JournalSetAside:
    """Queue and history of before could not be read; they begin anew."""

    file: Path
    """What they are kept in as they were."""
    is_newer: bool = False
    """Whether they are of a later version; else they are damaged."""


@dataclass(frozen=True, slots=True)
class RecognitionFinished:
    """A recognition ended."""

    clip_id: ClipId
    report: "Report"


@dataclass(frozen=True, slots=True)
class Report:
    """All that is known of one recognition at its end."""

    clip: Clip
    outcome: Outcome
    service: str
    """"local" or "audioverify"."""
    route: Route | None
    """None when nothing was sent."""
    payload: Payload | None
    """What was sent; None when nothing was."""
    sent_bytes: int
    """What left for the service; less than planned when the upload broke off."""
    source_bytes: int
    """Size of the clip; 0 when unreadable."""
    job_id: str | None
    elapsed_s: float
    stage: Stage
    """The last stage before the end: where an error happened."""
    finished_at: datetime
    """In UTC."""
    raw_answer: str | None
    """The service's last document, pretty-printed, at most 64 kB."""
    is_incomplete: bool
    """Whether the clip delivered clearly less sound than it declares."""
    is_possibly_twice: bool = False
    """Whether it was submitted again without knowing if the first submission arrived."""
    profile: str | None = None
    """Id of the account that was asked; None for this computer."""
    profile_name: str | None = None
    """What the user called it then."""
    part: TimeRange | None = None
    """The part of the clip that was asked about; None for all of it."""
    audio_stream: int | None = None
    """The audio stream that was heard alone, as a position among those of the clip; None: those that live."""
    known_since: datetime | None = None
    """When the answer was found, in UTC, where it was known already and nothing was asked."""


ClipEvent = (
    ClipAdded
    | ClipRemoved
    | ClipPaused
    | ClipUnpaused
    | StageChanged
    | WaitingForFile
    | FileSettled
    | WaitingForVolume
    | VolumeBack
    | WaitingForTwin
    | TwinEnded
    | WaitingForNetwork
    | ClipProbed
    | FetchProgress
    | PrepareProgress
    | UploadPlanned
    | UploadProgress
    | RetryScheduled
    | ProfileChosen
    | RecognitionFinished
)
"""News of one clip; each has its ``clip_id``."""

Event = (
    ClipEvent
    | OrderChanged
    | QueuePaused
    | QueueUnpaused
    | ServicePaused
    | ServiceResumed
    | BatchFinished
    | WatchedFolderLost
    | WatchedFolderBack
    | JournalSetAside
)
