"""Sending one file, however large: a synchronous httpx client in a thread of its own (facts/transfer.md, section 2).

Why a thread: at one file's speed it costs the CPU of ``curl -T``, an asyncio transport twice that; and when a server refuses early
and closes, the synchronous client still reads the refusal where the asynchronous one lost it in every run.
"""

import asyncio
import os
import stat
import threading
import time
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpcore

from slipgui.core.errors import ClipChangedError, ClipGoneError
from slipgui.core.ports import OnBytes
from slipgui.services.connection_cut import LiveConnection
from slipgui.services.http import Answer, Network, Timings, make_body_client, read_answer

CHUNK_BYTES = 256 << 10
"""Fine enough for progress on slow lines; 64 KiB costs 1.5 times the CPU."""
LARGEST_CHUNK_BYTES = 4 << 20
"""On fast lines it saves a quarter of the CPU."""
LARGEST_TLS_CHUNK_BYTES = 1 << 20
"""What is encrypted is read twice: a larger chunk has left the processor's cache by then and costs a tenth more."""
CHUNK_S = 0.1
"""Larger chunks are taken only where one leaves in this time."""
PROGRESS_INTERVAL_S = 0.1


class UploadCancelledError(Exception):
    """The upload was told to stop."""


class AnswerDeadlineError(Exception):
    """The body went out, but its answer did not come to an end in time."""


