"""The local recognition service of one home, in this process."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from slipgui.app.child_program import WATCH_COMMAND, program_command
from slipgui.app.paths import Home
from slipgui.app.watched_folders import watched_folders

_NICENESS = 5
"""On two busy cores a third of the window's long waits were for this child."""


def serve_catalogue(home: Home, *, host: str, port: int, until_stdin_closes: bool) -> None:
    """Offer the catalogue over the AudioVerify contract until told to stop; a service of its own also keeps watched folders in step.

    That of a window or command ends with its standard input, leaves the folders to them, and the processor to what people look at.
    """
    if until_stdin_closes and sys.platform != "win32":
        os.nice(_NICENESS)
    from slipgui.engine.parameters import SAMPLE_RATE_HZ
    from slipgui.media.decode import decode_blocks, decode_samples, read_duration_s
    from slipgui.server.serve import ServiceFolders, SoundReading, serve

    home.catalogue_folder.mkdir(parents=True, exist_ok=True)
    home.object_folder.mkdir(parents=True, exist_ok=True)
    with nullcontext() if until_stdin_closes else _keeping_in_step(home):
        serve(
            folders=ServiceFolders(home.catalogue_folder, home.object_folder, home.programme_folder),
            reading=SoundReading(
                decode=lambda path: decode_samples(path, SAMPLE_RATE_HZ),
                open_sound=lambda path: (read_duration_s(path), decode_blocks(path, SAMPLE_RATE_HZ)),
            ),
            host=host,
            port=port,
            until_stdin_closes=until_stdin_closes,
        )


@contextmanager
def _keeping_in_step(home: Home) -> Iterator[None]:
    """Keep the watched folders in step, in a process of its own: learning must not make answers slow."""
    if not watched_folders(home):
        yield
        return
    command = [*program_command(home), *WATCH_COMMAND]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as child:
        try:
            yield
        finally:
            assert child.stdin is not None  # asked for above
            child.stdin.close()
