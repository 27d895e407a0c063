from pathlib import Path

import pytest
from support.clips import make_clip
from support.damage import damage_page
from support.pictures import BLUE, RED, make_picture, mean_color
from support.tunes import RATE_HZ, make_tune

from slipgui.app.catalogue import CatalogueDesk
from slipgui.app.paths import find_home


@pytest.fixture
def desk(tmp_path):
    return CatalogueDesk(find_home(tmp_path / "home"))


@pytest.fixture
def music(tmp_path):
    folder = tmp_path / "music"
    folder.mkdir()
    for seed in range(5):
        make_clip(folder / f"{seed}.wav", samples=make_tune(seed, 5.0), sample_rate_hz=RATE_HZ)
    return folder


def test_many_files_are_learnt_in_worker_processes_and_progress_is_told(desk, music):
    lines, progress = [], []
    summary = desk.add([music], lines.append, progress.append)
    assert (summary["added"], summary["failed"]) == (5, 0)
    assert [line["status"] for line in lines] == ["added"] * 5
    assert [(step.n_done, step.n_files) for step in progress] == [(n, 5) for n in range(1, 6)]
    assert progress[-1].audio_s == pytest.approx(25, abs=0.5)


def test_tags_of_several_tracks_are_edited_and_taken_back(desk, music):
    desk.add([music], lambda _: None)
    first, second, third = (track["id"] for track in desk.tracks()[:3])
    title = desk.tracks()[0]["title"]
    assert desk.set_tags([first, second], {"isrc": "qz-tw4-26-00001", "artist": " Anna ", "album": ""}) == {}
    refused = desk.set_tags([first], {"isrc": "x", "title": "", "colour": "red", "album": "B"})
    assert set(refused) == {"isrc", "title", "colour"}
    tags = {track["id"]: (track["isrc"], track["artist"], track["album"]) for track in desk.tracks()}
    assert tags[first] == tags[second] == ("QZTW42600001", "Anna", None)
    assert tags[third] == (None, None, None)
    (said,) = desk.said_tags([first, "nobody"])
    assert (said["id"], said["of_user"]["artist"], said["of_file"]["artist"]) == (first, "Anna", None)
    assert desk.set_tags([first], {"artist": None, "title": "Mine"}) == {}
    track = desk.tracks()[0]
    assert (track["artist"], track["title"], track["isrc"]) == (None, "Mine", "QZTW42600001")
    desk.set_tags([first], {"title": None})
    assert desk.tracks()[0]["title"] == title


def test_covers_come_from_the_folder_and_may_be_chosen_by_the_user(desk, music, tmp_path):
    (music / "cover.png").write_bytes(make_picture(RED))
    desk.add([music], lambda _: None)
    tracks = desk.tracks()
    (cover,) = {track["cover"] for track in tracks}
    assert mean_color(Path(cover).read_bytes())[0] > 200
    mine = tmp_path / "mine.png"
    mine.write_bytes(make_picture(BLUE))
    assert desk.set_cover([tracks[0]["id"]], mine) == ""
    assert mean_color(desk.cover_file(tracks[0]["id"]).read_bytes())[2] > 200
    assert desk.cover_file(tracks[1]["id"]) == Path(cover)
    mine.write_text("no picture")
    assert "no picture" in desk.set_cover([tracks[0]["id"]], mine)
    assert desk.set_cover([tracks[0]["id"]], None) == ""
    assert desk.cover_file(tracks[0]["id"]) == Path(cover)
    assert desk.cover_file("nobody") is None


def test_covers_go_out_and_come_in_with_the_table_of_tags(desk, music, tmp_path):
    (music / "cover.png").write_bytes(make_picture(RED))
    desk.add([music], lambda line: None)
    first, second = desk.tracks()[:2]
    table, (blue, broken) = tmp_path / "tags.csv", (tmp_path / "blue.png", tmp_path / "broken.png")
    blue.write_bytes(make_picture(BLUE))
    broken.write_bytes(b"no picture")
    assert first["cover"] in desk.tag_table()[0].decode()
    lines = []
    table.write_text(f"id,title,cover\n{first['id']},Mine,blue.png\n{second['id']},Mine,broken.png\n")
    assert desk.import_tags(table, lines.append) == {"changed": 1, "unchanged": 0, "failed": 1}
    assert "no picture" in lines[1]["problem"]
    after = {track["id"]: track for track in desk.tracks()}
    assert after[first["id"]]["title"] == "Mine"
    assert after[first["id"]]["cover"] not in (None, first["cover"])
    assert after[second["id"]] == second
    table.write_text(f"id,cover\n{first['id']},\n")
    desk.import_tags(table, lines.append)
    assert desk.cover_file(first["id"]) is None


@pytest.fixture
def home_that_lost_tracks(desk, music, tmp_path):
    """A catalogue whose list of five tracks is damaged, and the copy of it older than four of them."""
    home = tmp_path / "home" / "catalogue"
    desk.add([music / "0.wav"], lambda _: None)
    copy = (home / "catalogue.copy.sqlite3").read_bytes()
    desk.add([music], lambda _: None)
    (home / "catalogue.copy.sqlite3").write_bytes(copy)
    damage_page(home / "catalogue.sqlite3", "tracks_by_contents")
    return home


def test_mending_learns_what_a_damaged_list_of_tracks_lost(desk, home_that_lost_tracks):
    assert desk.n_tracks() == 1
    assert sorted(problem["kind"] for problem in desk.check()) == ["database_set_aside", *["track_lost"] * 4]
    lines = []
    assert desk.mend(lines.append) == []
    assert sorted(line["status"] for line in lines) == ["added"] * 4
    assert desk.n_tracks() == 5
    assert list(home_that_lost_tracks.glob("*set-aside*")) == []


def test_mending_that_was_stopped_keeps_what_names_the_lost_tracks(desk, home_that_lost_tracks):
    desk.stop()
    assert sorted(problem["kind"] for problem in desk.mend(lambda _: None)) == [
        "database_set_aside",
        *["track_lost"] * 4,
    ]


def test_a_stopped_sync_forgets_nothing(desk, music):
    desk.add([music], lambda _: None)
    (music / "0.wav").unlink()
    desk.stop()
    assert desk.sync([music], lambda _: None)["removed"] == 0
    assert desk.n_tracks() == 5
