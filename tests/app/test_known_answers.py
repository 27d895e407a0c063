"""Same content, same answer: nothing is sent for what is known, and what is known ends."""

import shutil
from dataclasses import replace

import numpy as np
import pytest
from support.clips import make_clip, noise
from support.harness import TRACK, open_bench, rest, with_settings

from slipgui.app.history import HistoryQuery
from slipgui.core.upload_plan import SendMode
from slipgui.media import content_hash
from slipgui.media.file_state import read_file_state

REMEMBERING = with_settings(known_answer_days=30.0)


@pytest.fixture
def clip(tmp_path):
    return rest(make_clip(tmp_path / "a.mov", 2.0, picture_size=(32, 18), frame_rate=1))


def n_sent(toy):
    return len(toy.paths("POST"))


async def test_a_clip_dropped_again_is_answered_without_a_request(tmp_path, toy, clip):
    async with open_bench(tmp_path / "home", toy, settings=REMEMBERING) as bench:
        await bench.identify(clip)
        first, n_before = bench.line(clip.name), len(toy.requests)
        copy = rest(shutil.copy(clip, tmp_path / "copy.mov"))
        await bench.identify(copy)
        line = bench.line("copy.mov")
        rows = (await bench.history.page(HistoryQuery(), 0, 9)).rows
    assert len(toy.requests) == n_before
    assert "cached" not in first
    assert (line["outcome"], line["track"], line["cached"]) == ("identified", first["track"], True)
    assert (line["route"], line["sent"], line["sent_bytes"]) == (None, None, 0)
    assert line["job_id"] == first["job_id"]
    assert line["recognised_at"] == rows[1].line["finished_at"]
    assert [row.path.name for row in rows] == ["copy.mov", "a.mov"]


async def test_a_known_answer_is_not_used_where_the_service_is_to_be_asked_again(tmp_path, toy, clip):
    async with open_bench(tmp_path / "home", toy, settings=REMEMBERING) as bench:
        (clip_id,) = await bench.identify(clip)
        n_before = n_sent(toy)
        await bench.queue.add([clip], is_fresh=True)
        await bench.queue.join()
        assert n_sent(toy) == n_before + 1
        await bench.queue.retry(clip_id, is_fresh=True)
        await bench.queue.join()
        assert n_sent(toy) == n_before + 2
        assert "cached" not in bench.line(clip.name)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("aac", ".mov"), ("aac", ".mov")),
        (("aac", ".mov"), ("aac", ".mkv")),
        (("pcm_s16le", ".mov"), ("pcm_s16le", ".mov")),
        (("pcm_s16le", ".mov"), ("pcm_s16le", ".wav")),
        (("pcm_s16le", ".mov"), ("flac", ".flac")),
        (("pcm_s16le", ".mxf"), ("pcm_s16le", ".mkv")),
        (("pcm_s16le", ".mov"), ("pcm_f32le", ".wav")),
        (("pcm_s24le", ".mov"), ("alac", ".m4a")),
        (("flac", ".mkv"), ("pcm_s16be", ".mov")),
    ],
)
async def test_another_export_with_the_same_sound_is_known_by_its_sound(tmp_path, toy, first, second):
    left = np.round(noise(3.0) * 2**15) / 2**15
    shape = {"samples": np.stack([left, np.roll(left, 99)])}
    earlier = rest(make_clip(tmp_path / f"v1{first[1]}", 3.0, picture_size=(160, 90), codec=first[0], **shape))
    later = rest(make_clip(tmp_path / f"v2{second[1]}", 3.0, picture_size=(192, 108), codec=second[0], **shape))
    async with open_bench(tmp_path / "home", toy, settings=REMEMBERING) as bench:
        await bench.identify(earlier)
        n_before = n_sent(toy)
        await bench.identify(later)
    assert n_sent(toy) == n_before
    assert bench.line(later.name)["cached"]
    assert bench.line(later.name)["track"] == TRACK


@pytest.mark.parametrize(("first", "second"), [("original", "original"), ("original", "sound"), ("sound", "original")])
async def test_the_same_sound_is_known_whether_the_file_or_its_sound_alone_was_sent(tmp_path, toy, first, second):
    widths = {"original": 32, "sound": 320}
    shape = {"picture": "rawvideo", "frame_rate": 1, "codec": "aac"}
    earlier, later = (
        rest(make_clip(tmp_path / name, 3.0, picture_size=(widths[sent] + more, 18), **shape))
        for name, sent, more in (("v1.mov", first, 0), ("v2.mov", second, 2))
    )
    async with open_bench(tmp_path / "home", toy, settings=REMEMBERING) as bench:
        await bench.identify(earlier)
        assert bench.line(earlier.name)["sent"] == first
        n_before = n_sent(toy)
        await bench.identify(later)
        assert n_sent(toy) == n_before
        assert bench.line(later.name)["cached"]
        await bench.queue.add([later], is_fresh=True)
        await bench.queue.join()
        assert bench.line(later.name)["sent"] == second


