"""Ways to spoil a good file, for tests."""

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from pathlib import Path

import av
import numpy as np

from slipgui.core.errors import JournalFullError


def truncate(path: Path, share: float) -> Path:
    """The path, after all but the first ``share`` of the file was cut off."""
    with path.open("r+b") as file:
        file.truncate(int(path.stat().st_size * share))
    return path


def scramble_sound(path: Path, *, share: float = 1.0, seed: int = 7) -> Path:
    """The path, after ``share`` of its audio packets were overwritten with random bytes.

    What encrypted sound looks like: a sound container around packets that no decoder takes.
    """
    with av.open(str(path)) as container:
        packets = [(packet.pos, packet.size) for packet in container.demux(container.streams.audio[0]) if packet.size]
    rng = np.random.default_rng(seed)
    with path.open("r+b") as file:
        for position, size_bytes in packets:
            if rng.random() < share:
                file.seek(position)
                file.write(rng.bytes(size_bytes))
    return path


def packet_bytes(path: Path, stream_index: int = 0) -> list[bytes]:
    """The audio packets of a file, one after another."""
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(container.streams.audio[stream_index]) if packet.size]


def damage_page(path: Path, name: str) -> None:
    """Destroy the first page of a table or index of an SQLite file; the others stay readable."""
    with closing(sqlite3.connect(path)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
        size_bytes = connection.execute("PRAGMA page_size").fetchone()[0]
    with path.open("r+b") as file:
        file.seek((page - 1) * size_bytes)
        file.write(b"\xa5" * size_bytes)


async def fill_journal(file) -> Callable[[], Awaitable[None]]:
    """Leave no room in the journal, as a full disk does; what gives it back."""
    await file.run(lambda: file.query("PRAGMA max_page_count = 1"))
    with suppress(JournalFullError):
        while True:  # until the free pages are used up
            await file.write("INSERT INTO service_limits (service) VALUES (? || random())", [("x" * 3000,)])
    return lambda: file.run(lambda: file.query("PRAGMA max_page_count = 1000000"))
