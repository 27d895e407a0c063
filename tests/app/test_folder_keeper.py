"""Watched folders, with real files and the real catalogue: step by step on a clock of its own, and once with the system's news."""

import queue
import threading

import pytest
from support.clips import make_clip
from support.queue_events import FakeClock
from support.tunes import RATE_HZ, make_tune

from slipgui.app.catalogue import CatalogueDesk
from slipgui.app.folder_keeper import GONE_AFTER_S, SETTLED_AFTER_S, FolderKeeper
from slipgui.app.paths import find_home
from slipgui.app.settings_file import save_setting
from slipgui.app.watched_folders import unwatch_folders, watch_folders, watched_folders
from slipgui.core.errors import SettingsError


@pytest.fixture
def home(tmp_path):
    return find_home(tmp_path / "home")


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "music"
    folder.mkdir()
    return folder


def put_tune(path, seed):
    return make_clip(path, samples=make_tune(seed, 5.0), sample_rate_hz=RATE_HZ)


class Kept:
    """A keeper that is moved by hand."""

    def __init__(self, home, folder):
        self.desk = CatalogueDesk(home)
        self.lines = []
        self.clock = FakeClock()
        self.keeper = FolderKeeper(home, self.lines.append, self.clock)
        self.folder = folder
        watch_folders(home, [folder])

    def go_on(self, seconds, *noticed):
        """Let time pass; give the news of it."""
        self.clock.now_s += seconds
        before = len(self.lines)
        present = [self.folder] if self.folder.is_dir() else []
        self.keeper.step([self.folder], present, set(noticed))
        return [
            (line.get("file", "").rpartition("/")[2], line["status"])
            for line in self.lines[before:]
            if "status" in line
        ]

    def titles(self):
        return {track["title"] for track in self.desk.tracks()}


@pytest.fixture
def kept(home, folder):
    return Kept(home, folder)


def test_a_new_file_is_learned_when_it_stands_still(kept, folder):
    assert kept.go_on(0) == [("", "watching")]
    new = put_tune(folder / "new.wav", 1)
    whole = new.read_bytes()
    new.write_bytes(whole[:1000])
    assert kept.go_on(1, new) == []
    new.write_bytes(whole[:2000])
    assert kept.go_on(SETTLED_AFTER_S + 1) == []
    new.write_bytes(whole)
    assert kept.go_on(SETTLED_AFTER_S + 1) == []
    assert kept.go_on(SETTLED_AFTER_S - 1) == []
    assert kept.go_on(1) == [("new.wav", "added")]
    assert kept.go_on(100) == []
    assert kept.desk.tracks()[0]["duration_s"] == pytest.approx(5.0, abs=0.1)


def test_without_any_news_a_look_now_and_then_finds_what_came_changed_and_went(kept, folder):
    put_tune(folder / "a.wav", 1)
    put_tune(folder / "b.wav", 2)
    kept.go_on(0)
    assert sorted(kept.go_on(3)) == [("a.wav", "added"), ("b.wav", "added")]
    put_tune(folder / "a.wav", 3)
    (folder / "b.wav").unlink()
    kept.go_on(1000)
    assert kept.go_on(3) == [("a.wav", "updated")]
    assert kept.go_on(GONE_AFTER_S) == [("b.wav", "removed")]
    assert kept.titles() == {"a"}


def test_a_moved_file_and_a_renamed_folder_keep_their_tracks(kept, folder):
    (folder / "one").mkdir()
    for seed in (1, 2):
        put_tune(folder / "one" / f"{seed}.wav", seed)
    kept.go_on(0)
    kept.go_on(3)
    ids = {track["id"] for track in kept.desk.tracks()}
    kept.desk.set_tags(list(ids), {"artist": "Mine"})
    (folder / "one").rename(folder / "two")
    assert kept.go_on(1, folder / "one", folder / "two") == []
    assert sorted(kept.go_on(20)) == [("1.wav", "updated"), ("2.wav", "updated")]
    assert kept.go_on(20) == []
    tracks = kept.desk.tracks()
    assert {track["id"] for track in tracks} == ids
    assert {(track["file"].split("/")[-2], track["artist"]) for track in tracks} == {("two", "Mine")}


