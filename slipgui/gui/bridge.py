"""Where the window meets the event loop: the only creator of tasks, and one signal through which all news arrive."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from slipgui.app.intake import Intake, Refusal, collect
from slipgui.app.paths import Home
from slipgui.app.settings_file import save_setting
from slipgui.core.clip import ClipId
from slipgui.core.events import Event
from slipgui.gui.catalogue_work import CatalogueWork
from slipgui.gui.window_actions import TagsOf

if TYPE_CHECKING:
    from slipgui.app.wiring import Application

_log = logging.getLogger(__name__)


class Bridge(QObject):
    """Hands what the user wants to the application, and its news to the window.

    What is asked for before the application is there is kept and done then.

    Parameters
    ----------
    home
        Where state lives.
    """

    news = Signal(object)
    """A value of core/events.py."""
    service = Signal(str, int, bool)
    """Which service recognises ("local" or "audioverify"), how many tracks the local one knows, whether it can be used."""
    theme_chosen = Signal(str)
    """The user wants these colours."""
    refused = Signal(object)
    """An ``Intake`` of which something could not be taken."""
    failed = Signal(object)
    """An exception that belongs to no clip."""

    def __init__(self, home: Home) -> None:
        super().__init__()
        self._home = home
        self._application: Application | None = None
        self._asked: list[Callable[[Application], Awaitable[object]]] = []
        self._tasks: set[asyncio.Task[object]] = set()
        self._learning: set[asyncio.Task[object]] = set()
        self.catalogue = CatalogueWork(home)
        self.catalogue.refresh_wanted.connect(self.read_catalogue)
        self.closed = asyncio.Event()

    def publish(self, event: Event) -> None:
        """Tell the window; called by the application on the event loop."""
        self.news.emit(event)

    def attach(self, application: "Application") -> None:
        """The application is there: do what was asked for meanwhile."""
        self._application = application
        asked, self._asked = self._asked, []
        for work in asked:
            self._start(work(application))
        self._start(self.catalogue.keep_in_step())

    async def detach(self) -> None:
        """Stop what was started and forget the application."""
        self._application = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # ---------------------------------------------------------------------------------------------------- wishes

    def add_paths(self, paths: Sequence[Path], refused: Sequence[Refusal] = ()) -> None:
        """Put clips, and the clips in folders, into the queue; what came with them and is refused is told once with the rest."""
        self._ask(lambda application: self._take(application, paths, refused))

    def cancel(self, clip_ids: Sequence[str]) -> None:
        """End clips with the outcome "cancelled"."""
        self._for_each(clip_ids, lambda application, clip_id: application.queue.cancel(clip_id))

    def retry(self, clip_ids: Sequence[str]) -> None:
        """Begin again with clips that ended."""
        self._for_each(clip_ids, lambda application, clip_id: application.queue.retry(clip_id))

    def remove(self, clip_ids: Sequence[str]) -> None:
        """Take clips out of the queue."""
        self._for_each(clip_ids, lambda application, clip_id: application.queue.remove(clip_id))

    def resume(self) -> None:
        """Take over what an earlier run left."""
        self._ask(lambda application: application.queue.resume())

    def show_service(self) -> None:
        """Tell which service recognises and how it does."""
        self._ask(self._tell_service)

    def add_music(self, paths: Sequence[Path]) -> None:
        """Teach the catalogue files and folders of music."""
        self._ask(lambda _: self._learn(paths))

    def learn_again(self, paths: Sequence[Path]) -> None:
        """Learn music again, also what did not change."""
        self._ask(lambda _: self._learn(paths, is_anew=True))

    def rebuild_catalogue(self) -> None:
        """Learn all tracks again."""
        self._ask(lambda _: self._rebuild())

    def watch_folder(self, folder: str, is_watched: bool) -> None:
        """Keep the catalogue in step with a folder, or not any more."""
        self._ask(lambda _: self.catalogue.set_watched(folder, is_watched=is_watched))

    def read_tags(self, track_ids: Sequence[str]) -> None:
        """Tell what the files of tracks say, and what the user says."""
        self._ask(lambda _: self.catalogue.read_tags(track_ids))

    def set_tags(self, changes: Sequence[TagsOf]) -> None:
        """Let the user's words stand over the files' tags, or take them back."""
        self._ask(lambda _: self.catalogue.set_tags(changes))

    def stop_learning(self) -> None:
        """Stop teaching the catalogue; what it learned stays."""
        for task in self._learning:
            task.cancel()

    def read_catalogue(self) -> None:
        """Tell what the catalogue holds."""
        self._ask(lambda _: self.catalogue.read())

    def remove_tracks(self, tracks: Sequence[tuple[str, str]]) -> None:
        """Take tracks, told as (id, file), out of the catalogue."""
        self._ask(lambda _: self._remove_tracks(tracks))

    def check_catalogue(self) -> None:
        """Look for what is wrong with the catalogue."""
        self._ask(lambda _: self.catalogue.check())

    def set_theme(self, name: str) -> None:
        """Use and remember the colours ``system``, ``light`` or ``dark``."""
        self.theme_chosen.emit(name)
        save_setting(self._home.settings_file, "theme", name)

    def quit(self) -> None:
        """End the program."""
        self.closed.set()

    # ---------------------------------------------------------------------------------------------------- inside

    async def _take(self, application: "Application", paths: Sequence[Path], refused: Sequence[Refusal]) -> None:
        intake = await asyncio.to_thread(collect, paths)
        if intake.refused or refused:
            self.refused.emit(Intake(intake.paths, (*refused, *intake.refused)))
        await application.queue.add(intake.paths)

    async def _rebuild(self) -> None:
        await self._learn(await self.catalogue.files(), is_anew=True)

    async def _learn(self, paths: Sequence[Path], *, is_anew: bool = False) -> None:
        task = asyncio.current_task()
        assert task is not None  # the bridge runs everything in a task
        self._learning.add(task)
        try:
            await self.catalogue.learn(paths, is_anew=is_anew)
        finally:
            self._learning.discard(task)
            self.show_service()

    async def _remove_tracks(self, tracks: Sequence[tuple[str, str]]) -> None:
        await self.catalogue.remove(tracks)
        self.show_service()

    async def _tell_service(self, application: "Application") -> None:
        from slipgui.app.catalogue import CatalogueDesk

        n_tracks = await asyncio.to_thread(CatalogueDesk(self._home).n_tracks)
        self.service.emit(application.service.value, n_tracks, application.is_usable)

    def _for_each(self, clip_ids: Sequence[str], act: "Callable[[Application, ClipId], Awaitable[None]]") -> None:
        async def all_of_them(application: "Application") -> None:
            for clip_id in clip_ids:
                await act(application, ClipId(clip_id))

        self._ask(all_of_them)

    def _ask(self, work: "Callable[[Application], Awaitable[object]]") -> None:
        if self._application is None:
            self._asked.append(work)
        else:
            self._start(work(self._application))

    def _start(self, work: Awaitable[object]) -> None:
        assert isinstance(work, Coroutine)
        task: asyncio.Task[object] = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._on_done)

    def _on_done(self, task: asyncio.Task[object]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            _log.error("unforeseen in the window's work", exc_info=error)
            self.failed.emit(error)
