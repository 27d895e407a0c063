"""Mapped files that are read here and there while they are not in the page cache yet.

One page after the other costs the latency of the disk each, ten thousand times a query; the kernel's own guess reads megabytes around each
of them.  So the pages a query is going to touch are asked for together, and the disk brings them side by side.  Where they are in the cache
that would be work for nothing: a few are touched first, and the page faults that had to wait for the disk are counted.

Linux alone tells a thread its page faults; elsewhere pages come as the system brings them.
"""

import mmap
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np

from slipgui.engine.arrays import Int64s

if sys.platform == "linux":
    import resource

    def _count_waits() -> int:
        """Page faults of this thread that had to wait for the disk."""
        return resource.getrusage(resource.RUSAGE_THREAD).ru_majflt

    _CAN_ASK = True
else:  # pragma: no cover
    _CAN_ASK = False

_N_TRIED = (16, 64)
"""Few where nothing is here; more where a query before left some of it."""
_MOST_WAITS = 2
_GAP_PAGES = 8
"""Pages this near are asked for together with what lies between: a disk brings 32 kB nearly as fast as four."""
_PIECE_BYTES = 32 * mmap.PAGESIZE
"""The kernel brings no more than its read-ahead (128 kB at the least) when it is asked once."""


class ColdPages:
    """The pages of one mapped array.

    Parameters
    ----------
    mapped
        The map …
    first_byte
        … and where the array begins in it.
    array
        The array itself.
    """

    def __init__(self, mapped: mmap.mmap, first_byte: int, array: np.ndarray[Any, Any]) -> None:
        self._mapped, self._first_byte, self._array = mapped, first_byte, array
        if _CAN_ASK:
            mapped.madvise(mmap.MADV_RANDOM)

    def expect(self, start: Int64s, stop: Int64s) -> None:
        """Have the disk bring what the places [start, stop) lie in, unless it is here; both ascending, shape (n,)."""
        if not _CAN_ASK:
            return
        before = _count_waits()
        for n_tried in _N_TRIED:
            if len(start) <= n_tried:
                return
            self._array.take(start[:: len(start) // n_tried], mode="clip")
            if _count_waits() - before > _MOST_WAITS:
                self.ask(start, stop)
                return

    def ask(self, start: Int64s, stop: Int64s) -> None:
        """As ``expect``, whether they are here or not."""
        if not _CAN_ASK:
            return
        item_bytes = self._array.itemsize
        first_byte, stop_byte = start * item_bytes + self._first_byte, stop * item_bytes + self._first_byte
        for begin, n_bytes in pieces(first_byte, stop_byte, len(self._mapped)):
            self._mapped.madvise(mmap.MADV_WILLNEED, begin, n_bytes)


def pieces(first_byte: Int64s, stop_byte: Int64s, end_byte: int) -> Iterator[tuple[int, int]]:
    """Yield beginnings and lengths of what is asked for: whole pages, none twice, none beyond the end of the file.

    Parameters
    ----------
    first_byte, stop_byte
        What is going to be read, both ascending, shape (n,).
    end_byte
        Length of the file.
    """
    first, last = first_byte // mmap.PAGESIZE, (stop_byte - 1) // mmap.PAGESIZE
    is_apart = first[1:] - last[:-1] > _GAP_PAGES
    begins = first[np.concatenate([[True], is_apart])] * mmap.PAGESIZE
    stops = np.minimum((last[np.concatenate([is_apart, [True]])] + 1) * mmap.PAGESIZE, end_byte)
    for begin, stop in zip(begins.tolist(), stops.tolist(), strict=True):
        for at_byte in range(begin, stop, _PIECE_BYTES):
            yield at_byte, min(_PIECE_BYTES, stop - at_byte)
