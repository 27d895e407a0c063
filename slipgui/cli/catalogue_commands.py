"""``slip catalogue``: the music that the local service knows."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from slipgui.app.atomic_file import write_atomically
from slipgui.app.catalogue import CatalogueDesk
from slipgui.cli.catalogue_progress import LearningBar
from slipgui.cli.given_paths import given_paths
from slipgui.cli.interruption import INTERRUPTED, stopped_by_interrupt
from slipgui.cli.options import Common, common_options
from slipgui.cli.render import describe_error, plain, print_bytes, print_line, print_row, print_text


@click.group()
@common_options
def catalogue(common: Common) -> None:
    """The music that the local service knows."""


@catalogue.command()
@click.option("--anew", is_flag=True, help="Learn again what did not change, too: its cover, its tags, its sound.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@common_options
def add(common: Common, paths: tuple[str, ...], *, anew: bool) -> None:
    """Learn music files and folders; unchanged files are skipped."""
    common.start_logging()
    desk = CatalogueDesk(common.home)
    with LearningBar(is_quiet=common.is_quiet) as bar, stopped_by_interrupt(desk.stop):
        summary = desk.add(given_paths(paths), print_file_line(common), bar.show, is_anew=anew)
    _finish(common, desk, summary)


@catalogue.command()
@common_options
def rebuild(common: Common) -> None:
    """Learn all tracks again from their files; your own tags stay."""
    common.start_logging()
    desk = CatalogueDesk(common.home)
    with LearningBar(is_quiet=common.is_quiet) as bar, stopped_by_interrupt(desk.stop):
        summary = desk.rebuild(print_file_line(common), bar.show)
    _finish(common, desk, summary)


@catalogue.command()
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER…")
@common_options
def sync(common: Common, folders: tuple[str, ...]) -> None:
    """Keep in step with folders: learn what is new or changed, forget what vanished from them."""
    common.start_logging()
    desk = CatalogueDesk(common.home)
    with LearningBar(is_quiet=common.is_quiet) as bar, stopped_by_interrupt(desk.stop):
        summary = desk.sync(given_paths(folders), print_file_line(common), bar.show)
    _finish(common, desk, summary)


@catalogue.command("list")
@common_options
def list_tracks(common: Common) -> None:
    """Show the tracks."""
    for track in CatalogueDesk(common.home).tracks():
        text = f"{track['id']}  {plain(track['title'])} — {plain(track['artist'] or '—')}  {plain(track['file'])}"
        print_row(common, track, text)


@catalogue.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@common_options
def remove(common: Common, ids: tuple[str, ...]) -> None:
    """Forget tracks; the music files stay."""
    removed = set(CatalogueDesk(common.home).remove(ids))
    for track_id in ids:
        status = "removed" if track_id in removed else "unknown"
        print_row(common, {"id": track_id, "status": status}, f"{status:8} {plain(track_id)}")
    sys.exit(0 if removed == set(ids) else 1)


@catalogue.command()
@click.option("--mend", is_flag=True, help="Make what is damaged anew from the music files.")
@common_options
def check(common: Common, *, mend: bool) -> None:
    """Look for damage, for music files that changed or vanished, and for copies."""
    common.start_logging()
    desk = CatalogueDesk(common.home)
    if mend:
        with LearningBar(is_quiet=common.is_quiet) as bar, stopped_by_interrupt(desk.stop):
            problems = desk.mend(print_file_line(common), bar.show)
    else:
        problems = desk.check()
    for problem in problems:
        print_row(common, problem, _describe_problem(problem))
    if not problems and not common.is_json and not common.is_quiet:
        print_text("the catalogue is sound")
    _end(desk, is_well=all(problem["kind"] == "duplicate" for problem in problems))


def _describe_problem(problem: dict[str, Any]) -> str:
    """A finding of ``check`` for people: the file, below it what is wrong, and the track's id for ``remove``."""
    kind, track_id = problem["kind"].replace("_", " "), problem["track_id"]
    words = f"{kind}: {plain(problem['detail'])}" + (f" ({track_id})" if track_id else "")
    return f"{plain(problem['path'])}\n    {words}"


@catalogue.command()
@common_options
def duplicates(common: Common) -> None:
    """List tracks that are one recording by their sound."""

    def on_line(line: dict[str, Any]) -> None:
        text = f"{plain(line['file'])}\n    sounds like {plain(line['other_file'])} for {line['shared_s']:.0f} s"
        print_row(common, line, text)

    CatalogueDesk(common.home).duplicates(on_line)


@catalogue.command()
@click.option(
    "--export",
    "export_to",
    metavar="FILE",
    type=click.Path(dir_okay=False, allow_dash=True),
    help="Write all tags as CSV; “-” is standard output.",
)
@click.option("--import", "import_from", metavar="FILE", type=click.Path(dir_okay=False), help="Take changes over.")
@common_options
def tags(common: Common, export_to: str | None, import_from: str | None) -> None:
    """Edit tags in a spreadsheet: write them as CSV, take the changes over; your words win over the files'."""
    if (export_to is None) == (import_from is None):
        raise click.UsageError("either --export FILE or --import FILE")
    desk = CatalogueDesk(common.home)
    if export_to is not None:
        table, n_tracks = desk.tag_table()
        if export_to == "-":
            print_bytes(table)
            return
        try:
            write_atomically(Path(export_to), table)
        except OSError as error:
            raise click.FileError(export_to, str(error.strerror)) from error
        print_row(common, {"summary": {"tracks": n_tracks}}, f"{n_tracks} tracks")
        return

    def on_line(line: dict[str, Any]) -> None:
        if common.is_json:
            print_line(line)
        elif line["problem"]:
            print_text(f"line {line['line']}: {plain(line['problem'])}")

    counts = desk.import_tags(Path(import_from or ""), on_line)
    print_row(common, {"summary": counts}, ", ".join(f"{count} {status}" for status, count in counts.items()))
    sys.exit(1 if counts["failed"] else 0)


def print_file_line(common: Common) -> Callable[[dict[str, Any]], None]:
    """What prints the news of one file: a line for people, or as JSON."""

    def on_line(line: dict[str, Any]) -> None:
        if common.is_json:
            print_line(line)
        elif line["error"]:
            print_text(f"{plain(line['file'])}\n    {describe_error(line['error'])}")
        elif not common.is_quiet:
            print_text(f"{line['status']:10} {plain(line['file'])}")

    return on_line


def _finish(common: Common, desk: CatalogueDesk, summary: dict[str, Any]) -> NoReturn:
    kinds = [kind for kind in ("added", "updated", "unchanged", "removed", "failed") if kind in summary]
    counts = ", ".join(f"{summary[kind]} {kind}" for kind in kinds)
    rate = f", {summary['audio_s'] / summary['elapsed_s']:.0f} × real time" if summary["audio_s"] else ""
    music = f"{summary['audio_s'] / 60:.1f} min of music in {summary['elapsed_s']:.1f} s{rate}"
    print_row(common, {"summary": summary}, f"{counts}; {music}")
    _end(desk, is_well=not summary["failed"])


def _end(desk: CatalogueDesk, *, is_well: bool) -> NoReturn:
    """Exit with 130 where the work was stopped: the same command goes on where it was."""
    sys.exit(INTERRUPTED if desk.is_stopped else 0 if is_well else 1)
