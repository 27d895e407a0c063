"""Voices from the web and from buckets: what is checked before a service hears of an address."""

import re
import struct
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from support.clips import Sound, make_clip, noise
from support.fault_server import FaultServer, answer, raw
from support.faulty_pyannote import STORE
from support.ranged_files import RangedBucket, RangedFiles
from support.signed_bucket import SignedBucket

from slipgui.app.voiceprint import LINK_ENDS
from slipgui.core.errors import AddressError
from slipgui.core.voice import TimeRange
from slipgui.services.http import Network
from slipgui.services.media_address import FetchRequest, fetch_media

RATE_HZ = 16_000
TOKEN = "token=letmein-9c1d"


@pytest.fixture
def web():
    with FaultServer() as server:
        yield server


@pytest.fixture
def web_files():
    with RangedFiles() as server:
        yield server


@pytest.fixture
def bucket(monkeypatch):
    with SignedBucket() as server:
        for name in ("AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_ENDPOINT_URL"):
            monkeypatch.delenv(name, raising=False)
        for name, value in server.environ().items():
            monkeypatch.setenv(name, value)
        yield server


def sound(tmp_path, seconds=5.0, **more):
    clip = make_clip(tmp_path / "a.wav", samples=noise(seconds, RATE_HZ), sample_rate_hz=RATE_HZ, **more)
    return clip.read_bytes()


def file(content, kind="audio/wav", **headers):
    return answer(200, content, {"Content-Type": kind} | headers)


# ------------------------------------------------------------------------------------------------------- the web


async def test_a_direct_address_is_passed_on_as_it_is(voices, web, tmp_path):
    web.script(file(sound(tmp_path)))
    url = f"{web.url}/voices/lex.wav?{TOKEN}"
    line = await voices.make(url)
    assert (line["status"], line["clip"]) == ("succeeded", f"{web.url}/voices/lex.wav")
    assert [asked["url"] for asked in voices.service.contract.submissions] == [url]
    assert voices.service.sent("PUT") == []
    assert web.requests[0].header("authorization") is None
    assert TOKEN not in voices.told()


@pytest.mark.parametrize(
    ("reaction", "reason", "said"),
    [
        (answer(200, "<html>", {"Content-Type": "text/html; charset=utf-8"}), "page", "A web page is there"),
        (answer(200, b"x", {"Content-Type": "application/pdf"}), "type", "calls itself application/pdf."),
        (answer(404, b""), "status", "The server answered 404."),
        (answer(403, "<Error>"), "status", "The server answered 403."),
        (
            raw(b"HTTP/1.1 200 OK\r\nContent-Type: audio/wav\r\nConnection: close\r\n\r\nRIFF"),
            "size",
            "not tell how large",
        ),
        (
            file(b"", **{"Content-Length": "104857601"}),
            "large",
            "104,857,601 bytes is over the limit of 104,857,600 bytes.",
        ),
        (answer(302, b"", {"Location": "/again"}), "redirects", "without an end"),
        (answer(302, b"", {"Location": "http://ada:secret@127.0.0.1/a.wav"}), "has_a_user_name", "holds a user name"),
        (answer(302, b"", {"Location": "file:///etc/passwd"}), "not_an_address", "cannot be understood"),
        (answer(302, b"", {"Location": "http://192.0.2.7/a.wav"}), "not_https", "does not begin with https"),
    ],
)
async def test_what_is_no_direct_link_to_media_is_refused_here(voices, web, reaction, reason, said):
    web.script(reaction)
    error = (await voices.make(f"{web.url}/share/lex?{TOKEN}"))["error"]
    assert (error["code"], error["stage"], error["context"]["reason"]) == ("address", "probe", reason)
    assert said in error["detail"]
    assert error["detail"].endswith("Nothing was submitted.")
    assert voices.service.requests == []
    assert TOKEN not in voices.told()


async def test_a_file_behind_an_address_that_is_too_long_or_no_media_is_refused_here(voices, web, tmp_path):
    web.script(file(sound(tmp_path, 31.0)), file(b"no media" * 100))
    assert (await voices.make(f"{web.url}/a"))["error"]["title"] == "Too long for a voiceprint"
    assert (await voices.make(f"{web.url}/b"))["error"]["code"] == "clip_unreadable"
    assert voices.service.requests == []


