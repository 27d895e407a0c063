"""Folders for sound at work."""

import pytest

from slipgui.app.paths import find_home
from slipgui.app.program_run import ProgramRun
from slipgui.app.work_folder import open_work_folder, piece_of_work
from slipgui.core.errors import PrepareError


async def test_a_programs_folder_goes_with_it_and_what_a_killed_one_left_with_the_next(tmp_path):
    home = find_home(tmp_path)
    left = home.proxy_folder / "0123456789abcdef"
    left.mkdir(parents=True)
    with ProgramRun(home.runs_folder) as other:
        (home.proxy_folder / other.id).mkdir()
        async with open_work_folder(home) as (run, folder):
            assert not left.exists()
            with piece_of_work(folder, "clip-") as piece:
                assert piece.parent == folder
                assert folder.name == run.id
            assert not piece.exists()
        assert [path.name for path in home.proxy_folder.iterdir()] == [other.id]


def test_where_no_folder_can_be_made_it_is_told(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PrepareError, match="no folder"), piece_of_work(tmp_path / "file" / "proxies", "clip-"):
        pass
