import tracemalloc

import numpy as np
import pytest
from support.clips import Sound, level_at, make_clip, noise, silence, tone
from support.damage import scramble_sound, truncate

from slipgui.core.errors import ClipProtectedError, ClipUnreadableError, NoAudioError
from slipgui.media.container import open_media
from slipgui.media.decode import choose_mix, decode_blocks, decode_samples, read_duration_s
from slipgui.media.sound import SoundReader
from slipgui.media.track_choice import StreamShare


@pytest.mark.parametrize(
    "ending", [".mp4", ".mov", ".mxf", ".avi", ".mkv", ".ts", ".webm", ".mpeg", ".ogg", ".flac", ".mp3", ".wav"]
)
def test_samples_are_mono_float32_at_the_wanted_rate(tmp_path, ending):
    samples = decode_samples(make_clip(tmp_path / f"clip{ending}", 3.0, n_channels=2), 11_025)
    assert samples.dtype == np.float32
    assert samples.ndim == 1
    assert len(samples) / 11_025 == pytest.approx(3.0, abs=0.08)
    assert 0.01 < samples.std() < 0.2


@pytest.mark.parametrize("ending", [".flac", ".mp4", ".ogg"])
def test_samples_stand_where_they_stood(tmp_path, ending):
    click = np.zeros(48_000 * 3, np.float32)
    click[48_000 : 48_000 + 480] = 0.8 * np.sin(np.arange(480) / 480 * np.pi * 20)
    samples = decode_samples(make_clip(tmp_path / f"click{ending}", samples=click), 11_025)
    loud = np.flatnonzero(np.abs(samples) > 0.3)
    assert loud[0] / 11_025 == pytest.approx(1.0, abs=0.003)


@pytest.mark.parametrize("n_channels", [1, 2, 6])
def test_channels_become_their_mean_and_never_clip(tmp_path, n_channels):
    loud = np.repeat(tone(2.0, 300.0, level=0.95)[None, :], n_channels, axis=0)
    samples = decode_samples(make_clip(tmp_path / "loud.wav", samples=loud), 11_025)
    assert np.abs(samples[2000:-2000]).max() == pytest.approx(0.95, abs=0.02)


def test_memory_is_that_of_the_samples_and_little_more(tmp_path):
    path = make_clip(tmp_path / "long.wav", samples=noise(300.0, 22_050), sample_rate_hz=22_050)
    tracemalloc.start()
    samples = decode_samples(path, 22_050)
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak_bytes < 1.2 * samples.nbytes + 2_000_000


def test_file_that_delivers_more_than_it_declares_is_decoded_to_its_end(tmp_path):
    path = make_clip(tmp_path / "a.mp3", 3.0)
    path.write_bytes(path.read_bytes() + make_clip(tmp_path / "b.mp3", 9.0).read_bytes())
    assert len(decode_samples(path, 11_025)) / 11_025 == pytest.approx(12.0, abs=0.3)


def test_file_without_sound_has_no_samples(tmp_path):
    with pytest.raises(NoAudioError):
        decode_samples(make_clip(tmp_path / "mute.mp4", sounds=()), 11_025)


def test_encrypted_sound_is_protected(tmp_path):
    with pytest.raises(ClipProtectedError):
        decode_samples(scramble_sound(make_clip(tmp_path / "drm.mp4", 4.0)), 11_025)


def test_text_is_unreadable(tmp_path):
    (tmp_path / "song.mp3").write_text("la la la\n" * 1000)
    with pytest.raises(ClipUnreadableError):
        decode_samples(tmp_path / "song.mp3", 11_025)


def test_bad_packets_become_silence_so_that_the_rest_keeps_its_time(tmp_path):
    t = np.arange(8 * 48_000) / 48_000
    sweep = (0.3 * np.sin(2 * np.pi * (200 * t + 50 * t**2))).astype(np.float32)  # AAC replaces noise by other noise
    path = make_clip(tmp_path / "clip.mp4", samples=sweep, picture=None)
    content = bytearray(path.read_bytes())
    start = content.index(b"mdat") + len(content) // 3
    content[start : start + 8000] = np.random.default_rng(3).bytes(8000)
    whole = decode_samples(path, 11_025)
    path.write_bytes(content)
    damaged = decode_samples(path, 11_025)
    assert len(damaged) == pytest.approx(len(whole), abs=0.15 * 11_025)
    tail = slice(-3 * 11_025, -11_025)
    assert np.corrcoef(damaged[tail], whole[tail])[0, 1] > 0.99


def test_truncated_file_gives_what_is_there(tmp_path):
    path = truncate(make_clip(tmp_path / "cut.mkv", 8.0), 0.5)
    assert 3.0 < len(decode_samples(path, 11_025)) / 11_025 < 5.0


