"""Announcements of releases: a small document behind an https address, signed by who makes the program."""

import asyncio
import ssl
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast
from urllib.parse import urljoin, urlsplit

from slipgui.core.errors import PortalError, ReleaseError
from slipgui.core.release import Release, parse_version
from slipgui.services.api_client import checked
from slipgui.services.error_map import (
    TRANSPORT_ERRORS,
    Call,
    Progressed,
    Step,
    error_from_exception,
    error_from_unreadable,
)
from slipgui.services.http import Answer, Network, Timings, fetch, make_api_client, make_tls_context
from slipgui.services.json_document import read_json
from slipgui.services.upload_address import is_loopback_host, upload_address_fault

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

DOCUMENT_NAME = "latest.json"
SIGNATURE_NAME = "latest.json.sig"
DOCUMENT_MAX_BYTES = 64 * 1024
_N_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Announcement:
    """What was fetched, and is not to be believed before ``read_announcement``."""

    document: bytes
    signature: bytes


async def fetch_release(base_url: str, public_key: bytes, network: Network) -> tuple[Announcement, Release]:
    """What is announced at an address, with its proof; ``ServiceError`` kinds where nothing was fetched, else as ``read_announcement``.

    Parameters
    ----------
    base_url
        Https address of a folder with both files, or http on this computer.
    public_key
        As ``read_announcement``.
    network
        Proxy and certificates of the user.
    """
    context = await asyncio.to_thread(make_tls_context, base_url, network)
    announcement = await _fetch_both(base_url, network, context)
    try:
        return announcement, read_announcement(announcement, public_key)
    except ReleaseError:
        # the two files are fetched one after the other: a release that came between them made a pair that does not fit
        announcement = await _fetch_both(base_url, network, context)
    return announcement, read_announcement(announcement, public_key)


async def _fetch_both(base_url: str, network: Network, context: ssl.SSLContext) -> Announcement:
    folder = base_url.rstrip("/")
    document = await _fetch_file(f"{folder}/{DOCUMENT_NAME}", network, context)
    return Announcement(document, await _fetch_file(f"{folder}/{SIGNATURE_NAME}", network, context))


def read_announcement(announcement: Announcement, public_key: bytes) -> Release:
    """The release that a document announces.

    Parameters
    ----------
    announcement
        Document and detached Ed25519 signature of its bytes.
    public_key
        Of who makes the program: PEM (SubjectPublicKeyInfo).

    Raises
    ------
    ReleaseError
        When the signature is not by this key (``reason`` "signature"), or the document says something else than a release ("document").
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    key = cast("Ed25519PublicKey", load_pem_public_key(public_key))
    try:
        key.verify(announcement.signature, announcement.document)
    except InvalidSignature as cause:
        raise ReleaseError("not signed by the key of this program", reason="signature") from cause
    try:
        return _decode(announcement.document)
    except (ValueError, KeyError, TypeError) as cause:
        raise ReleaseError("no announcement of a release", reason="document") from cause


def _decode(document: bytes) -> Release:
    value = read_json(document)
    if not isinstance(value, dict) or value["product"] != "slipgui":
        raise ValueError("another product")
    version, page = str(value["version"]), str(value["page"])
    parse_version(version)
    if upload_address_fault(page, is_base_loopback=False) is not None:
        raise ValueError("not the address of a page")
    return Release(version, date.fromisoformat(value["published"]), page)


async def _fetch_file(url: str, network: Network, context: ssl.SSLContext) -> bytes:
    is_here = is_loopback_host(urlsplit(url).hostname or "")
    for _ in range(1 + _N_REDIRECTS):
        call = _call(url)
        answer = await _ask(url, call, network, context)
        location = answer.headers.get("location")
        if not 300 <= answer.status < 400 or not location:
            checked(call, answer)
            if not answer.is_whole:
                raise error_from_unreadable(call, answer, "cut, damaged or too large")
            return answer.body
        url = urljoin(url, location)
        fault = upload_address_fault(url, is_base_loopback=is_here)
        if fault is not None:
            raise PortalError(
                "redirected elsewhere", service=call.service, host=call.host, reason="redirect", why=fault
            )
    raise PortalError("redirected without end", service=call.service, host=call.host, reason="redirect")


async def _ask(url: str, call: Call, network: Network, context: ssl.SSLContext) -> Answer:
    timings = Timings()
    try:
        async with (
            asyncio.timeout(timings.call_s),
            make_api_client(url, None, timings, network, context) as client,
        ):
            return await fetch(client, client.build_request("GET", url), DOCUMENT_MAX_BYTES)
    except TRANSPORT_ERRORS as cause:
        error = error_from_exception(call, cause, Progressed(has_begun=True, is_sent=True))
    raise error


def _call(url: str) -> Call:
    parts = urlsplit(url)
    secrets = tuple(filter(None, (parts.query,)))  # where a storage signs its addresses
    return Call(Step.FETCH, "releases", "GET", parts.path, parts.hostname or "", secrets)
