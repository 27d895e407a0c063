"""Clips of the same content that are at work at the same moment: one is sent, its answer does for the others."""

import asyncio
import shutil
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace

import numpy as np
import pytest
from support.clips import make_clip, noise, tone
from support.harness import open_bench, rest, with_settings

from slipgui.app.paths import find_home
from slipgui.app.sources import place_of
from slipgui.app.twins import Content, TwinAtWorkError, Twins
from slipgui.core.clip import Clip, ClipId
from slipgui.core.events import BatchFinished, PauseReason, ServicePaused, StageChanged, TwinEnded, WaitingForTwin
from slipgui.core.flow import Stage
from slipgui.core.outcome import BatchSummary
from slipgui.gui.clip_rows import RowState

PATIENT = with_settings(known_answer_days=30.0, answer_deadline_s=86_400.0)
PUTS = with_settings(known_answer_days=30.0, answer_deadline_s=86_400.0, direct_limit_bytes=0)
SUBMIT = r"video-recognition/$"


@pytest.fixture
def clips(tmp_path):
    """Six equal files."""
    first = rest(make_clip(tmp_path / "take0.mp4", 1.0, picture_size=(32, 18), frame_rate=1))
    return [first, *(rest(shutil.copy(first, tmp_path / f"take{number}.mp4")) for number in range(1, 6))]


def n_submitted(toy):
    return sum(path.endswith("video-recognition/") for path in toy.paths("POST"))


def outcomes(bench, clips):
    return [(bench.line(clip.name)["outcome"], "cached" in bench.line(clip.name)) for clip in clips]


async def all_wait_for_one(bench, toy, clips):
    """Ids of clips, of which one is at work and the others wait for its answer; from now on there is one."""
    toy.n_polls_before_completed = 10**6
    ids = await bench.queue.add(clips)
    async with asyncio.timeout(60):
        while len({event.clip_id for event in bench.of_kind(WaitingForTwin)}) < len(clips) - 1:
            bench.news.clear()
            await bench.news.wait()
    toy.n_polls_before_completed = 1
    await bench.queue.join()
    return ids


async def wait_for_first(bench, toy, clips):
    """Ids of two clips of which the service has the first at work, and the second waits for its answer."""
    toy.n_polls_before_completed = 10**6
    (first,) = await bench.queue.add(clips[:1])
    await bench.heard(StageChanged, clip_id=first, stage=Stage.POLLING)
    (second,) = await bench.queue.add(clips[1:2])
    await bench.heard(WaitingForTwin, clip_id=second, twin=clips[0].name)
    return first, second


async def test_of_equal_files_at_work_together_one_is_sent_and_the_others_wait_for_its_answer(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy, settings=PATIENT) as bench:
        ids = await all_wait_for_one(bench, toy, clips)
        (sent,) = [path for path in clips if "cached" not in bench.line(path.name)]
        waited = {event.clip_id: event.twin for event in bench.of_kind(WaitingForTwin)}
        assert set(waited) == {clip_id for clip_id, path in zip(ids, clips, strict=True) if path != sent}
        assert set(waited.values()) == {sent.name}
        assert {event.clip_id for event in bench.of_kind(TwinEnded)} == set(waited)
        assert bench.of_kind(BatchFinished) == [BatchFinished(BatchSummary(n_internal=6))]
        assert {bench.line(path.name)["outcome"] for path in clips} == {"identified"}
        assert {bench.line(path.name)["job_id"] for path in clips} == {bench.line(sent.name)["job_id"]}
    assert n_submitted(toy) == 1


async def test_a_clip_that_lies_elsewhere_is_told_by_the_name_that_it_has_there(tmp_path, toy, clips):
    place = place_of(find_home(tmp_path / "home"), "https://media.example/EP%20100.mov?sig=1")
    rest(shutil.copy(clips[0], place))
    async with open_bench(tmp_path / "home", toy, settings=PATIENT) as bench:
        toy.n_polls_before_completed = 10**6
        (first,) = await bench.queue.add([place])
        await bench.heard(StageChanged, clip_id=first, stage=Stage.POLLING)
        (second,) = await bench.queue.add(clips[1:2])
        await bench.heard(WaitingForTwin, clip_id=second, twin="EP 100.mov")
        toy.n_polls_before_completed = 1
        await bench.queue.join()


