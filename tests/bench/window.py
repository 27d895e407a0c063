"""``make bench-window``: the window's start and its smoothness, beside plain Qt in the same run; interleaved rounds, medians.

``BENCH_ARGS="--rounds 1"`` for a look.  A gap is told twice: as the clock saw it, on a machine that does other things too, and as CPU time
of the window's own thread.
"""

import argparse
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from child import Row, measure, medians, plain, ratio, report

ROUNDS = 5
MAX_ABOVE_MS, P99_ABOVE_MS = 50, 16


def gaps(what: str, ours: dict[str, float], against: dict[str, float]) -> list[Row]:
    """The rows on one pair of runs: longest gap and 99th percentile, by the clock and in CPU time."""
    kinds = (
        ("max_ms", "longest event-loop gap, ms", MAX_ABOVE_MS),
        ("p99_ms", "99th percentile", P99_ABOVE_MS),
        ("busy_max_ms", "longest, CPU ms", MAX_ABOVE_MS),
        ("busy_p99_ms", "99th percentile, CPU ms", P99_ABOVE_MS),
    )
    return [
        plain(f"{what}: {words}", ours[key], f"<= {above} above", against=against[key])
        for key, words, above in kinds
        if key in ours
    ]


def pairs(module: str, theirs: str, ours: str, rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """Medians of both kinds of a benchmark, run in turn: ours, theirs."""
    both = [(measure(module, theirs), measure(module, ours)) for _ in range(rounds)]
    return medians([one[1] for one in both]), medians([one[0] for one in both])


def window(rounds: int = ROUNDS) -> list[Row]:
    """All that is promised of the window."""
    ours, plain_start = pairs("window_start", "plain", "slipgui", rounds)
    cues, scene = pairs("window_cues", "plain", "cues", min(rounds, 3))
    start = [
        ratio("first painted window, CPU s, against plain Qt", ours["cpu_s"], plain_start["cpu_s"], 1.3),
        ratio("first painted window, MB, against plain Qt", ours["rss_mb"], plain_start["rss_mb"], 1.3),
    ]
    return [
        *start,
        *gaps("2,000 clips stream into the window, against a plain table", *pairs("window_stream", "plain", "slipgui", rounds)),
        *gaps("a walk through 100,000 rows of history, against a plain table",
              *pairs("window_history", "plain", "history", min(rounds, 3))),
        *gaps("100,000 tracks read, walked through, searched and ordered, against a plain table",
              *pairs("window_history", "plain", "catalogue", min(rounds, 3))),
        *gaps("150 cues of an hour scrolled, zoomed, walked through, a border dragged, against a plain scene", cues, scene),
        plain("waveform of an hour, s from its opening", cues["first_s"], "", digits=2),
        plain("that of five minutes looked at closely, s", cues["closer_s"], "", digits=2),
        *gaps("200 MB go out and clips are fingerprinted, against idle", *pairs("event_loop", "idle", "busy", min(rounds, 3))),
        *gaps("2,000 clips dropped and ended, queue without a window, against idle", *pairs("queue_loop", "idle", "busy", 1)),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    report(window(parser.parse_args().rounds), "bench-window")


if __name__ == "__main__":
    main()
