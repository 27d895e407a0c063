"""The way of one clip: what is sent, by which route, what is asked again, and how it ends."""

import asyncio
import itertools
import time
from dataclasses import replace

import pytest
from support.clips import Sound, make_clip, noise, tone
from support.harness import TRACK, open_bench, rest, with_settings

from slipgui.app.history import HistoryQuery
from slipgui.core.events import (
    ClipProbed,
    PrepareProgress,
    StageChanged,
    UploadPlanned,
    UploadProgress,
    WaitingForFile,
)
from slipgui.core.flow import Stage, may_follow
from slipgui.core.upload_plan import Payload, Route, SendMode

SUBMIT = r"video-recognition/$"
POLL = r"video-recognition/[0-9a-f-]{36}/$"


@pytest.fixture
def clip(tmp_path):
    """Two seconds with a picture so small that sending the sound alone would save nothing."""
    return rest(make_clip(tmp_path / "scene 7 – 夜.mp4", 2.0, picture_size=(32, 18), frame_rate=1))


@pytest.fixture
def film(tmp_path):
    """Two seconds whose picture is much larger than its sound."""
    return rest(make_clip(tmp_path / "film.mov", 2.0, picture="rawvideo", picture_size=(160, 90)))


def of_kind(bench, kind):
    return [event for event in bench.events if isinstance(event, kind)]


# ------------------------------------------------------------------------------------------------------- routes


@pytest.mark.parametrize(("above_limit_bytes", "route"), [(-1, "form"), (0, "form"), (1, "presigned")])
async def test_route_by_size_at_the_limit_and_beside_it(tmp_path, toy, clip, above_limit_bytes, route):
    limit = clip.stat().st_size - above_limit_bytes
    settings = with_settings(direct_limit_bytes=limit, send=SendMode.ORIGINAL)
    async with open_bench(tmp_path / "home", toy, settings=settings) as bench:
        await bench.identify(clip)
    line = bench.line(clip.name)
    assert (line["outcome"], line["route"], line["sent"], line["sent_bytes"]) == (
        "identified",
        route,
        "original",
        clip.stat().st_size,
    )
    assert [r.method for r in toy.requests].count("PUT") == (route == "presigned")
    assert line["track"]["title"] == "Golden Hour"


async def test_form_upload_goes_from_uploading_to_polling(tmp_path, toy, clip):
    async with open_bench(tmp_path / "home", toy) as bench:
        (clip_id,) = await bench.identify(clip)
    assert bench.stages(clip_id) == [Stage.PROBING, Stage.UPLOADING, Stage.POLLING]
    assert bench.line(clip.name)["elapsed_s"] >= 0


async def test_presigned_put_is_followed_by_a_submission_of_its_key(tmp_path, toy, film):
    async with open_bench(tmp_path / "home", toy, settings=with_settings(direct_limit_bytes=0)) as bench:
        (clip_id,) = await bench.identify(film)
    assert bench.stages(clip_id) == [Stage.PROBING, Stage.PREPARING, Stage.UPLOADING, Stage.SUBMITTING, Stage.POLLING]
    put = next(request for request in toy.requests if request.method == "PUT")
    assert "authorization" not in put.headers
    assert put.headers["content-type"] == "video/mp4"
    assert int(put.headers["content-length"]) == len(put.body) == bench.line(film.name)["sent_bytes"]
    assert "transfer-encoding" not in put.headers


async def test_sound_alone_is_sent_where_it_is_smaller_and_the_name_stays_here(tmp_path, toy, film):
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.identify(film)
    line = bench.line(film.name)
    assert (line["sent"], line["route"]) == ("sound", "form")
    assert line["sent_bytes"] < line["source_bytes"] / 10
    (submit,) = [request for request in toy.requests if request.method == "POST"]
    assert b'filename="clip.mp4"' in submit.body
    assert b"film" not in submit.body[:400]
    assert list((tmp_path / "home" / "proxies").iterdir()) == []


@pytest.mark.parametrize("direct_limit_bytes", [16_000_000, 0])
async def test_the_name_is_told_where_the_user_wants_it_told(tmp_path, toy, film, direct_limit_bytes):
    settings = with_settings(neutral_names=False, direct_limit_bytes=direct_limit_bytes)
    async with open_bench(tmp_path / "home", toy, settings=settings) as bench:
        await bench.identify(film)
    first = next(request for request in toy.requests if request.method == "POST")
    assert f"{film.stem}.mp4".encode() in first.body[:400]
    assert str(film.parent).encode() not in first.body[:400]


