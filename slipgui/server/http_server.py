"""An ASGI application as a running HTTP server: socket, the line that tells where it is, signals, and a clean end."""

import ipaddress
import json
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import uvicorn
from starlette.applications import Starlette
from uvicorn.server import HANDLED_SIGNALS

from slipgui.core.errors import LocalServiceError

KEEP_ALIVE_S = 75
"""Longer than any client keeps an idle connection, so that a poll never meets a closing one."""
CLOSING_S = 3
"""At the end requests get so long to finish."""


def run(app: Starlette, *, token: str, host: str, port: int, until_stdin_closes: bool) -> None:
    """Nothing; runs the application until SIGTERM, SIGINT, or the end of standard input.

    When it accepts requests, one JSON line ``{"url", "token"}`` goes to standard output.

    Parameters
    ----------
    app
        What is served.
    token
        Only told, in that line.
    host
        Where to listen.
    port
        At which port; 0 takes a free one.
    until_stdin_closes
        Also end when standard input ends: a parent that dies in any way closes it.

    Raises
    ------
    LocalServiceError
        When the address cannot be listened at, or the application does not start.
    """
    with closing(listen(host, port)) as listener:
        config = uvicorn.Config(
            app,
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="on",
            access_log=False,
            log_config=None,
            log_level="warning",
            proxy_headers=False,
            server_header=False,
            timeout_keep_alive=KEEP_ALIVE_S,
            timeout_graceful_shutdown=CLOSING_S,
        )
        server = _Server(config, lambda: _announce(listener, token))
        if until_stdin_closes:
            threading.Thread(target=_watch_stdin, args=(server,), name="stdin-watch", daemon=True).start()
        try:
            server.run(sockets=[listener])
        except SystemExit as cause:
            # uvicorn's way of saying that the application did not start; it has logged why.
            raise LocalServiceError("the service did not start") from cause


class _Server(uvicorn.Server):
    """uvicorn, telling when it is ready, and taking a signal as a wish to end instead of dying from it afterwards."""

    def __init__(self, config: uvicorn.Config, on_started: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_started = on_started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, and tell."""
        await super().startup(sockets)
        if self.started:
            self._on_started()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Within it signals end the server; unlike uvicorn's own, it does not raise them again at its end."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in HANDLED_SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; an empty host means all addresses, port 0 a free one.

    Raises ``LocalServiceError`` when the address does not exist, is taken, or is not allowed.
    """
    if not 0 <= port <= 65_535:
        raise LocalServiceError("no such port", host=host, port=port)
    try:
        # The first address of the name; AI_PASSIVE makes an empty host mean all of them.
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, _, _, _, address = found[0]
        made = socket.create_server((str(address[0]), port), family=family)
    except (OSError, UnicodeError) as cause:
        raise LocalServiceError("cannot listen", host=host, port=port, why=str(cause)) from cause
    # asyncio switches Nagle's algorithm off only where it sees this protocol number, which create_server leaves at 0;
    # with it on, every answer waits 40 ms for the client's delayed acknowledgement of its head.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, fileno=made.detach())
    if not _address(listener).is_loopback:
        sys.stderr.write(
            f"warning: listening on {_address(listener)}, reachable from other computers; "
            "whoever has the token can use this service\n"
        )
    return listener


def _address(listener: socket.socket) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    return ipaddress.ip_address(str(listener.getsockname()[0]).partition("%")[0])


def _announce(listener: socket.socket, token: str) -> None:
    address = _address(listener)
    if address.is_unspecified:
        # "All addresses" is not one that can be connected to everywhere.
        address = ipaddress.ip_address("127.0.0.1" if address.version == 4 else "::1")
    host = f"[{address}]" if address.version == 6 else str(address)
    sys.stdout.write(json.dumps({"url": f"http://{host}:{listener.getsockname()[1]}", "token": token}) + "\n")
    sys.stdout.flush()


def _watch_stdin(server: uvicorn.Server) -> None:
    """Ask the server to end at the end of standard input.

    Read by its descriptor: a buffered reader that is held by a thread at exit makes the interpreter abort.
    """
    try:
        while os.read(0, 1 << 12):
            pass
    except OSError:
        # No standard input at all: the same as a closed one.
        pass
    server.should_exit = True
