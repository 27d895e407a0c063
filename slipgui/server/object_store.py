"""The object store behind the presigned URLs: one PUT per object, checked and refused as S3 does (facts: transfer, section 4)."""

import asyncio
import re
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from slipgui.server.answers import detail_refusal
from slipgui.server.incoming_file import IncomingFile
from slipgui.server.limits import Clock, Limits
from slipgui.server.request_body import BodyStalledError, RequestBody
from slipgui.server.sigv4 import StoreRequest, make_credentials, presign_put, verify
from slipgui.server.storage import NoRoomError, Storage
from slipgui.server.storage_keys import CONTENT_TYPES, NAMESPACE, OBJECT_PREFIX, new_storage_key, object_name
from slipgui.server.store_errors import StoreRefusedError, store_ids

_HOST = re.compile(r"[A-Za-z0-9._\-]+(:[0-9]+)?|\[[0-9A-Fa-f:.]+\](:[0-9]+)?")


class ObjectStore:
    """Grants uploads, takes them, and finds them again.

    Parameters
    ----------
    storage
        Where the objects lie.
    limits
        Size of an object, lifetime of a URL.
    now
        Decides whether a URL has expired.
    """

    def __init__(self, storage: Storage, limits: Limits, now: Clock) -> None:
        self._storage = storage
        self._limits = limits
        self._now = now
        self._credentials = make_credentials()

    def grant(self, request: Request, file_name: str, suffix: str) -> dict[str, Any]:
        """The answer to an upload-url call: a presigned URL on the host the client spoke to, and what belongs to it.

        Raises ``RequestRefusedError`` when the request's Host header cannot be part of a URL.
        """
        host = request.headers.get("host", "")
        if not _HOST.fullmatch(host):
            raise detail_refusal(400, "Invalid Host header.")
        storage_key = new_storage_key(file_name, suffix)
        lifetime_s = self._limits.url_lifetime_s
        upload_url = presign_put(
            self._credentials,
            f"{request.url.scheme}://{host}/temp/{storage_key}",
            content_type=CONTENT_TYPES[suffix],
            lifetime_s=lifetime_s,
            now=self._now(),
        )
        return {
            "upload_url": upload_url,
            "storage_key": storage_key,
            "expires_in": lifetime_s,
            "content_type": CONTENT_TYPES[suffix],
        }

    def find(self, storage_key: str) -> Path | None:
        """The uploaded object, None where nothing was uploaded under that key."""
        name = object_name(storage_key)
        path = self._storage.object_path(name) if name else None
        return path if path and path.is_file() else None

    async def put(self, request: Request) -> Response:
        """Answer to ``PUT /temp/video-recognition/{object}``.

        Raises ``StoreRefusedError`` when the request is not signed, not whole, or too much.
        """
        size_bytes = self._check(request)
        try:
            await asyncio.to_thread(self._storage.require_room, size_bytes, self._limits.spare_bytes)
            etag = await self._receive(request, size_bytes)
        except NoRoomError as cause:
            raise StoreRefusedError(507, "InsufficientStorage", "There is no room for this object.") from cause
        except BodyStalledError as cause:
            message = "Your socket connection to the server was not read from or written to within the timeout period."
            raise StoreRefusedError(400, "RequestTimeout", message) from cause
        return Response(status_code=200, headers={"ETag": f'"{etag}"', **store_ids()})

    def _check(self, request: Request) -> int:
        """Size of the object, once everything that can be known before the body has been checked."""
        if request.method != "PUT":
            message = "The specified method is not allowed against this resource."
            raise StoreRefusedError(405, "MethodNotAllowed", message, {"Method": request.method})
        if "authorization" in request.headers:
            raise StoreRefusedError(
                400,
                "InvalidArgument",
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string "
                "parameter or the Authorization header should be specified",
                {"ArgumentName": "Authorization"},
            )
        if "transfer-encoding" in request.headers:
            message = "A header you provided implies functionality that is not implemented"
            raise StoreRefusedError(501, "NotImplemented", message, {"Header": "Transfer-Encoding"})
        verify(_signed_part(request), self._credentials, self._now())
        return _object_size(request.headers.get("content-length"), self._limits.object_bytes)

    async def _receive(self, request: Request, size_bytes: int) -> str:
        """Hash of the object, once it lies under its key."""
        name = object_name(NAMESPACE + request.path_params["object_name"])
        if name is None:
            raise StoreRefusedError(403, "AccessDenied", "Access Denied")
        body = RequestBody(request, self._limits.body_idle_s)
        async with IncomingFile(self._storage.part_path()) as file:
            while piece := await body.read():
                await file.write(piece)
            if file.n_bytes != size_bytes:
                message = "You did not provide the number of bytes specified by the Content-Length HTTP header"
                raise StoreRefusedError(400, "IncompleteBody", message)
            await file.keep_as(self._storage.object_path(name), is_durable=True)
            return file.md5_hex


def _signed_part(request: Request) -> StoreRequest:
    headers: dict[str, str] = {}
    for name, value in request.headers.items():
        headers[name] = f"{headers[name]},{value}" if name in headers else value
    raw_path = request.scope["raw_path"].decode("latin-1")
    return StoreRequest(request.method, raw_path, request.scope["query_string"].decode("latin-1"), headers)


def _object_size(content_length: str | None, limit_bytes: int) -> int:
    if content_length is None or not content_length.isdigit():
        raise StoreRefusedError(411, "MissingContentLength", "You must provide the Content-Length HTTP header.")
    if int(content_length) > limit_bytes:
        message = "Your proposed upload exceeds the maximum allowed size"
        sizes = {"ProposedSize": content_length, "MaxSizeAllowed": str(limit_bytes)}
        raise StoreRefusedError(400, "EntityTooLarge", message, sizes)
    return int(content_length)


OBJECT_PATH = OBJECT_PREFIX + "{object_name:path}"
"""Route of the objects."""
