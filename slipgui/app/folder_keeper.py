"""Keeps the catalogue in step with the watched folders, for as long as it runs.

::

    news of the system ─┐
    a look at all files ┴─ new or changed ─ stands still for 2 s ─ learned
                         └ gone ─ still gone after 5 s, not moved, no volume missing ─ forgotten

The system's news make it quick; the look now and then makes it right, also on shares, which tell nothing.
"""

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from slipgui.app.catalogue import CatalogueDesk, OnLine
from slipgui.app.folder_notices import notices
from slipgui.app.intake import MUSIC_SUFFIXES, walk_media
from slipgui.app.paths import Home
from slipgui.app.watched_folders import watched_folders
from slipgui.core.errors import ClipUnreadableError
from slipgui.media.file_state import FileState, is_settled, read_file_state

SETTLED_AFTER_S = 2.0
"""A file whose size and time stand still for so long is not being written any more."""
GONE_AFTER_S = 5.0
"""A file must be missing for so long: one that is moved is missing for a moment."""
_LEAST_REST_S = 60.0
_REST_PER_LOOK = 50
"""Between two looks at all files it rests so many times longer than a look takes: a large share costs 2 % of its time."""
_LOCK_RETRY_S = 2.0
_LEARNED_AT_ONCE = 64
"""Between so many files it looks whether a folder is still to be watched."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Seen:
    state: FileState
    since_s: float


class FolderKeeper:
    """Keeps one home's catalogue in step with its watched folders.

    Parameters
    ----------
    home
        Whose catalogue and settings.
    on_line
        Hears in the thread of ``run``: ``{"folder", "status": "watching|not_connected"}`` when that changes, ``{"expected": [files]}``
        before files are learned, their lines as in ``slip catalogue sync --json``, ``{"rested": true}`` afterwards.
    clock
        Seconds on a monotonic clock.
    """

    def __init__(self, home: Home, on_line: OnLine, clock: Callable[[], float] = time.monotonic) -> None:
        self._home = home
        self._desk = CatalogueDesk(home)
        self._on_line = on_line
        self._clock = clock
        self._stop = threading.Event()
        self._waiting: dict[Path, _Seen] = {}
        """New or changed files, until they stand still."""
        self._handled: dict[Path, FileState] = {}
        """Files that need nothing as long as they are so: known, or learned or refused just so."""
        self._missing: dict[Path, float] = {}
        """Files that are gone, and since when."""
        self._status: dict[Path, str] = {}
        self._look_at_s = clock()
        """When all files are looked at the next time."""

    def stop(self) -> None:
        """End ``run`` soon; from any thread."""
        self._stop.set()
        self._desk.stop()

    def run(self) -> None:
        """Keep in step until ``stop``; where another program does so for this home, wait for its end.  Blocking."""
        lock = FileLock(self._home.data / "catalogue-watch.lock")
        self._home.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        while not self._stop.is_set():
            try:
                with lock.acquire(timeout=0):
                    while not self._stop.is_set():
                        self._keep(watched_folders(self._home))
            except Timeout:
                self._stop.wait(_LOCK_RETRY_S)

    def _keep(self, folders: Sequence[Path]) -> None:
        """Keep in step until other folders are watched, or a volume comes or goes."""
        identities = _identities(folders)
        present = [folder for folder, identity in zip(folders, identities, strict=True) if identity]
        self._look_at_s = self._clock()
        for noticed in notices(present, self._stop):
            if watched_folders(self._home) != folders or _identities(folders) != identities:
                return
            self.step(folders, present, noticed)

    def step(self, folders: Sequence[Path], present: Sequence[Path], noticed: Collection[Path]) -> None:
        """Do what is due now.

        Parameters
        ----------
        folders
            What is watched.
        present
            Those of them that are there.
        noticed
            Paths of which the system told that they came, changed or went.
        """
        if noticed:
            self._look_at_noticed(noticed)
            if not all(path.exists() for path in noticed):
                self._find_missing(present)
        if self._clock() >= self._look_at_s:
            self._look_at_s = self._look_at_all(folders, present)
        self._learn_settled(folders)
        self._forget_missing(present)

    def _look_at_all(self, folders: Sequence[Path], present: Sequence[Path]) -> float:
        """Look at every file; when to do so again."""
        begin_s = self._clock()
        for file in self._desk.damaged_files():
            self._handled.pop(file, None)
        for folder in present:
            self._consider(walk_media(folder.resolve(), MUSIC_SUFFIXES))
        doubtful = self._find_missing(present)
        for folder in folders:
            is_there = folder in present and folder.resolve() not in doubtful
            self._tell_status(folder, "watching" if is_there else "not_connected")
        end_s = self._clock()
        return end_s + max(_LEAST_REST_S, _REST_PER_LOOK * (end_s - begin_s))

    def _look_at_noticed(self, noticed: Iterable[Path]) -> None:
        for path in noticed:
            if path.is_dir():
                self._consider(walk_media(path, MUSIC_SUFFIXES))
            elif path.suffix.lower() in MUSIC_SUFFIXES and not path.name.startswith("."):
                self._consider([path])

    def _consider(self, files: Iterable[Path]) -> None:
        """Note the files that the catalogue does not know as they are."""
        changed: dict[Path, FileState] = {}
        for file in files:
            state = _state_of(file)
            if state is not None and self._handled.get(file) != state:
                changed[file] = state
        unknown = self._desk.changed_files(changed) if changed else set()
        for file, state in changed.items():
            if file not in unknown:
                self._handled[file] = state
            elif file not in self._waiting:
                self._waiting[file] = _Seen(state, self._clock())

    def _learn_settled(self, folders: Sequence[Path]) -> None:
        settled = self._take_settled()
        if not settled:
            return
        self._on_line({"expected": [str(file) for file in settled]})
        for first in range(0, len(settled), _LEARNED_AT_ONCE):
            if self._stop.is_set() or watched_folders(self._home) != folders:
                break
            self._desk.learn(settled[first : first + _LEARNED_AT_ONCE], self._on_line)
        self._on_line({"rested": True})

    def _take_settled(self) -> list[Path]:
        """The waiting files that stand still; they wait no more."""
        settled = []
        for file, seen in list(self._waiting.items()):
            state = _state_of(file)
            if state is None:
                del self._waiting[file]
            elif not is_settled(seen.state, state):
                self._waiting[file] = _Seen(state, self._clock())
            elif self._clock() - seen.since_s >= SETTLED_AFTER_S:
                del self._waiting[file]
                self._handled[file] = state
                settled.append(file)
        return settled

    def _find_missing(self, present: Sequence[Path]) -> list[Path]:
        """Note the tracks whose files are gone; folders that look like the place of an unplugged volume."""
        vanished, doubtful = self._desk.vanished_files(present)
        self._missing = {file: self._missing.get(file, self._clock()) for file in vanished}
        return doubtful

    def _forget_missing(self, present: Sequence[Path]) -> None:
        """Forget tracks whose files are gone for good; first everything that may be a moved one of them is learned."""
        long_ago_s = self._clock() - GONE_AFTER_S
        if self._waiting or not any(since_s <= long_ago_s for since_s in self._missing.values()):
            return
        self._find_missing(present)  # some may be back, or a volume may have gone since
        gone = [file for file, since_s in self._missing.items() if since_s <= long_ago_s]
        if gone:
            self._desk.forget_files(gone, self._on_line)
            for file in gone:
                self._missing.pop(file, None)
                self._handled.pop(file, None)

    def _tell_status(self, folder: Path, status: str) -> None:
        if self._status.get(folder) != status:
            self._status[folder] = status
            _log.info("a watched folder: %s", status)
            self._on_line({"folder": str(folder), "status": status})


def _identities(folders: Sequence[Path]) -> list[tuple[int, int] | None]:
    """What stands at each place, None where nothing does: another volume mounted there is another identity."""
    found: list[tuple[int, int] | None] = []
    for folder in folders:
        try:
            status = folder.stat()
        except (OSError, ValueError):
            found.append(None)
        else:
            found.append((status.st_dev, status.st_ino) if folder.is_dir() else None)
    return found


def _state_of(file: Path) -> FileState | None:
    try:
        return read_file_state(file)
    except ClipUnreadableError:  # gone, empty, or not allowed: nothing to learn now
        return None
