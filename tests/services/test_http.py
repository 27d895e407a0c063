"""TLS, proxies and the reading of answers."""

import asyncio
import socket
import subprocess
import sys
import time
import tracemalloc
import zlib
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import httpx
import pytest
from support.certificates import OwnCertificate, make_certificate
from support.fault_server import FaultServer, answer, silence, stall_after
from support.quickest import CANCEL_S, quickest_s

from slipgui.core import errors
from slipgui.core.job import UploadTicket
from slipgui.services.audioverify import AudioVerifyService
from slipgui.services.http import JSON_BODY_MAX_BYTES, BodyCollector, Network, Timings, make_tls_context

JOB_ID = "7b2c1e8a-0f4d-4a2b-9c11-7f5a2d9e3c10"
QUEUED = {"job_id": JOB_ID, "status": "queued", "track": None}
MakeFile = Callable[..., Path]
needs_openssl_trust = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="SSL_CERT_FILE is read by OpenSSL alone"
)


def ignore(_sent: int, _total: int) -> None:
    """Progress that nobody looks at."""


def service_at(url: str, timings: Timings | None = None, network: Network | None = None) -> AudioVerifyService:
    return AudioVerifyService(
        name="audioverify", base_url=url, api_key="secret-key", timings=timings, network=network or Network()
    )


def ticket_at(url: str) -> UploadTicket:
    return UploadTicket(f"{url}/k?X-Amz-Signature=0", "video-recognition/k", "video/mp4", 1e12)


@needs_openssl_trust
async def test_calls_and_bodies_travel_over_tls_that_the_system_trusts(
    own_certificate: OwnCertificate, make_file: MakeFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(own_certificate.trust_file))
    path = make_file(3_000_000)
    with FaultServer(own_certificate.server_context) as server:
        server.script(answer(200, QUEUED), answer(201, QUEUED), answer(200, b"", {"ETag": '"0"'}))
        async with service_at(server.url) as service:
            assert (await service.get_job(JOB_ID)).job_id == JOB_ID
            assert (await service.submit_form(path, "clip.mp4", ignore)).job_id == JOB_ID
            await service.put_object(ticket_at(server.url), path, ignore)
    assert server.requests[2].body_sha256 == sha256(path.read_bytes()).hexdigest()


@needs_openssl_trust
async def test_cancel_works_at_once_over_tls(
    own_certificate: OwnCertificate, make_file: MakeFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(own_certificate.trust_file))
    path = make_file(30_000_000)
    for reaction in (stall_after(100_000), silence):
        with FaultServer(own_certificate.server_context) as server:
            server.script(reaction)
            async with service_at(server.url) as service:

                async def cancelled_s(service: AudioVerifyService = service, server: FaultServer = server) -> float:
                    task = asyncio.ensure_future(service.put_object(ticket_at(server.url), path, ignore))
                    await asyncio.to_thread(server.arrived.acquire, timeout=20)
                    await asyncio.to_thread(server.requests[-1].body_read.wait, 20)
                    began_s = time.monotonic()
                    task.cancel()
                    with pytest.raises(asyncio.CancelledError):
                        await task
                    return time.monotonic() - began_s

                assert await quickest_s(cancelled_s) < CANCEL_S


FIRST_CALL = """
import asyncio, sys
from slipgui.core.errors import SlipError
from slipgui.services.audioverify import AudioVerifyService

async def call():
    async with AudioVerifyService(name="audioverify", base_url=sys.argv[1], api_key="k") as service:
        loaded = set(sys.modules)
        try:
            await service.get_job("7b2c1e8a-0f4d-4a2b-9c11-7f5a2d9e3c10")
        except SlipError:
            pass
        print(sorted(name for name in set(sys.modules) - loaded if not name.startswith("slipgui")))

asyncio.run(call())
"""


def test_the_first_call_finds_everything_loaded_and_holds_no_event_loop_for_it() -> None:
    with FaultServer() as server:
        server.script(answer(503, b""))
        told = subprocess.run(
            [sys.executable, "-c", FIRST_CALL, server.url], check=True, capture_output=True, text=True
        )
        assert len(server.requests) == 1
    assert told.stdout.strip() == "[]"


