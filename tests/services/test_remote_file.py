"""Files behind addresses, read here and there, and their sound copied out of them: real sockets, real media."""

import random
import signal
import subprocess
import sys

import av
import pytest
from support.clips import Sound, make_clip
from support.fault_server import answer, close_after, raw, silence
from support.ranged_files import RangedBucket, RangedFiles

from slipgui.core.errors import AddressError, ClipUnreadableError, ConnectionFailedError, NoAudioError
from slipgui.media.probe import probe
from slipgui.media.remote_sound import copy_sound
from slipgui.services.http import Network
from slipgui.services.remote_file import BLOCK_BYTES, open_remote


@pytest.fixture
def server():
    with RangedFiles() as running:
        yield running


@pytest.fixture
def bucket(monkeypatch):
    with RangedBucket() as running:
        monkeypatch.delenv("AWS_PROFILE", raising=False)
        for name, value in running.environ().items():
            monkeypatch.setenv(name, value)
        yield running


def fetch(address, target, is_cancelled=lambda: False, told=None):
    with open_remote(address, Network(), target.parent, told or (lambda _done, _total: None), is_cancelled) as file:
        return copy_sound(file, target, is_cancelled), file.read_bytes


def durations(path):
    with av.open(str(path)) as container:
        return [
            (stream.codec_context.name, round(float(container.duration or 0) / 1e6, 1))
            for stream in container.streams.audio
        ]


@pytest.fixture
def film(tmp_path):
    """Large picture, little sound, index at the end."""
    return make_clip(tmp_path / "film.mov", 4.0, picture="rawvideo", picture_size=(640, 360), sounds=(Sound(), Sound()))


def test_of_a_film_with_an_index_only_the_sound_travels(server, film, tmp_path):
    content = film.read_bytes()
    server.files["/a/film.mov"] = content
    told = []
    is_whole, read_bytes = fetch(
        f"{server.url}/a/film.mov?sig=1", tmp_path / "out.mka", told=lambda *pair: told.append(pair)
    )
    assert is_whole
    assert len(durations(tmp_path / "out.mka")) == 2
    assert probe(tmp_path / "out.mka").duration_s == pytest.approx(4.0, abs=0.1)
    assert len(content) > 8 * BLOCK_BYTES
    assert read_bytes < len(content) / 3
    assert told[-1][1] == len(content)
    assert server.sent_bytes == read_bytes + 1  # one byte to learn the size


def test_of_an_object_only_ranges_are_asked_for_signed(bucket, tmp_path):
    clip = make_clip(tmp_path / "a b+ü.mp4", 4.0)
    bucket.files["/rushes/day 1/a b+ü.mp4"] = clip.read_bytes()
    assert fetch("s3://rushes/day 1/a b+ü.mp4", tmp_path / "out.mka")[0]
    assert probe(tmp_path / "out.mka").duration_s == pytest.approx(4.0, abs=0.1)
    assert {request.header("range") for request in bucket.requests if request.method == "GET"} != {None}


@pytest.mark.parametrize(
    ("address", "environ", "reason"),
    [
        ("s3://rushes/none.mp4", {}, "missing"),
        ("s3://rushes/a.mp4", {"AWS_SECRET_ACCESS_KEY": "another"}, "forbidden"),
        ("s3://rushes", {}, "bucket_name"),
    ],
)
def test_what_a_bucket_refuses_has_its_reason(bucket, monkeypatch, tmp_path, address, environ, reason):
    bucket.files["/rushes/a.mp4"] = b"x" * 100
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(AddressError) as raised:
        fetch(address, tmp_path / "out.mka")
    assert raised.value.context["reason"] == reason


def test_a_broken_line_goes_on_where_it_broke(server, tmp_path):
    server.files["/a.mp4"] = make_clip(tmp_path / "a.mp4", 4.0).read_bytes()
    n_before = len(server.requests)
    with open_remote(f"{server.url}/a.mp4", Network(), tmp_path, lambda *_: None, lambda: False) as file:
        server.broken = [close_after(0), close_after(0)]
        assert copy_sound(file, tmp_path / "out.mka", lambda: False)
    assert len(server.requests) > n_before + 3
    assert probe(tmp_path / "out.mka").duration_s == pytest.approx(4.0, abs=0.1)


