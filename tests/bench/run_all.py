"""``make bench``: what DESIGN.md section 5 promises, as ratios against something else measured in the same run.

Interleaved rounds, medians.  Prints a table and writes ``build/bench.json``.
"""

import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from child import Row, measure, plain, report
from transfer import preparing, uploads
from window import window

FILM_BYTES = 2_200_000_000
ROUNDS = 5


def recognition() -> list[Row]:
    told = measure("recognition")
    goals = {"learn_times_real_time": ">= 700", "found_of_30": "30", "found_10s_cpu_s": "<= 0.10", "not_found_10s_cpu_s": "<= 0.30",
             "mb_per_hour": "<= 4"}  # fmt: skip
    return [plain(key, told[key], goal, digits=3) for key, goal in goals.items()]


def history() -> list[Row]:
    told = measure("history_pages")
    return [plain(f"history of 100,000, CPU ms, {key}", value, "<= 20") for key, value in told.items()]


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
    report(rows, "bench")


main()