async def test_unknown_certificate_stops_every_call_before_the_key_leaves(
    own_certificate: OwnCertificate, make_file: MakeFile
) -> None:
    path = make_file(10)
    with FaultServer(own_certificate.server_context) as server:
        server.script(answer(200, QUEUED))
        async with service_at(server.url) as service:
            for call in (
                service.get_job(JOB_ID),
                service.submit_form(path, "clip.mp4", ignore),
                service.put_object(ticket_at(server.url), path, ignore),
            ):
                with pytest.raises(errors.TlsError) as raised:
                    await call
                assert "self-signed" in str(raised.value.context["reason"])
                assert raised.value.context["host"] == "127.0.0.1"
    assert server.requests == []


@needs_openssl_trust
async def test_certificate_of_another_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = make_certificate(tmp_path, "127.0.0.2")
    monkeypatch.setenv("SSL_CERT_FILE", str(other.trust_file))
    with FaultServer(other.server_context) as server:
        async with service_at(server.url) as service:
            with pytest.raises(errors.TlsError) as raised:
                await service.get_job(JOB_ID)
    assert "mismatch" in str(raised.value.context["reason"])


async def test_wrong_scheme_of_the_address_is_a_failed_connection(own_certificate: OwnCertificate) -> None:
    with FaultServer(own_certificate.server_context) as server:
        async with service_at(server.url.replace("https", "http")) as service:
            with pytest.raises(errors.ConnectionFailedError):
                await service.get_job(JOB_ID)


@needs_openssl_trust
async def test_handshake_that_stalls_in_a_thread_does_not_stop_the_event_loop(
    own_certificate: OwnCertificate, make_file: MakeFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(own_certificate.trust_file))
    path = make_file(10)
    with socket.create_server(("127.0.0.1", 0)) as mute, FaultServer(own_certificate.server_context) as server:
        server.script(answer(200, QUEUED))
        async with service_at(server.url, Timings(connect_s=1.5)) as service:
            stuck = asyncio.ensure_future(
                service.put_object(ticket_at(f"https://127.0.0.1:{mute.getsockname()[1]}"), path, ignore)
            )
            held, _ = await asyncio.to_thread(mute.accept)
            with held:
                async with asyncio.timeout(1.0):
                    assert (await service.get_job(JOB_ID)).job_id == JOB_ID
                with pytest.raises(errors.OfflineError):
                    await stuck


def test_every_context_checks_names_and_certificates() -> None:
    for url in ("https://api.example", "http://127.0.0.1:1", "http://api.example"):
        context = make_tls_context(url, Network())
        assert context.check_hostname
        assert make_tls_context(url, Network()) is not context


