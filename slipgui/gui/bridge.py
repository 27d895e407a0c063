"""Where the window meets the event loop: the only creator of tasks, and one signal through which all news arrive."""

import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from slipgui.app.paths import Home

if TYPE_CHECKING:
    import asyncio

    from slipgui.app.intake import Refusal
    from slipgui.app.wiring import Application
    from slipgui.core.clip import ClipId
    from slipgui.core.events import Event
    from slipgui.core.queue_order import SortKey
    from slipgui.core.upload_plan import SendMode
    from slipgui.core.voice import TimeRange
    from slipgui.gui.bucket_work import BucketWork
    from slipgui.gui.catalogue_work import CatalogueWork
    from slipgui.gui.cue_work import CueWork
    from slipgui.gui.history_work import HistoryWork
    from slipgui.gui.preview_work import PreviewWork
    from slipgui.gui.release_work import ReleaseWork
    from slipgui.gui.settings_work import SettingsWork
    from slipgui.gui.support_work import SupportWork
    from slipgui.gui.track_work import TrackWork
    from slipgui.gui.voice_work import VoiceWork
    from slipgui.gui.window_actions import TagsOf

_log = logging.getLogger(__name__)

N_BROUGHT_BACK = 500
"""So many clips of earlier runs are shown again where they ended; the history has all."""