async def test_sound_that_is_encoded_counts_as_large_as_it_will_be(tmp_path, toy):
    wave = rest(make_clip(tmp_path / "wave.mov", 2.0, codec="pcm_s24le", picture_size=(32, 18), frame_rate=1))
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.identify(wave)
    assert bench.line(wave.name)["sent"] == "sound"
    assert bench.line(wave.name)["sent_bytes"] < wave.stat().st_size / 10


async def test_news_come_in_an_order_the_stages_allow_and_progress_never_goes_back(tmp_path, toy, film):
    async with open_bench(tmp_path / "home", toy) as bench:
        (clip_id,) = await bench.identify(film)
    stages = [Stage.DROPPED, *bench.stages(clip_id), Stage.FINISHED]
    assert all(may_follow(a, b) for a, b in itertools.pairwise(stages))
    sent = [event.sent_bytes for event in of_kind(bench, UploadProgress)]
    assert sent == sorted(sent)
    assert sent[-1] == of_kind(bench, UploadPlanned)[-1].plan.size_bytes
    assert of_kind(bench, PrepareProgress)
    assert of_kind(bench, ClipProbed)[0].info.audio_streams


# ------------------------------------------------------------------------------------------------------- the answer


async def test_no_known_track_is_an_answer_and_no_error(tmp_path, toy, clip):
    toy.default_track = None
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.identify(clip)
    line = bench.line(clip.name)
    assert (line["outcome"], line["track"], line["error"]) == ("not_identified", None, None)


async def test_first_poll_comes_within_two_seconds_and_the_others_every_two_to_five(tmp_path, toy, clip):
    toy.n_polls_before_completed = 6
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.identify(clip)
    first, *others = bench.clock.waits_s
    assert first <= 2
    assert len(others) == 6
    assert all(2 <= wait_s <= 5 for wait_s in others)
    assert len(toy.paths("GET")) == 7  # and none after "completed"


async def test_a_match_is_told_on_the_clips_own_time_line_where_the_sound_begins_late(tmp_path, toy):
    late = rest(make_clip(tmp_path / "late.mp4", 6.0, sounds=(Sound(samples=noise(3.5), delay_s=2.5),)))
    position = {
        "query_start_s": 0.5,
        "query_stop_s": 3.0,
        "reference_start_s": 10.0,
        "speed": 1.0,
        "pitch_semitones": 0.0,
    }
    toy.job_extras = {"match": position | {"file": "/music/a.wav"}}
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.identify(late)
    match = bench.line("late.mp4")["match"]
    assert match["query_start_s"] == pytest.approx(3.0, abs=0.05)
    assert match["query_stop_s"] == pytest.approx(5.5, abs=0.05)
    assert match["reference_start_s"] == 10.0


async def test_a_job_unknown_right_after_submission_may_be_a_lagging_replica(tmp_path, toy, clip):
    toy.fail_next(1, 404, method="GET", body={"detail": "Not found."})
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.identify(clip)
    assert bench.line(clip.name)["outcome"] == "identified"


# ------------------------------------------------------------------------------------------------------- trying again


async def test_a_refused_key_is_told_once_and_not_tried_again(tmp_path, toy, clip):
    toy.token = "another"
    async with open_bench(tmp_path / "home", toy) as bench:
        toy.token = "changed"
        await bench.identify(clip)
    error = bench.line(clip.name)["error"]
    assert (error["code"], error["http_status"], error["recovery"]) == ("authentication", 401, "ask_user")
    assert len(toy.requests) == 1


async def test_one_refused_key_ends_all_clips_without_sending_any_and_a_new_try_asks_again(tmp_path, toy, film):
    clips = [rest(make_clip(tmp_path / f"{i}.mp4", 1.0)) for i in range(6)]
    async with open_bench(tmp_path / "home", toy) as bench:
        right, toy.token = toy.token, "another"
        ids = await bench.identify(film, *clips)
        assert {bench.line(path.name)["error"]["code"] for path in (film, *clips)} == {"authentication"}
        assert len(toy.requests) <= 4  # those that were at work already
        assert {(bench.line(path.name)["sent_bytes"], bench.line(path.name)["route"]) for path in clips[4:]} == {
            (0, None)
        }
        toy.token = right
        await bench.queue.retry(ids[0])
        await bench.queue.join()
        assert bench.line(film.name)["outcome"] == "identified"


