"""Addresses of clips that lie elsewhere: ``https://…`` and ``s3://bucket/key``."""

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

_SCHEMES = re.compile(r"(?:https|s3)://[^\s/]+/\S", re.IGNORECASE)
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*\x7f]')
_MOST_CHARACTERS = 120
SOUND_ENDING = ".mka"
"""Of a file that keeps the sound of what lies elsewhere: Matroska takes every codec as it is."""


def is_clip_address(text: str) -> bool:
    """Whether a text is an address that a clip can be fetched from; http is none but on this computer."""
    return bool(_SCHEMES.match(text)) or bool(re.match(r"http://(?:127\.0\.0\.1|localhost|\[::1\])[:/]", text))


def shown_address(address: str) -> str:
    """The address without user name and query, which may be secrets."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address.partition(":")[0] + ":…"
    return f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def name_there(address: str) -> str:
    """The name of what lies there, empty where the address names nothing."""
    return PurePosixPath(unquote(urlsplit(address).path)).name


def address_name(address: str) -> str:
    """A file name for what lies there, without its ending."""
    stem = _UNSAFE.sub("_", PurePosixPath(name_there(address)).stem).strip(" .")[:_MOST_CHARACTERS]
    return stem or "clip"
