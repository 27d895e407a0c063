"""One file on its way: progress, cancel, early answers, files that change under it."""

import asyncio
import gc
import mmap
import os
import socket
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
from support.fault_server import Exchange, FaultServer, answer, drip, early, response, silence, stall_after
from support.quickest import CANCEL_S, quickest_s

from slipgui.core.errors import ClipChangedError, ClipGoneError
from slipgui.core.job import UploadTicket
from slipgui.services.audioverify import AudioVerifyService
from slipgui.services.body_upload import (
    AnswerDeadlineError,
    BodyRequest,
    BodyUpload,
    Progress,
    UploadCancelledError,
    next_chunk_bytes,
    send_body,
)
from slipgui.services.http import Network, Timings

MakeFile = Callable[..., Path]
STORED = answer(200, b"", {"ETag": '"0"'})


def ignore(_sent: int, _total: int) -> None:
    """Progress that nobody looks at."""


def upload_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "upload"]


def upload(
    server: FaultServer, path: Path, on_bytes: Callable[[int, int], None] = ignore, timings: Timings | None = None
) -> BodyUpload:
    request = BodyRequest("PUT", f"{server.url}/k", {"Content-Type": "video/mp4"}, path)
    return BodyUpload(request, Progress(on_bytes), timings or Timings(), Network())


@pytest.mark.parametrize("n_bytes", [0, 1, 262_143, 262_144, 262_145])
def test_last_progress_is_the_whole_file_and_comes_once(server: FaultServer, make_file: MakeFile, n_bytes: int) -> None:
    told: list[tuple[int, int]] = []
    server.script(STORED)
    sending = upload(server, make_file(n_bytes), lambda *counts: told.append(counts))
    assert sending.run().status == 200
    assert told.count((n_bytes, n_bytes)) == 1
    assert told[-1] == (n_bytes, n_bytes)
    assert sending.is_body_sent
    assert server.requests[0].n_body_bytes == n_bytes


def test_progress_is_absolute_monotone_and_throttled(server: FaultServer, make_file: MakeFile) -> None:
    now_s, told = 0.0, list[tuple[float, int, int]]()

    def look() -> float:
        """A clock that goes on by so much with every chunk, however fast the machine is."""
        nonlocal now_s
        now_s += 0.04
        return now_s

    server.script(STORED)
    request = BodyRequest("PUT", f"{server.url}/k", {"Content-Type": "video/mp4"}, make_file(30_000_000))
    progress = Progress(lambda sent, total: told.append((now_s, sent, total)), monotonic=look)
    assert BodyUpload(request, progress, Timings(), Network()).run().status == 200
    times_s = [at_s for at_s, _, _ in told]
    counts = [sent for _, sent, _ in told]
    assert {total for _, _, total in told} == {30_000_000}
    assert counts == sorted(set(counts))
    assert len(counts) > 3
    assert all(
        after_s - before_s >= 0.1 for before_s, after_s in pairwise(times_s[:-1])
    )  # the end may come at any time
    assert round(now_s / 0.04) > len(told)  # there were more chunks than news


@pytest.mark.parametrize(
    ("sent_bytes", "took_s", "wanted_bytes"),
    [
        (256 << 10, 0.0, 1 << 20),
        (256 << 10, 0.02, 1 << 20),
        (256 << 10, 0.03, 256 << 10),
        (1 << 20, 0.02, 4 << 20),
        (1 << 20, 0.05, 1 << 20),
        (1 << 20, 0.2, 256 << 10),
        (4 << 20, 0.05, 4 << 20),
        (4 << 20, 0.2, 256 << 10),
        (100, 0.0, 256 << 10),
    ],
)
def test_chunks_are_large_only_where_one_still_leaves_within_a_tenth_of_a_second(
    sent_bytes: int, took_s: float, wanted_bytes: int
) -> None:
    assert next_chunk_bytes(sent_bytes, took_s, 4 << 20) == wanted_bytes


