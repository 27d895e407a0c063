"""What arrays give back stays with the process, for the next ones.

A search makes and drops arrays of some hundred kilobytes to some megabytes.  The C library of GNU hands such memory back to the system,
which gives it out again page by page, each one cleared: 5,000 page faults for a clip of 10 s that is not found, a fifth of its time.
"""

import ctypes
import sys

_MOST_KEPT_BYTES = 32 << 20
"""Unused memory at the end of the heap beyond is handed back …"""
_LARGE_BYTES = 16 << 20
"""… and arrays as large as this are a matter of their own, for they are few."""
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
"""Names of the two settings: malloc.h."""


def keep_freed_memory() -> None:
    """Let each heap of this process, of which threads have their own, keep up to 32 MB; for the first lines of a process that searches.

    Where there is no GNU C library nothing changes.
    """
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_TRIM_THRESHOLD, _MOST_KEPT_BYTES)
        mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)
