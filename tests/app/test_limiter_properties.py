"""What holds of the limiter for any clips, however they come, however long calls take and whatever the service asks for."""

import asyncio
from dataclasses import dataclass, field
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from support.virtual_time import run_in_virtual_time

from slipgui.app.limited_service import LimitedService
from slipgui.core.errors import AuthenticationError, RateLimitedError, SlipError
from slipgui.core.job import Job, JobStatus

SLACK_S = 1e-6


@dataclass(frozen=True)
class Ask:
    """One call: when it comes, how long it takes, and how long the service then wants to be left alone."""

    after_s: float
    takes_s: float
    retry_after_s: float | None


asks = st.builds(
    Ask,
    after_s=st.sampled_from([0.0, 0.0, 0.01, 0.3, 2.0]),
    takes_s=st.sampled_from([0.0, 0.05, 0.7, 4.0]),
    retry_after_s=st.sampled_from([None, None, None, None, 1.0, 7.0, 300.0]),
)


@dataclass
class ScriptedService:
    """The port as the limiter sees it: does what each ask says, and notes when."""

    asks: list[Ask]
    name: str = "audioverify"
    refusal: SlipError | None = None
    has_lasting_jobs: bool = True
    begun_s: list[tuple[int, float]] = field(default_factory=list)
    quiet: list[tuple[float, float]] = field(default_factory=list)
    """From when to when nothing may be asked."""

    async def get_job(self, job_id: str) -> Job:
        loop, number = asyncio.get_running_loop(), int(job_id)
        self.begun_s.append((number, loop.time()))
        await asyncio.sleep(self.asks[number].takes_s)
        wanted_s = self.asks[number].retry_after_s
        if wanted_s is not None:
            self.quiet.append((loop.time(), loop.time() + wanted_s))
            raise RateLimitedError(retry_after_s=wanted_s)
        return Job(job_id, JobStatus.RUNNING, None, None, None, "")


async def play(service: ScriptedService, requests_per_s: float) -> list[object]:
    """What each call brought."""
    loop = asyncio.get_running_loop()
    limited = LimitedService(service, requests_per_s, monotonic=loop.time)  # type: ignore[arg-type]
    tasks = []
    for number, ask in enumerate(service.asks):
        await asyncio.sleep(ask.after_s)
        tasks.append(asyncio.create_task(limited.get_job(str(number))))
    return await asyncio.gather(*tasks, return_exceptions=True)


@given(st.lists(asks, min_size=1, max_size=30), st.sampled_from([0.5, 2.0, 50.0]))
def test_never_faster_than_the_rate_never_in_a_pause_and_in_the_order_of_coming(given_asks, requests_per_s):
    service = ScriptedService(given_asks)
    results = run_in_virtual_time(play(service, requests_per_s))
    times_s = [at_s for _, at_s in service.begun_s]
    assert [number for number, _ in service.begun_s] == list(range(len(given_asks)))
    assert all(later - earlier >= 1 / requests_per_s - SLACK_S for earlier, later in pairwise(times_s))
    for begin_s, end_s in service.quiet:
        assert not [at_s for at_s in times_s if begin_s + SLACK_S < at_s < end_s - SLACK_S]
    assert [isinstance(result, RateLimitedError) for result in results] == [
        ask.retry_after_s is not None for ask in given_asks
    ]


@given(st.lists(asks, min_size=2, max_size=12))
def test_nobody_waits_longer_than_rate_and_pauses_demand(given_asks):
    service = ScriptedService(given_asks)
    run_in_virtual_time(play(service, 2.0))
    coming_s = 0.0
    free_at_s = 0.0
    for (_, begun_s), ask in zip(service.begun_s, given_asks, strict=True):
        coming_s += ask.after_s
        paused_until_s = max((end_s for begin_s, end_s in service.quiet if begin_s <= begun_s), default=0.0)
        assert begun_s <= max(coming_s, free_at_s, paused_until_s) + SLACK_S
        free_at_s = begun_s + 0.5


@given(st.integers(1, 20), st.integers(0, 19))
def test_after_a_refused_key_nothing_is_asked_until_somebody_mends_it(n_calls, refused_at):
    class Refusing(ScriptedService):
        async def get_job(self, job_id: str) -> Job:
            job = await super().get_job(job_id)
            if int(job_id) == refused_at:
                raise AuthenticationError
            return job

    service = Refusing([Ask(0.0, 0.0, None)] * n_calls)
    results = run_in_virtual_time(play(service, 10.0))
    assert len(service.begun_s) == min(n_calls, refused_at + 1)
    assert sum(isinstance(result, AuthenticationError) for result in results) == max(0, n_calls - refused_at)
