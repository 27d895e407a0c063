"""``kill -9`` at random moments of adding 200 tracks: whatever was said is on the disk, and the next run goes on."""

import json
import random
import signal
import subprocess
import sys
import wave

import numpy as np
import pytest
from support.systems import posix_signals
from support.tunes import RATE_HZ, make_tune

from slipgui.engine.catalogue import Catalogue
from slipgui.engine.recogniser import recognise

pytestmark = posix_signals
N_TRACKS = 200
N_KILLS = 22
TRACK_S = 5.0
SMALL_BATCHES = """
from slipgui.engine import catalogue
from slipgui.cli.main import main

if __name__ == "__main__":
    catalogue._BATCH_FILES = 3  # many commits and merges to be killed in
    main()
"""


@pytest.fixture(scope="module")
def music(tmp_path_factory):
    folder = tmp_path_factory.mktemp("music")
    for seed in range(N_TRACKS):
        with wave.open(str(folder / f"{seed:03}.wav"), "wb") as file:
            file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
            file.writeframes((make_tune(seed, TRACK_S) * 32_767).astype(np.int16).tobytes())
    return folder


@pytest.fixture
def program(tmp_path):
    script = tmp_path / "slip_in_small_batches.py"
    script.write_text(SMALL_BATCHES)
    return script


def run_and_kill(command, environ, delay_s: float, n_lines: int) -> dict[str, str]:
    """Start it, kill it ``delay_s`` after its ``n_lines``-th line; the ids of the files it said it had learnt."""
    pipe = subprocess.PIPE
    # unbuffered: communicate() reads past what a buffer holds
    with subprocess.Popen(command, env=environ, stdout=pipe, stderr=pipe, bufsize=0) as process:
        heard = [process.stdout.readline() for _ in range(n_lines)]
        try:
            process.wait(delay_s)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        rest, err = process.communicate(timeout=60)
    assert process.returncode in (0, -signal.SIGKILL), err.decode()
    whole = [line for line in (b"".join(heard) + rest).splitlines(keepends=True) if line.endswith(b"\n")]
    lines = [json.loads(line) for line in whole]
    assert [line for line in lines if line.get("error")] == []
    return {line["file"]: line["id"] for line in lines if "file" in line}


@pytest.mark.slow
@pytest.mark.timeout(1200)  # two dozen starts of the program one after the other: a minute on an idle machine
def test_killed_at_any_moment_a_catalogue_loses_nothing_it_told_and_goes_on(music, program, environ, tmp_path):
    home = tmp_path / "home" / "catalogue"
    command = [sys.executable, str(program), "catalogue", "add", "--json", "--quiet", str(music)]
    dice, told, n_before = random.Random(7), {}, 0
    for _ in range(N_KILLS):
        # lines of what is known come after about a second: from there on some commits are awaited
        n_lines = dice.choice([0, 1, 1, n_before + 1, n_before + 6]) if n_before < N_TRACKS - 10 else 0
        told |= run_and_kill(command, environ, dice.uniform(0.0, 0.4 if n_lines else 1.5), n_lines)
        with Catalogue.open(home) as catalogue:
            known = {str(track.file): track.id for track in catalogue.tracks()}
            assert told.items() <= known.items()
            assert catalogue.check() == []
            assert catalogue.index().n_tracks == len(known) >= n_before
            assert not [child for child in (home / "segments").iterdir() if child.name.startswith(".new")]
            n_before = len(known)
    subprocess.run(command, env=environ, check=True, capture_output=True, timeout=300)
    with Catalogue.open(home) as catalogue:
        by_file = {track.file.name: track.id for track in catalogue.tracks()}
        assert len(by_file) == catalogue.n_tracks == N_TRACKS
        assert catalogue.check() == []
        index = catalogue.index()
        for seed in range(N_TRACKS):
            matches = recognise(index, make_tune(seed, TRACK_S)[RATE_HZ : 4 * RATE_HZ])
            assert [match.track_id for match in matches[:1]] == [by_file[f"{seed:03}.wav"]]


def test_ctrl_c_finishes_the_files_under_way_and_tells_what_was_learned(music, program, environ, tmp_path):
    command = [sys.executable, str(program), "catalogue", "add", "--json", "--quiet", str(music)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environ, stdout=pipe, stderr=pipe, bufsize=0) as process:
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest, err = process.communicate(timeout=60)
    lines = [json.loads(line) for line in (first + rest).splitlines()]
    assert (process.returncode, err) == (130, b"")
    told = {line["file"]: line["id"] for line in lines[:-1]}
    assert 0 < lines[-1]["summary"]["added"] == len(told) < N_TRACKS
    with Catalogue.open(tmp_path / "home" / "catalogue") as catalogue:
        assert {str(track.file): track.id for track in catalogue.tracks()} == told
