import errno
import os
import sys

import pytest

from slipgui.core.errors import CatalogueError
from slipgui.engine.catalogue_database import CatalogueDatabase
from slipgui.engine.segment_store import SegmentStore
from slipgui.engine.segment_writer import lay_out, make_fingerprint


@pytest.fixture
def store(tmp_path) -> SegmentStore:
    folder = tmp_path / "segments"
    folder.mkdir()
    return SegmentStore(folder)


@pytest.fixture
def database(tmp_path):
    database = CatalogueDatabase(tmp_path / "catalogue.sqlite3")
    yield database
    database.close()


@pytest.fixture
def contents(tunes):
    return lay_out([("a", make_fingerprint(tunes[0]))])


def test_what_was_written_is_open_and_sound(store, contents):
    name = store.write(contents)
    assert store.segment(name) is store.segment(name)
    assert [track.track_id for track in store.segment(name).tracks] == ["a"]
    assert store.is_sound(name)


def test_what_cannot_be_written_leaves_nothing(store, contents):
    store.folder.rmdir()
    with pytest.raises(CatalogueError, match="cannot be written"):
        store.write(contents)
    assert not store.folder.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="nothing there bounds what a process may write")
@pytest.mark.parametrize("room_bytes", [100, 20_000])
def test_a_full_disk_is_told_wherever_it_ends_the_writing(store, contents, room_bytes):
    import resource

    bounds = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room_bytes, bounds[1]))
    try:
        with pytest.raises(CatalogueError, match="cannot be written") as told:
            store.write(contents)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, bounds)
    assert told.value.context["why"] == os.strerror(errno.EFBIG)
    assert list(store.folder.iterdir()) == []


def test_the_index_has_the_segments_of_the_manifest_alone(store, database, contents):
    with database.write() as writer:
        named = store.write(contents)
        store.write(contents)
        writer.add_segment(named, 1, 1000)
    assert [segment.folder.name for segment in store.open_index(database)[1].segments] == [named]


@pytest.mark.parametrize(("n_changes", "n_behind"), [(0, 0), (1, 0), (2, 0), (3, 1)])
def test_segments_that_are_merged_away_while_they_are_opened_are_looked_for_again(
    store, database, contents, n_changes, n_behind
):
    named = []

    def put_another_in_its_place():
        with database.write() as writer:
            writer.drop_empty_segments()
            store.delete(named)
            named[:] = [store.write(contents)]
            writer.add_segment(named[0], 1, 1000)

    class Slow(SegmentStore):
        n_left = n_changes

        def _try_open(self, rows):
            if self.n_left:
                self.n_left -= 1
                put_another_in_its_place()
            return super()._try_open(rows)

    put_another_in_its_place()
    generation, index = Slow(store.folder).open_index(database)
    assert generation == database.generation() - n_behind  # what is behind is opened again by the next query
    assert [segment.folder.name for segment in index.segments] == ([] if n_behind else named)


def test_sweeping_takes_away_what_no_manifest_names(store, database, contents):
    with database.write() as writer:
        named = store.write(contents)
        writer.add_segment(named, 1, 1000)
    leftover = store.write(contents)
    (store.folder / "mine.txt").write_text("kept")
    store.sweep(database)
    assert sorted(path.name for path in store.folder.iterdir()) == sorted([named, "mine.txt"])
    assert not store.is_sound(leftover)


def test_a_segment_that_cannot_be_opened_does_not_hold_the_others_back(store, database, contents, caplog):
    with database.write() as writer:
        names = [store.write(contents), store.write(contents)]
        for name in names:
            writer.add_segment(name, 1, 1000)
    (store.folder / names[0] / "postings.npy").unlink()
    _, index = SegmentStore(store.folder).open_index(database)
    assert [segment.folder.name for segment in index.segments] == [names[1]]
    assert "set aside" in caplog.text
