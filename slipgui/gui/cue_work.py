"""The work on programmes that the window asks for.  Its news are signals; the bridge makes tasks of its coroutines."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from slipgui.core.errors import SlipError

if TYPE_CHECKING:
    from slipgui.app.cue_project import CueProject
    from slipgui.app.cues import CueList, OnStep, Step, Way
    from slipgui.app.paths import Home
    from slipgui.app.wiring import Application, LimiterOf
    from slipgui.core.cue_template import Template
    from slipgui.core.recut import Recut
    from slipgui.core.steps import StepPlan
    from slipgui.core.works import WorksList
    from slipgui.gui.history_work import Ask

    FindCues = Callable[[Way, OnStep], Awaitable[CueList]]


@dataclass(frozen=True, slots=True)
class ScanWish:
    """A programme whose cues are to be found; all but its path, how and since when is said of timelines."""

    path: Path
    frame_rate: str | None = None
    """As people call it (``FRAME_RATES``), where the file says none."""
    folders: tuple[Path, ...] = ()
    """Where its media may be, beside its own folder."""
    chosen: tuple[tuple[str, Path], ...] = ()
    """Names of media, and the files that the user chose for them."""
    in_steps: bool = False
    """Whether AudioVerify is asked."""
    profile: str = ""
    """Id of the account that is asked then; empty for the one asked by default."""
    is_content: bool = False
    """Whether the user is content with what was found of the media."""
    since: Path | None = None
    """The project of an earlier version, or of this one: then it stays its file."""


def scan_wish(file: Path, project: "CueProject", *, in_steps: bool = False) -> ScanWish:
    """How the cues of the project of a file are found anew, with what the user said of a timeline the last time."""
    from slipgui.app.cue_sheets import FRAME_RATES

    said = (project.sheet.timebase.rate, project.sheet.timebase.is_drop)
    rates = [name for name, meant in FRAME_RATES.items() if meant == said]
    folders = dict.fromkeys(sound.path.parent for sound in project.sounds)
    return ScanWish(project.clip, next(iter(rates), None), tuple(folders), in_steps=in_steps, since=file)


class CueWork(QObject):
    """Scans programmes, keeps their projects and writes their sheets.

    Parameters
    ----------
    home
        Where state lives.
    ask
        Does something with the application.
    """

    stepped = Signal(str, str, float)
    """A programme's name, what is being done with it (a ``Step``), and how much of that is done, 0 to 1."""
    opened = Signal(object, object)
    """A project's file and ``CueProject``, read or fresh from a scan."""
    recut = Signal(object)
    """What is different since the project was saved, or from the version before: a ``Recut``."""
    rate_wanted = Signal(object)
    """A timeline that does not say its frame rate."""
    steps_planned = Signal(object, object)
    """What would be asked of AudioVerify (``StepPlan``), and who is told whether it may."""
    uncovered = Signal(object, object)
    """A ``CueProject``, and stretches of it with sound that were not listened to, in seconds."""
    retimed = Signal(str, int)
    """Name of a timeline, and how many of its stretches play at another speed: they were left out."""
    media_wanted = Signal(object, object)
    """What is to be done with a timeline (``ScanWish``), and the ``LinkedEdit`` in which media are missing."""
    failed = Signal(object, object)
    """The programme or file, and the ``SlipError`` or words that tell why there is nothing."""
    stopped = Signal()
    """The scan was ended because the user wished it."""
    listed = Signal(object)
    """Files of the projects that are kept, the last saved first."""
    saved = Signal()
    """The last change is in the file."""
    not_saved = Signal(str, str)
    """A project's file and why it could not be written."""
    exported = Signal(object, object)
    """The files that were written, and what the sheet lacks, as sentences."""
    speech_read = Signal(object, object)
    """A programme, and who speaks in it (``SpeechSegment``), as far as that was found."""
    works_read = Signal(object, object)
    """The works of the kept list, and what of it cannot be used (``WorksProblem``)."""
    works_imported = Signal(object, object, object)
    """A file, its works, and what of it cannot be used."""

    def __init__(self, home: "Home", ask: "Ask") -> None:
        super().__init__()
        self._home, self._ask = home, ask
        self._scan: asyncio.Task[object] | None = None
        self._limiter_of: LimiterOf | None = None
        self._is_saving = False
        self._unsaved: dict[Path, CueProject] = {}
        """By file; the next to be written first."""
        self._unsaved_works: WorksList | None = None

    @property
    def is_scanning(self) -> bool:
        """Whether a programme is being listened to."""
        return self._scan is not None

    def scan(self, clips: Sequence[Path], since: Path | None = None) -> None:
        """Find every cue of programmes, one after the other.

        Parameters
        ----------
        clips
            Media or timelines; of a folder those below it.
        since
            The project of an earlier version, what was done there is carried over; None: of the same programme, where there is one.
        """
        self._scan_all([ScanWish(clip, since=since) for clip in clips])

    def scan_as(self, wish: ScanWish) -> None:
        """Find every cue of a programme in the way that is wished; what could not be found of a timeline's media may be left out."""
        self._scan_all([wish])

    def _scan_all(self, wishes: Sequence[ScanWish]) -> None:
        def find(application: "Application") -> Awaitable[object]:
            self._limiter_of = application.tracks.limiter_of
            return self._find_all(wishes, application.settings.check_by_ear_below)

        self._ask(find)

    def stop(self) -> None:
        """End the scan."""
        if self._scan is not None:
            self._scan.cancel()

    def list(self) -> None:
        """Tell which projects there are."""
        from slipgui.app.cue_project import recent_projects

        async def work(_: object) -> None:
            self.listed.emit(await asyncio.to_thread(recent_projects, self._home))

        self._ask(work)

    def open(self, file: Path) -> None:
        """Read a project."""
        from slipgui.app.cue_project import load_project

        async def work(_: object) -> None:
            try:
                project = await asyncio.to_thread(load_project, file)
            except SlipError as error:
                self.failed.emit(file, error)
            else:
                self.opened.emit(file, project)

        self._ask(work)

    def read_speech(self, project: "CueProject") -> None:
        """Tell who speaks in a programme."""
        from slipgui.app.kept_speech import read_speech

        async def work(_: object) -> None:
            segments = await asyncio.to_thread(read_speech, self._home, project.clip, project.sounds)
            self.speech_read.emit(project.clip, segments)

        self._ask(work)

    def save(self, file: Path, project: "CueProject") -> None:
        """Write a project; of several states that come while one is being written the last."""
        self._unsaved[file] = project
        if not self._is_saving:
            self._is_saving = True
            self._ask(lambda _: self._save())

    def export(self, project: "CueProject", template: "Template", files: Sequence[Path]) -> None:
        """Write the sheet and its markers to files, by their endings."""
        self._ask(lambda _: self._export(project, template, files))

    def read_works(self) -> None:
        """Tell the kept list of works."""
        from slipgui.app.works_file import load_works

        async def work(_: object) -> None:
            try:
                works, problems = await asyncio.to_thread(load_works, self._home.works_file)
            except SlipError as error:
                self.failed.emit(self._home.works_file, error)
            else:
                self.works_read.emit(works, problems)

        self._ask(work)

    def save_works(self, works: "WorksList") -> None:
        """Keep the list of works; of several that come while one is being written the last."""
        is_busy, self._unsaved_works = self._unsaved_works is not None, works
        if not is_busy:
            self._ask(lambda _: self._save_works())

    def save_works_now(self, works: "WorksList") -> None:
        """Keep the list of works before anything else happens: the program ends."""
        from slipgui.app.works_file import save_works

        with suppress(OSError):  # there is nobody left to tell
            save_works(self._home.works_file, works.works)

    def import_works(self, file: Path) -> None:
        """Read the works of a file."""
        from slipgui.app.works_file import read_works

        async def work(_: object) -> None:
            try:
                works, problems = await asyncio.to_thread(read_works, file)
            except SlipError as error:
                self.failed.emit(file, error)
            else:
                self.works_imported.emit(file, works, problems)

        self._ask(work)

    def export_works(self, works: "WorksList", file: Path) -> None:
        """Write the list of works to a file of the user's."""
        from slipgui.app.works_file import save_works

        async def work(_: object) -> None:
            try:
                await asyncio.to_thread(save_works, file, works.works, is_shared=True)
            except OSError as error:
                self.not_saved.emit(str(file), error.strerror or str(error))
            else:
                self.exported.emit([file], [])

        self._ask(work)

    async def _save_works(self) -> None:
        from slipgui.app.works_file import save_works

        file, written = self._home.works_file, None
        while self._unsaved_works is not written and self._unsaved_works is not None:
            written = self._unsaved_works
            try:
                await asyncio.to_thread(save_works, file, written.works)
            except OSError as error:
                self.not_saved.emit(str(file), error.strerror or str(error))
        self._unsaved_works = None

    async def _find_all(self, wishes: Sequence[ScanWish], check_by_ear_below: float) -> None:
        self.stop()
        task = self._scan = asyncio.current_task()
        try:
            for wish in wishes:
                await self._find_below(wish, check_by_ear_below)
        except asyncio.CancelledError:
            self.stopped.emit()
            raise
        finally:
            if self._scan is task:
                self._scan = None

    async def _find_below(self, wish: ScanWish, check_by_ear_below: float) -> None:
        """The same for every programme of a folder."""
        from slipgui.app.edit_file import is_edit

        programmes = await asyncio.to_thread(_programmes_of, wish.path)
        for path in programmes:
            await (self._find_edit if is_edit(path) else self._find)(replace(wish, path=path), check_by_ear_below)
        if not programmes:
            self.stopped.emit()

    async def _find(self, wish: ScanWish, check_by_ear_below: float) -> None:
        async def find(way: "Way", on_step: "OnStep") -> "CueList":
            return await way.find(wish.path, on_step, lambda info: info, ())

        await self._find_with(wish, find, check_by_ear_below)

    @asynccontextmanager
    async def _open_way(self, wish: ScanWish) -> "AsyncIterator[Way]":
        from slipgui.app.cues import local_way
        from slipgui.app.stepped_cues import stepped_way
        from slipgui.app.wiring import open_cue_tools, open_step_tools

        if wish.in_steps:
            flags = {"profile": wish.profile or None}
            async with open_step_tools(self._home, flags, self._limiter_of) as step_tools:
                yield stepped_way(step_tools, self._ask_whether)
        else:
            async with open_cue_tools(self._home) as tools:
                yield local_way(tools)

    async def _ask_whether(self, plan: "StepPlan") -> bool:
        decided: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        def decide(is_wanted: bool) -> None:
            if not decided.done():
                decided.set_result(is_wanted)

        self.steps_planned.emit(plan, decide)
        return await decided

    async def _find_edit(self, wish: ScanWish, check_by_ear_below: float) -> None:
        """Read a timeline, find its media, and its cues; ask where the user has to say something."""
        from slipgui.app.cue_sheets import GivenTime
        from slipgui.app.edit_cues import find_edit_cues, relink
        from slipgui.app.edit_file import needs_rate, read_edit

        rate = GivenTime(wish.frame_rate).rate
        if needs_rate(wish.path) and rate is None:
            self.rate_wanted.emit(wish)
            return
        try:
            edit = await asyncio.to_thread(read_edit, wish.path, rate)
            linked = await asyncio.to_thread(relink, edit, [wish.path.parent, *wish.folders], dict(wish.chosen))
        except SlipError as error:
            self.failed.emit(wish.path, error)
            return
        if linked.missing and not wish.is_content:
            self.media_wanted.emit(wish, linked)
            return

        async def find(way: "Way", on_step: "OnStep") -> "CueList":
            return await find_edit_cues(wish.path, linked, way, on_step, lambda info: info)

        if await self._find_with(wish, find, check_by_ear_below) and edit.n_retimed:
            self.retimed.emit(wish.path.name, edit.n_retimed)

    async def _find_with(self, wish: ScanWish, find: "FindCues", check_by_ear_below: float) -> bool:
        """Find the cues and open the project; False where that failed, which is told."""
        clip = wish.path

        def tell(step: "Step", share: float) -> None:
            self.stepped.emit(clip.name, step.value, share)

        try:
            # an hour later is too late to see that it is damaged
            await asyncio.to_thread(_earlier_project, self._home, clip, wish.since)
            async with self._open_way(wish) as way:
                found = await find(way, tell)
            file, project, recut = await asyncio.to_thread(
                _make_project, self._home, found, check_by_ear_below, wish.since
            )
        except SlipError as error:
            self.failed.emit(clip, error)
            return False
        self.opened.emit(file, project)
        self.save(file, project)  # after what the page saves of the former sheet
        if recut is not None:
            self.recut.emit(recut)
        if found.uncovered_s:
            self.uncovered.emit(project, list(found.uncovered_s))
        return True

    async def _save(self) -> None:
        from slipgui.app.cue_project import save_project

        try:
            while self._unsaved:
                file = next(iter(self._unsaved))
                project = self._unsaved.pop(file)
                try:
                    await asyncio.to_thread(save_project, file, project)
                except OSError as error:
                    self.not_saved.emit(str(file), error.strerror or str(error))
                else:
                    self.saved.emit()
        finally:
            self._is_saving = False

    async def _export(self, project: "CueProject", template: "Template", files: Sequence[Path]) -> None:
        from slipgui.app.cue_exports import check_exports, check_rate, write_exports
        from slipgui.app.cue_sheet_wording import describe_findings
        from slipgui.core.completeness import find_incomplete
        from slipgui.gui.error_words import WINDOW_LANGUAGE

        try:
            check_exports(files)
            check_rate(files, project.sheet.timebase.rate)
        except SlipError as error:
            self.failed.emit(files[0], error)
            return
        failures = await asyncio.to_thread(write_exports, project.sheet, template, files)
        for failure in failures:
            self.not_saved.emit(str(failure.file), failure.why)
        if not failures:
            self.exported.emit(
                list(files), describe_findings(find_incomplete(project.sheet, template), WINDOW_LANGUAGE)
            )


