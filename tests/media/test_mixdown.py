import av
import numpy as np
import pytest
from support.clips import level_at, make_clip, tone

from slipgui.core.edit import PlacedSound
from slipgui.media.decode import decode_samples
from slipgui.media.mixdown import MIXDOWN_RATE_HZ, write_mixdown

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


def test_it_stops_when_nobody_wants_it(tmp_path, tones):
    assert not write_mixdown([PlacedSound(tones[0], 0.0, 9.0, 0.0)], 9.0, tmp_path / "mix.wav", lambda: True)
