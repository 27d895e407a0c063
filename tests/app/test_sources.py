"""Clips behind addresses: what is left of a fetch that never ended."""

import os
import time

from slipgui.app.paths import find_home
from slipgui.app.sources import place_of, sweep_sources
from slipgui.app.wiring import open_application


async def test_leftovers_of_killed_fetches_are_swept_and_what_helps_is_kept(tmp_path):
    home = find_home(tmp_path / "home")
    path = place_of(home, "https://example.com/a.mov")
    for name in ("4711.part.mka", "whole-abc/file", "blocks", path.name):
        (path.parent / name).parent.mkdir(exist_ok=True)
        (path.parent / name).write_bytes(b"x")
    async with open_application(home, {"service": "local"}, lambda _event: None):
        assert {one.name for one in path.parent.iterdir()} == {"address", "blocks", path.name}
    old = time.time() - 8 * 86_400
    os.utime(path.parent / "blocks", (old, old))
    sweep_sources(home, time.time())
    assert {one.name for one in path.parent.iterdir()} == {"address", path.name}
