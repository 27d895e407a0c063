"""Stills, waveforms and excerpts of real files."""

import io
import struct

import av
import numpy as np
import pytest
from support.clips import Sound, make_clip, noise, silence, tone
from support.pictures import RED, embed_picture, make_picture, mean_color

from slipgui.core.errors import NoAudioError
from slipgui.media.excerpt import EXCERPT_RATE_HZ, write_excerpt
from slipgui.media.peaks import N_PEAKS, read_waveform
from slipgui.media.poster import read_poster

BOX = (128, 72)


def size_of(picture):
    with av.open(io.BytesIO(picture)) as container:
        return container.streams.video[0].width, container.streams.video[0].height


def turn_upright(path):
    """Write into a .mp4 that its picture is to be turned by a quarter, as a phone does that was held upright."""
    data = path.read_bytes()
    at = data.index(b"tkhd") + 44
    path.write_bytes(data[:at] + struct.pack(">9i", 0, 1 << 16, 0, -1 << 16, 0, 0, 0, 0, 1 << 30) + data[at + 36 :])


@pytest.mark.parametrize("ending", [".mp4", ".mov", ".mxf", ".avi", ".mkv", ".ts", ".webm", ".mpeg"])
def test_a_still_is_no_larger_than_its_place(tmp_path, ending):
    clip = make_clip(tmp_path / f"clip{ending}", 4.0, picture_size=(640, 360))
    assert size_of(read_poster(clip, BOX)) == BOX


def test_a_still_is_not_the_black_before_the_film(tmp_path):
    path = tmp_path / "fade.mp4"
    with av.open(path, "w") as container:
        stream = container.add_stream("mpeg4", rate=10, options={"g": "10"})
        stream.width, stream.height, stream.pix_fmt = 128, 72, "yuv420p"
        for number in range(100):
            grey = np.full((72, 128), 0 if number < 25 else 200, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(grey, format="gray").reformat(format="yuv420p")))
        container.mux(stream.encode(None))
    assert min(mean_color(read_poster(path, BOX))) > 150


def test_a_portrait_is_shown_whole_and_a_phone_is_held_upright(tmp_path):
    tall = make_clip(tmp_path / "tall.mp4", 2.0, picture_size=(360, 640))
    assert size_of(read_poster(tall, BOX)) == (40, 72)
    turned = make_clip(tmp_path / "turned.mp4", 2.0, picture_size=(640, 360))
    turn_upright(turned)
    assert size_of(read_poster(turned, BOX)) == (40, 72)


def test_music_shows_its_cover_and_else_nothing(tmp_path):
    song = make_clip(tmp_path / "song.mp3", 2.0)
    assert read_poster(song, BOX) is None
    tagged = embed_picture(song, tmp_path / "tagged.mp3", make_picture(RED))
    assert mean_color(read_poster(tagged, BOX)) == tuple(pytest.approx(value, abs=12) for value in RED)


@pytest.mark.parametrize("data", [b"", b"no film", bytes(4000)])
def test_what_is_no_film_has_no_still(tmp_path, data):
    path = tmp_path / "clip.mp4"
    path.write_bytes(data)
    assert read_poster(path, BOX) is None


@pytest.mark.parametrize("keep", [0.3, 0.6])
def test_a_film_cut_off_or_damaged_has_a_still_or_none(tmp_path, keep):
    clip = make_clip(tmp_path / "clip.ts", 6.0)
    clip.write_bytes(clip.read_bytes()[: int(clip.stat().st_size * keep)])
    assert read_poster(clip, BOX)
    damaged = bytearray(clip.read_bytes())
    for at in range(0, len(damaged), 50):
        damaged[at] ^= 0xFF
    clip.write_bytes(damaged)
    read_poster(clip, BOX)


