"""``slip`` in a hostile world: names, pipes, signals, killed processes; one line a clip, no traceback, nothing lost."""

import http.server
import json
import os
import signal
import subprocess
import sys
import threading

import pytest
from support.systems import posix_signals


@pytest.fixture
def keyed(environ, toy):
    return environ | {"SLIPGUI_API_KEY": toy.token, "SLIPGUI_API_URL": toy.url}


def start(environ, *arguments, **options):
    command = [sys.executable, "-m", "slipgui.cli", *map(str, arguments)]
    return subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def test_an_empty_path_never_means_the_folder_one_stands_in(slip, studio, toy):
    for command in (["identify"], ["catalogue", "add"]):
        run = slip(*command, "", SLIPGUI_API_KEY=toy.token, SLIPGUI_API_URL=toy.url)
        assert run.code == 2, run.out
    assert toy.requests == []


@posix_signals
def test_every_odd_thing_named_gets_one_line_and_the_others_go_on(slip, studio, tmp_path, toy):
    (tmp_path / "folder.mp4").mkdir()
    (tmp_path / "nothing").mkdir()
    os.mkfifo(tmp_path / "pipe.mov")
    (tmp_path / "link.mov").symlink_to(tmp_path / "nowhere.mov")
    clip = studio / "clips" / "scene 2.mp4"
    names = [
        "folder.mp4",
        "nothing",
        "pipe.mov",
        "link.mov",
        "/dev/null",
        "q" * 300 + ".mp4",
        clip,
        f"{clip.parent}/../clips/{clip.name}",
    ]
    run = slip("identify", *names, "--json", SLIPGUI_API_KEY=toy.token, SLIPGUI_API_URL=toy.url)
    assert (run.code, len(run.lines)) == (1, 7)
    assert "Traceback" not in run.err
    outcomes = {line["clip"]: line for line in run.lines}
    assert outcomes[str(clip)]["outcome"] == "identified"
    failed = [line["error"] for path, line in outcomes.items() if path != str(clip)]
    assert {error["code"] for error in failed} == {"clip_unreadable"}
    assert len({error["title"] for error in failed}) == 3


@posix_signals
def test_names_of_any_bytes_come_through_standard_input(environ, studio, toy, tmp_path, keyed):
    raw = os.fsencode(tmp_path) + b"/caf\xe9.mp4"
    with open(raw, "wb") as file:  # noqa: PTH123 - a name that is no text
        file.write((studio / "clips" / "scene 2.mp4").read_bytes())
    listing = b"\xef\xbb\xbf" + raw + b"\r\n\r\n"
    command = [sys.executable, "-m", "slipgui.cli", "identify", "-", "--json"]
    run = subprocess.run(
        command, env=keyed | {"PYTHONIOENCODING": "utf-8"}, input=listing, capture_output=True, check=False, timeout=60
    )
    assert (run.returncode, run.stderr) == (0, b"")
    (line,) = [json.loads(text) for text in run.stdout.splitlines()]
    assert os.fsencode(line["clip"]) == raw


def test_an_empty_list_is_no_error(slip):
    run = slip("identify", "-", "--json", stdin="")
    assert (run.code, run.out, run.err) == (0, "", "")


def test_a_reader_that_goes_away_ends_the_run_without_a_word(studio, toy, keyed):
    names = [studio / "clips" / "scene 2.mp4", studio / "clips" / "scene 10.mkv", studio / "stranger.mp4"]
    with start(keyed, "identify", *names, "--json") as process:
        process.stdout.close()
        assert process.wait(60) == 1
        assert process.stderr.read() == ""


@posix_signals
def test_a_full_disk_behind_standard_output_is_told_and_is_no_success(studio, toy, keyed):
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        command = [sys.executable, "-m", "slipgui.cli", "identify", str(studio / "clips"), "--json"]
        run = subprocess.run(
            command, env=keyed, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60
        )
    assert run.returncode == 1
    assert "cannot be written" in run.stderr
    assert "Traceback" not in run.stderr


@posix_signals
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_polite_end_keeps_the_queue_and_leaves_nothing_behind(studio, toy, keyed, tmp_path, name):
    toy.n_polls_before_completed = 10**6
    with start(keyed, "identify", studio / "clips") as process:
        while len(toy.paths("GET")) < 2:
            assert process.poll() is None
        process.send_signal(getattr(signal, name))
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err.strip()) == (130, "", "")
    home = tmp_path / "home"
    assert [path for path in (home / "cache" / "proxies").rglob("*") if path.is_file()] == []
    assert list((home / "runs").iterdir()) == []


