"""An ASGI application on a real loopback socket, in a thread of the test process."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp


@contextmanager
def running_app(app: ASGIApp) -> Iterator[str]:
    """Base address of the application, without a slash at its end, while it runs."""
    made = socket.create_server(("127.0.0.1", 0))
    # With its protocol named, asyncio switches Nagle's algorithm off.
    listener = socket.socket(made.family, made.type, socket.IPPROTO_TCP, fileno=made.detach())
    config = uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="on",
        access_log=False,
        log_config=None,
        log_level="critical",
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],), name="running-app")
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
