"""What all clips of one service share: its rate, and its wish to be left alone for a while."""

import asyncio
import time
from pathlib import Path

import pytest
from support.clips import make_clip
from support.toy_service import ToyService

from slipgui.app.limited_service import LimitedService
from slipgui.core.errors import RateLimitedError, ServiceError
from slipgui.services.audioverify import AudioVerifyService

UNKNOWN_JOB = "7b2c1e8a-0f4d-4a2b-9c11-7f5a2d9e3c10"


@pytest.fixture
def toy():
    with ToyService() as service:
        yield service


async def ask(service, n_times):
    async def once():
        try:
            await service.get_job(UNKNOWN_JOB)
        except ServiceError as error:
            return error

    return await asyncio.gather(*(once() for _ in range(n_times)))


async def test_calls_of_all_clips_together_keep_to_the_rate(toy):
    async with AudioVerifyService(name="audioverify", base_url=toy.url, api_key=toy.token) as service:
        limited = LimitedService(service, requests_per_s=10.0)
        begin_s = time.monotonic()
        await ask(limited, 15)
        assert time.monotonic() - begin_s >= 0.4  # ten at once, five more at ten a second
    assert len(toy.requests) == 15


async def test_when_one_clip_is_told_to_wait_all_wait(toy):
    toy.fail_next(1, 429, headers={"Retry-After": "1"})
    async with AudioVerifyService(name="audioverify", base_url=toy.url, api_key=toy.token) as service:
        limited = LimitedService(service, requests_per_s=100.0)
        (told,) = await ask(limited, 1)
        assert isinstance(told, RateLimitedError)
        begin_s = time.monotonic()
        await ask(limited, 3)
        assert time.monotonic() - begin_s >= 0.9
    assert len(toy.requests) == 4


async def test_bodies_for_the_storage_are_not_counted(toy, tmp_path):
    clip: Path = make_clip(tmp_path / "clip.mp4", 0.5)
    async with AudioVerifyService(name="audioverify", base_url=toy.url, api_key=toy.token) as service:
        limited = LimitedService(service, requests_per_s=1.0)
        ticket = await limited.request_upload("clip.mp4")
        begin_s = time.monotonic()
        await limited.put_object(ticket, clip, lambda sent, total: None)
        assert time.monotonic() - begin_s < 0.9
    assert toy.objects[ticket.storage_key] == clip.read_bytes()