def test_chunks_grow_no_larger_than_they_may() -> None:
    assert next_chunk_bytes(1 << 20, 0.0, 1 << 20) == 1 << 20


def test_progress_never_goes_back() -> None:
    told: list[int] = []
    progress = Progress(lambda sent, _total: told.append(sent))
    for sent in (5, 10, 3, 10, 10):
        progress.tell(sent, 10)
    assert told == [5, 10]


@pytest.mark.parametrize(
    "reaction", [stall_after(100_000), silence, drip(0.05)], ids=["not reading", "no answer", "dripping"]
)
async def test_cancelled_upload_stops_within_a_tenth_of_a_second(
    server: FaultServer, make_file: MakeFile, reaction: Callable[[Exchange], None]
) -> None:
    path = make_file(30_000_000)

    async def cancelled_s() -> float:
        server.script(reaction)
        task = asyncio.ensure_future(send_body(upload(server, path)))
        await asyncio.to_thread(server.arrived.acquire, timeout=20)
        await asyncio.to_thread(server.requests[-1].body_read.wait, 20)
        began_s = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        for thread in upload_threads():
            thread.join(20)
        assert not upload_threads()
        return time.monotonic() - began_s

    assert await quickest_s(cancelled_s) < CANCEL_S


async def test_cancelled_service_calls_stop_too(
    service: AudioVerifyService, server: FaultServer, make_file: MakeFile, ticket: UploadTicket
) -> None:
    path = make_file(30_000_000)
    server.script(stall_after(100_000))
    for call in (
        lambda: service.put_object(ticket, path, ignore),
        lambda: service.submit_form(path, "clip.mp4", ignore),
    ):

        async def cancelled_s(call: Callable[[], Awaitable[object]] = call) -> float:
            task = asyncio.ensure_future(call())
            await asyncio.to_thread(server.arrived.acquire, timeout=20)
            began_s = time.monotonic()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return time.monotonic() - began_s

        assert await quickest_s(cancelled_s) < CANCEL_S


async def test_upload_that_hangs_in_connect_is_left_behind_and_sends_nothing(make_file: MakeFile) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        port = full.getsockname()[1]
        # a listener whose queue is full lets nobody in: the connect hangs
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(("127.0.0.1", port))
        request = BodyRequest("PUT", f"http://127.0.0.1:{port}/k", {}, make_file(10))
        sending = BodyUpload(request, Progress(ignore), Timings(connect_s=0.6, abandon_s=0.2), Network())
        complaints: list[object] = []
        asyncio.get_running_loop().set_exception_handler(lambda _loop, complaint: complaints.append(complaint))
        task = asyncio.ensure_future(send_body(sending))
        while not upload_threads():
            await asyncio.sleep(0)
        task.cancel()
        async with asyncio.timeout(0.5):
            with pytest.raises(asyncio.CancelledError):
                await task
        for thread in upload_threads():
            await asyncio.to_thread(thread.join, 5)
        await asyncio.sleep(0)
        gc.collect()
        assert not complaints
        assert not sending.is_body_sent
        for filler in fillers:
            filler.close()


def test_cancel_before_the_start_sends_nothing(server: FaultServer, make_file: MakeFile) -> None:
    server.script(STORED)
    sending = upload(server, make_file(10))
    sending.cancel()
    with pytest.raises(UploadCancelledError):
        sending.run()
    assert server.requests == []


