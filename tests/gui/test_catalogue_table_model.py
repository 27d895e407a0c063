"""The rows of the catalogue: news in, search, folders, order."""

import pytest
from support.catalogue_lines import contents_of, failed_report, report, track, waiting

from slipgui.gui.catalogue_rows import TrackColumn, TrackState
from slipgui.gui.catalogue_table_model import CatalogueTableModel


@pytest.fixture
def model(qapp):
    model = CatalogueTableModel(n_workers=2)
    model.set_contents(
        contents_of(
            track("/m/a/one.wav", title="Harbour Lights", artist="Mira Okafor", isrc="QZTW42100417", duration_s=60.0),
            track("/m/a/two.wav", title="eleven winters", artist="The Ostrava Sleepers", duration_s=222.0),
            track("/m/b/three.wav", title="Slow Machinery", album="Belt Drive", duration_s=30.0),
        )
    )
    return model


def titles(model):
    return [row.title for row in model.shown_rows()]


def states(model):
    return {row.file: row.state for row in model.rows()}


def test_tracks_stand_in_the_order_they_were_learned(model):
    assert titles(model) == ["Harbour Lights", "eleven winters", "Slow Machinery"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("harbour", ["Harbour Lights"]),
        ("OKAFOR lights", ["Harbour Lights"]),
        ("qz-tw4-21", ["Harbour Lights"]),
        ("qztw421", ["Harbour Lights"]),
        ("belt", ["Slow Machinery"]),
        ("/m/a/", ["Harbour Lights", "eleven winters"]),
        ("nothing like it", []),
    ],
)
def test_search_looks_at_title_artist_album_isrc_and_file(model, text, found):
    model.set_search(text)
    assert titles(model) == found


def test_a_folder_shows_its_own_tracks(model):
    model.set_place("/m/b")
    assert titles(model) == ["Slow Machinery"]
    model.set_place(None)
    assert model.rowCount() == 3


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ((TrackColumn.TITLE, False), ["eleven winters", "Harbour Lights", "Slow Machinery"]),
        ((TrackColumn.LENGTH, True), ["eleven winters", "Harbour Lights", "Slow Machinery"]),
        ((TrackColumn.ALBUM, False), ["Slow Machinery", "Harbour Lights", "eleven winters"]),
        ((TrackColumn.ALBUM, True), ["Slow Machinery", "Harbour Lights", "eleven winters"]),
        (None, ["Harbour Lights", "eleven winters", "Slow Machinery"]),
    ],
)
def test_a_column_orders_and_empty_values_come_last_in_both_directions(model, order, found):
    model.set_order((TrackColumn.TITLE, True))
    model.set_order(order)
    assert titles(model) == found


def test_files_wait_are_learned_as_many_at_once_as_there_are_workers_and_become_ready(model):
    model.expect(waiting("/m/c/4.wav", "/m/c/5.wav", "/m/c/6.wav"))
    assert [states(model)[f"/m/c/{n}.wav"] for n in (4, 5, 6)] == ["learning", "learning", "waiting"]
    model.note(report("/m/c/5.wav", duration_s=12.0))
    assert [states(model)[f"/m/c/{n}.wav"] for n in (4, 5, 6)] == ["learning", "ready", "learning"]
    model.flush()
    assert model.rowCount() == 6
    assert model.n_pending == 2


def test_a_track_that_is_looked_at_again_stays_ready(model):
    model.expect(waiting("/m/a/one.wav"))
    assert states(model)["/m/a/one.wav"] is TrackState.READY


def test_what_was_not_learned_is_not_listed_after_the_end(model):
    model.expect(waiting("/m/c/4.wav", "/m/c/5.wav"))
    model.note(report("/m/c/4.wav"))
    model.rest()
    model.flush()
    assert "/m/c/5.wav" not in states(model)
    assert model.rowCount() == 4


def test_a_file_that_cannot_be_read_stays_listed_with_its_reason_until_it_is_learned(model):
    model.expect(waiting("/m/c/bad.wav"))
    model.note(failed_report("/m/c/bad.wav"))
    model.rest()
    model.set_contents(contents_of(track("/m/a/one.wav", title="Harbour Lights")))
    model.set_place(None, is_failed_only=True)
    (row,) = model.shown_rows()
    assert (row.title, row.state) == ("bad", TrackState.FAILED)
    assert "This format is not known" in row.why
    model.note(report("/m/c/bad.wav"))
    model.flush()
    assert model.rowCount() == 0


def test_tracks_that_another_program_removed_or_added_go_and_come(model):
    one, four = track("/m/a/one.wav", title="Harbour Lights"), track("/m/d/4.wav", title="New")
    model.set_contents(contents_of(one, four))
    assert titles(model) == ["Harbour Lights", "New"]


