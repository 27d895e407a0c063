"""A word on a damaged catalogue, so that nobody takes "not identified" for an answer of all of it."""

import asyncio

import click

from slipgui.app.catalogue import CatalogueDesk
from slipgui.cli.options import Common
from slipgui.cli.render import print_problem
from slipgui.core.errors import CatalogueError


async def tell_damage(common: Common) -> None:
    """Say on standard error how many tracks are not recognised, or why the catalogue cannot be opened at all."""
    try:
        n_damaged = len(await asyncio.to_thread(CatalogueDesk(common.home).damaged_files))
    except CatalogueError as error:
        print_problem(error)
        return
    if n_damaged:
        tracks = "1 track is" if n_damaged == 1 else f"{n_damaged} tracks are"
        cure = "“slip catalogue check --mend” makes it anew from your files."
        click.echo(f"slip: a part of the catalogue is damaged: {tracks} not recognised. {cure}", err=True)
