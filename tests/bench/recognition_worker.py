"""One process of the recognition benchmark: makes clips, has them recognised, writes a JSON line for each."""

import gc
import json
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from bench_material import read_sounds
from clip_conditions import CONDITIONS, NEGATIVES, RATE_HZ, SPEECH_CONDITIONS, Clip, Sources, encode, make_clip

from slipgui.engine import recogniser
from slipgui.engine.index import Index
from slipgui.engine.parameters import SAMPLE_RATE_HZ
from slipgui.engine.query import Query
from slipgui.engine.score import after_looks
from slipgui.engine.segment import Segment
from slipgui.engine.stages import Stages
from slipgui.engine.verifier import Verdict
from slipgui.media.decode import decode_samples

LENGTHS_S = (3.0, 5.0, 10.0, 15.0, 30.0)
_NEGATIVES_A_ROUND = {"neg_unknown": 3, "neg_unknown_sp0": 3, "neg_speech": 2, "neg_tones": 1, "neg_silence": 1}

Job = tuple[int, str, float, int]
"""Round, condition, length in seconds, which one."""


def open_sources(folder: Path, music: Path, speech: Path) -> Sources:
    return Sources(
        read_sounds(music / "catalogue", folder / "sound", RATE_HZ),
        read_sounds(music / "unknown", folder / "sound", RATE_HZ),
        [
            sound.astype(np.float32) / np.float32(32768)
            for sound in read_sounds(speech, folder / "sound", RATE_HZ).values()
        ],
    )


def open_index(folder: Path) -> Index:
    return Index([Segment(path) for path in sorted(folder.glob("segment-*"))])


def round_jobs(number: int) -> Iterator[Job]:
    """One clip of each condition and length, four with speech; ten negatives of each length."""
    for condition in CONDITIONS:
        for n in range(2 if condition in SPEECH_CONDITIONS else 1):
            yield from ((number, condition, length_s, n) for length_s in LENGTHS_S)
    for condition in NEGATIVES:
        for n in range(_NEGATIVES_A_ROUND[condition]):
            yield from ((number, condition, length_s, n) for length_s in LENGTHS_S)


class Recorder:
    """Recognises clips and keeps the engine score of the best verdict, also where it is not answered."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._best: list[float] = []
        self._search = recogniser.search
        recogniser.search = self._spy

    def _spy(self, index: Index, query: Query, stages: Stages) -> list[Verdict]:
        verdicts = self._search(index, query, stages)
        self._best.append(after_looks(max((v.score for v in verdicts), default=-9.0), len(self._best) + 1))
        return verdicts

    def recognise(self, clip: Clip, file: Path) -> dict[str, Any]:
        file.write_bytes(encode(clip))
        self._best.clear()
        gc.collect()
        begin_s = time.process_time()
        samples = decode_samples(file, SAMPLE_RATE_HZ)
        decode_s = time.process_time() - begin_s
        matches = recogniser.recognise(self._index, samples)
        cpu_s = time.process_time() - begin_s
        self._index.release()
        row: dict[str, Any] = {"cpu_s": cpu_s, "decode_s": decode_s, "engine_score": max(self._best, default=-9.0)}
        if matches:
            best = matches[0]
            where = clip.offset_s + clip.speed * best.match.query_start_s
            row |= {"named": best.track_id, "score": best.score, "offset_error_s": best.match.reference_start_s - where,
                    "all_named": [match.track_id for match in matches]}  # fmt: skip
        return row


def work(settings: dict[str, Any]) -> None:
    """Rounds number, number + step, … until there are enough or the time is over; one line a clip."""
    sources = open_sources(Path(settings["folder"]), Path(settings["music"]), Path(settings["speech"]))
    recorder = Recorder(open_index(Path(settings["index"])))
    deadline_s = time.monotonic() + settings["seconds"]
    with tempfile.TemporaryDirectory() as scratch, Path(settings["out"]).open("w", encoding="utf-8") as out:
        for number in range(settings["number"], settings["rounds"], settings["step"]):
            for job in round_jobs(number):
                if (
                    time.monotonic() > deadline_s
                    or job[1] not in settings["conditions"]
                    or job[2] not in settings["lengths_s"]
                ):
                    continue
                out.write(
                    json.dumps(_measure(recorder, sources, job, settings["seed"], Path(scratch) / "clip.mp4")) + "\n"
                )
            out.flush()


def _measure(recorder: Recorder, sources: Sources, job: Job, seed: int, file: Path) -> dict[str, Any]:
    number, condition, length_s, n = job
    place = (*CONDITIONS, *NEGATIVES).index(condition)
    clip = make_clip(sources, condition, length_s, np.random.default_rng([seed, number, place, int(length_s), n]))
    truth = {"condition": condition, "length_s": length_s, "tracks": clip.tracks, "offset_s": clip.offset_s}
    return truth | recorder.recognise(clip, file)


def probe_opening(index_folder: Path, clip_file: Path) -> dict[str, float]:
    """In this fresh process, with nothing of the index in the page cache: opening, first query, next query, private memory."""
    samples = decode_samples(clip_file, SAMPLE_RATE_HZ)
    for path in index_folder.rglob("*.npy"):
        descriptor = os.open(path, os.O_RDONLY)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)
    base_mb, begin_s = _anonymous_mb(), time.perf_counter()
    index = open_index(index_folder)
    open_s = time.perf_counter() - begin_s
    times_s = []
    for _ in range(2):
        begin_s = time.perf_counter()
        recogniser.recognise(index, samples)
        times_s.append(time.perf_counter() - begin_s)
        index.release()
    return {"open_s": open_s, "first_query_s": times_s[0], "second_query_s": times_s[1], "private_mb": _anonymous_mb(),
            "private_before_mb": base_mb}  # fmt: skip


def _anonymous_mb() -> float:
    """Memory that is this process's own: pages of mapped files belong to the page cache."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Anonymous:")) / 1024
