"""``make bench-recognition``: who recognises what, in a catalogue of ten thousand tracks, and at what cost.

Fetches music and dialogue (about 1.6 GB of Debian packages), makes speech (espeak-ng), builds indices of 164, 1 000 and 10 000 tracks
(``large_catalogue.py``), then makes clips of all conditions and lengths and of nothing in the catalogue, each through AAC, decoded and
recognised by the product's own code; other engines answer a part of the same clips over the real tracks alone (``recognition_peers.py``).
What lies in ``--folder`` from an earlier run is used as it is.

Every run has a fresh seed; ``--seed`` repeats one.  Prints the table, writes ``build/bench-recognition.json`` and ``.png``.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from bench_material import open_sources, prepare_material
from large_catalogue import read_constellations, size_of, write_catalogue
from recognition_peers import InstalledPeer, install_peers, learn
from recognition_plan import N_ROUNDS
from recognition_plot import draw
from recognition_report import print_report, summarise
from recognition_worker import TASKS

from slipgui.engine.allocation import keep_freed_memory

SIZES = (164, 1_000, 10_000)
_COST_SHARE = 0.2
"""Part of the time that goes into the cost of 10-s clips at three sizes of catalogue, one process at a time."""
_COST_ROUNDS = 7


def tell(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


def run_task(task: str, settings: dict[str, Any], n_processes: int = 1) -> list[dict[str, Any]]:
    """The lines that a task of recognition_worker.py wrote in so many processes."""
    processes, outs = [], []
    for number in range(n_processes):
        out = Path(settings["folder"]) / f"{task}-{number}.jsonl"
        mine = settings | {"number": number, "step": n_processes, "out": str(out)}
        processes.append(subprocess.Popen([sys.executable, __file__, "--work", task, json.dumps(mine)]))
        outs.append(out)
    codes = [process.wait() for process in processes]  # of all: none is left behind
    if any(codes):
        sys.exit(f"a process of the benchmark failed ({task})")
    return [json.loads(line) for line in chain.from_iterable(out.read_text().splitlines() for out in outs)]


def prepare(folder: Path) -> dict[str, Any]:
    """Everything that is made once; size of the largest index."""
    folder.mkdir(parents=True, exist_ok=True)
    prepare_material(folder)
    real = read_constellations(folder / "music" / "catalogue", folder / "peaks")
    for n_tracks in SIZES:
        index = write_catalogue(folder / f"index-{n_tracks}", real, n_tracks, seed=1)
    hours, megabytes = size_of(index)
    open_sources(folder)  # decoded once, before several processes want them
    return {"n_tracks": index.n_tracks, "n_real": len(real), "hours": hours, "megabytes": megabytes}


def prepare_peers(folder: Path) -> list[InstalledPeer]:
    peers = install_peers(folder / "peers", tell)
    for peer in peers:
        learn(peer, folder / "music" / "catalogue")
    return peers


def measure(given: argparse.Namespace) -> dict[str, Any]:
    folder: Path = given.folder.resolve()
    index = prepare(folder)
    peers = [] if given.no_peers else prepare_peers(folder)
    tell(f"prepared: {index}; seed {given.seed}")
    begin_s, load = time.monotonic(), os.getloadavg()[0]
    settings = {"folder": str(folder), "seed": given.seed, "index": str(folder / f"index-{SIZES[-1]}")}
    (opening,), (learning,) = run_task("opening", settings), run_task("learning", settings)
    every_size = {str(n): str(folder / f"index-{n}") for n in SIZES}
    seconds = 60 * given.minutes
    cost = run_task(
        "cost", settings | {"indices": every_size, "rounds": _COST_ROUNDS, "seconds": _COST_SHARE * seconds}
    )
    left_s = seconds - (time.monotonic() - begin_s)
    known_peers = [(peer.peer.name, peer.python, str(peer.index)) for peer in peers]
    rounds = {"rounds": given.rounds, "seconds": left_s, "peers": known_peers, "peer_rounds": given.peer_rounds}
    clips = run_task("rounds", settings | rounds, given.processes)
    return summarise(clips, cost, opening, learning, index) | {
        "seed": given.seed,
        "date": datetime.now(UTC).date().isoformat(),
        "minutes": (time.monotonic() - begin_s) / 60,
        "n_rounds": max((clip["round"] for clip in clips), default=-1) + 1,
        "machine": {"cores": os.cpu_count(), "processor": platform.machine(), "python": platform.python_version(), "load_before": load},
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description="How well and how fast the engine recognises.")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "build" / "bench-recognition", help="music, speech, indices: 8 GB, kept"
    )
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--rounds", type=int, default=N_ROUNDS, help="of some 80 clips each")
    parser.add_argument("--minutes", type=float, default=1e6, help="of measuring; stops with what there is")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--peer-rounds", type=int, default=4, help="peers are asked in every so-manieth round of each process"
    )
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--work", nargs=2, metavar=("TASK", "SETTINGS"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        keep_freed_memory()  # as the service does
        TASKS[given.work[0]](json.loads(given.work[1]))
        return
    result = measure(given)
    print_report(result)
    tell(f"seed {result['seed']}, {result['n_rounds']} rounds, {result['minutes']:.1f} minutes")
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    (build / "bench-recognition.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    draw(result, build / "bench-recognition.png")


if __name__ == "__main__":
    main()
