"""What ``slip cues --export`` was asked for, checked before hours of listening, and done afterwards."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from slipgui.app.catalogue import CatalogueDesk
from slipgui.app.cue_exports import (
    ENDINGS,
    OWN_TEMPLATES,
    check_exports,
    check_rate,
    load_header,
    load_template,
    write_exports,
)
from slipgui.app.cue_sheet_wording import describe_findings, describe_works_problem
from slipgui.app.cue_sheets import FRAME_RATES, GivenTime, make_sheet, with_header
from slipgui.app.cues import CueList
from slipgui.app.works_file import read_works
from slipgui.cli.options import Common
from slipgui.cli.render import plain, print_remark
from slipgui.core.clip import MediaInfo
from slipgui.core.completeness import find_incomplete
from slipgui.core.cue_template import Template
from slipgui.core.timecode import parse_timecode
from slipgui.core.works import WorksList, fill_from_works

_PATH = click.Path(path_type=Path)
_NAMES = ("export", "template", "works", "header", "final", "frame_rate", "start_timecode")


def _timecode(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    if value is not None and parse_timecode(value, FRAME_RATES["60"][0]) is None:
        raise click.BadParameter(f"“{value}” is no timecode, as 01:00:00:00 is.", param=option)
    return value


_OPTIONS: list[Callable[[Any], Any]] = [
    click.option(
        "--export",
        multiple=True,
        type=_PATH,
        metavar="FILE",
        help=f"Write the cue sheet or markers too, by ending: {' '.join(ending[1:] for ending in ENDINGS)}.  May stand several times.",
    ),
    click.option(
        "--template",
        default="us",
        show_default=True,
        metavar="NAME",
        help=f"{', '.join(OWN_TEMPLATES)}, or a JSON file.",
    ),
    click.option(
        "--works", type=_PATH, metavar="FILE", help="List of works (CSV): writers, publishers, shares, numbers."
    ),
    click.option("--header", type=_PATH, metavar="FILE", help="Fields of the sheet's header (JSON)."),
    click.option("--final", is_flag=True, help="The sheet is complete: no “Preliminary” in its title."),
    click.option(
        "--frame-rate", type=click.Choice(list(FRAME_RATES)), help="Of the timeline, where the clip has none."
    ),
    click.option(
        "--start-timecode", metavar="TC", callback=_timecode, help="Of the first frame, where the clip has none."
    ),
]


@dataclass(frozen=True, slots=True)
class CueExport:
    """The files that were asked for, and what the sheet is made with."""

    files: tuple[Path, ...]
    template: Template
    works: WorksList
    header: Mapping[str, str]
    is_final: bool
    time: GivenTime

    def accept(self, info: MediaInfo) -> MediaInfo:
        """The clip in the time that was given, after a look whether the files can be made of it.

        Raises
        ------
        SettingsError
            When markers need a frame rate that it does not have.
        """
        timed = self.time.applied_to(info)
        check_rate(self.files, timed.frame_rate)
        return timed

    async def write(self, common: Common, cue_list: CueList, check_by_ear_below: float) -> bool:
        """Write all files and tell what the sheet lacks; whether all could be written."""
        if not self.files:
            return True
        tags = await asyncio.to_thread(_read_tags, common, cue_list)
        sheet = with_header(make_sheet(cue_list, tags, check_by_ear_below), self.header)
        sheet, conflicts = fill_from_works(replace(sheet, is_final=self.is_final), self.works)
        failures = await asyncio.to_thread(write_exports, sheet, self.template, self.files)
        for failure in failures:
            click.echo(f"slip: {plain(failure.file)}: {plain(failure.why)}", err=True)
        if not common.is_quiet:
            for sentence in describe_findings([*find_incomplete(sheet, self.template), *conflicts]):
                print_remark(f"cue sheet: {sentence}")
        return not failures


def export_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of an export."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def plan_export(common: Common, values: dict[str, Any], n_clips: int) -> CueExport:
    """What the options, given by name, ask for.

    It raises ``UsageError`` when a file was asked for several programmes, and ``SettingsError`` when one cannot be read or written.
    """
    export, template, works, header, is_final, frame_rate, start_timecode = (values[name] for name in _NAMES)
    if export and n_clips > 1:
        raise click.UsageError("--export takes the cue sheet of one programme: name one.")
    check_exports(export)
    entries, problems = read_works(works) if works else ([], [])
    if not common.is_quiet:
        for problem in problems:
            print_remark(f"{works.name}: {describe_works_problem(problem)}")
    return CueExport(
        files=tuple(export),
        template=load_template(template),
        works=WorksList(entries),
        header=load_header(header) if header else {},
        is_final=is_final,
        time=GivenTime(frame_rate, start_timecode),
    )


def _read_tags(common: Common, cue_list: CueList) -> dict[str, dict[str, Any]]:
    """Tags of the catalogue's tracks that are in the programme, by id."""
    wanted = {cue.track.id for cue in cue_list.cues if cue.track is not None}
    return {track["id"]: track for track in CatalogueDesk(common.home).tracks() if track["id"] in wanted}
