import shutil
import threading
from dataclasses import replace

import av
import numpy as np
import pytest
from support.clips import Sound, level_at, make_clip, noise, silence, tone
from support.damage import packet_bytes, scramble_sound, truncate

from slipgui.core.errors import (
    ClipChangedError,
    ClipGoneError,
    ClipProtectedError,
    DiskFullError,
    NoAudioError,
    PrepareError,
)
from slipgui.core.upload_plan import FORM_UPLOAD_MAX_BYTES
from slipgui.media.audio_proxy import is_incomplete, make_audio_proxy, make_plain_proxy
from slipgui.media.decode import decode_samples
from slipgui.media.probe import probe


def make(
    path, folder, *, info=None, on_seconds=lambda done_s, total_s: None, is_cancelled=lambda: False, by=make_audio_proxy
):
    folder.mkdir(exist_ok=True)
    return by(path, info or probe(path), folder, on_seconds=on_seconds, is_cancelled=is_cancelled)


# ------------------------------------------------------------------------------------------------ copying


@pytest.mark.parametrize(
    ("ending", "codec"),
    [(".mp4", "aac"), (".mkv", "aac"), (".mov", "alac"), (".mpeg", "mp2"), (".mkv", "ac3"), (".avi", "libmp3lame")],
)
def test_copied_packets_are_the_sources_own(tmp_path, ending, codec):
    path = make_clip(tmp_path / f"clip{ending}", 3.0, codec=codec, bit_rate=96_000)
    proxy = make(path, tmp_path / "out")
    assert proxy.is_copy
    assert packet_bytes(proxy.path) == packet_bytes(path)
    assert not proxy.is_incomplete
    assert proxy.n_bad_packets == 0
    assert proxy.size_bytes == proxy.path.stat().st_size


def test_copy_out_of_a_transport_stream_sounds_as_before(tmp_path):
    path = make_clip(tmp_path / "clip.ts", 3.0)
    proxy = make(path, tmp_path / "out")
    assert proxy.is_copy
    # a transport stream frames each packet (ADTS), mp4 does not: the samples are compared
    np.testing.assert_array_equal(decode_samples(proxy.path, 11_025), decode_samples(path, 11_025))


def test_copy_keeps_the_encoder_delay_so_that_no_sample_moves(tmp_path):
    path = make_clip(tmp_path / "clip.mp4", 3.0)
    proxy = make(path, tmp_path / "out")
    np.testing.assert_array_equal(decode_samples(proxy.path, 48_000), decode_samples(path, 48_000))


def test_proxy_of_late_sound_begins_with_the_sound(tmp_path):
    path = make_clip(tmp_path / "late.mp4", 6.0, sounds=(Sound(samples=noise(3.0), delay_s=2.5),))
    with av.open(make(path, tmp_path / "out").path) as container:
        assert container.start_time == pytest.approx(0, abs=30_000)
        assert container.duration == pytest.approx(3_000_000, abs=50_000)


def test_copy_that_no_form_upload_takes_is_encoded_instead(tmp_path):
    path = make_clip(tmp_path / "clip.mp4", 2.0)
    info = probe(path)
    (stream,) = info.audio_streams
    huge = replace(info, audio_streams=(replace(stream, size_bytes=FORM_UPLOAD_MAX_BYTES + 1),))
    assert not make(path, tmp_path / "out", info=huge).is_copy


def test_proxy_has_its_index_first_and_a_neutral_name(tmp_path):
    proxy = make(make_clip(tmp_path / "Secret Production.mp4", 2.0), tmp_path / "out")
    content = proxy.path.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")
    assert proxy.path.suffix == ".mp4"
    assert "Secret" not in proxy.path.name
    assert b"Secret" not in content


# ------------------------------------------------------------------------------------------------ encoding


@pytest.mark.parametrize("ending", [".mov", ".mxf", ".avi", ".webm", ".flac", ".ogg", ".wav"])
def test_other_sound_becomes_aac_mono_at_22050_hz(tmp_path, ending):
    path = make_clip(tmp_path / f"clip{ending}", 3.0, n_channels=2, samples=tone(3.0, 440.0, level=0.5))
    proxy = make(path, tmp_path / "out")
    (stream,) = probe(proxy.path).audio_streams
    assert (stream.codec, stream.n_channels, stream.sample_rate_hz) == ("aac", 1, 22_050)
    assert not proxy.is_copy
    assert proxy.duration_s == pytest.approx(3.0, abs=0.05)
    assert level_at(decode_samples(proxy.path, 11_025), 440.0) == pytest.approx(0.5, abs=0.05)


