"""``make bench-recognition``: who recognises what, in a catalogue of ten thousand tracks, and at what cost.

Fetches music (about 1 GB of Debian packages), makes speech (espeak-ng), builds an index of 10 000 tracks (``large_catalogue.py``),
then makes clips of all conditions and lengths and of nothing in the catalogue, each through AAC, decoded and recognised by the
product's own code.
Every run has fresh seeds; ``--seed`` repeats one.  Prints the table, writes ``build/bench-recognition.json`` and ``.png``.
"""

import argparse
import json
import subprocess
import sys
import time
from itertools import chain
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import numpy as np
from bench_material import fetch_music, make_speech
from clip_conditions import CONDITIONS, NEGATIVES, encode, make_clip
from large_catalogue import read_constellations, write_catalogue
from recognition_plot import draw
from recognition_report import growth, print_report, summarise
from recognition_worker import LENGTHS_S, open_sources, probe_opening, work

SIZES = (164, 1_000, 10_000)
_GROWTH_CONDITIONS = ("clean", "sp0", "sp-6", "white0", "speed+2", "neg_unknown", "neg_unknown_sp0", "neg_speech")


def run_workers(settings: dict[str, Any], n_processes: int, name: str) -> list[dict[str, Any]]:
    """The rows that so many processes measured."""
    processes, outs = [], []
    for number in range(n_processes):
        out = Path(settings["folder"]) / f"{name}-{number}.jsonl"
        mine = settings | {"number": number, "step": n_processes, "out": str(out)}
        processes.append(subprocess.Popen([sys.executable, __file__, "--work", json.dumps(mine)]))
        outs.append(out)
    failed = [process for process in processes if process.wait()]
    if failed:
        sys.exit("a process of the benchmark failed")
    return [json.loads(line) for line in chain.from_iterable(out.read_text().splitlines() for out in outs)]


def measure_growth(settings: dict[str, Any], folder: Path) -> list[dict[str, Any]]:
    """The same 10-s clips at three sizes of catalogue."""
    chosen = settings | {"conditions": _GROWTH_CONDITIONS, "lengths_s": [10.0], "rounds": 4, "seconds": 1e9}
    return [growth(n, run_workers(chosen | {"index": str(folder / f"index-{n}")}, 1, f"growth-{n}")) for n in SIZES]


def measure_opening(settings: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Opening and first query of 10 000 tracks in a fresh process."""
    sources = open_sources(folder, Path(settings["music"]), Path(settings["speech"]))
    clip = folder / "opening.mp4"
    clip.write_bytes(encode(make_clip(sources, "sp0", 10.0, np.random.default_rng(settings["seed"]))))
    command = [sys.executable, __file__, "--probe", str(folder / f"index-{SIZES[-1]}"), str(clip)]
    told: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return told


def measure_all(given: argparse.Namespace) -> dict[str, Any]:
    folder: Path = given.folder
    music, speech = given.music or folder / "music", given.speech or folder / "speech"
    folder.mkdir(parents=True, exist_ok=True)
    fetch_music(music)
    make_speech(speech)
    real = read_constellations(music / "catalogue", folder / "peaks")
    for n_tracks in SIZES:
        write_catalogue(folder / f"index-{n_tracks}", real, n_tracks, seed=1)
    settings = {"folder": str(folder), "music": str(music), "speech": str(speech), "seed": given.seed, "seconds": given.minutes * 60,
                "rounds": given.rounds, "conditions": [*CONDITIONS, *NEGATIVES], "lengths_s": LENGTHS_S,
                "index": str(folder / f"index-{SIZES[-1]}")}  # fmt: skip
    open_sources(folder, music, speech)  # decoded once, before several processes want them
    opening = measure_opening(settings, folder)
    grown = [] if given.no_growth else measure_growth(settings, folder)
    rows = run_workers(settings, given.processes, "rows")
    return summarise(rows) | {"seed": given.seed, "opening": opening, "growth": grown}


def main() -> None:
    parser = argparse.ArgumentParser(description="How well and how fast the engine recognises.")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "build" / "bench-recognition", help="music, speech, indices: 5 GB"
    )
    parser.add_argument(
        "--music", type=Path, help="folder with catalogue/ and unknown/ in place of the Debian packages"
    )
    parser.add_argument("--speech", type=Path, help="folder of recordings in place of espeak-ng")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--rounds", type=int, default=40, help="clips of each condition and length")
    parser.add_argument("--minutes", type=float, default=1e6, help="stop after so long with what there is")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--no-growth", action="store_true")
    parser.add_argument("--work", help=argparse.SUPPRESS)
    parser.add_argument("--probe", nargs=2, type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        work(json.loads(given.work))
    elif given.probe:
        sys.stdout.write(json.dumps(probe_opening(*given.probe)))
    else:
        result = measure_all(given)
        print_report(result)
        build = ROOT / "build"
        build.mkdir(exist_ok=True)
        (build / "bench-recognition.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        draw(result, build / "bench-recognition.png")


if __name__ == "__main__":
    main()