async def test_of_exports_with_the_same_sound_one_is_sent_and_each_is_prepared_once(tmp_path, toy):
    sound = np.round(noise(3.0) * 2**15) / 2**15
    films = [
        rest(make_clip(tmp_path / f"v{n}.mov", 3.0, samples=sound, codec="pcm_s16le", picture_size=(160 + 2 * n, 90)))
        for n in range(3)
    ]
    prepared = []

    def adapt(tools):
        def make(path, info, folder, /, **more):
            prepared.append(path.name)
            return tools.make_audio_proxy(path, info, folder, **more)

        return replace(tools, make_audio_proxy=make)

    async with open_bench(tmp_path / "home", toy, settings=PATIENT, adapt=adapt) as bench:
        await all_wait_for_one(bench, toy, films)
        assert sorted(cached for _, cached in outcomes(bench, films)) == [False, True, True]
    assert n_submitted(toy) == 1
    assert sorted(prepared) == ["v0.mov", "v1.mov", "v2.mov"]


async def test_a_first_one_that_fails_lets_the_second_one_go_on(tmp_path, toy, clips):
    toy.fail_next(1, 422, path=SUBMIT, body={"detail": "no"})
    async with open_bench(tmp_path / "home", toy, settings=PATIENT) as bench:
        await bench.identify(*clips)
        ended = [("failed", False), ("identified", False)] + 4 * [("identified", True)]
        assert sorted(outcomes(bench, clips)) == ended


async def test_a_first_one_whose_file_changes_lets_the_second_one_go_on(tmp_path, toy, clips):
    content = clips[0].read_bytes()
    other = make_clip(tmp_path / "other.mp4", 1.0, samples=tone(1.0, 440.0), picture_size=(32, 18), frame_rate=1)

    def change(event):
        if isinstance(event, StageChanged) and event.stage is Stage.UPLOADING and clips[0].read_bytes() == content:
            clips[0].write_bytes(other.read_bytes())
            rest(clips[0])

    toy.n_polls_before_completed = 10**6
    async with open_bench(tmp_path / "home", toy, settings=PUTS, on_event=change) as bench:
        (first,) = await bench.queue.add(clips[:1])
        await bench.heard(StageChanged, clip_id=first, stage=Stage.POLLING)
        (second,) = await bench.queue.add(clips[1:2])
        await bench.heard(StageChanged, clip_id=second, stage=Stage.POLLING)
        assert bench.of_kind(WaitingForTwin) == []
    assert n_submitted(toy) == 2


@pytest.mark.parametrize("leaving", ["cancel", "pause", "remove"])
async def test_a_first_one_that_leaves_lets_the_second_one_go_on(tmp_path, toy, clips, leaving):
    async with open_bench(tmp_path / "home", toy, settings=PATIENT) as bench:
        first, second = await wait_for_first(bench, toy, clips)
        toy.n_polls_before_completed = 1
        await getattr(bench.queue, leaving)([first])
        await bench.queue.join()
        assert outcomes(bench, clips[1:2]) == [("identified", False)]
        assert bench.of_kind(TwinEnded) == [TwinEnded(second)]
    assert n_submitted(toy) == 2


async def test_one_that_waits_can_be_cancelled_without_the_other(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy, settings=PATIENT) as bench:
        _, second = await wait_for_first(bench, toy, clips)
        await bench.queue.cancel([second])
        toy.n_polls_before_completed = 1
        await bench.queue.join()
        assert outcomes(bench, clips[:2]) == [("identified", False), ("cancelled", False)]
    assert n_submitted(toy) == 1


@pytest.mark.parametrize(("leaving", "back"), [("pause", "unpause"), ("remove", "restore")])
async def test_one_that_rested_says_again_whose_answer_it_waits_for(tmp_path, toy, clips, leaving, back):
    async with open_bench(tmp_path / "home", toy, settings=PATIENT) as bench:
        _, second = await wait_for_first(bench, toy, clips)
        await getattr(bench.queue, leaving)([second])
        await getattr(bench.queue, back)([second])
        assert bench.row(second).state is RowState.WAITING_FOR_TWIN
        assert bench.row(second).twin == clips[0].name
        toy.n_polls_before_completed = 1
        await bench.queue.join()
        assert outcomes(bench, clips[:2]) == [("identified", False), ("identified", True)]
    assert n_submitted(toy) == 1


async def test_there_is_work_from_the_first_clip_to_the_last_that_waited_for_it(tmp_path, toy, clips):
    busy = []
    async with open_bench(tmp_path / "home", toy, settings=PATIENT) as bench:
        bench.queue.dispatcher.on_busy = busy.append
        await all_wait_for_one(bench, toy, clips[:2])
        assert busy == [True, False]


async def test_one_that_waits_is_sent_when_somebody_wants_it_now(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy, settings=PATIENT) as bench:
        _, second = await wait_for_first(bench, toy, clips)
        await bench.queue.send_now([second])
        await bench.heard(StageChanged, clip_id=second, stage=Stage.POLLING)
        toy.n_polls_before_completed = 1
        await bench.queue.join()
        assert outcomes(bench, clips[:2]) == [("identified", False), ("identified", False)]
    assert n_submitted(toy) == 2


