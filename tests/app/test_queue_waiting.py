"""What is nobody's fault puts clips back and not to an end: key, network, log-in page, volume, full disk, a file that changes."""

import asyncio
import os
import shutil
from dataclasses import replace

import pytest
from support.clips import make_clip
from support.damage import fill_journal
from support.harness import open_bench, rest, with_settings
from support.toy_service import ToyService

from slipgui.app.dispatcher import N_PUT_BACK
from slipgui.app.wording import explain
from slipgui.core.errors import ClipChangedError, DiskFullError
from slipgui.core.events import (
    BatchFinished,
    ClipAdded,
    QueuePaused,
    QueueUnpaused,
    RecognitionFinished,
    ServicePaused,
    ServiceResumed,
    StageChanged,
    UploadProgress,
    VolumeBack,
    WaitingForNetwork,
    WaitingForVolume,
)
from slipgui.core.flow import Stage
from slipgui.core.upload_plan import SendMode
from slipgui.gui.clip_rows import RowState
from slipgui.media.audio_proxy import make_audio_proxy

SUBMIT = r"video-recognition/$"
PAGE = {"headers": {"Content-Type": "text/html"}, "body": "<html><title>Hotel</title>Please log in</html>"}


@pytest.fixture
def clip(tmp_path):
    return rest(make_clip(tmp_path / "scene.mp4", 1.0, picture_size=(32, 18), frame_rate=1))


@pytest.fixture
def clips(tmp_path, clip):
    paths = []
    for number in range(8):
        path = tmp_path / f"{number}.mp4"
        path.write_bytes(clip.read_bytes())
        paths.append(rest(path))
    return paths


async def no_clip_at_work(bench):
    async with asyncio.timeout(20):
        while bench.queue.dispatcher._entries.n_at_work:
            await asyncio.sleep(0)


# ------------------------------------------------------------------------------------------------------- the service


@pytest.mark.parametrize(
    ("status", "code"), [(401, "authentication"), (403, "authentication"), (402, "payment_required")]
)
async def test_a_refusal_pauses_the_service_once_and_no_clip_fails(tmp_path, toy, clips, status, code):
    toy.fail_next(10**6, status, body={"detail": "No."})
    async with open_bench(tmp_path / "home", toy, waits_for_help=True) as bench:
        await bench.queue.add(clips)
        paused = await bench.heard(ServicePaused)
        await no_clip_at_work(bench)
        assert (paused.error.code, len(bench.of_kind(ServicePaused))) == (code, 1)
        assert bench.of_kind(RecognitionFinished) == bench.of_kind(BatchFinished) == []
        n_requests = len(toy.requests)
        assert n_requests <= 4  # those that were on their way already
        toy.take_fault("GET", "").n_left = 0
        bench.queue.resume_service()
        await bench.queue.join()
        assert bench.of_kind(ServiceResumed) == [ServiceResumed()]
        assert {bench.line(path.name)["outcome"] for path in clips} == {"identified"}
    assert len(toy.jobs) == len(clips)


async def test_trying_one_clip_again_asks_a_paused_service_again(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy, waits_for_help=True) as bench:
        (first,) = await bench.identify(clips[0])
        toy.fail_next(1, 401, body={"detail": "Invalid token."})
        (second,) = await bench.queue.add([clips[1]])
        await bench.heard(ServicePaused)
        await no_clip_at_work(bench)
        await bench.queue.retry(first)
        await bench.queue.join()
        assert len(toy.jobs) == 3
        assert {event.clip_id for event in bench.of_kind(RecognitionFinished)} == {first, second}


async def test_a_key_refused_while_an_answer_is_awaited_costs_no_second_job(tmp_path, toy, clip):
    toy.fail_next(1, 401, method="GET", body={"detail": "Invalid token."})
    async with open_bench(tmp_path / "home", toy, waits_for_help=True) as bench:
        await bench.queue.add([clip])
        await bench.heard(ServicePaused)
        await no_clip_at_work(bench)
        bench.queue.resume_service()
        await bench.queue.join()
        assert bench.line(clip.name)["outcome"] == "identified"
    assert len(toy.jobs) == 1


