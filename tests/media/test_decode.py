import tracemalloc

import numpy as np
import pytest
from support.clips import Sound, make_clip, noise, tone
from support.damage import scramble_sound, truncate

from slipgui.core.errors import ClipProtectedError, ClipUnreadableError, NoAudioError
from slipgui.media.decode import choose_positions, decode_blocks, decode_samples, read_duration_s
from slipgui.media.sound import SoundReader


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


def test_pair_of_mono_tracks_is_decoded_together(tmp_path):
    path = make_clip(tmp_path / "pair.mxf", sounds=(Sound(), Sound(), Sound(), Sound()))
    assert choose_positions(path) == (0, 1)
    assert choose_positions(path, 3) == (2, 3)


def test_stereo_tracks_are_no_pair(tmp_path):
    path = make_clip(tmp_path / "two.mov", n_channels=2, sounds=(Sound(), Sound()))
    assert choose_positions(path) == (0,)


def test_reader_counts_packets_and_gives_a_block_for_each(tmp_path):
    from slipgui.media.container import open_media

    with open_media(make_clip(tmp_path / "clip.mp4", 2.0)) as container:
        reader = SoundReader(container, [container.streams.audio[0]], 22_050)
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
