"""Chromaprint (AcoustID's fpcalc) beside Slipgui: ``python peer_chromaprint.py INDEX [TRACK…]``.

With tracks it learns them, without it answers: a path of a clip on each line of standard input, a JSON line for each on standard output.
Chromaprint itself has no search for a part of a track; here the fingerprint of the clip slides over those of all tracks, and the place
with the fewest differing bits is the answer where so many bits agree that hardly any clip of other music gets there.  Short clips have few
bits (three numbers in 3 s) and need more of them: 0.67 + 0.45 / √numbers was fitted on 96 clips without an answer (best agreements .89 at
3 numbers, .77 at 19, .68 at 60, .70 at 100).
"""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

Prints = npt.NDArray[np.uint32]
_BITS = 32


def read_prints(file: str) -> Prints:
    """One number of 32 bits for each 0.12 s."""
    run = subprocess.run(
        ["fpcalc", "-raw", "-plain", "-length", "0", file], capture_output=True, text=True, check=False
    )
    return np.array([int(value) for value in run.stdout.strip().split(",") if value], np.uint32)


def agreement(clip: Prints, tracks: Prints) -> npt.NDArray[np.float64]:
    """Share of equal bits at each place of ``tracks`` at which the clip may begin."""
    n_places = len(tracks) - len(clip) + 1
    n_different = np.zeros(n_places, np.int32)
    for place, value in enumerate(clip):
        n_different += np.bitwise_count(tracks[place : place + n_places] ^ value)
    return 1 - n_different / (_BITS * len(clip))


def answer(clip: Prints, tracks: Prints, names: list[str], first: npt.NDArray[np.int64]) -> dict[str, object]:
    """Name and agreement of the best place, nothing below what chance may reach."""
    if not 0 < len(clip) <= len(tracks):
        return {}
    shares = agreement(clip, tracks)
    best = int(shares.argmax())
    if shares[best] < 0.67 + 0.45 / len(clip) ** 0.5:
        return {}
    return {"named": names[int(np.searchsorted(first, best, "right")) - 1], "score": float(shares[best])}


def _cpu_s() -> float:
    import resource  # Windows, where the tests of the benchmark run, has none

    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def main() -> None:
    index, *files = sys.argv[1:]
    if files:
        prints = [read_prints(file) for file in files]
        first = np.cumsum([0, *(len(each) for each in prints[:-1])])
        np.savez(index, tracks=np.concatenate(prints), first=first, names=[Path(file).name for file in files])
        return
    with np.load(index) as stored:
        tracks, first, names = stored["tracks"], stored["first"], stored["names"].tolist()
    for line in sys.stdin:
        begin_s = _cpu_s()
        found = answer(read_prints(line.strip()), tracks, names, first)
        sys.stdout.write(json.dumps(found | {"cpu_s": _cpu_s() - begin_s}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
