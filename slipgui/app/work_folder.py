"""Room for sound at work: a folder for each running program, deleted at its end or by the next one; and folders for one piece of work."""

import asyncio
import errno
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from slipgui.app.paths import Home
from slipgui.app.program_run import ProgramRun
from slipgui.core.errors import DiskFullError, PrepareError


@asynccontextmanager
async def open_work_folder(home: Home) -> AsyncIterator[tuple[ProgramRun, Path]]:
    """The program as one that runs, and its folder, which is made when something is put into it."""
    with ProgramRun(home.runs_folder) as run:
        await asyncio.to_thread(_sweep, home, run)
        folder = home.proxy_folder / run.id
        try:
            yield run, folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _sweep(home: Home, run: ProgramRun) -> None:
    """Delete the folders of programs that are gone."""
    if home.proxy_folder.is_dir():
        for folder in home.proxy_folder.iterdir():
            if run.is_gone(folder.name):
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def piece_of_work(parent: Path, prefix: str) -> Iterator[Path]:
    """A fresh folder in ``parent``, deleted behind a ``with`` block.

    Raises
    ------
    DiskFullError
        When there is no room for it.
    PrepareError
        When it cannot be made for another reason.
    """
    try:
        parent.mkdir(parents=True, exist_ok=True)
        folder = TemporaryDirectory(dir=parent, prefix=prefix, ignore_cleanup_errors=True)
    except OSError as cause:
        why = f"no folder for the sound: {cause.strerror}"
        if cause.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFullError(why) from cause
        raise PrepareError(why) from cause
    with folder as name:
        yield Path(name)