@pytest.mark.parametrize("settings", [PATIENT, PUTS], ids=["form", "put"])
async def test_over_a_restart_the_second_one_waits_again_and_nothing_is_sent_twice(tmp_path, toy, clips, settings):
    async with open_bench(tmp_path / "home", toy, settings=settings) as bench:
        await wait_for_first(bench, toy, clips)
    async with open_bench(tmp_path / "home", toy, settings=settings) as bench:
        _, second = await bench.queue.resume()
        await bench.heard(WaitingForTwin, clip_id=second, twin=clips[0].name)
        toy.n_polls_before_completed = 1
        await bench.queue.join()
        assert outcomes(bench, clips[:2]) == [("identified", False), ("identified", True)]
    assert n_submitted(toy) == 1
    assert len(toy.paths("PUT")) == (1 if settings is PUTS else 0)


async def test_over_two_crashes_in_a_row_it_is_still_known_what_was_sent(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy, settings=PATIENT) as bench:
        await wait_for_first(bench, toy, clips)
    async with open_bench(tmp_path / "home", toy, settings=PATIENT) as bench:
        await bench.queue.pause_all()
        await bench.queue.resume()  # and it is gone before anything began
    async with open_bench(tmp_path / "home", toy, settings=PATIENT) as bench:
        toy.n_polls_before_completed = 0
        await bench.queue.resume()
        await bench.queue.unpause_all()
        await bench.queue.join()
        assert outcomes(bench, clips[:2]) == [("identified", False), ("identified", True)]
    assert n_submitted(toy) == 1


async def test_a_refused_key_is_met_by_one_of_equal_files_alone_which_goes_on_with_its_job(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy, settings=PATIENT, waits_for_help=True) as bench:
        _, second = await wait_for_first(bench, toy, clips)
        (third,) = await bench.queue.add(clips[2:3])
        await bench.heard(WaitingForTwin, clip_id=third)
        toy.fail_next(1, 401, method="GET", body={"detail": "Invalid token."})
        for clip_id in (second, third):
            await bench.heard(TwinEnded, clip_id=clip_id)
        assert len(bench.of_kind(ServicePaused)) == 1
        toy.n_polls_before_completed = 1
        bench.queue.resume_service()
        await bench.queue.join()
        assert outcomes(bench, clips[:3]) == [("identified", False)] + 2 * [("identified", True)]
    assert n_submitted(toy) == 1


@pytest.mark.parametrize("remembers", [True, False])
async def test_where_nothing_known_shall_be_used_both_are_sent(tmp_path, toy, clips, remembers):
    settings = PATIENT if remembers else with_settings()
    async with open_bench(tmp_path / "home", toy, settings=settings) as bench:
        await bench.queue.add(clips[:2], is_fresh=remembers)
        await bench.queue.join()
        assert outcomes(bench, clips[:2]) == [("identified", False), ("identified", False)]
    assert n_submitted(toy) == 2


async def test_a_clip_that_is_recognised_anew_waits_for_no_other(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy, settings=PATIENT) as bench:
        _, second = await wait_for_first(bench, toy, clips)
        await bench.queue.cancel([second])
        await bench.queue.retry(second, is_fresh=True)
        await bench.heard(StageChanged, clip_id=second, stage=Stage.POLLING)
    assert n_submitted(toy) == 2


async def test_what_was_sent_at_once_is_not_known_as_the_content_of_before(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy, settings=PATIENT) as bench:
        toy.n_polls_before_completed = 10**6
        (first,) = await bench.queue.add(clips[:1])
        await bench.heard(StageChanged, clip_id=first, stage=Stage.POLLING)
        await bench.queue.pause([first])
        rest(make_clip(clips[0], 1.0, samples=tone(1.0, 440.0), picture_size=(32, 18), frame_rate=1))
        toy.n_polls_before_completed = 1
        await bench.queue.send_now([first])
        await bench.queue.join()
        await bench.identify(clips[1])
        assert outcomes(bench, clips[:2]) == [("identified", False), ("identified", False)]
    assert n_submitted(toy) == 3


@asynccontextmanager
async def two_programs(home, toy):
    """Two that share a home."""
    async with open_bench(home, toy, settings=PATIENT) as one, open_bench(home, toy, settings=PATIENT) as other:
        yield one, other


