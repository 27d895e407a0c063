import pytest
from support.clips import make_clip
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


def test_tags_are_edited_one_track_at_a_time(desk, music):
    desk.add([music], lambda _: None)
    track_id, title = (desk.tracks()[0][member] for member in ("id", "title"))
    assert desk.set_tags(track_id, {"isrc": "qz-tw4-26-00001", "artist": " Anna "}) == {}
    assert set(desk.set_tags(track_id, {"isrc": "x", "title": "", "colour": "red", "album": "B"})) == {
        "isrc",
        "title",
        "colour",
    }
    track = desk.tracks()[0]
    assert (track["isrc"], track["artist"], track["title"], track["album"]) == ("QZTW42600001", "Anna", title, None)


def test_a_stopped_sync_forgets_nothing(desk, music):
    desk.add([music], lambda _: None)
    (music / "0.wav").unlink()
    desk.stop()
    assert desk.sync([music], lambda _: None)["removed"] == 0
    assert desk.n_tracks() == 5
