"""Covers of a service's tracks, from whichever host it names: without a key, and only what is a picture."""

import time
from urllib.parse import urljoin, urlsplit

import httpx

from slipgui.core.errors import SettingsError
from slipgui.services.error_map import TRANSPORT_ERRORS
from slipgui.services.http import BodyCollector, Network, Timings, make_body_client
from slipgui.services.upload_address import is_loopback_host, upload_address_fault

COVER_MAX_BYTES = 4 << 20
_DEADLINE_S = 30.0
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
"""How JPEG, PNG and WebP begin."""


def fetch_cover(address: str, base_url: str, network: Network) -> bytes | None:
    """The picture, None where there is none to be had: a track without one has its tile.  Blocking.

    Parameters
    ----------
    address
        Of the picture, or its path at the service.
    base_url
        Of the service.
    network
        Proxy and certificates of the user.
    """
    try:
        url = urljoin(f"{base_url.rstrip('/')}/", address)
    except ValueError:
        return None
    is_base_loopback = is_loopback_host(urlsplit(base_url).hostname or "")
    if upload_address_fault(url, is_base_loopback=is_base_loopback):
        return None
    try:
        with make_body_client(url, Timings(answer_s=10.0), network) as client, client.stream("GET", url) as response:
            body = _read(response)
    except (*TRANSPORT_ERRORS, SettingsError):
        return None
    return body if body.startswith(_PICTURES) else None


def _read(response: httpx.Response) -> bytes:
    collector = BodyCollector(response, COVER_MAX_BYTES)
    ends_at_s = time.monotonic() + _DEADLINE_S
    for chunk in response.iter_raw() if response.status_code == httpx.codes.OK else ():
        if collector.feed(chunk) or time.monotonic() > ends_at_s:
            return b""
    answer = collector.answer()
    return answer.body if answer.is_whole else b""
