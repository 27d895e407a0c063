"""The server as a process: the line it prints, and how it ends."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from slipgui.core.errors import LocalServiceError
from slipgui.server.http_server import listen

SCRIPT = """
import sys, threading
from pathlib import Path
from slipgui.server.application import create_app
from slipgui.server.http_server import run
from slipgui.server.jobs import JobAnswer

app = create_app(recognise_file=lambda path: JobAnswer(None, None), storage=Path(sys.argv[1]), token="t0ken")
run(app, token="t0ken", host=sys.argv[2], port=int(sys.argv[3]), until_stdin_closes=sys.argv[4] == "watch")
print("ended in peace", file=sys.stderr)
"""


@contextmanager
def server(
    folder: Path, host: str = "127.0.0.1", port: int = 0, watch: str = "watch"
) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-W", "error", "-c", SCRIPT, str(folder), host, str(port), watch]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def first_line(process: subprocess.Popen[str]) -> dict[str, str]:
    assert process.stdout is not None
    document: dict[str, str] = json.loads(process.stdout.readline())
    return document


def ask(url: str) -> int:
    headers = {"Authorization": "Bearer t0ken"}
    return httpx.get(f"{url}/api/v4/video-recognition/x/", headers=headers, trust_env=False).status_code


def test_it_prints_one_line_when_it_accepts_requests_and_ends_with_its_standard_input(tmp_path: Path) -> None:
    with server(tmp_path) as process:
        line = first_line(process)
        assert sorted(line) == ["token", "url"]
        assert line["token"] == "t0ken"
        assert ask(line["url"]) == 404
        output, errors = process.communicate(timeout=20)
        assert process.returncode == 0
        assert (output, errors) == ("", "ended in peace\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="signals of another system")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_in_peace_on_a_signal(tmp_path: Path, number: signal.Signals) -> None:
    with server(tmp_path, watch="no") as process:
        url = first_line(process)["url"]
        with httpx.Client(trust_env=False) as kept_alive:
            kept_alive.get(url)
            process.send_signal(number)
            _, errors = process.communicate(timeout=20)
        assert process.returncode == 0
        assert errors == "ended in peace\n"
    assert list(tmp_path.iterdir()) == []


async def test_answers_are_not_held_back_by_nagles_algorithm() -> None:
    seen: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def on_client(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.set_result(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    listener = listen("127.0.0.1", 0)
    async with await asyncio.start_server(on_client, sock=listener):
        with socket.create_connection(listener.getsockname()[:2]):
            assert await seen


@pytest.mark.parametrize(("host", "port"), [("a..b", 0), ("192.0.2.1", 0), ("127.0.0.1", 70_000)])
def test_address_that_cannot_be_listened_at_is_an_error_of_the_local_service(host: str, port: int) -> None:
    with pytest.raises(LocalServiceError) as caught:
        listen(host, port)
    assert (caught.value.context["host"], caught.value.context["port"]) == (host, port)


def test_standard_input_is_not_watched_unless_asked(tmp_path: Path) -> None:
    with server(tmp_path, watch="no") as process:
        url = first_line(process)["url"]
        assert process.stdin is not None
        process.stdin.close()
        process.stdin = None
        assert ask(url) == 404


def test_port_that_is_taken_is_an_error_of_the_local_service(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, server(tmp_path, port=taken.getsockname()[1]) as process:
        _, errors = process.communicate(timeout=20)
        assert process.returncode == 1
        assert "LocalServiceError: cannot listen" in errors


def test_address_beyond_this_computer_is_warned_of_and_told_as_one_that_can_be_connected_to(tmp_path: Path) -> None:
    with server(tmp_path, host="0.0.0.0") as process:
        url = first_line(process)["url"]
        assert url.startswith("http://127.0.0.1:")
        assert ask(url) == 404
        _, errors = process.communicate(timeout=20)
        assert errors.startswith("warning: listening on 0.0.0.0, reachable from other computers")


def test_storage_that_cannot_be_used_is_an_error_of_the_local_service(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with server(tmp_path / "file") as process:
        _, errors = process.communicate(timeout=20)
        assert process.returncode == 1
        assert "LocalServiceError: the service did not start" in errors
