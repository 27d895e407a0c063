"""One file on its way into the catalogue: is it known, has it changed, and if so its fingerprint and tags."""

import logging
import stat
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from slipgui.core.errors import ClipChangedError, ClipUnreadableError, InternalError, SlipError
from slipgui.core.tags import Tags
from slipgui.engine.catalogue_database import CatalogueDatabase, StoredTrack
from slipgui.engine.catalogue_track import FileState
from slipgui.engine.fingerprinting import Learn
from slipgui.engine.segment import sha256_of
from slipgui.engine.segment_writer import Fingerprint

_AHEAD_PER_WORKER = 3
"""Files given to the pool beyond those at work: workers must not idle while a batch is committed."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Known, and by size and time still the same."""

    known: StoredTrack


@dataclass(frozen=True, slots=True)
class Moved:
    """Known contents with another time (same file) or at another place (the old file is gone)."""

    known: StoredTrack
    state: FileState


@dataclass(frozen=True, slots=True)
class Fingerprinted:
    """New or changed contents."""

    known: StoredTrack | None
    """The track that this file already has, or had at another place."""
    state: FileState
    tags: Tags
    fingerprint: Fingerprint
    duration_s: float


@dataclass(frozen=True, slots=True)
class Unusable:
    """No fingerprint, and why."""

    known: StoredTrack | None
    error: SlipError


Intake = Unchanged | Moved | Fingerprinted | Unusable


class FileIntake:
    """Looks at files for one ``add``; ``take`` may run in several threads at once."""

    def __init__(self, database: CatalogueDatabase, learn: Learn, *, is_anew: bool = False) -> None:
        self._database = database
        self._learn = learn
        self._is_anew = is_anew
        self._moved_ids: set[str] = set()
        self._lock = Lock()

    def take(self, file: Path) -> Intake:
        """What is to be done about ``file`` (absolute).  Never raises: one bad file must not end the work on the others."""
        known: StoredTrack | None = None
        try:
            known = self._database.track_of_file(file)
            return self._take(file, known)
        except SlipError as error:
            return Unusable(known, error)
        except Exception as cause:  # noqa: BLE001  hours of work on the other files hang on this: tell it and go on
            _log.exception("fingerprinting failed")
            return Unusable(known, InternalError("fingerprinting failed", why=f"{type(cause).__name__}: {cause}"[:200]))

    def _take(self, file: Path, known: StoredTrack | None) -> Intake:
        size_bytes, mtime_ns = _size_and_time(file)
        is_searchable = known is not None and known.is_searchable and not self._is_anew
        if known and is_searchable and (known.state.size_bytes, known.state.mtime_ns) == (size_bytes, mtime_ns):
            return Unchanged(known)
        state = FileState(size_bytes, mtime_ns, _sha256(file))
        if known and is_searchable and known.state.sha256 == state.sha256:
            return Moved(known, state)
        known = known or self._claim_moved(state.sha256)
        if known and known.track.file != file and known.is_searchable:
            return Moved(known, state)
        learnt = self._learn(file)
        if _size_and_time(file) != (size_bytes, mtime_ns):
            raise ClipChangedError("changed while it was read")
        return Fingerprinted(known, state, learnt.tags, learnt.fingerprint, learnt.duration_s)

    def _claim_moved(self, sha256: str) -> StoredTrack | None:
        """A track with these contents whose own file is gone; each is given out once."""
        with self._lock:
            for stored in self._database.tracks_of_contents(sha256):
                if stored.track.id not in self._moved_ids and not stored.track.file.exists():
                    self._moved_ids.add(stored.track.id)
                    return stored
        return None


def take_all(
    intake: FileIntake, files: Sequence[Path], n_workers: int, is_cancelled: Callable[[], bool]
) -> Iterator[tuple[Path, Intake]]:
    """Yield each file with its intake as it is done, worked on by ``n_workers`` threads.

    When cancelled, no further file is begun and those under way are still given out.
    """
    waiting = iter(files)
    running: dict[Future[Intake], Path] = {}
    with ThreadPoolExecutor(n_workers, "fingerprint") as pool:
        try:
            while True:
                while (
                    len(running) < (1 + _AHEAD_PER_WORKER) * n_workers
                    and not is_cancelled()
                    and (file := next(waiting, None))
                ):
                    running[pool.submit(intake.take, file)] = file
                if is_cancelled():
                    running = {future: file for future, file in running.items() if not future.cancel()}
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    yield running.pop(future), future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _size_and_time(file: Path) -> tuple[int, int]:
    try:
        status = file.stat()
    except PermissionError as cause:
        raise ClipUnreadableError("the file cannot be looked at", reason="permission") from cause
    except (OSError, ValueError) as cause:  # ValueError: a null byte in the name
        raise ClipUnreadableError("the file cannot be looked at", reason="missing") from cause
    if not stat.S_ISREG(status.st_mode):
        raise ClipUnreadableError("not a regular file", reason="not_a_file")
    if status.st_size == 0:
        raise ClipUnreadableError("the file is empty", reason="empty")
    return status.st_size, status.st_mtime_ns


def _sha256(file: Path) -> str:
    try:
        return sha256_of(file)
    except PermissionError as cause:
        raise ClipUnreadableError("the file cannot be read", reason="permission") from cause
    except OSError as cause:
        raise ClipUnreadableError("the file cannot be read") from cause
