"""audfprint2 (PyPI, D. Ellis's landmark fingerprints) beside Slipgui: ``python peer_audfprint.py INDEX [TRACK.wav…]``.

Runs in an environment of its own (recognition_peers.py).  With tracks it learns them, without it answers: a path of a .wav (mono,
11 025 Hz) on each line of standard input, a JSON line for each on standard output.  All settings are those of its own command line:
20 hashes a second, four shifts of a query, at least five agreeing hashes.
"""

import json
import sys
import time
import wave
from pathlib import Path

import numpy as np
from audfprint2.core.analyzer import Analyzer
from audfprint2.core.hash_table import HashTable
from audfprint2.core.matcher import Matcher

_N_SHIFTS, _WINDOW_FRAMES, _LEAST_HASHES = 4, 2, 5


class WaveAnalyzer(Analyzer):
    """Reads .wav itself: the original wants an ffmpeg program."""

    def wavfile2peaks(self, filename: str, shifts: int | None = None) -> list:
        with wave.open(filename) as file:
            samples = np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(np.float32) / 32768
        self.soundfiledur = len(samples) / self.target_sr
        hops = [int(shift / self.shifts * self.n_hop) for shift in range(shifts or 1)]
        peaks = [self.find_peaks(samples[hop:], self.target_sr) for hop in hops]
        return peaks[0] if len(peaks) == 1 else peaks


def main() -> None:
    index, *tracks = sys.argv[1:]
    analyzer = WaveAnalyzer()
    if tracks:
        table = HashTable()
        for track in tracks:
            table.store(Path(track).stem, analyzer.wavfile2hashes(track))
        table.save(index)
        return
    table, matcher = HashTable(index), Matcher()
    analyzer.shifts, matcher.window, matcher.threshcount = _N_SHIFTS, _WINDOW_FRAMES, _LEAST_HASHES
    for line in sys.stdin:
        begin_s = time.process_time()
        rows, _, _ = matcher.match_file(analyzer, table, line.strip())
        answer = {"named": table.names[rows[0][0]], "score": int(rows[0][1])} if len(rows) else {}
        sys.stdout.write(json.dumps(answer | {"cpu_s": time.process_time() - begin_s}) + "\n")
        sys.stdout.flush()


main()