class Bridge(QObject):
    """Hands what the user wants to the application, and its news to the window.

    What is asked for before the application is there is kept and done then.  It is made before the window's first picture: what is heavy,
    asyncio too, is loaded where it is first needed.

    Parameters
    ----------
    home
        Where state lives.
    """

    news = Signal(object)
    """A value of core/events.py."""
    service = Signal(str, int, str)
    """Which service recognises ("local" or "audioverify"), how many tracks the local one knows, ``Application.hindrance``."""
    theme_chosen = Signal(str)
    """The user wants these colours."""
    language_chosen = Signal(str)
    """The user wants this language."""
    refused = Signal(object)
    """An ``Intake`` of which something could not be taken."""
    cleared = Signal(object)
    """The ids of the clips that ``clear_finished`` took out, for ``restore``."""
    voices_ordered = Signal()
    """An earlier run ordered voices that are fetched now."""
    attached = Signal(object)
    """The application is there: it."""
    failed = Signal(object)
    """An exception that belongs to no clip."""

    def __init__(self, home: Home) -> None:
        super().__init__()
        self._home = home
        self._application: Application | None = None
        self._asked: list[Callable[[Application], Awaitable[object]]] = []
        self._tasks: set[asyncio.Task[object]] = set()
        self._learning: set[asyncio.Task[object]] = set()

    @cached_property
    def closed(self) -> "asyncio.Event":
        """Set when the program shall end."""
        import asyncio

        return asyncio.Event()

    @cached_property
    def catalogue(self) -> "CatalogueWork":
        """The work on the catalogue, and its news."""
        from slipgui.gui.catalogue_work import CatalogueWork

        work = CatalogueWork(self._home)
        work.refresh_wanted.connect(self.read_catalogue)
        return work

    @cached_property
    def history(self) -> "HistoryWork":
        """The work on the history, and its news."""
        from slipgui.gui.history_work import HistoryWork

        return HistoryWork(self._ask)

    @cached_property
    def cues(self) -> "CueWork":
        """The work on programmes and their sheets, and its news."""
        from slipgui.gui.cue_work import CueWork

        return CueWork(self._home, self._ask)

    @cached_property
    def previews(self) -> "PreviewWork":
        """What makes stills, waveforms and sound of clips."""
        from slipgui.app.child_program import PREVIEW_COMMAND, program_command
        from slipgui.gui.preview_work import PreviewWork

        return PreviewWork([*program_command(self._home), *PREVIEW_COMMAND], self)

    @cached_property
    def support(self) -> "SupportWork":
        """The work on log and problem report, and its news; it needs no application."""
        from slipgui.gui.support_work import SupportWork

        return SupportWork(self._home, self._start)

    @cached_property
    def settings(self) -> "SettingsWork":
        """The work on the settings, and its news."""
        from slipgui.gui.settings_work import SettingsWork

        work = SettingsWork(self._home, self._ask)
        work.applied.connect(self.show_service)
        return work

    @cached_property
    def releases(self) -> "ReleaseWork":
        """What looks for newer releases."""
        from slipgui.gui.release_work import ReleaseWork

        return ReleaseWork(self._ask)

    @cached_property
    def tracks(self) -> "TrackWork":
        """What asks AudioVerify's catalogue."""
        from slipgui.gui.track_work import TrackWork

        work = TrackWork(self._ask)
        self.settings.applied.connect(work.take_settings)
        return work

    @cached_property
    def voices(self) -> "VoiceWork":
        """The work on voices, and its news."""
        from slipgui.gui.voice_work import VoiceWork

        work = VoiceWork(self._home, self._ask)
        self.settings.keys_changed.connect(work.read)
        return work

    @cached_property
    def buckets(self) -> "BucketWork":
        """What looks into S3 buckets."""
        from slipgui.gui.bucket_work import BucketWork

        return BucketWork(self._home, self._ask)

    def publish(self, event: "Event") -> None:
        """Tell the window; called by the application on the event loop."""
        self.news.emit(event)

    def attach(self, application: "Application") -> None:
        """The application is there: do what was asked for meanwhile."""
        self._application = application
        asked, self._asked = self._asked, []
        for work in asked:
            self._start(work(application))
        self._start(self._mend_catalogue())
        self._start(self.catalogue.keep_in_step())
        self.attached.emit(application)

    async def detach(self) -> None:
        """Stop what was started and forget the application."""
        import asyncio

        self._application = None
        if "previews" in self.__dict__:
            self.previews.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # ---------------------------------------------------------------------------------------------------- wishes

    def add_paths(self, paths: Sequence[Path], refused: "Sequence[Refusal]" = ()) -> None:
        """Put clips, and the clips in folders, into the queue; what came with them and is refused is told once with the rest."""
        self._ask(lambda application: self._take(application, paths, refused))

    def recognise_again(self, paths: Sequence[Path], profile_id: str | None) -> None:
        """Put files into the queue that were recognised before, for the account that was asked; None: the one asked by default."""
        self._ask(lambda application: application.queue.add(paths, is_fresh=True, profile=profile_id))

    def add_addresses(self, addresses: Sequence[str]) -> None:
        """Put clips into the queue that lie behind https or s3 addresses."""
        import asyncio

        from slipgui.app.sources import place_of

        async def add(application: "Application") -> None:
            places = await asyncio.to_thread(lambda: [place_of(self._home, one) for one in addresses])
            await application.queue.add(places)

        self._ask(add)

    def cancel(self, clip_ids: Sequence[str]) -> None:
        """End clips with the outcome "cancelled"."""
        self._ask(lambda application: application.queue.cancel(_ids(clip_ids)))

    def retry(self, clip_ids: Sequence[str], *, is_fresh: bool = False) -> None:
        """Begin again with clips that ended; ``is_fresh``: also where an answer is known."""

        async def each(application: "Application") -> None:
            for clip_id in _ids(clip_ids):
                await application.queue.retry(clip_id, is_fresh=is_fresh)

        self._ask(each)

    def choose_profile(self, clip_ids: Sequence[str], profile_id: str) -> None:
        """Ask another account with clips, or this computer ("local")."""
        self._ask(lambda application: application.queue.choose_profile(_ids(clip_ids), profile_id))

    def choose_send(self, clip_ids: Sequence[str], send: "SendMode") -> None:
        """Send the sound alone of clips, or the files themselves, whatever the settings say."""
        self._ask(lambda application: application.queue.choose_send(_ids(clip_ids), send))

    def choose_part(self, clip_id: str, part: "TimeRange") -> None:
        """Ask about a part of a clip alone."""
        self._ask(lambda application: application.queue.choose_part(_ids([clip_id])[0], part))

    def choose_track(self, clip_id: str, audio_stream: int | None) -> None:
        """Ask about one sound track of a clip alone; None: about all that sound."""
        self._ask(lambda application: application.queue.choose_track(_ids([clip_id])[0], audio_stream))

    def remove(self, clip_ids: Sequence[str]) -> None:
        """Take clips out of the queue, until ``restore``."""
        self._ask(lambda application: application.queue.remove(_ids(clip_ids)))

    def restore(self, clip_ids: Sequence[str]) -> None:
        """Put clips back that were taken out."""
        self._ask(lambda application: application.queue.restore(_ids(clip_ids)))

    def clear_finished(self) -> None:
        """Take out all clips that ended; ``cleared`` tells which."""
        self._ask(self._clear_finished)

    def move(self, clip_ids: Sequence[str], before: str | None) -> None:
        """Put clips in front of another one, or at the end."""
        target = _ids([before])[0] if before is not None else None
        self._ask(lambda application: application.queue.move(_ids(clip_ids), target))

    def move_to_top(self, clip_ids: Sequence[str]) -> None:
        """Put clips in front of all others."""
        self._ask(lambda application: application.queue.move_to_top(_ids(clip_ids)))

    def sort(self, key: "SortKey") -> None:
        """Put all clips in the order of their names, sizes, or coming; asked for again, the other way round."""
        self._ask(lambda application: application.queue.sort(key))

    def pause(self, clip_ids: Sequence[str]) -> None:
        """Let clips rest."""
        self._ask(lambda application: application.queue.pause(_ids(clip_ids)))

    def unpause(self, clip_ids: Sequence[str]) -> None:
        """Let clips that rest wait for their turn again."""
        self._ask(lambda application: application.queue.unpause(_ids(clip_ids)))

    def pause_all(self) -> None:
        """Let no clip begin, and let those at work rest."""
        self._ask(lambda application: application.queue.pause_all())

    def stop_after_this(self) -> None:
        """Let those at work end, and no other begin."""
        self._ask(lambda application: application.queue.stop_after_this())

    def unpause_all(self) -> None:
        """Let the queue go on, and every clip that rests."""
        self._ask(lambda application: application.queue.unpause_all())

    def send_now(self, clip_ids: Sequence[str]) -> None:
        """Let clips go first, whatever they wait for."""
        self._ask(lambda application: application.queue.send_now(_ids(clip_ids)))

    def retry_service(self) -> None:
        """Somebody mended key, account or network: ask the service again."""
        self._ask(lambda application: application.settings_in_force.retry_service())

    def enter_key(self, key: str, profile_id: str = "") -> None:
        """Keep a key for AudioVerify and ask the service again with it."""
        self.settings.enter_key(key, profile_id)

    def resume(self) -> None:
        """Show what ended last, and take over what an earlier run left."""
        self._ask(lambda application: application.queue.bring_back(N_BROUGHT_BACK))
        self._ask(lambda application: application.queue.resume())
        self._ask(lambda _: self._fetch_voices())

    def show_service(self, _settings: object = None) -> None:
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

    def set_tags(self, changes: "Sequence[TagsOf]") -> None:
        """Let the user's words stand over the files' tags, or take them back."""
        self._ask(lambda _: self.catalogue.set_tags(changes))

    def export_tags(self, file: Path) -> None:
        """Write the tags of all tracks as CSV."""
        self._ask(lambda _: self.catalogue.export_tags(file))

    def import_tags(self, file: Path) -> None:
        """Take over what was changed in such a table."""
        self._ask(lambda _: self.catalogue.import_tags(file))

    def find_same_sound(self) -> None:
        """Look for tracks that sound the same."""
        self._ask(lambda _: self.catalogue.find_same_sound())

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
        from slipgui.app.settings_file import save_setting

        save_setting(self._home.settings_file, "theme", name)

    def set_language(self, name: str) -> None:
        """Speak and remember the language ``system``, ``en`` or ``de``."""
        self.language_chosen.emit(name)
        from slipgui.app.settings_file import save_setting

        save_setting(self._home.settings_file, "language", name)

    def quit(self) -> None:
        """End the program."""
        from slipgui.app.keyring_access import leave_keyring

        leave_keyring()  # its window may stand open, and a thread that waits for it would hold the end up
        self.closed.set()

    # ---------------------------------------------------------------------------------------------------- inside

    async def _take(self, application: "Application", paths: Sequence[Path], refused: "Sequence[Refusal]") -> None:
        import asyncio

        from slipgui.app.intake import Intake, Refusal, RefusalReason, collect

        found = await asyncio.to_thread(collect, paths)
        in_use = frozenset(application.queue.paths_in_use())
        queued = [Refusal(path.name, RefusalReason.QUEUED, path) for path in found.paths if path in in_use]
        intake = Intake(tuple(path for path in found.paths if path not in in_use), (*refused, *found.refused, *queued))
        if intake.refused:
            self.refused.emit(intake)
        await application.queue.add(intake.paths)

    async def _fetch_voices(self) -> None:
        """Fetch the voices that an earlier run ordered: their results are deleted a day after they were made."""
        import asyncio

        from slipgui.app.voice_library import VoiceLibrary
        from slipgui.core.errors import VoicesFileError

        try:
            pending = await asyncio.to_thread(VoiceLibrary(self._home).pending)
        except VoicesFileError as error:  # the page of the voices tells it, too
            _log.warning("which voices were ordered cannot be read: %s", error)
            return
        if pending:
            self.voices_ordered.emit()
            self.voices.read()

    async def _rebuild(self) -> None:
        await self._learn(await self.catalogue.files(), is_anew=True)

    async def _learn(self, paths: Sequence[Path], *, is_anew: bool = False) -> None:
        import asyncio

        task = asyncio.current_task()
        assert task is not None  # the bridge runs everything in a task
        self._learning.add(task)
        try:
            await self.catalogue.learn(paths, is_anew=is_anew)
        finally:
            self._learning.discard(task)
            self.show_service()

    async def _mend_catalogue(self) -> None:
        files = await self.catalogue.find_damage()
        if files:
            await self._learn(files)

    async def _remove_tracks(self, tracks: Sequence[tuple[str, str]]) -> None:
        await self.catalogue.remove(tracks)
        self.show_service()

    async def _tell_service(self, application: "Application") -> None:
        import asyncio

        from slipgui.app.catalogue import CatalogueDesk

        n_tracks = await asyncio.to_thread(CatalogueDesk(self._home).n_tracks)
        self.service.emit(application.service.value, n_tracks, application.hindrance)

    async def _clear_finished(self, application: "Application") -> None:
        self.cleared.emit(await application.queue.clear_finished())

    def _ask(self, work: "Callable[[Application], Awaitable[object]]") -> None:
        if self._application is None:
            self._asked.append(work)
        else:
            self._start(work(self._application))

    def _start(self, work: Awaitable[object]) -> None:
        import asyncio

        assert isinstance(work, Coroutine)
        task: asyncio.Task[object] = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._on_done)

    def _on_done(self, task: "asyncio.Task[object]") -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            _log.error("unforeseen in the window's work", exc_info=error)
            self.failed.emit(error)


def _ids(clip_ids: Sequence[str]) -> "list[ClipId]":
    return [cast("ClipId", clip_id) for clip_id in clip_ids]
