"""``slip`` on a home that may not be written, or whose disk is full."""

import ctypes
import subprocess
import sys
from contextlib import contextmanager, suppress

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs folders that may not be written, even by root")


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def keyed(environ, toy):
    """The environment of who has a key for the toy service."""
    return environ | {"SLIPGUI_API_KEY": toy.token, "SLIPGUI_API_URL": toy.url}


@pytest.fixture
def run(keyed, tmp_path):
    """Runs ``slip`` as somebody whom permissions bind; tells code, standard output and standard error."""

    def run(*arguments):
        done = subprocess.run(
            [sys.executable, "-m", "slipgui.cli", *map(str, arguments)],
            env=keyed,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            cwd=tmp_path,
            preexec_fn=_obey_permissions,
        )
        return done.returncode, done.stdout, done.stderr

    return run


def _obey_permissions():
    """Root, too, is to be kept out by file modes: the right to pass over them is dropped before the program begins."""
    drop_from_bounding_set, may_override_modes = 24, 1
    ctypes.CDLL(None).prctl(drop_from_bounding_set, may_override_modes, 0, 0, 0)


@contextmanager
def read_only(home):
    places = [home, *home.rglob("*")]
    for path in places:
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = {path: path.stat().st_mtime_ns for path in places}
    try:
        yield
        assert {path: path.stat().st_mtime_ns for path in [home, *home.rglob("*")]} == before
    finally:
        for path in places:
            path.chmod(0o755)


@contextmanager
def disk_of_its_own(folder, size_bytes):
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size_bytes}", "tmpfs", str(folder)]
    try:
        is_mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        is_mounted = False
    if not is_mounted:
        pytest.skip("needs the right to mount a disk")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def no_room(folder):
    """Not a byte is free on the disk of a folder."""
    filling = folder / "filling"
    with suppress(OSError), filling.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass
    yield
    filling.unlink()


def test_queue_and_history_of_a_home_that_may_not_be_written_are_shown(run, home, studio):
    run("identify", studio / "stranger.mp4")
    with read_only(home):
        for command, n_lines in (("history", 1), ("queue", 0)):
            code, out, err = run(command, "--json")
            assert (code, len(out.splitlines()), err) == (0, n_lines, "")


def test_work_on_a_home_that_may_not_be_written_ends_with_one_sentence(run, home, studio, toy):
    run("identify", studio / "stranger.mp4")
    n_requests = len(toy.requests)
    with read_only(home):
        for command in (["identify", studio / "stranger.mp4"], ["resume"], ["history", "delete", "0"]):
            code, out, err = run(*command)
            assert (code, out) == (1, "")
            assert "Queue and history are not available" in err
            assert "Traceback" not in err
        assert len(toy.requests) == n_requests
        code, out, err = run("doctor")
        assert (code, err) == (1, "")
        assert "is read-only" in out


def test_a_disk_that_is_full_keeps_nobody_from_looking(run, home, studio, toy):
    with disk_of_its_own(home, 20_000_000):
        assert run("identify", studio / "stranger.mp4")[0] == 0
        with no_room(home):
            for command, n_lines in (("history", 1), ("queue", 0)):
                code, out, err = run(command, "--json")
                assert (code, len(out.splitlines()), err) == (0, n_lines, "")
            code, out, err = run("identify", "--again", studio / "stranger.mp4")
            assert (code, out) == (1, "")
            assert err.startswith("slip: No room for queue and history")
            assert len(err.splitlines()) == 1
        assert run("identify", "--again", studio / "stranger.mp4")[0] == 0
    assert len(toy.jobs) == 2
