"""Names of uploads: which endings are taken, the storage key a client gets, and the object behind it.

The object key is ``temp/`` and the storage key; a client treats both as opaque (contracts/CONTRACTS.md, section 1).
"""

import re
import secrets
from pathlib import PurePosixPath

from slipgui.core.upload_plan import ACCEPTED_SUFFIXES

NAMESPACE = "video-recognition/"
OBJECT_PREFIX = "/temp/" + NAMESPACE
"""Beginning of the path of every object."""
CONTENT_TYPES = {
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
    ".avi": "video/x-msvideo",
    ".mpeg": "video/mpeg",
}
_OBJECT_NAME = re.compile(r"[0-9a-f]{32}_[A-Za-z0-9-]{1,40}\.(mp4|mov|avi|mpeg)")


def accepted_suffix(file_name: str) -> str | None:
    """The ending of a file name in lower case with its dot, None where it is none of the four that are taken."""
    suffix = PurePosixPath(file_name.replace("\\", "/")).suffix.lower()
    return suffix if suffix in ACCEPTED_SUFFIXES else None


def new_storage_key(file_name: str, suffix: str) -> str:
    """A storage key that nobody can guess and that ends in a harmless form of the client's file name."""
    stem = PurePosixPath(file_name.replace("\\", "/")).stem
    harmless = re.sub(r"[^A-Za-z0-9]+", "-", stem).strip("-")[:40].strip("-")
    return f"{NAMESPACE}{secrets.token_hex(16)}_{harmless or 'clip'}{suffix}"


def object_name(storage_key: str) -> str | None:
    """Name of the object behind a storage key; None for a key that no server of ours ever gives."""
    name = storage_key.removeprefix(NAMESPACE)
    return name if _OBJECT_NAME.fullmatch(name) else None
