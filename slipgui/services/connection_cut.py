"""A connection that another thread can cut, which wakes whoever waits in it."""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import httpcore

_LOOK_EVERY_S = 0.1


class LiveConnection:
    """The latest connection of a client that has one at a time."""

    def __init__(self) -> None:
        self.stream: httpcore.NetworkStream | None = None
        """None until it stands."""

    def note(self, name: str, info: Mapping[str, Any]) -> bool:
        """Whether a new connection stands; httpcore's ``trace`` calls this."""
        is_new = name.endswith(("connect_tcp.complete", "start_tls.complete"))
        if is_new:
            self.stream = info["return_value"]
        return is_new

    def cut(self) -> None:
        """Shut the socket down.

        Called on ``socket.socket``: an SSLSocket's own method first forgets its encryption, under the feet of the other thread.
        """
        connection = self.stream.get_extra_info("socket") if self.stream else None
        if isinstance(connection, socket.socket):
            with suppress(OSError):
                socket.socket.shutdown(connection, socket.SHUT_RDWR)

    @contextmanager
    def cut_when(self, is_cancelled: Callable[[], bool]) -> Iterator[None]:
        """Inside the ``with`` block a cancelled download ends though its server is silent."""
        is_over = threading.Event()

        def watch() -> None:
            while not is_over.wait(_LOOK_EVERY_S):
                if is_cancelled():
                    self.cut()

        watcher = threading.Thread(target=watch, name="watch-fetch", daemon=True)
        watcher.start()
        try:
            yield
        finally:
            is_over.set()
            watcher.join()