@pytest.mark.parametrize("is_mount_point_left", [False, True])
def test_a_volume_that_vanishes_loses_no_track_and_is_told(kept, folder, tmp_path, is_mount_point_left):
    put_tune(folder / "a.wav", 1)
    kept.go_on(0)
    kept.go_on(3)
    folder.rename(tmp_path / "elsewhere")
    if is_mount_point_left:
        folder.mkdir()
    assert kept.go_on(1000, folder / "a.wav") == [("", "not_connected")]
    assert kept.go_on(1000) == []
    assert kept.titles() == {"a"}
    if is_mount_point_left:
        folder.rmdir()
    (tmp_path / "elsewhere").rename(folder)
    assert kept.go_on(1000) == [("", "watching")]
    assert kept.go_on(GONE_AFTER_S) == []
    assert kept.titles() == {"a"}


def test_a_file_that_was_only_away_for_a_moment_is_not_forgotten(kept, folder):
    file = put_tune(folder / "a.wav", 1)
    put_tune(folder / "b.wav", 2)
    kept.go_on(0)
    kept.go_on(3)
    aside = file.rename(folder / "a.saving")
    kept.go_on(1, file)
    aside.rename(file)
    assert kept.go_on(GONE_AFTER_S, file) == []
    assert kept.titles() == {"a", "b"}


def test_a_file_that_cannot_be_read_is_told_once_and_tried_again_when_it_changes(kept, folder):
    broken = folder / "a.wav"
    broken.write_bytes(b"nothing of the kind" * 100)
    kept.go_on(0)
    assert kept.go_on(3) == [("a.wav", "failed")]
    assert kept.go_on(1000, broken) == []
    put_tune(broken, 1)
    kept.go_on(1000)
    assert kept.go_on(3) == [("a.wav", "added")]


def test_what_is_damaged_is_learned_again(kept, home, folder):
    put_tune(folder / "one.wav", 1)
    kept.go_on(0)
    kept.go_on(SETTLED_AFTER_S)
    for file in home.catalogue_folder.rglob("postings.npy"):
        file.write_bytes(b"")
    assert kept.go_on(3600) == []
    assert kept.go_on(SETTLED_AFTER_S) == [("one.wav", "updated")]
    assert kept.desk.check() == []


def test_what_is_no_music_or_hidden_is_left_alone(kept, folder):
    (folder / "notes.txt").write_text("no music")
    put_tune(folder / ".partial.wav", 1)
    kept.go_on(0, folder / "notes.txt", folder / ".partial.wav")
    assert kept.go_on(10) == []


def test_the_systems_news_are_enough_and_one_of_two_programs_works(home, folder):
    lines = queue.Queue()
    watch_folders(home, [folder])
    keepers = [FolderKeeper(home, lines.put), FolderKeeper(home, lines.put)]
    threads = [threading.Thread(target=keeper.run) for keeper in keepers]
    for thread in threads:
        thread.start()
    try:
        assert lines.get(timeout=20) == {"folder": str(folder), "status": "watching"}
        put_tune(folder / "new.wav", 1)
        assert lines.get(timeout=20) == {"expected": [str(folder / "new.wav")]}
        assert lines.get(timeout=40)["status"] == "added"
        assert lines.get(timeout=20) == {"rested": True}
        (folder / "new.wav").rename(folder / "moved.wav")
        assert lines.get(timeout=20) == {"expected": [str(folder / "moved.wav")]}
        assert lines.get(timeout=20)["status"] == "updated"
    finally:
        for keeper in keepers:
            keeper.stop()
        for thread in threads:
            thread.join(20)
    assert not any(thread.is_alive() for thread in threads)


def test_watched_folders_are_remembered_in_their_order_and_a_spoilt_setting_watches_none(home, tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    watch_folders(home, [one, two])
    watch_folders(home, [one])
    assert watched_folders(home) == [one, two]
    assert unwatch_folders(home, [one, tmp_path / "three"]) == [one]
    assert watched_folders(find_home(home.chosen)) == [two]
    home.settings_file.write_text('{"catalogue_folders": [1, ""]}')
    assert watched_folders(home) == []
    with pytest.raises(SettingsError):
        save_setting(home.settings_file, "catalogue_folders", "no list")
