"""Cues of long programmes: how many are named, how exact in and out are, what it costs.

    python tests/bench/programme_benchmark.py [--folder DIR] [--index DIR] [--programmes 6] [--minutes 10] [--changed 0.5] [--foreign]

The folder is the one that ``recognition_benchmark.py`` fills with material and catalogues.  Each programme goes through AAC and is read
and scanned by the product's own code.  Every run has fresh seeds; ``--seed`` repeats one.  One JSON line a programme, then the table.
"""

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import numpy as np
from bench_material import open_sources
from clip_encoding import PROXY_BIT_RATE, encode
from programme_material import TrueCue, make_foreign_programme, make_programme
from recognition_worker import open_index

from slipgui.engine.index import Index
from slipgui.engine.parameters import SAMPLE_RATE_HZ
from slipgui.engine.programme import scan_programme
from slipgui.engine.programme_answers import ProgrammeCue
from slipgui.engine.programme_record import ProgrammeRecord
from slipgui.media.decode import decode_blocks, read_duration_s

_LEAST_SHARE = 0.25
"""A cue is found when its track is named over so much of it."""


@dataclass(frozen=True)
class Scan:
    """What one programme cost and brought."""

    cues: list[ProgrammeCue]
    duration_s: float
    cpu_s: float
    wall_s: float


def measure_cpu_s() -> float:
    """Of this process and of the workers that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(its.ru_utime + its.ru_stime for its in used)


def scan(index: Index, file: Path) -> Scan:
    cpu_s, wall_s, duration_s = measure_cpu_s(), time.perf_counter(), read_duration_s(file)
    blocks = decode_blocks(file, SAMPLE_RATE_HZ)
    with TemporaryDirectory() as folder:
        cues = scan_programme(
            index,
            blocks,
            ProgrammeRecord(Path(folder)),
            declared_s=duration_s,
            on_news=lambda news: None,
            is_cancelled=lambda: False,
        )
    index.release()
    return Scan(cues or [], duration_s, measure_cpu_s() - cpu_s, time.perf_counter() - wall_s)


def compare(
    found: Sequence[ProgrammeCue], truth: Sequence[TrueCue]
) -> tuple[list[ProgrammeCue | None], list[ProgrammeCue]]:
    """For each true cue with a track what was found of it, None where nothing; and the cues that are false."""
    named = [cue for cue in found if cue.found]
    answers: list[ProgrammeCue | None] = []
    for true in truth:
        if true.track is not None:
            near = [cue for cue in named if cue.found and _recording(cue.found.track_id) == _recording(true.track)]
            best = max(near, key=lambda cue: _overlap_s(cue, true), default=None)
            is_found = best is not None and _overlap_s(best, true) >= _LEAST_SHARE * (true.out_s - true.in_s)
            answers.append(best if is_found else None)
    false = [
        cue for cue in named
        if not any(cue.found and _recording(cue.found.track_id) == _recording(true.track) and _overlap_s(cue, true) > 0 for true in truth)
    ]  # fmt: skip
    return answers, false


def _recording(track: str | None) -> str | None:
    """supertuxkart's music has fast versions, of which the last lap's are the same recording."""
    return track and track.replace("_fast.", ".")


def _overlap_s(cue: ProgrammeCue, true: TrueCue) -> float:
    return min(cue.out_s, true.out_s) - max(cue.in_s, true.in_s)


def print_table(rows: Sequence[tuple[TrueCue, ProgrammeCue | None]]) -> None:
    for name, is_changed in (("own speed", False), ("other speeds", True)):
        chosen = [(true, cue) for true, cue in rows if (true.speed != 1) == is_changed]
        pairs = [(true, cue) for true, cue in chosen if cue]
        if not pairs:
            continue
        line = f"{name}: {len(pairs)} of {len(chosen)} named"
        for end in ("in", "out"):
            late_s = np.array([getattr(cue, f"{end}_s") - getattr(true, f"{end}_s") for true, cue in pairs])
            near = np.abs(late_s)
            line += f"; {end} {np.median(near):.2f} s median, {np.quantile(near, 0.9):.2f} s in 90 %, late by {np.median(late_s):+.2f}"
        sys.stdout.write(line + "\n")
        for level_db in sorted({true.level_db for true, _ in chosen}):
            some = [cue is not None for true, cue in chosen if true.level_db == level_db]
            sys.stdout.write(f"    {level_db:+d} dB: {sum(some)} of {len(some)}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description="How well and how fast programmes are recognised.")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "build" / "bench-recognition", help="material and catalogues"
    )
    parser.add_argument("--index", type=Path, help="a catalogue; its 10,000 tracks if not given")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--programmes", type=int, default=6)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--changed", type=float, default=0.0, help="part of the cues that play at other speeds")
    parser.add_argument("--conversion", type=float, default=1.0, help="speed of all other cues, as 1.04167 (25/24)")
    parser.add_argument(
        "--foreign", action="store_true", help="nothing of the catalogue in it: every cue named is false"
    )
    given = parser.parse_args()
    sources = open_sources(given.folder)
    index = open_index(given.index or given.folder / "index-10000")
    sys.stdout.write(f"seed {given.seed}, {index.n_tracks} tracks\n")
    rows: list[tuple[TrueCue, ProgrammeCue | None]] = []
    n_false, sound_s, cpu_s, wall_s = 0, 0.0, 0.0, 0.0
    for number in range(given.programmes):
        random = np.random.default_rng([given.seed, number])
        truth: list[TrueCue] = []
        if given.foreign:
            sound = make_foreign_programme(sources, given.minutes, random)
        else:
            sound, truth = make_programme(
                sources, given.minutes, random, changed_share=given.changed, conversion=given.conversion
            )
        file = given.folder / f"programme-{os.getpid()}.mp4"
        file.write_bytes(encode([sound[None]], PROXY_BIT_RATE))
        del sound
        result = scan(index, file)
        file.unlink()
        answers, false = compare(result.cues, truth)
        rows += zip((true for true in truth if true.track), answers, strict=True)
        n_false += len(false)
        sound_s, cpu_s, wall_s = sound_s + result.duration_s, cpu_s + result.cpu_s, wall_s + result.wall_s
        told = {"programme": number, "cues": len(answers), "named": sum(answer is not None for answer in answers),
                "false": [[cue.in_s, cue.out_s, cue.found.track_id, cue.found.score] for cue in false if cue.found],
                "cpu_s": round(result.cpu_s, 2), "wall_s": round(result.wall_s, 2)}  # fmt: skip
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
    print_table(rows)
    sys.stdout.write(
        f"false cues: {n_false} in {sound_s / 3600:.2f} h; {cpu_s * 3600 / sound_s:.1f} CPU s an hour, {sound_s / wall_s:.0f} × real time "
        f"(load {os.getloadavg()[0]:.1f}); "
        f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB with the making, "
        f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB the largest worker with what it has mapped\n"
    )


if __name__ == "__main__":
    main()