async def test_what_never_left_is_not_told_as_sent(tmp_path, toy, clip):
    toy.fail_next(9, 500, path="upload-url")
    async with open_bench(tmp_path / "home", toy, settings=with_settings(direct_limit_bytes=0)) as bench:
        await bench.identify(clip)
    line = bench.line(clip.name)
    assert (line["error"]["code"], line["sent_bytes"], line["route"], line["sent"]) == (
        "service_unavailable",
        0,
        None,
        None,
    )


async def test_a_refusal_that_the_file_shares_does_not_speak_against_sound(tmp_path, toy, film):
    toy.fail_next(2, 400, path=SUBMIT, body={"detail": "Not today."})
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.identify(film)
        assert bench.line(film.name)["error"]["code"] == "request_rejected"
        await bench.identify(film)
        assert bench.line(film.name)["sent"] == "sound"


async def test_a_clip_that_waits_for_its_next_try_leaves_the_line_to_others(tmp_path, toy, clip):
    toy.fail_next(2, 429, path=SUBMIT, headers={"Retry-After": "200"}, body={"detail": "Request was throttled."})
    order = []

    def on_event(event):
        if isinstance(event, UploadProgress):
            order.append(event.clip_id)

    async with open_bench(tmp_path / "home", toy, on_event=on_event) as bench:
        await bench.identify(*[clip] * 6)
    assert {report.outcome.__class__.__name__ for report in bench.reports.values()} == {"Identified"}
    assert len(set(order)) == 6


async def test_a_form_upload_refused_for_its_size_goes_by_presigned_put_and_the_limit_is_remembered(
    tmp_path, toy, clip
):
    toy.fail_next(1, 413, method="POST", path=SUBMIT, body="<html>413</html>")
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.identify(clip)
        assert bench.line(clip.name)["route"] == "presigned"
        n_before = len(toy.requests)
        await bench.identify(clip)
        assert toy.paths()[n_before].endswith("/upload-url/")


async def test_a_service_that_refuses_the_sound_alone_gets_the_file_once_and_that_is_remembered(tmp_path, toy, film):
    toy.fail_next(1, 422, path=SUBMIT, body={"detail": "No video stream.", "error_code": "NO_VIDEO"})
    async with open_bench(tmp_path / "home", toy) as bench:
        (clip_id,) = await bench.identify(film)
        line = bench.line(film.name)
        assert (line["outcome"], line["sent"], line["sent_bytes"]) == ("identified", "original", film.stat().st_size)
        assert bench.stages(clip_id).count(Stage.UPLOADING) == 2
        n_before = len(toy.requests)
        await bench.identify(film)
        assert len(toy.requests[n_before].body) > film.stat().st_size


async def test_sound_that_the_user_asked_for_is_not_replaced_by_the_file(tmp_path, toy, film):
    toy.fail_next(1, 422, path=SUBMIT, body={"detail": "No video stream.", "error_code": "NO_VIDEO"})
    async with open_bench(tmp_path / "home", toy, settings=with_settings(send=SendMode.SOUND)) as bench:
        await bench.identify(film)
    assert bench.line(film.name)["error"]["code"] == "media_rejected"


async def test_a_submission_whose_answer_was_lost_is_not_silently_repeated(tmp_path, toy, clip):
    toy.fail_next(1, None, path=SUBMIT, is_after_processing=True)
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.identify(clip)
    assert bench.line(clip.name)["error"]["code"] == "submission_lost"
    assert len(toy.jobs) == 1


async def test_a_service_asking_to_slow_down_is_waited_for(tmp_path, toy, clip):
    toy.fail_next(1, 429, path=SUBMIT, headers={"Retry-After": "33"}, body={"detail": "Request was throttled."})
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.identify(clip)
    assert bench.line(clip.name)["outcome"] == "identified"
    assert max(bench.clock.waits_s) >= 33


# ------------------------------------------------------------------------------------------------------- bad files


async def test_every_bad_file_has_its_own_sentence_and_the_other_clips_go_on(tmp_path, toy, clip):
    bad = {
        "empty.mp4": (b"", "clip_unreadable"),
        "text.mp4": (b"dear diary " * 100, "clip_unreadable"),
        "zeros.mov": (bytes(5000), "clip_unreadable"),
        "cut.mp4": (clip.read_bytes()[:900], "clip_unreadable"),
    }
    for name, (content, _) in bad.items():
        (tmp_path / name).write_bytes(content)
        rest(tmp_path / name)
    rest(make_clip(tmp_path / "mute.mp4", 1.0, sounds=()))
    (tmp_path / "folder.mov").mkdir()
    names = [*bad, "mute.mp4", "folder.mov", "gone.mp4", clip.name]
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.identify(*(tmp_path / name for name in names))
    assert bench.line(clip.name)["outcome"] == "identified"
    for name, (_, code) in bad.items():
        assert bench.line(name)["error"]["code"] == code, name
    assert bench.line("mute.mp4")["error"]["code"] == "no_audio"
    assert bench.line("gone.mp4")["source_bytes"] == 0
    details = {
        bench.line(name)["error"]["detail"] for name in ("empty.mp4", "text.mp4", "folder.mov", "gone.mp4", "mute.mp4")
    }
    assert len(details) == 5
    assert len([r for r in toy.requests if r.method == "POST"]) == 1  # nothing of the bad ones was sent


