"""The local recognition service as a program: catalogue, token, application and server put together."""

import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

from slipgui.core.errors import SettingsError
from slipgui.engine.allocation import keep_freed_memory
from slipgui.engine.catalogue import Catalogue
from slipgui.engine.fingerprinting import Decode
from slipgui.server.application import create_app
from slipgui.server.cover_endpoint import cover_route
from slipgui.server.http_server import run
from slipgui.server.programme_folders import ProgrammeFolders
from slipgui.server.programme_recognition import OpenSound, make_programme_recogniser
from slipgui.server.recognition import make_recogniser

TOKEN_VARIABLE = "SLIPGUI_LOCAL_TOKEN"
"""Environment variable that sets the token; for studio servers that keep theirs across restarts."""


@dataclass(frozen=True, slots=True)
class SoundReading:
    """How files become samples at the engine's rate."""

    decode: Decode
    """A clip, whole."""
    open_sound: OpenSound
    """A programme, block by block."""


@dataclass(frozen=True, slots=True)
class ServiceFolders:
    """Where the service works."""

    catalogue: Path
    """May change while the service runs."""
    uploads: Path
    """Uploaded files; shared by several services."""
    programmes: Path
    """What was found of programmes so far; shared as well."""


def serve(
    *,
    folders: ServiceFolders,
    reading: SoundReading,
    host: str,
    port: int,
    until_stdin_closes: bool,
) -> None:
    """Nothing; runs the service over a catalogue until SIGTERM, SIGINT, or the end of its parent.

    When it accepts requests, one JSON line ``{"url", "token"}`` goes to standard output.  Raises ``LocalServiceError`` when the
    address cannot be listened at, ``CatalogueError`` when the catalogue cannot be opened, ``SettingsError`` for an unusable token.

    Parameters
    ----------
    folders
        Where it works.
    reading
        Reads the sound of files.
    host
        Where to listen.
    port
        At which port; 0 takes a free one.
    until_stdin_closes
        Also end when standard input ends: a parent that dies in any way closes it.
    """
    keep_freed_memory()
    token = _token()
    with Catalogue.open(folders.catalogue) as catalogue:
        app = create_app(
            recognise_file=make_recogniser(catalogue, reading.decode),
            recognise_programme=make_programme_recogniser(
                catalogue, reading.open_sound, ProgrammeFolders(folders.programmes)
            ),
            storage=folders.uploads,
            token=token,
        )
        app.router.routes.append(cover_route(catalogue))
        run(app, token=token, host=host, port=port, until_stdin_closes=until_stdin_closes)
        if any(runner.n_running for runner in app.state.runners):
            # A decoder at work cannot be interrupted, and the interpreter would wait for its thread, on a hostile file
            # for ever.  Uploads are removed and answers sent by now: nothing is lost by leaving at once.
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(0)


def _token() -> str:
    given = os.environ.get(TOKEN_VARIABLE)
    if given is None:
        return secrets.token_urlsafe(32)
    if not given.isascii() or not given.isprintable() or not given or " " in given:
        raise SettingsError("unusable token", key=TOKEN_VARIABLE, why="must be printable ASCII without blanks")
    return given
