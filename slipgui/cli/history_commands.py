"""``slip history``: what was found, put right, deleted and proven."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, TypeVar

import click

from slipgui.app.evidence import encode_evidence
from slipgui.app.history import History, HistoryPage, HistoryQuery
from slipgui.app.history_table import encode_csv
from slipgui.app.history_words import HistoryKind
from slipgui.app.journal_file import JournalFile, open_for_reading
from slipgui.cli.options import Common, common_options
from slipgui.cli.render import describe_line, describe_track, print_line, print_remark, print_text
from slipgui.core.clip import ClipId

T = TypeVar("T")
_DATES = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])


@click.group(invoke_without_command=True)
@click.option("--search", metavar="TEXT", default="", help="Only what contains all these words.")
@click.option("--kind", type=click.Choice([kind.value for kind in HistoryKind]), default=HistoryKind.ALL.value)
@click.option("--since", type=_DATES, metavar="DATE", help="Only what ended then or later, in local time.")
@click.option("--until", type=_DATES, metavar="DATE", help="Only what ended before.")
@click.option("--csv", "is_csv", is_flag=True, help="A table for spreadsheets on standard output.")
@common_options
def history(
    common: Common, search: str, kind: str, since: datetime | None, until: datetime | None, *, is_csv: bool
) -> None:
    """Show what was found, newest first; with a command, do something with it."""
    if click.get_current_context().invoked_subcommand is not None:
        return
    query = HistoryQuery(search, HistoryKind(kind), _local(since), _local(until))
    page = asyncio.run(_read(common, lambda history: history.page(query, 0, sys.maxsize)))
    if is_csv:
        click.echo(encode_csv(page.rows), nl=False)
    else:
        _print_page(common, page)


@history.command()
@click.argument("recognition", metavar="ID")
@common_options
def evidence(common: Common, recognition: str) -> None:
    """Print all that is kept of one recognition as JSON."""

    async def find(history: History) -> dict[str, Any]:
        found = await history.evidence(await _only(history, recognition))
        if found is None:
            raise click.UsageError(f"{recognition}: deleted from the history.")
        return encode_evidence(found)

    document = asyncio.run(_read(common, find))
    if common.is_json:
        print_line(document)
    else:
        print_text(json.dumps(document, indent=2, ensure_ascii=False).encode("utf-8", "backslashreplace").decode())


@history.command()
@click.argument("recognitions", nargs=-1, required=True, metavar="ID…")
@common_options
def delete(common: Common, recognitions: tuple[str, ...]) -> None:
    """Take recognitions out of the history; "restore" brings them back until the next recognition begins."""
    _change(common, recognitions, lambda history, ids: history.delete(ids))


@history.command()
@click.argument("recognitions", nargs=-1, required=True, metavar="ID…")
@common_options
def restore(common: Common, recognitions: tuple[str, ...]) -> None:
    """Undo "delete"."""
    _change(common, recognitions, lambda history, ids: history.restore(ids))


@history.command()
@click.argument("recognition", metavar="ID")
@click.option("--title", metavar="TEXT")
@click.option("--artist", metavar="TEXT")
@click.option("--isrc", metavar="CODE")
@click.option("--label", metavar="TEXT")
@click.option("--undo", is_flag=True, help="Take all corrections back.")
@common_options
def correct(common: Common, recognition: str, *, undo: bool, **words: str | None) -> None:
    """Put a track right by hand; an empty text says that there is none.  What the service said is kept."""
    fields = {name: text or None for name, text in words.items() if text is not None}
    if undo == bool(fields):
        raise click.UsageError("Say what is right, or --undo.")
    _change(common, (recognition,), lambda history, ids: history.correct(ids[0], {} if undo else fields))


@history.command()
@click.argument("recognition", metavar="ID")
@click.option("--by", metavar="NAME", required=True, help="Who says so.")
@common_options
def confirm(common: Common, recognition: str, by: str) -> None:
    """Note that somebody listened and found the answer right."""
    _change(common, (recognition,), lambda history, ids: history.confirm(ids[0], by))


async def _read(common: Common, work: Callable[[History], Awaitable[T]]) -> T:
    async with open_for_reading(common.home.journal_file) as file:
        _tell_set_aside(file)
        return await work(History(file))


def _change(common: Common, texts: tuple[str, ...], work: Callable[[History, list[ClipId]], Awaitable[None]]) -> None:
    async def change() -> None:
        async with JournalFile(common.home.journal_file) as file:
            _tell_set_aside(file)
            history = History(file)
            await work(history, [await _only(history, text) for text in texts])

    asyncio.run(change())


def _tell_set_aside(file: JournalFile) -> None:
    if file.set_aside is not None:
        why = "were made by a newer Slipgui" if file.is_newer_aside else "could not be read"
        print_remark(f"queue and history {why}; the file was set aside as {file.set_aside.name}")


async def _only(history: History, beginning: str) -> ClipId:
    found = await history.ids(beginning)
    if len(found) != 1:
        raise click.UsageError(f"{beginning}: {'several recognitions begin so' if found else 'no such recognition'}.")
    return found[0]


def _local(moment: datetime | None) -> datetime | None:
    return moment.astimezone() if moment is not None else None


def _print_page(common: Common, page: HistoryPage) -> None:
    for row in page.rows:
        if common.is_json:
            print_line(row.line)
            continue
        by_hand = row.line.get("corrected_track")
        remark = f"\n    by hand: {describe_track(by_hand)}" if by_hand else ""
        when = row.finished_at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        print_text(f"{row.id[:8]}  {when}  {describe_line(row.line)}{remark}")
    if not page.rows and not common.is_json and not common.is_quiet:
        print_remark("nothing there")
