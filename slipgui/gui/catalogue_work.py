"""The work on the catalogue that the window asks for: read, learn, remove, check.  Coroutines; the bridge makes tasks of them.

Learning is done by a child process; the rest is blocking and done in a thread.
"""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from slipgui.app.child_program import learn_music
from slipgui.app.intake import MUSIC_SUFFIXES, Intake, collect
from slipgui.app.paths import Home
from slipgui.gui.catalogue_rows import CatalogueContents, TrackRow, TrackState, read_rows, row_of_file

REFRESH_MS = 4_000
"""While music is learned, the catalogue is read again so often at most."""
_SWITCH_S = 0.0005
_REST_PER_READ = 20
"""Reading takes the interpreter from the window: it rests so many times longer than it takes."""


class CatalogueWork(QObject):
    """Works on the catalogue of one home.

    Parameters
    ----------
    home
        Whose catalogue.
    """

    contents = Signal(object)
    """``CatalogueContents``: what it holds now."""
    refresh_wanted = Signal()
    """Enough has changed that it should be read again."""
    learning_begun = Signal()
    expected = Signal(object)
    """``TrackRow`` of each file that will be learned, in their order."""
    file_done = Signal(object)
    """The report of a file, as in ``slip catalogue add --json``."""
    learnt = Signal(dict)
    """The summary of a finished learning; empty when it could not be done."""
    rested = Signal()
    """Nothing is learned any more: all done, stopped or failed."""
    refused = Signal(object)
    """An ``Intake`` of which something is no music."""
    removed = Signal(object)
    """Files whose tracks were removed."""
    checked = Signal(object)
    """What is wrong, as in ``slip catalogue check --json``."""

    def __init__(self, home: Home) -> None:
        super().__init__()
        self._home = home
        self._n_learning = 0
        self._turn = asyncio.Lock()
        self._is_reading = False
        self._is_stale = False
        self._read_s = 0.0
        self._refresh_timer = QTimer(self, singleShot=True)
        self._refresh_timer.timeout.connect(self.refresh_wanted)

    async def read(self) -> None:
        """Tell what the catalogue holds; one reading at a time, and another one after it when asked meanwhile."""
        self._is_stale = True
        if self._is_reading:
            return
        self._is_reading = True
        try:
            while self._is_stale:
                self._is_stale = False
                begin_s = asyncio.get_running_loop().time()
                contents = await asyncio.to_thread(read_contents, self._home)
                self._read_s = asyncio.get_running_loop().time() - begin_s
                self.contents.emit(contents)
        finally:
            self._is_reading = False

    async def learn(self, paths: Sequence[Path]) -> None:
        """Teach the catalogue files and folders of music, one call after the other."""
        self._n_learning += 1
        self.learning_begun.emit()
        try:
            intake, rows = await asyncio.to_thread(_music_among, paths)
            if intake.refused:
                self.refused.emit(intake)
            if not rows:
                return
            self.expected.emit(rows)
            async with self._turn:
                summary = await learn_music(self._home, [path for path in paths if path.exists()], self._on_line)
            self.learnt.emit(summary)
        finally:
            self._n_learning -= 1
            if not self._n_learning:
                self._refresh_timer.stop()
                self.rested.emit()
                self.refresh_wanted.emit()

    async def remove(self, tracks: Sequence[tuple[str, str]]) -> None:
        """Forget tracks, told as (id, file)."""
        removed = set(await asyncio.to_thread(_remove, self._home, [track_id for track_id, _ in tracks]))
        self.removed.emit([file for track_id, file in tracks if track_id in removed])

    async def check(self) -> None:
        """Look for what is wrong."""
        try:
            problems = await asyncio.to_thread(_check, self._home)
        except BaseException:
            self.checked.emit(None)  # the window does not wait for an answer any more; the error goes its own way
            raise
        self.checked.emit(problems)

    def _on_line(self, line: dict[str, Any]) -> None:
        self.file_done.emit(line)
        if not self._refresh_timer.isActive():
            self._refresh_timer.start(max(REFRESH_MS, round(1000 * _REST_PER_READ * self._read_s)))


def read_contents(home: Home) -> CatalogueContents:
    """What the catalogue holds; nothing where there is none yet.  Blocking."""
    from slipgui.app.catalogue import CatalogueDesk

    if not home.catalogue_folder.exists():
        return CatalogueContents({}, 0)
    with _giving_way():
        return CatalogueContents(read_rows(CatalogueDesk(home).tracks()), _size_bytes(home.catalogue_folder))


@contextmanager
def _giving_way() -> Iterator[None]:
    """Let the window have the interpreter soon whenever it wants it: a picture asks for it a dozen times, and each time waits so long.

    At Python's own 5 ms a picture takes thrice as long while 100,000 tracks are read.
    """
    before_s = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_S)
    try:
        yield
    finally:
        sys.setswitchinterval(before_s)


def _size_bytes(folder: Path) -> int:
    total_bytes = 0
    for file in folder.rglob("*"):
        try:
            total_bytes += file.stat().st_size if file.is_file() else 0
        except OSError:  # merged away meanwhile
            continue
    return total_bytes


def _music_among(paths: Sequence[Path]) -> tuple[Intake, list[TrackRow]]:
    """The music among paths, and a waiting row for each file under the name by which the catalogue reports it."""
    intake = collect(paths, MUSIC_SUFFIXES)
    files = dict.fromkeys(_resolved(path) for path in intake.paths)
    return intake, [row_of_file(file, TrackState.WAITING) for file in files]


def _resolved(path: Path) -> str:
    try:
        return str(path.resolve())
    except (
        OSError,
        RuntimeError,
        ValueError,
    ):  # links in a circle: it will be reported as unreadable under its own name
        return str(path.absolute())


def _remove(home: Home, ids: Sequence[str]) -> list[str]:
    from slipgui.app.catalogue import CatalogueDesk

    return CatalogueDesk(home).remove(ids)


def _check(home: Home) -> list[dict[str, Any]]:
    from slipgui.app.catalogue import CatalogueDesk

    return CatalogueDesk(home).check()
