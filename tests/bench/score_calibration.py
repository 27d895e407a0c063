"""The tail of the engine score over music that is not in the catalogue, by length of the clip and size of the catalogue.

``python tests/bench/score_calibration.py``, after ``make bench-recognition`` has made its material: clips of unknown music, alone and
under speech, noise and effects, each through AAC, are searched once each (no windows); the best engine score of each is kept in
``build/score-calibration.jsonl``.  Prints how often each score is reached beside what score.py says: its figures are of such a run.
About eight CPU minutes; ``--clips`` makes it longer or shorter, ``--read`` only prints again.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from bench_material import open_sources
from recognition_plan import Job
from recognition_worker import make_file, open_index

from slipgui.engine import stages
from slipgui.engine.arrays import Float32s
from slipgui.engine.index import Index
from slipgui.engine.parameters import FRAME_S, SAMPLE_RATE_HZ
from slipgui.engine.query import Query
from slipgui.engine.score import allowance, false_probability
from slipgui.engine.stages import every_stage, search
from slipgui.media.decode import decode_samples

CONDITIONS = (
    "neg_unknown",
    "neg_unknown_sp0",
    "neg_unknown",
    "neg_unknown_sp0",
    "neg_unknown_white0",
    "neg_unknown_effects0",
)
"""They take turns."""
LENGTHS = {3.0: 1.0, 5.0: 1.0, 7.0: 0.5, 10.0: 0.7, 30.0: 0.05}
"""Seconds: share of ``--clips`` that are as long; the tail of long ones is thin."""
SIZES = {10_000: 1, 1_000: 2, 164: 2}
"""Tracks: every so-manieth clip is looked for there."""
N_CLIPS = 380
TOLD_S = (4.5, 5.0, 5.5, 6.0, 6.5, 7.0, 7.4)
_LOOK_S = 4.5
"""A search passes over what may stay below a score of 5: here the tail of long clips begins lower."""
_N_PARTS = 24
"""What is done of them can be read when the rest is not awaited."""

Row = dict[str, Any]


def measure(folder: Path, seed: int, share: tuple[int, int], n_clips: int) -> list[Row]:
    """The rows of each so-manieth clip."""
    stages._LOOK_S = _LOOK_S
    sources, indices = open_sources(folder), {n: open_index(folder / f"index-{n}") for n in SIZES}
    number, step = share
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        for job in _jobs(n_clips)[number::step]:
            file = Path(scratch) / "clip.mp4"
            make_file(sources, job, seed, file)
            samples = decode_samples(file, SAMPLE_RATE_HZ)
            rows += [
                _row(indices[n_tracks], n_tracks, job, samples) for n_tracks, nth in SIZES.items() if job.n % nth == 0
            ]
    return rows


def _jobs(n_clips: int) -> list[Job]:
    """All lengths mixed, so that each part has its share of them."""
    chosen = [
        (place / (share * n_clips), Job(0, CONDITIONS[place // 2 % len(CONDITIONS)], length_s, place))
        for length_s, share in LENGTHS.items()
        for place in range(round(share * n_clips))
    ]
    return [job for _, job in sorted(chosen, key=lambda one: one[0])]


def _row(index: Index, n_tracks: int, job: Job, samples: Float32s) -> Row:
    begin_s = time.process_time()
    verdicts = search(index, Query(samples), every_stage)
    best_s = verdicts[0].score if verdicts else 0.0
    cpu_s = time.process_time() - begin_s
    told = {"n_tracks": n_tracks, "length_s": job.length_s, "condition": job.condition, "cpu_s": cpu_s}
    return told | {"hours": index.n_frames * FRAME_S / 3600, "s": best_s}


def _cells(rows: Sequence[Row]) -> list[tuple[tuple[int, float], list[Row]]]:
    """Rows of each size and length."""
    groups: dict[tuple[int, float], list[Row]] = {
        (n_tracks, length_s): [] for n_tracks in SIZES for length_s in LENGTHS
    }
    for row in rows:
        groups[row["n_tracks"], row["length_s"]].append(row)
    return [(cell, mine) for cell, mine in groups.items() if mine]


def _allowance(row: Row) -> float:
    return allowance(row["length_s"], row["hours"], 1)


def tell(rows: Sequence[Row]) -> None:
    out = sys.stdout
    out.write(
        f"{len(rows)} clips, {sum(row['cpu_s'] for row in rows):.0f} CPU s\nmeasured share in per cent (as score.py says) at s of\n"
    )
    out.write(f"{'tracks':>7s}{'length':>8s}{'n':>6s}" + "".join(f"{s:>16.2f}" for s in TOLD_S) + "\n")
    for (n_tracks, length_s), mine in _cells(rows):
        out.write(f"{n_tracks:7d}{length_s:6.0f} s{len(mine):6d}")
        for s in TOLD_S:
            share = sum(row["s"] >= s for row in mine) / len(mine)
            out.write(f"{100 * share:8.2f} ({100 * false_probability(s + _allowance(mine[0])):5.2f})")
        out.write("\n")
    out.write(f"with their allowance at least {' '.join(f'{s:g}' for s in TOLD_S)}\n")
    for name in dict.fromkeys(CONDITIONS):
        worth = [row["s"] + _allowance(row) for row in rows if row["condition"] == name]
        told = [f"{100 * sum(its >= s for its in worth) / len(worth):.2f}" for s in TOLD_S]
        out.write(f"{name:24s}{len(worth):6d}: {' '.join(told)}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description="How often what is not in the catalogue gets an engine score.")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "bench-recognition")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--clips", type=int, default=N_CLIPS, help="of each length")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "score-calibration.jsonl")
    parser.add_argument("--read", action="store_true", help="what an earlier run measured")
    given = parser.parse_args()
    if not given.read:
        work = partial(measure, given.folder.resolve(), given.seed, n_clips=given.clips)
        given.out.parent.mkdir(exist_ok=True)
        with ProcessPoolExecutor(given.processes) as pool, given.out.open("w", encoding="utf-8") as out:
            for rows in pool.map(work, [(number, _N_PARTS) for number in range(_N_PARTS)]):
                out.write("".join(json.dumps(row) + "\n" for row in rows))
                out.flush()
    tell([json.loads(line) for line in given.out.read_text(encoding="utf-8").splitlines()])


if __name__ == "__main__":
    main()
