"""Paths as they were typed."""

from collections.abc import Iterable
from pathlib import Path

import click


def given_paths(names: Iterable[str]) -> list[Path]:
    """The paths; an empty one, as a forgotten variable gives, is wrong usage and never the folder one stands in."""
    paths = list(names)
    if "" in paths:
        raise click.UsageError("an empty path")
    return [Path(name) for name in paths]
