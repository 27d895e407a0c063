"""The bar of ``slip catalogue add`` and ``sync``, on standard error where that is a terminal."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from slipgui.app.catalogue import AddProgress


class LearningBar:
    """Files done, rate and time left; use as ``with``.

    Parameters
    ----------
    is_quiet
        Show nothing.
    """

    def __init__(self, *, is_quiet: bool) -> None:
        console = Console(stderr=True)
        self._progress = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}", markup=False),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            redirect_stdout=sys.stdout.isatty(),  # elsewhere the lines are for whoever reads the pipe
            disable=is_quiet or not console.is_terminal,
        )
        self._task = self._progress.add_task("", total=None, rate="")

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._progress.stop()

    def show(self, progress: "AddProgress") -> None:
        """Move the bar."""
        rate = f"{progress.audio_s / max(progress.elapsed_s, 0.001):.0f} × real time" if progress.audio_s else ""
        self._progress.update(self._task, completed=progress.n_done, total=progress.n_files, rate=rate)
