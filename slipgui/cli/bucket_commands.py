"""``slip bucket``: what lies in buckets, and files handed over into them."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from slipgui.app.hand_over import HandedOver, hand_over
from slipgui.app.recognise import on_loop
from slipgui.app.wiring import open_buckets
from slipgui.cli.interruption import run_until_ended
from slipgui.cli.options import Common, common_options
from slipgui.cli.render import describe_error, plain, print_row

FAILED = 1


@click.group()
def bucket() -> None:
    """Look into S3 buckets, and put files into them, with the AWS sign-in of this computer."""


@bucket.command(name="list")
@click.argument("address", metavar="[s3://BUCKET/FOLDER/]", default="s3://")
@click.option("--search", metavar="TEXT", default="", help="Only what has this in its name.")
@common_options
def list_bucket(common: Common, address: str, *, search: str) -> None:
    """List buckets, or what lies directly in a folder of one; folders end with a slash."""
    if not address.lower().startswith("s3://"):
        raise click.UsageError("An address begins with s3://.")
    buckets = open_buckets(common.home, common.settings)
    for entry in buckets.entries(address):
        if search.casefold() in entry.address[len(address) :].casefold():
            line = {"address": entry.address, "size_bytes": entry.size_bytes}
            size = f"{entry.size_bytes:14,}" if entry.size_bytes is not None else " " * 14
            print_row(common, line, f"{size}  {plain(entry.address)}")


@bucket.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.argument("target", metavar="s3://BUCKET/FOLDER/")
@common_options
def put(common: Common, files: tuple[Path, ...], target: str) -> None:
    """Put sheets, markers or proxies into a folder of your bucket; one line a file, an object of the name is replaced."""
    common.start_logging()
    if not target.lower().startswith("s3://") or not target.endswith("/"):
        raise click.UsageError("The folder must look like s3://bucket/folder/.")
    buckets = open_buckets(common.home, common.settings)

    async def put_all() -> bool:
        is_done = True
        with _progress(common) as progress:
            for number, file in enumerate(files):
                task = progress.add_task(f"{plain(file.name)} ({number + 1} of {len(files)})", total=None)
                tell = on_loop(lambda sent, total, task=task: progress.update(task, completed=sent, total=total))
                done = await hand_over(Path.cwd() / file, target, buckets, tell)
                progress.remove_task(task)
                is_done = is_done and done.error is None
                await asyncio.to_thread(_print, common, done)
        return is_done

    sys.exit(0 if run_until_ended(put_all()) else FAILED)


def _progress(common: Common) -> Progress:
    """A bar on standard error, where that is a terminal."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        console=console,
        transient=True,
        disable=common.is_quiet or not console.is_terminal,
    )


def _print(common: Common, done: HandedOver) -> None:
    line: dict[str, Any] = done.line
    text = describe_error(line["error"]) if line["error"] else plain(done.address)
    print_row(common, line, f"{plain(done.file)}\n    {text}")
