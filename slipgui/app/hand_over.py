"""Files of the user put into a bucket of theirs, one after the other."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from slipgui.app.recognise import interruptible
from slipgui.app.recognition_line import encode_error
from slipgui.core.errors import SlipError
from slipgui.core.flow import Stage
from slipgui.core.ports import IsCancelled, OnBytes


class Entry(Protocol):
    """A bucket, a folder or an object."""

    @property
    def address(self) -> str:
        """``s3://…``; of a bucket or folder with a slash at its end."""
        ...

    @property
    def size_bytes(self) -> int | None:
        """None of buckets and folders."""
        ...


@dataclass(frozen=True, slots=True)
class Buckets:
    """What is done with buckets; blocking, made in app/wiring.py."""

    entries: Callable[[str], Iterator[Entry]]
    """All that lies directly below an address, page by page."""
    put: Callable[[Path, str, OnBytes, IsCancelled], bool]
    """Whether a file is at an address now; False when cancelled."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What became of one file."""

    file: Path
    address: str
    error: SlipError | None

    @property
    def line(self) -> dict[str, Any]:
        """As the command line prints it."""
        told = encode_error(self.error, Stage.UPLOADING) if self.error is not None else None
        return {"file": str(self.file), "address": self.address, "error": told}


async def hand_over(file: Path, folder: str, buckets: Buckets, on_bytes: OnBytes) -> HandedOver:
    """Put a file into a folder of a bucket, under its own name.

    Parameters
    ----------
    file
        Absolute.
    folder
        ``s3://bucket/folder/``.
    buckets
        Does it.
    on_bytes
        Hears how much was sent, in worker threads.

    Raises
    ------
    asyncio.CancelledError
        When the user stopped it.
    """
    address = folder + file.name
    try:
        is_there = await interruptible(lambda is_cancelled: buckets.put(file, address, on_bytes, is_cancelled))
    except SlipError as error:
        return HandedOver(file, address, error)
    if not is_there:
        raise asyncio.CancelledError
    return HandedOver(file, address, None)
