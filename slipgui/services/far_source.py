"""A file behind an https or s3 address, asked for as a whole or in ranges.  Blocking, for worker threads.

An object of a bucket is read through links signed with the credentials of the AWS tools, so that both kinds go one way.
"""

import re
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx

from slipgui.core.errors import AddressError, ConnectionFailedError, ServiceError, ServiceUnavailableError
from slipgui.core.ports import IsCancelled
from slipgui.services.bucket import bucket_refusal, presign_object
from slipgui.services.connection_cut import LiveConnection
from slipgui.services.error_map import TRANSPORT_ERRORS, Call, Progressed, Step, error_from_exception
from slipgui.services.http import Network, Timings, make_body_client
from slipgui.services.upload_address import is_loopback_host

_N_REDIRECTS = 5
_RENEW_AFTER_S = 600.0
"""A link that was signed, or that an address led to, is asked for anew after so long: it may end."""
_RANGE = re.compile(r"bytes (\d{1,16})-\d{1,16}/(\d{1,16})")
_EMPTY = re.compile(r"bytes \*/0")


class FarSource:
    """What lies behind an address; a context manager.

    Parameters
    ----------
    address
        Https, http on this computer, or s3.
    network
        Proxy and certificates of the user.
    is_cancelled
        Ends it, also while the server is silent.

    Its methods raise ``AddressError`` and ``ServiceError`` kinds.
    """

    def __init__(self, address: str, network: Network, is_cancelled: IsCancelled) -> None:
        self._address, self._network, self._is_cancelled = address, network, is_cancelled
        self._is_object = address.lower().startswith("s3://")
        self._host = urlsplit(address).hostname or ""
        self._connection = LiveConnection()
        self._client: httpx.Client | None = None
        self._url, self._asked_at_s = "", 0.0
        self.size_bytes = 0
        """0 where the server gives the file as a whole only and does not tell."""
        self.has_ranges = False
        self.version = ""
        """What is another when the file is; "" where the server tells nothing of the kind."""

    def open(self) -> None:
        """Find out where it lies, how large it is, and whether it can be read in ranges."""
        self._resolve()
        for _ in range(1 + _N_REDIRECTS):
            with self._get("bytes=0-0") as response:
                if not response.is_redirect:
                    self._learn(response)
                    return
                self._follow(response.headers["location"])
        raise AddressError("redirected without end", reason="redirects", host=self._host)

    def part(self, first: int, n_bytes: int) -> Generator[bytes]:  # noqa: DOC503 - raises what functions return
        """The bytes from ``first`` on, piece by piece; the line may break in between.

        Parameters
        ----------
        first
            The first byte.
        n_bytes
            How many.

        Raises
        ------
        AddressError
            When another file lies there by now, or the server refuses.
        ConnectionFailedError
            When the line breaks.
        """
        if time.monotonic() - self._asked_at_s > _RENEW_AFTER_S:
            before = (self.size_bytes, self.version)
            self.open()
            if before != (self.size_bytes, self.version):
                raise self._changed()
        last = min(first + n_bytes, self.size_bytes) - 1
        with self._get(f"bytes={first}-{last}") as response:
            found = _RANGE.fullmatch(response.headers.get("content-range", ""))
            if response.status_code != httpx.codes.PARTIAL_CONTENT or not found:
                raise self._changed() if response.is_success else self._refused(response)
            if (int(found[1]), int(found[2]), _version(response)) != (first, self.size_bytes, self.version):
                raise self._changed()
            is_empty = True
            for piece in response.iter_raw():
                is_empty = False
                yield piece
            if is_empty:
                raise ConnectionFailedError("an answer without contents", service="source")

    def whole(self) -> Generator[bytes]:  # noqa: DOC503 - as above
        """All of it, piece by piece.

        Raises
        ------
        AddressError
            When the server refuses.
        """
        with self._get(None) as response:
            if response.status_code != httpx.codes.OK:
                raise self._refused(response)
            yield from response.iter_raw()

    def close(self) -> None:
        """End the connection."""
        if self._client is not None:
            self._client.close()

    def _resolve(self) -> None:
        """Go back to where the address itself leads."""
        self._url = presign_object(self._address, self._network).url if self._is_object else self._address
        self._asked_at_s = time.monotonic()
        if self._client is None:
            self._client = make_body_client(self._url, Timings(answer_s=30.0), self._network, keeps_connection=True)

    def _learn(self, response: httpx.Response) -> None:
        headers = response.headers
        found = _RANGE.fullmatch(headers.get("content-range", ""))
        is_whole = response.status_code == httpx.codes.OK
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        length = headers.get("content-length", "") if is_whole else ""
        if _EMPTY.fullmatch(headers.get("content-range", "")) or length == "0":
            raise AddressError("empty", reason="empty", host=self._host)
        if is_whole and "html" in kind:
            raise AddressError("a page", reason="page", host=self._host, content_type=kind[:100])
        self.has_ranges = response.status_code == httpx.codes.PARTIAL_CONTENT and found is not None
        if not is_whole and not self.has_ranges:
            raise self._refused(response)
        self.size_bytes = int(found[2]) if found else int(length) if re.fullmatch(r"\d{1,16}", length) else 0
        self.version = _version(response)

    def _follow(self, location: str) -> None:
        target = urljoin(self._url, location)
        parts = urlsplit(target)
        was_here = is_loopback_host(self._host)
        if parts.scheme != "https" and not (was_here and is_loopback_host(parts.hostname or "")):
            raise AddressError("redirected to http", reason="not_https", host=self._host)
        self._url = target

    def _refused(self, response: httpx.Response) -> AddressError | ServiceUnavailableError:
        status = response.status_code
        if status == httpx.codes.TOO_MANY_REQUESTS or response.is_server_error:
            return ServiceUnavailableError("the server is busy", service="source", http_status=status)
        if self._is_object:
            return bucket_refusal(self._address, status)
        return AddressError("no file there", reason="status", host=self._host, http_status=status)

    def _changed(self) -> AddressError:
        return AddressError("another file lies there by now", reason="changed", host=self._host)

    @contextmanager
    def _get(self, span: str | None) -> Iterator[httpx.Response]:
        assert self._client is not None
        headers = {"Accept-Encoding": "identity"} | ({"Range": span} if span else {})
        trace = {"trace": self._connection.note}
        try:
            with (
                self._connection.cut_when(self._is_cancelled),
                self._client.stream("GET", self._url, headers=headers, extensions=trace) as response,
            ):
                yield response
        except TRANSPORT_ERRORS as cause:
            error = self._connection_error(cause)
        else:
            return
        raise error

    def _connection_error(self, cause: Exception) -> ServiceError:
        parts = urlsplit(self._url)
        secrets = tuple(filter(None, (self._address, self._url, parts.query, urlsplit(self._address).query)))
        call = Call(Step.FETCH, "source", "GET", parts.path, parts.hostname or "", secrets)
        return error_from_exception(call, cause, Progressed(has_begun=True, is_sent=True))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _version(response: httpx.Response) -> str:
    headers = response.headers
    tag: str = headers.get("etag", "")
    return tag if tag and not tag.startswith("W/") else headers.get("last-modified", "")
