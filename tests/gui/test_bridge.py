"""What the window asks of the application, and what it is told about it."""

import asyncio
from types import SimpleNamespace

from slipgui.app.intake import Refusal, RefusalReason
from slipgui.app.paths import find_home
from slipgui.gui.bridge import Bridge
from slipgui.gui.service_texts import not_added


class Queue:
    """Notes what it gets."""

    def __init__(self):
        self.added = []
        self.has_come = asyncio.Event()

    async def add(self, paths):
        self.added += paths
        self.has_come.set()

    def paths_in_use(self):
        return list(self.added)


async def test_what_is_not_taken_of_a_drop_is_told_once_with_what_is(qapp, tmp_path):
    clip, note = tmp_path / "a.mov", tmp_path / "notes.txt"
    for path in (clip, note):
        path.touch()
    bridge, queue, told = Bridge(find_home(tmp_path)), Queue(), []
    bridge.refused.connect(told.append)
    bridge.attach(SimpleNamespace(queue=queue))
    bridge.add_paths([clip, note], [Refusal("https://review.example", RefusalReason.LINK)])
    await queue.has_come.wait()
    await bridge.detach()
    assert queue.added == [clip]
    (intake,) = told
    assert intake.paths == (clip,)
    assert [refusal.name for refusal in intake.refused] == ["https://review.example", "notes.txt"]


async def test_case_60_a_clip_that_waits_already_is_not_taken_again_and_that_is_told(qapp, tmp_path):
    clips = [tmp_path / "a.mov", tmp_path / "b.mov"]
    for path in clips:
        path.touch()
    bridge, queue, told = Bridge(find_home(tmp_path)), Queue(), []
    bridge.refused.connect(told.append)
    bridge.attach(SimpleNamespace(queue=queue))
    bridge.add_paths(clips[:1])
    await queue.has_come.wait()
    queue.has_come.clear()
    bridge.add_paths([tmp_path])
    await queue.has_come.wait()
    await bridge.detach()
    assert queue.added == clips
    (intake,) = told
    assert not_added(intake) == "1 added. Not added: a.mov – In the queue already"


async def test_clips_alone_are_added_without_a_word(qapp, tmp_path):
    clip = tmp_path / "a.mov"
    clip.touch()
    bridge, queue, told = Bridge(find_home(tmp_path)), Queue(), []
    bridge.refused.connect(told.append)
    bridge.attach(SimpleNamespace(queue=queue))
    bridge.add_paths([clip])
    await queue.has_come.wait()
    await bridge.detach()
    assert (queue.added, told) == ([clip], [])


class ResumedQueue:
    """Has nothing left from before."""

    async def bring_back(self, _limit):
        """Nothing ended."""

    async def resume(self):
        """Nothing waits."""


async def test_a_damaged_file_of_voices_is_told_in_the_log_and_nothing_goes_wrong(qapp, tmp_path, caplog):
    home = find_home(tmp_path)
    (home.data / "voices.sqlite3").write_bytes(b"no database" * 500)
    bridge, went_wrong = Bridge(home), []
    bridge.failed.connect(went_wrong.append)
    bridge.attach(SimpleNamespace(queue=ResumedQueue()))
    bridge.resume()
    async with asyncio.timeout(20):
        while not caplog.records:
            await asyncio.sleep(0.01)
    await bridge.detach()
    assert went_wrong == []
    assert [record.levelname for record in caplog.records] == ["WARNING"]