async def test_of_a_remote_file_a_stretch_or_track_is_cut_out_here(voices, web, tmp_path):
    sounds = (Sound(samples=noise(40.0, RATE_HZ)), Sound(samples=noise(40.0, RATE_HZ)))
    clip = make_clip(tmp_path / "long.mov", 40.0, sounds=sounds, picture=None, sample_rate_hz=RATE_HZ)
    web.script(file(clip.read_bytes(), "video/quicktime"))
    line = await voices.make(f"{web.url}/long.mov", stretch=TimeRange(3.0, 9.0), track=1)
    assert line["status"] == "succeeded"
    (asked,) = voices.service.contract.submissions
    assert asked["url"].startswith("media://slipgui/")
    assert list(voices.service.contract.objects) == [asked["url"]]


async def test_a_file_that_ends_before_its_size_is_a_broken_connection(voices, web, tmp_path):
    web.script(file(sound(tmp_path)[:5000], **{"Content-Length": "160044"}))
    error = (await voices.make(f"{web.url}/a.wav"))["error"]
    assert (error["code"], error["stage"]) == ("connection_failed", "probe")
    assert voices.service.requests == []


async def test_a_redirect_to_the_file_is_followed(voices, web, tmp_path):
    web.script(answer(302, b"", {"Location": "/files/1"}), file(sound(tmp_path)))
    assert (await voices.make(f"{web.url}/download"))["status"] == "succeeded"


async def test_an_address_nobody_answers_at_is_told_as_offline(voices):
    error = (await voices.make("http://127.0.0.1:9/a.wav"))["error"]
    assert (error["code"], error["stage"]) == ("offline", "probe")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://example.com/a.wav", "not_https"),
        ("https://10.0.0.8/a.wav", "a_private_host"),
        ("https://nas.local/a.wav", "a_private_host"),
        ("https://127.0.0.1/a.wav", "a_private_host"),
        ("https://ada:secret@example.com/a.wav", "has_a_user_name"),
        ("https://[bad/a.wav", "not_an_address"),
    ],
)
def test_the_real_service_gets_no_address_of_here(tmp_path, url, reason):
    with pytest.raises(AddressError) as refused:
        fetch_media(FetchRequest(url, tmp_path / "a", 100, is_base_loopback=False), Network(), lambda: False)
    assert refused.value.context["reason"] == reason
    assert "secret" not in f"{refused.value!r} {vars(refused.value)}"


# -------------------------------------------------------------------------------------------------------- buckets