async def test_a_file_still_being_written_waits_until_it_rests(tmp_path, toy, clip):
    growing = tmp_path / "growing.mp4"
    content = clip.read_bytes()
    growing.write_bytes(content[:1000])
    n_waits = 0

    def on_event(event):
        nonlocal n_waits
        if isinstance(event, WaitingForFile):
            n_waits += 1
            if n_waits < 4:
                growing.write_bytes(content[: 1000 + n_waits * 100] if n_waits < 3 else content)

    async with open_bench(tmp_path / "home", toy, on_event=on_event) as bench:
        await bench.identify(growing)
    line = bench.line("growing.mp4")
    assert (line["outcome"], line["source_bytes"]) == ("identified", len(content))
    assert n_waits == 4


async def test_a_truncated_programme_is_answered_and_marked_as_incomplete(tmp_path, toy):
    whole = make_clip(tmp_path / "whole.mkv", 20.0, samples=noise(20.0), picture="rawvideo", picture_size=(64, 36))
    cut = tmp_path / "cut.mkv"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 3])
    async with open_bench(tmp_path / "home", toy) as bench:
        await bench.identify(rest(cut))
    assert bench.reports["cut.mkv"].is_incomplete
    assert bench.line("cut.mkv")["outcome"] == "identified"


# ------------------------------------------------------------------------------------------------------- the queue


async def test_each_clip_keeps_its_own_answer_when_many_are_at_work(tmp_path, toy):
    paths = []
    for i in range(12):
        path = rest(
            make_clip(
                tmp_path / f"{i}.mp4", 0.5, samples=tone(0.5, 200.0 + 50 * i), picture_size=(32, 18), frame_rate=1
            )
        )
        marker = f"marker-{i}-end".encode()
        path.write_bytes(path.read_bytes() + len(b"....free" + marker).to_bytes(4) + b"free" + marker)
        rest(path)
        toy.answers[marker] = TRACK | {"title": f"Song {i}"} if i % 3 else None
        paths.append(path)
    async with open_bench(tmp_path / "home", toy, settings=with_settings(send=SendMode.ORIGINAL)) as bench:
        await bench.identify(*paths)
    for i in range(12):
        line = bench.line(f"{i}.mp4")
        assert (line["track"] or {}).get("title") == (f"Song {i}" if i % 3 else None)
    assert len(bench.reports) == 12


@pytest.mark.parametrize("stage", [Stage.PROBING, Stage.PREPARING, Stage.UPLOADING, Stage.SUBMITTING, Stage.POLLING])
async def test_a_clip_can_be_cancelled_in_every_stage_and_tried_again(tmp_path, toy, film, stage):
    toy.n_polls_before_completed = 3
    reached = asyncio.Event()

    def on_event(event):
        if getattr(event, "stage", None) is stage:
            reached.set()

    async with open_bench(
        tmp_path / "home", toy, settings=with_settings(direct_limit_bytes=0), on_event=on_event
    ) as bench:
        (clip_id,) = await bench.queue.add([film])
        async with asyncio.timeout(10):
            await reached.wait()
        async with asyncio.timeout(2):
            await bench.queue.cancel([clip_id])
        assert bench.line(film.name)["outcome"] == "cancelled"
        assert not any((tmp_path / "home" / "proxies").glob("*"))
        await bench.queue.retry(clip_id)
        await bench.queue.join()
        assert bench.line(film.name)["outcome"] == "identified"


async def test_a_clip_cancelled_while_waiting_never_begins(tmp_path, toy, clip):
    async with open_bench(tmp_path / "home", toy) as bench:
        ids = await bench.queue.add([clip] * 8)
        await bench.queue.cancel([ids[7]])
        await bench.queue.remove([ids[6]])
        await bench.queue.join()
        assert bench.stages(ids[7]) == []
        assert len(toy.jobs) == 6


