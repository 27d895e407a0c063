import signal
import sys

import av
import numpy as np
import pytest
from support.clips import level_at, make_clip, tone

from slipgui.core.edit import PlacedSound
from slipgui.core.errors import PrepareError
from slipgui.media.decode import decode_samples
from slipgui.media.excerpt import EXCERPT_RATE_HZ
from slipgui.media.mixdown import MIXDOWN_RATE_HZ, write_mixdown, write_timeline_excerpt
from slipgui.media.peaks import N_PEAKS, read_timeline_stretch_waveform, read_timeline_waveform

RATE_HZ = 22_050


@pytest.fixture
def tones(tmp_path):
    """Two files of ten seconds: 440 Hz, and 1 kHz behind five seconds of silence."""
    low = make_clip(tmp_path / "low.wav", samples=tone(10.0, 440.0, RATE_HZ), sample_rate_hz=RATE_HZ)
    late = np.concatenate([np.zeros(5 * RATE_HZ, np.float32), tone(5.0, 1000.0, RATE_HZ)])
    return low, make_clip(tmp_path / "late.wav", samples=late, sample_rate_hz=RATE_HZ)


def level(samples, hz, begin_s, stop_s):
    return level_at(samples[round(begin_s * RATE_HZ) : round(stop_s * RATE_HZ)], hz, RATE_HZ)


def test_stretches_sound_at_their_place_and_together_where_they_meet(tmp_path, tones):
    low, late = tones
    target = tmp_path / "mix.wav"
    assert write_mixdown([PlacedSound(low, 2.0, 3.0, 1.0), PlacedSound(late, 6.0, 2.0, 3.0)], 8.0, target)
    samples = decode_samples(target, RATE_HZ)
    assert len(samples) == pytest.approx(8 * RATE_HZ, abs=2)
    assert np.abs(samples[: round(0.99 * RATE_HZ)]).max() == 0.0
    alone, both, other = (
        [level(samples, hz, *span) for hz in (440, 1000)] for span in ((1.1, 2.9), (3.1, 3.9), (4.1, 4.9))
    )
    assert alone[0] > 100 * alone[1]
    assert both[0] == pytest.approx(alone[0], rel=0.1)
    assert both[1] == pytest.approx(other[1], rel=0.1)
    assert other[1] > 100 * other[0]
    assert np.abs(samples[round(5.01 * RATE_HZ) :]).max() == 0.0


def test_it_is_a_plain_wav_file(tmp_path, tones):
    write_mixdown([PlacedSound(tones[0], 0.0, 99.0, 0.5)], 2.0, tmp_path / "mix.wav")
    with av.open(str(tmp_path / "mix.wav")) as container:
        (stream,) = container.streams.audio
        assert (stream.codec_context.sample_rate, stream.codec_context.channels) == (MIXDOWN_RATE_HZ, 1)
        assert float(stream.duration * stream.time_base) == 2.0


def test_an_excerpt_is_what_sounds_there_and_silent_between(tmp_path, tones):
    low, late = tones
    sounds = [PlacedSound(low, 2.0, 3.0, 1.0), PlacedSound(late, 6.0, 2.0, 6.0)]
    write_timeline_excerpt(sounds, tmp_path / "out", 3.0, 4.0)
    samples = np.fromfile(tmp_path / "out", np.int16) / np.float32(32_767)
    assert len(samples) == 4 * EXCERPT_RATE_HZ
    first, gap, last = (
        samples[round(a * EXCERPT_RATE_HZ) : round(b * EXCERPT_RATE_HZ)] for a, b in ((0, 1), (1, 3), (3, 4))
    )
    assert level_at(first, 440, EXCERPT_RATE_HZ) > 100 * level_at(first, 1000, EXCERPT_RATE_HZ)
    assert not gap[10:-10].any()
    assert level_at(last, 1000, EXCERPT_RATE_HZ) > 100 * level_at(last, 440, EXCERPT_RATE_HZ)


def test_where_it_cannot_be_written_it_is_told(tmp_path, tones):
    with pytest.raises(PrepareError):
        write_mixdown([PlacedSound(tones[0], 0.0, 9.0, 0.0)], 9.0, tmp_path / "nowhere" / "mix.wav")


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of the size of files there")
def test_the_room_is_taken_before_anything_is_written_into_it(tmp_path, tones):
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    former = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))  # as a disk that is full
    try:
        with pytest.raises(PrepareError):
            write_mixdown([PlacedSound(tones[0], 0.0, 9.0, 0.0)], 9.0, tmp_path / "mix.wav")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, former)


@pytest.mark.parametrize("length_s", [20.0, 400.0])
def test_a_timeline_is_loud_where_something_sounds(tmp_path, length_s):
    file = make_clip(tmp_path / "long.wav", samples=tone(160.0, 300.0, 8_000), sample_rate_hz=8_000)
    tenth_s = length_s / 10
    sounds = [PlacedSound(file, 3.0, 2 * tenth_s, tenth_s), PlacedSound(file, 1.0, 4 * tenth_s, 5 * tenth_s)]
    waveform = read_timeline_waveform(sounds, length_s)
    loud, tenth = waveform.peaks > 40, N_PEAKS // 10
    assert (waveform.start_s, waveform.length_s) == (0.0, pytest.approx(length_s, abs=0.1))
    assert [bool(loud[part * tenth + 2 : (part + 1) * tenth - 2].all()) for part in range(10)] == [
        False, True, True, False, False, True, True, True, True, False,
    ]  # fmt: skip
    for part in (0, 3, 4, 9):
        assert not loud[part * tenth + 2 : (part + 1) * tenth - 2].any()
    close = read_timeline_stretch_waveform(sounds, tenth_s - 1.0, 2.0)
    assert close.start_s == tenth_s - 1.0
    assert (close.peaks[: N_PEAKS // 2 - 5].max(), close.peaks[N_PEAKS // 2 + 5 :].min() > 40) == (0, True)


def test_it_stops_when_nobody_wants_it(tmp_path, tones):
    assert not write_mixdown([PlacedSound(tones[0], 0.0, 9.0, 0.0)], 9.0, tmp_path / "mix.wav", lambda: True)
