"""``slip catalogue``: the music that the local service knows."""

import sys
from pathlib import Path
from typing import Any

import click

from slipgui.app.catalogue import CatalogueDesk
from slipgui.cli.catalogue_progress import LearningBar
from slipgui.cli.options import Common, common_options
from slipgui.cli.render import describe_error, plain, print_line, print_text


@click.group()
@common_options
def catalogue(common: Common) -> None:
    """The music that the local service knows."""


@catalogue.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@common_options
def add(common: Common, paths: tuple[str, ...]) -> None:
    """Learn music files and folders; unchanged files are skipped."""
    common.start_logging()

    def on_line(line: dict[str, Any]) -> None:
        if common.is_json:
            print_line(line)
        elif line["error"]:
            print_text(f"{plain(line['file'])}\n    {describe_error(line['error'])}")
        elif not common.is_quiet:
            print_text(f"{line['status']:10} {plain(line['file'])}")

    with LearningBar(is_quiet=common.is_quiet) as bar:
        summary = CatalogueDesk(common.home).add([Path(path) for path in paths], on_line, bar.show)
    if common.is_json:
        print_line({"summary": summary})
    else:
        counts = ", ".join(f"{summary[key]} {key}" for key in ("added", "updated", "unchanged", "failed"))
        print_text(f"{counts}; {summary['audio_s'] / 60:.1f} min of music in {summary['elapsed_s']:.1f} s")
    sys.exit(1 if summary["failed"] else 0)


@catalogue.command("list")
@common_options
def list_tracks(common: Common) -> None:
    """Show the tracks."""
    for track in CatalogueDesk(common.home).tracks():
        if common.is_json:
            print_line(track)
        else:
            print_text(
                f"{track['id']}  {plain(track['title'])} — {plain(track['artist'] or '—')}  {plain(track['file'])}"
            )


@catalogue.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@common_options
def remove(common: Common, ids: tuple[str, ...]) -> None:
    """Forget tracks; the music files stay."""
    removed = set(CatalogueDesk(common.home).remove(ids))
    for track_id in ids:
        status = "removed" if track_id in removed else "unknown"
        if common.is_json:
            print_line({"id": track_id, "status": status})
        else:
            print_text(f"{status:8} {plain(track_id)}")
    sys.exit(0 if removed == set(ids) else 1)


@catalogue.command()
@common_options
def check(common: Common) -> None:
    """Look for damage and for music files that changed or vanished."""
    problems = CatalogueDesk(common.home).check()
    for problem in problems:
        if common.is_json:
            print_line(problem)
        else:
            print_text(" ".join(plain(value) for value in problem.values() if value))
    if not problems and not common.is_json and not common.is_quiet:
        print_text("the catalogue is sound")
    sys.exit(1 if problems else 0)