async def test_a_private_object_is_given_by_a_signed_link_of_at_least_an_hour(voices, bucket, tmp_path):
    bucket.objects["2026/Lex & 夜.wav"] = sound(tmp_path)
    line = await voices.make("s3://casting/2026/Lex & 夜.wav")
    assert (line["status"], line["clip"]) == ("succeeded", "s3://casting/2026/Lex & 夜.wav")
    (asked,) = voices.service.contract.submissions
    query = parse_qs(urlsplit(asked["url"]).query)
    assert int(query["X-Amz-Expires"][0]) >= 3600
    assert query["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert [request.method for request in bucket.requests] == ["HEAD", "GET"]
    assert voices.heard.remarks == []
    assert bucket.signatures
    assert not [signature for signature in bucket.signatures if signature in voices.told()]


async def test_credentials_that_end_are_told(voices, bucket, tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_SESSION_TOKEN", "of-a-session")
    bucket.objects["a.wav"] = sound(tmp_path)
    assert (await voices.make("s3://casting/a.wav"))["status"] == "succeeded"
    assert voices.heard.remarks == [LINK_ENDS]


@pytest.mark.parametrize(
    ("address", "head_status", "reason"),
    [
        ("s3://casting/nowhere.wav", 200, "missing"),
        ("s3://casting/a.wav", 403, "forbidden"),
        ("s3://casting", 200, "bucket_name"),
        ("s3://casting/", 200, "bucket_name"),
        ("s3://Not A Bucket/a.wav", 200, "bucket_name"),
    ],
)
async def test_an_object_that_cannot_be_had_is_told_apart(voices, bucket, address, head_status, reason):
    bucket.objects["a.wav"], bucket.head_status = b"RIFF", head_status
    error = (await voices.make(address))["error"]
    assert (error["code"], error["context"]["reason"]) == ("address", reason)
    assert voices.service.requests == []


async def test_without_credentials_the_cure_is_to_sign_in(voices, bucket, monkeypatch):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    error = (await voices.make("s3://casting/a.wav"))["error"]
    assert error["context"]["reason"] == "credentials"
    assert error["hint"].startswith("Sign in to AWS")


async def test_a_storage_that_is_away_is_told_as_offline(voices, bucket, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    assert (await voices.make("s3://casting/a.wav"))["error"]["code"] == "offline"


async def test_of_an_object_of_any_size_a_stretch_is_brought_alone(voices, monkeypatch):
    """10 minutes of WAV, 115 MB; from 300 s on there is sound."""
    rate_hz = 48_000
    pcm = np.random.default_rng(1).integers(-20_000, 20_000, 2 * 20 * rate_hz).astype("<i2").tobytes()
    with RangedBucket() as far:
        for name, value in far.environ().items():
            monkeypatch.setenv(name, value)
        body = bytes(300 * rate_hz * 4) + pcm + bytes(280 * rate_hz * 4)
        form = struct.pack("<IHHIIHH", 16, 1, 2, rate_hz, 4 * rate_hz, 4, 16)
        head = b"RIFF" + struct.pack("<I", 36 + len(body)) + b"WAVEfmt " + form + b"data" + struct.pack("<I", len(body))
        far.files["/rushes/day.wav"] = head + body
        assert len(body) > 104_857_600
        too_large = await voices.make("s3://rushes/day.wav")
        assert too_large["error"]["code"] == "clip_limit"
        line = await voices.make("s3://rushes/day.wav", stretch=TimeRange(299.0, 309.0))
        assert (line["status"], line["from_s"], line["to_s"]) == ("succeeded", 299.0, 309.0)
        assert far.sent_bytes < 8_000_000
        behind = await voices.make("s3://rushes/day.wav", "Ada", stretch=TimeRange(700.0, 709.0))
        assert (behind["error"]["code"], behind["error"]["context"]["reason"]) == ("voice", "range")
    (asked,) = voices.service.contract.submissions
    assert asked["url"].startswith("media://")
    (put,) = voices.service.sent("PUT", STORE)
    samples = np.frombuffer(put.body[44:], "<i2").astype(np.float32)
    assert len(samples) == 10 * 16_000
    onset_s = np.argmax(np.abs(samples) > 500) / 16_000
    assert onset_s == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize("ending", [".mp4", ".mov", ".mkv", ".mxf"])
async def test_a_far_stretch_sounds_as_one_of_a_file_here(voices, web_files, tmp_path, ending):
    clip = make_clip(tmp_path / f"a{ending}", 40.0, samples=noise(40.0, 48_000))
    web_files.files[f"/a{ending}"] = clip.read_bytes()
    here = await voices.make(clip, "here", stretch=TimeRange(21.5, 26.5))
    assert here["status"] == "succeeded", here
    assert (await voices.make(f"{web_files.url}/a{ending}", "far", stretch=TimeRange(21.5, 26.5)))[
        "status"
    ] == "succeeded"
    here, far = (np.frombuffer(put.body[44:], "<i2").astype(float) for put in voices.service.sent("PUT", STORE))
    assert abs(len(here) - len(far)) <= 1
    n = min(len(here), len(far)) - 32
    shifted = [np.corrcoef(here[16:n], far[16 + lag : n + lag])[0, 1] for lag in range(-16, 17)]
    assert max(shifted) > 0.98  # noise: it is the same, within a millisecond


async def test_a_stretch_that_the_clip_ends_before_is_kept_as_long_as_it_is(voices, web_files, tmp_path):
    clip = make_clip(tmp_path / "a.wav", 20.0, samples=noise(20.0, 48_000))
    web_files.files["/a.wav"] = clip.read_bytes()
    for source, label in ((clip, "here"), (f"{web_files.url}/a.wav", "far")):
        line = await voices.make(source, label, stretch=TimeRange(15.0, 30.0))
        assert (line["from_s"], line["to_s"]) == (15.0, pytest.approx(20.0, abs=0.01)), label


async def test_http_is_refused_for_a_stretch_too(voices):
    line = await voices.make("http://example.com/a.wav", stretch=TimeRange(0.0, 5.0))
    assert line["error"]["context"]["reason"] == "not_https"


async def test_an_object_that_is_too_large_is_not_fetched(voices, bucket, monkeypatch):
    class Large(bytes):
        def __len__(self):
            return 104_857_601

    bucket.objects["a.wav"] = Large()
    error = (await voices.make("s3://casting/a.wav"))["error"]
    assert (error["code"], error["title"]) == ("clip_limit", "Too large for a voiceprint")
    assert not re.findall("GET", " ".join(request.method for request in bucket.requests))
