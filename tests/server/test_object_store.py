"""What the contract suite does not reach: broken bodies, disk space, the life of the files."""

import socket
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import httpx
import pytest
from support.local_service import GOLDEN, LocalService, running_local_service, until

from slipgui.server.application import create_app
from slipgui.server.limits import Limits
from slipgui.server.storage import Storage

UPLOAD_URL = "/api/v4/video-recognition/upload-url/"


@pytest.fixture
def grant(api: httpx.Client) -> dict[str, Any]:
    document: dict[str, Any] = api.post(UPLOAD_URL, json={"filename": "clip.mp4"}).json()
    return document


def put_head(grant: dict[str, Any], length: int, *more: str) -> bytes:
    """Head of the PUT as it stands on the wire."""
    parts = urlsplit(grant["upload_url"])
    lines = [
        f"PUT {parts.path}?{parts.query} HTTP/1.1",
        f"Host: {parts.netloc}",
        f"Content-Type: {grant['content_type']}",
        f"Content-Length: {length}",
        *more,
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def connect(service: LocalService) -> socket.socket:
    parts = urlsplit(service.url)
    return socket.create_connection((parts.hostname, parts.port), timeout=10)


def read_to_the_end(connection: socket.socket) -> bytes:
    received = b""
    while piece := connection.recv(1 << 16):
        received += piece
    return received


def test_body_that_breaks_off_is_not_stored(service: LocalService, api: httpx.Client, grant: dict[str, Any]) -> None:
    with connect(service) as connection:
        connection.sendall(put_head(grant, 3_000_000) + bytes(2_000_000))
        connection.shutdown(socket.SHUT_WR)
        read_to_the_end(connection)
    until(lambda: service.files() == [])
    answer = api.post("/api/v4/video-recognition/", json={"storage_key": grant["storage_key"]})
    assert answer.status_code == 400


async def test_body_shorter_than_its_length_is_incomplete(tmp_path: Path) -> None:
    # A real connection cannot show it: h11 counts.  Another server, or none, might not.
    app = create_app(recognise_file=LocalService(tmp_path).recognise_file, storage=tmp_path, token="t")
    transport = httpx.ASGITransport(app)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url="http://here") as api:
        headers = {"Authorization": "Bearer t"}
        grant = (await api.post(UPLOAD_URL, json={"filename": "clip.mp4"}, headers=headers)).json()
        kind = {"Content-Type": "video/mp4", "Content-Length": "50"}
        answer = await api.put(grant["upload_url"], content=b"only this", headers=kind)
    assert answer.status_code == 400
    assert ElementTree.fromstring(answer.content).findtext("Code") == "IncompleteBody"


def test_client_that_waits_for_leave_gets_it_only_for_a_good_request(
    service: LocalService, grant: dict[str, Any]
) -> None:
    with connect(service) as connection:
        connection.sendall(put_head(grant, len(GOLDEN), "Expect: 100-continue", "Connection: close"))
        assert connection.recv(1 << 16).startswith(b"HTTP/1.1 100")
        connection.sendall(GOLDEN)
        assert read_to_the_end(connection).startswith(b"HTTP/1.1 200")
    service.advance(601)
    with connect(service) as connection:
        connection.sendall(put_head(grant, 1 << 30, "Expect: 100-continue"))
        assert connection.recv(1 << 16).startswith(b"HTTP/1.1 403")


def test_proposed_size_stands_in_the_refusal(service: LocalService, grant: dict[str, Any]) -> None:
    with connect(service) as connection:
        connection.sendall(put_head(grant, 5_000_000_001, "Expect: 100-continue"))
        answer = read_to_the_end(connection).decode()
    assert answer.startswith("HTTP/1.1 400")
    root = ElementTree.fromstring(answer.partition("\r\n\r\n")[2])
    assert root.findtext("Code") == "EntityTooLarge"
    assert root.findtext("MaxSizeAllowed") == "5000000000"


def test_disk_without_room_refuses_both_ways_of_uploading(tmp_path: Path) -> None:
    with (
        running_local_service(tmp_path, Limits(spare_bytes=1 << 60)) as service,
        httpx.Client(base_url=service.url, trust_env=False) as client,
    ):
        key = {"Authorization": f"Bearer {service.token}"}
        form = client.post("/api/v4/video-recognition/", files={"file": ("a.mp4", GOLDEN)}, headers=key)
        assert form.status_code == 507
        assert form.json()["error_code"] == "DISK_FULL"
        grant = client.post(UPLOAD_URL, json={"filename": "clip.mp4"}, headers=key).json()
        stored = client.put(grant["upload_url"], content=GOLDEN, headers={"Content-Type": "video/mp4"})
        assert stored.status_code == 507
        assert ElementTree.fromstring(stored.content).findtext("Code") == "InsufficientStorage"


def test_stalled_put_is_given_up_in_the_stores_words(tmp_path: Path) -> None:
    with (
        running_local_service(tmp_path, Limits(body_idle_s=0.05)) as service,
        httpx.Client(base_url=service.url, trust_env=False) as client,
    ):
        key = {"Authorization": f"Bearer {service.token}"}
        grant = client.post(UPLOAD_URL, json={"filename": "clip.mp4"}, headers=key).json()
        with connect(service) as connection:
            connection.sendall(put_head(grant, 100) + b"x")
            answer = read_to_the_end(connection)
            assert answer.startswith(b"HTTP/1.1 400")
            assert b"<Code>RequestTimeout</Code>" in answer
        until(lambda: service.files() == [])


def test_upload_url_points_to_the_host_the_client_spoke_to(service: LocalService, api: httpx.Client) -> None:
    grant = api.post(UPLOAD_URL, json={"filename": "clip.mp4"}, headers={"Host": "studio.example:8765"}).json()
    assert grant["upload_url"].startswith("http://studio.example:8765/temp/video-recognition/")


@pytest.mark.parametrize("host", ["a b", "user@host", "host/path", "[::1", ""])
def test_host_that_cannot_stand_in_a_url_is_refused(api: httpx.Client, host: str) -> None:
    assert api.post(UPLOAD_URL, json={"filename": "clip.mp4"}, headers={"Host": host}).status_code == 400


def test_urls_of_an_earlier_start_are_worthless(
    tmp_path: Path, service: LocalService, api: httpx.Client, grant: dict[str, Any]
) -> None:
    with running_local_service(tmp_path / "other") as later:
        parts = urlsplit(grant["upload_url"])
        url = f"{later.url}{parts.path}?{parts.query}"
        headers = {"Content-Type": "video/mp4", "Host": parts.netloc}
        answer = httpx.put(url, content=GOLDEN, headers=headers, trust_env=False)
        assert ElementTree.fromstring(answer.content).findtext("Code") == "InvalidAccessKeyId"


def test_storage_is_made_below_the_folder_it_is_given(tmp_path: Path) -> None:
    storage = Storage(tmp_path / "not" / "there")
    storage.open()
    assert storage.part_path().parent.is_dir()
    storage.close()
