"""What webhooks tell of voice jobs, so that their end need not be waited for until the next poll; polls go on as before."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable

from slipgui.core.errors import ContractError
from slipgui.core.voice import VoiceJob, VoiceJobStatus

_MOST_KEPT = 1000
"""Deliveries about jobs of others, or of earlier runs, are forgotten after so many."""


class VoiceWebhooks:
    """The deliveries so far, each told once.

    Parameters
    ----------
    address
        Public https address that forwards to the receiver; the service is told it with every job.
    decode
        What a body says; raises ``ContractError`` when it cannot be read.
    """

    def __init__(self, address: str, decode: Callable[[bytes], VoiceJob]) -> None:
        self.address = address
        self._decode = decode
        self._seen: dict[tuple[str, VoiceJobStatus], None] = {}
        self._jobs: dict[str, VoiceJob] = {}
        self._arrived: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)

    def receive(self, body: bytes) -> None:
        """Take a genuine delivery; one that came before, or of a job that still runs, changes nothing.

        Parameters
        ----------
        body
            As it came.

        Raises
        ------
        ValueError
            When it cannot be read.
        """
        try:
            job = self._decode(body)
        except ContractError as cause:
            raise ValueError("not a delivery") from cause
        key = (job.job_id, job.status)
        if job.status is VoiceJobStatus.RUNNING or key in self._seen:
            return
        self._seen[key] = None
        self._jobs[job.job_id] = job
        self._arrived[job.job_id].set()
        if len(self._seen) > _MOST_KEPT:
            self._forget(next(iter(self._seen)))

    def _forget(self, delivery: tuple[str, VoiceJobStatus]) -> None:
        del self._seen[delivery]
        job_id = delivery[0]
        if self._jobs.pop(job_id, None) is not None:
            self._arrived.pop(job_id, None)

    async def sleep_until_news(self, job_id: str, sleep: Awaitable[None]) -> VoiceJob | None:
        """What was delivered about a job, as soon as it is there or when ``sleep`` is over; None where nothing was.

        Each delivery is handed out once.

        Parameters
        ----------
        job_id
            The job.
        sleep
            How long is waited.
        """
        news = asyncio.ensure_future(self._arrived[job_id].wait())
        rest = asyncio.ensure_future(sleep)
        try:
            await asyncio.wait({news, rest}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (news, rest):
                task.cancel()
            await asyncio.gather(news, rest, return_exceptions=True)
        self._arrived.pop(job_id, None)  # another one may have waited for the same job
        return self._jobs.pop(job_id, None)