async def test_of_two_programs_that_begin_at_once_with_equal_files_one_asks(tmp_path, toy, clips):
    async with two_programs(tmp_path / "home", toy) as (one, other):
        await asyncio.gather(one.identify(*clips[:3]), other.identify(*clips[3:]))
        ended = outcomes(one, clips[:3]) + outcomes(other, clips[3:])
        assert sorted(ended) == [("identified", False)] + 5 * [("identified", True)]
    assert n_submitted(toy) == 1


async def test_of_two_programs_with_the_same_sound_one_asks(tmp_path, toy):
    sound = np.round(noise(3.0) * 2**15) / 2**15
    films = [
        rest(make_clip(tmp_path / f"v{n}.mov", 3.0, samples=sound, codec="pcm_s16le", picture_size=(160 + 2 * n, 90)))
        for n in range(2)
    ]
    async with two_programs(tmp_path / "home", toy) as (one, other):
        await asyncio.gather(one.identify(films[0]), other.identify(films[1]))
        assert sorted(outcomes(one, films[:1]) + outcomes(other, films[1:])) == [
            ("identified", False),
            ("identified", True),
        ]
    assert n_submitted(toy) == 1


@pytest.mark.parametrize("leaving", ["answer", "cancel", "pause", "pause_all", "remove", "end"])
async def test_a_program_waits_for_another_one_until_that_asks_no_more(tmp_path, toy, clips, leaving):
    async with AsyncExitStack() as programs:
        one = await programs.enter_async_context(open_bench(tmp_path / "home", toy, settings=PATIENT))
        async with open_bench(tmp_path / "home", toy, settings=PATIENT) as other:
            toy.n_polls_before_completed = 10**6
            (first,) = await one.queue.add(clips[:1])
            await one.heard(StageChanged, clip_id=first, stage=Stage.POLLING)
            (second,) = await other.queue.add(clips[1:2])
            await other.heard(WaitingForTwin, clip_id=second, twin=clips[0].name)
            toy.n_polls_before_completed = 1
            if leaving == "end":
                await programs.aclose()
            elif leaving == "pause_all":
                await one.queue.pause_all()
            elif leaving != "answer":
                await getattr(one.queue, leaving)([first])
            await other.queue.join()
            assert outcomes(other, clips[1:2]) == [("identified", leaving == "answer")]
            assert other.of_kind(TwinEnded) == [TwinEnded(second)]
    assert n_submitted(toy) == (1 if leaving == "answer" else 2)


async def test_a_program_that_stops_after_its_clip_is_waited_for(tmp_path, toy, clips):
    async with two_programs(tmp_path / "home", toy) as (one, other):
        toy.n_polls_before_completed = 10**6
        (first,) = await one.queue.add(clips[:1])
        await one.heard(StageChanged, clip_id=first, stage=Stage.POLLING)
        await one.queue.stop_after_this()
        (second,) = await other.queue.add(clips[1:2])
        await other.heard(WaitingForTwin, clip_id=second, twin=clips[0].name)
        toy.n_polls_before_completed = 1
        await other.queue.join()
        assert outcomes(other, clips[1:2]) == [("identified", True)]
    assert n_submitted(toy) == 1


async def test_a_clip_that_was_taken_over_and_not_begun_again_is_not_waited_for(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy, settings=PATIENT) as gone:
        toy.n_polls_before_completed = 10**6
        (first,) = await gone.queue.add(clips[:1])
        await gone.heard(StageChanged, clip_id=first, stage=Stage.POLLING)
    toy.n_polls_before_completed = 1
    async with two_programs(tmp_path / "home", toy) as (one, other):
        one.queue.dispatcher.pause(PauseReason.USER)
        assert await one.queue.resume() == [first]
        async with asyncio.timeout(60):
            await other.identify(clips[1])
        assert outcomes(other, clips[1:2]) == [("identified", False)]
        await one.queue.unpause_all()
        await one.queue.join()
        assert outcomes(one, clips[:1]) == [("identified", False)]
    assert n_submitted(toy) == 2


def test_a_content_belongs_to_one_clip_until_it_is_released():
    twins, told = Twins(), []
    a, b = (Clip(ClipId(name), None) for name in "ab")
    content, other = Content("https://api", "sha256:00"), Content("https://agency", "sha256:00")
    twins.claim(content, a)
    twins.claim(content, a)
    twins.claim(other, b)
    with pytest.raises(TwinAtWorkError) as refused:
        twins.claim(content, b)
    assert refused.value.content == content
    twins.on_release(content, lambda: told.append("a"))
    twins.release(b.id)
    assert (twins.holder(content), twins.holder(other), twins.holder(None), told) == (a, None, None, [])
    twins.release(a.id)
    twins.release(a.id)
    assert told == ["a"]
    twins.claim(content, b)
