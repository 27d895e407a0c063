"""From a file to all that the catalogue keeps of it: in this process, or in worker processes that hostile media may crash.

Decoders are C code that reads what strangers wrote: in a worker the worst of it costs one file.  A worker lives as long as its
``FingerprintWorkers``; when it dies over a file, or gives no answer in time, that file has failed and a new worker takes its place.
Threads are about as fast, for FFmpeg and numpy let go of Python's lock (measured; a worker takes half a second to come up).
"""

import logging
import multiprocessing
import os
import queue
import signal
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from pickle import PicklingError
from types import TracebackType
from typing import Any, Self

import numpy as np

from slipgui.core.errors import DecoderCrashError, InternalError, SlipError
from slipgui.core.tags import Tags
from slipgui.engine.parameters import SAMPLE_RATE_HZ
from slipgui.engine.segment_writer import Fingerprint, make_fingerprint

Decode = Callable[[Path], np.ndarray[Any, np.dtype[np.float32]]]
"""Mono float32 samples of a file at 11 025 Hz; raises ``SlipError`` kinds."""
ReadTags = Callable[[Path], Tags]
"""What a file says of itself; raises ``SlipError`` kinds."""

_END_DEADLINE_S = 5.0
_LEAST_DEADLINE_S = 600.0
_SLOWEST_BYTES_PER_S = 500_000.0
"""A worker may take ten minutes over a file, and longer where the file is so large that a slow share needs it."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt of a file."""

    tags: Tags
    """What it says of itself."""
    fingerprint: Fingerprint
    """How it sounds."""
    duration_s: float
    """Length of the decoded sound."""


Learn = Callable[[Path], Learnt]
"""Blocking; raises ``SlipError`` kinds."""


def count_cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def learn_file(file: Path, decode: Decode, read_tags: ReadTags) -> Learnt:
    """Decode, read the tags and fingerprint, here and now.

    Raises
    ------
    SlipError
        Kinds that ``decode`` and ``read_tags`` raise.
    InternalError
        When something nobody foresaw happens: hours of work on other files hang on this one.
    """
    try:
        samples = decode(file)
        return Learnt(read_tags(file), make_fingerprint(samples), len(samples) / SAMPLE_RATE_HZ)
    except SlipError:
        raise
    except Exception as cause:
        _log.exception("fingerprinting failed")
        raise InternalError("fingerprinting failed", why=f"{type(cause).__name__}: {cause}"[:200]) from cause


class FingerprintWorkers:
    """Processes that learn files; use as ``with``.  None is begun before there is a file for it.

    Parameters
    ----------
    decode, read_tags
        As for ``Catalogue.add``; both must be picklable: functions of a module, not lambdas.
    n_workers
        Processes at most; so many threads may call ``learn`` at once.
    """

    def __init__(self, decode: Decode, read_tags: ReadTags, n_workers: int) -> None:
        self._decode, self._read_tags = decode, read_tags
        self._places: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(n_workers):
            self._places.put(None)
        self._is_possible = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(queue.Empty):
            while True:
                worker = self._places.get_nowait()
                if worker:
                    worker.end()

    def learn(self, file: Path) -> Learnt:
        """What a worker learns of ``file``; where no process can be begun it is learnt here.

        Raises
        ------
        DecoderCrashError
            When the worker died over it or gave no answer in time.
        """
        worker = self._places.get()
        try:
            worker = worker or self._begin()
            if worker is None:
                return learn_file(file, self._decode, self._read_tags)
            answer = worker.ask(file)
            if answer is None:
                exit_code, worker = worker.end(), None
                raise DecoderCrashError("a worker died over the file", exit_code=exit_code)
        finally:
            self._places.put(worker)
        return _unwrap(answer)

    def _begin(self) -> "_Worker | None":
        if self._is_possible:
            try:
                return _Worker(self._decode, self._read_tags)
            except (OSError, EOFError, AttributeError, PicklingError) as cause:
                self._is_possible = False
                _log.warning("no worker process can be begun, going on without: %s", cause)
        return None


class _Worker:
    """One process; asked by one thread at a time.  The constructor raises ``OSError`` or ``EOFError`` when it does not come up."""

    def __init__(self, decode: Decode, read_tags: ReadTags) -> None:
        context = multiprocessing.get_context("spawn")  # a fork of a process with threads may hang
        self._connection, theirs = context.Pipe()
        self._process: SpawnProcess = context.Process(
            target=_serve, args=(theirs, decode, read_tags), name="fingerprint", daemon=True
        )
        with ExitStack() as on_failure:
            on_failure.callback(self._connection.close)
            self._process.start()
            theirs.close()
            self._connection.recv()
            on_failure.pop_all()

    def ask(self, file: Path) -> Learnt | SlipError | None:
        """The answer; None when the process died or was ended because none came."""
        try:
            self._connection.send(file)
            if not self._connection.poll(_deadline_s(file)):
                self._process.kill()
                return None
            answer: Learnt | SlipError = self._connection.recv()
        except (EOFError, OSError):
            return None
        return answer

    def end(self) -> int | None:
        """Let it go; its exit code."""
        self._connection.close()
        self._process.join(_END_DEADLINE_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        exit_code = self._process.exitcode
        self._process.close()
        return exit_code


def _deadline_s(file: Path) -> float:
    try:
        size_bytes = file.stat().st_size
    except OSError:  # gone meanwhile: the worker will say so
        size_bytes = 0
    return _LEAST_DEADLINE_S + size_bytes / _SLOWEST_BYTES_PER_S


def _unwrap(answer: Learnt | SlipError) -> Learnt:
    if isinstance(answer, SlipError):
        raise answer
    return answer


def _serve(connection: "Connection[Any, Any]", decode: Decode, read_tags: ReadTags) -> None:
    """The life of a worker: it ends when its parent closes the connection or is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C on a terminal reaches all; the parent decides
    with suppress(EOFError, OSError):
        connection.send(None)
        while True:
            file = connection.recv()
            try:
                answer: Learnt | SlipError = learn_file(file, decode, read_tags)
            except SlipError as error:
                error.__cause__ = error.__context__ = None
                answer = error
            connection.send(answer)
