"""What ended in an earlier run stands in the queue again, as it ended."""

from datetime import timedelta

import pytest
from support.clips import make_clip
from support.harness import TRACK, open_bench, rest
from support.toy_service import ToyService

from slipgui.core.events import ClipAdded, OrderChanged, RecognitionFinished
from slipgui.core.outcome import Identified


@pytest.fixture
def clips(tmp_path):
    return [
        rest(make_clip(tmp_path / f"{name}.mov", 1.0, picture_size=(32, 18), frame_rate=1)) for name in ("a", "b", "c")
    ]


async def test_ended_clips_come_back_with_their_answers_and_without_a_question(tmp_path, clips):
    with ToyService() as toy:
        toy.default_track = TRACK
        async with open_bench(tmp_path, toy) as bench:
            a, b, _ = await bench.identify(*clips)
            await bench.queue.remove([b])
            before = bench.reports["a.mov"]
        n_requests = len(toy.paths())
        async with open_bench(tmp_path, toy) as later:
            await later.queue.bring_back(10)
            assert [event.clip.path.name for event in later.of_kind(ClipAdded)] == ["a.mov", "c.mov"]
            found, _ = [event.report for event in later.of_kind(RecognitionFinished)]
            assert found.outcome == before.outcome
            assert before.finished_at <= found.finished_at < before.finished_at + timedelta(minutes=1)
            assert isinstance(found.outcome, Identified)
            assert len(toy.paths()) == n_requests
            await later.queue.retry(a, is_fresh=True)
            await later.queue.join()
            assert len(toy.paths()) > n_requests
            await later.queue.clear_finished()
        async with open_bench(tmp_path, toy) as last:
            await last.queue.bring_back(10)
            assert last.events == []


async def test_what_waits_and_what_ended_stand_in_the_order_they_had(tmp_path, clips):
    with ToyService() as toy:
        toy.default_track = TRACK
        async with open_bench(tmp_path, toy) as bench:
            a, b, c = await bench.queue.add(clips)
            await bench.queue.pause([b])
            await bench.queue.join()
            await bench.queue.move([b], a)
        async with open_bench(tmp_path, toy) as later:
            await later.queue.bring_back(10)
            await later.queue.resume()
            assert later.of_kind(OrderChanged)[-1].clip_ids == (b, a, c)
            await later.queue.move([c], a)
        async with open_bench(tmp_path, toy) as last:
            await last.queue.bring_back(10)
            await last.queue.resume()
            assert last.of_kind(OrderChanged)[-1].clip_ids == (b, c, a)