def test_a_block_in_whose_middle_it_was_cancelled_does_not_pass_for_the_end_of_the_file(server, tmp_path):
    content = server.files["/a.wav"] = random.Random(1).randbytes(4 * BLOCK_BYTES)
    told = []
    with open_remote(
        f"{server.url}/a.wav", Network(), tmp_path, lambda *pair: told.append(pair), lambda: bool(told)
    ) as file:
        assert file.read(BLOCK_BYTES) == b""
    assert 0 < told[0][0] < BLOCK_BYTES  # beside the head of the answer there is no room for a whole block
    read = bytearray()
    with open_remote(f"{server.url}/a.wav", Network(), tmp_path, lambda *_: None, lambda: False) as file:
        while piece := file.read(1 << 20):
            read += piece
    assert bytes(read) == content


def test_a_line_that_stays_broken_is_told(server, tmp_path):
    server.files["/a.mp4"] = make_clip(tmp_path / "a.mp4", 4.0).read_bytes()
    with open_remote(f"{server.url}/a.mp4", Network(), tmp_path, lambda *_: None, lambda: False) as file:
        server.broken = [close_after(0)] * 9
        with pytest.raises(ConnectionFailedError):
            copy_sound(file, tmp_path / "out.mka", lambda: False)


@pytest.mark.parametrize(
    ("reaction", "reason"),
    [
        (answer(404, b"no"), "status"),
        (answer(200, "<html>log in</html>", {"Content-Type": "text/html"}), "page"),
        (answer(302, b"", {"Location": "http://elsewhere.example/x"}), "not_https"),
    ],
)
def test_what_is_no_file_of_ranges_has_its_reason(server, tmp_path, reaction, reason):
    server.broken = [reaction]
    with pytest.raises(AddressError) as raised:
        fetch(f"{server.url}/a.mp4?sig=secret", tmp_path / "out.mka")
    assert raised.value.context["reason"] == reason
    assert "secret" not in str(raised.value) + repr(raised.value.context)


def test_of_a_server_without_ranges_the_whole_file_is_brought(server, film, tmp_path):
    server.knows_ranges = False
    server.files["/film.mov"] = film.read_bytes()
    told = []
    assert fetch(f"{server.url}/film.mov", tmp_path / "out.mka", told=lambda *pair: told.append(pair))[0]
    assert len(durations(tmp_path / "out.mka")) == 2
    assert told[-1] == (film.stat().st_size, film.stat().st_size)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert {path.name for path in tmp_path.iterdir()} == {"film.mov", "out.mka"}


def test_without_ranges_a_broken_line_begins_again(server, tmp_path):
    content = make_clip(tmp_path / "a.mp4", 4.0).read_bytes()
    server.knows_ranges = False
    server.files["/a.mp4"] = content
    cut = raw(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(content) + content[:2000])
    with server.meeting(None, cut, cut):
        assert fetch(f"{server.url}/a.mp4", tmp_path / "out.mka")[0]
    assert probe(tmp_path / "out.mka").duration_s == pytest.approx(4.0, abs=0.1)


