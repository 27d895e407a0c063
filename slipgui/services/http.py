"""httpx clients as this room wants them, and answers read with a limit.

HTTP/1.1 only: with HTTP/2 the early refusals of an upload were lost in 18 of 18 runs (facts/transfer.md, section 1).  Redirects are never
followed here: a POST would come out as GET, and a key would travel to another host.
"""

import ssl
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

import httpx
import truststore

from slipgui import __version__
from slipgui.core.errors import SettingsError
from slipgui.core.phrases import phrase
from slipgui.core.settings import S3Addressing
from slipgui.services.redaction import quiet_http_loggers
from slipgui.services.upload_address import is_loopback_host

JSON_BODY_MAX_BYTES = 1 << 20
"""No answer is read further, counted after decompression, unless its caller expects more."""
USER_AGENT = f"slipgui/{__version__}"
_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Timings:
    """How long each part of a call may take."""

    connect_s: float = 10.0
    read_s: float = 30.0
    """Silence while the answer to a small request is awaited."""
    write_s: float = 60.0
    """One chunk of an upload that finds no room: a peer that stopped reading."""
    call_s: float = 30.0
    """A whole small call; read timeouts alone let a peer drip for ever."""
    answer_s: float = 120.0
    """From the last byte of an upload to the end of its answer.  "Last byte" means handed to the kernel, which keeps up to 4 MB back."""
    abandon_s: float = 0.9
    """How long a cancelled upload is waited for; one that hangs in a name look-up or connect ends by itself without sending."""


@dataclass(frozen=True, slots=True)
class Network:
    """What stands between this computer and the service, where the user had to say it."""

    proxy: str | None = None
    """Address of a proxy, without log-in; None: the one of the environment, if any."""
    proxy_login: tuple[str, str] | None = field(default=None, repr=False)
    """User name and password."""
    ca_file: Path | None = None
    """Certificates (PEM) that are trusted beside those of the operating system: of a company that inspects TLS."""
    s3_profile: str | None = None
    """Profile of AWS's configuration; None: as the AWS tools of this computer choose."""
    s3_endpoint_url: str | None = None
    """Of the storage that holds buckets; None: as the AWS tools of this computer are told."""
    s3_addressing: S3Addressing = S3Addressing.AUTO

    def httpx_proxy(self, host: str) -> httpx.Proxy | None:
        """The proxy for a host; never for this computer."""
        if self.proxy is None or is_loopback_host(host):
            return None
        return httpx.Proxy(self.proxy, auth=self.proxy_login)


