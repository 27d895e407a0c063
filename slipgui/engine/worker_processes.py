"""Processes that answer requests: what is hostile or would hold the interpreter's lock is done in one of them.

A process lives as long as its ``WorkerProcesses``.  When it dies over a request, or gives no answer in time, that request has failed and a
new process takes its place.  It ends by itself when its parent is no more, whatever became of that.
"""

import logging
import multiprocessing
import queue
import signal
from collections.abc import Callable
from contextlib import ExitStack, suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pickle import PicklingError
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from slipgui.engine.allocation import keep_freed_memory

_END_DEADLINE_S = 5.0

_log = logging.getLogger(__name__)

Request = TypeVar("Request")
Answer = TypeVar("Answer")


class WorkerDiedError(Exception):
    """A process died over a request, or gave no answer in time; never shown.

    Parameters
    ----------
    exit_code
        Of the process; negative where a signal ended it.
    """

    def __init__(self, exit_code: int | None) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code


class WorkerProcesses(Generic[Request, Answer]):
    """Some processes; use as ``with``.  None is begun before there is a request for it.

    Parameters
    ----------
    name
        Of the processes.
    answer
        What they do.  Where it or what belongs to it cannot be pickled, or no process can be begun, it is done in this process.
    n_workers
        Processes at most; so many threads may call ``ask`` at once.
    """

    def __init__(self, name: str, answer: Callable[[Request], Answer], n_workers: int) -> None:
        self._name, self._answer = name, answer
        self._places: queue.LifoQueue[_Worker[Request, Answer] | None] = queue.LifoQueue()
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

    def ask(self, request: Request, deadline_s: float | None = None) -> Answer:
        """The answer of a process.

        Raises
        ------
        WorkerDiedError
            When it died over the request (an exception that ``answer`` lets through is a death), or gave no answer in time.
        """
        worker = self._places.get()
        try:
            worker = worker or self._begin()
            if worker is None:
                return self._answer(request)
            try:
                return worker.ask(request, deadline_s)
            except (EOFError, OSError) as cause:
                exit_code, worker = worker.end(), None
                raise WorkerDiedError(exit_code) from cause
        finally:
            self._places.put(worker)

    def _begin(self) -> "_Worker[Request, Answer] | None":
        if self._is_possible:
            try:
                return _Worker(self._name, self._answer)
            except (OSError, EOFError, AttributeError, PicklingError) as cause:
                self._is_possible = False
                _log.warning("no worker process can be begun, going on without: %s", cause)
        return None


class _Worker(Generic[Request, Answer]):
    """One process; asked by one thread at a time.  The constructor raises ``OSError`` or ``EOFError`` when it does not come up."""

    def __init__(self, name: str, answer: Callable[[Request], Answer]) -> None:
        context = multiprocessing.get_context("spawn")  # a fork of a process with threads may hang
        self._connection, theirs = context.Pipe()
        self._process: SpawnProcess = context.Process(target=_serve, args=(theirs, answer), name=name, daemon=True)
        with ExitStack() as on_failure:
            on_failure.callback(self._connection.close)
            self._process.start()
            theirs.close()
            self._connection.recv()
            on_failure.pop_all()

    def ask(self, request: Request, deadline_s: float | None) -> Answer:
        """The answer; ``EOFError`` or ``OSError`` when the process died or was ended because none came."""
        self._connection.send(request)
        if not self._connection.poll(deadline_s):
            self._process.kill()
            raise EOFError
        answer: Answer = self._connection.recv()
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


def _serve(connection: "Connection[Any, Any]", answer: Callable[[Any], Any]) -> None:
    """The life of a worker: it ends when its parent closes the connection or is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C on a terminal reaches all; the parent decides
    keep_freed_memory()
    with suppress(EOFError, OSError):
        connection.send(None)
        while True:
            connection.send(answer(connection.recv()))
