import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from slipgui.engine.hashes import (
    MAX_DIFFERENCE,
    MAX_DISTANCE_FRAMES,
    MAX_FRAMES,
    N_HASHES,
    N_STEPS,
    pack_hashes,
    pack_rows,
    unpack_hashes,
    unpack_rows,
)
from slipgui.engine.segment import N_TABLE_HASHES

anchor_steps = st.integers(0, N_STEPS - 1)
differences = st.integers(-MAX_DIFFERENCE, MAX_DIFFERENCE)
distances = st.integers(0, MAX_DISTANCE_FRAMES)


@given(anchor_steps, differences, distances)
def test_unpacking_is_the_inverse_of_packing(anchor, difference, distance):
    given_values = tuple(np.array([value]) for value in (anchor, anchor + difference, distance))
    hashes = pack_hashes(*given_values)
    assert 0 <= hashes[0] < N_HASHES
    assert tuple(int(value[0]) for value in unpack_hashes(hashes)) == (anchor, anchor + difference, distance)


@given(st.integers(0, N_HASHES - 1), st.integers(0, MAX_FRAMES - 1))
def test_rows_hold_hash_and_frame(hash_value, frame):
    rows = pack_rows(np.array([hash_value]), np.array([frame]))
    assert tuple(int(value[0]) for value in unpack_rows(rows)) == (hash_value, frame)


def test_rows_sort_by_hash_then_by_frame():
    hashes, frames = np.array([5, 4, 5, 4]), np.array([1, 9, 0, MAX_FRAMES - 1])
    rows = np.sort(pack_rows(hashes, frames))
    assert [tuple(map(int, pair)) for pair in zip(*unpack_rows(rows), strict=True)] == [
        (4, 9),
        (4, MAX_FRAMES - 1),
        (5, 0),
        (5, 1),
    ]


def test_the_table_covers_every_hash_in_groups_of_32():
    assert N_TABLE_HASHES >= N_HASHES
    assert N_TABLE_HASHES % 32 == 0
