"""What the user chooses for one clip: the sound alone or the file, and a part of it; over restarts, too."""

import asyncio

import numpy as np
import pytest
from support.clips import Sound, make_clip, silence, tone
from support.harness import TRACK, open_bench, rest, with_settings

from slipgui.core.errors import JobFailedError, UnsupportedMediaError
from slipgui.core.events import RecognitionFinished, StageChanged
from slipgui.core.flow import Stage
from slipgui.core.outcome import Failed
from slipgui.core.upload_plan import SendMode
from slipgui.core.voice import TimeRange
from slipgui.media.decode import decode_samples

RATE_HZ = 8000
PUTS = with_settings(direct_limit_bytes=0)
"""What arrives by PUT is the file itself."""


@pytest.fixture
def film(tmp_path):
    """Six seconds with a large picture; it sounds from second 3 on."""
    sound = np.concatenate([silence(3.0), tone(3.0, 440.0)])
    return rest(
        make_clip(tmp_path / "film.mov", 6.0, picture="rawvideo", picture_size=(160, 90), sounds=(Sound(sound),))
    )


def arrived(toy):
    return [request.body for request in toy.requests if request.method == "PUT"]


def heard(body, tmp_path):
    """The sound of what arrived."""
    file = tmp_path / "arrived.mp4"
    file.write_bytes(body)
    return decode_samples(file, RATE_HZ)


async def test_a_part_alone_is_sent_and_named_in_the_line(tmp_path, toy, film):
    toy.default_track = None
    async with open_bench(tmp_path / "home", toy, settings=PUTS) as bench:
        (clip_id,) = await bench.identify(film)
        assert bench.line(film.name)["outcome"] == "not_identified"
        assert "part" not in bench.line(film.name)
        toy.default_track = TRACK
        await bench.queue.choose_part(clip_id, TimeRange(2.5, 4.5))
        await bench.queue.join()
        line = bench.line(film.name)
    assert (line["outcome"], line["sent"], line["part"]) == ("identified", "sound", {"from_s": 2.5, "to_s": 4.5})
    whole, part = (heard(body, tmp_path) for body in arrived(toy))
    assert len(whole) / RATE_HZ == pytest.approx(6.0, abs=0.1)
    assert len(part) / RATE_HZ == pytest.approx(2.0, abs=0.1)
    assert not np.any(np.abs(part[: int(0.4 * RATE_HZ)]) > 0.05)
    assert np.mean(np.abs(part[int(0.6 * RATE_HZ) : int(1.9 * RATE_HZ)])) > 0.1


async def test_a_part_is_kept_over_a_restart_and_for_another_try_until_it_is_recognised_anew(tmp_path, toy, film):
    async with open_bench(tmp_path / "home", toy, settings=PUTS) as bench:
        (clip_id,) = await bench.identify(film)
        await bench.queue.pause_all()
        await bench.queue.choose_part(clip_id, TimeRange(3.0, 5.0))
    async with open_bench(tmp_path / "home", toy, settings=PUTS) as bench:
        assert await bench.queue.resume() == [clip_id]
        await bench.queue.unpause_all()
        await bench.queue.join()
        await bench.queue.retry(clip_id)
        await bench.queue.join()
        await bench.queue.retry(clip_id, is_fresh=True)
        await bench.queue.join()
        parts = [event.report.part for event in bench.of_kind(RecognitionFinished)]
    assert parts == [TimeRange(3.0, 5.0), TimeRange(3.0, 5.0), None]
    lengths_s = [len(heard(body, tmp_path)) / RATE_HZ for body in arrived(toy)]
    assert lengths_s == pytest.approx([6.0, 2.0, 2.0, 6.0], abs=0.1)


async def test_a_part_ends_where_the_sound_does_and_of_one_behind_it_nothing_is_sent(tmp_path, toy, film):
    async with open_bench(tmp_path / "home", toy, settings=PUTS) as bench:
        (clip_id,) = await bench.identify(film)
        await bench.queue.choose_part(clip_id, TimeRange(5.0, 60.0))
        await bench.queue.join()
        assert bench.line(film.name)["part"] == {"from_s": 5.0, "to_s": pytest.approx(6.0, abs=0.1)}
        await bench.queue.choose_part(clip_id, TimeRange(60.0, 70.0))
        await bench.queue.join()
        assert bench.line(film.name)["error"]["title"] == "This part has no sound"
        await bench.queue.retry(clip_id, is_fresh=True)
        await bench.queue.join()
        assert "part" not in bench.line(film.name)
    lengths_s = [len(heard(body, tmp_path)) / RATE_HZ for body in arrived(toy)]
    assert lengths_s == pytest.approx([6.0, 1.0, 6.0], abs=0.1)


