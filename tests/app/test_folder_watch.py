"""Watched folders: what is new is taken once, when it rests, over restarts and over folders that come and go."""

import os
from contextlib import asynccontextmanager

import pytest
from support.clips import make_clip
from support.damage import fill_journal
from support.harness import TRACK, open_bench, rest
from support.toy_service import ToyService

from slipgui.app.folder_watch import FolderWatch
from slipgui.app.journal_file import JournalFile
from slipgui.app.seen_files import SeenFiles
from slipgui.core.errors import JournalError, JournalFullError
from slipgui.core.events import RecognitionFinished, WatchedFolderBack, WatchedFolderLost


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "renders"
    folder.mkdir()
    return folder


class Watched:
    """A watch and what it took."""

    def __init__(self, file, folders):
        self.taken, self.events, self.has_room = [], [], True
        self.watch = FolderWatch(folders, SeenFiles(file), self._take, self.events.append)

    async def _take(self, paths):
        if not self.has_room:
            raise JournalError("no room")
        self.taken += [path.name for path in paths]

    async def look(self, n_times=1):
        for _ in range(n_times):
            await self.watch.look()
        return self.taken


@asynccontextmanager
async def watching(tmp_path, *folders):
    async with JournalFile(tmp_path / "home" / "journal.sqlite3") as file:
        yield Watched(file, folders)


def write(path, content=b"film", stamp_s=1_700_000_000):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (stamp_s, stamp_s))
    return path


async def test_what_was_there_first_is_not_new_and_what_comes_is_taken_once(tmp_path, folder):
    write(folder / "old.mov")
    async with watching(tmp_path, folder) as watched:
        assert await watched.look(3) == []
        write(folder / "sub" / "new 夜.mov")
        write(folder / "notes.txt")
        write(folder / ".new2.mov.part")
        assert await watched.look(5) == ["new 夜.mov"]


async def test_a_file_is_taken_when_it_rests(tmp_path, folder):
    async with watching(tmp_path, folder) as watched:
        await watched.look()
        for n_bytes in range(4):
            write(folder / "growing.mov", bytes(n_bytes), 1_700_000_000 + n_bytes)
            assert await watched.look() == []
        assert await watched.look() == ["growing.mov"]


async def test_a_file_of_no_bytes_is_somebody_about_to_write(tmp_path, folder):
    async with watching(tmp_path, folder) as watched:
        await watched.look()
        write(folder / "begun.mov", b"")
        assert await watched.look(4) == []


async def test_nothing_is_taken_again_after_a_restart_but_what_came_meanwhile(tmp_path, folder):
    async with watching(tmp_path, folder) as watched:
        await watched.look()
        write(folder / "a.mov")
        assert await watched.look(2) == ["a.mov"]
    write(folder / "b.mov")
    async with watching(tmp_path, folder) as watched:
        assert await watched.look(3) == ["b.mov"]


async def test_a_file_that_was_exported_anew_is_new(tmp_path, folder):
    write(folder / "a.mov")
    async with watching(tmp_path, folder) as watched:
        await watched.look()
        write(folder / "a.mov", b"film2", 1_700_000_001)
        assert await watched.look(3) == ["a.mov"]


async def test_a_folder_that_vanishes_is_waited_for_and_brings_only_what_is_new(tmp_path, folder):
    write(folder / "a.mov")
    async with watching(tmp_path, folder) as watched:
        await watched.look()
        folder.rename(tmp_path / "unplugged")
        await watched.look(3)
        assert watched.events == [WatchedFolderLost(folder)]
        (tmp_path / "unplugged").rename(folder)
        write(folder / "b.mov")
        assert await watched.look(3) == ["b.mov"]
        assert watched.events == [WatchedFolderLost(folder), WatchedFolderBack(folder)]


async def test_what_could_not_be_taken_is_taken_later(tmp_path, folder):
    async with watching(tmp_path, folder) as watched:
        await watched.look()
        write(folder / "a.mov")
        await watched.look()
        watched.has_room = False
        with pytest.raises(JournalError):
            await watched.look()
        watched.has_room = True
        assert await watched.look(2) == ["a.mov"]


async def test_what_the_journal_has_no_room_to_remember_is_taken_once(tmp_path, folder):
    names = [f"{number} {'so long that they need pages of their own ' * 3}.mov" for number in range(100)]
    async with watching(tmp_path, folder) as watched:
        await watched.look()
        for name in names:
            write(folder / name)
        await watched.look()
        make_room = await fill_journal(watched.watch._seen._file)
        for _ in range(3):
            with pytest.raises(JournalFullError):
                await watched.look()
        assert sorted(watched.taken) == sorted(names)
        await make_room()
        await watched.look(2)
        assert len(watched.taken) == len(names)
        write(folder / names[0], b"film2", 1_700_000_001)
        assert (await watched.look(3))[len(names) :] == [names[0]]


async def test_a_folder_whose_name_begins_another_ones_name_is_its_own(tmp_path):
    one, other = tmp_path / "a", tmp_path / "a b"
    for folder in (one, other):
        folder.mkdir()
    async with watching(tmp_path, one, other) as watched:
        await watched.look()
        write(one / "x.mov")
        write(other / "y.mov")
        assert sorted(await watched.look(3)) == ["x.mov", "y.mov"]
        await watched.watch.set_folders([other])
        write(one / "z.mov")
        assert "z.mov" not in await watched.look(3)
        await watched.watch.set_folders([one, other])
        assert "z.mov" not in await watched.look(3)  # it was there when the folder was watched again


async def test_a_clip_that_comes_into_a_watched_folder_is_recognised(tmp_path, folder):
    with ToyService() as toy:
        toy.default_track = TRACK
        async with open_bench(tmp_path / "home", toy) as bench:
            seen = SeenFiles(bench.journal._file)
            watch = FolderWatch([folder], seen, bench.queue.add, bench.events.append, sleep=bench.clock.sleep)
            await watch.look()
            watch.start()
            elsewhere = rest(make_clip(tmp_path / "scene.mp4", 1.0, picture_size=(32, 18), frame_rate=1))
            elsewhere.rename(folder / "scene.mp4")
            await bench.heard(RecognitionFinished)
            await watch.close()
    assert bench.line("scene.mp4")["outcome"] == "identified"
