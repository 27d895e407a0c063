"""The queue in the user's hands: order, rest, one more try, leaving and coming back."""

import asyncio
import threading

import pytest
from support.clips import make_clip
from support.harness import TRACK, open_bench, rest, with_settings

from slipgui.app.paths import find_home
from slipgui.app.sources import place_of
from slipgui.core.events import (
    BatchFinished,
    ClipAdded,
    ClipPaused,
    ClipRemoved,
    OrderChanged,
    PauseReason,
    QueuePaused,
    QueueUnpaused,
    RecognitionFinished,
    StageChanged,
    UploadProgress,
    WaitingForFile,
)
from slipgui.core.flow import Stage
from slipgui.core.outcome import BatchSummary
from slipgui.core.queue_order import SortKey
from slipgui.core.upload_plan import SendMode
from slipgui.gui.clip_rows import RowState

SUBMIT = r"video-recognition/$"


@pytest.fixture
def clip(tmp_path):
    return rest(make_clip(tmp_path / "scene.mp4", 1.0, picture_size=(32, 18), frame_rate=1))


@pytest.fixture
def clips(tmp_path, clip):
    """Ten files of different names and sizes."""
    paths = []
    for number in (10, 9, 8, 7, 6, 5, 4, 3, 2, 1):
        path = tmp_path / f"take{number}.mp4"
        path.write_bytes(clip.read_bytes() + bytes(100 * (number % 4)))
        paths.append(rest(path))
    return paths


def begun(bench):
    """File names in the order their work began."""
    names = {event.clip_id: event.clip.path.name for event in bench.of_kind(ClipAdded)}
    order = [e.clip_id for e in bench.of_kind(StageChanged) if e.stage is Stage.PROBING]
    return [names[clip_id] for clip_id in order]


# ------------------------------------------------------------------------------------------------------- order