async def test_offline_waits_and_goes_on_by_itself(tmp_path, clips):
    with ToyService() as toy:
        pass
    async with open_bench(tmp_path / "home", toy, waits_for_help=True) as bench:
        ids = await bench.queue.add(clips)
        paused = await bench.heard(ServicePaused)
        assert paused.error.code == "offline"
        assert (await bench.heard(WaitingForNetwork)).clip_id in ids
        await no_clip_at_work(bench)
        waiting = {event.clip_id for event in bench.of_kind(WaitingForNetwork)}
        assert {bench.row(clip_id).state for clip_id in waiting} == {RowState.WAITING_FOR_NETWORK}
        async with asyncio.timeout(20):
            while max(bench.clock.waits_s) < 60:
                await asyncio.sleep(0.01)
        assert max(bench.clock.waits_s) == 60  # it is looked for ever more rarely, at least once a minute
        with ToyService(port=toy.port) as again:
            await bench.queue.join()
            assert len(again.jobs) == len(clips)
    assert len(bench.of_kind(RecognitionFinished)) == len(clips)
    assert {bench.line(path.name)["outcome"] for path in clips} == {"not_identified"}
    assert (len(bench.of_kind(ServicePaused)), len(bench.of_kind(ServiceResumed))) == (1, 1)


async def test_however_often_it_is_tried_in_vain_no_clip_fails_for_a_lost_network(tmp_path, clips):
    with ToyService() as toy:
        pass
    async with open_bench(tmp_path / "home", toy, waits_for_help=True) as bench:
        ids = await bench.queue.add(clips[:3])
        for n_tries in range(1, 2 * N_PUT_BACK):
            async with asyncio.timeout(20):
                while len(bench.of_kind(ServicePaused)) < n_tries or bench.queue.dispatcher._entries.n_at_work:
                    await asyncio.sleep(0)
            await (bench.queue.send_now(ids[:1]) if n_tries % 3 == 0 else asyncio.sleep(0))
            bench.queue.resume_service()
        with ToyService(port=toy.port):
            await bench.queue.join()
    assert {bench.line(path.name)["outcome"] for path in clips[:3]} == {"not_identified"}
    assert len(bench.of_kind(RecognitionFinished)) == 3


async def test_send_now_asks_a_service_that_seems_away_at_once(tmp_path, clips):
    with ToyService() as toy:
        pass

    async def sleep_for_ever(delay_s):
        await asyncio.get_running_loop().create_future()

    async with open_bench(tmp_path / "home", toy, waits_for_help=True) as bench:
        bench.queue.dispatcher.accounts.known(None).gate._sleep = sleep_for_ever  # it is not looked for
        ids = await bench.queue.add(clips[:3])
        await bench.heard(ServicePaused)
        await no_clip_at_work(bench)
        with ToyService(port=toy.port):
            await bench.queue.send_now([ids[2]])
            await bench.queue.join()
        assert bench.of_kind(RecognitionFinished)[0].clip_id == ids[2]
        assert len(bench.of_kind(ServiceResumed)) == 1
        assert len(bench.of_kind(RecognitionFinished)) == 3


async def test_a_log_in_page_pauses_and_goes_on_when_somebody_has_logged_in(tmp_path, toy, clips):
    toy.fail_next(40, 200, **PAGE)
    async with open_bench(
        tmp_path / "home", toy, settings=with_settings(direct_limit_bytes=0), waits_for_help=True
    ) as bench:
        await bench.identify(*clips)
        assert bench.of_kind(ServicePaused)[0].error.code == "portal"
        assert {bench.line(path.name)["outcome"] for path in clips} == {"identified"}


async def test_a_storage_that_cannot_be_reached_while_the_service_can_is_told_in_the_end(tmp_path, toy, clip):
    toy.fail_next(10**6, None, method="PUT")
    async with open_bench(
        tmp_path / "home", toy, settings=with_settings(direct_limit_bytes=0), waits_for_help=True
    ) as bench:
        await bench.identify(clip)
        error = bench.line(clip.name)["error"]
        assert (error["code"], error["stage"]) == ("connection_failed", "uploading")
        assert len(bench.of_kind(ServiceResumed)) == N_PUT_BACK


