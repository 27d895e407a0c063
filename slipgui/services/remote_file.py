"""A file behind an https or s3 address, read here and there: only what is asked for travels.  Blocking, for worker threads.

A server that knows no ranges is read from its beginning to its end; a read that would go back is answered from what was kept, or refused.
"""

import os
import re
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Protocol, Self
from urllib.parse import urljoin, urlsplit

import httpx

from slipgui.core.address import shown_address
from slipgui.core.errors import AddressError, ConnectionFailedError, ServiceError
from slipgui.core.ports import IsCancelled, OnBytes
from slipgui.services.bucket import open_bucket, translated
from slipgui.services.error_map import TRANSPORT_ERRORS, Call, Progressed, Step, error_from_exception
from slipgui.services.http import Network, Timings, make_body_client
from slipgui.services.upload_address import is_loopback_host

BLOCK_BYTES = 64 * 1024
_MOST_BLOCKS = 384
"""24 MiB are kept: what a demuxer goes back to."""
_MOST_AHEAD = 16
"""So many blocks at once where one follows the other: between pictures that are skipped single ones, of a stream a megabyte."""
_N_TRIES = 4
_N_REDIRECTS = 5
_RANGE = re.compile(r"bytes \d+-\d+/(\d{1,16})")


class Ranges(Protocol):
    """Where bytes come from."""

    size_bytes: int

    def read(self, first: int, n_bytes: int) -> bytes:
        """These bytes, at least one of them; raises ``ServiceError`` and ``AddressError`` kinds."""
        ...


class HttpRanges:
    """A file of a web server that knows ranges.

    Parameters
    ----------
    address
        Https, or http on this computer.
    network
        Proxy and certificates of the user.
    """

    def __init__(self, address: str, network: Network) -> None:
        self._call = Call(
            Step.FETCH,
            "source",
            "GET",
            urlsplit(address).path,
            urlsplit(address).hostname or "",
            tuple(filter(None, (address, urlsplit(address).query))),
        )
        self._client = make_body_client(address, Timings(answer_s=30.0), network, keeps_connection=True)
        self._url = address
        self.size_bytes = 0
        self.size_bytes = self._open()

    def close(self) -> None:
        """End the connection."""
        self._client.close()

    def read(self, first: int, n_bytes: int) -> bytes:
        """These bytes."""
        response = self._get(first, min(first + n_bytes, self.size_bytes) - 1)
        return response.content

    def _open(self) -> int:
        for _ in range(1 + _N_REDIRECTS):
            response = self._get(0, 0)
            if response.is_redirect:
                self._follow(response.headers["location"])
                continue
            found = _RANGE.fullmatch(response.headers.get("content-range", ""))
            if response.status_code != httpx.codes.PARTIAL_CONTENT or not found:
                raise self._refused(response)
            return int(found[1])
        raise AddressError("redirected without end", reason="redirects", host=self._call.host)

    def _follow(self, location: str) -> None:
        target = urljoin(self._url, location)
        parts = urlsplit(target)
        was_here = is_loopback_host(self._call.host)
        if parts.scheme != "https" and not (was_here and is_loopback_host(parts.hostname or "")):
            raise AddressError("redirected to http", reason="not_https", host=self._call.host)
        self._url = target

    def _refused(self, response: httpx.Response) -> AddressError:
        host, status = self._call.host, response.status_code
        if status == httpx.codes.OK:
            kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            reason = "page" if "html" in kind else "no_ranges"
            return AddressError("no ranges", reason=reason, host=host, content_type=kind[:100])
        return AddressError("no file there", reason="status", host=host, http_status=status)

    def _get(self, first: int, last: int) -> httpx.Response:
        headers = {"Range": f"bytes={first}-{last}", "Accept-Encoding": "identity"}
        try:
            with self._client.stream("GET", self._url, headers=headers) as response:
                if response.status_code == httpx.codes.PARTIAL_CONTENT:
                    response.read()
                elif self.size_bytes:
                    raise self._refused(response)
                return response
        except TRANSPORT_ERRORS as cause:
            error: ServiceError = error_from_exception(self._call, cause, Progressed(has_begun=True, is_sent=True))
        raise error


