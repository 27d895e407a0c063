"""``make bench-window``: the window's start and its smoothness, beside plain Qt in the same run; interleaved rounds, medians.

``BENCH_ARGS="--rounds 1"`` for a look.  A gap is told twice: as the clock saw it, on a machine that does other things too, and as CPU time
of the window's own thread.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from child import ROOT, measure, medians, ratio

ROUNDS = 5
MAX_ABOVE_MS, P99_ABOVE_MS = 50, 16


def gaps(what: str, ours: dict[str, float], against: dict[str, float]) -> list[dict[str, Any]]:
    """The rows on one pair of runs: longest gap and 99th percentile, by the clock and in CPU time."""
    kinds = (
        ("max_ms", "longest event-loop gap, ms", MAX_ABOVE_MS),
        ("p99_ms", "99th percentile", P99_ABOVE_MS),
        ("busy_max_ms", "longest, CPU ms", MAX_ABOVE_MS),
        ("busy_p99_ms", "99th percentile, CPU ms", P99_ABOVE_MS),
    )
    return [
        {"what": f"{what}: {words}", "ours": round(ours[key], 1), "against": round(against[key], 1), "ratio": None,
         "goal": f"<= {above} above"}
        for key, words, above in kinds if key in ours
    ]  # fmt: skip


def pairs(module: str, theirs: str, ours: str, rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """Medians of both kinds of a benchmark, run in turn: ours, theirs."""
    both = [(measure(module, theirs), measure(module, ours)) for _ in range(rounds)]
    return medians([one[1] for one in both]), medians([one[0] for one in both])


def window(rounds: int = ROUNDS) -> list[dict[str, Any]]:
    """All that is promised of the window."""
    ours, plain = pairs("window_start", "plain", "slipgui", rounds)
    start = [
        ratio("first painted window, CPU s, against plain Qt", ours["cpu_s"], plain["cpu_s"], 1.3),
        ratio("first painted window, MB, against plain Qt", ours["rss_mb"], plain["rss_mb"], 1.3),
    ]
    return [
        *start,
        *gaps("2,000 clips stream into the window, against a plain table", *pairs("window_stream", "plain", "slipgui", rounds)),
        *gaps("a walk through 100,000 rows of history, against a plain table",
              *pairs("window_history", "plain", "slipgui", min(rounds, 3))),
        *gaps("200 MB go out and clips are fingerprinted, against idle", *pairs("event_loop", "idle", "busy", 1)),
        *gaps("2,000 clips dropped and ended, queue without a window, against idle", *pairs("queue_loop", "idle", "busy", 1)),
    ]  # fmt: skip


def line(row: dict[str, Any]) -> str:
    """One row of the table as text."""
    against = "" if row["against"] is None else f"  against {row['against']}"
    share = "" if row["ratio"] is None else f"  = {row['ratio']}×"
    return f"{row['what']}: {row['ours']}{against}{share}   (goal {row['goal']})\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    rows = window(parser.parse_args().rounds)
    sys.stdout.writelines(map(line, rows))
    (ROOT / "build").mkdir(exist_ok=True)
    text = json.dumps(rows, indent=1, ensure_ascii=False)
    (ROOT / "build" / "bench-window.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
