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


def program_command(home: Home) -> list[str]:
    """The command that runs ``slip`` on this home: this interpreter, or the frozen program itself."""
    program = (
        [sys.executable, "--command-line"] if getattr(sys, "frozen", False) else [sys.executable, "-m", "slipgui.cli"]
    )
    return [*program, "--home", str(home.chosen)] if home.chosen else program


async def learn_music(home: Home, paths: Sequence[Path], on_line: OnLine) -> dict[str, Any]:
    """Add files and folders to the catalogue; the summary that CLI.md promises.

    ``on_line`` hears of each file.  A child that ends without a summary gives an empty one.
    """
    summary: dict[str, Any] = {}
    command = [*program_command(home), "catalogue", "add", "--json", "--quiet", "--", *map(str, paths)]
    async with aclosing(_json_lines(command)) as lines:
        async for line in lines:
            if "summary" in line:
                summary = line["summary"]
            else:
                on_line(line)
    return summary


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


async def _json_lines(command: list[str]) -> AsyncGenerator[dict[str, Any], None]:
    process = await asyncio.create_subprocess_exec(*command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL)
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