def test_not_a_number_in_a_float_file_becomes_silence(tmp_path):
    samples = noise(2.0)
    samples[48_000:48_100] = np.nan
    samples[60_000] = np.inf
    decoded = decode_samples(make_clip(tmp_path / "nan.wav", samples=samples, codec="pcm_f32le"), 48_000)
    assert np.isfinite(decoded).all()


def weights_of(path):
    return {share.position: share.weights for share in choose_mix(path)}


def test_living_tracks_are_heard_together_each_as_loud_as_the_others(tmp_path):
    quiet = Sound(samples=noise(4.0, level=0.02, seed=9))
    path = make_clip(tmp_path / "four.mxf", sounds=(Sound(), Sound(samples=silence(4.0)), quiet))
    (loud_weight,), (quiet_weight,) = weights_of(path)[0], weights_of(path)[2]
    assert list(weights_of(path)) == [0, 2]
    assert quiet_weight / loud_weight == pytest.approx(5.0, rel=0.1)
    assert loud_weight + quiet_weight == pytest.approx(1.0)


def test_stereo_keeps_its_balance(tmp_path):
    left, right = noise(4.0), noise(4.0, level=0.01, seed=2)
    assert weights_of(make_clip(tmp_path / "s.mov", samples=np.stack([left, right]))) == {0: (0.5, 0.5)}
    assert weights_of(make_clip(tmp_path / "left.mov", samples=np.stack([left, 0 * left]))) == {0: (0.5, 0.5)}


@pytest.mark.parametrize("ending", [".mov", ".mp4"])
def test_a_half_with_its_poles_exchanged_is_turned_back(tmp_path, ending):
    sound = tone(4.0, 440.0) + noise(4.0)
    path = make_clip(tmp_path / f"turned{ending}", samples=np.stack([sound, -sound]), bit_rate=128_000)
    decoded = decode_samples(path, 11_025)
    assert level_at(decoded, 440.0) == pytest.approx(0.3, abs=0.03)
    pair = make_clip(tmp_path / "pair.mxf", sounds=(Sound(samples=sound), Sound(samples=-sound)))
    assert level_at(decode_samples(pair, 11_025), 440.0) == pytest.approx(0.3, abs=0.03)


def test_sound_on_one_channel_of_5_1_is_as_loud_as_speech_on_another(tmp_path):
    channels = np.stack([silence(4.0)] * 6)
    channels[2] = noise(4.0, level=0.2)
    channels[5] = tone(4.0, 440.0, level=0.03) * (1 + noise(4.0))
    decoded = decode_samples(make_clip(tmp_path / "film.mov", samples=channels), 11_025)
    others = float(np.sqrt(np.mean(decoded**2) - level_at(decoded, 440.0) ** 2 / 2))
    assert level_at(decoded, 440.0) / 2**0.5 > 0.5 * others


def test_a_track_that_begins_later_keeps_its_place(tmp_path):
    late = Sound(samples=tone(3.0, 440.0) * (1 + noise(3.0)), delay_s=1.0)
    decoded = decode_samples(make_clip(tmp_path / "late.mov", sounds=(Sound(), late)), 11_025)
    assert level_at(decoded[:10_000], 440.0) < 0.01 < 0.05 < level_at(decoded[13_000:], 440.0)


def test_reader_counts_packets_and_gives_a_block_for_each(tmp_path):
    with open_media(make_clip(tmp_path / "clip.mp4", 2.0)) as container:
        reader = SoundReader(container, (StreamShare(0, (1.0,)),), 22_050)
        n_blocks = sum(1 for _ in reader.blocks())
    assert n_blocks == reader.n_packets + 1
    assert reader.n_bad_packets == 0


@pytest.mark.parametrize("ending", [".mp4", ".mov", ".mxf"])
def test_blocks_together_are_the_samples(tmp_path, ending):
    clip = make_clip(tmp_path / f"clip{ending}", 5.0)
    blocks = list(decode_blocks(clip, 11_025))
    assert len(blocks) >= 4
    assert np.array_equal(np.concatenate(blocks), decode_samples(clip, 11_025))
    assert read_duration_s(clip) == pytest.approx(5.0, abs=0.1)


def test_blocks_of_what_has_no_sound_or_is_scrambled_raise_as_samples_do(tmp_path):
    with pytest.raises(NoAudioError):
        list(decode_blocks(make_clip(tmp_path / "mute.mp4", sounds=()), 11_025))
    with pytest.raises(ClipProtectedError):
        list(decode_blocks(scramble_sound(make_clip(tmp_path / "clip.mp4", 4.0)), 11_025))