@posix_signals
@pytest.mark.usefixtures("learned")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM"])
def test_clips_of_this_computer_go_on_after_the_run_and_its_service_ended(environ, slip, studio, name):
    with start(environ, "identify", studio / "clips", "--json") as process:
        while not any(line["stage"] in ("uploading", "polling") for line in slip("queue", "--json").lines):
            if process.poll() is not None:
                break  # quicker than we could look: nothing is left to resume
        process.send_signal(getattr(signal, name))
        out, _ = process.communicate(timeout=20)
    n_answered = len(out.splitlines())
    resumed = slip("resume", "--json")
    assert [line["outcome"] for line in resumed.lines] == ["identified"] * (2 - n_answered)
    assert resumed.code == 0


def test_of_two_runs_at_the_same_moment_one_sends_the_clip_and_both_tell_its_answer(studio, toy, keyed):
    clip = studio / "clips" / "scene 2.mp4"
    runs = [start(keyed, "identify", clip, "--json") for _ in range(2)]
    lines = [json.loads(run.communicate(timeout=120)[0]) for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert sorted((line["outcome"], line.get("cached", False)) for line in lines) == [
        ("identified", False),
        ("identified", True),
    ]
    assert len(toy.jobs) == 1


def test_the_key_never_travels_in_the_clear(slip, studio):
    run = slip("identify", studio / "empty.mp4", "--api-url", "http://192.0.2.7", SLIPGUI_API_KEY="secret-key")
    assert run.code == 2
    assert "must be https" in run.err


def test_doctor_does_not_take_any_web_server_for_the_service(slip, tmp_path):
    (tmp_path / "web").mkdir()

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(tmp_path / "web"))

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        run = slip(
            "doctor", "--json", SLIPGUI_API_KEY="k", SLIPGUI_API_URL=f"http://127.0.0.1:{server.server_address[1]}"
        )
        server.shutdown()
        thread.join()
    (service,) = [line for line in run.lines if line["check"] == "service"]
    assert not service["ok"]


def test_a_home_that_cannot_be_is_told_in_a_sentence(slip, studio, tmp_path):
    (tmp_path / "file").write_text("no folder")
    for command in (["identify", studio / "empty.mp4"], ["history"], ["queue"]):
        run = slip(*command, SLIPGUI_HOME=str(tmp_path / "file"))
        assert run.code == 1
        assert "Traceback" not in run.err
        assert "not available" in run.err


def test_a_proxy_of_the_environment_that_cannot_be_read_is_told_with_every_clip(slip, studio):
    clips = [studio / "clips" / "scene 2.mp4", studio / "stranger.mp4"]
    run = slip("identify", *clips, "--json", SLIPGUI_API_KEY="a-key", https_proxy="http://[::1")
    assert (run.code, "Traceback" in run.err) == (1, False)
    assert sorted(line["clip"] for line in run.lines) == sorted(map(str, clips))
    for line in run.lines:
        assert line["error"]["code"] == "proxy"
        assert "HTTPS_PROXY" in line["error"]["detail"]


def test_a_busy_port_is_named(environ, slip):
    with start(environ, "serve", "--until-stdin-closes", stdin=subprocess.PIPE) as process:
        port = json.loads(process.stdout.readline())["url"].rpartition(":")[2]
        run = slip("serve", "--port", port)
        assert run.code == 1
        assert f"port {port}" in run.err
        process.stdin.close()
        process.wait(20)


def test_every_thing_named_for_the_catalogue_gets_a_line(slip, studio, tmp_path):
    (tmp_path / "nothing").mkdir()
    (tmp_path / "notes.txt").write_text("la la la")
    run = slip("catalogue", "add", "nothing", "notes.txt", "nowhere.wav", studio / "music" / "1.flac", "--json")
    assert run.code == 1
    statuses = {line["file"]: line["status"] for line in run.lines[:-1]}
    assert statuses == {
        str(tmp_path / "nothing"): "failed",
        str(tmp_path / "notes.txt"): "failed",
        str(tmp_path / "nowhere.wav"): "failed",
        str(studio / "music" / "1.flac"): "added",
    }
    assert run.lines[-1]["summary"]["failed"] == 3


def test_a_vanished_music_file_is_a_finding_of_the_check(slip, studio, tmp_path):
    music = tmp_path / "gone.flac"
    music.write_bytes((studio / "music" / "1.flac").read_bytes())
    slip("catalogue", "add", music)
    music.unlink()
    run = slip("catalogue", "check", "--json")
    assert (run.code, run.lines[0]["path"]) == (1, str(music))


def test_a_damaged_journal_is_set_aside_with_a_word_and_the_clips_are_identified(slip, studio, toy, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "journal.sqlite3").write_bytes(b"this is no database " * 100)
    clip = studio / "clips" / "scene 2.mp4"
    run = slip("identify", clip, "--json", SLIPGUI_API_KEY=toy.token, SLIPGUI_API_URL=toy.url)
    assert (run.code, [line["outcome"] for line in run.lines]) == (0, ["identified"])
    assert "set aside" in run.err
    assert list((tmp_path / "home").glob("journal.set-aside-*"))