async def test_proxy_of_the_environment_is_used_but_never_for_this_computer(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FaultServer() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("http_proxy", proxy.url)
        proxy.script(answer(200, QUEUED))
        server.script(answer(200, QUEUED))
        async with service_at(server.url) as here, service_at("http://api.example") as there:
            await here.get_job(JOB_ID)
            assert proxy.requests == []
            await there.get_job(JOB_ID)
        assert proxy.requests[0].target == f"http://api.example/api/v4/video-recognition/{JOB_ID}/"


@pytest.mark.parametrize("base_url", ["http://api.example", "https://api.example"])
async def test_proxy_that_wants_a_login_is_named(
    make_file: MakeFile, monkeypatch: pytest.MonkeyPatch, base_url: str
) -> None:
    path = make_file(10)
    with FaultServer() as proxy:
        proxy.script(answer(407, b"<html>log in</html>"))
        for name in ("http_proxy", "https_proxy"):
            monkeypatch.setenv(name, proxy.url)
        async with service_at(base_url) as service:
            for call in (service.get_job(JOB_ID), service.submit_form(path, "clip.mp4", ignore)):
                with pytest.raises(errors.ProxyError) as raised:
                    await call
                assert raised.value.http_status == 407


async def test_body_goes_through_a_tunnel_without_the_key_in_the_request_for_it(
    make_file: MakeFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FaultServer() as proxy:
        proxy.script(answer(502))
        monkeypatch.setenv("https_proxy", proxy.url)
        async with service_at("https://api.example") as service:
            with pytest.raises(errors.ProxyError):
                await service.submit_form(make_file(10), "clip.mp4", ignore)
        assert proxy.requests[0].request_line == "CONNECT api.example:443 HTTP/1.1"
        assert proxy.requests[0].header("Authorization") is None


@pytest.mark.parametrize("proxy_url", ["ftp://proxy.example:1", "socks5://127.0.0.1:1", "http://proxy.example:port"])
async def test_proxy_setting_that_cannot_be_used_is_a_proxy_error(
    monkeypatch: pytest.MonkeyPatch, proxy_url: str
) -> None:
    monkeypatch.setenv("all_proxy", proxy_url)
    async with service_at("https://api.example") as service:
        assert isinstance(service.refusal, errors.ProxyError)
        with pytest.raises(errors.ProxyError):
            await service.get_job(JOB_ID)


async def test_own_proxy_is_used_with_its_login_before_that_of_the_environment(
    make_file: MakeFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FaultServer() as proxy:
        proxy.script(answer(200, QUEUED), answer(201, QUEUED))
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
        network = Network(proxy=proxy.url, proxy_login=("ada", "p:w"))
        assert "p:w" not in repr(network)
        async with service_at("http://api.example", network=network) as service:
            await service.get_job(JOB_ID)
            await service.submit_form(make_file(10), "clip.mp4", ignore)
        for request in proxy.requests:
            assert request.target.startswith("http://api.example/")
            assert request.header("Proxy-Authorization") == "Basic " + b64encode(b"ada:p:w").decode()


async def test_own_certificates_are_trusted_beside_those_of_the_system(
    own_certificate: OwnCertificate, make_file: MakeFile
) -> None:
    network = Network(ca_file=own_certificate.trust_file)
    with FaultServer(own_certificate.server_context) as server:
        server.script(answer(200, QUEUED), answer(201, QUEUED))
        async with service_at(server.url, network=network) as service:
            await service.get_job(JOB_ID)
            await service.submit_form(make_file(10), "clip.mp4", ignore)
    assert len(make_tls_context(server.url, network).get_ca_certs()) > 1


@pytest.mark.parametrize(
    ("content", "why"), [(None, "No such file or directory"), (b"hello", "it holds no certificates")]
)
async def test_own_certificates_that_cannot_be_read_are_a_setting_to_correct(
    tmp_path: Path, content: bytes | None, why: str
) -> None:
    file = tmp_path / "company.pem"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(errors.SettingsError) as raised:
        await service_at("https://api.example", network=Network(ca_file=file)).__aenter__()
    assert raised.value.context == {"key": "ca_file", "value": str(file), "why": why}


def collect(chunks: list[bytes], coding: str) -> tuple[bytes, bool]:
    collector = BodyCollector(httpx.Response(200, headers={"Content-Encoding": coding}))
    for chunk in chunks:
        if collector.feed(chunk):
            break
    got = collector.answer()
    return got.body, got.is_whole


@pytest.mark.parametrize(("size", "is_whole"), [(JSON_BODY_MAX_BYTES, True), (JSON_BODY_MAX_BYTES + 1, False)])
def test_limit_counts_what_was_unpacked(size: int, is_whole: bool) -> None:
    packed = zlib.compress(b" " * size, wbits=31)
    for chunks in ([packed], [packed[i : i + 100] for i in range(0, len(packed), 100)]):
        assert collect(chunks, "gzip") == (b" " * JSON_BODY_MAX_BYTES, is_whole)
    assert collect([b" " * size], "identity") == (b" " * JSON_BODY_MAX_BYTES, is_whole)


def test_bomb_is_never_unpacked_beyond_the_limit() -> None:
    packed = zlib.compress(b" " * 50_000_000, wbits=31)
    tracemalloc.start()
    collect([packed], "gzip")
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak_bytes < 8 * JSON_BODY_MAX_BYTES


@pytest.mark.parametrize(
    ("chunks", "coding", "is_whole"),
    [
        ([], "gzip", True),
        ([zlib.compress(b"{}", wbits=31)[:-9]], "gzip", False),
        ([b"no gzip", b"more"], "gzip", False),
        ([b"\x0b\x02\x80"], "br", False),
        ([zlib.compress(b"{}")], "deflate", False),
        ([b"{", b"}"], "", True),
    ],
)
def test_damaged_or_unknown_compression_is_not_whole(chunks: list[bytes], coding: str, is_whole: bool) -> None:
    assert collect(chunks, coding)[1] is is_whole
