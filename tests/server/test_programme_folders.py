import os
import time
from pathlib import Path

import pytest

from slipgui.core.errors import DiskFullError
from slipgui.server.jobs import failure_detail
from slipgui.server.programme_folders import KEPT_DAYS, KEPT_PROGRAMMES, ProgrammeFolders


def fill(parent: Path, name: str, age_days: float) -> Path:
    with ProgrammeFolders(parent).open(name) as folder:
        (folder / "piece-00000").write_bytes(b"peaks")
    then = time.time() - 86_400 * age_days
    os.utime(folder, (then, then))
    return folder


def test_a_folder_is_found_again_by_its_name(tmp_path: Path) -> None:
    fill(tmp_path, "one", 0)
    with ProgrammeFolders(tmp_path).open("one") as folder:
        assert [path.name for path in folder.iterdir()] == ["piece-00000"]


def test_two_at_a_time_do_not_meet_and_the_second_leaves_nothing(tmp_path: Path) -> None:
    with ProgrammeFolders(tmp_path).open("one") as first:
        (first / "piece-00000").write_bytes(b"peaks")
        with ProgrammeFolders(tmp_path, patience_s=0).open("one") as second:
            assert second != first
            assert not list(second.iterdir())
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["one"]


def test_old_ones_go_when_the_next_begins_but_never_one_that_is_used(tmp_path: Path) -> None:
    old, young = fill(tmp_path, "old", KEPT_DAYS + 1), fill(tmp_path, "young", KEPT_DAYS - 1)
    with ProgrammeFolders(tmp_path).open("old"):
        assert not list(old.iterdir())
    fill(tmp_path, "old", KEPT_DAYS + 1)
    fill(tmp_path, "new", 0)
    assert young.exists()
    assert not old.exists()


def test_only_the_latest_are_kept(tmp_path: Path) -> None:
    folders = [fill(tmp_path, str(number), 1 + number / 10) for number in range(KEPT_PROGRAMMES + 2)]
    with ProgrammeFolders(tmp_path).open("new"):
        assert [folder.exists() for folder in folders] == [True] * KEPT_PROGRAMMES + [False] * 2


def test_no_room_is_told_before_an_hour_of_work(tmp_path: Path) -> None:
    with pytest.raises(DiskFullError), ProgrammeFolders(tmp_path).open("one", need_bytes=1 << 60):
        pass
    assert failure_detail(DiskFullError("full")) == "The disk has no room for what must be kept meanwhile."