async def test_what_is_known_of_a_part_is_not_known_of_the_clip(tmp_path, toy, film):
    toy.default_track = None
    settings = with_settings(direct_limit_bytes=0, known_answer_days=30.0)
    async with open_bench(tmp_path / "home", toy, settings=settings) as bench:
        (clip_id,) = await bench.identify(film)
        toy.default_track = TRACK
        await bench.queue.choose_part(clip_id, TimeRange(3.0, 5.0))
        await bench.queue.join()
        assert bench.line(film.name)["outcome"] == "identified"
        await bench.identify(film)
        assert bench.line(film.name)["outcome"] == "not_identified"  # what was said of the whole
        assert "part" not in bench.line(film.name)
        await bench.queue.retry(clip_id)  # its sound is that of the part
        await bench.queue.join()
        line = bench.line(film.name)
        assert (line["cached"], line["part"]) == (True, {"from_s": 3.0, "to_s": 5.0})
    assert len(arrived(toy)) == 2


@pytest.mark.parametrize(("send", "other"), [(SendMode.ORIGINAL, SendMode.SOUND), (SendMode.SOUND, SendMode.ORIGINAL)])
async def test_what_is_sent_of_one_clip_is_chosen_for_it_alone_and_kept_over_a_restart(
    tmp_path, toy, film, send, other
):
    settings = with_settings(direct_limit_bytes=0, send=other)
    async with open_bench(tmp_path / "home", toy, settings=settings) as bench:
        (clip_id,) = await bench.identify(film)
        await bench.queue.pause_all()
        await bench.queue.choose_send([clip_id], send)
    async with open_bench(tmp_path / "home", toy, settings=settings) as bench:
        await bench.queue.resume()
        await bench.queue.unpause_all()
        await bench.queue.join()
        assert bench.line(film.name)["sent"] == str(send)
        await bench.queue.retry(clip_id, is_fresh=True)
        await bench.queue.join()
        await bench.identify(film)
        sent = [event.report.payload for event in bench.of_kind(RecognitionFinished)]
    assert [str(one) for one in sent] == [send, send, other]
    assert (arrived(toy)[1] == film.read_bytes()) is (send is SendMode.ORIGINAL)


async def test_a_choice_for_a_clip_at_work_begins_again_with_it(tmp_path, toy, film):
    toy.n_polls_before_completed = 10**6
    async with open_bench(tmp_path / "home", toy, settings=PUTS) as bench:
        (clip_id,) = await bench.queue.add([film])
        await bench.heard(StageChanged, clip_id=clip_id, stage=Stage.POLLING)
        toy.n_polls_before_completed = 1
        await bench.queue.choose_send([clip_id], SendMode.ORIGINAL)
        await bench.queue.join()
        assert bench.line(film.name)["sent"] == "original"
    assert arrived(toy)[-1] == film.read_bytes()


async def test_a_clip_that_is_paused_while_it_stops_for_a_choice_rests(tmp_path, toy, film):
    toy.n_polls_before_completed = 10**6
    async with open_bench(tmp_path / "home", toy, settings=PUTS) as bench:
        (clip_id,) = await bench.queue.add([film])
        await bench.heard(StageChanged, clip_id=clip_id, stage=Stage.POLLING)
        choice = asyncio.create_task(bench.queue.choose_send([clip_id], SendMode.ORIGINAL))
        await asyncio.sleep(0)  # it stops now
        await bench.queue.pause([clip_id])
        await choice
        await bench.queue.join()  # nothing goes on by itself
        (item,) = await bench.journal.pending()
        assert (item.is_paused, item.checkpoint.send) == (True, SendMode.ORIGINAL)
        assert len(toy.jobs) == 1
        toy.n_polls_before_completed = 1
        await bench.queue.unpause([clip_id])
        await bench.queue.join()
        assert bench.line(film.name)["sent"] == "original"


async def test_a_part_of_a_clip_that_the_service_gave_up_can_be_tried(tmp_path, toy, film):
    toy.job_extras = {"status": "failed"}
    async with open_bench(tmp_path / "home", toy, settings=PUTS) as bench:
        (clip_id,) = await bench.identify(film)
        outcome = bench.reports[film.name].outcome
        assert isinstance(outcome, Failed)
        assert isinstance(outcome.error, JobFailedError)
        toy.job_extras, toy.default_track = {}, TRACK
        await bench.queue.choose_part(clip_id, TimeRange(3.0, 6.0))
        await bench.queue.join()
        assert bench.line(film.name)["outcome"] == "identified"


