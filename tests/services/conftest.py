"""Real sockets: a server that misbehaves on request, and the service that talks to it."""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from support.certificates import OwnCertificate, make_certificate
from support.fault_server import FaultServer

from slipgui.core.job import UploadTicket
from slipgui.services.audioverify import AudioVerifyService
from slipgui.services.http import Timings

KEY = "sk-secret-partner-key-0123456789"
QUICK = Timings(connect_s=2.0, read_s=0.5, write_s=0.5, call_s=1.0, answer_s=0.7)


@pytest.fixture(autouse=True)
def no_proxy_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def api_key() -> str:
    return KEY


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


@pytest.fixture
async def service(server: FaultServer) -> AsyncIterator[AudioVerifyService]:
    async with AudioVerifyService(name="audioverify", base_url=server.url, api_key=KEY) as running:
        yield running


@pytest.fixture
async def quick_service(server: FaultServer) -> AsyncIterator[AudioVerifyService]:
    """The same with limits of tenths of seconds."""
    async with AudioVerifyService(name="audioverify", base_url=server.url, api_key=KEY, timings=QUICK) as running:
        yield running


@pytest.fixture
def make_file(tmp_path: Path) -> Callable[..., Path]:
    def make(n_bytes: int, name: str = "Secret Production s01e02.mp4") -> Path:
        path = tmp_path / name
        block = bytes(range(251)) * 4177  # about 1 MiB, no period of a chunk
        with path.open("wb") as file:
            while n_bytes:
                n_bytes -= file.write(block[:n_bytes])
        return path

    return make


@pytest.fixture
def own_certificate(tmp_path: Path) -> OwnCertificate:
    return make_certificate(tmp_path)


@pytest.fixture
def ticket(server: FaultServer) -> UploadTicket:
    return UploadTicket(
        upload_url=f"{server.url}/temp/video-recognition/8f_clip.mp4?X-Amz-Expires=600&X-Amz-Signature=topsecretsignature",
        storage_key="video-recognition/8f_clip.mp4",
        content_type="video/mp4",
        expires_at_s=1e12,
    )
