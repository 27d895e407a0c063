"""Files behind addresses, read here and there, and their sound copied out of them: real sockets, real media."""

import av
import pytest
from support.clips import Sound, make_clip
from support.fault_server import answer, close_after
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
    with open_remote(address, Network(), told or (lambda _done, _total: None), is_cancelled) as file:
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
    with open_remote(f"{server.url}/a.mp4", Network(), lambda *_: None, lambda: False) as file:
        server.broken = [close_after(0), close_after(0)]
        assert copy_sound(file, tmp_path / "out.mka", lambda: False)
    assert len(server.requests) > n_before + 3
    assert probe(tmp_path / "out.mka").duration_s == pytest.approx(4.0, abs=0.1)


def test_a_line_that_stays_broken_is_told(server, tmp_path):
    server.files["/a.mp4"] = make_clip(tmp_path / "a.mp4", 4.0).read_bytes()
    with open_remote(f"{server.url}/a.mp4", Network(), lambda *_: None, lambda: False) as file:
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


def test_a_server_without_ranges_is_told(server, tmp_path):
    server.knows_ranges = False
    server.files["/a.mp4"] = b"x" * 1000
    with pytest.raises(AddressError) as raised:
        fetch(f"{server.url}/a.mp4", tmp_path / "out.mka")
    assert raised.value.context["reason"] == "no_ranges"


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
