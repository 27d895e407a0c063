import mmap
import os
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipgui.engine.cold_pages import ColdPages, pieces

PAGE = mmap.PAGESIZE
N_PAGES = 4000
ranges = st.lists(st.tuples(st.integers(0, 60 * PAGE), st.integers(1, 3 * PAGE)), min_size=1, max_size=40)


@given(ranges)
def test_all_that_is_read_is_asked_for_once_and_nothing_beyond_the_file(wanted):
    start = np.sort([begin for begin, _ in wanted])
    stop = np.maximum.accumulate(start + [length for _, length in wanted])
    end = int(stop.max())
    asked = list(pieces(start, stop, end))
    covered = np.zeros(end, np.int8)
    for begin, n_bytes in asked:
        assert begin % PAGE == 0
        assert 0 < n_bytes <= 32 * PAGE
        covered[begin : begin + n_bytes] += 1
    assert covered.max() == 1
    assert all(covered[begin:ended].all() for begin, ended in zip(start, stop, strict=True))


def count_waits(path, start, *, is_expected, warm=()):
    """How often the disk was waited for, reading here and there in a file of which only some places are in the page cache."""
    resource = pytest.importorskip("resource")
    with path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    array = np.frombuffer(mapped, np.uint32)
    pages = ColdPages(mapped, 0, array)
    array.take(np.array(warm, np.int64))
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_majflt
    if is_expected:
        pages.expect(start, start + 1)
    array.take(start)
    return resource.getrusage(resource.RUSAGE_THREAD).ru_majflt - before


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
@pytest.mark.parametrize("is_partly_warm", [False, True])
def test_a_cold_file_is_not_waited_for_page_by_page(tmp_path, is_partly_warm):
    path = tmp_path / "cold"
    with path.open("wb") as file:
        file.write(bytes(N_PAGES * PAGE))
        os.fsync(file.fileno())
    start = np.arange(0, N_PAGES, 4 if is_partly_warm else 20) * (PAGE // 4)
    warm = np.delete(start, np.s_[3::8]) if is_partly_warm else ()  # seven of eight
    one_by_one = count_waits(path, start, is_expected=False, warm=warm)
    if one_by_one < (len(start) - len(warm)) // 2:
        pytest.skip("this disk lies in memory")
    assert count_waits(path, start, is_expected=True, warm=warm) < one_by_one / 4
