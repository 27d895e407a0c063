"""An event loop whose time costs none: where all tasks wait, it jumps to the moment the first of them goes on."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _Selector(selectors.DefaultSelector):  # type: ignore[valid-type, misc]
    """Takes the wait it is asked for as over."""

    now_s = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        self.now_s += timeout or 0.0
        return list(super().select(0))


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._virtual = _Selector()
        super().__init__(self._virtual)

    def time(self) -> float:
        return self._virtual.now_s


def run_in_virtual_time(work: Coroutine[Any, Any, T]) -> T:
    """What ``work`` returns; nothing in it may need a socket or a thread."""
    with asyncio.Runner(loop_factory=_Loop) as runner:
        return runner.run(work)