@pytest.mark.parametrize("change", ["encoded as AAC", "a sample louder", "later by a second of silence", "longer"])
async def test_another_sound_is_asked_for(tmp_path, toy, change):
    sound = np.round(noise(3.0) * 2**15) / 2**15
    louder = sound.copy()
    louder[70_000] += 2**-15
    codec, changed = {
        "encoded as AAC": ("aac", sound),
        "a sample louder": ("pcm_s16le", louder),
        "later by a second of silence": ("pcm_s16le", np.concatenate([np.zeros(48_000), sound])),
        "longer": ("pcm_s16le", np.concatenate([sound, sound[:1000]])),
    }[change]
    first = rest(make_clip(tmp_path / "v1.mov", 3.0, samples=sound, codec="pcm_s16le"))
    second = rest(make_clip(tmp_path / "v2.mov", 3.0, samples=changed, codec=codec))
    async with open_bench(tmp_path / "home", toy, settings=REMEMBERING) as bench:
        await bench.identify(first)
        n_before = n_sent(toy)
        await bench.identify(second)
    assert n_sent(toy) == n_before + 1


async def test_a_file_that_changes_while_its_sound_is_listened_to_is_not_answered_for(tmp_path, toy, clip):
    other = rest(make_clip(tmp_path / "b.mov", 2.0, picture_size=(64, 36), frame_rate=1))

    def adapt(tools):
        def hash_sound(path, info, /, *, is_cancelled):
            digest = tools.known_answers.hash_sound(path, info, is_cancelled=is_cancelled)
            if path == other:
                path.touch()
            return digest

        known = replace(tools.known_answers, hash_sound=hash_sound)
        settings = replace(tools.settings, send=SendMode.ORIGINAL)
        return replace(tools, known_answers=known, settings=settings)

    async with open_bench(tmp_path / "home", toy, settings=REMEMBERING, adapt=adapt) as bench:
        await bench.identify(clip)
        n_before = n_sent(toy)
        await bench.identify(other)
    assert bench.line("b.mov")["error"]["code"] == "clip_changed"
    assert n_sent(toy) == n_before


async def test_failures_are_never_taken_as_known(tmp_path, toy, clip):
    toy.fail_next(2, 422, path="video-recognition/$", body={"detail": "no"})  # neither the sound nor the file
    async with open_bench(tmp_path / "home", toy, settings=REMEMBERING) as bench:
        await bench.identify(clip)
        assert bench.line(clip.name)["outcome"] == "failed"
        await bench.identify(clip)
        assert bench.line(clip.name)["outcome"] == "identified"
        assert "cached" not in bench.line(clip.name)


@pytest.mark.parametrize(
    ("track", "age_days", "is_known"), [(TRACK, 29, True), (TRACK, 31, False), (None, 0.9, True), (None, 1.1, False)]
)
async def test_an_answer_holds_for_a_time_and_one_that_found_nothing_for_a_day(
    tmp_path, toy, clip, track, age_days, is_known
):
    toy.default_track = track
    async with open_bench(tmp_path / "home", toy, settings=REMEMBERING) as bench:
        await bench.identify(clip)
        await make_older(bench, age_days)
        n_before = n_sent(toy)
        await bench.identify(clip)
        assert n_sent(toy) == n_before + (not is_known)


async def make_older(bench, days):
    sql = "UPDATE recognitions SET finished_at = strftime('%Y-%m-%dT%H:%M:%f+00:00', finished_at, ?)"
    await bench.history._file.write(sql, [(f"-{days} days",)])


async def test_an_answer_of_another_catalogue_is_of_no_use(tmp_path, toy, clip):
    states = iter(["catalogue 1", "catalogue 2"])

    def adapt(tools):
        return replace(tools, known_answers=replace(tools.known_answers, answering_service=lambda: next(states)))

    async with open_bench(tmp_path / "home", toy, settings=REMEMBERING, adapt=adapt) as bench:
        await bench.identify(clip)
        n_before = n_sent(toy)
        await bench.identify(clip)
        assert n_sent(toy) == n_before + 1


async def test_a_known_answer_does_not_make_itself_last_longer(tmp_path, toy, clip):
    async with open_bench(tmp_path / "home", toy, settings=REMEMBERING) as bench:
        await bench.identify(clip)
        await make_older(bench, 20)
        await bench.identify(clip)
        await make_older(bench, 20)
        n_before = n_sent(toy)
        await bench.identify(clip)
        assert n_sent(toy) == n_before + 1


async def test_a_file_that_changes_while_it_is_prepared_is_not_answered_for(tmp_path, toy):
    film = rest(make_clip(tmp_path / "film.mov", 2.0, picture="rawvideo", picture_size=(160, 90)))

    def adapt(tools):
        def make(path, info, folder, /, **more):
            proxy = tools.make_audio_proxy(path, info, folder, **more)
            path.touch()
            return proxy

        return replace(tools, make_audio_proxy=make)

    async with open_bench(tmp_path / "home", toy, settings=REMEMBERING, adapt=adapt) as bench:
        await bench.identify(film)
    assert bench.line("film.mov")["error"]["code"] == "clip_changed"
    assert toy.paths("POST") == []


def test_a_large_file_is_known_by_size_time_and_samples(tmp_path, monkeypatch):
    monkeypatch.setattr(content_hash, "WHOLE_MAX_BYTES", 10 << 20)
    large = tmp_path / "large.mov"
    large.write_bytes(bytes(30 << 20))
    first = content_hash.hash_content(large, read_file_state(large))
    assert first.startswith("sampled:")
    assert content_hash.hash_content(large, read_file_state(large)) == first
    with large.open("r+b") as file:
        file.seek(15 << 20)
        file.write(b"x")
    assert content_hash.hash_content(large, read_file_state(large)) != first