def test_for_this_computer_the_mix_stays_as_it_was_recorded_and_copies_stay_copies(tmp_path):
    samples = np.clip(noise(3.0, level=0.4) + tone(3.0, 440.0, level=0.5), -1.2, 0.99)
    path = make_clip(tmp_path / "clip.wav", samples=samples, sample_rate_hz=22_050)
    proxy = make(path, tmp_path / "out", by=make_plain_proxy)
    (stream,) = probe(proxy.path).audio_streams
    assert (proxy.path.suffix, stream.codec, stream.n_channels, proxy.is_copy) == (".mov", "pcm_s16le", 1, False)
    assert proxy.size_bytes == pytest.approx(2 * len(samples), rel=0.02)
    np.testing.assert_allclose(decode_samples(proxy.path, 22_050), decode_samples(path, 22_050), atol=1 / 16_384)
    film = make_clip(tmp_path / "film.mp4", 3.0)
    copied = make(film, tmp_path / "out", by=make_plain_proxy)
    assert (copied.path.suffix, copied.is_copy) == (".mp4", True)


def test_music_on_track_7_of_8_is_in_the_proxy(tmp_path):
    speech = [Sound(samples=noise(4.0, level=0.1, seed=n)) for n in (1, 2)]
    music = Sound(samples=tone(4.0, 440.0, level=0.03) * (1 + noise(4.0)))
    path = make_clip(
        tmp_path / "eight.mov", sounds=(*speech, *[Sound(samples=silence(4.0))] * 4, music, Sound(samples=tone(4.0)))
    )
    mixed = decode_samples(make(path, tmp_path / "out").path, 11_025)
    assert level_at(mixed, 440.0) > 0.6 * np.sqrt(np.mean(mixed**2))


def test_stereo_with_one_half_turned_over_is_encoded_turned_back(tmp_path):
    half = tone(4.0) + noise(4.0)
    plain = make_clip(tmp_path / "plain.mp4", samples=np.stack([half, half]))
    turned = make_clip(tmp_path / "turned.mp4", samples=np.stack([half, -half]), bit_rate=128_000)
    assert make(plain, tmp_path / "out").is_copy
    proxy = make(turned, tmp_path / "out")
    assert not proxy.is_copy
    assert level_at(decode_samples(proxy.path, 11_025), 440.0) == pytest.approx(0.3, abs=0.03)


def test_pair_of_mono_tracks_is_mixed_to_its_mean(tmp_path):
    left, right = tone(4.0, 440.0, level=0.1) + noise(4.0), tone(4.0, 1000.0, level=0.1) + noise(4.0, seed=2)
    path = make_clip(tmp_path / "pair.mxf", sounds=(Sound(samples=left), Sound(samples=right)))
    mixed = decode_samples(make(path, tmp_path / "out").path, 11_025)
    assert level_at(mixed, 440.0) == pytest.approx(0.05, abs=0.01)
    assert level_at(mixed, 1000.0) == pytest.approx(0.05, abs=0.01)


def test_mono_track_beside_a_test_tone_stands_alone(tmp_path):
    path = make_clip(tmp_path / "t.mxf", sounds=(Sound(samples=noise(4.0)), Sound(samples=tone(4.0, 1000.0))))
    assert level_at(decode_samples(make(path, tmp_path / "out").path, 11_025), 1000.0) < 0.01


def test_pair_of_mono_aac_tracks_is_encoded_not_copied(tmp_path):
    assert not make(make_clip(tmp_path / "pair.mp4", sounds=(Sound(), Sound())), tmp_path / "out").is_copy


def test_tracks_of_a_pair_may_end_at_different_times(tmp_path):
    path = make_clip(tmp_path / "pair.mov", 6.0, sounds=(Sound(samples=noise(3.0)), Sound(samples=noise(6.0, seed=2))))
    assert make(path, tmp_path / "out").duration_s == pytest.approx(6.0, abs=0.05)


def test_music_track_is_the_one_that_is_sent(tmp_path):
    sounds = (
        Sound(samples=noise(4.0)),
        Sound(samples=silence(4.0)),
        Sound(samples=tone(4.0) + noise(4.0), title="M&E"),
    )
    proxy = make(make_clip(tmp_path / "stems.mov", sounds=sounds), tmp_path / "out")
    assert level_at(decode_samples(proxy.path, 11_025), 440.0) > 0.2