async def test_where_nobody_can_help_a_refused_key_is_the_end(tmp_path, toy, clips):
    toy.fail_next(10**6, 401, body={"detail": "Invalid token."})
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.identify(*clips)
        assert {bench.line(path.name)["error"]["code"] for path in clips} == {"authentication"}
        assert bench.of_kind(ServicePaused) == []


# ------------------------------------------------------------------------------------------------------- the volume


async def test_clips_of_a_volume_that_is_gone_wait_until_it_is_back(tmp_path, toy, clip):
    volume, elsewhere = tmp_path / "volume", tmp_path / "unplugged"
    volume.mkdir()
    there = rest(shutil.copy(clip, volume / "there.mp4") and volume / "there.mp4")
    async with open_bench(tmp_path / "home", toy, waits_for_help=True) as bench:
        await bench.queue.stop_after_this()
        (clip_id,) = await bench.queue.add([there])
        await bench.queue.add([clip])
        volume.rename(elsewhere)
        await bench.queue.unpause_all()
        waiting = await bench.heard(WaitingForVolume)
        assert (waiting.clip_id, waiting.folder) == (clip_id, volume)
        await bench.heard(RecognitionFinished)  # the other one
        await no_clip_at_work(bench)
        assert set(bench.reports) == {clip.name}
        elsewhere.rename(volume)
        await bench.queue.join()
        assert bench.of_kind(VolumeBack) == [VolumeBack(clip_id)]
        assert bench.line("there.mp4")["outcome"] == "identified"


async def test_a_volume_that_goes_while_its_clip_is_sent_is_waited_for(tmp_path, toy, clip):
    volume, elsewhere = tmp_path / "volume", tmp_path / "unplugged"
    volume.mkdir()
    path = volume / "long.mp4"
    path.write_bytes(clip.read_bytes() + bytes(4_000_000))
    rest(path)

    is_plugged_in_for_good = False

    def on_event(event):
        if isinstance(event, UploadProgress) and volume.exists() and not is_plugged_in_for_good:
            volume.rename(elsewhere)

    toy.delay_s = 0.1
    settings = with_settings(direct_limit_bytes=0, send="original")
    async with open_bench(tmp_path / "home", toy, settings=settings, on_event=on_event, waits_for_help=True) as bench:
        await bench.queue.add([path])
        await bench.heard(WaitingForVolume)
        assert toy.jobs == {}
        is_plugged_in_for_good = True
        elsewhere.rename(volume)
        await bench.queue.join()
        assert bench.line(path.name)["outcome"] == "identified"


async def test_a_single_deleted_file_and_a_folder_that_never_was_are_told_at_once(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy, waits_for_help=True) as bench:
        await bench.queue.stop_after_this()
        await bench.queue.add([clips[0], tmp_path / "never" / "was.mp4"])
        clips[0].unlink()
        await bench.queue.unpause_all()
        await bench.queue.join()
        assert bench.line(clips[0].name)["error"]["code"] == "clip_unreadable"
        assert bench.line("was.mp4")["error"]["code"] == "clip_unreadable"
        assert bench.of_kind(WaitingForVolume) == []


# ------------------------------------------------------------------------------------------------------- the file


@pytest.mark.parametrize("send", ["sound", "original"])
@pytest.mark.parametrize("direct_limit_bytes", [0, 16_000_000])
async def test_a_file_that_changes_while_it_is_sent_is_begun_with_again(tmp_path, toy, clip, send, direct_limit_bytes):
    content = clip.read_bytes()
    n_changes = 0

    def on_event(event):
        nonlocal n_changes
        if isinstance(event, StageChanged) and event.stage is Stage.UPLOADING and n_changes < 2:
            n_changes += 1
            clip.write_bytes(content + b"x" * n_changes)
            os.utime(clip, (1_600_000_000 + n_changes, 1_600_000_000 + n_changes))

    settings = with_settings(direct_limit_bytes=direct_limit_bytes, send=send)
    async with open_bench(tmp_path / "home", toy, settings=settings, on_event=on_event) as bench:
        (clip_id,) = await bench.identify(clip)
        assert bench.line(clip.name)["outcome"] == "identified"
    assert len(toy.jobs) == 1
    if direct_limit_bytes == 0:
        assert bench.stages(clip_id).count(Stage.PROBING) == 3
    if send == "original":
        sent = [request.body for request in toy.requests if content[:100] in request.body]
        assert content + b"x" * n_changes in sent[-1]  # the file of the end, whole


