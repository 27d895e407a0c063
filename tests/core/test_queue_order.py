"""The order of the queue: what moves keeps its inner order, what stays keeps its own."""

from hypothesis import given
from hypothesis import strategies as st

from slipgui.core.queue_order import QueuePlace, SortKey, changed_part, moved, natural_key, sorted_order

ORDERS = st.integers(0, 12).map(lambda n: [f"c{i}" for i in range(n)])


@given(ORDERS, st.data())
def test_moving_loses_and_makes_no_clip_and_keeps_the_order_of_those_that_stay(order, data):
    moving = data.draw(st.lists(st.sampled_from([*order, "unknown"]), unique=True))
    before = data.draw(st.sampled_from([*order, None, "unknown"]))
    after = moved(order, moving, before)
    assert sorted(after) == sorted(order)
    assert [c for c in after if c not in moving] == [c for c in order if c not in moving]
    known = [c for c in moving if c in order]
    assert [c for c in after if c in known] == known
    if known:
        at = after.index(known[0])
        assert after[at : at + len(known)] == known


def test_clips_move_in_front_of_another_one_to_the_top_and_to_the_end():
    assert moved(list("abcde"), ["d", "b"], "a") == list("dbace")
    assert moved(list("abcde"), ["a"], "d") == list("bcade")
    assert moved(list("abcde"), ["a", "c"], None) == list("bdeac")
    assert moved(list("abcde"), ["b", "c"], "c") == list("abcde")  # onto itself


def test_names_are_sorted_as_people_count_and_equal_ones_stay_as_they_came():
    places = [
        QueuePlace(str(i), name, size, i) for i, (name, size) in enumerate([("take10", 5), ("Take2", 9), ("a", 5)])
    ]
    assert sorted_order(places, SortKey.NAME) == ["2", "1", "0"]
    assert sorted_order(places, SortKey.SIZE) == ["0", "2", "1"]
    assert sorted_order(places[::-1], SortKey.SIZE, is_descending=True) == ["1", "0", "2"]
    assert sorted_order(places[::-1], SortKey.ADDED) == ["0", "1", "2"]


@given(ORDERS, st.randoms(use_true_random=False))
def test_outside_of_the_changed_part_both_orders_agree(order, random):
    after = random.sample(order, len(order))
    part = list(changed_part(order, after))
    if not part:
        assert after == order
    else:
        at = after.index(part[0])
        assert order[:at] == after[:at]
        assert order[at + len(part) :] == after[at + len(part) :]
        assert part[0] != order[at]
        assert part[-1] != order[at + len(part) - 1]


def test_digits_sort_as_numbers_and_letters_without_case():
    names = ["b2", "B10", "a", "b1", "10", "9"]
    assert sorted(names, key=natural_key) == ["9", "10", "a", "b1", "b2", "B10"]
