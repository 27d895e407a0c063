import os
import sqlite3

import pytest

from slipgui.engine.catalogue import Catalogue
from slipgui.engine.catalogue_track import AddOptions, FileStatus, ProblemKind


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
    newer = "".join(f"ALTER TABLE tracks DROP COLUMN {name};" for name in ("publisher", "cover", "file_tags"))
    connection.executescript(f"DROP TABLE user_tags; {newer} PRAGMA user_version = 1")
    connection.close()
    with Catalogue.open(home) as catalogue:
        assert catalogue.track(track_id).title == "Old"
        catalogue.set_tags({track_id: {"publisher": "P"}})
        assert catalogue.track(track_id).publisher == "P"
        assert catalogue.said_tags(track_id).of_file["title"] == "Old"
        assert catalogue.check() == []


def test_copies_of_one_file_are_told_and_both_kept(home, shelf):
    with Catalogue.open(home) as catalogue:
        ids = add(catalogue, shelf, shelf.put("a.ogg", 1))
        ids |= add(catalogue, shelf, shelf.put("b.ogg", 1), shelf.put("c.ogg", 2))
        (problem,) = catalogue.check()
        assert (problem.kind, problem.track_id, problem.path.name) == (ProblemKind.DUPLICATE, ids["b.ogg"], "b.ogg")
        assert problem.other_path is not None
        assert (problem.other_id, problem.other_path.name) == (ids["a.ogg"], "a.ogg")
        assert catalogue.n_tracks == 3


def test_the_files_own_tags_are_kept_and_stand_again_when_the_user_takes_his_word_back(home, shelf):
    with Catalogue.open(home) as catalogue:
        track_id = add(catalogue, shelf, shelf.put("1.ogg", 1, title="T", artist="A"))["1.ogg"]
        catalogue.set_tags({track_id: {"title": "Mine", "artist": None, "isrc": "X"}})
        said = catalogue.said_tags(track_id)
        assert (said.of_file["title"], said.of_file["artist"], said.of_file["isrc"]) == ("T", "A", None)
        assert said.of_user == {"title": "Mine", "artist": None, "isrc": "X"}
        assert catalogue.drop_user_tags([track_id, "nobody"], ["title", "isrc"]) == [track_id]
        track = catalogue.track(track_id)
        assert (track.title, track.artist, track.isrc) == ("T", None, None)
        assert catalogue.said_tags("nobody") is None


def test_one_cover_is_kept_once_and_goes_when_no_track_needs_it(home, shelf):
    with Catalogue.open(home) as catalogue:
        files = [shelf.put(f"{seed}.ogg", seed, cover="jpeg") for seed in (1, 2)]
        ids = add(catalogue, shelf, *files, shelf.put("3.ogg", 3))
        covers = [catalogue.cover_file(catalogue.track(ids[f"{seed}.ogg"])) for seed in (1, 2, 3)]
        assert covers[0] == covers[1]
        assert covers[0].read_bytes() == b"jpeg"
        assert covers[2] is None
        catalogue.set_cover([ids["1.ogg"]], b"mine")
        add(catalogue, shelf, files[0])
        mine = catalogue.cover_file(catalogue.track(ids["1.ogg"]))
        assert mine.read_bytes() == b"mine"
        catalogue.remove([ids["2.ogg"]])
        catalogue.check()
        assert covers[0].exists()  # the first track's file still has it
        catalogue.drop_user_tags([ids["1.ogg"]], ["cover"])
        catalogue.check()
        assert catalogue.cover_file(catalogue.track(ids["1.ogg"])) == covers[0]
        assert [file.name for file in (home / "covers").iterdir()] == [covers[0].name]
        assert not mine.exists()


def test_a_rebuild_learns_again_what_did_not_change(home, shelf):
    with Catalogue.open(home) as catalogue:
        ids = add(catalogue, shelf, shelf.put("1.ogg", 1))
        add(catalogue, shelf, shelf.folder / "1.ogg")
        assert shelf.decoded == ["1.ogg"]
        reports = []
        catalogue.add(
            [shelf.folder / "1.ogg"],
            decode=shelf.decode,
            read_tags=shelf.read_tags,
            on_file=reports.append,
            is_cancelled=lambda: False,
            options=AddOptions(is_anew=True),
        )
        assert shelf.decoded == ["1.ogg", "1.ogg"]
        assert [(report.status, report.id) for report in reports] == [(FileStatus.UPDATED, ids["1.ogg"])]
