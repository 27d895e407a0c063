"""Gaps of the window's event loop: ``idle``, or ``busy`` while 200 MB go out and other clips are fingerprinted by the local service."""

import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import qasync
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtWidgets import QApplication
from support.clips import make_clip
from support.harness import rest
from support.tunes import make_tune

from slipgui.app.child_program import learn_music
from slipgui.app.paths import find_home
from slipgui.app.wiring import open_application
from slipgui.core.events import RecognitionFinished
from slipgui.gui.application import open_window

TICK_MS = 5
LARGE_BYTES = 200_000_000
SECONDS = 6.0


class Ticker:
    """Counts how much later than asked a timer of the window fires."""

    def __init__(self) -> None:
        self.gaps_ms: list[float] = []
        self.busy_ms: list[float] = []
        """CPU time of this thread in each gap: what the program itself took, whatever else the machine did."""
        self._busy_until_s = 0.0
        self._clock = QElapsedTimer()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self.gaps_ms.clear()
        self.busy_ms.clear()
        self._busy_until_s = time.thread_time()
        self._clock.start()
        self._timer.start(TICK_MS)

    def stop(self) -> dict[str, float]:
        self._timer.stop()
        gaps = sorted(max(0.0, gap - TICK_MS) for gap in self.gaps_ms)
        busy = sorted(self.busy_ms)
        return {
            "p50_ms": gaps[len(gaps) // 2],
            "p99_ms": gaps[len(gaps) * 99 // 100],
            "max_ms": gaps[-1],
            "busy_p99_ms": busy[len(busy) * 99 // 100],
            "busy_max_ms": busy[-1],
            "n": len(gaps),
        }

    def _tick(self) -> None:
        self.gaps_ms.append(self._clock.nsecsElapsed() / 1e6)
        self._clock.restart()
        now_s = time.thread_time()
        self.busy_ms.append((now_s - self._busy_until_s) * 1e3)
        self._busy_until_s = now_s


def make_clips(folder: Path) -> tuple[Path, list[Path], Path]:
    music = folder / "music"
    music.mkdir()
    tune = make_tune(1, 60.0)
    make_clip(music / "1.flac", samples=tune, sample_rate_hz=11_025)
    large = make_clip(folder / "large.mov", 20.0, samples=make_tune(9, 20.0), sample_rate_hz=11_025)
    with large.open("ab") as file:
        file.truncate(LARGE_BYTES)
    small = [
        make_clip(folder / f"{i}.mp4", 20.0, samples=make_tune(50 + i, 20.0), sample_rate_hz=11_025) for i in range(6)
    ]
    return rest(large), [rest(path) for path in small], music


async def run(kind: str) -> dict[str, float]:
    folder = Path(tempfile.mkdtemp())
    home = find_home(folder / "home")
    bridge, window, _ = open_window(home)
    large, small, music = await asyncio.to_thread(make_clips, folder)
    await learn_music(home, [music], lambda _: None)
    ticker = Ticker()
    flags = {"service": "local", "send": "original"}
    async with open_application(home, flags, bridge.publish) as application:
        bridge.attach(application)
        ended: asyncio.Queue[object] = asyncio.Queue()
        bridge.news.connect(lambda event: isinstance(event, RecognitionFinished) and ended.put_nowait(event))
        bridge.add_paths([small[0]])  # the service is up and everything is loaded before anything is measured
        await ended.get()
        ticker.start()
        started_s = time.monotonic()
        if kind == "idle":
            await asyncio.sleep(SECONDS)
        else:
            bridge.add_paths([large, *small])
            for _ in (large, *small):
                await ended.get()
        gaps = ticker.stop() | {"wall_s": time.monotonic() - started_s}
        await bridge.detach()
    window.close()
    return gaps


def main() -> None:
    application = QApplication([])
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
        result = runner.run(run(sys.argv[1]))
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
