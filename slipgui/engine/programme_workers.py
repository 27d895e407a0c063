"""Who searches pieces and windows of a programme: two processes for a long one, two threads for a short one.

The calls of numpy are short here and each holds the interpreter's lock for a moment, so that two threads do little more than one; a
process takes a third of a second to come up.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from types import TracebackType
from typing import Any, Self, TypeVar

from slipgui.engine.index import Index
from slipgui.engine.worker_processes import WorkerDiedError, WorkerProcesses

log = logging.getLogger(__name__)

_N_WORKERS = 2
_LONG_S = 300.0
"""Programmes that last longer are worth processes."""
T = TypeVar("T")


class ProgrammeWorkers:
    """Do pure work on an index, two at a time; use as ``with``.

    Parameters
    ----------
    index
        What all work is given first.
    declared_s
        How long the programme is said to be; 0, where nobody knows, is short.
    """

    def __init__(self, index: Index, declared_s: float) -> None:
        self._do = partial(_do, index)
        self._threads = ThreadPoolExecutor(_N_WORKERS, "slipgui-programme")
        self._processes: WorkerProcesses[tuple[Any, ...], Any] | None = None
        if declared_s > _LONG_S:
            self._processes = WorkerProcesses("programme", self._do, _N_WORKERS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with ExitStack() as at_last:
            if self._processes:
                at_last.enter_context(self._processes)
            self._threads.shutdown(cancel_futures=True)

    def submit(self, work: Callable[..., T], *given: Any) -> Future[T]:
        """Have ``work(index, *given)`` done, a function of a module; what goes in and comes out is picklable."""
        return self._threads.submit(self._ask, (work, *given))

    def map(self, work: Callable[..., T], *columns: Iterable[Any]) -> Iterator[T]:
        """As ``submit`` of each row of some columns, the answers in order."""
        futures = [self.submit(work, *row) for row in zip(*columns, strict=False)]
        return (future.result() for future in futures)

    def _ask(self, request: tuple[Any, ...]) -> Any:
        if self._processes is None:
            return self._do(request)
        try:
            return self._processes.ask(request)
        except WorkerDiedError as death:  # all work is pure: what may be wrong with it is told here
            log.warning("a worker process ended with %s, its work is done again", death.exit_code)
            return self._do(request)


def _do(index: Index, request: tuple[Any, ...]) -> Any:
    work, *given = request
    return work(index, *given)
