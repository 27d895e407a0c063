"""What is done with buckets, judged by S3 implementations of others that check every signature.

moto always; OpenStack Swift where ``SLIPGUI_SWIFT_PYTHON`` names a Python that has it (``make try-buckets``).
"""

import json
import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from support.bucket_signature import aws_environ
from support.clips import make_clip

from slipgui.core.errors import AddressError, ClipGoneError
from slipgui.core.settings import S3Addressing
from slipgui.media.probe import probe
from slipgui.media.remote_sound import copy_sound
from slipgui.server.sigv4 import Credentials
from slipgui.services.bucket import Storage, find_profiles, find_storage, make_client, presign_object
from slipgui.services.bucket_room import PART_BYTES, list_level, put_file
from slipgui.services.http import Network
from slipgui.services.remote_file import open_remote

TESTS = Path(__file__).parents[1]
SWIFT_PYTHON = os.environ.get("SLIPGUI_SWIFT_PYTHON")
JUDGES = {
    "moto": (
        Credentials("AKIATEST", "secret-of-the-bucket-4711"),
        [sys.executable, "-m", "support.moto_server", "AKIATEST", "secret-of-the-bucket-4711"],
    ),
    "swift": (
        Credentials("test:tester", "testing"),
        [SWIFT_PYTHON or "", "-W", "ignore", str(TESTS / "support" / "swift_server.py")],
    ),
}
NEVER = lambda: False  # noqa: E731
UNHEARD = lambda _done, _total: None  # noqa: E731


@pytest.fixture(scope="module", params=["moto", *(["swift"] if SWIFT_PYTHON else [])])
def judge(request):
    """The address of a storage, and whose keys it takes."""
    credentials, command = JUDGES[request.param]
    path = os.pathsep.join([str(TESTS.parent), str(TESTS), *filter(None, [os.environ.get("PYTHONPATH")])])
    environ = os.environ | ({"PYTHONPATH": path} if request.param == "moto" else {})
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environ) as server:
        try:
            yield json.loads(server.stdout.readline())["url"], credentials
        finally:
            server.kill()


@pytest.fixture
def storage(judge, monkeypatch, request):
    """A bucket of this test's own; its address, and a client."""
    url, credentials = judge
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    for name, value in aws_environ(url, credentials).items():
        monkeypatch.setenv(name, value)
    client = make_client(Network())
    name = f"rushes-{abs(hash(request.node.nodeid)) % 10**9}"
    client.create_bucket(Bucket=name)
    yield name, client
    client.close()


def put(storage, key, content=b"x"):
    bucket, client = storage
    client.put_object(Bucket=bucket, Key=key, Body=content)
    return f"s3://{bucket}/{key}"


def content_of(storage, key):
    bucket, client = storage
    return client.get_object(Bucket=bucket, Key=key)["Body"].read()


@pytest.mark.parametrize("key", ["day 1/a b+ü.mp4", "日本/'x'~!(1).mp4", "%20b&c=d;e.mp4"])
def test_the_sound_of_an_object_comes_by_signed_ranges(storage, tmp_path, key):
    content = make_clip(tmp_path / "a.mp4", 4.0).read_bytes()
    address = put(storage, key, content)
    with open_remote(address, Network(), tmp_path, UNHEARD, NEVER) as file:
        assert copy_sound(file, tmp_path / "out.mka", NEVER)
    assert probe(tmp_path / "out.mka").duration_s == pytest.approx(4.0, abs=0.1)


def test_a_link_is_taken_as_it_is_and_no_other_way(storage):
    address = put(storage, "voice 1.wav", b"sound")
    link = presign_object(address, Network())
    assert (link.size_bytes, link.ends_soon) == (5, False)
    assert httpx.get(link.url).content == b"sound"
    for wrong in (
        link.url.replace("X-Amz-Expires=7200", "X-Amz-Expires=72000"),
        link.url.replace("voice%201.wav", "voice%202.wav"),
        link.url[:-1] + ("0" if link.url[-1] != "0" else "1"),
        link.url.partition("?")[0],
    ):
        assert httpx.get(wrong).status_code in (400, 403)
    assert httpx.put(link.url, content=b"other").status_code in (400, 403)


def test_levels_are_listed_in_pages(storage):
    bucket, _ = storage
    for key in ("a.mov", "day 1/c.mov", "day 1/d ü.mov", "day 2/e.mov"):
        put(storage, key)
    assert any(entry.address == f"s3://{bucket}/" for entry in list_level("s3://", Network()).entries)
    page = list_level(f"s3://{bucket}/", Network())
    assert [(one.address.removeprefix(f"s3://{bucket}/"), one.size_bytes) for one in page.entries] == [
        ("day 1/", None),
        ("day 2/", None),
        ("a.mov", 1),
    ]
    below = list_level(f"s3://{bucket}/day 1/", Network()).entries
    assert [one.address for one in below] == [f"s3://{bucket}/day 1/c.mov", f"s3://{bucket}/day 1/d ü.mov"]


