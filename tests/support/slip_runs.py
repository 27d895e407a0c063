"""``slip`` run to its end, and what it printed."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

DEADLINE_S = 120.0


@dataclass
class Run:
    """How it ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """The JSON lines."""
        return [json.loads(line) for line in self.out.splitlines() if line.startswith("{")]


class SlipRuns:
    """Runs ``slip`` again and again.

    Parameters
    ----------
    server
        Where ``slip_server`` is asked for each; None: it is begun as everywhere.
    """

    def __init__(self, server: socket.socket | None) -> None:
        self._server = server

    def run(self, arguments: Sequence[str], environ: Mapping[str, str], folder: Path, given: str) -> Run:
        """Its end, begun in a folder with this environment and these lines on standard input."""
        with (
            TemporaryFile("w+", encoding="utf-8") as stdin,
            TemporaryFile("w+", encoding="utf-8") as out,
            TemporaryFile("w+", encoding="utf-8") as err,
        ):
            stdin.write(given)
            stdin.seek(0)
            streams = [stdin.fileno(), out.fileno(), err.fileno()]
            code = (self._asked if self._server else _begun)(arguments, environ, folder, streams)
            out.seek(0)
            err.seek(0)
            return Run(code, out.read(), err.read())

    def _asked(self, arguments: Sequence[str], environ: Mapping[str, str], folder: Path, streams: Sequence[int]) -> int:
        assert self._server is not None
        order = {"arguments": list(arguments), "environ": dict(environ), "folder": str(folder)}
        socket.send_fds(self._server, [json.dumps(order).encode()], streams)
        try:
            return int(self._server.recv(64))
        except TimeoutError:  # its late answer would be taken for that of the next run
            self._server = None
            raise


def _begun(arguments: Sequence[str], environ: Mapping[str, str], folder: Path, streams: Sequence[int]) -> int:
    command = [sys.executable, "-m", "slipgui.cli", *arguments]
    stdin, out, err = streams
    ended = subprocess.run(
        command, env=environ, stdin=stdin, stdout=out, stderr=err, timeout=DEADLINE_S, check=False, cwd=folder
    )
    return ended.returncode


@contextmanager
def slip_runs(environ: Mapping[str, str]) -> Iterator[SlipRuns]:
    """What runs ``slip`` with an environment like this."""
    if sys.platform != "linux":
        yield SlipRuns(None)
        return
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, str(Path(__file__).with_name("slip_server.py")), str(theirs.fileno())]
    alone = {"OPENBLAS_NUM_THREADS": "1"}  # a process with threads is not to be split
    process = subprocess.Popen(
        command, env={**environ, **alone}, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    theirs.close()
    ours.settimeout(DEADLINE_S)
    try:
        yield SlipRuns(ours)
    finally:
        ours.close()
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
