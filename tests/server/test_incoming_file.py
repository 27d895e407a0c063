import hashlib
from pathlib import Path

import pytest

from slipgui.server.incoming_file import IncomingFile


@pytest.mark.parametrize("is_durable", [True, False])
async def test_kept_file_has_all_bytes_under_its_final_name_only(tmp_path: Path, is_durable: bool) -> None:
    pieces = [bytes([n]) * 700_000 for n in range(5)]
    async with IncomingFile(tmp_path / "a.part") as file:
        for piece in pieces:
            await file.write(piece)
        await file.keep_as(tmp_path / "a.mp4", is_durable=is_durable)
    whole = b"".join(pieces)
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]
    assert (tmp_path / "a.mp4").read_bytes() == whole
    assert file.n_bytes == len(whole)
    assert file.md5_hex == hashlib.md5(whole).hexdigest()


async def test_file_that_is_not_kept_is_gone(tmp_path: Path) -> None:
    async with IncomingFile(tmp_path / "a.part") as file:
        await file.write(bytes(2_000_000))
    assert list(tmp_path.iterdir()) == []


async def test_kept_file_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"old and longer")
    async with IncomingFile(tmp_path / "a.part") as file:
        await file.write(b"new")
        await file.keep_as(tmp_path / "a.mp4", is_durable=True)
    assert (tmp_path / "a.mp4").read_bytes() == b"new"