async def test_clips_are_taken_in_the_order_of_the_user(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.queue.stop_after_this()
        ids = await bench.queue.add(clips)
        await bench.queue.move([ids[9], ids[5]], before=ids[0])
        await bench.queue.move([ids[1]], before=None)
        await bench.queue.unpause_all()
        await bench.queue.join()
    wanted = [clips[i].name for i in (9, 5, 0, 2, 3, 4, 6, 7, 8, 1)]
    assert begun(bench) == wanted
    assert list(bench.of_kind(OrderChanged)[-1].clip_ids) == [ids[i] for i in (9, 5, 0, 2, 3, 4, 6, 7, 8, 1)]


async def test_the_order_survives_a_restart_and_new_clips_come_behind_it(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.queue.pause_all()
        ids = await bench.queue.add(clips)
        await bench.queue.sort(SortKey.NAME)
        await bench.queue.move_to_top([ids[4]])
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.queue.pause_all()
        assert await bench.queue.resume() == [ids[i] for i in (4, 9, 8, 7, 6, 5, 3, 2, 1, 0)]
        (last,) = await bench.queue.add([clips[0]])
        await bench.queue.move_to_top([ids[0]])
        assert bench.of_kind(OrderChanged)[-1].clip_ids[0] == ids[0]
        assert bench.of_kind(OrderChanged)[-1].clip_ids[-1] == last


async def test_sorting_by_size_keeps_equal_ones_as_they_came(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.queue.pause_all()
        ids = await bench.queue.add(clips)
        await bench.queue.sort(SortKey.SIZE)
        await bench.queue.sort(SortKey.SIZE)  # once more: the other way round
        sizes = {clip_id: path.stat().st_size for clip_id, path in zip(ids, clips, strict=True)}
        order = bench.of_kind(OrderChanged)[-1].clip_ids
        assert [sizes[clip_id] for clip_id in order] == sorted(sizes.values(), reverse=True)
        await bench.queue.sort(SortKey.ADDED)
        assert list(bench.of_kind(OrderChanged)[-1].clip_ids) == ids


async def test_clips_that_stand_sorted_already_are_turned_round_only_when_asked_again(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.queue.pause_all()
        ids = await bench.queue.add(clips)
        await bench.queue.sort(SortKey.ADDED)
        assert bench.of_kind(OrderChanged) == []
        await bench.queue.sort(SortKey.ADDED)
        assert list(bench.of_kind(OrderChanged)[-1].clip_ids) == ids[::-1]


async def test_clips_that_lie_elsewhere_are_sorted_by_the_names_of_their_files_there(tmp_path, toy):
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.queue.pause_all()
        home = find_home(tmp_path / "home")
        ids = await bench.queue.add([place_of(home, f"s3://rushes/{name}") for name in ("a.wav", "a.mov")])
        await bench.queue.sort(SortKey.NAME)
        assert bench.of_kind(OrderChanged)[-1].clip_ids == tuple(reversed(ids))


# ------------------------------------------------------------------------------------------------------- resting


async def test_a_paused_clip_rests_over_a_restart_while_the_others_go_on(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy) as bench:
        bench.queue.dispatcher.pause(PauseReason.AFTER_THIS)
        ids = await bench.queue.add(clips[:3])
        await bench.queue.pause([ids[0]])
        await bench.queue.unpause([ids[2]])
        bench.queue.dispatcher.unpause()
        await bench.queue.join()
        assert set(bench.reports) == {clips[1].name, clips[2].name}
    async with open_bench(tmp_path / "home", toy) as bench:
        assert await bench.queue.resume() == [ids[0]]
        await bench.queue.join()
        assert (bench.reports, bench.of_kind(ClipPaused)) == ({}, [ClipPaused(ids[0])])
        await bench.queue.unpause([ids[0]])
        await bench.queue.join()
        assert bench.line(clips[0].name)["outcome"] == "identified"


@pytest.mark.parametrize("hold", ["pause_all", "stop_after_this"])
async def test_a_queue_that_rests_does_so_over_restarts_until_it_is_let_go(tmp_path, toy, clips, hold):
    async with open_bench(tmp_path / "home", toy) as bench:
        await getattr(bench.queue, hold)()
        ids = await bench.queue.add(clips[:2])
    for _ in range(2):
        async with open_bench(tmp_path / "home", toy) as bench:
            assert await bench.queue.resume() == ids
            assert bench.of_kind(QueuePaused) == [QueuePaused(PauseReason.USER)]
            assert bench.of_kind(QueueUnpaused) == []
    assert toy.paths() == []
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.queue.resume()
        await bench.queue.unpause_all()
        await bench.queue.join()
        assert set(bench.reports) == {path.name for path in clips[:2]}
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.queue.resume()
        assert bench.of_kind(QueuePaused) == []


@pytest.mark.parametrize("stage", [Stage.PROBING, Stage.UPLOADING, Stage.SUBMITTING, Stage.POLLING])
@pytest.mark.parametrize("direct_limit_bytes", [0, 16_000_000])
async def test_a_clip_paused_at_work_goes_on_without_a_second_job(tmp_path, toy, clip, stage, direct_limit_bytes):
    if stage is Stage.SUBMITTING and direct_limit_bytes:
        stage = Stage.UPLOADING  # a form upload has no other submission
    toy.n_polls_before_completed = 3
    async with open_bench(
        tmp_path / "home", toy, settings=with_settings(direct_limit_bytes=direct_limit_bytes)
    ) as bench:
        (clip_id,) = await bench.queue.add([clip])
        await bench.heard(StageChanged, stage=stage)
        await bench.queue.pause([clip_id])
        await bench.heard(StageChanged, stage=Stage.DROPPED)
        await bench.queue.join()
        n_requests = len(toy.requests)
        assert bench.reports == {}
        await bench.queue.unpause([clip_id])
        await bench.queue.join()
        assert bench.line(clip.name)["outcome"] == "identified"
        assert len(toy.requests) > n_requests
    assert len(toy.jobs) == 1
    if stage in (Stage.SUBMITTING, Stage.POLLING):
        assert len(toy.paths("PUT")) <= 1  # what was sent is not sent again


async def test_a_clip_paused_at_work_says_so_whatever_is_chosen_for_it_until_it_goes_on(tmp_path, toy, clip):
    toy.n_polls_before_completed = 10**6
    async with open_bench(tmp_path / "home", toy) as bench:
        (clip_id,) = await bench.queue.add([clip])
        await bench.heard(StageChanged, stage=Stage.POLLING)
        await bench.queue.pause([clip_id])
        await bench.heard(StageChanged, stage=Stage.DROPPED)
        await bench.queue.join()
        assert bench.row(clip_id).state is RowState.PAUSED
        assert bench.row(clip_id).planned_bytes  # what was sent is not sent again
        await bench.queue.choose_send([clip_id], SendMode.ORIGINAL)
        assert bench.row(clip_id).state is RowState.PAUSED
        toy.n_polls_before_completed = 1
        await bench.queue.unpause([clip_id])
        await bench.queue.join()
        assert bench.row(clip_id).state is RowState.INTERNAL


@pytest.mark.parametrize("wish", ["cancel", "pause", "remove"])
async def test_a_wish_of_the_very_moment_in_which_a_clip_begins_is_followed(tmp_path, toy, clips, wish):
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.queue.stop_after_this()
        ids = await bench.queue.add(clips[:4])
        bench.queue.dispatcher.unpause()
        await asyncio.sleep(0)  # the first clips are taken, and have done nothing yet
        async with asyncio.timeout(20):
            await getattr(bench.queue, wish)([ids[0]])
            await bench.queue.join()
        ended = {name: bench.line(name)["outcome"] for name in bench.reports}
        others = {clip.name: "identified" for clip in clips[1:4]}
        assert ended == ({clips[0].name: "cancelled"} if wish == "cancel" else {}) | others
        await bench.queue.restore([ids[0]])
        await bench.queue.unpause([ids[0]])
        async with asyncio.timeout(20):
            await bench.queue.join()
        assert set(bench.reports) == {clip.name for clip in clips[:4]}


async def test_a_pause_that_comes_while_the_answer_is_written_holds_nothing(tmp_path, toy, clip):
    async with open_bench(tmp_path / "home", toy) as bench:
        (clip_id,) = await bench.queue.add([clip])
        await bench.heard(StageChanged, stage=Stage.POLLING)
        (entry,) = bench.queue.dispatcher._entries
        async with asyncio.timeout(20):
            while entry.work is not None:
                await asyncio.sleep(0)
        await bench.queue.pause([clip_id])
        await bench.queue.join()
        assert bench.line(clip.name)["outcome"] == "identified"
        await bench.queue.pause_all()
        await bench.queue.retry(clip_id)
    async with open_bench(tmp_path / "home", toy) as bench:
        assert await bench.queue.resume() == [clip_id]
        await bench.queue.unpause_all()
        await bench.queue.join()
        assert bench.of_kind(ClipPaused) == []
        assert bench.line(clip.name)["outcome"] == "identified"


async def test_a_clip_tried_again_twice_in_one_moment_is_recognised_once_more(tmp_path, toy, clip):
    async with open_bench(tmp_path / "home", toy) as bench:
        (clip_id,) = await bench.identify(clip)
        bench.forget()
        await asyncio.gather(*(bench.queue.retry(clip_id) for _ in range(5)))
        await bench.queue.join()
        assert len(bench.of_kind(RecognitionFinished)) == 1
        assert len(toy.jobs) == 2


async def test_pausing_all_holds_what_is_at_work_and_lets_nothing_begin(tmp_path, toy, clips):
    toy.n_polls_before_completed = 10**6
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.queue.add(clips)
        await bench.heard(StageChanged, stage=Stage.POLLING)
        await bench.queue.pause_all()
        async with asyncio.timeout(10):
            while bench.queue.dispatcher._entries.n_at_work:
                await asyncio.sleep(0)
        n_begun = len(begun(bench))
        toy.n_polls_before_completed = 0
        await bench.queue.unpause_all()
        await bench.queue.join()
    assert [type(e) for e in bench.events if isinstance(e, QueuePaused | QueueUnpaused)] == [QueuePaused, QueueUnpaused]
    assert n_begun < len(clips)
    assert len(bench.reports) == len(clips) == len(toy.jobs)


async def test_stop_after_this_lets_what_is_at_work_end(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.queue.add(clips)
        await bench.heard(StageChanged, stage=Stage.PROBING)
        await bench.queue.stop_after_this()
        async with asyncio.timeout(10):
            while bench.queue.dispatcher._entries.n_at_work:
                await asyncio.sleep(0)
        n_ended = len(bench.reports)
        assert 0 < n_ended == len(begun(bench)) < len(clips)
        assert bench.of_kind(BatchFinished) == [BatchFinished(BatchSummary(n_internal=n_ended))]  # who left is told
        await bench.queue.unpause_all()
        await bench.queue.join()
        assert bench.of_kind(BatchFinished)[1:] == [BatchFinished(BatchSummary(n_internal=len(clips) - n_ended))]


async def test_a_batch_is_summed_up_once_when_its_last_clip_ended(tmp_path, toy, clips):
    toy.answers[b"external"] = TRACK | {"internal": False, "id": None}
    toy.answers[b"unknown"] = None
    clips[0].write_bytes(clips[0].read_bytes() + b"external")
    clips[1].write_bytes(clips[1].read_bytes() + b"unknown")
    clips[2].write_bytes(b"")
    for path in clips[:3]:
        rest(path)
    async with open_bench(tmp_path / "home", toy, settings=with_settings(send="original")) as bench:
        ids = await bench.queue.add(clips[:6])
        await bench.queue.cancel([ids[5]])
        await bench.queue.join()
        summary = BatchSummary(n_internal=2, n_external=1, n_not_found=1, n_failed=1, n_cancelled=1)
        assert bench.of_kind(BatchFinished) == [BatchFinished(summary)]
        await bench.identify(clips[7])
        assert bench.of_kind(BatchFinished)[1:] == [BatchFinished(BatchSummary(n_internal=1))]


# ------------------------------------------------------------------------------------------------------- leaving, and back


async def test_a_removed_clip_comes_back_to_its_place_as_it_was(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy) as bench:
        ids = await bench.queue.add(clips[:1])
        await bench.queue.join()
        await bench.queue.stop_after_this()
        ids += await bench.queue.add(clips[1:4])
        await bench.queue.pause([ids[2]])
        await bench.queue.remove([ids[0], ids[2], ids[3]])
        assert [event.clip_id for event in bench.of_kind(ClipRemoved)] == [ids[0], ids[2], ids[3]]
        bench.forget()
        await bench.queue.restore([ids[3], ids[2], ids[0]])
        assert [event.clip_id for event in bench.of_kind(ClipAdded)] == [ids[0], ids[2], ids[3]]
        assert bench.of_kind(RecognitionFinished)[0].report.outcome.track.title == "Golden Hour"
        assert bench.of_kind(ClipPaused) == [ClipPaused(ids[2])]
        assert list(bench.of_kind(OrderChanged)[-1].clip_ids) == ids
        await bench.queue.unpause_all()
        await bench.queue.join()
        assert len(toy.jobs) == 4


async def test_a_removed_clip_is_neither_recognised_nor_back_after_a_restart(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.queue.pause_all()
        ids = await bench.queue.add(clips[:3])
        await bench.queue.remove([ids[1]])
        bench.queue.dispatcher.unpause()
        await bench.queue.join()
        assert set(bench.reports) == {clips[0].name, clips[2].name}
    async with open_bench(tmp_path / "home", toy) as bench:
        assert await bench.queue.resume() == []


async def test_a_clip_removed_at_work_stops_silently_and_goes_on_when_it_is_back(tmp_path, toy, clip):
    toy.n_polls_before_completed = 10**6
    async with open_bench(tmp_path / "home", toy) as bench:
        (clip_id,) = await bench.queue.add([clip])
        await bench.heard(StageChanged, stage=Stage.POLLING)
        await bench.queue.remove([clip_id])
        async with asyncio.timeout(10):
            while bench.queue.dispatcher._entries.n_at_work:
                await asyncio.sleep(0)
        assert isinstance(bench.events[-1], ClipRemoved)
        toy.n_polls_before_completed = 0
        await bench.queue.restore([clip_id])
        await bench.queue.join()
        assert (bench.line(clip.name)["outcome"], len(toy.jobs)) == ("identified", 1)


async def test_clearing_takes_what_ended_and_undo_brings_it_back(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy) as bench:
        ids = await bench.identify(*clips[:2])
        await bench.queue.pause_all()
        (waiting,) = await bench.queue.add(clips[2:3])
        assert await bench.queue.clear_finished() == ids
        bench.forget()
        await bench.queue.restore(ids)
        assert [event.clip_id for event in bench.of_kind(RecognitionFinished)] == ids
        assert bench.of_kind(OrderChanged)[-1].clip_ids == (*ids, waiting)
        assert all(event.info.duration_s > 0 for event in bench.of_kind(ClipAdded))


async def test_a_clip_tried_again_keeps_its_place(tmp_path, toy, clips):
    toy.fail_next(1, 400, path=SUBMIT, body={"detail": "Not today."})
    async with open_bench(tmp_path / "home", toy, settings=with_settings(send="original")) as bench:
        (first,) = await bench.identify(clips[0])
        await bench.queue.pause_all()
        others = await bench.queue.add(clips[1:3])
        await bench.queue.retry(first)
        bench.forget()
        await bench.queue.unpause_all()
        await bench.queue.join()
        assert bench.of_kind(StageChanged)[0].clip_id == first
        assert {e.clip_id for e in bench.of_kind(RecognitionFinished)} == {first, *others}


# ------------------------------------------------------------------------------------------------------- once more


@pytest.mark.parametrize("is_exported_anew", [False, True])
async def test_a_job_that_was_not_waited_for_is_asked_for_when_its_clip_is_tried_again(
    tmp_path, toy, clip, is_exported_anew
):
    toy.n_polls_before_completed = 10**6
    async with open_bench(tmp_path / "home", toy) as bench:
        (clip_id,) = await bench.identify(clip)
        assert bench.line(clip.name)["error"]["code"] == "job_expired"
        toy.n_polls_before_completed = 0
        if is_exported_anew:
            clip.write_bytes(clip.read_bytes() + b"!")
            rest(clip)
        await bench.queue.retry(clip_id)
        await bench.queue.join()
        assert bench.line(clip.name)["outcome"] == "identified"
        assert "possibly_submitted_twice" not in bench.line(clip.name)
    assert len(toy.jobs) == 1 + is_exported_anew


async def test_what_was_stored_is_not_sent_again_when_its_clip_is_tried_again(tmp_path, toy, clip):
    toy.fail_next(3, 503, path=SUBMIT)
    async with open_bench(tmp_path / "home", toy, settings=with_settings(direct_limit_bytes=0)) as bench:
        (clip_id,) = await bench.identify(clip)
        assert bench.line(clip.name)["outcome"] == "failed"
        await bench.queue.retry(clip_id)
        await bench.queue.join()
        assert bench.line(clip.name)["outcome"] == "identified"
    assert (len(toy.paths("PUT")), len(toy.jobs)) == (1, 1)


@pytest.mark.parametrize(("method", "is_marked"), [("PUT", False), ("POST", True)])
async def test_a_submission_cancelled_before_its_answer_is_marked_when_its_clip_is_tried_again(
    tmp_path, toy, clip, method, is_marked
):
    answer, has_come, may_answer = toy.answer, threading.Event(), threading.Event()

    def answer_late(request, query, *, is_chunked):
        given = answer(request, query, is_chunked=is_chunked)
        if request.method == method and not request.path.endswith("upload-url/"):
            has_come.set()
            may_answer.wait(20)
        return given

    toy.answer = answer_late
    async with open_bench(tmp_path / "home", toy, settings=with_settings(direct_limit_bytes=0)) as bench:
        (clip_id,) = await bench.queue.add([clip])
        await asyncio.to_thread(has_come.wait, 20)
        await bench.queue.cancel([clip_id])
        may_answer.set()
        await bench.queue.retry(clip_id)
        await bench.queue.join()
        line = bench.line(clip.name)
        assert (line["outcome"], line.get("possibly_submitted_twice", False)) == ("identified", is_marked)


async def test_of_many_clips_cancelled_together_none_begins_any_more(tmp_path, toy, clips):
    toy.n_polls_before_completed = 10**6
    async with open_bench(tmp_path / "home", toy) as bench:
        ids = await bench.queue.add(clips)
        await bench.heard(StageChanged, stage=Stage.PROBING)
        names = begun(bench)
        async with asyncio.timeout(20):
            await asyncio.gather(bench.queue.cancel(ids), bench.queue.cancel(ids))  # pressed twice
            await bench.queue.join()
        assert begun(bench) == names
        assert {bench.line(clip.name)["outcome"] for clip in clips} == {"cancelled"}
        assert len(bench.of_kind(RecognitionFinished)) == len(clips)
        assert bench.of_kind(BatchFinished) == [BatchFinished(BatchSummary(n_cancelled=len(clips)))]


# ------------------------------------------------------------------------------------------------------- now


async def test_send_now_goes_first_even_where_all_rest(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.queue.pause_all()
        ids = await bench.queue.add(clips)
        await bench.queue.send_now([ids[7]])
        await bench.heard(RecognitionFinished, clip_id=ids[7])
        assert begun(bench) == [clips[7].name]
        assert bench.of_kind(OrderChanged)[-1].clip_ids[0] == ids[7]


async def test_send_now_does_not_wait_for_a_file_to_rest(tmp_path, toy, clip):
    n_looks = 0

    def on_event(event):
        nonlocal n_looks
        if isinstance(event, WaitingForFile):
            n_looks += 1
            clip.write_bytes(clip.read_bytes() + b"!")  # never rests

    async with open_bench(tmp_path / "home", toy, on_event=on_event, settings=with_settings(send="original")) as bench:
        clip.write_bytes(clip.read_bytes() + b"!")
        (clip_id,) = await bench.queue.add([clip])
        await bench.heard(WaitingForFile)
        async with asyncio.timeout(20):
            while n_looks < 3:
                await asyncio.sleep(0)
        await bench.queue.send_now([clip_id])
        await bench.queue.join()
        assert bench.line(clip.name)["outcome"] == "identified"


# ------------------------------------------------------------------------------------------------------- places for each phase


async def test_clips_that_wait_for_their_answer_do_not_keep_others_from_being_sent(tmp_path, toy, clips):
    toy.n_polls_before_completed = 10**6
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.queue.add(clips)
        async with asyncio.timeout(20):
            while len(toy.jobs) < 8:
                bench.news.clear()
                await bench.news.wait()
        toy.n_polls_before_completed = 0
        await bench.queue.join()
    assert len(bench.reports) == len(clips)


async def test_a_storage_that_wants_less_gets_half_as_many_bodies_at_once(tmp_path, toy, clips):
    slow = "<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>"
    toy.fail_next(1, 503, method="PUT", body=slow, headers={"Content-Type": "application/xml"})
    at_once, most = set(), 0

    def on_event(event):
        nonlocal most
        if isinstance(event, UploadProgress | StageChanged):
            stage = getattr(event, "stage", Stage.UPLOADING)
            (at_once.add if stage is Stage.UPLOADING else at_once.discard)(event.clip_id)
            most = max(most, len(at_once))

    async with open_bench(
        tmp_path / "home", toy, settings=with_settings(direct_limit_bytes=0), on_event=on_event
    ) as bench:
        await bench.identify(clips[0])
        assert bench.tools.slots.send.n_places == 1
        most = 0
        await bench.identify(*clips[1:8])
        assert most == 1
        assert bench.tools.slots.send.n_places == 2  # eight bodies arrived
        assert len(bench.reports) == 8


async def test_what_the_storage_asks_to_wait_all_bodies_wait(tmp_path, toy, clips):
    toy.fail_next(1, 429, method="PUT", headers={"Retry-After": "77"})
    put_at_s = []

    async with open_bench(tmp_path / "home", toy, settings=with_settings(direct_limit_bytes=0)) as bench:
        put = toy.answer

        def answer(request, query, *, is_chunked):
            if request.method == "PUT":
                put_at_s.append(bench.clock.now_s)
            return put(request, query, is_chunked=is_chunked)

        toy.answer = answer
        await bench.identify(*clips[:8])
        assert len(bench.reports) == 8
    assert sum(at_s >= 1077.0 for at_s in put_at_s) >= 6  # two were on the line already
