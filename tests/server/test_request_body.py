import asyncio
import json
from collections.abc import Sequence
from typing import Any

import pytest
from starlette.requests import ClientDisconnect, Request

from slipgui.server.answers import RequestRefusedError
from slipgui.server.request_body import BodyStalledError, RequestBody, read_json_object


def request(pieces: Sequence[bytes | None], kind: str = "application/json") -> Request:
    """A request whose body arrives like this; None is a lost connection, and after the last piece comes more only if it is None."""
    waiting = list(pieces)

    async def receive() -> dict[str, Any]:
        if not waiting:
            await asyncio.Event().wait()
        piece = waiting.pop(0)
        if piece is None:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": piece, "more_body": bool(waiting) or piece == b"..."}

    headers = [(b"content-type", kind.encode()), (b"content-length", b"99")]
    return Request({"type": "http", "method": "POST", "headers": headers}, receive)


async def read(*pieces: bytes | None) -> dict[str, Any]:
    return await read_json_object(request(pieces), limit_bytes=100, idle_s=5)


async def refusal(*pieces: bytes) -> tuple[int, str]:
    with pytest.raises(RequestRefusedError) as caught:
        await read(*pieces)
    return caught.value.status, json.dumps(caught.value.document)


async def test_object_is_read_from_its_pieces() -> None:
    assert await read(b'{"a"', b"", b': "\xc3\xa4"}') == {"a": "ä"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"{'a': 1}",
        b"\xff\xfe{\x00}\x00",
        b'{"a": "\xff"}',
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b"{}x",
        b"\xef\xbb\xbf{}",
    ],
)
async def test_what_is_not_json_is_refused(body: bytes) -> None:
    status, text = await refusal(body)
    assert status == 400
    assert "JSON parse error - " in text


async def test_bottomless_nesting_is_refused() -> None:
    with pytest.raises(RequestRefusedError) as caught:
        await read_json_object(request([b"[" * 200_000]), limit_bytes=1 << 20, idle_s=5)
    assert caught.value.status == 400


@pytest.mark.parametrize("body", [b"[1]", b"5", b"null", b'"text"'])
async def test_json_that_is_no_object_is_refused(body: bytes) -> None:
    status, text = await refusal(body)
    assert status == 400
    assert "non_field_errors" in text


async def test_body_over_the_limit_is_refused() -> None:
    assert (await refusal(b" " * 60, b" " * 41))[0] == 413


async def test_body_that_stands_still_is_given_up() -> None:
    body = RequestBody(request([b"..."]), idle_s=0.01)
    assert await body.read() == b"..."
    with pytest.raises(BodyStalledError):
        await body.read()


async def test_lost_connection_is_not_the_end_of_a_body() -> None:
    body = RequestBody(request([b"...", None]), idle_s=5)
    assert await body.read() == b"..."
    with pytest.raises(ClientDisconnect):
        await body.read()
