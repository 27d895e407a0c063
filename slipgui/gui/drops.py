"""What was dropped or pasted, as paths: reading MIME data where ``QUrl.toLocalFile()`` would lose clips.

The URL list is read as bytes and not through ``QUrl``, which turns ``file://localhost/a.mov`` into ``//localhost/a.mov``, cuts a name at an
unescaped ``#`` and makes empty URLs of comment lines.  Nothing here looks at the disk, but for the one case of a Flatpak sandbox.
"""

import os
import re
import socket
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from PySide6.QtCore import QMimeData

from slipgui.app.intake import MEDIA_SUFFIXES, Refusal, RefusalReason
from slipgui.core.address import is_clip_address

PORTAL_FORMATS = ("application/vnd.portal.filetransfer", "application/vnd.portal.files")
"""What a Flatpak portal adds to a drag.  Outside Wayland Qt does not ask the portal, and the paths beside it may not exist here."""
_NAME_CHARACTERS = 200
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:")
"""At least two characters, so that a drive letter is none."""
_DRIVE = re.compile(r"[a-zA-Z][:|][\\/]")
_QUOTED_LINE = re.compile(r"""\s*(?:"[^"]*"|'[^']*')(?:\s+(?:"[^"]*"|'[^']*'))*\s*""")
_QUOTED = re.compile(r'"([^"]*)"|\'([^\']*)\'')


@dataclass(frozen=True, slots=True)
class DroppedItems:
    """What a drag, a drop or the clipboard names."""

    paths: tuple[Path, ...]
    """Absolute, in the order given, each once; not looked at yet."""
    refused: tuple[Refusal, ...]
    """What is no file of this computer."""
    n_protected: int = 0
    """Files of a sandboxed program that this one cannot see: its drag needs a portal that Qt does not ask on X11."""
    addresses: tuple[str, ...] = ()
    """Of clips that lie elsewhere; may hold secrets."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was named at all."""
        return not (self.paths or self.addresses or self.refused or self.n_protected)


@dataclass(frozen=True, slots=True)
class Place:
    """What of this computer decides how an address is read."""

    host_names: frozenset[str]
    """Its own names, lower case: a file URL with another host lies elsewhere."""
    is_windows: bool
    home: str


@cache
def this_place() -> Place:
    """The computer this process runs on."""
    name = socket.gethostname().lower()
    names = frozenset({"", "localhost", "127.0.0.1", "[::1]", name, name.partition(".")[0]})
    return Place(names, os.name == "nt", str(Path.home()))


def paths_from_mime(mime: QMimeData) -> DroppedItems:
    """The paths and refusals in MIME data.

    Only with a Flatpak portal's format beside them are paths compared with the disk.
    """
    url_list = bytes(mime.data("text/uri-list").data()) if mime.hasFormat("text/uri-list") else b""
    items = parse_items(url_list.splitlines(), mime.text() if mime.hasText() else "", this_place())
    if not any(mime.hasFormat(name) for name in PORTAL_FORMATS):
        return items
    seen = tuple(path for path in items.paths if path.exists())
    n_protected = max(len(items.paths) - len(seen), 0 if seen or items.addresses else 1)
    return replace(items, paths=seen, n_protected=n_protected)


def parse_items(url_lines: Sequence[bytes], text: str, place: Place) -> DroppedItems:
    """The paths and refusals in a URL list, or in the text where the list holds nothing.

    Parameters
    ----------
    url_lines
        Lines of ``text/uri-list`` (RFC 2483): raw bytes, escaped or not, with comments.
    text
        Plain text beside it: paths or URLs, one a line, perhaps quoted.
    place
        The computer the addresses are read on.
    """
    return _gathered(_from_url_lines(url_lines, place)) or _gathered(_from_text(text, place)) or DroppedItems((), ())


