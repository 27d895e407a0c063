import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

import pytest
from support.clips import make_clip
from support.harness import rest
from support.tunes import make_tune

from slipgui.app.catalogue import CatalogueDesk
from slipgui.app.paths import find_home

RATE_HZ = 11_025


@dataclass
class Run:
    code: int
    out: str
    err: str

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines() if line.startswith("{")]


@pytest.fixture(scope="session")
def studio(tmp_path_factory):
    """A folder with three tunes as tagged music files and clips that hold them."""
    folder = tmp_path_factory.mktemp("studio")
    music = folder / "music"
    music.mkdir()
    for seed, title in enumerate(("Harbour Lights", "夜の港", "Slow Machinery"), 1):
        tags = {"title": title, "artist": f"Artist {seed}", "ISRC": f"QZTW4260000{seed}"}
        make_clip(music / f"{seed}.flac", samples=make_tune(seed, 30.0), sample_rate_hz=RATE_HZ, tags=tags)
    tune, stranger = make_tune(2, 30.0), make_tune(99, 12.0)
    clips = folder / "clips"
    clips.mkdir()
    rest(make_clip(clips / "scene 2.mp4", 8.0, samples=tune[5 * RATE_HZ : 13 * RATE_HZ], sample_rate_hz=RATE_HZ))
    rest(make_clip(clips / "scene 10.mkv", 8.0, samples=tune[5 * RATE_HZ : 13 * RATE_HZ], sample_rate_hz=RATE_HZ))
    rest(make_clip(folder / "stranger.mp4", 12.0, samples=stranger, sample_rate_hz=RATE_HZ))
    (folder / "empty.mp4").touch()
    return folder


@pytest.fixture(scope="session")
def learned_home(studio, tmp_path_factory):
    """A home whose catalogue holds the music of the studio; it is copied, not used."""
    home = tmp_path_factory.mktemp("learned")
    CatalogueDesk(find_home(home)).add([studio / "music"], lambda _: None)
    return home


@pytest.fixture
def learned(learned_home, tmp_path):
    """The catalogue of ``slip`` holds the music of the studio."""
    shutil.copytree(learned_home, tmp_path / "home")


@pytest.fixture
def environ(tmp_path):
    """An environment without key, keyring and display, whose home is new."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SLIPGUI_") and name != "DISPLAY"}
    return kept | {
        "SLIPGUI_HOME": str(tmp_path / "home"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "PYTHONWARNINGS": "error",
        "PYTHONUTF8": "1",
    }


@pytest.fixture
def slip(environ, tmp_path):
    """Runs ``slip`` with arguments and returns what it printed."""

    def run(*arguments, stdin="", **more_environ):
        done = subprocess.run(
            [sys.executable, "-m", "slipgui.cli", *map(str, arguments)],
            env=environ | more_environ,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            cwd=tmp_path,
        )
        return Run(done.returncode, done.stdout, done.stderr)

    return run
