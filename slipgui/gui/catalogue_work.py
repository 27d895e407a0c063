"""The work on the catalogue that the window asks for: read, learn, remove, check.  Coroutines; the bridge makes tasks of them.

Learning is done by a child process; the rest is blocking and done in a thread.
"""

import asyncio
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from slipgui.app.atomic_file import write_atomically
from slipgui.app.catalogue import CatalogueDesk
from slipgui.app.child_program import find_same_sound, keep_in_step, learn_music
from slipgui.app.intake import MUSIC_SUFFIXES, Intake, collect
from slipgui.app.paths import Home
from slipgui.app.watched_folders import unwatch_folders, watch_folders, watched_folders
from slipgui.gui.catalogue_rows import CatalogueContents, TrackRow, TrackState, read_rows, row_of_file
from slipgui.gui.error_words import WINDOW_LANGUAGE
from slipgui.gui.window_actions import TagsOf

REFRESH_MS = 4_000
"""While music is learned, the catalogue is read again so often at most."""
_FIRST_REST_S, _LONGEST_REST_S = 1.0, 60.0
"""Before a child that died is begun again."""
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
    """Files whose tracks the user removed."""
    vanished = Signal(object)
    """Files whose tracks were forgotten because they are gone from a watched folder."""
    damaged = Signal(int)
    """So many tracks are not recognised for now, as a part of the catalogue is damaged; they are learned again."""
    checked = Signal(object)
    """What is wrong, as in ``slip catalogue check --json``."""
    same_sound = Signal(object)
    """Tracks that sound like an earlier one, in the form of ``checked``; None when it could not be found out."""
    tags_read = Signal(object)
    """What was asked for with ``read_tags``, as ``CatalogueDesk.said_tags`` gives it."""
    tags_set = Signal(object, object)
    """What the user wanted (``TagsOf``), and by field why it could not be taken; empty when all was."""
    tags_exported = Signal(object, int)
    """A file, and the tags of how many tracks are in it."""
    tags_imported = Signal(object)
    """What became of each line of a table, as in ``slip catalogue tags --import --json``."""

    def __init__(self, home: Home) -> None:
        super().__init__()
        self._home = home
        self._n_learning = 0
        self._turn = asyncio.Lock()
        self._is_reading = False
        self._is_stale = False
        self._read_s = 0.0
        self._rows: Mapping[str, TrackRow] = {}
        """As they were read last."""
        self._watch_changed = asyncio.Event()
        self._watch_learning = ExitStack()
        """Open while the watched folders bring something to learn."""
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
                contents = await asyncio.to_thread(read_contents, self._home, self._rows)
                self._rows = contents.rows
                self._read_s = asyncio.get_running_loop().time() - begin_s
                self.contents.emit(contents)
        finally:
            self._is_reading = False

    async def learn(self, paths: Sequence[Path], *, is_anew: bool = False) -> None:
        """Teach the catalogue files and folders of music, one call after the other; ``is_anew``: also what did not change."""
        with self._learning():
            intake, rows = await asyncio.to_thread(_music_among, paths)
            if intake.refused:
                self.refused.emit(intake)
            if not rows:
                return
            self.expected.emit(rows)
            async with self._turn:
                present = [path for path in paths if path.exists()]
                summary = await learn_music(self._home, present, self._on_line, is_anew=is_anew)
            self.learnt.emit(summary)

    async def find_damage(self) -> list[Path]:
        """The files of tracks whose part of the catalogue is damaged; tells of them."""
        files = await asyncio.to_thread(_damaged_files, self._home)
        if files:
            self.damaged.emit(len(files))
        return files

    async def files(self) -> list[Path]:
        """The files of all tracks."""
        lines = await asyncio.to_thread(CatalogueDesk(self._home).tracks)
        return [Path(line["file"]) for line in lines]

    async def set_watched(self, folder: str, *, is_watched: bool) -> None:
        """Keep the catalogue in step with a folder from now on, or not any more."""
        await asyncio.to_thread(_set_watched, self._home, folder, is_watched=is_watched)
        self._watch_changed.set()
        await self.read()

    async def keep_in_step(self) -> None:
        """Keep the catalogue in step with the watched folders for as long as there are any; ends by being cancelled.

        A child process does it; one that dies is begun again after a while, longer each time.
        """
        rest_s = _FIRST_REST_S
        while True:
            self._watch_changed.clear()
            if await asyncio.to_thread(watched_folders, self._home):
                begin_s = asyncio.get_running_loop().time()
                try:
                    await keep_in_step(self._home, self._on_watch_line)
                finally:
                    self._end_watch_learning()
                has_lasted = asyncio.get_running_loop().time() - begin_s > _LONGEST_REST_S
                rest_s = _FIRST_REST_S if has_lasted else min(2 * rest_s, _LONGEST_REST_S)
                await asyncio.sleep(rest_s)
            else:
                await self._watch_changed.wait()

    async def read_tags(self, track_ids: Sequence[str]) -> None:
        """Tell what the files of tracks say, and what the user says."""
        self.tags_read.emit(await asyncio.to_thread(CatalogueDesk(self._home).said_tags, track_ids))

    async def set_tags(self, changes: Sequence[TagsOf]) -> None:
        """Let the user's words stand over the files' tags, or take them back; all of a change or nothing."""
        problems: dict[str, str] = {}
        for track_ids, tags in changes:
            problems |= await asyncio.to_thread(_set_tags, self._home, track_ids, tags)
        self.tags_set.emit(changes, problems)
        await self.read()

    async def export_tags(self, file: Path) -> None:
        """Write the tags of all tracks as CSV."""
        self.tags_exported.emit(file, await asyncio.to_thread(_export_tags, self._home, file))

    async def import_tags(self, file: Path) -> None:
        """Take over what was changed in such a table."""
        lines: list[dict[str, Any]] = []
        await asyncio.to_thread(CatalogueDesk(self._home, WINDOW_LANGUAGE).import_tags, file, lines.append)
        self.tags_imported.emit(lines)
        await self.read()

    @contextmanager
    def _learning(self) -> Iterator[None]:
        """While something is learned."""
        self._n_learning += 1
        self.learning_begun.emit()
        try:
            yield
        finally:
            self._n_learning -= 1
            if not self._n_learning:
                self._refresh_timer.stop()
                self.rested.emit()
                self.refresh_wanted.emit()

    def _on_watch_line(self, line: dict[str, Any]) -> None:
        """Show what the child that keeps folders in step tells."""
        if "expected" in line:
            self._end_watch_learning()
            self._watch_learning.enter_context(self._learning())
            self.expected.emit([row_of_file(file, TrackState.WAITING) for file in line["expected"]])
        elif "rested" in line:
            self._end_watch_learning()
        elif line.get("status") == "removed":
            self.vanished.emit([line["file"]])
        elif "file" in line:
            self._on_line(line)
        elif "folder" in line:
            self.refresh_wanted.emit()

    def _end_watch_learning(self) -> None:
        self._watch_learning.close()

    async def remove(self, tracks: Sequence[tuple[str, str]]) -> None:
        """Forget tracks, told as (id, file)."""
        removed = set(await asyncio.to_thread(_remove, self._home, [track_id for track_id, _ in tracks]))
        self.removed.emit([file for track_id, file in tracks if track_id in removed])

    async def find_same_sound(self) -> None:
        """Look for tracks that sound the same; a child does it, about 20 ms a track."""
        try:
            pairs = await find_same_sound(self._home)
        except BaseException:
            self.same_sound.emit(None)
            raise
        self.same_sound.emit([_same_sound_problem(pair) for pair in pairs])

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


