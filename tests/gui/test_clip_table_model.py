import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from support.queue_events import added, finished, make_info, make_track, not_found, probed, stage

from slipgui.core.clip import ClipId
from slipgui.core.errors import NoAudioError
from slipgui.core.events import ClipRemoved, UploadProgress
from slipgui.core.flow import Stage
from slipgui.core.outcome import Cancelled, Failed, Identified
from slipgui.gui.clip_table_model import ROW_ROLE, ClipTableModel, Column, RowFilter

FAILED = Failed(NoAudioError())


@pytest.fixture
def model(qapp, clock):
    model = ClipTableModel(clock)
    model.tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return model


def fill(model, *ids):
    for clip_id in ids:
        model.apply(added(clip_id, f"{clip_id}.mov"))
    model.flush()


def shown(model):
    return [row.clip_id for row in model.shown_rows()]


def finish(model, clip_id, outcome=None):
    model.apply(finished(clip_id, outcome))
    model.flush()


def test_clips_stand_in_the_order_in_which_they_came(model):
    fill(model, "c", "a", "b")
    assert shown(model) == ["c", "a", "b"]
    assert model.rowCount() == 3
    assert model.index(0, 0).data(ROW_ROLE).clip_id == "c"


def test_same_clip_is_taken_once(model):
    fill(model, "a", "a")
    assert shown(model) == ["a"]


def test_news_of_an_unknown_clip_are_passed_over(model):
    model.apply(stage("ghost", Stage.PROBING))
    model.apply(ClipRemoved(ClipId("ghost")))
    model.flush()
    assert model.rowCount() == 0


def test_removed_clip_leaves_and_the_others_stay_in_order(model):
    fill(model, "a", "b", "c", "d")
    model.apply(ClipRemoved(ClipId("b")))
    model.apply(ClipRemoved(ClipId("d")))
    model.flush()
    assert shown(model) == ["a", "c"]
    assert model.index_of("c").row() == 1
    assert not model.index_of("b").isValid()


def test_clip_that_is_brought_back_stands_at_the_end(model):
    fill(model, "a", "b")
    model.apply(ClipRemoved(ClipId("a")))
    model.apply(added("a"))
    model.flush()
    assert shown(model) == ["b", "a"]


def test_clip_added_and_removed_at_once_is_never_seen(model):
    model.apply(added("a"))
    model.apply(ClipRemoved(ClipId("a")))
    model.flush()
    assert shown(model) == []
    fill(model, "a")
    assert shown(model) == ["a"]


def test_many_clips_at_once_are_one_insertion(model, qtbot):
    spans = []
    model.rowsInserted.connect(lambda _, first, last: spans.append((first, last)))
    fill(model, *(f"c{n}" for n in range(2000)))
    assert spans == [(0, 1999)]


def test_a_storm_of_changes_is_told_once_in_fifty_milliseconds(model, qtbot):
    fill(model, *(f"c{n}" for n in range(2000)))
    ranges = []
    model.dataChanged.connect(lambda first, last: ranges.append((first.row(), last.row())))
    with qtbot.waitSignal(model.refreshed):
        for sent in range(50):
            for n in (3, 700, 1999):
                model.apply(UploadProgress(ClipId(f"c{n}"), sent, 100))
    assert ranges == [(3, 3), (700, 700), (1999, 1999)]


def test_changes_are_told_without_being_asked(model, qtbot):
    with qtbot.waitSignal(model.rowsInserted):
        model.apply(added("a"))


@pytest.mark.parametrize(
    ("row_filter", "ids"),
    [
        (RowFilter.ALL, ["wait", "work", "found", "unsure", "none", "bad", "gone"]),
        (RowFilter.WAITING, ["wait"]),
        (RowFilter.WORKING, ["work"]),
        (RowFilter.IDENTIFIED, ["found"]),
        (RowFilter.UNSURE, ["unsure"]),
        (RowFilter.NOT_FOUND, ["none"]),
        (RowFilter.FAILED, ["bad"]),
    ],
)
def test_filters_show_and_count_their_clips(model, row_filter, ids):
    fill(model, "wait", "work", "found", "unsure", "none", "bad", "gone")
    model.apply(stage("work", Stage.PREPARING))
    model.apply(finished("found"))
    model.apply(finished("unsure", Identified(make_track(score=61.0), None)))
    model.apply(not_found("none"))
    model.apply(finished("bad", FAILED))
    model.apply(finished("gone", Cancelled()))
    model.flush()
    model.set_filter(row_filter)
    assert shown(model) == ids
    assert model.count(row_filter) == len(ids)


