"""``slipgui`` as a program: started, given clips, closed; offscreen, with real processes."""

import json
import os
import signal
import subprocess
import sys

import pytest
from support.clips import make_clip
from support.harness import TRACK, rest
from support.toy_service import ToyService

from slipgui.core.settings import Settings
from slipgui.gui import application


@pytest.fixture
def environ(tmp_path):
    kept = {name: v for name, v in os.environ.items() if not name.startswith(("SLIPGUI_", "QT_")) and name != "DISPLAY"}
    return kept | {"SLIPGUI_HOME": str(tmp_path / "home"), "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}


def slip(environ, *arguments):
    command = [sys.executable, "-m", "slipgui.cli", *arguments, "--json"]
    run = subprocess.run(command, env=environ, capture_output=True, text=True, check=True, timeout=60)
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_without_a_display_it_says_so_and_names_the_way_that_works(environ):
    environ.pop("WAYLAND_DISPLAY", None)
    run = subprocess.run(
        [sys.executable, "-m", "slipgui"], env=environ, capture_output=True, text=True, check=False, timeout=30
    )
    assert run.returncode == 1
    assert "no display" in run.stderr
    assert "slip identify" in run.stderr


def test_the_first_picture_knows_the_default_of_the_settings_it_does_not_wait_for():
    assert Settings().check_by_ear_below == application._CHECK_BY_EAR_BELOW


def test_version_is_told_without_a_window(environ):
    run = subprocess.run(
        [sys.executable, "-m", "slipgui", "--version"], env=environ, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "slipgui 0.1.0"


def test_clips_on_the_command_line_are_identified_and_stand_in_the_common_history(environ, tmp_path):
    clip = rest(make_clip(tmp_path / "夜 take#3.mp4", 2.0))
    with ToyService() as toy:
        toy.default_track = TRACK
        keyed = environ | {"SLIPGUI_API_KEY": toy.token, "SLIPGUI_API_URL": toy.url, "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-W", "error", "-m", "slipgui", str(clip)]
        with subprocess.Popen(command, env=keyed, stderr=subprocess.PIPE, text=True) as window:
            while not toy.paths("GET"):
                assert window.poll() is None, window.stderr.read()
            while not (history := slip(environ, "history")):
                assert window.poll() is None
            window.send_signal(signal.SIGTERM)
            _, errors = window.communicate(timeout=20)
    assert (window.returncode, errors) == (0, "")
    assert (history[0]["clip"], history[0]["track"]["title"]) == (str(clip), "Golden Hour")
    assert json.loads((tmp_path / "home" / "window.json").read_text(encoding="utf-8"))["width"] > 0


def test_a_window_killed_at_work_goes_on_at_its_next_start(environ, tmp_path):
    clip = rest(make_clip(tmp_path / "clip.mp4", 2.0))
    with ToyService() as toy:
        toy.default_track = TRACK
        toy.n_polls_before_completed = 10**6
        keyed = environ | {"SLIPGUI_API_KEY": toy.token, "SLIPGUI_API_URL": toy.url, "QT_QPA_PLATFORM": "offscreen"}
        with subprocess.Popen([sys.executable, "-m", "slipgui", str(clip)], env=keyed) as window:
            while not toy.paths("GET"):
                assert window.poll() is None
            window.kill()
        n_posts = len(toy.paths("POST"))
        toy.n_polls_before_completed = 0
        with subprocess.Popen([sys.executable, "-m", "slipgui"], env=keyed) as window:
            while not (history := slip(environ, "history")):
                assert window.poll() is None
            window.send_signal(signal.SIGTERM)
            assert window.wait(20) == 0
        assert history[0]["outcome"] == "identified"
        assert len(toy.paths("POST")) == n_posts


@pytest.mark.slow
def test_the_demo_runs_without_a_display_names_its_song_and_leaves_a_picture(environ, tmp_path):
    environ.pop("WAYLAND_DISPLAY", None)
    command = [sys.executable, "-m", "slipgui", "--home", str(tmp_path / "h"), "--demo", str(tmp_path / "build")]
    run = subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=120)
    assert (run.returncode, run.stderr) == (0, "")
    (line,) = [json.loads(text) for text in run.stdout.splitlines()]
    assert (line["outcome"], line["service"], line["track"]["internal"]) == ("identified", "local", True)
    assert (tmp_path / "build" / "demo.png").read_bytes().startswith(b"\x89PNG")


def test_a_second_start_hands_its_clips_to_the_first_and_ends(environ, tmp_path):
    first, second = (rest(make_clip(tmp_path / name, 1.0)) for name in ("one.mp4", "夜 two.mp4"))
    second.write_bytes(second.read_bytes() + b"....")
    rest(second)
    with ToyService() as toy:
        toy.default_track = TRACK
        keyed = environ | {"SLIPGUI_API_KEY": toy.token, "SLIPGUI_API_URL": toy.url, "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-m", "slipgui"]
        with subprocess.Popen([*command, str(first)], env=keyed) as window:
            while not toy.paths("GET"):
                assert window.poll() is None
            again = subprocess.run([*command, second.name], env=keyed, cwd=tmp_path, timeout=60, check=False)
            while len(history := slip(environ, "history")) < 2:
                assert window.poll() is None
            window.send_signal(signal.SIGTERM)
            assert window.wait(20) == 0
        assert again.returncode == 0
        assert {line["clip"] for line in history} == {str(first), str(second)}


def test_a_killed_window_leaves_its_place_to_the_next(environ, tmp_path):
    offscreen = environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "slipgui", "--service", "local"]
    runs = tmp_path / "home" / "runs"
    for _ in range(2):
        before = set(runs.glob("*.lock"))
        with subprocess.Popen(command, env=offscreen) as window:
            while not set(runs.glob("*.lock")) - before:
                assert window.poll() is None
            assert subprocess.run(command, env=offscreen, timeout=60, check=False).returncode == 0
            window.kill()
