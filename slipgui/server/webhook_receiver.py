"""Receives the webhooks of pyannoteAI on this computer; who uses it forwards a public https address to its port.

Signatures are checked on the raw body; what a delivery says is for its listener to read.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from slipgui.core.webhook import DeliveryRefusedError, check_delivery
from slipgui.server.http_server import listen
from slipgui.server.request_body import BodyStalledError, RequestBody

_log = logging.getLogger(__name__)

PATH = "/pyannote"
MAX_BYTES = 64 << 20
_IDLE_S = 10.0
"""The sender gives up after so long."""

OnDelivery = Callable[[bytes], None]
"""Called on the event loop with the body of a genuine delivery; a ``ValueError`` says that it cannot be read."""


class WebhookReceiver:
    """Listens on loopback.  Use as ``async with``.

    Parameters
    ----------
    secret
        Of the team: what deliveries are signed with.
    port
        Where to listen; 0 takes a free one.
    on_delivery
        Hears of genuine deliveries.
    wall_clock
        Seconds of the epoch.
    """

    def __init__(
        self, secret: str, port: int, on_delivery: OnDelivery, wall_clock: Callable[[], float] = time.time
    ) -> None:
        self._secret = secret
        self._on_delivery = on_delivery
        self._wall_clock = wall_clock
        self._listener = listen("127.0.0.1", port)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}{PATH}"
        """Where deliveries are to be forwarded to."""
        app = Starlette(routes=[Route(PATH, self._receive, methods=["POST"])])
        config = uvicorn.Config(
            app,
            loop="none",
            http="h11",
            ws="none",
            lifespan="off",
            access_log=False,
            log_config=None,
            log_level="warning",
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        self._server = _Server(config)
        self._serving: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._serving = asyncio.create_task(self._server.serve(sockets=[self._listener]), name="webhook receiver")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        if self._serving is not None:
            await self._serving
        self._listener.close()

    async def _receive(self, request: Request) -> Response:
        body, pieces = RequestBody(request, _IDLE_S), bytearray()
        with suppress(BodyStalledError, ClientDisconnect):
            while piece := await body.read():
                pieces += piece
                if len(pieces) > MAX_BYTES:
                    return Response(status_code=413)
        try:
            check_delivery(
                bytes(pieces),
                signature=request.headers.get("x-signature"),
                timestamp=request.headers.get("x-request-timestamp"),
                secret=self._secret,
                now_s=self._wall_clock(),
            )
            self._on_delivery(bytes(pieces))
        except DeliveryRefusedError as refusal:
            _log.warning("a delivery to the webhook was refused: %s", refusal)
            return Response(status_code=401)
        except ValueError:
            return Response(status_code=400)
        return Response(status_code=204)


class _Server(uvicorn.Server):
    """uvicorn inside a program that has its own ways with signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave them alone."""
        yield
