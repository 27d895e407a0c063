"""The engine over synthetic tunes: how fast it learns, and the CPU of a clip that is found and of one that is not."""

import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np
from support.tunes import make_noise, make_tune

from slipgui.core.tags import Tags
from slipgui.engine.catalogue import Catalogue
from slipgui.engine.recogniser import recognise

N_TRACKS, TRACK_S, RATE_HZ = 60, 120.0, 11_025


def main() -> None:
    tunes = {Path(f"/tunes/{seed}.wav"): make_tune(seed, TRACK_S) for seed in range(N_TRACKS)}
    folder = Path(tempfile.mkdtemp())
    for i, path in enumerate(list(tunes)):
        real = folder / path.name
        real.write_bytes(str(i).encode())
        tunes[real] = tunes.pop(path)
    with Catalogue.open(folder / "catalogue") as catalogue:
        cpu_s = time.process_time()
        catalogue.add(
            list(tunes),
            decode=tunes.__getitem__,
            read_tags=lambda path: Tags(path.stem, None, None, None, None, None, TRACK_S),
            on_file=lambda report: None,
            is_cancelled=lambda: False,
        )
        learn_cpu_s = time.process_time() - cpu_s
        index = catalogue.index()
        found, lost, n_right = [], [], 0
        for seed in range(0, N_TRACKS, 2):
            clip = list(tunes.values())[seed][20 * RATE_HZ : 30 * RATE_HZ]
            noisy = (clip + make_noise(seed, len(clip), float(np.sqrt(np.mean(clip**2))))).astype(np.float32)
            cpu_s = time.process_time()
            n_right += bool(recognise(index, noisy))
            found.append(time.process_time() - cpu_s)
            cpu_s = time.process_time()
            recognise(index, make_tune(1000 + seed, 10.0))
            lost.append(time.process_time() - cpu_s)
        size_bytes = sum(path.stat().st_size for path in (folder / "catalogue").rglob("*") if path.is_file())
    hours = N_TRACKS * TRACK_S / 3600
    result = {
        "learn_times_real_time": N_TRACKS * TRACK_S / learn_cpu_s,
        "found_of_30": n_right,
        "found_10s_cpu_s": median(found),
        "not_found_10s_cpu_s": median(lost),
        "mb_per_hour": size_bytes / 1e6 / hours,
    }
    sys.stdout.write(json.dumps(result) + "\n")


main()
