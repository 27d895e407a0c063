"""The rows of the catalogue page: tracks that are known, files that wait to be learned, files that cannot be read.  No Qt here."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from itertools import chain
from pathlib import Path
from typing import Any

from slipgui.core.isrc import parse_isrc


class TrackState(StrEnum):
    """How far a track is."""

    READY = "ready"
    LEARNING = "learning"
    WAITING = "waiting"
    FAILED = "failed"


class TrackColumn(IntEnum):
    """The columns, left to right."""

    TITLE = 0
    ARTIST = 1
    ALBUM = 2
    ISRC = 3
    LENGTH = 4
    STATE = 5
    FILE = 6


@dataclass(frozen=True, slots=True)
class TrackRow:
    """One row.  Texts are as the file has them; what shows them makes them plain."""

    file: str
    """Absolute path: what tells rows apart."""
    folder: str
    title: str
    artist: str
    album: str
    isrc: str
    """With hyphens where it is well-formed, else as tagged; empty where there is none."""
    duration_s: float | None
    state: TrackState
    track_id: str | None
    """None for a file that is no track yet."""
    why: str
    """Why the file cannot be read, and what helps; else empty."""
    searchable: str
    """Everything that a search looks at, case-folded."""
    cover: str = ""
    """Path of its small picture; empty where it has none."""


@dataclass(frozen=True, slots=True)
class CatalogueContents:
    """What the catalogue holds, read at one moment."""

    rows: dict[str, TrackRow]
    """Tracks by file, in the order they were learned."""
    size_bytes: int
    """Of the catalogue itself on the disk."""
    watched: Mapping[str, bool] = field(default_factory=dict)
    """The watched folders without links, and whether they are connected."""


def read_rows(lines: Sequence[Mapping[str, Any]], former: Mapping[str, TrackRow]) -> dict[str, TrackRow]:
    """The rows of tracks told as in ``slip catalogue list --json``, by file.

    Those that are as in ``former``, read before, are the same objects: whoever takes them sees at once what is new.
    """
    rows = {}
    for line in lines:
        row = row_of_track(line)
        before = former.get(row.file)
        rows[row.file] = before if before is not None and before == row else row
    return rows


def row_of_track(line: Mapping[str, Any]) -> TrackRow:
    """The row of a known track."""
    file, code = str(line["file"]), _isrc(line["isrc"])
    title, artist, album = str(line["title"]), line["artist"] or "", line["album"] or ""
    return TrackRow(
        file=file,
        folder=os.path.dirname(file),  # noqa: PTH120 - ten times as quick as a Path, for 100,000 rows
        title=title,
        artist=artist,
        album=album,
        isrc=code,
        duration_s=line["duration_s"],
        state=TrackState.READY,
        track_id=line["id"],
        why="",
        searchable="\n".join((title, artist, album, code, code.replace("-", ""), file)).casefold(),
        cover=line.get("cover") or "",
    )


def lies_in(row_folder: str, folder: str) -> bool:
    """Whether a folder is another one or lies below it."""
    return row_folder == folder or row_folder.startswith(folder.rstrip(os.sep) + os.sep)


def row_of_file(file: str, state: TrackState) -> TrackRow:
    """The row of a file of which no more is known than its name."""
    return TrackRow(
        file=file,
        folder=os.path.dirname(file),  # noqa: PTH120 - as above
        title=Path(file).stem,
        artist="",
        album="",
        isrc="",
        duration_s=None,
        state=state,
        track_id=None,
        why="",
        searchable=file.casefold(),
    )


def with_report(row: TrackRow, line: Mapping[str, Any], why: str) -> TrackRow:
    """The row after what ``slip catalogue add --json`` tells of its file; ``why`` it cannot be read, empty where it was."""
    if why:
        return replace(row, state=TrackState.FAILED, why=why)
    length_s = line.get("duration_s") if line.get("duration_s") is not None else row.duration_s
    track_id = line.get("id") or row.track_id
    return replace(row, state=TrackState.READY, why="", duration_s=length_s, track_id=track_id)


def order_in_parts(
    rows: Sequence[TrackRow], column: TrackColumn, *, is_downwards: bool
) -> Iterator[list[TrackRow] | None]:
    """Order rows by a column; those without a value in it come last, in whatever direction.

    A hundred thousand take a tenth of a second: yields None between parts of it, each some milliseconds, and the ordered rows at last.
    """
    keys: list[Any] = []
    runs: list[list[int]] = []
    empty: list[int] = []
    for begin in range(0, max(1, len(rows)), ROWS_A_PART):
        if begin:
            yield None
        keys += map(_VALUES[column], rows[begin : begin + ROWS_A_PART])
        places = range(begin, len(keys))
        empty += [place for place in places if keys[place] is None or keys[place] == ""]
        filled = [place for place in places if keys[place] is not None and keys[place] != ""]
        runs.append(sorted(filled, key=keys.__getitem__, reverse=is_downwards))
    while len(runs) > 1:  # sorting what is sorted in two pieces only merges them
        merged = []
        for first in range(0, len(runs), 2):
            merged.append(sorted(chain(*runs[first : first + 2]), key=keys.__getitem__, reverse=is_downwards))
            yield None
        runs = merged
    ordered = [rows[place] for place in chain(*runs, empty)]
    if len(rows) > ROWS_A_PART:  # whoever takes them has work of its own
        yield None
    yield ordered


ROWS_A_PART = 5_000
_STATE_ORDER = {TrackState.FAILED: 0, TrackState.LEARNING: 1, TrackState.WAITING: 2, TrackState.READY: 3}
"""What needs a look comes first."""
_VALUES: dict[TrackColumn, Callable[[TrackRow], Any]] = {
    TrackColumn.TITLE: lambda row: row.title.casefold(),
    TrackColumn.ARTIST: lambda row: row.artist.casefold(),
    TrackColumn.ALBUM: lambda row: row.album.casefold(),
    TrackColumn.ISRC: lambda row: row.isrc,
    TrackColumn.LENGTH: lambda row: row.duration_s,
    TrackColumn.STATE: lambda row: _STATE_ORDER[row.state],
    TrackColumn.FILE: lambda row: row.file.casefold(),
}


def _isrc(text: str | None) -> str:
    code = parse_isrc(text)
    return str(code) if code is not None else text or ""
