"""The folders that hold the tracks of the catalogue, each with its counts.  No Qt here."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from slipgui.core.queue_order import natural_key
from slipgui.gui.catalogue_rows import TrackRow, TrackState, lies_in


@dataclass(frozen=True, slots=True)
class FolderLine:
    """A folder and what is in it."""

    folder: str
    """Absolute path."""
    n_tracks: int
    """Everything that stands in the list: also what waits and what cannot be read."""
    n_ready: int
    n_failed: int
    n_to_come: int
    """Learning or waiting."""
    hint: str
    """Name of the folder above, where two folders are called the same; else empty."""
    is_watched: bool = False
    """Kept in step; its counts are those of everything below it."""
    is_connected: bool = True
    """False for a watched folder whose volume is gone."""


_FOLDER = attrgetter("folder")
_ROWS_A_PART = 20_000


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over all rows."""

    n_ready: int = 0
    n_failed: int = 0
    n_to_come: int = 0
    duration_s: float = 0.0


def count_in_parts(
    rows: Sequence[TrackRow], watched: Mapping[str, bool]
) -> Iterator[tuple[list[FolderLine], Totals] | None]:
    """The folders by name, in natural order, and the sums.

    A hundred thousand rows take a twentieth of a second: yields None between parts of it, and what was counted at last.

    Parameters
    ----------
    rows
        All rows.
    watched
        The watched folders, and whether they are connected; they stand for everything below them, also without a track.
    """
    counts: Counter[tuple[str, TrackState]] = Counter()
    duration_s = 0.0
    for begin in range(0, len(rows), _ROWS_A_PART):
        part = rows[begin : begin + _ROWS_A_PART]
        _count(part, counts)
        duration_s += sum(row.duration_s or 0.0 for row in part if row.track_id is not None)
        if len(rows) > _ROWS_A_PART:
            yield None
    of_state: Counter[TrackState] = Counter()
    for (_, state), count in counts.items():
        of_state[state] += count
    n_to_come = of_state[TrackState.LEARNING] + of_state[TrackState.WAITING]
    totals = Totals(of_state[TrackState.READY], of_state[TrackState.FAILED], n_to_come, duration_s)
    lines = _lines(_gather(counts, watched), watched)
    if len(rows) > _ROWS_A_PART:  # whoever shows them has work of its own
        yield None
    yield lines, totals


def _count(rows: Sequence[TrackRow], counts: Counter[tuple[str, TrackState]]) -> None:
    """Add how many rows of each state lie in each folder."""
    # nearly all are ready: counted without a line of Python for each
    for folder, n in Counter(map(_FOLDER, rows)).items():
        counts[folder, TrackState.READY] += n
    for row in rows:
        if row.state is not TrackState.READY:
            counts[row.folder, TrackState.READY] -= 1
            counts[row.folder, row.state] += 1


def folder_name(folder: str) -> str:
    """The last part of a path; the path itself for a root."""
    return os.path.basename(folder) or folder  # noqa: PTH119 - strings all the way, for 100,000 rows


def _gather(counts: Counter[tuple[str, TrackState]], watched: Mapping[str, bool]) -> Counter[tuple[str, TrackState]]:
    """The counts with those below a watched folder counted there."""
    if not watched:
        return counts
    roots = {
        folder: next((root for root in watched if lies_in(folder, root)), folder)
        for folder in {key[0] for key in counts}
    }
    gathered: Counter[tuple[str, TrackState]] = Counter()
    for (folder, state), count in counts.items():
        gathered[roots[folder], state] += count
    return gathered


def _lines(counts: Counter[tuple[str, TrackState]], watched: Mapping[str, bool]) -> list[FolderLine]:
    folders = frozenset(folder for folder, _ in counts) | frozenset(watched)
    names = Counter(folder_name(folder) for folder in folders)
    lines = []
    for folder in _in_natural_order(folders):
        ready, failed = counts[folder, TrackState.READY], counts[folder, TrackState.FAILED]
        to_come = counts[folder, TrackState.LEARNING] + counts[folder, TrackState.WAITING]
        is_named_twice = names[folder_name(folder)] > 1
        above = folder_name(os.path.dirname(folder)) if is_named_twice else ""  # noqa: PTH120 - as above
        is_connected = watched.get(folder, True)
        n_tracks = ready + failed + to_come
        lines.append(FolderLine(folder, n_tracks, ready, failed, to_come, above, folder in watched, is_connected))
    return lines


@lru_cache(maxsize=1)
def _in_natural_order(folders: frozenset[str]) -> list[str]:
    """The folders by name; kept, because between two countings they are mostly the same."""
    return sorted(folders, key=lambda folder: (natural_key(folder_name(folder)), folder))