@pytest.mark.parametrize("ending", [".mp4", ".wav", ".mkv"])
def test_a_waveform_is_loud_where_the_sound_is(tmp_path, ending):
    sound = np.concatenate([silence(4.0), noise(4.0, level=0.3), silence(2.0)])
    waveform = read_waveform(make_clip(tmp_path / f"clip{ending}", 10.0, sounds=(Sound(sound),)))
    assert waveform.length_s == pytest.approx(10.0, abs=0.1)
    third = N_PEAKS // 10
    assert waveform.peaks[: 4 * third - 5].max() < 5
    assert waveform.peaks[4 * third + 5 : 8 * third - 5].min() > 10
    assert waveform.peaks[8 * third + 5 :].max() < 5


def test_a_long_file_is_heard_here_and_there(tmp_path):
    rate_hz = 8_000
    sound = np.concatenate([tone(200, 300, rate_hz), silence(100, rate_hz), tone(100, 300, rate_hz)])
    path = make_clip(tmp_path / "long.wav", samples=sound, sample_rate_hz=rate_hz)
    waveform = read_waveform(path)
    loud = waveform.peaks > 40
    assert waveform.length_s == pytest.approx(400, abs=1)
    assert loud[:298].all()
    assert not loud[303:448].any()
    assert loud[453:].all()


def test_sound_that_begins_late_is_told(tmp_path):
    path = make_clip(tmp_path / "late.mov", 6.0, sounds=(Sound(noise(4.0), delay_s=2.0),))
    assert read_waveform(path).start_s == pytest.approx(2.0, abs=0.1)


def test_a_film_without_sound_has_neither(tmp_path):
    mute = make_clip(tmp_path / "mute.mp4", sounds=())
    with pytest.raises(NoAudioError):
        read_waveform(mute)
    with pytest.raises(NoAudioError):
        write_excerpt(mute, tmp_path / "out", 0.0, 1.0)


def clicks(ending):
    """Ten seconds with a click at every half second."""
    sound = silence(10.0)
    for number in range(1, 20):
        sound[number * 24_000 : number * 24_000 + 48] = 0.8
    return sound


def first_click_s(path):
    samples = np.fromfile(path, np.int16)
    return int(np.argmax(np.abs(samples) > 4000)) / EXCERPT_RATE_HZ


@pytest.mark.parametrize("ending", [".wav", ".mp4", ".mov", ".mkv", ".flac", ".mp3"])
@pytest.mark.parametrize("begin_s", [0.2, 5.3])
def test_an_excerpt_begins_at_the_very_moment(tmp_path, ending, begin_s):
    clip = make_clip(tmp_path / f"clip{ending}", 10.0, samples=clicks(ending), bit_rate=192_000)
    length_s = write_excerpt(clip, tmp_path / "out", begin_s, 2.0)
    assert length_s == pytest.approx(2.0, abs=1e-4)
    whole = tmp_path / "whole"
    write_excerpt(clip, whole, 0.0, 10.0)
    late_s = first_click_s(whole) - 0.5  # what the codec itself adds
    expected_s = 0.5 - begin_s % 0.5 + late_s
    assert first_click_s(tmp_path / "out") == pytest.approx(expected_s, abs=0.002)


def test_an_excerpt_plays_at_the_speed_of_the_clip(tmp_path):
    song = make_clip(tmp_path / "song.wav", samples=clicks(".wav"))
    write_excerpt(song, tmp_path / "out", 4.0, 4.0, speed=1.25)
    at = np.flatnonzero(np.abs(np.fromfile(tmp_path / "out", np.int16)) > 8000) / EXCERPT_RATE_HZ
    gaps = np.diff(at)
    assert gaps[gaps > 0.1] == pytest.approx(0.4, abs=0.003)


def test_an_excerpt_is_silent_before_the_sound_and_ends_with_it(tmp_path):
    song = make_clip(tmp_path / "song.wav", samples=np.full(48_000, 0.5, np.float32))
    assert write_excerpt(song, tmp_path / "out", -0.5, 4.0) == pytest.approx(1.5, abs=0.01)
    samples = np.fromfile(tmp_path / "out", np.int16)
    assert not samples[:23_900].any()
    assert abs(int(samples[24_500]) - 16_384) < 400
