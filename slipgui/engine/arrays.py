"""Names for the array types of the engine, and how its numbers are sorted and counted through."""

import numpy as np
import numpy.typing as npt

Float32s = npt.NDArray[np.float32]
Float64s = npt.NDArray[np.float64]
Int8s = npt.NDArray[np.int8]
Int32s = npt.NDArray[np.int32]
Int64s = npt.NDArray[np.int64]
UInt64s = npt.NDArray[np.uint64]
Bools = npt.NDArray[np.bool_]
Reals = npt.NDArray[np.floating]
"""Real numbers of either precision."""


def sort_with_places(numbers: Int32s | Int64s) -> tuple[Int64s, Int64s]:
    """The numbers ascending and where each stood, both shape (n,).

    One number of both is sorted: numpy does that ten times faster than it finds an order.  Number and place share 63 bits.
    """
    n_place_bits = max(1, len(numbers) - 1).bit_length()
    packed = np.sort((numbers.astype(np.int64) << n_place_bits) | np.arange(len(numbers)))
    return packed >> n_place_bits, packed & ((1 << n_place_bits) - 1)


def count_through(begin: Int64s, n: Int64s) -> tuple[Int64s, Int64s]:
    """The numbers begin, begin + 1, … of some ranges, ``n`` of each, one range after the other: whose each number is, and the number."""
    owner = np.repeat(np.arange(len(n)), n)
    return owner, np.arange(len(owner)) + (begin - np.cumsum(n) + n).take(owner)


def count_up(first: Int64s, step: int, n: Int64s) -> Int64s:
    """The numbers first, first + step, first + 2 · step, … of some runs, ``n`` of each, none 0, one run after the other.

    A running sum: ``np.repeat`` of short runs costs twice as much, for the processor cannot guess where each ends.
    """
    stop = np.cumsum(n)
    numbers = np.full(int(stop[-1]) if len(stop) else 0, step, np.int64)
    jumps = first.copy()
    jumps[1:] -= first[:-1] + (n[:-1] - 1) * step
    numbers[stop - n] = jumps
    return np.cumsum(numbers, out=numbers)