def test_a_size_that_nobody_tells_does_not_matter(server, tmp_path):
    content = make_clip(tmp_path / "a.mp4", 4.0).read_bytes()
    endless = raw(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nConnection: close\r\n\r\n" + content)
    server.broken = [endless, endless]
    assert fetch(f"{server.url}/a.mp4", tmp_path / "out.mka")[0]
    assert probe(tmp_path / "out.mka").duration_s == pytest.approx(4.0, abs=0.1)


@pytest.mark.parametrize("knows_ranges", [True, False])
def test_a_silent_server_can_be_left(server, tmp_path, knows_ranges):
    server.knows_ranges = knows_ranges
    server.files["/a.mp4"] = make_clip(tmp_path / "a.mp4", 4.0).read_bytes()
    with server.meeting(None, silence):
        n_before = len(server.requests)
        is_whole, _ = fetch(f"{server.url}/a.mp4", tmp_path / "out.mka", lambda: len(server.requests) > n_before + 1)
    assert not is_whole


@pytest.fixture
def interleaved(tmp_path):
    """Sound and pictures in turns, each picture smaller than a block: all of it must be read."""
    return make_clip(tmp_path / "dv.avi", 6.0, picture="rawvideo", picture_size=(160, 120)).read_bytes()


def test_what_must_be_read_through_streams_in_growing_pieces(server, interleaved, tmp_path):
    server.files["/a.avi"] = interleaved
    is_whole, read_bytes = fetch(f"{server.url}/a.avi", tmp_path / "out.mka")
    assert is_whole
    assert read_bytes < 1.5 * len(interleaved)
    assert len(server.requests) < len(interleaved) / BLOCK_BYTES / 4


KILLED = """
import os, signal
from pathlib import Path
from slipgui.media.remote_sound import copy_sound
from slipgui.services.http import Network
from slipgui.services.remote_file import open_remote

def told(done, _total):
    if done > 1_000_000:
        os.kill(os.getpid(), signal.SIGKILL)

with open_remote({address!r}, Network(), Path({folder!r}), told, lambda: False) as file:
    copy_sound(file, Path({folder!r}) / "killed.mka", lambda: False)
"""


def killed_fetch(address, folder):
    """A fetch whose program is killed as soon as a megabyte came."""
    script = KILLED.format(address=address, folder=str(folder))
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -signal.SIGKILL


@pytest.mark.parametrize("kind", ["web", "bucket"])
def test_after_a_kill_only_what_is_missing_travels(server, bucket, interleaved, tmp_path, kind):
    far = {"web": server, "bucket": bucket}[kind]
    far.files["/rushes/a.avi"] = interleaved
    address = {"web": f"{server.url}/rushes/a.avi", "bucket": "s3://rushes/a.avi"}[kind]
    killed_fetch(address, tmp_path)
    told = []
    is_whole, read_bytes = fetch(address, tmp_path / "out.mka", told=lambda *pair: told.append(pair))
    assert is_whole
    assert read_bytes < len(interleaved) - 800_000
    assert told[0][0] > 800_000
    assert probe(tmp_path / "out.mka").duration_s == pytest.approx(6.0, abs=0.1)
    assert not (tmp_path / "blocks").exists()  # nobody needs it any more


def test_what_was_kept_of_another_file_is_not_mixed_in(server, interleaved, tmp_path):
    server.files["/a.avi"] = interleaved
    killed_fetch(f"{server.url}/a.avi", tmp_path)
    server.files["/a.avi"] = make_clip(tmp_path / "b.avi", 4.0, picture_size=(160, 120)).read_bytes()
    server.etag = '"another"'
    assert fetch(f"{server.url}/a.avi", tmp_path / "out.mka")[0]
    assert probe(tmp_path / "out.mka").duration_s == pytest.approx(4.0, abs=0.1)


def test_a_damaged_block_is_brought_again(server, interleaved, tmp_path):
    server.files["/a.avi"] = interleaved
    killed_fetch(f"{server.url}/a.avi", tmp_path)
    kept = bytearray((tmp_path / "blocks").read_bytes())
    for place in range(100, len(kept) - 200_000, 7_000):
        kept[place] ^= 0xFF
    (tmp_path / "blocks").write_bytes(kept)
    assert fetch(f"{server.url}/a.avi", tmp_path / "out.mka")[0]
    again = fetch(f"{server.url}/a.avi", tmp_path / "again.mka")[0]
    assert again
    assert (tmp_path / "out.mka").stat().st_size == (tmp_path / "again.mka").stat().st_size


def test_a_file_that_becomes_another_while_it_is_read_is_told(server, interleaved, tmp_path):
    server.files["/a.avi"] = interleaved

    def told(_done, _total):
        server.etag = '"another"'

    with pytest.raises(AddressError) as raised:
        fetch(f"{server.url}/a.avi", tmp_path / "out.mka", told=told)
    assert raised.value.context["reason"] == "changed"


def test_a_busy_server_is_asked_again(server, tmp_path):
    server.files["/a.mp4"] = make_clip(tmp_path / "a.mp4", 4.0).read_bytes()
    with server.meeting(None, answer(503, b"slow down"), answer(429, b"slow down")):
        assert fetch(f"{server.url}/a.mp4", tmp_path / "out.mka")[0]


def test_silent_films_and_other_files_are_told(server, tmp_path):
    server.files["/silent.mov"] = make_clip(tmp_path / "silent.mov", 2.0, sounds=()).read_bytes()
    server.files["/text.mov"] = b"not a film " * 1000
    with pytest.raises(NoAudioError):
        fetch(f"{server.url}/silent.mov", tmp_path / "out.mka")
    with pytest.raises(ClipUnreadableError):
        fetch(f"{server.url}/text.mov", tmp_path / "out.mka")


def test_a_cancelled_fetch_ends_without_an_error(server, film, tmp_path):
    server.files["/film.mov"] = film.read_bytes()
    asked = []

    def is_cancelled():
        asked.append(1)
        return len(asked) > 8

    assert fetch(f"{server.url}/film.mov", tmp_path / "out.mka", is_cancelled)[0] is False
