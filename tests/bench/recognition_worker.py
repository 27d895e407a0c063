"""What one process of the recognition benchmark does: makes clips, has them recognised, writes a JSON line for each."""

import gc
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from bench_material import open_sources
from clip_conditions import RECIPES, Clip, Placement, Sources, make_clip
from clip_encoding import encode
from large_catalogue import music_files
from recognition_peers import AUDFPRINT, CHROMAPRINT, InstalledPeer, Panel
from recognition_plan import NEAR_S, Job, cost_jobs, round_jobs
from track_repeats import is_repeat

from slipgui.engine import recogniser
from slipgui.engine.index import Index
from slipgui.engine.parameters import FRAME_S, SAMPLE_RATE_HZ
from slipgui.engine.peaks import find_reference_peaks
from slipgui.engine.query import Query
from slipgui.engine.recogniser import CatalogueMatch
from slipgui.engine.score import allowance
from slipgui.engine.segment import Segment
from slipgui.engine.segment_writer import fingerprint_of, lay_out, write_segment
from slipgui.engine.spectrogram import count_frames
from slipgui.engine.stages import Stages
from slipgui.engine.verifier import Verdict
from slipgui.media.decode import decode_samples

_N_LEARNED = 12


def open_index(folder: Path) -> Index:
    return Index([Segment(path) for path in sorted(folder.glob("segment-*"))])


class Recorder:
    """Recognises clips and keeps the engine score of the best verdict, also where it is not answered."""

    def __init__(self) -> None:
        self._best: list[float] = []
        self._search = recogniser.search
        recogniser.search = self._spy

    def _spy(self, index: Index, query: Query, stages: Stages) -> list[Verdict]:
        verdicts = self._search(index, query, stages)
        best = max((verdict.score for verdict in verdicts), default=-9.0)
        hours, n_looks = index.n_frames * FRAME_S / 3600, len(self._best) + 1
        self._best.append(best + allowance(query.n_frames * FRAME_S, hours, n_looks))
        return verdicts

    def recognise(self, index: Index, clip: Clip, file: Path, sources: Sources) -> dict[str, Any]:
        self._best.clear()
        gc.collect()
        begin_s = time.process_time()
        samples = decode_samples(file, SAMPLE_RATE_HZ)
        decode_s = time.process_time() - begin_s
        matches = recogniser.recognise(index, samples)
        cpu_s = time.process_time() - begin_s
        row: dict[str, Any] = {"cpu_s": cpu_s, "decode_s": decode_s, "engine_score": max(self._best, default=-9.0)}
        if matches:
            best, error_s = matches[0], offset_error_s(matches[0], clip.placements)
            row |= {"named": best.track_id, "score": best.score, "all_named": [match.track_id for match in matches],
                    "offset_error_s": error_s}  # fmt: skip
            if error_s is not None and error_s > NEAR_S:
                row["is_repeat"] = _is_repeat(sources, best, clip.placements)
        return row


def _is_repeat(sources: Sources, found: CatalogueMatch, placements: Iterable[Placement]) -> bool:
    """Whether the track sounds at the position told as it does at the true one."""
    match = found.match
    length_s = (match.query_stop_s - match.query_start_s) * match.speed
    true_s = [p.offset_s + p.speed * match.query_start_s for p in placements if p.track == found.track_id]
    track = sources.catalogue.get(found.track_id)
    return track is not None and any(
        is_repeat(track, moment_s, match.reference_start_s, length_s) for moment_s in true_s
    )


def offset_error_s(found: CatalogueMatch, placements: Iterable[Placement]) -> float | None:
    """How far the position told, or the nearest of those at which the track repeats, lies from the true one; None for a wrong track.

    Where the track lies at several places in the clip, the nearest counts.
    """
    match = found.match
    told_s = (match.reference_start_s, *match.repeats_s)
    errors = [
        abs(moment_s - (placement.offset_s + placement.speed * match.query_start_s))
        for placement in placements
        for moment_s in told_s
        if placement.track == found.track_id
    ]
    return min(errors, default=None)


@contextmanager
def _workbench(settings: dict[str, Any]) -> Iterator[tuple[Sources, Path]]:
    with tempfile.TemporaryDirectory() as scratch:
        yield open_sources(Path(settings["folder"])), Path(scratch) / "clip.mp4"