@pytest.fixture
def stems(tmp_path):
    """Six seconds with a low tone up to second 4, and with a high one from second 2 on."""
    low = Sound(np.concatenate([tone(4.0, 440.0), silence(2.0)]), title="DX")
    high = Sound(np.concatenate([silence(2.0), tone(4.0, 2000.0)]), title="FX")
    return rest(make_clip(tmp_path / "stems.mov", 6.0, sounds=(low, high)))


def pitch_hz(samples):
    """The loudest frequency."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum)) * RATE_HZ / len(samples)


async def test_one_sound_track_alone_is_sent_over_a_restart_and_for_another_try_until_it_is_recognised_anew(
    tmp_path, toy, stems
):
    async with open_bench(tmp_path / "home", toy, settings=PUTS) as bench:
        (clip_id,) = await bench.identify(stems)
        assert "sound_track" not in bench.line(stems.name)
        await bench.queue.pause_all()
        await bench.queue.choose_track(clip_id, 1)
    async with open_bench(tmp_path / "home", toy, settings=PUTS) as bench:
        await bench.queue.resume()
        await bench.queue.unpause_all()
        await bench.queue.join()
        assert bench.line(stems.name)["sound_track"] == 2
        await bench.queue.retry(clip_id)
        await bench.queue.join()
        await bench.queue.choose_track(clip_id, 0)
        await bench.queue.join()
        assert bench.line(stems.name)["sound_track"] == 1
        await bench.queue.retry(clip_id, is_fresh=True)
        await bench.queue.join()
        assert "sound_track" not in bench.line(stems.name)
        heard_tracks = [event.report.audio_stream for event in bench.of_kind(RecognitionFinished)]
    assert heard_tracks == [1, 1, 0, None]
    first, high, again, low, last = (
        heard(body, tmp_path)[int(2.2 * RATE_HZ) : int(3.8 * RATE_HZ)] for body in arrived(toy)
    )
    assert [pitch_hz(one) for one in (high, again, low)] == pytest.approx([2000.0, 2000.0, 440.0], abs=5.0)
    for mixed in (first, last):  # nothing was chosen: both
        loud = np.abs(np.fft.rfft(mixed * np.hanning(len(mixed))))
        assert min(loud[round(hz * len(mixed) / RATE_HZ)] for hz in (440, 2000)) > 0.2 * loud.max()


async def test_a_part_of_the_chosen_sound_track_is_framed_on_it(tmp_path, toy, stems):
    async with open_bench(tmp_path / "home", toy, settings=PUTS) as bench:
        (clip_id,) = await bench.identify(stems)
        await bench.queue.choose_track(clip_id, 1)
        await bench.queue.join()
        await bench.queue.choose_part(clip_id, TimeRange(1.0, 5.0))
        await bench.queue.join()
        line = bench.line(stems.name)
    assert (line["sound_track"], line["part"]) == (2, {"from_s": 1.0, "to_s": 5.0})
    part = heard(arrived(toy)[-1], tmp_path)
    assert len(part) / RATE_HZ == pytest.approx(4.0, abs=0.1)
    assert not np.any(np.abs(part[: int(0.9 * RATE_HZ)]) > 0.05)
    assert pitch_hz(part[int(1.2 * RATE_HZ) : int(3.8 * RATE_HZ)]) == pytest.approx(2000.0, abs=5.0)


async def test_what_is_known_of_a_sound_track_is_not_known_of_the_clip(tmp_path, toy, stems):
    toy.default_track = None
    settings = with_settings(direct_limit_bytes=0, known_answer_days=30.0)
    async with open_bench(tmp_path / "home", toy, settings=settings) as bench:
        (clip_id,) = await bench.identify(stems)
        toy.default_track = TRACK
        await bench.queue.choose_track(clip_id, 1)
        await bench.queue.join()
        assert bench.line(stems.name)["outcome"] == "identified"
        await bench.identify(stems)
        assert bench.line(stems.name)["outcome"] == "not_identified"  # what was said of the whole
    assert len(arrived(toy)) == 2


async def test_a_sound_track_that_the_clip_does_not_have_is_told_and_nothing_is_sent(tmp_path, toy, stems):
    async with open_bench(tmp_path / "home", toy, settings=PUTS) as bench:
        (clip_id,) = await bench.identify(stems)
        await bench.queue.choose_track(clip_id, 7)
        await bench.queue.join()
        outcome = bench.reports[stems.name].outcome
        assert isinstance(outcome, Failed)
        assert isinstance(outcome.error, UnsupportedMediaError)
        assert bench.line(stems.name)["error"]["title"] == "There is no sound track 8"
    assert len(arrived(toy)) == 1