def test_a_file_is_put_there_in_one_piece_or_in_parts(storage, tmp_path):
    bucket, _ = storage
    for name, n_bytes in (("small é.bin", 1000), ("large.bin", PART_BYTES + 5_000)):
        file = tmp_path / name
        file.write_bytes(os.urandom(1000) * (n_bytes // 1000))
        told = []
        assert put_file(file, f"s3://{bucket}/out/{name}", Network(), lambda *pair, told=told: told.append(pair), NEVER)
        assert content_of(storage, f"out/{name}") == file.read_bytes()
        assert told[-1] == (file.stat().st_size, file.stat().st_size)


def test_a_stopped_transfer_leaves_no_object_and_no_parts(storage, tmp_path):
    bucket, client = storage
    file = tmp_path / "large.bin"
    file.write_bytes(b"x" * (3 * PART_BYTES))
    is_stopped = threading.Event()
    address = f"s3://{bucket}/large.bin"
    assert not put_file(file, address, Network(), lambda *_: is_stopped.set(), is_stopped.is_set)
    assert list_level(f"s3://{bucket}/", Network()).entries == ()
    assert not client.list_multipart_uploads(Bucket=bucket).get("Uploads")


def test_profile_address_and_path_style_of_the_settings_reach_the_bucket(storage, judge, tmp_path, monkeypatch):
    url, credentials = judge
    address = put(storage, "day 1/a.wav", b"sound")
    config, keys = tmp_path / "config", tmp_path / "credentials"
    config.write_text("[profile nas]\ns3 =\n  addressing_style = virtual\n[profile elsewhere]\n")
    keys.write_text(
        f"[nas]\naws_access_key_id = {credentials.access_key}\naws_secret_access_key = {credentials.secret}\n"
        "[elsewhere]\naws_access_key_id = AKIAOTHER\naws_secret_access_key = other\n"
    )
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(keys))
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9")  # what the AWS tools are told is another place …
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "of-nobody")  # … and other keys
    by_name = url.replace("127.0.0.1", "localhost")  # only names can have a bucket before them
    chosen = Network(s3_profile="nas", s3_endpoint_url=by_name, s3_addressing=S3Addressing.PATH)
    link = presign_object(address, chosen)
    bucket, _ = storage
    assert link.url.startswith(f"{by_name}/{bucket}/day%201/a.wav?")
    assert httpx.get(link.url).content == b"sound"
    assert [one.address for one in list_level(f"s3://{bucket}/", chosen).entries] == [f"s3://{bucket}/day 1/"]
    assert find_storage(chosen) == Storage("nas", by_name)
    assert find_profiles() == ["elsewhere", "nas"]
    with pytest.raises(AddressError) as raised:
        list_level(f"s3://{bucket}/", replace(chosen, s3_profile="elsewhere"))
    assert raised.value.context["reason"] == "forbidden"
    with pytest.raises(AddressError) as raised:
        list_level(f"s3://{bucket}/", replace(chosen, s3_profile="nobody"))
    assert raised.value.context["why"] == "ProfileNotFound"


@pytest.mark.parametrize(
    ("addressing", "start"),
    [
        ("auto", "https://rushes.nas.example/"),
        ("virtual", "https://rushes.nas.example/"),
        ("path", "https://nas.example/rushes/"),
    ],
)
def test_the_name_of_a_bucket_stands_where_the_settings_say(tmp_path, monkeypatch, addressing, start):
    config = tmp_path / "config"
    config.write_text("[default]\ns3 =\n  addressing_style = virtual\n")
    for name, value in aws_environ("https://nas.example", Credentials("KEY", "secret")).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
    client = make_client(Network(s3_addressing=S3Addressing(addressing)))
    link = client.generate_presigned_url("get_object", Params={"Bucket": "rushes", "Key": "a.mov"})
    assert link.startswith(f"{start}a.mov?")


def test_what_is_refused_has_its_reason(storage, tmp_path, monkeypatch):
    bucket, _ = storage
    address = put(storage, "a.mov")
    reasons = {}

    def refused(name, act):
        with pytest.raises(AddressError) as raised:
            act()
        reasons[name] = raised.value.context["reason"]

    refused("missing", lambda: presign_object(f"s3://{bucket}/none.mov", Network()))
    refused("no such bucket", lambda: list_level("s3://nobodys-bucket-4711/", Network()))
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another")
    refused("read", lambda: presign_object(address, Network()))
    refused("list", lambda: list_level(f"s3://{bucket}/", Network()))
    (tmp_path / "b").write_bytes(b"b")
    refused("put", lambda: put_file(tmp_path / "b", f"s3://{bucket}/b", Network(), UNHEARD, NEVER))
    assert reasons == {
        "missing": "missing",
        "no such bucket": "missing",
        "read": "forbidden",
        "list": "forbidden",
        "put": "forbidden",
    }
    with pytest.raises(ClipGoneError):
        put_file(tmp_path / "none", f"s3://{bucket}/b", Network(), UNHEARD, NEVER)