def make_tls_context(url: str, network: Network) -> ssl.SSLContext:
    """A context that trusts what the operating system trusts (studios inspect TLS); without any certificate where no TLS is spoken.

    Blocking (some 20 ms), and never shared between a worker thread and an event loop: truststore's context holds a lock over the whole
    handshake, so a handshake that stalls in a thread would stop an event loop that uses the same one.

    Raises
    ------
    SettingsError
        When the user's own file of certificates cannot be read.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if not _needs_certificates(url):
        return context
    if sys.platform.startswith("linux") and ssl.get_default_verify_paths().cafile:
        # truststore loads the same file here, but again at every connection: 21 ms each, on the event loop
        context.set_default_verify_paths()
    else:
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if network.ca_file is not None:
        try:
            context.load_verify_locations(network.ca_file)
        except OSError as cause:  # ssl.SSLError is one
            why = (
                phrase("Errors", "it holds no certificates")
                if isinstance(cause, ssl.SSLError)
                else cause.strerror or phrase("Errors", "it cannot be read")
            )
            raise SettingsError("no certificates", key="ca_file", value=str(network.ca_file), why=why) from cause
    return context


def load_transport() -> None:
    """Load what httpx loads at the first call only: 30 ms that no event loop should stand still for.  Blocks."""
    import anyio.streams.tls

    anyio.run(anyio.sleep, 0)


def _needs_certificates(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" or not is_loopback_host(parts.hostname or "")


class ProxySettingError(Exception):
    """The environment names a proxy that cannot be used (unknown scheme, SOCKS without its library, no address)."""


def make_api_client(
    base_url: str, api_key: str | None, timings: Timings, network: Network, context: ssl.SSLContext
) -> httpx.AsyncClient:
    """The client for small API calls; it sends the key, where there is one, with every request."""
    host = urlsplit(base_url).hostname or ""
    with _readable_environment():
        return httpx.AsyncClient(
            base_url=base_url,
            headers={
                "User-Agent": USER_AGENT,
                "Accept": "application/json",
                "Accept-Encoding": "gzip",
                **(bearer(api_key) if api_key is not None else {}),
            },
            verify=context,
            http2=False,
            follow_redirects=False,
            timeout=httpx.Timeout(
                timings.read_s, connect=timings.connect_s, write=timings.write_s, pool=timings.call_s
            ),
            limits=httpx.Limits(max_connections=8, max_keepalive_connections=4, keepalive_expiry=30.0),
            proxy=network.httpx_proxy(host),
            trust_env=not is_loopback_host(host),
        )


def make_body_client(url: str, timings: Timings, network: Network, *, keeps_connection: bool = False) -> httpx.Client:
    """The client for one upload, in its worker thread: no key of its own, and a fresh connection, so that its socket is known.

    With ``keeps_connection`` for many small downloads from one server.
    """
    host = urlsplit(url).hostname or ""
    with _readable_environment():
        return httpx.Client(
            headers={"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "gzip"},
            verify=make_tls_context(url, network),
            http2=False,
            follow_redirects=False,
            timeout=httpx.Timeout(
                timings.answer_s, connect=timings.connect_s, write=timings.write_s, pool=timings.connect_s
            ),
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=1 if keeps_connection else 0),
            proxy=network.httpx_proxy(host),
            trust_env=not is_loopback_host(host),
        )


@contextmanager
def _readable_environment() -> Iterator[None]:
    quiet_http_loggers()
    try:
        yield
    except (ValueError, ImportError, httpx.InvalidURL) as cause:
        raise ProxySettingError(type(cause).__name__) from cause


def bearer(api_key: str) -> dict[str, str]:
    """The header that carries the key."""
    return {"Authorization": f"Bearer {api_key}"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    """Decompressed, cut at the limit of its call."""
    is_whole: bool
    """Whether the body is all that was sent: not cut at the limit, by the connection or by damaged compression."""

    @property
    def is_success(self) -> bool:
        """Whether the status says that the request was done."""
        return 200 <= self.status < 300

    @property
    def is_html(self) -> bool:
        """Whether a page came back: by its type, or by its look where nothing says JSON."""
        content_type = self.headers.get("content-type", "").lower()
        if "html" in content_type:
            return True
        return "json" not in content_type and self.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:5].lower() in (
            b"<html",
            b"<!doc",
        )


async def fetch(client: httpx.AsyncClient, request: httpx.Request, max_bytes: int = JSON_BODY_MAX_BYTES) -> Answer:
    """The answer to a small request, at most ``max_bytes`` of its body; httpx errors come through as they are."""
    response = await client.send(request, stream=True)
    collector = BodyCollector(response, max_bytes)
    try:
        async for chunk in response.aiter_raw():
            if collector.feed(chunk):
                break
    except httpx.TransportError:
        collector.cut()
        if response.is_success:
            raise  # any other status tells enough without its body
    finally:
        await response.aclose()
    return collector.answer()


def read_answer(response: httpx.Response) -> Answer:
    """The answer to an upload, in its thread; httpx errors come through as they are."""
    collector = BodyCollector(response)
    try:
        for chunk in response.iter_raw():
            if collector.feed(chunk):
                break
    except httpx.TransportError:
        collector.cut()
        if response.is_success:
            raise
    return collector.answer()


class BodyCollector:
    """Takes the raw chunks of one answer up to a limit and undoes gzip without ever holding more than the limit.

    httpx's own decoder inflates a whole chunk at once: 64 KiB from the wire can become 64 MiB.
    """

    def __init__(self, response: httpx.Response, max_bytes: int = JSON_BODY_MAX_BYTES) -> None:
        self._response = response
        self._max_bytes = max_bytes
        self._coding = response.headers.get("content-encoding", "identity").strip().lower()
        self._inflate = zlib.decompressobj(_GZIP) if self._coding in ("gzip", "x-gzip") else None
        self._body = bytearray()
        self._is_whole = self._inflate is not None or self._coding in ("identity", "")

    def feed(self, chunk: bytes) -> bool:
        """Takes a chunk; True when no more is wanted."""
        if not self._is_whole:
            return True
        room = self._max_bytes + 1 - len(self._body)
        try:
            self._body += self._inflate.decompress(chunk, room) if self._inflate else chunk[:room]
        except zlib.error:
            self._is_whole = False
        if len(self._body) > self._max_bytes:
            self._is_whole = False
            del self._body[self._max_bytes :]
        return not self._is_whole

    def cut(self) -> None:
        """Notes that the connection ended before the body."""
        self._is_whole = False

    def answer(self) -> Answer:
        """All that was taken."""
        is_whole = self._is_whole and (self._inflate is None or self._inflate.eof or not self._body)
        headers = MappingProxyType({name.lower(): value for name, value in self._response.headers.items()})
        return Answer(self._response.status_code, headers, bytes(self._body), is_whole)