def read_contents(home: Home, former: Mapping[str, TrackRow]) -> CatalogueContents:
    """What the catalogue holds, with the rows that are as before (``read_rows``); nothing where there is none yet.  Blocking."""
    watched = _read_watched(home)
    if not home.catalogue_folder.exists():
        return CatalogueContents({}, 0, watched)
    with _giving_way():
        rows = read_rows(CatalogueDesk(home).tracks(), former)
        return CatalogueContents(rows, _size_bytes(home.catalogue_folder), watched)


def _read_watched(home: Home) -> dict[str, bool]:
    """The watched folders, and whether anything is in them: the place of an unplugged volume may stay, empty."""
    watched = {}
    for folder in watched_folders(home):
        try:
            watched[_resolved(folder)] = any(folder.iterdir())
        except OSError:
            watched[_resolved(folder)] = False
    return watched


def _set_watched(home: Home, folder: str, *, is_watched: bool) -> None:
    """Watch a folder, or no more; it may have been named by a link."""
    if is_watched:
        watch_folders(home, [Path(folder)])
    else:
        unwatch_folders(home, [known for known in watched_folders(home) if _resolved(known) == folder])


def _set_tags(home: Home, track_ids: Sequence[str], tags: Mapping[str, str | None]) -> dict[str, str]:
    desk, words = CatalogueDesk(home, WINDOW_LANGUAGE), dict(tags)
    has_cover, cover = "cover" in words, words.pop("cover", None)
    if has_cover:
        problem = desk.set_cover(track_ids, Path(cover) if cover is not None else None)
        if problem:
            return {"cover": problem}
    return desk.set_tags(track_ids, words) if words else {}


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
    return CatalogueDesk(home).remove(ids)


def _export_tags(home: Home, file: Path) -> int:
    table, n_tracks = CatalogueDesk(home).tag_table()
    write_atomically(file, table)
    return n_tracks


def _same_sound_problem(pair: Mapping[str, Any]) -> dict[str, Any]:
    """Of a pair, the track that was learned later."""
    other = {"other_id": pair["other_id"], "other_path": pair["other_file"]}
    return {"kind": "same_sound", "track_id": pair["id"], "path": pair["file"], **other}


def _damaged_files(home: Home) -> list[Path]:
    return CatalogueDesk(home).damaged_files()


def _check(home: Home) -> list[dict[str, Any]]:
    return CatalogueDesk(home).check()
