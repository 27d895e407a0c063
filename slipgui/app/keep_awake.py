"""Keeping the computer awake while clips are at work, with what each platform has for it.

A wish to stay awake belongs to a child process or to this one: it ends with the program, also with a killed one.
"""

import asyncio
import contextlib
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any

_log = logging.getLogger(__name__)

AWAKE_AFTER_S = 30.0
"""Work that takes shorter keeps nobody awake: no system sleeps so soon."""
_WHY = "Clips are being recognised"
_ES_CONTINUOUS = 0x80000000
_ES_SYSTEM_REQUIRED = 0x00000001


def keeping_command(platform: str) -> Sequence[str] | None:
    """The program that keeps this computer awake for as long as its standard input is open; None where there is none."""
    if platform == "darwin":
        return ["caffeinate", "-i", "cat"]
    if platform.startswith("linux") and shutil.which("systemd-inhibit"):
        return ["systemd-inhibit", "--what=idle:sleep", "--who=Slipgui", f"--why={_WHY}", "cat"]
    return None


class KeepAwake:
    """Follows whether there is work.

    Parameters
    ----------
    command
        What keeps the computer awake while its standard input is open; None where that is done by a call (Windows) or not at all.
    sleep
        How time passes.
    """

    def __init__(
        self, command: Sequence[str] | None, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._command = command
        self._sleep = sleep
        self._is_busy = False
        self._is_wanted = True
        self._staying: asyncio.Task[None] | None = None

    def note(self, is_busy: bool) -> None:
        """There is work now, or there is none any more; called on the event loop."""
        self._is_busy = is_busy
        self._follow()

    def want(self, is_wanted: bool) -> None:
        """The user wants it, or not any more; called on the event loop."""
        self._is_wanted = is_wanted
        self._follow()

    def _follow(self) -> None:
        is_due = self._is_busy and self._is_wanted
        if is_due and self._staying is None:
            self._staying = asyncio.create_task(self._stay(), name="keep awake")
        elif not is_due and self._staying is not None:
            self._staying.cancel()
            self._staying = None

    async def close(self) -> None:
        """Let the computer sleep."""
        staying, self._staying = self._staying, None
        if staying is not None:
            staying.cancel()
            await asyncio.gather(staying, return_exceptions=True)

    async def _stay(self) -> None:
        await self._sleep(AWAKE_AFTER_S)
        if sys.platform == "win32":
            with _windows_awake():
                await asyncio.get_running_loop().create_future()
        if self._command is not None:
            await self._stay_by_child(self._command)

    async def _stay_by_child(self, command: Sequence[str]) -> None:
        try:
            child = await asyncio.to_thread(_start, command)
        except OSError as error:
            _log.info("the computer may sleep: %s", error.strerror)
            return
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            await asyncio.to_thread(_stop, child)


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    # a session of its own: Ctrl+C is for the program, which then closes the pipe
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, start_new_session=os.name == "posix"
    )


def _stop(child: subprocess.Popen[bytes]) -> None:
    assert child.stdin is not None
    with contextlib.suppress(OSError):
        child.stdin.close()
    try:
        child.wait(timeout=0.5)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


@contextlib.contextmanager
def _windows_awake() -> Iterator[None]:
    """The wish belongs to the thread that makes it, which is that of the event loop."""
    import ctypes

    kernel: Any = vars(ctypes)["windll"].kernel32
    kernel.SetThreadExecutionState(_ES_CONTINUOUS | _ES_SYSTEM_REQUIRED)
    try:
        yield
    finally:
        kernel.SetThreadExecutionState(_ES_CONTINUOUS)