def _programmes_of(path: Path) -> Sequence[Path]:
    """The media and timelines below a folder, or the file itself; blocking."""
    from slipgui.app.cue_project import ENDING, PROGRAMME_SUFFIXES
    from slipgui.app.intake import collect

    return collect([path], PROGRAMME_SUFFIXES - {ENDING}).paths if path.is_dir() else (path,)


def _make_project(
    home: "Home", found: "CueList", check_by_ear_below: float, since: Path | None
) -> "tuple[Path, CueProject, Recut | None]":
    """The project of what was found and its file, with what a person did to an earlier sheet, and what is different since; blocking."""
    from slipgui.app.cue_project import make_project, project_file
    from slipgui.app.cue_sheets import make_sheet, read_tags
    from slipgui.core.recut import carry_over

    sheet, recut = make_sheet(found, read_tags(home, found), check_by_ear_below), None
    earlier = _earlier_project(home, found.clip, since)
    if earlier is not None:
        sheet, recut = carry_over(earlier.sheet, sheet)
    is_the_same = earlier is not None and earlier.clip == found.clip
    file = since if since is not None and is_the_same else project_file(home, found.clip)
    return file, make_project(found, sheet), recut


def _earlier_project(home: "Home", clip: Path, since: Path | None) -> "CueProject | None":
    """The project of an earlier version, else the one that is kept of the programme, if any; it raises as ``load_project`` does."""
    from slipgui.app.cue_project import load_project, project_file

    file = since or project_file(home, clip)
    return load_project(file) if file.exists() else None