# ------------------------------------------------------------------------------------------------ damage


@pytest.mark.parametrize(
    ("ending", "options"),
    [
        (".mkv", {}),
        (".avi", {}),
        (".mp4", {"movflags": "faststart"}),
        (".mp4", {"movflags": "frag_keyframe"}),
        (".mxf", {}),
    ],
    ids=["mkv", "avi", "faststart", "fragmented", "mxf"],
)
def test_truncated_file_gives_an_incomplete_proxy(tmp_path, ending, options):
    path = truncate(make_clip(tmp_path / f"cut{ending}", 8.0, options=options), 0.4)
    info = probe(path)
    proxy = make(path, tmp_path / "out", info=info)
    declared_s = info.audio_streams[0].duration_s or info.duration_s
    assert 2.0 < proxy.duration_s < 5.0
    assert proxy.is_incomplete == (declared_s > 7.0)  # fragments declare only what is there


def test_truncated_transport_stream_is_used_as_far_as_it_goes(tmp_path):
    path = truncate(make_clip(tmp_path / "cut.ts", 8.0), 0.4)
    assert 2.0 < make(path, tmp_path / "out").duration_s < 5.0  # it declares nothing that could be compared


@pytest.mark.parametrize(
    ("delivered_s", "declared_s", "expected"),
    [
        (98.1, 100, False),
        (97.9, 100, True),
        (7.9, 10, True),
        (8.1, 10, False),
        (3540, 3600, False),
        (3520, 3600, True),
        (5, 0, False),
    ],
)
def test_incomplete_means_two_seconds_and_two_per_cent(delivered_s, declared_s, expected):
    assert is_incomplete(delivered_s, declared_s) is expected


def test_bad_packets_are_counted_and_leave_silence_in_their_place(tmp_path):
    path = make_clip(tmp_path / "clip.mov", 6.0, codec="aac")
    info = probe(path)
    (stream,) = info.audio_streams
    encode = replace(info, audio_streams=(replace(stream, codec="opus"),))  # so that every packet is decoded
    scramble_sound(path, share=0.25)
    proxy = make(path, tmp_path / "out", info=encode)
    assert proxy.n_bad_packets > 20
    assert proxy.duration_s == pytest.approx(6.0, abs=0.3)


def test_encrypted_sound_that_must_be_encoded_is_protected(tmp_path):
    path = make_clip(tmp_path / "clip.mov", 6.0, codec="aac")
    info = probe(path)
    (stream,) = info.audio_streams
    scramble_sound(path)
    with pytest.raises(ClipProtectedError):
        make(path, tmp_path / "out", info=replace(info, audio_streams=(replace(stream, codec="opus"),)))
    assert list((tmp_path / "out").iterdir()) == []


def test_silent_film_has_no_proxy(tmp_path):
    with pytest.raises(NoAudioError):
        make(make_clip(tmp_path / "mute.mp4", sounds=()), tmp_path / "out")


def test_file_that_vanished_since_the_probe_is_gone(tmp_path):
    path = make_clip(tmp_path / "clip.mp4", 2.0)
    info = probe(path)
    path.unlink()
    with pytest.raises(ClipGoneError):
        make(path, tmp_path / "out", info=info)


def test_file_that_grew_since_the_probe_has_changed(tmp_path):
    path = make_clip(tmp_path / "clip.ts", 2.0)
    info = probe(path)
    with path.open("ab") as file:
        file.write(b"\x47" * 188)
    with pytest.raises(ClipChangedError):
        make(path, tmp_path / "out", info=info)


@pytest.mark.parametrize(("ending", "codec"), [(".ts", "aac"), (".mov", None)], ids=["copied", "encoded"])
def test_file_that_grows_during_the_work_has_changed_and_leaves_nothing(tmp_path, ending, codec):
    path = make_clip(tmp_path / f"clip{ending}", 3.0, codec=codec)

    def grow(done_s, total_s):
        with path.open("ab") as file:
            file.write(b"\x47" * 188)

    with pytest.raises(ClipChangedError):
        make(path, tmp_path / "out", on_seconds=grow)
    assert list((tmp_path / "out").iterdir()) == []