def make_file(sources: Sources, job: Job, seed: int, file: Path) -> tuple[Clip, dict[str, Any]]:
    """The clip, also as a file, and the truth about it."""
    place = list(RECIPES).index(job.condition)
    random = np.random.default_rng([seed, job.number, place, int(job.length_s), job.n])
    clip = make_clip(sources, job.condition, job.length_s, random)
    file.write_bytes(encode(clip.streams, clip.bit_rate))
    tracks = [placement.track for placement in clip.placements]
    return clip, {"round": job.number, "condition": job.condition, "length_s": job.length_s, "tracks": tracks}


def measure_rounds(settings: dict[str, Any]) -> None:
    """Rounds number, number + step, … until there are enough or the time is over."""
    recorder, index = Recorder(), open_index(Path(settings["index"]))
    begin_s = time.monotonic()
    known = {peer.name: peer for peer in (AUDFPRINT, CHROMAPRINT)}
    peers = [InstalledPeer(known[name], python, Path(learned)) for name, python, learned in settings["peers"]]
    with (
        _workbench(settings) as (sources, file),
        Panel(peers) as panel,
        Path(settings["out"]).open("w", encoding="utf-8") as out,
    ):
        for number in range(settings["number"], settings["rounds"], settings["step"]):
            for job in round_jobs(number):
                if time.monotonic() - begin_s > settings["seconds"]:
                    return
                clip, row = make_file(sources, job, settings["seed"], file)
                row |= recorder.recognise(index, clip, file, sources)
                if peers and number // settings["step"] % settings["peer_rounds"] == 0:
                    row["peers"] = panel.ask(file, decode_samples(file, SAMPLE_RATE_HZ), row["decode_s"])
                out.write(json.dumps(row) + "\n")
            minutes = (time.monotonic() - begin_s) / 60
            sys.stderr.write(
                f"round {number + 1} of {settings['rounds']}: {minutes:.1f} min, {time.process_time():.0f} CPU s\n"
            )


def measure_cost(settings: dict[str, Any]) -> None:
    """The same clips of 10 s asked of each size of catalogue in turn."""
    recorder = Recorder()
    indices = {n_tracks: open_index(Path(folder)) for n_tracks, folder in settings["indices"].items()}
    begin_s = time.monotonic()
    with _workbench(settings) as (sources, file), Path(settings["out"]).open("w", encoding="utf-8") as out:
        for number in range(settings["rounds"]):
            for job in cost_jobs(number):
                if time.monotonic() - begin_s > settings["seconds"]:
                    return
                clip, truth = make_file(sources, job, settings["seed"], file)
                for n_tracks, index in indices.items():
                    row = truth | {"n_tracks": int(n_tracks)} | recorder.recognise(index, clip, file, sources)
                    out.write(json.dumps(row) + "\n")


def measure_opening(settings: dict[str, Any]) -> None:
    """In this fresh process, with nothing of the index in the page cache: opening, first query, next query, private memory."""
    index_folder, job = Path(settings["index"]), Job(0, "sp0", 10.0, 0)
    with _workbench(settings) as (sources, file):
        make_file(sources, job, settings["seed"], file)
        samples = decode_samples(file, SAMPLE_RATE_HZ)
    del sources
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
    told = {"open_s": open_s, "first_query_s": times_s[0], "second_query_s": times_s[1],
            "private_mb": _anonymous_mb(), "private_before_mb": base_mb}  # fmt: skip
    Path(settings["out"]).write_text(json.dumps(told) + "\n", encoding="utf-8")


def measure_learning(settings: dict[str, Any]) -> None:
    """CPU seconds from decoded samples of some tracks to a written segment."""
    files = music_files(Path(settings["folder"]) / "music" / "catalogue")
    chosen = np.random.default_rng(settings["seed"]).permutation(len(files))[:_N_LEARNED]
    music = {files[place].name: decode_samples(files[place], SAMPLE_RATE_HZ) for place in chosen.tolist()}
    with tempfile.TemporaryDirectory() as scratch:
        begin_s = time.process_time()
        learned = [
            (name, fingerprint_of(find_reference_peaks(samples), count_frames(len(samples))))
            for name, samples in music.items()
        ]
        write_segment(Path(scratch) / "segment", lay_out(learned))
        cpu_s = time.process_time() - begin_s
    told = {"music_s": sum(map(len, music.values())) / SAMPLE_RATE_HZ, "cpu_s": cpu_s, "n_tracks": len(music)}
    Path(settings["out"]).write_text(json.dumps(told) + "\n", encoding="utf-8")


def _anonymous_mb() -> float:
    """Memory that is this process's own: pages of mapped files belong to the page cache."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Anonymous:")) / 1024


TASKS = {
    "rounds": measure_rounds,
    "cost": measure_cost,
    "opening": measure_opening,
    "learning": measure_learning,
}
