"""The key check in front of the API: every path below ``/api/`` and ``/local/`` needs the token of this server."""

import hmac

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from slipgui.server.answers import detail_refusal

API_PREFIXES = ("/api/", "/local/")


class BearerToken:
    """ASGI middleware that lets a request through only with ``Authorization: Bearer <token>``.

    Parameters
    ----------
    app
        What it guards.
    token
        The one accepted key.
    """

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one ASGI connection."""
        if scope["type"] != "http" or not scope["path"].startswith(API_PREFIXES):
            await self._app(scope, receive, send)
            return
        trouble = self._trouble(Headers(scope=scope).get("authorization", ""))
        if trouble is None:
            await self._app(scope, receive, send)
            return
        refusal = detail_refusal(401, trouble, {"WWW-Authenticate": 'Bearer realm="api"'})
        await refusal.answer()(scope, receive, send)

    def _trouble(self, authorization: str) -> str | None:
        scheme, _, key = authorization.strip().partition(" ")
        if scheme.lower() != "bearer":
            return "Authentication credentials were not provided."
        # Bytes: compare_digest refuses non-ASCII text.  Headers arrive as Latin-1.
        is_right = hmac.compare_digest(key.strip().encode("latin-1"), self._token)
        return None if is_right else "Invalid token."