def test_clip_that_changes_its_state_leaves_one_filter_and_enters_another_at_its_place(model):
    fill(model, "a", "b", "c", "d")
    for clip_id in "abd":
        finish(model, clip_id, FAILED)
    model.set_filter(RowFilter.FAILED)
    finish(model, "c", FAILED)
    assert shown(model) == ["a", "b", "c", "d"]
    model.apply(stage("b", Stage.DROPPED))
    model.flush()
    assert shown(model) == ["a", "c", "d"]
    assert model.count(RowFilter.WAITING) == 1


def test_newcomers_between_shown_rows_each_find_their_place(model):
    ids = list("abcdefgh")
    fill(model, *ids)
    for clip_id in "cf":
        finish(model, clip_id, FAILED)
    model.set_filter(RowFilter.FAILED)
    for clip_id in "abdegh":
        model.apply(finished(clip_id, FAILED))
    model.flush()
    assert shown(model) == ids


def test_changed_and_removed_rows_in_one_go_keep_their_places(model):
    fill(model, *"abcdef")
    for clip_id in "abcdef":
        model.apply(stage(clip_id, Stage.POLLING))
    model.flush()
    ranges = []
    model.dataChanged.connect(lambda first, last: ranges.append((first.row(), last.row())))
    model.apply(ClipRemoved(ClipId("a")))
    model.apply(ClipRemoved(ClipId("b")))
    model.apply(stage("d", Stage.PROBING))
    model.flush()
    assert shown(model) == list("cdef")
    assert ranges == [(1, 1)]


@pytest.mark.parametrize("words", ["harbour", "OKAFOR", "tidewater lights", "qz-tw4-21-00417", "qztw42100417", "a.mov"])
def test_search_looks_into_name_track_artist_label_and_isrc(model, words):
    fill(model, "a", "b")
    finish(model, "a")
    model.set_search(words)
    assert shown(model) == ["a"]


def test_search_and_filter_work_together(model):
    fill(model, "one", "two")
    finish(model, "two", FAILED)
    model.set_filter(RowFilter.FAILED)
    model.set_search("one")
    assert shown(model) == []
    model.set_search("")
    assert shown(model) == ["two"]


def test_clip_that_comes_to_fit_the_search_appears(model):
    fill(model, "a", "b")
    model.set_search("harbour")
    assert shown(model) == []
    finish(model, "b")
    assert shown(model) == ["b"]


def test_place_in_line_counts_waiting_clips_only(model):
    fill(model, "a", "b", "c")
    model.apply(stage("a", Stage.PROBING))
    assert [model.position_in_line(ClipId(clip_id)) for clip_id in "abc"] == [0, 1, 2]


def test_cells_have_words_for_those_who_do_not_see(model):
    fill(model, "a")
    model.apply(probed("a", make_info()))
    finish(model, "a")
    spoken = [model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in Column]
    assert spoken[Column.CLIP].startswith("a.mov, 4 minutes. In catalogue: Harbour Lights")
    assert spoken[1:] == [
        "3.9 MB of 5.82 GB · sound",
        "In catalogue. Found in 6 s",
        "Harbour Lights (60s Edit), Mira Okafor · Tidewater Library",
        "QZ-TW4-21-00417",
        "98.2",
    ]


def test_tooltip_never_reads_a_name_as_markup(model):
    model.apply(added("a", "<img src=x>.mov"))
    model.flush()
    assert "<img" not in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_columns_are_titled(model):
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in Column]
    assert titles == ["Clip", "Sent", "State", "Track", "ISRC", "Score"]


def test_table_has_no_children(model):
    fill(model, "a")
    assert isinstance(model, QAbstractTableModel)
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.row_at(QModelIndex()) is None


def test_waiting_rows_are_painted_anew_when_the_line_moves(model):
    fill(model, "a", "b", "c")
    changed = set()
    model.dataChanged.connect(lambda first, last: changed.update(range(first.row(), last.row() + 1)))
    model.apply(stage("a", Stage.PROBING))
    model.flush()
    assert changed == {0, 1, 2}
