"""``make bench-cues``: programmes of 10 and 60 minutes through the real command line, from the film to a complete sheet and its markers.

    python tests/bench/cue_sheet_benchmark.py [--folder DIR] [--minutes 10 60] [--changed 0.1] [--seed N]

The folder is the one that ``recognition_benchmark.py`` fills with material.  Its music is learned once by ``slip catalogue add``.  Each
programme is fresh (programme_material.py), in drop-frame time from one o'clock on.  ``slip cues --export`` is timed, with its children;
OpenTimelineIO reads the markers back; then what recognition cannot know is typed into the project, and ``slip sheet`` has to find it
complete.
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(Path(__file__).parent)]

import numpy as np
import opentimelineio
from bench_material import open_sources, prepare_material
from child import Row, plain, report
from programme_benchmark import compare
from programme_material import TrueCue, make_programme
from support.clips import Sound, make_clip

from slipgui.core.outcome import Match
from slipgui.engine.programme_answers import ProgrammeCue
from slipgui.engine.recogniser import CatalogueMatch

RATE = Fraction(30_000, 1001)
START_FRAME = 107_892
"""01:00:00;00."""
_SOUND_RATE_HZ = 22_050
_LEVEL = 0.5
_PARTIES = (("writer", "Okafor, Mira", "composer"), ("publisher", "Tall Ship Music", "publisher"))
_HEADER = {
    "title": "Harbour Watch",
    "production_company": "Bench",
    "first_air_date": "2026-11-21",
    "production_type": "Series",
}


class Slip:
    """The command line in a home of its own."""

    def __init__(self, home: Path) -> None:
        self.cpu_s = 0.0
        self.wall_s = 0.0
        self._home = home

    def __call__(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """What it printed; its time and that of its children is kept."""
        command = [sys.executable, "-m", "slipgui.cli", *map(str, arguments), "--home", str(self._home)]
        environ = os.environ | {"PYTHONPATH": str(ROOT), "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
        wall_s, cpu_s = time.perf_counter(), _children_cpu_s()
        done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
        self.wall_s, self.cpu_s = time.perf_counter() - wall_s, _children_cpu_s() - cpu_s
        if done.returncode not in (0, 3):
            sys.exit(f"{' '.join(command)}: {done.stderr[-2000:]}")
        return done


def _children_cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def make_film(path: Path, sound: np.ndarray[Any, Any], minutes: float) -> Path:
    """A film with a small picture, timecode and the sound."""
    loudest = max(1e-9, float(np.abs(sound).max()))
    samples = np.asarray(sound * min(1.0, _LEVEL / loudest), np.float32)
    return make_clip(
        path, minutes * 60, sounds=(Sound(samples=samples, sample_rate_hz=_SOUND_RATE_HZ),), bit_rate=128_000,
        frame_rate=RATE, timecode="01:00:00;00", picture_size=(16, 16),
    )  # fmt: skip


def as_cues(lines: Iterable[dict[str, Any]]) -> list[ProgrammeCue]:
    """The lines of ``slip cues --json`` with the names of the files as tracks, as ``compare`` wants them."""
    cues = []
    for line in lines:
        match = line["match"] and Match(**{key: line["match"][key] for key in Match.__dataclass_fields__})
        found = match and CatalogueMatch(Path(match.file).name, line["score"], match, 0.0)
        cues.append(ProgrammeCue(line["in_s"], line["out_s"], found))
    return cues


def count_markers(file: Path, cues: Sequence[ProgrammeCue]) -> int:
    """Cues whose marker begins at the frame in which the cue does, as OpenTimelineIO reads it."""
    timeline = opentimelineio.adapters.read_from_file(str(file))
    frames = {round(marker.marked_range.start_time.value) for marker in timeline.tracks.markers}
    assert timeline.global_start_time.value == START_FRAME
    return sum(round(cue.in_s * RATE) in frames for cue in cues)


def write_typed(folder: Path, project: Path) -> tuple[Path, list[str]]:
    """A list of works for all that was named, and the usage of each cue, as a person would type them."""
    document = json.loads(project.read_bytes())
    music = [line for line in document["lines"] if line["title"]]
    for line in music:
        line["usage"], line["origins"]["usage"], line["state"] = "background_instrumental", "typed", "identified"
    document["lines"] = music
    document["header"] |= _HEADER
    project.write_text(json.dumps(document), encoding="utf-8")
    works = folder / "works.csv"
    with works.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(
            ["title", "performer", "label", "catalogue_number", "party", "name", "role", "share_percent", "society"]
        )
        labels = {(line["title"], line["performer"]): line["label"] or "Tall Ship" for line in music}
        for work, label in sorted(labels.items()):
            table.writerows([*work, label, "TS 1", *party, 100, "PRS"] for party in _PARTIES)
    return works, [line["title"] for line in music]


def measure_programme(slip: Slip, film: Path, truth: Sequence[TrueCue], minutes: float) -> list[Row]:
    """The rows of one programme."""
    folder, project = film.parent, film.with_suffix(".slipcues")
    project.unlink(missing_ok=True)
    outs = {ending: folder / f"{film.stem}.{ending}" for ending in ("csv", "otio", "xml", "edl")}
    exports = [argument for path in outs.values() for argument in ("--export", path)]
    run = slip("cues", film, "--json", "--quiet", "--project", project, *exports)
    cpu_s, wall_s = slip.cpu_s, slip.wall_s
    cues = as_cues(json.loads(line) for line in run.stdout.splitlines())
    answers, false = compare(cues, truth)
    named = [answer for answer in answers if answer]
    known = [true for true in truth if true.track]
    pairs = [(true, answer) for true, answer in zip(known, answers, strict=True) if answer]
    ends = {
        end: np.abs([getattr(cue, f"{end}_s") - getattr(true, f"{end}_s") for true, cue in pairs])
        for end in ("in", "out")
    }
    works, titles = write_typed(folder, project)
    sheet = slip("sheet", project, "--works", works, "--export", outs["csv"], "--final")
    with outs["csv"].open(encoding="utf-8-sig", newline="") as file:
        n_rows = sum(1 for _ in csv.DictReader(file))
    for true, answer in zip(known, answers, strict=True):
        if not answer:
            sys.stderr.write(f"    not named: {true}\n")
    of = f"{minutes:g} min"
    return [
        plain(f"{of}: known cues named, of {len(known)}", len(named), f">= {0.98 * len(known):.1f}", digits=0),
        plain(f"{of}: false cues", len(false), "0", digits=0),
        *(plain(f"{of}: {end}, s off, median", float(np.median(off)), "<= 0.2", digits=2) for end, off in ends.items()),
        *(plain(f"{of}: {end}, s off, nine of ten", float(np.quantile(off, 0.9)), "<= 0.8", digits=2) for end, off in ends.items()),
        *(plain(f"{of}: {ending} markers at the cue's frame, of {len(cues)}", count_markers(outs[ending], cues), str(len(cues)), digits=0)
          for ending in ("otio", "xml")),
        plain(f"{of}: rows of the sheet, of {len(titles)}", n_rows, str(len(titles)), digits=0),
        plain(f"{of}: what the sheet lacks after typing", len(sheet.stderr.splitlines()), "0", digits=0),
        plain(f"{of}: from film to sheet, CPU s", cpu_s, "<= 120 (a minute on two cores)" if minutes == 60 else ""),
        plain(f"{of}: from film to sheet, wall s (load {os.getloadavg()[0]:.0f})", wall_s, "<= 60" if minutes == 60 else ""),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "bench-recognition", help="material")
    parser.add_argument("--minutes", type=float, nargs="+", default=[10.0, 60.0])
    parser.add_argument("--changed", type=float, default=0.1, help="part of the cues that play at other speeds")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given = parser.parse_args()
    work = ROOT / "build" / "bench-cues"
    work.mkdir(parents=True, exist_ok=True)
    prepare_material(given.folder)
    sources, slip = open_sources(given.folder), Slip(work / "home")
    slip("catalogue", "add", given.folder / "music" / "catalogue", "--quiet")
    sys.stdout.write(f"seed {given.seed}\n")
    rows: list[Row] = []
    for number, minutes in enumerate(given.minutes):
        random = np.random.default_rng([given.seed, number])
        sound, truth = make_programme(sources, minutes, random, changed_share=given.changed)
        film = make_film(work / f"programme-{minutes:g}.mov", sound, minutes)
        del sound
        rows += measure_programme(slip, film, truth, minutes)
        film.unlink()
    report(rows, "bench-cues")


if __name__ == "__main__":
    main()
