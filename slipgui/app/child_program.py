"""Work that would make the window stutter, done by the command line in a child process that prints JSON lines."""

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing, suppress
from pathlib import Path
from typing import Any

from slipgui.app.paths import Home
from slipgui.core.errors import PrepareError

OnLine = Callable[[dict[str, Any]], None]
_MAX_LINE = 1 << 26
"""Characters: 100,000 file names in one line."""
WATCH_COMMAND = ("catalogue", "watch", "--json", "--quiet", "--until-stdin-closes")
"""What keeps the watched folders in step until its parent is gone."""

PREVIEW_COMMAND = ("previews",)
"""What makes stills, waveforms and sound, one request a line, until its standard input closes."""


def program_command(home: Home) -> list[str]:
    """The command that runs ``slip`` on this home; the frozen program understands ``-m`` as Python does."""
    program = [sys.executable, "-m", "slipgui.cli"]
    return [*program, "--home", str(home.chosen)] if home.chosen else program


async def learn_music(home: Home, paths: Sequence[Path], on_line: OnLine, *, is_anew: bool = False) -> dict[str, Any]:
    """Add files and folders to the catalogue; the summary that CLI.md promises.

    ``on_line`` hears of each file; with ``is_anew`` those that did not change are learned again.  A child that ends without a
    summary gives an empty one.
    """
    summary: dict[str, Any] = {}
    options = ["--anew"] if is_anew else []
    command = [*program_command(home), "catalogue", "add", "--json", "--quiet", *options, "--", *map(str, paths)]
    async with aclosing(_json_lines(command)) as lines:
        async for line in lines:
            if "summary" in line:
                summary = line["summary"]
            else:
                on_line(line)
    return summary


async def find_same_sound(home: Home) -> list[dict[str, Any]]:
    """The pairs of tracks that sound the same, as ``slip catalogue duplicates --json`` tells them."""
    command = [*program_command(home), "catalogue", "duplicates", "--json", "--quiet"]
    async with aclosing(_json_lines(command)) as lines:
        return [line async for line in lines]


async def keep_in_step(home: Home, on_line: OnLine) -> None:
    """Keep the catalogue in step with its watched folders until cancelled; returns when the child ends by itself.

    ``on_line`` hears what ``FolderKeeper`` tells.
    """
    async with aclosing(_json_lines([*program_command(home), *WATCH_COMMAND], stdin=PIPE)) as lines:
        async for line in lines:
            on_line(line)


async def make_demo_material(folder: Path) -> dict[str, Any]:
    """Songs and a clip made below ``folder``: ``{"songs", "clip", "title", "artist", "offset_s"}``.

    Raises
    ------
    PrepareError
        When they could not be made.
    """
    async with aclosing(_json_lines([sys.executable, "-m", "slipgui.demo", str(folder)])) as lines:
        async for line in lines:
            return line
    raise PrepareError("the demo could not be made")


async def _json_lines(command: list[str], stdin: int = DEVNULL) -> AsyncGenerator[dict[str, Any], None]:
    """What a child prints; its standard input closes with us, whatever ends us, where it is a ``PIPE``."""
    process = await asyncio.create_subprocess_exec(*command, stdin=stdin, stdout=PIPE, stderr=DEVNULL, limit=_MAX_LINE)
    assert process.stdout is not None  # asked for above
    try:
        async for raw in process.stdout:
            with suppress(ValueError):
                yield json.loads(raw)
        await process.wait()
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()