@pytest.mark.parametrize("stage", [Stage.PREPARING, Stage.UPLOADING, Stage.SUBMITTING, Stage.POLLING])
async def test_what_an_earlier_run_left_goes_on_from_its_last_step(tmp_path, toy, film, stage):
    reached = asyncio.Event()
    settings = with_settings(direct_limit_bytes=0)

    def on_event(event):
        if getattr(event, "stage", None) is stage:
            reached.set()

    toy.n_polls_before_completed = 1000
    async with open_bench(tmp_path / "home", toy, settings=settings, on_event=on_event) as bench:
        await bench.queue.add([film])
        async with asyncio.timeout(10):
            await reached.wait()
    assert bench.reports == {}
    n_puts, n_jobs = len(toy.paths("PUT")), len(toy.jobs)
    toy.n_polls_before_completed = 0
    async with open_bench(tmp_path / "home", toy, settings=settings) as bench:
        assert len(await bench.queue.resume()) == 1
        await bench.queue.join()
    assert bench.line(film.name)["outcome"] == "identified"
    planned = [place for place, event in enumerate(bench.events) if isinstance(event, UploadPlanned)]
    assert len(planned) == 1  # what an earlier run sent is told, too
    if stage is Stage.POLLING:
        assert not any(isinstance(event, StageChanged) for event in bench.events[: planned[0]])
        assert (len(toy.paths("PUT")), len(toy.jobs)) == (n_puts, n_jobs)
    if stage is Stage.SUBMITTING:
        assert len(toy.paths("PUT")) == n_puts  # a finished object is not sent twice


async def leave_before_the_submission(home, toy, film, settings):
    """A program that ended when the object was stored."""
    reached = asyncio.Event()

    def on_event(event):
        if getattr(event, "stage", None) is Stage.SUBMITTING:
            reached.set()

    toy.delay_s = 0.1
    async with open_bench(home, toy, settings=settings, on_event=on_event) as bench:
        await bench.queue.add([film])
        async with asyncio.timeout(20):
            await reached.wait()


@pytest.mark.parametrize(("hours", "n_puts"), [(23, 1), (25, 2)])
async def test_an_object_of_yesterday_is_not_submitted_but_sent_again(tmp_path, toy, film, hours, n_puts):
    settings = with_settings(direct_limit_bytes=0)
    await leave_before_the_submission(tmp_path / "home", toy, film, settings)

    def later(tools):
        return replace(tools, wall_clock=lambda: time.time() + 3600 * hours)

    async with open_bench(tmp_path / "home", toy, settings=settings, adapt=later) as bench:
        await bench.queue.resume()
        await bench.queue.join()
    assert bench.line(film.name)["outcome"] == "identified"
    assert len(toy.paths("PUT")) == n_puts


async def test_a_kept_object_the_service_forgot_is_sent_again(tmp_path, toy, film):
    settings = with_settings(direct_limit_bytes=0)
    await leave_before_the_submission(tmp_path / "home", toy, film, settings)
    toy.objects.clear()
    async with open_bench(tmp_path / "home", toy, settings=settings) as bench:
        await bench.queue.resume()
        await bench.queue.join()
    assert bench.line(film.name)["outcome"] == "identified"


async def test_a_bug_in_one_clip_does_not_take_the_others_along(tmp_path, toy, clip, caplog):
    film = rest(make_clip(tmp_path / "film.mp4", 1.0, picture_size=(32, 18), frame_rate=1))

    def adapt(tools):
        def broken_probe(path, /):
            if path == clip:
                raise ZeroDivisionError
            return tools.probe(path)

        return replace(tools, probe=broken_probe)

    async with open_bench(tmp_path / "home", toy, adapt=adapt) as bench:
        await bench.identify(clip, film)
    assert bench.line(clip.name)["error"]["code"] == "internal"
    assert bench.line(film.name)["outcome"] == "identified"
    assert "ZeroDivisionError" in caplog.text


async def test_history_holds_every_end_and_no_secret(tmp_path, toy, clip):
    async with open_bench(tmp_path / "home", toy, settings=with_settings(direct_limit_bytes=0)) as bench:
        await bench.identify(clip)
        (row,) = (await bench.history.page(HistoryQuery("golden hour"), 0, 9)).rows
        line = row.line
    assert line["job_id"] in toy.jobs
    content = b"".join(path.read_bytes() for path in (tmp_path / "home").glob("journal*"))
    assert toy.token.encode() not in content
    assert b"X-Amz" not in content


def test_plan_values_are_words_of_the_interface():
    assert [route.value for route in Route] == ["form", "presigned"]
    assert [payload.value for payload in Payload] == ["sound", "original"]
