"""What the application needs from the rooms below it, as protocols; ``app/wiring.py`` fills them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from slipgui.core.clip import AudioProxy, MediaInfo
from slipgui.core.errors import SlipError
from slipgui.core.job import Job, UploadTicket
from slipgui.core.voice import NamedVoiceprint, SpeakerOptions, VoiceJob

OnBytes = Callable[[int, int], None]
"""Called with (bytes sent, bytes in all) at most ten times a second, and once at the end; may come from a worker thread."""
OnSeconds = Callable[[float, float], None]
"""Called with (seconds of sound done, seconds in all) at most ten times a second; may come from a worker thread."""
IsCancelled = Callable[[], bool]
"""Asked often inside a worker thread; True means stop soon."""


class RecognitionService(Protocol):
    """A service that speaks the AudioVerify contract.

    Every method raises ``ServiceError`` kinds and nothing else (``ClipGoneError`` or ``ClipChangedError`` where the file being sent is at
    fault), never retries by itself, and ends within a second when its task is cancelled.
    """

    name: str
    """"local" or "audioverify"."""
    refusal: SlipError | None
    """Why it cannot be asked at all, None where it can: no key, for example."""
    has_lasting_jobs: bool
    """Whether a job outlives the program that answers; where not, a lost job is simply begun again, it costs nobody anything."""

    async def submit_form(self, path: Path, file_name: str, on_bytes: OnBytes) -> Job:
        """Send the file as a form upload; the answer is the job."""
        ...

    async def request_upload(self, file_name: str) -> UploadTicket:
        """Ask for a presigned URL."""
        ...

    async def put_object(self, ticket: UploadTicket, path: Path, on_bytes: OnBytes) -> None:
        """Send the file to the storage."""
        ...

    async def submit_key(self, storage_key: str) -> Job:
        """Start the recognition of a stored object."""
        ...

    async def get_job(self, job_id: str) -> Job:
        """The job as it stands."""
        ...


class Probe(Protocol):
    """Looks into a media file; blocking."""

    def __call__(self, path: Path, /) -> MediaInfo:
        """What the file is; raises ``ClipError`` kinds."""
        ...


class MakeAudioProxy(Protocol):
    """Makes the sound-only copy; blocking."""

    def __call__(
        self,
        path: Path,
        info: MediaInfo,
        folder: Path,
        /,
        *,
        on_seconds: OnSeconds,
        is_cancelled: IsCancelled,
        is_hashed: bool = False,
    ) -> AudioProxy | None:
        """The proxy, a new file in ``folder``, its sound hashed where that is wanted; None when cancelled.

        Raises ``ClipError`` and ``PrepareError`` kinds.
        """
        ...


class HashSound(Protocol):
    """Tells what the sound of a clip is known by; blocking."""

    def __call__(self, path: Path, info: MediaInfo, /, *, is_cancelled: IsCancelled) -> str | None:
        """The hash; None when cancelled, or where there is too much sound.  Raises ``ClipError`` kinds."""
        ...


class FileState(Protocol):
    """What tells that a file changed; values compare equal when it did not."""

    @property
    def size_bytes(self) -> int:
        """Its size."""
        ...

    @property
    def mtime_ns(self) -> int:
        """When it was last written."""
        ...


class ReadFileState(Protocol):
    """Looks at a file without opening it; blocking."""

    def __call__(self, path: Path, /) -> FileState:
        """Its size and time; raises ``ClipUnreadableError`` for whatever is not a readable, regular, non-empty file."""
        ...


class VoiceService(Protocol):
    """A service that makes voiceprints and finds who speaks; errors and cancelling as ``RecognitionService``."""

    name: str
    refusal: SlipError | None
    """Why it cannot be asked at all, None where it can."""
    asked_pause_s: float
    """How long its last answer asked to wait before the next call; 0.0 where it did not."""

    async def test_key(self) -> None:
        """Ask whether the key is good."""
        ...

    async def request_media(self, media_key: str) -> str:
        """Ask for a presigned address for a ``media://`` key."""
        ...

    async def put_media(self, url: str, path: Path, on_bytes: OnBytes) -> None:
        """Send the file to that address."""
        ...

    async def submit_voiceprint(self, media_url: str, *, webhook: str | None) -> VoiceJob:
        """Start to make a voiceprint; a webhook is told its end."""
        ...

    async def submit_identify(
        self,
        media_url: str,
        voices: Sequence[NamedVoiceprint],
        options: SpeakerOptions,
        *,
        webhook: str | None,
    ) -> VoiceJob:
        """Start to look for voices; a webhook is told the end."""
        ...

    async def get_job(self, job_id: str) -> VoiceJob:
        """The job as it stands."""
        ...
