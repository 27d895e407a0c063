"""Long work of the window, a part at a time."""

import pytest

from slipgui.gui.in_parts import InParts


@pytest.fixture
def work(qapp):
    made = InParts(qapp)
    yield made
    made.deleteLater()


def counting(log, name, n_parts):
    for part in range(n_parts):
        log.append((name, part))
        yield None
    yield name


def test_the_window_is_free_after_each_part(work, qtbot):
    log, results = [], []
    work.done.connect(results.append)
    work.begin(counting(log, "a", 3))
    assert (log, work.is_busy, results) == ([("a", 0)], True, [])
    qtbot.waitUntil(lambda: results == ["a"], timeout=20_000)
    assert (log, work.is_busy) == ([("a", 0), ("a", 1), ("a", 2)], False)


def test_what_is_short_is_done_at_once(work):
    results = []
    work.done.connect(results.append)
    work.begin(counting([], "short", 0))
    assert (results, work.is_busy) == (["short"], False)


def test_other_work_takes_the_place_of_what_is_not_done(work, qtbot):
    log, results = [], []
    work.done.connect(results.append)
    work.begin(counting(log, "first", 2))
    work.begin(counting(log, "second", 2))
    qtbot.waitUntil(lambda: bool(results), timeout=20_000)
    work.begin(counting(log, "first", 2))
    work.begin(counting(log, "short", 0))
    assert (results, work.is_busy) == (["second", "short"], False)
    assert [entry for entry in log if entry[0] == "first"] == [("first", 0)] * 2