async def test_a_file_that_never_rests_while_it_is_sent_is_told_in_the_end(tmp_path, toy, clip):
    stamp_s = 1_600_000_000

    def on_event(event):
        nonlocal stamp_s
        if isinstance(event, StageChanged) and event.stage is Stage.UPLOADING:
            stamp_s += 1
            os.utime(clip, (stamp_s, stamp_s))

    settings = with_settings(direct_limit_bytes=0)
    async with open_bench(tmp_path / "home", toy, settings=settings, on_event=on_event) as bench:
        await bench.identify(clip)
    assert bench.line(clip.name)["error"]["code"] == ClipChangedError.code
    assert toy.jobs == {}


# ------------------------------------------------------------------------------------------------------- the disk

N_TOO_MANY = 60
"""So many rows need pages of their own; the first few would still find room in those that are there."""


async def test_a_full_disk_pauses_with_its_sentence_and_goes_on_when_there_is_room(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy, waits_for_help=True) as bench:
        await bench.queue.stop_after_this()
        await bench.queue.add(clips * 4)
        make_room = await fill_journal(bench.journal._file)
        await bench.queue.unpause_all()
        bench.forget()
        paused = await bench.heard(QueuePaused)
        assert paused.reason.code == "journal_full"
        await no_clip_at_work(bench)
        assert len(bench.of_kind(RecognitionFinished)) < 4 * len(clips)
        assert not any(report.outcome.__class__.__name__ == "Failed" for report in bench.reports.values())
        await make_room()
        await bench.heard(QueueUnpaused)
        await bench.queue.join()
        assert len(bench.of_kind(RecognitionFinished)) == 4 * len(clips)
    async with open_bench(tmp_path / "home", toy) as bench:
        assert await bench.queue.resume() == []  # the journal holds every answer
    assert len(toy.jobs) == 4 * len(clips)


async def test_a_disk_without_room_for_the_sound_pauses_and_fails_no_clip(tmp_path, toy, clips):
    free_bytes = 0

    def make_proxy_where_there_is_room(path, info, folder, **wishes):
        if free_bytes < 1_000_000:
            raise DiskFullError("full", need_bytes=1_000_000, free_bytes=free_bytes)
        return make_audio_proxy(path, info, folder, **wishes)

    def adapt(tools):
        return replace(
            tools, make_audio_proxy=make_proxy_where_there_is_room, read_free_bytes=lambda _folder: free_bytes
        )

    settings = with_settings(send=SendMode.SOUND)
    async with open_bench(tmp_path / "home", toy, settings=settings, adapt=adapt, waits_for_help=True) as bench:
        await bench.queue.add(clips)
        paused = await bench.heard(QueuePaused)
        assert explain(paused.reason).title == "The disk is full"
        await no_clip_at_work(bench)
        assert (toy.requests, bench.of_kind(RecognitionFinished), bench.of_kind(QueueUnpaused)) == ([], [], [])
        free_bytes = 1_000_000
        await bench.queue.join()
        assert {bench.line(path.name)["outcome"] for path in clips} == {"identified"}
    assert len(bench.of_kind(QueuePaused)) == 1


async def test_a_disk_that_takes_nothing_though_room_is_told_fails_the_clip_in_the_end(tmp_path, toy, clip):
    def meet_the_quota(*_file, **_wishes):
        raise DiskFullError("quota", need_bytes=1, free_bytes=10**9)

    settings = with_settings(send=SendMode.SOUND)
    async with open_bench(
        tmp_path / "home",
        toy,
        settings=settings,
        adapt=lambda tools: replace(tools, make_audio_proxy=meet_the_quota),
        waits_for_help=True,
    ) as bench:
        async with asyncio.timeout(20):
            await bench.identify(clip)
        assert bench.line(clip.name)["error"]["code"] == "disk_full"


