"""Files on loopback that can be read here and there: by https-like addresses, and as objects of a bucket that checks who signed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qsl, unquote, urlsplit

from support.bucket_signature import aws_environ, is_signed
from support.fault_server import Exchange, FaultServer, Reaction, Recorded, response

from slipgui.server.sigv4 import Credentials

CREDENTIALS = Credentials("AKIATEST", "secret-of-the-bucket-4711")


class RangedFiles(FaultServer):
    """``files`` by path; a context manager.  ``knows_ranges`` False: every answer is the whole file."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, bytes] = {}
        self.knows_ranges = True
        self.etag = '"e"'
        self.sent_bytes = 0
        self.broken: list[Reaction] = []
        """What meets the next requests in place of an answer."""

    @contextmanager
    def meeting(self, *reactions: Reaction | None) -> Iterator[None]:
        """Let the next requests meet these; None is an ordinary answer."""
        self.broken = [reaction or self._get for reaction in reactions]
        yield
        assert not self.broken

    def _next_reaction(self, request: Recorded) -> Reaction:
        return self.broken.pop(0) if self.broken else self._get

    def _get(self, exchange: Exchange) -> None:
        content = self.files.get(unquote(urlsplit(exchange.request.target).path))
        if content is None:
            exchange.send(response(404, b"<html>no</html>", {"Content-Type": "text/html"}))
        else:
            self._send(exchange, content)

    def _send(self, exchange: Exchange, content: bytes) -> None:
        wanted = re.fullmatch(r"bytes=(\d+)-(\d+)", exchange.request.header("range") or "")
        headers = {"Content-Type": "video/mp4", "ETag": self.etag}
        if wanted is None or not self.knows_ranges:
            exchange.send(response(200, content, headers))
            return
        first, last = int(wanted[1]), min(int(wanted[2]), len(content) - 1)
        self.sent_bytes += last + 1 - first
        place = f"bytes {first}-{last}/{len(content)}"
        exchange.send(response(206, content[first : last + 1], headers | {"Content-Range": place}))


class RangedBucket(RangedFiles):
    """The bucket ``rushes``: every request must be signed by its key, header by header or in its address."""

    def environ(self) -> dict[str, str]:
        """What the AWS tools of this computer are told."""
        return aws_environ(self.url, CREDENTIALS)

    def _get(self, exchange: Exchange) -> None:
        if not _is_signed(exchange.request):
            exchange.send(response(403, b"<Error><Code>SignatureDoesNotMatch</Code></Error>"))
            return
        if exchange.request.method == "PUT":
            exchange.read_body()
            self.files[unquote(urlsplit(exchange.request.target).path)] = exchange.request.body
            exchange.send(response(200, b"", {"ETag": '"e"'}))
            return
        if urlsplit(exchange.request.target).path == "/" and exchange.request.method == "GET":
            listed = "<ListAllMyBucketsResult><Buckets><Bucket><Name>rushes</Name></Bucket></Buckets></ListAllMyBucketsResult>"
            exchange.send(response(200, listed, {"Content-Type": "application/xml"}))
            return
        if "list-type=2" in exchange.request.target:
            exchange.send(response(200, self._listed(exchange.request), {"Content-Type": "application/xml"}))
            return
        content = self.files.get(unquote(urlsplit(exchange.request.target).path))
        if content is None:
            exchange.send(response(404, b"<Error><Code>NoSuchKey</Code></Error>"))
        elif exchange.request.method == "HEAD":
            exchange.send(response(200, b"", {"Content-Length": str(len(content)), "ETag": '"e"'}))
        else:
            self._send(exchange, content)

    def _listed(self, request: Recorded) -> str:
        """One level of the bucket, two entries a page."""
        asked = dict(parse_qsl(urlsplit(request.target).query))
        prefix, first = asked.get("prefix", ""), int(asked.get("continuation-token", "0"))
        keys = [path.removeprefix("/rushes/") for path in sorted(self.files)]
        below = [key for key in keys if key.startswith(prefix)]
        names = dict.fromkeys(prefix + "".join(key.removeprefix(prefix).partition("/")[:2]) for key in below)
        shown = list(names)[first : first + 2]
        told = "".join(
            f"<CommonPrefixes><Prefix>{name}</Prefix></CommonPrefixes>"
            if name.endswith("/")
            else f"<Contents><Key>{name}</Key><Size>{len(self.files['/rushes/' + name])}</Size></Contents>"
            for name in shown
        )
        more = first + 2 < len(names)
        token = f"<NextContinuationToken>{first + 2}</NextContinuationToken>" if more else ""
        return f"<ListBucketResult><IsTruncated>{str(more).lower()}</IsTruncated>{token}{told}</ListBucketResult>"


def _is_signed(request: Recorded) -> bool:
    headers = {name.lower(): value for name, value in request.headers}
    return is_signed(request.method, request.target, headers, CREDENTIALS)
