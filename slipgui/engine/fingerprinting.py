"""From a file to all that the catalogue keeps of it: in this process, or in worker processes that hostile media may crash.

Decoders are C code that reads what strangers wrote: in a worker the worst of it costs one file (worker_processes.py).  Threads are about as
fast, for FFmpeg and numpy let go of Python's lock (measured; a worker takes half a second to come up).
"""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from slipgui.core.errors import DecoderCrashError, InternalError, SlipError
from slipgui.core.tags import Tags
from slipgui.engine.parameters import SAMPLE_RATE_HZ
from slipgui.engine.segment_writer import Fingerprint, make_fingerprint
from slipgui.engine.worker_processes import WorkerDiedError, WorkerProcesses

Decode = Callable[[Path], np.ndarray[Any, np.dtype[np.float32]]]
"""Mono float32 samples of a file at 11 025 Hz; raises ``SlipError`` kinds."""
ReadTags = Callable[[Path], Tags]
"""What a file says of itself; raises ``SlipError`` kinds."""

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
        learn = partial(_learn, decode=decode, read_tags=read_tags)
        self._workers: WorkerProcesses[Path, Learnt | SlipError] = WorkerProcesses("fingerprint", learn, n_workers)

    def __enter__(self) -> Self:
        self._workers.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._workers.__exit__(kind, error, trace)

    def learn(self, file: Path) -> Learnt:
        """What a worker learns of ``file``; where no process can be begun it is learnt here.

        Raises
        ------
        DecoderCrashError
            When the worker died over it or gave no answer in time.
        """
        try:
            answer = self._workers.ask(file, _deadline_s(file))
        except WorkerDiedError as death:
            raise DecoderCrashError("a worker died over the file", exit_code=death.exit_code) from death
        return _unwrap(answer)


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


def _learn(file: Path, decode: Decode, read_tags: ReadTags) -> Learnt | SlipError:
    """What was learnt, or why nothing was: an error that a process lets through would end it."""
    try:
        return learn_file(file, decode, read_tags)
    except SlipError as error:
        error.__cause__ = error.__context__ = None
        return error
