"""Gaps of the event loop that the queue alone makes: ``idle``, or ``busy`` while 2,000 clips are dropped at once and all end.

Every clip is looked at, known by its contents and committed to the journal; only the first is sent.
"""

import asyncio
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

from support.clips import make_clip
from support.harness import TRACK, open_bench, rest, with_settings
from support.toy_service import ToyService

TICK_S = 0.005
N_CLIPS = 2000
SECONDS = 6.0


async def measure_gaps(is_over: asyncio.Event) -> list[float]:
    gaps_ms, before_s = [], time.perf_counter()
    while not is_over.is_set():
        await asyncio.sleep(TICK_S)
        now_s = time.perf_counter()
        gaps_ms.append(max(0.0, now_s - before_s - TICK_S) * 1000)
        before_s = now_s
    return sorted(gaps_ms)


def make_clips(folder: Path) -> list[Path]:
    clip = rest(make_clip(folder / "scene.mp4", 1.0, picture_size=(32, 18), frame_rate=1))
    copies = [folder / f"take {i}.mp4" for i in range(N_CLIPS)]
    for copy in copies:
        shutil.copy2(clip, copy)
    return copies


async def run(kind: str) -> dict[str, float]:
    folder, over = Path(tempfile.mkdtemp()), asyncio.Event()
    n_ended = 0
    try:
        clips = await asyncio.to_thread(make_clips, folder)
        with ToyService() as toy:
            toy.default_track = TRACK
            async with open_bench(folder / "home", toy, settings=with_settings(known_answer_days=30.0)) as bench:
                await bench.identify(clips[0])
                ticking = asyncio.create_task(measure_gaps(over))
                started_s = time.monotonic()
                if kind == "busy":
                    await bench.queue.add(clips)
                    added_s = time.monotonic() - started_s
                    await bench.queue.join()
                    n_ended = len(bench.reports)
                else:
                    await asyncio.sleep(SECONDS)
                    added_s = 0.0
                wall_s = time.monotonic() - started_s
                over.set()
                gaps = await ticking
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # after the measurement
    assert kind == "idle" or n_ended == N_CLIPS
    return {
        "p50_ms": gaps[len(gaps) // 2],
        "p99_ms": gaps[len(gaps) * 99 // 100],
        "max_ms": gaps[-1],
        "added_s": added_s,
        "wall_s": wall_s,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(run(sys.argv[1]))) + "\n")
