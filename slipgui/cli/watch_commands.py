"""``slip catalogue watch | unwatch | folders``: the folders that the catalogue is kept in step with."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import click

from slipgui.app.watched_folders import unwatch_folders, watch_folders, watched_folders
from slipgui.cli.catalogue_commands import catalogue, print_file_line
from slipgui.cli.given_paths import given_paths
from slipgui.cli.options import Common, common_options
from slipgui.cli.render import plain, print_line, print_row, print_text


@catalogue.command()
@click.argument("given", nargs=-1, metavar="[FOLDER…]")
@click.option("--until-stdin-closes", is_flag=True, hidden=True)
@common_options
def watch(common: Common, given: tuple[str, ...], *, until_stdin_closes: bool) -> None:
    """Keep the catalogue in step with folders until Ctrl+C: FOLDER… from now on, and those named before."""
    from slipgui.app.folder_keeper import FolderKeeper

    common.start_logging()
    if given:
        watch_folders(common.home, given_paths(given))
    if not watched_folders(common.home) and not until_stdin_closes:
        raise click.UsageError("no folder is watched yet: name one")
    keeper = FolderKeeper(common.home, _printer(common))
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: keeper.stop())
    if until_stdin_closes:
        threading.Thread(target=_stop_at_end_of_input, args=(keeper.stop,), name="stdin-watch", daemon=True).start()
    try:
        keeper.run()
    finally:
        keeper.stop()


@catalogue.command()
@click.argument("given", nargs=-1, required=True, metavar="FOLDER…")
@common_options
def unwatch(common: Common, given: tuple[str, ...]) -> None:
    """Watch folders no more; their tracks stay."""
    folders = given_paths(given)
    ended = unwatch_folders(common.home, folders)
    for folder in ended:
        print_row(common, {"folder": str(folder), "status": "unwatched"}, f"not watched any more {plain(str(folder))}")
    sys.exit(0 if len(ended) == len(set(folders)) else 1)


@catalogue.command()
@common_options
def folders(common: Common) -> None:
    """List the watched folders."""
    for folder in watched_folders(common.home):
        status = "watched" if folder.is_dir() else "not_connected"
        print_row(common, {"folder": str(folder), "status": status}, f"{status:13} {plain(str(folder))}")


def _printer(common: Common) -> Callable[[dict[str, Any]], None]:
    print_file = print_file_line(common)

    def on_line(line: dict[str, Any]) -> None:
        if common.is_json:
            print_line(line)
        elif "folder" in line and not common.is_quiet:
            words = "watching" if line["status"] == "watching" else "not connected, or empty; its tracks stay:"
            print_text(f"{words} {plain(line['folder'])}")
        elif "file" in line:
            print_file(line)

    return on_line


def _stop_at_end_of_input(stop: Callable[[], None]) -> None:
    """Read by its descriptor: a buffered reader that is held by a thread at exit makes the interpreter abort."""
    with suppress(OSError):  # no standard input at all: the same as a closed one
        while os.read(0, 1 << 12):
            pass
    stop()
