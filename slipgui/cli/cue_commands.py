"""``slip cues``: every track of a long programme, with in and out; ``slip sheet``: files of a project."""

import asyncio
import os
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from slipgui.app.cue_exports import check_rate
from slipgui.app.cue_project import load_project
from slipgui.app.cues import CueList, OnStep, Step, Way, local_way
from slipgui.app.edit_cues import find_edit_cues, relink
from slipgui.app.edit_file import is_edit, read_edit
from slipgui.app.settings_file import resolve_settings
from slipgui.app.stepped_cues import stepped_way
from slipgui.app.wiring import open_cue_tools, open_step_tools
from slipgui.cli.cue_export import CueExport, plan_delivery, plan_export, scan_options, sheet_options
from slipgui.cli.damage_remark import tell_damage
from slipgui.cli.interruption import run_until_ended
from slipgui.cli.options import Common, common_options
from slipgui.cli.render import describe_track, plain, print_line, print_problem, print_remark, print_text
from slipgui.core.errors import SettingsError, SlipError
from slipgui.core.settings import ServiceChoice
from slipgui.core.steps import StepPlan
from slipgui.core.timecode import clip_timecode

FOUND, FAILED, WRONG_USAGE, NOTHING_FOUND = 0, 1, 2, 3
_STEP_WORDS = {
    Step.PREPARING: "taking the sound out",
    Step.UPLOADING: "sending",
    Step.RECOGNISING: "listening",
}


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(path_type=Path))
@scan_options
@sheet_options
@common_options
def cues(common: Common, paths: tuple[Path, ...], **export_values: Any) -> None:
    """Find every track in long programmes; one line per cue in order of time, cue sheets and markers with --export."""
    common.start_logging()
    clips = list(dict.fromkeys(Path.cwd() / path for path in paths))
    export = plan_export(common, export_values, len(clips))
    sys.exit(run_until_ended(_find_all(common, clips, export)))


@click.command()
@click.argument("project", type=click.Path(path_type=Path), metavar="PROJECT")
@sheet_options
@common_options
def sheet(common: Common, project: Path, **values: Any) -> None:
    """Write the cue sheet or markers of a project file; nothing is listened to, the project stays as it is."""
    delivery = plan_delivery(common, values)
    kept = load_project(project)
    check_rate(delivery.files, kept.sheet.timebase.rate)
    sys.exit(0 if delivery.write(delivery.complete(common, kept.sheet)) else FAILED)


async def _find_all(common: Common, clips: list[Path], export: CueExport) -> int:
    """The exit code, after the cues of all clips were printed: 2 wrong usage, 1 a clip or file failed, 0 a cue was identified, 3 none."""
    settings = resolve_settings(common.home.settings_file, os.environ, common.settings)
    n_failed = n_identified = 0
    is_misused = False
    async with AsyncExitStack() as stack:
        way_of = await _open_ways(common, settings.service is ServiceChoice.AUDIOVERIFY, stack)
        for clip in clips:
            try:
                with _Bar(plain(clip.name), is_quiet=common.is_quiet) as bar:
                    cue_list = await _find(common, clip, way_of(clip), bar.show, export)
            except SlipError as error:
                is_misused = is_misused or isinstance(error, SettingsError)
                click.echo(f"slip: {plain(clip)}", err=True)
                print_problem(error)
                n_failed += 1
            else:
                n_identified += cue_list.n_identified
                _print(common, cue_list)
                n_failed += not await export.write(common, cue_list, settings.check_by_ear_below)
    if is_misused:
        return WRONG_USAGE
    return FAILED if n_failed else FOUND if n_identified else NOTHING_FOUND


async def _open_ways(common: Common, is_stepped: bool, stack: AsyncExitStack) -> Callable[[Path], Way]:
    """What finds the cues of a clip or timeline: this computer, or AudioVerify in steps."""
    if is_stepped:
        step_tools = await stack.enter_async_context(open_step_tools(common.home, common.settings))
        return lambda clip: stepped_way(step_tools, partial(_accept, common, clip))
    tools = await stack.enter_async_context(open_cue_tools(common.home))
    await tell_damage(common)
    return lambda _: local_way(tools)


async def _accept(common: Common, clip: Path, plan: StepPlan) -> bool:
    """Tell how many jobs it will be, before the first."""
    if not common.is_quiet:
        n_jobs, n_most = plan.n_jobs, plan.n_most_jobs
        more = f", and up to {n_most - n_jobs} more where borders are in doubt" if n_most > n_jobs else ""
        before = f"; {plan.n_asked} of before are not paid again" if plan.n_asked else ""
        jobs = "1 job" if n_jobs == 1 else f"{n_jobs} jobs"
        print_remark(f"{clip.name}: AudioVerify is asked in {jobs}{more}{before}")
    return True


async def _find(common: Common, path: Path, way: Way, on_step: OnStep, export: CueExport) -> CueList:
    """The cues of a clip, or of a timeline in record time after what is not covered was told."""
    if not is_edit(path):
        return await way.find(path, on_step, export.accept, ())
    edit = await asyncio.to_thread(read_edit, path, export.time.rate)
    linked = await asyncio.to_thread(relink, edit, [path.parent, *export.media_folders])
    if not common.is_quiet:
        for name in linked.missing:
            print_remark(f"{path.name}: {name} was not found, or does not hold what the timeline uses of it")
        if edit.n_retimed:
            print_remark(f"{path.name}: stretches at another speed, which were left out: {edit.n_retimed}")
    return await find_edit_cues(path, linked, way, on_step, export.accept)


def _print(common: Common, cue_list: CueList) -> None:
    lines = cue_list.lines()
    if common.is_json:
        for line in lines:
            print_line(line)
    else:
        print_text(plain(cue_list.clip))
        for line in lines:
            print_text(describe_cue(line))
        if not lines:
            print_text("    only silence")
    for begin_s, end_s in cue_list.uncovered_s if not common.is_quiet else ():
        info = cue_list.info
        begin, end = (clip_timecode(at_s, info.start_timecode, info.frame_rate) for at_s in (begin_s, end_s))
        print_remark(f"{cue_list.clip.name}: {begin} to {end} was not listened to")


def describe_cue(line: dict[str, Any]) -> str:
    """A cue line for people: number, in, out, length, track."""
    length_s = round(line["out_s"] - line["in_s"])
    what = describe_track(line["track"]) if line["track"] else "unidentified"
    return f"{line['index']:4}  {line['in_tc']}  {line['out_tc']}  {length_s // 60:3}:{length_s % 60:02}  {what}"


class _Bar:
    """A progress bar on standard error, where that is a terminal.  Use as ``with``.

    Parameters
    ----------
    name
        Of the clip.
    is_quiet
        Show nothing.
    """

    def __init__(self, name: str, *, is_quiet: bool) -> None:
        console = Console(stderr=True)
        self._name = name
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %", markup=False),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=is_quiet or not console.is_terminal,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._progress.start()
        self._task = self._progress.add_task(self._name, total=1.0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def show(self, step: Step, share: float) -> None:
        """Show how far it is."""
        if self._task is not None:
            self._progress.update(self._task, completed=share, description=f"{self._name}: {_STEP_WORDS[step]}")
