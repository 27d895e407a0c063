"""A hundred random ``kill -9`` over queues of twenty clips with faults on: ``make bench-kill``.  Takes some minutes."""

import argparse
import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from support.killed_program import CountingService, KilledQueue, make_marked_clips, order_faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    dice, n_kills, n_queues = random.Random(arguments.seed), 0, 0
    counts: Counter[str] = Counter()
    environ = {name: value for name, value in os.environ.items() if not name.startswith("SLIPGUI_")}
    environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    while n_kills < arguments.kills:
        with tempfile.TemporaryDirectory() as name, CountingService() as toy:
            folder = Path(name)
            queue = KilledQueue(folder, toy, make_marked_clips(folder / "clips", 20), environ)
            order_faults(toy, dice)
            while n_kills + queue.n_kills < arguments.kills and queue.kill_at_random(dice):
                pass
            lines = queue.finish()
            n_kills, n_queues = n_kills + queue.n_kills, n_queues + 1
            counts.update(line["outcome"] for line in lines)
            counts["marked as possibly submitted twice"] += sum("possibly_submitted_twice" in line for line in lines)
            counts["submitted twice"] += sum(n > 1 for n in toy.n_jobs.values())
            counts["stored twice, the first answer lost"] += sum(n > 1 for n in toy.n_objects.values())
        sys.stdout.write(f"{n_kills} kills\n")
        sys.stdout.flush()
    sys.stdout.write(f"{n_kills} kills, {n_queues} queues of 20 clips, each clip ended once: {dict(counts)}\n")


main()
