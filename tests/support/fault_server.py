"""A scriptable HTTP server that behaves badly on request, on plain sockets and threads.

Each connection serves one request and runs the next reaction of the script (the last one stays).  A reaction gets an ``Exchange``: it
reads as much of the body as it likes and writes whatever it likes.
"""

import hashlib
import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

RECEIVE_BYTES = 1 << 20


@dataclass
class Recorded:
    """What was seen of one request."""

    request_line: str
    headers: list[tuple[str, str]]
    n_body_bytes: int = 0
    body: bytes = b""
    """Its beginning, as much as the server keeps."""
    hash: "hashlib._Hash" = field(default_factory=hashlib.sha256, repr=False)
    body_read: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def method(self) -> str:
        return self.request_line.split(" ")[0]

    @property
    def target(self) -> str:
        return self.request_line.split(" ")[1]

    @property
    def body_sha256(self) -> str:
        return self.hash.hexdigest()

    def header(self, name: str) -> str | None:
        found = self.all_headers(name)
        return found[0] if found else None

    def all_headers(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]


class Exchange:
    """One request on its connection."""

    def __init__(self, connection: socket.socket, released: threading.Event, kept_body_bytes: int) -> None:
        self.connection = connection
        self.released = released
        self._kept_body_bytes = kept_body_bytes
        self._pending = b""
        self.request = self._read_head()

    def _read_head(self) -> Recorded:
        data = b""
        while b"\r\n\r\n" not in data:
            chunk = self.connection.recv(65_536)
            if not chunk:
                raise ConnectionError
            data += chunk
        head, _, self._pending = data.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        pairs = [(name, value.strip()) for name, _, value in (line.partition(":") for line in lines[1:])]
        return Recorded(lines[0], pairs)

    def read_body(self, n_bytes: int | None = None) -> None:
        """Takes ``n_bytes`` of the body, or all of it by its Content-Length."""
        wanted = int(self.request.header("content-length") or 0) if n_bytes is None else n_bytes
        while self.request.n_body_bytes < wanted:
            chunk = self._pending or self.connection.recv(RECEIVE_BYTES)
            self._pending = b""
            if not chunk:
                break
            self._take(chunk)
        self.request.body_read.set()

    def drain(self) -> None:
        """Reads until the peer closes."""
        while chunk := self.connection.recv(RECEIVE_BYTES):
            self._take(chunk)

    def _take(self, chunk: bytes) -> None:
        request = self.request
        request.n_body_bytes += len(chunk)
        request.hash.update(chunk)
        request.body += chunk[: max(0, self._kept_body_bytes - len(request.body))]

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def reset(self) -> None:
        """Closes with RST."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()


Reaction = Callable[[Exchange], None]


def response(status: int, body: bytes | str | object = b"", headers: dict[str, str] | None = None) -> bytes:
    """A whole response; anything but bytes and text is written as JSON."""
    own = {"Content-Type": "application/json"} if not isinstance(body, bytes | str) else {}
    content = body if isinstance(body, bytes) else body.encode() if isinstance(body, str) else json.dumps(body).encode()
    fields = {**own, "Content-Length": str(len(content)), "Connection": "close", **(headers or {})}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"HTTP/1.1 {status} Status\r\n{lines}\r\n".encode() + content


def answer(status: int, body: bytes | str | object = b"", headers: dict[str, str] | None = None) -> Reaction:
    """Reads the request, answers properly."""
    return raw(response(status, body, headers))


def raw(data: bytes) -> Reaction:
    """Reads the request, writes these bytes, closes."""

    def react(exchange: Exchange) -> None:
        exchange.read_body()
        exchange.send(data)

    return react


def early(status: int, body: bytes | str | object = b"", *, after_bytes: int, drains: bool) -> Reaction:
    """Answers after a part of the body; then drains what still comes, or closes at once."""

    def react(exchange: Exchange) -> None:
        exchange.read_body(after_bytes)
        exchange.send(response(status, body))
        if drains:
            exchange.connection.shutdown(socket.SHUT_WR)
            exchange.drain()

    return react


def reset_after(n_bytes: int) -> Reaction:
    """Takes a part of the body, then RST."""

    def react(exchange: Exchange) -> None:
        exchange.read_body(n_bytes)
        exchange.reset()

    return react


def close_after(n_bytes: int | None) -> Reaction:
    """Takes a part of the body (or all), then FIN without a word."""

    def react(exchange: Exchange) -> None:
        exchange.read_body(n_bytes)

    return react


def stall_after(n_bytes: int) -> Reaction:
    """Takes a part of the body, then stops reading but stays connected."""

    def react(exchange: Exchange) -> None:
        exchange.read_body(n_bytes)
        exchange.released.wait()

    return react


def silence(exchange: Exchange) -> None:
    """Takes the whole request and never answers."""
    exchange.read_body()
    exchange.released.wait()


def drip(interval_s: float) -> Reaction:
    """A head, then one byte of body at a time."""

    def react(exchange: Exchange) -> None:
        exchange.read_body()
        exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n")
        while not exchange.released.wait(interval_s):
            exchange.send(b" ")

    return react


class FaultServer:
    """Listens on a free port of 127.0.0.1; a context manager.

    Parameters
    ----------
    context
        TLS instead of plain text.
    kept_body_bytes
        How much of every body is kept.
    """

    def __init__(self, context: ssl.SSLContext | None = None, *, kept_body_bytes: int = 65_536) -> None:
        self._context = context
        self._kept_body_bytes = kept_body_bytes
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._script: list[Reaction] = []
        self._lock = threading.Lock()
        self._released = threading.Event()
        self._threads: list[threading.Thread] = []
        self._connections: list[socket.socket] = []
        self.requests: list[Recorded] = []
        self.arrived = threading.Semaphore(0)
        self.port: int = self._listener.getsockname()[1]
        scheme = "https" if context else "http"
        self.url = f"{scheme}://127.0.0.1:{self.port}"

    def script(self, *reactions: Reaction) -> None:
        self._script = list(reactions)

    def __enter__(self) -> Self:
        self._spawn(self._accept)
        return self

    def __exit__(self, *_exception: object) -> None:
        self._released.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._connections:
            _shut(connection)
        for thread in self._threads:
            thread.join(5)

    def _next_reaction(self, _request: Recorded) -> Reaction:
        return self._script.pop(0) if len(self._script) > 1 else self._script[0]

    def _spawn(self, target: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._connections.append(connection)
            self._spawn(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        try:
            if self._context:
                connection = self._context.wrap_socket(connection, server_side=True)
                self._connections.append(connection)
            with connection:
                exchange = Exchange(connection, self._released, self._kept_body_bytes)
                with self._lock:
                    self.requests.append(exchange.request)
                    reaction = self._next_reaction(exchange.request)
                self.arrived.release()
                reaction(exchange)
                if not self._context and connection.fileno() >= 0:
                    connection.shutdown(socket.SHUT_WR)
        except OSError:
            connection.close()


def _shut(connection: socket.socket) -> None:
    try:
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
    except OSError:
        connection.close()
