"""Files put into a bucket of the user's, one after the other: those that are there, and those that are made for it."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath
from typing import Any, Protocol

from slipgui.app.recognise import interruptible, on_loop
from slipgui.app.recognition_line import encode_error
from slipgui.app.work_folder import piece_of_work
from slipgui.core.errors import SlipError
from slipgui.core.flow import Stage
from slipgui.core.ports import IsCancelled, OnBytes

OnParcel = Callable[[int, float], None]
"""Called on the event loop with the place of the parcel that is at hand, and the share of it that was sent."""


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


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file that is made to be handed over."""

    name: str
    """Of the object, and of the file it is made as."""
    make: Callable[[Path, IsCancelled], None]
    """Writes the file; blocking, raises ``SlipError`` kinds."""


async def hand_over_all(
    parcels: Sequence[Parcel], folder: str, buckets: Buckets, work_folder: Path, on_parcel: OnParcel
) -> list[HandedOver]:
    """Make files and put them into a folder of a bucket; what became of each.  No more than one lies on the disk at a time.

    Parameters
    ----------
    parcels
        What is handed over.
    folder
        ``s3://bucket/folder/``.
    buckets
        Does it.
    work_folder
        Where the files are made.
    on_parcel
        Hears how it goes.

    It raises ``asyncio.CancelledError`` when the user stopped it, and ``PrepareError`` kinds when there is no place to make files.
    """
    done = []
    with piece_of_work(work_folder, "handed-") as place:
        for number, parcel in enumerate(parcels):
            file = place / parcel.name
            on_parcel(number, 0.0)
            try:
                await interruptible(partial(parcel.make, file))
            except SlipError as error:
                done.append(HandedOver(file, folder + parcel.name, error))
                continue
            tell = on_loop(lambda sent, total, number=number: on_parcel(number, sent / total if total else 1.0))
            done.append(await hand_over(file, folder, buckets, tell))
            await asyncio.to_thread(file.unlink)
    return done


def with_free_names(parcels: Iterable[Parcel]) -> list[Parcel]:
    """The parcels, a second one of a name with a number behind it."""
    taken: set[str] = set()
    named = []
    for parcel in parcels:
        name, number = parcel.name, 1
        while name.casefold() in taken:
            number += 1
            path = PurePath(parcel.name)
            name = f"{path.stem} ({number}){path.suffix}"
        taken.add(name.casefold())
        named.append(replace(parcel, name=name))
    return named


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
