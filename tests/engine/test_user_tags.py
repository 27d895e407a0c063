import os
import sqlite3

import pytest

from slipgui.engine.catalogue import Catalogue
from slipgui.engine.catalogue_track import ProblemKind


@pytest.fixture
def home(tmp_path):
    return tmp_path / "catalogue"


def add(catalogue, shelf, *files):
    ids = {}
    catalogue.add(
        files,
        decode=shelf.decode,
        read_tags=shelf.read_tags,
        on_file=lambda report: ids.update({report.file.name: report.id}),
        is_cancelled=lambda: False,
    )
    return ids


def test_the_users_tags_win_over_the_files_whenever_it_is_added_again(home, shelf):
    file = shelf.put("1.ogg", 1, title="T", artist="A", album="B", publisher="P")
    with Catalogue.open(home) as catalogue:
        track_id = add(catalogue, shelf, file)["1.ogg"]
        assert catalogue.set_tags({track_id: {"artist": "Mine", "album": None}, "nobody": {"title": "x"}}) == [track_id]
        add(catalogue, shelf, file)
        os.utime(file, ns=(1, 1))
        add(catalogue, shelf, file)
        shelf.put("1.ogg", 2, title="T2", artist="A2", album="B2", publisher="P2")
        add(catalogue, shelf, file)
    with Catalogue.open(home) as catalogue:
        (track,) = catalogue.tracks()
    assert (track.title, track.artist, track.album, track.publisher) == ("T2", "Mine", None, "P2")


def test_the_users_tags_follow_a_moved_file_and_go_with_a_removed_track(home, shelf):
    file = shelf.put("1.ogg", 1)
    with Catalogue.open(home) as catalogue:
        track_id = add(catalogue, shelf, file)["1.ogg"]
        catalogue.set_tags({track_id: {"title": "Mine"}})
        moved = file.rename(file.with_name("2.ogg"))
        add(catalogue, shelf, moved)
        assert catalogue.track(track_id).title == "Mine"
        catalogue.remove([track_id])
        add(catalogue, shelf, moved)
        assert [track.title for track in catalogue.tracks()] == ["2"]


def test_a_catalogue_of_the_first_version_is_brought_up_to_date(home, shelf):
    with Catalogue.open(home) as catalogue:
        track_id = add(catalogue, shelf, shelf.put("1.ogg", 1, title="Old"))["1.ogg"]
    connection = sqlite3.connect(home / "catalogue.sqlite3")
    connection.executescript("DROP TABLE user_tags; ALTER TABLE tracks DROP COLUMN publisher; PRAGMA user_version = 1")
    connection.close()
    with Catalogue.open(home) as catalogue:
        assert catalogue.track(track_id).title == "Old"
        catalogue.set_tags({track_id: {"publisher": "P"}})
        assert catalogue.track(track_id).publisher == "P"
        assert catalogue.check() == []


def test_copies_of_one_file_are_told_and_both_kept(home, shelf):
    with Catalogue.open(home) as catalogue:
        ids = add(catalogue, shelf, shelf.put("a.ogg", 1))
        ids |= add(catalogue, shelf, shelf.put("b.ogg", 1), shelf.put("c.ogg", 2))
        (problem,) = catalogue.check()
        assert (problem.kind, problem.track_id, problem.other_id) == (
            ProblemKind.DUPLICATE,
            ids["b.ogg"],
            ids["a.ogg"],
        )
        assert catalogue.n_tracks == 3
