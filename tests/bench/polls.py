"""How often a job is asked for, and how late its answer is known: the real queue, client and wire, on a clock that costs no time."""

from dataclasses import dataclass
from pathlib import Path

from support.clips import make_clip
from support.harness import TRACK, Bench, open_bench, rest
from support.toy_service import Answer, ToyService


@dataclass(frozen=True)
class Counted:
    """What one job cost."""

    n_polls: int
    late_s: float
    """From the end of the job to the poll that told of it."""


class TimedToy(ToyService):
    """A service whose jobs take a while by the clock of the bench."""

    def __init__(self, job_s: float) -> None:
        super().__init__()
        self.default_track = TRACK
        self.job_s = job_s
        self.bench: Bench | None = None
        self.begun_s = 0.0
        self.n_polls_before_completed = 10**9

    def _create_job(self, content: bytes) -> Answer:
        assert self.bench is not None
        self.begun_s = self.bench.clock.now_s
        return super()._create_job(content)

    def _poll(self, job_id: str) -> Answer:
        assert self.bench is not None
        if self.bench.clock.now_s >= self.begun_s + self.job_s:
            self.n_polls_before_completed = 0
        return super()._poll(job_id)


async def count_polls(folder: Path, job_s: float) -> Counted:
    """The polls for one clip whose job takes ``job_s`` seconds."""
    folder.mkdir()
    clip = rest(make_clip(folder / "clip.mp4", 1.0))
    with TimedToy(job_s) as toy:
        async with open_bench(folder / "home", toy) as bench:
            toy.bench = bench
            await bench.identify(clip)
            late_s = bench.clock.now_s - toy.begun_s - job_s
    return Counted(len(toy.paths("GET")), late_s)