class Progress:
    """Tells absolute byte counts of the file: at most ten times a second and once at the end, never back, not even over a redirect.

    Parameters
    ----------
    on_bytes
        Who is told.
    monotonic
        How time passes.
    """

    def __init__(self, on_bytes: OnBytes, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._on_bytes = on_bytes
        self._monotonic = monotonic
        self._told_bytes = -1
        self._told_at_s = float("-inf")

    def tell(self, sent_bytes: int, total_bytes: int) -> None:
        """Passes the count on when it is new and its time has come."""
        now_s = self._monotonic()
        is_due = now_s - self._told_at_s >= PROGRESS_INTERVAL_S or sent_bytes == total_bytes
        if is_due and sent_bytes > self._told_bytes:
            self._told_bytes, self._told_at_s = sent_bytes, now_s
            self._on_bytes(sent_bytes, total_bytes)


@dataclass(frozen=True, slots=True)
class BodyRequest:
    """What is sent where."""

    method: str
    url: str
    headers: Mapping[str, str]
    """Everything but Content-Length."""
    path: Path
    head: bytes = b""
    """Before the file: the frame of a form upload."""
    tail: bytes = b""
    """After it."""


class BodyUpload:
    """One request with a file as its body; used once.

    Parameters
    ----------
    request
        What is sent where.
    progress
        Hears of the file's bytes.
    timings
        How long each part may take.
    network
        Proxy and certificates of the user.
    """

    def __init__(self, request: BodyRequest, progress: Progress, timings: Timings, network: Network) -> None:
        self._request = request
        self._progress = progress
        self._network = network
        self.timings = timings
        """How long each part may take."""
        self._cancelled = threading.Event()
        self._late = threading.Event()
        self._connection = LiveConnection()
        self._answer_timer: threading.Timer | None = None
        self._has_begun = False
        self.is_body_sent = False
        """Whether the last byte was handed to the network: only then can the server have all of it."""
        self.size_bytes = 0
        """Size of the file."""

    def cancel(self) -> None:
        """Stops the upload from any thread, at once also where the peer stalls."""
        self._cancelled.set()
        self._connection.cut()

    def run(self) -> Answer:
        """Sends, and reads the answer; blocking.

        Raises
        ------
        UploadCancelledError
            When ``cancel`` was called.
        AnswerDeadlineError
            When the answer did not come to an end in time.
        Exception
            httpx errors and those of the clip, as they are.
        """
        try:
            return self._send()
        except Exception as cause:
            if self._cancelled.is_set():
                raise UploadCancelledError from cause
            if self._late.is_set():
                raise AnswerDeadlineError from cause
            raise
        finally:
            if self._answer_timer:
                self._answer_timer.cancel()

    def _send(self) -> Answer:
        if self._cancelled.is_set():
            raise UploadCancelledError
        request = self._request
        state = _file_state(request.path)
        self.size_bytes = state.st_size
        length = len(request.head) + state.st_size + len(request.tail)
        with (
            closing(self._body(state)) as body,  # else an error that is kept keeps the file open
            make_body_client(request.url, self.timings, self._network) as client,
            client.stream(
                request.method,
                request.url,
                headers={
                    **request.headers,
                    "Content-Length": str(length),
                },  # without it httpx sends chunks, which S3 refuses
                content=body,
                extensions={"trace": self._on_trace},
            ) as response,
        ):
            return read_answer(response)

    def _body(self, state: os.stat_result) -> Generator[bytes]:
        self._has_begun = True
        request = self._request
        if request.head:
            yield request.head
        with _opened(request.path) as file:
            yield from self._file_chunks(file, state)
        if request.tail:
            yield request.tail
        self.is_body_sent = True
        self._progress.tell(state.st_size, state.st_size)

    def _file_chunks(self, file: "_FileReader", state: os.stat_result) -> Generator[bytes]:
        left_bytes, chunk_bytes = state.st_size, CHUNK_BYTES
        largest_bytes = LARGEST_TLS_CHUNK_BYTES if self._is_encrypted else LARGEST_CHUNK_BYTES
        if not left_bytes:
            _check_unchanged(self._request.path, state)
        while left_bytes:
            self._check_go_on()
            chunk = file.read(min(chunk_bytes, left_bytes))
            left_bytes -= len(chunk)
            if not chunk or not left_bytes:
                # before the last chunk leaves: a request that never ends leaves no torn object and no job behind
                _check_unchanged(self._request.path, state)
            if not chunk:
                raise ClipChangedError("the file became shorter while it was sent")
            began_s = time.monotonic()
            yield chunk
            chunk_bytes = next_chunk_bytes(len(chunk), time.monotonic() - began_s, largest_bytes)
            if left_bytes:
                self._progress.tell(state.st_size - left_bytes, state.st_size)

    def _check_go_on(self) -> None:
        if self._cancelled.is_set():
            raise UploadCancelledError
        if self._has_early_answer():
            raise httpcore.WriteError("early answer")  # httpcore stops sending at this and reads the answer

    def _has_early_answer(self) -> bool:
        """Whether the server has something to say already; not knowable on TLS, where session tickets look like data."""
        if self._connection.stream is None or self._is_encrypted:
            return False
        return bool(self._connection.stream.get_extra_info("is_readable"))

    @property
    def _is_encrypted(self) -> bool:
        stream = self._connection.stream
        return stream is not None and stream.get_extra_info("ssl_object") is not None

    def _on_trace(self, name: str, info: Mapping[str, Any]) -> None:
        if self._connection.note(name, info):
            if self._cancelled.is_set():
                info["return_value"].close()  # httpcore does not own it yet
                raise UploadCancelledError
        elif name == "http11.receive_response_headers.started" and self._has_begun:  # not for a proxy's CONNECT
            self._answer_timer = threading.Timer(self.timings.answer_s, self._on_late)
            self._answer_timer.daemon = True
            self._answer_timer.start()

    def _on_late(self) -> None:
        self._late.set()
        self._connection.cut()


def next_chunk_bytes(sent_bytes: int, took_s: float, largest_bytes: int) -> int:
    """How much to hand over at once after ``sent_bytes`` left in ``took_s``: up to four times that, as long as it goes quickly."""
    for n_bytes in (min(4 * sent_bytes, largest_bytes), sent_bytes):
        if n_bytes * took_s <= CHUNK_S * sent_bytes:
            return max(CHUNK_BYTES, n_bytes)
    return CHUNK_BYTES


async def send_body(upload: BodyUpload) -> Answer:
    """Runs the upload in a thread of its own; a cancelled task cuts the connection and leaves within a second."""
    future = asyncio.wrap_future(_run_in_thread(upload))
    try:
        return await asyncio.shield(future)
    except asyncio.CancelledError:
        upload.cancel()
        await asyncio.wait({future}, timeout=upload.timings.abandon_s)
        if not future.cancel():
            future.exception()  # taken notice of
        raise


def _run_in_thread(upload: BodyUpload) -> Future[Answer]:
    """The future of a daemon thread: the loop's own executor has few threads, and its name look-ups need them."""
    future: Future[Answer] = Future()
    future.set_running_or_notify_cancel()

    def run() -> None:
        try:
            answer = upload.run()
        except BaseException as error:  # noqa: BLE001 — carried to the awaiting task
            future.set_exception(error)
        else:
            future.set_result(answer)

    threading.Thread(target=run, name="upload", daemon=True).start()
    return future


class _FileReader:
    """An unbuffered file whose errors are the clip's."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def __enter__(self) -> "_FileReader":
        return self

    def __exit__(self, *_exception: object) -> None:
        os.close(self._descriptor)

    def read(self, n_bytes: int) -> bytes:
        """At most so many bytes; none at the end of the file."""
        try:
            return os.read(self._descriptor, n_bytes)
        except OSError as cause:
            raise _gone(cause) from cause


def _opened(path: Path) -> _FileReader:
    try:
        return _FileReader(os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0)))
    except OSError as cause:
        raise _gone(cause) from cause


def _file_state(path: Path) -> os.stat_result:
    try:
        state = path.stat()
    except OSError as cause:
        raise _gone(cause) from cause
    if not stat.S_ISREG(state.st_mode):
        raise ClipGoneError("not a regular file any more")
    return state


def _check_unchanged(path: Path, before: os.stat_result) -> None:
    after = _file_state(path)
    if (after.st_size, after.st_mtime_ns, after.st_ino) != (before.st_size, before.st_mtime_ns, before.st_ino):
        raise ClipChangedError("the file changed while it was sent", size_bytes=after.st_size)


def _gone(cause: OSError) -> ClipGoneError:
    reason = "locked" if isinstance(cause, PermissionError) else None
    return ClipGoneError("the file cannot be read any more", why=type(cause).__name__, reason=reason)