def test_while_learning_an_older_reading_takes_nothing_away(model):
    model.expect(waiting("/m/c/4.wav", "/m/c/5.wav"))
    model.note(report("/m/c/4.wav"))
    model.set_contents(contents_of(track("/m/a/one.wav", title="Harbour Lights")))
    assert "/m/c/4.wav" in states(model)


def test_new_tracks_come_at_the_end_and_move_nothing(model):
    model.set_order((TrackColumn.TITLE, True))
    before = titles(model)
    model.note(report("/m/c/zzz.wav"))
    model.flush()
    assert titles(model) == [*before, "zzz"]


def test_removed_files_leave_the_list(model):
    model.forget(["/m/a/one.wav", "/m/b/three.wav"])
    assert titles(model) == ["eleven winters"]


def test_a_removal_in_many_pieces_leaves_the_right_rows(qapp):
    model = CatalogueTableModel()
    model.set_contents(contents_of(*(track(f"/m/{n}.wav", title=str(n)) for n in range(600))))
    model.forget([f"/m/{n}.wav" for n in range(0, 600, 2)])
    assert titles(model) == [str(n) for n in range(1, 600, 2)]


def test_texts_of_others_are_shown_plain(model):
    model.set_contents(contents_of(track("/m/x.wav", title="a\u202eb<b>")))
    index = model.index(0, TrackColumn.TITLE)
    assert model.data(index) == "ab<b>"


def test_a_hundred_thousand_tracks_are_listed_searched_and_ordered(qtbot):
    """How long it takes is measured by ``make bench-window``."""
    contents = contents_of(
        *(track(f"/m/{n % 900}/{n}.wav", title=f"Tune {n * 7919 % 100_000:05}") for n in range(100_000))
    )
    model = CatalogueTableModel()
    model.set_contents(contents)
    model.set_search("tune 77000")
    found = ["Tune 63000", "Tune 77000"]  # the first by its file
    qtbot.waitUntil(lambda: titles(model) == found, timeout=20_000)
    model.set_search("")
    for is_downwards in (False, True):
        model.set_order((TrackColumn.TITLE, is_downwards))
        wanted = [f"Tune {n:05}" for n in range(100_000)]
        if is_downwards:
            wanted.reverse()
        qtbot.waitUntil(lambda wanted=wanted: titles(model)[:2] == wanted[:2], timeout=20_000)
        assert titles(model) == wanted
    model.set_contents(contents)
    assert model.rowCount() == 100_000


@pytest.fixture
def long_model(qapp):
    """So many tracks that they are ordered in parts."""
    model = CatalogueTableModel(n_workers=2)
    model.set_contents(
        contents_of(*(track(f"/m/{n}.wav", title=f"Tune {n * 7919 % 12_000:05}") for n in range(12_000)))
    )
    return model


def test_what_comes_goes_and_changes_while_a_long_list_is_ordered_is_shown_in_it(long_model, qtbot):
    model = long_model
    model.set_order((TrackColumn.TITLE, False))
    assert titles(model)[:2] == ["Tune 00000", "Tune 07919"]  # until it is ordered all stands where it was
    model.forget(["/m/1.wav"])
    model.note(report("/m/new.wav"))
    model.note(failed_report("/m/2.wav"))
    model.flush()
    qtbot.waitUntil(lambda: titles(model)[:2] == ["Tune 00000", "Tune 00001"], timeout=20_000)
    assert titles(model)[-1] == "new"
    assert (model.rowCount(), "Tune 07919" in titles(model)) == (12_000, False)
    assert [row.file for row in model.shown_rows() if row.state is TrackState.FAILED] == ["/m/2.wav"]


def test_another_order_search_or_none_takes_the_place_of_one_that_is_not_ready(long_model, qtbot):
    model = long_model
    model.set_order((TrackColumn.TITLE, False))
    model.set_order((TrackColumn.TITLE, True))
    qtbot.waitUntil(lambda: titles(model)[0] == "Tune 11999", timeout=20_000)
    assert titles(model) == sorted(titles(model), reverse=True)
    model.set_order((TrackColumn.FILE, False))
    model.set_search("tune 00001")
    qtbot.waitUntil(lambda: titles(model) == ["Tune 00001"], timeout=20_000)
    model.set_order((TrackColumn.TITLE, False))
    model.set_order(None)
    model.set_search("")
    qtbot.waitUntil(lambda: titles(model)[:2] == ["Tune 00000", "Tune 07919"], timeout=20_000)
