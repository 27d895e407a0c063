import os
import subprocess
import sys
from pathlib import Path

import pytest

from slipgui.server.storage import NoRoomError, Storage


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return Storage(tmp_path)


def folders(parent: Path) -> list[Path]:
    return [path for path in parent.iterdir() if path.is_dir()]


def test_closing_leaves_nothing(tmp_path: Path, storage: Storage) -> None:
    storage.open()
    storage.object_path("a.mp4").write_bytes(b"x")
    storage.close()
    assert list(tmp_path.iterdir()) == []


def test_files_of_a_server_that_was_killed_are_swept_at_the_next_start(tmp_path: Path) -> None:
    script = (
        "import os, sys, pathlib; from slipgui.server.storage import Storage\n"
        "s = Storage(pathlib.Path(sys.argv[1])); s.open(); s.object_path('a.mp4').write_bytes(b'x'); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    assert len(folders(tmp_path)) == 1
    storage = Storage(tmp_path)
    storage.open()
    assert [path.parent for path in [storage.object_path("x")]] == folders(tmp_path)
    storage.close()


def test_files_of_a_server_that_runs_are_left_alone(tmp_path: Path, storage: Storage) -> None:
    storage.open()
    storage.object_path("a.mp4").write_bytes(b"x")
    other = Storage(tmp_path)
    other.open()
    assert storage.object_path("a.mp4").exists()
    other.close()
    assert storage.object_path("a.mp4").exists()
    storage.close()


def test_other_things_in_the_folder_are_left_alone(tmp_path: Path, storage: Storage) -> None:
    (tmp_path / "holiday.mp4").write_bytes(b"x")
    (tmp_path / "films").mkdir()
    storage.open()
    storage.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["films", "holiday.mp4"]


def test_file_stays_until_the_last_holder_lets_go(storage: Storage) -> None:
    storage.open()
    path = storage.object_path("a.mp4")
    path.write_bytes(b"x")
    storage.hold(path)
    storage.hold(path)
    storage.release(path)
    assert path.exists()
    storage.release(path)
    assert not path.exists()
    storage.close()


def test_forgotten_objects_are_dropped_and_held_and_young_ones_are_not(storage: Storage) -> None:
    storage.open()
    old, held, young, part = (storage.object_path(name) for name in ("old.mp4", "held.mp4", "young.mp4", "x.part"))
    for path in (old, held, young, part):
        path.write_bytes(b"x")
    for path in (old, held, part):
        os.utime(path, (1, 1))
    storage.hold(held)
    storage.drop_forgotten(3600)
    assert [path.exists() for path in (old, held, young, part)] == [False, True, True, True]
    storage.close()


def test_upload_that_leaves_too_little_room_is_refused(storage: Storage) -> None:
    storage.open()
    storage.require_room(10, 10)
    with pytest.raises(NoRoomError):
        storage.require_room(1 << 60, 0)
    with pytest.raises(NoRoomError):
        storage.require_room(0, 1 << 60)
    storage.close()
