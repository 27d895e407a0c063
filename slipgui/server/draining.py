"""Refusals that arrive: an answer given while the body is still on its way.

A server that answers and closes with unread bytes resets the connection, and the client loses the answer (contracts/CONTRACTS.md, case 46).
So the answer goes out at once and whole, a client that looks may stop sending, and the rest of the body is read and thrown away before the
connection ends.
"""

import asyncio

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALL_BODY_BYTES = 1 << 16
"""Up to here the body is read before the answer, so that the connection can be kept."""
SHORT_WAIT_S = 0.5
"""A body that fits into one packet is there or does not come; so is one whose sender waits for leave it did not get."""


class DrainUnreadBody:
    """ASGI middleware that reads what the application left of a request's body.

    Parameters
    ----------
    app
        The application.
    limit_bytes
        At most so much is read and thrown away.
    idle_s
        Longest wait for one piece.
    """

    def __init__(self, app: ASGIApp, limit_bytes: int = 256 << 20, idle_s: float = 5.0) -> None:
        self._app = app
        self._limit_bytes = limit_bytes
        self._idle_s = idle_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one ASGI connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = _UnreadBody(scope, receive)

        async def send_and_drain(message: Message) -> None:
            if body.is_read:
                await send(message)
            elif message["type"] == "http.response.start":
                await self._start(message, body, send)
            elif message.get("more_body", False):
                await send(message)
            else:
                await send({**message, "more_body": True})
                await body.drain(self._limit_bytes, SHORT_WAIT_S if body.awaits_leave else self._idle_s)
                await send({"type": "http.response.body", "body": b"", "more_body": False})

        await self._app(scope, body.receive, send_and_drain)

    async def _start(self, message: Message, body: "_UnreadBody", send: Send) -> None:
        if body.is_small:
            await body.drain(SMALL_BODY_BYTES, SHORT_WAIT_S)
        if not body.is_read:
            MutableHeaders(raw=message["headers"])["Connection"] = "close"
        await send(message)


class _UnreadBody:
    """Follows how far a body has been read."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self._receive = receive
        headers = Headers(scope=scope)
        length = headers.get("content-length", "0")
        is_chunked = "transfer-encoding" in headers
        self.is_read = not is_chunked and length == "0"
        # A client that waits for "100 Continue" has not begun to send; the first read gives it leave.
        self.awaits_leave = headers.get("expect", "").lower() == "100-continue"
        is_short = len(length) <= 5 and length.isdigit() and int(length) <= SMALL_BODY_BYTES
        self._is_stalled = False
        self.is_small = is_short and not is_chunked and not self.awaits_leave

    async def receive(self) -> Message:
        """The next message, noted; for the application."""
        self.awaits_leave = False
        return await self._next()

    async def _next(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            self.is_read = True
        return message

    async def drain(self, limit_bytes: int, idle_s: float) -> None:
        """Read on to the end, the limit, or a pause."""
        n_bytes = 0
        while not self.is_read and not self._is_stalled and n_bytes < limit_bytes:
            try:
                async with asyncio.timeout(idle_s):
                    message = await self._next()
            except TimeoutError:
                self._is_stalled = True
            else:
                n_bytes += len(message.get("body", b""))