async def test_where_no_folder_for_the_sound_can_be_made_that_is_told(tmp_path, toy, clip):
    (tmp_path / "file").write_bytes(b"")
    settings = with_settings(send=SendMode.SOUND)
    async with open_bench(
        tmp_path / "home",
        toy,
        settings=settings,
        adapt=lambda tools: replace(tools, proxy_folder=tmp_path / "file" / "proxies"),
        waits_for_help=True,
    ) as bench:
        await bench.identify(clip)
        assert bench.line(clip.name)["error"]["code"] == "prepare"
    assert toy.requests == []


async def test_clips_added_on_a_full_disk_wait_and_are_kept_as_they_stand_when_there_is_room(tmp_path, toy, clips):
    async with open_bench(tmp_path / "home", toy, waits_for_help=True) as bench:
        make_room = await fill_journal(bench.journal._file)
        first, second, *others = await bench.queue.add([clips[0]] * N_TOO_MANY)
        (fresh,) = await bench.queue.add([clips[0]], is_fresh=True)
        assert (await bench.heard(QueuePaused)).reason.code == "journal_full"
        assert [event.clip_id for event in bench.of_kind(ClipAdded)] == [first, second, *others, fresh]
        await bench.queue.pause([first, fresh])
        await bench.queue.move_to_top([fresh])
        await bench.queue.cancel([second])
        await bench.queue.remove(others)
        await no_clip_at_work(bench)
        assert toy.requests == []
        await make_room()
        await bench.heard(QueueUnpaused)
        pending = await bench.journal.pending()
        assert [(item.clip.id, item.is_paused, item.checkpoint.is_fresh) for item in pending] == [
            (fresh, True, True),
            (first, True, False),
        ]
        await bench.queue.restore(others[:1])
    async with open_bench(tmp_path / "home", toy) as bench:
        assert await bench.queue.resume() == [fresh, first, others[0]]
        assert [ended.report.clip.id for ended in await bench.journal.ended(9)] == [second]


async def test_a_clip_that_the_journal_has_no_room_for_is_not_sent_even_when_it_is_wanted_now(tmp_path, toy, clip):
    async with open_bench(tmp_path / "home", toy, waits_for_help=True) as bench:
        make_room = await fill_journal(bench.journal._file)
        clip_id, *others = await bench.queue.add([clip] * N_TOO_MANY)
        await bench.queue.remove(others)
        await bench.queue.send_now([clip_id])
        await bench.heard(StageChanged, stage=Stage.DROPPED)
        await no_clip_at_work(bench)
        assert toy.requests == []
        await make_room()
        await bench.queue.join()
        assert bench.line(clip.name)["outcome"] == "identified"


async def test_what_waits_for_room_is_written_when_the_window_closes(tmp_path, toy, clip):
    async with open_bench(tmp_path / "home", toy, waits_for_help=True) as bench:
        await bench.queue.pause_all()
        make_room = await fill_journal(bench.journal._file)
        clip_ids = await bench.queue.add([clip] * N_TOO_MANY)
        assert await bench.journal.pending() == []
        await make_room()
    async with open_bench(tmp_path / "home", toy) as bench:
        assert await bench.queue.resume() == clip_ids


async def test_a_clip_tried_again_while_its_end_could_not_be_written_is_still_to_be_done(tmp_path, toy, clip):
    toy.n_polls_before_completed = 10**6
    toy.job_extras = {"note": "so long that it needs pages of its own" * 1000}
    async with open_bench(tmp_path / "home", toy, waits_for_help=True) as bench:
        (clip_id,) = await bench.queue.add([clip])
        await bench.heard(StageChanged, stage=Stage.POLLING)
        make_room = await fill_journal(bench.journal._file)
        toy.n_polls_before_completed = 0
        paused = await bench.heard(QueuePaused)
        assert paused.reason.code == "journal_full"
        await bench.heard(RecognitionFinished)
        await bench.queue.retry(clip_id)
        await bench.queue.pause([clip_id])
        await make_room()
        await bench.heard(QueueUnpaused)
    async with open_bench(tmp_path / "home", toy) as bench:
        assert await bench.queue.resume() == [clip_id]
