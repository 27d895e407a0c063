"""Watched folders: clips that come into them are put into the queue by themselves, once, when nobody writes to them any more.

Folders are looked through every few seconds: that works on shares and mounted volumes too, where a system tells of no changes.  What is
in a folder when it is watched for the first time is not new.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from slipgui.app.intake import walk_media
from slipgui.app.recognition import OnEvent
from slipgui.app.seen_files import FileMark, SeenFiles
from slipgui.core.errors import SlipError
from slipgui.core.events import WatchedFolderBack, WatchedFolderLost

_log = logging.getLogger(__name__)

LOOK_EVERY_S = 3.0
"""Between two looks at all folders; a file is settled when two of them found it the same."""
_N_TIMES_AS_LONG = 10
"""Where looking takes long, as on a share, the rest between is so many times as long."""


class FolderWatch:
    """Watches from ``start`` to ``close``.

    Parameters
    ----------
    folders
        The folders.
    seen
        What is not new.
    take
        Puts clips into the queue.
    on_event
        Hears when a folder is lost and back.
    sleep
        How time passes.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        seen: SeenFiles,
        take: Callable[[Sequence[Path]], Awaitable[object]],
        on_event: OnEvent,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.folders = tuple(folders)
        """What is watched."""
        self.lost: set[Path] = set()
        """Those of them that are not there now."""
        self._seen = seen
        self._take = take
        self._on_event = on_event
        self._sleep = sleep
        self._earlier: dict[Path, FileMark] = {}
        self._taken: dict[Path, FileMark] = {}
        """What is in the queue while the journal has no room to remember that."""
        self._watching: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look."""
        self._watching = asyncio.create_task(self._watch(), name="watch folders")

    async def close(self) -> None:
        """Stop looking."""
        watching, self._watching = self._watching, None
        if watching is not None:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)

    async def set_folders(self, folders: Sequence[Path]) -> None:
        """Watch these from now on."""
        for folder in set(self.folders) - set(folders):
            await self._seen.forget_folder(folder)
            self.lost.discard(folder)
        self.folders = tuple(folders)

    async def look(self) -> None:
        """Look through all folders once; put into the queue what is new and settled."""
        found: dict[Path, FileMark] = {}
        for folder in self.folders:
            marks = await asyncio.to_thread(_scan, folder)
            self._tell(folder, is_there=marks is not None)
            if marks is not None:
                found |= await self._take_new(folder, marks)
        self._earlier = found

    async def _take_new(self, folder: Path, marks: dict[Path, FileMark]) -> dict[Path, FileMark]:
        """The marks of what is new and not settled yet."""
        new = await self._seen.new_below(folder, marks)
        if new is None:
            await self._seen.remember(folder, marks)
            return {}
        settled = {
            path: mark
            for path, mark in new.items()
            if self._earlier.get(path) == mark and mark[0] > 0 and self._taken.get(path) != mark
        }
        if settled:
            await self._take(list(settled))  # first: a file queued twice is better than one never queued
            self._taken |= settled
        taken = {path: mark for path, mark in new.items() if self._taken.get(path) == mark}
        if taken:
            await self._seen.remember(folder, taken)
            self._taken = {path: mark for path, mark in self._taken.items() if path not in taken}
        return {path: mark for path, mark in new.items() if path not in taken}

    def _tell(self, folder: Path, *, is_there: bool) -> None:
        if is_there and folder in self.lost:
            self.lost.discard(folder)
            self._on_event(WatchedFolderBack(folder))
        elif not is_there and folder not in self.lost:
            self.lost.add(folder)
            self._on_event(WatchedFolderLost(folder))

    async def _watch(self) -> None:
        while True:
            began_s = time.monotonic()
            try:
                await self.look()
            except SlipError as error:  # the journal has no room, for example: what is new stays new
                _log.warning("watched folders could not be looked at: %s", error)
            await self._sleep(max(LOOK_EVERY_S, _N_TIMES_AS_LONG * (time.monotonic() - began_s)))


def _scan(folder: Path) -> dict[Path, FileMark] | None:
    """The media files below a folder; None where it is not there or may not be read.  Blocking."""
    try:
        if not folder.is_dir():
            return None
        found = {}
        for path in walk_media(folder):
            try:
                state = path.stat()
            except OSError:
                continue
            found[path] = (state.st_size, state.st_mtime_ns)
    except OSError:
        return None
    return found
