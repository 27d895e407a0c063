import os
import shutil

import pytest
from support.clips import make_clip
from support.harness import rest
from support.slip_runs import slip_runs
from support.tunes import make_tune

from slipgui.app.catalogue import CatalogueDesk
from slipgui.app.paths import find_home

RATE_HZ = 11_025


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


@pytest.fixture(scope="session")
def bare_environ():
    """An environment without key, keyring and display."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SLIPGUI_") and name != "DISPLAY"}
    null = "keyring.backends.null.Keyring"
    return kept | {"PYTHON_KEYRING_BACKEND": null, "PYTHONWARNINGS": "error", "PYTHONUTF8": "1"}


@pytest.fixture
def environ(bare_environ, tmp_path):
    """The same with a home that is new."""
    return bare_environ | {"SLIPGUI_HOME": str(tmp_path / "home")}


@pytest.fixture(scope="session")
def runs(bare_environ):
    """What runs ``slip``."""
    with slip_runs(bare_environ) as runs:
        yield runs


@pytest.fixture
def slip(runs, environ, tmp_path):
    """Runs ``slip`` with arguments and returns what it printed."""

    def run(*arguments, stdin="", **more_environ):
        return runs.run([*map(str, arguments)], environ | more_environ, tmp_path, stdin)

    return run
