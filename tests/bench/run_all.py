"""``make bench``: what DESIGN.md section 5 promises, as ratios against something else measured in the same run.

Interleaved rounds, medians.  Prints a table and writes ``build/bench.json``.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from child import ROOT, measure, medians, ratio
from transfer import preparing, uploads

FILM_BYTES = 2_200_000_000
ROUNDS = 5


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
        rows = [
            *window(),
            *uploads(folder, ROUNDS),
            *preparing(folder, ROUNDS, FILM_BYTES),
            *recognition(),
            *history(),
        ]
    for row in rows:
        against = "" if row["against"] is None else f"  against {row['against']}"
        share = "" if row["ratio"] is None else f"  = {row['ratio']}×"
        sys.stdout.write(f"{row['what']}: {row['ours']}{against}{share}   (goal {row['goal']})\n")
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "bench.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


main()
