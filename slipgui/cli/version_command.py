"""``slip version``: which one this is, and whether there is a newer one."""

from typing import TYPE_CHECKING, Any

import click

from slipgui import __version__
from slipgui.cli.interruption import run_until_ended
from slipgui.cli.options import Common, common_options
from slipgui.cli.render import print_row

if TYPE_CHECKING:
    from slipgui.app.updates import Updates


@click.command(name="version")
@click.option("--check", is_flag=True, help="Ask whether there is a newer release; nothing is installed.")
@common_options
def version(common: Common, *, check: bool) -> None:
    """Tell the version, and with --check whether there is a newer one."""
    common.start_logging()
    if check:
        from slipgui.app.wiring import open_updates

        document = run_until_ended(look_for_newer(open_updates(common.home, common.settings)))
        print_row(common, document, describe_check(document))
    else:
        print_row(common, {"version": __version__}, f"slipgui {__version__}")


async def look_for_newer(updates: "Updates") -> dict[str, Any]:
    """What ``--check`` tells, asked now whatever the settings say: somebody wants to know."""
    release = await updates.look()
    return {
        "version": updates.version,
        "latest": release.version,
        "published": release.published.isoformat(),
        "page": release.page,
        "is_newer": release.is_newer_than(updates.version),
    }


def describe_check(document: dict[str, Any]) -> str:
    """What ``--check`` found, for people."""
    newest = f"{document['latest']} is there since {document['published']}: {document['page']}"
    return f"slipgui {document['version']}\n{newest if document['is_newer'] else 'There is no newer release.'}"
