"""What the same sound is, file by file; that the queue uses it is told in tests/app/test_known_answers.py."""

from dataclasses import replace

import av
import numpy as np
import pytest
from support.clips import Sound, make_clip, noise
from support.damage import truncate

from slipgui.media.audio_proxy import make_audio_proxy
from slipgui.media.content_hash import hash_sound
from slipgui.media.probe import probe
from slipgui.media.sound_hash import DECODED_FOR_HASH_MAX_S


def never():
    return False


def sound_of(path):
    return hash_sound(path, probe(path), is_cancelled=never)


def sound_of_proxy(path, folder):
    folder.mkdir(exist_ok=True)
    return make_audio_proxy(
        path, probe(path), folder, on_seconds=lambda *_: None, is_cancelled=never, is_hashed=True
    ).sound_hash


def on_grid(samples, n_bits):
    return np.round(samples * 2 ** (n_bits - 1)) / 2 ** (n_bits - 1)


@pytest.mark.parametrize(("ending", "codec"), [(".mov", None), (".mp4", "aac"), (".mkv", "ac3"), (".flac", None)])
def test_the_proxy_knows_the_sound_as_the_file_does(tmp_path, ending, codec):
    path = make_clip(tmp_path / f"clip{ending}", 3.0, codec=codec, n_channels=2)
    assert sound_of(path) == sound_of_proxy(path, tmp_path / "out")


@pytest.mark.parametrize(
    "other", [("pcm_f32le", ".wav"), ("pcm_f64le", ".mov"), ("alac", ".mov"), ("pcm_s32le", ".mov")]
)
def test_24_bits_are_the_same_in_every_lossless_codec(tmp_path, other):
    codec, ending = other
    sound = on_grid(noise(2.0, level=0.3), 24)
    first = make_clip(tmp_path / "a.mov", 2.0, codec="pcm_s24le", samples=sound)
    assert sound_of(first) == sound_of(make_clip(tmp_path / f"b{ending}", 2.0, codec=codec, samples=sound))


def test_what_a_film_holds_beside_its_heard_tracks_does_not_matter(tmp_path):
    music = Sound(samples=on_grid(noise(3.0), 16))
    alone = make_clip(tmp_path / "a.mov", 3.0, sounds=(music,))
    beside_silence = make_clip(tmp_path / "b.mxf", 3.0, sounds=(Sound(samples=np.zeros(3 * 48_000)), music))
    assert sound_of(alone) == sound_of(beside_silence)


def test_a_track_that_begins_later_beside_another_is_another_sound(tmp_path):
    pair = (Sound(samples=noise(4.0)), Sound(samples=noise(3.0, seed=2)))
    together = make_clip(tmp_path / "a.mov", 4.0, sounds=pair)
    shifted = make_clip(tmp_path / "b.mov", 4.0, sounds=(pair[0], replace(pair[1], delay_s=0.5)))
    assert sound_of(together) != sound_of(shifted)


def test_sound_with_a_gap_is_another_sound(tmp_path):
    plain, gapped = tmp_path / "a.mkv", tmp_path / "b.mkv"
    for path, late_s in ((plain, 0), (gapped, 1)):
        with (
            av.open(make_clip(tmp_path / "source.mkv", 3.0, codec="pcm_s16le")) as source,
            av.open(path, "w") as target,
        ):
            stream = source.streams.audio[0]
            copied = target.add_stream_from_template(stream)
            for number, packet in enumerate(source.demux(stream)):
                if packet.size:
                    shift = int(late_s / packet.time_base) if number > 10 else 0
                    packet.stream, packet.pts, packet.dts = copied, packet.pts + shift, packet.dts + shift
                    target.mux_one(packet)
    assert sound_of(plain) != sound_of(gapped)


def test_half_a_file_is_another_sound(tmp_path):
    path = make_clip(tmp_path / "a.wav", 4.0)
    whole = sound_of(path)
    truncate(path, 0.5)
    assert sound_of(path) != whole


def test_too_much_sound_is_not_decoded_for_its_hash_alone(tmp_path):
    path = make_clip(tmp_path / "a.mp4", 2.0)
    info = replace(probe(path), duration_s=DECODED_FOR_HASH_MAX_S + 1)
    assert hash_sound(path, info, is_cancelled=never) is None


def test_cancelling_ends_it(tmp_path):
    path = make_clip(tmp_path / "a.mp4", 2.0)
    assert hash_sound(path, probe(path), is_cancelled=lambda: True) is None


def test_a_film_costs_its_sound_and_not_its_picture(tmp_path, read_bytes):
    film = make_clip(tmp_path / "film.mov", 2.0, picture="rawvideo", picture_size=(1280, 720))
    info = probe(film)
    sound_bytes = info.audio_streams[0].size_bytes
    read = read_bytes(lambda: hash_sound(film, info, is_cancelled=never))
    assert read < 0.2 * film.stat().st_size
    assert sound_bytes < read
    assert film.stat().st_size > 50 * sound_bytes
