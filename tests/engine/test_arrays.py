import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from slipgui.engine.arrays import count_up


@given(st.lists(st.tuples(st.integers(-(2**60), 2**60), st.integers(1, 40)), max_size=30), st.integers(-(2**32), 2**32))
def test_runs_are_counted_up_one_after_the_other(runs, step):
    first, n = (np.array([run[column] for run in runs], np.int64) for column in (0, 1))
    wanted = [begin + step * place for begin, length in runs for place in range(length)]
    np.testing.assert_array_equal(count_up(first, step, n), np.array(wanted, np.int64))