class BucketRanges:
    """An object of a bucket, with the credentials of the AWS tools.

    Parameters
    ----------
    address
        ``s3://bucket/key``.
    network
        Proxy and certificates of the user.
    """

    def __init__(self, address: str, network: Network) -> None:
        with translated(address):
            self._client, self._place = open_bucket(address, network)
            head = self._client.head_object(**self._place)
        self._address = address
        self._etag: dict[str, Any] = {"IfMatch": head["ETag"]} if head.get("ETag") else {}
        self.size_bytes = int(head["ContentLength"])

    def close(self) -> None:
        """End the connections."""
        self._client.close()

    def read(self, first: int, n_bytes: int) -> bytes:
        """These bytes, of the object as it was when it was opened."""
        last = min(first + n_bytes, self.size_bytes) - 1
        with translated(self._address):
            answer = self._client.get_object(**self._place, **self._etag, Range=f"bytes={first}-{last}")
            return bytes(answer["Body"].read())


class RemoteFile:
    """What PyAV reads from: ``read``, ``seek`` and ``tell`` over ranges, with the last blocks kept.

    Parameters
    ----------
    ranges
        Where bytes come from.
    name
        FFmpeg guesses by its ending.
    on_bytes
        Hears how many bytes travelled so far, and the size of the whole.
    is_cancelled
        Asked before every block.
    """

    def __init__(self, ranges: Ranges, name: str, on_bytes: OnBytes, is_cancelled: IsCancelled) -> None:
        self.name = name
        self.read_bytes = 0
        """How much travelled so far."""
        self.error: Exception | None = None
        """What ended the reading; FFmpeg tells less."""
        self._ranges, self._on_bytes, self._is_cancelled = ranges, on_bytes, is_cancelled
        self._position = 0
        self._next, self._n_ahead = -1, 1
        self._blocks: OrderedDict[int, bytes] = OrderedDict()

    def read(self, n_bytes: int) -> bytes:
        """Up to ``n_bytes`` from the present position; empty at the end, and when cancelled."""
        if self._position >= self._ranges.size_bytes or n_bytes <= 0:
            return b""
        number, offset = divmod(self._position, BLOCK_BYTES)
        data = self._block(number)[offset : offset + n_bytes]
        self._position += len(data)
        return data

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """The new position."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._ranges.size_bytes}[whence]
        self._position = max(0, base + offset)
        return self._position

    def tell(self) -> int:
        """The present position."""
        return self._position

    def _block(self, number: int) -> bytes:
        if number in self._blocks:
            self._blocks.move_to_end(number)
            return self._blocks[number]
        if self.error is not None or self._is_cancelled():
            return b""
        self._n_ahead = min(2 * self._n_ahead, _MOST_AHEAD) if number == self._next else 1
        data = self._fetch(number * BLOCK_BYTES, self._n_ahead * BLOCK_BYTES)
        for place in range(0, len(data), BLOCK_BYTES):
            self._blocks[number + place // BLOCK_BYTES] = data[place : place + BLOCK_BYTES]
        self._next = number + self._n_ahead
        while len(self._blocks) > _MOST_BLOCKS:
            self._blocks.popitem(last=False)
        return data[:BLOCK_BYTES]

    def _fetch(self, first: int, n_bytes: int) -> bytes:
        """These bytes, as far as there are; after a break from the byte on where it broke."""
        wanted = min(n_bytes, self._ranges.size_bytes - first)
        data, n_broken = b"", 0
        while len(data) < wanted and not self._is_cancelled():
            try:
                part = self._ranges.read(first + len(data), wanted - len(data))
            except (ServiceError, AddressError) as error:
                n_broken += 1
                if n_broken == _N_TRIES or not isinstance(error, ConnectionFailedError):
                    self.error = error
                    return b""
                continue
            data += part
            self.read_bytes += len(part)
            self._on_bytes(self.read_bytes, self._ranges.size_bytes)
            if not part:
                break
        return data

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(AttributeError):
            self._ranges.close()  # type: ignore[attr-defined]


@contextmanager
def open_remote(address: str, network: Network, on_bytes: OnBytes, is_cancelled: IsCancelled) -> Iterator[RemoteFile]:
    """The file behind an address, for a ``with`` block.

    Parameters
    ----------
    address
        Https, http on this computer, or s3.
    network
        Proxy and certificates of the user.
    on_bytes, is_cancelled
        As ``RemoteFile``.

    Besides those below it raises what ``Ranges`` do.

    Raises
    ------
    AddressError
        When it cannot be fetched from.
    """
    is_bucket = address.lower().startswith("s3://")
    ranges: Ranges = BucketRanges(address, network) if is_bucket else HttpRanges(address, network)
    if not ranges.size_bytes:
        raise AddressError("empty", reason="empty", host=urlsplit(address).hostname)
    with RemoteFile(ranges, urlsplit(shown_address(address)).path, on_bytes, is_cancelled) as file:
        yield file