def test_file_that_vanishes_during_the_work_is_gone_and_leaves_nothing(tmp_path):
    path = make_clip(tmp_path / "clip.mov", 3.0)
    with pytest.raises(ClipGoneError):
        make(path, tmp_path / "out", on_seconds=lambda done_s, total_s: path.unlink(missing_ok=True))
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("by", [make_audio_proxy, make_plain_proxy])
def test_full_disk_is_told_before_the_work_with_both_sizes(tmp_path, by):
    path = make_clip(tmp_path / "clip.mov", 2.0)
    info = probe(path)
    (stream,) = info.audio_streams
    endless = replace(info, audio_streams=(replace(stream, duration_s=1e13),))
    with pytest.raises(DiskFullError) as caught:
        make(path, tmp_path / "out", info=endless, by=by)
    context = caught.value.context
    assert context["need_bytes"] > context["free_bytes"]
    assert context["free_bytes"] == pytest.approx(shutil.disk_usage(tmp_path).free, rel=0.2)
    assert list((tmp_path / "out").iterdir()) == []


def test_write_that_fails_midway_is_a_prepare_error_and_leaves_nothing(tmp_path):
    resource = pytest.importorskip("resource", reason="POSIX limits")
    path = make_clip(tmp_path / "clip.m4a", 10.0)
    info, unlimited = probe(path), resource.RLIM_INFINITY
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, unlimited))
        with pytest.raises(PrepareError):
            make(path, tmp_path / "out", info=info)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (unlimited, unlimited))
    assert list((tmp_path / "out").iterdir()) == []


def test_folder_that_is_not_there_is_a_prepare_error(tmp_path):
    path = make_clip(tmp_path / "clip.mp4", 2.0)
    with pytest.raises(PrepareError):
        make_audio_proxy(
            path, probe(path), tmp_path / "out", on_seconds=lambda done_s, total_s: None, is_cancelled=lambda: False
        )


# ------------------------------------------------------------------------------------------------ progress, cancel, reading


@pytest.mark.parametrize("ending", [".mp4", ".mov"])
def test_progress_rises_to_the_whole_length(tmp_path, ending):
    told = []
    proxy = make(
        make_clip(tmp_path / f"clip{ending}", 4.0), tmp_path / "out", on_seconds=lambda *pair: told.append(pair)
    )
    done = [done_s for done_s, _ in told]
    assert done == sorted(done)
    assert told[-1] == (pytest.approx(4.0, abs=0.05), pytest.approx(4.0, abs=0.05))
    assert len(told) < 40
    assert proxy is not None


@pytest.mark.parametrize("ending", [".mp4", ".mov"])
@pytest.mark.parametrize("n_looks", [0, 1])
def test_cancelled_work_gives_none_and_leaves_nothing(tmp_path, ending, n_looks):
    path = make_clip(tmp_path / f"clip{ending}", 10.0, picture=None)
    looks = iter([False] * n_looks)
    assert make(path, tmp_path / "out", is_cancelled=lambda: next(looks, True)) is None
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("ending", [".mov", ".avi"])
def test_picture_is_not_read(tmp_path, read_bytes, ending):
    path = make_clip(tmp_path / f"large{ending}", 6.0, picture="rawvideo", picture_size=(640, 360), n_channels=2)
    info, out = probe(path), tmp_path / "out"
    assert info.size_bytes > 50_000_000
    assert read_bytes(make, path, out) < 12_000_000


def test_two_proxies_at_once_do_not_meet(tmp_path):
    path = make_clip(tmp_path / "clip.mov", 3.0)
    proxies = []
    (tmp_path / "out").mkdir()
    threads = [threading.Thread(target=lambda: proxies.append(make(path, tmp_path / "out"))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({proxy.path for proxy in proxies}) == 3
    assert len({proxy.path.read_bytes()[-2000:] for proxy in proxies}) == 1


def test_sound_that_changes_its_channels_midway_is_encoded_to_the_end(tmp_path):
    first, second = make_clip(tmp_path / "a.ts", 2.0), make_clip(tmp_path / "b.ts", 2.0, n_channels=2, codec="mp2")
    path = tmp_path / "joined.ts"
    path.write_bytes(first.read_bytes() + second.read_bytes())
    assert make(path, tmp_path / "out").duration_s > 1.9


def test_proxy_opens_everywhere_as_sound_only(tmp_path):
    proxy = make(make_clip(tmp_path / "clip.mov", 2.0), tmp_path / "out")
    with av.open(proxy.path) as container:
        assert [stream.type for stream in container.streams] == ["audio"]
