"""``slip identify`` of clips that lie behind addresses: a bucket that checks signatures, a file of the web, and a service of its own."""

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress

import pytest
from support.clips import make_clip
from support.fault_server import silence
from support.ranged_files import RangedBucket, RangedFiles
from support.toy_service import ToyService

KEY = "partner-key-4711"
TRACK = {"id": None, "title": "T", "artist": "A", "internal": False, "isrc": None, "score": 90.0, "external_label": "L"}


@pytest.fixture
def service():
    with ToyService(token=KEY) as running:
        running.default_track = TRACK
        running.n_polls_before_completed = 0
        yield running


@pytest.fixture
def keyed(slip, service):
    def run(*arguments, **environ):
        done = slip(*arguments, **({"SLIPGUI_API_URL": service.url, "SLIPGUI_API_KEY": KEY} | environ))
        assert "Traceback" not in done.err
        return done

    return run


def test_the_sound_of_an_object_is_recognised_under_its_address(keyed, service, tmp_path):
    with RangedBucket() as bucket:
        bucket.files["/rushes/ep1/cut v2.mov"] = make_clip(tmp_path / "cut.mov", 4.0).read_bytes()
        done = keyed("identify", "s3://rushes/ep1/cut v2.mov", "--json", **bucket.environ())
        (line,) = done.lines
        assert (line["clip"], line["outcome"], line["sent"]) == ("s3://rushes/ep1/cut v2.mov", "identified", "sound")
        n_asked = len(bucket.requests)
        again = keyed("identify", "s3://rushes/ep1/cut v2.mov", "--json", **bucket.environ()).lines[0]
        assert (again["cached"], len(bucket.requests)) == (True, n_asked)  # its sound is here


def test_what_lets_anybody_in_is_in_no_line(keyed, slip, tmp_path):
    with RangedFiles() as web:
        web.files["/a.mp4"] = make_clip(tmp_path / "a.mp4", 4.0).read_bytes()
        done = keyed("identify", f"{web.url}/a.mp4?sig=topsecret", f"{web.url}/none.mp4?sig=topsecret", "--json")
    found = {line["clip"]: line for line in done.lines}
    assert done.code == 1
    assert found[f"{web.url}/a.mp4"]["outcome"] == "identified"
    lost = found[f"{web.url}/none.mp4"]
    assert (lost["outcome"], lost["error"]["code"]) == ("failed", "address")
    assert "The server answered 404." in lost["error"]["detail"]
    shown = done.out + done.err + keyed("history", "--json").out + keyed("history").out
    assert "topsecret" not in shown


def test_an_interrupted_fetch_is_finished_by_resume(keyed, service, environ, tmp_path):
    with RangedFiles() as web:
        web.files["/a.mp4"] = make_clip(tmp_path / "a.mp4", 4.0).read_bytes()
        web.broken = [silence]
        known = {"SLIPGUI_API_URL": service.url, "SLIPGUI_API_KEY": KEY}
        program = subprocess.Popen(
            [sys.executable, "-m", "slipgui.cli", "identify", f"{web.url}/a.mp4", "--json"],
            env=environ | known,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(600):
            if web.requests:
                break
            with suppress(subprocess.TimeoutExpired):
                program.wait(timeout=0.1)
        assert len(web.requests) == 1
        program.send_signal(signal.SIGKILL)
        program.wait()
        (line,) = keyed("resume", "--json").lines
        assert (line["clip"], line["outcome"]) == (f"{web.url}/a.mp4", "identified")


def test_a_bucket_is_listed_level_by_level_and_all_pages(slip):
    with RangedBucket() as bucket:
        for name in ("a.mov", "b.mov", "day 1/c.mov", "day 1/d.mov", "day 2/e.mov"):
            bucket.files[f"/rushes/{name}"] = b"x" * 7
        top = slip("bucket", "list", "s3://rushes/", "--json", **bucket.environ())
        inside = slip("bucket", "list", "s3://rushes/day 1/", "--search", "D.MOV", "--json", **bucket.environ())
    assert top.lines == [
        {"address": "s3://rushes/a.mov", "size_bytes": 7},
        {"address": "s3://rushes/b.mov", "size_bytes": 7},
        {"address": "s3://rushes/day 1/", "size_bytes": None},
        {"address": "s3://rushes/day 2/", "size_bytes": None},
    ]
    assert inside.lines == [{"address": "s3://rushes/day 1/d.mov", "size_bytes": 7}]


def test_files_are_handed_over_into_a_folder(slip, tmp_path):
    sheet = tmp_path / "sheet ü.csv"
    sheet.write_bytes(b"cue,title\r\n")
    with RangedBucket() as bucket:
        done = slip("bucket", "put", sheet, tmp_path / "none.csv", "s3://rushes/out/", "--json", **bucket.environ())
        refused = slip("bucket", "put", sheet, "s3://rushes/out/", AWS_SECRET_ACCESS_KEY="x", **_without_secret(bucket))
        assert bucket.files == {"/rushes/out/sheet ü.csv": b"cue,title\r\n"}
    first, second = done.lines
    assert (done.code, first["address"], first["error"]) == (1, "s3://rushes/out/sheet ü.csv", None)
    assert second["error"]["code"] == "clip_gone"
    assert refused.code == 1
    assert "may not" in refused.out
    assert "Traceback" not in done.err + refused.err


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_hand_over_shows_how_far_it_is_and_ends_at_ctrl_c(environ, tmp_path):
    import pty

    sheet = tmp_path / "proxy of the day.mp4"
    sheet.write_bytes(b"x" * 3_000_000)
    begun = threading.Event()

    def stall(exchange):
        begun.set()
        silence(exchange)

    with RangedBucket() as bucket:
        bucket.broken = [stall] * 9
        leader, follower = pty.openpty()
        wide = {"COLUMNS": "200", "TERM": "xterm"}
        command = [sys.executable, "-m", "slipgui.cli", "bucket", "put", str(sheet), "s3://rushes/out/"]
        run = subprocess.Popen(
            command, env=environ | wide | bucket.environ(), stdout=subprocess.DEVNULL, stderr=follower
        )
        os.close(follower)
        told = b""
        while b"proxy of the day.mp4 (1 of 1)" not in told or not begun.is_set():
            told += os.read(leader, 4096)  # the bar is painted anew several times a second
        run.send_signal(signal.SIGINT)
        assert run.wait(timeout=60) == 130
        os.close(leader)
        assert bucket.files == {}


def _without_secret(bucket):
    return {name: value for name, value in bucket.environ().items() if name != "AWS_SECRET_ACCESS_KEY"}
