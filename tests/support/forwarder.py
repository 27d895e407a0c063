"""The public address of a webhook: what comes in over https goes on to a port of this computer, as a tunnel of the user does it."""

import socket
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from support.certificates import make_certificate
from support.fault_server import Exchange, FaultServer, Reaction, Recorded, response


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


class Forwarder(FaultServer):
    """The address ``url``/hook, forwarded to ``port``; a context manager."""

    def __init__(self, folder: Path) -> None:
        own = make_certificate(folder)
        super().__init__(own.server_context)
        self.trust_file = own.trust_file
        self.port_here = free_port()
        self.change: Callable[[bytes], bytes] = bytes
        """What becomes of a body on the way."""

    @property
    def address(self) -> str:
        return f"{self.url}/hook"

    def _next_reaction(self, request: Recorded) -> Reaction:
        return self._script.pop(0) if self._script else self._forward

    def _forward(self, exchange: Exchange) -> None:
        exchange.read_body()
        kept = {name: value for name, value in exchange.request.headers if name.lower().startswith("x-")}
        there = f"http://127.0.0.1:{self.port_here}/pyannote"
        request = urllib.request.Request(there, self.change(exchange.request.body), kept)
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=20) as said:
                exchange.send(response(said.status))
        except urllib.error.HTTPError as refused:
            exchange.send(response(refused.code))
        except OSError:
            exchange.send(response(502))
