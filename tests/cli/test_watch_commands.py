"""``slip catalogue watch`` as a real process."""

import json
import signal
import subprocess
import sys

import pytest
from support.tunes import write_tune


@pytest.fixture
def command(tmp_path):
    return [sys.executable, "-m", "slipgui.cli", "--home", str(tmp_path / "home"), "catalogue"]


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "music"
    folder.mkdir()
    write_tune(folder / "a.wav", 1, 5.0)
    return folder


def run(command, *arguments):
    return subprocess.run([*command, *arguments], capture_output=True, text=True, check=False, timeout=60)


def read_until(process, member):
    for raw in process.stdout:
        line = json.loads(raw)
        if member in line:
            return line
    raise AssertionError("it ended")


@pytest.mark.parametrize(("end", "exit_code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_it_learns_until_it_is_told_to_end_and_remembers_its_folders(command, folder, end, exit_code):
    with subprocess.Popen([*command, "watch", "--json", str(folder)], stdout=subprocess.PIPE, text=True) as process:
        assert read_until(process, "file")["status"] == "added"
        process.send_signal(end)
        assert process.wait(20) == exit_code
    assert json.loads(run(command, "folders", "--json").stdout) == {"folder": str(folder), "status": "watched"}
    with subprocess.Popen([*command, "watch", "--json"], stdout=subprocess.PIPE, text=True) as process:
        assert read_until(process, "folder") == {"folder": str(folder), "status": "watching"}
        assert run(command, "unwatch", str(folder)).returncode == 0
        process.terminate()
        process.wait(20)
    assert run(command, "folders").stdout == ""
    assert run(command, "unwatch", str(folder)).returncode == 1


def test_as_a_child_it_ends_with_its_parent(command, folder):
    with subprocess.Popen(
        [*command, "watch", "--json", "--until-stdin-closes", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        read_until(process, "folder")
        process.stdin.close()
        assert process.wait(20) == 0


def test_without_any_folder_it_is_wrong_usage(command):
    assert run(command, "watch").returncode == 2


def test_a_service_of_its_own_keeps_the_folders_in_step(command, folder, tmp_path):
    with subprocess.Popen([*command, "watch", "--json", str(folder)], stdout=subprocess.PIPE, text=True) as process:
        read_until(process, "rested")
        process.terminate()
        process.wait(20)
    serve = [*command[:-1], "serve"]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        process.stdout.readline()
        write_tune(folder / "b.wav", 2, 5.0)
        for _ in range(60):
            if run(command, "list").stdout.count("\n") == 2:
                break
        else:
            raise AssertionError("b.wav was never learned")
        process.terminate()
        assert process.wait(20) == 0
