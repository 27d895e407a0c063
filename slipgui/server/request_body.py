"""Reading a request's body: piece by piece with a limit on standing still, or whole as one JSON object."""

import asyncio
import json
from typing import Any, NoReturn

from starlette.requests import ClientDisconnect, Request

from slipgui.server.answers import RequestRefusedError, detail_refusal


class BodyStalledError(Exception):
    """The client stopped sending in the middle of a body."""


class RequestBody:
    """The body of one request, read piece by piece.

    Parameters
    ----------
    request
        The request; nothing else may read its body.
    idle_s
        Longest wait for one piece.
    """

    def __init__(self, request: Request, idle_s: float) -> None:
        self._receive = request.receive
        self._idle_s = idle_s
        self._is_ended = False

    async def read(self) -> bytes:
        """The next piece, never empty, or ``b""`` at the end.

        Raises ``BodyStalledError`` when nothing came for ``idle_s``, ``ClientDisconnect`` when the client went away before the end.
        """
        while not self._is_ended:
            try:
                async with asyncio.timeout(self._idle_s):
                    message = await self._receive()
            except TimeoutError as cause:
                raise BodyStalledError from cause
            if message["type"] == "http.disconnect":
                raise ClientDisconnect
            self._is_ended = not message.get("more_body", False)
            if message.get("body"):
                return bytes(message["body"])
        return b""


def media_type(request: Request) -> str:
    """Media type of the body in lower case, without parameters; empty where none is declared."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def has_body(request: Request) -> bool:
    """Whether a body is announced."""
    return "transfer-encoding" in request.headers or request.headers.get("content-length", "0") != "0"


def unsupported_media_type(request: Request) -> RequestRefusedError:
    """The refusal (415) of a body that is neither JSON nor, where that is taken, a form."""
    declared = request.headers.get("content-type", "")[:200]
    return detail_refusal(415, f'Unsupported media type "{declared}" in request.')


async def read_json_object(request: Request, *, limit_bytes: int, idle_s: float) -> dict[str, Any]:
    """The JSON object a request carries; empty where it has no body.

    Raises ``RequestRefusedError`` when it is of another media type, too long, not JSON, or not an object.
    """
    if not has_body(request):
        return {}
    if media_type(request) != "application/json":
        raise unsupported_media_type(request)
    body, pieces = RequestBody(request, idle_s), bytearray()
    while piece := await body.read():
        pieces += piece
        if len(pieces) > limit_bytes:
            raise detail_refusal(413, "Request body is too large.")
    document = _parse_json(bytes(pieces))
    if not isinstance(document, dict):
        text = f"Invalid data. Expected a dictionary, but got {type(document).__name__}."
        raise RequestRefusedError(400, {"non_field_errors": [text]})
    return document


def _parse_json(body: bytes) -> Any:
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except RecursionError as cause:
        raise detail_refusal(400, "JSON parse error - nested too deeply") from cause
    except ValueError as cause:
        raise detail_refusal(400, f"JSON parse error - {cause}") from cause


def _refuse_constant(name: str) -> NoReturn:
    # Python's parser takes NaN and Infinity, which are not JSON (contracts/CONTRACTS.md, section 5).
    raise ValueError(f"Out of range float values are not JSON compliant: {name}")
