"""What the window asks of the application, and what it is told about it."""

import asyncio
from types import SimpleNamespace

from slipgui.app.intake import Refusal, RefusalReason
from slipgui.app.paths import find_home
from slipgui.gui.bridge import Bridge


class Queue:
    """Notes what it gets."""

    def __init__(self):
        self.added = []
        self.has_come = asyncio.Event()

    async def add(self, paths):
        self.added += paths
        self.has_come.set()


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