def test_cancel_during_connect_sends_nothing_and_closes_the_socket(
    server: FaultServer, make_file: MakeFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.script(STORED)
    sending = upload(server, make_file(10))
    connect = socket.create_connection

    def connect_then_cancel(*args: Any, **options: Any) -> socket.socket:
        connected = connect(*args, **options)
        sending.cancel()
        return connected

    monkeypatch.setattr(socket, "create_connection", connect_then_cancel)
    with pytest.raises(UploadCancelledError):
        sending.run()  # a socket left open would be a ResourceWarning, and that an error
    assert server.requests == []


@pytest.mark.parametrize("reaction", [silence, drip(0.02)])
def test_answer_phase_has_a_deadline_of_its_own(
    server: FaultServer, make_file: MakeFile, reaction: Callable[[Exchange], None]
) -> None:
    server.script(reaction)
    sending = upload(server, make_file(10), timings=Timings(answer_s=0.3))
    with pytest.raises((AnswerDeadlineError, httpx.ReadTimeout)):
        sending.run()
    assert sending.is_body_sent


def test_early_answer_ends_the_sending(server: FaultServer, make_file: MakeFile) -> None:
    server.script(early(403, "no", after_bytes=300_000, drains=True))
    sending = upload(server, make_file(60_000_000))
    got = sending.run()
    assert (got.status, got.body, sending.is_body_sent) == (403, b"no", False)
    assert server.requests[0].n_body_bytes < 60_000_000


def change(path: Path, how: str) -> None:
    if how == "shorter":
        os.truncate(path, 1_000_000)
    elif how == "longer":
        with path.open("ab") as file:
            file.write(b"more")
    elif how == "rewritten":
        state = path.stat()
        with path.open("r+b") as file:
            file.write(b"new")
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns + 1_000_000))
    elif how == "replaced":
        other = path.with_suffix(".new")
        other.write_bytes(path.read_bytes())
        other.replace(path)
    else:
        path.unlink()


@pytest.mark.parametrize(
    ("how", "kind"),
    [
        ("shorter", ClipChangedError),
        ("longer", ClipChangedError),
        ("rewritten", ClipChangedError),
        ("replaced", ClipChangedError),
        ("gone", ClipGoneError),
    ],
)
async def test_file_that_changes_on_the_way_leaves_no_whole_request(
    service: AudioVerifyService, server: FaultServer, make_file: MakeFile, how: str, kind: type[Exception]
) -> None:
    path = make_file(30_000_000)

    def change_then_read(exchange: Exchange) -> None:
        exchange.read_body(300_000)
        change(path, how)
        exchange.read_body()
        exchange.send(response(201, {}))

    server.script(change_then_read)
    with pytest.raises(kind):
        await service.submit_form(path, "clip.mp4", ignore)
    request = server.requests[0]
    await asyncio.to_thread(request.body_read.wait, 5)
    assert request.n_body_bytes < int(request.header("Content-Length") or 0)


@pytest.mark.parametrize("name", ["gone.mp4", "."])
def test_file_that_is_not_there_is_gone(server: FaultServer, tmp_path: Path, name: str) -> None:
    with pytest.raises(ClipGoneError):
        upload(server, tmp_path / name).run()
    assert server.requests == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts open files in /proc")
async def test_failed_upload_keeps_no_file_open(server: FaultServer, make_file: MakeFile) -> None:
    path = make_file(30_000_000)
    kept: list[Exception] = []
    server.script(lambda exchange: exchange.reset())
    for _ in range(3):
        try:
            await send_body(upload(server, path))
        except Exception as error:  # noqa: BLE001 — kept on purpose, as a row of the window keeps it
            kept.append(error)
    open_files = [entry.readlink() for entry in Path("/proc/self/fd").iterdir() if entry.is_symlink()]
    assert len(kept) == 3
    assert path not in open_files


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_memory_does_not_grow_with_the_file(server: FaultServer, tmp_path: Path, make_file: MakeFile) -> None:
    path = tmp_path / "large.mp4"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    server.script(STORED)
    upload(server, make_file(1_000_000)).run()
    before_bytes = memory_bytes()
    seen_bytes: list[int] = []
    upload(server, path, lambda _sent, _total: seen_bytes.append(memory_bytes())).run()
    assert max(seen_bytes) - before_bytes < 15_000_000
    assert server.requests[-1].n_body_bytes == 300_000_000


def memory_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * mmap.PAGESIZE