def _gathered(things: Iterable[Path | str | Refusal]) -> DroppedItems | None:
    known = list(dict.fromkeys(things))
    paths = tuple(thing for thing in known if isinstance(thing, Path))
    refused = tuple(thing for thing in known if isinstance(thing, Refusal))
    addresses = tuple(thing for thing in known if isinstance(thing, str))
    return DroppedItems(paths, refused, addresses=addresses) if known else None


def _from_url_lines(lines: Sequence[bytes], place: Place) -> Iterator[Path | str | Refusal]:
    for line in lines:
        # toolkits end the list with a NUL; names in foreign encodings stay the bytes they are
        address = os.fsdecode(line.rstrip(b"\0\r\n").lstrip())
        if address and not address.startswith("#"):
            yield _from_address(address, place)


def _from_text(text: str, place: Place) -> Iterator[Path | str | Refusal]:
    for line in re.split(r"[\r\n\0]+", text):
        for entry in _unquoted(line):
            if _SCHEME.match(entry) or _is_absolute(entry, place):
                yield _from_address(entry, place)


def _unquoted(line: str) -> list[str]:
    """The entries of one line: several where they are quoted one by one, as terminals and file managers write them."""
    if _QUOTED_LINE.fullmatch(line):
        return [double or single for double, single in _QUOTED.findall(line)]
    return [line.strip()]


def _is_absolute(entry: str, place: Place) -> bool:
    if place.is_windows:
        return bool(_DRIVE.match(entry)) or entry.startswith("\\\\")
    return entry.startswith(("/", "~/"))


def _from_address(address: str, place: Place) -> Path | str | Refusal:
    scheme = _SCHEME.match(address)
    if scheme is None:
        expanded = place.home + address[1:] if address.startswith("~/") else address
        return _local(expanded, place) if _is_absolute(address, place) else _refuse(address, RefusalReason.MISSING)
    if _is_clip(address):
        return address
    if scheme.group().lower() != "file:":
        return _refuse(_shown_link(address), RefusalReason.LINK)
    return _from_file_url(address[len("file:") :], place)


def _is_clip(address: str) -> bool:
    """Whether it leads to a clip by its looks: an object of a bucket, or a file of the web with a media ending; a page is none."""
    if not is_clip_address(address):
        return False
    is_media = Path(urlsplit(address).path).suffix.lower() in MEDIA_SUFFIXES
    return is_media or address.lower().startswith("s3:")


def _from_file_url(rest: str, place: Place) -> Path | Refusal:
    host, path = "", rest
    if rest.startswith("//"):
        host, slash, tail = rest[2:].partition("/")
        path = slash + tail
    # a file URL has neither query nor fragment: "#" and "?" belong to the name
    path = os.fsdecode(unquote_to_bytes(os.fsencode(path)))
    if not place.host_names.isdisjoint({host.lower(), host.lower().partition(".")[0]}):
        return _local(path, place)
    if place.is_windows:
        return Path(rf"\\{host}{path}".replace("/", "\\"))
    return _refuse(f"//{host}{path}", RefusalReason.MISSING)


def _local(path: str, place: Place) -> Path | Refusal:
    path = path.rstrip("\0")
    if "\0" in path:
        return _refuse(path, RefusalReason.MISSING)
    if place.is_windows and _DRIVE.match(path.lstrip("/")):
        bare = path.lstrip("/")
        return Path(bare[0] + ":" + bare[2:])
    if not place.is_windows and path.startswith("/"):
        return Path("/" + path.lstrip("/"))
    return Path(path) if _is_absolute(path, place) else _refuse(path, RefusalReason.MISSING)


def _shown_link(address: str) -> str:
    """The link without log-in and query: both may be secrets."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address.partition(":")[0] + ":…"
    if not parts.netloc:
        return f"{parts.scheme}:{parts.path[:40]}"
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _refuse(name: str, reason: RefusalReason) -> Refusal:
    printable = "".join(character if character.isprintable() else "\ufffd" for character in name)
    return Refusal(printable[:_NAME_CHARACTERS] or "?", reason)
