"""Which hosts count as this computer, and where an upload may go (contracts/CONTRACTS.md, section 4)."""

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

_PRIVATE_ENDINGS = (".localhost", ".local", ".localdomain", ".internal", ".intranet", ".lan", ".home.arpa")


def is_loopback_host(host: str) -> bool:
    """Whether a host name or address means this computer."""
    name = host.strip("[]").rstrip(".").lower()
    address = _address(name)
    return address.is_loopback if address else name == "localhost" or name.endswith(".localhost")


def upload_address_fault(url: str, *, is_base_loopback: bool) -> str | None:
    """Why an upload must not go to a URL, or None where it may.

    Https to public hosts only; where the service itself runs on this computer, also http to this computer and https to private hosts.

    Parameters
    ----------
    url
        An upload URL, or the target of its redirect.
    is_base_loopback
        Whether the API that gave the URL runs on this computer.
    """
    parts = _split(url)
    if parts is None or not parts.hostname:
        return "not an address"
    if parts.username is not None or parts.password is not None:
        return "has a user name"
    is_here = is_loopback_host(parts.hostname)
    if parts.scheme == "http":
        return None if is_base_loopback and is_here else "not https"
    if parts.scheme != "https":
        return "not https"
    return None if is_base_loopback or _is_public(parts.hostname) else "a private host"


def _split(url: str) -> SplitResult | None:
    if not url.isascii() or any(c <= " " or c == "\\" or c == "\x7f" for c in url):
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _is_public(host: str) -> bool:
    name = host.rstrip(".").lower()
    address = _address(name)
    if address:
        return address.is_global and not address.is_multicast
    return "." in name and not name.endswith(_PRIVATE_ENDINGS)


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address a text spells, also in the short and numeric forms that ``connect`` understands (127.1, 2130706433)."""
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return _legacy_ipv4(name)
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _legacy_ipv4(name: str) -> ipaddress.IPv4Address | None:
    try:
        return ipaddress.IPv4Address(socket.inet_aton(name))
    except OSError:
        return None
