"""A progress bar for the work on one voice."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from slipgui.cli.render import print_remark
from slipgui.core.voice import VoiceStep

_WORDS = {
    VoiceStep.PROBE: "looking into it",
    VoiceStep.PREPARE: "taking the sound out",
    VoiceStep.UPLOAD: "sending",
    VoiceStep.SUBMIT: "submitting",
    VoiceStep.POLL: "waiting for the answer",
    VoiceStep.KEEP: "keeping it",
}
_UNMEASURED = (VoiceStep.PROBE, VoiceStep.SUBMIT, VoiceStep.POLL, VoiceStep.KEEP)


class VoiceProgress:
    """Shown on standard error, where that is a terminal (``app.voice_tools.VoiceNews``).  Use as ``with``.

    Parameters
    ----------
    is_quiet
        Show nothing.
    """

    def __init__(self, *, is_quiet: bool) -> None:
        console = Console(stderr=True)
        self._is_quiet = is_quiet
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=is_quiet or not console.is_terminal,
        )
        self._task = self._progress.add_task(_WORDS[VoiceStep.PROBE], total=None)
        self.at = VoiceStep.PROBE
        """Where it stands."""
        self.job_id: str | None = None
        """The job of the service, None before there is one."""

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def step(self, step: VoiceStep, share: float) -> None:
        """Show where it stands."""
        self.at = step
        total = None if step in _UNMEASURED else 1.0
        self._progress.update(self._task, description=_WORDS[step], total=total, completed=share)

    def job(self, job_id: str) -> None:
        """Remember the job."""
        self.job_id = job_id

    def remark(self, sentence: str, said: str = "") -> None:
        """Say it above the bar."""
        if not self._is_quiet:
            print_remark(sentence.format(said))
