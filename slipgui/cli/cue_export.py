"""What ``slip cues --export`` was asked for, checked before hours of listening, and done afterwards."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from slipgui.app.cue_exports import (
    ENDINGS,
    OWN_TEMPLATES,
    check_exports,
    check_place,
    check_rate,
    load_header,
    load_template,
    write_exports,
)
from slipgui.app.cue_project import ENDING, CueProject, load_project, make_project, save_project
from slipgui.app.cue_sheet_wording import describe_findings, describe_recut, describe_works_problem
from slipgui.app.cue_sheets import FRAME_RATES, GivenTime, make_sheet, read_tags, with_header
from slipgui.app.cues import CueList
from slipgui.app.works_file import load_works, read_works
from slipgui.cli.options import Common
from slipgui.cli.render import plain, print_remark
from slipgui.core.clip import MediaInfo
from slipgui.core.completeness import find_incomplete
from slipgui.core.cue_sheet import CueSheet
from slipgui.core.cue_template import Template
from slipgui.core.errors import SettingsError
from slipgui.core.recut import carry_over
from slipgui.core.timecode import parse_timecode
from slipgui.core.works import WorksList, fill_from_works

_PATH = click.Path(path_type=Path)


def _timecode(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    if value is not None and parse_timecode(value, FRAME_RATES["60"][0]) is None:
        raise click.BadParameter(f"“{value}” is no timecode, as 01:00:00:00 is.", param=option)
    return value


_SHEET_OPTIONS: list[Callable[[Any], Any]] = [
    click.option(
        "--export",
        multiple=True,
        type=_PATH,
        metavar="FILE",
        help=f"Write the cue sheet or markers, by ending: {' '.join(ending[1:] for ending in ENDINGS)}.  May stand several times.",
    ),
    click.option(
        "--template",
        default="us",
        show_default=True,
        metavar="NAME",
        help=f"{', '.join(OWN_TEMPLATES)}, or a JSON file.",
    ),
    click.option(
        "--works",
        type=_PATH,
        metavar="FILE",
        help="List of works (CSV) instead of the kept one: writers, publishers, shares, numbers.",
    ),
    click.option("--header", type=_PATH, metavar="FILE", help="Fields of the sheet's header (JSON)."),
    click.option("--final", is_flag=True, help="The sheet is complete: no “Preliminary” in its title."),
]
_SCAN_OPTIONS: list[Callable[[Any], Any]] = [
    click.option(
        "--project",
        type=_PATH,
        metavar="FILE",
        help=f"Keep the cue sheet in a project file ({ENDING}); what stands in one that exists is carried over.",
    ),
    click.option(
        "--since",
        type=_PATH,
        metavar="FILE",
        help=f"The project ({ENDING}) of an earlier version: what stands there by hand is carried over, and what changed is told.",
    ),
    click.option(
        "--media",
        multiple=True,
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        metavar="DIR",
        help="Where the media of a timeline may be, beside its own folder.  May stand several times.",
    ),
    click.option(
        "--frame-rate", type=click.Choice(list(FRAME_RATES)), help="Of the timeline, where the clip has none."
    ),
    click.option(
        "--start-timecode", metavar="TC", callback=_timecode, help="Of the first frame, where the clip has none."
    ),
]


@dataclass(frozen=True, slots=True)
class Delivery:
    """The files that were asked for, and what the sheet is completed with."""

    files: tuple[Path, ...]
    template: Template
    works: WorksList
    header: Mapping[str, str]
    is_final: bool

    def complete(self, common: Common, sheet: CueSheet) -> CueSheet:
        """The sheet with header and works; tells what it lacks still."""
        sheet = with_header(replace(sheet, is_final=self.is_final or sheet.is_final), self.header)
        sheet, conflicts = fill_from_works(sheet, self.works)
        if not common.is_quiet:
            for sentence in describe_findings([*find_incomplete(sheet, self.template), *conflicts]):
                print_remark(f"cue sheet: {sentence}")
        return sheet

    def write(self, sheet: CueSheet) -> bool:
        """Write all files; whether all could be written."""
        failures = write_exports(sheet, self.template, self.files)
        for failure in failures:
            click.echo(f"slip: {plain(failure.file)}: {plain(failure.why)}", err=True)
        return not failures


@dataclass(frozen=True, slots=True)
class CueExport:
    """What becomes of the cues that are found."""

    delivery: Delivery
    time: GivenTime
    project_file: Path | None
    project: CueProject | None
    """What is carried over: of the earlier version, else what stands in that file already."""
    media_folders: tuple[Path, ...]
    """Where the media of timelines may be."""

    def accept(self, info: MediaInfo) -> MediaInfo:
        """The clip in the time that was given, after a look whether the files can be made of it.

        It raises ``SettingsError`` when markers need a frame rate that it does not have.
        """
        timed = self.time.applied_to(info)
        check_rate(self.delivery.files, timed.frame_rate)
        return timed

    async def write(self, common: Common, cue_list: CueList, check_by_ear_below: float) -> bool:
        """Write project and files, and tell what the sheet lacks; whether all could be written."""
        if not self.delivery.files and self.project_file is None and self.project is None:
            return True
        tags = await asyncio.to_thread(read_tags, common.home, cue_list)
        sheet = make_sheet(cue_list, tags, check_by_ear_below)
        if self.project is not None:
            sheet, recut = carry_over(self.project.sheet, sheet)
            if not common.is_quiet:
                for sentence in describe_recut(recut):
                    print_remark(f"since the project before: {sentence}")
        sheet = self.delivery.complete(common, sheet)
        if self.project_file is not None:
            await asyncio.to_thread(save_project, self.project_file, make_project(cue_list, sheet))
        return await asyncio.to_thread(self.delivery.write, sheet)


def sheet_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a sheet."""
    return _with_options(command, _SHEET_OPTIONS)


def scan_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of finding cues."""
    return _with_options(command, _SCAN_OPTIONS)


def _with_options(command: Callable[..., Any], options: list[Callable[[Any], Any]]) -> Callable[..., Any]:
    for option in reversed(options):
        command = option(command)
    return command


def plan_delivery(common: Common, values: Mapping[str, Any]) -> Delivery:
    """What the options of a sheet, given by name, ask for; it raises ``SettingsError`` when a file cannot be read or written."""
    check_exports(values["export"])
    works: Path = values["works"] or common.home.works_file
    entries, problems = read_works(works) if values["works"] else load_works(works)
    if not common.is_quiet:
        for problem in problems:
            print_remark(f"{works.name}: {describe_works_problem(problem)}")
    return Delivery(
        files=tuple(values["export"]),
        template=load_template(values["template"]),
        works=WorksList(entries),
        header=load_header(values["header"]) if values["header"] else {},
        is_final=values["final"],
    )


def plan_export(common: Common, values: Mapping[str, Any], n_clips: int) -> CueExport:
    """What all options, given by name, ask for.

    It raises ``UsageError`` when a file was asked for several programmes, and ``SettingsError`` when one cannot be read or written.
    """
    file: Path | None = values["project"]
    before: Path | None = values["since"] or file
    if (values["export"] or before) and n_clips > 1:
        raise click.UsageError("--export, --project and --since take one programme: name one.")
    if values["since"] and not values["since"].exists():
        raise SettingsError("no project", key="--since", value=values["since"].name, why="it is not there")
    if file is not None:
        check_place(file, "--project")
    return CueExport(
        delivery=plan_delivery(common, values),
        time=GivenTime(values["frame_rate"], values["start_timecode"]),
        project_file=file,
        project=load_project(before) if before is not None and before.exists() else None,
        media_folders=tuple(values["media"]),
    )
