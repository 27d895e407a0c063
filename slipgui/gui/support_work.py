"""The work on log and problem report that the window asks for; it needs no running application.  Its news are signals."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from slipgui.app.paths import Home
from slipgui.app.problem_report import read_log_end, write_problem_report


class SupportWork(QObject):
    """Reads the log and writes reports, in threads.

    Parameters
    ----------
    home
        Whose log.
    start
        Makes a task of a coroutine.
    """

    log_read = Signal(str)
    """The end of the log."""
    report_written = Signal(str)
    """To which file."""
    not_written = Signal(str, str)
    """Which file, and why."""

    def __init__(self, home: Home, start: Callable[[Awaitable[object]], None]) -> None:
        super().__init__()
        self._home, self._start = home, start

    @property
    def log_folder(self) -> Path:
        """Where the logs lie."""
        return self._home.logs

    def read_log(self) -> None:
        """Tell the end of the log."""

        async def work() -> None:
            self.log_read.emit(await asyncio.to_thread(read_log_end, self._home))

        self._start(work())

    def write_report(self, file: Path, note: str) -> None:
        """Write a report with what the user says."""

        async def work() -> None:
            try:
                await asyncio.to_thread(write_problem_report, self._home, file, note)
            except OSError as error:
                self.not_written.emit(str(file), error.strerror or str(error))
            else:
                self.report_written.emit(str(file))

        self._start(work())
