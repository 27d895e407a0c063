"""``make bench``: what DESIGN.md section 5 promises, as ratios against something else measured in the same run.

Interleaved rounds, medians.  Prints a table and writes ``build/bench.json``.
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from child import ROOT, measure, medians, ratio
from support.clips import make_clip, noise

UPLOAD_BYTES = 1 << 30
ROUNDS = 5


def run_other(command: list[str]) -> dict[str, float]:
    """CPU and wall seconds of a program of somebody else."""
    before, wall_s = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "cpu_s": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "wall_s": time.monotonic() - wall_s,
    }


def window() -> list[dict[str, Any]]:
    rounds = [(measure("window_start", "plain"), measure("window_start", "slipgui")) for _ in range(ROUNDS)]
    plain, ours = medians([one[0] for one in rounds]), medians([one[1] for one in rounds])
    idle, busy = measure("event_loop", "idle"), measure("event_loop", "busy")
    resting, dropped = measure("queue_loop", "idle"), measure("queue_loop", "busy")
    return [
        ratio("first painted window, CPU s, against plain Qt", ours["cpu_s"], plain["cpu_s"], 1.3),
        ratio("first painted window, MB, against plain Qt", ours["rss_mb"], plain["rss_mb"], 1.3),
        {"what": "longest event-loop gap, ms: 200 MB going out, others fingerprinted, against idle", "ours": round(busy["max_ms"], 1),
         "against": round(idle["max_ms"], 1), "ratio": None, "goal": "<= 50 above"},
        {"what": "the same, 99th percentile", "ours": round(busy["p99_ms"], 1), "against": round(idle["p99_ms"], 1), "ratio": None,
         "goal": "<= 16 above"},
        {"what": "longest event-loop gap, ms: 2,000 clips dropped at once and ended, queue without a window, against idle",
         "ours": round(dropped["max_ms"], 1), "against": round(resting["max_ms"], 1), "ratio": None, "goal": "<= 50 above"},
        {"what": "the same, 99th percentile", "ours": round(dropped["p99_ms"], 1), "against": round(resting["p99_ms"], 1),
         "ratio": None, "goal": "<= 16 above"},
    ]  # fmt: skip


def upload(folder: Path) -> list[dict[str, Any]]:
    curl = shutil.which("curl")
    if curl is None:
        return [{"what": "upload: no curl here", "ours": None, "against": None, "ratio": None, "goal": ""}]
    body = folder / "body.mp4"
    with body.open("wb") as file:
        file.truncate(UPLOAD_BYTES)
    with subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("sink.py"))], stdout=subprocess.PIPE, text=True
    ) as sink:
        assert sink.stdout is not None
        url = f"http://127.0.0.1:{int(sink.stdout.readline())}/object"
        rounds = []
        for _ in range(ROUNDS):
            theirs = run_other([curl, "-sS", "-f", "-T", str(body), "-H", "Content-Type: video/mp4", url])
            rounds.append((measure("put_once", url, str(body)), theirs))
        sink.kill()
    ours, theirs = medians([one[0] for one in rounds]), medians([one[1] for one in rounds])
    return [
        ratio("PUT of 1 GiB over http, CPU s, against curl -T", ours["cpu_s"], theirs["cpu_s"], 1.05),
        ratio("PUT of 1 GiB over http, wall s, against curl -T", ours["wall_s"], theirs["wall_s"], 1.05),
        {
            "what": "memory while sending it, MB above idle",
            "ours": round(ours["grown_mb"], 1),
            "against": 0,
            "ratio": None,
            "goal": "<= 40",
        },
    ]


def prepare(folder: Path) -> list[dict[str, Any]]:
    film = make_clip(
        folder / "film.mov", 60.0, picture="rawvideo", picture_size=(640, 360), samples=noise(60.0), codec="pcm_s24le"
    )
    ffmpeg = shutil.which("ffmpeg")
    rounds = []
    for _ in range(ROUNDS):
        ours = measure("proxy_once", str(film))
        command = [
            str(ffmpeg),
            "-y",
            "-v",
            "error",
            "-i",
            str(film),
            "-vn",
            "-ac",
            "1",
            "-ar",
            "22050",
            "-b:a",
            "64k",
            str(folder / "out.mp4"),
        ]
        rounds.append((ours, run_other(command) if ffmpeg else {"cpu_s": float("nan"), "wall_s": 0.0}))
    ours, theirs = medians([one[0] for one in rounds]), medians([one[1] for one in rounds])
    size_mb = film.stat().st_size / 1e6
    return [
        ratio("sound taken out of a film, CPU s, against ffmpeg -vn", ours["cpu_s"], theirs["cpu_s"], 1.1),
        {"what": "MB read of it, against its size", "ours": round(ours["read_mb"], 1), "against": round(size_mb, 1),
         "ratio": round(ours["read_mb"] / size_mb, 3), "goal": "<= 0.05"},
    ]  # fmt: skip


def recognition() -> list[dict[str, Any]]:
    told = measure("recognition")
    goals = {"learn_times_real_time": ">= 700", "found_of_30": "30", "found_10s_cpu_s": "<= 0.10", "not_found_10s_cpu_s": "<= 0.30",
             "mb_per_hour": "<= 4"}  # fmt: skip
    return [
        {"what": key, "ours": round(told[key], 3), "against": None, "ratio": None, "goal": goal}
        for key, goal in goals.items()
    ]


def history() -> list[dict[str, Any]]:
    told = measure("history_pages")
    return [
        {"what": f"history of 100,000, CPU ms, {key}", "ours": value, "against": None, "ratio": None, "goal": "<= 20"}
        for key, value in told.items()
    ]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [*window(), *upload(folder), *prepare(folder), *recognition(), *history()]
    for row in rows:
        against = "" if row["against"] is None else f"  against {row['against']}"
        share = "" if row["ratio"] is None else f"  = {row['ratio']}×"
        sys.stdout.write(f"{row['what']}: {row['ours']}{against}{share}   (goal {row['goal']})\n")
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "bench.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


main()
