"""An S3 bucket on loopback that gives objects to presigned links alone, and checks their signatures."""

import re
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from support.bucket_signature import aws_environ
from support.fault_server import Exchange, FaultServer, Reaction, Recorded, response

from slipgui.server.sigv4 import Credentials, StoreRequest, verify
from slipgui.server.store_errors import StoreRefusedError

CREDENTIALS = Credentials("AKIATEST", "secret-of-the-bucket-4711")


class SignedBucket(FaultServer):
    """The bucket ``casting``; a context manager.

    ``verify`` is of the product, and is held against boto3 and against OpenStack Swift elsewhere.
    """

    def __init__(self) -> None:
        super().__init__()
        self.objects: dict[str, bytes] = {}
        self.head_status = 200
        self.signatures: list[str] = []

    def environ(self) -> dict[str, str]:
        """What the AWS tools of this computer are told."""
        return aws_environ(self.url, CREDENTIALS)

    def _next_reaction(self, request: Recorded) -> Reaction:
        return self._head if request.method == "HEAD" else self._get

    def _object(self, exchange: Exchange) -> bytes | None:
        path = unquote(urlsplit(exchange.request.target).path)
        return self.objects.get(path.removeprefix("/casting/")) if path.startswith("/casting/") else None

    def _head(self, exchange: Exchange) -> None:
        content = self._object(exchange)
        signed = "AWS4-HMAC-SHA256" in (exchange.request.header("authorization") or "")
        status = self.head_status if signed and content is not None else 403 if not signed else 404
        size = str(len(content or b""))
        exchange.send(response(status, b"", {"Content-Length": size, "Content-Type": "audio/wav", "ETag": '"e"'}))

    def _get(self, exchange: Exchange) -> None:
        parts = urlsplit(exchange.request.target)
        self.signatures += re.findall("X-Amz-Signature=([0-9a-f]+)", parts.query)
        headers = {name.lower(): value for name, value in exchange.request.headers}
        try:
            verify(StoreRequest("GET", parts.path, parts.query, headers), CREDENTIALS, datetime.now(UTC))
        except StoreRefusedError as refusal:
            exchange.send(response(refusal.status, f"<Error><Code>{refusal.code}</Code></Error>"))
            return
        exchange.send(response(200, self._object(exchange) or b"", {"Content-Type": "audio/wav"}))
